//! Rows and cells of one table, each with the bytes it stands on.
//!
//! The csv crate gives no positions of fields, and its line numbers are off after blank lines, so the cells are cut with
//! csv-core, which tells how far it has read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use csv_core::ReadFieldResult;

use super::form;
use super::schema::Table;
use super::source::{Found, Source};
use crate::diag::{Code, Diagnostic, Place, mend};

/// A table as text.
#[derive(Debug, Clone)]
pub struct RawTable {
    /// What the table should look like.
    pub schema: &'static Table,
    text: String,
    rows: Vec<Vec<Cell>>,
    /// The first row of every id.
    by_id: BTreeMap<String, usize>,
    partial: bool,
}

#[derive(Debug, Clone)]
struct Cell {
    value: String,
    span: Range<usize>,
}

impl RawTable {
    /// The file's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether rows were left out because they could not be read.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// How many rows there are below the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is a header only.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The text of a cell; empty for a column that the table does not have.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> &str {
        self.find(row, column).map_or("", |cell| cell.value.as_str())
    }

    fn find(&self, row: usize, column: &str) -> Option<&Cell> {
        self.rows.get(row)?.get(self.schema.column(column)?)
    }

    /// The first row with that id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The ids in the first column.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| row.first()).map(|cell| cell.value.as_str())
    }

    /// The place of a cell; of the row's first cell for a column that the table does not have.
    #[must_use]
    pub fn place(&self, row: usize, column: &str) -> Place {
        let cell = self.find(row, column).or_else(|| self.rows.get(row)?.first());
        let span = cell.map_or(0..0, |cell| cell.span.clone());
        Place::span(&self.schema.file(), &self.text, span)
    }

    /// The table with one cell replaced; its place stays.
    pub(super) fn set(&mut self, row: usize, column: &str, value: &str) {
        let column = self.schema.column(column);
        if let Some(cell) = column.and_then(|column| self.rows.get_mut(row)?.get_mut(column)) {
            cell.value = value.to_owned();
        }
    }
}

/// Reads a table of the package. Cells come in the order of the schema, whatever the order in the file.
pub(super) fn read(source: &Source, schema: &'static Table, faults: &mut Vec<Diagnostic>) -> Option<RawTable> {
    let name = schema.file();
    let file = Place::file(&name);
    let bytes = match source.read(&name) {
        Found::Bytes(bytes) => bytes,
        Found::Missing => {
            let mend = "restore the file; a table without rows has a header alone";
            faults.push(Diagnostic::new(Code::MissingFile, file, format!("{name} is not there"), "a table", mend));
            return None;
        }
        Found::NotAFile => {
            let found = format!("{name} is not a file");
            faults.push(Diagnostic::new(
                Code::NotAFile,
                file,
                found,
                "a CSV file",
                "move it away and restore the table",
            ));
            return None;
        }
        Found::Unreadable(error) => {
            let found = format!("{name} cannot be read: {error}");
            faults.push(Diagnostic::new(
                Code::NotAFile,
                file,
                found,
                "a file that may be read",
                "check its permissions",
            ));
            return None;
        }
    };
    let text = form::text(&name, &bytes, faults)?;
    let mut reader = Reader { name: &name, text: &text, faults, partial: false };
    let records = reader.records();
    let mut records = records.into_iter();
    let header = records.next().unwrap_or_default();
    let order = reader.header(schema, &header)?;
    let rows: Vec<Vec<Cell>> = records.filter_map(|record| reader.row(&header, &order, record)).collect();
    let partial = reader.partial;
    let mut by_id = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(id) = row.first() {
            by_id.entry(id.value.clone()).or_insert(index);
        }
    }
    Some(RawTable { schema, text, rows, by_id, partial })
}

/// Whether a cell that begins with a quotation mark has another that closes it.
fn is_closed(raw: &str) -> bool {
    raw[1..].replace("\"\"", "").contains('"')
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    /// A row was left out.
    partial: bool,
}

impl Reader<'_> {
    fn fault(&mut self, code: Code, span: Range<usize>, found: String, expected: String, mend: String) {
        self.faults.push(Diagnostic::new(code, Place::span(self.name, self.text, span), found, expected, mend));
    }

    /// Cuts the text into records. Blank lines are reported and skipped. No cell runs over a line, so a quote that does is
    /// not closed; its line is left out and reading goes on with the next.
    fn records(&mut self) -> Vec<Vec<Cell>> {
        let bytes = self.text.as_bytes();
        let mut reader = csv_core::Reader::new();
        let mut records = Vec::new();
        let mut record = Vec::new();
        let mut at = 0;
        loop {
            while record.is_empty() && bytes.get(at) == Some(&b'\n') {
                let (expected, mend) = ("a row".to_owned(), "delete the line".to_owned());
                self.fault(Code::BlankLine, at..at, "a blank line".to_owned(), expected, mend);
                at += 1;
            }
            let start = at;
            let mut value = Vec::new();
            let mut buffer = [0; 4096];
            let ended = loop {
                let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer);
                at += read;
                value.extend_from_slice(&buffer[..written]);
                match result {
                    ReadFieldResult::Field { record_end } => break Some(record_end),
                    ReadFieldResult::End => break None,
                    ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                }
            };
            let Some(record_end) = ended else { break };
            let end = if at > start && matches!(bytes[at - 1], b',' | b'\n') { at - 1 } else { at };
            let value = String::from_utf8_lossy(&value).into_owned();
            if bytes.get(start) == Some(&b'"') && (value.contains('\n') || !is_closed(&self.text[start..end])) {
                let expected = "a closing quotation mark in the same line".to_owned();
                let mend = "close the quote, or write it twice if it belongs to the text".to_owned();
                let found = "a quote that is never closed".to_owned();
                self.fault(Code::UnclosedQuote, start..start + 1, found, expected, mend);
                self.partial = true;
                record.clear();
                reader = csv_core::Reader::new();
                at = self.text[start..].find('\n').map_or(bytes.len(), |line| start + line + 1);
                continue;
            }
            self.check_quotes(start..end);
            record.push(Cell { value, span: start..end });
            if record_end {
                records.push(std::mem::take(&mut record));
            }
        }
        records
    }

    /// Checks the quotes inside one cell that ends where it should.
    fn check_quotes(&mut self, span: Range<usize>) {
        let raw = &self.text[span.clone()];
        let Some(inner) = raw.strip_prefix('"') else {
            if let Some(offset) = raw.find('"') {
                let at = span.start + offset;
                let expected = "quotation marks around the whole cell, doubled inside it".to_owned();
                let mend = "put the cell in quotes and write each mark inside it twice".to_owned();
                self.fault(
                    Code::StrayQuote,
                    at..at + 1,
                    "a quotation mark inside a bare cell".to_owned(),
                    expected,
                    mend,
                );
            }
            return;
        };
        // Without the doubled marks, only the closing one may be left, at the end.
        let left = inner.replace("\"\"", "");
        if !left.ends_with('"') || left.matches('"').count() > 1 {
            let expected = "nothing between the closing quotation mark and the comma".to_owned();
            let mend = "write each quotation mark inside the cell twice".to_owned();
            self.fault(Code::StrayQuote, span, "text after a closing quotation mark".to_owned(), expected, mend);
        }
    }

    /// For every column of the schema, its index in the file. `None` if the header is of no use.
    fn header(&mut self, schema: &'static Table, header: &[Cell]) -> Option<Vec<usize>> {
        let known: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        if let [only] = header
            && only.value.contains(';')
        {
            let (found, expected) =
                ("one column with semicolons in it".to_owned(), "columns parted by commas".to_owned());
            let mend = "the file is parted by semicolons; save it with commas".to_owned();
            self.fault(Code::UnknownColumn, only.span.clone(), found, expected, mend);
            return None;
        }
        let mut seen = BTreeSet::new();
        let mut sound = true;
        for cell in header {
            let column = cell.value.as_str();
            if !known.contains(&column) {
                sound = false;
                let mend = mend(column, known.iter().copied(), "delete the column");
                let expected = format!("one of the columns of {}", schema.name);
                self.fault(
                    Code::UnknownColumn,
                    cell.span.clone(),
                    format!("unknown column `{column}`"),
                    expected,
                    mend,
                );
            } else if !seen.insert(column) {
                sound = false;
                let (expected, mend) = ("each column once".to_owned(), "delete one of the two".to_owned());
                self.fault(
                    Code::DoubledColumn,
                    cell.span.clone(),
                    format!("column `{column}` stands twice"),
                    expected,
                    mend,
                );
            }
        }
        for column in &known {
            if !seen.contains(column) {
                sound = false;
                let end = header.last().map_or(0, |cell| cell.span.end);
                let mend = format!("the header is {}", known.join(","));
                let expected = format!("a column `{column}`");
                self.fault(Code::MissingColumn, end..end, format!("column `{column}` is missing"), expected, mend);
            }
        }
        if !sound {
            return None;
        }
        let order: Vec<usize> =
            known.iter().filter_map(|column| header.iter().position(|cell| cell.value == *column)).collect();
        if let Some(index) = order.iter().enumerate().position(|(index, at)| index != *at) {
            let mend = format!("the header is {}", known.join(","));
            let cell = &header[index];
            let expected = format!("`{}`", known[index]);
            self.fault(
                Code::ColumnOrder,
                cell.span.clone(),
                format!("column `{}` is out of order", cell.value),
                expected,
                mend,
            );
        }
        Some(order)
    }

    fn row(&mut self, header: &[Cell], order: &[usize], record: Vec<Cell>) -> Option<Vec<Cell>> {
        let (cells, columns) = (record.len(), header.len());
        if cells != columns {
            self.partial = true;
            let first = record.first().map_or(0..0, |cell| cell.span.clone());
            let last = record.last().map_or(0..0, |cell| cell.span.clone());
            let expected = format!("{columns} cells, as in the header");
            let found = format!("a row of {cells} cells");
            if cells < columns {
                let mend = "add the missing commas; is a quote or a line break in the way?".to_owned();
                self.fault(Code::ShortRow, last.end..last.end, found, expected, mend);
            } else {
                let mend = "put cells that hold a comma in quotation marks".to_owned();
                let extra = record[columns].span.start;
                self.fault(Code::LongRow, extra..last.end.max(first.end), found, expected, mend);
            }
            return None;
        }
        for cell in &record {
            if cell.value.len() > form::LONGEST_CELL {
                let expected = format!("at most {} bytes", form::LONGEST_CELL);
                let found = format!("a cell of {} bytes", cell.value.len());
                let mend = "shorten it; is a quotation mark missing?".to_owned();
                self.partial = true;
                self.fault(Code::HugeField, cell.span.start..cell.span.start, found, expected, mend);
                return None;
            }
        }
        let mut cells: Vec<Option<Cell>> = record.into_iter().map(Some).collect();
        Some(order.iter().filter_map(|index| cells[*index].take()).collect())
    }
}
