//! A package of CSV tables, read into typed records of which every cell keeps its place.

mod about;
mod build;
mod carry;
mod cells;
mod citation;
mod correction;
mod dataset;
mod descriptor;
mod edit;
mod embedded;
mod flat;
mod form;
mod index;
mod keyed;
mod labels;
mod mend;
mod part;
mod reader;
mod record;
pub mod schema;
mod shows;
mod source;
mod table;
mod translated;
mod written;

pub use about::{About, Licence};
pub use carry::carried;
pub use cells::{is_doi, is_id, is_isbn};
pub use dataset::Dataset;
pub use descriptor::{DESCRIPTOR_FILE, METHOD_FILE};
pub use edit::{Edit, RowCells, with_texts};
pub use flat::{FLAT_FILE, flat, flat_row, flat_shows};
pub(crate) use form::LONGEST_CELL;
pub use keyed::{Identified, Keyed};
pub use labels::Labels;
pub use mend::{Mended, mended};
#[cfg(test)]
pub(crate) use part::five_works;
pub use part::{of_works, subset, with_parts};
pub(crate) use record::PRICE_INDEX;
pub use record::{
    Action, Actor, Agreement, Category, Correction, Event, Figure, Measure, PartOf, Point, Quantity, Rank, Rate,
    Reading, Relation, Scope, Stage, Unit, Work,
};
pub use shows::{Says, Shown, Shows};
pub use source::Source;
pub use table::RawTable;
pub use written::csv_text;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::diag::{self, Diagnostic, Place};
use crate::files;
use crate::lang::Tongue;

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
    /// What it says of itself, once that was asked for: every chart tells it.
    about: OnceLock<About>,
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
        Self { source, tables, written, dataset, corrected, faults, about: OnceLock::new() }
    }

    /// The package as it is with the corrections of action `set` applied: cells, records and their faults. A cell keeps the
    /// place of the one that it corrects.
    #[must_use]
    pub fn corrected_view(&self) -> Self {
        let tables = build::with_corrections(&self.tables, &self.dataset);
        let faults = tables.values().fold(Vec::new(), cells::check);
        let (source, written, corrected) = (self.source.clone(), self.written.clone(), self.corrected.clone());
        Self { source, tables, written, dataset: self.corrected.clone(), corrected, faults, about: OnceLock::new() }
    }

    /// The same package told in a language: the words of its records, its numbers and dates. Its tables and its digest stay.
    #[must_use]
    pub fn in_language(&self, tongue: &Tongue) -> Self {
        Self {
            source: self.source.clone(),
            tables: self.tables.clone(),
            written: self.written.clone(),
            dataset: self.dataset.in_language(tongue),
            corrected: self.corrected.in_language(tongue),
            faults: self.faults.clone(),
            about: self.about.clone(),
        }
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

    /// What the package says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        let read = || {
            let head = self.written(DESCRIPTOR_FILE).and_then(descriptor::head).unwrap_or_default();
            About::new(&head, self.digest_of_tables())
        };
        self.about.get_or_init(read)
    }

    /// How the dataset wants to be cited, as its `CITATION.cff` should say it, with the place of that file from the tables: where
    /// there is one, beside them or above.
    #[must_use]
    pub fn citation_file(&self) -> Option<(&'static str, String)> {
        citation::PLACES.into_iter().find_map(|place| {
            let text = String::from_utf8(self.source.beside(place).ok()??).ok()?;
            citation::is_of_dataset(&text).then(|| (place, citation::renewed(&text, self.about())))
        })
    }

    /// The descriptor as it should be: its own head, and the tables as they are.
    ///
    /// # Errors
    /// If there is a descriptor whose head cannot be read.
    pub fn descriptor(&self) -> Result<String, serde_json::Error> {
        descriptor::renewed(self.written(DESCRIPTOR_FILE), &self.tables, &self.dataset)
    }

    fn digest_of_tables(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, table) in self.tables.iter().filter(|(_, table)| table.is_there()) {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update(table.text().as_bytes());
            hasher.update([0]);
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hexadecimal digits of some bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
