//! From cells to records. Faults of cells are found elsewhere; what cannot be read is empty here.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use super::dataset::Dataset;
use super::keyed::{Identified, Keyed};
use super::labels::Labels;
use super::record::{
    Action, Actor, Agreement, Category, Correction, Event, Figure, Measure, PartOf, Place, Point, Quantity, Rank, Rate,
    Reading, Relation, Scope, Stage, Unit, Work,
};
use super::schema::PLACES;
use super::table::RawTable;
use crate::lang::Tongue;
use crate::model::{Bound, Period, parse_decimal};

/// Access to one row by column.
struct Row<'a> {
    table: &'a RawTable,
    row: usize,
    /// Columns are asked for in the order of the file, nearly always; the search begins behind the last one found.
    next: Cell<usize>,
}

impl<'a> Row<'a> {
    fn new(table: &'a RawTable, row: usize) -> Self {
        Self { table, row, next: Cell::new(0) }
    }

    fn cell(&self, column: &str) -> &'a str {
        let fields = self.table.schema.fields;
        let places = (self.next.get()..fields.len()).chain(0..self.next.get());
        for place in places {
            if fields[place].name == column {
                self.next.set(place + 1);
                return self.table.at(self.row, place);
            }
        }
        ""
    }

    fn text(&self, column: &str) -> String {
        self.cell(column).to_owned()
    }

    fn some(&self, column: &str) -> Option<String> {
        Some(self.cell(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.some(column).map(|text| text.split("; ").map(str::to_owned).collect()).unwrap_or_default()
    }

    fn parsed<T: FromStr>(&self, column: &str) -> Option<T> {
        Some(self.cell(column)).filter(|text| !text.is_empty())?.parse().ok()
    }

    fn decimal(&self, column: &str) -> Option<rust_decimal::Decimal> {
        Some(self.cell(column)).filter(|text| !text.is_empty()).and_then(|text| parse_decimal(text).ok())
    }

    fn period(&self) -> Period {
        Period { start: self.parsed("start"), end: self.parsed("end") }
    }

    /// The value that stands for the cell's word; the default for an empty or unknown one.
    fn choice<T: Copy>(&self, column: &str, default: T, words: &[(&str, T)]) -> T {
        let cell = self.cell(column);
        words.iter().find(|(word, _)| *word == cell).map_or(default, |(_, value)| *value)
    }
}

/// The records of a table; of a table with corrections only the rows that they touch are built anew.
fn keyed<T: Identified>(
    tables: &BTreeMap<&'static str, RawTable>,
    name: &str,
    uncorrected: Option<&Keyed<T>>,
    record: impl Fn(&Row<'_>, String) -> T,
) -> Keyed<T> {
    let Some(table) = tables.get(name) else { return Keyed::default() };
    let build = |row: usize| {
        let reader = Row::new(table, row);
        let id = reader.text(table.schema.fields[0].name);
        record(&reader, id)
    };
    match uncorrected {
        Some(records) => records.with(table.changed_rows().map(|row| (row, build(row))).collect()),
        None => Keyed::new((0..table.len()).map(build).collect(), table.index()),
    }
}

/// The records of all tables that could be read; those that no correction touches are shared with the uncorrected ones.
pub(super) fn dataset(tables: &BTreeMap<&'static str, RawTable>, base: Option<&Dataset>) -> Dataset {
    Dataset {
        figures: keyed(tables, "figures", base.map(|base| &base.figures), figure),
        quantities: keyed(tables, "quantities", base.map(|base| &base.quantities), quantity),
        works: keyed(tables, "works", base.map(|base| &base.works), work),
        actors: keyed(tables, "actors", base.map(|base| &base.actors), |row, id| Actor {
            id,
            row: row.row,
            label: row.text("label"),
            period: row.period(),
            successor_id: row.some("successor_id"),
        }),
        categories: keyed(tables, "categories", base.map(|base| &base.categories), |row, id| Category {
            id,
            row: row.row,
            parent_id: row.some("parent_id"),
            label: row.text("label"),
        }),
        stages: keyed(tables, "stages", base.map(|base| &base.stages), |row, id| Stage {
            id,
            row: row.row,
            order: row.decimal("order").unwrap_or_default(),
            arrived: row.choice("arrived", false, &[("yes", true)]),
            label: row.text("label"),
            definition: row.text("definition"),
        }),
        units: keyed(tables, "units", base.map(|base| &base.units), |row, id| Unit {
            id,
            row: row.row,
            dimension: row.text("dimension"),
            symbol: row.some("symbol"),
            label: row.text("label"),
            label_plural: row.text("label_plural"),
            forms: BTreeMap::new(),
            base_unit_id: row.some("base_unit_id"),
            factor: row.decimal("factor"),
            period: row.period(),
        }),
        labels: match base {
            Some(base) => base.labels.clone(),
            None => tables.get("labels").map(Labels::new).unwrap_or_default(),
        },
        places: keyed(tables, PLACES, base.map(|base| &base.places), |row, id| Place {
            id,
            row: row.row,
            label: row.text("label"),
            point: row.decimal("latitude").zip(row.decimal("longitude")).map(|(north, east)| Point { north, east }),
            work_id: row.some("work_id"),
            locator: row.some("locator"),
            note: row.some("note"),
        }),
        agreements: keyed(tables, "agreements", base.map(|base| &base.agreements), |row, id| Agreement {
            id,
            row: row.row,
            label: row.text("label"),
            signed: row.parsed("signed"),
            parties: row.list("parties"),
            work_id: row.text("work_id"),
            locator: row.text("locator"),
            note: row.some("note"),
        }),
        events: keyed(tables, "events", base.map(|base| &base.events), |row, id| Event {
            id,
            row: row.row,
            period: row.period(),
            label: row.text("label"),
            work_id: row.text("work_id"),
            locator: row.text("locator"),
        }),
        rates: keyed(tables, "rates", base.map(|base| &base.rates), rate),
        corrections: keyed(tables, "corrections", base.map(|base| &base.corrections), correction),
        tongue: Tongue::default(),
        own_labels: Arc::default(),
    }
}

fn figure(row: &Row<'_>, id: String) -> Figure {
    let readings = [Reading::Word, Reading::Misprint, Reading::Implied, Reading::Summed].map(|it| (it.name(), it));
    let relations = [Relation::SameCount, Relation::Reprints, Relation::Translates].map(|it| (it.name(), it));
    Figure {
        id,
        row: row.row,
        quantity_id: row.text("quantity_id"),
        work_id: row.text("work_id"),
        locator: row.text("locator"),
        as_stated: row.text("as_stated"),
        reading: row.choice("reading", Reading::Plain, &readings),
        multiplier: row.decimal("multiplier"),
        value: row.decimal("value"),
        min: row.decimal("min"),
        max: row.decimal("max"),
        bound: row.parsed("bound").unwrap_or(Bound::Exact),
        unit_id: row.some("unit_id"),
        period: row.period(),
        cited_work_id: row.some("cited_work_id"),
        cited_locator: row.some("cited_locator"),
        relation: row.choice("relation", Relation::Cites, &relations),
        rank: row.choice("rank", Rank::Normal, &[("preferred", Rank::Preferred), ("doubtful", Rank::Doubtful)]),
        note: row.some("note"),
    }
}

fn quantity(row: &Row<'_>, id: String) -> Quantity {
    let measures =
        [("level", Measure::Level), ("rate", Measure::Rate), ("share", Measure::Share), ("term", Measure::Term)];
    Quantity {
        id,
        row: row.row,
        label: row.text("label"),
        category_id: row.text("category_id"),
        item: row.some("item"),
        provider_id: row.some("provider_id"),
        recipient_id: row.some("recipient_id"),
        stage_id: row.text("stage_id"),
        measure: row.choice("measure", Measure::Total, &measures),
        unit_id: row.text("unit_id"),
        period: row.period(),
        part_of: part_of(&row.list("part_of"), row.cell("split")),
        discrepancy: row.choice("discrepancy", false, &[("yes", true)]),
        place_id: row.some("place_id"),
        agreement_id: row.some("agreement_id"),
        scope: row.choice("scope", Scope::Core, &[("context", Scope::Context)]),
        note: row.some("note"),
    }
}

/// The wholes of a quantity, each with the split that stands at its place.
pub(super) fn part_of(wholes: &[String], splits: &str) -> Vec<PartOf> {
    let mut splits = splits.split(';').map(str::trim);
    let mut split = || splits.next().filter(|split| !split.is_empty()).map(str::to_owned);
    wholes.iter().map(|whole| PartOf { whole: whole.clone(), split: split() }).collect()
}

fn work(row: &Row<'_>, id: String) -> Work {
    Work {
        id,
        row: row.row,
        short: row.text("short"),
        kind: row.text("kind"),
        authors: row.list("authors"),
        editors: row.list("editors"),
        translators: row.list("translators"),
        title: row.some("title"),
        title_told: None,
        container: row.some("container"),
        publisher: row.some("publisher"),
        place: row.some("place"),
        issued: row.parsed("issued"),
        volume: row.some("volume"),
        issue: row.some("issue"),
        pages: row.some("pages"),
        doi: row.some("doi"),
        isbn: row.some("isbn"),
        url: row.some("url"),
        accessed: row.parsed("accessed"),
        archive: row.some("archive"),
        archive_ref: row.some("archive_ref"),
        language: row.some("language"),
        consulted: row.choice("consulted", false, &[("yes", true)]),
        tier: row.parsed("tier"),
        derives_from: row.some("derives_from"),
        text_sha256: row.some("text_sha256"),
        note: row.some("note"),
    }
}

fn rate(row: &Row<'_>, id: String) -> Rate {
    Rate {
        id,
        row: row.row,
        kind: row.text("kind"),
        from_unit_id: row.text("from_unit_id"),
        to_unit_id: row.text("to_unit_id"),
        period: row.period(),
        value: row.decimal("value"),
        bound: row.parsed("bound").unwrap_or(Bound::Exact),
        work_id: row.text("work_id"),
        locator: row.text("locator"),
        as_stated: row.text("as_stated"),
        cited_work_id: row.some("cited_work_id"),
        note: row.some("note"),
    }
}

fn correction(row: &Row<'_>, id: String) -> Correction {
    Correction {
        id,
        row: row.row,
        table: row.text("table"),
        row_id: row.text("row_id"),
        field: row.text("field"),
        expect: row.text("expect"),
        action: row.choice("action", Action::Flag, &[("set", Action::Set), ("exclude", Action::Exclude)]),
        corrected: row.some("corrected"),
        reason: row.text("reason"),
    }
}

/// The tables with every correction of action `set` applied whose guard holds.
pub(super) fn with_corrections(
    tables: &BTreeMap<&'static str, RawTable>,
    dataset: &Dataset,
) -> BTreeMap<&'static str, RawTable> {
    let mut tables = tables.clone();
    for correction in dataset.corrections.iter().filter(|correction| correction.action == Action::Set) {
        let Some(table) = tables.get_mut(correction.table.as_str()) else { continue };
        if let (Some(row), Some(value)) = (table.row(&correction.row_id), &correction.corrected)
            && table.cell(row, &correction.field) == correction.expect
        {
            table.set(row, &correction.field, value);
        }
    }
    tables
}
