//! Independent witnesses: where the chains of citation end.
//!
//! Four pages that copy one count are one witness. A chain goes from a figure's work to the work that it cites for the
//! number, from there on to what that work cites for the same quantity if it was read, or to the work from which it takes
//! all its numbers; the last work is the root.
//!
//! A work from which another takes all its numbers is passed at one step, however long such a line is: only where a work
//! cites another for the quantity itself does the chain leave it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use super::Evidence;
use super::links::Links;
use super::parts::{Row, short};
use crate::data::{Dataset, Figure};
use crate::model::Forest;

/// Works below those from which they take all their numbers, and where a work on such a line cites for one quantity.
pub(super) struct Sources {
    forest: Forest,
    /// The top of the line of each place.
    tops: Vec<Row>,
    /// By quantity and place: the figure whose work is the nearest on the line that cites, from this place on.
    citing: Vec<(Row, Row, Option<Row>)>,
}

/// Where a chain ends; an id that is in no table stands in the cell that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Work(Row),
    CitedBy(Row),
    SourceOf(Row),
    /// It comes back to itself.
    Never,
}

/// Where chains end, by quantity and the figure that cites.
pub(super) type Ends = BTreeMap<(Row, Row), End>;

impl Sources {
    pub(super) fn new(links: &Links<'_>) -> Self {
        let dataset = links.dataset;
        let source = |row: usize| dataset.works.position(dataset.works.at(row).derives_from.as_deref()?);
        let forest = Forest::new(dataset.works.len(), source);
        let mut tops: Vec<Row> = Vec::with_capacity(dataset.works.len());
        for (place, row) in forest.rows().enumerate() {
            let above = source(row).and_then(|above| forest.place(above));
            tops.push(above.map_or(short(place), |above| tops[above]));
        }
        let citing = citing(links, &forest);
        Self { forest, tops, citing }
    }

    /// The figure whose work is the nearest from a work on that cites for the quantity.
    fn citing(&self, quantity: Row, place: Row) -> Option<Row> {
        let after = self.citing.partition_point(|(of, from, _)| (*of, *from) <= (quantity, place));
        let (of, _, figure) = self.citing.get(after.checked_sub(1)?)?;
        figure.filter(|_| *of == quantity)
    }
}

/// For every quantity: from which place on which figure's work is the nearest that cites.
fn citing(links: &Links<'_>, forest: &Forest) -> Vec<(Row, Row, Option<Row>)> {
    let dataset = links.dataset;
    let mut all: Vec<(Row, Row, Row, Row)> = Vec::new();
    for figure in links.figures.iter().filter(|figure| figure.cited_work_id.is_some()) {
        let is_first = links.figure_of(&figure.quantity_id, &figure.work_id).is_some_and(|it| it.row == figure.row);
        let quantity = dataset.quantities.position(&figure.quantity_id).filter(|_| is_first);
        let places = dataset.works.position(&figure.work_id).map(|work| forest.below(work));
        if let (Some(quantity), Some(places)) = (quantity, places.filter(|places| !places.is_empty())) {
            all.push((short(quantity), short(places.start), short(places.end), short(figure.row)));
        }
    }
    all.sort_unstable();
    let mut citing = Vec::with_capacity(2 * all.len());
    for of_quantity in all.chunk_by(|left, right| left.0 == right.0) {
        let mut open: Vec<(Row, Row)> = Vec::new();
        for &(quantity, start, end, figure) in of_quantity.iter().chain(&[(of_quantity[0].0, Row::MAX, Row::MAX, 0)]) {
            while let Some((before, _)) = open.pop_if(|(before, _)| *before <= start) {
                citing.push((quantity, before, open.last().map(|(_, figure)| *figure)));
            }
            if start < Row::MAX {
                citing.push((quantity, start, Some(figure)));
                open.push((end, figure));
            }
        }
    }
    citing
}

impl<'a> Evidence<'a> {
    /// The works from a figure's own to its root. A circle ends the chain where it closes; `check` refuses circles.
    #[must_use]
    pub fn chain(&self, figure: &'a Figure) -> Vec<&'a str> {
        let mut seen = BTreeSet::new();
        self.steps(figure).take_while(|work| seen.insert(*work)).collect()
    }

    /// The works from a figure's own on, without an end where they go round.
    pub fn steps<'b>(&'b self, figure: &'a Figure) -> impl Iterator<Item = &'a str> + 'b {
        std::iter::successors(Some(figure.work_id.as_str()), move |work| self.cited_after(figure, work))
    }

    /// The work from which a work of a figure's chain takes the number.
    #[must_use]
    pub fn cited_after(&self, figure: &'a Figure, work: &str) -> Option<&'a str> {
        let of_work = if figure.work_id == work { Some(figure) } else { self.figure_of(&figure.quantity_id, work) };
        let cited = of_work.and_then(|figure| figure.cited_work_id.as_deref());
        cited.or_else(|| self.dataset().works.get(work)?.derives_from.as_deref())
    }

    /// The root of a figure; `None` where its chain comes back to itself.
    #[must_use]
    pub fn root(&self, figure: &'a Figure) -> Option<&'a str> {
        let dataset = self.dataset();
        match self.end(figure) {
            End::Work(row) => Some(&dataset.works.at(row as usize).id),
            End::CitedBy(row) => dataset.figures.at(row as usize).cited_work_id.as_deref(),
            End::SourceOf(row) => dataset.works.at(row as usize).derives_from.as_deref(),
            End::Never => None,
        }
    }

    fn end(&self, figure: &Figure) -> End {
        let Some(quantity) = self.dataset().quantities.position(&figure.quantity_id).map(short) else {
            return End::Never;
        };
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let first = self.figure_of(&figure.quantity_id, &figure.work_id);
        if first.is_some_and(|first| first.cited_work_id != figure.cited_work_id) {
            // Another figure of the work cites something else, so what is known of the work does not hold for this one.
            return self.end_from(figure, quantity, &mut Ends::new(), Some(&figure.work_id));
        }
        self.end_from(figure, quantity, &mut ends, None)
    }

    /// Where the chain of a figure ends, by what is known; it must not come back to a work of its own.
    fn end_from(&self, figure: &Figure, quantity: Row, ends: &mut Ends, own: Option<&str>) -> End {
        let dataset = self.dataset();
        let own = own.and_then(|id| dataset.works.position(id));
        let mut path: Vec<Row> = Vec::new();
        let mut at = figure;
        let end = loop {
            let next = match &at.cited_work_id {
                Some(cited) => dataset.works.position(cited).ok_or(End::CitedBy(short(at.row))),
                None => dataset.works.position(&at.work_id).ok_or(End::Never),
            };
            let (work, place) = match next.map(|work| (work, self.index.sources.forest.place(work))) {
                Ok((work, Some(place))) => (work, short(place)),
                Ok((_, None)) => break End::Never,
                Err(end) => break end,
            };
            // A work that cites nothing for the figure itself is asked for the one from which it takes all.
            let from = if at.cited_work_id.is_some() { Some(place) } else { self.above(dataset, work) };
            let citing = from.and_then(|from| self.index.sources.citing(quantity, from));
            let leaves = citing.and_then(|row| dataset.works.position(&dataset.figures.at(row as usize).work_id));
            let passes = |own: usize| {
                let from = from.and_then(|from| self.index.sources.forest.row(from as usize));
                from.is_some_and(|from| self.index.sources.forest.is_within(from, own))
                    && leaves.is_none_or(|leaves| self.index.sources.forest.is_within(own, leaves))
            };
            if own.is_some_and(passes) {
                break End::Never;
            }
            let Some(citing) = citing else { break self.top(dataset, place) };
            match ends.get(&(quantity, citing)) {
                Some(known) => break *known,
                // Until the end is known, whoever comes here again has gone round.
                None => ends.insert((quantity, citing), End::Never),
            };
            path.push(citing);
            at = dataset.figures.at(citing as usize);
        };
        for citing in path {
            ends.insert((quantity, citing), end);
        }
        end
    }

    fn above(&self, dataset: &Dataset, work: usize) -> Option<Row> {
        let source = dataset.works.position(dataset.works.at(work).derives_from.as_deref()?)?;
        self.index.sources.forest.place(source).map(short)
    }

    /// The last work of a line.
    fn top(&self, dataset: &Dataset, place: Row) -> End {
        let top =
            self.index.sources.forest.row(self.index.sources.tops[place as usize] as usize).map_or(Row::MAX, short);
        match dataset.works.at(top as usize).derives_from {
            Some(_) => End::SourceOf(top),
            None => End::Work(top),
        }
    }

    /// The roots of some figures: the last work of each chain, with the figures that come from it.
    #[must_use]
    pub fn roots(&self, figures: &[&str]) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut roots: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for figure in figures.iter().filter_map(|id| self.dataset().figures.get(id)) {
            let root = self.root(figure).or_else(|| self.chain(figure).last().copied());
            roots.entry(root.unwrap_or(&figure.work_id)).or_default().push(&figure.id);
        }
        roots
    }

    /// Whether the chain of a figure comes to one of some works. What is known of a work serves the next figure for the same
    /// quantity.
    #[must_use]
    pub fn comes_to(&self, figure: &'a Figure, works: &BTreeSet<&str>, known: &mut BTreeMap<&'a str, bool>) -> bool {
        // The first step is the figure's own, not its work's, so it is of no use to another figure.
        if works.contains(figure.work_id.as_str()) {
            return true;
        }
        let mut path: Vec<&str> = Vec::new();
        let mut comes = false;
        for work in self.steps(figure).skip(1) {
            if let Some(known) = known.get(work) {
                comes = *known;
                break;
            }
            if works.contains(work) {
                comes = true;
                break;
            }
            // Whoever comes here again on the same way has gone round.
            known.insert(work, false);
            path.push(work);
        }
        known.extend(path.into_iter().map(|work| (work, comes)));
        comes
    }
}
