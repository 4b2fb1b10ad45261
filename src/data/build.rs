//! From cells to records. Faults of cells are found elsewhere; what cannot be read is empty here.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::keyed::Keyed;
use super::record::{
    Action, Actor, Agreement, Category, Correction, Dataset, Event, Figure, Measure, Quantity, Rank, Rate, Scope,
    Stage, Unit, Work,
};
use super::table::RawTable;
use crate::model::{Bound, Period, parse_decimal};

/// Access to one row by column.
struct Row<'a> {
    table: &'a RawTable,
    row: usize,
}

impl Row<'_> {
    fn text(&self, column: &str) -> String {
        self.table.cell(self.row, column).to_owned()
    }

    fn some(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.some(column).map(|text| text.split("; ").map(str::to_owned).collect()).unwrap_or_default()
    }

    fn parsed<T: FromStr>(&self, column: &str) -> Option<T> {
        self.table.cell(self.row, column).parse().ok()
    }

    fn decimal(&self, column: &str) -> Option<rust_decimal::Decimal> {
        parse_decimal(self.table.cell(self.row, column)).ok()
    }

    fn period(&self) -> Period {
        Period { start: self.parsed("start"), end: self.parsed("end") }
    }

    /// The value that stands for the cell's word; the default for an empty or unknown one.
    fn choice<T: Copy>(&self, column: &str, default: T, words: &[(&str, T)]) -> T {
        let cell = self.table.cell(self.row, column);
        words.iter().find(|(word, _)| *word == cell).map_or(default, |(_, value)| *value)
    }
}

fn keyed<T>(tables: &BTreeMap<&'static str, RawTable>, name: &str, record: impl Fn(&Row<'_>, String) -> T) -> Keyed<T> {
    let Some(table) = tables.get(name) else { return Keyed::default() };
    let mut keyed = Keyed::default();
    for row in 0..table.len() {
        let reader = Row { table, row };
        let id = reader.text(table.schema.fields[0].name);
        keyed.push(id.clone(), record(&reader, id));
    }
    keyed
}

/// The records of all tables that could be read.
pub(super) fn dataset(tables: &BTreeMap<&'static str, RawTable>) -> Dataset {
    Dataset {
        figures: keyed(tables, "figures", figure),
        quantities: keyed(tables, "quantities", quantity),
        works: keyed(tables, "works", work),
        actors: keyed(tables, "actors", |row, id| Actor {
            id,
            row: row.row,
            label: row.text("label"),
            label_zh: row.some("label_zh"),
            label_ru: row.some("label_ru"),
            period: row.period(),
        }),
        categories: keyed(tables, "categories", |row, id| Category {
            id,
            row: row.row,
            parent_id: row.some("parent_id"),
            label: row.text("label"),
            label_zh: row.some("label_zh"),
            label_ru: row.some("label_ru"),
        }),
        stages: keyed(tables, "stages", |row, id| Stage {
            id,
            row: row.row,
            order: row.decimal("order").unwrap_or_default(),
            label: row.text("label"),
            definition: row.text("definition"),
        }),
        units: keyed(tables, "units", |row, id| Unit {
            id,
            row: row.row,
            dimension: row.text("dimension"),
            symbol: row.some("symbol"),
            label: row.text("label"),
            label_plural: row.text("label_plural"),
            base_unit_id: row.some("base_unit_id"),
            factor: row.decimal("factor"),
            period: row.period(),
        }),
        agreements: keyed(tables, "agreements", |row, id| Agreement {
            id,
            row: row.row,
            label: row.text("label"),
            signed: row.parsed("signed"),
            parties: row.list("parties"),
            work_id: row.text("work_id"),
            locator: row.text("locator"),
            note: row.some("note"),
        }),
        events: keyed(tables, "events", |row, id| Event {
            id,
            row: row.row,
            period: row.period(),
            label: row.text("label"),
            work_id: row.text("work_id"),
            locator: row.text("locator"),
        }),
        rates: keyed(tables, "rates", rate),
        corrections: keyed(tables, "corrections", correction),
    }
}

fn figure(row: &Row<'_>, id: String) -> Figure {
    Figure {
        id,
        row: row.row,
        quantity_id: row.text("quantity_id"),
        work_id: row.text("work_id"),
        locator: row.text("locator"),
        as_stated: row.text("as_stated"),
        value: row.decimal("value"),
        min: row.decimal("min"),
        max: row.decimal("max"),
        bound: row.parsed("bound").unwrap_or(Bound::Exact),
        unit_id: row.some("unit_id"),
        period: row.period(),
        cited_work_id: row.some("cited_work_id"),
        cited_locator: row.some("cited_locator"),
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
        part_of: row.some("part_of"),
        split: row.some("split"),
        agreement_id: row.some("agreement_id"),
        scope: row.choice("scope", Scope::Core, &[("context", Scope::Context)]),
        note: row.some("note"),
    }
}

fn work(row: &Row<'_>, id: String) -> Work {
    Work {
        id,
        row: row.row,
        short: row.text("short"),
        kind: row.text("kind"),
        authors: row.list("authors"),
        title: row.some("title"),
        container: row.some("container"),
        publisher: row.some("publisher"),
        place: row.some("place"),
        issued: row.parsed("issued"),
        volume: row.some("volume"),
        issue: row.some("issue"),
        pages: row.some("pages"),
        url: row.some("url"),
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
