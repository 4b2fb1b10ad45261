//! What a scene becomes: an SVG document, an element of a page, a PNG; and what a file of ours tells of itself.

pub(crate) mod brush;
mod colours;
pub(crate) mod embedded;
mod glyphs;
mod image;
pub(crate) mod page;
pub(crate) mod png;
pub(crate) mod svg;
