//! Colours by what they are for. A drawing is made in inks; a theme says what colour each is, so that one drawing serves
//! day, night and the photocopier.

use std::fmt;

use super::theme::{Colour, Hue, Theme};

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ink {
    tone: Tone,
    shade: Shade,
    part: Part,
}

/// A colour that every theme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tone {
    Paper,
    Text,
    Muted,
    Grid,
    Axis,
    /// A thin line that leads from a mark to its name: it is seen, and does not press.
    Leader,
    Rest,
    Hue(Hue),
}

/// How much of the paper is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shade {
    Full,
    /// So much of it, in percent.
    Pale(u8),
    /// So much of it as the ground of strokes, in percent; where colours are lost, white or a middle grey.
    Ground(u8),
}

/// What is drawn in it, for what is seen as a field is not always seen as an edge or a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Field,
    Edge,
    Rim,
    Lettering,
    /// Letters that stand on a field of it.
    On,
}

impl Ink {
    /// What everything stands on.
    pub const PAPER: Self = Self::of(Tone::Paper);
    /// Titles and labels.
    pub const TEXT: Self = Self::of(Tone::Text);
    /// Subtitles, notes, labels of ticks.
    pub const MUTED: Self = Self::of(Tone::Muted);
    /// Lines of a grid, which no one has to see.
    pub const GRID: Self = Self::of(Tone::Grid);
    /// The axis from which bars grow, and lines that join.
    pub const AXIS: Self = Self::of(Tone::Axis);
    /// A line from a mark to its name.
    pub const LEADER: Self = Self::of(Tone::Leader);
    /// What is not itemised, and signs of a key.
    pub const REST: Self = Self::of(Tone::Rest);

    const fn of(tone: Tone) -> Self {
        Self { tone, shade: Shade::Full, part: Part::Field }
    }

    /// The colour of a series, a row or an actor.
    #[must_use]
    pub const fn hue(hue: Hue) -> Self {
        Self::of(Tone::Hue(hue))
    }

    /// The same with a share of the paper in it, in percent.
    #[must_use]
    pub const fn pale(self, percent: u8) -> Self {
        Self { shade: Shade::Pale(percent), ..self }
    }

    /// The same as the ground of strokes, with a share of the paper in it, in percent.
    #[must_use]
    pub const fn ground(self, percent: u8) -> Self {
        Self { shade: Shade::Ground(percent), ..self }
    }

    /// The colour of the edge around a field of it.
    #[must_use]
    pub const fn edge(self) -> Self {
        Self { part: Part::Edge, ..self }
    }

    /// The colour of the rim of what is hollow.
    #[must_use]
    pub const fn rim(self) -> Self {
        Self { part: Part::Rim, ..self }
    }

    /// The colour of a text that belongs to it.
    #[must_use]
    pub const fn lettering(self) -> Self {
        Self { part: Part::Lettering, ..self }
    }

    /// The colour of a text on a field of it.
    #[must_use]
    pub const fn on(self) -> Self {
        Self { part: Part::On, ..self }
    }
}

impl fmt::Display for Ink {
    /// The ink by its name, whatever the theme: `text`, `blue`, `edge of blue`, `blue with 75% paper`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.part {
            Part::Field => "",
            Part::Edge => "edge of ",
            Part::Rim => "rim of ",
            Part::Lettering => "lettering of ",
            Part::On => "on ",
        })?;
        out.write_str(match self.tone {
            Tone::Paper => "paper",
            Tone::Text => "text",
            Tone::Muted => "muted",
            Tone::Grid => "grid",
            Tone::Axis => "axis",
            Tone::Leader => "leader",
            Tone::Rest => "rest",
            Tone::Hue(hue) => hue.name(),
        })?;
        match self.shade {
            Shade::Full => Ok(()),
            Shade::Pale(percent) => write!(out, " with {percent}% paper"),
            Shade::Ground(percent) => write!(out, " as ground with {percent}% paper"),
        }
    }
}

/// A ground has so much less of the paper in it on a photocopy, in percent, so that grounds are told apart there.
const DARKER: u32 = 15;
/// A ground with more of the paper in it than this is white on a photocopy, where only full, middle and white are told apart.
const WHITE_FROM: u8 = 80;
/// Contrasts with paper that what is pale, and a ground, need on a photocopy, of whatever grey they are: a ground is told from
/// paper under strokes as well.
const PALE_CONTRAST: f64 = 1.25;
const GROUND_CONTRAST: f64 = 1.66;

impl Theme {
    /// The colour of an ink.
    #[must_use]
    pub fn ink(&self, ink: Ink) -> Colour {
        let tone = match ink.tone {
            Tone::Paper => self.paper,
            Tone::Text => self.ink,
            Tone::Muted => self.soft_ink,
            Tone::Grid => self.grid,
            Tone::Axis => self.axis,
            Tone::Leader => self.grid.mix(self.ink, 30),
            Tone::Rest => self.rest,
            Tone::Hue(hue) => self.colour(hue),
        };
        let field = match ink.shade {
            Shade::Full => tone,
            Shade::Pale(percent) | Shade::Ground(percent) if !self.outlined => self.pale(tone, u32::from(percent)),
            Shade::Pale(percent) => self.readable(self.pale(tone, u32::from(percent)), PALE_CONTRAST),
            // On a photocopy only what is plainly darker is told from paper.
            Shade::Ground(percent) if percent > WHITE_FROM => self.paper,
            Shade::Ground(percent) => {
                self.readable(self.pale(tone, u32::from(percent).saturating_sub(DARKER)), GROUND_CONTRAST)
            }
        };
        match ink.part {
            // What is not itemised is grey there, too.
            Part::Edge | Part::Rim if self.outlined && ink.tone == Tone::Rest => self.paper.mix(self.ink, 50),
            Part::Field | Part::Rim => field,
            Part::Edge => self.edge(field),
            Part::Lettering => self.text(field),
            Part::On => self.text_on(field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::look::theme::{LIGHT, PRINT, TEXT_CONTRAST, THEMES};

    #[test]
    fn an_ink_is_what_the_theme_says() {
        let blue = Hue::all().next().expect("a hue");
        assert_eq!(LIGHT.ink(Ink::hue(blue)), LIGHT.colour(blue));
        assert_eq!(LIGHT.ink(Ink::hue(blue).pale(75)), LIGHT.pale(LIGHT.colour(blue), 75));
        assert_eq!(PRINT.ink(Ink::hue(blue).ground(88)), PRINT.paper);
        assert_eq!(PRINT.ink(Ink::hue(blue).ground(70)), PRINT.pale(PRINT.colour(blue), 55));
    }

    #[test]
    fn an_ink_is_told_by_its_name() {
        let blue = Ink::hue(Hue::all().next().expect("a hue"));
        for (ink, name) in [
            (Ink::TEXT, "text"),
            (blue, "blue"),
            (blue.edge(), "edge of blue"),
            (blue.pale(75), "blue with 75% paper"),
            (blue.ground(88).on(), "on blue as ground with 88% paper"),
        ] {
            assert_eq!(ink.to_string(), name);
        }
    }

    #[test]
    fn letters_are_read_on_every_field() {
        for theme in THEMES {
            for ink in Hue::all().map(Ink::hue).chain([Ink::REST, Ink::PAPER]) {
                for field in [ink, ink.pale(50), ink.pale(88), ink.ground(70), ink.ground(88)] {
                    let contrast = theme.ink(field.on()).contrast(theme.ink(field));
                    assert!(contrast >= TEXT_CONTRAST, "{} {field:?}: {contrast}", theme.name);
                }
            }
        }
    }
}
