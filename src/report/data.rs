//! The table behind a chart as CSV: exactly the numbers that are drawn, with the figures behind each.

use crate::data::Dataset;
use crate::frame::{Cell, Table};

const HEADER: [&str; 13] = [
    "row",
    "series",
    "min",
    "max",
    "about",
    "unit",
    "stage",
    "computed",
    "not_itemised",
    "corrected",
    "figure_ids",
    "sources",
    "quantity_ids",
];

/// The table's text.
pub(super) fn csv(table: &Table, dataset: &Dataset) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for row in &table.rows {
        for cell in &row.cells {
            writer.write_record(record(&row.label, cell, dataset))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn record(row: &str, cell: &Cell, dataset: &Dataset) -> Vec<String> {
    let number = |end: Option<rust_decimal::Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
    let sources: Vec<String> =
        cell.witnesses.iter().map(|witness| format!("{}, {}", witness.short, witness.locator)).collect();
    let unit = dataset.units.get(&cell.unit_id).map_or(cell.unit_id.as_str(), |unit| unit.id.as_str());
    vec![
        row.to_owned(),
        cell.series_label.clone(),
        number(cell.interval.min),
        number(cell.interval.max),
        yes(cell.interval.about),
        unit.to_owned(),
        cell.stage_id.clone(),
        yes(cell.computed),
        yes(cell.not_itemised),
        yes(cell.corrected),
        figures.join("; "),
        sources.join("; "),
        cell.quantities.join("; "),
    ]
}
