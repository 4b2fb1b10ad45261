//! Places: that every mark stands where its number and its time are on the axes, as these are read from their ticks.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::scene::{Bounds, Item, Mark, Outline, Point};
use sinosov::frame::{Cell, Row};

use crate::drawn::axis::{self, Axis, Tick};
use crate::drawn::chart::{Chart, Form};
use crate::drawn::reading::{Case, Fault, Finds, Read, told};

/// How far a mark may stand from its place, in pixels of the layout.
const PIXEL: f64 = 1.1;

fn float(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// The ticks of an axis are two or more, can be read, and are in arithmetic order, or on a logarithmic axis in geometric.
pub fn ticks_are_in_order(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    case.in_every_frame(|read, finds| {
        if chart.form.has_numbers() {
            in_order(&axis::of_numbers(read, chart), chart.is_log, 1e-6, ("numbers", finds));
        }
        if chart.form.has_time() {
            // Months and years are not all of one length.
            in_order(&axis::of_time(read, chart), false, 0.12, ("time", finds));
        }
    })
}

fn in_order(ticks: &[Tick], is_log: bool, slack: f64, (what, finds): (&str, &mut Finds<'_>)) {
    let mut known: Vec<(f64, f64)> = Vec::new();
    for tick in ticks {
        match tick.value {
            Some(value) => known.push((value, tick.place)),
            None => finds.add(tick.at, format!("a tick of {what} says {}", told(&tick.text))),
        }
    }
    if known.len() < 2 {
        finds.add(ticks.first().map(|tick| tick.at), format!("the axis of {what} has {} ticks", known.len()));
        return;
    }
    let said: Vec<&str> = ticks.iter().map(|tick| tick.text.as_str()).collect();
    let at = ticks.first().map(|tick| tick.at);
    if is_log && known[0].0 <= 0.0 {
        finds.add(at, format!("a log axis of {}", said.join(", ")));
        return;
    }
    let steps: Vec<f64> = known
        .windows(2)
        .map(|pair| if is_log { (pair[1].0 / pair[0].0).ln() } else { pair[1].0 - pair[0].0 })
        .collect();
    let first = steps[0];
    if first <= 0.0 || steps.iter().any(|step| (step - first).abs() > slack * first.abs()) {
        finds.add(at, format!("the axis of {what} has the ticks {}", said.join(", ")));
    }
    // A tick stands where the others say that it does.
    if let Some(axis) = Axis::through(ticks, is_log) {
        let wide = (known[known.len() - 1].1 - known[0].1).abs();
        let slack = PIXEL + if slack > 0.01 { 0.01 * wide } else { 0.0 };
        for tick in ticks {
            if tick.value.is_some_and(|value| (axis.place(value) - tick.place).abs() > slack) {
                finds.add(tick.at, format!("the tick {} does not stand at its place", told(&tick.text)));
            }
        }
    }
}

/// The places along the axis of numbers, or along that of time, at which something of a mark begins, ends or has its middle.
fn places(mark: &Mark, is_upright: bool) -> Vec<f64> {
    let along = |(x, y): Point| if is_upright { y } else { x };
    let mut places = Vec::new();
    for item in &mark.items {
        match item {
            Item::Shape(shape, _) => {
                let Some(bounds) = shape.bounds() else { continue };
                let (from, to) = ((bounds.left, bounds.top), (bounds.right, bounds.bottom));
                places.extend([from, to, bounds.centre()].map(along));
            }
            Item::Stroke(stroke) => places.extend(stroke.points.iter().copied().map(along)),
            Item::Text(_) | Item::Mark(_) => {}
        }
    }
    places
}

fn has(places: &[f64], wanted: f64) -> bool {
    places.iter().any(|place| (place - wanted).abs() <= PIXEL)
}

/// What a rule of numbers looks at: a frame's axis, and the marks with their numbers.
fn of_numbers<'a>(
    case: &Case<'a>,
    mut look: impl FnMut(&Axis, &'a Mark, (&'a Row, &'a Cell), &mut Finds<'_>),
) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.form.has_numbers() {
        return Vec::new();
    }
    case.in_every_frame(|read: &Read<'a>, finds| {
        // An axis that cannot be read is told by its own rule.
        let Some(axis) = Axis::through(&axis::of_numbers(read, chart), chart.is_log) else { return };
        for mark in &read.marks {
            if let Some(cell) = case.cell_of(mark) {
                look(&axis, mark, cell, finds);
            }
        }
    })
}

/// Where a bar begins, as a number: at zero, but in a stack where those before it on its side of zero end.
fn base(chart: &Chart, row: &Row, cell: &Cell) -> f64 {
    if chart.form != Form::Stacked {
        return 0.0;
    }
    let is_below = |cell: &Cell| cell.interval.reach() < Decimal::ZERO;
    let before = row.cells.iter().take_while(|other| other.series != cell.series);
    before.filter(|other| is_below(other) == is_below(cell)).map(|other| float(other.interval.reach())).sum()
}

/// Whether a stack has parts that are drawn as one, so that the table does not say where the others begin.
fn is_folded(case: &Case<'_>) -> bool {
    case.chart.form == Form::Stacked && case.chart.table.series().len() > 6
}

/// -1 for a bar to the left of a diverging chart.
fn side(chart: &Chart, row: &Row, cell: &Cell) -> f64 {
    let is_left = |left: &str| cell.series == left || row.key == left;
    if chart.form == Form::Diverging && chart.left.as_deref().is_some_and(is_left) { -1.0 } else { 1.0 }
}

/// The bar of a mark: all its shapes but the ground of a number.
fn bar(mark: &Mark) -> Option<Bounds> {
    let shapes = mark.items.iter().filter_map(|item| match item {
        Item::Shape(shape, paint) if paint.outline != Outline::None => shape.bounds(),
        _ => None,
    });
    shapes.reduce(Bounds::with)
}

/// The bar of an exact number begins at the line of zero and is as long as the number; in a stack at the end of the bar before.
pub fn bars_are_as_long_as_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.form.is_bars() || chart.is_log {
        return Vec::new();
    }
    of_numbers(case, |axis, mark, (row, cell), finds| {
        let Some(number) = cell.interval.as_point().map(float) else { return };
        if is_folded(case) {
            return;
        }
        let start = base(chart, row, cell);
        let (from, to) = (axis.place(start), axis.place(start + side(chart, row, cell) * number));
        let (wanted_left, wanted_right) = (from.min(to), from.max(to));
        match bar(mark) {
            None => finds.add(None, format!("no bar of {}", told(&mark.title))),
            Some(own) => {
                if (own.left - wanted_left).abs() > PIXEL || (own.right - wanted_right).abs() > PIXEL {
                    let (left, right) = (own.left, own.right);
                    let what = told(&mark.title);
                    finds.add(
                        own,
                        format!("{what} from {left:.1} to {right:.1}, not {wanted_left:.1} to {wanted_right:.1}"),
                    );
                }
            }
        }
    })
}

/// The point of an exact number has its middle where the number is.
pub fn points_stand_at_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    let form = case.chart.form;
    if form.is_bars() {
        return Vec::new();
    }
    of_numbers(case, |axis, mark, (_, cell), finds| {
        let Some(number) = cell.interval.as_point() else { return };
        let wanted = axis.place(float(number));
        let middles: Vec<f64> = mark
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Shape(shape, _) => shape.bounds().map(|bounds| bounds.centre()),
                _ => None,
            })
            .map(|(x, y)| if form == Form::Line { y } else { x })
            .collect();
        if !has(&middles, wanted) {
            let at = middles.first().copied().unwrap_or(f64::NAN);
            finds.add(None, format!("{} at {at:.1}, not at {wanted:.1}", told(&mark.title)));
        }
    })
}

/// Both ends of an interval, and the one end of a number that is open at the other, are where these numbers are.
pub fn ends_stand_at_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    of_numbers(case, |axis, mark, (row, cell), finds| {
        if cell.interval.as_point().is_some() {
            return;
        }
        if is_folded(case) {
            return;
        }
        let places = places(mark, chart.form == Form::Line);
        let start = base(chart, row, cell);
        for end in [cell.interval.min, cell.interval.max].into_iter().flatten() {
            let wanted = axis.place(start + side(chart, row, cell) * float(end));
            if !has(&places, wanted) {
                let at = mark.items.iter().find_map(Item::bounds);
                finds.add(at, format!("{}: nothing of it is at {wanted:.1}, the place of {end}", told(&mark.title)));
                return;
            }
        }
    })
}

/// A span of a timeline begins and ends when its period does; the points of a line stand at their years, all alike at the
/// start of each or all in the middle; an agreement and an event lie in their time.
pub fn marks_stand_at_their_time(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.form.has_time() {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let Some(axis) = Axis::through(&axis::of_time(read, chart), false) else { return };
        // Months are not all of one length.
        let slack = PIXEL + (axis.place(0.008) - axis.place(0.0)).abs();
        if chart.form == Form::Line {
            line_stands_at_its_years(case, read, (&axis, slack), finds);
        }
        for mark in &read.marks {
            let places = places(mark, false);
            let wanted: Vec<(f64, &str)> = match case.cell_of(mark) {
                Some((row, _)) if chart.form == Form::Timeline => {
                    let start = row.period.start.map(|date| (axis.place(axis::start(date)), "start"));
                    // However short the time, a span can be seen.
                    let ends = (row.period.start, row.period.end);
                    let is_short = matches!(ends, (Some(start), Some(end)) if axis.place(axis::end(end)) - axis.place(axis::start(start)) < 12.0);
                    let end = row.period.end.filter(|_| !is_short).map(|date| (axis.place(axis::end(date)), "end"));
                    start.into_iter().chain(end).collect()
                }
                _ => Vec::new(),
            };
            for (place, what) in wanted {
                if !places.iter().any(|own| (own - place).abs() <= slack) {
                    let at = mark.items.iter().find_map(Item::bounds);
                    finds.add(at, format!("the {what} of {} is not at {place:.1}", told(&mark.title)));
                }
            }
        }
    })
}

fn line_stands_at_its_years(case: &Case<'_>, read: &Read<'_>, (axis, slack): (&Axis, f64), finds: &mut Finds<'_>) {
    let points: Vec<(&Mark, f64, f64, f64)> = read
        .marks
        .iter()
        .filter_map(|mark| {
            let (row, _) = case.cell_of(mark)?;
            let date: sinosov::model::Date = row.key.parse().ok()?;
            let bounds = mark.items.iter().filter_map(Item::bounds).next()?;
            let (start, end) = (axis::start(date), axis::end(date));
            Some((*mark, bounds.centre().0, axis.place(start), axis.place(f64::midpoint(start, end))))
        })
        .collect();
    let off = |wanted: fn(&(&Mark, f64, f64, f64)) -> f64| {
        points
            .iter()
            .filter(|point| (point.1 - wanted(point)).abs() > slack)
            .map(|point| (point.0, point.1, wanted(point)))
            .collect::<Vec<_>>()
    };
    let (at_start, in_middle) = (off(|point| point.2), off(|point| point.3));
    let fewer = if at_start.len() <= in_middle.len() { at_start } else { in_middle };
    for (mark, x, wanted) in fewer {
        finds.add(None, format!("{} at {x:.1}, not at {wanted:.1}", told(&mark.title)));
    }
}
