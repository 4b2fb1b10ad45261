//! What is known, by whom: figures and roots by category, year and work; what rests on one root, or on the lowest tier alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Evidence;
use crate::data::Figure;

/// How many figures and how many independent roots fall together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Figures.
    pub figures: usize,
    /// Independent roots of these figures.
    pub roots: usize,
}

/// What is known, by whom. A combination that is not there has no figure; that is not zero of the thing counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// By category and by each year that the figure's period touches; figures without a period are under `undated`.
    pub by_year: BTreeMap<String, BTreeMap<String, Count>>,
    /// By category and work.
    pub by_work: BTreeMap<String, BTreeMap<String, Count>>,
    /// Quantities with figures of which all go back to one root.
    pub single_root: Vec<String>,
    /// Quantities of which every figure stands in a work of tier 4.
    pub tier_four_alone: Vec<String>,
}

/// A longer period is counted in its first and last year only, so that an age is not spread over centuries.
const LONGEST_SPREAD: i32 = 60;

impl Evidence<'_> {
    /// What is known of some quantities. Figures that may not be used are not counted.
    #[must_use]
    pub fn coverage(&self, quantities: &[&str]) -> Coverage {
        let mut coverage = Coverage::default();
        let mut by_year: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
        let mut by_work: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
        for id in quantities {
            let Some(quantity) = self.dataset().quantities.get(id) else { continue };
            let figures: Vec<&Figure> =
                self.figures_of(id).iter().copied().filter(|figure| self.reason(figure).is_none()).collect();
            for figure in &figures {
                let category = quantity.category_id.clone();
                for year in self.years(figure) {
                    by_year.entry((category.clone(), year)).or_default().push(&figure.id);
                }
                by_work.entry((category, figure.work_id.clone())).or_default().push(&figure.id);
            }
            // A sum that nobody states rests on the figures of its parts.
            let resolved = self.resolve(id).filter(|_| figures.is_empty());
            let behind = match &resolved {
                Some(resolved) => self.behind(resolved),
                None => Arc::new(self.behind_figures(&figures.iter().map(|it| it.id.as_str()).collect::<Vec<_>>())),
            };
            if behind.has_one_root() {
                coverage.single_root.push((*id).to_owned());
            }
            if behind.is_all_of_tier(4) {
                coverage.tier_four_alone.push((*id).to_owned());
            }
        }
        coverage.by_year = self.counted(by_year);
        coverage.by_work = self.counted(by_work);
        coverage
    }

    fn counted(&self, figures: BTreeMap<(String, String), Vec<&str>>) -> BTreeMap<String, BTreeMap<String, Count>> {
        let mut counts: BTreeMap<String, BTreeMap<String, Count>> = BTreeMap::new();
        for ((category, other), ids) in figures {
            let count = Count { figures: ids.len(), roots: self.roots(&ids).len() };
            counts.entry(category).or_default().insert(other, count);
        }
        counts
    }

    /// The years that a figure is about, or `undated`. A period of more than sixty years counts with its first and last alone.
    #[must_use]
    pub fn years(&self, figure: &Figure) -> BTreeSet<String> {
        let period = self.dataset().period_of(figure);
        let ends: Vec<i32> = [period.start, period.end].into_iter().flatten().map(|date| date.year).collect();
        match ends.as_slice() {
            [] => BTreeSet::from(["undated".to_owned()]),
            // Years have four digits.
            [first, last] if last - first <= LONGEST_SPREAD => (*first..=*last).map(|year| year.to_string()).collect(),
            ends => ends.iter().map(i32::to_string).collect(),
        }
    }
}
