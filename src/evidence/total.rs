//! Sums of quantities. A sum can be asked for in one way only, by a [`TotalQuery`], and every guard stands in that way.

use std::collections::{BTreeMap, BTreeSet};

use super::conversion::shown;
use super::guard::{Guard, Ids, Refusal, Term};
use super::rates::NoRate;
use super::restated::{Number, Restated};
use super::wanted::{Manner, Wanted};
use super::{Evidence, Resolved};
use crate::model::Interval;

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
    /// What was selected beside them and is left out, for it is context.
    pub context: Vec<String>,
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
    /// What is known of it beyond its ends, if terms are in other units of the same base.
    restated: Option<Box<Restated>>,
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
    /// Selected quantities that are context, for which nobody asked.
    pub context: Vec<String>,
    /// What the guards that were set aside would have refused.
    pub allowed: Vec<Refusal>,
}

impl Total {
    /// The sum as it is shown: of converted terms, without digits that the coarsest of them does not bear.
    #[must_use]
    pub fn shown(&self) -> Interval {
        let quanta = self.terms.iter().filter_map(|term| term.conversion.as_ref()).map(|conversion| conversion.quantum);
        match (quanta.max(), &self.restated) {
            (Some(quantum), restated) => {
                let of_units = restated.as_ref().and_then(|restated| restated.quantum());
                shown(self.interval, of_units.map_or(quantum, |other| other.max(quantum)))
            }
            (None, Some(restated)) => restated.shown(self.interval),
            (None, None) => self.interval,
        }
    }
}

impl Evidence<'_> {
    /// Adds the quantities that have a value and no selected whole that has one.
    ///
    /// # Errors
    /// [`Refusal`] where the sum would mix or double what it adds.
    pub fn total(&self, query: &TotalQuery) -> Result<Total, Refusal> {
        let (valued, without_value) = self.valued(query);
        let (terms, counted_in_whole, doubled) = self.terms(query, valued)?;
        let terms = self.converted_terms(terms, &query.manner)?;
        let mut allowed = doubled;
        allowed.extend(self.guard(&terms, &query.manner.allow)?);
        let unit_id = self.common_unit(&terms);
        let in_unit = |(_, term): &Term<'_>| self.restate(&term.number(), &term.unit_id, &unit_id);
        let numbers: Option<Vec<Number>> = terms.iter().map(in_unit).collect();
        let sum = numbers.and_then(|numbers| self.summed(&numbers, &unit_id)).ok_or(Refusal::TooLarge)?;
        let open = |end: fn(&Interval) -> bool| terms.iter().filter(|(_, term)| end(&term.interval)).count();
        Ok(Total {
            unit_id,
            interval: sum.interval,
            restated: sum.restated,
            open_above: open(|interval| interval.max.is_none()),
            open_below: open(|interval| interval.min.is_none()),
            counted_in_whole,
            without_value,
            context: query.context.clone(),
            allowed,
            terms: terms.into_iter().map(|(_, term)| term).collect(),
        })
    }

    /// The quantities, each once, with what they are worth before any conversion, and those worth nothing.
    fn valued(&self, query: &TotalQuery) -> (Vec<Term<'_>>, Vec<String>) {
        let is_converted = matches!(query.manner.wanted, Wanted::Converted(_));
        let wanted = if is_converted { Wanted::Own } else { query.manner.wanted.clone() };
        let stated = Manner { wanted, ..query.manner.clone() };
        let worth = |id: &str, manner: &Manner| self.worth(id, manner).ok().flatten();
        let mut seen = BTreeSet::new();
        let mut valued = Vec::new();
        let mut without_value = Vec::new();
        for id in &query.quantities {
            let Some(quantity) = self.dataset().quantities.get(id).filter(|it| seen.insert(it.row)) else { continue };
            // Nothing is converted here, so nothing is refused; but parts may state in the currency what the whole does not.
            match worth(id, &stated).or_else(|| if is_converted { worth(id, &query.manner) } else { None }) {
                Some(resolved) => valued.push((quantity, resolved)),
                None if self.is_spoken_of(id) => without_value.push(id.clone()),
                None => {}
            }
        }
        (valued, without_value)
    }

    /// What is added, converted if that is wanted. What is no money or no total stays as it is, for the guards to name.
    fn converted_terms<'b>(&self, terms: Vec<Term<'b>>, manner: &Manner) -> Result<Vec<Term<'b>>, NoRate> {
        if !matches!(manner.wanted, Wanted::Converted(_)) {
            return Ok(terms);
        }
        let convert = |(quantity, own): Term<'b>| match self.worth(&quantity.id, manner) {
            Ok(converted) => Ok((quantity, converted.unwrap_or(own))),
            Err(NoRate::NotMoney { .. }) => Ok((quantity, own)),
            Err(other) => Err(other),
        };
        terms.into_iter().map(convert).collect()
    }

    /// What is added, what a selected whole already counts, and what is doubled because that was allowed.
    #[allow(clippy::type_complexity, reason = "three lists that part the selection, used once")]
    fn terms<'b>(
        &self,
        query: &TotalQuery,
        valued: Vec<Term<'b>>,
    ) -> Result<(Vec<Term<'b>>, Vec<String>, Vec<Refusal>), Refusal> {
        // Most selections hold no part of anything.
        if valued.iter().all(|(quantity, _)| quantity.part_of.is_empty()) {
            return Ok((valued, Vec::new(), Vec::new()));
        }
        let rows: Vec<usize> = valued.iter().map(|(quantity, _)| quantity.row).collect();
        let id = |row: usize| self.dataset().quantities.at(row).id.clone();
        let wholes: Vec<Option<String>> =
            self.index.links.wholes.nearest(&rows).into_iter().map(|row| row.map(id)).collect();
        let may_double = query.manner.allow.contains(&Guard::Parts);
        let mut doubled: Vec<Refusal> = Vec::new();
        if query.named || may_double {
            let mut parts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for ((quantity, _), whole) in valued.iter().zip(&wholes) {
                if let Some(whole) = whole {
                    parts.entry(whole).or_default().push(quantity.id.clone());
                }
            }
            let refused =
                |(whole, parts): (&str, Vec<String>)| Refusal::Parts { whole: whole.to_owned(), parts: Ids(parts) };
            doubled.extend(parts.into_iter().map(refused));
        }
        if !may_double && !doubled.is_empty() {
            return Err(doubled.swap_remove(0));
        }
        let mut terms = Vec::new();
        let mut counted = Vec::new();
        for (term, whole) in valued.into_iter().zip(wholes) {
            if whole.is_some() && !may_double {
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
