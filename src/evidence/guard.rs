//! What must not be added, and what to ask instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use thiserror::Error;

use super::rates::NoRate;
use super::{Evidence, Resolved};
use crate::data::{Measure, Quantity};
use crate::lang::{Tongue, say};

/// A rule against adding, which a person may set aside. That every sum has one unit is no such rule: without a unit there
/// is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// Stages never add up.
    Stages,
    /// Only totals add up.
    Measures,
    /// A whole and its parts are not added.
    Parts,
    /// What may count the same thing is not added.
    Overlap,
}

impl Guard {
    /// The name by which it is set aside.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Measures => "measures",
            Self::Parts => "parts",
            Self::Overlap => "overlap",
        }
    }
}

/// Ids of rows, of which a message names the first few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids(pub Vec<String>);

/// So many pairs that may count the same thing are told; where there are more, the sum is no better for a longer list.
const PAIRS: usize = 40;
/// So many rows are named in a message.
const NAMED: usize = 8;

impl fmt::Display for Ids {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<&str> = self.0.iter().take(NAMED).map(String::as_str).collect();
        out.write_str(&named.join(", "))?;
        match self.0.len().saturating_sub(NAMED) {
            0 => Ok(()),
            more => write!(out, " and {more} more"),
        }
    }
}

impl Ids {
    /// The first few by their names, and how many more there are.
    fn told(&self, tongue: &Tongue, name: Name<'_>) -> String {
        let named: Vec<String> = self.0.iter().take(NAMED).map(|id| name(id)).collect();
        let named = named.join(&say!(tongue, "list-between"));
        match self.0.len().saturating_sub(NAMED) {
            0 => named,
            more => say!(tongue, "named-and-more", named = &named, n = more),
        }
    }
}

/// What a row is called, by its id.
pub type Name<'a> = &'a dyn Fn(&str) -> String;

/// Why a sum is refused, with the rows.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No quantity with a value was selected.
    #[error("nothing to add: no selected quantity has a value; widen the selection")]
    Nothing,
    /// A level, rate, share or term was selected.
    #[error("{rows} cannot be added: only totals add up; `sinosov why ID` explains one of them")]
    Measures {
        /// The quantities that are no totals.
        rows: Ids,
    },
    /// Quantities of several stages were selected.
    #[error("{rows} are of different stages ({stages}), which never add up")]
    Stages {
        /// All quantities.
        rows: Ids,
        /// Their stages, as often as they first occur.
        stages: Ids,
    },
    /// Quantities in units without a fixed ratio were selected.
    #[error("{rows} are in different units ({units}), which never add up")]
    Units {
        /// All quantities.
        rows: Ids,
        /// Their units.
        units: Ids,
    },
    /// A whole was named together with what it already counts.
    #[error("{whole} already counts {parts}; name the whole or its parts, not both")]
    Parts {
        /// The whole.
        whole: String,
        /// What it counts.
        parts: Ids,
    },
    /// Two quantities may count the same thing.
    #[error("{left} and {right} may count the same thing; name one of them, or give both one whole and split")]
    Overlap {
        /// The first of the two.
        left: String,
        /// The second of the two.
        right: String,
    },
    /// A number cannot be converted.
    #[error(transparent)]
    NoRate(#[from] NoRate),
    /// The sum has more digits than can be kept exactly.
    #[error("the sum has more than 28 digits")]
    TooLarge,
}

impl Refusal {
    /// What is wrong with the sum, without advice, for one that is drawn or printed all the same: "A and B may count the
    /// same thing". `name` and `stage` say what quantities and stages are called there.
    #[must_use]
    pub fn fact(&self, tongue: &Tongue, name: Name<'_>, stage: Name<'_>) -> String {
        let all = |ids: &Ids, name: Name<'_>| ids.told(tongue, name);
        match self {
            Self::Measures { rows } => say!(tongue, "added-no-totals", rows = &all(rows, name)),
            Self::Stages { rows, stages } => {
                say!(tongue, "added-stages", rows = &all(rows, name), stages = &all(stages, stage))
            }
            Self::Parts { whole, parts } => {
                say!(tongue, "added-parts", whole = &name(whole), parts = &all(parts, name))
            }
            Self::Overlap { left, right } => {
                say!(tongue, "added-overlap", left = &name(left), right = &name(right))
            }
            other => other.to_string(),
        }
    }

    /// What makes the sum possible, if no other question does.
    #[must_use]
    pub fn cure(&self) -> Option<&'static str> {
        let cure = "units of a fixed ratio need one base_unit_id and their factors in units.csv, currencies a rate in rates.csv";
        matches!(self, Self::Units { .. }).then_some(cure)
    }

    /// The guard that refused, if it is one that can be set aside.
    #[must_use]
    pub fn guard(&self) -> Option<Guard> {
        match self {
            Self::Stages { .. } => Some(Guard::Stages),
            Self::Measures { .. } => Some(Guard::Measures),
            Self::Parts { .. } => Some(Guard::Parts),
            Self::Overlap { .. } => Some(Guard::Overlap),
            _ => None,
        }
    }
}

/// A quantity and what it is worth: what a sum is made of.
pub(super) type Term<'a> = (&'a Quantity, Resolved);

fn ids(terms: &[&Term<'_>]) -> Ids {
    Ids(terms.iter().map(|(quantity, _)| quantity.id.clone()).collect())
}

fn distinct<'a>(terms: &'a [Term<'_>], of: impl Fn(&'a Term<'_>) -> &'a str) -> Ids {
    let mut seen = BTreeSet::new();
    Ids(terms.iter().map(of).filter(|id| seen.insert(*id)).map(str::to_owned).collect())
}

impl Evidence<'_> {
    /// Refuses what must not be added; what was allowed in spite of it is told.
    pub(super) fn guard(&self, terms: &[Term<'_>], allow: &[Guard]) -> Result<Vec<Refusal>, Refusal> {
        let Some((first, first_term)) = terms.first() else { return Err(Refusal::Nothing) };
        let mut allowed = Vec::new();
        let mut refuse = |refusal: Refusal| match refusal.guard() {
            Some(guard) if allow.contains(&guard) => {
                allowed.push(refusal);
                Ok(())
            }
            _ => Err(refusal),
        };
        let others: Vec<&Term<'_>> = terms.iter().filter(|(quantity, _)| quantity.measure != Measure::Total).collect();
        if !others.is_empty() {
            refuse(Refusal::Measures { rows: ids(&others) })?;
        }
        let all: Vec<&Term<'_>> = terms.iter().collect();
        if terms.iter().any(|(quantity, _)| quantity.stage_id != first.stage_id) {
            let stages = distinct(terms, |(quantity, _)| &quantity.stage_id);
            refuse(Refusal::Stages { rows: ids(&all), stages })?;
        }
        let unlike = |term: &Resolved| self.converted(term.interval, &term.unit_id, &first_term.unit_id).is_none();
        if terms.iter().any(|(_, term)| term.unit_id != first_term.unit_id && unlike(term)) {
            refuse(Refusal::Units { rows: ids(&all), units: distinct(terms, |(_, term)| &term.unit_id) })?;
        }
        // Who allows it is told of the pairs, who is refused of the first.
        let most = if allow.contains(&Guard::Overlap) { PAIRS } else { 1 };
        for (left, right) in self.overlapping(terms, most) {
            refuse(Refusal::Overlap { left: left.id.clone(), right: right.id.clone() })?;
        }
        Ok(allowed)
    }

    /// Two quantities that may count the same thing: one stage, flows that may be one, one category inside the other, periods
    /// that meet, and no common split. Quantities are taken in the order in which they begin, so that each is held against
    /// those only that have not yet ended. At most so many pairs are looked for.
    fn overlapping<'a>(&self, terms: &[Term<'a>], most: usize) -> Vec<(&'a Quantity, &'a Quantity)> {
        let mut by_stage: BTreeMap<&str, Vec<&'a Quantity>> = BTreeMap::new();
        for (quantity, _) in terms {
            by_stage.entry(&quantity.stage_id).or_default().push(quantity);
        }
        let mut pairs = Vec::new();
        let mut lineages = BTreeMap::new();
        for mut of_stage in by_stage.into_values() {
            // An unknown beginning comes before all others.
            of_stage.sort_by_key(|quantity| (quantity.period.start.map(|start| start.first_day()), quantity.row));
            let flows: BTreeSet<Flow<'_>> = of_stage.iter().map(|quantity| flow(quantity)).collect();
            // Those that have begun, by flow: the parts of one split and category together, for they do not count each other.
            let mut begun: BTreeMap<Flow<'_>, Vec<Vec<&Quantity>>> = BTreeMap::new();
            for right in of_stage {
                let own = flow(right);
                for flow in may_be(own, &flows) {
                    let Some(open) = begun.get_mut(&flow) else { continue };
                    let last_meets = |last: &&Quantity| most > 1 || last.period.meets(&right.period);
                    open.retain(|group| group.last().is_some_and(last_meets));
                    for group in open.iter_mut().filter(|group| !is_in_same_splits(group[0], right)) {
                        group.retain(|left| left.period.meets(&right.period));
                        for left in group.iter().filter(|left| self.same_thing(left, right, &mut lineages)) {
                            pairs.push(if left.row < right.row { (*left, right) } else { (right, *left) });
                            if pairs.len() >= most {
                                return pairs;
                            }
                        }
                    }
                }
                let open = begun.entry(own).or_default();
                let is_of_split = |group: &&mut Vec<&Quantity>| {
                    let first = group.first().filter(|first| is_in_same_splits(first, right));
                    first.is_some_and(|first| first.category_id == right.category_id)
                };
                match open.iter_mut().find(is_of_split) {
                    // The one that ends last stands for all; but not where every pair is to be told.
                    Some(group) if most > 1 => group.push(right),
                    Some(group) if ends_later(right, group[0]) => group[0] = right,
                    Some(_) => {}
                    None => open.push(vec![right]),
                }
            }
        }
        pairs
    }

    fn same_thing(&self, left: &Quantity, right: &Quantity, lineages: &mut BTreeMap<usize, Lineage>) -> bool {
        let within = |inner: &Quantity, outer: &Quantity| self.is_in_category(&inner.category_id, &outer.category_id);
        // A whole stands beside its part only where that was allowed.
        let counts = |whole: &Quantity, part: &Quantity| self.is_counted_in(part, whole);
        (within(left, right) || within(right, left))
            && !counts(left, right)
            && !counts(right, left)
            && !self.are_disjoint(left, right, lineages)
    }

    /// Whether two quantities are, or stand below, different parts of one split: what is in one of these is in no other.
    fn are_disjoint(&self, left: &Quantity, right: &Quantity, lineages: &mut BTreeMap<usize, Lineage>) -> bool {
        for quantity in [left, right] {
            lineages.entry(quantity.row).or_insert_with(|| self.lineage(quantity));
        }
        let (left, right) = (&lineages[&left.row], &lineages[&right.row]);
        left.iter().any(|(split, parts)| right.get(split).is_some_and(|others| parts.is_disjoint(others)))
    }

    /// The splits in which a quantity, or one that counts it, is a part: by the row of the whole and the split, the rows of the
    /// parts.
    fn lineage(&self, quantity: &Quantity) -> Lineage {
        let quantities = &self.dataset().quantities;
        let mut lineage = Lineage::new();
        let (mut open, mut seen) = (vec![quantity.row], BTreeSet::from([quantity.row]));
        while let Some(row) = open.pop() {
            for part_of in &quantities.at(row).part_of {
                let Some(whole) = quantities.position(&part_of.whole) else { continue };
                if let Some(split) = &part_of.split {
                    lineage.entry((whole, split.clone())).or_default().insert(row);
                }
                open.extend(Some(whole).filter(|whole| seen.insert(*whole)));
            }
        }
        lineage
    }
}

/// By the row of a whole and the name of a split, the rows of its parts that count a quantity, or are it.
type Lineage = BTreeMap<(usize, String), BTreeSet<usize>>;

/// Who gives and who receives; an empty place is not known, or all.
type Flow<'q> = (Option<&'q str>, Option<&'q str>);

fn flow(quantity: &Quantity) -> Flow<'_> {
    (quantity.provider_id.as_deref(), quantity.recipient_id.as_deref())
}

/// The flows that may be one with a flow, itself among them: goods from an unnamed provider may be those of a named one.
fn may_be<'q>(own: Flow<'q>, flows: &BTreeSet<Flow<'q>>) -> Vec<Flow<'q>> {
    let is_one = |left: Option<&str>, right: Option<&str>| left.zip(right).is_none_or(|(left, right)| left == right);
    match own {
        (Some(_), Some(_)) => {
            let wider = [own, (own.0, None), (None, own.1), (None, None)];
            wider.into_iter().filter(|flow| flows.contains(flow)).collect()
        }
        _ => flows.iter().filter(|flow| is_one(flow.0, own.0) && is_one(flow.1, own.1)).copied().collect(),
    }
}

/// Whether two quantities are parts of the same wholes in the same splits.
fn is_in_same_splits(left: &Quantity, right: &Quantity) -> bool {
    left.splits().next().is_some() && left.part_of == right.part_of
}

/// An unknown end is later than any.
fn ends_later(quantity: &Quantity, other: &Quantity) -> bool {
    let end = |quantity: &Quantity| quantity.period.end.map(|end| end.last_day());
    match (end(quantity), end(other)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(left), Some(right)) => left > right,
    }
}
