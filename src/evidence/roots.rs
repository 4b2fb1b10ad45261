//! Independent witnesses: where the chains of citation end.
//!
//! Four pages that copy one count are one witness. A chain goes from a figure's work to the work that it cites for the
//! number, from there on to what that work cites for the same quantity if it was read, or to the work from which it takes
//! all its numbers; the last work is the root.

use std::collections::BTreeMap;

use super::Evidence;
use crate::data::Figure;

impl<'a> Evidence<'a> {
    /// The works from a figure's own to its root. A cycle ends the chain where it closes; `check` refuses cycles.
    #[must_use]
    pub fn chain(&self, figure: &'a Figure) -> Vec<&'a str> {
        let mut chain = vec![figure.work_id.as_str()];
        while let Some(next) = self.cited_after(figure, chain[chain.len() - 1]) {
            if chain.contains(&next) {
                break;
            }
            chain.push(next);
        }
        chain
    }

    /// The work from which a work of a figure's chain takes the number.
    #[must_use]
    pub fn cited_after(&self, figure: &'a Figure, work: &str) -> Option<&'a str> {
        let of_work = if figure.work_id == work { Some(figure) } else { self.figure_of(&figure.quantity_id, work) };
        let cited = of_work.and_then(|figure| figure.cited_work_id.as_deref());
        cited.or_else(|| self.dataset().works.get(work)?.derives_from.as_deref())
    }

    /// The roots of some figures: the last work of each chain, with the figures that come from it.
    #[must_use]
    pub fn roots(&self, figures: &[&str]) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut roots: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for figure in figures.iter().filter_map(|id| self.dataset().figures.get(id)) {
            if let Some(root) = self.chain(figure).last().copied() {
                roots.entry(root).or_default().push(&figure.id);
            }
        }
        roots
    }
}
