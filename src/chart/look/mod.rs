//! How charts look, whatever they show: size, colours, type.

pub mod excerpt;
pub(crate) mod font;
pub(crate) mod ink;
pub(crate) mod paint;
pub(crate) mod shape;
pub mod text;
pub mod theme;
pub mod types;

use serde::Deserialize;

pub use font::{Family, FontError, Fonts};
pub use theme::{Hue, Theme};
pub use types::Types;

/// How a chart looks.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Its size.
    pub size: Size,
    /// Its colours.
    pub theme: Theme,
    /// The fonts in which it is set.
    pub fonts: Fonts,
    /// Title, notes and source stand beside the chart, not in it, as on a page that sets them as text.
    pub bare: bool,
}

/// The size of a chart, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    /// As wide as a page of a book or a site; as high as its rows need.
    #[default]
    Wide,
    /// As wide as high: 1080 by 1080 pixels.
    Square,
    /// Upright: 1080 by 1620 pixels.
    Tall,
    /// For projection: 1280 by 720 pixels.
    Slide,
    /// For a column or a telephone: 360 pixels; as high as its rows need.
    Narrow,
}

/// A chart may be laid out at several widths: the narrower it is, the larger is its type in a frame of fixed size.
const STEP: f64 = 20.0;
/// The width of a chart that has no frame of fixed size.
const WIDE: f64 = 850.0;
/// The width of a telephone.
const NARROW: f64 = 360.0;

impl Size {
    /// Width and height in pixels, where the height does not follow from the rows.
    pub(crate) fn frame(self) -> Option<(f64, f64)> {
        match self {
            Self::Wide | Self::Narrow => None,
            Self::Square => Some((1080.0, 1080.0)),
            Self::Tall => Some((1080.0, 1620.0)),
            Self::Slide => Some((1280.0, 720.0)),
        }
    }

    /// The widths at which a chart of the size may be laid out, that with the largest type first. Type is never smaller in
    /// the frame than it is in a wide chart.
    pub(crate) fn widths(self) -> impl Iterator<Item = f64> {
        let (narrowest, widest) = match self {
            Self::Wide => (WIDE, WIDE),
            Self::Square => (640.0, 1080.0),
            Self::Tall => (600.0, 1080.0),
            Self::Slide => (WIDE, 1280.0),
            Self::Narrow => (NARROW, NARROW),
        };
        std::iter::successors(Some(narrowest), move |width| Some(width + STEP).filter(|next| *next <= widest))
    }

    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Square => "square",
            Self::Tall => "tall",
            Self::Slide => "slide",
            Self::Narrow => "narrow",
        }
    }
}
