//! The phrases of a package against the texts of its works.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::locator::{Locator, find, plain};
use crate::data::{Package, Rate, Work, hex};
use crate::diag::{self, Code, Diagnostic};
use crate::files;

/// What the audit of one work came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkAudit {
    /// The work.
    pub work_id: String,
    /// Whether its text was there.
    pub has_text: bool,
    /// How many figures it has.
    pub figures: usize,
    /// How many of them stand verbatim at their locator.
    pub verified: usize,
    /// How often the phrases of its figures stand in the text, all together.
    pub occurrences: usize,
}

/// What the audit came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// One entry a consulted work, in the order of the table.
    pub works: Vec<WorkAudit>,
    /// Works without a text are named here, as faults that count only if asked to be strict.
    pub missing: Vec<Diagnostic>,
    /// Works of which no text was kept: none is in the folder, and no digest says that there ever was one. Their phrases
    /// cannot be held against anything.
    pub not_kept: Vec<String>,
    /// The digests of texts of which none is recorded yet, by the row of their works.
    pub unrecorded: Vec<(usize, String)>,
    /// Everything that does not hold.
    pub faults: Vec<Diagnostic>,
}

/// Holds every figure of a consulted work against `folder/<work_id>.txt`: the text's digest, the phrase at its locator;
/// every rate likewise; and every agreement and event against the place at which the work is said to date it.
#[must_use]
pub fn audit(package: &Package, folder: &Path) -> Audit {
    let mut audit = Audit::default();
    let mut texts = BTreeMap::new();
    for work in package.dataset.works.iter().filter(|work| work.consulted) {
        let name = format!("{}.txt", work.id);
        match files::read_text(&folder.join(&name), files::TEXT) {
            Ok(text) => {
                audit.digest(package, work, &text);
                texts.insert(work.id.as_str(), text);
            }
            Err(error) if error.kind() == ErrorKind::NotFound && work.text_sha256.is_none() => {
                audit.not_kept.push(work.id.clone())
            }
            Err(error) if error.kind() != ErrorKind::NotFound => audit.faults.push(unreadable(package, work, &error)),
            Err(error) => {
                let place = package.place("works", work.row, "work_id");
                let found = format!("no text of `{}`: {error}", work.id);
                let mend = "put the text into the folder";
                audit.missing.push(Diagnostic::new(Code::MissingText, place, found, format!("`{name}`"), mend));
            }
        }
        audit.figures(package, work, texts.get(work.id.as_str()).map(String::as_str));
    }
    audit.dated(package, &texts);
    diag::sort(&mut audit.faults);
    audit
}

/// A text that is there and cannot be read.
pub(super) fn unreadable(package: &Package, work: &Work, error: &io::Error) -> Diagnostic {
    let place = package.place("works", work.row, "work_id");
    let found = format!("the text of `{}` cannot be read: {error}", work.id);
    Diagnostic::new(Code::MissingText, place, found, format!("`{}.txt` as UTF-8 text", work.id), "mend the file")
}

impl Audit {
    fn digest(&mut self, package: &Package, work: &Work, text: &str) {
        let digest = hex(&Sha256::digest(text.as_bytes()));
        if work.text_sha256.as_ref() != Some(&digest) {
            let place = package.place("works", work.row, "text_sha256");
            let (found, mend) = match work.text_sha256 {
                Some(_) => (
                    format!("the text of `{}` has another digest", work.id),
                    format!("the text has {digest}; find out which of the two was coded"),
                ),
                None => (
                    format!("the digest of `{}` is not recorded", work.id),
                    format!("write {digest} into text_sha256; `sinosov audit --write` does it"),
                ),
            };
            self.faults.push(Diagnostic::new(Code::DigestChanged, place, found, "the digest of the text", mend));
            self.unrecorded.extend(work.text_sha256.is_none().then_some((work.row, digest)));
        }
    }

    fn figures(&mut self, package: &Package, work: &Work, text: Option<&str>) {
        let figures = package.dataset.figures.iter().filter(|figure| figure.work_id == work.id);
        let whole = text.map(plain).unwrap_or_default();
        let mut result =
            WorkAudit { work_id: work.id.clone(), has_text: text.is_some(), figures: 0, verified: 0, occurrences: 0 };
        for figure in figures {
            result.figures += 1;
            let Some(text) = text else { continue };
            result.occurrences += whole.matches(&plain(&figure.as_stated)).count();
            let row = ("figures", figure.row);
            result.verified += usize::from(self.phrase(package, row, text, &figure.locator, &figure.as_stated));
        }
        if let Some(text) = text {
            // A rate without a phrase is computed from what stands there.
            let stated = |rate: &&Rate| rate.work_id == work.id && !rate.as_stated.is_empty();
            for rate in package.dataset.rates.iter().filter(stated) {
                self.phrase(package, ("rates", rate.row), text, &rate.locator, &rate.as_stated);
            }
        }
        self.works.push(result);
    }

    /// Whether a phrase stands at its locator; if not, the fault is added.
    fn phrase(&mut self, package: &Package, row: (&str, usize), text: &str, locator: &str, phrase: &str) -> bool {
        let place = match Locator::parse(locator) {
            Some(locator) => locator.passage(text),
            // A page or a table cannot be found in a plain text; the phrase must stand somewhere in it.
            None => Some((plain(text), usize::MAX)),
        };
        let Some((passage, within)) = place else {
            self.no_place(package, row, locator);
            return false;
        };
        if find(phrase, &passage).is_some_and(|at| at < within) {
            return true;
        }
        let elsewhere = find(phrase, &plain(text)).is_some();
        let found = match elsewhere {
            true => format!("`{phrase}` stands in the text, but not at {locator}"),
            false => format!("`{phrase}` does not stand in the text"),
        };
        let mend = if elsewhere { "mend the locator" } else { "copy the phrase from the text" };
        let cell = package.place(row.0, row.1, "as_stated");
        self.faults.push(Diagnostic::new(Code::PhraseNotFound, cell, found, "the words of the text", mend));
        false
    }

    fn dated(&mut self, package: &Package, texts: &BTreeMap<&str, String>) {
        let agreements =
            package.dataset.agreements.iter().map(|row| ("agreements", row.row, &row.work_id, &row.locator));
        let events = package.dataset.events.iter().map(|row| ("events", row.row, &row.work_id, &row.locator));
        let places = package.dataset.places.iter();
        let places = places.filter_map(|row| Some(("places", row.row, row.work_id.as_ref()?, row.locator.as_ref()?)));
        for (table, row, work, locator) in agreements.chain(events).chain(places) {
            let Some(text) = texts.get(work.as_str()) else { continue };
            if Locator::parse(locator).is_some_and(|place| place.passage(text).is_none()) {
                self.no_place(package, (table, row), locator);
            }
        }
    }

    fn no_place(&mut self, package: &Package, (table, row): (&str, usize), locator: &str) {
        let place = package.place(table, row, "locator");
        let found = format!("the text has no {locator}");
        let expected = "a post, paragraph, section, footnote or line of the text";
        self.faults.push(Diagnostic::new(Code::PhraseNotFound, place, found, expected, "mend the locator"));
    }
}
