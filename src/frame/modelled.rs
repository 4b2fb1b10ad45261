//! A modelled schedule as a table: a row a year, with the figures of its terms behind every number.

use rust_decimal::Decimal;

use super::Frame;
use super::table::{Cell, Origin, Row, Table};
use crate::data::Rank;
use crate::evidence::Schedule;
use crate::lang::say;
use crate::model::Interval;

impl Frame<'_> {
    /// The table of a schedule: principal and interest of every year, and the payment that they make up.
    #[must_use]
    pub fn schedule(&self, schedule: &Schedule) -> Table {
        let terms = &schedule.stated;
        let quantities: Vec<String> = terms.iter().map(|term| term.quantity_id.clone()).collect();
        let dataset = self.evidence().dataset();
        let loan = dataset.quantities.get(schedule.loan());
        let cell = |series: &str, label: &str, number: Decimal| Cell {
            series: series.to_owned(),
            series_label: label.to_owned(),
            interval: Interval::point(number.normalize()),
            unit_id: schedule.unit_id.clone(),
            stage_id: loan.map(|loan| loan.stage_id.clone()).unwrap_or_default(),
            quantities: quantities.clone(),
            witnesses: self.witnesses(terms.iter().flat_map(|term| self.evidence().figures(term)), &schedule.unit_id),
            origin: Origin::Model,
            corrected: terms.iter().any(|term| self.evidence().rests_on_correction(term)),
            not_itemised: false,
            open: None,
            rank: Rank::Normal,
            converted: Vec::new(),
        };
        let [principal, interest] =
            [say!(dataset.tongue(), "series-principal"), say!(dataset.tongue(), "series-interest")];
        let rows = schedule.years.iter().map(|year| {
            let parts = [("principal", &principal, year.principal), ("interest", &interest, year.interest)];
            let parts = parts.into_iter().filter(|(.., number)| !number.is_zero());
            Row {
                key: year.year.to_string(),
                label: year.year.to_string(),
                cells: parts.map(|(series, label, number)| cell(series, label, number)).collect(),
                whole: Some(cell("", "", year.payment)),
                ..Row::default()
            }
        });
        Table { rows: rows.collect(), assumed: schedule.assumed.clone(), ..Table::default() }
    }
}
