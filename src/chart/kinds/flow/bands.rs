//! What goes on from stage to stage, what falls away, and what comes in addition.

use crate::chart::look::shape::float;
use crate::frame::{Cell, Row};

/// How two stages that follow each other in a row differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// The later is less.
    Less,
    /// The later is more.
    More,
    /// Between the two lies a stage of which nothing is known.
    Unknown,
}

/// How high a number stands, in its own unit: to its lower end, and to its upper. Without a lower end nothing is certain; without
/// an upper the lower is all that is drawn.
pub(super) fn heights(cell: &Cell) -> (f64, f64) {
    let (min, max) = (cell.interval.min.map(float), cell.interval.max.map(float));
    let low = min.unwrap_or_default();
    (low, max.unwrap_or(low))
}

/// The numbers of a row that follow each other, with how many columns lie between them.
pub(super) fn pairs<'a>(stages: &[(&str, &str)], row: &'a Row) -> Vec<[(usize, &'a Cell); 2]> {
    let place = |cell: &'a Cell| Some((stages.iter().position(|(key, _)| *key == cell.series)?, cell));
    let mut cells: Vec<(usize, &Cell)> = row.cells.iter().filter_map(place).collect();
    cells.sort_by_key(|(column, _)| *column);
    cells.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// What differs between stages that follow each other in a row.
pub(super) fn breaks(stages: &[(&str, &str)], row: &Row) -> Vec<Break> {
    let of_pair = |[(first, from), (next, to)]: [(usize, &Cell); 2]| {
        let (from, to) = (heights(from), heights(to));
        [
            (next > first + 1, Break::Unknown),
            (next == first + 1 && to.1 < from.1, Break::Less),
            (next == first + 1 && to.1 > from.1, Break::More),
        ]
    };
    let all = pairs(stages, row).into_iter().flat_map(of_pair);
    all.filter(|(is, _)| *is).map(|(_, what)| what).collect()
}
