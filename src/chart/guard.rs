//! What a chart refuses to draw, and why.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Context, Run, Spec};
use crate::data::Dataset;
use crate::evidence::{NoSchedule, WantedError};
use crate::frame::{Cell, FrameError, Row, Table};

/// Why a table cannot be drawn.
#[derive(Debug, Error)]
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
    #[error("{row} is below zero, which a log axis cannot show; use a linear one")]
    BelowZero {
        /// The row.
        row: String,
    },
    /// What only charts of one kind refuse.
    #[error(transparent)]
    OfKind(Box<dyn std::error::Error + Send + Sync>),
    /// There is nothing to draw.
    #[error("the chart has no rows; widen its selection")]
    NoRows,
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
}

impl ChartError {
    /// A refusal in the words of a kind of chart.
    pub(crate) fn of_kind(refusal: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::OfKind(Box::new(refusal))
    }
}

/// Why a chart has no table.
#[derive(Debug, Error)]
pub enum TableError {
    /// What is asked is not there, or must not be added.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The keys for the unit do not fit together.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// The terms of the loan that is modelled are not known.
    #[error(transparent)]
    Schedule(#[from] NoSchedule),
}

/// Refuses what cannot be shown truthfully or readably.
pub(super) fn guard(spec: &Spec, table: &Table, context: Context<'_>) -> Result<(), ChartError> {
    if table.rows.is_empty() && table.dates.is_empty() {
        return Err(ChartError::NoRows);
    }
    spec.kind.get().guard(spec, table, context.dataset)?;
    if spec.run() == Run::Log {
        let ends = |cell: &Cell| [cell.interval.min, cell.interval.max];
        let is_low = |cell: &Cell| ends(cell).into_iter().flatten().any(|end| end < Decimal::ZERO);
        if let Some(row) = table.rows.iter().find(|row| row.cells.iter().any(is_low)) {
            return Err(ChartError::BelowZero { row: row.label.clone() });
        }
    }
    Ok(())
}

/// The first row with a number below zero, which nothing can be as large as.
pub(crate) fn below_zero(table: &Table) -> Option<&Row> {
    let ends = |cell: &Cell| [cell.interval.min, cell.interval.max].into_iter().flatten();
    let is_below = |cell: &Cell| ends(cell).any(|end| end < Decimal::ZERO);
    table.rows.iter().find(|row| row.cells.iter().any(is_below))
}

/// Refuses units that do not compare on one axis: different dimensions, unless the axis says what they share, and units of
/// one dimension of which one is not the same as the other (two currencies, dozens and pieces) in any case.
pub(crate) fn guard_units(spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
    guard_measures(table, dataset)?;
    guard_dimensions(spec, table, dataset)
}

/// Refuses numbers that measure in different ways: totals over a period, levels at a date, shares, terms.
fn guard_measures(table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
    let measure = |cell: &Cell| cell.quantities.first().and_then(|id| dataset.quantities.get(id)).map(|it| it.measure);
    let mut cells = table.cells();
    if let Some(first) = cells.next()
        && let Some(other) = cells.find(|cell| measure(cell).is_some() && measure(cell) != measure(first))
    {
        return Err(ChartError::Measures { left: first.quantities.join(", "), right: other.quantities.join(", ") });
    }
    Ok(())
}

/// Refuses units that do not compare on one axis.
pub(crate) fn guard_dimensions(spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
    let mut units: Vec<&str> = table.cells().map(|cell| cell.unit_id.as_str()).collect();
    units.sort_unstable();
    units.dedup();
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
            let is_count = |unit: &str, dimension: &str| !has_symbol(unit) && !["money", "share"].contains(&dimension);
            let are_counts = is_count(left, left_dimension) && is_count(right, right_dimension);
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
