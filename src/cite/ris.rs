//! Works as RIS, for Zotero, EndNote and library catalogues.

use serde_json::Value;

use super::item::csl_json;
use crate::data::Work;
use crate::escape::{Escaped, Ris};
use crate::escaped;

/// The record of a work; every line ends as the format wants it, with carriage return and line feed.
#[must_use]
pub fn ris(work: &Work) -> Escaped<Ris> {
    let item = csl_json(work);
    let field = |name: &str| item[name].as_str().map(str::to_owned);
    let kind = match item["type"].as_str().unwrap_or_default() {
        "article-journal" | "review" => "JOUR",
        "article-magazine" => "MGZN",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "thesis" => "THES",
        "report" => "RPRT",
        "dataset" => "DATA",
        "webpage" => "ELEC",
        "post" => "BLOG",
        _ => "GEN",
    };
    let mut lines = vec![("TY", kind.to_owned())];
    let mut add = |tag: &'static str, value: Option<String>| lines.extend(value.map(|value| (tag, value)));
    for (tag, role) in [("AU", "author"), ("A2", "editor"), ("A4", "translator")] {
        for name in item[role].as_array().into_iter().flatten() {
            add(tag, Some(of_name(name)));
        }
    }
    add("TI", field("title"));
    add("T2", field("container-title"));
    add("PB", field("publisher"));
    add("CY", field("publisher-place"));
    add("PP", field("publisher-place"));
    // The date as ISO writes it, which all readers know; the strokes of the specification are in `DA`.
    add("PY", work.issued.map(|date| date.to_string()));
    add("DA", work.issued.map(|date| date.to_string().replace('-', "/")));
    add("VL", field("volume"));
    add("IS", field("issue").or_else(|| field("number")));
    if let Some(pages) = field("page") {
        let (start, end) = pages.split_once('–').map_or((pages.as_str(), None), |(start, end)| (start, Some(end)));
        add("SP", Some(start.to_owned()));
        add("EP", end.map(str::to_owned));
    }
    add("DO", field("DOI"));
    add("SN", field("ISBN"));
    add("UR", field("URL"));
    add("Y2", work.accessed.map(|date| date.to_string().replace('-', "/")));
    add("LA", field("language"));
    add("ID", Some(work.id.clone()));
    lines.push(("ER", String::new()));
    Escaped::joined(lines.into_iter().map(|(tag, value)| escaped!(Ris, "{}  - {}\r\n", tag, value)), "")
}

fn of_name(name: &Value) -> String {
    match name["literal"].as_str() {
        // A comma behind it says that this is all of the name.
        Some(literal) => format!("{literal},"),
        None => {
            let part = |field: &str| name[field].as_str().unwrap_or_default();
            let suffix = name["suffix"].as_str().map_or_else(String::new, |suffix| format!(", {suffix}"));
            format!("{}, {}{suffix}", part("family"), part("given"))
        }
    }
}
