//! Rival figures for one quantity on one axis: a row a figure, its work named beside it, and under the work what it says
//! beyond the number. The preferred figure has a ring, what all figures span a band; what is added up here and stated by nobody
//! is a diamond.

mod plot;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::Asked;
use crate::chart::keys::rivals::Rivals;
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::words;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "claims";

/// The keys of a chart of rival figures.
#[derive(Debug)]
pub(super) struct Claims {
    rivals: Rivals,
    run: Run,
}

impl Claims {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self { rivals: Rivals::read(keys), run: keys.take_or_default("scale") }
    }
}

impl Kind for Claims {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        say!(tongue, "kind-claims", rows = &words::rows(tongue, table))
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.claims(self.rivals.quantity(), &self.rivals.manner(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        &self.rivals
    }

    fn rivals(&self) -> Option<&str> {
        Some(self.rivals.quantity())
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

    fn folding(&self) -> Folding {
        Folding::None
    }

    fn draws(&self, _shape: Shape) -> bool {
        true
    }

    fn marks(&self) -> Marks {
        Marks::Points
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
