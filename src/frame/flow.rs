//! How far things got: what of each was asked for, promised, agreed, delivered.

use super::query::{Axis, Query};
use super::table::Table;
use super::{Frame, FrameError};
use crate::fmt::once_each;
use crate::lang::say;

impl Frame<'_> {
    /// A row a thing with a number a stage, the stages as columns in the order in which things go through them. A number of which the stage
    /// is not known has no place among them.
    ///
    /// # Errors
    /// As [`Frame::table`].
    pub fn flow(&self, query: &Query) -> Result<Table, FrameError> {
        let mut table = self.table(&Query { series: Some(Axis::Stage), ..query.clone() })?;
        let stages = &self.evidence().dataset().stages;
        let order = |id: &str| stages.get(id).map(|stage| stage.order).unwrap_or_default();
        let mut without = Vec::new();
        for row in &mut table.rows {
            let all = row.cells.len();
            row.cells.retain(|cell| !order(&cell.series).is_zero());
            if row.cells.len() < all {
                without.push(row.label.clone());
            }
            row.cells.sort_by_key(|cell| order(&cell.series));
        }
        table.rows.retain(|row| !row.cells.is_empty());
        if !without.is_empty() {
            let tongue = self.evidence().dataset().tongue();
            table.remarks.push(say!(tongue, "remark-no-stage", names = &tongue.listed(&once_each(without))));
        }
        let mut columns: Vec<(String, String)> =
            table.series().into_iter().map(|(key, label)| (key.to_owned(), label.to_owned())).collect();
        columns.sort_by_key(|(key, _)| order(key));
        table.columns = columns;
        if table.rows.is_empty() { Err(FrameError::Empty) } else { Ok(table) }
    }
}
