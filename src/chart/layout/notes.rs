//! What is written at the foot of a chart beside the note of its definition: what the table owes its reader.

use std::collections::BTreeSet;

use crate::chart::look::shape::{self, Shape};
use crate::chart::record::corrections as behind;
use crate::chart::{Context, Spec};
use crate::data::Action;
use crate::fmt::{self, once_each};
use crate::frame::{Cell, Converted, Dated, RateWitness, Table};
use crate::lang::{Tongue, say};
use crate::model::{Interval, Period};

/// More numbers than this are counted, not named.
const MANY: usize = 6;

/// The notes of a frame of a chart, the most important first: that of the definition, then what makes its numbers other than a reader would
/// take them for, what its marks mean, how its numbers came about, what is not there, and what everybody guesses.
pub(crate) fn notes(spec: &Spec, (table, whole): (&Table, &Table), context: Context<'_>) -> Vec<String> {
    let tongue = context.tongue();
    let wholes = table.rows.iter().filter_map(|row| row.whole.as_ref());
    let cells: Vec<&Cell> = table.cells().chain(wholes).collect();
    let mut notes = Vec::new();
    notes.extend(Some(spec.note.clone()).filter(|note| !note.is_empty()));
    notes.extend(table.allowed.iter().map(|allowed| say!(tongue, "note-allowed", allowed = allowed)));
    if !table.assumed.is_empty() {
        notes.push(say!(tongue, "note-assumed", assumed = &tongue.listed(&table.assumed)));
    }
    let are_written = spec.kind.get().writes_numbers(table);
    let of_dates = of_dates(table, context);
    // Where no number is written there is no sign to explain.
    let has_sign = are_written || !of_dates.is_empty();
    let corrected = once_each(corrections(&cells, context).into_iter().chain(of_dates));
    if !corrected.is_empty() {
        let corrections = &tongue.listed(&corrected);
        notes.push(match has_sign {
            true => say!(tongue, "note-corrected", corrections = corrections),
            false => say!(tongue, "note-corrected.without-sign", corrections = corrections),
        });
    }
    // Of counts of figures it does not matter what the figures say.
    if !spec.kind.get().counts_figures() {
        notes.extend(of_all(whole, context));
    }
    // A sum could be taken for what a work says; what a line or an end means is only not known.
    notes.extend(computed(&cells, context));
    notes.extend(spec.kind.get().notes(table, tongue));
    notes.extend(of_events(table, tongue));
    notes.extend(converted(table, context));
    notes.extend(restated(&cells, tongue));
    notes.extend(table.remarks.iter().cloned());
    if !table.without_value.is_empty() {
        notes.push(say!(tongue, "note-without-value", names = &tongue.listed(&table.without_value)));
    }
    let is_about = |cell: &&&Cell| are_written && is_about(&cell.interval);
    let about = || cells.iter().filter(is_about);
    let (of_sources, is_rounded) = (about().any(|cell| !cell.is_converted()), about().any(|cell| cell.is_converted()));
    notes.extend(match (of_sources, is_rounded) {
        (false, false) => None,
        (false, true) => Some(say!(tongue, "note-about-rounded")),
        (true, false) => Some(say!(tongue, "note-about-source")),
        (true, true) => Some(say!(tongue, "note-about-either")),
    });
    notes
}

/// Whether a number is written with the sign of what is not exact; of one that has no end nothing is.
fn is_about(interval: &Interval) -> bool {
    interval.about.is_any() && (interval.min.is_some() || interval.max.is_some())
}

/// Which numbers are added up here.
fn computed(cells: &[&Cell], context: Context<'_>) -> Option<String> {
    let tongue = context.tongue();
    let label = |cell: &&Cell| {
        let number = shape::value_label(context, cell);
        match cell.open.map(|(open, all)| (open.to_string(), all.to_string())) {
            Some((open, all)) => say!(tongue, "note-open-ends", number = &number, open = &open, all = &all),
            None => number,
        }
    };
    let mut computed: Vec<String> =
        cells.iter().filter(|cell| cell.is_computed() && !cell.not_itemised).map(label).collect();
    computed.dedup();
    match computed.as_slice() {
        [] => None,
        [one] => Some(say!(tongue, "note-added-one", number = one)),
        many if many.len() > MANY => Some(say!(tongue, "note-added-many", n = many.len())),
        few => Some(say!(tongue, "note-added", numbers = &tongue.and(few))),
    }
}

/// By which rates numbers were converted, of when, and from the prices of which years into those of which.
fn converted(table: &Table, context: Context<'_>) -> Vec<String> {
    let tongue = context.tongue();
    let conversions: Vec<&Converted> = table.cells().flat_map(|cell| &cell.converted).collect();
    let rates = |is_index: bool| {
        let of_kind = move |rate: &&RateWitness| rate.is_index == is_index;
        conversions.iter().flat_map(move |conversion| conversion.rates.iter().filter(of_kind))
    };
    let exchanged = conversions.iter().filter(|it| it.rates.iter().any(|rate| !rate.is_index));
    let dates = once_each(exchanged.map(|conversion| fmt::date(tongue, conversion.date)));
    let stated = once_each(rates(false).map(|rate| {
        let place = fmt::place(tongue, &rate.short, &rate.locator);
        match rate.as_stated.as_str() {
            // One that is computed has no words of its own.
            "" => place,
            stated => say!(tongue, "note-rate-stated", stated = stated, place = &place),
        }
    }));
    let mut parts = Vec::new();
    if !stated.is_empty() {
        let (dates, rates) = (&tongue.and(&dates), &tongue.listed(&stated));
        parts.push(say!(tongue, "note-converted", dates = dates, rates = rates));
    }
    let into = once_each(conversions.iter().filter_map(|it| it.constant).map(|year| year_told(tongue, year)));
    if !into.is_empty() {
        let from = &years(conversions.iter().filter(|it| it.constant.is_some()).map(|it| it.year), tongue);
        let indices = once_each(rates(true).map(|rate| rate.short.clone()));
        let (into, indices) = (&tongue.and(&into), &tongue.and(&indices));
        parts.push(say!(tongue, "note-in-prices", into = into, from = from, indices = indices));
    }
    parts
}

/// Which numbers works give in other units of one base: "In t by exact factors: 10,000 long tons (Roe 1931)."
fn restated(cells: &[&Cell], tongue: &Tongue) -> Option<String> {
    let witnesses = cells.iter().flat_map(|cell| &cell.witnesses);
    let stated = witnesses.filter_map(|it| {
        let stated = it.restated.as_ref()?;
        Some(say!(tongue, "chart-aside", text = stated, aside = &it.short))
    });
    let stated = once_each(stated);
    match stated.len() {
        0 => None,
        few if few <= MANY => Some(say!(tongue, "note-restated", numbers = &tongue.listed(&stated))),
        many => Some(say!(tongue, "note-restated-many", n = many)),
    }
}

fn year_told(tongue: &Tongue, year: i32) -> String {
    say!(tongue, "date-of-year", year = &year.to_string())
}

/// Years as people write them: 1930–38, 1955–57.
fn years(all: impl Iterator<Item = i32>, tongue: &Tongue) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in all.collect::<BTreeSet<i32>>() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let run = |(first, last): (i32, i32)| match last - first {
        0 | 1 => (first..=last).map(|year| year_told(tongue, year)).collect(),
        _ => vec![fmt::years(tongue, first.into(), last.into())],
    };
    runs.into_iter().flat_map(run).collect::<Vec<_>>().join(&say!(tongue, "list-between"))
}

/// What is corrected behind the numbers with a dagger: "Peskov 2006: dated 1949 here, 1950 in print".
fn corrections(cells: &[&Cell], context: Context<'_>) -> Vec<String> {
    let tongue = context.tongue();
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut unseen: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.corrected) {
        for correction in behind(cell, context.dataset).filter(|it| it.action != Action::Exclude) {
            let of_figure = cell.witnesses.iter().find(|witness| witness.figure_id == correction.row_id);
            let label = context.dataset.quantities.get(&correction.row_id).map(|quantity| quantity.label.clone());
            let of_rate = (correction.table == "rates").then(|| correction.row_id.clone());
            let whose = of_figure.map(|witness| witness.short.clone()).or(label).or(of_rate).unwrap_or_default();
            match correction.in_short(context.tongue()) {
                Some(what) => texts.push((whose, what)),
                None => unseen.push(whose),
            }
        }
    }
    // A dagger is never without a word.
    unseen.retain(|whose| !texts.iter().any(|(told, _)| told == whose));
    texts.extend(unseen.into_iter().map(|whose| (whose, say!(tongue, "note-entry-corrected"))));
    once_each(texts.iter().map(|(whose, what)| say!(tongue, "chart-told-of", name = whose, text = what)))
}

/// What is corrected of the agreements and events with a dagger.
fn of_dates(table: &Table, context: Context<'_>) -> Vec<String> {
    let dates = table.dates.iter().filter(|dated| !dated.corrections.is_empty());
    let of_date = |dated: &Dated| {
        let all = context.dataset.corrections.iter().filter(|it| it.action != Action::Exclude);
        let all = all.filter(|it| dated.corrections.contains(&it.id));
        let told = all.filter_map(|it| it.in_short(context.tongue()));
        told.map(|what| say!(context.tongue(), "chart-told-of", name = &dated.short, text = &what)).collect::<Vec<_>>()
    };
    dates.flat_map(of_date).collect()
}

/// What the bars on the lines of events mean.
fn of_events(table: &Table, tongue: &Tongue) -> Option<String> {
    let periods = || table.dates.iter().filter(|dated| !dated.is_agreement).map(|dated| dated.period);
    let is_long = |period: Period| period.start.is_some() && period.end.is_some() && period.start != period.end;
    let is_vague = |period: Period| period.start.or(period.end).is_some_and(|date| date.day.is_none());
    match (periods().any(is_long), periods().any(|period| !is_long(period) && is_vague(period))) {
        (false, false) => None,
        (true, false) => Some(say!(tongue, "note-events-lasted")),
        (false, true) => Some(say!(tongue, "note-events-within")),
        (true, true) => Some(say!(tongue, "note-events-either")),
    }
}

/// The shapes of the marks, with the stages that are hatched, and whether every mark has the shape.
pub(crate) fn occurring(table: &Table, context: Context<'_>) -> Vec<(Shape, Vec<String>, bool)> {
    let tongue = context.tongue();
    let mut found: Vec<(Shape, Vec<String>, usize)> = Vec::new();
    for cell in table.cells() {
        for shape in shape::shapes(context.dataset, cell) {
            let label = |id: &str| context.dataset.stages.get(id).map(|stage| stage.label.clone()).unwrap_or_default();
            let added =
                |first: String, second: String| say!(tongue, "key-stages-added", first = &first, second = &second);
            let stage = cell.stage_id.split("; ").map(label).reduce(added).unwrap_or_default();
            match found.iter_mut().find(|(known, ..)| *known == shape) {
                None => found.push((shape, vec![stage], 1)),
                Some((_, stages, count)) => {
                    *count += 1;
                    if matches!(shape, Shape::Hatched | Shape::HatchedHollow) && !stages.contains(&stage) {
                        stages.push(stage);
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
        parts.push(say!(context.tongue(), "note-one-work", kind = &work.kind));
    }
    parts
}
