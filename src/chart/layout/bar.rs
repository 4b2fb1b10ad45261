//! One bar of a number: as long as the number from a base on, solid to its lower end, pale to its upper.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
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

/// A number of which neither end is known is a broken line of this length.
const UNKNOWN: f64 = 20.0;

/// What a bar takes beside its axis' zero: the numbers between which it lies, and the pixels of an arrow beyond either.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Extent {
    /// The extent of a bar from a base on; `sign` is -1 for a bar to the left.
    pub(crate) fn new(interval: &Interval, base: f64, sign: f64) -> Self {
        let ends = [interval.min, interval.max].into_iter().flatten();
        let ends = ends.map(|end| base + sign * end.to_f64().unwrap_or_default());
        let (low, high) = ends.fold((base, base), |(low, high), end| (low.min(end), high.max(end)));
        // An arrow points away from the end that is known: to more, or where all is below the base, to less.
        let is_less = interval.min.is_none() && interval.max.is_some_and(|max| max.is_sign_negative());
        let (more, less) = match (interval.min, interval.max) {
            (None, None) => (UNKNOWN, 0.0),
            (Some(_), None) => (ARROW, 0.0),
            (None, Some(_)) if is_less => (0.0, ARROW),
            _ => (0.0, 0.0),
        };
        let (left, right) = if sign < 0.0 { (more, less) } else { (less, more) };
        Self { low, high, left, right }
    }
}

/// The paint of the end of a bar that its number may or may not reach: paler, and hatched if the bar is.
pub(crate) fn pale(ink: Ink, paint: Paint) -> Paint {
    let fill = match paint.fill {
        Fill::Hatched(..) => Fill::Hatched(ink.pale(40), ink.pale(88)),
        Fill::Solid(_) | Fill::Dotted(..) => Fill::Solid(ink.pale(75)),
    };
    Paint::outlined(fill, ink.edge())
}

impl Bar {
    /// Draws the bar of a number.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: &Plot, interval: &Interval) {
        let (top, bottom) = self.heights;
        let middle = f64::midpoint(top, bottom);
        let place = |number: Decimal| plot.x(self.base + self.sign * number.to_f64().unwrap_or_default());
        let start = plot.x(self.base);
        let edge = self.ink.edge();
        let solid = |end: f64, number: Decimal| {
            if number.is_zero() {
                // Nothing has no length, but it is known.
                let nothing = Paint { outline: Outline::Drawn(edge), hollow: false, ..self.paint };
                canvas.rect((start, top), (start, bottom), nothing);
            } else if (end - start).abs() < HAIR {
                // A bar beside a giant is a hair, but it is there.
                let way = if number.is_sign_negative() { -self.sign } else { self.sign };
                canvas.rect((start, top), (start + HAIR * way, bottom), self.paint);
            } else {
                canvas.rect((start, top), (end, bottom), self.paint);
            }
        };
        match (interval.min, interval.max) {
            (Some(min), Some(max)) if min == max => solid(place(min), min),
            (Some(min), Some(max)) => {
                let (low, high) = (place(min), place(max));
                let pale = pale(self.ink, self.paint);
                // A span across the base is pale on both its sides.
                if (low - start) * (high - start) < 0.0 {
                    canvas.rect((low, top), (high, bottom), pale);
                    return;
                }
                let is_upper = (low - start).abs() <= (high - start).abs();
                let (near, far, number) = if is_upper { (low, high, min) } else { (high, low, max) };
                if !number.is_zero() {
                    solid(near, number);
                }
                canvas.rect((near, top), (far, bottom), pale);
            }
            (Some(min), None) => {
                let end = place(min);
                solid(end, min);
                let (inner, tip) = (end + self.sign * 4.0, end + self.sign * ARROW);
                let paint = Paint { outline: Outline::Drawn(edge), ..self.paint };
                canvas.polygon(&[(inner, top), (tip, middle), (inner, bottom)], paint);
            }
            (None, Some(max)) => {
                let end = place(max);
                canvas.line((start, middle), (end, middle), 1.5, edge);
                // The arrow points towards less, but not beyond the base.
                let long = (end - start).abs().clamp(2.0 * HAIR, ARROW);
                canvas.polygon(&[(end, top), (end - self.sign * long, middle), (end, bottom)], self.paint);
            }
            (None, None) => {
                let ends = [(start, middle), (start + self.sign * UNKNOWN, middle)];
                canvas.path(&ends, 2.0, edge, Some((4.0, 4.0)));
            }
        }
    }
}
