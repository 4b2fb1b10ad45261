//! Ids and short citations for works that come without them.

use std::collections::BTreeSet;

use super::fold::latin;
use super::reference::{Cells, Reference};
use crate::data::is_id;

/// Longest id and short citation that are made here.
const LONGEST: usize = 40;

/// Articles, by which nobody calls a work.
const ARTICLES: [&str; 13] = ["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il", "on"];

/// Words with which no name ends.
const SMALL: [&str; 29] = [
    "at", "of", "the", "a", "an", "in", "on", "and", "to", "for", "from", "by", "with", "de", "du", "des", "la", "le",
    "les", "et", "der", "die", "das", "und", "von", "el", "los", "y", "и",
];

/// Ids and short citations that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub ids: BTreeSet<String>,
    pub shorts: BTreeSet<String>,
}

impl Taken {
    /// An id and a short citation for a work, which are taken from now on: its key where that is an id; else, and for the short
    /// citation, the family name and the year.
    pub(super) fn give(&mut self, reference: &Reference) -> (String, String) {
        let cells = &reference.cells;
        let (name, year) = (called(cells), year(cells));
        let key = Some(reference.key.as_str()).filter(|key| is_id(key) && key.len() <= LONGEST && !key.ends_with('-'));
        let wanted = key.map_or_else(|| made(&name, year), str::to_owned);
        let id = free(&self.ids, &wanted, |letter| format!("{wanted}-{letter}"));
        let short =
            [shortened(&name).as_str(), year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let short = if short.is_empty() { id.clone() } else { short };
        let gap = if year.is_empty() { " " } else { "" };
        let short = free(&self.shorts, &short, |letter| format!("{short}{gap}{letter}"));
        self.ids.insert(id.clone());
        self.shorts.insert(short.clone());
        (id, short)
    }
}

/// The first of a name, the name with b, c … z, and then with numbers, that is not taken.
fn free(taken: &BTreeSet<String>, wanted: &str, with: impl Fn(&str) -> String) -> String {
    let letters = ('b'..='z').map(String::from).chain((27_u64..).map(|number| number.to_string()));
    let others = letters.map(|letter| with(&letter));
    let mut all = [wanted.to_owned()].into_iter().chain(others);
    all.find(|name| !taken.contains(name)).unwrap_or_else(|| wanted.to_owned())
}

/// The year in which a work came out; empty if it is not known.
pub(super) fn year(cells: &Cells) -> &str {
    cells.get("issued").and_then(|date| date.get(..4)).unwrap_or_default()
}

/// The family name of the first author or editor; without either, the first words of the title.
fn called(cells: &Cells) -> String {
    let people = ["authors", "editors"].into_iter().filter_map(|column| cells.get(column));
    if let Some(first) = people.filter_map(|names| names.split("; ").next()).next() {
        return first.split(", ").next().unwrap_or_default().to_owned();
    }
    let title = cells.get("title").map(String::as_str).unwrap_or_default().trim_matches(['[', ']']);
    let words = title.split(' ').skip_while(|word| ARTICLES.contains(&word.to_lowercase().as_str()));
    let mut words: Vec<&str> = words.take(4).collect();
    // “How many died at” is no name.
    while words.len() > 1 && words.last().is_some_and(|last| SMALL.contains(&last.to_lowercase().as_str())) {
        words.pop();
    }
    words.join(" ").trim_end_matches([',', ':', '.', ';', '(']).to_owned()
}

/// "sladkovsky-1977"; "work-1977", if the name has no Latin form.
fn made(name: &str, year: &str) -> String {
    let latin = latin(name);
    let mut base = latin.as_str();
    while base.len() > LONGEST {
        base = base.rsplit_once('-').map_or(&base[..LONGEST], |(before, _)| before);
    }
    let base = if base.starts_with(|first: char| first.is_ascii_lowercase()) { base } else { "work" };
    if year.is_empty() { base.to_owned() } else { format!("{base}-{year}") }
}

/// A name that is not too long for a short citation.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(taken: &mut Taken, key: &str, cells: &[(&'static str, &str)]) -> (String, String) {
        let cells = cells.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect();
        taken.give(&Reference { key: key.to_owned(), line: 1, cells })
    }

    #[test]
    fn ids_are_keys_or_names_with_years_and_never_taken() {
        let mut taken = Taken::default();
        taken.ids.insert("roe-1930".to_owned());
        let roe: &[(&'static str, &str)] = &[("authors", "Roe, Ann; Doe, Jon"), ("issued", "1930-05")];
        let untitled: &[(&'static str, &str)] = &[("authors", "毛车"), ("issued", "1977")];
        let titled: &[(&'static str, &str)] = &[("title", "The Invented Ledger of Carts and Wheels")];
        for (key, cells, id, short) in [
            ("roe30", roe, "roe30", "Roe 1930"),
            ("Roe:1930", roe, "roe-1930-b", "Roe 1930b"),
            ("", roe, "roe-1930-c", "Roe 1930c"),
            ("roe-1930", roe, "roe-1930-d", "Roe 1930d"),
            ("", untitled, "work-1977", "毛车 1977"),
            ("", titled, "invented-ledger-of-carts", "Invented Ledger of Carts"),
            ("", &[("title", "How many died at the weir")], "how-many-died", "How many died"),
            ("42", &[], "work", "work"),
            ("42", &[], "work-b", "work-b"),
            ("", &[("editors", "Сладковский, М. И."), ("issued", "1977")], "sladkovsky-1977", "Сладковский 1977"),
            ("", &[("authors", "Plato")], "plato", "Plato"),
            ("", &[("authors", "Plato")], "plato-b", "Plato b"),
        ] {
            assert_eq!(given(&mut taken, key, cells), (id.to_owned(), short.to_owned()), "{key}");
        }
        let mut many = BTreeSet::from(["a".to_owned()]);
        for _ in 0..40 {
            let name = free(&many, "a", |letter| format!("a-{letter}"));
            assert!(many.insert(name));
        }
        assert!(many.contains("a-z") && many.contains("a-27"));
        let long = "Ministry of Carts, Wheels and Other Things That Roll";
        let (id, short) = given(&mut taken, "", &[("authors", long.replace(", ", " ").as_str()), ("issued", "1930")]);
        assert!(is_id(&id) && id.len() <= LONGEST + 5 && short.ends_with("… 1930"), "{id} {short}");
    }
}
