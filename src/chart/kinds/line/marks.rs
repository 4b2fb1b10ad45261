//! What is drawn of a series: its points, each a mark, and the line between those that one work gives for times that follow each other.

use rust_decimal::Decimal;

use super::chart::Chart;
use super::series::{Point, Series, follows, share_a_work};
use crate::chart::layout::boxes::{Placer, Rect};
use crate::chart::layout::sign::Sign;
use crate::chart::layout::tag::Tag;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape::{self, float};
use crate::chart::scene::canvas::{Canvas, Plot};
use crate::frame::Cell;

/// Strokes and gaps of a line that is modelled, and of one that leads to what had not yet arrived.
const MODELLED: (f64, f64) = (2.0, 4.0);
const EARLY: (f64, f64) = (9.0, 6.0);
/// Where colour is lost, lines differ by their strokes.
const DASHES: [Option<(f64, f64)>; 6] =
    [None, Some((9.0, 4.0)), Some((2.0, 3.0)), Some((14.0, 4.0)), Some((5.0, 2.0)), Some((2.0, 7.0))];

/// The strokes of a series where colour is lost.
pub(super) fn dash(chart: &Chart<'_>, index: usize) -> Option<(f64, f64)> {
    if chart.context.look.theme.outlined { DASHES[index % DASHES.len()] } else { None }
}

/// Whether a line is drawn from a point to the next.
pub(super) fn are_joined(from: &Point<'_>, to: &Point<'_>) -> bool {
    follows(from.date, to.date) && share_a_work(from.cell, to.cell)
}

/// The line from point to point, where both are single numbers, and the band where one of them is an interval.
pub(super) fn line(
    chart: &Chart<'_>,
    canvas: &Canvas,
    plot: &Plot,
    (index, series): (usize, &Series<'_>),
    placer: &mut Placer,
) {
    let ink = chart.ink(series);
    let edge = ink.edge();
    let own = dash(chart, index);
    for pair in series.points.windows(2) {
        let [from, to] = pair else { continue };
        if !are_joined(from, to) {
            continue;
        }
        let (x, next) = (plot.x(from.at), plot.x(to.at));
        let (first, second) = (from.cell.interval, to.cell.interval);
        if let (Some(low), Some(high)) = (first.as_point(), second.as_point()) {
            let any = |is: &dyn Fn(&Cell) -> bool| is(from.cell) || is(to.cell);
            let dash = match any(&|cell| cell.is_modelled()) {
                true => Some(MODELLED),
                false if any(&|cell| shape::is_early(chart.context.dataset, cell)) => Some(EARLY),
                false => own,
            };
            let ends = [(x, plot.y(float(low))), (next, plot.y(float(high)))];
            canvas.path(&ends, 2.5, edge, dash);
            placer.keep_clear(ends);
        } else if let (Some((low, high)), Some((next_low, next_high))) =
            (first.min.zip(first.max), second.min.zip(second.max))
        {
            let corners = [(x, low), (next, next_low), (next, next_high), (x, high)];
            let corners = corners.map(|(x, number)| (x, plot.y(float(number))));
            canvas.polygon(&corners, Paint::solid(ink.pale(75)));
        }
    }
}

/// The box of a point with its arrow.
pub(super) fn rect(chart: &Chart<'_>, plot: &Plot, point: &Point<'_>) -> Rect {
    let radius = chart.radius() + 1.0;
    let x = plot.x(point.at);
    let interval = &point.cell.interval;
    let ends = [interval.min, interval.max].into_iter().flatten().map(|end| plot.y(float(end)));
    let (top, bottom) = ends.fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
    let above = if interval.max.is_none() { shape::ARROW } else { 0.0 };
    let below = if interval.min.is_none() { shape::ARROW } else { 0.0 };
    Rect::new(x - radius, top - radius - above, x + radius, bottom + radius + below)
}

/// The points of a series, each a mark.
pub(super) fn points(chart: &Chart<'_>, canvas: &Canvas, plot: &Plot, (index, series): (usize, &Series<'_>)) {
    for point in &series.points {
        let tag = Tag::new(chart.context, chart.spec, point.row, point.cell);
        let ink = shape::ink(&chart.hues, point.cell, series.key);
        canvas.mark(tag.mark(), || draw(chart, canvas, plot, point, (ink, chart.sign(index))));
    }
}

/// The point of a date, or the span of it where the number is an interval.
fn draw(chart: &Chart<'_>, canvas: &Canvas, plot: &Plot, point: &Point<'_>, (ink, sign): (Ink, Sign)) {
    let (radius, edge) = (chart.radius(), ink.edge());
    let cell = point.cell;
    let x = plot.x(point.at);
    let paint = shape::cell_paint(chart.context, cell, ink);
    let place = |end: Decimal| plot.y(float(end));
    match (cell.interval.min.map(place), cell.interval.max.map(place)) {
        (Some(low), Some(high)) if cell.interval.min != cell.interval.max => {
            canvas.line((x, low), (x, high), 2.5, edge);
            for end in [low, high] {
                canvas.line((x - radius, end), (x + radius, end), 2.5, edge);
            }
        }
        (Some(low), None) => {
            match sign {
                Sign::Circle => canvas.line((x - radius, low), (x + radius, low), 2.5, edge),
                // Where colour is lost, whose the arrow is.
                _ => sign.draw(canvas, (x, low), radius, paint),
            }
            canvas.line((x, low), (x, low - shape::ARROW + 5.0), 2.0, edge);
            let tip = low - shape::ARROW - 1.0;
            canvas.polygon(&[(x - radius, tip + 7.0), (x, tip), (x + radius, tip + 7.0)], paint);
        }
        (None, Some(high)) => {
            canvas.line((x - radius, high), (x + radius, high), 2.5, edge);
            // The arrow points towards less, but not out of the plot.
            let tip = (high + shape::ARROW + 1.0).min(plot.bottom());
            if tip > high + 2.0 {
                canvas.line((x, high), (x, (tip - 6.0).max(high)), 2.0, edge);
                canvas.polygon(
                    &[(x - radius, (tip - 7.0).max(high)), (x, tip), (x + radius, (tip - 7.0).max(high))],
                    paint,
                );
            }
        }
        (Some(y), _) => {
            // Among circles, what had not arrived is a square, so that hatching is not the only difference.
            let is_early = shape::is_early(chart.context.dataset, cell) && !cell.is_modelled();
            let sign = if is_early && sign == Sign::Circle { Sign::Square } else { sign };
            sign.draw(canvas, (x, y), radius, paint);
        }
        (None, None) => {}
    }
}
