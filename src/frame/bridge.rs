//! What adds to a sum and what takes away from it, step by step, and what is left.

use super::query::{Query, Sum};
use super::table::{Cell, Origin, Row, Table};
use super::{Frame, FrameError};
use crate::lang::say;

/// The series of what adds, of what takes away, of sums, and of what neither explains.
pub(crate) const ADDS: &str = "adds";
pub(crate) const TAKES: &str = "takes";
pub(crate) const SUM: &str = "sum";
pub(crate) const REST: &str = "not-itemised";
/// The key of the row of what neither explains.
pub(crate) const UNEXPLAINED: &str = "rest";
/// The key of the row of what is left, where no quantity states it.
const LEFT: &str = "left";

/// One side of a bridge.
struct Side {
    rows: Vec<Row>,
    /// What they come to; none where nothing of the side has a number.
    sum: Option<Sum>,
    /// Whether a step has no figure, so that the sum is only a part.
    has_unknown: bool,
}

impl Frame<'_> {
    /// The steps from nothing to what is left: a row for everything that adds, their sum, a row for everything that takes away; then
    /// what is left, computed, or as the quantity `last` has it, with what is not accounted for before it. A selected quantity without
    /// a figure is a row without a number.
    ///
    /// # Errors
    /// As [`Frame::table`]; and where the steps of a side must not be added, or the sides are in different units.
    pub fn bridge(&self, adds: &Query, takes: Option<&Query>, last: Option<&str>) -> Result<Table, FrameError> {
        let mut table = Table::default();
        let tongue = self.evidence().dataset().tongue();
        let added = self.side(adds, ADDS, &mut table)?;
        let taken = takes.map(|takes| self.side(takes, TAKES, &mut table)).transpose()?;
        let sum = added.sum.ok_or(FrameError::Empty)?;
        let in_all = self.of_sums(&sum);
        let mut left = in_all.clone();
        table.rows.extend(added.rows);
        let mut is_open = (added.has_unknown, false);
        if let Some(taken) = taken {
            if table.rows.len() > 1 {
                table.rows.push(Row { cells: vec![in_all.clone()], ..row(SUM, &say!(tongue, "row-in-all")) });
            }
            table.rows.extend(taken.rows);
            is_open.1 = taken.has_unknown;
            if let Some(sum) = taken.sum {
                left = self.less(left, &self.of_sums(&sum))?;
            }
        }
        match last {
            None => {
                // What has no figure may be anything, so what is left has no end on that side.
                let (is_more, is_less) = is_open;
                left.interval = left.interval.opened(is_less, is_more);
                table.rows.push(Row { cells: vec![left], ..row(LEFT, &say!(tongue, "row-left")) });
            }
            Some(last) => self.to_last((adds, last), &left, &mut table)?,
        }
        Ok(table)
    }

    /// The quantity that the steps lead to, and what is not accounted for on the way.
    fn to_last(&self, (query, last): (&Query, &str), left: &Cell, table: &mut Table) -> Result<(), FrameError> {
        let quantity = self.evidence().dataset().quantities.get(last).ok_or_else(|| self.no_quantity(last))?;
        let label = quantity.label.clone();
        let found = self.sum(query, &label, &[last.to_owned()], &mut table.allowed)?;
        let Some(found) = found else { return Err(FrameError::Empty) };
        let stated = self.of_sums(&found);
        let rest = self.less(stated.clone(), left)?;
        if rest.interval.as_point().is_none_or(|rest| !rest.is_zero()) {
            let tongue = self.evidence().dataset().tongue();
            let (series, series_label) = (REST.to_owned(), say!(tongue, "series-not-accounted-for"));
            let rest = Cell { series, series_label, origin: Origin::Rest, not_itemised: true, open: None, ..rest };
            table.rows.push(Row { cells: vec![rest], ..row(UNEXPLAINED, &say!(tongue, "row-not-accounted-for")) });
        }
        let period = quantity.period;
        table.rows.push(Row { cells: vec![stated], period, ..row(&quantity.id, &label) });
        Ok(())
    }

    /// The steps of one side, what they come to, and what is said of them.
    fn side(&self, query: &Query, series: &str, table: &mut Table) -> Result<Side, FrameError> {
        let dataset = self.evidence().dataset();
        // What a refusal calls it, and what a chart does.
        let (name, called) = match series {
            ADDS => ("adds", say!(dataset.tongue(), "series-adds")),
            _ => ("takes away", say!(dataset.tongue(), "series-takes-away")),
        };
        let Table { mut rows, without_value: unknown, mut allowed, remarks, .. } = match self.table(query) {
            // A table has a number at least; a side can do with things of which none is known.
            Err(FrameError::Empty) => match self.top_quantities(query)?.without_value {
                none if none.is_empty() => return Err(FrameError::Empty),
                without_value => Table { without_value, ..Table::default() },
            },
            other => other?,
        };
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            (cell.series, cell.series_label) = (series.to_owned(), called.clone());
        }
        let steps = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.quantities.clone());
        let steps: Vec<String> = steps.collect();
        let sum = if steps.is_empty() { None } else { self.sum(query, name, &steps, &mut allowed)? };
        let has_unknown = !unknown.is_empty();
        // A definition calls it by the words of the table, whatever the language.
        let own = |label: &String| {
            let quantity = dataset.quantities.iter().find(|quantity| quantity.label == *label);
            quantity.and_then(|quantity| dataset.own_label(&quantity.id)).map(str::to_owned)
        };
        rows.extend(unknown.iter().map(|label| row(&own(label).unwrap_or_else(|| label.clone()), label)));
        table.tell_also(allowed, remarks);
        Ok(Side { rows, sum, has_unknown })
    }

    /// A number in the series of sums.
    fn of_sums(&self, sum: &Sum) -> Cell {
        self.cell(&(SUM.to_owned(), say!(self.evidence().dataset().tongue(), "series-sum")), sum)
    }

    /// A number less another, with all that is behind both.
    fn less(&self, from: Cell, other: &Cell) -> Result<Cell, FrameError> {
        let units = &self.evidence().dataset().units;
        let label = |id: &str| units.get(id).map_or_else(|| id.to_owned(), |unit| unit.label_plural.clone());
        let apart = || FrameError::Sides { left: label(&from.unit_id), right: label(&other.unit_id) };
        let interval = self.evidence().converted(other.interval, &other.unit_id, &from.unit_id).ok_or_else(apart)?;
        Ok(Cell {
            // One with more digits than can be held has no ends.
            interval: from.interval.minus(&interval).unwrap_or_else(|| from.interval.opened(true, true)),
            quantities: [from.quantities.as_slice(), &other.quantities].concat(),
            witnesses: [from.witnesses.as_slice(), &other.witnesses].concat(),
            converted: [from.converted.as_slice(), &other.converted].concat(),
            origin: Origin::Sum,
            corrected: from.corrected || other.corrected,
            // What is left of what was agreed when some was repaid is neither.
            stage_id: if from.stage_id == other.stage_id { from.stage_id.clone() } else { String::new() },
            ..from
        })
    }
}

/// A row without numbers.
fn row(key: &str, label: &str) -> Row {
    Row { key: key.to_owned(), label: label.to_owned(), ..Row::default() }
}
