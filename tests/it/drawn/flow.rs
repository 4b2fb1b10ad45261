//! Invented flows, and what only they must keep.

use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::scene::{Bounds, Item};
use sinosov::frame::{Cell, Table};

use super::chart::Form;
use super::numbers::{Profile, STAGES};
use super::reading::{Case, Fault, told};
use super::tables;
use crate::invent::Choices;

/// How far a bar may be from its height, in pixels.
const PIXEL: f64 = 1.1;

/// Things with a number at most of some stages.
pub fn table(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let profile = profile.without_negative();
    let known = choices.between(1, STAGES.len());
    let more = if choices.once_in(3) { choices.between(1, 3) } else { 0 };
    let mut columns: Vec<(String, String)> =
        STAGES[..known].iter().map(|stage| ((*stage).to_owned(), (*stage).to_owned())).collect();
    columns.extend(tables::names_of_series(choices, more, 'x'));
    let count = tables::rows(choices).min(40);
    let mut rows = tables::named_rows(choices, count);
    for row in &mut rows {
        for (key, name) in &columns {
            if !choices.once_in(4) {
                let cell = profile.cell(choices, (key, name));
                let stage_id = if STAGES.contains(&key.as_str()) { key.clone() } else { cell.stage_id.clone() };
                row.cells.push(Cell { stage_id, ..cell });
            }
        }
        if row.cells.is_empty() {
            let (key, name) = &columns[0];
            row.cells.push(profile.cell(choices, (key, name)));
        }
    }
    Table { rows, columns, ..Table::default() }
}

/// In all frames the bars of exact numbers are as high as the numbers, all by one measure; a number that is not nothing is seen.
pub fn stages_are_as_high_as_their_numbers(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Flow {
        return Vec::new();
    }
    let exact = |mark: &sinosov::chart::scene::Mark| {
        let (_, cell) = case.cell_of(mark)?;
        let number = cell.interval.as_point()?.to_f64()?;
        // Without the line around it.
        let shapes = mark.items.iter().filter_map(|item| match item {
            Item::Shape(shape, _) => shape.bounds(),
            _ => None,
        });
        Some((number, shapes.reduce(Bounds::with)?))
    };
    let all = || case.frames.iter().flat_map(|read| &read.marks).filter_map(|mark| exact(mark));
    // The measure is that of the highest.
    let Some((most, of_most)) = all().max_by(|left, right| left.0.total_cmp(&right.0)) else { return Vec::new() };
    let unit = if most > 0.0 { of_most.height() / most } else { 0.0 };
    case.in_every_frame(|read, finds| {
        for mark in &read.marks {
            let Some((number, own)) = exact(mark) else { continue };
            let wanted = if number > 0.0 { (number * unit).max(1.0) } else { 0.0 };
            if (own.height() - wanted).abs() > PIXEL {
                finds.add(own, format!("{} is {:.1} high, not {wanted:.1}", told(&mark.title), own.height()));
            }
        }
    })
}

/// Stages stand from left to right in the order of the columns, those of one under one another.
pub fn stages_stand_in_order(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Flow {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let mut last = f64::MIN;
        for (key, own) in case.chart.table.series() {
            let bars = read.marks.iter().filter(|mark| mark.attribute("data-series") == Some(key));
            // The arrow of a number without an upper limit is broader than its bar.
            let middles: Vec<f64> =
                bars.filter_map(|mark| Some(mark.items.iter().find_map(Item::bounds)?.centre().0)).collect();
            let (first, end) =
                middles.iter().fold((f64::MAX, f64::MIN), |(first, end), own| (first.min(*own), end.max(*own)));
            if middles.is_empty() {
                continue;
            }
            if end - first > PIXEL || first <= last {
                finds.add(None, format!("the bars of {} are at {first:.1} to {end:.1}, behind {last:.1}", told(own)));
            }
            last = end;
        }
    })
}
