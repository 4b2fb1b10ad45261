//! Who took a number from whom: the works that state a quantity as points, across the time at which they appeared, upwards the
//! number that they give, a line a number; and lines from each back to the work that it is taken from.

mod lanes;
mod links;
mod nodes;
mod plot;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::Asked;
use crate::chart::keys::rivals::Rivals;
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::{Frame, Table};

pub(super) const NAME: &str = "stemma";

/// The keys of a stemma.
#[derive(Debug)]
pub(super) struct Stemma {
    rivals: Rivals,
}

impl Stemma {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self { rivals: Rivals::read(keys) }
    }
}

impl Kind for Stemma {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, _table: &Table) -> &'static str {
        "Stemma"
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.stemma(self.rivals.quantity(), &self.rivals.manner(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.rivals
    }

    fn rivals(&self) -> Option<&str> {
        Some(self.rivals.quantity())
    }

    fn has_axis(&self) -> bool {
        false
    }

    fn has_details(&self) -> bool {
        false
    }

    /// The date of a row is that of its work.
    fn shows_time(&self) -> bool {
        true
    }

    /// A line a number, whatever it is.
    fn guard(&self, _spec: &Spec, _table: &Table, _dataset: &Dataset) -> Result<(), ChartError> {
        Ok(())
    }

    /// Roots are told apart by their lines, too.
    fn folding(&self) -> Folding {
        Folding::None
    }

    fn extent(&self, table: &Table) -> String {
        let (count, plural) = (table.links.len(), if table.links.len() == 1 { "" } else { "s" });
        format!(" and {count} line{plural} to the works that numbers are taken from")
    }

    fn notes(&self, table: &Table) -> Vec<String> {
        vec![
            match table.links.is_empty() {
                true => "No work names another as its source.",
                false => "Each colour is one source; grey: none is known.",
            }
            .to_owned(),
        ]
    }

    fn marks(&self) -> Marks {
        Marks::Signs
    }

    /// The height tells the number, the lines who quotes it.
    fn draws(&self, shape: Shape) -> bool {
        matches!(shape, Shape::Ring | Shape::Cross)
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
