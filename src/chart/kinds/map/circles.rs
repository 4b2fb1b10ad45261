//! How large the circles of places are, and where they stand.

use std::f64::consts::{PI, TAU};

use rust_decimal::prelude::ToPrimitive;

use crate::chart::layout::boxes::Rect;

/// The radius of the largest circle, as a share of the shorter side of a map, and in pixels.
const LARGEST: f64 = 0.095;
const RADII: (f64, f64) = (12.0, 54.0);
/// The circles cover so much of a map at most.
const COVERED: f64 = 0.14;
/// The smallest that can be seen.
pub(super) const DOT: f64 = 1.5;
/// White space between two circles; where that would move one farther than it is broad, its middle stays so far from the edge of a
/// larger one.
const APART: f64 = 2.5;
const CLEAR: f64 = 3.0;
/// Places are looked for in rings so far apart, in so many directions.
const STEP: f64 = 2.0;
const DIRECTIONS: u32 = 16;
/// From one direction to the next, so that no two of many are alike.
const GOLDEN: f64 = 0.381_966;

/// Pixels for the root of one of what is counted: the area of a circle is its number.
pub(super) fn unit(numbers: &[f64], frame: Rect) -> f64 {
    let (across, down) = (frame.right - frame.left, frame.bottom - frame.top);
    let (largest, all) = (numbers.iter().copied().fold(0.0, f64::max), numbers.iter().sum::<f64>());
    if largest <= 0.0 {
        return 0.0;
    }
    let radius = (across.min(down) * LARGEST).clamp(RADII.0, RADII.1);
    let covering = (across * down * COVERED / PI / all).sqrt();
    (radius / largest.sqrt()).min(covering)
}

/// The radius of a number.
pub(super) fn radius(number: f64, unit: f64) -> f64 {
    if number > 0.0 { (number.sqrt() * unit).max(DOT) } else { DOT }
}

/// Circles, the largest first, moved as little as shows the middle of each beside every one before it, within a frame; `None` where
/// they have no room.
pub(super) fn apart(wanted: &[(f64, f64)], radii: &[f64], frame: Rect) -> Option<Vec<(f64, f64)>> {
    let mut placed: Vec<(f64, f64)> = Vec::with_capacity(wanted.len());
    for (index, (own, radius)) in wanted.iter().zip(radii).enumerate() {
        let is_free = |at: &(f64, f64), gap: f64| {
            let stays = Rect::new(at.0 - radius, at.1 - radius, at.0 + radius, at.1 + radius);
            let clear = |(other, far): (&(f64, f64), &f64)| (at.0 - other.0).hypot(at.1 - other.1) >= far + gap;
            frame.contains(&stays) && placed.iter().zip(radii).all(clear)
        };
        let is_near = |at: &(f64, f64)| (at.0 - own.0).hypot(at.1 - own.1) <= 2.0 * radius;
        let beside = around(*own, index, frame).take_while(is_near).find(|at| is_free(at, radius + APART));
        placed.push(beside.or_else(|| around(*own, index, frame).find(|at| is_free(at, CLEAR)))?);
    }
    Some(placed)
}

/// A place, and those around it, in wider and wider rings, as far as a frame reaches. The rings of two circles are turned against each
/// other, so that those of one place do not stand in lines.
fn around((x, y): (f64, f64), index: usize, frame: Rect) -> impl Iterator<Item = (f64, f64)> {
    let reach = (frame.right - frame.left).hypot(frame.bottom - frame.top);
    let rings = (reach / STEP).to_u32().unwrap_or_default();
    let turned = index.to_f64().unwrap_or_default() * GOLDEN * TAU;
    let ring = move |ring: u32| {
        let far = f64::from(ring) * STEP;
        (0..DIRECTIONS).map(move |step| {
            let angle = turned + f64::from(step) * TAU / f64::from(DIRECTIONS);
            (x + far * angle.cos(), y + far * angle.sin())
        })
    };
    std::iter::once((x, y)).chain((1..rings).flat_map(ring))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect::new(0.0, 0.0, 400.0, 300.0);

    #[test]
    fn four_times_the_number_is_twice_the_radius() {
        let unit = unit(&[100.0, 25.0, 1.0], FRAME);
        assert!((radius(100.0, unit) - 28.5).abs() < 1e-9);
        assert!((radius(25.0, unit) - 14.25).abs() < 1e-9);
        assert!((radius(0.0, unit) - DOT).abs() < 1e-9, "nothing is a dot");
    }

    #[test]
    fn many_circles_leave_the_map_to_be_seen() {
        let numbers = vec![7.0; 400];
        let unit = unit(&numbers, FRAME);
        let covered: f64 = numbers.iter().map(|number| PI * radius(*number, unit).powi(2)).sum();
        assert!(covered <= 400.0 * 300.0 * COVERED * 1.01, "{covered}");
    }

    #[test]
    fn circles_at_one_place_are_both_seen() {
        let at = apart(&[(50.0, 50.0), (50.0, 50.0), (52.0, 50.0), (300.0, 200.0)], &[10.0, 10.0, 4.0, 5.0], FRAME)
            .expect("room");
        for (one, other, least) in [(0, 1, 12.9), (0, 2, 12.9), (1, 2, 12.9)] {
            let far = (at[one].0 - at[other].0).hypot(at[one].1 - at[other].1);
            assert!(far > least, "{one} and {other}: {far}");
        }
        assert_eq!(at[3], (300.0, 200.0), "what is alone stays");
        assert_eq!(apart(&[(5.0, 5.0); 2], &[10.0; 2], Rect::new(0.0, 0.0, 12.0, 12.0)), None);
    }
}
