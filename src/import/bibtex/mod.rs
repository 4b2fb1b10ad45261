//! BibTeX and BibLaTeX, as JabRef, Zotero, Mendeley, catalogues and people write them.

mod fields;
mod latex;
mod names;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};

use self::fields::Fields;
use self::latex::Mode;
use self::syntax::Entry;
use super::kinds::{self, Kind};
use super::reference::{Draft, Name};
use super::{Format, Library};

/// Reads a file.
pub(super) fn read(name: &str, text: &str) -> Library {
    let file = syntax::read(name, text);
    let mut library = Library { faults: file.faults, ..Library::new(Format::Bibtex) };
    let mut by_key: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in &file.entries {
        by_key.entry(&entry.key).or_insert(entry);
    }
    let mut seen = BTreeSet::new();
    for entry in file.entries.iter().filter(|entry| entry.kind != "xdata" && entry.kind != "set") {
        let mut draft = Draft::new(&latex::text(&entry.key, Mode::Verbatim), entry.line);
        if !entry.key.is_empty() && !seen.insert(&entry.key) {
            draft.tell("the key stands twice; both entries are read");
        }
        for word in &entry.undefined {
            draft.tell(format!("`{word}` is not defined by an @string; the word itself is taken"));
        }
        let fields = Fields::inherited(entry, &by_key, &mut draft);
        fill(&mut draft, entry, &fields);
        library.add(draft);
    }
    library
}

/// Fields for the cell of a text, the first that is there before the others.
const TEXTS: [(&str, &[&str]); 6] = [
    ("publisher", &["publisher", "institution", "school", "organization"]),
    ("place", &["location", "address"]),
    ("volume", &["volume"]),
    ("issue", &["number", "issue"]),
    ("archive", &["archive"]),
    ("archive_ref", &["archivelocation", "archive_location"]),
];

/// Fields that say how the entry is kept, or are used elsewhere, and are no loss.
const SILENT: [&str; 5] = ["crossref", "xdata", "xref", "ids", "options"];

fn fill(draft: &mut Draft, entry: &Entry, fields: &Fields<'_>) {
    let kind = kinds::bibtex(&entry.kind);
    draft.kind(kind, &format!("@{}", entry.kind));
    title(draft, fields);
    container(draft, kind, fields);
    for (column, field) in [("authors", "author"), ("editors", "editor"), ("translators", "translator")] {
        people(draft, column, field, fields);
    }
    for (column, names) in TEXTS {
        for name in names {
            // A book's number is that of its series.
            let is_of_series = *name == "number" && ["book", "chapter"].contains(&kind.word) && fields.has("series");
            match fields.source(name) {
                Some(_) if is_of_series => {}
                Some(source) => {
                    draft.text(column, &latex::text(source, Mode::Prose), name);
                    fields.use_up(name);
                }
                None => {}
            }
        }
    }
    dates(draft, fields);
    if let Some(pages) = fields.take("pages") {
        draft.pages(&latex::text(pages, Mode::Prose), "pages");
    }
    identifiers(draft, fields);
    for name in ["langid", "language", "hyphenation"] {
        if let Some(language) = fields.take(name) {
            let language = latex::text(language, Mode::Prose);
            // The language of hyphenation, and that of the text in words; one of them is enough.
            if draft.cell("language").is_empty() {
                draft.language(&language, name);
            }
        }
    }
    if let Some(note) = fields.take("note") {
        draft.note(&latex::text(note, Mode::Prose), "note");
    }
    if ["thesis", "report"].contains(&kind.word) {
        // What kind of thesis it is.
        fields.use_up("type");
    }
    SILENT.iter().for_each(|name| fields.use_up(name));
    for name in fields.unused() {
        draft.leave(name);
    }
}

fn title(draft: &mut Draft, fields: &Fields<'_>) {
    let prose = |name: &str| fields.take(name).map(|source| latex::text(source, Mode::Prose)).unwrap_or_default();
    let (title, subtitle) = (prose("title"), prose("subtitle"));
    draft.text("title", &joined(&title, &subtitle), "title");
}

/// "Title: subtitle".
fn joined(title: &str, subtitle: &str) -> String {
    match subtitle.trim().is_empty() {
        true => title.to_owned(),
        false => format!("{}: {subtitle}", title.trim_end().trim_end_matches(':')),
    }
}

/// What the work stands in.
fn container(draft: &mut Draft, kind: Kind, fields: &Fields<'_>) {
    let of_chapter = [("booktitle", "booksubtitle"), ("journaltitle", "journalsubtitle"), ("journal", "")];
    let of_others = [("journaltitle", "journalsubtitle"), ("journal", ""), ("booktitle", "booksubtitle")];
    let order = if kind.word == "chapter" { of_chapter } else { of_others };
    let prose = |name: &str| fields.take(name).map(|source| latex::text(source, Mode::Prose));
    for (name, subtitle) in order {
        if let Some(title) = prose(name) {
            let subtitle = prose(subtitle).unwrap_or_default();
            draft.text("container", &joined(&title, &subtitle), name);
        }
    }
    // This program writes the journal of a page there too, for drivers that print no other.
    let addendum = fields.source("addendum").map(|source| latex::text(source, Mode::Prose));
    if addendum.is_some_and(|text| text.trim() == draft.cell("container")) {
        fields.use_up("addendum");
    }
}

fn people(draft: &mut Draft, column: &'static str, field: &str, fields: &Fields<'_>) {
    let Some(source) = fields.take(field) else { return };
    let (names, others) = names::names(source);
    if others {
        draft.tell(format!("`{field}` says that there are others; the names given are taken"));
    }
    draft.names(column, names.into_iter().filter(|name| *name != Name::default()), field);
}

fn dates(draft: &mut Draft, fields: &Fields<'_>) {
    let prose = |name: &str| fields.take(name).map(|source| latex::text(source, Mode::Prose));
    if let Some(date) = prose("date") {
        draft.date("issued", &date, "date");
    }
    let parts = [prose("day"), prose("month"), prose("year")];
    if let [day, month, Some(year)] = parts {
        let month = month.unwrap_or_default();
        let year = year.trim();
        // A month may be a number, a name, or a day with one.
        let date =
            match (month.trim().parse::<u8>(), day.as_deref().map(str::trim).and_then(|day| day.parse::<u8>().ok())) {
                (Ok(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
                (Ok(month), None) => format!("{year}-{month:02}"),
                (Err(_), Some(day)) => format!("{day} {month} {year}"),
                (Err(_), None) => format!("{month} {year}"),
            };
        // A whole date says more than a year beside it.
        if draft.cell("issued").is_empty() {
            draft.date("issued", &date, "year");
        }
    }
    for name in ["urldate", "lastchecked", "lastaccessed", "accessed", "accessdate"] {
        if let Some(date) = prose(name) {
            draft.date("accessed", &date, name);
        }
    }
}

fn identifiers(draft: &mut Draft, fields: &Fields<'_>) {
    let verbatim = |name: &str| fields.take(name).map(|source| latex::text(source, Mode::Verbatim));
    if let Some(doi) = verbatim("doi") {
        draft.doi(&doi, "doi");
    }
    if let Some(isbn) = verbatim("isbn") {
        draft.isbn(&isbn, "isbn");
    }
    if let Some(url) = verbatim("url") {
        draft.url(&url, "url");
    }
    // How something was published is mostly an address.
    let published = fields.source("howpublished").map(|source| latex::text(source, Mode::Verbatim));
    if let Some(url) = published.filter(|text| super::values::url(text).is_some()) {
        fields.use_up("howpublished");
        draft.url(&url, "howpublished");
    }
}
