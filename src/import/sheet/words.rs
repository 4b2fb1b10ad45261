//! Where the words of the sheet of vocabularies stand.

use crate::model::Lang;
use crate::sheets::{IN_LANGUAGE, OF_TABLES};

/// Where a cell of the vocabularies comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A cell of a table.
    Cell(&'static str, &'static str),
    /// What a cell of a table says in a language.
    In(&'static str, &'static str, String),
    /// Nowhere: what to do instead.
    Made(String),
}

/// Where the cell in that column comes from, in a row of that vocabulary.
pub(super) fn word(vocabulary: &str, column: &str) -> Word {
    let Some(it) = OF_TABLES.iter().find(|it| it.name == vocabulary) else {
        return Word::Made("this vocabulary is the program's own, and the same in every package".to_owned());
    };
    let lang = column.strip_prefix(IN_LANGUAGE).and_then(|tag| tag.parse::<Lang>().ok());
    match (column, lang, it.meaning) {
        ("label", ..) => Word::Cell(it.table, it.word),
        (_, Some(lang), _) => Word::In(it.table, it.word, lang.to_string()),
        ("meaning", _, Some(meaning)) => Word::Cell(it.table, meaning),
        _ => Word::Made(format!("change the columns of {}.csv of which it is made", it.table)),
    }
}
