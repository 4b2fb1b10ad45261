//! The figures as JSON: one document with all that belongs to them, or a line a figure.

use serde_json::json;

use super::about::facts;
use super::sheet::{Cell, Sheet};
use super::{Bundle, ExportError, Exporter, sheets};
use crate::cite;

/// One document: what it is, the figures, the quantities with what they are worth, the works as CSL-JSON.
pub struct Json;

/// One object a line and a figure, for programs that read streams.
pub struct JsonLines;

impl Exporter for Json {
    fn suffix(&self) -> &'static str {
        "json"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let about = facts(bundle).into_iter().map(|fact| format!("    {}: {}", quoted(fact.name), quoted(&fact.text)));
        let about: Vec<String> = about.collect();
        let works = bundle.package.dataset.works.iter().map(|work| format!("    {}", cite::csl_json(work)));
        let works: Vec<String> = works.collect();
        let list = |rows: Vec<String>| rows.join(",\n");
        let text = format!(
            "{{\n  \"about\": {{\n{}\n  }},\n  \"control_totals\": [\n{}\n  ],\n  \"figures\": [\n{}\n  ],\n  \
             \"quantities\": [\n{}\n  ],\n  \"works\": [\n{}\n  ]\n}}\n",
            list(about),
            list(objects(&sheets::control_totals(bundle), "    ")),
            list(objects(&sheets::figures(bundle), "    ")),
            list(objects(&sheets::quantities(bundle), "    ")),
            list(works),
        );
        Ok(text.into_bytes())
    }
}

impl Exporter for JsonLines {
    fn suffix(&self) -> &'static str {
        "jsonl"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let lines = objects(&sheets::figures(bundle), "").into_iter().map(|line| line + "\n");
        Ok(lines.collect::<String>().into_bytes())
    }
}

/// A row as an object; numbers with all their digits, which a float would not keep.
fn objects(sheet: &Sheet, indent: &str) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Text(text) => quoted(text),
        Cell::Number(_) => cell.plain(),
    };
    let object = |row: &Vec<Cell>| {
        let pairs = sheet.columns.iter().zip(row);
        let pairs: Vec<String> = pairs.map(|(column, it)| format!("{}: {}", quoted(&column.name), cell(it))).collect();
        format!("{indent}{{{}}}", pairs.join(", "))
    };
    sheet.rows.iter().map(object).collect()
}

/// A text of JSON.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}
