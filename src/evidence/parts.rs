//! Which quantities are parts of which, and where below one a unit is spoken of at all.
//!
//! A sum may lie below a long run of quantities of which each has one part and nothing to say in the unit that is asked
//! for. Such a run is passed at one step: else a chain of parts, each in a unit of its own, would cost its square.

use std::collections::BTreeMap;

use super::Evidence;
use super::links::Links;
use crate::data::{Figure, Measure, Quantity};
use crate::model::Forest;

/// A row of a table.
pub(super) type Row = u32;
/// A unit by its row; one that is in no table has a number behind all rows.
pub(super) type UnitRow = u32;

/// A row as it is kept. No table has so many rows that one does not fit, for its text is below 4 GB.
pub(super) fn short(row: usize) -> Row {
    Row::try_from(row).unwrap_or(Row::MAX)
}

/// The forest of splits, and who speaks in which unit. Places are those of the forest.
pub(super) struct Parts<'a> {
    forest: Forest,
    units: BTreeMap<&'a str, UnitRow>,
    /// The id of each unit.
    names: Vec<&'a str>,
    /// The base of each unit, or itself.
    bases: Vec<UnitRow>,
    /// The unit of each quantity.
    own: Vec<UnitRow>,
    /// All figures by quantity and base of their unit, in the order of the table.
    figures: Vec<(Row, UnitRow, &'a Figure)>,
    /// The places of all quantities by the base of their own unit.
    by_base: Vec<(UnitRow, Row)>,
    /// For each place the end of the run that begins there, of quantities each of which has one part and no other.
    runs: Vec<Row>,
}

/// Whether quantities can be added up to a whole.
pub(super) fn add_up<'q>(whole: &Quantity, mut parts: impl Iterator<Item = &'q Quantity>) -> bool {
    let adds = |quantity: &Quantity| quantity.stage_id == whole.stage_id && quantity.measure == Measure::Total;
    adds(whole) && parts.all(adds)
}

impl<'a> Parts<'a> {
    pub(super) fn new(links: &Links<'a>) -> Self {
        let dataset = links.dataset;
        let mut units: BTreeMap<&str, UnitRow> = BTreeMap::new();
        for (row, unit) in dataset.units.iter().enumerate() {
            units.entry(&unit.id).or_insert(short(row));
        }
        let mut unknown = short(dataset.units.len());
        let mut number = |id: &'a str| {
            *units.entry(id).or_insert_with(|| {
                unknown += 1;
                unknown - 1
            })
        };
        let mut bases: Vec<UnitRow> =
            dataset.units.iter().map(|unit| number(unit.base_unit_id.as_deref().unwrap_or(&unit.id))).collect();
        let own: Vec<UnitRow> = dataset.quantities.iter().map(|quantity| number(&quantity.unit_id)).collect();
        let mut figures = Vec::with_capacity(links.figures.len());
        for (row, ends) in links.first_figures.windows(2).enumerate() {
            for &figure in &links.figures[ends[0]..ends[1]] {
                let unit = figure.unit_id.as_deref().map_or(own[row], &mut number);
                figures.push((short(row), unit, figure));
            }
        }
        bases.extend(short(bases.len())..unknown);
        figures.iter_mut().for_each(|(_, unit, _)| *unit = bases[*unit as usize]);
        figures.sort_by_key(|(row, base, _)| (*row, *base));
        let mut names = vec![""; bases.len()];
        for (id, unit) in &units {
            names[*unit as usize] = id;
        }
        // Of rows with one id only the first counts; else a doubled id could close a circle.
        let forest = Forest::of_several(dataset.quantities.len(), |row| {
            let part = dataset.quantities.at(row);
            let is_first = dataset.quantities.position(&part.id) == Some(row);
            let wholes = part.splits().filter(move |_| is_first);
            wholes.filter_map(|(whole, _)| dataset.quantities.position(whole))
        });
        let place = |row: Row| forest.place(row as usize).map(short);
        let of_base = |row: usize| Some((bases[own[row] as usize], place(short(row))?));
        let by_base = sorted((0..own.len()).filter_map(of_base).collect());
        let mut parts = Self { forest, units, names, bases, own, figures, by_base, runs: Vec::new() };
        parts.runs = parts.runs(links);
        parts
    }

    fn runs(&self, links: &Links<'a>) -> Vec<Row> {
        let mut runs: Vec<Row> = (0..short(self.forest.rows().len())).collect();
        for (place, row) in self.forest.rows().enumerate().rev() {
            let whole = links.dataset.quantities.at(row);
            let splits = links.parts.get(whole.id.as_str()).map(BTreeMap::values);
            let mut splits = splits.into_iter().flatten();
            if let (Some(split), None) = (splits.next(), splits.next())
                && split.len() == 1
                && self.forest.place(split[0].row) == Some(place + 1)
                && add_up(whole, split.iter().copied())
            {
                // The one part stands at the next place, unless it waits for another whole.
                runs[place] = runs[place + 1];
            }
        }
        runs
    }

    /// The number of a unit, if any row speaks of it.
    pub(super) fn unit(&self, id: &str) -> Option<UnitRow> {
        self.units.get(id).copied()
    }

    pub(super) fn unit_id(&self, unit: UnitRow) -> &'a str {
        self.names.get(unit as usize).copied().unwrap_or_default()
    }

    pub(super) fn base(&self, unit: UnitRow) -> UnitRow {
        self.bases.get(unit as usize).copied().unwrap_or(unit)
    }

    /// The unit of a quantity.
    pub(super) fn own(&self, row: Row) -> UnitRow {
        self.own[row as usize]
    }

    /// The place of a quantity; none of one that is a part of itself.
    pub(super) fn place(&self, row: Row) -> Option<Row> {
        self.forest.place(row as usize).map(short)
    }

    /// The quantity at a place.
    pub(super) fn row(&self, place: Row) -> Option<Row> {
        self.forest.row(place as usize).map(short)
    }

    /// The end of the run of lone parts that begins at a place.
    pub(super) fn run(&self, place: Row) -> Row {
        self.runs[place as usize]
    }

    /// The figures of a quantity in units of a base, in the order of the table.
    pub(super) fn figures(&self, row: Row, base: UnitRow) -> impl Iterator<Item = &'a Figure> + '_ {
        let start = self.figures.partition_point(|(other, of, _)| (*other, *of) < (row, base));
        let all = self.figures[start..].iter().take_while(move |(other, of, _)| (*other, *of) == (row, base));
        all.map(|(.., figure)| *figure)
    }

    /// Where a quantity stands in the list of all by the base of their own unit.
    pub(super) fn at_base(&self, base: UnitRow, from: Row) -> usize {
        self.by_base.partition_point(|other| *other < (base, from))
    }

    /// The place at an index of that list, if it is of the base.
    pub(super) fn of_base(&self, base: UnitRow, index: usize) -> Option<Row> {
        self.by_base.get(index).filter(|(of, _)| *of == base).map(|(_, place)| *place)
    }

    /// How long that list is.
    pub(super) fn len(&self) -> usize {
        self.by_base.len()
    }
}

/// Where usable figures stand: by the base of their unit, each place once.
#[derive(Default)]
pub(super) struct Spoken(Vec<(UnitRow, Row)>);

impl Spoken {
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let parts = &evidence.index.splits;
        let usable = parts.figures.iter().filter(|(.., figure)| evidence.reason(figure).is_none());
        Self(sorted(usable.filter_map(|(row, base, _)| Some((*base, parts.place(*row)?))).collect()))
    }

    /// Whether a quantity, or a part somewhere below it, has a usable figure in a unit of that base: else it cannot be worth
    /// anything in one.
    pub(super) fn is_spoken(&self, parts: &Parts<'_>, base: UnitRow, row: Row) -> bool {
        let is_spoken = |below: std::ops::Range<usize>| {
            let at = self.0.partition_point(|spoken| *spoken < (base, short(below.start)));
            self.0.get(at).is_some_and(|(of, place)| *of == base && below.contains(&(*place as usize)))
        };
        parts.forest.any_below(row as usize, is_spoken)
    }

    /// Whether the quantity at a place has a usable figure in a unit of the base.
    pub(super) fn is_stated(&self, base: UnitRow, place: Row) -> bool {
        self.next_stated(base, place) == Some(place)
    }

    /// The next place, from one on, with a usable figure in a unit of the base.
    pub(super) fn next_stated(&self, base: UnitRow, from: Row) -> Option<Row> {
        let at = self.0.partition_point(|stated| *stated < (base, from));
        self.0.get(at).filter(|(of, _)| *of == base).map(|(_, place)| *place)
    }
}

/// In order, each once.
fn sorted(mut list: Vec<(UnitRow, Row)>) -> Vec<(UnitRow, Row)> {
    list.sort_unstable();
    list.dedup();
    list
}
