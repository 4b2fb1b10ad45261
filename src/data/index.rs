//! Rows found by their ids without a copy of the ids.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use hashbrown::HashTable;

/// For every id the first row that has it. The ids stay where they are; whoever asks says where.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    rows: HashTable<u32>,
}

/// The same on every run, unlike the hasher that the standard library takes unasked.
fn hash(id: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

impl Index {
    /// An index of so many rows. A table has far fewer rows than `u32` can number, for its text is below 4 GB.
    pub(super) fn new<'a>(rows: usize, id: impl Fn(usize) -> &'a str) -> Self {
        let mut index = HashTable::with_capacity(rows);
        let at = |row: u32| id(row as usize);
        for row in (0..rows).filter_map(|row| u32::try_from(row).ok()) {
            let hash_of_row = hash(at(row));
            if index.find(hash_of_row, |other| at(*other) == at(row)).is_none() {
                index.insert_unique(hash_of_row, row, |other| hash(at(*other)));
            }
        }
        Self { rows: index }
    }

    /// The first row with an id.
    pub(super) fn find<'a>(&self, wanted: &str, id: impl Fn(usize) -> &'a str) -> Option<usize> {
        self.rows.find(hash(wanted), |row| id(*row as usize) == wanted).map(|row| *row as usize)
    }
}
