//! A span of time as a line: full where it is known to last, pale where it may have begun or ended, dashed where nobody says.

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::scale::moment;
use crate::chart::scene::canvas::{Canvas, Plot};
use crate::model::Period;

/// How thick a line is.
const THICK: f64 = 5.0;
/// Half the height of the cap of an end of which the day is known.
const CAP: f64 = 6.0;
/// The radius of the point of a span that is short on the canvas, or within one date.
pub(super) const POINT: f64 = 5.5;
/// An end that is not known trails off over so many pixels.
pub(super) const TRAIL: f64 = 34.0;
/// The share of paper in a line where it is not known to last, in percent.
const SOFT: u8 = 55;

/// The first moment that a period can have.
pub(super) fn start(period: Period) -> Option<f64> {
    period.start.map(|date| moment(date, false))
}

/// The moment after the last that it can have.
pub(super) fn end(period: Period) -> Option<f64> {
    period.end.map(|date| moment(date, true))
}

/// The pixels of a span.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Where it can have begun, at the earliest and at the latest; not known if there is none.
    start: Option<(f64, f64)>,
    end: Option<(f64, f64)>,
    /// Start and end are one date.
    is_one_date: bool,
    left: f64,
}

impl Span {
    pub(super) fn new(plot: &Plot, period: Period, (left, right): (f64, f64)) -> Self {
        let of = |date| (plot.x(moment(date, false)).clamp(left, right), plot.x(moment(date, true)).clamp(left, right));
        let is_one_date = period.start.is_some() && period.start == period.end;
        Self { start: period.start.map(of), end: period.end.map(of), is_one_date, left }
    }

    /// Whether it is drawn as a point: within one date, or short on the canvas.
    pub(super) fn is_point(&self) -> bool {
        let is_short = |(start, end): ((f64, f64), (f64, f64))| self.is_one_date || end.1 - start.0 < 2.0 * POINT;
        self.start.zip(self.end).is_some_and(is_short)
    }

    /// The pixels between which it is drawn.
    pub(super) fn ends(&self) -> (f64, f64) {
        let (low, high) = match (self.start, self.end) {
            (Some(start), Some(end)) => (start.0, end.1.max(start.0)),
            (Some(start), None) => (start.0, start.0 + TRAIL),
            (None, Some(end)) => (end.1 - TRAIL, end.1),
            (None, None) => (self.left, self.left),
        };
        let middle = f64::midpoint(low, high);
        (low.min(middle - POINT), high.max(middle + POINT))
    }
}

/// Draws a span at a height. A date within which all took place is a point in the paint of its number; on a longer span the
/// paint is that of a bead in its middle.
pub(super) fn draw(canvas: &Canvas, span: &Span, y: f64, (ink, paint): (Ink, Paint)) {
    let edge = ink.edge();
    let soft = ink.pale(SOFT);
    let line = |from: f64, to: f64, ink: Ink| {
        if to > from {
            canvas.line((from, y), (to, y), THICK, ink);
        }
    };
    let cap = |x: f64| canvas.line((x, y - CAP), (x, y + CAP), 2.0, edge);
    let trail = |from: f64, to: f64| canvas.path(&[(from, y), (to, y)], 2.5, edge, Some((4.0, 4.0)));
    // A date that is known to the day, as far as pixels tell.
    let is_sharp = |(from, to): (f64, f64)| to - from < 3.0;
    match (span.start, span.end) {
        (Some(start), Some(end)) if span.is_point() => line(start.0, end.1, soft),
        (Some(start), Some(end)) => {
            // From the last moment at which it can have begun to the first at which it can have ended.
            let (from, to) = (start.1.min(end.1), end.0.max(start.0));
            line(start.0, from, soft);
            line(from.max(to), end.1, soft);
            line(from, to, edge);
            if is_sharp(start) {
                cap(start.0);
            }
            if is_sharp(end) {
                cap(end.1);
            }
        }
        (Some(start), None) => {
            cap(start.0);
            trail(start.0 + 3.0, start.0 + TRAIL);
        }
        (None, Some(end)) => {
            cap(end.1);
            trail(end.1 - TRAIL, end.1 - 3.0);
        }
        (None, None) => {}
    }
    let (low, high) = span.ends();
    canvas.circle((f64::midpoint(low, high), y), POINT, paint);
}
