//! The figures as JSON: one document with all that belongs to them, or a line a figure.

use super::about::facts;
use super::{Bundle, ExportError, Exporter};
use crate::cite;
use crate::escape::{Escaped, Json as Language};
use crate::escaped;
use crate::sheets::{self, Cell, Sheet};

/// One document: what it is, the figures, the quantities with what they are worth, the works as CSL-JSON.
pub struct Json;

/// One object a line and a figure, for programs that read streams.
pub struct JsonLines;

impl Exporter for Json {
    fn suffix(&self) -> &'static str {
        "json"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let failed = |error: serde_json::Error| ExportError::Format { format: "JSON", reason: error.to_string() };
        let about = facts(bundle).into_iter().map(|fact| escaped!(Language, "    {}: {}", fact.name, fact.text));
        let works = bundle.package.dataset.works.iter().map(|work| Escaped::<Language>::value(&cite::csl_json(work)));
        let works: Vec<Escaped<Language>> = works.collect::<Result<_, _>>().map_err(failed)?;
        let list = |rows: Vec<Escaped<Language>>| {
            Escaped::<Language>::joined(rows.iter().map(|row| escaped!(Language, "    {}", row)), ",\n")
        };
        let text = escaped!(
            Language,
            "{{\n  \"about\": {{\n{}\n  }},\n  \"control_totals\": [\n{}\n  ],\n  \"figures\": [\n{}\n  ],\n  \
             \"quantities\": [\n{}\n  ],\n  \"works\": [\n{}\n  ]\n}}\n",
            Escaped::<Language>::joined(about, ",\n"),
            list(objects(&sheets::control_totals(&bundle.package.dataset))),
            list(objects(&bundle.figures())),
            list(objects(&bundle.quantities())),
            list(works),
        );
        Ok(text.into_string().into_bytes())
    }
}

impl Exporter for JsonLines {
    fn suffix(&self) -> &'static str {
        "jsonl"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let lines = objects(&bundle.figures()).into_iter().map(|line| escaped!(Language, "{}\n", line));
        Ok(Escaped::<Language>::joined(lines, "").into_string().into_bytes())
    }
}

/// Every row as an object.
fn objects(sheet: &Sheet) -> Vec<Escaped<Language>> {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => Escaped::literal("null"),
        Cell::Text(text) => Escaped::data(text),
        Cell::Number(number) => Escaped::<Language>::number(*number),
    };
    let object = |row: &Vec<Cell>| {
        let pairs = sheet.columns.iter().zip(row);
        let pairs = pairs.map(|(column, it)| escaped!(Language, "{}: {}", column.name, cell(it)));
        escaped!(Language, "{{{}}}", Escaped::<Language>::joined(pairs, ", "))
    };
    sheet.rows.iter().map(object).collect()
}
