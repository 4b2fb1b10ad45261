//! What stands behind a chart file, and whether today's data gives the same.

use anyhow::{Context as _, Result, bail};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use super::counted::counted;
use crate::data::Dataset;
use crate::fmt::Style;
use crate::model::{Date, Interval, Period};

/// A chart file against today's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// The chart's id.
    pub chart: String,
    /// The program that drew it.
    pub generator: String,
    /// The version of the dataset then.
    pub dataset_version: String,
    /// The digest of the dataset then.
    pub dataset_sha256: String,
    /// Whether marks were held against the chart as it is drawn today, or only their figures against the tables.
    pub drawn_today: bool,
    /// The marks of the file, in its order.
    pub marks: Vec<Mark>,
    /// What the chart says of all its marks, and would say otherwise today: guards set aside, assumptions.
    pub told: Vec<String>,
    /// Marks that only today's chart has.
    pub new: Vec<String>,
}

/// One mark of a chart file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Row and series, for people.
    pub label: String,
    /// The number in the file.
    pub number: String,
    /// Whether today's data gives the same.
    pub status: Status,
    /// What differs: what was, and what is today.
    pub differences: Vec<String>,
    /// The figures behind it: id, work and locator.
    pub figures: Vec<String>,
}

/// How a mark fares today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Today's data gives the same.
    Same,
    /// It gives something else.
    Changed,
    /// It has no such mark, or not all of its figures.
    Gone,
}

impl Trace {
    /// Whether every mark is what today's data gives.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.told.is_empty() && self.marks.iter().all(|mark| mark.status == Status::Same)
    }
}

/// The metadata of a chart.
pub struct Carried(Value);

impl Carried {
    /// Reads the metadata of a chart. What it has is counted before anything is built of it.
    ///
    /// # Errors
    /// If the text is none, or has more than any chart.
    pub fn read(metadata: &str) -> Result<Self> {
        counted(metadata)?;
        let value: Value = serde_json::from_str(metadata).context("the metadata is damaged")?;
        if !value["chart"].is_string() || !value["marks"].is_array() {
            bail!("the metadata is damaged: it names no chart and no marks");
        }
        Ok(Self(value))
    }

    /// The ids of the figures behind its marks, each once.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        let figures = list(&self.0, "marks").flat_map(|mark| list(mark, "figures"));
        crate::fmt::once_each(figures.filter_map(|figure| figure["figure"].as_str()))
    }

    /// The ids of the report and of the chart.
    #[must_use]
    pub fn ids(&self) -> (String, String) {
        (text(&self.0, "report"), text(&self.0, "chart"))
    }
}

/// Holds the marks of a file against those of the chart as it is drawn today; without it, their figures against the tables.
#[must_use]
pub fn trace(file: &Carried, today: Option<&Carried>, dataset: &Dataset) -> Trace {
    let file = &file.0;
    let marks_today: Option<Vec<&Value>> = today.map(|today| list(&today.0, "marks").collect());
    let marks = list(file, "marks").map(|mark| {
        let differences = match &marks_today {
            Some(marks) => marks.iter().find(|now| is_same(mark, now)).map(|now| differences(mark, now, dataset)),
            None => of_figures(mark, dataset),
        };
        Mark {
            label: label(mark),
            number: number(mark, dataset),
            status: status(differences.as_deref()),
            differences: differences.unwrap_or_default(),
            figures: list(mark, "figures").map(figure).collect(),
        }
    });
    let dates = list(file, "dates").map(|old| date(old, today.map(|today| &today.0), dataset));
    let marks: Vec<Mark> = marks.chain(dates).collect();
    // The marks that one frame of a chart lacks are in the others.
    let is_whole = file["frame"].is_null();
    let is_new = |mark: &&Value| is_whole && list(file, "marks").all(|other| !is_same(other, mark));
    let new_dates = today.into_iter().flat_map(|today| list(&today.0, "dates"));
    let new_dates = new_dates.filter(|now| is_whole && list(file, "dates").all(|old| old["key"] != now["key"]));
    Trace {
        chart: text(file, "chart"),
        generator: text(file, "generator"),
        dataset_version: text(file, "dataset_version"),
        dataset_sha256: text(file, "dataset_sha256"),
        drawn_today: today.is_some(),
        told: today.map(|today| told(file, &today.0)).unwrap_or_default(),
        new: marks_today.iter().flatten().copied().filter(is_new).chain(new_dates).map(label).collect(),
        marks,
    }
}

/// Guards set aside and assumptions, where they are not as they were.
fn told(old: &Value, new: &Value) -> Vec<String> {
    let differs = |name: &&str| old.get(*name).is_some() && old[*name] != new[*name];
    let names = ["allowed", "assumed"].into_iter().filter(differs);
    names.map(|name| format!("{name}: {}, today {}", old[name], new[name])).collect()
}

/// An agreement or event of the file, held against today's chart, or without one against its table.
fn date(old: &Value, today: Option<&Value>, dataset: &Dataset) -> Mark {
    let when = |date: &Value| format!("{} to {}", text(date, "start"), text(date, "end"));
    let place = |date: &Value| format!("{}, {}", text(date, "citation"), text(date, "locator"));
    let id = text(old, "key");
    let differences = match today {
        Some(today) => list(today, "dates").find(|now| text(now, "key") == id).map(|now| {
            let was = [
                ("", text(old, "row"), text(now, "row")),
                ("dated ", when(old), when(now)),
                ("", place(old), place(now)),
            ];
            let changed = was.into_iter().filter(|(_, before, today)| before != today);
            changed.map(|(what, before, today)| format!("{what}{before}, today {today}")).collect()
        }),
        None => {
            let agreement =
                dataset.agreements.get(&id).map(|it| (Period { start: it.signed, end: it.signed }, &it.locator));
            let event = dataset.events.get(&id).map(|it| (it.period, &it.locator));
            agreement.or(event).map(|(period, locator)| {
                let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
                let today = format!("{} to {}", day(period.start), day(period.end));
                let pairs = [("dated ", when(old), today), ("", text(old, "locator"), locator.clone())];
                let changed = pairs.into_iter().filter(|(_, before, today)| before != today);
                changed.map(|(what, before, today)| format!("{what}{before}, today {today}")).collect()
            })
        }
    };
    Mark {
        label: text(old, "row"),
        number: if text(old, "start") == text(old, "end") { text(old, "start") } else { when(old) },
        status: status(differences.as_deref()),
        differences: differences.unwrap_or_default(),
        figures: vec![format!("{id}: {}", place(old))],
    }
}

fn status(differences: Option<&[String]>) -> Status {
    match differences {
        None => Status::Gone,
        Some([]) => Status::Same,
        Some(_) => Status::Changed,
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

/// Whether two marks are of one row and series. Files from before the ids of series were told are held by their names.
fn is_same(old: &Value, new: &Value) -> bool {
    let series = if old["series_key"].is_string() { "series_key" } else { "series" };
    ["key", series].iter().all(|name| old[*name] == new[*name])
}

fn label(mark: &Value) -> String {
    let (row, series) = (text(mark, "row"), text(mark, "series"));
    if series.is_empty() { row } else { format!("{row}, {series}") }
}

/// A figure of a mark with its place.
fn figure(figure: &Value) -> String {
    format!("{}: {}, {}", text(figure, "figure"), text(figure, "citation"), text(figure, "locator"))
}

/// The number of a mark, as it is read.
fn number(mark: &Value, dataset: &Dataset) -> String {
    let end = |name: &str| mark[name].as_str().and_then(|text| text.parse::<Decimal>().ok());
    let is = |name: &str| mark[name].as_bool().unwrap_or_default();
    let interval = Interval {
        min: end("min"),
        max: end("max"),
        above_min: is("above_min"),
        below_max: is("below_max"),
        about: is("about"),
    };
    match dataset.units.get(&text(mark, "unit")) {
        Some(unit) => unit.print(&interval, Style::Sign),
        // The fields of a matrix count figures, which have no unit.
        None => crate::fmt::interval(&interval, Style::Sign),
    }
}

/// What of a mark is not as it was.
fn differences(old: &Value, new: &Value, dataset: &Dataset) -> Vec<String> {
    let mut found = Vec::new();
    let (before, today) = (number(old, dataset), number(new, dataset));
    if before != today {
        found.push(format!("{before}, today {today}"));
    }
    for name in ["group", "stage", "start", "end", "computed", "not_itemised", "modelled", "corrections", "rates"] {
        // A file from before a field was there says nothing about it.
        if old.get(name).is_some() && old[name] != new[name] {
            found.push(format!("{name} {}, today {}", old[name], new[name]));
        }
    }
    let figures = |mark: &Value| list(mark, "figures").map(figure).collect::<Vec<_>>();
    let (before, today) = (figures(old), figures(new));
    let left = before.iter().filter(|figure| !today.contains(figure)).map(|figure| format!("no longer {figure}"));
    let come = today.iter().filter(|figure| !before.contains(figure)).map(|figure| format!("now {figure}"));
    found.extend(left.chain(come));
    found
}

/// What of a mark's figures is not as it was; `None` if one is not there.
fn of_figures(mark: &Value, dataset: &Dataset) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for stated in list(mark, "figures") {
        let today = dataset.figures.get(&text(stated, "figure"))?;
        let place = format!("{}: {}, {}", today.id, dataset.short(&today.work_id), today.locator);
        if place != figure(stated) {
            found.push(format!("{}, today {place}", figure(stated)));
        }
    }
    Some(found)
}
