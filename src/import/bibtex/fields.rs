//! The fields of an entry with those that it takes over from another.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::syntax::Entry;
use crate::import::kinds;
use crate::import::reference::Draft;

/// Fields by name, and which of them were used.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    values: BTreeMap<&'a str, &'a str>,
    used: RefCell<BTreeSet<&'a str>>,
}

/// What a chapter takes over from its book under another name, and under its own.
const OF_BOOK: [(&str, &str); 2] = [("title", "booktitle"), ("subtitle", "booksubtitle")];
const TAKEN_OVER: [&str; 22] = [
    "booktitle",
    "booksubtitle",
    "journal",
    "journaltitle",
    "editor",
    "publisher",
    "institution",
    "school",
    "organization",
    "location",
    "address",
    "date",
    "year",
    "month",
    "day",
    "volume",
    "number",
    "series",
    "isbn",
    "langid",
    "language",
    "translator",
];

/// An entry hands on what it has taken over itself, so often.
const MOST_PARENTS: usize = 8;

impl<'a> Fields<'a> {
    /// The fields of an entry, its own before those of what it refers to.
    pub(super) fn inherited(entry: &'a Entry, by_key: &BTreeMap<&'a str, &'a Entry>, draft: &mut Draft) -> Self {
        let mut values = own(entry);
        let mut seen = BTreeSet::from([entry.key.as_str()]);
        let mut child = entry;
        for _ in 0..MOST_PARENTS {
            let [data, parent] = ["xdata", "crossref"].map(|link| own(child).get(link).copied());
            for key in data.into_iter().flat_map(|keys| keys.split(',')).map(str::trim) {
                match by_key.get(key) {
                    Some(source) => own(source).into_iter().for_each(|(name, value)| {
                        values.entry(name).or_insert(value);
                    }),
                    None => draft.tell(format!("it refers to `{key}`, which is not in the file")),
                }
            }
            let Some(key) = parent.map(str::trim).filter(|key| !key.is_empty()) else { break };
            let Some(parent) = by_key.get(key).copied() else {
                draft.tell(format!("it refers to `{key}`, which is not in the file"));
                break;
            };
            if !seen.insert(key) {
                draft.tell(format!("what it refers to comes back to `{key}`"));
                break;
            }
            take_over(&mut values, child, parent);
            child = parent;
        }
        Self { values, used: RefCell::default() }
    }

    /// What a field says, if it says something.
    pub(super) fn source(&self, name: &str) -> Option<&'a str> {
        self.values.get(name).copied().filter(|value| !value.trim().is_empty())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.source(name).is_some()
    }

    /// As [`Fields::source`], and the field is used.
    pub(super) fn take(&self, name: &str) -> Option<&'a str> {
        self.use_up(name);
        self.source(name)
    }

    pub(super) fn use_up(&self, name: &str) {
        self.used.borrow_mut().extend(self.values.get_key_value(name).map(|(name, _)| *name));
    }

    /// The names of fields that say something and were not used.
    pub(super) fn unused(&self) -> Vec<&'a str> {
        let used = self.used.borrow();
        self.values.keys().copied().filter(|name| self.has(name) && !used.contains(name)).collect()
    }
}

/// The fields of an entry; of two of one name the first, as BibTeX has it.
fn own(entry: &Entry) -> BTreeMap<&str, &str> {
    let mut fields = BTreeMap::new();
    for (name, value) in &entry.fields {
        fields.entry(name.as_str()).or_insert(value.as_str());
    }
    fields
}

/// Adds what a child takes over from its parent.
fn take_over<'a>(values: &mut BTreeMap<&'a str, &'a str>, child: &Entry, parent: &'a Entry) {
    let is_part = kinds::bibtex(&child.kind).word == "chapter" && kinds::bibtex(&parent.kind).word == "book";
    let is_article = kinds::bibtex(&child.kind).word == "article" && parent.kind == "periodical";
    // A date in one form is not joined by one in the other.
    let has_date = ["date", "year"].iter().any(|name| values.contains_key(name));
    for (name, value) in own(parent) {
        let own_name = match OF_BOOK.iter().find(|(of_book, _)| *of_book == name) {
            Some((_, of_chapter)) if is_part => *of_chapter,
            Some(("title", _)) if is_article => "journaltitle",
            Some(_) => continue,
            None if !TAKEN_OVER.contains(&name) => continue,
            None if has_date && ["date", "year", "month", "day"].contains(&name) => continue,
            None => name,
        };
        values.entry(own_name).or_insert(value);
    }
}
