//! CSL-JSON, as Zotero and pandoc write it, and the answers of Crossref, which are nearly that.

mod items;

use serde_json::{Map, Value};

use self::items::Item;
use super::reference::{Draft, Name};
use super::{Format, Library, kinds};

/// Reads a file.
pub(super) fn read(name: &str, text: &str) -> Library {
    let (items, faults) = items::read(name, text);
    let mut library = Library { faults, ..Library::new(Format::Csl) };
    for item in &items {
        let key = ["citation-key", "id"].iter().map(|name| first(&item.fields, name)).find(|key| !key.is_empty());
        let mut draft = Draft::new(&key.unwrap_or_default(), item.line);
        fill(&mut draft, item);
        library.add(draft);
    }
    library
}

/// A text, or the first of several, or a number as text.
fn first(fields: &Map<String, Value>, name: &str) -> String {
    fields.get(name).map(said).unwrap_or_default()
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => match list.first() {
            Some(first @ (Value::String(_) | Value::Number(_))) => said(first),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Whether a field says something.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
        _ => true,
    }
}

/// Fields for the cell of a text, the first that is there before the others.
const TEXTS: [(&str, &[&str]); 7] = [
    ("container", &["container-title"]),
    ("publisher", &["publisher"]),
    ("place", &["publisher-place", "publisher-location"]),
    ("volume", &["volume"]),
    ("issue", &["issue", "number"]),
    ("archive", &["archive"]),
    ("archive_ref", &["archive_location"]),
];

const PEOPLE: [(&str, &[&str]); 3] =
    [("authors", &["author"]), ("editors", &["editor", "compiler"]), ("translators", &["translator"])];

/// When a work came out, the first that is there: Crossref gives several.
const ISSUED: [&str; 4] = ["issued", "published", "published-print", "published-online"];

/// Fields that are used elsewhere, or say how the item is kept.
const SILENT: [&str; 6] = ["id", "citation-key", "type", "title", "subtitle", "system_id"];

/// Fills one cell with what a field says.
type Set = fn(&mut Draft, &str, &str);

/// Fields whose cells have a form of their own.
const FORMED: [(&str, Set); 5] = [
    ("DOI", Draft::doi),
    ("ISBN", Draft::isbn),
    ("URL", Draft::url),
    ("language", Draft::language),
    ("note", Draft::note),
];

fn fill(draft: &mut Draft, item: &Item) {
    let fields = &item.fields;
    let own = first(fields, "type");
    draft.kind(kinds::csl(&own), &own);
    let (title, subtitle) = (first(fields, "title"), first(fields, "subtitle"));
    let is_in = title.to_lowercase().contains(&subtitle.to_lowercase());
    draft.text("title", &if is_in { title } else { format!("{title}: {subtitle}") }, "title");
    let mut used: Vec<&str> = SILENT.to_vec();
    for (column, names) in TEXTS {
        for name in names {
            draft.text(column, &first(fields, name), name);
            used.push(name);
        }
    }
    for (column, roles) in PEOPLE {
        for role in roles {
            if let Some(Value::Array(people)) = fields.get(*role) {
                let names: Vec<Name> = people.iter().map(name).filter(|name| *name != Name::default()).collect();
                draft.names(column, names, role);
                used.push(role);
            }
        }
    }
    let dated = ISSUED.iter().map(|name| (*name, fields.get(*name).and_then(date).unwrap_or_default()));
    if let Some((name, date)) = dated.into_iter().find(|(_, date)| !date.is_empty()) {
        draft.date("issued", &date, name);
    }
    draft.date("accessed", &fields.get("accessed").and_then(date).unwrap_or_default(), "accessed");
    used.extend(ISSUED);
    used.push("accessed");
    for name in ["page", "page-first"] {
        if draft.cell("pages").is_empty() {
            draft.pages(&first(fields, name), name);
        }
        used.push(name);
    }
    for (name, set) in FORMED {
        let value = first(fields, name);
        // Crossref gives the address of an ISBN.
        let number = value.rsplit_once("/isbn/").filter(|_| name == "ISBN").map_or(value.as_str(), |(_, isbn)| isbn);
        if !number.trim().is_empty() {
            set(draft, number, name);
        }
        used.push(name);
    }
    if ["thesis", "report"].contains(&draft.cell("kind")) {
        // What kind of thesis it is.
        used.push("genre");
    }
    for (name, value) in fields.iter().filter(|(name, value)| is_filled(value) && !used.contains(&name.as_str())) {
        // What is said not to be so is no loss.
        if !matches!(value, Value::Bool(false)) {
            draft.leave(name);
        }
    }
}

/// A person in parts, or a name as it stands. A particle that falls away in lists stands behind the given name.
fn name(value: &Value) -> Name {
    let part = |name: &str| value.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default().to_owned();
    let both = |first: String, second: String| format!("{first} {second}").trim().to_owned();
    // A plain text is no CSL, and still a name.
    let whole = [part("literal"), part("name"), value.as_str().unwrap_or_default().to_owned()];
    if let Some(whole) = whole.into_iter().find(|text| !text.is_empty()) {
        return Name::whole(whole);
    }
    let family = both(part("non-dropping-particle"), part("family"));
    let given = both(part("given"), part("dropping-particle"));
    match (family.is_empty(), given.is_empty()) {
        (true, true) => Name::default(),
        (true, false) => Name::whole(given),
        // One name is no person's two; nor is a comma in it that of a list.
        (false, true) => Name::whole(family),
        (false, false) => Name { family, given, suffix: part("suffix"), is_literal: false },
    }
}

/// A date as a text that is read like any other.
fn date(value: &Value) -> Option<String> {
    let text = |name: &str| value.get(name).map(said).filter(|text| !text.is_empty());
    let Some(parts) = value.get("date-parts").and_then(Value::as_array) else {
        let season = text("season").map(|season| format!("{season} ")).unwrap_or_default();
        let plain = value.as_str().map(str::to_owned);
        let date = text("raw").or_else(|| text("literal")).or(plain)?;
        return Some(if date.contains(season.trim()) { date } else { format!("{season}{date}") });
    };
    let one = |parts: &Value| {
        let numbers = parts.as_array()?.iter().map(said).take_while(|number| !number.is_empty());
        let padded = numbers
            .enumerate()
            .map(|(place, number)| format!("{number:0>width$}", width = if place == 0 { 4 } else { 2 }));
        Some(padded.collect::<Vec<_>>().join("-")).filter(|date| !date.is_empty())
    };
    let ends: Vec<String> = parts.iter().filter_map(one).collect();
    let about = match value.get("circa") {
        None | Some(Value::Null | Value::Bool(false)) => "",
        Some(_) => "~",
    };
    let ends = match ends.as_slice() {
        [start, end, ..] if start == end => start.clone(),
        ends => ends.join("/"),
    };
    Some(format!("{ends}{about}"))
        .filter(|date| date.len() > about.len())
        .or_else(|| text("raw"))
        .or_else(|| text("literal"))
}
