//! A table as it is drawn, printed and exported: numbers with the figures behind them, and nothing of polars.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::data::{Point, Rank, Relation};
use crate::fmt::{self, once_each};
use crate::lang::{Tongue, say};
use crate::model::{Date, Interval, Period};

/// Sums are shown with so many digits that say something; more would feign a knowledge that a model does not have.
pub const MODELLED_DIGITS: u32 = 4;

/// Rows of numbers in one or more units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows in the order in which they are shown.
    pub rows: Vec<Row>,
    /// The series as id and label, where some of them may have no number; else those that occur in the rows.
    pub columns: Vec<(String, String)>,
    /// Agreements and events beside the numbers, in the order of time.
    pub dates: Vec<Dated>,
    /// Labels of selected quantities that are left out because no figure of theirs can be used.
    pub without_value: Vec<String>,
    /// Works that rows take their numbers from and that are no row themselves, where that is shown.
    pub quoted: Vec<Quoted>,
    /// From where rows and quoted works have their numbers, where that is shown.
    pub links: Vec<Link>,
    /// What was added although a guard, set aside for it, would have refused.
    pub allowed: Vec<String>,
    /// What a modelled table assumes, for no work states it; empty for a table of figures.
    pub assumed: Vec<String>,
    /// What else has to be told of the table.
    pub remarks: Vec<String>,
}

/// One row: a thing with one number, or with one a series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What the row is, as an id.
    pub key: String,
    /// What the row is, for people.
    pub label: String,
    /// What is said under its name; a definition can say something else.
    pub detail: String,
    /// What it stands under with its neighbours, where rows are grouped: as an id, and for people.
    pub group: (String, String),
    /// When it takes place, where that is shown.
    pub period: Period,
    /// Where it is, where that is shown.
    pub point: Option<Point>,
    /// Its numbers, in the order of the series.
    pub cells: Vec<Cell>,
    /// The whole that the numbers make up, where they are parts of one.
    pub whole: Option<Cell>,
}

/// A work that others take a number from and that is no row itself: mostly one that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The work and the number, as an id; a work from which two numbers are taken is there twice.
    pub key: String,
    /// The work.
    pub work_id: String,
    /// The work's short citation.
    pub short: String,
    /// When it appeared.
    pub issued: Option<Date>,
    /// The number that is taken from it.
    pub interval: Interval,
    /// What it states itself, in another unit or in a figure that is left out; none of a work that states nothing.
    pub stated: Option<String>,
}

/// From where a number is taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The row, or quoted work, that has the number from elsewhere.
    pub from: String,
    /// The row, or quoted work, that it is taken from.
    pub to: String,
    /// Both carry one count, and neither names the other.
    pub is_shared: bool,
}

/// An agreement or an event with the place that tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its id.
    pub id: String,
    /// Whether it is an agreement; else it is an event.
    pub is_agreement: bool,
    /// What it is, for people.
    pub label: String,
    /// When it was.
    pub period: Period,
    /// The work that tells of it.
    pub work_id: String,
    /// The work's short citation.
    pub short: String,
    /// Where in the work.
    pub locator: String,
    /// The corrections of its date, or of that of what was agreed.
    pub corrections: Vec<String>,
}

/// One number and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The series, as an id.
    pub series: String,
    /// The series, for people.
    pub series_label: String,
    /// The number.
    pub interval: Interval,
    /// Its unit.
    pub unit_id: String,
    /// The stage of the quantities behind it; of several stages, parted by `; `, only where adding them was allowed.
    pub stage_id: String,
    /// The quantities behind it.
    pub quantities: Vec<String>,
    /// The figures behind it.
    pub witnesses: Vec<Witness>,
    /// Where the number comes from.
    pub origin: Origin,
    /// A figure or quantity behind it carries a correction.
    pub corrected: bool,
    /// Stands for what is not itemised of a whole: what its parts leave of it, or all of it where no parts are told.
    pub not_itemised: bool,
    /// How many of how many numbers that were added are open at one end.
    pub open: Option<(usize, usize)>,
    /// Whether it is the one figure before all others, or one that is held doubtful, where rivals are shown side by side.
    pub rank: Rank,
    /// How the number, or each of its terms, was converted; empty where none was.
    pub converted: Vec<Converted>,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Works state it.
    Stated,
    /// Added up here, stated by nobody.
    Sum,
    /// What is left of a whole when its parts are taken away, stated by nobody.
    Rest,
    /// Computed from terms under assumptions; no figure and no sum of figures.
    Model,
    /// How many figures there are.
    Count,
}

/// How a number came into another currency or into the prices of another year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The unit before.
    pub unit_id: String,
    /// The year of the prices, if they are constant.
    pub constant: Option<i32>,
    /// The date at which the rate of exchange was taken.
    pub date: Date,
    /// The year whose prices the number was in before.
    pub year: i32,
    /// The rates, in the order in which they were used.
    pub rates: Vec<RateWitness>,
}

/// A rate behind a number, with all that a footnote needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RateWitness {
    /// The rate.
    pub rate_id: String,
    /// Whether it is a price index, not a rate of exchange.
    pub is_index: bool,
    /// The work that states it.
    pub work_id: String,
    /// The work's short citation.
    pub short: String,
    /// Where in the work.
    pub locator: String,
    /// The phrase.
    pub as_stated: String,
    /// The work from which this one takes the rate, in short.
    pub cites: Option<String>,
}

/// A figure behind a number, with all that a footnote needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The figure.
    pub figure_id: String,
    /// The work that states it.
    pub work_id: String,
    /// The work's short citation.
    pub short: String,
    /// Where in the work.
    pub locator: String,
    /// The phrase.
    pub as_stated: String,
    /// The work from which this one takes the number, or all its numbers, in short.
    pub cites: Option<String>,
    /// The work that carries the same count without being named, in short.
    pub one_count: Option<String>,
    /// How the work stands to either.
    pub relation: Relation,
    /// What the figure states, where it is in another unit of the base of the number's, and so was restated: "10,000 long tons".
    pub restated: Option<String>,
}

impl Witness {
    /// Where the figure stands, and what it states there if it was restated: "Roe 1931, p. 4, as 10,000 long tons".
    #[must_use]
    pub fn place(&self, tongue: &Tongue) -> String {
        let place = fmt::place(tongue, &self.short, &self.locator);
        match &self.restated {
            Some(stated) => say!(tongue, "place-restated", place = &place, stated = stated),
            None => place,
        }
    }

    /// The work that it cites, or "one count with Soulun": what a column of cited works holds; empty if there is none.
    #[must_use]
    pub fn cited(&self, tongue: &Tongue) -> String {
        let shared = self.one_count.as_ref().map(|work| Relation::SameCount.doing(tongue, work));
        self.cites.clone().or(shared).unwrap_or_default()
    }

    /// From whom the work has the number: "citing Zhu 2001", "one count with Soulun".
    #[must_use]
    pub fn source(&self, tongue: &Tongue) -> Option<String> {
        let work = self.cites.as_ref().or(self.one_count.as_ref());
        work.map(|work| self.relation.doing(tongue, work))
    }
}

/// What stands between a panel and a row in the key of a row that is in a panel, and in its name, in one language or another.
const IN_PANEL: &str = "/";
const IN_PANELS_NAME: [&str; 2] = [": ", "："];

/// The key of a row that is in a panel.
pub(crate) fn key_in_panel(panel: &str, row: &str) -> String {
    format!("{panel}{IN_PANEL}{row}")
}

/// The name of a row that is in a panel.
pub(crate) fn name_in_panel(tongue: &Tongue, panel: &str, row: &str) -> String {
    say!(tongue, "chart-told-of", name = panel, text = row)
}

impl Row {
    /// The keys by which a definition can call it: its own, that of its group, and what it is in its panel, if it is in one.
    #[must_use]
    pub fn keys(&self) -> [&str; 3] {
        let bare = self.key.strip_prefix(&self.group.0).and_then(|rest| rest.strip_prefix(IN_PANEL));
        [&self.key, &self.group.0, bare.filter(|_| !self.group.0.is_empty()).unwrap_or(&self.key)]
    }

    /// What it is called in its panel.
    #[must_use]
    pub fn label_in_panel(&self) -> &str {
        let rest = self.label.strip_prefix(&self.group.1);
        let own = rest.and_then(|rest| IN_PANELS_NAME.iter().find_map(|between| rest.strip_prefix(between)));
        own.unwrap_or(&self.label)
    }
}

impl Cell {
    /// The number as it is shown: of a model without digits that would feign a knowledge it does not have.
    #[must_use]
    pub fn shown(&self) -> Interval {
        let round = |end: Option<Decimal>| end.map(|end| end.round_sf(MODELLED_DIGITS).unwrap_or(end).normalize());
        match self.is_modelled() {
            true => Interval { min: round(self.interval.min), max: round(self.interval.max), ..self.interval },
            false => self.interval,
        }
    }

    /// Whether it is added up here, or left of a whole, and stated by nobody.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        matches!(self.origin, Origin::Sum | Origin::Rest)
    }

    /// Whether it is computed from terms under assumptions.
    #[must_use]
    pub fn is_modelled(&self) -> bool {
        self.origin == Origin::Model
    }

    /// Whether the number was converted by a rate, or restated in another unit, so that it may have lost digits here.
    #[must_use]
    pub fn is_converted(&self) -> bool {
        !self.converted.is_empty() || self.witnesses.iter().any(|witness| witness.restated.is_some())
    }

    /// Whether every figure behind the number is taken from another work.
    #[must_use]
    pub fn is_second_hand(&self) -> bool {
        !self.witnesses.is_empty() && self.witnesses.iter().all(|witness| witness.cites.is_some())
    }
}

impl Table {
    /// Every number of the table, the wholes of its rows left out.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Says what another table has to be told of, too, each thing once.
    pub(crate) fn tell_also(&mut self, allowed: Vec<String>, remarks: Vec<String>) {
        self.allowed.extend(allowed);
        self.remarks.extend(remarks);
        self.allowed = once_each(std::mem::take(&mut self.allowed));
        self.remarks = once_each(std::mem::take(&mut self.remarks));
    }

    /// Every end of every number.
    pub fn ends(&self) -> impl Iterator<Item = Decimal> {
        self.cells().flat_map(|cell| [cell.interval.min, cell.interval.max]).flatten()
    }

    /// The series that occur, in the order in which they first do; what is not itemised last.
    #[must_use]
    pub fn series(&self) -> Vec<(&str, &str)> {
        let mut series: Vec<(&str, &str)> =
            self.columns.iter().map(|(key, label)| (key.as_str(), label.as_str())).collect();
        let mut seen: BTreeSet<&str> = series.iter().map(|(key, _)| *key).collect();
        for not_itemised in [false, true] {
            let cells = self.cells().filter(|cell| cell.not_itemised == not_itemised);
            let new = cells.filter(|cell| seen.insert(&cell.series));
            series.extend(new.map(|cell| (cell.series.as_str(), cell.series_label.as_str())));
        }
        series
    }

    /// The groups of the rows in their order, each as id and for people.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, &str)> {
        once_each(self.rows.iter().map(|row| (row.group.0.as_str(), row.group.1.as_str())))
    }

    /// The works behind the table with how many of its figures each gives, most first.
    #[must_use]
    pub fn works(&self) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for witness in self.cells().flat_map(|cell| &cell.witnesses) {
            *counts.entry(&witness.work_id).or_default() += 1;
        }
        let mut works: Vec<(&str, usize)> = counts.into_iter().collect();
        works.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        works
    }
}
