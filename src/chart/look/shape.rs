//! How one number is drawn: what is known of it decides the shape.
//!
//! Exact is solid. An interval is solid to its lower end and pale to its upper, both ends marked. An open bound is an
//! arrow. What is taken from another work is hollow. What had not yet arrived is hatched. What is modelled is dotted.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ink::Ink;
use super::paint::{Fill, Outline, Paint};
use super::theme::Hue;
use crate::chart::Context;
use crate::data::{Dataset, Rank};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Origin};

/// What the shapes of a chart mean, as far as they occur in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Computed from terms and assumptions; no work states it.
    Dotted,
    /// The thing had not arrived: promised, agreed, ordered …
    Hatched,
    /// The number is taken from another work.
    Hollow,
    /// Both: what had not arrived, by a number of another work.
    HatchedHollow,
    /// The number lies between two ends.
    Interval,
    /// The number has no upper limit.
    Arrow,
    /// The number has no lower limit.
    ArrowDown,
    /// The figure is preferred to its rivals.
    Ring,
    /// The number is added up here, beside figures that works state.
    Diamond,
    /// The number is added up here, and lies between two ends.
    Broken,
    /// The figure is held doubtful, and not used.
    Cross,
}

/// Whether the stage of a cell comes before anything had moved.
pub(crate) fn is_early(dataset: &Dataset, cell: &Cell) -> bool {
    cell.stage_id.split("; ").any(|stage| dataset.stages.get(stage).is_some_and(|stage| !stage.arrived))
}

/// Whether a number is taken from another work; what is left of one is nobody's.
pub(crate) fn is_quoted(cell: &Cell) -> bool {
    cell.is_second_hand() && cell.origin != Origin::Rest
}

/// The shapes that a cell is drawn with.
pub(crate) fn shapes(dataset: &Dataset, cell: &Cell) -> Vec<Shape> {
    let interval = &cell.interval;
    let is_span = interval.min.is_some() && interval.max.is_some() && interval.as_point().is_none();
    let is_told = !cell.is_modelled();
    let (is_hatched, is_hollow) = (is_told && is_early(dataset, cell), is_told && is_quoted(cell));
    let occurs = [
        (Shape::Dotted, cell.is_modelled()),
        (Shape::Hatched, is_hatched && !is_hollow),
        (Shape::Hollow, is_hollow && !is_hatched),
        (Shape::HatchedHollow, is_hatched && is_hollow),
        (Shape::Interval, is_span),
        (Shape::Arrow, interval.max.is_none()),
        (Shape::ArrowDown, interval.min.is_none() && interval.max.is_some()),
        (Shape::Ring, cell.rank == Rank::Preferred),
        (Shape::Diamond, cell.origin == Origin::Sum && (interval.as_point().is_some() || interval.max.is_none())),
        (Shape::Broken, cell.is_computed() && is_span),
        (Shape::Cross, cell.rank == Rank::Doubtful),
    ];
    occurs.into_iter().filter(|(_, occurs)| *occurs).map(|(shape, _)| shape).collect()
}

/// The paint of a shape in an ink; an outline where the fill alone could be overlooked.
pub(crate) fn paint(ink: Ink, hatched: bool, hollow: bool) -> Paint {
    let edge = ink.edge();
    let outline = Outline::Drawn(edge);
    match hatched {
        true => {
            let ground = if hollow { Ink::PAPER } else { ink.ground(70) };
            Paint { fill: Fill::Hatched(edge, ground), outline, hollow: false }
        }
        false => {
            let fill = Fill::Solid(if hollow { ink.rim() } else { ink });
            Paint { fill, outline: Outline::WhereNeeded(edge), hollow }
        }
    }
}

/// The paint of what is modelled.
pub(crate) fn dotted(ink: Ink) -> Paint {
    Paint::outlined(Fill::Dotted(ink.edge(), ink.pale(80)), ink.edge())
}

/// The paint of a cell.
pub(crate) fn cell_paint(context: Context<'_>, cell: &Cell, ink: Ink) -> Paint {
    if cell.is_modelled() {
        return dotted(ink);
    }
    paint(ink, is_early(context.dataset, cell), is_quoted(cell))
}

/// How far an arrow reaches beyond its bar.
pub(crate) const ARROW: f64 = 16.0;

/// How far the arrow of a number without an upper limit reaches; nothing for one that has a limit.
pub(crate) fn arrow(cell: &Cell) -> f64 {
    if cell.interval.max.is_none() { ARROW } else { 0.0 }
}

/// A number as a float, for its place on a canvas.
pub(crate) fn float(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// How far a mark reaches on its axis, as a float for drawing.
pub(crate) fn reach(cell: &Cell) -> f64 {
    float(cell.interval.reach())
}

/// The number of a cell as its label, whole: bound, dagger; a share with its sign. Other units are the axis' to tell.
pub(crate) fn value_label(context: Context<'_>, cell: &Cell) -> String {
    label(context, cell, Style::Sign)
}

/// The number of a cell as it stands at its mark.
pub(crate) fn label(context: Context<'_>, cell: &Cell, style: Style) -> String {
    let dagger = if cell.corrected { "†" } else { "" };
    let share = context.dataset.units.get(&cell.unit_id).filter(|unit| unit.dimension == "share");
    let number = match share {
        Some(unit) => unit.print(context.tongue(), &cell.shown(), style),
        None => fmt::interval(context.tongue(), &cell.shown(), style),
    };
    format!("{number}{dagger}")
}

/// The ink of a cell by the hues of the series: grey for what is not itemised.
pub(crate) fn ink(hues: &BTreeMap<String, Hue>, cell: &Cell, key: &str) -> Ink {
    if cell.not_itemised { Ink::REST } else { hues.get(key).map_or(Ink::REST, |hue| Ink::hue(*hue)) }
}
