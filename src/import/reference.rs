//! What a list of references says of one work, before it is a row.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{self, Kind};
use super::text::{one_line, without_markup};
use super::{date, language, values};
use crate::data::LONGEST_CELL;
use crate::data::schema::{self, Kind as Cell};

/// Cells of a row of `works`, by column; what is empty is not there.
pub type Cells = BTreeMap<&'static str, String>;

/// An entry of a list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// By what the list names it: a citation key, a number; empty if by nothing.
    pub key: String,
    /// In which line of the file it begins, from 1.
    pub line: usize,
    /// What it says, without an id and a short citation.
    pub cells: Cells,
}

/// Something that a reader must know of an entry that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In which line the entry begins.
    pub line: usize,
    /// The entry's key; empty if it has none.
    pub key: String,
    /// What is to be known.
    pub text: String,
}

/// Who has so many broken entries has no list of references, or one that is broken in one way.
pub(super) const MOST_BROKEN: usize = 1000;

/// Longest note that is taken into the table; what is longer is an essay, or a web page that a program kept.
const LONGEST_NOTE: usize = 500;

/// An entry while it is read.
#[derive(Debug)]
pub(super) struct Draft {
    reference: Reference,
    told: Vec<Told>,
    left_out: BTreeSet<String>,
}

impl Draft {
    pub(super) fn new(key: &str, line: usize) -> Self {
        let reference = Reference { key: one_line(key), line, cells: Cells::new() };
        Self { reference, told: Vec::new(), left_out: BTreeSet::new() }
    }

    /// What was read, what is told of it, and the fields that have no place.
    pub(super) fn finished(mut self) -> (Reference, Vec<Told>, BTreeSet<String>) {
        self.supplied_title();
        (self.reference, self.told, self.left_out)
    }

    pub(super) fn tell(&mut self, text: impl Into<String>) {
        let Reference { line, key, .. } = &self.reference;
        self.told.push(Told { line: *line, key: key.clone(), text: text.into() });
    }

    /// A field that has no place in the table.
    pub(super) fn leave(&mut self, field: &str) {
        self.left_out.insert(field.to_owned());
    }

    pub(super) fn cell(&self, column: &str) -> &str {
        self.reference.cells.get(column).map_or("", String::as_str)
    }

    /// The kind, by the type that the entry gives.
    pub(super) fn kind(&mut self, kind: Kind, of: &str) {
        if of.is_empty() {
            self.tell(format!("it has no type; {} is taken", kind.word));
        } else if !kind.is_meant {
            self.tell(format!("no kind of work is `{of}`; the nearest is taken, {}", kind.word));
        }
        self.reference.cells.insert("kind", kind.word.to_owned());
    }

    /// Fills a cell with a text; of two for one cell the second is left out.
    pub(super) fn text(&mut self, column: &'static str, value: &str, field: &str) {
        let value = one_line(&without_markup(value));
        self.put(column, value, field);
    }

    fn put(&mut self, column: &'static str, value: String, field: &str) {
        if value.is_empty() || self.cell(column) == value {
            return;
        }
        if value.len() > LONGEST_CELL {
            self.tell(format!("`{field}` has more than {LONGEST_CELL} bytes, which no cell may have; it is left out"));
        } else if self.cell(column).is_empty() {
            self.reference.cells.insert(column, value);
        } else {
            self.leave(field);
        }
    }

    /// A note, if it is one.
    pub(super) fn note(&mut self, value: &str, field: &str) {
        match one_line(&without_markup(value)) {
            note if note.chars().count() <= LONGEST_NOTE => self.put("note", note, field),
            _ => self.leave(field),
        }
    }

    /// A list of names, as `works` writes them. `; ` parts them there, so that none may have it.
    pub(super) fn names(&mut self, column: &'static str, names: impl IntoIterator<Item = Name>, field: &str) {
        let mut written: Vec<String> = Vec::new();
        for name in names {
            let is_group = name.is_group();
            let name = one_line(&without_markup(&name.written())).replace("; ", ", ");
            if is_group && name.contains(", ") {
                self.tell(format!(
                    "`{name}` is no person, but a comma in a name of `{column}` makes it one; mend the cell"
                ));
            }
            written.extend(Some(name).filter(|name| !name.is_empty()));
        }
        self.put(column, written.join("; "), field);
    }

    /// A date at the precision given.
    pub(super) fn date(&mut self, column: &'static str, value: &str, field: &str) {
        let value = one_line(value);
        if value.is_empty() {
            return;
        }
        let Some(read) = date::read(&value) else {
            return self.tell(format!("`{value}` in `{field}` is no date; `{column}` stays empty"));
        };
        if let Some(lost) = read.lost {
            self.tell(format!("`{value}` in `{field}`: {lost}"));
        }
        self.put(column, read.date.to_string(), field);
    }

    pub(super) fn doi(&mut self, value: &str, field: &str) {
        if let Some(doi) = values::doi(value) {
            return self.put("doi", doi, field);
        }
        // Some programs write the next field of a record into the same line.
        match value.split_whitespace().next().and_then(values::doi) {
            Some(doi) => {
                self.tell(format!("`{}` in `{field}` goes on after the DOI; {doi} is taken", one_line(value)));
                self.put("doi", doi, field);
            }
            None => self.unsound(value, field, "a DOI", "doi"),
        }
    }

    pub(super) fn isbn(&mut self, value: &str, field: &str) {
        match values::isbn(value) {
            Some(isbn) => self.put("isbn", isbn, field),
            None => self.unsound(value, field, "an ISBN whose last digit fits the others", "isbn"),
        }
    }

    pub(super) fn url(&mut self, value: &str, field: &str) {
        match values::url(value) {
            Some(url) => self.put("url", one_line(&url), field),
            None => self.unsound(value, field, "an address with http:// or https://", "url"),
        }
    }

    pub(super) fn pages(&mut self, value: &str, field: &str) {
        let pages = values::pages(&one_line(&without_markup(value)));
        self.put("pages", pages, field);
    }

    /// The language; of several the first that is known.
    pub(super) fn language(&mut self, value: &str, field: &str) {
        let value = one_line(value);
        let parts: Vec<&str> = value.split([';', ',', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let whole = language::tag(&value);
        match whole.clone().or_else(|| parts.iter().find_map(|part| language::tag(part))) {
            Some(tag) => {
                if whole.is_none() {
                    self.tell(format!("`{value}` in `{field}` is more than one language; {tag} is taken"));
                }
                self.put("language", tag, field);
            }
            None => self.unsound(&value, field, "the name or the code of a language", "language"),
        }
    }

    fn unsound(&mut self, value: &str, field: &str, wanted: &str, column: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.tell(format!("`{value}` in `{field}` is not {wanted}; `{column}` stays empty"));
        }
    }

    /// A title that this program supplied when it wrote the entry says what kind the work is of, and that it has none.
    fn supplied_title(&mut self) {
        let Some(words) = self.cell("title").strip_prefix("[Untitled ").and_then(|rest| rest.strip_suffix(']')) else {
            return;
        };
        let named = words.replace(' ', "-");
        if let Some(kind) = work_kinds().iter().find(|kind| **kind == named) {
            if kinds::class(kind) == kinds::class(self.cell("kind")) {
                self.reference.cells.insert("kind", (*kind).to_owned());
            }
            self.reference.cells.remove("title");
        }
    }
}

/// The words of the column `kind`.
fn work_kinds() -> &'static [&'static str] {
    let works = schema::table("works");
    let field = works.and_then(|works| works.fields.iter().find(|field| field.name == "kind"));
    match field.map(|field| field.kind) {
        Some(Cell::Choice(words)) => words,
        _ => &[],
    }
}

/// A person or a group, in the parts that formats give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The family name, with a particle that is kept with it; or all of a name that has no parts.
    pub family: String,
    pub given: String,
    /// "Jr.", "III".
    pub suffix: String,
    /// Said to be no person.
    pub is_literal: bool,
}

impl Name {
    /// A name that has no parts.
    pub(super) fn whole(name: impl Into<String>) -> Self {
        Self { family: name.into(), is_literal: true, ..Self::default() }
    }

    /// "Family, Given", or "Family, Given, Suffix".
    pub(super) fn inverted(text: &str) -> Self {
        let mut parts = text.splitn(3, ',').map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        let (family, given, suffix) = (next(), next(), next());
        Self { family, given, suffix, is_literal: false }
    }

    fn is_group(&self) -> bool {
        self.is_literal
    }

    /// As a cell has it.
    fn written(&self) -> String {
        let parts = [&self.family, &self.given, &self.suffix];
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
