//! A part of a package that is itself a sound package: some figures and what they need, nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::schema::{self, Kind, PACKAGE, TABLES, Table};
use super::{DESCRIPTOR_FILE, Figure, METHOD_FILE, Package, PartOf, Quantity, RawTable, Source, csv_text};
use crate::model::Forest;

/// The rows of each table that are in.
type Rows = BTreeMap<&'static str, BTreeSet<usize>>;

/// The figures, the quantities they are about, and all that these refer to; of `computed`, those quantities that the parts
/// of a split make whole. A quantity stays a part of the nearest whole that is in, and a part of a split only if the whole
/// split is in: else someone would take some of the parts for all. Rates come along between units that are in, corrections
/// of rows that are in; events do not.
#[must_use]
pub fn subset(package: &Package, figures: &[&Figure], computed: &[&Quantity]) -> Package {
    part(package, figures, computed, &Rows::new())
}

/// What some works alone tell: their figures, and the agreements and events that they date; with every rate, for in whose
/// money and prices a figure is told is not the work's affair.
#[must_use]
pub fn of_works(package: &Package, works: &[String]) -> Package {
    let dataset = &package.dataset;
    let works: BTreeSet<&str> = works.iter().map(String::as_str).collect();
    let figures = dataset.figures.iter().filter(|figure| works.contains(figure.work_id.as_str()));
    let figures: Vec<&Figure> = figures.collect();
    let quantities: Vec<&Quantity> = dataset.quantities.iter().collect();
    let mut kept = Rows::new();
    let agreements = dataset.agreements.iter().filter(|agreement| works.contains(agreement.work_id.as_str()));
    add(package, &mut kept, "agreements", agreements.map(|agreement| agreement.id.as_str()));
    let events = dataset.events.iter().filter(|event| works.contains(event.work_id.as_str()));
    add(package, &mut kept, "events", events.map(|event| event.id.as_str()));
    add(package, &mut kept, "rates", dataset.rates.ids());
    part(package, &figures, &quantities, &kept)
}

/// A part of a package, with rows that are in for their own sake.
fn part(package: &Package, figures: &[&Figure], computed: &[&Quantity], kept: &Rows) -> Package {
    let quantities = quantities(package, figures, computed);
    let mut rows = kept.clone();
    add(package, &mut rows, "figures", figures.iter().map(|figure| figure.id.as_str()));
    add(package, &mut rows, "quantities", quantities.iter().copied());
    close(package, &mut rows);
    let units: BTreeSet<&str> = ids(package, &rows, "units").collect();
    let between = package.dataset.rates.iter();
    let between = between
        .filter(|rate| units.contains(rate.from_unit_id.as_str()) && units.contains(rate.to_unit_id.as_str()))
        .map(|rate| rate.id.clone());
    let rates: Vec<String> = between.collect();
    add(package, &mut rows, "rates", rates.iter().map(String::as_str));
    close(package, &mut rows);
    let is_in = |rows: &Rows, table: &str, row: &str| {
        let index = package.table(table).and_then(|raw| raw.row(row));
        index.is_some_and(|index| rows.get(table).is_some_and(|rows| rows.contains(&index)))
    };
    let corrections = package.dataset.corrections.iter().filter(|it| is_in(&rows, &it.table, &it.row_id));
    let corrections: Vec<String> = corrections.map(|correction| correction.id.clone()).collect();
    add(package, &mut rows, "corrections", corrections.iter().map(String::as_str));
    let words = package.table("labels").map(|labels| {
        let is_of = |table: &str, row: &str| table == PACKAGE || is_in(&rows, table, row);
        let is_in = |row: &usize| is_of(labels.cell(*row, "table"), labels.cell(*row, "row_id"));
        (0..labels.len()).filter(is_in).collect()
    });
    rows.extend(words.map(|words| ("labels", words)));
    let wholes = Wholes::new(package, &quantities);
    let mut files: BTreeMap<String, String> = TABLES
        .iter()
        .filter(|table| package.table(table.name).is_some_and(RawTable::is_there))
        .map(|table| (table.file(), text(package, table, &rows, &wholes)))
        .collect();
    for name in [DESCRIPTOR_FILE, METHOD_FILE] {
        files.extend(package.written(name).map(|text| (name.to_owned(), text.to_owned())));
    }
    Package::read(Source::Memory(Arc::new(files)))
}

/// The figures, and for a quantity that was asked for and that nobody states, those of the parts that are added for it.
#[must_use]
pub fn with_parts<'a>(package: &'a Package, figures: &[&'a Figure], asked: &[&'a Quantity]) -> Vec<&'a Figure> {
    let dataset = &package.dataset;
    let mut of_quantity: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in dataset.figures.iter() {
        of_quantity.entry(&figure.quantity_id).or_default().push(figure);
    }
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in dataset.quantities.iter() {
        for (whole, _) in part.splits() {
            parts.entry(whole).or_default().push(&part.id);
        }
    }
    let known: BTreeSet<&str> = figures.iter().map(|figure| figure.id.as_str()).collect();
    let mut all = figures.to_vec();
    let mut of: Vec<&str> = asked.iter().map(|quantity| quantity.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(whole) = of.pop() {
        if of_quantity.contains_key(whole) || !seen.insert(whole) {
            continue;
        }
        for &part in parts.get(whole).into_iter().flatten() {
            let own = of_quantity.get(part).into_iter().flatten().copied();
            all.extend(own.filter(|figure| !known.contains(figure.id.as_str())));
            of.push(part);
        }
    }
    all
}

/// A whole and one of its splits.
type Split<'a> = (&'a str, &'a str);

/// The quantities that figures are about, and those that they make by splits that are all in.
fn quantities<'a>(package: &'a Package, figures: &[&'a Figure], computed: &[&'a Quantity]) -> BTreeSet<&'a str> {
    let all = &package.dataset.quantities;
    let mut found: BTreeSet<&str> = figures.iter().map(|figure| figure.quantity_id.as_str()).collect();
    let computed: BTreeSet<&str> = computed.iter().map(|quantity| quantity.id.as_str()).collect();
    let mut missing: BTreeMap<Split<'_>, usize> = BTreeMap::new();
    for part in all.iter() {
        for split in part.splits() {
            *missing.entry(split).or_default() += usize::from(!found.contains(part.id.as_str()));
        }
    }
    let is_new = |found: &BTreeSet<&str>, whole: &str| computed.contains(whole) && !found.contains(whole);
    let complete = missing.iter().filter(|(_, missing)| **missing == 0).map(|((whole, _), _)| *whole);
    let mut open: Vec<&str> = complete.collect();
    while let Some(whole) = open.pop() {
        if !is_new(&found, whole) {
            continue;
        }
        found.insert(whole);
        // What has come in may be the last part of a split of its own whole.
        for split in all.get(whole).into_iter().flat_map(Quantity::splits) {
            if let Some(missing) = missing.get_mut(&split) {
                *missing = missing.saturating_sub(1);
                open.extend((*missing == 0).then_some(split.0));
            }
        }
    }
    found
}

fn add<'a>(package: &Package, rows: &mut Rows, table: &'static str, ids: impl Iterator<Item = &'a str>) {
    let Some(raw) = package.table(table) else { return };
    rows.entry(table).or_default().extend(ids.filter_map(|id| raw.row(id)));
}

fn ids<'a>(package: &'a Package, rows: &Rows, table: &str) -> impl Iterator<Item = &'a str> {
    let raw = package.table(table);
    let rows = rows.get(table).cloned().unwrap_or_default();
    rows.into_iter().filter_map(move |row| Some(raw?.cell(row, raw?.schema.id()?)))
}

/// Adds every row that a row refers to, until nothing is new. What a quantity is a part of is not followed.
fn close(package: &Package, rows: &mut Rows) {
    let all = rows.iter().flat_map(|(table, rows)| rows.iter().map(|row| (*table, *row)));
    let mut open: Vec<(&str, usize)> = all.collect();
    while let Some((name, row)) = open.pop() {
        let Some(raw) = package.table(name) else { continue };
        for field in raw.schema.fields.iter().filter(|field| field.name != "part_of") {
            let target = match field.kind {
                Kind::Ref(target) | Kind::Refs(target) => schema::table(target),
                _ => None,
            };
            let Some((target, other)) = target.and_then(|it| Some((it.name, package.table(it.name)?))) else {
                continue;
            };
            for id in raw.cell(row, field.name).split("; ").filter(|id| !id.is_empty()) {
                if let Some(row) = other.row(id).filter(|row| rows.entry(target).or_default().insert(*row)) {
                    open.push((target, row));
                }
            }
        }
    }
}

/// What becomes of the quantities that are in: the wholes of each that are in, or the nearest above those that are not, with the
/// splits that are in as a whole.
struct Wholes<'a> {
    package: &'a Package,
    is_in: &'a BTreeSet<&'a str>,
    forest: Forest,
    /// By row, the nearest wholes that are in.
    nearest: Vec<BTreeSet<&'a str>>,
    broken: BTreeSet<Split<'a>>,
}

impl<'a> Wholes<'a> {
    fn new(package: &'a Package, is_in: &'a BTreeSet<&'a str>) -> Self {
        let all = &package.dataset.quantities;
        let wholes = |row: usize| all.at(row).part_of.iter().filter_map(|it| all.position(&it.whole));
        let forest = Forest::of_several(all.len(), wholes);
        let mut nearest: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); all.len()];
        for row in forest.rows() {
            for above in wholes(row) {
                let id = all.at(above).id.as_str();
                let found = if is_in.contains(id) { BTreeSet::from([id]) } else { nearest[above].clone() };
                nearest[row].extend(found);
            }
        }
        let parts_out = all.iter().filter(|part| !is_in.contains(part.id.as_str()));
        Self { package, is_in, forest, nearest, broken: parts_out.flat_map(Quantity::splits).collect() }
    }

    /// The cells `part_of` and `split` of a quantity that is in.
    fn cells(&self, row: usize) -> (String, String) {
        let all = &self.package.dataset.quantities;
        let quantity = all.at(row);
        let own = quantity.part_of.iter().filter(|it| self.is_in.contains(it.whole.as_str()));
        let split =
            |it: &'a PartOf| it.split.as_deref().filter(|split| !self.broken.contains(&(it.whole.as_str(), split)));
        let mut kept: Vec<(&str, &str)> = own.map(|it| (it.whole.as_str(), split(it).unwrap_or_default())).collect();
        let position = |id: &str| all.position(id);
        // What another whole that is kept counts, or is, needs not be named again.
        let is_said = |id: &str, kept: &[(&str, &str)]| {
            kept.iter().any(|(whole, _)| {
                position(whole).zip(position(id)).is_some_and(|(whole, id)| self.forest.is_within(whole, id))
            })
        };
        for id in &self.nearest[row] {
            if !is_said(id, &kept) {
                kept.push((id, ""));
            }
        }
        let wholes = kept.iter().map(|(whole, _)| *whole).collect::<Vec<_>>().join("; ");
        let splits: Vec<&str> = kept.iter().map(|(_, split)| *split).collect();
        let splits = if splits.iter().all(|split| split.is_empty()) { String::new() } else { splits.join("; ") };
        (wholes, splits.trim().to_owned())
    }
}

/// A table with the rows that are in, in the order of its columns.
fn text(package: &Package, table: &Table, rows: &Rows, wholes: &Wholes<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |cells: Vec<String>| {
        // In memory nothing fails: every row has a cell a column.
        let _ = writer.write_record(cells);
    };
    if let Some(raw) = package.table(table.name) {
        let fields = raw.fields();
        write(fields.iter().map(|field| field.name.to_owned()).collect());
        for row in rows.get(table.name).into_iter().flatten() {
            let (part_of, split) = if table.name == "quantities" { wholes.cells(*row) } else { Default::default() };
            let cells = fields.iter().map(|field| match (table.name, field.name) {
                ("quantities", "part_of") => part_of.clone(),
                ("quantities", "split") => split.clone(),
                (_, name) => raw.cell(*row, name).to_owned(),
            });
            write(cells.collect());
        }
    }
    csv_text(writer).unwrap_or_default()
}

/// The works that the first figures are from: what these alone say stays as it is, whatever else comes to be known.
#[cfg(test)]
pub(crate) fn five_works() -> Package {
    let works = ["axis-forum-2004", "peskov-2006", "flashcards-sino-soviet", "njal-2014", "kimh-moscow-treaty"];
    let built_in = Package::read(Source::BuiltIn);
    let works: Vec<String> = works.into_iter().chain(["cow-trade-4"]).map(str::to_owned).collect();
    of_works(&built_in, &works)
}
