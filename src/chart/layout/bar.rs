//! One bar of a number: as long as the number from a base on, solid to its lower end, pale to its upper.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape::ARROW;
use crate::chart::scene::canvas::{Canvas, Plot};
use crate::model::Interval;

/// The least width of a bar that is not zero.
const HAIR: f64 = 1.0;

/// A bar from `base` (a number) on, between two heights in pixels. `sign` is -1 for a bar to the left.
pub(crate) struct Bar {
    pub(crate) base: f64,
    pub(crate) sign: f64,
    pub(crate) heights: (f64, f64),
    pub(crate) paint: Paint,
    pub(crate) ink: Ink,
}

impl Bar {
    /// Draws the bar of a number. Returns the pixel at which it ends.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: &Plot, interval: &Interval) -> f64 {
        let (top, bottom) = self.heights;
        let middle = f64::midpoint(top, bottom);
        let place = |number: Decimal| plot.x(self.base + self.sign * number.to_f64().unwrap_or_default());
        let start = plot.x(self.base);
        let edge = self.ink.edge();
        let solid = |to: f64| canvas.rect((start, top), (to, bottom), self.paint);
        match (interval.min, interval.max) {
            (Some(min), Some(max)) if min == max => {
                let end = place(min);
                // A bar beside a giant is a hair, but it is there; one of zero is not.
                let is_hair = !min.is_zero() && (end - start).abs() < HAIR;
                let way = if min.is_sign_negative() { -self.sign } else { self.sign };
                if !min.is_zero() {
                    solid(if is_hair { start + HAIR * way } else { end });
                }
                end
            }
            (Some(min), Some(max)) => {
                let (low, high) = (place(min), place(max));
                let pale = Paint::outlined(Fill::Solid(self.ink.pale(75)), edge);
                // A span across the base is pale on both its sides.
                if (low - start) * (high - start) < 0.0 {
                    canvas.rect((low, top), (high, bottom), pale);
                    return high;
                }
                let (near, far) = if (low - start).abs() <= (high - start).abs() { (low, high) } else { (high, low) };
                if (near - start).abs() > 0.0 {
                    solid(near);
                }
                canvas.rect((near, top), (far, bottom), pale);
                high
            }
            (Some(min), None) => {
                let end = place(min);
                if (end - start).abs() > 0.0 {
                    solid(end);
                }
                let (inner, tip) = (end + self.sign * 4.0, end + self.sign * ARROW);
                canvas.polygon(&[(inner, top), (tip, middle), (inner, bottom)], self.paint);
                tip
            }
            (None, Some(max)) => {
                let end = place(max);
                canvas.line((start, middle), (end, middle), 1.5, edge);
                canvas.polygon(&[(end, top), (end - self.sign * ARROW, middle), (end, bottom)], self.paint);
                end
            }
            (None, None) => start,
        }
    }
}
