//! Rows of text as a terminal table, as CSV or as JSON.

use anyhow::Result;
use clap::ValueEnum;
use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde_json::{Map, Value};

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// Columns for a terminal.
    #[default]
    Table,
    /// Comma-separated values with a header.
    Csv,
    /// An array of objects.
    Json,
}

/// A header and rows.
pub(super) struct Rows {
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Used where no terminal says how wide it is.
const WIDTH: u16 = 140;

impl Rows {
    pub(super) fn print(&self, format: Format) -> Result<String> {
        match format {
            Format::Table => Ok(self.table()),
            Format::Csv => self.csv(),
            Format::Json => self.json(),
        }
    }

    fn table(&self) -> String {
        let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(WIDTH);
        let mut table = Table::new();
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(self.header.iter().map(|name| name.to_uppercase()));
        table.add_rows(&self.rows);
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    }

    fn csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }

    fn json(&self) -> Result<String> {
        let object = |row: &Vec<String>| {
            let pairs = self.header.iter().zip(row);
            let pairs = pairs.map(|(name, cell)| ((*name).to_owned(), Value::String(cell.clone())));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = self.rows.iter().map(object).collect();
        Ok(serde_json::to_string_pretty(&rows)? + "\n")
    }
}
