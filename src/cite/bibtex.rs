//! Works as BibTeX, for LaTeX, JabRef and Zotero.

use std::fmt::Write;

use serde_json::Value;

use super::item::csl_json;
use crate::data::Work;

/// The entry of a work. BibLaTeX types and fields, which keep language, url and date; Unicode stays as it is.
#[must_use]
pub fn bibtex(work: &Work) -> String {
    let item = csl_json(work);
    let field = |name: &str| item[name].as_str().map(str::to_owned);
    let kind = match item["type"].as_str().unwrap_or_default() {
        "article-journal" | "article-magazine" | "review" => "article",
        "book" => "book",
        "chapter" => "incollection",
        "thesis" => "thesis",
        "report" => "report",
        "dataset" => "dataset",
        "webpage" | "post" => "online",
        _ => "misc",
    };
    let container = if kind == "incollection" { "booktitle" } else { "journaltitle" };
    let publisher = if matches!(kind, "thesis" | "report") { "institution" } else { "publisher" };
    let date = work.issued.map(|date| date.to_string());
    let fields = [
        ("author", names(&item["author"])),
        ("editor", names(&item["editor"])),
        ("title", field("title")),
        (container, field("container-title")),
        (publisher, field("publisher")),
        ("location", field("publisher-place")),
        ("type", (kind == "thesis").then(|| "thesis".to_owned())),
        ("date", date),
        ("volume", field("volume")),
        ("number", field("issue").or_else(|| field("number"))),
        ("pages", field("page").map(|pages| pages.replace('–', "--"))),
        ("url", field("URL")),
        // Drivers print no journal of a page; this they do.
        ("addendum", field("container-title").filter(|_| kind == "online")),
        ("langid", field("language").map(|tag| language(&tag).to_owned())),
    ];
    let mut out = format!("@{kind}{{{},\n", work.id);
    for (name, value) in fields.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))) {
        let value = match name {
            // What would end the field, or begin a command, as an address may write it.
            "url" => value.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"),
            "pages" | "author" | "editor" => value,
            // Braces keep the capitals of titles, which BibTeX would take for its own to change.
            "title" | "booktitle" => format!("{{{}}}", escape(&value)),
            _ => escape(&value),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
    out.push_str("}\n");
    out
}

/// A language by the name that babel has for it, where it has one; any other keeps its tag.
fn language(tag: &str) -> &str {
    match tag {
        "en" => "english",
        "ru" => "russian",
        "ja" => "japanese",
        "de" => "german",
        "fr" => "french",
        other => other,
    }
}

/// Names joined by "and"; one that is no person is kept whole by braces.
fn names(list: &Value) -> Option<String> {
    let name = |name: &Value| match name["literal"].as_str() {
        Some(literal) => format!("{{{}}}", escape(literal)),
        None => {
            let part = |field: &str| escape(name[field].as_str().unwrap_or_default());
            format!("{}, {}", part("family"), part("given"))
        }
    };
    let names: Vec<String> = list.as_array()?.iter().map(name).collect();
    Some(names.join(" and "))
}

/// Text in which nothing is taken for a command of LaTeX.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(character);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // Two hyphens that touch would be set as a dash.
            '-' if out.ends_with('-') => out.push_str("{}-"),
            _ => out.push(character),
        }
    }
    out
}
