//! The heading of a group of rows: a rule, and under it the group's name.

use super::measure::{count, type_of};
use super::rows::{Need, Slot};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas};

/// White space above and below the name.
const AROUND: f64 = 10.0;

/// A heading, broken into lines.
pub(crate) struct Heading {
    lines: Vec<String>,
    ink: Ink,
    size: f64,
}

impl Heading {
    pub(crate) fn new(name: &str, ink: Ink, types: Types, width: f64) -> Self {
        Self { lines: text::wrap(name, width, types.small, Weight::Bold), ink, size: types.small }
    }

    fn line(&self) -> f64 {
        self.size + 4.0
    }

    pub(crate) fn need(&self) -> Need {
        let high = count(self.lines.len()) * self.line() + AROUND;
        Need { marks: (high, high), around: (0.0, 0.0), between: (0.0, 0.0) }
    }

    pub(crate) fn draw(&self, canvas: &Canvas, slot: Slot, (left, right): (f64, f64)) {
        let high = count(self.lines.len()) * self.line() + AROUND;
        let top = slot.bottom - high;
        canvas.line((left, top + 3.0), (right, top + 3.0), 1.0, Ink::GRID);
        let mut y = top + AROUND * 0.7;
        for line in &self.lines {
            y += self.line();
            canvas.clear_text((left, y - 4.0), Anchor::Start, type_of(self.size, Weight::Bold, self.ink), line);
        }
    }
}
