//! The keys of a chart of bars, and which way its bars run.

use serde::Deserialize;

use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Question, Shown};
use crate::chart::layout::bar::Extent;
use crate::chart::look::shape::reach;
use crate::frame::{Cell, Row};

/// How bars share a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Layout {
    /// One bar a row.
    #[default]
    Plain,
    /// One bar a series, side by side.
    Grouped,
    /// The parts of a whole, end to end.
    Stacked,
    /// The rows of one series to the left, the others to the right.
    Diverging,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Grouped => "grouped",
            Self::Stacked => "stacked",
            Self::Diverging => "diverging",
        }
    }
}

/// The keys of a chart of bars.
#[derive(Debug)]
pub(crate) struct Bars {
    pub(super) layout: Layout,
    /// The series whose bars run to the left in a diverging chart.
    pub(super) left: Option<String>,
    pub(super) shown: Shown,
}

impl Bars {
    pub(crate) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let layout: Layout = keys.take_or_default("layout");
        keys.specify(&format!("with `layout = \"{}\"`", layout.name()));
        let left = if layout == Layout::Diverging { keys.take("left") } else { None };
        keys.belongs_elsewhere("left", "write `layout = \"diverging\"`");
        let shown = Shown::read(keys, |keys| {
            let question = Question::read(keys).with_rows(keys);
            // Parts stand end to end or side by side.
            let is_series = layout == Layout::Stacked && keys.has("series") && !keys.has("split");
            let question = if is_series {
                question.with_series_that_add(keys)
            } else if layout == Layout::Stacked || (layout == Layout::Grouped && keys.has("split")) {
                question.with_parts(keys)
            } else {
                keys.belongs_elsewhere("split", "write `layout = \"stacked\"`");
                question.with_series(keys)
            };
            question.with_complete(keys).with_order(keys).with_numbers(keys).with_allowed(keys)
        });
        Self { layout, left, shown }
    }

    /// Whether a bar runs to the left.
    pub(super) fn runs_left(&self, cell: &Cell, row: &Row) -> bool {
        self.left.as_deref().is_some_and(|left| cell.series == left || row.key == left)
    }

    /// The way in which numbers above zero run: -1 to the left.
    pub(super) fn sign(&self, cell: &Cell, row: &Row) -> f64 {
        if self.runs_left(cell, row) { -1.0 } else { 1.0 }
    }

    /// Whether the number of a bar stands to its left: a bar to the left, or one of a number below zero.
    pub(super) fn has_number_left(&self, cell: &Cell, row: &Row) -> bool {
        let sign = self.sign(cell, row);
        sign * reach(cell) < 0.0 || (sign < 0.0 && reach(cell) >= 0.0)
    }

    /// What the bar of a cell takes, if it has its row or its place in a group for itself.
    pub(super) fn extent(&self, cell: &Cell, row: &Row) -> Extent {
        Extent::new(&cell.interval, 0.0, self.sign(cell, row))
    }
}
