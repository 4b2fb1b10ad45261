//! The kinds of charts. Each is one thing in a folder of its own: its keys in a definition, the table that it takes, what it
//! refuses, what it says, and its plot. Who adds a kind writes such a folder, and names it in [`KINDS`].

mod bars;
mod bridge;
mod claims;
mod dumbbell;
mod flow;
mod line;
mod map;
mod matrix;
mod panels;
mod stemma;
mod timeline;

use std::fmt;
use std::sync::Arc;

use toml::de::DeTable;

use super::fold::Folding;
use super::guard::{ChartError, TableError};
use super::keys::Keys;
use super::keys::groups::Asked;
use super::layout::Body;
use super::layout::key::Marks;
use super::look::shape::Shape;
use super::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::diag::{Code, Diagnostic, Lines};
use crate::frame::{Frame, Table};
use crate::lang::Tongue;

/// Reads the keys of one kind.
type Read = fn(&mut Keys<'_, '_>) -> Arc<dyn Kind>;

/// Every kind: its name in a definition, and how its keys are read.
const KINDS: [(&str, Read); 11] = [
    (bars::NAME, |keys| Arc::new(bars::Bars::read(keys))),
    (dumbbell::NAME, |keys| Arc::new(dumbbell::Dumbbell::read(keys))),
    (claims::NAME, |keys| Arc::new(claims::Claims::read(keys))),
    (line::NAME, |keys| Arc::new(line::Line::read(keys))),
    (timeline::NAME, |keys| Arc::new(timeline::Timeline::read(keys))),
    (matrix::NAME, |keys| Arc::new(matrix::Matrix::read(keys))),
    (stemma::NAME, |keys| Arc::new(stemma::Stemma::read(keys))),
    (bridge::NAME, |keys| Arc::new(bridge::Bridge::read(keys))),
    (flow::NAME, |keys| Arc::new(flow::Flow::read(keys))),
    (map::NAME, |keys| Arc::new(map::Map::read(keys))),
    (panels::NAME, |keys| Arc::new(panels::Panels::read(keys))),
];

/// A kind of chart, with its keys as one chart sets them.
pub(crate) trait Kind: fmt::Debug + Send + Sync {
    /// Its name in a definition.
    fn name(&self) -> &'static str;

    /// What a chart of it is called, by its keys, with the size of its table: "Stacked bar chart with 5 rows".
    fn called(&self, table: &Table, tongue: &Tongue) -> String;

    /// The numbers that it shows.
    ///
    /// # Errors
    /// [`TableError`] if its keys name what is not there, or ask for what must not be added.
    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError>;

    /// What it asks of the figures.
    fn asked(&self) -> &dyn Asked;

    /// The quantity whose figures are its rows; none where a row is no figure.
    fn rivals(&self) -> Option<&str> {
        None
    }

    /// Its keys that name a row or a series, each with the name.
    fn naming_keys(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    /// How its axis of numbers runs.
    fn run(&self) -> Run {
        Run::Linear
    }

    /// Whether it has an axis of numbers, which can have a name.
    fn has_axis(&self) -> bool;

    /// Whether a row can have a second line under its name.
    fn has_details(&self) -> bool;

    /// Whether its rows are spans of time, which are then told with their names.
    fn shows_time(&self) -> bool {
        false
    }

    /// Whether the numbers of a table stand at its marks.
    fn writes_numbers(&self, _table: &Table) -> bool {
        true
    }

    /// Whether its numbers are how many figures there are.
    fn counts_figures(&self) -> bool {
        false
    }

    /// Refuses a table that charts of its kind cannot show truthfully.
    ///
    /// # Errors
    /// [`ChartError`] with the reason.
    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError>;

    /// What becomes of its series where they are more than colours.
    fn folding(&self) -> Folding {
        Folding::LeftOut
    }

    /// The notes that it owes, besides those that every chart owes.
    fn notes(&self, _table: &Table, _tongue: &Tongue) -> Vec<String> {
        Vec::new()
    }

    /// What its marks look like in the key.
    fn marks(&self) -> Marks;

    /// Whether its marks have a shape, where a number has it. What tells rivals apart is for charts of rivals, and spans are broken
    /// among points.
    fn draws(&self, shape: Shape) -> bool {
        match shape {
            Shape::Ring | Shape::Diamond | Shape::Cross => false,
            Shape::Broken => self.marks() == Marks::Points,
            _ => true,
        }
    }

    /// Lays out what is in one frame for a width.
    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a>;
}

/// A kind of chart with its keys, whichever it is.
#[derive(Debug, Clone)]
pub struct AnyKind(Arc<dyn Kind>);

impl AnyKind {
    /// A kind by its name, with its keys as a definition writes them.
    ///
    /// # Errors
    /// If there is no such kind, or it has no such keys.
    ///
    /// ```
    /// use sinosov::chart::AnyKind;
    ///
    /// assert!(AnyKind::named("bars", "layout = \"grouped\"\nseries = \"stage\"").is_ok());
    /// assert!(AnyKind::named("line", "layout = \"grouped\"").is_err());
    /// ```
    pub fn named(name: &str, keys: &str) -> Result<Self, Vec<Diagnostic>> {
        let lines = Lines::new(name, keys);
        let fault = |span, found: String, expected: String| {
            vec![Diagnostic::new(Code::BadDefinition, lines.place(span), found, expected, "mend it")]
        };
        let table =
            DeTable::parse(keys).map_err(|error| fault(error.span(), error.message().to_owned(), "TOML".into()))?;
        let mut keys = Keys::new(&lines, table.get_ref(), 0..0, "a chart");
        let Some(kind) = Self::read(name, &mut keys) else {
            return Err(fault(None, format!("there is no kind of chart `{name}`"), Self::names().join(", ")));
        };
        let faults = keys.finish();
        if faults.is_empty() { Ok(kind) } else { Err(faults) }
    }

    /// Takes the keys of a kind by its name; `None` if there is no such kind.
    pub(crate) fn read(name: &str, keys: &mut Keys<'_, '_>) -> Option<Self> {
        let (_, read) = KINDS.iter().find(|(known, _)| *known == name)?;
        keys.specify(&format!("of kind `{name}`"));
        Some(Self(read(keys)))
    }

    /// The names of all kinds.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        KINDS.iter().map(|(name, _)| *name).collect()
    }

    /// What is to be known of the kind.
    pub(crate) fn get(&self) -> &dyn Kind {
        &*self.0
    }
}
