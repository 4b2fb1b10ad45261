//! The works of a page, each with a number by which charts and tables name it, and with the charts that rest on it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Safe;
use crate::cite::{self, Citing};
use crate::data::Dataset;
use crate::escape::Html;

/// A work in the list.
#[derive(Serialize)]
pub(super) struct Work {
    id: String,
    number: usize,
    entry: Safe,
    /// The language of its text, empty where it is not known.
    language: String,
    /// How many figures are its.
    figures: usize,
    charts: Vec<Back>,
}

/// The way from a work back to a chart.
#[derive(Clone, Serialize)]
pub(super) struct Back {
    pub(super) id: String,
    pub(super) number: usize,
}

/// All works, in the order of their numbers.
pub(super) struct Works {
    list: Vec<Work>,
    places: BTreeMap<String, usize>,
}

impl Works {
    /// The works of a dataset as a reader looks for them: by what stands first in their entries, without marks and signs. Where
    /// a style numbers its works, in the order of its numbers.
    pub(super) fn new(dataset: &Dataset, citing: &mut Citing<'_, Html>) -> Self {
        let mut figures: BTreeMap<&str, usize> = BTreeMap::new();
        for figure in dataset.figures.iter() {
            *figures.entry(&figure.work_id).or_default() += 1;
        }
        let works = || dataset.works.iter().filter(|work| work.kind != "unidentified");
        let is_numbered = works().next().is_some_and(|work| citing.numbers(work));
        let work = |work: &crate::data::Work| Work {
            id: work.id.clone(),
            number: 0,
            entry: Safe::new(citing.entry(work)),
            // What is said in the place of a title that a work does not have is said to the readers.
            language: work.language.clone().filter(|_| !cite::is_supplied(work)).unwrap_or_default(),
            figures: figures.get(work.id.as_str()).copied().unwrap_or_default(),
            charts: Vec::new(),
        };
        let mut list: Vec<Work> = works().map(work).collect();
        let key = |entry: &str| {
            let text: String = entry.split('<').map(|part| part.rsplit('>').next().unwrap_or_default()).collect();
            text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
        };
        if !is_numbered {
            list.sort_by_cached_key(|work| key(work.entry.0.as_str().unwrap_or_default()));
        }
        for (number, work) in (1..).zip(&mut list) {
            work.number = number;
        }
        let places = list.iter().enumerate().map(|(place, work)| (work.id.clone(), place)).collect();
        Self { list, places }
    }

    /// The number of a work; none of one that is not in the list.
    pub(super) fn number(&self, work: &str) -> Option<usize> {
        self.places.get(work).map(|place| place + 1)
    }

    /// Notes that a chart rests on a work.
    pub(super) fn note(&mut self, work: &str, chart: &Back) {
        if let Some(work) = self.places.get(work).and_then(|place| self.list.get_mut(*place)) {
            work.charts.push(chart.clone());
        }
    }

    /// The list.
    pub(super) fn into_list(self) -> Vec<Work> {
        self.list
    }
}
