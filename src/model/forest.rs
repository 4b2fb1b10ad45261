//! Rows of which each may stand below one other: parts below their wholes, categories below categories, works below the
//! work that they are taken from.
//!
//! Every walk up or down such rows goes through here, so that a chain of any length and a row with any number of others
//! below it cost what they are long, and nothing is called from within itself.

use std::ops::Range;

/// No place.
const NONE: u32 = u32::MAX;

/// Rows in an order in which those below a row follow it at once. A row that comes back to itself, and whatever stands
/// below such a row, has no place in it.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    /// The rows in order.
    order: Vec<u32>,
    /// The place of each row.
    place: Vec<u32>,
    /// For each place the one behind the last row below it.
    end: Vec<u32>,
}

/// A row as it is kept. No table has so many rows that one does not fit, for its text is below 4 GB.
fn short(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NONE)
}

impl Forest {
    /// Puts so many rows in order; `above` says below which row one stands.
    #[must_use]
    pub fn new(rows: usize, above: impl Fn(usize) -> Option<usize>) -> Self {
        let above: Vec<u32> = (0..rows).map(|row| above(row).filter(|it| *it < rows).map_or(NONE, short)).collect();
        // The rows below each, one list behind the other.
        let mut starts = vec![0_u32; rows + 1];
        for row in above.iter().filter(|row| **row != NONE) {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut below = vec![NONE; starts[rows] as usize];
        let mut next = starts.clone();
        for (row, above) in above.iter().enumerate().filter(|(_, above)| **above != NONE) {
            below[next[*above as usize] as usize] = short(row);
            next[*above as usize] += 1;
        }
        let mut order: Vec<u32> = Vec::with_capacity(rows);
        let mut place = vec![NONE; rows];
        let tops = above.iter().enumerate().filter(|(_, above)| **above == NONE).map(|(row, _)| short(row));
        let mut open: Vec<u32> = tops.rev().collect();
        while let Some(row) = open.pop() {
            place[row as usize] = short(order.len());
            order.push(row);
            open.extend(below[starts[row as usize] as usize..starts[row as usize + 1] as usize].iter().rev());
        }
        let mut end: Vec<u32> = (1..=short(order.len())).collect();
        for at in (0..order.len()).rev() {
            let above = above[order[at] as usize];
            if above != NONE {
                let above = place[above as usize] as usize;
                end[above] = end[above].max(end[at]);
            }
        }
        Self { order, place, end }
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

    /// The places of a row and of all rows below it.
    #[must_use]
    pub fn below(&self, row: usize) -> Range<usize> {
        self.place(row).map_or(0..0, |place| place..self.end[place] as usize)
    }

    /// The rows in order: each before those below it.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        self.order.iter().map(|row| *row as usize)
    }

    /// Whether a row is another or stands somewhere below it.
    #[must_use]
    pub fn is_within(&self, row: usize, other: usize) -> bool {
        row == other || self.place(row).is_some_and(|place| self.below(other).contains(&place))
    }

    /// For each of some rows the nearest of them above it, in the order in which they were given.
    #[must_use]
    pub fn nearest(&self, rows: &[usize]) -> Vec<Option<usize>> {
        let mut nearest = vec![None; rows.len()];
        let mut sorted: Vec<(usize, usize)> =
            rows.iter().enumerate().filter_map(|(index, row)| Some((self.place(*row)?, index))).collect();
        sorted.sort_unstable();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (place, index) in sorted {
            while open.last().is_some_and(|(_, row)| !self.below(*row).contains(&place)) {
                open.pop();
            }
            // A row that was given twice is not above itself.
            nearest[index] = open.iter().rev().find(|(other, _)| *other != place).map(|(_, row)| *row);
            open.push((place, rows[index]));
        }
        nearest
    }
}

/// The rows that come back to themselves, each circle once, from its first row on.
#[must_use]
pub fn circles(rows: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let next = |row: usize| next(row).filter(|next| *next < rows);
    let mut found: Vec<Vec<usize>> = Vec::new();
    // By which walk a row was first met.
    let mut met = vec![NONE; rows];
    for start in 0..rows {
        let mut at = Some(start);
        while let Some(row) = at.filter(|row| met[*row] == NONE) {
            met[row] = short(start);
            at = next(row);
        }
        // A walk that comes to a row of its own has gone round; one that comes to another's ends as that did.
        let Some(first) = at.filter(|row| met[*row] == short(start)) else { continue };
        let rest = std::iter::successors(next(first), |row| next(*row)).take_while(|row| *row != first);
        let mut circle: Vec<usize> = std::iter::once(first).chain(rest).collect();
        let least = circle.iter().enumerate().min_by_key(|(_, row)| **row).map_or(0, |(index, _)| index);
        circle.rotate_left(least);
        found.push(circle);
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
