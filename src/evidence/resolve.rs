//! From the figures about a quantity to what it is worth.

use super::{Conversion, Evidence};
use crate::data::{Figure, Measure, Quantity, Rank};
use crate::model::Interval;

/// Splits within splits are followed this far.
const DEEPEST: usize = 64;

/// How far below the quantity that was asked for, and whether its splits come before its figures.
#[derive(Debug, Clone, Copy, Default)]
struct Walk {
    depth: usize,
    leaves: bool,
}

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
    /// Figures of the quantity in this unit that were not used.
    pub left_out: Vec<(String, Reason)>,
    /// How it came into its unit, if it was converted; the basis and all below it are in the unit before.
    pub conversion: Option<Box<Conversion>>,
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
    /// What was added.
    pub parts: Vec<Resolved>,
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
}

impl Reason {
    /// The reason in a word or two.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Excluded => "excluded by a correction",
            Self::NotPreferred => "another is preferred",
            Self::Filtered => "outside the chosen works or tiers",
            Self::OpenTogether => "leaves both ends open with the others",
        }
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
}

impl Resolved {
    /// The number as it is shown; a converted one without digits that the stated one does not bear.
    #[must_use]
    pub fn shown(&self) -> Interval {
        self.conversion.as_ref().map_or(self.interval, |conversion| conversion.shown(self.interval))
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

    /// Whether a figure was used or left out for the number.
    #[must_use]
    pub fn tells_of(&self, figure: &str) -> bool {
        self.figures().contains(&figure) || self.left_out.iter().any(|(id, _)| id == figure)
    }

    /// The quantity, and the parts whose numbers were added for it.
    #[must_use]
    pub fn quantities(&self) -> Vec<&str> {
        let parts = match &self.basis {
            Basis::Splits(sums) => sums.iter().flat_map(|sum| &sum.parts).flat_map(Self::quantities).collect(),
            Basis::Preferred(_) | Basis::Figures(_) => Vec::new(),
        };
        [vec![self.quantity_id.as_str()], parts].concat()
    }

    /// The figures that make the number, in the order in which they were added.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        match &self.basis {
            Basis::Preferred(figure) => vec![figure.as_str()],
            Basis::Figures(figures) => figures.iter().map(String::as_str).collect(),
            Basis::Splits(sums) => sums.iter().flat_map(|sum| &sum.parts).flat_map(|part| part.figures()).collect(),
        }
    }
}

impl Evidence<'_> {
    /// What a quantity is worth in its own unit; `None` if no figure and no complete split says.
    #[must_use]
    pub fn resolve(&self, quantity: &str) -> Option<Resolved> {
        let unit = self.dataset().quantities.get(quantity)?.unit_id.as_str();
        self.resolve_in(quantity, unit)
    }

    /// What a quantity is worth in a unit: from its figures in that unit, else from the parts of a split.
    #[must_use]
    pub fn resolve_in(&self, quantity: &str, unit: &str) -> Option<Resolved> {
        self.resolve_at(quantity, unit, Walk::default())
    }

    /// As [`Evidence::resolve_in`], but from the parts of a split wherever one is complete, and from figures for the whole
    /// only where none is.
    #[must_use]
    pub fn resolve_leaves(&self, quantity: &str, unit: &str) -> Option<Resolved> {
        self.resolve_at(quantity, unit, Walk { depth: 0, leaves: true })
    }

    /// Resolves at a depth below the quantity that was asked for. `check` refuses packages that reach the deepest.
    fn resolve_at(&self, quantity: &str, unit: &str, walk: Walk) -> Option<Resolved> {
        if walk.depth > DEEPEST {
            return None;
        }
        if walk.leaves
            && let Some(sums) = self.added_up(quantity, unit, walk)
        {
            return Some(sums);
        }
        let (usable, left_out) = self.usable(quantity, unit);
        let resolved = |interval, basis, left_out| Resolved {
            quantity_id: quantity.to_owned(),
            unit_id: unit.to_owned(),
            interval,
            basis,
            left_out,
            conversion: None,
        };
        if let Some(preferred) = usable.iter().find(|figure| figure.rank == Rank::Preferred) {
            let others = usable.iter().filter(|figure| figure.id != preferred.id);
            let others = others.map(|figure| (figure.id.clone(), Reason::NotPreferred));
            let left_out = left_out.into_iter().chain(others).collect();
            return Some(resolved(preferred.interval()?, Basis::Preferred(preferred.id.clone()), left_out));
        }
        let spanned = usable.iter().filter_map(|figure| figure.interval()).reduce(|left, right| left.span(&right));
        // Figures that leave both ends open (at least 100, at most 120) say nothing together.
        if let Some(interval) = spanned.filter(|interval| interval.min.is_some() || interval.max.is_some()) {
            let figures = usable.iter().map(|figure| figure.id.clone()).collect();
            return Some(resolved(interval, Basis::Figures(figures), left_out));
        }
        let sums = self.added_up(quantity, unit, walk)?;
        let together = usable.iter().map(|figure| (figure.id.clone(), Reason::OpenTogether));
        Some(Resolved { left_out: left_out.into_iter().chain(together).collect(), ..sums })
    }

    /// The interval of the sums of all splits that are complete.
    fn added_up(&self, quantity: &str, unit: &str, walk: Walk) -> Option<Resolved> {
        let splits = self.splits_of(quantity)?;
        let sums: Vec<SplitSum> =
            splits.iter().filter_map(|(split, parts)| self.add_parts(quantity, split, parts, unit, walk)).collect();
        let interval = sums.iter().map(|sum| sum.interval).reduce(|left, right| left.span(&right))?;
        Some(Resolved {
            quantity_id: quantity.to_owned(),
            unit_id: unit.to_owned(),
            interval,
            basis: Basis::Splits(sums),
            left_out: Vec::new(),
            conversion: None,
        })
    }

    /// The quantity's worth in every other unit in which a figure restates it.
    #[must_use]
    pub fn restated(&self, quantity: &str) -> Vec<Resolved> {
        let own = self.dataset().quantities.get(quantity).map(|found| found.unit_id.as_str());
        let mut units: Vec<&str> = Vec::new();
        for figure in self.figures_of(quantity) {
            if let Some(unit) = self.dataset().unit_of(figure)
                && Some(unit) != own
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        units.into_iter().filter_map(|unit| self.resolve_in(quantity, unit)).collect()
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
                let resolved: Option<Vec<Resolved>> =
                    parts.iter().map(|part| self.part_in(part, &whole.unit_id, Walk::default())).collect();
                let parts = sum(split, resolved?)?;
                let rest = whole.interval.minus(&parts.interval)?;
                Some(Residual { whole: whole.clone(), parts, rest })
            })
            .collect()
    }

    /// The figures in a unit that may be used, and those that may not with the reason.
    fn usable(&self, quantity: &str, unit: &str) -> (Vec<&Figure>, Vec<(String, Reason)>) {
        let mut usable = Vec::new();
        let mut left_out = Vec::new();
        for &figure in self.figures_of(quantity) {
            if self.dataset().unit_of(figure) != Some(unit) {
                continue;
            }
            match self.reason(figure) {
                Some(reason) => left_out.push((figure.id.clone(), reason)),
                None => usable.push(figure),
            }
        }
        (usable, left_out)
    }

    /// Why a figure is not used for what its quantity is worth in its unit, if it is not.
    #[must_use]
    pub fn unused(&self, figure: &Figure) -> Option<Reason> {
        let unit = self.dataset().unit_of(figure)?;
        match self.resolve_in(&figure.quantity_id, unit) {
            Some(resolved) => resolved.left_out.iter().find(|(id, _)| *id == figure.id).map(|(_, reason)| *reason),
            None => Some(self.reason(figure).unwrap_or(Reason::OpenTogether)),
        }
    }

    /// Why a figure may not be used, if it may not.
    #[must_use]
    pub fn reason(&self, figure: &Figure) -> Option<Reason> {
        if figure.rank == Rank::Doubtful {
            Some(Reason::Doubtful)
        } else if self.excluded.contains(&figure.row) {
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

    /// The sum of a split, if every part has a value and is of the whole's stage and measure.
    fn add_parts(&self, whole: &str, split: &str, parts: &[&Quantity], unit: &str, walk: Walk) -> Option<SplitSum> {
        let whole = self.dataset().quantities.get(whole)?;
        let adds = |quantity: &Quantity| quantity.stage_id == whole.stage_id && quantity.measure == Measure::Total;
        if !adds(whole) || !parts.iter().all(|part| adds(part)) {
            return None;
        }
        let below = Walk { depth: walk.depth + 1, ..walk };
        let resolved: Option<Vec<Resolved>> = parts.iter().map(|part| self.part_in(part, unit, below)).collect();
        sum(split, resolved?)
    }

    /// A part's worth in the unit of its whole.
    fn part_in(&self, part: &Quantity, unit: &str, walk: Walk) -> Option<Resolved> {
        // The part's own unit at a fixed ratio, else what its figures restate in that unit.
        if let Some(own) = self.resolve_at(&part.id, &part.unit_id, walk)
            && let Some(interval) = self.converted(own.interval, &own.unit_id, unit)
        {
            return Some(Resolved { interval, unit_id: unit.to_owned(), ..own });
        }
        self.resolve_at(&part.id, unit, walk)
    }
}

fn sum(split: &str, parts: Vec<Resolved>) -> Option<SplitSum> {
    let mut intervals = parts.iter().map(|part| part.interval);
    let first = intervals.next()?;
    let interval = intervals.try_fold(first, |sum, next| sum.plus(&next))?;
    Some(SplitSum { split: split.to_owned(), interval, parts })
}
