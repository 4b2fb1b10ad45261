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
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::evidence::Guard;
use crate::frame::{Frame, Table};

pub(super) const NAME: &str = "bars";

impl Kind for Bars {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, _table: &Table) -> &'static str {
        match self.layout {
            Layout::Plain => "Bar chart",
            Layout::Grouped => "Grouped bar chart",
            Layout::Stacked => "Stacked bar chart",
            Layout::Diverging => "Diverging bar chart",
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

    fn notes(&self, _table: &Table) -> Vec<String> {
        let sideways = self.shown.allows(Guard::Measures);
        let note = "Sums over a period and levels at a date stand side by side.".to_owned();
        sideways.then_some(note).into_iter().collect()
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
