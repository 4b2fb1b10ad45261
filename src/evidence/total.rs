//! Sums of quantities, and the sums that are refused.

use std::collections::BTreeSet;

use thiserror::Error;

use super::overlap::overlap;
use super::{Evidence, Resolved};
use crate::data::{Measure, Quantity};
use crate::model::Interval;

/// A sum of quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The unit of the sum.
    pub unit_id: String,
    /// The sum; an end is open if it is open in any term.
    pub interval: Interval,
    /// What was added.
    pub terms: Vec<Resolved>,
    /// How many terms have no upper limit.
    pub open_above: usize,
    /// How many terms have no lower limit.
    pub open_below: usize,
    /// Selected quantities that a selected whole already counts.
    pub counted_in_whole: Vec<String>,
    /// Selected quantities without a value.
    pub without_value: Vec<String>,
}

/// Why a sum is refused: the rows, and what to ask instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No quantity with a value was selected.
    #[error("nothing to add: no selected quantity has a value; widen the selection")]
    Nothing,
    /// A level, rate, share or term was selected.
    #[error("{rows} cannot be added: only totals add up; ask for one of them by its id")]
    Measures {
        /// The quantities that are no totals.
        rows: String,
    },
    /// Quantities of several stages were selected.
    #[error("{rows} are of different stages, which never add up; ask for {stages}")]
    Stages {
        /// One quantity of each stage.
        rows: String,
        /// The queries that would be right.
        stages: String,
    },
    /// Quantities in units without a fixed ratio were selected.
    #[error("{rows} are in different units ({units}); choose one category or one currency")]
    Units {
        /// One quantity in each unit.
        rows: String,
        /// The units.
        units: String,
    },
    /// Two quantities may count the same thing.
    #[error("{left} and {right} may count the same thing; name one of them, or give both one whole and split")]
    Overlap {
        /// The first of the two.
        left: String,
        /// The second of the two.
        right: String,
    },
    /// The sum has more digits than can be kept exactly.
    #[error("the sum has more than 28 digits")]
    TooLarge,
}

impl Evidence<'_> {
    /// Adds the quantities that have a value and no selected whole that has one.
    ///
    /// # Errors
    /// [`Refusal`] where the sum would mix or double what it adds.
    pub fn total(&self, quantities: &[&str]) -> Result<Total, Refusal> {
        self.total_in(quantities, None)
    }

    /// As [`Evidence::total`], with every quantity taken as its figures state or restate it in a unit.
    ///
    /// # Errors
    /// [`Refusal`] where the sum would mix or double what it adds.
    pub fn total_in(&self, quantities: &[&str], unit: Option<&str>) -> Result<Total, Refusal> {
        let dataset = self.dataset();
        let mut without_value = Vec::new();
        let mut valued: Vec<(&Quantity, Resolved)> = Vec::new();
        for id in quantities {
            let Some(quantity) = dataset.quantities.get(id) else { continue };
            let resolved = unit.map_or_else(|| self.resolve(id), |unit| self.resolve_in(id, unit));
            match resolved {
                Some(resolved) => valued.push((quantity, resolved)),
                None => without_value.push((*id).to_owned()),
            }
        }
        let with_value: BTreeSet<&str> = valued.iter().map(|(quantity, _)| quantity.id.as_str()).collect();
        let is_counted = |quantity: &Quantity| {
            dataset.whole_chain(&quantity.id).into_iter().skip(1).any(|whole| with_value.contains(whole))
        };
        let (counted, terms): (Vec<_>, Vec<_>) = valued.into_iter().partition(|(quantity, _)| is_counted(quantity));
        self.guard(&terms)?;
        let unit_id = self.common_unit(&terms);
        let mut sum: Option<Interval> = None;
        for (_, term) in &terms {
            let converted = self.converted(term.interval, &term.unit_id, &unit_id).ok_or(Refusal::TooLarge)?;
            sum = Some(match sum {
                Some(sum) => sum.plus(&converted).ok_or(Refusal::TooLarge)?,
                None => converted,
            });
        }
        let open = |end: fn(&Interval) -> bool| terms.iter().filter(|(_, term)| end(&term.interval)).count();
        Ok(Total {
            unit_id,
            interval: sum.ok_or(Refusal::Nothing)?,
            open_above: open(|interval| interval.max.is_none()),
            open_below: open(|interval| interval.min.is_none()),
            counted_in_whole: counted.into_iter().map(|(quantity, _)| quantity.id.clone()).collect(),
            without_value,
            terms: terms.into_iter().map(|(_, term)| term).collect(),
        })
    }

    /// Refuses what must not be added.
    fn guard(&self, terms: &[(&Quantity, Resolved)]) -> Result<(), Refusal> {
        let rows = |chosen: &[&Quantity]| chosen.iter().map(|q| q.id.as_str()).collect::<Vec<_>>().join(", ");
        let Some((first, first_term)) = terms.first() else { return Err(Refusal::Nothing) };
        let others: Vec<&Quantity> =
            terms.iter().map(|(quantity, _)| *quantity).filter(|q| q.measure != Measure::Total).collect();
        if !others.is_empty() {
            return Err(Refusal::Measures { rows: rows(&others) });
        }
        if let Some((other, _)) = terms.iter().find(|(quantity, _)| quantity.stage_id != first.stage_id) {
            let stages = format!("--stage {} or --stage {}", first.stage_id, other.stage_id);
            return Err(Refusal::Stages { rows: rows(&[first, other]), stages });
        }
        let unlike =
            terms.iter().find(|(_, term)| self.converted(term.interval, &term.unit_id, &first_term.unit_id).is_none());
        if let Some((other, term)) = unlike {
            let units = format!("{}, {}", first_term.unit_id, term.unit_id);
            return Err(Refusal::Units { rows: rows(&[first, other]), units });
        }
        for (index, (left, _)) in terms.iter().enumerate() {
            if let Some((right, _)) = terms[index + 1..].iter().find(|(right, _)| overlap(self.dataset(), left, right))
            {
                return Err(Refusal::Overlap { left: left.id.clone(), right: right.id.clone() });
            }
        }
        Ok(())
    }

    /// The one unit of all terms, or the base of all.
    fn common_unit(&self, terms: &[(&Quantity, Resolved)]) -> String {
        let Some((_, first)) = terms.first() else { return String::new() };
        if terms.iter().all(|(_, term)| term.unit_id == first.unit_id) {
            return first.unit_id.clone();
        }
        let unit = self.dataset().units.get(&first.unit_id);
        unit.and_then(|unit| unit.base_unit_id.clone()).unwrap_or_else(|| first.unit_id.clone())
    }
}
