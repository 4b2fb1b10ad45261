//! How far things got: a band a thing, as broad as its number at every stage, with what fell away from one stage to the next.

mod bands;
mod plot;

use thiserror::Error;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, below_zero, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "flow";

/// The keys of a flow.
#[derive(Debug)]
pub(super) struct Flow {
    question: Question,
}

/// What only flows refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum Refusal {
    #[error("{row} is below zero, and no band is narrower than nothing; use bars")]
    BelowZero { row: String },
}

impl Flow {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        keys.belongs_elsewhere("series", "drop it, for the stages are the series of a flow");
        let question = Question::read(keys).with_rows(keys).with_order(keys).with_numbers(keys).with_allowed(keys);
        Self { question }
    }
}

impl Kind for Flow {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let stages = say!(tongue, "description-stages", n = table.series().len());
        say!(tongue, "kind-flow", rows = &words::rows(tongue, table), stages = &stages)
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.flow(&self.question.query(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.question
    }

    /// Its bands are as broad as their numbers, and what these count can be named.
    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        true
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        if let Some(row) = below_zero(table) {
            return Err(ChartError::of_kind(Refusal::BelowZero { row: row.label.clone() }));
        }
        guard_units(spec, table, dataset)
    }

    /// Things are told apart by their bands, stages by their columns.
    fn folding(&self) -> Folding {
        Folding::None
    }

    fn marks(&self) -> Marks {
        Marks::Bars
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
