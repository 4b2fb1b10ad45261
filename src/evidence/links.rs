//! Which rows of a dataset belong together, whichever of its figures count: laid out once for all who ask it.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{Action, Correction, Dataset, Figure, Quantity};
use crate::model::Forest;

/// Of more figures than this the works are looked up, not looked through.
const MANY: usize = 32;

/// The rows of a dataset by what they are about.
pub(super) struct Links<'a> {
    pub(super) dataset: &'a Dataset,
    /// The figures of the first quantity, then those of the second …
    pub(super) figures: Vec<&'a Figure>,
    /// Where those of each quantity begin, and where the last end.
    pub(super) first_figures: Vec<usize>,
    /// The first figure of each work for a quantity with many, where looking through all of them would be slow.
    of_work: BTreeMap<(&'a str, &'a str), &'a Figure>,
    pub(super) parts: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Quantity>>>,
    pub(super) corrections: BTreeMap<(&'a str, &'a str), Vec<&'a Correction>>,
    /// The rows of figures that corrections exclude.
    pub(super) excluded: BTreeSet<usize>,
    /// Quantities below those that count them, of whatever split or none.
    pub(super) wholes: Forest,
    pub(super) categories: Forest,
}

impl<'a> Links<'a> {
    /// Of a dataset as it is corrected, or without the corrections.
    pub(super) fn new(dataset: &'a Dataset, as_stated: bool) -> Self {
        let (figures, first_figures) = by_quantity(dataset);
        let mut of_work = BTreeMap::new();
        for group in figures.chunk_by(|left, right| left.quantity_id == right.quantity_id).filter(|it| it.len() > MANY)
        {
            for figure in group {
                of_work.entry((figure.quantity_id.as_str(), figure.work_id.as_str())).or_insert(*figure);
            }
        }
        let mut parts: BTreeMap<&str, BTreeMap<&str, Vec<&Quantity>>> = BTreeMap::new();
        // Of rows with one id only the first counts, as everywhere; else a doubled id could close a cycle.
        let is_first =
            |quantity: &&Quantity| dataset.quantities.get(&quantity.id).is_some_and(|it| it.row == quantity.row);
        for quantity in dataset.quantities.iter().filter(is_first) {
            for (whole, split) in quantity.splits() {
                parts.entry(whole).or_default().entry(split).or_default().push(quantity);
            }
        }
        let mut corrections: BTreeMap<(&str, &str), Vec<&Correction>> = BTreeMap::new();
        if !as_stated {
            for correction in dataset.corrections.iter() {
                corrections.entry((&correction.table, &correction.row_id)).or_default().push(correction);
            }
        }
        let excludes =
            |correction: &&&Correction| correction.table == "figures" && correction.action == Action::Exclude;
        let excluded = corrections.values().flatten().filter(excludes);
        let excluded = excluded.filter_map(|it| dataset.figures.position(&it.row_id)).collect();
        let wholes = |row: usize| {
            let all = dataset.quantities.at(row).part_of.iter();
            all.filter_map(|it| dataset.quantities.position(&it.whole))
        };
        let category = |row: usize| dataset.categories.position(dataset.categories.at(row).parent_id.as_deref()?);
        Self {
            dataset,
            figures,
            first_figures,
            of_work,
            parts,
            corrections,
            excluded,
            wholes: Forest::of_several(dataset.quantities.len(), wholes),
            categories: Forest::new(dataset.categories.len(), category),
        }
    }

    /// Every figure about a quantity, in the order of the table.
    pub(super) fn figures_of(&self, quantity: &str) -> &[&'a Figure] {
        let ends = self.dataset.quantities.position(quantity).and_then(|row| self.first_figures.get(row..row + 2));
        ends.map_or(&[], |ends| &self.figures[ends[0]..ends[1]])
    }

    /// The first figure that a work states for a quantity.
    pub(super) fn figure_of(&self, quantity: &str, work: &str) -> Option<&'a Figure> {
        match self.figures_of(quantity) {
            few if few.len() <= MANY => few.iter().find(|figure| figure.work_id == work).copied(),
            _ => self.of_work.get(&(quantity, work)).copied(),
        }
    }
}

/// The figures in the order of their quantities, each quantity's in the order of the table, and where each quantity's begin.
fn by_quantity(dataset: &Dataset) -> (Vec<&Figure>, Vec<usize>) {
    // A figure without a quantity is a fault that `check` names; nothing asks for it.
    let mut placed: Vec<(usize, &Figure)> = Vec::with_capacity(dataset.figures.len());
    for figure in dataset.figures.iter() {
        // Figures for one quantity mostly stand together.
        let quantity = match placed.last() {
            Some((quantity, last)) if last.quantity_id == figure.quantity_id => Some(*quantity),
            _ => dataset.quantities.position(&figure.quantity_id),
        };
        placed.extend(quantity.map(|quantity| (quantity, figure)));
    }
    placed.sort_by_key(|(quantity, _)| *quantity);
    let mut first = vec![0; dataset.quantities.len() + 1];
    for (quantity, _) in &placed {
        first[quantity + 1] += 1;
    }
    for row in 1..first.len() {
        first[row] += first[row - 1];
    }
    (placed.into_iter().map(|(_, figure)| figure).collect(), first)
}
