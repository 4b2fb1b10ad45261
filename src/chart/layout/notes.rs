//! What is written at the foot of a chart beside the note of its definition: what the table owes its reader.

use std::collections::BTreeSet;

use crate::chart::look::shape::{self, Shape};
use crate::chart::record::corrections as behind;
use crate::chart::{Context, Spec};
use crate::data::Action;
use crate::fmt::{self, once_each};
use crate::frame::{Cell, Converted, Dated, RateWitness, Table};
use crate::model::Period;

/// More numbers than this are counted, not named.
const MANY: usize = 6;

/// The notes of a frame of a chart, the most important first: that of the definition, then what makes its numbers other than a reader would
/// take them for, what its marks mean, how its numbers came about, what is not there, and what everybody guesses.
pub(crate) fn notes(spec: &Spec, (table, whole): (&Table, &Table), context: Context<'_>) -> Vec<String> {
    let wholes = table.rows.iter().filter_map(|row| row.whole.as_ref());
    let cells: Vec<&Cell> = table.cells().chain(wholes).collect();
    let mut notes = Vec::new();
    notes.extend(Some(spec.note.clone()).filter(|note| !note.is_empty()));
    notes.extend(table.allowed.iter().map(|allowed| format!("Added here all the same: {allowed}.")));
    if !table.assumed.is_empty() {
        notes.push(format!("Assumed: {}.", table.assumed.join("; ")));
    }
    let are_written = spec.kind.get().writes_numbers(table);
    let of_dates = of_dates(table, context);
    // Where no number is written there is no sign to explain.
    let sign = if are_written || !of_dates.is_empty() { "† " } else { "" };
    let corrected = once_each(corrections(&cells, context).into_iter().chain(of_dates));
    if !corrected.is_empty() {
        notes.push(format!("{sign}{}.", corrected.join("; ")));
    }
    // Of counts of figures it does not matter what the figures say.
    if !spec.kind.get().counts_figures() {
        notes.extend(of_all(whole, context));
    }
    // A sum could be taken for what a work says; what a line or an end means is only not known.
    notes.extend(computed(&cells, context));
    notes.extend(spec.kind.get().notes(table));
    notes.extend(of_events(table));
    notes.extend(converted(table, context));
    notes.extend(restated(&cells));
    notes.extend(table.remarks.iter().cloned());
    if !table.without_value.is_empty() {
        notes.push(format!("Left out, for no figure of theirs can be used: {}.", table.without_value.join("; ")));
    }
    let is_about = |cell: &&&Cell| are_written && shape::value_label(context, cell).contains("c.");
    let about = || cells.iter().filter(is_about);
    let (of_sources, is_rounded) = (about().any(|cell| !cell.is_converted()), about().any(|cell| cell.is_converted()));
    notes.extend(match (of_sources, is_rounded) {
        (false, false) => None,
        (false, true) => Some("“c.”: rounded to the digits that the source bears.".to_owned()),
        (true, false) => Some("“c.” is the source’s own “about”.".to_owned()),
        (true, true) => Some("“c.”: the source’s own “about”, or rounded to the digits that it bears.".to_owned()),
    });
    notes
}

/// Which numbers are added up here.
fn computed(cells: &[&Cell], context: Context<'_>) -> Option<String> {
    let label = |cell: &&Cell| match cell.open {
        Some((open, all)) => format!("{} ({open} of {all} open at one end)", shape::value_label(context, cell)),
        None => shape::value_label(context, cell),
    };
    let mut computed: Vec<String> =
        cells.iter().filter(|cell| cell.is_computed() && !cell.not_itemised).map(label).collect();
    computed.dedup();
    match computed.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is added up here.")),
        many if many.len() > MANY => Some(format!("{} of the numbers are added up here.", many.len())),
        [most @ .., last] => Some(format!("{} and {last} are added up here.", most.join(", "))),
    }
}

/// By which rates numbers were converted, of when, and from the prices of which years into those of which.
fn converted(table: &Table, context: Context<'_>) -> Vec<String> {
    let conversions: Vec<&Converted> = table.cells().flat_map(|cell| &cell.converted).collect();
    let rates = |is_index: bool| {
        let of_kind = move |rate: &&RateWitness| rate.is_index == is_index;
        conversions.iter().flat_map(move |conversion| conversion.rates.iter().filter(of_kind))
    };
    let exchanged = conversions.iter().filter(|it| it.rates.iter().any(|rate| !rate.is_index));
    let dates = once_each(exchanged.map(|conversion| fmt::date(context.tongue(), conversion.date)));
    let stated = once_each(rates(false).map(|rate| match rate.as_stated.as_str() {
        // One that is computed has no words of its own.
        "" => format!("{}, {}", rate.short, rate.locator),
        stated => format!("“{stated}” ({}, {})", rate.short, rate.locator),
    }));
    let mut parts = Vec::new();
    if !stated.is_empty() {
        parts.push(format!("Converted here by official rates of {}: {}.", dates.join(" and "), stated.join("; ")));
    }
    let into = once_each(conversions.iter().filter_map(|it| it.constant).map(|year| year.to_string()));
    if !into.is_empty() {
        let from = years(conversions.iter().filter(|it| it.constant.is_some()).map(|it| it.year));
        let indices = once_each(rates(true).map(|rate| rate.short.clone()));
        let (into, from, indices) = (into.join(" and "), from, indices.join(" and "));
        parts.push(format!("Computed here in prices of {into}, from prices of {from}, by {indices}."));
    }
    parts
}

/// Which numbers works give in other units of one base: "In t by exact factors: 10,000 long tons (Roe 1931)."
fn restated(cells: &[&Cell]) -> Option<String> {
    let witnesses = cells.iter().flat_map(|cell| &cell.witnesses);
    let stated = witnesses.filter_map(|it| it.restated.as_ref().map(|stated| format!("{stated} ({})", it.short)));
    let stated = once_each(stated);
    match stated.len() {
        0 => None,
        few if few <= MANY => Some(format!("Restated here by exact factors: {}.", stated.join("; "))),
        many => Some(format!("Restated here from other units by exact factors: {many} numbers.")),
    }
}

/// Years as people write them: 1930–38, 1955–57.
fn years(all: impl Iterator<Item = i32>) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in all.collect::<BTreeSet<i32>>() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let run = |(first, last): (i32, i32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ if first / 100 == last / 100 => format!("{first}–{:02}", last % 100),
        _ => format!("{first}–{last}"),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

/// What is corrected behind the numbers with a dagger: "Peskov 2006: dated 1949 here, 1950 in print".
fn corrections(cells: &[&Cell], context: Context<'_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut unseen: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.corrected) {
        for correction in behind(cell, context.dataset).filter(|it| it.action != Action::Exclude) {
            let of_figure = cell.witnesses.iter().find(|witness| witness.figure_id == correction.row_id);
            let label = context.dataset.quantities.get(&correction.row_id).map(|quantity| quantity.label.clone());
            let of_rate = (correction.table == "rates").then(|| correction.row_id.clone());
            let whose = of_figure.map(|witness| witness.short.clone()).or(label).or(of_rate).unwrap_or_default();
            match correction.in_short(context.tongue()) {
                Some(what) => texts.push(format!("{whose}: {what}")),
                None => unseen.push(format!("{whose}: ")),
            }
        }
    }
    // A dagger is never without a word.
    unseen.retain(|whose| !texts.iter().any(|text| text.starts_with(whose.as_str())));
    texts.extend(unseen.iter().map(|whose| format!("{whose}its entry is corrected")));
    once_each(texts)
}

/// What is corrected of the agreements and events with a dagger.
fn of_dates(table: &Table, context: Context<'_>) -> Vec<String> {
    let dates = table.dates.iter().filter(|dated| !dated.corrections.is_empty());
    let of_date = |dated: &Dated| {
        let all = context.dataset.corrections.iter().filter(|it| it.action != Action::Exclude);
        let all = all.filter(|it| dated.corrections.contains(&it.id));
        all.filter_map(|it| Some(format!("{}: {}", dated.short, it.in_short(context.tongue())?))).collect::<Vec<_>>()
    };
    dates.flat_map(of_date).collect()
}

/// What the bars on the lines of events mean.
fn of_events(table: &Table) -> Option<String> {
    let periods = || table.dates.iter().filter(|dated| !dated.is_agreement).map(|dated| dated.period);
    let is_long = |period: Period| period.start.is_some() && period.end.is_some() && period.start != period.end;
    let is_vague = |period: Period| period.start.or(period.end).is_some_and(|date| date.day.is_none());
    let note = match (periods().any(is_long), periods().any(|period| !is_long(period) && is_vague(period))) {
        (false, false) => return None,
        (true, false) => "A bar on an event’s line: so long it lasted.",
        (false, true) => "A bar on an event’s line: its date lies within.",
        (true, true) => "A bar on an event’s line: its date lies within, or it lasted so long.",
    };
    Some(note.to_owned())
}

/// The shapes of the marks, with the stages that are hatched, and whether every mark has the shape.
pub(crate) fn occurring(table: &Table, context: Context<'_>) -> Vec<(Shape, String, bool)> {
    let mut found: Vec<(Shape, String, usize)> = Vec::new();
    for cell in table.cells() {
        for shape in shape::shapes(context.dataset, cell) {
            let label = |id: &str| context.dataset.stages.get(id).map(|stage| stage.label.clone()).unwrap_or_default();
            let stage = cell.stage_id.split("; ").map(label).collect::<Vec<_>>().join(" with ");
            match found.iter_mut().find(|(known, ..)| *known == shape) {
                None => found.push((shape, stage, 1)),
                Some((_, stages, count)) => {
                    *count += 1;
                    if matches!(shape, Shape::Hatched | Shape::HatchedHollow)
                        && !stages.split(", ").any(|known| known == stage)
                    {
                        stages.push_str(", ");
                        stages.push_str(&stage);
                    }
                }
            }
        }
    }
    found.sort();
    let all = table.cells().count();
    found.into_iter().map(|(shape, stages, count)| (shape, stages, count == all)).collect()
}

/// What is said once because it holds for every mark.
fn of_all(table: &Table, context: Context<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    let works: Vec<_> = table.works().into_iter().filter_map(|(id, _)| context.dataset.works.get(id)).collect();
    let cites = table.cells().flat_map(|cell| &cell.witnesses).any(|witness| witness.cites.is_some());
    if let [work] = works.as_slice()
        && work.tier == Some(4)
        && !cites
    {
        parts
            .push(format!("All numbers are from one {}, which names no source for them.", work.kind.replace('-', " ")));
    }
    parts
}
