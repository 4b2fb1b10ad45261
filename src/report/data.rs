//! The table behind a chart as CSV: exactly the numbers that are drawn, with the figures behind each; of a stack also the
//! whole, as series `all`.

use crate::frame::{Cell, Table};

const HEADER: [&str; 17] = [
    "row",
    "series",
    "min",
    "max",
    "above_min",
    "below_max",
    "about",
    "unit",
    "stage",
    "computed",
    "not_itemised",
    "modelled",
    "corrected",
    "figure_ids",
    "sources",
    "quantity_ids",
    "rate_ids",
];

/// The table's text.
pub(super) fn csv(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for row in &table.rows {
        for cell in &row.cells {
            writer.write_record(record(&row.label, cell))?;
        }
        if let Some(whole) = row.whole.as_ref().filter(|_| row.cells.len() > 1) {
            let whole = Cell { series_label: "all".to_owned(), ..whole.clone() };
            writer.write_record(record(&row.label, &whole))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn record(row: &str, cell: &Cell) -> Vec<String> {
    let number = |end: Option<rust_decimal::Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
    let sources: Vec<String> =
        cell.witnesses.iter().map(|witness| format!("{}, {}", witness.short, witness.locator)).collect();
    let mut rates: Vec<&str> =
        cell.converted.iter().flat_map(|converted| &converted.rates).map(|rate| rate.rate_id.as_str()).collect();
    rates.sort_unstable();
    rates.dedup();
    vec![
        row.to_owned(),
        cell.series_label.clone(),
        number(cell.interval.min),
        number(cell.interval.max),
        yes(cell.interval.above_min),
        yes(cell.interval.below_max),
        yes(cell.interval.about),
        cell.unit_id.clone(),
        cell.stage_id.clone(),
        yes(cell.computed),
        yes(cell.not_itemised),
        yes(cell.modelled),
        yes(cell.corrected),
        figures.join("; "),
        sources.join("; "),
        cell.quantities.join("; "),
        rates.join("; "),
    ]
}
