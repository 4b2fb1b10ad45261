//! What other programs hold, as rows of a package: lists of references in BibTeX or BibLaTeX, RIS and CSL-JSON as rows of
//! `works`; and spreadsheets as changes of its cells ([`Import`]).
//!
//! Of a list of references:
//!
//! 1. The bytes become text, and the format is told by the file's name, else by its content ([`Library::read`]).
//! 2. Each format has a reader that finds the entries, so that one that is broken stops no other, and says what each of its
//!    fields is in `works` (`bibtex`, `ris`, `csl`). What has no place there is counted.
//! 3. Each entry is met with the rows that are there, and with the entries before it ([`Plan`]). What is the same is not added;
//!    in what it differs is shown.
//!
//! Import is the inverse of what [`crate::cite`] writes for reference managers.

mod bibtex;
mod csl;
mod date;
mod fold;
mod id;
mod kinds;
mod known;
mod language;
mod months;
mod reference;
mod ris;
mod sheet;
mod text;
mod values;
mod works;

use std::collections::BTreeMap;

pub use fold::fold;
pub use reference::{Cells, Reference, Told};
pub use sheet::{Change, Import, Kept};
pub use works::{Added, Difference, Known, Plan, Same};

use self::reference::Draft;
use crate::diag::{Code, Diagnostic, Place};

/// In what a list of references is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// BibTeX or BibLaTeX.
    Bibtex,
    /// Research Information Systems.
    Ris,
    /// CSL-JSON, or the answer of Crossref.
    Csl,
}

impl Format {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// The format that the ending of a file's name says, else the one in which its text begins.
    fn of(name: &str, text: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("bib" | "bibtex" | "biblatex") => return Some(Self::Bibtex),
            Some("ris") => return Some(Self::Ris),
            Some("json") => return Some(Self::Csl),
            _ => {}
        }
        let begins = |line: &str| line.trim_start().starts_with("TY  -") || line.trim_start().starts_with("TY -");
        let is_entry = |line: &str| {
            let behind =
                line.trim_start().strip_prefix('@').map(|behind| behind.trim_start_matches(char::is_alphabetic));
            behind.is_some_and(|behind| behind.trim_start().starts_with(['{', '(']))
        };
        match text.trim_start().chars().next() {
            Some('[' | '{') => Some(Self::Csl),
            _ if text.lines().any(begins) => Some(Self::Ris),
            _ if text.lines().any(is_entry) => Some(Self::Bibtex),
            _ => None,
        }
    }
}

/// A list of references as it was read.
#[derive(Debug, Clone)]
pub struct Library {
    /// In what it is written.
    pub format: Format,
    /// Its entries, in the order of the file.
    pub references: Vec<Reference>,
    /// Entries that cannot be read.
    pub faults: Vec<Diagnostic>,
    /// What a reader must know of entries that were read.
    pub told: Vec<Told>,
    /// Fields that have no place in `works`, with the number of entries that have them.
    pub left_out: BTreeMap<String, usize>,
}

impl Library {
    fn new(format: Format) -> Self {
        Self { format, references: Vec::new(), faults: Vec::new(), told: Vec::new(), left_out: BTreeMap::new() }
    }

    fn add(&mut self, draft: Draft) {
        let (reference, told, left_out) = draft.finished();
        self.told.extend(told);
        for field in left_out {
            *self.left_out.entry(field).or_default() += 1;
        }
        self.references.push(reference);
    }

    /// Reads a file of this name.
    ///
    /// ```
    /// use sinosov::import::Library;
    ///
    /// let library = Library::read("carts.bib", b"@book{roe, author = {Ann Roe}, title = {On {Carts}}, year = 1930}")?;
    /// let cells = &library.references[0].cells;
    /// assert_eq!((cells["authors"].as_str(), cells["title"].as_str()), ("Roe, Ann", "On Carts"));
    /// # Ok::<(), Box<sinosov::diag::Diagnostic>>(())
    /// ```
    ///
    /// # Errors
    /// If it is no text, or in none of the three formats. What is wrong in an entry is in [`Library::faults`].
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let text = text::decoded(name, bytes)?;
        match Format::of(name, &text) {
            Some(Format::Bibtex) => Ok(bibtex::read(name, &text)),
            Some(Format::Ris) => Ok(ris::read(name, &text)),
            Some(Format::Csl) => Ok(csl::read(name, &text)),
            None => {
                let found = format!("{name} is in no format that is known");
                let expected = "BibTeX (`@book{…}`), RIS (`TY  - BOOK`) or CSL-JSON (`[{…}]`)";
                let mend = "export it in one of these; an ending .bib, .ris or .json says which it is";
                Err(Box::new(Diagnostic::new(Code::BadEntry, Place::file(name), found, expected, mend)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each of these would take hours, if at each sign the rest were looked through.
    #[test]
    fn a_long_text_takes_no_longer_than_its_length() {
        let many = |text: &str| text.repeat(100_000);
        for (name, text) in [
            ("x.bib", many("@")),
            ("x.bib", format!("@misc{{a, title = {{{}}}}}", many("<"))),
            ("x.bib", format!("@misc{{a, title = {{$ {}$}}}}", many("^"))),
            ("x.bib", format!("@misc{{a, title = {{$\\a{}{}$}}}}", many("^{"), many("}"))),
            ("x.bib", format!("@misc{{a, title = {{{}{}}}}}", many("\\noopsort{"), many("}"))),
            ("x.bib", many("@misc{a, year = 1930}")),
            ("x.bib", many("@misc{a b}")),
            ("x.bib", many("@misc{a b}\n")),
            ("x.bib", format!("@misc{{a, author = {{{}}}}}", many("{a} and "))),
            ("x.ris", many("TY  - JOUR\n")),
            ("x.ris", format!("TY  - JOUR\nTI  - {}", many("<&"))),
            ("x.json", format!("[{}]", many("7,"))),
            ("x.json", format!("[{}]", many("{\"id\": 1},"))),
            ("x.json", many("{\"items\": [")),
        ] {
            let started = std::time::Instant::now();
            let library = Library::read(name, text.as_bytes()).expect("a list");
            assert!(library.faults.len() <= 100_001);
            let passed = started.elapsed();
            assert!(passed.as_secs() < 60, "{name}, {}: {passed:?}", &text[..40]);
        }
    }
}
