//! What becomes of a list of references in the table `works`: rows that are new, rows that are known, and the text of the
//! table with both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Library;
use super::id::Taken;
use super::known::{COMPARED, Index, agrees};
use super::reference::Cells;
use crate::data::schema::TABLES;
use crate::data::{DESCRIPTOR_FILE, METHOD_FILE, Package, RawTable, Source, csv_text};

/// A row that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Which reference of the list it is.
    pub reference: usize,
    /// All its cells that say something.
    pub cells: Cells,
}

/// A reference whose work is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which reference of the list it is.
    pub reference: usize,
    /// What it is the same as.
    pub same: Same,
    /// The id of that row.
    pub id: String,
    /// In what the two differ.
    pub differences: Vec<Difference>,
}

/// What a reference is the same as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// A row of the table, in this line of its file.
    Row(usize),
    /// Another reference of the list.
    Reference(usize),
}

/// A cell in which a reference says more than a row, or something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The column.
    pub column: &'static str,
    /// What the row has; empty if nothing.
    pub has: String,
    /// What the reference says.
    pub says: String,
    /// Whether it is filled in.
    pub is_filled: bool,
}

/// What an import does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Rows that are new, in the order of the list.
    pub added: Vec<Added>,
    /// References that add no row.
    pub known: Vec<Known>,
    /// Cells that are filled, by row of the table.
    filled: BTreeMap<usize, Cells>,
}

impl Plan {
    /// Meets every reference of a list with the rows of `works`, and with the references before it. With `fill`, empty cells of
    /// rows are filled; nothing else of a row changes.
    #[must_use]
    pub fn new(library: &Library, works: &RawTable, fill: bool) -> Self {
        let mut plan = Self::default();
        let (mut index, mut taken) = (Index::default(), Taken::default());
        // Every work that is known, row or reference, with the cells that it has by now.
        let mut all: Vec<(Cells, Option<usize>)> = Vec::new();
        for row in 0..works.len() {
            let filled = |column: &&'static str| {
                Some((*column, works.cell(row, column).to_owned())).filter(|(_, it)| !it.is_empty())
            };
            let cells: Cells = ["work_id", "short"].iter().chain(&COMPARED).filter_map(filled).collect();
            taken.ids.extend(cells.get("work_id").cloned());
            taken.shorts.extend(cells.get("short").cloned());
            index.add(&cells, works.cell(row, "work_id"));
            all.push((cells, None));
        }
        for (number, reference) in library.references.iter().enumerate() {
            let Some(place) = index.find(&reference.cells, &reference.key) else {
                let mut cells = reference.cells.clone();
                let (id, short) = taken.give(reference);
                index.add(&cells, &id);
                cells.extend([("work_id", id), ("short", short), ("consulted", "no".to_owned())]);
                all.push((cells.clone(), Some(number)));
                plan.added.push(Added { reference: number, cells });
                continue;
            };
            let (has, of_list) = &mut all[place];
            let (same, is_row) = match of_list {
                Some(other) => (Same::Reference(*other), false),
                None => (Same::Row(works.place(place, "work_id").line), true),
            };
            let mut differences = Vec::new();
            for column in COMPARED {
                let cell = has.get(column).map(String::as_str).unwrap_or_default();
                let Some(says) = reference.cells.get(column).filter(|says| !agrees(column, cell, says)) else {
                    continue;
                };
                let is_filled = fill && is_row && cell.is_empty();
                differences.push(Difference { column, has: cell.to_owned(), says: says.clone(), is_filled });
                if is_filled {
                    has.insert(column, says.clone());
                    plan.filled.entry(place).or_default().insert(column, says.clone());
                }
            }
            let id = has.get("work_id").cloned().unwrap_or_default();
            plan.known.push(Known { reference: number, same, id, differences });
        }
        plan
    }

    /// Whether the table changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.filled.is_empty()
    }

    /// How many cells of known rows are filled.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.filled.values().map(BTreeMap::len).sum()
    }

    /// The text of the table with new rows at its end. Every line in which no cell is filled stays byte for byte.
    ///
    /// # Errors
    /// Only if the csv writer fails, which it does not in memory.
    pub fn text(&self, works: &RawTable) -> Result<String, csv::Error> {
        let columns = || works.schema.fields.iter().map(|field| field.name);
        let mut lines: Vec<String> = works.text().split_inclusive('\n').map(str::to_owned).collect();
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with('\n')) {
            last.push('\n');
        }
        for (row, filled) in &self.filled {
            let cells = columns().map(|column| filled.get(column).map_or(works.cell(*row, column), String::as_str));
            // Lines are told from 1.
            if let Some(line) = lines.get_mut(works.place(*row, "work_id").line.saturating_sub(1)) {
                *line = written(cells)?;
            }
        }
        for added in &self.added {
            lines.push(written(
                columns().map(|column| added.cells.get(column).map(String::as_str).unwrap_or_default()),
            )?);
        }
        Ok(lines.concat())
    }
}

/// A row as a line.
fn written<'a>(cells: impl Iterator<Item = &'a str>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    csv_text(writer)
}

/// A package with another text of its table `works`, so that it can be looked at before it is written.
#[must_use]
pub fn with_works(package: &Package, works: &str) -> Package {
    let text = |name: &str| package.table(name).filter(|table| table.is_there()).map(|table| table.text().to_owned());
    let of_table = |name: &'static str| if name == "works" { Some(works.to_owned()) } else { text(name) };
    let mut files: BTreeMap<String, String> =
        TABLES.iter().filter_map(|table| Some((table.file(), of_table(table.name)?))).collect();
    for name in [DESCRIPTOR_FILE, METHOD_FILE] {
        files.extend(package.written(name).map(|text| (name.to_owned(), text.to_owned())));
    }
    Package::read(Source::Memory(Arc::new(files)))
}
