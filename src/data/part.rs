//! A part of a package that is itself a sound package: some figures and what they need, nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::schema::{self, Kind, TABLES, Table};
use super::{DESCRIPTOR_FILE, Figure, METHOD_FILE, Package, Quantity, Source};

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
    let figures: Vec<&Figure> = dataset.figures.iter().filter(|figure| works.contains(&figure.work_id)).collect();
    let quantities: Vec<&Quantity> = dataset.quantities.iter().collect();
    let mut kept = Rows::new();
    let agreements = dataset.agreements.iter().filter(|agreement| works.contains(&agreement.work_id));
    add(package, &mut kept, "agreements", agreements.map(|agreement| agreement.id.as_str()));
    let events = dataset.events.iter().filter(|event| works.contains(&event.work_id));
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
    let is_in = |table: &str, row: &str| {
        let index = package.table(table).and_then(|raw| raw.row(row));
        index.is_some_and(|index| rows.get(table).is_some_and(|rows| rows.contains(&index)))
    };
    let corrections = package.dataset.corrections.iter().filter(|it| is_in(&it.table, &it.row_id));
    let corrections: Vec<String> = corrections.map(|correction| correction.id.clone()).collect();
    add(package, &mut rows, "corrections", corrections.iter().map(String::as_str));
    let mut files: BTreeMap<String, String> =
        TABLES.iter().map(|table| (table.file(), text(package, table, &rows, &quantities))).collect();
    for name in [DESCRIPTOR_FILE, METHOD_FILE] {
        files.extend(package.source.beside(name).map(|text| (name.to_owned(), text)));
    }
    Package::read(Source::Memory(Arc::new(files)))
}

/// The figures, and for a quantity that was asked for and that nobody states, those of the parts that are added for it.
#[must_use]
pub fn with_parts<'a>(package: &'a Package, figures: &[&'a Figure], asked: &[&'a Quantity]) -> Vec<&'a Figure> {
    let dataset = &package.dataset;
    let mut all = figures.to_vec();
    let mut of: Vec<&str> = asked.iter().map(|quantity| quantity.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(whole) = of.pop() {
        let is_stated = dataset.figures.iter().any(|figure| figure.quantity_id == whole);
        if is_stated || !seen.insert(whole) {
            continue;
        }
        let parts = dataset.quantities.iter().filter(|it| it.part_of.as_deref() == Some(whole) && it.split.is_some());
        for part in parts {
            let own = dataset.figures.iter().filter(|figure| figure.quantity_id == part.id);
            all.extend(own.filter(|figure| !figures.iter().any(|known| known.id == figure.id)));
            of.push(part.id.as_str());
        }
    }
    all
}

/// The quantities that figures are about, and those that they make by splits that are all in.
fn quantities<'a>(package: &'a Package, figures: &[&'a Figure], computed: &[&'a Quantity]) -> BTreeSet<&'a str> {
    let mut found: BTreeSet<&str> = figures.iter().map(|figure| figure.quantity_id.as_str()).collect();
    loop {
        let whole = |quantity: &&&Quantity| {
            let mut splits: BTreeMap<&str, bool> = BTreeMap::new();
            for part in package.dataset.quantities.iter().filter(|it| it.part_of.as_ref() == Some(&quantity.id)) {
                if let Some(split) = &part.split {
                    *splits.entry(split).or_insert(true) &= found.contains(part.id.as_str());
                }
            }
            !found.contains(quantity.id.as_str()) && splits.values().any(|is_whole| *is_whole)
        };
        let more: Vec<&str> = computed.iter().filter(whole).map(|quantity| quantity.id.as_str()).collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

fn add<'a>(package: &Package, rows: &mut Rows, table: &'static str, ids: impl Iterator<Item = &'a str>) {
    let Some(raw) = package.table(table) else { return };
    rows.entry(table).or_default().extend(ids.filter_map(|id| raw.row(id)));
}

fn ids<'a>(package: &'a Package, rows: &Rows, table: &str) -> impl Iterator<Item = &'a str> {
    let raw = package.table(table);
    let rows = rows.get(table).cloned().unwrap_or_default();
    rows.into_iter().filter_map(move |row| Some(raw?.cell(row, raw?.schema.fields[0].name)))
}

/// Adds every row that a row refers to, until nothing is new. What a quantity is a part of is not followed.
fn close(package: &Package, rows: &mut Rows) {
    let mut size = 0;
    while size != rows.values().map(BTreeSet::len).sum::<usize>() {
        size = rows.values().map(BTreeSet::len).sum();
        for table in TABLES {
            let Some(raw) = package.table(table.name) else { continue };
            let own: Vec<usize> = rows.get(table.name).into_iter().flatten().copied().collect();
            for field in table.fields.iter().filter(|field| field.name != "part_of") {
                let target = match field.kind {
                    Kind::Ref(target) | Kind::Refs(target) => target,
                    _ => continue,
                };
                let cells = own.iter().flat_map(|row| raw.cell(*row, field.name).split("; "));
                let target = schema::table(target).map_or("", |table| table.name);
                add(package, rows, target, cells.filter(|cell| !cell.is_empty()));
            }
        }
    }
}

/// A table with the rows that are in, in the order of its columns.
fn text(package: &Package, table: &Table, rows: &Rows, quantities: &BTreeSet<&str>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |cells: Vec<String>| {
        // In memory nothing fails: every row has a cell a column.
        let _ = writer.write_record(cells);
    };
    write(table.fields.iter().map(|field| field.name.to_owned()).collect());
    if let Some(raw) = package.table(table.name) {
        for row in rows.get(table.name).into_iter().flatten() {
            let cell = |name: &str| raw.cell(*row, name).to_owned();
            let cells = table.fields.iter().map(|field| match (table.name, field.name) {
                ("quantities", "part_of") => whole_of(package, &cell("part_of"), quantities).unwrap_or_default(),
                ("quantities", "split") => match is_split_in(package, &cell("part_of"), &cell("split"), quantities) {
                    true => cell("split"),
                    false => String::new(),
                },
                (_, name) => cell(name),
            });
            write(cells.collect());
        }
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The nearest whole that is in; a cycle ends the search.
fn whole_of(package: &Package, whole: &str, quantities: &BTreeSet<&str>) -> Option<String> {
    let chain = package.dataset.whole_chain(whole);
    chain.into_iter().find(|id| quantities.contains(id)).map(str::to_owned)
}

/// Whether a whole and all parts of one of its splits are in.
fn is_split_in(package: &Package, whole: &str, split: &str, quantities: &BTreeSet<&str>) -> bool {
    let parts = package.dataset.quantities.iter();
    let mut parts = parts.filter(|it| it.part_of.as_deref() == Some(whole) && it.split.as_deref() == Some(split));
    quantities.contains(whole) && parts.all(|part| quantities.contains(part.id.as_str()))
}

/// The works that the first figures are from: what these alone say stays as it is, whatever else comes to be known.
#[cfg(test)]
pub(crate) fn five_works() -> Package {
    let works = ["axis-forum-2004", "peskov-2006", "flashcards-sino-soviet", "njal-2014", "kimh-moscow-treaty"];
    let built_in = Package::read(Source::BuiltIn);
    let works: Vec<String> = works.into_iter().chain(["cow-trade-4"]).map(str::to_owned).collect();
    of_works(&built_in, &works)
}
