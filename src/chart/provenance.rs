//! What stands behind every mark of a chart, as JSON, and the chart in words.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Context, Kind, Layout, Spec, mark};
use crate::data::{Correction, Dataset};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Row, Table};

/// The metadata of a chart: tool and dataset version, dataset digest, chart id, and for each mark its label, value,
/// figures with work and locator, and corrections. No clock and no path is in it.
#[must_use]
pub fn provenance(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let marks: Vec<Value> = table
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
        .map(|(row, cell)| mark_json(row, cell, context))
        .collect();
    json!({
        "generator": concat!("sinosov ", env!("CARGO_PKG_VERSION")),
        "dataset_version": context.version,
        "dataset_sha256": context.digest,
        "chart": spec.id,
        "allowed": table.allowed,
        "assumed": table.assumed,
        "marks": marks,
    })
    .to_string()
}

fn mark_json(row: &Row, cell: &Cell, context: Context<'_>) -> Value {
    let number = |end: Option<Decimal>| end.map(|number| number.normalize().to_string());
    let figures: Vec<Value> = cell
        .witnesses
        .iter()
        .map(|witness| {
            json!({
                "figure": witness.figure_id,
                "work": witness.work_id,
                "citation": witness.short,
                "locator": witness.locator,
                "cites": witness.cites,
            })
        })
        .collect();
    let rates: Vec<Value> = cell
        .converted
        .iter()
        .flat_map(|converted| converted.rates.iter().map(move |rate| (converted, rate)))
        .map(|(converted, rate)| {
            json!({
                "rate": rate.rate_id,
                "date": converted.date.to_string(),
                "prices_of": converted.year,
                "work": rate.work_id,
                "citation": rate.short,
                "locator": rate.locator,
            })
        })
        .collect();
    json!({
        "key": row.key,
        "row": row.label,
        "series": cell.series_label,
        "quantities": cell.quantities,
        "stage": cell.stage_id,
        "min": number(cell.interval.min),
        "max": number(cell.interval.max),
        "above_min": cell.interval.above_min,
        "below_max": cell.interval.below_max,
        "about": cell.interval.about,
        "unit": cell.unit_id,
        "computed": cell.computed,
        "not_itemised": cell.not_itemised,
        "modelled": cell.modelled,
        "preferred": cell.preferred,
        "rates": rates,
        "corrections": corrections(cell, context.dataset).map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "figures": figures,
    })
}

/// The corrections of the figures and quantities behind a number.
pub(super) fn corrections<'a>(cell: &'a Cell, dataset: &'a Dataset) -> impl Iterator<Item = &'a Correction> {
    dataset.corrections.iter().filter(|correction| match correction.table.as_str() {
        "figures" => cell.witnesses.iter().any(|witness| witness.figure_id == correction.row_id),
        "quantities" => {
            let of_witness = |id: &str| dataset.figures.get(id).is_some_and(|it| it.quantity_id == correction.row_id);
            cell.quantities.contains(&correction.row_id) || cell.witnesses.iter().any(|it| of_witness(&it.figure_id))
        }
        "rates" => {
            cell.converted.iter().flat_map(|converted| &converted.rates).any(|rate| rate.rate_id == correction.row_id)
        }
        _ => false,
    })
}

/// The chart in words: what kind it is, its largest and smallest number, what is uncertain.
pub(super) fn description(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let kind = match (spec.kind, spec.layout) {
        (Kind::Dumbbell, _) if table.series().len() > 1 => "Dumbbell chart",
        (Kind::Dumbbell, _) => "Dot plot",
        (Kind::Claims, _) => "Chart of rival figures",
        (Kind::Bars, Layout::Plain) => "Bar chart",
        (Kind::Bars, Layout::Grouped) => "Grouped bar chart",
        (Kind::Bars, Layout::Stacked) => "Stacked bar chart",
        (Kind::Bars, Layout::Diverging) => "Diverging bar chart",
    };
    let count = table.rows.len();
    let mut text = format!("{kind} with {count} row{}", if count == 1 { "" } else { "s" });
    if spec.run == super::Run::Log {
        text.push_str(" on a logarithmic axis");
    }
    text.push('.');
    if table.cells().any(|cell| cell.modelled) {
        text.push_str(" Modelled; no work states the numbers.");
    }
    for row in &table.rows {
        let shown: Vec<String> = row.cells.iter().map(|cell| in_words(spec, cell, context)).collect();
        let whole = row.whole.iter().filter(|_| row.cells.len() > 1);
        let whole: String = whole.map(|cell| format!(", {} in all", in_words_bare(cell, context))).collect();
        text.push_str(&format!(" {}: {}{whole}.", spec.label(&row.key, &row.label), shown.join("; ")));
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
        Some(unit) => unit.print(&cell.shown(), Style::Words),
        None => mark::value_label(cell),
    };
    number.replace(fmt::NO_BREAK, " ")
}
