//! Tables drawn: layout from measured text, plotters for coordinates and shapes, our own backend for the SVG.
//!
//! Every chart stands alone: title, subtitle, key, notes, source and dataset version are inside it, and its metadata
//! holds the figures behind every mark.

mod backend;
mod bars;
mod canvas;
mod claims;
mod dumbbell;
mod embedded;
mod furniture;
mod key;
mod mark;
mod names;
mod notes;
mod png;
mod provenance;
mod scale;
mod svg;
pub mod text;
pub mod theme;

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

pub use self::embedded::{LARGEST_FILE, NoMetadata, metadata};
pub use self::png::{KEYWORD, PngError, options, png};
pub use provenance::provenance;
pub use scale::Run;

use crate::data::Dataset;
use crate::frame::{Cell, Table};
use theme::Colour;

/// How a chart shows its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Horizontal bars.
    Bars,
    /// Points on one line a row, from one stage to another.
    Dumbbell,
    /// The rival figures for one quantity, a row a figure.
    Claims,
}

/// How bars share a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
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

/// A chart as it is to be drawn; every text is final.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// The chart's id.
    pub id: String,
    /// How the table is shown.
    pub kind: Kind,
    /// How bars share a row.
    pub layout: Layout,
    /// How the axis of numbers runs.
    pub run: Run,
    /// The finding.
    pub title: String,
    /// Measure, stage, unit, period, actors.
    pub subtitle: String,
    /// What must be known to read the chart.
    pub note: String,
    /// What the numbers are, under the axis.
    pub axis: String,
    /// The series whose bars run to the left in a diverging chart.
    pub left: Option<String>,
    /// Names for rows and series that differ from the table's.
    pub labels: BTreeMap<String, String>,
    /// Second lines under the names of rows.
    pub details: BTreeMap<String, String>,
    /// Colours by series or row; the others take what is left of the palette.
    pub colours: BTreeMap<String, Colour>,
    /// Works in the order of weight, as they stand in the source line.
    pub sources: Vec<String>,
}

/// What a chart is drawn from, besides its table.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Names of units and stages.
    pub dataset: &'a Dataset,
    /// The version of the dataset.
    pub version: &'a str,
    /// The digest of the dataset.
    pub digest: &'a str,
}

/// Why a table cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChartError {
    /// Bars in units that do not compare.
    #[error("rows in {left} and {right} on one axis; choose one unit, or name what they share in `axis`")]
    Units {
        /// A unit.
        left: String,
        /// Another.
        right: String,
    },
    /// Totals, levels, shares and terms do not compare.
    #[error("{left} and {right} measure in different ways; select one measure")]
    Measures {
        /// A quantity.
        left: String,
        /// Another.
        right: String,
    },
    /// A logarithmic axis has no place for it.
    #[error("{row} is not above zero, which a log axis cannot show; use a linear one")]
    NotPositive {
        /// The row.
        row: String,
    },
    /// A bar on a logarithmic axis has no length.
    #[error("bars have no length on a log axis, which has no zero; use `kind = \"dumbbell\"`")]
    LogBars,
    /// Several numbers in the place of one.
    #[error("{row} has several numbers in a chart of one bar a row; use `layout = \"grouped\"`")]
    Overdrawn {
        /// The row.
        row: String,
    },
    /// A stacked chart needs parts.
    #[error("a stacked chart needs `split`, which names the parts")]
    NoSplit,
    /// A character without a glyph.
    #[error("the bundled fonts have no `{character}`, which stands in: {text}")]
    NoGlyph {
        /// The character.
        character: char,
        /// The text it stands in.
        text: String,
    },
    /// More series than colours.
    #[error("{count} series, but only {} colours can be told apart; select fewer", theme::PALETTE.len())]
    TooManySeries {
        /// How many.
        count: usize,
    },
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The document.
    pub svg: String,
    /// The chart in words: kind, size, largest and smallest number, what is uncertain.
    pub description: String,
    /// The note at the foot: that of the definition and what the table owes.
    pub note: String,
    /// The metadata that stands in the document.
    pub metadata: String,
}

/// Draws a table.
///
/// # Errors
/// [`ChartError`] where the table cannot be shown truthfully or readably.
pub fn draw(spec: &Spec, table: &Table, context: Context<'_>) -> Result<Drawing, ChartError> {
    guard(spec, table, context.dataset)?;
    let metadata = provenance(spec, table, context);
    let description = provenance::description(spec, table, context);
    let svg = match spec.kind {
        Kind::Bars => bars::draw(spec, table, context, &description, &metadata),
        Kind::Dumbbell => dumbbell::draw(spec, table, context, &description, &metadata),
        Kind::Claims => claims::draw(spec, table, context, &description, &metadata),
    };
    let note = notes::note(spec, table, context);
    Ok(Drawing { svg, description, note, metadata })
}

fn guard(spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
    guard_units(spec, table, dataset)?;
    if spec.kind == Kind::Bars && spec.run == Run::Log {
        return Err(ChartError::LogBars);
    }
    if spec.kind == Kind::Bars
        && matches!(spec.layout, Layout::Plain | Layout::Diverging)
        && let Some(row) = table.rows.iter().find(|row| row.cells.len() > 1)
    {
        return Err(ChartError::Overdrawn { row: row.label.clone() });
    }
    if spec.layout == Layout::Stacked && table.rows.iter().all(|row| row.whole.is_none()) {
        return Err(ChartError::NoSplit);
    }
    if spec.run == Run::Log {
        let is_low = |cell: &Cell| cell.interval.min.unwrap_or_default() <= rust_decimal::Decimal::ZERO;
        if let Some(row) = table.rows.iter().find(|row| row.cells.iter().any(is_low)) {
            return Err(ChartError::NotPositive { row: row.label.clone() });
        }
    }
    let not_itemised = usize::from(table.cells().any(|cell| cell.not_itemised));
    let count = table.series().len() - not_itemised;
    if count > theme::PALETTE.len() {
        return Err(ChartError::TooManySeries { count });
    }
    let texts = [&spec.title, &spec.subtitle, &spec.note, &spec.axis];
    let names = spec.labels.values().chain(spec.details.values()).chain(&spec.sources);
    let rows = table.rows.iter().map(|row| &row.label);
    let series = table.cells().map(|cell| &cell.series_label);
    for text in texts.into_iter().chain(names).chain(rows).chain(series) {
        if let Some(character) = text::missing_glyph(text) {
            return Err(ChartError::NoGlyph { character, text: text.clone() });
        }
    }
    Ok(())
}

/// Refuses units that do not compare on one axis: different dimensions, unless the axis says what they share, and units of
/// one dimension of which one is not the same as the other (two currencies, dozens and pieces) in any case.
fn guard_units(spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
    let mut units: Vec<&str> = table.cells().map(|cell| cell.unit_id.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let measure = |cell: &Cell| cell.quantities.first().and_then(|id| dataset.quantities.get(id)).map(|it| it.measure);
    let mut cells = table.cells();
    if let Some(first) = cells.next()
        && let Some(other) = cells.find(|cell| measure(cell).is_some() && measure(cell) != measure(first))
    {
        return Err(ChartError::Measures { left: first.quantities.join(", "), right: other.quantities.join(", ") });
    }
    let has_symbol = |id: &str| dataset.units.get(id).is_some_and(|unit| unit.symbol.is_some());
    let same = |id: &str| {
        let unit = dataset.units.get(id)?;
        let is_base = unit.factor.is_none_or(|factor| factor == rust_decimal::Decimal::ONE);
        let base = unit.base_unit_id.as_deref().filter(|_| is_base).unwrap_or(id);
        Some((unit.dimension.as_str(), base.to_owned()))
    };
    for (index, left) in units.iter().enumerate() {
        for right in &units[index + 1..] {
            let (Some((left_dimension, left_base)), Some((right_dimension, right_base))) = (same(left), same(right))
            else {
                continue;
            };
            // Counts of unlike things may share an axis that says so; money and shares never do.
            let are_counts = !has_symbol(left) && !has_symbol(right);
            let comparable = if left_dimension == right_dimension {
                left_base == right_base
            } else {
                are_counts && !spec.axis.is_empty()
            };
            if !comparable {
                return Err(ChartError::Units { left: (*left).to_owned(), right: (*right).to_owned() });
            }
        }
    }
    Ok(())
}

impl Spec {
    /// The name of a row or series.
    #[must_use]
    pub fn label<'a>(&'a self, key: &str, own: &'a str) -> &'a str {
        self.labels.get(key).map_or(own, String::as_str)
    }

    /// A colour for every series: the one that was chosen, else the next of the palette that is free.
    fn palette(&self, keys: &[&str]) -> BTreeMap<String, Colour> {
        let chosen: Vec<Colour> = keys.iter().filter_map(|key| self.colours.get(*key).copied()).collect();
        let mut free = theme::PALETTE.iter().map(|(_, colour)| *colour).filter(|colour| !chosen.contains(colour));
        let mut palette = BTreeMap::new();
        for key in keys {
            let colour = self.colours.get(*key).copied().or_else(|| free.next()).unwrap_or(theme::REST);
            palette.insert((*key).to_owned(), colour);
        }
        palette
    }
}
