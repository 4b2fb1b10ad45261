//! An invented package: all of its tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rust_decimal::Decimal;
use sinosov::data::schema::{Kind, TABLES};
use sinosov::data::{Package, Source};

use super::choices::Choices;
use super::structure::{Growth, Quantity, Unit, units};
use super::{figures, words};

/// A row: its cells by column; a column that is not named is empty.
pub type Row = BTreeMap<&'static str, String>;

/// A row of some cells.
pub fn row(cells: &[(&'static str, &str)]) -> Row {
    cells.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect()
}

/// A package that nobody made but a seed.
#[derive(Debug, Clone, Default)]
pub struct Invented {
    tables: BTreeMap<&'static str, Vec<Row>>,
    /// What each quantity is truly worth, in its own unit.
    pub worths: BTreeMap<String, Decimal>,
    /// The works that were read, by their index.
    pub(super) consulted: Vec<usize>,
}

impl Invented {
    /// A package of at most so many quantities.
    pub fn new(choices: &mut Choices<'_>, most: usize) -> Self {
        let mut invented = Self::default();
        let units = units(choices);
        invented.vocabularies(choices, &units);
        invented.works(choices);
        let count = |table: &str| invented.rows(table);
        let (categories, stages, actors) = (count("categories"), count("stages"), count("actors"));
        let mut growth = Growth { units: &units, categories, stages, actors, list: Vec::new() };
        growth.grow(choices, most);
        for quantity in &growth.list {
            invented.quantity(choices, quantity, &units);
            figures::add(choices, &mut invented, quantity, &units);
        }
        invented.dated(choices, actors);
        invented.rates(choices, &units);
        invented.prune();
        // By choices of their own, so that what a seed gave before there were places is still the same.
        invented
            .places(&mut Choices::of_seed(invented.rows("figures") as u64 * 31 + invented.rows("quantities") as u64));
        invented
    }

    /// How many rows a table has.
    pub fn rows(&self, table: &str) -> usize {
        self.tables.get(table).map_or(0, Vec::len)
    }

    /// The cells of a column.
    pub fn cells(&self, table: &str, column: &str) -> Vec<&str> {
        let rows = self.tables.get(table).into_iter().flatten();
        rows.map(|row| row.get(column).map_or("", String::as_str)).collect()
    }

    /// Another text for a cell.
    pub fn set(&mut self, table: &'static str, id: &str, column: &'static str, text: &str) {
        let key = TABLES.iter().find(|it| it.name == table).and_then(|it| it.id()).expect("a table with ids");
        let rows = self.tables.get_mut(table).expect("a table that has rows");
        rows.iter_mut().find(|row| row[key] == id).expect("a row").insert(column, text.to_owned());
    }

    pub(super) fn add(&mut self, table: &'static str, row: Row) {
        self.tables.entry(table).or_default().push(row);
    }

    pub(super) fn work(&self, index: usize) -> String {
        format!("w-{index}")
    }

    /// The work of that place among the earlier ones, if it was named for what it is.
    pub(super) fn cited_before(&self, reader: usize, wanted: usize) -> Option<String> {
        let source = wanted.checked_rem(reader)?;
        let is_lost = self.tables["works"][source].get("kind").is_some_and(|kind| kind == "unidentified");
        (!is_lost).then(|| self.work(source))
    }

    pub(super) fn correct(&mut self, table: &str, id: &str, (field, expect): (&str, &str), action: &str, to: &str) {
        let own = format!("correction-{}", self.rows("corrections"));
        let cells = [
            ("correction_id", own.as_str()),
            ("table", table),
            ("row_id", id),
            ("field", field),
            ("expect", expect),
            ("action", action),
            ("corrected", to),
            ("reason", "Invented."),
        ];
        self.add("corrections", row(&cells));
    }

    fn vocabularies(&mut self, choices: &mut Choices<'_>, units: &[Unit]) {
        for actor in 0..choices.between(1, 6) {
            let [start, end] = words::period(choices);
            let mut cells = row(&[("start", &start), ("end", &end)]);
            cells.insert("actor_id", format!("actor-{actor}"));
            self.labels(choices, "actors", &mut cells);
            if actor > 0 && choices.once_in(4) {
                cells.insert("successor_id", format!("actor-{}", choices.below(actor)));
            }
            self.add("actors", cells);
        }
        for category in 0..choices.between(1, 12) {
            let mut cells = row(&[("category_id", &format!("category-{category}"))]);
            self.labels(choices, "categories", &mut cells);
            if category > 0 && !choices.once_in(3) {
                cells.insert("parent_id", format!("category-{}", choices.below(category)));
            }
            self.add("categories", cells);
        }
        for stage in 0..choices.between(1, 6) {
            let (id, order) = (format!("stage-{stage}"), ((stage + 1) * 10).to_string());
            let label = words::label(choices, 30);
            self.add(
                "stages",
                row(&[("stage_id", &id), ("order", &order), ("label", &label), ("definition", "Invented.")]),
            );
        }
        for (at, unit) in units.iter().enumerate() {
            let label = words::label(choices, 20);
            let mut cells = row(&[("unit_id", &unit.id), ("dimension", &unit.dimension), ("label", &label)]);
            cells.insert("label_plural", format!("{label}s"));
            if let Some(factor) = unit.factor {
                let base = units[..at].iter().find(|it| it.family == unit.family).map(|it| it.id.clone());
                cells.insert("base_unit_id", base.unwrap_or_default());
                cells.insert("factor", factor.to_string());
            }
            cells.insert("start", unit.period[0].clone());
            cells.insert("end", unit.period[1].clone());
            let symbol = if unit.dimension == "share" { "%" } else { *choices.pick(&["", "", "X$", "₽", "元"]) };
            cells.insert("symbol", symbol.to_owned());
            self.add("units", cells);
        }
    }

    /// A label, and perhaps its translations.
    fn labels(&mut self, choices: &mut Choices<'_>, table: &'static str, cells: &mut Row) {
        cells.insert("label", words::label(choices, 120));
        let id = cells[if table == "actors" { "actor_id" } else { "category_id" }].clone();
        for lang in ["zh", "ru"] {
            if choices.once_in(4) {
                let cells = [("table", table), ("row_id", &id), ("field", "label"), ("lang", lang)];
                let mut cells = row(&cells);
                cells.insert("text", words::label(choices, 60));
                self.add("labels", cells);
            }
        }
    }

    fn works(&mut self, choices: &mut Choices<'_>) {
        let kinds = ["book", "article", "chapter", "web-page", "forum-thread", "document", "thesis", "dataset"];
        for work in 0..choices.between(1, 9) {
            let mut cells = row(&[("work_id", &self.work(work)), ("language", "en"), ("note", "Invented.")]);
            cells.insert("short", format!("{} {work}", words::label(choices, 30)));
            let is_read = work == 0 || !choices.once_in(3);
            let is_lost = !is_read && choices.once_in(4);
            cells.insert("kind", if is_lost { "unidentified" } else { *choices.pick(&kinds) }.to_owned());
            cells.insert("consulted", if is_read { "yes" } else { "no" }.to_owned());
            cells.insert("tier", choices.between(1, 4).to_string());
            if work > 0 && choices.once_in(5) {
                cells.insert("derives_from", self.work(choices.below(work)));
            }
            if !choices.once_in(4) {
                cells.insert("authors", format!("{}, Ann; Roe, Bo", words::label(choices, 20).replace([';', ','], "")));
                cells.insert("title", words::label(choices, 120));
                let year = choices.between(1900, 2020);
                cells.insert("issued", words::date(choices, year));
                cells.insert("pages", "pp. 3–19".to_owned());
                cells.insert("container", words::label(choices, 60));
                cells.insert("url", "https://example.org/a?b=c&d=%41".to_owned());
            }
            if is_read {
                self.consulted.push(work);
            }
            self.add("works", cells);
        }
    }

    /// Where quantities are, in some packages: at places with a point, anywhere on the earth, and without.
    fn places(&mut self, choices: &mut Choices<'_>) {
        if choices.once_in(3) || self.consulted.is_empty() {
            return;
        }
        let count = choices.between(1, 9);
        let mut used = BTreeSet::new();
        for quantity in self.tables.get_mut("quantities").into_iter().flatten() {
            if choices.once_in(2) {
                let place = choices.below(count);
                quantity.insert("place_id", format!("place-{place}"));
                used.insert(place);
            }
        }
        let work = self.work(self.consulted[0]);
        for place in used {
            let mut cells = row(&[("place_id", &format!("place-{place}"))]);
            cells.insert("label", words::label(choices, 40));
            if !choices.once_in(5) {
                let degrees = |choices: &mut Choices<'_>, most: usize| {
                    Decimal::new(i64::try_from(choices.between(0, 2 * most)).unwrap_or(0), 2)
                        - Decimal::new(most as i64, 2)
                };
                cells.insert("latitude", degrees(choices, 9_000).to_string());
                cells.insert("longitude", degrees(choices, 18_000).to_string());
                cells.extend(row(&[("work_id", &work), ("locator", "p. 3")]));
            }
            self.add("places", cells);
        }
    }

    fn quantity(&mut self, choices: &mut Choices<'_>, quantity: &Quantity, units: &[Unit]) {
        let [provider, recipient] = quantity.parties.map(|actor| format!("actor-{actor}"));
        let mut cells = row(&[
            ("quantity_id", &quantity.id),
            ("category_id", &format!("category-{}", quantity.category)),
            ("provider_id", &provider),
            ("recipient_id", &recipient),
            ("stage_id", &format!("stage-{}", quantity.stage)),
            ("unit_id", &units[quantity.unit].id),
            ("start", &quantity.period[0]),
            ("end", &quantity.period[1]),
        ]);
        cells.insert("label", words::label(choices, 120));
        cells.insert("measure", if quantity.measure == "total" { String::new() } else { quantity.measure.to_owned() });
        if choices.once_in(3) {
            cells.insert("item", words::label(choices, 30));
        }
        cells.insert("part_of", quantity.part_of.map(|whole| format!("q-{whole}")).unwrap_or_default());
        cells.insert("split", quantity.split.clone().unwrap_or_default());
        if choices.once_in(5) {
            cells.insert("scope", "context".to_owned());
        }
        match choices.below(14) {
            0 => self.correct("quantities", &quantity.id, ("start", &quantity.period[0]), "flag", ""),
            1 => {
                let other = format!("{} again", words::label(choices, 60));
                self.correct("quantities", &quantity.id, ("label", &cells["label"]), "set", &other);
            }
            2 => self.correct("quantities", &quantity.id, ("end", &quantity.period[1]), "set", "1999-12"),
            _ => {}
        }
        self.worths.insert(quantity.id.clone(), quantity.worth);
        self.add("quantities", cells);
    }

    /// Agreements and events.
    fn dated(&mut self, choices: &mut Choices<'_>, actors: usize) {
        for agreement in 0..choices.below(6) {
            let year = choices.between(1900, 1960);
            let parties: BTreeSet<usize> = (0..choices.between(1, 3)).map(|_| choices.below(actors)).collect();
            let parties: Vec<String> = parties.into_iter().map(|actor| format!("actor-{actor}")).collect();
            let mut cells = row(&[("parties", &parties.join("; ")), ("locator", "p. 4"), ("work_id", "w-0")]);
            cells.insert("agreement_id", format!("agreement-{agreement}"));
            cells.insert("label", words::label(choices, 60));
            cells.insert("signed", words::date(choices, year));
            self.add("agreements", cells);
        }
        for event in 0..choices.below(6) {
            let [start, end] = words::period(choices);
            let start = if start.is_empty() { "1899".to_owned() } else { start };
            let mut cells = row(&[("start", &start), ("end", &end), ("locator", "p. 4"), ("work_id", "w-0")]);
            cells.insert("event_id", format!("event-{event}"));
            cells.insert("label", words::label(choices, 60));
            self.add("events", cells);
        }
    }

    fn rates(&mut self, choices: &mut Choices<'_>, units: &[Unit]) {
        let money: Vec<&Unit> = units.iter().filter(|unit| unit.dimension == "money").collect();
        let index = units.iter().find(|unit| unit.dimension == "index");
        let Some(index) = index.filter(|_| !money.is_empty()) else { return };
        for rate in 0..choices.below(12) {
            let from = *choices.pick(&money);
            let is_index = choices.once_in(2);
            let to = if is_index { index } else { *choices.pick(&money) };
            if from.id == to.id {
                continue;
            }
            let year = choices.between(1900, 1980);
            let value = words::amount(choices);
            let kind = if is_index { "price-index" } else { *choices.pick(&["official", "market", "trade"]) };
            let begins =
                [from, to].iter().filter_map(|unit| unit.period[0].parse::<usize>().ok()).max().unwrap_or(year);
            let ends = [from, to].iter().filter_map(|unit| unit.period[1].parse::<usize>().ok()).min();
            let is_in_use = ends.is_none_or(|end| begins <= end);
            let year = if is_index { year } else { year.clamp(begins, ends.unwrap_or(1999).max(begins)).to_owned() };
            let kind = if kind == "official" && !is_in_use { "market" } else { kind };
            let mut cells = row(&[("kind", kind), ("from_unit_id", &from.id), ("to_unit_id", &to.id)]);
            cells.insert("rate_id", format!("rate-{rate}"));
            cells.insert("start", year.to_string());
            cells.insert("end", year.to_string());
            cells.insert("value", value.to_string());
            cells.insert("as_stated", format!("stood at {value} crowns"));
            cells.insert("work_id", "w-0".to_owned());
            cells.insert("locator", words::locator(choices));
            self.add("rates", cells);
        }
    }

    /// Takes out the rows that nothing uses, until there are none.
    fn prune(&mut self) {
        loop {
            let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
            for table in TABLES {
                for field in table.fields {
                    if let Kind::Ref(target) | Kind::Refs(target) = field.kind {
                        let cells = self.cells(table.name, field.name);
                        let ids = cells.into_iter().flat_map(|cell| cell.split("; ")).map(str::to_owned);
                        used.entry(target).or_default().extend(ids);
                    }
                }
            }
            let before: usize = self.tables.values().map(Vec::len).sum();
            for name in ["quantities", "works", "actors", "categories", "units"] {
                let Some(id) = TABLES.iter().find(|table| table.name == name).and_then(|table| table.id()) else {
                    continue;
                };
                let Some(rows) = self.tables.get_mut(name) else { continue };
                rows.retain(|row| used.get(name).is_some_and(|used| used.contains(&row[id])));
            }
            let gone = |row: &Row, of: &BTreeMap<&str, Vec<Row>>| {
                let table = TABLES.iter().find(|table| table.name == row["table"]).expect("a table");
                let id = table.id().expect("a table with ids");
                let of = of.get(table.name);
                of.is_none_or(|rows| rows.iter().all(|it| it[id] != row["row_id"]))
            };
            for name in ["corrections", "labels"] {
                let rows = self.tables.remove(name).unwrap_or_default().into_iter();
                let kept: Vec<Row> = rows.filter(|row| !gone(row, &self.tables)).collect();
                self.tables.insert(name, kept);
            }
            if self.tables.values().map(Vec::len).sum::<usize>() == before {
                return;
            }
        }
    }

    /// The same package with the rows of every table in another order.
    pub fn shuffled(&self, choices: &mut Choices<'_>) -> Self {
        let mut other = self.clone();
        for rows in other.tables.values_mut() {
            choices.shuffle(rows);
        }
        other
    }

    /// The text of every table by the name of its file.
    pub fn files(&self) -> BTreeMap<String, String> {
        let text = |table: &sinosov::data::schema::Table| {
            let header: Vec<String> = table.fields.iter().map(|field| field.name.to_owned()).collect();
            let rows = self.tables.get(table.name).into_iter().flatten();
            let cells =
                |row: &Row| table.fields.iter().map(|field| row.get(field.name).cloned().unwrap_or_default()).collect();
            let lines: Vec<Vec<String>> = [header].into_iter().chain(rows.map(cells)).collect();
            lines.iter().map(|cells| line(cells)).collect::<String>()
        };
        TABLES.iter().map(|table| (table.file(), text(table))).collect()
    }

    /// The package as it is read, without a file.
    pub fn package(&self) -> Package {
        Package::read(Source::Memory(Arc::new(self.files())))
    }

    /// Writes the tables into a folder.
    pub fn write(&self, folder: &Path) {
        for (name, text) in self.files() {
            fs::write(folder.join(name), text).expect("a table");
        }
    }
}

/// A line of CSV.
fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
}
