//! Where things are: a circle a place, as large as its number, over plain outlines of land.

mod circles;
mod clip;
mod earth;
mod plot;
mod projection;
mod view;

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

pub(super) const NAME: &str = "map";

/// The keys of a map.
#[derive(Debug)]
pub(super) struct Map {
    question: Question,
}

/// What only maps refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum Refusal {
    #[error("{row} is below zero, and no circle is smaller than nothing; use bars with `rows = \"place\"`")]
    BelowZero { row: String },
}

impl Map {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        keys.belongs_elsewhere("rows", "drop it, for the rows of a map are places");
        keys.belongs_elsewhere("series", "drop it, for a place has one circle");
        Self { question: Question::read(keys).with_numbers(keys).with_allowed(keys) }
    }
}

impl Kind for Map {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        say!(tongue, "kind-map", rows = &words::rows(tongue, table))
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.map(&self.question.query(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.question
    }

    /// What the circles count can be named.
    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        false
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        if let Some(row) = below_zero(table) {
            return Err(ChartError::of_kind(Refusal::BelowZero { row: row.label.clone() }));
        }
        guard_units(spec, table, dataset)
    }

    fn folding(&self) -> Folding {
        Folding::None
    }

    fn marks(&self) -> Marks {
        Marks::Circles
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
