//! Places: that every mark stands where its number and its time are on the axes, as these are read from their ticks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::scene::{Bounds, Item, Mark, Point};
use sinosov::frame::{Cell, Row};
use sinosov::model::Date;

use super::colours;
use crate::drawn::axis::{self, Axis, Tick};
use crate::drawn::chart::{Chart, Form};
use crate::drawn::reading::{Case, Fault, Finds, Read, bar, told};

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
            in_order(&axis::of_time(read, chart, false), false, 0.12, ("time", finds));
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
    // A zero before the powers has a place of its own.
    if is_log && known[0].0 == 0.0 && known.len() > 2 {
        known.remove(0);
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
            Item::Stroke(stroke) => {
                places.extend(stroke.points.iter().copied().map(along));
                // What is doubtful is a cross.
                places.extend(stroke.bounds().map(|bounds| along(bounds.centre())));
            }
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

/// -1 for a bar to the left of a diverging chart.
fn side(chart: &Chart, row: &Row, cell: &Cell) -> f64 {
    let is_left = |left: &str| cell.series == left || row.key == left;
    if chart.form == Form::Diverging && chart.left.as_deref().is_some_and(is_left) { -1.0 } else { 1.0 }
}

/// The bar of an exact number is as long as the number and begins at the line of zero; in a stack, where another bar of its row
/// ends.
pub fn bars_are_as_long_as_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.form.is_bars() || chart.is_log {
        return Vec::new();
    }
    let mut faults = if chart.form == Form::Stacked { parts_lie_end_to_end(case) } else { Vec::new() };
    faults.extend(of_numbers(case, |axis, mark, (row, cell), finds| {
        let Some(number) = cell.interval.as_point().map(float) else { return };
        let (from, to) = (axis.place(0.0), axis.place(side(chart, row, cell) * number));
        let (wanted_left, wanted_right) = (from.min(to), from.max(to));
        let Some(own) = bar(mark) else {
            finds.add(None, format!("no bar of {}", told(&mark.title)));
            return;
        };
        let what = told(&mark.title);
        let (long, wanted) = (own.width(), wanted_right - wanted_left);
        if (long - wanted).abs() > PIXEL {
            finds.add(own, format!("{what} is {long:.1} long, not {wanted:.1}"));
        } else if chart.form != Form::Stacked && (own.left - wanted_left).abs() > PIXEL {
            finds.add(own, format!("{what} begins at {:.1}, not {wanted_left:.1}", own.left));
        }
    }));
    faults
}

/// In a row of a stack every bar begins at zero or where another ends, as far as no arrow hides where that is.
fn parts_lie_end_to_end(case: &Case<'_>) -> Vec<Fault> {
    case.in_every_frame(|read, finds| {
        let Some(axis) = Axis::through(&axis::of_numbers(read, case.chart), false) else { return };
        let mut rows: BTreeMap<&str, Vec<(&Mark, Bounds)>> = BTreeMap::new();
        for mark in &read.marks {
            if let (Some(row), Some(bar)) = (mark.attribute("data-row"), bar(mark)) {
                rows.entry(row).or_default().push((mark, bar));
            }
        }
        for (key, bars) in rows {
            let row = case.chart.table.rows.iter().find(|row| row.key == key);
            let is_closed = |cell: &Cell| cell.interval.min.is_some() && cell.interval.max.is_some();
            if !row.is_some_and(|row| row.cells.iter().all(is_closed)) {
                continue;
            }
            let zero = axis.place(0.0);
            for (mark, own) in &bars {
                let begins_at_zero = (own.left - zero).abs() <= PIXEL || (own.right - zero).abs() <= PIXEL;
                if !begins_at_zero && !touches(&bars, own) {
                    finds.add(*own, format!("{} begins where no other ends", told(&mark.title)));
                }
            }
        }
    })
}

/// Whether another bar begins or ends exactly where one does.
fn touches(bars: &[(&Mark, Bounds)], own: &Bounds) -> bool {
    let others = bars.iter().filter(|(_, other)| !std::ptr::eq(other, own));
    others
        .into_iter()
        .any(|(_, other)| (other.right - own.left).abs() <= PIXEL || (other.left - own.right).abs() <= PIXEL)
}

/// The point of an exact number has its middle where the number is.
pub fn points_stand_at_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    let form = case.chart.form;
    if form.is_bars() || form == Form::Bridge {
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
                // What is doubtful is a cross.
                Item::Stroke(stroke) => stroke.bounds().map(|bounds| bounds.centre()),
                Item::Text(_) | Item::Mark(_) => None,
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
        // The bars of a bridge begin where others end, which its own rule follows.
        if cell.interval.as_point().is_some() || chart.form == Form::Bridge {
            return;
        }
        // A part of a stack begins where the one before it ends.
        let shift = match bar(mark) {
            _ if chart.form != Form::Stacked => 0.0,
            Some(bar) if cell.interval.min.is_some() => bar.left - axis.place(0.0),
            _ => return,
        };
        let places = places(mark, chart.form == Form::Line);
        for end in [cell.interval.min, cell.interval.max].into_iter().flatten() {
            // Below zero there is no place on a logarithmic axis that has none for zero.
            let wanted = axis.place(side(chart, row, cell) * float(end)) + shift;
            if !has(&places, wanted) {
                let at = mark.items.iter().find_map(Item::bounds);
                finds.add(at, format!("{}: nothing of it is at {wanted:.1}, the place of {end}", told(&mark.title)));
                return;
            }
        }
    })
}

/// A span of a timeline begins and ends when its period does, and the point of a line stands in the middle of its date; the
/// ticks may all stand at the start of what they name, or all in the middle.
pub fn marks_stand_at_their_time(case: &Case<'_>) -> Vec<Fault> {
    let chart = case.chart;
    if !chart.form.has_time() {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let mut fewest: Option<Vec<(Option<Bounds>, String)>> = None;
        for is_middle in [false, true] {
            let Some(axis) = Axis::through(&axis::of_time(read, chart, is_middle), false) else { return };
            let is_of_points = matches!(chart.form, Form::Line | Form::Stemma);
            let off = if is_of_points { of_points(case, read, &axis) } else { of_spans(case, read, &axis) };
            if fewest.as_ref().is_none_or(|fewest| off.len() < fewest.len()) {
                fewest = Some(off);
            }
        }
        for (at, what) in fewest.unwrap_or_default() {
            finds.add(at, what);
        }
    })
}

/// How far a mark may be from its time: months are not all of one length.
fn slack(axis: &Axis) -> f64 {
    PIXEL + (axis.place(0.008) - axis.place(0.0)).abs()
}

fn of_points(case: &Case<'_>, read: &Read<'_>, axis: &Axis) -> Vec<(Option<Bounds>, String)> {
    let off = |mark: &&Mark| {
        let (row, _) = case.cell_of(mark)?;
        let of_key = || row.key.parse::<Date>().ok();
        let date = if case.chart.form == Form::Line { of_key() } else { row.period.start }?;
        let bounds = mark.items.iter().find_map(Item::bounds)?;
        let (x, wanted) = (bounds.centre().0, axis.place(f64::midpoint(axis::start(date), axis::end(date))));
        let is_off = (x - wanted).abs() > slack(axis);
        is_off.then(|| (Some(bounds), format!("{} of {} at {x:.1}, not at {wanted:.1}", told(&mark.title), date)))
    };
    read.marks.iter().filter_map(off).collect()
}

fn of_spans(case: &Case<'_>, read: &Read<'_>, axis: &Axis) -> Vec<(Option<Bounds>, String)> {
    let mut off = Vec::new();
    for mark in &read.marks {
        let Some((row, _)) = case.cell_of(mark) else { continue };
        let places = places(mark, false);
        let from = row.period.start.map(|date| axis.place(axis::start(date)));
        let to = row.period.end.map(|date| axis.place(axis::end(date)));
        // However short the time, a span can be seen.
        let is_short = from.zip(to).is_some_and(|(from, to)| to - from < 12.0);
        for (place, what) in
            from.map(|at| (at, "start")).into_iter().chain(to.filter(|_| !is_short).map(|at| (at, "end")))
        {
            let distance = places.iter().map(|own| (own - place).abs()).fold(f64::MAX, f64::min);
            let slack = if is_short { slack(axis) + 12.0 } else { slack(axis) };
            if distance > slack {
                let at = mark.items.iter().find_map(Item::bounds);
                off.push((at, format!("the {what} of {} is not at {place:.1}", told(&mark.title))));
            }
        }
    }
    off
}

/// A line of a series goes from a point to the next in time of the years that the table has, and over no year without a number:
/// a gap stays a gap.
pub fn lines_keep_their_gaps(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Line {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let points: Vec<(&str, &str, Point)> = read
            .marks
            .iter()
            .filter_map(|mark| {
                let (row, cell) = case.cell_of(mark)?;
                let centre = mark.items.iter().find_map(Item::bounds)?.centre();
                cell.interval.as_point().map(|_| (cell.series.as_str(), row.key.as_str(), centre))
            })
            .collect();
        let at =
            |(x, y): Point| points.iter().filter(move |(_, _, own)| (own.0 - x).abs() < 0.6 && (own.1 - y).abs() < 0.6);
        // An axis is of no series.
        for stroke in read.free_strokes().filter(|stroke| colours::hue(stroke.ink).is_some()) {
            for ends in stroke.points.windows(2) {
                let pairs = || at(ends[0]).flat_map(|from| at(ends[1]).map(move |to| (from, to)));
                let of_series = || pairs().filter(|(from, to)| from.0 == to.0 && from.1 != to.1);
                let follows = |(from, to): (&(&str, &str, Point), &(&str, &str, Point))| follows(from.1, to.1);
                if of_series().next().is_some() && !of_series().any(follows) {
                    let what = of_series().map(|(from, to)| format!("{} to {}", from.1, to.1)).next();
                    finds.add(Bounds::around(ends), format!("a line from {}", what.unwrap_or_default()));
                }
            }
        }
    })
}

/// Whether one date follows another with none of its kind between. Days and months are lines of their own kind, and may be
/// sparse.
fn follows(from: &str, to: &str) -> bool {
    match (from.parse::<i32>(), to.parse::<i32>()) {
        (Ok(from), Ok(to)) => (to - from).abs() == 1,
        _ => true,
    }
}

/// Every field of a matrix stands under the name of its column, as far as this is written.
pub fn fields_stand_under_their_columns(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Matrix {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        for (key, own) in case.chart.table.series() {
            let names: Vec<Bounds> = read
                .all_lines_of(case.chart.label(key, own))
                .iter()
                // A count can look like a year.
                .filter(|lines| lines.iter().all(|line| read.texts[*line].mark.is_none()))
                .filter_map(|lines| lines.iter().map(|line| read.texts[*line].bounds).reduce(Bounds::with))
                .collect();
            for mark in read.marks.iter().filter(|mark| mark.attribute("data-series") == Some(key)) {
                let Some(field) = mark.items.iter().find_map(Item::bounds) else { continue };
                let is_above = |name: &Bounds| {
                    let x = name.centre().0;
                    field.left - PIXEL <= x && x <= field.right + PIXEL && name.top < field.top
                };
                if !names.is_empty() && !names.iter().any(is_above) {
                    finds.add(field, format!("{} does not stand under {}", told(&mark.title), told(own)));
                }
            }
        }
    })
}
