//! A stack: where the parts of a row begin and end, and what stands above and below its bar.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::chart::layout::bar::Extent;
use crate::chart::layout::measure::count;
use crate::chart::layout::rows::Slot;
use crate::chart::look::shape::reach;
use crate::frame::{Cell, Row};
use crate::model::exact;

/// The height of the line from a name to its part.
pub(super) const LEADER: f64 = 8.0;
/// White space for what of its letters reaches below the line.
pub(super) const UNDER: f64 = 4.5;

/// What stands around the stacks of a chart.
pub(super) struct Stack {
    /// The row above which the series are named, if they have room there.
    pub(super) named_row: Option<(usize, Vec<f64>)>,
    /// The series that have their names there.
    pub(super) named: BTreeSet<String>,
    /// The lines below each row.
    pub(super) below: Vec<Vec<String>>,
    /// The middle of the part that they tell of, where it is one.
    pub(super) alone: Vec<Option<f64>>,
    /// Height of a line.
    pub(super) line: f64,
}

impl Stack {
    /// Whether a series has its name over a bar.
    pub(super) fn names(&self, series: &str) -> bool {
        self.named.contains(series)
    }

    /// The height of what stands above the bar of a row.
    pub(super) fn above(&self, row: usize) -> f64 {
        if self.named_row.as_ref().is_some_and(|(named, _)| *named == row) { self.line + LEADER + UNDER } else { 0.0 }
    }

    /// The height of what stands below it.
    pub(super) fn below(&self, row: usize) -> f64 {
        count(self.below.get(row).map_or(0, Vec::len)) * self.line
    }

    /// The middle of the bar of a row.
    pub(super) fn middle(&self, row: usize, slot: Slot) -> f64 {
        f64::midpoint(slot.top + self.above(row), slot.bottom - self.below(row))
    }
}

/// Where the parts of a row begin and end: those above zero to the right, those below to the left.
pub(super) fn spans(row: &Row) -> Vec<(f64, f64)> {
    let (mut up, mut down) = (0.0, 0.0);
    let span = |cell: &Cell| {
        let number = reach(cell);
        let base = if number < 0.0 { &mut down } else { &mut up };
        let start = *base;
        *base += number;
        (start, *base)
    };
    row.cells.iter().map(span).collect()
}

/// What the parts of a row and their whole take.
pub(super) fn extent(row: &Row) -> Extent {
    let of_parts = row.cells.iter().zip(spans(row)).map(|(cell, (base, _))| Extent::new(&cell.interval, base, 1.0));
    of_parts.fold(Extent { low: 0.0, high: 0.0, left: 0.0, right: 0.0 }, |sum, part| Extent {
        low: sum.low.min(part.low),
        high: sum.high.max(part.high),
        left: 0.0,
        right: sum.right.max(part.right),
    })
}

/// Every number that an axis has to reach for a row, exactly.
pub(super) fn ends(row: &Row) -> Vec<Decimal> {
    let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
    for cell in &row.cells {
        let number = cell.interval.reach();
        let base = if number.is_sign_negative() { &mut down } else { &mut up };
        // A sum with more digits than a decimal has is not drawn; its whole is.
        *base = exact::add(*base, number).unwrap_or(*base);
    }
    let upper = row.cells.last().and_then(|last| Some(up - last.interval.reach() + last.interval.max?));
    [up, down].into_iter().chain(upper).collect()
}

/// The whole of a row, if anything is known of it.
pub(super) fn known_whole(row: &Row) -> Option<&Cell> {
    row.whole.as_ref().filter(|whole| whole.interval.min.is_some() || whole.interval.max.is_some())
}
