//! From the bytes of a file to the cells of a table. Every fault of the form is told with its place, and what can be read
//! is read.
//!
//! No cell runs over a line, so a line is a row. A line without quotation marks is cut at its commas; any other is cut by
//! csv-core, which tells how far it has read. (The csv crate gives no positions of fields, and its line numbers are off
//! after blank lines.)

use std::collections::BTreeSet;
use std::ops::Range;

use csv_core::ReadFieldResult;

use super::carry;
use super::form;
use super::schema::Table;
use super::source::{Found, Source};
use super::table::{Cells, Cut, RawTable};
use crate::diag::{Code, Diagnostic, Place, mend};

/// Reads a table of the package. Cells come in the order of the schema, whatever the order in the file.
pub(super) fn read(source: &Source, schema: &'static Table, faults: &mut Vec<Diagnostic>) -> Option<RawTable> {
    let name = schema.file();
    let file = Place::file(&name);
    let mut refuse = |code, found: String, expected: &str, mend: &str| {
        faults.push(Diagnostic::new(code, file.clone(), found, expected, mend));
    };
    let bytes = match source.read(&name) {
        Found::Bytes(bytes) => bytes,
        Found::Missing if schema.is_optional() => return Some(RawTable::absent(schema)),
        Found::Missing => {
            let mend =
                "restore the file; if it is to have no rows, `sinosov check --data DIR --write` writes its header";
            refuse(Code::MissingFile, format!("{name} is not there"), "a table", mend);
            return None;
        }
        Found::NotAFile(what) => {
            let mend = "move it away and restore the table";
            refuse(Code::NotAFile, format!("{name} is not a file but {what}"), "a CSV file", mend);
            return None;
        }
        Found::Unreadable(error) => {
            let found = format!("{name} cannot be read: {error}");
            refuse(Code::NotAFile, found, "a file that may be read", "check its permissions");
            return None;
        }
    };
    let text = form::text(&name, bytes, faults)?;
    if u32::try_from(text.len()).is_err() {
        let (found, mend) = (format!("{name} has {} bytes", text.len()), "part the table");
        faults.push(Diagnostic::new(Code::HugeField, file, found, "a table below 4 GB", mend));
        return None;
    }
    let mut reader =
        Reader { name: &name, text: &text, faults, partial: false, lines: 0, quotes: csv_core::Reader::new() };
    let cells = reader.cells(schema)?;
    let partial = reader.partial;
    Some(RawTable::new(schema, text, cells, partial))
}

/// The text of a file beside the tables, if it is there. One that is there and cannot be read is a fault, never taken for
/// missing: what is generated would be written over it.
pub(super) fn beside(source: &Source, name: &str, faults: &mut Vec<Diagnostic>) -> Option<String> {
    let mut refuse = |code, place, found: String, mend: &str| {
        faults.push(Diagnostic::new(code, place, found, "a file of text", mend));
        None
    };
    match source.beside(name) {
        Ok(bytes) => match String::from_utf8(bytes?) {
            Ok(text) => Some(text),
            Err(error) => {
                let (good, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
                let before = String::from_utf8_lossy(&bytes[..good]);
                let mut place = Place::span(name, &before, good..good);
                place.excerpt = None;
                refuse(
                    Code::NotUtf8,
                    place,
                    format!("byte 0x{:02x} is not UTF-8", bytes[good]),
                    "save the file as UTF-8",
                )
            }
        },
        Err(error) => {
            let found = format!("{name} cannot be read: {error}");
            refuse(Code::NotAFile, Place::file(name), found, "mend or move away what stands there")
        }
    }
}

/// What to do about a header of an older form.
const CARRY: &str = "run `sinosov check --data DIR --write`, which carries a package of an older form over";

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
    /// How many lines were read: counting from the top for each fault would be slow where there are many.
    lines: usize,
    /// What knows of quotation marks; to make one takes longer than to read a line.
    quotes: csv_core::Reader,
}

impl Reader<'_> {
    /// A fault in the line that was read last.
    fn fault(&mut self, code: Code, span: Range<usize>, found: String, expected: String, mend: String) {
        let place = Place::in_line(self.name, self.text, span, self.lines);
        self.faults.push(Diagnostic::new(code, place, found, expected, mend));
    }

    /// The cells of all rows that have the right number of them. `None` if the header is of no use.
    fn cells(&mut self, schema: &'static Table) -> Option<Cells> {
        let mut at = 0;
        let mut line = Vec::new();
        while line.is_empty() && at < self.text.len() {
            at = self.line(at, &mut line);
        }
        let header = line.clone();
        let order = self.header(schema, &header)?;
        let lines = self.text.len() / 40;
        let mut cells = Cells {
            ends: Vec::with_capacity(lines * header.len()),
            rows: Vec::with_capacity(lines),
            order,
            columns: header.len(),
            ..Cells::default()
        };
        while at < self.text.len() {
            at = self.line(at, &mut line);
            if line.is_empty() || !self.is_sound(header.len(), &line) {
                continue;
            }
            cells.rows.push(short(line[0].span.start));
            for cell in line.drain(..) {
                if let Some(value) = cell.unquoted {
                    cells.unquoted.insert(cells.ends.len(), value);
                }
                cells.ends.push(short(cell.span.end));
            }
        }
        cells.rows.shrink_to_fit();
        cells.ends.shrink_to_fit();
        Some(cells)
    }

    /// Cuts the line that begins at a place into cells, none if it is blank or cannot be cut; returns where the next begins.
    fn line(&mut self, start: usize, cells: &mut Vec<Cut>) -> usize {
        cells.clear();
        self.lines += 1;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let line = &self.text[start..end];
        if line.is_empty() {
            let (expected, mend) = ("a row".to_owned(), format!("delete the line, or {}", form::MEND));
            self.fault(Code::BlankLine, start..start, "a blank line".to_owned(), expected, mend);
        } else if line.contains('"') {
            self.quoted(start..end, cells);
        } else {
            let mut from = start;
            for comma in line.match_indices(',').map(|(at, _)| start + at).chain([end]) {
                cells.push(Cut { span: from..comma, unquoted: None });
                from = comma + 1;
            }
        }
        end + 1
    }

    /// Cuts a line in which there are quotation marks.
    fn quoted(&mut self, line: Range<usize>, cells: &mut Vec<Cut>) {
        let bytes = &self.text.as_bytes()[..line.end];
        self.quotes.reset();
        let mut buffer = [0; 4096];
        let mut at = line.start;
        loop {
            let start = at;
            let mut value = Vec::new();
            let ended = loop {
                let (result, read, written) = self.quotes.read_field(&bytes[at..], &mut buffer);
                at += read;
                value.extend_from_slice(&buffer[..written]);
                match result {
                    ReadFieldResult::Field { record_end } => break record_end,
                    ReadFieldResult::End => return,
                    ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                }
            };
            let end = if at > start && bytes[at - 1] == b',' { at - 1 } else { at };
            let value = String::from_utf8_lossy(&value).into_owned();
            let raw = &self.text[start..end];
            if raw.starts_with('"') && !is_closed(raw) {
                let expected = "a closing quotation mark in the same line".to_owned();
                let mend = "close the quote, or write it twice if it belongs to the text".to_owned();
                let found = "a quote that is never closed".to_owned();
                self.fault(Code::UnclosedQuote, start..start + 1, found, expected, mend);
                self.partial = true;
                cells.clear();
                return;
            }
            self.check_quotes(start..end);
            let mut cell = Cut { span: start..end, unquoted: None };
            if cell.value(self.text) != value {
                cell.unquoted = Some(value);
            }
            cells.push(cell);
            if ended {
                return;
            }
        }
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

    /// For every column of the schema, its index in the file, if it is there. `None` if the header is of no use.
    fn header(&mut self, schema: &'static Table, header: &[Cut]) -> Option<Vec<Option<usize>>> {
        let known: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        let text = self.text;
        if let [only] = header
            && let Some(sign) = only.value(text).chars().find(|sign| matches!(sign, ';' | '\t'))
        {
            let signs = if sign == ';' { "semicolons" } else { "tabs" };
            let (found, expected) = (format!("one column with {signs} in it"), "columns parted by commas".to_owned());
            self.fault(Code::UnknownColumn, only.span.clone(), found, expected, form::MEND.to_owned());
            return None;
        }
        let mut seen = BTreeSet::new();
        let mut sound = true;
        for cell in header {
            let column = &*cell.value(text);
            if !known.contains(&column) {
                sound = false;
                let mend = match carry::is_moved(schema.name, column) {
                    true => CARRY.to_owned(),
                    false if known.contains(&column.trim()) => form::MEND.to_owned(),
                    false => mend(column, known.iter().copied(), "delete the column"),
                };
                let expected = format!("one of the columns of {}", schema.name);
                self.fault(
                    Code::UnknownColumn,
                    cell.span.clone(),
                    format!("unknown column `{column}`"),
                    expected,
                    mend,
                );
            } else if !seen.insert(column.to_owned()) {
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
            if !seen.contains(*column) && !schema.may_lack(column) {
                sound = false;
                let end = header.last().map_or(0, |cell| cell.span.end);
                let mend = match carry::is_new(schema.name, column) {
                    true => CARRY.to_owned(),
                    false => format!("the header is {}", schema.header()),
                };
                let expected = format!("a column `{column}`");
                self.fault(Code::MissingColumn, end..end, format!("column `{column}` is missing"), expected, mend);
            }
        }
        if !sound {
            return None;
        }
        let order: Vec<Option<usize>> =
            known.iter().map(|column| header.iter().position(|cell| cell.value(text) == *column)).collect();
        let there = || known.iter().zip(&order).filter_map(|(column, at)| Some((column, (*at)?)));
        if let Some((index, (column, _))) = there().enumerate().find(|(index, (_, at))| index != at) {
            let mend = format!("the header is {}", schema.header());
            let cell = &header[index];
            let expected = format!("`{column}`");
            self.fault(
                Code::ColumnOrder,
                cell.span.clone(),
                format!("column `{}` is out of order", cell.value(text)),
                expected,
                mend,
            );
        }
        Some(order)
    }

    /// Whether a row has as many cells as the header, none of them too long.
    fn is_sound(&mut self, columns: usize, row: &[Cut]) -> bool {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
        if row.len() != columns {
            self.partial = true;
            let expected = format!("{columns} cells, as in the header");
            let found = format!("a row of {} cells", row.len());
            if row.len() < columns {
                let mend = "add the missing commas; is a quote or a line break in the way?".to_owned();
                self.fault(Code::ShortRow, last.span.end..last.span.end, found, expected, mend);
            } else {
                let mend = "put cells that hold a comma in quotation marks".to_owned();
                let extra = row[columns].span.start;
                self.fault(Code::LongRow, extra..last.span.end.max(first.span.end), found, expected, mend);
            }
            return false;
        }
        for cell in row {
            if cell.span.len() > form::LONGEST_CELL {
                let expected = format!("at most {} bytes", form::LONGEST_CELL);
                let found = format!("a cell of {} bytes", cell.value(self.text).len());
                let mend = "shorten it; is a quotation mark missing?".to_owned();
                self.partial = true;
                self.fault(Code::HugeField, cell.span.start..cell.span.start, found, expected, mend);
                return false;
            }
        }
        true
    }
}

/// A place in a text below 4 GB.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
