//! What stands behind a number: the figures, the quantities that were added, their roots and tiers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use super::resolve::Key;
use super::{Basis, Evidence, Part, Resolved};
use crate::data::Figure;

/// What all figures behind a number have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// The independent roots of the figures, or the first of them where there are very many.
    roots: BTreeSet<String>,
    /// The tiers of the works in which the figures stand; `None` where a work has none.
    pub tiers: BTreeSet<Option<u8>>,
    /// A figure carries a correction that is applied or flagged.
    pub corrected: bool,
}

impl Behind {
    /// Whether all figures go back to one work.
    #[must_use]
    pub fn has_one_root(&self) -> bool {
        self.roots.len() == 1
    }

    /// Whether there is a figure, and every one stands in a work of that tier.
    #[must_use]
    pub fn is_all_of_tier(&self, tier: u8) -> bool {
        self.tiers.len() == 1 && self.tiers.contains(&Some(tier))
    }
}

/// So many roots are kept with each sum; of more they are looked up once more by who asks for their number.
const KEPT: usize = 64;

/// What was found so far. A chain of sums is walked once, not once from each of its links.
pub(super) type Found = BTreeMap<Key, Arc<Behind>>;

impl<'a> Evidence<'a> {
    /// The figures that make a number, in the order in which they were added.
    #[must_use]
    pub fn figures(&self, resolved: &Resolved) -> Vec<&'a str> {
        let mut figures = Vec::new();
        let mut open = Vec::new();
        // What is a part of two wholes that are both added up is one thing.
        let mut seen = BTreeSet::new();
        self.own_figures(&resolved.basis, &mut figures, &mut open);
        while let Some(key) = open.pop() {
            if seen.insert(key)
                && let Some(worth) = self.worth_of(key)
            {
                self.own_figures(&worth.basis, &mut figures, &mut open);
            }
        }
        figures
    }

    /// The figures that make a part of a sum.
    #[must_use]
    pub fn figures_of_part(&self, part: &Part) -> Vec<&'a str> {
        self.worth_of(part.rests_on).map(|worth| self.figures(&worth)).unwrap_or_default()
    }

    /// The figures of a basis, or the parts that are to be looked at in their place, the first of them on top.
    fn own_figures(&self, basis: &Basis, figures: &mut Vec<&'a str>, open: &mut Vec<Key>) {
        let mut push = |id: &str| figures.extend(self.dataset().figures.get(id).map(|figure| figure.id.as_str()));
        match basis {
            Basis::Preferred(figure) => push(figure),
            Basis::Figures(all) => all.iter().for_each(|figure| push(figure)),
            Basis::Splits(sums) => {
                open.extend(sums.iter().rev().flat_map(|sum| sum.parts.iter().rev()).map(|it| it.rests_on))
            }
        }
    }

    /// The quantity of a number, and the parts whose numbers were added for it.
    #[must_use]
    pub fn quantities(&self, resolved: &Resolved) -> Vec<&'a str> {
        let quantities = &self.dataset().quantities;
        let mut all: Vec<&str> = quantities.get(&resolved.quantity_id).map(|own| own.id.as_str()).into_iter().collect();
        let parts_of = |basis: &Basis| -> Vec<(Key, Key)> {
            let Basis::Splits(sums) = basis else { return Vec::new() };
            let parts = sums.iter().rev().flat_map(|sum| sum.parts.iter().rev());
            parts.map(|part| (part.stated, part.rests_on)).collect()
        };
        let mut open = parts_of(&resolved.basis);
        let mut seen = BTreeSet::new();
        while let Some((first, last)) = open.pop() {
            if !seen.insert((first, last)) {
                continue;
            }
            // Between the two each has one part, and that stands at the next place.
            if let (Some(from), Some(to)) = (self.index.splits.place(first.row), self.index.splits.place(last.row)) {
                let rows = (from..=to).filter_map(|place| self.index.splits.row(place));
                all.extend(rows.map(|row| quantities.at(row as usize).id.as_str()));
            }
            open.extend(self.worth_of(last).map(|worth| parts_of(&worth.basis)).unwrap_or_default());
        }
        all
    }

    /// The roots and tiers of all figures behind a number.
    #[must_use]
    pub fn behind(&self, resolved: &Resolved) -> Arc<Behind> {
        let Basis::Splits(sums) = &resolved.basis else {
            return Arc::new(self.behind_figures(&self.figures(resolved)));
        };
        self.joined(sums.iter().flat_map(|sum| sum.parts.iter()).map(|part| self.behind_key(part.rests_on)))
    }

    /// How many independent roots the figures behind a number have.
    #[must_use]
    pub fn count_roots(&self, resolved: &Resolved) -> usize {
        match self.behind(resolved).roots.len() {
            few if few <= KEPT => few,
            _ => self.roots(&self.figures(resolved)).len(),
        }
    }

    /// Whether a figure behind a part carries a correction.
    #[must_use]
    pub fn is_part_corrected(&self, part: &Part) -> bool {
        self.corrections_in("quantities", &part.quantity_id).any(|it| it.action != crate::data::Action::Exclude)
            || self.behind_key(part.rests_on).corrected
    }

    pub(super) fn behind_figures(&self, figures: &[&str]) -> Behind {
        let all: Vec<&Figure> = figures.iter().filter_map(|id| self.dataset().figures.get(id)).collect();
        let tier = |figure: &&Figure| self.dataset().works.get(&figure.work_id).and_then(|work| work.tier);
        Behind {
            roots: self.roots(figures).into_keys().take(KEPT + 1).map(str::to_owned).collect(),
            tiers: all.iter().map(tier).collect(),
            corrected: all.iter().any(|figure| self.is_corrected(figure)),
        }
    }

    fn behind_key(&self, wanted: Key) -> Arc<Behind> {
        let known = |key: &Key| self.behind.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        let mut open = vec![wanted];
        while let Some(&key) = open.last() {
            let worth = self.worth_of(key).filter(|_| known(&key).is_none());
            let Some(worth) = worth else {
                open.pop();
                continue;
            };
            let behind = match &worth.basis {
                Basis::Splits(sums) => {
                    let parts: Vec<Key> = sums.iter().flat_map(|sum| sum.parts.iter()).map(|it| it.rests_on).collect();
                    let before = open.len();
                    open.extend(parts.iter().filter(|part| known(part).is_none()));
                    if open.len() > before {
                        continue;
                    }
                    self.joined(parts.iter().filter_map(known))
                }
                _ => Arc::new(self.behind_figures(&self.figures(&worth))),
            };
            self.behind.lock().unwrap_or_else(PoisonError::into_inner).insert(key, behind);
            open.pop();
        }
        known(&wanted).unwrap_or_default()
    }

    /// What several have together; where one has it all, that one and no copy.
    fn joined(&self, all: impl Iterator<Item = Arc<Behind>>) -> Arc<Behind> {
        let mut joined: Arc<Behind> = Arc::default();
        for next in all {
            if joined.roots.is_subset(&next.roots)
                && joined.tiers.is_subset(&next.tiers)
                && (next.corrected || !joined.corrected)
            {
                joined = next;
            } else if (joined.roots.len() <= KEPT && !next.roots.is_subset(&joined.roots))
                || !next.tiers.is_subset(&joined.tiers)
                || (next.corrected && !joined.corrected)
            {
                let joined = Arc::make_mut(&mut joined);
                let room = (KEPT + 1).saturating_sub(joined.roots.len());
                let new: Vec<String> = next.roots.difference(&joined.roots).take(room).cloned().collect();
                joined.roots.extend(new);
                joined.tiers.extend(next.tiers.iter().copied());
                joined.corrected |= next.corrected;
            }
        }
        joined
    }
}
