//! In which language a text of a page is: who reads it aloud, or sets it, has to know.

use super::super::definition::Definition;
use crate::data::{Dataset, Package};
use crate::lang::Tongue;
use crate::model::Lang;

/// The languages of a page and of what it is made from, by their tags.
pub(super) struct Languages<'a> {
    dataset: &'a Dataset,
    /// That in which the package is written, and so its definitions.
    own: &'a Lang,
}

impl<'a> Languages<'a> {
    /// The languages of a page that tells a package as it is told here.
    pub(super) fn new(package: &'a Package) -> Self {
        Self { dataset: &package.corrected, own: &package.about().language }
    }

    /// That of the page.
    pub(super) fn page(&self) -> &'a Lang {
        self.dataset.tongue().lang()
    }

    /// That of what the package says of itself.
    pub(super) fn of_package(&self) -> String {
        of_package(self.own, self.dataset.tongue())
    }

    /// That of the texts of a definition.
    pub(super) fn of_texts(&self, definition: &Definition) -> String {
        if definition.told.is_some() { self.page().to_string() } else { self.of_package() }
    }

    /// That of a cell that may have a translation.
    pub(super) fn of_cell(&self, table: &str, id: &str, column: &str) -> String {
        let is_told = self.dataset.labels.word(self.page(), table, id, column).is_some();
        if is_told { self.page().to_string() } else { self.of_package() }
    }

    /// That of a work; empty if it is not known.
    pub(super) fn of_work(&self, work: &str) -> String {
        self.dataset.works.get(work).and_then(|work| work.language.clone()).unwrap_or_default()
    }

    /// A language where it must be said; nothing where it is that of the page.
    pub(super) fn foreign(&self, lang: String) -> String {
        if lang == self.page().to_string() { String::new() } else { lang }
    }
}

/// The language of what a package says of itself. That of a page may be a variety of it.
pub(super) fn of_package(own: &Lang, page: &Tongue) -> String {
    if page.lang().and_wider().any(|lang| lang == *own) { page.lang().to_string() } else { own.to_string() }
}
