//! What stands behind a chart file, and whether today's data gives the same.

use serde::Serialize;

use crate::chart::record::{self, Date, Figure, Rate, Record, Told};
use crate::data::Dataset;
use crate::fmt::{self, Style};
use crate::lang::Tongue;
use crate::model::Period;

/// A chart file against today's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// The chart's id.
    pub chart: String,
    /// The program that drew it.
    pub generator: String,
    /// The name of the dataset; empty in files from before it was told.
    pub dataset: String,
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
    /// It was held against nothing: the chart is of another dataset.
    Unchecked,
}

impl Trace {
    /// Whether every mark is what today's data gives.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.told.is_empty() && self.marks.iter().all(|mark| mark.status == Status::Same)
    }
}

/// Holds the marks of a file against those of the chart as it is drawn today; without it, their figures against the tables.
#[must_use]
pub fn trace(file: &Record, today: Option<&Record>, dataset: &Dataset) -> Trace {
    let marks = file.marks.iter().map(|mark| {
        let differences = match today {
            Some(today) => today.marks.iter().find(|now| is_same(mark, now)).map(|now| differences(mark, now, dataset)),
            None => of_figures(mark, dataset),
        };
        Mark {
            label: label(mark),
            number: number(mark, dataset),
            status: status(differences.as_deref()),
            differences: differences.unwrap_or_default(),
            figures: mark.figures.iter().map(figure).collect(),
        }
    });
    let dates = file.dates.iter().map(|old| date(old, today, dataset));
    Trace {
        drawn_today: today.is_some(),
        told: today.map(|today| told(file, today)).unwrap_or_default(),
        new: today.map(|today| new(file, today)).unwrap_or_default(),
        ..of(file, marks.chain(dates).collect())
    }
}

/// What a file says of itself, held against nothing: its data is not at hand.
#[must_use]
pub fn alone(file: &Record) -> Trace {
    let unchecked = |label: String, number: String, figures: Vec<String>| {
        let (status, differences) = (Status::Unchecked, Vec::new());
        Mark { label, number, status, differences, figures }
    };
    let none = Dataset::default();
    let of_mark = |mark: &record::Mark| {
        let number = format!("{} {}", number(mark, &none), mark.unit);
        unchecked(label(mark), number.trim_end().to_owned(), mark.figures.iter().map(figure).collect())
    };
    let of_date = |date: &Date| {
        let place = format!("{}: {}, {}", date.key, date.citation, date.locator);
        unchecked(date.row.clone(), when_of(date), vec![place])
    };
    let dates = file.dates.iter().map(of_date);
    of(file, file.marks.iter().map(of_mark).chain(dates).collect())
}

fn of(file: &Record, marks: Vec<Mark>) -> Trace {
    Trace {
        chart: file.chart.clone(),
        generator: file.generator.clone(),
        dataset: file.dataset.get().cloned().unwrap_or_default(),
        dataset_version: file.dataset_version.clone(),
        dataset_sha256: file.dataset_sha256.clone(),
        drawn_today: false,
        marks,
        told: Vec::new(),
        new: Vec::new(),
    }
}

/// When an agreement or event was.
fn when_of(date: &Date) -> String {
    match (date.start == date.end, date.start.clone().unwrap_or_default()) {
        (true, start) => start,
        (false, start) => format!("{start} to {}", date.end.clone().unwrap_or_default()),
    }
}

/// The marks that only today's chart has; those that one frame of a chart lacks are in the others.
fn new(file: &Record, today: &Record) -> Vec<String> {
    if file.frame.is_some() {
        return Vec::new();
    }
    let marks = today.marks.iter().filter(|now| !file.marks.iter().any(|old| is_same(old, now))).map(label);
    let dates = today.dates.iter().filter(|now| !file.dates.iter().any(|old| old.key == now.key));
    marks.chain(dates.map(|date| date.row.clone())).collect()
}

/// Guards set aside and assumptions, where they are not as they were.
fn told(old: &Record, new: &Record) -> Vec<String> {
    let list = |texts: &Vec<String>| listed(texts);
    let changes =
        [("added", changed(&old.allowed, &new.allowed, list)), ("assumed", changed(&old.assumed, &new.assumed, list))];
    changes.into_iter().filter_map(|(name, change)| Some(format!("{name}: {}", change?))).collect()
}

/// An agreement or event of the file, held against today's chart, or without one against its table.
fn date(old: &Date, today: Option<&Record>, dataset: &Dataset) -> Mark {
    let when = |start: &Option<String>, end: &Option<String>| {
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        format!("{} to {}", day(start), day(end))
    };
    let (was, place) = (when(&old.start, &old.end), format!("{}, {}", old.citation, old.locator));
    let changes = |pairs: &[(&str, &str, String)]| -> Vec<String> {
        let changed = pairs.iter().filter(|(_, before, today)| before != today);
        changed.map(|(what, before, today)| format!("{what}{before}, today {today}")).collect()
    };
    let differences = match today {
        Some(today) => today.dates.iter().find(|now| now.key == old.key).map(|now| {
            let now_place = format!("{}, {}", now.citation, now.locator);
            let is = when(&now.start, &now.end);
            changes(&[("", &old.row, now.row.clone()), ("dated ", &was, is), ("", &place, now_place)])
        }),
        None => {
            let agreement = dataset.agreements.get(&old.key);
            let agreement = agreement.map(|it| (Period { start: it.signed, end: it.signed }, &it.locator));
            let event = dataset.events.get(&old.key).map(|it| (it.period, &it.locator));
            agreement.or(event).map(|(period, locator)| {
                let [start, end] = [period.start, period.end].map(|date| date.map(|date| date.to_string()));
                changes(&[("dated ", &was, when(&start, &end)), ("", &old.locator, locator.clone())])
            })
        }
    };
    Mark {
        label: old.row.clone(),
        number: when_of(old),
        status: status(differences.as_deref()),
        differences: differences.unwrap_or_default(),
        figures: vec![format!("{}: {place}", old.key)],
    }
}

fn status(differences: Option<&[String]>) -> Status {
    match differences {
        None => Status::Gone,
        Some([]) => Status::Same,
        Some(_) => Status::Changed,
    }
}

/// Whether two marks are of one row and series. Files from before the ids of series were told are held by their names.
fn is_same(old: &record::Mark, new: &record::Mark) -> bool {
    let is_of_series = match old.series_key.get() {
        Some(series) => Some(series) == new.series_key.get(),
        None => old.series == new.series,
    };
    old.key == new.key && is_of_series
}

fn label(mark: &record::Mark) -> String {
    if mark.series.is_empty() { mark.row.clone() } else { format!("{}, {}", mark.row, mark.series) }
}

/// A figure of a mark with its place.
fn figure(figure: &Figure) -> String {
    format!("{}: {}, {}", figure.figure, figure.citation, figure.locator)
}

/// The number of a mark, as it is read.
fn number(mark: &record::Mark, dataset: &Dataset) -> String {
    match dataset.units.get(&mark.unit) {
        Some(unit) => unit.print(Tongue::english(), &mark.interval(), Style::Sign),
        // The fields of a matrix count figures, which have no unit.
        None => fmt::interval(Tongue::english(), &mark.interval(), Style::Sign),
    }
}

/// What was and what is today, where they differ. A file from before a thing was told says nothing about it.
fn changed<T: PartialEq>(old: &Told<T>, new: &Told<T>, text: impl Fn(&T) -> String) -> Option<String> {
    let (old, new) = (old.get()?, new.get()?);
    (old != new).then(|| format!("{}, today {}", text(old), text(new)))
}

fn listed(texts: &[String]) -> String {
    if texts.is_empty() { "nothing".to_owned() } else { texts.join("; ") }
}

/// What of a mark is not as it was.
fn differences(old: &record::Mark, new: &record::Mark, dataset: &Dataset) -> Vec<String> {
    let mut found = Vec::new();
    let (before, today) = (number(old, dataset), number(new, dataset));
    if before != today {
        found.push(format!("{before}, today {today}"));
    }
    let word = |word: &String| if word.is_empty() { "none".to_owned() } else { word.clone() };
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "unknown".to_owned());
    let yes = |is_so: &bool| if *is_so { "yes" } else { "no" }.to_owned();
    let rates = |rates: &Vec<Rate>| {
        let rate = |rate: &Rate| format!("{} of {}: {}, {}", rate.rate, rate.date, rate.citation, rate.locator);
        listed(&rates.iter().map(rate).collect::<Vec<_>>())
    };
    let changes = [
        ("group", changed(&old.group, &new.group, word)),
        ("stage", changed(&old.stage, &new.stage, word)),
        ("start", changed(&old.start, &new.start, day)),
        ("end", changed(&old.end, &new.end, day)),
        ("added up here", changed(&old.computed, &new.computed, yes)),
        ("not itemised", changed(&old.not_itemised, &new.not_itemised, yes)),
        ("modelled", changed(&old.modelled, &new.modelled, yes)),
        ("corrections", changed(&old.corrections, &new.corrections, |all| listed(all))),
        ("rates", changed(&old.rates, &new.rates, rates)),
    ];
    found.extend(changes.into_iter().filter_map(|(name, change)| Some(format!("{name}: {}", change?))));
    let figures = |mark: &record::Mark| mark.figures.iter().map(figure).collect::<Vec<_>>();
    let (before, today) = (figures(old), figures(new));
    let left = before.iter().filter(|figure| !today.contains(figure)).map(|figure| format!("no longer {figure}"));
    let come = today.iter().filter(|figure| !before.contains(figure)).map(|figure| format!("now {figure}"));
    found.extend(left.chain(come));
    found
}

/// What of a mark's figures is not as it was; `None` if one is not there.
fn of_figures(mark: &record::Mark, dataset: &Dataset) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for stated in &mark.figures {
        let today = dataset.figures.get(&stated.figure)?;
        let place = format!("{}: {}, {}", today.id, dataset.short(&today.work_id), today.locator);
        if place != figure(stated) {
            found.push(format!("{}, today {place}", figure(stated)));
        }
    }
    Some(found)
}
