//! What stands beside a row: its name, and under it what is said of it.

use crate::chart::layout::measure::{count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Spec};
use crate::fmt;
use crate::frame::Row;

/// Height of a line.
pub(crate) const LINE: f64 = 17.0;

/// The lines of a row's name, and those under it.
pub(crate) struct Name {
    name: Vec<String>,
    detail: Vec<String>,
}

/// The lines of the name that has most, one at least.
pub(crate) fn most_lines(names: &[Name]) -> f64 {
    names.iter().map(Name::lines).fold(1.0, f64::max)
}

/// The width to keep free for the widest name.
pub(crate) fn widest<'a>(names: impl IntoIterator<Item = &'a Name>) -> f64 {
    names.into_iter().map(Name::width).fold(0.0, f64::max)
}

impl Name {
    /// Breaks both at a width. A definition's second line comes before the row's own; `{stage}` in it is the row's stage,
    /// `{period}` its period in a timeline.
    pub(crate) fn new(spec: &Spec, context: Context<'_>, row: &Row, width: f64) -> Self {
        let stage = row.whole.as_ref().or(row.cells.first()).map(|cell| cell.stage_id.as_str()).unwrap_or_default();
        let stage = context.dataset.stages.get(stage).map(|stage| stage.label.clone()).unwrap_or_default();
        let period = fmt::period(&row.period);
        let detail = spec.details.get(&row.key).or_else(|| spec.details.get("*")).unwrap_or(&row.detail);
        Self {
            name: text::wrap(spec.label(&row.key, &row.label), width, size::LABEL, Weight::Regular),
            detail: text::wrap(
                &detail.replace("{stage}", &stage).replace("{period}", &period),
                width,
                size::SMALL,
                Weight::Regular,
            ),
        }
    }

    /// A name alone, broken at a width.
    pub(crate) fn plain(name: &str, width: f64) -> Self {
        Self { name: text::wrap(name, width, size::LABEL, Weight::Regular), detail: Vec::new() }
    }

    /// How many lines there are.
    pub(crate) fn lines(&self) -> f64 {
        count(self.name.len() + self.detail.len())
    }

    /// The width to keep free for the longest.
    pub(crate) fn width(&self) -> f64 {
        let name = self.name.iter().map(|line| text::room(line, size::LABEL, Weight::Regular));
        name.chain(self.detail.iter().map(|line| text::room(line, size::SMALL, Weight::Regular))).fold(0.0, f64::max)
    }

    /// Writes the lines around a height, each ending at `right`.
    pub(crate) fn draw(&self, canvas: &Canvas, right: f64, middle: f64) {
        let mut y = middle - self.lines() * LINE / 2.0;
        for (lines, size, ink) in [(&self.name, size::LABEL, Ink::TEXT), (&self.detail, size::SMALL, Ink::MUTED)] {
            for line in lines {
                y += LINE;
                canvas.text((right, y - 4.0), Anchor::End, type_of(size, Weight::Regular, ink), line);
            }
        }
    }
}
