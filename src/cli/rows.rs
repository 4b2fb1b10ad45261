//! Rows of text as a terminal table, as CSV or as JSON.

use anyhow::Result;
use clap::ValueEnum;
use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use serde_json::{Map, Value};

use crate::data::csv_text;
use crate::escape::{Escaped, Json, Terminal};

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

/// How an explanation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum TreeFormat {
    /// An indented tree
    #[default]
    Text,
    /// Nested objects
    Json,
}

/// A column and where it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    name: &'static str,
    in_table: bool,
    in_data: bool,
}

/// A column of terminals and of CSV and JSON.
pub(super) fn both(name: &'static str) -> Column {
    Column { name, in_table: true, in_data: true }
}

/// A column for people, which CSV and JSON hold in pieces.
pub(super) fn table(name: &'static str) -> Column {
    Column { name, in_table: true, in_data: false }
}

/// A column for programs, for which a terminal has no room.
pub(super) fn data(name: &'static str) -> Column {
    Column { name, in_table: false, in_data: true }
}

/// A header and rows.
pub(super) struct Rows {
    pub(super) header: Vec<Column>,
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
        let shown = |row: &[String]| -> Vec<String> {
            let cells = row.iter().zip(&self.header).filter(|(_, column)| column.in_table);
            // What a terminal obeys would make the columns wider or narrower than they are.
            cells.map(|(cell, _)| Escaped::<Terminal>::data(cell).into_string()).collect()
        };
        let names: Vec<String> = self.header.iter().map(|column| column.name.to_uppercase()).collect();
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| shown(row)).collect();
        let names = shown(&names);
        // No column is narrower than its longest word, so that ids and numbers stay whole.
        let longest = |index: usize| {
            let cells = rows.iter().chain([&names]).filter_map(|row| row.get(index));
            let words = cells.flat_map(|cell| cell.split(' ')).map(|word| word.chars().count());
            u16::try_from(words.max().unwrap_or_default() + 2).unwrap_or(u16::MAX)
        };
        let constraints: Vec<ColumnConstraint> =
            (0..names.len()).map(|index| ColumnConstraint::LowerBoundary(Width::Fixed(longest(index)))).collect();
        let mut table = Table::new();
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(names).add_rows(rows).set_constraints(constraints);
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        super::for_terminal(&lines.join("\n")) + "\n"
    }

    /// The cells of a row that programs are given.
    fn data<'a, T>(&'a self, row: &'a [T]) -> impl Iterator<Item = &'a T> {
        row.iter().zip(&self.header).filter(|(_, column)| column.in_data).map(|(cell, _)| cell)
    }

    fn csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.data(&self.header).map(|column| column.name))?;
        for row in &self.rows {
            writer.write_record(self.data(row))?;
        }
        Ok(csv_text(writer)?)
    }

    fn json(&self) -> Result<String> {
        let object = |row: &Vec<String>| {
            let pairs = self.data(&self.header).zip(self.data(row));
            let pairs = pairs.map(|(column, cell)| (column.name.to_owned(), Value::String(cell.clone())));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = self.rows.iter().map(object).collect();
        Ok(Escaped::<Json>::lines(&rows)?.into_string())
    }
}
