//! The table behind a chart as CSV: exactly the numbers that are drawn, with the figures behind each; of a stack also the
//! whole, as series `all`. Of a timeline also the periods, and the agreements and events; of a
//! map also the points of the places.

use rust_decimal::Decimal;

use crate::data::{Point, csv_text};
use crate::frame::{Cell, Dated, Row, Table};
use crate::lang::Tongue;
use crate::model::Date;

const HEADER: [&str; 19] = [
    "row",
    "series",
    "start",
    "end",
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

/// What the data of a map have beside.
const POINT: [&str; 2] = ["latitude", "longitude"];

/// The table's text.
pub(super) fn csv(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let is_map = table.rows.iter().any(|row| row.point.is_some());
    let point = |row: &Row| {
        let degrees =
            |of: fn(&Point) -> Decimal| row.point.as_ref().map(|point| of(point).to_string()).unwrap_or_default();
        if is_map { vec![degrees(|point| point.north), degrees(|point| point.east)] } else { Vec::new() }
    };
    let more: &[&str] = if is_map { &POINT } else { &[] };
    writer.write_record(HEADER.iter().chain(more))?;
    for row in &table.rows {
        for cell in &row.cells {
            writer.write_record(record(row, cell).into_iter().chain(point(row)))?;
        }
        if let Some(whole) = row.whole.as_ref().filter(|_| row.cells.len() > 1) {
            let whole = Cell { series_label: "all".to_owned(), ..whole.clone() };
            writer.write_record(record(row, &whole).into_iter().chain(point(row)))?;
        }
    }
    for dated in &table.dates {
        writer.write_record(of_date(dated))?;
    }
    csv_text(writer)
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// An agreement or event: no number, but when it was and who says so.
fn of_date(dated: &Dated) -> Vec<String> {
    HEADER
        .iter()
        .map(|column| match *column {
            "row" => dated.label.clone(),
            "series" => if dated.is_agreement { "agreement" } else { "event" }.to_owned(),
            "start" => day(dated.period.start),
            "end" => day(dated.period.end),
            "corrected" => if dated.corrections.is_empty() { "no" } else { "yes" }.to_owned(),
            "sources" => format!("{}, {}", dated.short, dated.locator),
            _ => String::new(),
        })
        .collect()
}

fn record(row: &Row, cell: &Cell) -> Vec<String> {
    let number = |end: Option<Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let figures: Vec<&str> = cell.witnesses.iter().map(|witness| witness.figure_id.as_str()).collect();
    let sources: Vec<String> = cell.witnesses.iter().map(|it| it.place(Tongue::english())).collect();
    let mut rates: Vec<&str> =
        cell.converted.iter().flat_map(|converted| &converted.rates).map(|rate| rate.rate_id.as_str()).collect();
    rates.sort_unstable();
    rates.dedup();
    vec![
        row.label.clone(),
        cell.series_label.clone(),
        day(row.period.start),
        day(row.period.end),
        number(cell.interval.min),
        number(cell.interval.max),
        yes(cell.interval.above_min),
        yes(cell.interval.below_max),
        cell.interval.about.name().to_owned(),
        cell.unit_id.clone(),
        cell.stage_id.clone(),
        yes(cell.is_computed()),
        yes(cell.not_itemised),
        yes(cell.is_modelled()),
        yes(cell.corrected),
        figures.join("; "),
        sources.join("; "),
        cell.quantities.join("; "),
        rates.join("; "),
    ]
}
