//! One work in one style, by hayagriva, with its errors cured.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::citationberg::{LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, LocatorPayload,
    SpecificLocator,
};

use super::style::Part;
use super::{Style, csl as words, cure, item, markup, prose, style, title};
use crate::data::Work;
use crate::files::in_parallel;
use crate::lang::with_one_stop;

/// What one work comes to in a style, before any markup.
#[derive(Clone)]
pub(super) struct Rendered {
    /// For a footnote or the running text.
    pub(super) citation: String,
    /// For the list of works.
    pub(super) entry: String,
    /// What stands before the entry: in styles that number their works, the number of the first.
    pub(super) label: String,
}

impl Rendered {
    /// Whether the number of the work is in words or the like.
    pub(super) fn is_spelt(&self) -> bool {
        [&self.citation, &self.entry, &self.label].into_iter().any(|text| markup::is_spelt(text))
    }

    /// Whether the number of the work stands in its citation.
    pub(super) fn is_cited_by_number(&self) -> bool {
        self.citation.contains(markup::NUMBERED.0)
    }

    /// The entry with what stands before it; a number there is of use only where works are cited by it.
    pub(super) fn listed(&self, is_numeric: bool) -> String {
        match self.label.as_str() {
            "" => self.entry.clone(),
            label if label.contains(markup::NUMBERED.0) && !is_numeric => self.entry.clone(),
            label => {
                let end = markup::NUMBERED.1.to_string();
                format!("{} {}", label.trim().replace(&format!(" {end}"), &end), self.entry)
            }
        }
    }

    /// With the number of the work in the list.
    pub(super) fn numbered(self, number: usize) -> Self {
        self.each(|text| markup::numbered(text, number))
    }

    /// Of a work that is not in the list.
    pub(super) fn unnumbered(self) -> Self {
        self.each(markup::unnumbered)
    }

    fn each(self, change: impl Fn(&str) -> String) -> Self {
        Self { citation: change(&self.citation), entry: change(&self.entry), label: change(&self.label) }
    }
}

/// What stands for a place that is printed as it is written, so that one rendering serves all of them.
const ANY: &str = "\u{e00b}";
/// What stands for the number of one page or paragraph, for the same reason: a number, for styles write one as they write no other
/// text; and one that no work has.
const NUMBER: &str = "9081726354";

/// Works of a package, or of its parts, as they were rendered in a style. hayagriva takes some milliseconds for each, and a table
/// has hundreds of figures of a few works; so one rendering serves all who cite, whichever of them asks first.
pub struct Renderings<'a> {
    pub(super) style: &'a Style,
    citations: Once<Key, String>,
    entries: Once<String, Entry>,
}

/// What is made once for each key, by whoever asks first.
type Once<K, T> = Mutex<BTreeMap<K, Arc<OnceLock<T>>>>;

/// The entry of a work for the list, and what stands before it.
type Entry = (String, String);

impl<'a> Renderings<'a> {
    /// None so far.
    #[must_use]
    pub fn new(style: &'a Style) -> Self {
        Self { style, citations: Mutex::default(), entries: Mutex::default() }
    }

    /// Renders a work, if that was not done before.
    pub(super) fn of(&self, work: &Work, locator: Option<&str>) -> Rendered {
        let (entry, label) = self.entry(work);
        Rendered { citation: self.citation(work, locator), entry, label }
    }

    /// A work as it is cited in a note or the running text.
    fn citation(&self, work: &Work, locator: Option<&str>) -> String {
        let asked = Asked::new(self.style, work, locator);
        asked.at_place(self.cited(work, &asked))
    }

    /// Renders a work as the one of a number in the list, for a style that spells numbers out.
    pub(super) fn at_number(&self, work: &Work, locator: Option<&str>, number: usize) -> Rendered {
        let asked = Asked::new(self.style, work, locator);
        let citation = asked.at_place(cited(self.style, work, &asked, number));
        let (entry, label) = listed(self.style, work, number);
        Rendered { citation, entry, label }
    }

    /// The entry of a work for the list, which is the same whatever place in it was cited, and what stands before it.
    pub(super) fn entry(&self, work: &Work) -> Entry {
        once(&self.entries, whose(work), || listed(self.style, work, 1))
    }

    /// Whether the style writes the place into its citation: some know pages alone, and say nothing of any other.
    pub(super) fn has_place(&self, work: &Work, locator: &str) -> bool {
        let asked = Asked::new(self.style, work, Some(locator));
        let with = self.cited(work, &asked);
        match asked.mark {
            Some(mark) => with.contains(mark),
            None => with != self.citation(work, None),
        }
    }

    fn cited(&self, work: &Work, asked: &Asked) -> String {
        once(&self.citations, asked.key.clone(), || cited(self.style, work, asked, 1))
    }

    /// Renders many works at places at once, by as many workers as the machine has; what comes of it is the same. Of a work
    /// without a place the entry alone is rendered.
    pub(super) fn prepare(&self, works: &[(Cow<'_, Work>, Option<Cow<'_, str>>)]) {
        let mut missing: BTreeMap<Key, (&Work, Option<Asked>)> = BTreeMap::new();
        for (work, locator) in works {
            // Before every place in the work.
            missing.entry((whose(work), String::new())).or_insert((work, None));
            let Some(locator) = locator else { continue };
            let asked = Asked::new(self.style, work, Some(locator));
            if asked.mark.is_none() {
                // Whether the style writes such a place is seen by what it writes without one.
                let bare = Asked::new(self.style, work, None);
                missing.entry(bare.key.clone()).or_insert((work, Some(bare)));
            }
            missing.entry(asked.key.clone()).or_insert((work, Some(asked)));
        }
        let missing: Vec<(&Work, Option<Asked>)> = missing.into_values().collect();
        in_parallel(&missing, None, |(work, asked)| match asked {
            Some(asked) => drop(self.cited(work, asked)),
            None => drop(self.entry(work)),
        });
    }
}

fn once<K: Ord, T: Clone>(known: &Once<K, T>, key: K, make: impl FnOnce() -> T) -> T {
    let made = Arc::clone(known.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
    made.get_or_init(make).clone()
}

/// What a rendering is remembered by: the work, and the place in it.
type Key = (String, String);

/// A place in a work, if one is cited.
type Place = Option<(Kind, String)>;

/// A work at a place, as it is rendered.
struct Asked {
    key: Key,
    place: Place,
    /// What stands for the place in the rendering, if one serves several.
    mark: Option<&'static str>,
    /// What stands in its stead.
    text: String,
}

impl Asked {
    fn new(style: &Style, work: &Work, locator: Option<&str>) -> Self {
        let place = locator.map(|locator| place(locator, style));
        // A style of one's own may write numbers as ordinals or in Roman letters.
        let is_known = style::STYLES.contains(&style.name.as_str());
        let is_number =
            |text: &str| is_known && text.len() < NUMBER.len() && text.bytes().all(|byte| byte.is_ascii_digit());
        let mark = place.as_ref().and_then(|(kind, text)| match kind {
            Kind::Custom => Some(ANY),
            _ => is_number(text).then_some(NUMBER),
        });
        let text = place.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
        let place = place.map(|(kind, text)| (kind, mark.map_or(text, str::to_owned)));
        let at = place.as_ref().map_or("-".to_owned(), |(kind, text)| format!("{kind:?} {text}"));
        Self { key: (whose(work), at), place, mark, text }
    }

    /// A rendering with the text of the place for the mark of it.
    fn at_place(&self, citation: String) -> String {
        match self.mark {
            Some(mark) => citation.replace(mark, &self.text),
            None => citation,
        }
    }
}

/// What tells a work from all others: a post is its thread with an author and a date of its own.
fn whose(work: &Work) -> String {
    let issued = work.issued.map(|date| date.to_string()).unwrap_or_default();
    format!("{}, {}, {issued}", work.id, work.authors.join("; "))
}

/// The entry of a work, and what stands before it. Some styles keep posts out of the list of works; whoever asks for an entry
/// gets one.
fn listed(style: &Style, work: &Work, number: usize) -> Entry {
    let entry = |as_page: bool| {
        let done = render(style, (work, as_page), (Part::Entry, number), None);
        let listed = done.bibliography.and_then(|list| list.items.into_iter().next())?;
        let label = listed.first_field.map(|field| markup::neutral(&ElemChildren(vec![field])));
        Some((written(&listed.content, style, work, false), label.unwrap_or_default()))
    };
    let (text, label) = entry(false).unwrap_or_default();
    let text = if text.is_empty() { entry(true).unwrap_or_default().0 } else { text };
    (cure::with_place(text, style, work), label)
}

/// A work as it is cited as the one of a number in the list.
fn cited(style: &Style, work: &Work, asked: &Asked, number: usize) -> String {
    let done = render(style, (work, false), (Part::Citation, number), asked.place.as_ref());
    let runs_on = style.csl.settings.class == StyleClass::Note;
    done.citations.first().map(|it| written(&it.citation, style, work, runs_on)).unwrap_or_default()
}

fn written(children: &ElemChildren, style: &Style, work: &Work, runs_on: bool) -> String {
    let text = cure::cured(&markup::neutral(children), style, work);
    let text = title::translated(&title::restored(&text, style, work, runs_on), work, &style.readers);
    with_one_stop(cure::with_type(&text, style, work))
}

/// Renders one part of a work alone, in the words of its own language: in a list of several, hayagriva takes one language for
/// all. `as_page` makes a page of what a style would leave out of its list.
fn render(
    style: &Style,
    (work, as_page): (&Work, bool),
    (part, number): (Part, usize),
    place: Option<&(Kind, String)>,
) -> hayagriva::Rendered {
    let item = &item::of(work, style, (part, as_page));
    let kind = if as_page { item::PAGE } else { item::kind(work) };
    let csl = &style.narrowed(part, kind, item, place.is_some());
    let locator = place.map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
    let locale = Some(LocaleCode(item::script(work).to_owned()));
    let cited = CitationItem::with_locator(item, locator);
    let mut driver = BibliographyDriver::new().with_citation_number_offset(number.saturating_sub(1));
    driver.citation(CitationRequest::new(vec![cited], csl, locale.clone(), words::locales(), Some(1)));
    driver.finish(BibliographyRequest::new(csl, locale, words::locales()))
}

/// The kind of a locator, and what stands at it.
fn place(locator: &str, style: &Style) -> (Kind, String) {
    let number = |prefix: &str| {
        let rest = locator.strip_prefix(prefix)?;
        rest.starts_with(|character: char| character.is_ascii_digit()).then(|| rest.to_owned())
    };
    let kinds = [("para. ", Kind::Paragraph), ("pp. ", Kind::Page), ("p. ", Kind::Page)];
    let found = kinds.into_iter().find_map(|(prefix, kind)| number(prefix).map(|rest| (kind, rest)));
    found.unwrap_or_else(|| (Kind::Custom, prose::quoted(locator, style)))
}
