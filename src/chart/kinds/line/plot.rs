//! Numbers by year: a line a series, broken where no figure was found, named at its end.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::layout::events::Events;
use crate::chart::layout::measure::{MARGIN, count, type_of};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::Hue;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::{Scale, middle};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::frame::{Cell, Row, Table};

/// The plot is so high for its width.
const SHAPE: f64 = 0.42;
/// In a low frame it is so high for its width at least.
const FLATTEST: f64 = 0.2;
/// Names of series are broken at this share of the width.
const NAMES: f64 = 0.2;
/// Height of a line of a series' name.
const LINE: f64 = 16.0;
/// Space between the plot and the names at its right.
const GAP: f64 = 14.0;
/// Radius of the sign before a name, in the colour of its points.
const SIGN: f64 = 4.5;
/// Height of the name of the axis above the plot, if it has one line, and of each further one.
const AXIS: f64 = 28.0;
const AXIS_LINE: f64 = 17.0;
/// A label a year on the axis is so wide at least.
const YEAR: f64 = 56.0;
/// So many numbers are written beside their points; more would cover one another.
const FEW: usize = 14;
/// Strokes and gaps of a line that is modelled, and of one that leads to what had not yet arrived.
const MODELLED: (f64, f64) = (2.0, 4.0);
const EARLY: (f64, f64) = (9.0, 6.0);
/// What is written where no series has a figure.
const UNKNOWN: &str = "no figure found";
/// Where colour is lost, lines differ by their strokes.
const DASHES: [Option<(f64, f64)>; 6] =
    [None, Some((9.0, 4.0)), Some((2.0, 3.0)), Some((14.0, 4.0)), Some((5.0, 2.0)), Some((2.0, 7.0))];

/// A series: its numbers by year.
struct Series<'a> {
    key: &'a str,
    name: Vec<String>,
    points: BTreeMap<i32, (&'a Row, &'a Cell)>,
}

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    context: Context<'a>,
    hues: BTreeMap<String, Hue>,
    /// The name of the numbers' axis, in lines.
    axis: Vec<String>,
    series: Vec<Series<'a>>,
    events: Events<'a>,
    years: Scale,
    numbers: Scale,
    /// The numbers' axis and the names of the series stand beside the plot.
    left: f64,
    right: f64,
    width: f64,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let keys: Vec<&str> = whole.series().into_iter().map(|(key, _)| key).collect();
        let named = |(key, own): (&'a str, &'a str)| Series {
            key,
            name: text::wrap(spec.label(key, own), width * NAMES, size::SMALL, Weight::Bold),
            points: points(table, key),
        };
        let series: Vec<Series<'a>> = table.series().into_iter().map(named).collect();
        let numbers = Scale::of(spec.run, whole.ends());
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let regular = |text: &str| text::room(text, size::SMALL, Weight::Regular);
        let ticks = numbers.ticks();
        let gutter = widest(&mut ticks.iter().map(|(_, label)| regular(label)));
        let lines = series.iter().flat_map(|series| &series.name);
        let names = widest(&mut lines.map(|line| text::room(line, size::SMALL, Weight::Bold)));
        let left = MARGIN + gutter + 8.0;
        let right = width - MARGIN - if names > 0.0 { names + GAP + 2.0 * SIGN + 6.0 } else { 12.0 };
        let known = || series.iter().flat_map(|series| series.points.keys().copied());
        let (first, last) = (known().min().unwrap_or_default(), known().max().unwrap_or_default());
        let steps = ((right - left) / YEAR).floor();
        let years = Scale::years(f64::from(first) - 0.5, f64::from(last) + 0.5, steps);
        let x_of = |year: f64| left + years.share(year) * (right - left);
        // A point stands for its whole year, in the middle of it; so does the start of a year for an event.
        let is_within = |x: f64| x >= left && x <= right;
        let within = table.dates.iter().filter(|dated| {
            let start = dated.period.start.or(dated.period.end);
            start.is_some_and(|date| is_within(x_of(middle(date) - 0.5)))
        });
        let events = Events::new(spec, within, &|moment| x_of(moment - 0.5), (left, width - MARGIN));
        let axis = text::wrap(&axis_name(spec), width - 2.0 * MARGIN, size::SMALL, Weight::Regular);
        Self { spec, context, hues: spec.hues(&keys), axis, series, events, years, numbers, left, right, width }
    }

    fn ink(&self, series: &Series<'_>) -> Ink {
        self.hues.get(series.key).map_or(Ink::TEXT, |hue| Ink::hue(*hue))
    }

    /// What stands above the plot: the name of the axis and the events.
    fn above(&self) -> f64 {
        AXIS + AXIS_LINE * count(self.axis.len().saturating_sub(1)) + self.events.height()
    }

    /// How large a point is: smaller where years stand close.
    fn radius(&self) -> f64 {
        let year = (self.years.share(1.0) - self.years.share(0.0)) * (self.right - self.left);
        (year * 0.3).clamp(2.5, 5.0)
    }

    /// The line from point to point, where both are single numbers of years that follow each other, and the band where
    /// one of them is an interval.
    fn line(&self, canvas: &Canvas, plot: &Plot<Scale>, series: &Series<'_>, index: usize) {
        let ink = self.ink(series);
        let edge = ink.edge();
        let own = if self.context.look.theme.outlined { DASHES[index % DASHES.len()] } else { None };
        let neighbours = series.points.iter().zip(series.points.iter().skip(1));
        for ((year, (_, from)), (next, (_, to))) in neighbours.filter(|((year, _), (next, _))| **next == **year + 1) {
            let (x, next_x) = (plot.x(f64::from(*year)), plot.x(f64::from(*next)));
            if let (Some(from), Some(to)) = (from.interval.as_point(), to.interval.as_point()) {
                let any = |is: &dyn Fn(&Cell) -> bool| is(series.points[year].1) || is(series.points[next].1);
                let dash = match any(&|cell| cell.modelled) {
                    true => Some(MODELLED),
                    false if any(&|cell| shape::is_early(self.context.dataset, cell)) => Some(EARLY),
                    false => own,
                };
                canvas.path(&[(x, y(plot, from)), (next_x, y(plot, to))], 2.5, edge, dash);
            } else if let (Some((low, high)), Some((next_low, next_high))) = (closed(from), closed(to)) {
                let corners = [(x, low), (next_x, next_low), (next_x, next_high), (x, high)];
                let corners = corners.map(|(x, number)| (x, y(plot, number)));
                canvas.polygon(&corners, Paint::solid(ink.pale(75)));
            }
        }
    }

    /// The point of a year, or the span of it where the number is an interval.
    fn point(&self, canvas: &Canvas, plot: &Plot<Scale>, x: f64, cell: &Cell, ink: Ink) {
        let (radius, edge) = (self.radius(), ink.edge());
        let paint = shape::cell_paint(self.context, cell, ink);
        match (cell.interval.min, cell.interval.max) {
            (Some(min), Some(max)) if min != max => {
                let (low, high) = (y(plot, min), y(plot, max));
                canvas.line((x, low), (x, high), 2.5, edge);
                for end in [low, high] {
                    canvas.line((x - radius, end), (x + radius, end), 2.5, edge);
                }
            }
            (Some(low), None) => {
                let low = y(plot, low);
                canvas.line((x - radius, low), (x + radius, low), 2.5, edge);
                canvas.line((x, low), (x, low - shape::ARROW + 5.0), 2.0, edge);
                let tip = low - shape::ARROW - 1.0;
                canvas.polygon(&[(x - radius, tip + 7.0), (x, tip), (x + radius, tip + 7.0)], paint);
            }
            (None, Some(high)) => {
                let high = y(plot, high);
                canvas.line((x - radius, high), (x + radius, high), 2.5, edge);
                canvas.line((x, high), (x, high + shape::ARROW - 5.0), 2.0, edge);
                let tip = high + shape::ARROW + 1.0;
                canvas.polygon(&[(x - radius, tip - 7.0), (x, tip), (x + radius, tip - 7.0)], paint);
            }
            (Some(number), _) if shape::is_early(self.context.dataset, cell) && !cell.modelled => {
                let (y, half) = (y(plot, number), radius * 0.9);
                canvas.rect((x - half, y - half), (x + half, y + half), paint);
            }
            (Some(number), _) => canvas.circle((x, y(plot, number)), radius, paint),
            (None, None) => {}
        }
    }

    fn series(&self, canvas: &Canvas, plot: &Plot<Scale>, series: &Series<'_>) {
        for (year, (row, cell)) in &series.points {
            let tag = Tag::new(self.context, self.spec, row, cell);
            canvas.mark(tag.mark(), || {
                let ink = shape::ink(&self.hues, cell, series.key);
                self.point(canvas, plot, plot.x(f64::from(*year)), cell, ink);
            });
        }
    }

    /// Years of which no series has a figure, named where there is room for it; the places of these names, as left, top, right
    /// and bottom.
    fn unknown(&self, canvas: &Canvas, plot: &Plot<Scale>, bottom: f64) -> Vec<[f64; 4]> {
        let mut places = Vec::new();
        let years = self.series.iter().flat_map(|series| series.points.keys().copied());
        let years: Vec<i32> = years.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        for pair in years.windows(2).filter(|pair| pair[1] > pair[0] + 1) {
            let (from, to) = (plot.x(f64::from(pair[0])), plot.x(f64::from(pair[1])));
            let wide = text::room(UNKNOWN, size::SMALL, Weight::Regular);
            if to - from > wide + 4.0 * self.radius() {
                let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
                let centre = f64::midpoint(from, to);
                canvas.clear_text((centre, bottom - 8.0), Anchor::Middle, look, UNKNOWN);
                places.push([centre - wide / 2.0, bottom - 20.0, centre + wide / 2.0, bottom - 4.0]);
            }
        }
        places
    }

    /// The numbers beside their points, where they are few: above or below, wherever they cover neither a point nor another
    /// number, nor what is written already; one without such a place is left to the mark's title.
    fn numbers(&self, canvas: &Canvas, plot: &Plot<Scale>, written: Vec<[f64; 4]>) {
        let radius = self.radius() + 2.0;
        let all = || self.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)));
        // Left, top, right, bottom.
        let mut taken: Vec<[f64; 4]> = Vec::new();
        for (_, (year, (_, cell))) in all() {
            let x = plot.x(f64::from(*year));
            let ends = [cell.interval.min, cell.interval.max].into_iter().flatten().map(|end| y(plot, end));
            let arrow = shape::arrow(cell);
            let below = if cell.interval.min.is_none() { shape::ARROW } else { 0.0 };
            let (top, bottom) = ends.fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
            taken.push([x - radius, top - radius - arrow, x + radius, bottom + radius + below]);
        }
        let points = taken.clone();
        taken.extend(written);
        for ((series, (year, (_, cell))), own) in all().zip(points) {
            let label = shape::value_label(self.context, cell);
            let half = text::room(&label, size::SMALL, Weight::Bold) / 2.0;
            let x = plot.x(f64::from(*year)).clamp(self.left + half, (self.right - half).max(self.left + half));
            let places = [own[1] - 3.0, own[3] + 13.0];
            let box_at = |baseline: f64| [x - half - 2.0, baseline - 12.0, x + half + 2.0, baseline + 3.0];
            let is_free = |place: &[f64; 4]| {
                let meets =
                    |it: &[f64; 4]| it[0] < place[2] && place[0] < it[2] && it[1] < place[3] && place[1] < it[3];
                place[3] <= plot.y(self.numbers.start()) && !taken.iter().any(meets)
            };
            let Some(baseline) = places.into_iter().find(|baseline| is_free(&box_at(*baseline))) else { continue };
            taken.push(box_at(baseline));
            let look = type_of(size::SMALL, Weight::Bold, self.ink(series).lettering());
            canvas.clear_text((x, baseline), Anchor::Middle, look, &label);
        }
    }

    /// Whether a series ends so early that its name fits behind its last point, clear of the points of all series.
    fn has_room(
        &self,
        plot: &Plot<Scale>,
        series: &Series<'_>,
        (x, middle): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> bool {
        let wide = series.name.iter().map(|line| text::room(line, size::SMALL, Weight::Bold)).fold(0.0, f64::max);
        let half = count(series.name.len()) * LINE / 2.0 + self.radius();
        let end = x + self.radius() + 7.0 + wide;
        // A line between two points can cross where neither of them lies, so some space more is kept.
        let space = 3.0 * self.radius();
        let is_near = |(year, (_, cell)): (&i32, &(&Row, &Cell))| {
            let (at, from) = (plot.x(f64::from(*year)), y(plot, cell.interval.reach()));
            at > x + 1.0 && at < end + space && (from - middle).abs() < half + space
        };
        let all = self.series.iter().flat_map(|series| series.points.iter());
        let is_inside = middle - half > top && middle + half < bottom;
        is_inside && end + GAP < self.right && !all.into_iter().any(is_near)
    }

    /// The names of the series at the right, pushed apart where they would cover one another, each joined to its end.
    fn names(&self, canvas: &Canvas, plot: &Plot<Scale>, (top, bottom): (f64, f64)) {
        let ends = self.series.iter().filter(|series| !series.name.is_empty()).filter_map(|series| {
            let (year, (_, cell)) = series.points.last_key_value()?;
            Some((series, (plot.x(f64::from(*year)), y(plot, cell.interval.reach()))))
        });
        // A series that ends early is named at its end, if its name has room there.
        let (early, ends): (Vec<_>, Vec<_>) =
            ends.partition(|(series, end)| self.has_room(plot, series, *end, (top, bottom)));
        for (series, (x, y)) in early {
            let mut baseline = y - count(series.name.len()) * LINE / 2.0 - 4.0;
            for line in &series.name {
                baseline += LINE;
                let look = type_of(size::SMALL, Weight::Bold, self.ink(series).lettering());
                canvas.clear_text((x + self.radius() + 7.0, baseline), Anchor::Start, look, line);
            }
        }
        let mut ends = ends;
        ends.sort_by(|(_, left), (_, right)| left.1.total_cmp(&right.1));
        let heights: Vec<f64> = ends.iter().map(|(series, _)| count(series.name.len()) * LINE + 4.0).collect();
        let wanted: Vec<f64> = ends.iter().map(|(_, (_, y))| *y).collect();
        for (((series, (x, y)), height), middle) in ends.iter().zip(&heights).zip(apart(&wanted, &heights, top, bottom))
        {
            let ink = self.ink(series).lettering();
            let start = self.right + GAP;
            if (middle - y).abs() > LINE / 2.0 || self.right - x > GAP {
                let edge = Ink::LEADER;
                let bend = [(x + self.radius() + 2.0, *y), (self.right + 2.0, *y), (start - 4.0, middle)];
                canvas.path(&bend, 1.0, edge, None);
            }
            let own = self.ink(series);
            let sign = shape::paint(own, false, false);
            canvas.circle((start + SIGN, middle), SIGN, sign);
            let start = start + 2.0 * SIGN + 6.0;
            let mut baseline = middle - (height - 4.0) / 2.0 - 4.0;
            for line in &series.name {
                baseline += LINE;
                let look = type_of(size::SMALL, Weight::Bold, ink);
                canvas.text((start, baseline), Anchor::Start, look, line);
            }
        }
    }
}

impl Body for Chart<'_> {
    /// The name of the axis stands above it, for it runs upwards.
    fn axis(&self) -> String {
        String::new()
    }

    fn height(&self) -> f64 {
        self.above() + (self.width * SHAPE).round()
    }

    fn least(&self) -> f64 {
        self.above() + (self.width * FLATTEST).round()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
        for (index, line) in self.axis.iter().enumerate() {
            canvas.text((area.left, area.top + 10.0 + AXIS_LINE * count(index)), Anchor::Start, look, line);
        }
        let (top, bottom) = (area.top + self.above(), area.bottom);
        let plot = canvas.plane((self.left, top), (self.right, bottom), self.years.clone(), self.numbers.clone());
        for (number, label) in self.numbers.ticks() {
            let y = plot.y(number);
            canvas.line((self.left, y), (self.right, y), 1.0, Ink::GRID);
            canvas.text((self.left - 8.0, y + 4.5), Anchor::End, look, &label);
        }
        // Zero is the line that numbers grow from, if it is in the plot.
        let zero = if self.numbers.start() < 0.0 { plot.y(0.0) } else { bottom };
        canvas.line((self.left, zero), (self.right, zero), 1.25, Ink::AXIS);
        let written = self.unknown(canvas, &plot, bottom);
        for (year, label) in self.years.ticks() {
            let x = plot.x(year);
            canvas.line((x, bottom), (x, bottom + 4.0), 1.0, Ink::AXIS);
            canvas.text((x, bottom + 18.0), Anchor::Middle, look, &label);
        }
        self.events.draw(canvas, (top, bottom));
        for (index, series) in self.series.iter().enumerate() {
            self.line(canvas, &plot, series, index);
        }
        let cells: usize = self.series.iter().map(|series| series.points.len()).sum();
        if cells <= FEW {
            self.numbers(canvas, &plot, written);
        }
        for series in &self.series {
            self.series(canvas, &plot, series);
        }
        self.names(canvas, &plot, (top, bottom));
    }
}

/// The numbers of a series by year.
fn points<'a>(table: &'a Table, key: &str) -> BTreeMap<i32, (&'a Row, &'a Cell)> {
    let of_row = |row: &'a Row| {
        let cell = row.cells.iter().find(|cell| cell.series == key)?;
        Some((row.key.parse().ok()?, (row, cell)))
    };
    table.rows.iter().filter_map(of_row).collect()
}

/// The place of a number from the top.
fn y(plot: &Plot<Scale>, number: Decimal) -> f64 {
    plot.y(number.to_f64().unwrap_or_default())
}

/// Both ends of a number.
fn closed(cell: &Cell) -> Option<(Decimal, Decimal)> {
    cell.interval.min.zip(cell.interval.max)
}

/// Middles of boxes that want to stand at some heights, moved as little as keeps them apart and between two limits.
/// They come sorted.
fn apart(wanted: &[f64], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut middles = wanted.to_vec();
    let mut free = top;
    for (middle, height) in middles.iter_mut().zip(heights) {
        *middle = middle.max(free + height / 2.0);
        free = *middle + height / 2.0;
    }
    let mut free = bottom;
    for (middle, height) in middles.iter_mut().zip(heights).rev() {
        *middle = middle.min(free - height / 2.0);
        free = *middle - height / 2.0;
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_pushed_apart_and_stay_inside() {
        assert_eq!(apart(&[10.0, 50.0], &[20.0, 20.0], 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(apart(&[10.0, 12.0, 14.0], &[20.0; 3], 0.0, 100.0), [10.0, 30.0, 50.0]);
        assert_eq!(apart(&[95.0, 96.0], &[20.0; 2], 0.0, 100.0), [70.0, 90.0]);
    }
}
