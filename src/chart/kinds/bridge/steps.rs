//! Where each step of a bridge begins and ends.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::chart::layout::bar::Extent;
use crate::chart::look::shape::{ARROW, float};
use crate::frame::bridge::{ADDS, REST, TAKES};
use crate::frame::{Cell, Row, Table};
use crate::model::exact;

/// Between which numbers the end of a step lies; of an exact one they are the same.
pub(super) type Between = (Decimal, Decimal);

/// One step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// Where it begins; a sum begins at nothing.
    pub(super) from: Between,
    /// Where it ends, and the next begins.
    pub(super) to: Between,
    /// Whether it leads down: -1, else 1.
    pub(super) sign: f64,
}

impl Step {
    /// Whether it is known where the step begins.
    pub(super) fn begins_at(&self) -> Option<Decimal> {
        (self.from.0 == self.from.1).then_some(self.from.0)
    }

    /// Whether it begins somewhere between two numbers.
    pub(super) fn is_vague(&self) -> bool {
        self.begins_at().is_none()
    }

    /// All that it may cover.
    pub(super) fn whole(&self) -> Between {
        (self.from.0.min(self.to.0), self.from.1.max(self.to.1))
    }

    /// What it covers in any case, if anything.
    pub(super) fn core(&self) -> Option<Between> {
        let upward = (self.from.1 < self.to.0).then_some((self.from.1, self.to.0));
        upward.or_else(|| (self.to.1 < self.from.0).then_some((self.to.1, self.from.0)))
    }

    /// What the bar of the step takes on an axis.
    pub(super) fn extent(&self, cell: &Cell) -> Extent {
        if let Some(base) = self.begins_at() {
            return Extent::new(&cell.interval, float(base), self.sign);
        }
        let (low, high) = self.whole();
        let more = if cell.interval.max.is_none() { ARROW } else { 0.0 };
        let (left, right) = if self.sign < 0.0 { (more, 0.0) } else { (0.0, more) };
        Extent { low: float(low), high: float(high), left, right }
    }
}

/// Every step of a table, by the key of its row.
pub(super) fn by_row(table: &Table) -> BTreeMap<String, Step> {
    table.rows.iter().map(|row| row.key.clone()).zip(steps(table)).collect()
}

/// The steps of a table in the order of its rows.
pub(super) fn steps(table: &Table) -> Vec<Step> {
    let mut at = (Decimal::ZERO, Decimal::ZERO);
    let mut steps = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        let step = step(at, row, table.rows.get(index + 1));
        at = step.to;
        steps.push(step);
    }
    steps
}

/// The step of a row from where the one before it ends.
fn step(at: Between, row: &Row, next: Option<&Row>) -> Step {
    // A row without a number leads nowhere.
    let Some(cell) = row.cells.first() else { return Step { from: at, to: at, sign: 1.0 } };
    let (low, high) = ends(cell);
    match cell.series.as_str() {
        ADDS => Step { from: at, to: (plus(at.0, low), plus(at.1, high)), sign: 1.0 },
        TAKES => Step { from: at, to: (plus(at.0, -high), plus(at.1, -low)), sign: -1.0 },
        REST => {
            // It leads to what the next row says, however vague the way there is.
            let to = next.and_then(|row| row.cells.first()).map_or((plus(at.0, low), plus(at.1, high)), ends);
            Step { from: at, to, sign: 1.0 }
        }
        _ => Step { from: (Decimal::ZERO, Decimal::ZERO), to: ends(cell), sign: 1.0 },
    }
}

/// Between which numbers one is drawn: of one that has no lower end nothing may be there, of one without an upper the lower is.
fn ends(cell: &Cell) -> Between {
    let (min, max) = (cell.interval.min, cell.interval.max);
    let low = min.or(max.map(|max| max.min(Decimal::ZERO))).unwrap_or_default();
    (low, max.unwrap_or(low).max(low))
}

/// A sum; one with more digits than can be held is not drawn longer.
fn plus(left: Decimal, right: Decimal) -> Decimal {
    exact::add(left, right).unwrap_or(left)
}
