//! How many figures there are, by rows and columns: the more, the darker. An empty field has no figure. Columns for which
//! there is no room side by side go on in a band below, with the names of the rows again.

mod plot;

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use thiserror::Error;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::{Cell, Frame, Row, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "matrix";

/// The keys of a table of counts.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Which figures are counted, and by what; the series are works or years.
    question: Question,
}

/// What only tables of counts refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum Refusal {
    #[error("{row} has a number that is no count; a matrix counts figures")]
    NoCount { row: String },
}

impl Matrix {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self { question: Question::read(keys).with_rows(keys).with_series(keys) }
    }
}

impl Kind for Matrix {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let columns = say!(tongue, "description-columns", n = table.columns.len());
        say!(tongue, "kind-matrix", rows = &words::rows(tongue, table), columns = &columns)
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.matrix(&self.question.query(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.question
    }

    fn has_axis(&self) -> bool {
        false
    }

    fn has_details(&self) -> bool {
        true
    }

    fn counts_figures(&self) -> bool {
        true
    }

    fn guard(&self, _spec: &Spec, table: &Table, _dataset: &Dataset) -> Result<(), ChartError> {
        let is_count = |cell: &Cell| cell.interval.as_point().is_some_and(|count| count > Decimal::ZERO);
        match table.rows.iter().find(|row| !row.cells.iter().all(is_count)) {
            Some(row) => Err(ChartError::of_kind(Refusal::NoCount { row: row.label.clone() })),
            None => Ok(()),
        }
    }

    /// The fields are of one colour.
    fn folding(&self) -> Folding {
        Folding::None
    }

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        let mut notes = vec![say!(tongue, "note-empty-field")];
        let counted = |row: &Row| row.cells.iter().map(|cell| cell.witnesses.len()).sum::<usize>();
        let figures = |row: &Row| {
            let ids = row.cells.iter().flat_map(|cell| &cell.witnesses).map(|witness| witness.figure_id.as_str());
            ids.collect::<BTreeSet<_>>().len()
        };
        if table.rows.iter().any(|row| counted(row) > figures(row)) {
            notes.push(say!(tongue, "note-several-years"));
        }
        notes
    }

    fn marks(&self) -> Marks {
        Marks::Bars
    }

    /// The fields are counts of figures, not what the figures say.
    fn draws(&self, _shape: Shape) -> bool {
        false
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
