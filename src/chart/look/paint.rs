//! How shapes are filled and outlined.

use super::ink::Ink;

/// How a closed shape is filled and outlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// What it is filled with.
    pub fill: Fill,
    /// The line around it.
    pub outline: Outline,
    /// Only a broad rim is painted so, around paper: what draws makes two shapes of it, so that no shape of a scene is hollow.
    pub hollow: bool,
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// One ink all over.
    Solid(Ink),
    /// Strokes of the first ink over the second.
    Hatched(Ink, Ink),
    /// Dots of the first ink over the second.
    Dotted(Ink, Ink),
}

/// The line around a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outline {
    /// No line.
    None,
    /// A line of this ink.
    Drawn(Ink),
    /// Only where a theme gives it another colour than the fill: there the fill alone could be overlooked.
    WhereNeeded(Ink),
}

impl Paint {
    /// An ink without an outline.
    #[must_use]
    pub const fn solid(ink: Ink) -> Self {
        Self { fill: Fill::Solid(ink), outline: Outline::None, hollow: false }
    }

    /// A fill in a line.
    pub(crate) const fn outlined(fill: Fill, edge: Ink) -> Self {
        Self { fill, outline: Outline::Drawn(edge), hollow: false }
    }

    /// The ink on which a text in the middle of the shape stands.
    pub(crate) const fn ground(self) -> Ink {
        if self.hollow { Ink::PAPER } else { self.fill.ground() }
    }
}

impl Fill {
    /// The ink behind strokes and dots, or the only one.
    #[must_use]
    pub const fn ground(self) -> Ink {
        let (Self::Solid(ground) | Self::Hatched(_, ground) | Self::Dotted(_, ground)) = self;
        ground
    }
}
