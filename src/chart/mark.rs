//! How one number is drawn: what is known of it decides the shape.
//!
//! Exact is solid. An interval is solid to its lower end and pale to its upper, both ends marked. An open bound is an
//! arrow. What is taken from another work is hollow. What had not yet arrived is hatched. What is modelled is dotted.

use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Canvas, Plot};
use super::svg::{Fill, Paint};
use super::theme::{self, Colour, MARK_CONTRAST, PAPER};
use crate::data::Dataset;
use crate::fmt;
use crate::frame::{Cell, Row};

/// What the shapes of a chart mean, as far as they occur in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Computed from terms and assumptions; no work states it.
    Dotted,
    /// The thing had not arrived: promised, agreed, ordered …
    Hatched,
    /// The number is taken from another work.
    Hollow,
    /// The number lies between two ends.
    Interval,
    /// The number has no upper limit.
    Arrow,
    /// The number has no lower limit.
    ArrowDown,
}

/// Stages from this on are drawn solid: the thing was on its way or there.
const ARRIVING: &str = "sent";

/// Whether the stage of a cell comes before anything had moved.
pub(super) fn is_early(dataset: &Dataset, cell: &Cell) -> bool {
    let order = |stage: &str| dataset.stages.get(stage).map(|stage| stage.order);
    let is_early =
        |stage: &str| matches!((order(stage), order(ARRIVING)), (Some(own), Some(arriving)) if own < arriving);
    cell.stage_id.split("; ").any(is_early)
}

/// The shapes that a cell is drawn with.
pub(super) fn shapes(dataset: &Dataset, cell: &Cell) -> Vec<Shape> {
    let interval = &cell.interval;
    let occurs = [
        (Shape::Dotted, cell.modelled),
        (Shape::Hatched, !cell.modelled && is_early(dataset, cell)),
        (Shape::Hollow, !cell.modelled && cell.is_second_hand()),
        (Shape::Interval, interval.min.is_some() && interval.max.is_some() && interval.as_point().is_none()),
        (Shape::Arrow, interval.max.is_none()),
        (Shape::ArrowDown, interval.min.is_none() && interval.max.is_some()),
    ];
    occurs.into_iter().filter(|(_, occurs)| *occurs).map(|(shape, _)| shape).collect()
}

/// The paint of a shape in a colour; an outline where the fill alone could be overlooked.
pub(super) fn paint(colour: Colour, hatched: bool, hollow: bool) -> Paint {
    let outline = colour.readable(MARK_CONTRAST);
    match (hatched, hollow) {
        (true, true) => Paint { fill: Fill::Hatched(outline, PAPER), outline: Some(outline) },
        (true, false) => Paint { fill: Fill::Hatched(outline, colour.mix(PAPER, 70)), outline: Some(outline) },
        (false, true) => Paint { fill: Fill::Solid(colour.mix(PAPER, 88)), outline: Some(outline) },
        (false, false) if outline == colour => Paint { fill: Fill::Solid(colour), outline: None },
        (false, false) => Paint { fill: Fill::Solid(colour), outline: Some(outline) },
    }
}

/// The paint of what is modelled.
pub(super) fn dotted(colour: Colour) -> Paint {
    let outline = colour.readable(MARK_CONTRAST);
    Paint { fill: Fill::Dotted(outline, PAPER), outline: Some(outline) }
}

/// The paint of a cell.
pub(super) fn cell_paint(dataset: &Dataset, cell: &Cell, colour: Colour) -> Paint {
    if cell.modelled {
        return dotted(colour);
    }
    paint(colour, is_early(dataset, cell), cell.is_second_hand())
}

/// How far an arrow reaches beyond its bar.
pub(super) const ARROW: f64 = 16.0;

/// A bar from `base` (a number) on, within two heights in pixels and in rows. `sign` is -1 for a bar to the left.
/// Returns the pixel at which the bar ends.
pub(super) struct Bar {
    pub(super) base: f64,
    pub(super) sign: f64,
    pub(super) rows: (f64, f64),
    pub(super) heights: (f64, f64),
    pub(super) paint: Paint,
    pub(super) colour: Colour,
}

impl Bar {
    pub(super) fn draw(&self, canvas: &Canvas, plot: &Plot, cell: &Cell) -> f64 {
        let place = |number: rust_decimal::Decimal| self.base + self.sign * number.to_f64().unwrap_or_default();
        let edge = self.colour.readable(MARK_CONTRAST);
        let pale = Paint { fill: Fill::Solid(self.colour.mix(PAPER, 75)), outline: Some(edge) };
        match (cell.interval.min, cell.interval.max) {
            (Some(min), Some(max)) if min == max => {
                plot.bar((self.base, place(min)), self.rows, self.paint);
                plot.x(place(min))
            }
            (Some(min), Some(max)) => {
                plot.bar((self.base, place(min)), self.rows, self.paint);
                plot.bar((place(min), place(max)), self.rows, pale);
                plot.x(place(max))
            }
            (Some(min), None) => {
                plot.bar((self.base, place(min)), self.rows, self.paint);
                let (x, (top, bottom)) = (plot.x(place(min)), self.heights);
                let tip = x + self.sign * ARROW;
                let middle = f64::midpoint(top, bottom);
                let inner = x + self.sign * 4.0;
                canvas.polygon(&[(inner, top), (tip, middle), (inner, bottom)], self.paint);
                tip
            }
            (None, Some(max)) => {
                let (x, start, (top, bottom)) = (plot.x(place(max)), plot.x(self.base), self.heights);
                let middle = f64::midpoint(top, bottom);
                canvas.line((start, middle), (x, middle), 1.5, edge);
                canvas.polygon(&[(x, top), (x - self.sign * ARROW, middle), (x, bottom)], self.paint);
                x
            }
            (None, None) => plot.x(self.base),
        }
    }
}

/// How far a mark reaches on its axis, as a float for drawing.
pub(super) fn reach(cell: &Cell) -> f64 {
    cell.interval.reach().to_f64().unwrap_or_default()
}

/// The number of a cell as its label: bound, dagger.
pub(super) fn value_label(cell: &Cell) -> String {
    let dagger = if cell.corrected { "†" } else { "" };
    format!("{}{dagger}", fmt::interval(&cell.shown(), fmt::Style::Sign))
}

/// The attributes of the group around a mark, and what a pointer is told over it.
pub(super) struct Tag {
    pub(super) figures: String,
    pub(super) quantities: String,
    pub(super) title: String,
}

impl Tag {
    pub(super) fn new(dataset: &Dataset, row: &Row, cell: &Cell) -> Self {
        let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
        let unit = dataset.units.get(&cell.unit_id);
        let number = unit.map(|unit| unit.print(&cell.shown(), fmt::Style::Sign)).unwrap_or_default();
        let series = if cell.series_label.is_empty() { String::new() } else { format!(", {}", cell.series_label) };
        let mut sources: Vec<String> =
            cell.witnesses.iter().map(|witness| format!("{}, {}", witness.short, witness.locator)).collect();
        sources.dedup();
        if cell.modelled {
            sources.insert(0, "modelled from".to_owned());
        }
        let title = format!("{}{series}: {number} ({})", row.label, sources.join("; "));
        Self { figures: figures.join(" "), quantities: cell.quantities.join(" "), title }
    }

    pub(super) fn attributes(&self) -> [(&str, &str); 4] {
        [
            ("class", "mark"),
            ("role", "graphics-symbol"),
            ("data-figures", &self.figures),
            ("data-quantities", &self.quantities),
        ]
    }
}

/// The colour of a cell: grey for what is not itemised.
pub(super) fn colour(palette: &std::collections::BTreeMap<String, Colour>, cell: &Cell, key: &str) -> Colour {
    if cell.not_itemised { theme::REST } else { palette.get(key).copied().unwrap_or(theme::REST) }
}
