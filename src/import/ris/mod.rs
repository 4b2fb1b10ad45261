//! RIS, as EndNote, Zotero and catalogues write it.

mod records;

use std::cell::RefCell;
use std::collections::BTreeSet;

use self::records::Record;
use super::reference::{Draft, Name};
use super::{Format, Library, kinds, values};

/// Reads a file.
pub(super) fn read(name: &str, text: &str) -> Library {
    let (records, faults) = records::read(name, text);
    let mut library = Library { faults, ..Library::new(Format::Ris) };
    for record in &records {
        let fields = Fields { record, used: RefCell::default() };
        let key = fields.first(&["ID", "LB"]).map_or("", |(_, key)| key);
        let mut draft = Draft::new(key, record.line);
        fill(&mut draft, &fields);
        library.add(draft);
    }
    library
}

/// The fields of a record, and which tags were used.
struct Fields<'a> {
    record: &'a Record,
    used: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Fields<'a> {
    /// What stands behind a tag, each time; the tag is used.
    fn all(&self, tag: &str) -> Vec<&'a str> {
        let named = self.record.fields.iter().filter(|(own, value)| own == tag && !value.is_empty());
        self.used.borrow_mut().extend(named.clone().map(|(own, _)| own.as_str()));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// What stands behind the first of some tags that is there, which is used.
    fn first(&self, tags: &[&'static str]) -> Option<(&'static str, &'a str)> {
        tags.iter().find_map(|tag| Some((*tag, *self.all(tag).first()?)))
    }

    fn has(&self, tag: &str) -> bool {
        self.record.fields.iter().any(|(own, value)| own == tag && !value.is_empty())
    }

    fn unused(&self) -> BTreeSet<&'a str> {
        let used = self.used.borrow();
        let tags = self.record.fields.iter().filter(|(_, value)| !value.is_empty()).map(|(tag, _)| tag.as_str());
        tags.filter(|tag| !used.contains(tag)).collect()
    }
}

/// Tags for the cell of a text, the first that is there before the others. `JO` and `JA` are mostly abbreviated.
const TEXTS: [(&str, &[&str]); 5] = [
    ("title", &["TI", "T1", "CT"]),
    ("publisher", &["PB"]),
    ("place", &["CY", "PP"]),
    ("volume", &["VL"]),
    ("issue", &["IS"]),
];

/// Titles of what a work stands in.
const CONTAINERS: [&str; 6] = ["T2", "JF", "BT", "JO", "JA", "J2"];

/// Who stands behind a tag, where a record is of an edited book.
const EDITED: &str = "EDBOOK";

fn fill(draft: &mut Draft, fields: &Fields<'_>) {
    let record = fields.record;
    let kind = kinds::ris(&record.kind);
    draft.kind(kind, &format!("TY  - {}", record.kind));
    // The title of a book is in `BT` too.
    if kind.word == "book"
        && !["TI", "T1"].iter().any(|tag| fields.has(tag))
        && let Some((tag, title)) = fields.first(&["BT"])
    {
        draft.text("title", title, tag);
    }
    for (column, tags) in TEXTS {
        for tag in tags {
            for value in fields.all(tag).into_iter().take(1) {
                draft.text(column, value, tag);
            }
        }
    }
    container(draft, fields);
    people(draft, fields);
    dates(draft, fields);
    pages(draft, fields, kind.word);
    identifiers(draft, fields);
    if let Some((tag, language)) = fields.first(&["LA"]) {
        draft.language(language, tag);
    }
    if kind.word == "document" {
        // Of other works these name a database and a number in it.
        for (column, tag) in [("archive", "DB"), ("archive_ref", "AN"), ("archive_ref", "AV")] {
            for value in fields.all(tag).into_iter().take(1) {
                draft.text(column, value, tag);
            }
        }
    }
    for note in fields.all("N1").into_iter().take(1) {
        draft.note(note, "N1");
    }
    if ["thesis", "report"].contains(&kind.word) {
        // What kind of thesis it is.
        fields.all("M3");
    }
    for tag in fields.unused() {
        draft.leave(tag);
    }
}

fn container(draft: &mut Draft, fields: &Fields<'_>) {
    if let Some((tag, title)) = fields.first(&CONTAINERS) {
        draft.text("container", title, tag);
    }
    // The other forms of a title are no loss.
    CONTAINERS.iter().filter(|tag| **tag != "BT").for_each(|tag| drop(fields.all(tag)));
}

fn people(draft: &mut Draft, fields: &Fields<'_>) {
    let is_edited = fields.record.kind == EDITED;
    let is_book = ["BOOK", "EBOOK"].contains(&fields.record.kind.as_str());
    // In the record of a book the second authors are its editors, or those of its series, where the third are its editors.
    let has_own = is_book && ["A3", "ED"].iter().any(|tag| fields.has(tag));
    let editors: &[&str] = match (is_edited, has_own, is_book) {
        (true, ..) => &["AU", "A1", "ED"],
        (false, true, _) => &["ED", "A3"],
        (false, false, _) => &["A2", "ED"],
    };
    let authors: &[&str] = if is_edited { &[] } else { &["AU", "A1"] };
    let translators: &[&str] = &["A4", "TA"];
    for (column, tags) in [("authors", authors), ("editors", editors), ("translators", translators)] {
        // Two tags for one thing are two forms of one list.
        if let Some(tag) = tags.iter().find(|tag| fields.has(tag)) {
            let names = fields.all(tag).into_iter().map(name);
            draft.names(column, names, tag);
        }
    }
}

/// "Family, Given, Suffix"; a comma at the end says that this is all of the name.
fn name(text: &str) -> Name {
    match text.trim().strip_suffix(',') {
        Some(whole) => Name::whole(whole.replace(",,", ",")),
        None if text.contains(',') => Name::inverted(text),
        None => Name::whole(text),
    }
}

/// The date that says most of those of one year, be it only that it is a season.
fn dates(draft: &mut Draft, fields: &Fields<'_>) {
    let given = |tag: &'static str| fields.all(tag).first().map(|value| (tag, *value));
    let all: Vec<(&str, &str)> = ["PY", "Y1", "DA"].into_iter().filter_map(given).collect();
    let year = all.iter().find_map(|(_, value)| Some(super::date::read(value)?.date.year));
    let read = |(tag, value): &(&'static str, &str)| {
        // EndNote writes the day without its year.
        let whole = match (super::date::read(value), year) {
            (None, Some(year)) if *tag == "DA" => format!("{value} {year}"),
            _ => (*value).to_owned(),
        };
        let date = super::date::read(&whole)?;
        Some(((date.date.month.is_some(), date.date.day.is_some(), date.lost.is_some()), *tag, whole))
    };
    let dates: Vec<_> = all.iter().filter_map(read).collect();
    let most = dates.iter().map(|(precision, ..)| *precision).max();
    match dates.into_iter().find(|(precision, ..)| Some(*precision) == most) {
        Some((_, tag, whole)) => draft.date("issued", &whole, tag),
        None => all.first().into_iter().for_each(|(tag, value)| draft.date("issued", value, tag)),
    }
    if let Some((tag, accessed)) = fields.first(&["Y2", "RD"]) {
        draft.date("accessed", accessed, tag);
    }
}

fn pages(draft: &mut Draft, fields: &Fields<'_>, kind: &str) {
    let start = fields.all("SP").first().copied().unwrap_or_default();
    let end = fields.all("EP").first().copied().unwrap_or_default();
    let is_number = !start.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit());
    match (start.is_empty(), end.is_empty()) {
        (true, true) => {}
        // A book has so many pages, and stands on none.
        (false, true) if is_number && ["book", "thesis"].contains(&kind) => draft.leave("SP"),
        (false, true) => draft.pages(start, "SP"),
        (true, false) => draft.pages(end, "EP"),
        (false, false) if start == end || start.contains(['-', '–']) => draft.pages(start, "SP"),
        (false, false) => draft.pages(&format!("{start}-{end}"), "SP"),
    }
}

fn identifiers(draft: &mut Draft, fields: &Fields<'_>) {
    for doi in fields.all("DO").into_iter().take(1) {
        draft.doi(doi, "DO");
    }
    // Of older files; else it is a type of work.
    if draft.cell("doi").is_empty()
        && let Some(doi) = fields.record.fields.iter().find(|(tag, value)| tag == "M3" && values::doi(value).is_some())
    {
        fields.all("M3");
        draft.doi(&doi.1, "M3");
    }
    // The number of a book, or of a journal, which has no place.
    let numbers = fields.all("SN");
    let is_of_journal = |number: &str| number.chars().filter(char::is_ascii_alphanumeric).count() == 8;
    match numbers.iter().find(|number| values::isbn(number).is_some()) {
        Some(isbn) => draft.isbn(isbn, "SN"),
        None => match numbers.first() {
            Some(number)
                if ["BOOK", "EBOOK", EDITED, "CHAP"].contains(&fields.record.kind.as_str())
                    && !is_of_journal(number) =>
            {
                draft.isbn(number, "SN");
            }
            Some(_) => draft.leave("SN"),
            None => {}
        },
    }
    let addresses = fields.all("UR");
    match addresses.iter().find(|address| values::url(address).is_some()) {
        Some(url) => draft.url(url, "UR"),
        None => addresses.first().into_iter().for_each(|url| draft.url(url, "UR")),
    }
}
