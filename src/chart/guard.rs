//! What a chart refuses to draw, and why.

use rust_decimal::Decimal;
use thiserror::Error;

use super::look::theme::HUES;
use super::scene::Scene;
use super::{Context, Kind, Layout, Run, Spec};
use crate::data::Dataset;
use crate::frame::{Cell, Table};

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
    /// There is nothing to draw.
    #[error("the chart has no rows; widen its selection")]
    NoRows,
    /// A line has a year a row.
    #[error("{row} is no year; a line chart has `rows = \"year\"`")]
    NoYear {
        /// The row.
        row: String,
    },
    /// The parts of a whole end to end have no place for what is taken away.
    #[error("{row} has a part below zero, which a stack cannot show; use `layout = \"grouped\"`")]
    NegativePart {
        /// The row.
        row: String,
    },
    /// A matrix counts.
    #[error("{row} has a number that is no count; a matrix counts figures")]
    NoCount {
        /// The row.
        row: String,
    },
    /// Not even one row has room in a size of fixed height.
    #[error(
        "the chart needs {needed} pixels of height, but a {size} chart has {available}; select less, or use another size"
    )]
    TooHigh {
        /// The size.
        size: &'static str,
        /// The height that it needs.
        needed: u32,
        /// The height that there is.
        available: u32,
    },
    /// A character without a glyph.
    #[error(
        "the fonts at hand have no `{character}`, which stands in: {text}; give a font that has it with --font FILE"
    )]
    NoGlyph {
        /// The character.
        character: char,
        /// The text it stands in.
        text: String,
    },
    /// More series than colours.
    #[error("{count} series, but only {} colours can be told apart; select fewer", HUES.len())]
    TooManySeries {
        /// How many.
        count: usize,
    },
}

/// Refuses what cannot be shown truthfully or readably.
pub(super) fn guard(spec: &Spec, table: &Table, context: Context<'_>) -> Result<(), ChartError> {
    if table.rows.is_empty() && table.dates.is_empty() {
        return Err(ChartError::NoRows);
    }
    match spec.kind {
        Kind::Matrix => guard_counts(table)?,
        // The numbers of a timeline stand beside their spans and share no axis.
        Kind::Timeline => {}
        Kind::Line => guard_years(table).and_then(|()| guard_units(spec, table, context.dataset))?,
        _ => guard_units(spec, table, context.dataset)?,
    }
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
    let is_below = |cell: &Cell| cell.interval.min.is_some_and(|min| min < Decimal::ZERO);
    if spec.layout == Layout::Stacked
        && let Some(row) = table.rows.iter().find(|row| row.cells.len() > 1 && row.cells.iter().any(is_below))
    {
        return Err(ChartError::NegativePart { row: row.label.clone() });
    }
    if spec.run == Run::Log {
        let is_low = |cell: &Cell| cell.interval.min.unwrap_or_default() <= Decimal::ZERO;
        if let Some(row) = table.rows.iter().find(|row| row.cells.iter().any(is_low)) {
            return Err(ChartError::NotPositive { row: row.label.clone() });
        }
    }
    let count = match spec.kind {
        // The fields of a matrix are of one colour.
        Kind::Matrix => 1,
        Kind::Timeline => table.groups().len(),
        _ => table.series().len() - usize::from(table.cells().any(|cell| cell.not_itemised)),
    };
    if count > HUES.len() {
        return Err(ChartError::TooManySeries { count });
    }
    Ok(())
}

/// Refuses a text that neither the fonts nor a reader's system can be expected to show.
pub(super) fn guard_glyphs(scene: &Scene, context: Context<'_>) -> Result<(), ChartError> {
    for text in scene.texts() {
        if let Some(character) = context.look.fonts.missing_in_svg(&text.text) {
            return Err(ChartError::NoGlyph { character, text: text.text.clone() });
        }
    }
    Ok(())
}

/// Refuses what is no count in a matrix.
fn guard_counts(table: &Table) -> Result<(), ChartError> {
    let is_count = |cell: &Cell| cell.interval.as_point().is_some_and(|count| count > Decimal::ZERO);
    match table.rows.iter().find(|row| !row.cells.iter().all(is_count)) {
        Some(row) => Err(ChartError::NoCount { row: row.label.clone() }),
        None => Ok(()),
    }
}

/// Refuses rows of a line that are no years.
fn guard_years(table: &Table) -> Result<(), ChartError> {
    match table.rows.iter().find(|row| row.key.parse::<i32>().is_err()) {
        Some(row) => Err(ChartError::NoYear { row: row.label.clone() }),
        None => Ok(()),
    }
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
        let is_base = unit.factor.is_none_or(|factor| factor == Decimal::ONE);
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
