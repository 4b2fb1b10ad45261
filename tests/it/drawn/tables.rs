//! Invented tables, as each form of chart takes them.

use rust_decimal::Decimal;
use sinosov::frame::{Cell, Dated, Row, Table};
use sinosov::model::{Interval, Period};

use super::chart::{Chart, Form, Untrue};
use super::numbers::{Profile, STAGES};
use super::{bridge, door, flow, map, panels, stemma, words};
use crate::invent::Choices;
use crate::invent::words::date;

/// The longest name of a row or series.
const LONGEST: usize = 120;

/// How many rows a table has: mostly few.
pub fn rows(choices: &mut Choices<'_>) -> usize {
    match choices.below(20) {
        0 | 1 => 1,
        2..=10 => choices.between(2, 8),
        11..=16 => choices.between(9, 25),
        _ => choices.between(26, 80),
    }
}

/// How many series a table has.
fn series(choices: &mut Choices<'_>) -> usize {
    match choices.below(10) {
        0 | 1 => 1,
        2..=6 => choices.between(2, 4),
        7 | 8 => choices.between(5, 6),
        _ => choices.between(7, 10),
    }
}

/// Ids and names of series; one alone may be without either.
fn series_of(choices: &mut Choices<'_>, count: usize) -> Vec<(String, String)> {
    if count == 1 && choices.once_in(2) {
        return vec![(String::new(), String::new())];
    }
    let longest = if choices.once_in(3) { LONGEST } else { 30 };
    let names = words::names(choices, count, longest);
    names.into_iter().enumerate().map(|(index, name)| (format!("s{index}"), name)).collect()
}

/// Ids that begin with a letter, and names, of some series.
pub fn names_of_series(choices: &mut Choices<'_>, count: usize, letter: char) -> Vec<(String, String)> {
    let names = words::names(choices, count, 30);
    names.into_iter().enumerate().map(|(index, name)| (format!("{letter}{index}"), name)).collect()
}

/// Rows with names and without numbers.
pub fn named_rows(choices: &mut Choices<'_>, count: usize) -> Vec<Row> {
    let longest = if choices.once_in(2) { LONGEST } else { 30 };
    let has_details = choices.once_in(5);
    let names = words::names(choices, count, longest);
    let row = |(index, label): (usize, String)| {
        let detail = if has_details && choices.once_in(2) { words::text(choices, 60) } else { String::new() };
        Row { key: format!("r{index}"), label, detail, ..Row::default() }
    };
    names.into_iter().enumerate().map(row).collect()
}

/// A sound table for a form.
pub fn table(choices: &mut Choices<'_>, (form, in_panels): (Form, Option<Form>), is_log: bool) -> Table {
    let profile = Profile::new(choices, is_log);
    let mut table = match form {
        Form::Panels => panels::table(choices, in_panels.unwrap_or(Form::Plain), &profile),
        other => of_form(choices, other, &profile),
    };
    if choices.once_in(8) {
        table.without_value = words::names(choices, 3, 60);
    }
    if choices.once_in(8) {
        table.remarks = vec![format!("{}.", words::text(choices, 120))];
    }
    if table.cells().any(|cell| door::nature(cell).is_modelled) {
        table.assumed = vec![words::text(choices, 80)];
    }
    if choices.once_in(20) {
        table.allowed = vec![words::text(choices, 80)];
    }
    table
}

/// A table for a form that has no others in it.
pub fn of_form(choices: &mut Choices<'_>, form: Form, profile: &Profile) -> Table {
    match form {
        Form::Plain | Form::Panels => plain(choices, profile),
        Form::Diverging => diverging(choices, profile),
        Form::Grouped => crossed(choices, profile, false),
        Form::Dumbbell => crossed(choices, profile, true),
        Form::Stacked => stacked(choices, profile),
        Form::Claims => claims(choices, profile),
        Form::Line => line(choices, profile),
        Form::Timeline => timeline(choices, profile),
        Form::Matrix => matrix(choices),
        Form::Stemma => stemma::table(choices, profile),
        Form::Bridge => bridge::table(choices, profile),
        Form::Flow => flow::table(choices, profile),
        Form::Map => map::table(choices, profile),
    }
}

fn plain(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = rows(choices);
    let mut rows = named_rows(choices, count);
    // Rows of different actors, each in its own colour, with one number or with several.
    let keys = if choices.once_in(4) { series(choices) } else { 1 };
    let keys = if keys == 1 { vec![(String::new(), String::new())] } else { series_of(choices, keys) };
    let is_crowded = choices.once_in(3);
    for row in &mut rows {
        let first = choices.below(keys.len());
        let last = if is_crowded { choices.between(first, keys.len() - 1) } else { first };
        row.cells = keys[first..=last].iter().map(|(key, name)| profile.cell(choices, (key, name))).collect();
    }
    Table { rows, ..Table::default() }
}

fn diverging(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = rows(choices).max(2);
    let series = words::names(choices, 2, 40);
    let mut rows = named_rows(choices, count);
    for (index, row) in rows.iter_mut().enumerate() {
        let side = if index < 2 { index } else { choices.below(2) };
        let key = ["in", "out"][side];
        // What runs to the left is told without a sign, so nothing here is below zero.
        let mut cell = profile.cell(choices, (key, &series[side]));
        let above = |end: Option<Decimal>| end.map(|end| end.abs());
        let (min, max) = (above(cell.interval.min), above(cell.interval.max));
        cell.interval.min = min.min(max).or(min);
        cell.interval.max = max.map(|max| min.map_or(max, |min| max.max(min)));
        row.cells = vec![cell];
    }
    Table { rows, ..Table::default() }
}

/// The series to the left of a diverging chart.
pub fn left(choices: &mut Choices<'_>, table: &Table) -> Option<String> {
    let series = table.series();
    choices.perhaps(&series).map(|(key, _)| (*key).to_owned())
}

/// Rows with a number in most series.
fn crossed(choices: &mut Choices<'_>, profile: &Profile, by_stage: bool) -> Table {
    let by_stage = by_stage && choices.once_in(2);
    let count = if by_stage { choices.between(1, 3) } else { series(choices) };
    let mut keys = series_of(choices, count);
    if by_stage {
        keys = STAGES[..count].iter().map(|stage| ((*stage).to_owned(), (*stage).to_owned())).collect();
    }
    let mut count = rows(choices);
    // So many numbers as tables that people draw have.
    count = count.min(400 / keys.len());
    let mut rows = named_rows(choices, count);
    let is_full = choices.once_in(2);
    for row in &mut rows {
        let mut taken: Vec<&(String, String)> = keys.iter().filter(|_| is_full || !choices.once_in(4)).collect();
        if taken.is_empty() {
            taken.extend(keys.first());
        }
        row.cells = taken.into_iter().map(|(key, name)| profile.cell(choices, (key, name))).collect();
    }
    Table { rows, ..Table::default() }
}

/// Wholes with parts that are disjoint, and mostly with a rest.
fn stacked(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = series(choices).max(2);
    let keys = series_of(choices, count);
    let count = rows(choices).min(40);
    let mut rows = named_rows(choices, count);
    let has_negative_rest = choices.once_in(6);
    let profile = profile.without_negative();
    for row in &mut rows {
        let mut sum = Interval::point(Decimal::ZERO);
        for (key, name) in &keys {
            if choices.once_in(5) {
                continue;
            }
            let cell = profile.cell(choices, (key, name));
            if let Some(more) = sum.plus(&cell.interval) {
                sum = more;
                row.cells.push(cell);
            }
        }
        let mut whole = sum;
        if choices.once_in(2) || row.cells.is_empty() {
            let mut rest = Interval::point(profile.number(choices).abs());
            if has_negative_rest && !row.cells.is_empty() && choices.once_in(2) {
                // The parts are more than their whole, by a tenth.
                let less = sum.reach().abs() / Decimal::TEN;
                rest = Interval::point(-less.round_dp(6));
            }
            if let Some(more) = sum.plus(&rest)
                && rest.min != Some(Decimal::ZERO)
            {
                whole = more;
                let nature = door::Nature { is_rest: true, is_computed: true, ..door::Nature::default() };
                let unit = row.cells.first().map_or_else(|| profile.unit(), |cell| cell.unit_id.as_str());
                row.cells.push(door::cell(("rest", "not itemised"), rest, unit, "delivered", nature));
            }
        }
        if row.cells.is_empty() {
            row.cells.push(profile.cell(choices, (&keys[0].0, &keys[0].1)));
            whole = row.cells[0].interval;
        }
        row.whole = Some(profile.cell_of(choices, ("", ""), whole));
    }
    Table { rows, ..Table::default() }
}

/// Rival figures for one quantity: a row a number in groups of works, the smallest of a group first; one of them preferred or
/// none, and some of them doubtful.
fn claims(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = rows(choices).min(30);
    let groups = if choices.once_in(2) { choices.between(2, 4) } else { 1 };
    let group_names = words::names(choices, groups, 40);
    let mut rows = named_rows(choices, count);
    let preferred = choices.once_in(2).then(|| choices.below(count));
    for (index, row) in rows.iter_mut().enumerate() {
        let cell = profile.cell(choices, ("", ""));
        row.cells = vec![door::ranked(cell, preferred == Some(index), choices.once_in(8))];
        row.detail = if choices.once_in(2) { words::text(choices, 80) } else { String::new() };
        let group = choices.below(groups);
        row.group = (format!("g{group}"), group_names[group].clone());
    }
    let ends = |row: &Row| row.cells.first().map(|cell| (cell.interval.min, cell.interval.max));
    rows.sort_by_key(|row| (row.group.0.clone(), ends(row)));
    Table { rows, ..Table::default() }
}

/// The first year and the last of a table.
pub fn years(choices: &mut Choices<'_>) -> (usize, usize) {
    let span = match choices.below(6) {
        0 => 0,
        1 | 2 => choices.between(1, 10),
        3 | 4 => choices.between(11, 60),
        _ => choices.between(61, 300),
    };
    let first = choices.between(1700, 1960);
    (first, first + span)
}

/// Numbers by year, month or day, a line a series.
fn line(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = series(choices);
    let keys = series_of(choices, count);
    let (first, last) = years(choices);
    let mut times: Vec<String> = match choices.below(8) {
        0 => (1..=12).map(|month| format!("{first}-{month:02}")).collect(),
        1 => (1..=28).map(|day| format!("{first}-03-{day:02}")).collect(),
        _ => (first..=last).map(|year| year.to_string()).collect(),
    };
    let keep = choices.between(1, 5);
    let ends = times.len() - 1;
    let mut place = 0;
    times.retain(|_| {
        place += 1;
        place == 1 || place == ends + 1 || choices.below(5) < keep
    });
    // A long time has every second or third of its years.
    let step = times.len().div_ceil(80);
    let times = times.into_iter().step_by(step);
    let mut rows = Vec::new();
    for time in times {
        let taken: Vec<&(String, String)> = keys.iter().filter(|_| !choices.once_in(5)).collect();
        let cells: Vec<Cell> = taken.into_iter().map(|(key, name)| profile.cell(choices, (key, name))).collect();
        if !cells.is_empty() {
            rows.push(Row { key: time.clone(), label: time, cells, ..Row::default() });
        }
    }
    if rows.is_empty() {
        let key = first.to_string();
        let cells = vec![profile.cell(choices, (&keys[0].0, &keys[0].1))];
        rows.push(Row { key: key.clone(), label: key, cells, ..Row::default() });
    }
    let count = if choices.once_in(2) { choices.between(1, 8) } else { 0 };
    // The events of a line lie in its time.
    let of_row = |row: &Row| row.key[..4].parse::<usize>().unwrap_or(first);
    let within = (rows.first().map_or(first, of_row), rows.last().map_or(last, of_row));
    let mut dates = dates(choices, count, within, false);
    let is_in_years = rows[0].key.len() == 4;
    for dated in dates.iter_mut().filter(|_| !is_in_years) {
        let date = choices.pick(&rows).key.parse().ok();
        dated.period = Period { start: date, end: date };
    }
    dates.sort_by_key(|dated| dated.period.start.map(|date| date.first_day()));
    Table { rows, dates, ..Table::default() }
}

/// Agreements or events of some years, in the order of time.
fn dates(choices: &mut Choices<'_>, count: usize, (first, last): (usize, usize), is_agreement: bool) -> Vec<Dated> {
    let names = words::names(choices, count, 80);
    let dated = |(index, label): (usize, String)| {
        let year = choices.between(first, last);
        let date = date(choices, year).parse().ok();
        let corrections = if choices.once_in(8) { vec!["carts-year".to_owned()] } else { Vec::new() };
        Dated {
            id: format!("{}{index}", if is_agreement { "a" } else { "e" }),
            is_agreement,
            label,
            period: Period { start: date, end: date },
            work_id: "field-report".to_owned(),
            short: "Field report 1930".to_owned(),
            locator: "line 5".to_owned(),
            corrections,
        }
    };
    let mut dates: Vec<Dated> = names.into_iter().enumerate().map(dated).collect();
    dates.sort_by_key(|dated| dated.period.start.map(|date| date.first_day()));
    dates
}

/// Spans of time in groups, agreements, events.
fn timeline(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let within = years(choices);
    let count = if choices.once_in(10) { 0 } else { rows(choices) };
    let groups = choices.between(1, 8);
    let group_names = words::names(choices, groups, 60);
    let mut rows = named_rows(choices, count);
    for row in &mut rows {
        row.period = period(choices, within);
        let group = choices.below(groups);
        row.group = (format!("g{group}"), group_names[group].clone());
        row.cells = vec![profile.cell(choices, ("", ""))];
    }
    let start = |row: &Row| row.period.start.or(row.period.end).map(|date| date.first_day());
    rows.sort_by_key(|row| (row.group.0.clone(), start(row)));
    let agreements = if count == 0 || choices.once_in(2) { choices.between(1, 10) } else { 0 };
    let events = if choices.once_in(2) { choices.between(1, 8) } else { 0 };
    let mut dated = dates(choices, agreements, within, true);
    dated.extend(dates(choices, events, within, false));
    dated.sort_by_key(|dated| dated.period.start.map(|date| date.first_day()));
    Table { rows, dates: dated, ..Table::default() }
}

fn period(choices: &mut Choices<'_>, (first, last): (usize, usize)) -> Period {
    let from = choices.between(first, last);
    let to = choices.between(from, last);
    let mut ends = [date(choices, from), date(choices, to)].map(|text| text.parse::<sinosov::model::Date>().ok());
    // Of one year, the finer of two dates may be the earlier; then both are the first.
    if ends[1].map(|end| end.last_day()) < ends[0].map(|start| start.last_day()) {
        ends[1] = ends[0];
    }
    match choices.below(10) {
        0 => Period { start: ends[0], end: None },
        1 => Period { start: None, end: ends[1] },
        _ => Period { start: ends[0], end: ends[1] },
    }
}

/// How many figures there are, by works or by years.
fn matrix(choices: &mut Choices<'_>) -> Table {
    let count = rows(choices).min(40);
    let columns: Vec<(String, String)> = if choices.once_in(2) {
        let (first, last) = years(choices);
        (first..=last.min(first + 80)).map(|year| (year.to_string(), year.to_string())).collect()
    } else {
        let count = choices.between(1, 10);
        let names = words::names(choices, count, 60);
        names.into_iter().enumerate().map(|(index, name)| (format!("w{index}"), name)).collect()
    };
    let mut rows = named_rows(choices, count);
    let most = *choices.pick(&[3, 40, 2000]);
    for (index, row) in rows.iter_mut().enumerate() {
        for (column, (key, name)) in columns.iter().enumerate() {
            if choices.once_in(3) || (index == 0 && column == 0) {
                let count = Decimal::from(choices.between(1, most));
                let profile = Profile::counts();
                row.cells.push(profile.cell_of(choices, (key, name), Interval::point(count)));
            }
        }
    }
    Table { rows, columns, ..Table::default() }
}

/// Makes a chart one that cannot be drawn truthfully, and says of it why.
pub fn make_untrue(choices: &mut Choices<'_>, chart: &mut Chart) {
    let reason = match choices.below(5) {
        0 => Untrue::Units,
        1 => Untrue::Measures,
        2 => Untrue::NoRows,
        3 if chart.form.is_bars() => Untrue::LogBars,
        _ => match chart.form {
            Form::Matrix => Untrue::NoCounts,
            Form::Flow | Form::Map => Untrue::Negative,
            Form::Line => Untrue::NoDates,
            Form::Dumbbell | Form::Claims => Untrue::NegativeOnLog,
            _ => Untrue::NoRows,
        },
    };
    let cells = |chart: &Chart| chart.table.cells().count();
    match reason {
        Untrue::Units | Untrue::Measures if !chart.form.has_units() || cells(chart) < 2 => return,
        Untrue::Units => {
            let last = chart.table.rows.iter_mut().rev().flat_map(|row| row.cells.iter_mut().rev()).next();
            let Some(last) = last else { return };
            last.unit_id = if last.unit_id == "crown" { "usd" } else { "crown" }.to_owned();
        }
        Untrue::Measures => {
            // What was granted over a time leads to what is owed at a date.
            if chart.form == Form::Bridge {
                return;
            }
            let is_carts = chart.table.cells().all(|cell| cell.unit_id == "cart");
            let last = chart.table.rows.iter_mut().rev().flat_map(|row| row.cells.iter_mut().rev()).next();
            let Some(last) = last.filter(|_| is_carts) else { return };
            door::measure_otherwise(last);
        }
        Untrue::LogBars => chart.is_log = true,
        Untrue::NoRows => {
            chart.table.rows.clear();
            chart.table.dates.clear();
        }
        Untrue::Negative => {
            let Some(cell) = chart.table.rows.first_mut().and_then(|row| row.cells.first_mut()) else { return };
            cell.interval = Interval::point(Decimal::NEGATIVE_ONE);
        }
        Untrue::NegativeOnLog => {
            chart.is_log = true;
            let Some(cell) = chart.table.rows.first_mut().and_then(|row| row.cells.first_mut()) else { return };
            cell.interval = Interval::point(Decimal::NEGATIVE_ONE);
        }
        Untrue::NoCounts => {
            let Some(cell) = chart.table.rows.first_mut().and_then(|row| row.cells.first_mut()) else { return };
            cell.interval.max = None;
        }
        Untrue::NoDates => {
            if let Some(row) = chart.table.rows.first_mut() {
                row.key = "spring".to_owned();
            }
        }
    }
    chart.untrue = Some(reason);
}
