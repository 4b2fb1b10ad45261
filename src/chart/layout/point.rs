//! One number as a point on a line, or as a span with a cap at both ends.

use rust_decimal::prelude::ToPrimitive;

use super::axis::Need;
use super::measure::{centred, number_that_fits};
use crate::chart::Context;
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape;
use crate::chart::look::text;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::fmt::Style;
use crate::frame::{Cell, Table};
use crate::model::Interval;

/// Half the height of a span.
const SPAN: f64 = 3.5;
/// The radius of a point.
pub(crate) const RADIUS: f64 = 7.0;

/// Strokes and gaps of a span that is added up here.
pub(crate) const BROKEN: (f64, f64) = (6.0, 4.0);

/// A number of which neither end is known is a broken line of this length, at the start of the axis.
const UNKNOWN: f64 = 20.0;

/// The pixels between which a number is drawn, its arrow among them.
pub(crate) fn extent(plot: &Plot, interval: &Interval) -> (f64, f64) {
    let place = |end: rust_decimal::Decimal| plot.x(end.to_f64().unwrap_or_default());
    match (interval.min, interval.max) {
        (Some(min), Some(max)) if min == max => (place(min) - RADIUS, place(min) + RADIUS),
        (Some(min), Some(max)) => (place(min) - 2.0, place(max) + 2.0),
        (Some(min), None) => (place(min) - RADIUS, place(min) + RADIUS + shape::ARROW),
        (None, Some(max)) => (place(max) - shape::ARROW, place(max) + 2.0),
        (None, None) => (plot.start(), plot.start() + UNKNOWN),
    }
}

/// What the points of a table need beside their places on an axis, their arrows among it.
pub(crate) fn needs(table: &Table, scale: &Scale) -> Vec<Need> {
    let need = |cell: &Cell| {
        let is_open = cell.interval.max.is_none();
        let right = RADIUS + if is_open { shape::ARROW } else { 0.0 };
        let left = if cell.interval.min.is_none() { shape::ARROW } else { RADIUS };
        Need { share: scale.share(shape::reach(cell)), left, right }
    };
    table.cells().map(need).collect()
}

/// Early stages are squares, late ones circles, so that colour is never the only difference.
pub(crate) fn draw(
    canvas: &Canvas,
    plot: &Plot,
    cell: &Cell,
    y: f64,
    context: Context<'_>,
    (paint, edge): (Paint, Ink),
) {
    let place = |end: rust_decimal::Decimal| plot.x(end.to_f64().unwrap_or_default());
    let (min, max) = (cell.interval.min.map(place), cell.interval.max.map(place));
    match (min, max) {
        // Neither end is the number, so neither gets a point.
        (Some(from), Some(to)) if cell.interval.min != cell.interval.max => {
            // What nobody states is a broken line; of the others the paint tells stage and source.
            match cell.is_computed() {
                true => canvas.path(&[(from, y), (to, y)], 4.0, edge, Some(BROKEN)),
                false => canvas.rect((from, y - SPAN), (to, y + SPAN), paint),
            }
            for end in [from, to] {
                canvas.line((end, y - RADIUS), (end, y + RADIUS), 2.5, edge);
            }
        }
        (Some(x), max) => {
            if shape::is_early(context.dataset, cell) {
                canvas.rect((x - RADIUS + 1.0, y - RADIUS + 1.0), (x + RADIUS - 1.0, y + RADIUS - 1.0), paint);
            } else {
                canvas.circle((x, y), RADIUS, paint);
            }
            if max.is_none() {
                let tip = x + RADIUS + shape::ARROW;
                canvas.polygon(&[(x + RADIUS, y - 5.0), (tip, y), (x + RADIUS, y + 5.0)], paint);
            }
        }
        (None, Some(x)) => canvas.polygon(&[(x, y - RADIUS), (x - shape::ARROW, y), (x, y + RADIUS)], paint),
        (None, None) => {
            let ends = [(plot.start(), y), (plot.start() + UNKNOWN, y)];
            canvas.path(&ends, 2.0, edge, Some((4.0, 4.0)));
        }
    }
}

/// White space between a point and its number.
pub(crate) const GAP: f64 = 6.0;

/// What there is around a point where its number may stand.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    /// The pixels between which it is drawn.
    pub(crate) ends: (f64, f64),
    /// The limits of its number.
    pub(crate) first: f64,
    pub(crate) last: f64,
    /// The number belongs to its left.
    pub(crate) to_left: bool,
}

/// Writes the number of a point behind it; before it where it belongs there, or has no room behind; in smaller type where it has
/// room on neither side.
pub(crate) fn number(canvas: &Canvas, around: Around, y: f64, types: Types, label: (&dyn Fn(Style) -> String, Style)) {
    let Around { ends: (left, right), first, last, to_left } = around;
    let fits = |wide: f64| (!to_left && right + GAP + wide <= last) || left - GAP - wide >= first;
    let (look, label) = number_that_fits(types, label, &fits);
    let wide = text::room(&label, look.size, look.weight);
    let (x, anchor) = match to_left || right + GAP + wide > last {
        true => ((left - GAP).max(first.min(last - wide) + wide), Anchor::End),
        false => (right + GAP, Anchor::Start),
    };
    canvas.clear_text((x, centred(y, look.size)), anchor, look, &label);
}

/// Half of the size of a cross.
const CROSS: f64 = 5.0;

/// A number that is held doubtful is a cross at each of its ends, in grey, so that it is not taken for one of those that count.
pub(crate) fn doubtful(canvas: &Canvas, plot: &Plot, interval: &Interval, y: f64) {
    let edge = Ink::MUTED;
    let ends = [interval.min, interval.max].into_iter().flatten().map(|end| plot.x(end.to_f64().unwrap_or_default()));
    let ends: Vec<f64> = ends.collect();
    if let [from, to] = ends.as_slice()
        && from != to
    {
        canvas.line((*from, y), (*to, y), 2.0, edge);
    }
    for x in ends {
        cross(canvas, (x, y), edge);
    }
}

/// A cross.
pub(crate) fn cross(canvas: &Canvas, (x, y): (f64, f64), ink: Ink) {
    canvas.line((x - CROSS, y - CROSS), (x + CROSS, y + CROSS), 2.5, ink);
    canvas.line((x - CROSS, y + CROSS), (x + CROSS, y - CROSS), 2.5, ink);
}
