//! Official rates between two currencies on a day, and price indices of a year.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use thiserror::Error;

use super::Evidence;
use crate::data::Rate;
use crate::fmt;
use crate::lang::Tongue;
use crate::model::{About, Bound, Date, Interval, exact};

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
    /// What is asked for is no currency.
    #[error("`{unit}` is no currency; name one, such as `usd`")]
    NoCurrency {
        /// The unit asked for.
        unit: String,
    },
    /// Without a date there is no rate.
    #[error("the end of the period of {row} is not known, so neither is its rate; say --at DATE")]
    Undated {
        /// The quantity, or the figure.
        row: String,
    },
    /// No official rate holds on the day.
    #[error("{row}: no official rate between `{from}` and `{to}` holds {}; {known}", when(.date))]
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
    #[error("{row}: the rates {rates} all hold {} and differ; say --at DATE for a day with one of them", when(.date))]
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
    /// The one official rate between two currencies that holds on the last day of a date; or, of a date that was `asked` for
    /// as a month or a year, at any time in it.
    pub(super) fn official(
        &self,
        row: &str,
        (from, to): (&str, &str),
        date: Date,
        asked: bool,
    ) -> Result<&Rate, NoRate> {
        let between: Vec<&Rate> = self.dataset().rates.iter().filter(|rate| self.is_between(rate, from, to)).collect();
        let (official, others): (Vec<&Rate>, Vec<&Rate>) =
            between.into_iter().partition(|rate| rate.kind == "official");
        let first = if asked { date.first_day() } else { date.last_day() };
        let days = first..=date.last_day();
        let valid: Vec<&Rate> = official.iter().copied().filter(|rate| holds(rate, &days)).collect();
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
    pub(super) fn base<'b>(&'b self, unit: &'b str) -> &'b str {
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
        let number =
            ends(number, |end| if forwards { exact::multiply(end, value) } else { exact::quotient(end, value) })?;
        let number = self.converted(number, exit, to)?;
        let about = if rate.bound == Bound::About { About::Yes } else { number.about };
        Some(Interval { about, ..number })
    }

    /// The price index of a currency in two years, both of one base.
    pub(super) fn indices(&self, row: &str, unit: &str, then: i32, now: i32) -> Result<(&Rate, &Rate), NoRate> {
        let indices = || self.dataset().rates.iter().filter(|rate| rate.is_index() && rate.from_unit_id == unit);
        let of_year = |rate: &Rate, year: i32| rate.period.start.is_some_and(|start| start.year == year);
        let pairs = indices().filter(|rate| of_year(rate, then)).filter_map(|first| {
            let same_base = |rate: &&Rate| rate.to_unit_id == first.to_unit_id && of_year(rate, now);
            Some((first, indices().find(same_base)?))
        });
        let ratio = |(first, last): &(&Rate, &Rate)| last.value?.checked_div(first.value?);
        let pairs: Vec<(&Rate, &Rate)> = pairs.collect();
        match pairs.as_slice() {
            [] => {
                let year = if indices().any(|rate| of_year(rate, then)) { now } else { then };
                let known = self.known_indices(unit);
                Err(NoRate::NoIndex { row: row.to_owned(), unit: unit.to_owned(), year, known })
            }
            [pair, rest @ ..] if rest.iter().all(|other| ratio(other) == ratio(pair)) => Ok(*pair),
            [pair, ..] => {
                let rates: Vec<&str> = pairs.iter().map(|(first, _)| first.id.as_str()).collect();
                let date = pair.0.period.start.unwrap_or(Date { year: then, month: None, day: None });
                Err(NoRate::Ambiguous { row: row.to_owned(), rates: rates.join(", "), date })
            }
        }
    }

    /// The years for which there is a price index of a currency, or the currency that has one.
    fn known_indices(&self, unit: &str) -> String {
        let indices = self.dataset().rates.iter().filter(|rate| rate.is_index() && rate.from_unit_id == unit);
        let years: Vec<i32> = indices.filter_map(|rate| rate.period.start).map(|start| start.year).collect();
        match (years.iter().min(), years.iter().max(), self.indexed_currency()) {
            (Some(first), Some(last), _) => format!("there is one for {first} to {last}"),
            (.., Some(other)) => format!("there is one of `{other}`; ask --in {other}"),
            _ => "the package has none; leave --constant out".to_owned(),
        }
    }
}

/// Whether a rate holds on any of some days; without an end it still does.
fn holds(rate: &Rate, days: &RangeInclusive<i32>) -> bool {
    rate.period.start.is_none_or(|start| start.first_day() <= *days.end())
        && rate.period.end.is_none_or(|end| *days.start() <= end.last_day())
}

/// "on 14 February 1950", "in 1950".
fn when(date: &Date) -> String {
    format!("{} {}", if date.day.is_some() { "on" } else { "in" }, fmt::date(Tongue::english(), *date))
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
        (official, _) => {
            format!(
                "there are {}; a rate of another time answers another question, and --at DATE asks it",
                list(official)
            )
        }
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
