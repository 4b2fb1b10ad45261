//! Colours: that a series has one of its own, and that its name and the key have the same.

use std::collections::{BTreeMap, BTreeSet};

use sinosov::chart::look::theme::HUES;
use sinosov::chart::scene::{Fill, Ink, Item, Mark, Outline, Paint};

use crate::drawn::chart::Form;
use crate::drawn::door;
use crate::drawn::reading::{Case, Fault, Read, bare, told};

/// The hue of an ink, if it has one.
pub fn hue(ink: Ink) -> Option<&'static str> {
    let name = ink.to_string();
    HUES.into_iter().find(|hue| name.split(' ').any(|word| word == *hue))
}

/// The hues of a paint.
fn hues_of(paint: &Paint) -> Vec<&'static str> {
    let fill = match paint.fill {
        Fill::Solid(ink) => vec![ink],
        Fill::Hatched(over, ground) | Fill::Dotted(over, ground) => vec![over, ground],
    };
    let outline = match paint.outline {
        Outline::None => None,
        Outline::Drawn(ink) | Outline::WhereNeeded(ink) => Some(ink),
    };
    fill.into_iter().chain(outline).filter_map(hue).collect()
}

fn hues_in(mark: &Mark) -> Vec<&'static str> {
    let of = |item: &Item| match item {
        Item::Shape(_, paint) => hues_of(paint),
        Item::Stroke(stroke) => hue(stroke.ink).into_iter().collect(),
        Item::Text(_) | Item::Mark(_) => Vec::new(),
    };
    mark.items.iter().flat_map(of).collect()
}

/// The hues of every series, or in a timeline of every group, over all frames.
fn hues_by_series<'a>(case: &Case<'a>) -> BTreeMap<&'a str, BTreeSet<&'static str>> {
    let mut all: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
    for mark in case.frames.iter().flat_map(|read| &read.marks) {
        let Some((row, cell)) = case.cell_of(mark) else { continue };
        if !door::nature(cell).is_rest {
            let key = if case.chart.form.has_groups() { &row.group.0 } else { &cell.series };
            all.entry(key).or_default().extend(hues_in(mark));
        }
    }
    all
}

/// Whether colours stand for series in a form.
fn has_colours(form: Form) -> bool {
    !matches!(form, Form::Matrix | Form::Claims | Form::Flow | Form::Map)
}

/// A series has one hue in all frames, and no other series has it, as far as there are hues.
pub fn are_each_of_one_series(case: &Case<'_>) -> Vec<Fault> {
    if !has_colours(case.chart.form) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(Fault { what, frame: 0, at: None });
    let all = hues_by_series(case);
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (series, hues) in &all {
        if hues.len() > 1 {
            fault(format!("{series} is {}", hues.iter().copied().collect::<Vec<_>>().join(" and ")));
        }
        for hue in hues {
            owners.entry(hue).or_default().push(series);
        }
    }
    for (hue, series) in owners {
        if series.len() > 1 && all.len() <= HUES.len() {
            fault(format!("{} are all {hue}", series.join(" and ")));
        }
    }
    faults
}

/// The name of a series, where it is written in a colour or behind a sign of one, has that of its marks.
pub fn of_names_are_those_of_marks(case: &Case<'_>) -> Vec<Fault> {
    if !has_colours(case.chart.form) {
        return Vec::new();
    }
    let all = hues_by_series(case);
    let table = &case.chart.table;
    let names = if case.chart.form.has_groups() { table.groups() } else { table.series() };
    let names: Vec<(&str, String)> =
        names.into_iter().map(|(key, own)| (key, bare(case.chart.label(key, own)))).collect();
    // A name that another thing has too says nothing.
    let rows: BTreeSet<String> = table.rows.iter().map(|row| bare(case.chart.row_name(row))).collect();
    case.in_every_frame(|read, finds| {
        // A line of a longer name can be the name of another.
        let longer = case.names().into_iter().flat_map(|name| read.all_lines_of(&name)).filter(|lines| lines.len() > 1);
        let longer: BTreeSet<usize> = longer.flatten().map(|line| read.texts[line].order).collect();
        for (key, name) in names.iter().filter(|(_, name)| !name.is_empty() && !rows.contains(name)) {
            let Some(hues) = all.get(key).filter(|hues| !hues.is_empty()) else { continue };
            for words in read
                .texts
                .iter()
                .filter(|words| words.mark.is_none() && words.bare == *name && !longer.contains(&words.order))
            {
                let written = hue(words.text.ink).into_iter().chain(sign_before(read, words.order));
                if let Some(other) = written.into_iter().find(|hue| !hues.contains(hue)) {
                    finds.add(words.bounds, format!("{} is told in {other}, and drawn in {hues:?}", told(name)));
                }
            }
        }
    })
}

/// The hue of a shape that belongs to no mark and stands directly before a text.
fn sign_before(read: &Read<'_>, order: usize) -> Option<&'static str> {
    let text = read.things[order].bounds;
    let middle = text.centre().1;
    let near = read.things.iter().filter(|thing| thing.mark.is_none()).filter(|thing| {
        let gap = text.left - thing.bounds.right;
        // A sign is as large as a letter.
        thing.bounds.width().max(thing.bounds.height()) < 24.0
            && (0.0..14.0).contains(&gap)
            && thing.bounds.top < middle
            && middle < thing.bounds.bottom
    });
    near.filter_map(|thing| match thing.item {
        Item::Shape(_, paint) => hues_of(paint).first().copied(),
        _ => None,
    })
    .next_back()
}
