//! One number as a point.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::Context;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape;
use crate::chart::scene::canvas::{Canvas, Plot};
use crate::frame::Cell;

/// The radius of a point.
pub(crate) const RADIUS: f64 = 7.0;

/// Early stages are squares, late ones circles, so that colour is never the only difference.
pub(crate) fn draw(
    canvas: &Canvas,
    plot: &Plot,
    cell: &Cell,
    (x, y): (f64, f64),
    context: Context<'_>,
    (paint, edge): (Paint, Ink),
) {
    if let (Some(min), Some(max)) = (cell.interval.min, cell.interval.max)
        && min != max
    {
        // Neither end is the number, so neither gets a point: a span with a cap at both ends.
        let from = plot.x(min.to_f64().unwrap_or_default());
        canvas.line((from, y), (x, y), 4.0, edge);
        for end in [from, x] {
            canvas.line((end, y - RADIUS), (end, y + RADIUS), 2.5, edge);
        }
        return;
    }
    if cell.interval.min.is_none() {
        canvas.polygon(&[(x, y - RADIUS), (x - shape::ARROW, y), (x, y + RADIUS)], paint);
        return;
    }
    if shape::is_early(context.dataset, cell) {
        canvas.rect((x - RADIUS + 1.0, y - RADIUS + 1.0), (x + RADIUS - 1.0, y + RADIUS - 1.0), paint);
    } else {
        canvas.circle((x, y), RADIUS, paint);
    }
    if cell.interval.max.is_none() {
        let tip = x + RADIUS + shape::ARROW;
        canvas.polygon(&[(x + RADIUS, y - 5.0), (tip, y), (x + RADIUS, y + 5.0)], paint);
    }
}
