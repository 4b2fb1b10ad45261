//! Tables drawn: layout from measured text, plotters for coordinates and shapes, our own backend for the scene that they make,
//! of which SVG, page and PNG are made.
//!
//! Every chart stands alone: title, subtitle, key, notes, source and dataset version are inside it, and its metadata
//! holds the figures behind every mark.

mod fold;
mod framing;
mod guard;
mod keys;
mod kinds;
mod lacking;
mod layout;
pub mod look;
pub mod record;
mod scale;
pub mod scene;
mod split;
mod surface;
mod words;

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

pub use self::guard::{ChartError, TableError};
pub(crate) use self::keys::Keys;
pub(crate) use self::keys::groups::Model;
pub use self::kinds::AnyKind;
pub use self::lacking::Lacking;
pub(crate) use self::layout::furniture::in_short;
pub use self::look::{Fonts, Hue, Look, Size, Theme, Types};
pub use self::scale::Run;
pub use self::surface::brush::ZOOM;
pub use self::surface::embedded::{LARGEST_FILE, NoMetadata, metadata};
pub(crate) use self::surface::page::{Palette, element};
pub use self::surface::png::{KEYWORD, PngError, png};

use crate::data::{About, Dataset};
use crate::fmt;
use crate::frame::table::name_in_panel;
use crate::frame::{Row, Table};
use crate::lang::{Tongue, say};
use crate::model::Lang;
use framing::Framing;
use look::ink::Ink;
use record::Record;
use scene::Scene;
use surface::svg::{self, Head};

/// A chart as it is to be drawn; every text is final.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The chart's id.
    pub id: String,
    /// The id of the report that it is in.
    pub report: String,
    /// How the table is shown.
    pub kind: AnyKind,
    /// The finding.
    pub title: String,
    /// Measure, stage, unit, period, actors.
    pub subtitle: String,
    /// What must be known to read the chart.
    pub note: String,
    /// What the numbers are, under the axis.
    pub axis: String,
    /// Names for rows and series that differ from the table's.
    pub labels: BTreeMap<String, String>,
    /// Second lines under the names of rows.
    pub details: BTreeMap<String, String>,
    /// Colours by series or row; the others take what is left of the palette.
    pub colours: BTreeMap<String, Hue>,
    /// Works in the order of weight, as they stand in the source line.
    pub sources: Vec<String>,
}

/// What a chart is drawn from, besides its table.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Names of units and stages.
    pub dataset: &'a Dataset,
    /// What the dataset says of itself.
    pub about: &'a About,
    /// How the chart looks.
    pub look: &'a Look,
}

impl<'a> Context<'a> {
    /// The language in which the chart is written.
    #[must_use]
    pub fn tongue(&self) -> &'a Tongue {
        self.dataset.tongue()
    }
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The chart's id.
    pub id: String,
    /// Which of its frames it is, if it needed several.
    pub frame: Option<usize>,
    /// The finding.
    pub title: String,
    /// The works behind it, as they stand in the source line.
    pub source: String,
    /// The short name of the licence of the dataset; empty, if there is none.
    pub licence: String,
    /// The chart in words: kind, size, largest and smallest number, what is uncertain.
    pub description: String,
    /// All notes, the most important first: that of the definition, and those that the table owes.
    pub notes: Vec<String>,
    /// The metadata that stands in the document.
    pub metadata: String,
    /// The language of all these texts.
    pub lang: Lang,
    /// What is drawn.
    pub(crate) scene: Scene,
    /// The colours of its inks.
    theme: Theme,
}

impl Drawing {
    /// The name of its files, without a suffix: the id, and behind it the number of the frame if there are several.
    #[must_use]
    pub fn name(&self) -> String {
        self.frame.map_or_else(|| self.id.clone(), |number| format!("{}-{number}", self.id))
    }

    /// How many pixels the finished chart has, by which the work of rendering it can be told.
    pub(crate) fn area(&self) -> u64 {
        self.scene.area().to_u64().unwrap_or_default()
    }

    /// What is drawn, as data.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The chart as a document of its own.
    #[must_use]
    pub fn svg(&self) -> String {
        let (title, description, metadata) = (&self.title, &self.description, &self.metadata);
        svg::document(&self.scene, &self.theme, &Head { id: &self.id, title, description, metadata, lang: &self.lang })
            .into_string()
    }
}

/// What is drawn in one frame.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    /// The rows that are drawn.
    pub(crate) table: &'a Table,
    /// The table that they are of: axes reach all its numbers, and colours are dealt out to all its series.
    pub(crate) whole: &'a Table,
    /// The title, with the number of the frame where there are several.
    pub(crate) title: &'a str,
    /// What the frame owes its reader, the most important first.
    pub(crate) notes: &'a [String],
    /// How many of its series are left to the table of numbers.
    pub(crate) left_out: usize,
    /// How much stands at the foot.
    pub(crate) foot: Foot,
}

/// How much stands at the foot of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foot {
    /// Notes and works.
    Whole,
    /// Works alone, and of many the first.
    Short,
}

/// Draws a table in one frame.
///
/// # Errors
/// [`ChartError`] where the table cannot be shown truthfully, or has no room in one frame.
pub fn draw(spec: &Spec, table: &Table, context: Context<'_>) -> Result<Drawing, ChartError> {
    guard::guard(spec, table, context)?;
    let (folded, left_out) = fold::fold(spec, table, context.tongue());
    Framing { spec, whole: &folded, left_out, foot: Foot::Whole, context }.in_one()
}

/// Draws a table in as many frames as it needs, the rows of the first before those of the second. More than one is needed
/// only at a size of fixed height; then each says in its title which it is, and all have the same axes and colours.
///
/// # Errors
/// [`ChartError`] where the table cannot be shown truthfully.
pub fn frames(spec: &Spec, table: &Table, context: Context<'_>) -> Result<Vec<Drawing>, ChartError> {
    guard::guard(spec, table, context)?;
    let (folded, left_out) = fold::fold(spec, table, context.tongue());
    let framing = |foot| Framing { spec, whole: &folded, left_out, foot, context };
    // What stands at the foot is shortened only where not even a row has room beside it.
    framing(Foot::Whole).in_any().or_else(|_| framing(Foot::Short).in_any())
}

/// The record of a chart, of all its frames together.
#[must_use]
pub fn record(spec: &Spec, table: &Table, context: Context<'_>) -> Record {
    Record::of(spec, &fold::fold(spec, table, context.tongue()).0, context, None)
}

impl Spec {
    /// How the axis of numbers runs.
    pub(crate) fn run(&self) -> Run {
        self.kind.get().run()
    }

    /// The name of a row or series.
    #[must_use]
    pub fn label<'a>(&'a self, key: &str, own: &'a str) -> &'a str {
        self.labels.get(key).map_or(own, String::as_str)
    }

    /// The name of a row, with when it takes place where the chart shows that and the name does not say it.
    pub(crate) fn name_in_time(&self, row: &Row, tongue: &Tongue) -> String {
        let name = self.name_with_panel(row, tongue);
        let when = fmt::period(tongue, &row.period);
        match self.kind.get().shows_time() && !name.contains(&when) {
            true => say!(tongue, "event-named", name = &name, when = &when),
            false => name,
        }
    }

    /// The name of a row; of one in a panel behind the name of that.
    fn name_with_panel(&self, row: &Row, tongue: &Tongue) -> String {
        match row.keys() {
            [key, panel, own] if key != own && !self.labels.contains_key(key) => {
                let (panel, own) = (self.label(panel, &row.group.1), self.label(own, row.label_in_panel()));
                name_in_panel(tongue, panel, own)
            }
            [key, ..] => self.label(key, &row.label).to_owned(),
        }
    }

    /// The colour of a chart of one series.
    fn ink(&self) -> Ink {
        self.hues(&[""]).get("").map_or(Ink::TEXT, |hue| Ink::hue(*hue))
    }

    /// A hue for every series: the one that was chosen, else the next that is free; the last for those beyond the palette.
    fn hues(&self, keys: &[&str]) -> BTreeMap<String, Hue> {
        let chosen: Vec<Hue> = keys.iter().filter_map(|key| self.colours.get(*key).copied()).collect();
        let mut free = Hue::all().filter(|hue| !chosen.contains(hue));
        let mut hues = BTreeMap::new();
        for key in keys {
            if let Some(hue) = self.colours.get(*key).copied().or_else(|| free.next()) {
                hues.insert((*key).to_owned(), hue);
            }
        }
        hues
    }
}
