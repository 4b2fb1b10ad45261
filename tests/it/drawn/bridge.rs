//! Invented bridges, and what only they must keep.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sinosov::frame::{Cell, Origin, Row, Table};
use sinosov::model::Interval;

use super::axis::{self, Axis};
use super::chart::Form;
use super::numbers::Profile;
use super::reading::{Case, Fault, bar, told};
use super::tables;
use crate::invent::Choices;

/// How far an end may stand from its place, in pixels.
const PIXEL: f64 = 1.2;

/// Some steps up, their sum, some steps down, what is not accounted for, and what is left.
pub fn table(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let up = tables::rows(choices).min(30);
    let down = if choices.once_in(4) { 0 } else { choices.between(1, 8) };
    let mut rows = tables::named_rows(choices, up + down);
    let mut left = Interval::point(Decimal::ZERO);
    for (index, row) in rows.iter_mut().enumerate() {
        // What is known of no figure leads nowhere.
        if choices.once_in(12) {
            continue;
        }
        let is_up = index < up;
        let cell = profile.cell(choices, if is_up { ("adds", "adds") } else { ("takes", "takes away") });
        let next = if is_up { left.plus(&cell.interval) } else { left.minus(&cell.interval) };
        if let Some(next) = next {
            left = next;
            row.cells = vec![Cell { not_itemised: false, ..cell }];
        }
    }
    let in_all = |cell: Cell, key: &str, label: &str| Row {
        key: key.to_owned(),
        label: label.to_owned(),
        cells: vec![cell],
        ..Row::default()
    };
    let sum = |choices: &mut Choices<'_>, interval: Interval| Cell {
        origin: Origin::Sum,
        ..profile.cell_of(choices, ("sum", "sum"), interval)
    };
    if down > 0 && choices.once_in(2) {
        let known = rows[..up].iter().flat_map(|row| &row.cells);
        let of_up = known.fold(Interval::point(Decimal::ZERO), |sum, cell| sum.plus(&cell.interval).unwrap_or(sum));
        let cell = sum(choices, of_up);
        rows.insert(up, in_all(cell, "sum", "In all"));
    }
    if choices.once_in(2) {
        let last = profile.interval(choices);
        if let Some(rest) = last.minus(&left).filter(|rest| rest.as_point() != Some(Decimal::ZERO)) {
            let cell = profile.cell_of(choices, ("not-itemised", "not accounted for"), rest);
            let rest = Cell { origin: Origin::Rest, not_itemised: true, ..cell };
            rows.push(in_all(rest, "rest", "Not accounted for"));
        }
        left = last;
    }
    let cell = sum(choices, left);
    rows.push(in_all(cell, "left", "Left"));
    Table { rows, ..Table::default() }
}

/// Between which numbers a step ends.
type Between = (Decimal, Decimal);

fn between(interval: &Interval) -> Between {
    let low = interval.min.or(interval.max.map(|max| max.min(Decimal::ZERO))).unwrap_or_default();
    (low, interval.max.unwrap_or(low).max(low))
}

/// Where every row begins and ends, in the order of the table; none for a row without a number.
fn steps(table: &Table) -> Vec<Option<(Between, Between)>> {
    let mut at = (Decimal::ZERO, Decimal::ZERO);
    let step = |(index, row): (usize, &Row)| {
        let cell = row.cells.first()?;
        let (low, high) = between(&cell.interval);
        let from = if cell.series == "sum" { (Decimal::ZERO, Decimal::ZERO) } else { at };
        at = match cell.series.as_str() {
            "adds" => (at.0 + low, at.1 + high),
            "takes" => (at.0 - high, at.1 - low),
            "sum" => (low, high),
            _ => table.rows.get(index + 1).and_then(|row| row.cells.first()).map_or(at, |cell| between(&cell.interval)),
        };
        Some((from, at))
    };
    table.rows.iter().enumerate().map(step).collect()
}

/// A bar begins where the one before it ends, and goes as far as its number: over all that it may cover.
pub fn steps_lead_from_one_to_the_next(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Bridge {
        return Vec::new();
    }
    let table = &case.chart.table;
    let steps = steps(table);
    case.in_every_frame(|read, finds| {
        let Some(axis) = Axis::through(&axis::of_numbers(read, case.chart), false) else { return };
        for mark in &read.marks {
            let row = table.rows.iter().position(|row| Some(row.key.as_str()) == mark.attribute("data-row"));
            let Some((row, (from, to))) = row.and_then(|row| Some((row, steps[row]?))) else { continue };
            let interval = table.rows[row].cells[0].interval;
            // An arrow says where nothing is known, and a broken line that nothing is.
            if interval.min.is_none() || interval.max.is_none() {
                continue;
            }
            let Some(own) = bar(mark) else {
                finds.add(None, format!("no bar of {}", told(&mark.title)));
                continue;
            };
            let place = |number: Decimal| axis.place(number.to_f64().unwrap_or_default());
            let wanted = (place(from.0.min(to.0)), place(from.1.max(to.1)));
            let is_off = |own: f64, wanted: f64| (own - wanted).abs() > PIXEL;
            if is_off(own.left, wanted.0) || is_off(own.right, wanted.1) {
                let (left, right) = (own.left, own.right);
                let what = format!("{left:.1} to {right:.1}, not {:.1} to {:.1}", wanted.0, wanted.1);
                finds.add(own, format!("{} goes from {what}", told(&mark.title)));
            }
        }
    })
}
