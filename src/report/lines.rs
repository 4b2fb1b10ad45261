//! The numbers of a chart line by line, as a text and a page list them under it.

use super::drawn::Drawn;
use crate::data::Dataset;
use crate::fmt::{self, Style};
use crate::frame::{Cell, Dated, Row};
use crate::lang::{Tongue, say};

/// What a line tells.
pub(super) enum Told<'a> {
    /// A number of a row.
    Number(&'a Cell),
    /// What the parts leave of a whole.
    Rest(&'a Cell),
    /// The whole of a row.
    Whole(&'a Cell),
    /// An agreement or event.
    Dated(&'a Dated),
}

/// Every line with its name, in the order of the chart; agreements and events at the end.
pub(super) fn lines<'a>(drawn: &'a Drawn, tongue: &Tongue) -> Vec<(String, Told<'a>)> {
    let (spec, table) = (&drawn.spec, &drawn.table);
    let mut lines = Vec::new();
    for row in &table.rows {
        let name = spec.name_in_time(row, tongue);
        let has_several = row.cells.len() > 1;
        for cell in &row.cells {
            let series = spec.label(&cell.series, &cell.series_label);
            let name = match series {
                "" => name.clone(),
                series => say!(tongue, "table-series", row = &name, series = series),
            };
            let is_rest = cell.not_itemised && has_several;
            lines.push((name, if is_rest { Told::Rest(cell) } else { Told::Number(cell) }));
        }
        if let Some(whole) = row.whole.as_ref().filter(|_| has_several) {
            lines.push((say!(tongue, "table-whole", row = &name), Told::Whole(whole)));
        }
    }
    lines.extend(table.dates.iter().map(|it| (spec.label(&it.id, &it.label).to_owned(), Told::Dated(it))));
    lines
}

/// A number as it is read, with its dagger.
pub(super) fn number(cell: &Cell, dataset: &Dataset) -> String {
    let text = dataset.print(&cell.shown(), &cell.unit_id, Style::Sign);
    format!("{text}{}", if cell.corrected { "†" } else { "" })
}

/// The names of the columns of a matrix, and its rows of counts, each with its name.
pub(super) fn counts<'a>(drawn: &'a Drawn, tongue: &Tongue) -> (Vec<&'a str>, Vec<(&'a str, Vec<String>)>) {
    let (spec, table) = (&drawn.spec, &drawn.table);
    let columns = table.series();
    let row = |row: &Row| -> Vec<String> {
        let count = |(key, _): &(&str, &str)| {
            let cell = row.cells.iter().find(|cell| cell.series == *key);
            cell.map(|cell| fmt::grouped(tongue, cell.interval.reach())).unwrap_or_default()
        };
        columns.iter().map(count).collect()
    };
    let rows = table.rows.iter().map(|it| (spec.label(&it.key, &it.label), row(it))).collect();
    (columns.iter().map(|(key, own)| spec.label(key, own)).collect(), rows)
}
