//! Sums of quantities. A sum can be asked for in one way only, by a [`TotalQuery`], and every guard stands in that way.

use std::collections::BTreeSet;

use super::guard::{Guard, Ids, Refusal, Term};
use super::money::Wanted;
use super::rates::NoRate;
use super::{Evidence, Resolved};
use crate::data::Quantity;
use crate::model::Interval;

/// How numbers are wanted, wherever they are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manner {
    /// In which unit.
    pub wanted: Wanted,
    /// From the parts of a whole where a split is complete, in place of figures for the whole.
    pub leaves: bool,
    /// Guards that are set aside; whatever they would have refused is told with the sum.
    pub allow: Vec<Guard>,
}

/// A question for a sum.
///
/// ```
/// use sinosov::data::{Package, Source};
/// use sinosov::evidence::{Evidence, Options, TotalQuery};
///
/// let package = Package::read(Source::BuiltIn);
/// let evidence = Evidence::new(&package, Options::default());
/// let orders = ["prc-1950-aircraft-first-order", "prc-1950-aircraft-second-order"];
/// let total = evidence.total(&TotalQuery::of(&orders)).expect("two parts of one split");
/// assert_eq!(total.interval.as_point(), Some(1214.into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalQuery {
    /// The quantities.
    pub quantities: Vec<String>,
    /// They were named one by one: a whole beside its part is then a mistake and refused. A selection by category, stage
    /// and the like meets both, and takes the whole.
    pub named: bool,
    /// How numbers are wanted.
    pub manner: Manner,
}

impl TotalQuery {
    /// The sum of selected quantities, each in its own unit, under every guard.
    #[must_use]
    pub fn of(quantities: &[&str]) -> Self {
        Self { quantities: quantities.iter().map(|id| (*id).to_owned()).collect(), ..Self::default() }
    }

    /// The sum of quantities that are named one by one.
    #[must_use]
    pub fn named(quantities: &[&str]) -> Self {
        Self { named: true, ..Self::of(quantities) }
    }
}

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
    /// What the guards that were set aside would have refused.
    pub allowed: Vec<Refusal>,
}

impl Evidence<'_> {
    /// Adds the quantities that have a value and no selected whole that has one.
    ///
    /// # Errors
    /// [`Refusal`] where the sum would mix or double what it adds.
    pub fn total(&self, query: &TotalQuery) -> Result<Total, Refusal> {
        let (valued, without_value) = self.valued(query)?;
        let (terms, counted_in_whole, doubled) = self.terms(query, valued)?;
        let mut allowed = self.guard(&terms, &query.manner.allow)?;
        allowed.extend(doubled);
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
            counted_in_whole,
            without_value,
            allowed,
            terms: terms.into_iter().map(|(_, term)| term).collect(),
        })
    }

    /// The quantities with what they are worth in their own unit or the one wanted, and those worth nothing.
    fn valued(&self, query: &TotalQuery) -> Result<(Vec<Term<'_>>, Vec<String>), NoRate> {
        let mut valued = Vec::new();
        let mut without_value = Vec::new();
        for id in &query.quantities {
            let Some(quantity) = self.dataset().quantities.get(id) else { continue };
            match self.worth(id, &query.manner)? {
                Some(resolved) => valued.push((quantity, resolved)),
                None => without_value.push(id.clone()),
            }
        }
        Ok((valued, without_value))
    }

    /// What is added, what a selected whole already counts, and what is doubled because that was allowed.
    #[allow(clippy::type_complexity, reason = "three lists that part the selection, used once")]
    fn terms<'b>(
        &self,
        query: &TotalQuery,
        valued: Vec<Term<'b>>,
    ) -> Result<(Vec<Term<'b>>, Vec<String>, Vec<Refusal>), Refusal> {
        // Most selections hold no part of anything.
        let any_part = valued.iter().any(|(quantity, _)| quantity.part_of.is_some());
        let with_value = valued.iter().filter(|_| any_part).map(|(quantity, _)| quantity.id.as_str());
        let with_value: BTreeSet<&str> = with_value.collect();
        let whole_of = |quantity: &'b Quantity| {
            quantity.part_of.as_ref()?;
            self.dataset().whole_chain(&quantity.id).into_iter().skip(1).find(|whole| with_value.contains(whole))
        };
        let wholes: Vec<Option<String>> =
            valued.iter().map(|(quantity, _)| whole_of(quantity).map(str::to_owned)).collect();
        let mut doubled = Vec::new();
        if let Some(whole) = wholes.iter().flatten().next()
            && (query.named || query.manner.allow.contains(&Guard::Parts))
        {
            let of_whole = valued.iter().zip(&wholes).filter(|(_, other)| other.as_ref() == Some(whole));
            let parts = Ids(of_whole.map(|((quantity, _), _)| quantity.id.clone()).collect());
            let refusal = Refusal::Parts { whole: whole.clone(), parts };
            if !query.manner.allow.contains(&Guard::Parts) {
                return Err(refusal);
            }
            doubled.push(refusal);
        }
        let mut terms = Vec::new();
        let mut counted = Vec::new();
        for (term, whole) in valued.into_iter().zip(wholes) {
            if whole.is_some() && doubled.is_empty() {
                counted.push(term.0.id.clone());
            } else {
                terms.push(term);
            }
        }
        Ok((terms, counted, doubled))
    }

    /// The one unit of all terms, or the base of all.
    fn common_unit(&self, terms: &[Term<'_>]) -> String {
        let Some((_, first)) = terms.first() else { return String::new() };
        if terms.iter().all(|(_, term)| term.unit_id == first.unit_id) {
            return first.unit_id.clone();
        }
        let unit = self.dataset().units.get(&first.unit_id);
        unit.and_then(|unit| unit.base_unit_id.clone()).unwrap_or_else(|| first.unit_id.clone())
    }
}
