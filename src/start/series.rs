//! Series of rates that a new package can take over by name: price indices and exchange rates, with the works in which they
//! stand, the units that they need and what is corrected in them.
//!
//! They are those of the built-in package. None is named here: a series is all its rates of one kind between two units.

use std::collections::{BTreeMap, BTreeSet};

use super::StartError;
use crate::data::schema::{Kind, table};
use crate::data::{PRICE_INDEX, Package, RawTable, Source, csv_text};
use crate::diag::hint;

/// The series that can be had, each with the rows of its rates.
struct Series {
    package: Package,
    rows: BTreeMap<String, Vec<usize>>,
}

impl Series {
    fn new() -> Self {
        let package = Package::read(Source::BuiltIn);
        let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        if let Some(rates) = package.table("rates") {
            for row in 0..rates.len() {
                rows.entry(name(rates, row)).or_default().push(row);
            }
        }
        Self { package, rows }
    }
}

/// "usd-prices" for an index, "usd-gbp" for official rates, "usd-gbp-market" for others.
fn name(rates: &RawTable, row: usize) -> String {
    let [kind, from, to] = ["kind", "from_unit_id", "to_unit_id"].map(|column| rates.cell(row, column));
    match kind {
        PRICE_INDEX => format!("{from}-prices"),
        "official" => format!("{from}-{to}"),
        other => format!("{from}-{to}-{other}"),
    }
}

/// The names of all series, each with how many rates it has and from when until when: "112 rates, 1913–2024".
#[must_use]
pub fn series() -> Vec<(String, String)> {
    let series = Series::new();
    let Some(rates) = series.package.table("rates") else { return Vec::new() };
    let told = |rows: &Vec<usize>| {
        let year = |row: usize, column: &str| rates.cell(row, column).get(..4).unwrap_or_default().to_owned();
        let first =
            rows.iter().map(|row| year(*row, "start")).filter(|year| !year.is_empty()).min().unwrap_or_default();
        let last = rows.iter().map(|row| year(*row, "end")).max().unwrap_or_default();
        let years = match last.as_str() {
            "" => format!("from {first} on"),
            last if last == first => first,
            last => format!("{first}–{last}"),
        };
        let rate = if rows.len() == 1 { "rate" } else { "rates" };
        format!("{} {rate}, {years}", rows.len())
    };
    series.rows.iter().map(|(name, rows)| (name.clone(), told(rows))).collect()
}

/// What was taken over, and from where.
pub(super) struct Taken {
    /// Rows by table, with the header of the table.
    pub(super) rows: Vec<(&'static str, String)>,
    /// A paragraph for the page on the method.
    pub(super) told: String,
}

/// The rows of the named series, but for those with an id that the tables have already.
///
/// # Errors
/// [`StartError::Series`] where there is none of a name.
pub(super) fn taken(names: &[String], has: &dyn Fn(&str, &str) -> bool) -> Result<Taken, StartError> {
    if names.is_empty() {
        return Ok(Taken { rows: Vec::new(), told: String::new() });
    }
    let series = Series::new();
    let package = &series.package;
    let mut rates = BTreeSet::new();
    for name in names {
        let rows = series.rows.get(name).ok_or_else(|| {
            let names: Vec<&str> = series.rows.keys().map(String::as_str).collect();
            StartError::Series { name: name.clone(), hint: hint(name, names.iter().copied()), all: names.join(", ") }
        })?;
        rates.extend(rows.iter().copied());
    }
    let mut wanted: BTreeMap<&'static str, BTreeSet<usize>> = BTreeMap::from([("rates", rates)]);
    // What a row names comes with it, and what that names.
    let mut open: Vec<(&'static str, usize)> = wanted["rates"].iter().map(|row| ("rates", *row)).collect();
    while let Some((name, row)) = open.pop() {
        let Some(raw) = package.table(name) else { continue };
        for field in raw.schema.fields {
            let (Kind::Ref(target) | Kind::Refs(target)) = field.kind else { continue };
            let Some(of_target) = package.table(target) else { continue };
            for row in raw.cell(row, field.name).split("; ").filter_map(|id| of_target.row(id)) {
                if wanted.entry(target).or_default().insert(row) {
                    open.push((target, row));
                }
            }
        }
    }
    // What is said of these rows elsewhere.
    for name in ["corrections", "labels"] {
        let Some(raw) = package.table(name) else { continue };
        let is_wanted = |row: &usize| {
            let [target, id] = ["table", "row_id"].map(|column| raw.cell(*row, column));
            let row = package.table(target).and_then(|table| table.row(id));
            wanted.get(target).zip(row).is_some_and(|(rows, row)| rows.contains(&row))
        };
        let rows: BTreeSet<usize> = (0..raw.len()).filter(is_wanted).collect();
        wanted.insert(raw.schema.name, rows);
    }
    let mut rows = Vec::new();
    for (name, wanted) in wanted.into_iter().filter(|(_, wanted)| !wanted.is_empty()) {
        let (Some(raw), Some(schema)) = (package.table(name), table(name)) else { continue };
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(schema.fields.iter().map(|field| field.name))?;
        let is_new = |row: &usize| schema.id().is_none_or(|id| !has(name, raw.cell(*row, id)));
        for row in wanted.into_iter().filter(is_new) {
            writer.write_record(schema.fields.iter().map(|field| raw.cell(row, field.name)))?;
        }
        rows.push((name, csv_text(writer)?));
    }
    let about = package.about();
    let told = format!(
        "- **Rates that were taken over**: {} (rows of `rates.csv`, with their works and units), from {} {}, {}. Each was read by its makers in the work that its row names.\n",
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        about.title,
        about.version,
        about.licence(),
    );
    Ok(Taken { rows, told })
}
