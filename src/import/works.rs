//! What becomes of a list of references in the table `works`: rows that are new, rows that are known, and the text of the
//! table with both.

use std::collections::BTreeMap;

use super::Library;
use super::id::Taken;
use super::known::{COMPARED, Index, agrees};
use super::reference::Cells;
use crate::data::{Edit, RawTable};

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
        let added = self.added.iter().map(|added| added.cells.clone()).collect();
        Edit { changed: self.filled.clone(), added, ..Edit::default() }.text(works)
    }
}
