//! A package of CSV tables, read into typed records of which every cell keeps its place.

mod build;
mod carry;
mod cells;
mod correction;
mod descriptor;
mod embedded;
mod flat;
mod form;
mod index;
mod keyed;
mod part;
mod reader;
mod record;
pub mod schema;
mod source;
mod table;

pub use carry::carried;
pub use cells::is_id;
pub use descriptor::{DESCRIPTOR_FILE, METHOD_FILE};
pub use flat::{FLAT_FILE, flat, flat_row};
pub use keyed::{Identified, Keyed};
#[cfg(test)]
pub(crate) use part::five_works;
pub use part::{of_works, subset, with_parts};
pub use record::{
    Action, Actor, Agreement, Category, Correction, Dataset, Event, Figure, Measure, Quantity, Rank, Rate, Reading,
    Relation, Scope, Stage, Unit, Work,
};
pub use source::Source;
pub use table::RawTable;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::diag::{self, Diagnostic, Place};
use crate::files;

/// A package as it was read: the raw tables, the records built from them, and what is wrong with its form.
#[derive(Debug)]
pub struct Package {
    /// Where it was read from.
    pub source: Source,
    tables: BTreeMap<&'static str, RawTable>,
    /// What is written by hand beside the tables.
    written: BTreeMap<&'static str, String>,
    /// The records as the tables state them.
    pub dataset: Dataset,
    /// The records with the corrections of action `set` applied.
    pub corrected: Dataset,
    /// Faults of files and cells; rules over rows are for [`crate::check`].
    pub faults: Vec<Diagnostic>,
    /// Digest and version, once they were asked for: every chart tells them.
    digest: OnceLock<String>,
    version: OnceLock<String>,
}

impl Package {
    /// Reads every table of a package. Nothing stops at the first fault: what can be read is read, the rest is listed.
    #[must_use]
    pub fn read(source: Source) -> Self {
        let mut faults = Vec::new();
        let mut tables = BTreeMap::new();
        let read = files::in_parallel(schema::TABLES, None, |schema| {
            let mut faults = Vec::new();
            (reader::read(&source, schema, &mut faults), faults)
        });
        for (schema, (table, of_table)) in schema::TABLES.iter().zip(read) {
            tables.extend(table.map(|table| (schema.name, table)));
            faults.extend(of_table);
        }
        let written = [DESCRIPTOR_FILE, METHOD_FILE];
        let written = written.into_iter().filter_map(|name| Some((name, reader::beside(&source, name, &mut faults)?)));
        let written = written.collect();
        // Cells are checked while records are built from them; neither needs the other.
        let build = || build::dataset(&tables, None);
        let (dataset, of_cells) = files::beside(build, || tables.values().fold(Vec::new(), cells::check));
        faults.extend(of_cells);
        let corrected = build::dataset(&build::with_corrections(&tables, &dataset), Some(&dataset));
        diag::sort(&mut faults);
        Self { source, tables, written, dataset, corrected, faults, digest: OnceLock::new(), version: OnceLock::new() }
    }

    /// The package as it is with the corrections of action `set` applied: cells, records and their faults. A cell keeps the
    /// place of the one that it corrects.
    #[must_use]
    pub fn corrected_view(&self) -> Self {
        let tables = build::with_corrections(&self.tables, &self.dataset);
        let faults = tables.values().fold(Vec::new(), cells::check);
        let (source, written, corrected) = (self.source.clone(), self.written.clone(), self.corrected.clone());
        let (digest, version) = (OnceLock::new(), self.version.clone());
        Self { source, tables, written, dataset: self.corrected.clone(), corrected, faults, digest, version }
    }

    /// The raw table of that name, if it could be read.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&RawTable> {
        self.tables.get(name)
    }

    /// Whether every table was read with all its rows; else it cannot be said that something is not there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        schema::TABLES.iter().all(|schema| self.table(schema.name).is_some_and(|table| !table.is_partial()))
    }

    /// The place of a cell; the whole row where the column is not there.
    #[must_use]
    pub fn place(&self, table: &str, row: usize, column: &str) -> Place {
        self.tables.get(table).map_or_else(|| Place::file(format!("{table}.csv")), |raw| raw.place(row, column))
    }

    /// The text of a file that is written by hand beside the tables: [`DESCRIPTOR_FILE`], [`METHOD_FILE`]; as it was when the
    /// package was read, if it was there.
    #[must_use]
    pub fn written(&self, name: &str) -> Option<&str> {
        self.written.get(name).map(String::as_str)
    }

    /// The version that the package's descriptor names; 0.0.0 if it names none.
    #[must_use]
    pub fn version(&self) -> String {
        self.version.get_or_init(|| self.head("version").unwrap_or_else(|| "0.0.0".to_owned())).clone()
    }

    /// A text of the descriptor's head: `title`, `created` …
    #[must_use]
    pub fn head(&self, key: &str) -> Option<String> {
        self.written(DESCRIPTOR_FILE).and_then(|text| descriptor::head(text)?.get(key)?.as_str().map(str::to_owned))
    }

    /// The licences that the descriptor's head names, with their addresses.
    #[must_use]
    pub fn licences(&self) -> Vec<String> {
        self.written(DESCRIPTOR_FILE).map(descriptor::licences).unwrap_or_default()
    }

    /// The descriptor as it should be: its own head, and the tables as they are.
    ///
    /// # Errors
    /// If there is a descriptor whose head cannot be read.
    pub fn descriptor(&self) -> Result<String, serde_json::Error> {
        descriptor::renewed(self.written(DESCRIPTOR_FILE), &self.tables, &self.dataset)
    }

    /// SHA-256 over the names and bytes of all tables, in hexadecimal: two packages with one digest hold the same data.
    #[must_use]
    pub fn digest(&self) -> String {
        let of_tables = || {
            let mut hasher = Sha256::new();
            for (name, table) in &self.tables {
                hasher.update(name.as_bytes());
                hasher.update([0]);
                hasher.update(table.text().as_bytes());
                hasher.update([0]);
            }
            hex(&hasher.finalize())
        };
        self.digest.get_or_init(of_tables).clone()
    }
}

/// Lower-case hexadecimal digits of some bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
