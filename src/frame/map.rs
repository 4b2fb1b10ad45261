//! Quantities where they are: a row a place.

use std::collections::BTreeSet;

use polars::prelude::col;

use super::query::{Axis, Order, Query};
use super::table::Table;
use super::{Frame, FrameError, keys};
use crate::data::Quantity;
use crate::fmt::{self, Style, once_each};
use crate::lang::say;

impl Frame<'_> {
    /// The selected quantities that have a place, a row a place with its point, the largest number first. What has no place, and
    /// places without a point, are told.
    ///
    /// # Errors
    /// As [`Frame::table`]; [`FrameError::NoPlace`] where nothing selected has a place with a point.
    pub fn map(&self, query: &Query) -> Result<Table, FrameError> {
        let selected = self.quantities(&query.selection)?;
        let placed: Vec<&Quantity> = selected.iter().copied().filter(|it| it.place_id.is_some()).collect();
        if placed.is_empty() {
            return Err(if selected.is_empty() { FrameError::Empty } else { FrameError::NoPlace });
        }
        let query = Query { rows: Axis::Place, series: None, split: None, order: Order::Value, ..query.clone() };
        // A whole without a place would take the place of its parts.
        let mut table = self.placed()?.table(&query)?;
        let dataset = self.evidence().dataset();
        let tongue = dataset.tongue();
        let mut without = Vec::new();
        for row in &mut table.rows {
            let place = dataset.places.get(&row.key);
            row.point = place.and_then(|place| place.point);
            if row.point.is_none() {
                let number = row.cells.first().map(|cell| fmt::interval(tongue, &cell.shown(), Style::Sign));
                without.push(say!(tongue, "chart-aside", text = &row.label, aside = &number.unwrap_or_default()));
            }
        }
        table.rows.retain(|row| row.point.is_some());
        if table.rows.is_empty() {
            return Err(FrameError::NoPlace);
        }
        if !without.is_empty() {
            table.remarks.push(say!(tongue, "remark-no-point", names = &tongue.listed(&without)));
        }
        let elsewhere = self.without_place(&selected, &placed);
        if !elsewhere.is_empty() {
            table.remarks.push(say!(tongue, "remark-no-place", names = &tongue.listed(&elsewhere)));
        }
        Ok(table)
    }

    /// The same with the quantities that have a place alone.
    fn placed(&self) -> Result<Self, FrameError> {
        let has_place = || col(keys::PLACE).is_not_null();
        let (quantities, figures) = (self.quantities.only(has_place())?, self.figures.only(has_place())?);
        Ok(Self { evidence: self.evidence, quantities, figures })
    }

    /// The labels of those that have no place and no part that has one, nor are parts of what has one.
    fn without_place(&self, selected: &[&Quantity], placed: &[&Quantity]) -> Vec<String> {
        let all = &self.evidence().dataset().quantities;
        let above = |quantity: &Quantity| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<String> = vec![quantity.id.clone()];
            while let Some(id) = open.pop() {
                let wholes = all.get(&id).into_iter().flat_map(|it| &it.part_of).map(|it| it.whole.clone());
                open.extend(wholes.filter(|whole| seen.insert(whole.clone())));
            }
            seen
        };
        let wholes: BTreeSet<String> = placed.iter().flat_map(|quantity| above(quantity)).collect();
        let places: BTreeSet<&str> = placed.iter().map(|quantity| quantity.id.as_str()).collect();
        let has_place = |id: &String| places.contains(id.as_str());
        let is_elsewhere = |quantity: &&&Quantity| {
            quantity.place_id.is_none() && !wholes.contains(&quantity.id) && !above(quantity).iter().any(has_place)
        };
        once_each(selected.iter().filter(is_elsewhere).map(|quantity| quantity.label.clone()))
    }
}
