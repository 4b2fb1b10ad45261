//! One number as a circle, whose area it is.

use std::f64::consts::TAU;

use super::bar::pale;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Outline, Paint};
use crate::chart::scene::canvas::Canvas;

/// The line around a circle, half of which would make it larger than its number.
const OUTLINE: f64 = 1.5;
/// A number that is open at one end has a broken ring so far around it.
pub(crate) const OPEN: f64 = 4.0;
const BROKEN: (f64, f64) = (3.0, 3.0);
/// A ring that is drawn as a line has so many corners.
const CORNERS: u32 = 48;

/// A circle as a line.
fn ring((x, y): (f64, f64), radius: f64) -> Vec<(f64, f64)> {
    let angle = |step: u32| f64::from(step) * TAU / f64::from(CORNERS);
    (0..=CORNERS).map(|step| (x + radius * angle(step).cos(), y + radius * angle(step).sin())).collect()
}

/// Draws a number by the radii of its ends: full to the lower, pale to the upper, in a broken ring where one is open.
pub(crate) fn draw(canvas: &Canvas, at: (f64, f64), ends: (Option<f64>, Option<f64>), (ink, paint): (Ink, Paint)) {
    let circle = |radius: f64, paint: Paint| {
        let is_in_line = matches!(paint.outline, Outline::Drawn(_));
        let inner = if is_in_line { (radius - OUTLINE / 2.0).max(radius / 2.0) } else { radius };
        canvas.circle(at, inner, paint);
    };
    match ends {
        (Some(min), Some(max)) if min < max => {
            circle(max, pale(ink, paint));
            circle(min, paint);
        }
        (Some(own), _) => circle(own, paint),
        (None, Some(max)) => circle(max, pale(ink, paint)),
        (None, None) => {}
    }
    if ends.0.is_none() || ends.1.is_none() {
        let own = ends.0.or(ends.1).unwrap_or_default();
        canvas.path(&ring(at, own + OPEN), OUTLINE, ink.edge(), Some(BROKEN));
    }
}
