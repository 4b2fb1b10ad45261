//! One flat table as CSV, as it is or safe for spreadsheets.

use super::{Bundle, ExportError, Exporter};
use crate::escape::spreadsheet;
use crate::sheets::{Cell, Sheet};

/// UTF-8 without a mark, LF, RFC 4180: for programs.
pub struct Csv;

/// With a byte-order mark, so that Excel knows it for UTF-8, CRLF, and no text that a spreadsheet would take for a formula, a
/// date or a number.
pub struct ExcelCsv;

impl Exporter for Csv {
    fn suffix(&self) -> &'static str {
        "csv"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        Self::sheet(&bundle.figures())
    }
}

impl Csv {
    /// Any sheet.
    ///
    /// # Errors
    /// If its rows have not a cell a column.
    pub fn sheet(sheet: &Sheet) -> Result<Vec<u8>, ExportError> {
        written(sheet, ::csv::Terminator::Any(b'\n'), &Cell::plain)
    }
}

impl Exporter for ExcelCsv {
    fn suffix(&self) -> &'static str {
        "csv"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        Self::sheet(&bundle.figures())
    }
}

impl ExcelCsv {
    /// Any sheet.
    ///
    /// # Errors
    /// If its rows have not a cell a column.
    pub fn sheet(sheet: &Sheet) -> Result<Vec<u8>, ExportError> {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => spreadsheet::guarded(text),
            other => other.plain(),
        };
        let rows = written(sheet, ::csv::Terminator::CRLF, &cell)?;
        Ok([b"\xef\xbb\xbf".as_slice(), &rows].concat())
    }
}

fn written(
    sheet: &Sheet,
    terminator: ::csv::Terminator,
    cell: &dyn Fn(&Cell) -> String,
) -> Result<Vec<u8>, ExportError> {
    let failed = |error: &dyn std::error::Error| ExportError::Format { format: "CSV", reason: error.to_string() };
    let mut writer = ::csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    writer.write_record(sheet.columns.iter().map(|column| &column.name)).map_err(|error| failed(&error))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(cell)).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}
