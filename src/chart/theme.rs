//! Colours and type of a chart.

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(pub u8, pub u8, pub u8);

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The paper.
pub const PAPER: Colour = Colour(255, 255, 255);
/// Titles and labels.
pub const INK: Colour = Colour(26, 26, 26);
/// Subtitles, notes, axis labels.
pub const SOFT_INK: Colour = Colour(89, 89, 89);
/// Grid lines, which no one has to see.
pub const GRID: Colour = Colour(222, 222, 222);
/// The axis from which bars grow, and lines that join.
pub const AXIS: Colour = Colour(110, 110, 110);
/// What is not itemised.
pub const REST: Colour = Colour(140, 140, 140);

/// Six colours of Okabe and Ito, told apart with every common colour vision; their yellow and black are left out.
pub const PALETTE: [(&str, Colour); 6] = [
    ("blue", Colour(0, 114, 178)),
    ("vermilion", Colour(213, 94, 0)),
    ("green", Colour(0, 158, 115)),
    ("purple", Colour(204, 121, 167)),
    ("sky", Colour(86, 180, 233)),
    ("orange", Colour(230, 159, 0)),
];

/// Contrast that text needs against what it stands on (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;
/// Contrast that a mark needs against the paper (WCAG 2.2, 1.4.11).
pub const MARK_CONTRAST: f64 = 3.0;

/// The sizes of type in pixels; nothing is smaller than the last.
pub mod size {
    /// Titles.
    pub const TITLE: f64 = 21.0;
    /// Subtitles.
    pub const SUBTITLE: f64 = 14.5;
    /// Names of rows and numbers.
    pub const LABEL: f64 = 14.0;
    /// Second lines of names, axis labels, keys.
    pub const SMALL: f64 = 13.0;
    /// Notes and sources.
    pub const FOOTER: f64 = 12.0;
}

impl Colour {
    /// Relative luminance as WCAG defines it, 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio as WCAG defines it, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (left, right) = (self.luminance(), other.luminance());
        (left.max(right) + 0.05) / (left.min(right) + 0.05)
    }

    /// This colour with a share of another mixed in, the share in percent.
    #[must_use]
    pub fn mix(self, other: Self, percent: u32) -> Self {
        let channel = |from: u8, to: u8| {
            let mixed = (u32::from(from) * (100 - percent) + u32::from(to) * percent + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(channel(self.0, other.0), channel(self.1, other.1), channel(self.2, other.2))
    }

    /// The colour, darkened until it reaches a contrast against the paper.
    #[must_use]
    pub fn readable(self, contrast: f64) -> Self {
        let darker = (0..=100).step_by(5).map(|percent| self.mix(INK, percent));
        darker.into_iter().find(|colour| colour.contrast(PAPER) >= contrast).unwrap_or(INK)
    }

    /// Ink or paper, whichever can be read better on this colour.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(PAPER) >= self.contrast(INK) { PAPER } else { INK }
    }
}

/// The palette's colour of that name.
#[must_use]
pub fn named(name: &str) -> Option<Colour> {
    PALETTE.iter().find(|(known, _)| *known == name).map(|(_, colour)| *colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour(0, 0, 0).contrast(PAPER) - 21.0).abs() < 0.01);
        assert!((Colour(119, 119, 119).contrast(PAPER) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_and_marks_can_be_seen() {
        for text in [INK, SOFT_INK] {
            assert!(text.contrast(PAPER) >= TEXT_CONTRAST, "{text}");
        }
        for (name, colour) in PALETTE {
            assert!(colour.readable(MARK_CONTRAST).contrast(PAPER) >= MARK_CONTRAST, "{name}");
            assert!(colour.readable(TEXT_CONTRAST).contrast(PAPER) >= TEXT_CONTRAST, "{name}");
            assert!(colour.text_on().contrast(colour) >= TEXT_CONTRAST, "{name}");
        }
        assert!(REST.contrast(PAPER) >= MARK_CONTRAST);
    }
}
