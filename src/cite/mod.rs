//! Citing figures and works: footnotes, in-text citations, entries of a list of works, by CSL styles; and the works as
//! CSL-JSON, BibTeX and RIS. The only place that knows hayagriva.

mod bibtex;
mod cure;
mod dataset;
mod item;
mod markup;
mod ris;
mod style;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::citationberg::{LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, LocatorPayload,
    SpecificLocator,
};

pub use bibtex::bibtex;
pub use dataset::dataset;
pub use item::csl_json;
pub use markup::{Markup, rtf};
pub use ris::ris;
pub use style::{STYLES, Style, StyleError};

use crate::data::{Action, Dataset, Figure, Rank, Work};
use crate::fmt;

/// A figure or a work, as it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// For a footnote: the work with the place in it, and the work that it takes the number from.
    pub footnote: String,
    /// For the running text, where the style has such a form.
    pub in_text: Option<String>,
    /// For the list of works: the work that was read, then the one that it cites.
    pub entries: Vec<String>,
    /// What a reader has to know before relying on the figure.
    pub notes: Vec<String>,
}

/// What one work comes to in a style.
struct Rendered {
    citation: String,
    entry: String,
}

/// Renders one work alone, in the words of its own language: in a list of several, hayagriva takes one language for all.
fn render(style: &Style, work: &Work, locator: Option<&str>) -> Rendered {
    let place = locator.map(place);
    let once = |item: &Item| {
        let locator = place.as_ref().map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
        let locale = Some(LocaleCode(item::script(work).to_owned()));
        let cited = CitationItem::with_locator(item, locator);
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(vec![cited], &style.csl, locale.clone(), style::locales(), Some(1)));
        let done = driver.finish(BibliographyRequest::new(&style.csl, locale, style::locales()));
        let write = |children: &ElemChildren| cure::cured(&markup::neutral(children), &style.name, work);
        let citation = done.citations.first().map(|it| write(&it.citation)).unwrap_or_default();
        let entry = done.bibliography.and_then(|list| list.items.into_iter().next());
        Rendered { citation, entry: entry.map(|item| write(&item.content)).unwrap_or_default() }
    };
    let own = once(&item::of(work, false));
    // Some styles keep posts out of the list of works; whoever asks for an entry gets one.
    let entry = if own.entry.is_empty() { once(&item::of(work, true)).entry } else { own.entry };
    Rendered { citation: own.citation, entry: cure::with_address(entry, &style.name, work) }
}

/// The kind of a locator, and what stands at it.
fn place(locator: &str) -> (Kind, String) {
    let number = |prefix: &str| {
        let rest = locator.strip_prefix(prefix)?;
        rest.starts_with(|character: char| character.is_ascii_digit()).then(|| rest.to_owned())
    };
    let kinds = [("para. ", Kind::Paragraph), ("line ", Kind::Line), ("pp. ", Kind::Page), ("p. ", Kind::Page)];
    let found = kinds.into_iter().find_map(|(prefix, kind)| number(prefix).map(|rest| (kind, rest)));
    found.unwrap_or_else(|| (Kind::Custom, quoted(locator)))
}

/// Cites a work, at a place in it if one is given.
#[must_use]
pub fn work(style: &Style, work: &Work, locator: Option<&str>, markup: Markup) -> Citation {
    neutral(style, work, locator).finished(markup)
}

impl Citation {
    /// In a markup: until then, every text has marks for its emphasis and nothing is escaped.
    fn finished(self, markup: Markup) -> Self {
        let all = |texts: Vec<String>| texts.iter().map(|text| markup.finish(text)).collect();
        Self {
            footnote: markup.finish(&self.footnote),
            in_text: self.in_text.map(|text| markup.finish(&text)),
            entries: all(self.entries),
            notes: all(self.notes),
        }
    }
}

fn neutral(style: &Style, work: &Work, locator: Option<&str>) -> Citation {
    let rendered = render(style, work, locator);
    let at = |text: &str| match locator {
        Some(locator) => joined(text, &quoted(locator)),
        None => text.to_owned(),
    };
    let (footnote, in_text) = match style.csl.settings.class {
        StyleClass::Note => {
            // Some styles know pages alone, and say nothing of any other place.
            let is_told = locator.is_none() || render(style, work, None).citation != rendered.citation;
            (if is_told { rendered.citation } else { at(&rendered.citation) }, None)
        }
        // A style of numbers or of authors and dates has no footnotes; whoever needs one takes the entry and the place.
        StyleClass::InText => (at(&rendered.entry), Some(rendered.citation)),
    };
    Citation { footnote: closed(footnote), in_text, entries: vec![rendered.entry], notes: Vec::new() }
}

/// A sentence that goes on: its point becomes a comma, inside of a quotation mark if it stood there.
fn joined(text: &str, rest: &str) -> String {
    let bare = text.trim_end_matches(markup::is_mark);
    let marks = &text[bare.len()..];
    match bare.strip_suffix(".”") {
        Some(inner) => format!("{inner},”{marks} {rest}"),
        None if bare.ends_with("n.d.") => format!("{text}, {rest}"),
        None => format!("{}{marks}, {rest}", bare.trim_end_matches('.')),
    }
}

/// A sentence that ends in one point.
fn closed(text: String) -> String {
    let bare = text.trim_end_matches(markup::is_mark);
    if bare.ends_with(['.', '?', '!']) || bare.ends_with(".”") { text } else { format!("{text}.") }
}

/// Quotation marks of type.
fn quoted(text: &str) -> String {
    let mut open = false;
    let mark = |character: char| match character {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    text.chars().map(mark).collect()
}

/// A post of a thread as its author's, and the place in it: who cites a number cites who said it, not all who took part.
fn post(work: &Work, locator: &str) -> Option<(Work, String)> {
    let (number, rest) = locator.strip_prefix("post ").filter(|_| work.kind == "forum-thread")?.split_once(" (")?;
    let (who, paragraph) = rest.rsplit_once("), ")?;
    let (author, date) = who.rsplit_once(", ")?;
    let issued = fmt::parse_date(date)?;
    let own = Work { authors: vec![author.to_owned()], issued: Some(issued), ..work.clone() };
    Some((own, format!("post {number}, {paragraph}")))
}

/// Cites a figure: its work at its locator, and where the work takes the number from another, that one "as cited in" it.
#[must_use]
pub fn figure(style: &Style, dataset: &Dataset, figure: &Figure, markup: Markup) -> Option<Citation> {
    let whole = dataset.works.get(&figure.work_id)?;
    let mut citation = match post(whole, &figure.locator) {
        Some((own, locator)) => {
            let entries = neutral(style, whole, None).entries;
            Citation { entries, ..neutral(style, &own, Some(&locator)) }
        }
        None => neutral(style, whole, Some(&figure.locator)),
    };
    let cited = dataset.source_of(figure).and_then(|id| dataset.works.get(id));
    // A lost common source that nobody has seen is never cited.
    if let Some(cited) = cited.filter(|work| work.kind != "unidentified") {
        let first = neutral(style, cited, figure.cited_locator.as_deref());
        citation.footnote = joined(&first.footnote, &format!("{} {}", style.as_cited_in(), citation.footnote));
        citation.entries.extend(first.entries);
    }
    if figure.rank == Rank::Doubtful {
        let why = figure.note.as_deref().unwrap_or_default();
        citation.notes.push(format!("Held doubtful: {why}"));
    }
    let of_figure = |table: &str, row: &str| {
        (table == "figures" && row == figure.id) || (table == "quantities" && row == figure.quantity_id)
    };
    let corrections = dataset.corrections.iter().filter(|it| of_figure(&it.table, &it.row_id));
    citation.notes.extend(corrections.map(|it| match (it.action, &it.corrected) {
        (Action::Set, Some(value)) => {
            format!("In the dataset {} is {value}, for {} in the work: {}", it.field, it.expect, it.reason)
        }
        (Action::Exclude, _) => format!("Not used in the dataset: {}", it.reason),
        _ => format!("Marked in the dataset: {}", it.reason),
    }));
    Some(citation.finished(markup))
}
