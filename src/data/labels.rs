//! Words of the tables in other languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::RawTable;
use crate::model::Lang;

/// What the table `labels` says: for a language, and a cell by its table, row and column, the word. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    words: Arc<BTreeMap<Lang, BTreeMap<[String; 3], String>>>,
}

impl Labels {
    pub(super) fn new(table: &RawTable) -> Self {
        let mut words: BTreeMap<Lang, BTreeMap<[String; 3], String>> = BTreeMap::new();
        for row in 0..table.len() {
            let cell = |column| table.cell(row, column).to_owned();
            // A language that is no language is a fault of the cell.
            let Ok(lang) = table.cell(row, "lang").parse() else { continue };
            let cells = words.entry(lang).or_default();
            // Of several words for one cell the first counts; the others are faults.
            cells.entry(["table", "row_id", "field"].map(cell)).or_insert_with(|| cell("text"));
        }
        Self { words: Arc::new(words) }
    }

    /// The languages in which anything is said, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.words.keys()
    }

    /// The word for a cell in a language, or else in one that it is a variety of: for `zh-Hant-TW`, `zh-Hant`, then `zh`.
    #[must_use]
    pub fn word(&self, lang: &Lang, table: &str, row_id: &str, column: &str) -> Option<&str> {
        let key = [table, row_id, column].map(str::to_owned);
        lang.and_wider().find_map(|lang| self.words.get(&lang)?.get(&key)).map(String::as_str)
    }
}
