//! Styles by name, and by a CSL file of one's own.

use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, locales as archived_locales};
use hayagriva::citationberg::{IndependentStyle, Locale, Style as Csl};
use thiserror::Error;

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
}

/// A style that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StyleError {
    /// No such style.
    #[error("there is no style `{name}`; write one of {}, or the path of a .csl file", STYLES.join(", "))]
    Unknown {
        /// The name.
        name: String,
    },
    /// A file that is no style.
    #[error("this is no CSL style that can be read: {reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// A style that only points to another.
    #[error("this style depends on another; give that one")]
    Dependent,
}

impl Style {
    /// The style of a name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        let known = STYLES.contains(&name).then(|| ArchivedStyle::by_name(name)).flatten();
        let style = known.ok_or_else(|| StyleError::Unknown { name: name.to_owned() })?;
        Self::of(name, style.get())
    }

    /// The style of a CSL file.
    ///
    /// # Errors
    /// If the text is no independent style.
    pub fn read(name: &str, xml: &str) -> Result<Self, StyleError> {
        let style = Csl::from_xml(xml).map_err(|error| StyleError::Unreadable { reason: error.to_string() })?;
        Self::of(name, style)
    }

    fn of(name: &str, style: Csl) -> Result<Self, StyleError> {
        match style {
            Csl::Independent(csl) => Ok(Self { name: name.to_owned(), csl }),
            Csl::Dependent(_) => Err(StyleError::Dependent),
        }
    }

    /// How the style says that a work was not read itself.
    pub(super) fn as_cited_in(&self) -> &'static str {
        match self.name.split('-').next().unwrap_or_default() {
            "gb" => "转引自",
            "gost" => "цит. по:",
            _ => "as cited in",
        }
    }
}

/// The words of the styles in many languages, read once.
pub(super) fn locales() -> &'static [Locale] {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archived_locales);
    &LOCALES
}
