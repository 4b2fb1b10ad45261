//! From a question about quantities to a table.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{IntoLazy, col};
use serde::Deserialize;

use super::keys;
use super::selection::Selection;
use super::table::{Cell, Converted, Origin, Row, Table};
use super::{Frame, FrameError, any_of};
use crate::data::{Quantity, Rank};
use crate::evidence::{Manner, Options, Resolved, TotalQuery, Wanted};
use crate::fmt;
use crate::lang::say;
use crate::model::Interval;

/// What the rows or the series of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// One a quantity.
    #[default]
    Quantity,
    /// One a category and item.
    Item,
    /// One a category.
    Category,
    /// One a stage.
    Stage,
    /// One a provider.
    Provider,
    /// One a recipient.
    Recipient,
    /// One a place where things are.
    Place,
    /// One a year in which all of the quantity lies.
    Year,
    /// One a work: what its figures alone say. For series only.
    Work,
}

/// In which order rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As in the package.
    #[default]
    Package,
    /// The largest first.
    Value,
    /// The row that grew most from its first number to its last first.
    Growth,
}

/// A question: which quantities, as which rows and series, in which unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The quantities.
    pub selection: Selection,
    /// What a row is.
    pub rows: Axis,
    /// What a series is; without one, each row has one number.
    pub series: Option<Axis>,
    /// Show each row as a whole with the parts of this split.
    pub split: Option<String>,
    /// The numbers of a row make up a whole, so all that is behind them must add up.
    pub whole: bool,
    /// In which unit, by wholes or parts, and under which guards.
    pub manner: Manner,
    /// Only rows that have a number in every series.
    pub complete: bool,
    /// The order of rows.
    pub order: Order,
}

/// What the number of a cell is made of.
pub(super) struct Sum {
    /// The number as it is shown.
    interval: Interval,
    unit_id: String,
    terms: Vec<Resolved>,
    /// How many of how many terms are open at one end.
    open: Option<(usize, usize)>,
}

impl Frame<'_> {
    /// Answers a question.
    ///
    /// # Errors
    /// [`FrameError`]: an unknown name, a sum that is refused, an empty answer.
    pub fn table(&self, query: &Query) -> Result<Table, FrameError> {
        if query.split.is_some() && query.series.is_some() {
            return Err(FrameError::SplitAndSeries);
        }
        if query.split.is_some() && matches!(query.manner.wanted, Wanted::Converted(_)) {
            return Err(FrameError::SplitConverted);
        }
        if query.rows == Axis::Work {
            return Err(FrameError::ByWork);
        }
        self.verify_unit(&query.manner)?;
        if query.series == Some(Axis::Work) {
            // What one work says and what another says are no parts of a whole.
            return if query.whole { Err(FrameError::WorksAdded) } else { self.by_work(query) };
        }
        let Top { quantities, without_value, mut remarks } = self.top_quantities(query)?;
        let (selected, beyond) = self.of_one_year(query, quantities);
        remarks.extend(beyond);
        let mut rows: Vec<Row> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut allowed: Vec<String> = Vec::new();
        let naming = query.split.as_ref().and_then(|split| self.naming(split, &selected));
        for ((row, series), quantities) in self.groups(query, &selected)? {
            let Some(sum) = self.sum(query, &row.1, &quantities, &mut allowed)? else { continue };
            let cell = self.cell(&series, &sum);
            let (cells, whole) = match &query.split {
                Some(split) => (self.parts((split, naming), &sum.terms, &cell), Some(cell)),
                None => (vec![cell], None),
            };
            let place = *places.entry(row.0.clone()).or_insert(rows.len());
            match rows.get_mut(place) {
                Some(known) => known.cells.extend(cells),
                None => rows.push(Row { key: row.0, label: row.1, cells, whole, ..Row::default() }),
            }
        }
        if query.whole {
            self.add_wholes(query, &selected, &mut rows, &mut allowed)?;
        }
        let mut table = Table { rows, without_value, allowed, remarks, ..Table::default() };
        if let Some(split) = &query.split
            && !table.rows.is_empty()
            && table.cells().all(|cell| cell.not_itemised)
        {
            return Err(self.no_split(split, &selected));
        }
        if query.complete {
            let all = table.series().len();
            table.rows.retain(|row| row.cells.len() == all);
        }
        if query.rows == Axis::Quantity {
            let quantities = &self.evidence().dataset().quantities;
            for row in &mut table.rows {
                row.period = quantities.get(&row.key).map(|quantity| quantity.period).unwrap_or_default();
            }
        }
        match query.order {
            // Who names the quantities wants them in this order.
            Order::Package if query.rows == Axis::Quantity && !query.selection.quantity.is_empty() => {
                let place = |row: &Row| query.selection.quantity.iter().position(|id| *id == row.key);
                table.rows.sort_by_key(place);
            }
            Order::Package => {}
            Order::Value => {
                let reach = |row: &Row| row.whole.iter().chain(&row.cells).map(|cell| cell.interval.reach()).max();
                table.rows.sort_by_key(|row| std::cmp::Reverse(reach(row)));
            }
            Order::Growth => table.rows.sort_by_key(|row| {
                let ends = row.cells.last().zip(row.cells.first());
                let growth = ends.and_then(|(last, first)| last.interval.reach().checked_div(first.interval.reach()));
                std::cmp::Reverse(growth)
            }),
        }
        match table.rows.is_empty() {
            true if table.remarks.is_empty() => Err(FrameError::Empty),
            true => Err(FrameError::NoYears),
            false => Ok(table),
        }
    }

    /// Gives every row the sum of all that its numbers rest on.
    fn add_wholes(
        &self,
        query: &Query,
        selected: &[String],
        rows: &mut [Row],
        allowed: &mut Vec<String>,
    ) -> Result<(), FrameError> {
        let by_row = Query { series: None, ..query.clone() };
        for ((key, label), quantities) in
            self.groups(&by_row, selected)?.into_iter().map(|((row, _), quantities)| (row, quantities))
        {
            let Some(row) = rows.iter_mut().find(|row| row.key == key) else { continue };
            let sum = self.sum(query, &label, &quantities, allowed)?;
            row.whole = sum.map(|sum| self.cell(&(String::new(), String::new()), &sum));
        }
        Ok(())
    }

    /// A series a work: what the figures of that work alone come to, never spliced with those of another.
    fn by_work(&self, query: &Query) -> Result<Table, FrameError> {
        let dataset = self.evidence().dataset();
        let mut works: Vec<&str> = Vec::new();
        // A work may have the parts alone, which are then added.
        let mut of: Vec<&str> =
            self.quantities(&query.selection)?.iter().map(|quantity| quantity.id.as_str()).collect();
        while let Some(quantity) = of.pop() {
            for figure in self.evidence().figures_of(quantity) {
                if self.evidence().reason(figure).is_none() && !works.contains(&figure.work_id.as_str()) {
                    works.push(&figure.work_id);
                }
            }
            let splits = self.evidence().splits_of(quantity).into_iter().flat_map(|splits| splits.values());
            of.extend(splits.flatten().map(|part| part.id.as_str()));
        }
        works.sort_by_key(|work| dataset.works.position(work));
        let own = Query { series: None, ..query.clone() };
        let mut all = Table::default();
        let mut without = Vec::new();
        for work in works {
            let options = Options { works: vec![work.to_owned()], ..self.evidence().options().clone() };
            let evidence = self.evidence().choosing(options);
            let table = match self.of(&evidence)?.table(&own) {
                Ok(table) => table,
                // The figures of the work are of many years, or none of them has a number in this unit.
                Err(FrameError::Empty | FrameError::NoYears) => {
                    without.push(dataset.short(work));
                    continue;
                }
                Err(error) => return Err(error),
            };
            for mut row in table.rows {
                for cell in &mut row.cells {
                    (cell.series, cell.series_label) = (work.to_owned(), dataset.short(work));
                }
                match all.rows.iter_mut().find(|known| known.key == row.key) {
                    Some(known) => known.cells.extend(row.cells),
                    None => all.rows.push(row),
                }
            }
            all.tell_also(table.allowed, table.remarks);
        }
        if query.rows == Axis::Year {
            all.rows.sort_by(|left, right| left.key.cmp(&right.key));
        }
        if !without.is_empty() {
            let tongue = dataset.tongue();
            all.remarks.push(say!(tongue, "remark-without-number", names = &tongue.listed(&without)));
        }
        if all.rows.is_empty() { Err(FrameError::Empty) } else { Ok(all) }
    }

    /// The quantities that lie in one year, where rows or series are years, and what is said of the others.
    fn of_one_year(&self, query: &Query, selected: Vec<String>) -> (Vec<String>, Vec<String>) {
        if query.rows != Axis::Year && query.series != Some(Axis::Year) {
            return (selected, Vec::new());
        }
        let quantities = &self.evidence().dataset().quantities;
        let is_of_one = |id: &String| quantities.get(id).is_some_and(|quantity| quantity.period.one_year().is_some());
        let (within, beyond): (Vec<String>, Vec<String>) = selected.into_iter().partition(is_of_one);
        let labels: Vec<&str> = beyond.iter().filter_map(|id| quantities.get(id)).map(|it| it.label.as_str()).collect();
        let tongue = self.evidence().dataset().tongue();
        let remark = || say!(tongue, "remark-not-of-one-year", names = &tongue.listed(&labels));
        (within, if labels.is_empty() { Vec::new() } else { vec![remark()] })
    }

    /// The quantities by row and series, both as id and label, in the order in which they first occur.
    #[allow(clippy::type_complexity, reason = "a pair of pairs that lives in this file only")]
    fn groups(
        &self,
        query: &Query,
        selected: &[String],
    ) -> Result<Vec<(((String, String), (String, String)), Vec<String>)>, FrameError> {
        if selected.is_empty() {
            return Ok(Vec::new());
        }
        let mut by = key_columns(query.rows);
        by.extend(query.series.iter().flat_map(|axis| key_columns(*axis)));
        by.sort_unstable();
        by.dedup();
        let groups = self
            .quantities
            .0
            .clone()
            .lazy()
            .filter(any_of(keys::QUANTITY, selected))
            .group_by_stable(by.iter().map(|column| col(*column)).collect::<Vec<_>>())
            .agg([col(keys::ROW)])
            .select([col(keys::ROW)])
            .collect()?;
        let dataset = self.evidence().dataset();
        let all: Vec<&Quantity> = dataset.quantities.iter().collect();
        let mut out = Vec::new();
        for group in groups.column(keys::ROW)?.list()?.series_iter().flatten() {
            let rows: Vec<usize> = group.u32()?.iter().flatten().map(|row| row as usize).collect();
            let Some(first) = rows.first().and_then(|row| all.get(*row)) else { continue };
            let row = self.name(query.rows, first);
            let series = query.series.map_or_else(Default::default, |axis| self.name(axis, first));
            let ids = rows.iter().filter_map(|row| all.get(*row)).map(|quantity| quantity.id.clone()).collect();
            out.push(((row, series), ids));
        }
        if query.rows == Axis::Year {
            out.sort_by(|((left, _), _), ((right, _), _)| left.0.cmp(&right.0));
        }
        if query.rows == Axis::Stage {
            out.sort_by_key(|((row, _), _)| dataset.stages.get(&row.0).map(|stage| stage.order));
        }
        Ok(out)
    }

    /// What the number of a group is made of: its one quantity, or the sum of several; `None` if nothing has a value.
    pub(super) fn sum(
        &self,
        query: &Query,
        row: &str,
        quantities: &[String],
        allowed: &mut Vec<String>,
    ) -> Result<Option<Sum>, FrameError> {
        if let [one] = quantities {
            let resolved = self.evidence().worth(one, &query.manner)?;
            return Ok(resolved.map(|resolved| Sum {
                interval: resolved.shown(),
                unit_id: resolved.unit_id.clone(),
                open: None,
                terms: vec![resolved],
            }));
        }
        let named = !query.selection.quantity.is_empty();
        let manner = query.manner.clone();
        let asked = TotalQuery { quantities: quantities.to_vec(), named, manner, ..TotalQuery::default() };
        let total =
            self.evidence().total(&asked).map_err(|refusal| self.refused(Some(row.to_owned()), &asked, refusal))?;
        let quantities = &self.evidence().dataset().quantities;
        let (tongue, stages) = (self.evidence().dataset().tongue(), &self.evidence().dataset().stages);
        let label =
            |id: &str| quantities.get(id).map_or_else(|| id.to_owned(), |it| say!(tongue, "quoted", text = &it.label));
        let stage = |id: &str| stages.get(id).map_or_else(|| id.to_owned(), |it| it.label.clone());
        allowed.extend(total.allowed.iter().map(|refusal| refusal.fact(tongue, &label, &stage)));
        let open = total.open_above.max(total.open_below);
        Ok(Some(Sum {
            interval: total.shown(),
            unit_id: total.unit_id,
            open: (open > 0 && total.terms.len() > 1).then_some((open, total.terms.len())),
            terms: total.terms,
        }))
    }

    /// A number with what it rests on.
    pub(super) fn cell(&self, series: &(String, String), sum: &Sum) -> Cell {
        let quantities: Vec<String> = sum.terms.iter().map(|term| term.quantity_id.clone()).collect();
        let all = quantities.iter().filter_map(|id| self.evidence().dataset().quantities.get(id));
        let is_sum = sum.terms.len() > 1 || sum.terms.iter().any(Resolved::is_computed);
        let mut seen = BTreeSet::new();
        let stages: Vec<&str> =
            all.map(|quantity| quantity.stage_id.as_str()).filter(|stage| seen.insert(*stage)).collect();
        Cell {
            series: series.0.clone(),
            series_label: series.1.clone(),
            interval: sum.interval,
            unit_id: sum.unit_id.clone(),
            stage_id: stages.join("; "),
            corrected: sum.terms.iter().any(|term| self.evidence().rests_on_correction(term)),
            witnesses: self.witnesses(sum.terms.iter().flat_map(|term| self.evidence().figures(term)), &sum.unit_id),
            origin: if is_sum { Origin::Sum } else { Origin::Stated },
            not_itemised: false,
            open: sum.open,
            rank: Rank::Normal,
            converted: sum.terms.iter().filter_map(|term| self.converted(term)).collect(),
            quantities,
        }
    }

    /// How a number came into its currency, if it was converted.
    fn converted(&self, term: &Resolved) -> Option<Converted> {
        term.conversion.as_ref().map(|conversion| self.of_conversion(conversion))
    }
}

/// What a table is made of.
pub(super) struct Top {
    pub(super) quantities: Vec<String>,
    /// The labels of those that have no value.
    pub(super) without_value: Vec<String>,
    /// What is said of others.
    pub(super) remarks: Vec<String>,
}

fn key_columns(axis: Axis) -> Vec<&'static str> {
    match axis {
        Axis::Quantity => vec![keys::QUANTITY],
        Axis::Item => vec![keys::CATEGORY, keys::ITEM],
        Axis::Category => vec![keys::CATEGORY],
        Axis::Stage => vec![keys::STAGE],
        Axis::Provider => vec![keys::PROVIDER],
        Axis::Recipient => vec![keys::RECIPIENT],
        Axis::Place => vec![keys::PLACE],
        Axis::Year => vec![keys::YEAR],
        // No quantity is of one work, so none is grouped by it.
        Axis::Work => Vec::new(),
    }
}

impl Frame<'_> {
    /// The id and the label of what a quantity is on an axis.
    pub(super) fn name(&self, axis: Axis, quantity: &Quantity) -> (String, String) {
        let dataset = self.evidence().dataset();
        let category = || {
            let found = dataset.categories.get(&quantity.category_id);
            found.map(|it| it.label.clone()).unwrap_or_default()
        };
        let actor = |id: &Option<String>| (id.clone().unwrap_or_default(), self.actor(id.as_deref()));
        match axis {
            Axis::Quantity | Axis::Work => (quantity.id.clone(), quantity.label.clone()),
            Axis::Item => match &quantity.item {
                Some(item) => {
                    (format!("{}/{item}", quantity.category_id), fmt::capitalised(&self.item(quantity, item)))
                }
                None => (quantity.category_id.clone(), category()),
            },
            Axis::Category => (quantity.category_id.clone(), category()),
            Axis::Stage => {
                let found = dataset.stages.get(&quantity.stage_id);
                let label = found.map(|it| fmt::capitalised(&it.label));
                (quantity.stage_id.clone(), label.unwrap_or_default())
            }
            Axis::Provider => actor(&quantity.provider_id),
            Axis::Recipient => actor(&quantity.recipient_id),
            Axis::Place => {
                let found = quantity.place_id.as_ref().and_then(|id| dataset.places.get(id));
                let label = found.map(|it| it.label.clone());
                (
                    found.map(|it| it.id.clone()).unwrap_or_default(),
                    label.unwrap_or_else(|| say!(dataset.tongue(), "name-no-place")),
                )
            }
            Axis::Year => {
                let year = quantity.period.one_year().map(|year| year.to_string()).unwrap_or_default();
                (year.clone(), year)
            }
        }
    }

    /// The name of an actor.
    pub(super) fn actor(&self, id: Option<&str>) -> String {
        let dataset = self.evidence().dataset();
        let found = id.and_then(|id| dataset.actors.get(id));
        found.map_or_else(|| say!(dataset.tongue(), "name-not-stated"), |actor| actor.label.clone())
    }

    /// The item of a quantity as it is shown. Things are selected and told apart by it, so the dataset keeps it in the package's own
    /// language.
    pub(super) fn item(&self, quantity: &Quantity, own: &str) -> String {
        self.evidence().dataset().item(quantity).unwrap_or(own).to_owned()
    }
}
