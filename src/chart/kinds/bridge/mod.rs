//! What adds to a sum and what takes away from it, each step from where the one before it ends, down to what is left; and what
//! neither explains, as unknown.

mod keys;
mod plot;
mod steps;

pub(super) use keys::Bridge;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, guard_dimensions};
use crate::chart::keys::groups::Asked;
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::frame::bridge::UNEXPLAINED;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "bridge";

impl Kind for Bridge {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        say!(tongue, "kind-bridge", rows = &words::rows(tongue, table))
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Self::table(self, frame)
    }

    fn asked(&self) -> &dyn Asked {
        self
    }

    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        true
    }

    /// What was granted over a time leads to what is owed at a date, so measures may differ; units may not.
    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        guard_dimensions(spec, table, dataset)
    }

    /// Series are told apart by the way in which they lead.
    fn folding(&self) -> Folding {
        Folding::None
    }

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        let has_rest = table.rows.iter().any(|row| row.key == UNEXPLAINED);
        let rest = has_rest.then(|| say!(tongue, "note-not-accounted-for"));
        let is_vague = steps::steps(table).iter().any(steps::Step::is_vague);
        let vague = is_vague.then(|| say!(tongue, "note-pale-bars"));
        [rest, vague].into_iter().flatten().collect()
    }

    fn marks(&self) -> Marks {
        Marks::Bars
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
