//! Styles by name, and by a CSL file of one's own.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::citationberg::{CitationFormat, IndependentStyle, Style as Csl, StyleCategory, StyleClass};

use super::csl::family;
use super::guard::guard;
use super::narrow::Known;
use super::unusable::StyleError;
use super::{narrow, reader};
use crate::lang::{Tongue, say};

/// The styles that are known by name.
pub const STYLES: [&str; 8] = [
    "chicago-notes",
    "chicago-author-date",
    "apa",
    "mla",
    "gb-7714-2015-numeric",
    "gb-7714-2015-note",
    "gost-r-705-2008-numeric",
    "iso-690-author-date",
];

/// A style of citation.
pub struct Style {
    /// Its name.
    pub name: String,
    pub(super) csl: IndependentStyle,
    /// The language of those who read the citations.
    pub(super) readers: Tongue,
    /// Words for a work without a date that end in a point.
    pub(super) undated: Vec<String>,
    /// As it is for one part of works of one type, and of those that have the same fields.
    narrowed: Mutex<BTreeMap<(Part, &'static str, String), Narrowed>>,
    #[cfg(test)]
    is_whole: bool,
}

/// A style for works of one type, once it was asked for.
type Narrowed = Arc<OnceLock<Arc<IndependentStyle>>>;

/// What of a work is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What stands in a note or the running text.
    Citation,
    /// What stands in the list of works.
    Entry,
}

impl Style {
    /// The style of a name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        let known = STYLES.contains(&name).then(|| ArchivedStyle::by_name(name)).flatten();
        let style = known.ok_or_else(|| StyleError::Unknown { name: name.to_owned(), known: STYLES.join(", ") })?;
        Self::of(name, style.get())
    }

    /// The style of a CSL file.
    ///
    /// # Errors
    /// If the text is no independent style.
    pub fn read(name: &str, xml: &str) -> Result<Self, StyleError> {
        guard(xml)?;
        let style = Csl::from_xml(xml).map_err(|error| StyleError::Unreadable {
            reason: match error.path {
                Some(path) => format!("{}, at {path}", error.source),
                None => error.source.to_string(),
            },
        })?;
        Self::of(name, style)
    }

    pub(super) fn of(name: &str, style: Csl) -> Result<Self, StyleError> {
        match style {
            Csl::Independent(csl) => Ok(Self::told(name.to_owned(), csl, Tongue::english())),
            Csl::Dependent(_) => Err(StyleError::Dependent),
        }
    }

    /// The style for the readers of a language; at first they are those of English.
    #[must_use]
    pub fn for_readers(self, readers: &Tongue) -> Self {
        Self::told(self.name, self.csl, readers)
    }

    fn told(name: String, csl: IndependentStyle, readers: &Tongue) -> Self {
        let undated = reader::undated(&csl, readers);
        Self {
            name,
            csl,
            readers: readers.clone(),
            undated,
            narrowed: Mutex::default(),
            #[cfg(test)]
            is_whole: false,
        }
    }

    /// The style as it is for one part of a work of one type of CSL, with or without a place in it.
    pub(super) fn narrowed(
        &self,
        part: Part,
        kind: &'static str,
        item: &Item,
        has_place: bool,
    ) -> Arc<IndependentStyle> {
        #[cfg(test)]
        if self.is_whole {
            return self
                .once((part, kind, String::new()), || reader::told(&self.name, self.csl.clone(), &self.readers));
        }
        self.once((part, kind, narrow::signature(item, has_place)), || {
            let of_kind = self.of_kind(part, kind);
            narrow::narrowed(of_kind.as_ref().clone(), Known::Fields(item, has_place))
        })
    }

    /// The style as it is for one part of all works of one type.
    fn of_kind(&self, part: Part, kind: &'static str) -> Arc<IndependentStyle> {
        self.once((part, kind, String::new()), || {
            let mut csl = reader::told(&self.name, self.csl.clone(), &self.readers);
            match part {
                Part::Citation => csl.bibliography = None,
                Part::Entry if narrow::has_labels(&csl) => {}
                Part::Entry => csl.citation.layout.elements.clear(),
            }
            match Kind::from_str(kind) {
                Ok(kind) => narrow::narrowed(csl, Known::Kind(kind)),
                Err(_) => csl,
            }
        })
    }

    fn once(
        &self,
        key: (Part, &'static str, String),
        make: impl FnOnce() -> IndependentStyle,
    ) -> Arc<IndependentStyle> {
        let mut known = self.narrowed.lock().unwrap_or_else(PoisonError::into_inner);
        let narrowed = Arc::clone(known.entry(key).or_default());
        drop(known);
        Arc::clone(narrowed.get_or_init(|| Arc::new(make())))
    }

    /// The same, but never narrowed.
    #[cfg(test)]
    pub(super) fn whole(self) -> Self {
        Self { is_whole: true, ..self }
    }

    /// Its family: the first word of its name.
    pub(super) fn family(&self) -> &str {
        family(&self.name)
    }

    /// How it is said that a work was not read itself, but is cited by another: as the style has it, or in the language of the
    /// readers.
    pub(super) fn as_cited_in(&self, other: &str) -> String {
        match self.family() {
            "gb" => format!("转引自: {other}"),
            "gost" => format!("цит. по: {other}"),
            "mla" => say!(self.readers, "as-cited-in.mla", other = other),
            "iso" => say!(self.readers, "as-cited-in.iso", other = other),
            _ => say!(self.readers, "as-cited-in", other = other),
        }
    }

    /// A citation by number that says so, where the style has words for it; others leave it to the sentence.
    pub(super) fn cited_by(&self, citation: &str) -> String {
        match self.family() {
            "gost" => self.enclosed(&format!("Цит. по: {}", self.inner(citation))),
            _ => citation.to_owned(),
        }
    }

    /// How it is said that all of a work is taken from another.
    pub(super) fn taken_from(&self, other: &str) -> String {
        match self.family() {
            "gb" => format!("取自: {other}"),
            _ => say!(self.readers, "taken-from", other = other),
        }
    }

    /// Whether works are cited by their numbers in the list.
    pub(super) fn is_numeric(&self) -> bool {
        let numeric = StyleCategory::CitationFormat { format: CitationFormat::Numeric };
        self.csl.info.category.contains(&numeric)
    }

    /// Whether citations stand in parentheses; those inside of them are square.
    pub(super) fn is_parenthetic(&self) -> bool {
        self.csl.settings.class == StyleClass::InText && self.enclosing().0 == "("
    }

    /// Whether points and commas stand inside of quotation marks, as in America.
    pub(super) fn points_inside(&self) -> bool {
        let is_american = || self.csl.default_locale.as_ref().is_some_and(|it| it.0 == "en-US");
        match self.family() {
            "chicago" | "apa" | "mla" => true,
            "gb" | "gost" | "iso" => false,
            _ => is_american(),
        }
    }

    /// Whether a supplied title stands in square brackets.
    pub(super) fn brackets_supplied(&self) -> bool {
        !matches!(self.family(), "chicago" | "mla")
    }

    /// Whether what a title in another language says stands behind it, in square brackets.
    pub(super) fn translates_titles(&self) -> bool {
        matches!(self.family(), "chicago" | "apa" | "mla")
    }

    /// A citation without what the style encloses it in.
    pub(super) fn inner<'a>(&self, citation: &'a str) -> &'a str {
        let (before, after) = self.enclosing();
        citation.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap_or(citation)
    }

    /// A citation in what the style encloses it in.
    pub(super) fn enclosed(&self, inner: &str) -> String {
        let (before, after) = self.enclosing();
        format!("{before}{inner}{after}")
    }

    fn enclosing(&self) -> (&str, &str) {
        let layout = &self.csl.citation.layout;
        (layout.prefix.as_deref().unwrap_or_default(), layout.suffix.as_deref().unwrap_or_default())
    }
}
