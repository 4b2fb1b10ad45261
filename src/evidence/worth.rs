//! What every quantity is worth in a unit: found once, whoever asks and however often.
//!
//! A sum needs what its parts are worth, those need their parts, and so on down. Nothing here calls itself: what is still
//! to be found waits in a list, so a chain of parts may be as long as a table.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::Evidence;
use super::parts::{Parts, Row, UnitRow, add_up, short};
use super::resolve::{Basis, Key, Part, Reason, Resolved, SplitSum};
use super::restated::Number;
use crate::data::{Figure, Quantity, Rank};

/// A figure that may be used, and what it states in the unit that is asked for.
type Usable<'a> = (&'a Figure, Number);

/// What was found so far.
#[derive(Default)]
pub(super) struct Memo {
    worth: BTreeMap<Key, Option<Arc<Resolved>>>,
    /// By whether splits come first: from each index of the list of quantities by base the next one that is not known to be
    /// worth nothing in its own unit.
    next: [Vec<usize>; 2],
}

impl Memo {
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let next: Vec<usize> = (0..=parts.len()).collect();
        Self { worth: BTreeMap::new(), next: [next.clone(), next] }
    }

    /// The first index from one on that is not passed over.
    fn next(&mut self, leaves: bool, mut index: usize) -> usize {
        let next = &mut self.next[usize::from(leaves)];
        while next[index] != index {
            next[index] = next[next[index]];
            index = next[index];
        }
        index
    }
}

impl<'a> Evidence<'a> {
    /// The key of a quantity in a unit, if both are named by any row.
    pub(super) fn key(&self, quantity: &str, unit: &str, leaves: bool) -> Option<Key> {
        let row = short(self.dataset().quantities.position(quantity)?);
        Some(Key { row, unit: self.index.splits.unit(unit)?, leaves })
    }

    /// What a quantity is worth; `None` if no figure and no complete split says.
    pub(super) fn worth_of(&self, key: Key) -> Option<Arc<Resolved>> {
        self.found(&mut self.memo(), key)
    }

    /// The sum of some parts in a unit, whatever their stage; `None` if one of them is worth nothing.
    pub(super) fn sum_in(&self, split: &str, parts: &[&'a Quantity], unit: &str) -> Option<SplitSum> {
        let unit = self.index.splits.unit(unit)?;
        let mut memo = self.memo();
        loop {
            let mut missing = Vec::new();
            let sum = self.sum(&mut memo, split, parts, (unit, false), &mut missing);
            if missing.is_empty() {
                return sum;
            }
            for key in missing {
                self.found(&mut memo, key);
            }
        }
    }

    fn memo(&self) -> MutexGuard<'_, Memo> {
        // Whoever panicked with it in hand left nothing half-written: what is found is put in whole.
        self.memo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn found(&self, memo: &mut Memo, wanted: Key) -> Option<Arc<Resolved>> {
        let mut open = vec![wanted];
        while let Some(&key) = open.last() {
            if memo.worth.contains_key(&key) {
                open.pop();
                continue;
            }
            let mut missing = Vec::new();
            let worth = self.worth_with(memo, key, &mut missing);
            if !missing.is_empty() {
                open.extend(missing);
                continue;
            }
            if worth.is_none() && self.index.splits.own(key.row) == key.unit {
                self.pass_over(memo, key);
            }
            memo.worth.insert(key, worth.map(Arc::new));
        }
        memo.worth.get(&wanted).cloned().flatten()
    }

    /// A quantity that is worth nothing in its own unit stops no search for one that is.
    fn pass_over(&self, memo: &mut Memo, key: Key) {
        let base = self.index.splits.base(key.unit);
        let Some(place) = self.index.splits.place(key.row) else { return };
        let index = self.index.splits.at_base(base, place);
        if self.index.splits.of_base(base, index) == Some(place) {
            memo.next[usize::from(key.leaves)][index] = index + 1;
        }
    }

    /// What a quantity is worth, by what was found so far; or what has to be found first.
    fn worth_with(&self, memo: &mut Memo, key: Key, missing: &mut Vec<Key>) -> Option<Resolved> {
        if key.leaves {
            let sums = self.sums(memo, key, missing);
            if sums.is_some() || !missing.is_empty() {
                return sums;
            }
        }
        let unit = self.index.splits.unit_id(key.unit);
        let (usable, left_out) = self.usable(key);
        let resolved = |Number { interval, restated }, basis, left_out| Resolved {
            interval,
            restated,
            basis,
            left_out,
            ..self.empty(key)
        };
        if let Some((preferred, number)) = usable.iter().find(|(figure, _)| figure.rank == Rank::Preferred) {
            let others = usable.iter().filter(|(figure, _)| figure.id != preferred.id);
            let others = others.map(|(figure, _)| (figure.id.clone(), Reason::NotPreferred));
            let left_out = left_out.into_iter().chain(others).collect();
            return Some(resolved(number.clone(), Basis::Preferred(preferred.id.clone()), left_out));
        }
        let numbers: Vec<Number> = usable.iter().map(|(_, number)| number.clone()).collect();
        // Figures that leave both ends open (at least 100, at most 120) say nothing together.
        let says = |number: &Number| number.interval.min.is_some() || number.interval.max.is_some();
        if let Some(number) = self.spanned(&numbers, unit).filter(says) {
            let figures = usable.iter().map(|(figure, _)| figure.id.clone()).collect();
            return Some(resolved(number, Basis::Figures(figures), left_out));
        }
        let sums = self.sums(memo, key, missing)?;
        let together = usable.iter().map(|(figure, _)| (figure.id.clone(), Reason::OpenTogether));
        Some(Resolved { left_out: left_out.into_iter().chain(together).collect(), ..sums })
    }

    fn empty(&self, key: Key) -> Resolved {
        Resolved {
            quantity_id: self.dataset().quantities.at(key.row as usize).id.clone(),
            unit_id: self.index.splits.unit_id(key.unit).to_owned(),
            interval: crate::model::Interval::point(rust_decimal::Decimal::ZERO),
            basis: Basis::Figures(Vec::new()),
            left_out: Vec::new(),
            conversion: None,
            restated: None,
        }
    }

    /// The figures that may be used for a number in a unit, each with what it states in that unit, and those that may not with
    /// the reason.
    fn usable(&self, key: Key) -> (Vec<Usable<'a>>, Vec<(String, Reason)>) {
        let unit = self.index.splits.unit_id(key.unit);
        let mut usable = Vec::new();
        let mut left_out = Vec::new();
        for figure in self.index.splits.figures(key.row, self.index.splits.base(key.unit)) {
            match (self.reason(figure), self.stated_in(figure, unit)) {
                (Some(reason), _) => left_out.push((figure.id.clone(), reason)),
                (None, Some(number)) => usable.push((figure, number)),
                (None, None) => left_out.push((figure.id.clone(), Reason::NoNumber)),
            }
        }
        (usable, left_out)
    }

    /// The interval of the sums of all splits that are complete and of the whole's stage and measure.
    fn sums(&self, memo: &mut Memo, key: Key, missing: &mut Vec<Key>) -> Option<Resolved> {
        // What is a part of itself is no sum.
        self.index.splits.place(key.row)?;
        let whole = self.dataset().quantities.at(key.row as usize);
        let splits = self.splits_of(&whole.id)?.iter().filter(|(_, parts)| add_up(whole, parts.iter().copied()));
        let in_unit = (key.unit, key.leaves);
        let sums: Vec<SplitSum> =
            splits.filter_map(|(split, parts)| self.sum(memo, split, parts, in_unit, missing)).collect();
        let numbers: Vec<Number> = sums.iter().map(SplitSum::number).collect();
        let Number { interval, restated } = self.spanned(&numbers, self.index.splits.unit_id(key.unit))?;
        missing.is_empty().then(|| Resolved { interval, restated, basis: Basis::Splits(sums), ..self.empty(key) })
    }

    fn sum(
        &self,
        memo: &mut Memo,
        split: &str,
        parts: &[&Quantity],
        (unit, leaves): (UnitRow, bool),
        missing: &mut Vec<Key>,
    ) -> Option<SplitSum> {
        let base = self.index.splits.base(unit);
        if !parts.iter().all(|part| self.spoken.is_spoken(&self.index.splits, base, short(part.row))) {
            return None;
        }
        let mut found = Vec::with_capacity(parts.len());
        for part in parts {
            let before = missing.len();
            match self.part_in(memo, part, (unit, leaves), missing) {
                Some(part) => found.push(part),
                None if missing.len() > before => {}
                None => return None,
            }
        }
        if found.len() < parts.len() {
            return None;
        }
        let numbers: Vec<Number> = found.iter().map(Part::number).collect();
        let Number { interval, restated } = self.summed(&numbers, self.index.splits.unit_id(unit))?;
        Some(SplitSum { split: split.to_owned(), interval, restated, parts: found.into() })
    }

    /// A part's worth in the unit of its whole: its worth in its own unit, where that is at a fixed ratio, else what it is
    /// worth in the unit of the whole.
    fn part_in(
        &self,
        memo: &mut Memo,
        part: &Quantity,
        (unit, leaves): (UnitRow, bool),
        missing: &mut Vec<Key>,
    ) -> Option<Part> {
        let (base, unit_id, first) = (self.index.splits.base(unit), self.index.splits.unit_id(unit), short(part.row));
        let made = |Number { interval, restated }, stated, rests_on, computed| {
            let (quantity_id, unit_id) = (part.id.clone(), unit_id.to_owned());
            Some(Part { quantity_id, unit_id, interval, restated, computed, stated, rests_on })
        };
        let whole_unit = |row| Key { row, unit, leaves };
        let mut row = first;
        loop {
            let has_passed = row != first;
            let own = Key { row, unit: self.index.splits.own(row), leaves };
            if self.index.splits.base(own.unit) == base {
                let Some(worth) = memo.worth.get(&own) else {
                    missing.push(own);
                    return None;
                };
                let restated = worth.as_ref().and_then(|worth| {
                    let number = self.restate(&worth.number(), &worth.unit_id, unit_id)?;
                    Some((number, worth.is_computed()))
                });
                if let Some((number, is_computed)) = restated {
                    let stated = if has_passed { whole_unit(first) } else { own };
                    return made(number, stated, self.landing(own, worth.as_deref()), has_passed || is_computed);
                }
            }
            let place = self.index.splits.place(row).filter(|_| own.unit != unit)?;
            let end = self.index.splits.run(place);
            if end > place && !self.spoken.is_stated(base, place) {
                row = self.index.splits.row(self.next_in_run(memo, (base, leaves), place + 1, end))?;
                continue;
            }
            if !self.spoken.is_spoken(&self.index.splits, base, row) {
                return None;
            }
            let Some(worth) = memo.worth.get(&whole_unit(row)) else {
                missing.push(whole_unit(row));
                return None;
            };
            let worth = worth.as_ref()?;
            let rests_on = self.landing(whole_unit(row), Some(worth));
            return made(worth.number(), whole_unit(first), rests_on, has_passed || worth.is_computed());
        }
    }

    /// On what a number rests in the end, past all wholes that have one part each.
    fn landing(&self, key: Key, worth: Option<&Resolved>) -> Key {
        let is_lone = self.index.splits.place(key.row).is_some_and(|place| self.index.splits.run(place) > place);
        match worth.map(|worth| &worth.basis) {
            Some(Basis::Splits(sums)) if is_lone => {
                sums.first().and_then(|sum| sum.parts.first()).map_or(key, |part| part.rests_on)
            }
            _ => key,
        }
    }

    /// The first place of a run, from one on, that says anything in a unit of the base; else the run's end.
    fn next_in_run(&self, memo: &mut Memo, (base, leaves): (UnitRow, bool), from: Row, end: Row) -> Row {
        let index = memo.next(leaves, self.index.splits.at_base(base, from));
        let of_base = self.index.splits.of_base(base, index);
        let stated = self.spoken.next_stated(base, from);
        [of_base, stated].into_iter().flatten().min().map_or(end, |place| place.min(end))
    }
}
