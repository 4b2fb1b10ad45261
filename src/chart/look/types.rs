//! The sizes of type.

use super::Size;

/// The sizes of type in a chart, in pixels of its layout. None is smaller than 12 pixels, the least that is read without effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Types {
    /// Titles.
    pub title: f64,
    /// Subtitles.
    pub subtitle: f64,
    /// Names of rows and numbers.
    pub label: f64,
    /// Second lines of names, labels of axes, keys.
    pub small: f64,
    /// Notes and sources.
    pub footer: f64,
}

/// For pages and projection.
const WIDE: Types = Types { title: 21.0, subtitle: 14.5, label: 14.0, small: 13.0, footer: 12.0 };
/// For telephones.
const NARROW: Types = Types { title: 17.0, subtitle: 13.0, label: 13.0, small: 12.0, footer: 12.0 };

impl Size {
    /// The sizes of type of a chart of this size.
    #[must_use]
    pub fn types(self) -> Types {
        match self {
            Self::Wide | Self::Square | Self::Tall | Self::Slide => WIDE,
            Self::Narrow => NARROW,
        }
    }

    /// White space at all sides of a chart, in pixels of its layout.
    #[must_use]
    pub fn margin(self) -> f64 {
        match self {
            Self::Wide | Self::Square | Self::Tall | Self::Slide => 24.0,
            Self::Narrow => 14.0,
        }
    }
}
