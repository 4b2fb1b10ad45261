//! Quantities in time: a row a quantity with its period, grouped by who gives to whom; agreements and events beside them.

use std::collections::BTreeMap;

use super::query::{Axis, Query};
use super::selection::Selection;
use super::table::{Dated, Row, Table};
use super::{Frame, FrameError};
use crate::data::Correction;
use crate::diag::hint;
use crate::lang::say;
use crate::model::{Date, Period};

/// Which agreements and events are shown; `*` is all that lie in the selected time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// Agreements by id.
    pub agreements: Vec<String>,
    /// Events by id.
    pub events: Vec<String>,
}

/// All that there is of a kind.
const ALL: &str = "*";

impl Frame<'_> {
    /// The selected quantities, each with its period, in groups of provider and recipient; and agreements and events.
    ///
    /// # Errors
    /// As [`Frame::table`]; and if an agreement or event is not there.
    pub fn timeline(&self, query: &Query, dates: &Dates) -> Result<Table, FrameError> {
        let dates = self.dates(query, dates)?;
        let query = Query { rows: Axis::Quantity, series: None, ..query.clone() };
        let bare = Selection { from: None, to: None, ..query.selection.clone() };
        // Without a choice of quantities it is one of agreements and events alone.
        let alone = bare == Selection::default() && !dates.is_empty();
        let mut table = if alone { Table::default() } else { self.table(&query)? };
        let dataset = self.evidence().dataset();
        for row in &mut table.rows {
            let Some(quantity) = dataset.quantities.get(&row.key) else { continue };
            row.period = quantity.period;
            let ids = [&quantity.provider_id, &quantity.recipient_id].map(|id| id.as_deref().unwrap_or_default());
            let [from, to] = [&quantity.provider_id, &quantity.recipient_id].map(|id| self.actor(id.as_deref()));
            row.group = match ids {
                ["", ""] => (String::new(), say!(dataset.tongue(), "group-no-parties")),
                ids => (ids.join("/"), format!("{from} → {to}")),
            };
        }
        let (dated, undated): (Vec<Row>, Vec<Row>) =
            table.rows.into_iter().partition(|row| row.period.start.is_some() || row.period.end.is_some());
        if !undated.is_empty() {
            let labels: Vec<&str> = undated.iter().map(|row| row.label.as_str()).collect();
            let tongue = dataset.tongue();
            table.remarks.push(say!(tongue, "remark-no-date", names = &tongue.listed(&labels)));
        }
        table.rows = grouped(dated);
        table.dates = dates;
        if table.rows.is_empty() && table.dates.is_empty() { Err(FrameError::Empty) } else { Ok(table) }
    }

    /// A line of years with the agreements and events that lie in them.
    ///
    /// # Errors
    /// As [`Frame::table`]; and if an agreement or event is not there.
    pub fn years(&self, table: Table, query: &Query, dates: &Dates) -> Result<Table, FrameError> {
        let mut dates = self.dates(query, dates)?;
        let years = || table.rows.iter().filter_map(|row| row.key.parse::<i32>().ok());
        let (first, last) = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
        let year = |dated: &Dated| dated.period.start.or(dated.period.end).map(|date| date.year);
        dates.retain(|dated| year(dated).is_some_and(|year| (first..=last).contains(&year)));
        Ok(Table { dates, ..table })
    }

    /// The agreements and events that are asked for, in the order of time.
    ///
    /// # Errors
    /// If one is not there.
    pub fn dates(&self, query: &Query, dates: &Dates) -> Result<Vec<Dated>, FrameError> {
        let dataset = self.evidence().dataset();
        let date = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        let window = Period { start: date(&query.selection.from), end: date(&query.selection.to) };
        let mut found = Vec::new();
        let corrections = |table: &str, id: &str| -> Vec<String> {
            let rests_on_it = |row: &str| {
                let quantity = dataset.quantities.get(row);
                table == "agreements" && quantity.is_some_and(|quantity| quantity.agreement_id.as_deref() == Some(id))
            };
            let is_date = |field: &str| matches!(field, "start" | "end" | "signed");
            let of = |it: &&Correction| match it.table.as_str() {
                "quantities" => rests_on_it(&it.row_id),
                own => own == table && it.row_id == id,
            };
            let all = dataset.corrections.iter().filter(of).filter(|it| is_date(&it.field));
            all.map(|it| it.id.clone()).collect()
        };
        let known: Vec<Dated> = dataset
            .agreements
            .iter()
            .map(|agreement| Dated {
                id: agreement.id.clone(),
                is_agreement: true,
                label: agreement.label.clone(),
                period: Period { start: agreement.signed, end: agreement.signed },
                work_id: agreement.work_id.clone(),
                short: dataset.short(&agreement.work_id),
                locator: agreement.locator.clone(),
                corrections: corrections("agreements", &agreement.id),
            })
            .chain(dataset.events.iter().map(|event| Dated {
                id: event.id.clone(),
                is_agreement: false,
                label: event.label.clone(),
                period: event.period,
                work_id: event.work_id.clone(),
                short: dataset.short(&event.work_id),
                locator: event.locator.clone(),
                corrections: corrections("events", &event.id),
            }))
            .collect();
        for (what, is_agreement, wanted) in [("agreement", true, &dates.agreements), ("event", false, &dates.events)] {
            let of_kind = || known.iter().filter(|dated| dated.is_agreement == is_agreement);
            for id in wanted {
                if id == ALL {
                    let is_within = |dated: &&Dated| dated.period.start.is_some() && dated.period.meets(&window);
                    found.extend(of_kind().filter(is_within).cloned());
                    continue;
                }
                let Some(dated) = of_kind().find(|dated| dated.id == *id) else {
                    let hint = hint(id, of_kind().map(|dated| dated.id.as_str()));
                    return Err(FrameError::Date { what, id: id.clone(), hint });
                };
                found.push(dated.clone());
            }
        }
        // One that is named and lies in the time is there once.
        found.sort_by_key(|dated| dated.period.start.map(|date| date.first_day()));
        found.dedup();
        Ok(found)
    }
}

/// Rows of one group together, the group that begins first at the top, and within a group in the order of time.
fn grouped(mut rows: Vec<Row>) -> Vec<Row> {
    let start = |row: &Row| row.period.start.or(row.period.end).map(|date| date.first_day());
    let mut firsts: BTreeMap<String, Option<i32>> = BTreeMap::new();
    for row in &rows {
        let first = firsts.entry(row.group.0.clone()).or_insert_with(|| start(row));
        *first = start(row).min(*first);
    }
    rows.sort_by_cached_key(|row| (firsts.get(&row.group.0).copied(), row.group.0.clone(), start(row)));
    rows
}
