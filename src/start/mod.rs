//! A new data package: every table of the schema, filled vocabularies, a head to be filled in, pages that say how to go on, and
//! an invented example.
//!
//! What stands in the tables is written with the columns that it fills, and spread over those that the schema has: a column
//! that is added to the schema is in every new package, empty.

mod pages;
mod series;
mod spread;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use thiserror::Error;

use crate::data::schema::TABLES;
use crate::data::{DESCRIPTOR_FILE, FLAT_FILE, METHOD_FILE, Package, Source, flat};

pub use pages::first_report;
pub use series::series;

/// The folder of a package in which its reports are.
const REPORTS: &str = "reports";
/// The report of the example, by its id.
pub const EXAMPLE: &str = "example";

/// Rows that every package begins with, by table.
const VOCABULARIES: [(&str, &str); 3] = [
    ("categories", include_str!("vocabulary/categories.csv")),
    ("stages", include_str!("vocabulary/stages.csv")),
    ("units", include_str!("vocabulary/units.csv")),
];

/// Rows of the example, by table.
const ROWS: [(&str, &str); 10] = [
    ("figures", include_str!("example/figures.csv")),
    ("quantities", include_str!("example/quantities.csv")),
    ("works", include_str!("example/works.csv")),
    ("actors", include_str!("example/actors.csv")),
    ("units", include_str!("example/units.csv")),
    ("places", include_str!("example/places.csv")),
    ("agreements", include_str!("example/agreements.csv")),
    ("events", include_str!("example/events.csv")),
    ("rates", include_str!("example/rates.csv")),
    ("corrections", include_str!("example/corrections.csv")),
];

/// What a new package is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New<'a> {
    /// Its name for programs, an id.
    pub name: &'a str,
    /// Its title, if it is known.
    pub title: Option<&'a str>,
    /// Whether it has the invented example.
    pub has_example: bool,
    /// Series of rates that it takes over, by name ([`series()`]).
    pub series: &'a [String],
}

/// Why a new package cannot be made: its rows do not fit the schema. A test holds that they do.
#[derive(Debug, Error)]
pub enum StartError {
    /// Rows of a table that the schema does not have.
    #[error("the new package has rows for a table `{0}`, and there is no such table")]
    Table(String),
    /// A column that the table does not have.
    #[error("the new package fills a column `{column}` of `{table}`, and there is no such column")]
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A series that there is none of.
    #[error("there is no series `{name}`{hint}\n  there are {all}")]
    Series {
        /// The name.
        name: String,
        /// A suggestion, or nothing.
        hint: String,
        /// All names.
        all: String,
    },
    /// Rows that cannot be read or written.
    #[error("the rows of the new package: {0}")]
    Rows(#[from] csv::Error),
    /// A head that cannot be written.
    #[error("the head of the new package: {0}")]
    Head(#[from] serde_json::Error),
}

/// The files of a new package, text by place below its folder; generated ones among them, but for those of reports.
///
/// # Errors
/// [`StartError`] where what stands in it does not fit the schema.
///
/// ```
/// use sinosov::start::{New, files};
///
/// let bare = files(&New { name: "bells", title: Some("Bells"), has_example: false, series: &[] }).expect("it fits the schema");
/// assert_eq!(bare["actors.csv"].lines().count(), 1);
/// assert!(bare["stages.csv"].contains("promised"));
/// ```
pub fn files(new: &New<'_>) -> Result<BTreeMap<String, String>, StartError> {
    let own: Vec<(&str, &str)> = match new.has_example {
        true => VOCABULARIES.into_iter().chain(ROWS).collect(),
        false => VOCABULARIES.to_vec(),
    };
    // The first cell of a row is its id.
    let has = |name: &str, id: &str| {
        let rows = own.iter().filter(|(table, _)| *table == name).flat_map(|(_, text)| text.lines());
        rows.filter_map(|row| row.split(',').next()).any(|first| first == id)
    };
    let taken = series::taken(new.series, &has)?;
    let rows = taken.rows.iter().map(|(table, text)| (*table, text.as_str()));
    let parts: Vec<(&str, &str)> = own.iter().copied().chain(rows).collect();
    let is_known = |name: &str| TABLES.iter().any(|table| table.name == name);
    if let Some((unknown, _)) = parts.iter().find(|(name, _)| !is_known(name)) {
        return Err(StartError::Table((*unknown).to_owned()));
    }
    let mut files = BTreeMap::new();
    for table in TABLES {
        let own: Vec<&str> = parts.iter().filter(|(name, _)| *name == table.name).map(|(_, text)| *text).collect();
        files.insert(table.file(), spread::rows(table, &own)?);
    }
    files.insert(METHOD_FILE.to_owned(), include_str!("texts/method.md").to_owned() + &taken.told);
    files.insert(DESCRIPTOR_FILE.to_owned(), serde_json::to_string(&head(new))?);
    // As the generated files say what stands in the tables, these are read first.
    let package = Package::read(Source::Memory(Arc::new(files.clone())));
    files.insert(DESCRIPTOR_FILE.to_owned(), package.descriptor()?);
    files.insert(FLAT_FILE.to_owned(), flat(&package.dataset)?);
    files.insert("README.md".to_owned(), pages::readme(new));
    files.insert(".gitignore".to_owned(), include_str!("texts/gitignore").to_owned());
    match new.has_example {
        true => files.insert(format!("{REPORTS}/{EXAMPLE}.toml"), include_str!("example/example.toml").to_owned()),
        false => files.insert(format!("{REPORTS}/README.md"), pages::reports()),
    };
    Ok(files)
}

impl New<'_> {
    fn title(&self) -> &str {
        self.title.unwrap_or(match self.has_example {
            true => "Carts, bridges and grain between two valleys (an invented example)",
            false => "A data set whose title is to be written",
        })
    }
}

/// What is written by hand in the descriptor: what is not known yet says so in words.
fn head(new: &New<'_>) -> Value {
    let description = match new.has_example {
        true => "An example, all of it invented. What the data set holds is to be written here.",
        false => "What the data set holds is to be written here.",
    };
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": new.name,
        "title": new.title(),
        "description": description,
        "version": "0.1.0",
        "licenses": [{ "name": "no licence yet", "title": "No licence is chosen yet: write name, title and path of one here" }],
        "contributors": [{ "title": "Makers to be named here", "roles": ["creator"] }],
    })
}

/// The tables that the example fills and a package of one's own does not begin with.
fn example_tables() -> impl Iterator<Item = &'static str> {
    let is_vocabulary = |name: &str| VOCABULARIES.iter().any(|(vocabulary, _)| *vocabulary == name);
    ROWS.into_iter().map(|(name, _)| name).filter(move |name| !is_vocabulary(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Evidence, Options};

    fn package(has_example: bool) -> Package {
        let files = files(&New { name: "bells", title: None, has_example, series: &[] }).expect("it fits the schema");
        Package::read(Source::Memory(Arc::new(files)))
    }

    #[test]
    fn every_table_has_the_columns_of_the_schema() {
        let files =
            files(&New { name: "bells", title: None, has_example: true, series: &[] }).expect("it fits the schema");
        for table in TABLES {
            let header: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
            assert_eq!(files[&table.file()].lines().next(), Some(header.join(",").as_str()), "{}", table.name);
        }
        assert_eq!(package(true).faults, []);
        assert_eq!(package(false).faults, []);
    }

    #[test]
    fn what_is_invented_says_so_wherever_it_shows() {
        let package = package(true);
        let dataset = &package.dataset;
        let quantities = dataset.quantities.iter().map(|it| (&it.id, it.label.clone()));
        let works =
            dataset.works.iter().map(|it| (&it.id, format!("{} {}", it.short, it.title.clone().unwrap_or_default())));
        let actors = dataset.actors.iter().map(|it| (&it.id, it.label.clone()));
        let agreements = dataset.agreements.iter().map(|it| (&it.id, it.label.clone()));
        let events = dataset.events.iter().map(|it| (&it.id, it.label.clone()));
        let all: Vec<(&String, String)> =
            quantities.chain(works).chain(actors).chain(agreements).chain(events).collect();
        assert!(all.len() > 40);
        for (id, label) in all {
            assert!(label.contains("invented"), "{id}: {label}");
        }
        assert!(dataset.works.iter().all(|work| work.title.as_ref().is_some_and(|title| title.contains("invented"))));
    }

    #[test]
    fn tons_and_miles_are_exact() {
        let package = package(false);
        let evidence = Evidence::new(&package, Options::default());
        let one = crate::model::Interval::point(rust_decimal::Decimal::ONE);
        for (unit, base, factor) in [
            ("long-ton", "tonne", "1.0160469088"),
            ("short-ton", "tonne", "0.90718474"),
            ("mile", "kilometre", "1.609344"),
            ("year", "month", "12"),
            ("acre", "hectare", "0.40468564224"),
        ] {
            let converted = evidence.converted(one, unit, base).and_then(|interval| interval.as_point());
            assert_eq!(converted.map(|number| number.normalize().to_string()).as_deref(), Some(factor), "{unit}");
        }
        // A long ton has 2240 pounds, a short one 2000.
        let pounds = |unit: &str| evidence.converted(one, unit, "pound-weight").and_then(|it| it.as_point());
        assert_eq!(pounds("long-ton").map(|it| it.normalize().to_string()).as_deref(), Some("2240"));
        assert_eq!(pounds("short-ton").map(|it| it.normalize().to_string()).as_deref(), Some("2000"));
    }
}
