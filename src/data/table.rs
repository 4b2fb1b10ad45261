//! Rows and cells of one table, each with the bytes it stands on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::index::Index;
use super::schema::{Field, Table};
use super::written::csv_text;
use crate::diag::Place;

/// A table as text. A copy shares the text and differs in the cells that were set in it.
#[derive(Debug, Clone)]
pub struct RawTable {
    /// What the table should look like.
    pub schema: &'static Table,
    text: Arc<String>,
    cells: Arc<Cells>,
    /// The first row of every id.
    index: Arc<Index>,
    /// Cells that corrections have set, by row and column.
    set: BTreeMap<(usize, usize), String>,
    partial: bool,
    /// Where lines end, once a place has been asked for.
    lines: Arc<OnceLock<Vec<usize>>>,
}

/// Where the cells stand in the text.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// For every column of the schema, its place in the file, if it is there.
    pub(super) order: Vec<Option<usize>>,
    /// How many columns the file has.
    pub(super) columns: usize,
    /// Where each row begins.
    pub(super) rows: Vec<u32>,
    /// Where each cell ends; the next begins after a comma.
    pub(super) ends: Vec<u32>,
    /// What quoted cells say that hold a quotation mark, by the index of their end.
    pub(super) unquoted: BTreeMap<usize, String>,
}

impl Cells {
    fn span(&self, row: usize, column: usize) -> Option<(Range<usize>, usize)> {
        let place = (*self.order.get(column)?)?;
        let index = row * self.columns + place;
        let end = *self.ends.get(index)? as usize;
        let start = match place {
            0 => *self.rows.get(row)? as usize,
            _ => self.ends[index - 1] as usize + 1,
        };
        Some((start..end, index))
    }
}

impl RawTable {
    /// A table that a package does without.
    pub(super) fn absent(schema: &'static Table) -> Self {
        Self::new(schema, String::new(), Cells::default(), false)
    }

    /// Whether there is such a file: a package may do without some.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !self.text.is_empty()
    }

    /// The columns that the file has: a package may do without some. All of them where there is no file.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static Field> {
        let is_there = |column: &usize| !self.is_there() || self.cells.order.get(*column).is_some_and(Option::is_some);
        (0..self.schema.fields.len()).filter(is_there).map(|column| &self.schema.fields[column]).collect()
    }

    pub(super) fn new(schema: &'static Table, text: String, cells: Cells, partial: bool) -> Self {
        let (text, set) = (Arc::new(text), BTreeMap::new());
        let (cells, index, lines) = (Arc::new(cells), Arc::default(), Arc::default());
        let mut table = Self { schema, text, cells, index, set, partial, lines };
        if schema.id().is_some() {
            table.index = Arc::new(Index::new(table.len(), |row| table.at(row, 0)));
        }
        table
    }

    /// Where each id is first found; the records of the table share it.
    pub(super) fn index(&self) -> Arc<Index> {
        Arc::clone(&self.index)
    }

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
        self.cells.rows.len()
    }

    /// Whether there is a header only.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.rows.is_empty()
    }

    /// The text of a cell; empty for a column that the table does not have.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> &str {
        self.schema.column(column).map_or("", |column| self.at(row, column))
    }

    /// The text of a cell by the index of its column; empty where there is no such cell.
    pub(super) fn at(&self, row: usize, column: usize) -> &str {
        if !self.set.is_empty()
            && let Some(value) = self.set.get(&(row, column))
        {
            return value;
        }
        let Some((span, index)) = self.cells.span(row, column) else { return "" };
        let raw = &self.text[span];
        if !raw.starts_with('"') {
            return raw;
        }
        match self.cells.unquoted.get(&index) {
            Some(value) => value,
            None => raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default(),
        }
    }

    /// The first row with that id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<usize> {
        self.index.find(id, |row| self.at(row, 0))
    }

    /// The text with all columns of the schema, those that the file does without empty.
    ///
    /// # Errors
    /// Only if the csv writer fails, which it does not in memory.
    pub(super) fn widened(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.schema.fields.iter().map(|field| field.name))?;
        for row in 0..self.len() {
            writer.write_record((0..self.schema.fields.len()).map(|column| self.at(row, column)))?;
        }
        csv_text(writer)
    }

    /// The ids in the first column.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.at(row, 0))
    }

    /// The place of a cell; of the row's first cell for a column that the table does not have.
    #[must_use]
    pub fn place(&self, row: usize, column: &str) -> Place {
        let span = self.cells.span(row, self.schema.column(column).unwrap_or(0));
        let span = span.map_or(0..0, |(span, _)| span);
        let line = self.line_at(span.start);
        Place::in_line(&self.schema.file(), &self.text, span, line)
    }

    /// In which line of the file a row stands, from 1.
    #[must_use]
    pub fn line(&self, row: usize) -> usize {
        self.line_at(self.cells.rows.get(row).map_or(0, |start| *start as usize))
    }

    fn line_at(&self, byte: usize) -> usize {
        let ends = self.lines.get_or_init(|| self.text.match_indices('\n').map(|(at, _)| at).collect());
        ends.partition_point(|end| *end < byte) + 1
    }

    /// Sets a cell; its place stays.
    pub(super) fn set(&mut self, row: usize, column: &str, value: &str) {
        if let Some(column) = self.schema.column(column) {
            self.set.insert((row, column), value.to_owned());
        }
    }

    /// The rows in which a cell was set.
    pub(super) fn changed_rows(&self) -> impl Iterator<Item = usize> {
        let mut rows: Vec<usize> = self.set.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows.into_iter()
    }
}

/// One cell as it was cut from a line: its span, and what it says if that is not the span without its quotes.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) span: Range<usize>,
    pub(super) unquoted: Option<String>,
}

impl Cut {
    /// What the cell says.
    pub(super) fn value<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        match &self.unquoted {
            Some(value) => Cow::Borrowed(value),
            None => {
                let raw = &text[self.span.clone()];
                Cow::Borrowed(raw.strip_prefix('"').map_or(raw, |inner| inner.strip_suffix('"').unwrap_or(inner)))
            }
        }
    }
}
