//! The numbers beside the points of a line, where they are few.

use super::chart::Chart;
use super::marks::rect;
use super::series::all_of;
use crate::chart::layout::boxes::{Placer, Rect};
use crate::chart::layout::measure::{centred, type_of};
use crate::chart::look::shape;
use crate::chart::look::text::Weight;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::fmt::Style;

/// More points than this are not labelled.
pub(super) const FEW: usize = 24;

/// A number stands so far from other points, if it can.
const ALONE: f64 = 9.0;

/// Writes the numbers, where points and lines have taken their places, above or below their points, or beside them, wherever they
/// cover neither a point, a line nor another text; one without such a place is left to the title of its mark.
pub(super) fn numbers(chart: &Chart<'_>, canvas: &Canvas, plot: &Plot, placer: &mut Placer) {
    let points: Vec<_> =
        all_of(&chart.series).map(|(series, point)| (series, point, rect(chart, plot, point))).collect();
    if points.len() > FEW {
        return;
    }
    let size = chart.types.small;
    for (series, point, own) in &points {
        let middle = f64::midpoint(own.left, own.right);
        let is_alone = |rect: &Rect| !points.iter().any(|(.., other)| other != own && other.meets(&rect.grown(ALONE)));
        // Best where it is near to no other point, so that it is not taken for that one's.
        let ways = [(Style::Mark, true), (Style::Tight, true), (Style::Mark, false), (Style::Tight, false)];
        let found = ways.into_iter().find_map(|(style, alone)| {
            let label = shape::label(chart.context, point.cell, style);
            let places = [
                ((middle, own.top - 3.0 - size * 0.24), Anchor::Middle),
                ((middle, own.bottom + 2.0 + size * 0.82), Anchor::Middle),
                ((own.right + 4.0, centred(f64::midpoint(own.top, own.bottom), size)), Anchor::Start),
                ((own.left - 4.0, centred(f64::midpoint(own.top, own.bottom), size)), Anchor::End),
                ((own.right, own.top - 3.0 - size * 0.24), Anchor::End),
                ((own.left, own.top - 3.0 - size * 0.24), Anchor::Start),
                ((own.right, own.bottom + size * 0.82), Anchor::Start),
                ((own.left, own.bottom + size * 0.82), Anchor::End),
            ];
            let candidates = places.map(|(at, anchor)| {
                ((at, anchor, label.clone()), Rect::of_text(&label, at, anchor, size, Weight::Bold))
            });
            placer.place(candidates.into_iter().filter(|(_, rect)| !alone || is_alone(rect)))
        });
        if let Some((at, anchor, label)) = found {
            let look = type_of(size, Weight::Bold, chart.ink(series).lettering());
            canvas.clear_text(at, anchor, look, &label);
        }
    }
}
