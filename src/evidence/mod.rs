//! What each quantity is worth: figures resolved, splits added, totals guarded, corrections applied.
//!
//! Everything that prints a number asks here, so that one rule holds everywhere. Nothing is averaged, and nothing is
//! added that must not be.

mod behind;
mod claims;
mod conversion;
mod coverage;
mod guard;
mod links;
mod loan;
mod money;
mod parts;
mod rates;
mod resolve;
mod restated;
mod roots;
mod total;
mod wanted;
mod ways;
mod why;
mod worth;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

pub use behind::Behind;
pub use claims::Claims;
pub use conversion::{Conversion, When};
pub use coverage::{Count, Coverage};
pub use guard::{Guard, Ids, Refusal};
pub use loan::{Assumptions, Equal, NoSchedule, Schedule, Year};
pub use rates::NoRate;
pub use resolve::{Basis, Part, Reason, Residual, Resolved, SplitSum};
pub use restated::Restated;
pub use total::{Total, TotalQuery};
pub use wanted::{Manner, Money, Wanted, WantedError};
pub use ways::Way;
pub use why::Explanation;

use crate::data::{Action, Correction, Dataset, Figure, Package, Quantity};
use links::Links;

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

/// The figures of a package, ready to be asked what a quantity is worth.
pub struct Evidence<'a> {
    package: &'a Package,
    options: Options,
    index: Arc<Index<'a>>,
    /// Which quantities have usable figures, in which units.
    spoken: parts::Spoken,
    /// What was found so far; it is the same whoever asks first.
    memo: Mutex<worth::Memo>,
    behind: Mutex<behind::Found>,
    ends: Mutex<roots::Ends>,
}

/// What does not depend on which figures count.
struct Index<'a> {
    links: Links<'a>,
    sources: roots::Sources,
    splits: parts::Parts<'a>,
}

impl<'a> Index<'a> {
    fn new(dataset: &'a Dataset, as_stated: bool) -> Self {
        let links = Links::new(dataset, as_stated);
        Self { sources: roots::Sources::new(&links), splits: parts::Parts::new(&links), links }
    }
}

impl<'a> Evidence<'a> {
    /// Indexes a package. The records are the corrected ones, unless the options ask for them as stated.
    #[must_use]
    pub fn new(package: &'a Package, options: Options) -> Self {
        let dataset = if options.as_stated { &package.dataset } else { &package.corrected };
        Self::with(package, Arc::new(Index::new(dataset, options.as_stated)), options)
    }

    /// The same figures, of which others count: what belongs together need not be laid out again.
    #[must_use]
    pub fn choosing(&self, options: Options) -> Self {
        match options.as_stated == self.options.as_stated {
            true => Self::with(self.package, Arc::clone(&self.index), options),
            false => Self::new(self.package, options),
        }
    }

    fn with(package: &'a Package, index: Arc<Index<'a>>, options: Options) -> Self {
        let memo = Mutex::new(worth::Memo::new(&index.splits));
        let (spoken, behind, ends) = (parts::Spoken::default(), Mutex::default(), Mutex::default());
        let mut evidence = Self { package, options, index, spoken, memo, behind, ends };
        evidence.spoken = parts::Spoken::new(&evidence);
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
        self.index.links.dataset
    }

    /// Which figures count.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Every figure about a quantity, in the order of the table, whatever its rank.
    #[must_use]
    pub fn figures_of(&self, quantity: &str) -> &[&'a Figure] {
        self.index.links.figures_of(quantity)
    }

    /// The first figure that a work states for a quantity.
    fn figure_of(&self, quantity: &str, work: &str) -> Option<&'a Figure> {
        self.index.links.figure_of(quantity, work)
    }

    /// The parts of a quantity by split.
    #[must_use]
    pub fn splits_of(&self, quantity: &str) -> Option<&BTreeMap<&'a str, Vec<&'a Quantity>>> {
        self.index.links.parts.get(quantity)
    }

    /// The corrections of a figure and of its quantity; none where numbers are asked for as stated.
    pub fn corrections_of<'b>(&'b self, figure: &'b Figure) -> impl Iterator<Item = &'a Correction> + 'b {
        self.corrections_in("figures", &figure.id).chain(self.corrections_in("quantities", &figure.quantity_id))
    }

    /// The corrections of a row.
    pub fn corrections_in<'b>(&'b self, table: &'b str, row: &'b str) -> impl Iterator<Item = &'a Correction> + 'b {
        self.index.links.corrections.get(&(table, row)).into_iter().flatten().copied()
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
        self.index.links.wholes.is_within(quantity.row, whole.row)
    }

    /// The rows of the quantities that one of some wholes of their own stage and measure counts, at whatever depth.
    #[must_use]
    pub fn counted_in_like<'q>(&self, wholes: impl Iterator<Item = &'q Quantity>) -> BTreeSet<usize> {
        let quantities = &self.dataset().quantities;
        let kind = |row: usize| (quantities.at(row).stage_id.as_str(), quantities.at(row).measure.name());
        let mut of_kind: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for whole in wholes {
            of_kind.entry(kind(whole.row)).or_default().push(whole.row);
        }
        let forest = &self.index.links.wholes;
        let mut counted = BTreeSet::new();
        for (of, rows) in of_kind {
            let below = forest.below_all(rows).into_iter().flatten().filter_map(|place| forest.row(place));
            counted.extend(below.filter(|row| kind(*row) == of));
        }
        counted
    }

    /// Whether a category is another or stands below it, at whatever depth.
    #[must_use]
    pub fn is_in_category(&self, category: &str, outer: &str) -> bool {
        let row = |id: &str| self.dataset().categories.position(id);
        category == outer
            || row(category).zip(row(outer)).is_some_and(|(it, outer)| self.index.links.categories.is_within(it, outer))
    }

    /// A category and all that stand below it.
    pub fn categories_in(&self, category: &str) -> Vec<&'a str> {
        let all = &self.dataset().categories;
        let below = all.position(category).map_or(0..0, |row| self.index.links.categories.below(row));
        let rows = below.filter_map(|place| self.index.links.categories.row(place));
        rows.map(|row| all.at(row).id.as_str()).collect()
    }
}

#[cfg(test)]
mod tests;
