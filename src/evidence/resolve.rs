//! From the figures about a quantity to what it is worth.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::parts::{Row, UnitRow};
use super::restated::{Number, Restated, shown};
use super::{Conversion, Evidence};
use crate::data::{Figure, Measure, Rank};
use crate::lang::{Tongue, say};
use crate::model::Interval;

/// What a quantity is worth in one unit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The quantity.
    pub quantity_id: String,
    /// The unit of the number.
    pub unit_id: String,
    /// The number.
    pub interval: Interval,
    /// On what it rests.
    pub basis: Basis,
    /// Figures of the quantity in units of the same base that were not used.
    pub left_out: Vec<(String, Reason)>,
    /// How it came into its unit, if it was converted; the basis and all below it are in the unit before.
    pub conversion: Option<Box<Conversion>>,
    /// What is known of the number beyond its ends, if works state it in other units of the same base.
    pub restated: Option<Box<Restated>>,
}

/// On what a resolved number rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The one figure marked as preferred.
    Preferred(String),
    /// All usable figures; the number is the interval they span.
    Figures(Vec<String>),
    /// No usable figure: the parts of one or more splits, added here and stated nowhere.
    Splits(Vec<SplitSum>),
}

/// The sum of the parts of one split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitSum {
    /// The split's name.
    pub split: String,
    /// The sum.
    pub interval: Interval,
    /// What is known of it beyond its ends, if parts are in other units of the same base.
    pub restated: Option<Box<Restated>>,
    /// What was added. What lies below a part is not kept with it: a whole of many levels is not copied level by level.
    pub parts: Arc<[Part]>,
}

/// A quantity in a unit, and whether its splits come before its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) row: Row,
    pub(super) unit: UnitRow,
    pub(super) leaves: bool,
}

/// What one part adds to the sum of its split; [`Evidence::part`] says on what it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The quantity.
    pub quantity_id: String,
    /// The unit of the number: that of the sum.
    pub unit_id: String,
    /// The number.
    pub interval: Interval,
    /// What is known of it beyond its ends, if it is in another unit of the same base.
    pub restated: Option<Box<Restated>>,
    /// Whether it was added up in its turn.
    pub computed: bool,
    /// The number before it was restated in the unit of the sum.
    pub(super) stated: Key,
    /// The quantity below, or the part itself, on which it rests: between the two are only wholes of one part each.
    pub(super) rests_on: Key,
}

/// Why a figure was not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its rank is doubtful.
    Doubtful,
    /// A correction excludes it.
    Excluded,
    /// Another figure is preferred.
    NotPreferred,
    /// The chosen works or tiers leave it out.
    Filtered,
    /// With the others it leaves both ends open: at least 100, at most 120.
    OpenTogether,
    /// It states no number, or one with too many digits to be restated in the unit.
    NoNumber,
}

impl Reason {
    /// The reason in a word or two.
    #[must_use]
    pub fn text(self, tongue: &Tongue) -> String {
        let id = match self {
            Self::Doubtful => "unused-doubtful",
            Self::Excluded => "unused-excluded",
            Self::NotPreferred => "unused-not-preferred",
            Self::Filtered => "unused-filtered",
            Self::OpenTogether => "unused-open-together",
            Self::NoNumber => "unused-no-number",
        };
        say!(tongue, id)
    }
}

/// What a whole is more than the parts of one split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residual {
    /// The whole, from figures of its own.
    pub whole: Resolved,
    /// The parts added.
    pub parts: SplitSum,
    /// Whole less parts: "not itemised" if positive, a contradiction if negative.
    pub rest: Interval,
    /// What is known of it beyond its ends, if whole or parts are in other units of the same base.
    pub restated: Option<Box<Restated>>,
}

impl Residual {
    /// The rest as it is shown, without digits that the works did not give.
    #[must_use]
    pub fn shown(&self) -> Interval {
        shown(self.rest, self.restated.as_deref())
    }
}

impl SplitSum {
    pub(super) fn number(&self) -> Number {
        Number { interval: self.interval, restated: self.restated.clone() }
    }

    /// The sum as it is shown, without digits that the works did not give.
    #[must_use]
    pub fn shown(&self) -> Interval {
        shown(self.interval, self.restated.as_deref())
    }
}

impl Part {
    pub(super) fn number(&self) -> Number {
        Number { interval: self.interval, restated: self.restated.clone() }
    }

    /// The number as it is shown, without digits that the works did not give.
    #[must_use]
    pub fn shown(&self) -> Interval {
        shown(self.interval, self.restated.as_deref())
    }
}

impl Resolved {
    pub(super) fn number(&self) -> Number {
        Number { interval: self.interval, restated: self.restated.clone() }
    }

    /// The number as it is shown; a converted one without digits that the stated one does not bear.
    #[must_use]
    pub fn shown(&self) -> Interval {
        match &self.conversion {
            Some(conversion) => conversion.shown(self.interval),
            None => shown(self.interval, self.restated.as_deref()),
        }
    }

    /// The unit of what the number rests on: that before the conversion, if it was converted.
    #[must_use]
    pub fn basis_unit(&self) -> &str {
        self.conversion.as_ref().map_or(&self.unit_id, |conversion| &conversion.unit_id)
    }

    /// Whether the number was added up here and is stated by nobody.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        matches!(self.basis, Basis::Splits(_))
    }
}

impl Evidence<'_> {
    /// What a quantity is worth in its own unit; `None` if no figure and no complete split says.
    #[must_use]
    pub fn resolve(&self, quantity: &str) -> Option<Resolved> {
        let unit = self.dataset().quantities.get(quantity)?.unit_id.as_str();
        self.resolve_in(quantity, unit)
    }

    /// What a quantity is worth in a unit: from its figures in that unit and others of its base, else from the parts of a split.
    #[must_use]
    pub fn resolve_in(&self, quantity: &str, unit: &str) -> Option<Resolved> {
        self.worth_of(self.key(quantity, unit, false)?).map(|worth| (*worth).clone())
    }

    /// As [`Evidence::resolve_in`], but from the parts of a split wherever one is complete, and from figures for the whole
    /// only where none is.
    #[must_use]
    pub fn resolve_leaves(&self, quantity: &str, unit: &str) -> Option<Resolved> {
        self.worth_of(self.key(quantity, unit, true)?).map(|worth| (*worth).clone())
    }

    /// What a part of a sum is worth, and on what that rests.
    #[must_use]
    pub fn part(&self, part: &Part) -> Option<Resolved> {
        let own = self.worth_of(part.stated)?;
        let (interval, restated) = (part.interval, part.restated.clone());
        Some(Resolved { interval, restated, unit_id: part.unit_id.clone(), ..(*own).clone() })
    }

    /// The quantity's worth in every other unit in which a figure restates it, of those of one base in the first.
    #[must_use]
    pub fn restated(&self, quantity: &str) -> Vec<Resolved> {
        let own = self.dataset().quantities.get(quantity).map(|found| found.unit_id.as_str());
        let mut seen: BTreeSet<&str> = own.map(|unit| self.base(unit)).into_iter().collect();
        let units = self.figures_of(quantity).iter().filter_map(|figure| self.dataset().unit_of(figure));
        units.filter(|unit| seen.insert(self.base(unit))).filter_map(|unit| self.resolve_in(quantity, unit)).collect()
    }

    /// For every split of a quantity that has figures of its own: what the parts leave of it.
    #[must_use]
    pub fn residuals(&self, quantity: &str) -> Vec<Residual> {
        let unit = self.dataset().quantities.get(quantity).map(|found| found.unit_id.as_str());
        unit.map(|unit| self.residuals_in(quantity, unit)).unwrap_or_default()
    }

    /// As [`Evidence::residuals`], in a unit.
    #[must_use]
    pub fn residuals_in(&self, quantity: &str, unit: &str) -> Vec<Residual> {
        let resolved = self.resolve_in(quantity, unit).filter(|whole| !whole.is_computed());
        let measure = self.dataset().quantities.get(quantity).map(|found| found.measure);
        let Some(whole) = resolved.filter(|_| measure == Some(Measure::Total)) else { return Vec::new() };
        let splits = self.splits_of(quantity).into_iter().flatten();
        splits
            .filter_map(|(split, parts)| {
                if parts.iter().any(|part| part.measure != Measure::Total) {
                    return None;
                }
                let parts = self.sum_in(split, parts, &whole.unit_id)?;
                let Number { interval: rest, restated } = self.less(&whole.number(), &parts.number(), unit)?;
                Some(Residual { whole: whole.clone(), parts, rest, restated })
            })
            .collect()
    }

    /// Why a figure is not used for what its quantity is worth in its unit, if it is not.
    #[must_use]
    pub fn unused(&self, figure: &Figure) -> Option<Reason> {
        let unit = self.dataset().unit_of(figure)?;
        if let Some(reason) = self.reason(figure) {
            return Some(reason);
        }
        let worth = self.key(&figure.quantity_id, unit, false).and_then(|key| self.worth_of(key));
        match worth.as_ref().map(|worth| &worth.basis) {
            Some(Basis::Preferred(id)) => (*id != figure.id).then_some(Reason::NotPreferred),
            Some(Basis::Figures(_)) => None,
            Some(Basis::Splits(_)) | None => Some(Reason::OpenTogether),
        }
    }

    /// Why a quantity without a number has none.
    #[must_use]
    pub fn without_number(&self, tongue: &Tongue, quantity: &str) -> String {
        let mut figures = self.figures_of(quantity).iter();
        match figures.any(|figure| self.unused(figure) == Some(Reason::OpenTogether)) {
            true => say!(tongue, "without-number-open"),
            false => say!(tongue, "without-number-unused"),
        }
    }

    /// Why a figure may not be used, if it may not.
    #[must_use]
    pub fn reason(&self, figure: &Figure) -> Option<Reason> {
        if figure.rank == Rank::Doubtful {
            Some(Reason::Doubtful)
        } else if self.index.links.excluded.contains(&figure.row) {
            Some(Reason::Excluded)
        } else if !self.is_chosen(figure) {
            Some(Reason::Filtered)
        } else {
            None
        }
    }

    /// Whether a quantity is one of which the chosen works or tiers speak, or nobody does: of another, nothing is missing.
    #[must_use]
    pub fn is_spoken_of(&self, quantity: &str) -> bool {
        let figures = self.figures_of(quantity);
        figures.is_empty() || figures.iter().any(|figure| self.is_chosen(figure))
    }

    fn is_chosen(&self, figure: &Figure) -> bool {
        let works = &self.options().works;
        let tiers = &self.options().tiers;
        let tier = || self.dataset().works.get(&figure.work_id).and_then(|work| work.tier);
        (works.is_empty() || works.contains(&figure.work_id))
            && (tiers.is_empty() || tier().is_some_and(|tier| tiers.contains(&tier)))
    }
}
