//! How many figures there are by two axes: what is known, by whom, of when.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::query::{Axis, Query};
use super::selection::Selection;
use super::table::{Cell, Origin, Row, Table};
use super::{Frame, FrameError};
use crate::data::{Figure, Rank};
use crate::fmt::once_each;
use crate::lang::say;
use crate::model::{Date, Interval};

impl Frame<'_> {
    /// A table of counts: the rows of the query, works or years as columns, and in each cell how many figures can be used
    /// and which. Rows and columns without a figure are there, and their cells are not: no figure is not a count of zero
    /// things. Of years, `from` and `to` are the first and the last column.
    ///
    /// # Errors
    /// If the selection names what is not there, or there is nothing to count.
    pub fn matrix(&self, query: &Query) -> Result<Table, FrameError> {
        let by_year = match query.series {
            Some(Axis::Work) => false,
            Some(Axis::Year) => true,
            _ => return Err(FrameError::Columns),
        };
        if matches!(query.rows, Axis::Work | Axis::Year) {
            return Err(FrameError::Rows);
        }
        let mut selection = query.selection.clone();
        selection.verify(self.evidence().dataset())?;
        let window = if by_year { take_window(&mut selection) } else { (None, None) };
        let mut rows = self.rows_of_matrix(query.rows, &selection)?;
        let mut remarks = Vec::new();
        let mut cells: BTreeMap<(String, String), Vec<&Figure>> = BTreeMap::new();
        let mut undated = 0_usize;
        for figure in self.figures(&selection)? {
            let Some(quantity) = self.evidence().dataset().quantities.get(&figure.quantity_id) else { continue };
            if self.evidence().reason(figure).is_some() {
                continue;
            }
            let row = self.name(query.rows, quantity).0;
            let columns = match by_year {
                true => self.evidence().years(figure).into_iter().collect(),
                false => vec![figure.work_id.clone()],
            };
            undated += usize::from(by_year && columns.iter().all(|column| column.parse::<i32>().is_err()));
            for column in columns {
                cells.entry((row.clone(), column)).or_default().push(figure);
            }
        }
        if undated > 0 {
            remarks.push(say!(self.evidence().dataset().tongue(), "remark-undated", n = undated));
        }
        let columns = if by_year { years(&cells, window) } else { self.works_of_matrix(&selection) };
        for row in &mut rows {
            for (column, label) in &columns {
                if let Some(figures) = cells.get(&(row.key.clone(), column.clone())) {
                    row.cells.push(self.count(column, label, figures));
                }
            }
        }
        if rows.iter().all(|row| row.cells.is_empty()) {
            return Err(FrameError::NoFigures);
        }
        Ok(Table { rows, columns, remarks, ..Table::default() })
    }

    /// A row for whatever is selected, with figures or without; categories in their own order.
    fn rows_of_matrix(&self, axis: Axis, selection: &Selection) -> Result<Vec<Row>, FrameError> {
        let mut rows: Vec<Row> = Vec::new();
        let mut seen = BTreeSet::new();
        for quantity in self.quantities(selection)? {
            let (key, label) = self.name(axis, quantity);
            if seen.insert(key.clone()) {
                rows.push(Row { key, label, ..Row::default() });
            }
        }
        if axis == Axis::Category {
            // In the order of the package, which has like beside like; one that is not there comes first.
            let categories = &self.evidence().dataset().categories;
            rows.sort_by_cached_key(|row| categories.position(&row.key));
        }
        Ok(rows)
    }

    /// The works that can have a figure here: those that were read and state any.
    fn works_of_matrix(&self, selection: &Selection) -> Vec<(String, String)> {
        let dataset = self.evidence().dataset();
        let is_asked = |id: &str, tier: Option<u8>| {
            let of_tier = selection.tier.is_empty() || tier.is_some_and(|tier| selection.tier.contains(&tier));
            of_tier && (selection.work.is_empty() || selection.work.iter().any(|work| work == id))
        };
        let states: BTreeSet<&str> = dataset.figures.iter().map(|figure| figure.work_id.as_str()).collect();
        let works =
            dataset.works.iter().filter(|work| states.contains(work.id.as_str()) && is_asked(&work.id, work.tier));
        works.map(|work| (work.id.clone(), work.short.clone())).collect()
    }

    fn count(&self, column: &str, label: &str, figures: &[&Figure]) -> Cell {
        let quantities = once_each(figures.iter().map(|figure| figure.quantity_id.clone()));
        Cell {
            series: column.to_owned(),
            series_label: label.to_owned(),
            interval: Interval::point(Decimal::from(figures.len())),
            unit_id: String::new(),
            stage_id: String::new(),
            quantities,
            witnesses: figures.iter().map(|figure| self.witness(figure)).collect(),
            origin: Origin::Count,
            corrected: false,
            not_itemised: false,
            open: None,
            rank: Rank::Normal,
            converted: Vec::new(),
        }
    }
}

/// Takes the first and the last year out of a selection.
fn take_window(selection: &mut Selection) -> (Option<i32>, Option<i32>) {
    let year = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok()).map(|date| date.year);
    (year(selection.from.take()), year(selection.to.take()))
}

/// Every year of the window, or from the first year with a figure to the last.
fn years(
    cells: &BTreeMap<(String, String), Vec<&Figure>>,
    window: (Option<i32>, Option<i32>),
) -> Vec<(String, String)> {
    let told = || cells.keys().filter_map(|(_, column)| column.parse::<i32>().ok());
    let (first, last) = (window.0.or_else(|| told().min()), window.1.or_else(|| told().max()));
    let years = first.zip(last).map(|(first, last)| first..=last).into_iter().flatten();
    years.map(|year| (year.to_string(), year.to_string())).collect()
}
