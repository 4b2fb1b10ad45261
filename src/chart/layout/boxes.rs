//! Boxes, and the one placer of labels: it knows what is taken and finds the first place that is free.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas, Type};

/// A box in pixels of the layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// How far letters reach above and below their baseline, as shares of their size.
const ASCENT: f64 = 0.82;
const DESCENT: f64 = 0.24;

impl Rect {
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The box of a line of text on its baseline.
    pub(crate) fn of_text(text: &str, (x, y): (f64, f64), anchor: Anchor, size: f64, weight: Weight) -> Self {
        let wide = text::room(text, size, weight);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        Self::new(left, y - ASCENT * size, left + wide, y + DESCENT * size)
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(crate) fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// The same with white space around it.
    pub(crate) fn grown(&self, by: f64) -> Self {
        Self::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }
}

/// Writes a text on a patch of paper, which cuts every line behind it clean.
pub(crate) fn on_paper(canvas: &Canvas, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
    let patch = Rect::of_text(text, at, anchor, look.size, look.weight);
    canvas.rect((patch.left - 2.0, patch.top), (patch.right + 2.0, patch.bottom), Paint::solid(Ink::PAPER));
    canvas.text(at, anchor, look, text);
}

/// A line is kept clear in boxes so far apart.
const STEP: f64 = 4.0;

/// The boxes that a line crosses.
fn along([(x, y), (next, other)]: [(f64, f64); 2]) -> impl Iterator<Item = Rect> {
    let long = (next - x).hypot(other - y);
    let steps = (long / STEP).ceil().to_u32().unwrap_or_default();
    (0..steps).map(move |step| {
        let share = f64::from(step) * STEP / long;
        let (at, high) = (x + (next - x) * share, y + (other - y) * share);
        Rect::new(at - 2.0, high - 2.0, at + 2.0, high + 2.0)
    })
}

/// What is taken of a plot.
pub(crate) struct Placer {
    within: Rect,
    taken: Vec<Rect>,
}

impl Placer {
    pub(crate) fn new(within: Rect) -> Self {
        Self { within, taken: Vec::new() }
    }

    /// Takes a place for something that is there in any case.
    pub(crate) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Takes the places that a line crosses.
    pub(crate) fn keep_clear(&mut self, ends: [(f64, f64); 2]) {
        self.taken.extend(along(ends));
    }

    /// Whether a line crosses nothing.
    pub(crate) fn is_clear(&self, ends: [(f64, f64); 2]) -> bool {
        !along(ends).any(|rect| self.taken.iter().any(|taken| taken.meets(&rect)))
    }

    pub(crate) fn is_free(&self, rect: &Rect) -> bool {
        self.within.contains(rect) && !self.taken.iter().any(|taken| taken.meets(rect))
    }

    /// The first of some places that is free, which is taken thereby; none if all are taken.
    pub(crate) fn place<T>(&mut self, candidates: impl IntoIterator<Item = (T, Rect)>) -> Option<T> {
        let (found, rect) = candidates.into_iter().find(|(_, rect)| self.is_free(rect))?;
        self.take(rect);
        Some(found)
    }
}

/// Middles of boxes that want to stand at some places of a line, moved as little as keeps them apart and between two limits.
/// They come sorted. `None` where they have no room together.
pub(crate) fn apart(wanted: &[f64], lengths: &[f64], from: f64, to: f64) -> Option<Vec<f64>> {
    if lengths.iter().sum::<f64>() > to - from {
        return None;
    }
    let mut middles = wanted.to_vec();
    let mut free = from;
    for (middle, length) in middles.iter_mut().zip(lengths) {
        *middle = middle.max(free + length / 2.0);
        free = *middle + length / 2.0;
    }
    let mut free = to;
    for (middle, length) in middles.iter_mut().zip(lengths).rev() {
        *middle = middle.min(free - length / 2.0);
        free = *middle - length / 2.0;
    }
    Some(middles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_pushed_apart_and_stay_inside() {
        let of = |wanted: &[f64], lengths: &[f64]| apart(wanted, lengths, 0.0, 100.0);
        assert_eq!(of(&[10.0, 50.0], &[20.0, 20.0]), Some(vec![10.0, 50.0]));
        assert_eq!(of(&[10.0, 12.0, 14.0], &[20.0; 3]), Some(vec![10.0, 30.0, 50.0]));
        assert_eq!(of(&[95.0, 96.0], &[20.0; 2]), Some(vec![70.0, 90.0]));
        assert_eq!(of(&[95.0, 96.0], &[60.0; 2]), None);
    }

    #[test]
    fn the_first_free_place_is_taken_once() {
        let mut placer = Placer::new(Rect::new(0.0, 0.0, 100.0, 100.0));
        placer.take(Rect::new(0.0, 0.0, 50.0, 50.0));
        let places =
            |x: f64| [("covered", Rect::new(40.0, 40.0, 60.0, 60.0)), ("free", Rect::new(x, 60.0, x + 20.0, 80.0))];
        assert_eq!(placer.place(places(70.0)), Some("free"));
        assert_eq!(placer.place(places(75.0)), None, "taken by the first");
        assert_eq!(placer.place(places(85.0)), None, "it would leave the plot");
    }
}
