//! What stands behind every mark of a chart, as JSON.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Context, Spec};
use crate::data::{Correction, Dataset};
use crate::escape::{Escaped, Json};
use crate::frame::{Cell, Dated, Row, Table};

/// The metadata of a chart: tool and dataset version, dataset digest, chart id, and for each mark its label, value,
/// figures with work and locator, and corrections. No clock and no path is in it.
#[must_use]
pub fn provenance(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    of_frame(spec, table, context, None)
}

/// The metadata of one frame of a chart that needs several: the marks that are in it, and which frame it is.
pub(super) fn of_frame(spec: &Spec, table: &Table, context: Context<'_>, frame: Option<usize>) -> String {
    let marks: Vec<Value> = table
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
        .map(|(row, cell)| mark_json(row, cell, context))
        .collect();
    let mut told = json!({
        "generator": concat!("sinosov ", env!("CARGO_PKG_VERSION")),
        "dataset_version": context.version,
        "dataset_sha256": context.digest,
        "report": spec.report,
        "chart": spec.id,
        "kind": spec.kind.get().name(),
        "allowed": table.allowed,
        "assumed": table.assumed,
        "marks": marks,
        "dates": table.dates.iter().map(date_json).collect::<Vec<_>>(),
    });
    if let Some(number) = frame {
        told["frame"] = json!(number);
    }
    // An object of texts can always be written.
    Escaped::<Json>::value(&told).unwrap_or_default().into_string()
}

fn date_json(dated: &Dated) -> Value {
    json!({
        "key": dated.id,
        "row": dated.label,
        "kind": if dated.is_agreement { "agreement" } else { "event" },
        "start": dated.period.start.map(|date| date.to_string()),
        "end": dated.period.end.map(|date| date.to_string()),
        "work": dated.work_id,
        "citation": dated.short,
        "locator": dated.locator,
        "corrections": dated.corrections,
    })
}

fn mark_json(row: &Row, cell: &Cell, context: Context<'_>) -> Value {
    let number = |end: Option<Decimal>| end.map(|number| number.normalize().to_string());
    let figures: Vec<Value> = cell
        .witnesses
        .iter()
        .map(|witness| {
            let mut told = json!({
                "figure": witness.figure_id,
                "work": witness.work_id,
                "citation": witness.short,
                "locator": witness.locator,
                "cites": witness.cites,
            });
            if let Some(other) = &witness.one_count {
                told["one_count_with"] = json!(other);
            }
            told
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
        "series_key": cell.series,
        "group": row.group.0,
        "start": row.period.start.map(|date| date.to_string()),
        "end": row.period.end.map(|date| date.to_string()),
        "quantities": cell.quantities,
        "stage": cell.stage_id,
        "min": number(cell.interval.min),
        "max": number(cell.interval.max),
        "above_min": cell.interval.above_min,
        "below_max": cell.interval.below_max,
        "about": cell.interval.about,
        "unit": cell.unit_id,
        "computed": cell.is_computed(),
        "not_itemised": cell.not_itemised,
        "modelled": cell.is_modelled(),
        "preferred": cell.preferred,
        "rates": rates,
        "corrections": corrections(cell, context.dataset).map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "figures": figures,
    })
}

/// The corrections of the figures and quantities behind a number.
pub(crate) fn corrections<'a>(cell: &'a Cell, dataset: &'a Dataset) -> impl Iterator<Item = &'a Correction> {
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
