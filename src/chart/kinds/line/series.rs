//! One series: its points in time, which of them follow each other, and which have a work in common.

use std::collections::BTreeSet;

use crate::chart::Spec;
use crate::chart::scale::{middle, moment};
use crate::frame::{Cell, Row, Table};
use crate::model::Date;

/// One number of a series.
pub(super) struct Point<'a> {
    pub(super) date: Date,
    /// The middle of what the date can mean.
    pub(super) at: f64,
    pub(super) row: &'a Row,
    pub(super) cell: &'a Cell,
}

/// A series: its numbers in the order of time.
pub(super) struct Series<'a> {
    pub(super) key: &'a str,
    pub(super) name: String,
    pub(super) points: Vec<Point<'a>>,
}

/// The series of a table.
pub(super) fn series_of<'a>(spec: &Spec, table: &'a Table) -> Vec<Series<'a>> {
    let point = |key: &str, row: &'a Row| {
        let cell = row.cells.iter().find(|cell| cell.series == key)?;
        let date: Date = row.key.parse().ok()?;
        Some(Point { date, at: middle(date), row, cell })
    };
    let series = table.series().into_iter().map(|(key, own)| {
        let mut points: Vec<Point<'a>> = table.rows.iter().filter_map(|row| point(key, row)).collect();
        points.sort_by(|left, right| left.at.total_cmp(&right.at));
        Series { key, name: spec.label(key, own).to_owned(), points }
    });
    series.collect()
}

/// Every point with its series.
pub(super) fn all_of<'a, 'b>(series: &'b [Series<'a>]) -> impl Iterator<Item = (&'b Series<'a>, &'b Point<'a>)> {
    series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)))
}

/// Whether a date comes right after another of the same precision. Days have no such order: a series of days has those that
/// there are.
pub(super) fn follows(before: Date, after: Date) -> bool {
    match ((before.month, before.day), (after.month, after.day)) {
        ((None, _), (None, _)) => after.year == before.year + 1,
        ((Some(from), None), (Some(to), None)) => {
            after.year * 12 + i32::from(to) == before.year * 12 + i32::from(from) + 1
        }
        ((Some(_), Some(_)), (Some(_), Some(_))) => true,
        _ => false,
    }
}

/// The spans of time between two points of any series that are not next to each other.
pub(super) fn gaps(series: &[Series<'_>], mut known: Vec<f64>) -> Vec<(f64, f64)> {
    let mut dates: Vec<Date> = all_of(series).map(|(_, point)| point.date).collect();
    dates.sort_unstable();
    dates.dedup();
    known.sort_by(f64::total_cmp);
    let apart = dates.windows(2).filter(|pair| !follows(pair[0], pair[1]) && pair[0].year < pair[1].year);
    let spans = apart.map(|pair| (moment(pair[0], true), moment(pair[1], false)));
    spans.filter(|(from, to)| from < to && !known.iter().any(|at| from < at && at < to)).collect()
}

/// Whether two numbers come from one work: only then is a line between them something that somebody says.
pub(super) fn share_a_work(left: &Cell, right: &Cell) -> bool {
    let works = |cell: &Cell| cell.witnesses.iter().map(|witness| witness.work_id.clone()).collect::<BTreeSet<_>>();
    let (left, right) = (works(left), works(right));
    (left.is_empty() && right.is_empty()) || left.iter().any(|work| right.contains(work))
}
