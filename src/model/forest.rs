//! Rows that stand below others: parts below their wholes, categories below categories, works below the work that they are
//! taken from. Most stand below one; a cell of a table by route and year stands below two.
//!
//! Every walk up or down such rows goes through here, so that a chain of any length and a row with any number of others
//! below it cost what they are long, and nothing is called from within itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// No place.
const NONE: u32 = u32::MAX;

/// Rows in an order in which every row comes behind all that it stands below, and right behind the last of them: so the rows that
/// hang on a row follow it at once. A row that comes back to itself, and whatever stands below such a row, has no place in it.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    /// The rows in order.
    order: Vec<u32>,
    /// The place of each row.
    place: Vec<u32>,
    /// For each place the one behind the last row that hangs on it.
    end: Vec<u32>,
    /// For each place that of the row on which it hangs.
    above: Vec<u32>,
    /// For each place the nearest one on the way up, itself first, that stands below other rows, too; none where none does.
    next_more: Vec<u32>,
    /// What else rows stand below: the place of the row, and that of the one above; in order.
    more: Vec<(u32, u32)>,
    /// The same by the place of the one above.
    more_below: Vec<(u32, u32)>,
}

/// A row as it is kept. No table has so many rows that one does not fit, for its text is below 4 GB.
fn short(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NONE)
}

impl Forest {
    /// Puts so many rows in order; `above` says below which row one stands.
    #[must_use]
    pub fn new(rows: usize, above: impl Fn(usize) -> Option<usize>) -> Self {
        Self::of_several(rows, above)
    }

    /// The same where a row may stand below several others.
    #[must_use]
    pub fn of_several<Above: IntoIterator<Item = usize>>(rows: usize, above: impl Fn(usize) -> Above) -> Self {
        // What stands above the rows, and the rows below each, each as one list behind the other.
        let mut above_starts = Vec::with_capacity(rows + 1);
        let mut all_above: Vec<u32> = Vec::new();
        let mut starts = vec![0_u32; rows + 1];
        for row in 0..rows {
            above_starts.push(all_above.len());
            for above in above(row).into_iter().filter(|above| *above < rows) {
                all_above.push(short(above));
                starts[above + 1] += 1;
            }
        }
        above_starts.push(all_above.len());
        let above_of = |row: usize| &all_above[above_starts[row]..above_starts[row + 1]];
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut below = vec![NONE; all_above.len()];
        let mut next = starts.clone();
        for row in 0..rows {
            for above in above_of(row) {
                below[next[*above as usize] as usize] = short(row);
                next[*above as usize] += 1;
            }
        }
        // How many of those above a row have no place yet.
        let mut waits_for: Vec<usize> = (0..rows).map(|row| above_of(row).len()).collect();
        let mut forest = Self { place: vec![NONE; rows], ..Self::default() };
        // A row waits until all that it stands below have a place, and hangs on the last of them.
        let tops = (0..rows).rev().filter(|row| waits_for[*row] == 0);
        let mut open: Vec<(u32, u32)> = tops.map(|row| (short(row), NONE)).collect();
        while let Some((row, above)) = open.pop() {
            let place = short(forest.order.len());
            forest.place[row as usize] = place;
            forest.order.push(row);
            forest.above.push(above);
            for row in below[starts[row as usize] as usize..starts[row as usize + 1] as usize].iter().rev() {
                waits_for[*row as usize] -= 1;
                if waits_for[*row as usize] == 0 {
                    open.push((*row, place));
                }
            }
        }
        forest.end = (1..=short(forest.order.len())).collect();
        for at in (0..forest.order.len()).rev() {
            if let Some(above) = forest.above(at) {
                forest.end[above] = forest.end[above].max(forest.end[at]);
            }
        }
        for (at, row) in forest.order.iter().enumerate() {
            let hangs_on = forest.above[at];
            let others = above_of(*row as usize)
                .iter()
                .map(|above| forest.place[*above as usize])
                .filter(|above| *above != hangs_on);
            let before = forest.more.len();
            forest.more.extend(others.map(|above| (short(at), above)));
            let nearest = if hangs_on == NONE { NONE } else { forest.next_more[hangs_on as usize] };
            forest.next_more.push(if forest.more.len() > before { short(at) } else { nearest });
        }
        forest.more.sort_unstable();
        forest.more.dedup();
        forest.more_below = forest.more.iter().map(|(row, above)| (*above, *row)).collect();
        forest.more_below.sort_unstable();
        forest
    }

    /// The place of a row in the order.
    #[must_use]
    pub fn place(&self, row: usize) -> Option<usize> {
        self.place.get(row).filter(|place| **place != NONE).map(|place| *place as usize)
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<usize> {
        self.order.get(place).map(|row| *row as usize)
    }

    /// The rows in order: each before those below it.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        self.order.iter().map(|row| *row as usize)
    }

    /// The place of the row on which the one at a place hangs.
    #[must_use]
    pub fn above(&self, place: usize) -> Option<usize> {
        self.above.get(place).filter(|above| **above != NONE).map(|above| *above as usize)
    }

    /// The places of a row and of all rows below it, where each stands below one other.
    #[must_use]
    pub fn below(&self, row: usize) -> Range<usize> {
        self.place(row).map_or(0..0, |place| self.hanging(place))
    }

    /// The places of all rows below some, as ranges that do not meet, in order; of the rows themselves those alone that stand below
    /// another of them.
    #[must_use]
    pub fn below_all(&self, rows: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
        let mut open: Vec<usize> = rows.into_iter().filter_map(|row| self.place(row)).collect();
        let mut found: Vec<Range<usize>> = open.iter().map(|place| place + 1..self.hanging(*place).end).collect();
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            for (_, row) in self.more_in(self.hanging(place)).filter(|(_, row)| seen.insert(*row)) {
                found.push(self.hanging(row as usize));
                open.push(row as usize);
            }
        }
        found.retain(|range| !range.is_empty());
        found.sort_unstable_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }

    /// Whether anything holds of a row's place and those below it, which are given as ranges.
    pub fn any_below(&self, row: usize, holds: impl Fn(Range<usize>) -> bool) -> bool {
        let Some(place) = self.place(row) else { return false };
        let own = self.hanging(place);
        // Nearly always what hangs on the row is all.
        holds(own.clone()) || (self.more_in(own).next().is_some() && self.below_all([row]).into_iter().any(holds))
    }

    /// Whether a row is another or stands somewhere below it.
    #[must_use]
    pub fn is_within(&self, row: usize, other: usize) -> bool {
        if row == other {
            return true;
        }
        let (Some(place), Some(other)) = (self.place(row), self.place(other)) else { return false };
        let range = self.hanging(other);
        // Nearly always what hangs on a row is all that stands below it.
        if range.contains(&place) || self.next_more[place] == NONE {
            return range.contains(&place);
        }
        let mut open = vec![place];
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if range.contains(&place) {
                return true;
            }
            // Rows come behind all that they stand below.
            if place > other {
                open.extend(self.more_above(place).filter(|above| seen.insert(*above)));
            }
        }
        false
    }

    /// For each of some rows the nearest of them above it, in the order in which they were given; of several that are as near, the
    /// last in the order of rows.
    #[must_use]
    pub fn nearest(&self, rows: &[usize]) -> Vec<Option<usize>> {
        let given: BTreeSet<usize> = rows.iter().filter_map(|row| self.place(*row)).collect();
        // Of each place that was looked at, the nearest given one above it.
        let mut known: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for place in &given {
            let mut open = vec![*place];
            while let Some(&at) = open.last() {
                let all = || self.all_above(at);
                let missing: Vec<usize> =
                    all().filter(|above| !given.contains(above) && !known.contains_key(above)).collect();
                if !known.contains_key(&at) && !missing.is_empty() {
                    open.extend(missing);
                    continue;
                }
                let nearest = |above: usize| if given.contains(&above) { Some(above) } else { known[&above] };
                let found = all().filter_map(nearest).max();
                known.insert(at, found);
                open.pop();
            }
        }
        let nearest = |row: &usize| known.get(&self.place(*row)?).copied().flatten().and_then(|place| self.row(place));
        rows.iter().map(nearest).collect()
    }

    /// The place and those of all rows that hang on the one there.
    fn hanging(&self, place: usize) -> Range<usize> {
        place..self.end[place] as usize
    }

    /// The places above one: the one on which it hangs, and the others.
    fn all_above(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let at = short(place);
        let start = self.more.partition_point(|(row, _)| *row < at);
        let more = self.more[start..].iter().take_while(move |(row, _)| *row == at);
        self.above(place).into_iter().chain(more.map(|(_, above)| *above as usize))
    }

    /// The places that one, or any on the way up from it, stands below without hanging on them.
    fn more_above(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let first = Some(self.next_more[place]).filter(|it| *it != NONE);
        let all = std::iter::successors(first, |at| {
            let above = self.above(*at as usize)?;
            Some(self.next_more[above]).filter(|it| *it != NONE)
        });
        all.flat_map(|at| {
            let start = self.more.partition_point(|(row, _)| *row < at);
            self.more[start..].iter().take_while(move |(row, _)| *row == at).map(|(_, above)| *above as usize)
        })
    }

    /// Who stands below the rows of some places without hanging on them: the place above, and its own.
    fn more_in(&self, places: Range<usize>) -> impl Iterator<Item = (u32, u32)> + '_ {
        let at = |place: usize| self.more_below.partition_point(|(above, _)| (*above as usize) < place);
        self.more_below[at(places.start)..at(places.end)].iter().copied()
    }
}

/// The rows that come back to themselves, each circle once, from its first row on; of circles that share a row, one.
#[must_use]
pub fn circles<Next: IntoIterator<Item = usize>>(rows: usize, next: impl Fn(usize) -> Next) -> Vec<Vec<usize>> {
    let next = |row: usize| next(row).into_iter().filter(|next| *next < rows).collect::<Vec<_>>();
    let mut found: Vec<Vec<usize>> = Vec::new();
    let (mut met, mut told) = (vec![false; rows], vec![false; rows]);
    // Where each row stands on the way that is gone at the moment.
    let mut on_way = vec![NONE; rows];
    for start in 0..rows {
        if met[start] {
            continue;
        }
        let mut way = vec![(start, next(start))];
        (met[start], on_way[start]) = (true, 0);
        while let Some((row, left)) = way.last_mut() {
            let row = *row;
            let Some(to) = left.pop() else {
                on_way[row] = NONE;
                way.pop();
                continue;
            };
            if on_way[to] != NONE && !told[to] && !told[row] {
                let circle: Vec<usize> = way[on_way[to] as usize..].iter().map(|(row, _)| *row).collect();
                circle.iter().for_each(|row| told[*row] = true);
                found.push(circle);
            } else if !met[to] {
                (met[to], on_way[to]) = (true, short(way.len()));
                way.push((to, next(to)));
            }
        }
    }
    for circle in &mut found {
        let least = circle.iter().enumerate().min_by_key(|(_, row)| **row).map_or(0, |(index, _)| index);
        circle.rotate_left(least);
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 over 1 and 2, 1 over 3; 4 and 5 go round, 6 hangs below them.
    const ABOVE: [Option<usize>; 7] = [None, Some(0), Some(0), Some(1), Some(5), Some(4), Some(5)];

    #[test]
    fn rows_stand_before_those_below_them() {
        let forest = Forest::new(7, |row| ABOVE[row]);
        assert_eq!(forest.rows().collect::<Vec<_>>(), [0, 1, 3, 2]);
        assert_eq!((forest.below(1), forest.place(4), forest.place(6)), (1..3, None, None));
        assert!(forest.is_within(3, 0) && forest.is_within(3, 3) && !forest.is_within(2, 1) && !forest.is_within(0, 3));
        assert!(!forest.is_within(6, 5) && forest.is_within(6, 6));
        assert_eq!(forest.nearest(&[3, 0, 2]), [Some(0), None, Some(0)]);
        assert_eq!(forest.nearest(&[3, 1, 0, 6]), [Some(1), Some(0), None, None]);
    }

    /// A table of two routes by two years: 0 is all, 1 and 2 the routes, 3 and 4 the years, 5 to 8 the cells; 9 is in the last cell.
    const ABOVE_CELLS: [&[usize]; 10] = [&[], &[0], &[0], &[0], &[0], &[1, 3], &[1, 4], &[2, 3], &[2, 4], &[8]];

    #[test]
    fn a_cell_stands_below_its_row_and_its_column() {
        let forest = Forest::of_several(10, |row| ABOVE_CELLS[row].iter().copied());
        let places: Vec<usize> = (0..10).map(|row| forest.place(row).expect("no circle")).collect();
        for (row, above) in ABOVE_CELLS.iter().enumerate() {
            assert!(above.iter().all(|above| places[*above] < places[row]), "{places:?}");
        }
        // By every way up, as by a walk over all pairs.
        let mut within: Vec<BTreeSet<usize>> = Vec::new();
        for (row, above) in ABOVE_CELLS.iter().enumerate() {
            let all = above.iter().flat_map(|above| within[*above].clone()).chain([row]);
            within.push(all.collect());
        }
        for row in 0..10 {
            for other in 0..10 {
                assert_eq!(forest.is_within(row, other), within[row].contains(&other), "{row} in {other}");
            }
            let below: BTreeSet<usize> =
                forest.below_all([row]).into_iter().flatten().filter_map(|place| forest.row(place)).collect();
            assert_eq!(below, (0..10).filter(|it| *it != row && within[*it].contains(&row)).collect(), "below {row}");
        }
        assert_eq!(forest.nearest(&[5, 3, 0]), [Some(3), Some(0), None]);
        assert_eq!(forest.nearest(&[9, 4]), [Some(4), None]);
        assert_eq!(forest.nearest(&[9, 1, 3]), [None, None, None], "the other column, the other row");
        let all: BTreeSet<usize> =
            forest.below_all([1, 2]).into_iter().flatten().filter_map(|at| forest.row(at)).collect();
        assert_eq!(all, [5, 6, 7, 8, 9].into());
    }

    /// Every row below every choice of rows, in many small orders: what hangs on a neighbour is not taken along.
    #[test]
    fn below_some_rows_is_what_a_walk_finds() {
        let mut seed = 1_u64;
        let mut below = |end: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % end
        };
        for _ in 0..400 {
            let above: Vec<Vec<usize>> =
                (0..9).map(|row| (0..below(4)).filter(|_| row > 0).map(|_| below(row.max(1))).collect()).collect();
            let forest = Forest::of_several(9, |row| above[row].iter().copied());
            let mut within: Vec<BTreeSet<usize>> = Vec::new();
            for (row, above) in above.iter().enumerate() {
                let all: BTreeSet<usize> = above.iter().flat_map(|above| within[*above].clone()).chain([row]).collect();
                within.push(all);
            }
            let rows: Vec<usize> = (0..=below(3)).map(|_| below(9)).collect();
            let found = forest.below_all(rows.iter().copied());
            assert!(found.windows(2).all(|pair| pair[0].end < pair[1].start), "{found:?} meet");
            let found: BTreeSet<usize> = found.into_iter().flatten().filter_map(|at| forest.row(at)).collect();
            let is_below = |it: &usize| rows.iter().any(|row| it != row && within[*it].contains(row));
            assert_eq!(found, (0..9).filter(is_below).collect(), "below {rows:?} of {above:?}");
            for (row, within) in within.iter().enumerate() {
                assert!((0..9).all(|it| forest.is_within(row, it) == within.contains(&it)), "{row} of {above:?}");
            }
        }
    }

    #[test]
    fn what_is_above_several_may_come_back() {
        let above: [&[usize]; 4] = [&[1, 2], &[], &[3], &[0]];
        assert_eq!(circles(4, |row| above[row].iter().copied()), [vec![0, 2, 3]]);
        let forest = Forest::of_several(4, |row| above[row].iter().copied());
        assert_eq!(forest.rows().collect::<Vec<_>>(), [1], "none of a circle has a place, nor what is below one");
        assert!(!forest.is_within(0, 1));
    }

    #[test]
    fn every_circle_is_found_once() {
        assert_eq!(circles(7, |row| ABOVE[row]), [vec![4, 5]]);
        assert_eq!(circles(3, Some), [vec![0], vec![1], vec![2]]);
        assert_eq!(circles(4, |row| [Some(3), Some(0), None, Some(1)][row]), [vec![0, 3, 1]]);
    }

    #[test]
    fn a_chain_as_long_as_a_table_is_no_deeper_than_its_list() {
        let forest = Forest::new(1_000_000, |row| row.checked_sub(1));
        assert!(forest.is_within(999_999, 0) && forest.below(500_000) == (500_000..1_000_000));
        assert_eq!(circles(1_000_000, |row| row.checked_sub(1)), Vec::<Vec<usize>>::new());
    }
}
