//! How lines are laid out: time to the right, numbers upwards, events above, each series named at its end or in the key.

use super::chart::{COLUMN, Chart};
use super::ends::{End, Names};
use super::series::{Series, gaps, series_of};
use super::{labels, marks};
use crate::chart::layout::axis::{BELOW, shown};
use crate::chart::layout::boxes::{Placer, Rect};
use crate::chart::layout::events::Events;
use crate::chart::layout::key::Entry;
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::{Ends, Precision, Scale, Tick, moment};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Run, Spec};
use crate::fmt::Style;

/// The plot is so high for its width; on a telephone, which is upright, higher.
const SHAPE: f64 = 0.42;
const UPRIGHT: f64 = 0.72;
/// In a low frame it is so high at least, in pixels and for its width.
const LOWEST: f64 = 110.0;
const FLATTEST: f64 = 0.22;
/// A label a year on the axis is so wide at least.
const YEAR: f64 = 52.0;
/// White space between two ticks' labels upwards.
const APART: f64 = 6.0;

/// Lays out a chart of lines for a width.
pub(super) fn lay_out<'a>(
    spec: &'a Spec,
    Part { table, whole, .. }: Part<'a>,
    context: Context<'a>,
    width: f64,
) -> Chart<'a> {
    let (types, margin) = (context.look.size.types(), context.look.size.margin());
    let keys: Vec<&str> = whole.series().into_iter().map(|(key, _)| key).collect();
    let series = series_of(spec, table);
    // A power that no number reaches is empty height.
    let ends = if spec.run() == Run::Log { Ends::Number } else { Ends::Tick };
    let numbers = Scale::of(spec.run(), whole.ends(), ends);
    let gutter = |style| {
        let wide = |(_, label): &(f64, String)| text::room(label, types.small, Weight::Regular);
        numbers.ticks_in(style, context.tongue()).iter().map(wide).fold(0.0, f64::max)
    };
    let is_tight = width < COLUMN || gutter(Style::Mark) > width * 0.16;
    let style = if is_tight { Style::Tight } else { Style::Mark };
    let left = margin + gutter(style) + 8.0;
    let names = Names::new(&series, types, width, (width >= COLUMN, context.look.theme.outlined));
    let right = width - margin - names.gutter();
    let known: Vec<f64> = series.iter().flat_map(|series| series.points.iter().map(|point| point.at)).collect();
    let dates = || series.iter().flat_map(|series| series.points.iter().map(|point| point.date));
    let first = dates().map(|date| moment(date, false)).fold(f64::MAX, f64::min);
    let last = dates().map(|date| moment(date, true)).fold(f64::MIN, f64::max);
    let (first, last) = if first > last { (0.0, 1.0) } else { (first, last) };
    let steps = ((right - left) / YEAR).floor();
    let years = Scale::time(first, last, steps, Tick::Middle, Precision::of(dates()));
    let x_of = |moment: f64| left + years.share(moment) * (right - left);
    let events = Events::new(spec, table.dates.iter(), &x_of, ((left, right), (left, width - margin)), context);
    let axis = text::wrap(&axis_name(spec, whole, context), width - 2.0 * margin, types.small, Weight::Regular);
    let hues = spec.hues(&keys);
    let gaps = gaps(&series, known);
    Chart { spec, context, types, hues, axis, series, events, names, gaps, years, numbers, style, left, right, width }
}

impl Chart<'_> {
    /// Shades the time of which no series has a figure.
    fn shade(&self, canvas: &Canvas, plot: &Plot, (top, bottom): (f64, f64)) {
        for (from, to) in &self.gaps {
            canvas.rect((plot.x(*from), top), (plot.x(*to), bottom), Paint::solid(shade()));
        }
    }

    /// Says in every such time that has room for it what it is.
    fn name_gaps(&self, canvas: &Canvas, plot: &Plot, bottom: f64, placer: &mut Placer) {
        for (from, to) in &self.gaps {
            let (from, to) = (plot.x(*from), plot.x(*to));
            if self.has_room(from, to) {
                let size = self.types.small;
                // At the foot, or as much higher as keeps it clear of a line that leads through.
                let heights = [8.0, 30.0, 52.0, 74.0].map(|up| (f64::midpoint(from, to), bottom - up));
                let unknown = self.unknown();
                let of = |at| (at, Rect::of_text(&unknown, at, Anchor::Middle, size, Weight::Regular));
                let at = placer.place(heights.map(of)).unwrap_or(heights[0]);
                canvas.clear_text(at, Anchor::Middle, type_of(size, Weight::Regular, Ink::MUTED), &unknown);
            }
        }
    }

    /// The grid of the numbers with their labels to the left.
    fn grid(&self, canvas: &Canvas, plot: &Plot) {
        let ticks = self.numbers.ticks_in(self.style, self.context.tongue());
        let touch = |step: usize| {
            let places: Vec<f64> = ticks.iter().step_by(step).map(|(number, _)| plot.y(*number)).collect();
            places.windows(2).any(|pair| pair[0] - pair[1] < self.types.small + APART)
        };
        let step = (1..ticks.len()).find(|step| !touch(*step)).unwrap_or_else(|| ticks.len().saturating_sub(1).max(1));
        let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
        for (number, label) in ticks.iter().step_by(step) {
            let y = plot.y(*number);
            canvas.line((self.left, y), (self.right, y), 1.0, Ink::GRID);
            canvas.text((self.left - 8.0, y + 4.5), Anchor::End, look, label);
        }
    }
}

/// The ink of the ground where nothing is known.
fn shade() -> Ink {
    Ink::GRID.pale(25)
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        let mut key = Vec::new();
        if !self.names.are_drawn() && self.series.len() > 1 {
            let entry = |(index, series): (usize, &Series<'_>)| {
                let paint = shape::paint(self.ink(series), false, false);
                Entry { sign: Some(self.sign(index)), ..Entry::plain(paint, &series.name) }
            };
            key.extend(self.series.iter().enumerate().map(entry));
        }
        if self.has_nameless_gap() {
            key.push(Entry::plain(Paint::solid(shade()), &self.unknown()));
        }
        key
    }

    /// The name of the axis stands above it, for it runs upwards.
    fn axis(&self) -> String {
        String::new()
    }

    fn height(&self) -> f64 {
        let shape = if self.width < COLUMN { UPRIGHT } else { SHAPE };
        self.above() + (self.width * shape).round().max(self.names.height())
    }

    fn least(&self) -> f64 {
        self.above() + LOWEST.max(self.width * FLATTEST).max(self.names.height())
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
        for (index, line) in self.axis.iter().enumerate() {
            canvas.text((area.left, area.top + 10.0 + self.line() * count(index)), Anchor::Start, look, line);
        }
        let (top, bottom) = (area.top + self.above(), area.bottom);
        let plot = Plot::plane((self.left, top), (self.right, bottom), &self.years, &self.numbers);
        self.shade(canvas, &plot, (top, bottom));
        self.events.lines(canvas, (top - self.headroom(), bottom));
        self.grid(canvas, &plot);
        // Zero is the line that numbers grow from, if it is in the plot.
        let zero = if self.numbers.start() < 0.0 { plot.y(0.0) } else { bottom };
        canvas.line((self.left, zero), (self.right, zero), 1.25, Ink::AXIS);
        let margin = self.context.look.size.margin();
        let limits = (margin, self.width - margin);
        let written = (self.types.small, &[Style::Mark][..], self.context.tongue());
        for tick in shown(&plot, &self.years, written, limits, &str::to_owned) {
            canvas.line((tick.x, bottom), (tick.x, bottom + 4.0), 1.0, Ink::AXIS);
            canvas.text((tick.centre, bottom + BELOW), Anchor::Middle, look, &tick.label);
        }
        let mut placer = Placer::new(Rect::new(self.left, top - 4.0, self.right + 6.0, bottom - 1.0));
        for (index, series) in self.series.iter().enumerate() {
            marks::line(self, canvas, &plot, (index, series), &mut placer);
        }
        for (index, series) in self.series.iter().enumerate() {
            marks::points(self, canvas, &plot, (index, series));
        }
        let end = |(index, series): (usize, &Series<'_>)| {
            let last = series.points.last()?;
            let at = (plot.x(last.at), plot.y(shape::reach(last.cell)));
            let points = series.points.iter().map(|point| marks::rect(self, &plot, point)).collect();
            let is_joined = series.points.windows(2).any(|pair| marks::are_joined(&pair[0], &pair[1]));
            let (ink, dash, sign) = (self.ink(series), marks::dash(self, index), self.sign(index));
            Some(End { series: index, at, ink, dash, sign, is_joined, points })
        };
        let ends: Vec<End> = self.series.iter().enumerate().filter_map(end).collect();
        ends.iter().flat_map(|end| &end.points).for_each(|point| placer.take(*point));
        self.names.draw(canvas, &ends, (self.right, self.radius()), (top, bottom), &mut placer);
        // Said once: in the key, or where it is.
        if !self.has_nameless_gap() {
            self.name_gaps(canvas, &plot, bottom, &mut placer);
        }
        labels::numbers(self, canvas, &plot, &mut placer);
        self.events.names(canvas, top - 2.0 - self.headroom());
    }
}
