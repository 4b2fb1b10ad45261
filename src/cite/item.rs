//! A work as CSL-JSON, from which all else is made.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::Item;
use serde_json::{Map, Value, json};

use super::style::Part;
use super::{Style, title};
use crate::data::Work;
use crate::lang::{Tongue, say};
use crate::model::Date;

/// The type of a page of a site, which every style lists.
pub(super) const PAGE: &str = "webpage";

/// The type of a work in CSL 1.0.2.
pub(super) fn kind(work: &Work) -> &'static str {
    let is_serial = work.volume.is_some() || work.issue.is_some();
    match work.kind.as_str() {
        "article" if is_serial => "article-journal",
        "article" if work.container.is_some() => "article-magazine",
        // Also one that names no journal; CSL's "article" is a preprint, which nobody says it is.
        "article" => "article-journal",
        "book" | "publication" | "document-collection" => "book",
        "chapter" => "chapter",
        "thesis" => "thesis",
        "report" => "report",
        // As an article whose supplied title says that it is a review, for few styles know what to do with the other form.
        "review" => "article-journal",
        "dataset" => "dataset",
        "forum-thread" => "post",
        "document" => "document",
        _ => PAGE,
    }
}

/// "Family, given" and "Family, given, suffix" are a person; anything else is a name as it stands.
fn name(text: &str) -> Value {
    let Some((family, given)) = text.split_once(", ") else { return json!({ "literal": text }) };
    // Initials stand apart, so that every style can set them as it does.
    match given.split_once(", ") {
        Some((given, suffix)) => json!({ "family": family, "given": spaced(given), "suffix": suffix }),
        None => json!({ "family": family, "given": spaced(given) }),
    }
}

/// "A.M." as "A. M.".
fn spaced(given: &str) -> String {
    let mut out = String::new();
    for character in given.chars() {
        if character.is_uppercase() && out.ends_with('.') {
            out.push(' ');
        }
        out.push(character);
    }
    out
}

/// A work as a CSL-JSON object. Fields that are not known are not there.
#[must_use]
pub fn csl_json(work: &Work) -> Value {
    let mut item = Map::new();
    let mut put = |field: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(field.to_owned(), value);
        }
    };
    let text = |field: &Option<String>| field.clone().map(Value::String);
    put("id", Some(Value::String(work.id.clone())));
    put("type", Some(Value::String(kind(work).to_owned())));
    put("title", Some(Value::String(title::of(work, Tongue::english()))));
    // Whoever is named with a collection of documents has compiled it; no style asks for more than editors.
    let (authors, compilers) = match work.kind == "document-collection" {
        true => (&[][..], work.authors.as_slice()),
        false => (work.authors.as_slice(), &[][..]),
    };
    let editors: Vec<String> = [compilers, work.editors.as_slice()].concat();
    for (role, names) in [("author", authors), ("editor", &editors), ("translator", &work.translators)] {
        let names: Vec<Value> = names.iter().map(|text| name(text)).collect();
        put(role, (!names.is_empty()).then_some(Value::Array(names)));
    }
    put("container-title", text(&work.container));
    put("publisher", text(&work.publisher));
    put("publisher-place", text(&work.place));
    let date = |date: Date| {
        let parts = [Some(date.year), date.month.map(i32::from), date.day.map(i32::from)];
        json!({ "date-parts": [parts.into_iter().flatten().collect::<Vec<i32>>()] })
    };
    put("issued", work.issued.map(date));
    put("volume", text(&work.volume));
    put(if kind(work) == "report" { "number" } else { "issue" }, text(&work.issue));
    let pages = work.pages.as_deref().map(|pages| pages.trim_start_matches("pp. ").trim_start_matches("p. "));
    put("page", pages.map(|pages| Value::String(pages.replace('-', "–"))));
    put("DOI", text(&work.doi));
    put("ISBN", text(&work.isbn));
    put("URL", text(&work.url));
    put("accessed", work.accessed.map(date));
    put("archive", text(&work.archive));
    put("archive_location", text(&work.archive_ref));
    put("language", text(&work.language));
    Value::Object(item)
}

/// The work as hayagriva takes it; `as_page` makes a page of what a style would leave out of its list.
pub(super) fn of(work: &Work, style: &Style, (part, as_page): (Part, bool)) -> Item {
    let mut json = csl_json(work);
    // GB/T sets editors in other letters than authors, ISO 690 loses date and title behind them, Chicago does not invert them.
    if matches!(style.family(), "gb" | "iso" | "chicago")
        && json["author"].is_null()
        && let Some(editors) = json.as_object_mut().and_then(|item| item.remove("editor"))
    {
        json["author"] = editors;
    }
    if as_page {
        json["type"] = json!(PAGE);
        // The title of a post keeps its capitals, as in the citation; only English titles lose them.
        json["language"] = json!("de");
    }
    if title::is_supplied(work) {
        json["title"] = json!(title::MARK.to_string());
    } else if part == Part::Entry
        && style.translates_titles()
        && let (Some(title), Some(_)) = (&work.title, &work.title_told)
    {
        json["title"] = json!(format!("{title}{}", title::END));
    }
    if json["type"] == "thesis" {
        // No style says so of itself.
        json["genre"] = json!(say!(style.readers, "kind-thesis"));
    }
    // A title that has its volume in it is not followed by it.
    let is_said = |volume: &String| work.title.as_ref().is_some_and(|it| it.contains(&format!("Vol. {volume}")));
    if work.volume.as_ref().is_some_and(is_said) {
        let _ = json.as_object_mut().and_then(|item| item.remove("volume"));
    }
    let names = json
        .as_object_mut()
        .into_iter()
        .flatten()
        .filter(|(role, _)| ["author", "editor", "translator"].contains(&role.as_str()));
    for name in names.filter_map(|(_, names)| names.as_array_mut()).flatten() {
        // "De" is taken for a particle and put behind the name, if it is a word of its own; the cure parts it again.
        if let Some(family) = name["family"].as_str().filter(|it| it.starts_with(char::is_uppercase)) {
            name["family"] = json!(family.replace(' ', "\u{a0}"));
        }
    }
    // What is made above is an item: texts, lists of names, and one date.
    serde_json::from_value(json).unwrap_or_else(|_| Item(BTreeMap::new()))
}

/// The language whose words stand in an entry: that of its script, for a Russian title in Latin letters with "и др." behind
/// its authors would be in none.
pub(super) fn script(work: &Work) -> &'static str {
    let all = work.authors.iter().chain(&work.editors).chain(&work.title).flat_map(|text| text.chars());
    let of = |character: char| match character {
        '\u{400}'..='\u{4ff}' => Some("ru-RU"),
        '\u{3040}'..='\u{30ff}' => Some("ja-JP"),
        '\u{4e00}'..='\u{9fff}' => Some("zh-CN"),
        _ => None,
    };
    let found: Vec<&str> = all.filter_map(of).collect();
    // Japanese has Chinese characters too.
    match found.first() {
        Some(_) if found.contains(&"ja-JP") => "ja-JP",
        Some(first) => first,
        None => "en-US",
    }
}
