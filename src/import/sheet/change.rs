//! What the sheets of a file would change, cell by cell, and what comes of it where several speak of one cell.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::expected::KEY;
use super::{Change, fault};
use crate::data::schema::{TABLES, Table};
use crate::data::{Edit, Package, Says, Shown};
use crate::diag::{Code, Diagnostic, hint};

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) table: usize,
    pub(super) row: RowOf,
    pub(super) column: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowOf {
    /// One that is there.
    Old(usize),
    /// One that is new, by its place among these and by its key.
    New(usize, String),
}

/// What a cell of a sheet would make of a cell of a table.
#[derive(Debug)]
struct Proposal {
    new: String,
    spot: String,
}

/// All that the sheets of a file would change.
#[derive(Debug)]
pub(super) struct Changes<'a> {
    package: &'a Package,
    proposals: BTreeMap<Target, Vec<Proposal>>,
    /// How many cells of sheets show a cell as it is.
    same: BTreeMap<(usize, usize, usize), usize>,
    new_rows: BTreeMap<(usize, String), usize>,
    removed: BTreeMap<(usize, usize), String>,
    labels: BTreeMap<&'static str, BTreeMap<String, BTreeSet<String>>>,
    /// The rows of the one table without ids.
    keys: OnceCell<BTreeMap<String, usize>>,
    /// Whether the file is of another state of the package than that of now.
    is_old: bool,
    /// Cells that show what the package had then.
    outdated: Vec<String>,
    pub(super) faults: Vec<Diagnostic>,
}

/// The index of a table.
pub(super) fn table_of(name: &str) -> Option<(usize, &'static Table)> {
    TABLES.iter().enumerate().find(|(_, table)| table.name == name)
}

impl<'a> Changes<'a> {
    pub(super) fn new(package: &'a Package, is_old: bool) -> Self {
        Self {
            package,
            is_old,
            outdated: Vec::new(),
            proposals: BTreeMap::new(),
            same: BTreeMap::new(),
            new_rows: BTreeMap::new(),
            removed: BTreeMap::new(),
            labels: BTreeMap::new(),
            keys: OnceCell::new(),
            faults: Vec::new(),
        }
    }

    /// The row of a table with that key: one that is there, or one that is new.
    pub(super) fn row(&self, table: &'static str, key: &str) -> Option<RowOf> {
        let (index, schema) = table_of(table)?;
        let raw = self.package.table(table)?;
        let old = match schema.id() {
            Some(_) => raw.row(key),
            // By their keys, which are put together once.
            None => {
                let keys = || (0..raw.len()).rev().map(|row| (self.key(table, row), row)).collect();
                self.keys.get_or_init(keys).get(key).copied()
            }
        };
        let new = || self.new_rows.get(&(index, key.to_owned())).map(|place| RowOf::New(*place, key.to_owned()));
        old.map(RowOf::Old).or_else(new)
    }

    fn key(&self, table: &str, row: usize) -> String {
        let Some(raw) = self.package.table(table) else { return String::new() };
        let parts: Vec<&str> = raw.schema.key().iter().map(|field| raw.cell(row, field.name)).collect();
        parts.join(KEY)
    }

    /// A row that is new, with the cells of its key.
    pub(super) fn add_row(&mut self, table: &'static str, key: &[String], spot: &str) -> Option<RowOf> {
        let (index, schema) = table_of(table)?;
        let name = key.join(KEY);
        let count = self.new_rows.len();
        let place = *self.new_rows.entry((index, name.clone())).or_insert(count);
        let row = RowOf::New(place, name);
        for (column, part) in key.iter().enumerate().take(schema.fields.len()) {
            self.put(Target { table: index, row: row.clone(), column }, part.clone(), spot);
        }
        Some(row)
    }

    /// The text of a cell of a table.
    pub(super) fn raw(&self, table: &str, row: &RowOf, column: &str) -> String {
        match row {
            RowOf::Old(row) => {
                self.package.table(table).map(|raw| raw.cell(*row, column)).unwrap_or_default().to_owned()
            }
            RowOf::New(..) => self.proposed(table, row, column).unwrap_or_default(),
        }
    }

    /// The text that a cell of a table gets.
    pub(super) fn proposed(&self, table: &str, row: &RowOf, column: &str) -> Option<String> {
        let (index, schema) = table_of(table)?;
        let target = Target { table: index, row: row.clone(), column: schema.column(column)? };
        self.proposals.get(&target)?.last().map(|proposal| proposal.new.clone())
    }

    fn put(&mut self, target: Target, new: String, spot: &str) {
        self.proposals.entry(target).or_default().push(Proposal { new, spot: spot.to_owned() });
    }

    /// That a cell is shown as it is.
    pub(super) fn keep(&mut self, shown: &Shown, row: &RowOf) {
        if let (Some((table, schema)), RowOf::Old(row)) = (table_of(shown.table), row)
            && let Some(column) = schema.column(shown.column)
        {
            *self.same.entry((table, *row, column)).or_default() += 1;
        }
    }

    /// That a cell says something else now. `quantity` is the row of the quantity, from which some empty cells have their text.
    pub(super) fn propose(&mut self, shown: &Shown, row: &RowOf, quantity: Option<&RowOf>, (text, spot): (&str, &str)) {
        let Some((table, schema)) = table_of(shown.table) else { return };
        let Some(column) = schema.column(shown.column) else { return };
        let new = match shown.says {
            Says::Itself => text.to_owned(),
            Says::Spelled(word) if text == word => String::new(),
            Says::Spelled(_) => text.to_owned(),
            Says::Inherited(of) => {
                // As the quantity becomes by the same file.
                let becomes = |row: &RowOf| {
                    self.proposed("quantities", row, of).unwrap_or_else(|| self.raw("quantities", row, of))
                };
                let general = quantity.map(becomes).unwrap_or_default();
                if self.is_old && matches!(row, RowOf::Old(_)) && self.raw(shown.table, row, shown.column).is_empty() {
                    // Nobody can know whether the row was changed, or its quantity since.
                    if text != general {
                        self.outdated.push(spot.to_owned());
                    }
                    return;
                }
                if text == general { String::new() } else { text.to_owned() }
            }
            Says::Label(of) => match self.id_of(of, text) {
                Ok(id) => id,
                Err((found, mend)) => {
                    let expected = format!("a label of {of}");
                    self.faults.push(fault(Code::UnknownId, spot.to_owned(), found, &expected, &mend));
                    return;
                }
            },
        };
        if matches!(row, RowOf::Old(_)) && new == self.raw(shown.table, row, shown.column) {
            // What was spelled out is left to what it stands for, as it was.
            return;
        }
        if matches!(row, RowOf::New(..)) && new.is_empty() {
            return;
        }
        self.put(Target { table, row: row.clone(), column }, new, spot);
    }

    /// That a row is gone.
    pub(super) fn remove(&mut self, table: &'static str, row: usize, spot: &str) {
        if let Some((table, _)) = table_of(table) {
            self.removed.entry((table, row)).or_insert_with(|| spot.to_owned());
        }
    }

    /// The id of the row that has this label, as the tables are or as they become.
    fn id_of(&mut self, table: &'static str, label: &str) -> Result<String, (String, String)> {
        if label.is_empty() {
            return Ok(String::new());
        }
        if !self.labels.contains_key(table) {
            let labels = self.labels_of(table);
            self.labels.insert(table, labels);
        }
        let labels = &self.labels[table];
        match labels.get(label).map(|ids| ids.iter().collect::<Vec<_>>()).as_deref() {
            Some([id]) => Ok((*id).clone()),
            Some(ids) => {
                let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
                let found = format!("`{label}` is the label of {} in {table}", ids.join(" and "));
                Err((found, "write the id in the table itself".to_owned()))
            }
            // Who writes the id means it.
            None if labels.values().any(|ids| ids.contains(label)) => Ok(label.to_owned()),
            None => {
                let found = format!("`{label}` is no label of {table}");
                let near = hint(label, labels.keys().map(String::as_str));
                let near = near.trim_start_matches("; ").to_owned();
                Err((
                    found,
                    if near.is_empty() { format!("write a label that {table} has, or add a row there") } else { near },
                ))
            }
        }
    }

    fn labels_of(&self, table: &'static str) -> BTreeMap<String, BTreeSet<String>> {
        let mut labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let Some((index, schema)) = table_of(table) else { return labels };
        let Some(raw) = self.package.table(table) else { return labels };
        let mut add = |label: &str, id: &str| {
            labels.entry(label.to_owned()).or_default().insert(id.to_owned());
        };
        for row in 0..raw.len() {
            add(raw.cell(row, "label"), raw.cell(row, schema.fields[0].name));
        }
        let column = schema.column("label");
        for (target, proposals) in
            self.proposals.iter().filter(|(it, _)| it.table == index && Some(it.column) == column)
        {
            let id = match &target.row {
                RowOf::Old(row) => raw.cell(*row, schema.fields[0].name),
                RowOf::New(_, key) => key,
            };
            proposals.iter().for_each(|proposal| add(&proposal.new, id));
        }
        labels
    }

    /// What comes of it: the changes in the order of the tables, and the tables with them. Where a file is of another state of the
    /// package than that of now, what only some of its cells show is taken for old.
    pub(super) fn resolved(mut self) -> Resolved {
        let mut resolved = Resolved::default();
        let proposals = std::mem::take(&mut self.proposals);
        for (target, proposals) in proposals {
            let schema = &TABLES[target.table];
            let column = schema.fields[target.column].name;
            let Some((first, others)) = proposals.split_first() else { continue };
            if let Some(other) = others.iter().find(|other| other.new != first.new) {
                let found = format!(
                    "two texts for one cell, {column} of {}: `{}` here, `{}` there",
                    self.name(&target),
                    first.new,
                    other.new
                );
                let mend = format!("write one of the two into both; the other is {}", other.spot);
                self.faults.push(fault(Code::CellsDisagree, first.spot.clone(), found, "the same in both", &mend));
                continue;
            }
            let (old, untouched) = match &target.row {
                RowOf::Old(row) => (
                    self.raw(schema.name, &target.row, column),
                    self.same.get(&(target.table, *row, target.column)).copied().unwrap_or(0),
                ),
                RowOf::New(..) => (String::new(), 0),
            };
            if untouched > 0 && self.is_old {
                self.outdated.extend(proposals.iter().map(|proposal| proposal.spot.clone()));
                continue;
            }
            if untouched > 0 {
                resolved.partly += untouched;
            }
            let edit = resolved.edits.entry(target.table).or_default();
            match &target.row {
                RowOf::Old(row) => {
                    edit.changed.entry(*row).or_default().insert(column, first.new.clone());
                }
                RowOf::New(place, _) => {
                    resolved.added.entry((target.table, *place)).or_default().insert(column, first.new.clone());
                }
            }
            resolved.changes.push(Change {
                table: schema.name,
                id: self.name(&target),
                column,
                old,
                new: first.new.clone(),
                place: first.spot.clone(),
                is_new_row: matches!(target.row, RowOf::New(..)),
            });
        }
        for ((table, row), spot) in &self.removed {
            let schema = &TABLES[*table];
            let last = schema.fields.last().map_or("", |field| field.name);
            resolved.edits.entry(*table).or_default().removed.insert(*row);
            resolved.changes.push(Change {
                table: schema.name,
                id: self.key(schema.name, *row),
                column: last,
                old: self.raw(schema.name, &RowOf::Old(*row), last),
                new: String::new(),
                place: spot.clone(),
                is_new_row: false,
            });
        }
        for ((table, _), cells) in std::mem::take(&mut resolved.added) {
            resolved.edits.entry(table).or_default().added.push(cells);
        }
        (resolved.faults, resolved.outdated) = (self.faults, self.outdated);
        resolved
    }

    fn name(&self, target: &Target) -> String {
        match &target.row {
            RowOf::Old(row) => self.key(TABLES[target.table].name, *row),
            RowOf::New(_, key) => key.clone(),
        }
    }
}

/// What comes of all sheets.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) changes: Vec<Change>,
    pub(super) edits: BTreeMap<usize, Edit>,
    pub(super) faults: Vec<Diagnostic>,
    /// Cells that show what was before a change of the package.
    pub(super) outdated: Vec<String>,
    /// Cells that still show the old text of one that is changed elsewhere.
    pub(super) partly: usize,
    added: BTreeMap<(usize, usize), crate::data::RowCells>,
}
