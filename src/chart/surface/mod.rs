//! What a scene becomes: an SVG document, an element of a page, a PNG; and what a file of ours tells of itself.

mod area;
pub(crate) mod brush;
pub(crate) mod embedded;
mod glyphs;
pub(crate) mod page;
mod palette;
pub(crate) mod png;
pub(crate) mod svg;
