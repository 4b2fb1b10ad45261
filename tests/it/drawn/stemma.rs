//! Invented stemmata, and what only they must keep.

use sinosov::chart::scene::{Item, Point, Stroke};
use sinosov::frame::{Cell, Link, Quoted, Row, Table};
use sinosov::model::{Date, Interval, Period};

use super::chart::Form;
use super::door::{self, Nature};
use super::numbers::Profile;
use super::reading::{Case, Fault, told};
use super::{tables, words};
use crate::invent::Choices;
use crate::invent::words::date;

/// The works of the package, of every tier, of none, and one that is not there.
const WORKS: [&str; 6] = ["old-ledger", "of-tier-2", "of-tier-3", "of-tier-4", "of-no-tier", "nowhere"];

/// Works that state a few numbers, some of them by way of others, which may be in the table or not.
pub fn table(choices: &mut Choices<'_>, profile: &Profile) -> Table {
    let count = tables::rows(choices).min(60);
    let years = tables::years(choices);
    let numbers: Vec<Interval> = (0..choices.between(1, count.min(12))).map(|_| profile.interval(choices)).collect();
    let mut rows = tables::named_rows(choices, count);
    let works = if choices.once_in(3) { &WORKS[1..2] } else { &WORKS[..] };
    for (index, row) in rows.iter_mut().enumerate() {
        let interval = *choices.pick(&numbers);
        let issued = if index > 0 && choices.once_in(6) { None } else { issued(choices, years) };
        row.period = Period { start: issued, end: issued };
        row.detail.clear();
        row.cells = vec![cell(choices, interval, profile.unit(), works)];
    }
    let (quoted, links) = linked(choices, &rows, years);
    let roots: Vec<(String, String)> = rows.iter().map(|row| root(row, &rows, &quoted, &links)).collect();
    for (row, root) in rows.iter_mut().zip(roots) {
        row.group = root;
    }
    rows.sort_by_key(|row| {
        (
            std::cmp::Reverse(row.cells.first().map(|cell| cell.interval.rank())),
            row.period.start.map(|date| date.first_day()),
        )
    });
    Table { rows, quoted, links, ..Table::default() }
}

fn cell(choices: &mut Choices<'_>, interval: Interval, unit: &str, works: &[&str]) -> Cell {
    let nature = Nature {
        is_second_hand: choices.once_in(3),
        is_corrected: choices.once_in(8),
        is_converted: choices.once_in(20),
        ..Nature::default()
    };
    let cell = door::cell(("", ""), interval, unit, "promised", nature);
    let (is_preferred, is_doubtful) = (choices.once_in(12), choices.once_in(10));
    let work = choices.pick(works);
    door::of_work(door::ranked(cell, is_preferred, is_doubtful), work)
}

fn issued(choices: &mut Choices<'_>, (first, last): (usize, usize)) -> Option<Date> {
    let year = choices.between(first, last);
    date(choices, year).parse().ok()
}

/// From where rows have their numbers: from one before them, so that nobody goes round, or from works that are no rows.
fn linked(choices: &mut Choices<'_>, rows: &[Row], years: (usize, usize)) -> (Vec<Quoted>, Vec<Link>) {
    let (mut quoted, mut links): (Vec<Quoted>, Vec<Link>) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let mut link = |from: &str, to: &str, is_shared| {
            links.push(Link { from: from.to_owned(), to: to.to_owned(), is_shared });
        };
        match choices.below(4) {
            0 | 1 if index > 0 => link(&row.key, &choices.pick(&rows[..index]).key, choices.once_in(3)),
            2 => {
                let interval = row.cells[0].interval;
                let known: Vec<&Quoted> = quoted.iter().filter(|it| it.interval == interval).collect();
                if let Some(known) = known.first().filter(|_| choices.once_in(2)) {
                    link(&row.key, &known.key, false);
                    continue;
                }
                let work = choices.pick(&WORKS).to_string();
                let issued = if choices.once_in(4) { None } else { issued(choices, years) };
                let new = Quoted {
                    key: format!("q/{}", quoted.len()),
                    work_id: work,
                    short: format!("{} no. {}", words::text(choices, 60), quoted.len() + 1),
                    issued,
                    interval,
                    stated: choices.once_in(6).then(|| format!("{} boats", choices.between(1, 900))),
                };
                link(&row.key, &new.key, choices.once_in(5));
                if let Some(other) = known.first().filter(|_| choices.once_in(3)) {
                    // One work that was not read has it from another, which ends the chain.
                    if !links.iter().any(|link| link.from == other.key) {
                        links.push(Link { from: new.key.clone(), to: other.key.clone(), is_shared: false });
                    }
                }
                quoted.push(new);
            }
            _ => {}
        }
    }
    links.sort();
    (quoted, links)
}

/// Where the chain of a row ends.
fn root(row: &Row, rows: &[Row], quoted: &[Quoted], links: &[Link]) -> (String, String) {
    let mut key = row.key.as_str();
    for _ in 0..=links.len() {
        match links.iter().find(|link| link.from == key) {
            Some(link) => key = &link.to,
            None => break,
        }
    }
    let of_row = rows.iter().find(|row| row.key == key).map(|row| row.label.clone());
    let name = of_row.or_else(|| quoted.iter().find(|it| it.key == key).map(|it| it.short.clone()));
    (key.to_owned(), name.unwrap_or_default())
}

/// Whether a point lies on a line between two others.
fn is_on((x, y): Point, (from, to): (Point, Point)) -> bool {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let long = (across * across + down * down).max(1e-9);
    let share = (((x - from.0) * across + (y - from.1) * down) / long).clamp(0.0, 1.0);
    (from.0 + share * across - x).hypot(from.1 + share * down - y) < 1.0
}

/// A line leads to every work that has its number from another: from the point of that one, where it stands in the same frame.
pub fn links_lead_from_work_to_work(case: &Case<'_>) -> Vec<Fault> {
    if case.chart.form != Form::Stemma {
        return Vec::new();
    }
    case.in_every_frame(|read, finds| {
        let place = |row: &str| {
            let mark = read.marks.iter().find(|mark| mark.attribute("data-row") == Some(row))?;
            // The last shape is the sign; a cross is of strokes.
            Some(mark.items.iter().filter_map(Item::bounds).next_back()?.centre())
        };
        let is_at = |(x, y): Point, other: Point| (x - other.0).abs() < 2.0 && (y - other.1).abs() < 2.0;
        for link in &case.chart.table.links {
            let Some(to) = place(&link.from) else { continue };
            let from = place(&link.to);
            if let Some(quoted) = case.chart.table.quoted.iter().find(|quoted| quoted.key == link.to)
                && !read.marks.iter().any(|mark| mark.attribute("data-work") == Some(&quoted.work_id))
            {
                finds.add(None, format!("{} is quoted and not drawn", told(&quoted.short)));
            }
            let lines = || read.free_strokes().filter(|stroke| stroke.points.len() > 2);
            // From the work itself, or from a line that leads from it to another.
            let leads = |line: &Stroke| {
                let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
                let is_from = |from: Point| {
                    let parts = |other: &Stroke| {
                        is_at(other.points[0], from)
                            && other.dash == line.dash
                            && other.points.windows(2).any(|ends| is_on(first, (ends[0], ends[1])))
                    };
                    is_at(first, from) || lines().any(parts)
                };
                is_at(last, to) && from.is_none_or(is_from)
            };
            match lines().find(|line| leads(line)) {
                None => finds.add(None, format!("no line from {} to {}", told(&link.to), told(&link.from))),
                Some(line) if line.dash.is_some() != link.is_shared => {
                    finds.add(None, format!("the line from {} to {} tells another tie", link.to, link.from));
                }
                Some(_) => {}
            }
        }
    })
}
