//! What each quantity is worth: figures resolved, splits added, totals guarded, corrections applied.
//!
//! Everything that prints a number asks here, so that one rule holds everywhere. Nothing is averaged, and nothing is
//! added that must not be.

mod behind;
mod claims;
mod conversion;
mod coverage;
mod guard;
mod loan;
mod money;
mod parts;
mod rates;
mod resolve;
mod roots;
mod total;
mod wanted;
mod ways;
mod why;
mod worth;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

pub use behind::Behind;
pub use claims::Claims;
pub use conversion::{Conversion, When};
pub use coverage::{Count, Coverage};
pub use guard::{Guard, Ids, Refusal};
pub use loan::{Assumptions, Equal, NoSchedule, Schedule, Year};
pub use rates::NoRate;
pub use resolve::{Basis, Part, Reason, Residual, Resolved, SplitSum};
pub use total::{Total, TotalQuery};
pub use wanted::{Manner, Money, Wanted, WantedError};
pub use ways::Way;
pub use why::Explanation;

use crate::data::{Action, Correction, Dataset, Figure, Package, Quantity};
use crate::model::{Forest, Interval, exact};

/// Which figures count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Only figures of these works; all if empty.
    pub works: Vec<String>,
    /// Only figures of works of these tiers; all if empty.
    pub tiers: Vec<u8>,
    /// Leave the corrections out, so that every number is what its work says.
    pub as_stated: bool,
}

/// Of more figures than this the works are looked up, not looked through.
const MANY: usize = 32;

/// The figures of a package, ready to be asked what a quantity is worth.
pub struct Evidence<'a> {
    package: &'a Package,
    options: Options,
    /// The figures of the first quantity, then those of the second …
    figures: Vec<&'a Figure>,
    /// Where those of each quantity begin, and where the last end.
    first_figures: Vec<usize>,
    /// The first figure of each work for a quantity with many, where looking through all of them would be slow.
    of_work: BTreeMap<(&'a str, &'a str), &'a Figure>,
    parts: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Quantity>>>,
    corrections: BTreeMap<(&'a str, &'a str), Vec<&'a Correction>>,
    /// The rows of figures that corrections exclude.
    excluded: BTreeSet<usize>,
    /// Quantities below those that count them, of whatever split or none.
    wholes: Forest,
    categories: Forest,
    sources: roots::Sources,
    splits: parts::Parts<'a>,
    /// What was found so far; it is the same whoever asks first.
    memo: Mutex<worth::Memo>,
    behind: Mutex<behind::Found>,
    ends: Mutex<roots::Ends>,
}

impl<'a> Evidence<'a> {
    /// Indexes a package. The records are the corrected ones, unless the options ask for them as stated.
    #[must_use]
    pub fn new(package: &'a Package, options: Options) -> Self {
        let dataset = if options.as_stated { &package.dataset } else { &package.corrected };
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
            if let (Some(whole), Some(split)) = (&quantity.part_of, &quantity.split) {
                parts.entry(whole).or_default().entry(split).or_default().push(quantity);
            }
        }
        let mut corrections: BTreeMap<(&str, &str), Vec<&Correction>> = BTreeMap::new();
        if !options.as_stated {
            for correction in dataset.corrections.iter() {
                corrections.entry((&correction.table, &correction.row_id)).or_default().push(correction);
            }
        }
        let excludes =
            |correction: &&&Correction| correction.table == "figures" && correction.action == Action::Exclude;
        let excluded = corrections.values().flatten().filter(excludes);
        let excluded = excluded.filter_map(|it| dataset.figures.position(&it.row_id)).collect();
        let whole = |row: usize| dataset.quantities.position(dataset.quantities.at(row).part_of.as_deref()?);
        let category = |row: usize| dataset.categories.position(dataset.categories.at(row).parent_id.as_deref()?);
        let mut evidence = Self {
            package,
            options,
            figures,
            first_figures,
            of_work,
            parts,
            corrections,
            excluded,
            wholes: Forest::new(dataset.quantities.len(), whole),
            categories: Forest::new(dataset.categories.len(), category),
            sources: roots::Sources::default(),
            splits: parts::Parts::default(),
            memo: Mutex::default(),
            behind: Mutex::default(),
            ends: Mutex::default(),
        };
        evidence.sources = roots::Sources::new(&evidence);
        evidence.splits = parts::Parts::new(&evidence);
        evidence.memo = Mutex::new(worth::Memo::new(&evidence.splits));
        evidence
    }

    /// The package behind the evidence.
    #[must_use]
    pub fn package(&self) -> &'a Package {
        self.package
    }

    /// The records that count: corrected, or as stated.
    #[must_use]
    pub fn dataset(&self) -> &'a Dataset {
        if self.options.as_stated { &self.package.dataset } else { &self.package.corrected }
    }

    /// Which figures count.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Every figure about a quantity, in the order of the table, whatever its rank.
    #[must_use]
    pub fn figures_of(&self, quantity: &str) -> &[&'a Figure] {
        let ends = self.dataset().quantities.position(quantity).and_then(|row| self.first_figures.get(row..row + 2));
        ends.map_or(&[], |ends| &self.figures[ends[0]..ends[1]])
    }

    /// The first figure that a work states for a quantity.
    fn figure_of(&self, quantity: &str, work: &str) -> Option<&'a Figure> {
        match self.figures_of(quantity) {
            few if few.len() <= MANY => few.iter().find(|figure| figure.work_id == work).copied(),
            _ => self.of_work.get(&(quantity, work)).copied(),
        }
    }

    /// The parts of a quantity by split.
    #[must_use]
    pub fn splits_of(&self, quantity: &str) -> Option<&BTreeMap<&'a str, Vec<&'a Quantity>>> {
        self.parts.get(quantity)
    }

    /// The corrections of a figure and of its quantity; none where numbers are asked for as stated.
    pub fn corrections_of<'b>(&'b self, figure: &'b Figure) -> impl Iterator<Item = &'a Correction> + 'b {
        self.corrections_in("figures", &figure.id).chain(self.corrections_in("quantities", &figure.quantity_id))
    }

    /// The corrections of a row.
    pub fn corrections_in<'b>(&'b self, table: &'b str, row: &'b str) -> impl Iterator<Item = &'a Correction> + 'b {
        self.corrections.get(&(table, row)).into_iter().flatten().copied()
    }

    /// Whether a figure, or its quantity, carries a correction that is applied or flagged.
    #[must_use]
    pub fn is_corrected(&self, figure: &Figure) -> bool {
        self.corrections_of(figure).any(|correction| correction.action != Action::Exclude)
    }

    /// Whether a correction that is applied or flagged stands behind a resolved number.
    #[must_use]
    pub fn rests_on_correction(&self, resolved: &Resolved) -> bool {
        let rates = resolved.conversion.iter().flat_map(|conversion| &conversion.rates);
        self.corrections_in("quantities", &resolved.quantity_id).any(|it| it.action != Action::Exclude)
            || rates.into_iter().any(|rate| self.corrections_in("rates", rate).next().is_some())
            || self.behind(resolved).corrected
    }

    /// Whether a quantity is another or is counted in it, at whatever depth.
    #[must_use]
    pub fn is_counted_in(&self, quantity: &Quantity, whole: &Quantity) -> bool {
        self.wholes.is_within(quantity.row, whole.row)
    }

    /// The rows of the quantities that one of some wholes of their own stage and measure counts, at whatever depth.
    #[must_use]
    pub fn counted_in_like<'q>(&self, wholes: impl Iterator<Item = &'q Quantity>) -> BTreeSet<usize> {
        let quantities = &self.dataset().quantities;
        let is_whole: BTreeSet<usize> = wholes.map(|whole| whole.row).collect();
        // The wholes under which the walk is at the moment, by stage and measure, each with the end of what it counts.
        let mut open: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        let mut counted = BTreeSet::new();
        for (place, row) in self.wholes.rows().enumerate() {
            let quantity = quantities.at(row);
            let ends = open.entry((&quantity.stage_id, quantity.measure.name())).or_default();
            while ends.last().is_some_and(|end| *end <= place) {
                ends.pop();
            }
            if !ends.is_empty() {
                counted.insert(row);
            }
            if is_whole.contains(&row) {
                ends.push(self.wholes.below(row).end);
            }
        }
        counted
    }

    /// Whether a category is another or stands below it, at whatever depth.
    #[must_use]
    pub fn is_in_category(&self, category: &str, outer: &str) -> bool {
        let row = |id: &str| self.dataset().categories.position(id);
        category == outer
            || row(category).zip(row(outer)).is_some_and(|(it, outer)| self.categories.is_within(it, outer))
    }

    /// A category and all that stand below it.
    pub fn categories_in(&self, category: &str) -> Vec<&'a str> {
        let all = &self.dataset().categories;
        let below = all.position(category).map_or(0..0, |row| self.categories.below(row));
        let rows = below.filter_map(|place| self.categories.row(place));
        rows.map(|row| all.at(row).id.as_str()).collect()
    }

    /// A number restated in another unit of fixed ratio; `None` if there is none between the two.
    #[must_use]
    pub fn converted(&self, interval: Interval, from: &str, to: &str) -> Option<Interval> {
        if from == to {
            return Some(interval);
        }
        let factor = |unit: &str| {
            let unit = self.dataset().units.get(unit)?;
            let base = unit.base_unit_id.as_deref().unwrap_or(&unit.id);
            Some((base, unit.factor.unwrap_or(rust_decimal::Decimal::ONE)))
        };
        let ((from_base, multiply), (to_base, divide)) = (factor(from)?, factor(to)?);
        if from_base != to_base {
            return None;
        }
        let convert = |end: Option<rust_decimal::Decimal>| match end {
            Some(number) if divide == rust_decimal::Decimal::ONE => exact::multiply(number, multiply).map(Some),
            // A quotient may round: a third of a thing has no last digit.
            Some(number) => exact::quotient(number.checked_mul(multiply)?, divide).map(Some),
            None => Some(None),
        };
        Some(Interval { min: convert(interval.min)?, max: convert(interval.max)?, ..interval })
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

#[cfg(test)]
mod tests;
