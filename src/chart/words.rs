//! A chart in words, for who cannot see it.

use super::{Context, Run, Spec};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Table};
use crate::lang::{Tongue, say};

/// What is said where there is no number.
pub(crate) fn unknown(tongue: &Tongue) -> String {
    say!(tongue, "no-figure-found")
}

/// How many rows a table has.
pub(crate) fn rows(tongue: &Tongue, table: &Table) -> String {
    say!(tongue, "description-rows", n = table.rows.len())
}

/// The chart in words: what kind it is, its largest and smallest number, what is uncertain.
pub(crate) fn description(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let tongue = context.tongue();
    let chart = &spec.kind.get().called(table, tongue);
    let mut told = vec![match spec.run() {
        Run::Linear => say!(tongue, "description", chart = chart),
        Run::Log => say!(tongue, "description-log", chart = chart),
    }];
    if table.cells().any(|cell| cell.is_modelled()) {
        told.push(say!(tongue, "description-modelled"));
    }
    for row in &table.rows {
        let name = &spec.name_in_time(row, tongue);
        let shown: Vec<String> = row.cells.iter().map(|cell| in_words(spec, cell, context)).collect();
        let shown = &if shown.is_empty() { unknown(tongue) } else { tongue.listed(&shown) };
        told.push(match row.whole.as_ref().filter(|_| row.cells.len() > 1) {
            Some(whole) => {
                let whole = &in_words_bare(whole, context);
                say!(tongue, "description-row-in-all", row = name, numbers = shown, whole = whole)
            }
            None => say!(tongue, "description-row", row = name, numbers = shown),
        });
    }
    for dated in &table.dates {
        let period = &fmt::period(tongue, &dated.period);
        told.push(say!(tongue, "description-row", row = &dated.label, numbers = period));
    }
    let open = table.cells().filter(|cell| cell.interval.max.is_none()).count();
    if open > 0 {
        let all = &table.cells().count().to_string();
        told.push(say!(tongue, "description-open", n = open, all = all));
    }
    tongue.sentences(&told)
}

fn in_words(spec: &Spec, cell: &Cell, context: Context<'_>) -> String {
    let series = spec.label(&cell.series, &cell.series_label);
    let number = in_words_bare(cell, context);
    match series {
        "" => number,
        series => say!(context.tongue(), "description-series", series = series, number = &number),
    }
}

fn in_words_bare(cell: &Cell, context: Context<'_>) -> String {
    let number = match context.dataset.units.get(&cell.unit_id) {
        Some(unit) => unit.print(context.tongue(), &cell.shown(), Style::Words),
        None => fmt::interval(context.tongue(), &cell.shown(), Style::Words),
    };
    number.replace(fmt::NO_BREAK, " ")
}
