//! How one number is drawn: what is known of it decides the shape.
//!
//! Exact is solid. An interval is solid to its lower end and pale to its upper, both ends marked. An open bound is an
//! arrow. What is taken from another work is hollow. What had not yet arrived is hatched. What is modelled is dotted.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::Context;
use crate::chart::look::Theme;
use crate::chart::look::theme::Colour;
use crate::chart::svg::canvas::{Canvas, Plot};
use crate::chart::svg::{Fill, Paint};
use crate::data::Dataset;
use crate::fmt;
use crate::frame::Cell;

/// What the shapes of a chart mean, as far as they occur in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
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
pub(crate) fn is_early(dataset: &Dataset, cell: &Cell) -> bool {
    let order = |stage: &str| dataset.stages.get(stage).map(|stage| stage.order);
    let is_early =
        |stage: &str| matches!((order(stage), order(ARRIVING)), (Some(own), Some(arriving)) if own < arriving);
    cell.stage_id.split("; ").any(is_early)
}

/// The shapes that a cell is drawn with.
pub(crate) fn shapes(dataset: &Dataset, cell: &Cell) -> Vec<Shape> {
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
pub(crate) fn paint(theme: &Theme, colour: Colour, hatched: bool, hollow: bool) -> Paint {
    let outline = theme.edge(colour);
    let pale = |percent| theme.pale(colour, percent);
    match (hatched, hollow) {
        (true, true) => Paint { fill: Fill::Hatched(outline, theme.paper), outline: Some(outline) },
        (true, false) => Paint { fill: Fill::Hatched(outline, pale(70)), outline: Some(outline) },
        (false, true) => Paint { fill: Fill::Solid(pale(88)), outline: Some(outline) },
        (false, false) if outline == colour => Paint { fill: Fill::Solid(colour), outline: None },
        (false, false) => Paint { fill: Fill::Solid(colour), outline: Some(outline) },
    }
}

/// The paint of what is modelled.
pub(crate) fn dotted(theme: &Theme, colour: Colour) -> Paint {
    let outline = theme.edge(colour);
    Paint { fill: Fill::Dotted(outline, theme.paper), outline: Some(outline) }
}

/// The paint of a cell.
pub(crate) fn cell_paint(context: Context<'_>, cell: &Cell, colour: Colour) -> Paint {
    if cell.modelled {
        return dotted(&context.look.theme, colour);
    }
    paint(&context.look.theme, colour, is_early(context.dataset, cell), cell.is_second_hand())
}

/// How far an arrow reaches beyond its bar.
pub(crate) const ARROW: f64 = 16.0;

/// The least width of a bar that is not zero.
const HAIR: f64 = 1.0;

/// A bar from `base` (a number) on, within two heights in pixels and in rows. `sign` is -1 for a bar to the left.
pub(crate) struct Bar {
    pub(crate) base: f64,
    pub(crate) sign: f64,
    pub(crate) rows: (f64, f64),
    pub(crate) heights: (f64, f64),
    pub(crate) paint: Paint,
    pub(crate) colour: Colour,
}

impl Bar {
    /// Draws the bar of a number. Returns the pixel at which it ends.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: &Plot, cell: &Cell) -> f64 {
        let place = |number: rust_decimal::Decimal| self.base + self.sign * number.to_f64().unwrap_or_default();
        let theme = canvas.theme();
        let edge = theme.edge(self.colour);
        let pale = Paint { fill: Fill::Solid(theme.pale(self.colour, 75)), outline: Some(edge) };
        match (cell.interval.min, cell.interval.max) {
            (Some(min), Some(max)) if min == max => {
                let (from, to) = (plot.x(self.base), plot.x(place(min)));
                if !min.is_zero() && (to - from).abs() < HAIR {
                    // A bar beside a giant is a hair, but it is there.
                    canvas.rect((from, self.heights.0), (from + HAIR.copysign(to - from), self.heights.1), self.paint);
                } else {
                    plot.bar((self.base, place(min)), self.rows, self.paint);
                }
                to
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
pub(crate) fn reach(cell: &Cell) -> f64 {
    cell.interval.reach().to_f64().unwrap_or_default()
}

/// The number of a cell as its label: bound, dagger.
pub(crate) fn value_label(cell: &Cell) -> String {
    let dagger = if cell.corrected { "†" } else { "" };
    format!("{}{dagger}", fmt::interval(&cell.shown(), fmt::Style::Sign))
}
