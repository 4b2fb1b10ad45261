//! Colours and sizes of type.

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(pub u8, pub u8, pub u8);

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A place in the palette; each theme has a colour of its own for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hue(usize);

/// The names of the hues, after six colours of Okabe and Ito; their yellow and black are left out.
pub const HUES: [&str; 6] = ["blue", "vermilion", "green", "purple", "sky", "orange"];

impl Hue {
    /// The hue of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        HUES.iter().position(|known| *known == name).map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        HUES[self.0]
    }

    /// All hues, in the order in which series take them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..HUES.len()).map(Self)
    }
}

/// The colours of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// What everything stands on.
    pub paper: Colour,
    /// Titles and labels.
    pub ink: Colour,
    /// Subtitles, notes, axis labels.
    pub soft_ink: Colour,
    /// Grid lines, which no one has to see.
    pub grid: Colour,
    /// The axis from which bars grow, and lines that join.
    pub axis: Colour,
    /// What is not itemised.
    pub rest: Colour,
    /// Every fill has an outline of ink, so that neighbours part where colours are lost.
    pub outlined: bool,
    palette: [Colour; HUES.len()],
}

/// Dark on white, for pages and screens.
pub const LIGHT: Theme = Theme {
    name: "light",
    paper: Colour(255, 255, 255),
    ink: Colour(26, 26, 26),
    soft_ink: Colour(89, 89, 89),
    grid: Colour(222, 222, 222),
    axis: Colour(110, 110, 110),
    rest: Colour(140, 140, 140),
    outlined: false,
    // Okabe and Ito, Color Universal Design (2008): told apart with every common colour vision.
    palette: [
        Colour(0, 114, 178),
        Colour(213, 94, 0),
        Colour(0, 158, 115),
        Colour(204, 121, 167),
        Colour(86, 180, 233),
        Colour(230, 159, 0),
    ],
};

/// Light on near black, for dark screens and dim rooms.
pub const DARK: Theme = Theme {
    name: "dark",
    paper: Colour(24, 26, 31),
    ink: Colour(240, 240, 238),
    soft_ink: Colour(176, 178, 182),
    grid: Colour(58, 61, 68),
    axis: Colour(150, 152, 158),
    rest: Colour(128, 130, 136),
    outlined: false,
    // The blue is lifted, for that of Okabe and Ito is lost on black; the others are theirs.
    palette: [
        Colour(58, 142, 218),
        Colour(224, 104, 10),
        Colour(0, 166, 122),
        Colour(204, 121, 167),
        Colour(132, 205, 246),
        Colour(240, 178, 40),
    ],
};

/// Greys on white, for black-and-white printers and photocopiers. From black to paper each grey has 1.66 times the
/// luminance of the one before, counted as WCAG counts contrast, so any two are as far apart as seven can be.
pub const PRINT: Theme = Theme {
    name: "print",
    paper: Colour(255, 255, 255),
    ink: Colour(0, 0, 0),
    soft_ink: Colour(64, 64, 64),
    grid: Colour(215, 215, 215),
    axis: Colour(0, 0, 0),
    rest: Colour(228, 228, 228),
    outlined: true,
    palette: [
        Colour(51, 51, 51),
        Colour(201, 201, 201),
        Colour(84, 84, 84),
        Colour(0, 0, 0),
        Colour(117, 117, 117),
        Colour(156, 156, 156),
    ],
};

/// All themes.
pub const THEMES: [Theme; 3] = [LIGHT, DARK, PRINT];

/// Contrast that text needs against what it stands on (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;
/// Contrast that a mark needs against the paper (WCAG 2.2, 1.4.11).
pub const MARK_CONTRAST: f64 = 3.0;

/// Contrast of an edge that is not of its mark's own colour: orange and vermilion, darkened just enough to be seen, would be
/// one for many eyes.
const EDGE_CONTRAST: f64 = 6.7;

impl Default for Theme {
    fn default() -> Self {
        LIGHT
    }
}

impl Theme {
    /// The colour of a hue.
    #[must_use]
    pub fn colour(&self, hue: Hue) -> Colour {
        self.palette[hue.0]
    }

    /// A colour, moved towards the ink until it reaches a contrast against the paper.
    #[must_use]
    pub fn readable(&self, colour: Colour, contrast: f64) -> Colour {
        let mut stronger = (0..=100).step_by(5).map(|percent| colour.mix(self.ink, percent));
        stronger.find(|colour| colour.contrast(self.paper) >= contrast).unwrap_or(self.ink)
    }

    /// The colour of a mark's edge: the mark's own if that is seen on the paper, else one that is so much darker that it is
    /// not taken for another hue.
    #[must_use]
    pub fn edge(&self, colour: Colour) -> Colour {
        match colour.contrast(self.paper) >= MARK_CONTRAST {
            _ if self.outlined => self.ink,
            true => colour,
            false => self.readable(colour, EDGE_CONTRAST),
        }
    }

    /// The colour for text that belongs to something of a colour.
    #[must_use]
    pub fn text(&self, colour: Colour) -> Colour {
        if self.outlined { self.ink } else { self.readable(colour, TEXT_CONTRAST) }
    }

    /// Ink or paper, whichever can be read better on a colour; on one between them black or white, of which one always can.
    #[must_use]
    pub fn text_on(&self, colour: Colour) -> Colour {
        let best = |pair: [Colour; 2]| {
            let is_first = colour.contrast(pair[0]) >= colour.contrast(pair[1]);
            if is_first { pair[0] } else { pair[1] }
        };
        let own = best([self.paper, self.ink]);
        if own.contrast(colour) >= TEXT_CONTRAST { own } else { best([Colour(0, 0, 0), Colour(255, 255, 255)]) }
    }

    /// A colour with a share of the paper in it, in percent.
    #[must_use]
    pub fn pale(&self, colour: Colour, percent: u32) -> Colour {
        colour.mix(self.paper, percent)
    }
}

impl Colour {
    /// Relative luminance as WCAG defines it, 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Red, green and blue as shares of full light (IEC 61966-2-1).
    #[must_use]
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour(0, 0, 0).contrast(LIGHT.paper) - 21.0).abs() < 0.01);
        assert!((Colour(119, 119, 119).contrast(LIGHT.paper) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_and_marks_can_be_seen() {
        for theme in THEMES {
            for text in [theme.ink, theme.soft_ink] {
                assert!(text.contrast(theme.paper) >= TEXT_CONTRAST, "{} {text}", theme.name);
            }
            for colour in Hue::all().map(|hue| theme.colour(hue)) {
                assert!(theme.edge(colour).contrast(theme.paper) >= MARK_CONTRAST, "{} {colour}", theme.name);
                assert!(theme.text(colour).contrast(theme.paper) >= TEXT_CONTRAST, "{} {colour}", theme.name);
                assert!(theme.text_on(colour).contrast(colour) >= TEXT_CONTRAST, "{} {colour}", theme.name);
            }
            assert!(theme.edge(theme.rest).contrast(theme.paper) >= MARK_CONTRAST, "{}", theme.name);
        }
    }

    #[test]
    fn greys_of_the_photocopier_are_even_steps() {
        let mut greys: Vec<Colour> = Hue::all().map(|hue| PRINT.colour(hue)).chain([PRINT.paper]).collect();
        greys.sort_by(|left, right| left.luminance().total_cmp(&right.luminance()));
        for pair in greys.windows(2) {
            let step = pair[0].contrast(pair[1]);
            assert!((1.6..1.72).contains(&step), "{} to {}: {step:.2}", pair[0], pair[1]);
            assert!(pair[0].0 == pair[0].1 && pair[0].1 == pair[0].2, "{} is no grey", pair[0]);
        }
    }
}
