//! A chart in words, for who cannot see it.

use super::{Context, Run, Spec};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Table};

/// What is said where there is no number.
pub(crate) const UNKNOWN: &str = "no figure found";

/// The chart in words: what kind it is, its largest and smallest number, what is uncertain.
pub(crate) fn description(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let kind = spec.kind.get();
    let count = table.rows.len();
    let mut text = format!("{} with {count} row{}", kind.called(table), if count == 1 { "" } else { "s" });
    text.push_str(&kind.extent(table));
    if spec.run() == Run::Log {
        text.push_str(" on a logarithmic axis");
    }
    text.push('.');
    if table.cells().any(|cell| cell.is_modelled()) {
        text.push_str(" Modelled; no work states the numbers.");
    }
    for row in &table.rows {
        let shown: Vec<String> = row.cells.iter().map(|cell| in_words(spec, cell, context)).collect();
        let whole = row.whole.iter().filter(|_| row.cells.len() > 1);
        let whole: String = whole.map(|cell| format!(", {} in all", in_words_bare(cell, context))).collect();
        let shown = if shown.is_empty() { UNKNOWN.to_owned() } else { shown.join("; ") };
        text.push_str(&format!(" {}: {shown}{whole}.", spec.name_in_time(row, context.tongue())));
    }
    for dated in &table.dates {
        text.push_str(&format!(" {}: {}.", dated.label, fmt::period(context.tongue(), &dated.period)));
    }
    let open = table.cells().filter(|cell| cell.interval.max.is_none()).count();
    if open > 0 {
        text.push_str(&format!(" {open} of {} numbers have no upper limit.", table.cells().count()));
    }
    text
}

fn in_words(spec: &Spec, cell: &Cell, context: Context<'_>) -> String {
    let series = spec.label(&cell.series, &cell.series_label);
    let number = in_words_bare(cell, context);
    if series.is_empty() { number } else { format!("{series} {number}") }
}

fn in_words_bare(cell: &Cell, context: Context<'_>) -> String {
    let number = match context.dataset.units.get(&cell.unit_id) {
        Some(unit) => unit.print(context.tongue(), &cell.shown(), Style::Words),
        None => fmt::interval(context.tongue(), &cell.shown(), Style::Words),
    };
    number.replace(fmt::NO_BREAK, " ")
}
