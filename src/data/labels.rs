//! Words of the tables in other languages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::table::RawTable;
use crate::model::Lang;

/// The words of a language, by table, row and column.
type Words = BTreeMap<[String; 3], String>;

/// What the table `labels` says: for a language, and a cell by its table, row and column, the word. It is read when it is asked
/// first, for most commands do not ask. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    table: Option<RawTable>,
    words: Arc<OnceLock<BTreeMap<Lang, Words>>>,
}

impl Labels {
    pub(super) fn new(table: &RawTable) -> Self {
        Self { table: Some(table.clone()), words: Arc::default() }
    }

    fn words(&self) -> &BTreeMap<Lang, Words> {
        self.words.get_or_init(|| self.table.as_ref().map(read).unwrap_or_default())
    }

    /// The languages in which anything is said, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.words().keys()
    }

    /// The word for a cell in a language, or else in one that it is a variety of: for `zh-Hant-TW`, `zh-Hant`, then `zh`.
    #[must_use]
    pub fn word(&self, lang: &Lang, table: &str, row_id: &str, column: &str) -> Option<&str> {
        let key = [table, row_id, column].map(str::to_owned);
        lang.and_wider().find_map(|lang| self.words().get(&lang)?.get(&key)).map(String::as_str)
    }
}

fn read(table: &RawTable) -> BTreeMap<Lang, Words> {
    let mut words: BTreeMap<Lang, Words> = BTreeMap::new();
    for row in 0..table.len() {
        let cell = |column| table.cell(row, column).to_owned();
        // A language that is no language is a fault of the cell.
        let Ok(lang) = table.cell(row, "lang").parse() else { continue };
        let cells = words.entry(lang).or_default();
        // Of several words for one cell the first counts; the others are faults.
        cells.entry(["table", "row_id", "field"].map(cell)).or_insert_with(|| cell("text"));
    }
    words
}
