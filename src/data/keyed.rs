//! Records that are found by id and kept in the order of their table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::Index;

/// A record of a table.
pub trait Identified {
    /// Its id.
    fn id(&self) -> &str;
}

/// Records in the order of their table, found by id. Copies share what they do not change.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    records: Arc<Vec<T>>,
    index: Arc<Index>,
    /// Records that corrections have changed, by row.
    changed: BTreeMap<usize, T>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { records: Arc::default(), index: Arc::default(), changed: BTreeMap::new() }
    }
}

impl<T: Identified> Keyed<T> {
    /// The records of a table, found by its index. Of several with one id the first is found.
    pub(super) fn new(records: Vec<T>, index: Arc<Index>) -> Self {
        Self { records: Arc::new(records), index, changed: BTreeMap::new() }
    }

    /// The same records with some of them in another form. Ids never change.
    pub(super) fn with(&self, changed: BTreeMap<usize, T>) -> Self {
        Self { records: Arc::clone(&self.records), index: Arc::clone(&self.index), changed }
    }

    /// The same records, each in another form. Ids never change.
    pub(super) fn map(&self, change: impl Fn(&T) -> T) -> Self {
        let records = (0..self.records.len()).map(|row| change(self.at(row))).collect();
        Self { records: Arc::new(records), index: Arc::clone(&self.index), changed: BTreeMap::new() }
    }

    /// The record with that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.position(id).map(|row| self.at(row))
    }

    /// The row of the record with that id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.index.find(id, |row| self.records[row].id())
    }

    /// The record of a row that is there.
    pub(crate) fn at(&self, row: usize) -> &T {
        // Most packages have few corrections, and most tables none.
        if self.changed.is_empty() {
            return &self.records[row];
        }
        self.changed.get(&row).unwrap_or(&self.records[row])
    }

    /// All records in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.records.len()).map(|row| self.at(row))
    }

    /// All ids, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let mut ids: Vec<&str> = self.records.iter().map(Identified::id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
