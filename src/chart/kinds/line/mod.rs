//! Numbers by year: a line a series, broken where no figure was found, named at its end.

mod chart;
mod ends;
mod labels;
mod marks;
mod plot;
mod series;

use thiserror::Error;

use self::series::{follows, share_a_work};
use super::Kind;
use crate::chart::guard::{ChartError, TableError, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question, Shown, dates};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::words;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::frame::{Cell, Dates, Frame, Query, Row, Table};
use crate::lang::{Tongue, say};
use crate::model::Date;

pub(super) const NAME: &str = "line";

/// The keys of a chart of lines.
#[derive(Debug)]
pub(super) struct Line {
    shown: Shown,
    /// Agreements and events beside the numbers.
    dates: Dates,
    run: Run,
}

/// What only charts of lines refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum Refusal {
    #[error("{row} is no date; a line chart has `rows = \"year\"`")]
    NoDate { row: String },
}

impl Line {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let (dates, run) = (dates(keys), keys.take_or_default("scale"));
        let shown = Shown::read(keys, |keys| {
            let question = Question::read(keys).with_rows(keys).with_series(keys).with_complete(keys);
            question.with_numbers(keys).with_allowed(keys)
        });
        Self { shown, dates, run }
    }
}

impl Kind for Line {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        say!(tongue, "kind-line", rows = &words::rows(tongue, table))
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        let (table, query) = match &self.shown {
            Shown::Model(model) => (model.table(frame)?, Query::default()),
            Shown::Figures(question) => {
                let query = question.query(frame.evidence())?;
                (frame.table(&query)?, query)
            }
        };
        Ok(frame.years(table, &query, &self.dates)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.shown
    }

    fn run(&self) -> Run {
        self.run
    }

    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        false
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        if let Some(row) = table.rows.iter().find(|row| row.key.parse::<Date>().is_err()) {
            return Err(ChartError::of_kind(Refusal::NoDate { row: row.label.clone() }));
        }
        guard_units(spec, table, dataset)
    }

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        let has_gap = |series: &str| {
            let told = table.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.series == series));
            let years: Vec<i32> = told.filter_map(year).collect();
            years.windows(2).any(|pair| pair[1] != pair[0] + 1)
        };
        // Whether neighbours are joined, and whether they stand apart because they are of different works.
        let neighbours = |series: &str| {
            let mut points = points(table, series);
            points.sort_by_key(|(date, _)| *date);
            let pairs = points.windows(2).filter(|pair| follows(pair[0].0, pair[1].0));
            let joined: Vec<bool> = pairs.map(|pair| share_a_work(pair[0].1, pair[1].1)).collect();
            (joined.contains(&true), joined.contains(&false))
        };
        let is_parted = |series: &str| neighbours(series).1;
        // Of points alone none is broken.
        let is_broken = |series: &str| has_gap(series) && neighbours(series).0;
        let any = |is: &dyn Fn(&str) -> bool| table.series().into_iter().any(|(key, _)| is(key));
        let owed = [
            (any(&is_parted), say!(tongue, "note-joined-by-work")),
            (any(&is_broken), say!(tongue, "note-broken-line")),
        ];
        owed.into_iter().filter(|(is_owed, _)| *is_owed).map(|(_, note)| note).collect()
    }

    fn writes_numbers(&self, table: &Table) -> bool {
        table.cells().count() <= labels::FEW
    }

    fn marks(&self) -> Marks {
        Marks::UprightPoints
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::lay_out(spec, part, context, width))
    }
}

/// The numbers of a series with their dates.
fn points<'a>(table: &'a Table, series: &str) -> Vec<(Date, &'a Cell)> {
    let of = |row: &'a Row| Some((row.key.parse().ok()?, row.cells.iter().find(|cell| cell.series == series)?));
    table.rows.iter().filter_map(of).collect()
}

fn year(row: &Row) -> Option<i32> {
    row.key.parse().ok()
}
