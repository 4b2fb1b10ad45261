//! How shapes are filled and outlined.

use super::theme::Colour;

/// How a closed shape is filled and outlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paint {
    pub(crate) fill: Fill,
    pub(crate) outline: Option<Colour>,
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fill {
    Solid(Colour),
    /// Strokes of the first colour over the second.
    Hatched(Colour, Colour),
    /// Dots of the first colour over the second.
    Dotted(Colour, Colour),
}
