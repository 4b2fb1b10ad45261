//! Horizontal bars: plain, grouped, stacked, diverging.

mod chart;
mod heads;
mod keys;
mod numbers;
mod parts;
mod plot;
mod stack;

pub(super) use keys::Bars;
use keys::Layout;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, guard_dimensions, guard_units};
use crate::chart::keys::groups::{Asked, Shown};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::words;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::evidence::Guard;
use crate::frame::{Frame, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "bars";

impl Kind for Bars {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let rows = &words::rows(tongue, table);
        match self.layout {
            Layout::Plain => say!(tongue, "kind-bars", rows = rows),
            Layout::Grouped => say!(tongue, "kind-bars-grouped", rows = rows),
            Layout::Stacked => say!(tongue, "kind-bars-stacked", rows = rows),
            Layout::Diverging => say!(tongue, "kind-bars-diverging", rows = rows),
        }
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        match &self.shown {
            Shown::Model(model) => model.table(frame),
            Shown::Figures(question) => Ok(frame.table(&question.query(frame.evidence())?)?),
        }
    }

    fn asked(&self) -> &dyn Asked {
        &self.shown
    }

    fn naming_keys(&self) -> Vec<(&'static str, &str)> {
        self.left.iter().map(|left| ("left", left.as_str())).collect()
    }

    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        true
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        // Who sets the rule aside says so in a note.
        match self.shown.allows(Guard::Measures) {
            true => guard_dimensions(spec, table, dataset),
            false => guard_units(spec, table, dataset),
        }
    }

    fn notes(&self, _table: &Table, tongue: &Tongue) -> Vec<String> {
        let are_mixed = self.shown.allows(Guard::Measures);
        are_mixed.then(|| say!(tongue, "note-measures-mixed")).into_iter().collect()
    }

    fn folding(&self) -> Folding {
        if self.layout == Layout::Stacked { Folding::Added } else { Folding::LeftOut }
    }

    fn marks(&self) -> Marks {
        Marks::Bars
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::lay_out(self, spec, part, context, width))
    }
}
