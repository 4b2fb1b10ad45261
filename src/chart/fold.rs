//! More series than colours can tell apart: the lesser ones are folded into one, or left to the table.

use std::collections::BTreeSet;

use super::Spec;
use super::look::theme::HUES;
use crate::fmt::once_each;
use crate::frame::{Cell, Origin, Table};
use crate::lang::{Tongue, say};

/// What becomes of series for which no colour is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folding {
    /// All are drawn: they are told apart by their places.
    None,
    /// They are not drawn; the key says how many there are.
    LeftOut,
    /// They are drawn as one, for they are parts that add up.
    Added,
}

/// The key of the series that several are folded into.
pub(crate) const MORE: &str = "more-series";

/// The table with as many series as colours, and how many were left out of it. What is not itemised takes no colour.
pub(crate) fn fold(spec: &Spec, table: &Table, tongue: &Tongue) -> (Table, usize) {
    let kind = spec.kind.get();
    let several = table.rows.iter().any(|row| row.cells.len() > 1);
    let series: Vec<&str> = itemised(table);
    if kind.folding() == Folding::None || !several || series.len() <= HUES.len() {
        return (table.clone(), 0);
    }
    let kept = kept(spec, table, &series);
    let mut folded = table.clone();
    let is_kept = |cell: &Cell| cell.not_itemised || kept.contains(&cell.series);
    let more = series.len() - kept.len();
    folded.columns.retain(|(key, _)| kept.contains(key));
    for row in &mut folded.rows {
        let (own, rest): (Vec<Cell>, Vec<Cell>) = std::mem::take(&mut row.cells).into_iter().partition(is_kept);
        let at = own.iter().position(|cell| cell.not_itemised).unwrap_or(own.len());
        row.cells = own;
        if kind.folding() == Folding::Added
            && let Some(sum) = sum(&rest, say!(tongue, "more-in-table", n = more))
        {
            row.cells.insert(at, sum);
        }
    }
    let left_out = if kind.folding() == Folding::LeftOut { more } else { 0 };
    // A row of which nothing is drawn would look as if nothing were known.
    folded.rows.retain(|row| !row.cells.is_empty() || row.whole.is_some());
    (folded, left_out)
}

fn itemised(table: &Table) -> Vec<&str> {
    let rest: BTreeSet<&str> =
        table.cells().filter(|cell| cell.not_itemised).map(|cell| cell.series.as_str()).collect();
    table.series().into_iter().map(|(key, _)| key).filter(|key| !rest.contains(key)).collect()
}

/// The series that keep their own colour: those to which a report gives one or a side, then those with most numbers, the largest
/// first.
fn kept(spec: &Spec, table: &Table, series: &[&str]) -> BTreeSet<String> {
    // One colour is that of the rest.
    let places = HUES.len() - usize::from(spec.kind.get().folding() == Folding::Added);
    let is_named = |key: &str| {
        spec.colours.contains_key(key) || spec.kind.get().naming_keys().iter().any(|(_, named)| *named == key)
    };
    let weight = |key: &str| {
        let cells: Vec<&Cell> = table.cells().filter(|cell| cell.series == key).collect();
        let largest = cells.iter().map(|cell| cell.interval.reach().abs()).max();
        (is_named(key), cells.len(), largest)
    };
    let mut ranked: Vec<&str> = series.to_vec();
    ranked.sort_by_key(|key| std::cmp::Reverse(weight(key)));
    ranked.into_iter().take(places).map(str::to_owned).collect()
}

/// The sum of several parts of a row, which nobody states.
fn sum(cells: &[Cell], called: String) -> Option<Cell> {
    let (first, others) = cells.split_first()?;
    let interval = others.iter().try_fold(first.interval, |sum, cell| sum.plus(&cell.interval))?;
    Some(Cell {
        series: MORE.to_owned(),
        series_label: called,
        interval,
        quantities: once_each(cells.iter().flat_map(|cell| cell.quantities.clone())),
        witnesses: once_each(cells.iter().flat_map(|cell| cell.witnesses.clone())),
        origin: if others.is_empty() { first.origin } else { Origin::Sum },
        corrected: cells.iter().any(|cell| cell.corrected),
        ..first.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::AnyKind;
    use crate::data::Rank;
    use crate::frame::Row;
    use crate::model::Interval;

    fn spec(keys: &str) -> Spec {
        let kind = AnyKind::named("bars", keys).expect("sound keys");
        let text = String::new;
        let (id, report, title, subtitle, note, axis) = (text(), text(), text(), text(), text(), text());
        let (labels, details) = Default::default();
        Spec {
            id,
            report,
            kind,
            title,
            subtitle,
            note,
            axis,
            labels,
            details,
            colours: Default::default(),
            sources: vec![],
        }
    }

    fn table(count: i64) -> Table {
        let cell = |number: i64| Cell {
            series: format!("s{number}"),
            series_label: String::new(),
            interval: Interval::point(number.into()),
            unit_id: String::new(),
            stage_id: String::new(),
            quantities: vec![format!("q{number}")],
            witnesses: Vec::new(),
            origin: Origin::Stated,
            corrected: false,
            not_itemised: false,
            open: None,
            rank: Rank::Normal,
            converted: Vec::new(),
        };
        Table { rows: vec![Row { cells: (1..=count).map(cell).collect(), ..Row::default() }], ..Table::default() }
    }

    #[test]
    fn as_many_series_as_colours_are_kept_as_they_are() {
        let six = table(6);
        assert_eq!(fold(&spec("layout = \"grouped\""), &six, Tongue::english()), (six, 0));
    }

    #[test]
    fn lesser_series_are_left_out_side_by_side_and_added_end_to_end() {
        let (left, count) = fold(&spec("layout = \"grouped\""), &table(10), Tongue::english());
        let keys = |table: &Table| table.cells().map(|cell| cell.series.clone()).collect::<Vec<_>>();
        assert_eq!((keys(&left), count), (["s5", "s6", "s7", "s8", "s9", "s10"].map(str::to_owned).to_vec(), 4));
        let (added, count) = fold(&spec("layout = \"stacked\"\nsplit = \"type\""), &table(10), Tongue::english());
        assert_eq!((keys(&added), count), (["s6", "s7", "s8", "s9", "s10", MORE].map(str::to_owned).to_vec(), 0));
        let more = added.cells().last().expect("a sum");
        assert_eq!((more.interval.as_point(), more.quantities.len()), (Some(15.into()), 5));
        assert_eq!(more.series_label, "5 more, in the table");
    }
}
