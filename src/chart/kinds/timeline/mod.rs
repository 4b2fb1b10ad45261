//! Spans of time with their numbers: a row a quantity, in groups of who gives to whom; agreements as rows of their own;
//! events as lines through all.

mod plot;
mod span;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Question, dates};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::{Dates, Frame, Row, Table};
use crate::lang::{Tongue, say};
use crate::model::{Date, Period};

pub(super) const NAME: &str = "timeline";

/// The keys of a chart of spans of time.
#[derive(Debug)]
pub(super) struct Timeline {
    question: Question,
    /// Agreements and events beside them.
    dates: Dates,
}

impl Timeline {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self { question: Question::read(keys).with_numbers(keys), dates: dates(keys) }
    }
}

impl Kind for Timeline {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        say!(tongue, "kind-timeline", rows = &words::rows(tongue, table))
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.timeline(&self.question.query(frame.evidence())?, &self.dates)?)
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

    fn shows_time(&self) -> bool {
        true
    }

    /// The numbers stand beside their spans and share no axis, so any go together.
    fn guard(&self, _spec: &Spec, _table: &Table, _dataset: &Dataset) -> Result<(), ChartError> {
        Ok(())
    }

    fn folding(&self) -> Folding {
        Folding::None
    }

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        let is_open = |row: &Row| row.period.start.is_none() || row.period.end.is_none();
        let is_vague = |date: Option<Date>| date.is_some_and(|date| date.day.is_none());
        let is_pale = |row: &Row| {
            let Period { start, end } = row.period;
            start != end && (is_vague(start) || is_vague(end))
        };
        let owed = [
            (table.rows.iter().any(is_pale), say!(tongue, "note-faint-ends")),
            (table.rows.iter().any(is_open), say!(tongue, "note-dashed-ends")),
            (table.groups().len() > 1, say!(tongue, "note-headings-of-parties")),
        ];
        owed.into_iter().filter(|(is_owed, _)| *is_owed).map(|(_, note)| note).collect()
    }

    fn marks(&self) -> Marks {
        Marks::Signs
    }

    /// The spans say how long, not how many.
    fn draws(&self, shape: Shape) -> bool {
        matches!(shape, Shape::Dotted | Shape::Hatched | Shape::Hollow | Shape::HatchedHollow)
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
