//! Numbers by year: a line a series, broken where no figure was found, named at its end.

mod chart;
mod ends;
mod labels;
mod marks;
mod plot;
mod series;

use thiserror::Error;

use super::Kind;
use crate::chart::guard::{ChartError, TableError, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Model, Question, Shown, dates};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::evidence::{Evidence, Manner, Options, WantedError};
use crate::frame::{Dates, Frame, Query, Row, Table};
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

    fn called(&self, _table: &Table) -> &'static str {
        "Line chart"
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

    fn figures(&self) -> Options {
        self.shown.figures()
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        self.shown.manner(evidence)
    }

    fn model(&self) -> Option<&Model> {
        self.shown.model()
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

    fn notes(&self, table: &Table) -> Vec<String> {
        let has_gap = |series: &str| {
            let told = table.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.series == series));
            let years: Vec<i32> = told.filter_map(year).collect();
            years.windows(2).any(|pair| pair[1] != pair[0] + 1)
        };
        let note = "Where a line is broken, no figure was found for the years between.";
        table.series().into_iter().any(|(key, _)| has_gap(key)).then(|| note.to_owned()).into_iter().collect()
    }

    fn marks(&self) -> Marks {
        Marks::UprightPoints
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::lay_out(spec, part, context, width))
    }
}

fn year(row: &Row) -> Option<i32> {
    row.key.parse().ok()
}
