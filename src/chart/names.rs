//! What stands beside a row: its name, and under it what is said of it.

use super::canvas::{Anchor, Canvas};
use super::furniture::{count, type_of};
use super::text::{self, Weight};
use super::theme::{INK, SOFT_INK, size};
use super::{Context, Spec};
use crate::frame::Row;

/// Height of a line.
pub(super) const LINE: f64 = 17.0;

/// The lines of a row's name, and those under it.
pub(super) struct Name {
    name: Vec<String>,
    detail: Vec<String>,
}

impl Name {
    /// Breaks both at a width. A definition's second line comes before the row's own; `{stage}` in it is the row's stage.
    pub(super) fn new(spec: &Spec, context: Context<'_>, row: &Row, width: f64) -> Self {
        let stage = row.whole.as_ref().or(row.cells.first()).map(|cell| cell.stage_id.as_str()).unwrap_or_default();
        let stage = context.dataset.stages.get(stage).map(|stage| stage.label.clone()).unwrap_or_default();
        let detail = spec.details.get(&row.key).or_else(|| spec.details.get("*")).unwrap_or(&row.detail);
        Self {
            name: text::wrap(spec.label(&row.key, &row.label), width, size::LABEL, Weight::Regular),
            detail: text::wrap(&detail.replace("{stage}", &stage), width, size::SMALL, Weight::Regular),
        }
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> f64 {
        count(self.name.len() + self.detail.len())
    }

    /// The width of the longest.
    pub(super) fn width(&self) -> f64 {
        let name = self.name.iter().map(|line| text::width(line, size::LABEL, Weight::Regular));
        name.chain(self.detail.iter().map(|line| text::width(line, size::SMALL, Weight::Regular))).fold(0.0, f64::max)
    }

    /// Writes the lines around a height, each ending at `right`.
    pub(super) fn draw(&self, canvas: &Canvas, right: f64, middle: f64) {
        let mut y = middle - self.lines() * LINE / 2.0;
        for (lines, size, colour) in [(&self.name, size::LABEL, INK), (&self.detail, size::SMALL, SOFT_INK)] {
            for line in lines {
                y += LINE;
                canvas.text((right, y - 4.0), Anchor::End, type_of(size, Weight::Regular, colour), line);
            }
        }
    }
}
