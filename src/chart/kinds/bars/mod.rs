//! Horizontal bars: plain, grouped, stacked, diverging.

mod heads;
mod plot;
mod stack;

use serde::Deserialize;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, guard_dimensions, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Model, Question, Shown};
use crate::chart::layout::key::Marks;
use crate::chart::layout::{compose, measure};
use crate::chart::scene::Scene;
use crate::chart::{Context, Part, Spec};
use crate::data::Dataset;
use crate::evidence::{Evidence, Guard, Manner, Options, WantedError};
use crate::frame::{Cell, Frame, Row, Table};

pub(super) const NAME: &str = "bars";

/// How bars share a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Layout {
    /// One bar a row.
    #[default]
    Plain,
    /// One bar a series, side by side.
    Grouped,
    /// The parts of a whole, end to end.
    Stacked,
    /// The rows of one series to the left, the others to the right.
    Diverging,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Grouped => "grouped",
            Self::Stacked => "stacked",
            Self::Diverging => "diverging",
        }
    }
}

/// The keys of a chart of bars.
#[derive(Debug)]
pub(super) struct Bars {
    layout: Layout,
    /// The series whose bars run to the left in a diverging chart.
    left: Option<String>,
    shown: Shown,
}

impl Bars {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let layout: Layout = keys.take_or_default("layout");
        keys.specify(&format!("with `layout = \"{}\"`", layout.name()));
        let left = if layout == Layout::Diverging { keys.take("left") } else { None };
        keys.belongs_elsewhere("left", "write `layout = \"diverging\"`");
        let shown = Shown::read(keys, |keys| {
            let question = Question::read(keys).with_rows(keys);
            // Parts stand end to end or side by side.
            let is_series = layout == Layout::Stacked && keys.has("series") && !keys.has("split");
            let question = if is_series {
                question.with_series_that_add(keys)
            } else if layout == Layout::Stacked || (layout == Layout::Grouped && keys.has("split")) {
                question.with_parts(keys)
            } else {
                keys.belongs_elsewhere("split", "write `layout = \"stacked\"`");
                question.with_series(keys)
            };
            question.with_complete(keys).with_order(keys).with_numbers(keys).with_allowed(keys)
        });
        Self { layout, left, shown }
    }

    /// Whether a bar runs to the left.
    fn runs_left(&self, cell: &Cell, row: &Row) -> bool {
        self.left.as_deref().is_some_and(|left| cell.series == left || row.key == left)
    }
}

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

    fn figures(&self) -> Options {
        self.shown.figures()
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        self.shown.manner(evidence)
    }

    fn model(&self) -> Option<&Model> {
        self.shown.model()
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

    fn measure(&self, spec: &Spec, part: Part<'_>, context: Context<'_>, notes: &[String]) -> Result<(), ChartError> {
        measure(spec, part, context, notes, |width| plot::Chart::new(self, spec, part, context, width))
    }

    fn draw(&self, spec: &Spec, part: Part<'_>, context: Context<'_>, notes: &[String]) -> Result<Scene, ChartError> {
        compose(spec, part, context, notes, |width| plot::Chart::new(self, spec, part, context, width))
    }
}
