//! Points on one line a row: promise to delivery, or one stage alone.

mod plot;

use super::Kind;
use crate::chart::guard::{ChartError, TableError, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::words;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "dumbbell";

/// The keys of a chart of points.
#[derive(Debug)]
pub(super) struct Dumbbell {
    question: Question,
    run: Run,
}

impl Dumbbell {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let question = Question::read(keys).with_rows(keys).with_series(keys).with_complete(keys);
        let question = question.with_order(keys).with_numbers(keys).with_allowed(keys);
        Self { question, run: keys.take_or_default("scale") }
    }
}

impl Kind for Dumbbell {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let rows = &words::rows(tongue, table);
        match table.series().len() > 1 {
            true => say!(tongue, "kind-dumbbell", rows = rows),
            false => say!(tongue, "kind-dots", rows = rows),
        }
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.table(&self.question.query(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.question
    }

    fn run(&self) -> Run {
        self.run
    }

    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        true
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        guard_units(spec, table, dataset)
    }

    fn marks(&self) -> Marks {
        Marks::Points
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
