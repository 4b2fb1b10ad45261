//! One work in one style, by hayagriva, with its errors cured.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::citationberg::{LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, LocatorPayload,
    SpecificLocator,
};

use super::{Style, cure, item, markup, prose, style, title};
use crate::data::Work;
use crate::files::in_parallel;

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

    /// With the text of a place for the mark of it.
    fn at_place(self, asked: &Asked) -> Self {
        match asked.mark {
            Some(mark) => Self { citation: self.citation.replace(mark, &asked.text), ..self },
            None => self,
        }
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
    known: Mutex<BTreeMap<Key, Arc<OnceLock<Rendered>>>>,
}

impl<'a> Renderings<'a> {
    /// None so far.
    #[must_use]
    pub fn new(style: &'a Style) -> Self {
        Self { style, known: Mutex::default() }
    }

    /// Renders a work, if that was not done before.
    pub(super) fn of(&self, work: &Work, locator: Option<&str>) -> Rendered {
        let asked = Asked::new(self.style, work, locator);
        self.at(work, &asked).at_place(&asked)
    }

    /// Renders a work as the one of a number in the list, for a style that spells numbers out.
    pub(super) fn at_number(&self, work: &Work, locator: Option<&str>, number: usize) -> Rendered {
        let asked = Asked::new(self.style, work, locator);
        render(self.style, work, asked.place.as_ref(), number).at_place(&asked)
    }

    /// The entry of a work for the list, which is the same whatever place in it was cited.
    pub(super) fn entry(&self, work: &Work) -> Rendered {
        let (whose, _) = Asked::new(self.style, work, None).key;
        let known = self.known();
        let of_work = known.range((whose.clone(), String::new())..).take_while(|((of, _), _)| *of == whose);
        let rendered = of_work.filter_map(|(_, rendered)| rendered.get()).next().cloned();
        drop(known);
        rendered.unwrap_or_else(|| self.of(work, None))
    }

    /// Whether the style writes the place into its citation: some know pages alone, and say nothing of any other.
    pub(super) fn has_place(&self, work: &Work, locator: &str) -> bool {
        let asked = Asked::new(self.style, work, Some(locator));
        let with = self.at(work, &asked).citation;
        match asked.mark {
            Some(mark) => with.contains(mark),
            None => with != self.of(work, None).citation,
        }
    }

    fn at(&self, work: &Work, asked: &Asked) -> Rendered {
        let rendered = Arc::clone(self.known().entry(asked.key.clone()).or_default());
        rendered.get_or_init(|| render(self.style, work, asked.place.as_ref(), 1)).clone()
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<OnceLock<Rendered>>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Renders many works at places at once, by as many workers as the machine has; what comes of it is the same.
    pub(super) fn prepare(&self, works: &[(Cow<'_, Work>, Option<Cow<'_, str>>)]) {
        let mut missing: BTreeMap<Key, (&Work, Asked)> = BTreeMap::new();
        for (work, locator) in works {
            let asked = Asked::new(self.style, work, locator.as_deref());
            if asked.place.is_some() && asked.mark.is_none() {
                // Whether the style writes such a place is seen by what it writes without one.
                let bare = Asked::new(self.style, work, None);
                missing.entry(bare.key.clone()).or_insert((work, bare));
            }
            missing.entry(asked.key.clone()).or_insert((work, asked));
        }
        let missing: Vec<(&Work, Asked)> = missing.into_values().collect();
        in_parallel(&missing, None, |(work, asked)| drop(self.at(work, asked)));
    }
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
        // A post is its thread with an author and a date of its own.
        let issued = work.issued.map(|date| date.to_string()).unwrap_or_default();
        let whose = format!("{}, {}, {issued}", work.id, work.authors.join("; "));
        let at = place.as_ref().map(|(kind, text)| format!("{kind:?} {text}")).unwrap_or_default();
        Self { key: (whose, at), place, mark, text }
    }
}

/// Renders one work alone, in the words of its own language: in a list of several, hayagriva takes one language for all.
fn render(style: &Style, work: &Work, place: Option<&(Kind, String)>, number: usize) -> Rendered {
    let is_note = style.csl.settings.class == StyleClass::Note;
    let once = |item: &Item| {
        let locator = place.map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
        let locale = Some(LocaleCode(item::script(work).to_owned()));
        let cited = CitationItem::with_locator(item, locator);
        let mut driver = BibliographyDriver::new().with_citation_number_offset(number.saturating_sub(1));
        driver.citation(CitationRequest::new(vec![cited], &style.csl, locale.clone(), style::locales(), Some(1)));
        let done = driver.finish(BibliographyRequest::new(&style.csl, locale, style::locales()));
        let write = |children: &ElemChildren, runs_on: bool| {
            let text = cure::cured(&markup::neutral(children), style, work);
            cure::with_type(&title::restored(&text, style, work, runs_on), style, work)
        };
        let citation = done.citations.first().map(|it| write(&it.citation, is_note)).unwrap_or_default();
        let listed = done.bibliography.and_then(|list| list.items.into_iter().next());
        let label = listed.as_ref().and_then(|it| it.first_field.clone());
        let label = label.map(|field| markup::neutral(&ElemChildren(vec![field]))).unwrap_or_default();
        Rendered { citation, entry: listed.map(|it| write(&it.content, false)).unwrap_or_default(), label }
    };
    let own = once(&item::of(work, style, false));
    // Some styles keep posts out of the list of works; whoever asks for an entry gets one.
    let entry = if own.entry.is_empty() { once(&item::of(work, style, true)).entry } else { own.entry };
    Rendered { entry: cure::with_place(entry, style, work), ..own }
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
