//! Every word that a column may hold, and what it means.

use super::sheet::{Cell, Column, Sheet};
use super::tables::VOCABULARIES;
use crate::data::{Dataset, Shows};
use crate::fmt;
use crate::lang::Tongue;
use crate::model::Lang;

/// A vocabulary that a table of the package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its name on the sheet.
    pub name: &'static str,
    /// The table with its words.
    pub table: &'static str,
    /// The column of that table with the word for people.
    pub word: &'static str,
    /// The column with what the word means, if there is one: else that is made of other columns.
    pub meaning: Option<&'static str>,
}

/// The vocabularies that tables hold, in the order of the sheet.
pub const OF_TABLES: [Vocabulary; 5] = [
    Vocabulary { name: "actor", table: "actors", word: "label", meaning: None },
    Vocabulary { name: "category", table: "categories", word: "label", meaning: None },
    Vocabulary { name: "place", table: "places", word: "label", meaning: None },
    Vocabulary { name: "stage", table: "stages", word: "label", meaning: Some("definition") },
    Vocabulary { name: "unit", table: "units", word: "label_plural", meaning: None },
];

/// What the names of the columns with words in other languages begin with, before the tag of the language.
pub const IN_LANGUAGE: &str = "label_";

/// The words of the columns that have a few.
const WORDS: [(&str, &str, &str); 22] = [
    ("measure", "total", "Over a period; only totals add up."),
    ("measure", "level", "At a date: so many were there."),
    ("measure", "rate", "Per what the unit names: so many a year."),
    ("measure", "share", "A part of a whole, in percent."),
    ("measure", "term", "A clause of a contract: interest, duration, a due year."),
    ("bound", "exact", "The work states the number and does not hedge."),
    ("bound", "about", "The work hedges: about, some, nearly. No margin is invented."),
    ("bound", "at_least", "The number or more; max is unknown."),
    ("bound", "more_than", "More than the number; max is unknown."),
    ("bound", "at_most", "The number or less; min is unknown."),
    ("bound", "less_than", "Less than the number; min is unknown."),
    ("bound", "between", "From min to max."),
    ("bound", "vague", "A power of ten: tens of thousands, from min to max."),
    ("rank", "normal", "One figure among others."),
    ("rank", "preferred", "Of rival figures the one that is used; the note says why."),
    ("rank", "doubtful", "Not used; the note says why."),
    ("scope", "core", "On the subject of the dataset."),
    ("scope", "context", "On something around it."),
    ("tier", "1", "A primary document."),
    ("tier", "2", "Scholarly."),
    ("tier", "3", "Reference, press or official account."),
    ("tier", "4", "Popular, forum, anonymous."),
];

/// Every word that a column may hold and what it means.
#[must_use]
pub fn vocabularies(dataset: &Dataset) -> Sheet {
    let languages: Vec<&Lang> = dataset.labels.languages().collect();
    let mut columns = vec![
        Column::text("vocabulary", "Which vocabulary the word is of.", Shows::Word),
        Column::text("id", "The word as the tables have it.", Shows::Word),
        Column::text("label", "The word for people.", Shows::Word),
    ];
    let in_language = |lang: &&Lang| {
        Column::text(&format!("{IN_LANGUAGE}{lang}"), &format!("The word in the language {lang}."), Shows::Word)
    };
    columns.extend(languages.iter().map(in_language));
    columns.push(Column::text("meaning", "What it means.", Shows::Word));
    let mut rows = Vec::new();
    let mut add = |(name, table, word): (&str, &str, &str), id: &str, label: &str, meaning: &str| {
        let words = languages.iter().map(|lang| dataset.labels.word(lang, table, id, word).unwrap_or_default());
        let cells = [name, id, label].into_iter().chain(words).chain([meaning]);
        rows.push(cells.map(Cell::text).collect());
    };
    for Vocabulary { name, table, word, .. } in OF_TABLES {
        let mut add = |id: &str, label: &str, meaning: &str| add((name, table, word), id, label, meaning);
        match table {
            "actors" => {
                dataset.actors.iter().for_each(|it| add(&it.id, &it.label, &fmt::period(Tongue::english(), &it.period)))
            }
            "categories" => {
                for it in dataset.categories.iter() {
                    let above = it.parent_id.as_ref().map(|parent| format!("part of {parent}")).unwrap_or_default();
                    add(&it.id, &it.label, &above);
                }
            }
            "stages" => dataset.stages.iter().for_each(|it| add(&it.id, &it.label, &it.definition)),
            _ => dataset.units.iter().for_each(|it| add(&it.id, &it.label_plural, &it.dimension)),
        }
    }
    for (vocabulary, word, meaning) in WORDS {
        add((vocabulary, "", ""), word, word, meaning);
    }
    let row = "a word that a column may hold".to_owned();
    Sheet { name: VOCABULARIES.to_owned(), row, columns, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema::{FLAT, Kind, TABLES};

    #[test]
    fn every_word_of_a_choice_is_explained_and_no_other() {
        for vocabulary in ["measure", "bound", "rank", "scope", "tier"] {
            let own: Vec<&str> =
                WORDS.iter().filter(|(name, ..)| *name == vocabulary).map(|(_, word, _)| *word).collect();
            let columns = TABLES.iter().flat_map(|table| table.fields).chain(FLAT.fields);
            for column in columns.filter(|field| field.name == vocabulary) {
                let Kind::Choice(words) = column.kind else { panic!("{vocabulary} is no choice") };
                assert_eq!(own, words, "{vocabulary}");
            }
        }
    }
}
