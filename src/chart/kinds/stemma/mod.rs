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
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

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

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let links = say!(tongue, "description-links", n = table.links.len());
        say!(tongue, "kind-stemma", rows = &words::rows(tongue, table), links = &links)
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

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        vec![match table.links.is_empty() {
            true => say!(tongue, "note-no-sources-named"),
            false => say!(tongue, "note-colours-are-sources"),
        }]
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
