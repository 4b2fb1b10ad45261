//! Official rates between two currencies on a day, and price indices of a year.

use rust_decimal::Decimal;
use thiserror::Error;

use super::Evidence;
use crate::data::Rate;
use crate::model::{Bound, Date, Interval};

/// Why a number cannot be converted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoRate {
    /// What is not money has no rate.
    #[error("{row} is in `{unit}`, which is no sum of money; leave --in and --constant out")]
    NotMoney {
        /// The quantity, or the figure.
        row: String,
        /// Its unit.
        unit: String,
    },
    /// Without a date there is no rate.
    #[error("the end of the period of {row} is not known, so neither is its rate; say --at DATE")]
    Undated {
        /// The quantity, or the figure.
        row: String,
    },
    /// No official rate holds on the day.
    #[error("{row}: no official rate between `{from}` and `{to}` holds on {date}; {known}")]
    Missing {
        /// The quantity, or the figure.
        row: String,
        /// Its unit.
        from: String,
        /// The unit asked for.
        to: String,
        /// The day.
        date: Date,
        /// The rates that there are, and what to do.
        known: String,
    },
    /// Official rates contradict each other.
    #[error("{row}: the rates {rates} all hold on {date} and differ; say --at DATE for a day with one of them")]
    Ambiguous {
        /// The quantity, or the figure.
        row: String,
        /// The rates.
        rates: String,
        /// The day.
        date: Date,
    },
    /// The price index does not reach the year.
    #[error("{row}: there is no price index of `{unit}` for {year}; {known}")]
    NoIndex {
        /// The quantity, or the figure.
        row: String,
        /// The currency.
        unit: String,
        /// The year.
        year: i32,
        /// The years that there are.
        known: String,
    },
    /// The number has more digits than can be kept.
    #[error("{row}: the converted number has too many digits")]
    TooLarge {
        /// The quantity, or the figure.
        row: String,
    },
}

impl Evidence<'_> {
    /// The one official rate between two currencies that holds on the last day of a date.
    pub(super) fn official(&self, row: &str, from: &str, to: &str, date: Date) -> Result<&Rate, NoRate> {
        let between: Vec<&Rate> = self.dataset().rates.iter().filter(|rate| self.is_between(rate, from, to)).collect();
        let (official, others): (Vec<&Rate>, Vec<&Rate>) =
            between.into_iter().partition(|rate| rate.kind == "official");
        let valid: Vec<&Rate> = official.iter().copied().filter(|rate| holds(rate, date)).collect();
        let one = Interval::point(Decimal::ONE);
        let worth = |rate: &Rate| self.through(rate, one, from, to).and_then(|interval| interval.min);
        match valid.as_slice() {
            [] => {
                let known = known_rates(&official, &others);
                Err(NoRate::Missing { row: row.to_owned(), from: from.to_owned(), to: to.to_owned(), date, known })
            }
            [first, rest @ ..] if rest.iter().all(|rate| worth(rate) == worth(first)) => Ok(first),
            several => {
                let rates: Vec<&str> = several.iter().map(|rate| rate.id.as_str()).collect();
                Err(NoRate::Ambiguous { row: row.to_owned(), rates: rates.join(", "), date })
            }
        }
    }

    /// Whether a rate is between two currencies, in either direction; a multiple of a currency stands for it.
    fn is_between(&self, rate: &Rate, from: &str, to: &str) -> bool {
        let (left, right) = (self.base(&rate.from_unit_id), self.base(&rate.to_unit_id));
        let (from, to) = (self.base(from), self.base(to));
        (left, right) == (from, to) || (left, right) == (to, from)
    }

    /// The unit of which a unit is a fixed multiple, or itself.
    fn base<'b>(&'b self, unit: &'b str) -> &'b str {
        self.dataset().units.get(unit).and_then(|unit| unit.base_unit_id.as_deref()).unwrap_or(unit)
    }

    /// A number carried over by a rate, forwards or backwards.
    pub(super) fn through(&self, rate: &Rate, number: Interval, from: &str, to: &str) -> Option<Interval> {
        let value = rate.value?;
        let forwards = self.base(&rate.from_unit_id) == self.base(from);
        let (entry, exit) = match forwards {
            true => (&rate.from_unit_id, &rate.to_unit_id),
            false => (&rate.to_unit_id, &rate.from_unit_id),
        };
        let number = self.converted(number, from, entry)?;
        let number = ends(number, |end| if forwards { end.checked_mul(value) } else { end.checked_div(value) })?;
        let number = self.converted(number, exit, to)?;
        Some(Interval { about: number.about || rate.bound == Bound::About, ..number })
    }

    /// The price index of a currency in a year.
    pub(super) fn index(&self, row: &str, unit: &str, year: i32) -> Result<&Rate, NoRate> {
        let of_unit = |rate: &&Rate| rate.kind == PRICE_INDEX && rate.from_unit_id == unit;
        let indices: Vec<&Rate> = self.dataset().rates.iter().filter(of_unit).collect();
        let is_of_year = |rate: &&&Rate| rate.period.start.is_some_and(|start| start.year == year);
        indices.iter().find(is_of_year).copied().ok_or_else(|| {
            let years: Vec<i32> = indices.iter().filter_map(|rate| rate.period.start).map(|start| start.year).collect();
            let known = match (years.iter().min(), years.iter().max()) {
                (Some(first), Some(last)) => format!("there is one for {first} to {last}"),
                _ => match self.indexed_currency() {
                    Some(other) => format!("there is one of `{other}`; ask --in {other}"),
                    None => "the package has none; leave --constant out".to_owned(),
                },
            };
            NoRate::NoIndex { row: row.to_owned(), unit: unit.to_owned(), year, known }
        })
    }
}

/// The kind of rate that says what prices were.
pub(crate) const PRICE_INDEX: &str = "price-index";

/// Whether a rate holds on the last day of a date; without an end it still does.
fn holds(rate: &Rate, date: Date) -> bool {
    let day = date.last_day();
    rate.period.start.is_none_or(|start| start.first_day() <= day)
        && rate.period.end.is_none_or(|end| day <= end.last_day())
}

/// What there is instead of the rate that was wanted.
fn known_rates(official: &[&Rate], others: &[&Rate]) -> String {
    let list = |rates: &[&Rate]| {
        let one = |rate: &&Rate| {
            let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} ({} to {})", rate.id, day(rate.period.start), day(rate.period.end))
        };
        rates.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    match (official, others) {
        ([], []) => {
            "there is none at any time: neither between vintages of one currency, nor for a vintage that is not known"
                .to_owned()
        }
        ([], others) => format!("there are only rates of other kinds, which do not convert: {}", list(others)),
        (official, _) => format!("there are {}; say --at DATE for one of them", list(official)),
    }
}

/// Both ends of an interval carried over.
pub(super) fn ends(interval: Interval, carry: impl Fn(Decimal) -> Option<Decimal>) -> Option<Interval> {
    let end = |end: Option<Decimal>| match end {
        Some(number) => carry(number).map(Some),
        None => Some(None),
    };
    Some(Interval { min: end(interval.min)?, max: end(interval.max)?, ..interval })
}
