//! One bar of a number.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::shape::ARROW;
use crate::chart::scene::canvas::{Canvas, Plot};
use crate::frame::Cell;

/// The least width of a bar that is not zero.
const HAIR: f64 = 1.0;

/// A bar from `base` (a number) on, within two heights in pixels and in rows. `sign` is -1 for a bar to the left.
pub(crate) struct Bar {
    pub(crate) base: f64,
    pub(crate) sign: f64,
    pub(crate) rows: (f64, f64),
    pub(crate) heights: (f64, f64),
    pub(crate) paint: Paint,
    pub(crate) ink: Ink,
}

impl Bar {
    /// Draws the bar of a number. Returns the pixel at which it ends.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: &Plot, cell: &Cell) -> f64 {
        let place = |number: rust_decimal::Decimal| self.base + self.sign * number.to_f64().unwrap_or_default();
        let edge = self.ink.edge();
        let pale = Paint { fill: Fill::Solid(self.ink.pale(75)), outline: Outline::Drawn(edge) };
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
