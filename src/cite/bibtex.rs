//! Works as BibTeX, for LaTeX, JabRef and Zotero.

use serde_json::Value;

use super::item::csl_json;
use crate::data::Work;
use crate::escape::{Bibtex, Escaped};
use crate::escaped;

/// The entry of a work. BibLaTeX types and fields, which keep language, url and date; Unicode stays as it is.
#[must_use]
pub fn bibtex(work: &Work) -> Escaped<Bibtex> {
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
    let plain = |value: Option<String>| value.map(|value| Escaped::data(&value));
    // Braces keep the capitals of titles, which BibTeX would take for its own to change.
    let kept = |value: Option<String>| value.map(|value| escaped!(Bibtex, "{{{}}}", value));
    let journal = field("container-title");
    let fields = [
        ("author", names(&item["author"])),
        ("editor", names(&item["editor"])),
        ("translator", names(&item["translator"])),
        ("title", kept(field("title"))),
        (container, if kind == "incollection" { kept(journal) } else { plain(journal) }),
        // Of these two, "and" makes a list.
        (publisher, field("publisher").map(|value| word_by_word(&value))),
        ("location", field("publisher-place").map(|value| word_by_word(&value))),
        ("type", (kind == "thesis").then(|| Escaped::literal("thesis"))),
        ("date", plain(date)),
        ("volume", plain(field("volume"))),
        ("number", plain(field("issue").or_else(|| field("number")))),
        ("pages", field("page").map(|pages| Escaped::joined(pages.split('–'), "--"))),
        ("doi", plain(field("DOI"))),
        ("isbn", plain(field("ISBN"))),
        ("url", field("URL").map(|url| Escaped::<Bibtex>::address(&url))),
        ("urldate", plain(work.accessed.map(|date| date.to_string()))),
        // Drivers print no journal of a page; this they do.
        ("addendum", plain(field("container-title").filter(|_| kind == "online"))),
        ("langid", field("language").map(|tag| Escaped::data(language(&tag)))),
    ];
    let mut out = escaped!(Bibtex, "@{}{{{},\n", kind, work.id);
    for (name, value) in fields.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))) {
        out.push(&escaped!(Bibtex, "  {} = {{{}}},\n", name, value));
    }
    out.write("}\n");
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
fn names(list: &Value) -> Option<Escaped<Bibtex>> {
    let name = |name: &Value| match name["literal"].as_str() {
        Some(literal) => escaped!(Bibtex, "{{{}}}", literal),
        None => {
            let part = |field: &str| word_by_word(name[field].as_str().unwrap_or_default());
            // The suffix stands in the middle.
            match name["suffix"].is_string() {
                true => escaped!(Bibtex, "{}, {}, {}", part("family"), part("suffix"), part("given")),
                false => escaped!(Bibtex, "{}, {}", part("family"), part("given")),
            }
        }
    };
    Some(Escaped::joined(list.as_array()?.iter().map(name), " and "))
}

/// A part of a name or a publisher, in which the word that parts those of a list from each other is kept whole.
fn word_by_word(part: &str) -> Escaped<Bibtex> {
    let word = |word: &str| match word.eq_ignore_ascii_case("and") {
        true => escaped!(Bibtex, "{{{}}}", word),
        false => Escaped::data(word),
    };
    Escaped::joined(part.split(' ').map(word), " ")
}
