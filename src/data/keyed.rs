//! Records that are found by id and kept in the order of their table.

use std::collections::BTreeMap;

/// Records in the order of their table, found by id.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    records: Vec<T>,
    by_id: BTreeMap<String, usize>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { records: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<T> Keyed<T> {
    /// Adds a record. Of several with one id the first is found.
    pub(super) fn push(&mut self, id: String, record: T) {
        self.by_id.entry(id).or_insert(self.records.len());
        self.records.push(record);
    }

    /// The record with that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.by_id.get(id).map(|index| &self.records[*index])
    }

    /// All records in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.records.iter()
    }

    /// All ids, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
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
