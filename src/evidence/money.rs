//! Money in another currency, and in the prices of another year.
//!
//! A sum is converted only by an official rate of the package, directly and never over a third currency or from one
//! vintage of a currency to the next: one debt of China is printed as 5,294 million yuan, 8,092 million old roubles, 1,816
//! million new ones and 2,015 million dollars, and whoever cuts a nought off the old roubles loses half of it. A sum over a
//! period takes the rate at the period's end, or at the nearest day on which its vintage was in use.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Evidence, Manner, Resolved};
use crate::data::{Quantity, Rate};
use crate::diag::hint;
use crate::model::{Bound, Date, Interval};

/// In which unit numbers are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Each in the unit of its quantity.
    #[default]
    Own,
    /// As figures state or restate it in this unit; nothing is converted.
    Stated(String),
    /// In one currency, converted where no figure states it, perhaps in the prices of one year.
    Converted(Money),
}

/// A currency, the year of its prices, and the date of the rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The currency, with its vintage.
    pub unit: String,
    /// Constant prices of this year; current prices without one.
    pub constant: Option<i32>,
    /// The date at which rates are taken, in place of the end of each quantity's period.
    pub at: Option<Date>,
}

/// How a number came into another currency or into constant prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The number before.
    pub interval: Interval,
    /// Its unit.
    pub unit_id: String,
    /// The year of its prices afterwards, if they are constant.
    pub constant: Option<i32>,
    /// The date at which the rates were taken.
    pub date: Date,
    /// Why that date.
    pub why: When,
    /// The rates used, in order; of a price index the one of the date and the one of the year of the prices.
    pub rates: Vec<String>,
}

/// Why a rate was taken at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is the end of the quantity's period.
    PeriodEnd,
    /// It is the day nearest to this end of the period on which the vintage was in use.
    NearestInUse(Date),
    /// It was asked for.
    Asked,
}

/// Why a number cannot be converted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoRate {
    /// What is not money has no rate.
    #[error("{row} is in `{unit}`, which is no sum of money; leave --in and --constant out")]
    NotMoney {
        /// The quantity.
        row: String,
        /// Its unit.
        unit: String,
    },
    /// Without a date there is no rate.
    #[error("the end of the period of {row} is not known, so neither is its rate; say --at DATE")]
    Undated {
        /// The quantity.
        row: String,
    },
    /// No official rate holds on the day.
    #[error("{row}: no official rate between `{from}` and `{to}` holds on {date}; {known}")]
    Missing {
        /// The quantity.
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
        /// The quantity.
        row: String,
        /// The rates.
        rates: String,
        /// The day.
        date: Date,
    },
    /// The price index does not reach the year.
    #[error("{row}: there is no price index of `{unit}` for {year}; {known}")]
    NoIndex {
        /// The quantity.
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
        /// The quantity.
        row: String,
    },
}

/// Words for a unit that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WantedError {
    /// Stated and converted at once.
    #[error("a number is either stated in a unit or converted into a currency; drop one of the two")]
    Both,
    /// A date without a rate that it could be of.
    #[error("a date for rates needs a currency, or a year of constant prices")]
    DateAlone,
    /// Constant prices of several currencies, or of none.
    #[error("constant prices need a currency, for the package has not just one with a price index")]
    NoCurrency,
    /// A unit that is not in the package.
    #[error("there is no unit `{unit}`{hint}")]
    Unit {
        /// The unit.
        unit: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// A date that is none.
    #[error("`{text}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date {
        /// What was written.
        text: String,
    },
}

/// A converted number keeps the significant digits that were stated, and this many at least.
const DIGITS: u32 = 4;

impl Evidence<'_> {
    /// What a quantity is worth as it is wanted; `None` if no figure and no complete split says.
    ///
    /// # Errors
    /// [`NoRate`] where it would have to be converted and cannot be.
    pub fn worth(&self, quantity: &str, manner: &Manner) -> Result<Option<Resolved>, NoRate> {
        let Some(own) = self.dataset().quantities.get(quantity).map(|found| found.unit_id.as_str()) else {
            return Ok(None);
        };
        let resolve = |unit: &str| match manner.leaves {
            true => self.resolve_leaves(quantity, unit),
            false => self.resolve_in(quantity, unit),
        };
        match &manner.wanted {
            Wanted::Own => Ok(resolve(own)),
            Wanted::Stated(unit) => Ok(resolve(unit)),
            Wanted::Converted(money) => {
                // What a figure states in the currency needs no rate.
                let stated = resolve(&money.unit).or_else(|| resolve(own));
                stated.map(|resolved| self.convert(resolved, money)).transpose()
            }
        }
    }

    /// The unit that is wanted, from what a person or a definition says: a unit in which figures state the number, or a
    /// currency, the year of constant prices and the date of the rates.
    ///
    /// # Errors
    /// [`WantedError`] where the words do not fit together.
    pub fn wanted(
        &self,
        stated: Option<&str>,
        currency: Option<&str>,
        constant: Option<i32>,
        at: Option<&str>,
    ) -> Result<Wanted, WantedError> {
        let date = |text: &str| text.parse::<Date>().map_err(|_| WantedError::Date { text: text.to_owned() });
        let at = at.map(date).transpose()?;
        let units = &self.dataset().units;
        if let Some(unit) = [stated, currency].into_iter().flatten().find(|unit| units.get(unit).is_none()) {
            return Err(WantedError::Unit { unit: unit.to_owned(), hint: hint(unit, units.ids()) });
        }
        match (stated, currency, constant) {
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => Err(WantedError::Both),
            (_, None, None) if at.is_some() => Err(WantedError::DateAlone),
            (Some(unit), None, None) => Ok(Wanted::Stated(unit.to_owned())),
            (None, None, None) => Ok(Wanted::Own),
            (None, currency, constant) => {
                let unit = currency.or_else(|| self.indexed_currency()).ok_or(WantedError::NoCurrency)?.to_owned();
                Ok(Wanted::Converted(Money { unit, constant, at }))
            }
        }
    }

    /// A resolved number in a currency, and in the prices of a year.
    ///
    /// # Errors
    /// [`NoRate`] where no rate, or more than one, holds on the day.
    pub fn convert(&self, resolved: Resolved, money: &Money) -> Result<Resolved, NoRate> {
        let row = resolved.quantity_id.clone();
        let same = resolved.unit_id == money.unit;
        if same && money.constant.is_none() {
            return Ok(resolved);
        }
        let dataset = self.dataset();
        let is_money = |id: &str| dataset.units.get(id).is_some_and(|unit| unit.dimension == "money");
        if let Some(unit) = [&resolved.unit_id, &money.unit].into_iter().find(|unit| !is_money(unit)) {
            return Err(NoRate::NotMoney { row, unit: unit.clone() });
        }
        let quantity = dataset.quantities.get(&row).ok_or_else(|| NoRate::Undated { row: row.clone() })?;
        let (date, why) = self.date_of_rate(quantity, &resolved.unit_id, money.at)?;
        let mut rates = Vec::new();
        let mut number = resolved.interval;
        if !same {
            let rate = self.official(&row, &resolved.unit_id, &money.unit, date)?;
            number = self.through(rate, number, &resolved.unit_id, &money.unit).ok_or(NoRate::TooLarge { row: row.clone() })?;
            rates.push(rate.id.clone());
        }
        if let Some(year) = money.constant {
            let (then, now) = (self.index(&row, &money.unit, date.year)?, self.index(&row, &money.unit, year)?);
            let ratio = |end: Decimal| end.checked_mul(now.value?)?.checked_div(then.value?);
            number = ends(number, ratio).ok_or(NoRate::TooLarge { row: row.clone() })?;
            number.about |= [then, now].iter().any(|rate| rate.bound == Bound::About);
            rates.extend([then.id.clone(), now.id.clone()]);
        }
        let digits = [resolved.interval.min, resolved.interval.max].into_iter().flatten().map(significant).max();
        let rounded = |end: Decimal| end.round_sf(digits.unwrap_or(DIGITS).max(DIGITS));
        let interval = ends(number, rounded).ok_or(NoRate::TooLarge { row })?;
        let (before, unit_id) = (resolved.interval, resolved.unit_id.clone());
        let conversion = Conversion { interval: before, unit_id, constant: money.constant, date, why, rates };
        Ok(Resolved { interval, unit_id: money.unit.clone(), conversion: Some(Box::new(conversion)), ..resolved })
    }

    /// The date at which the rate for a quantity is taken, and why.
    fn date_of_rate(&self, quantity: &Quantity, unit: &str, asked: Option<Date>) -> Result<(Date, When), NoRate> {
        if let Some(date) = asked {
            return Ok((date, When::Asked));
        }
        let end = quantity.period.end.ok_or_else(|| NoRate::Undated { row: quantity.id.clone() })?;
        let vintage = self.dataset().units.get(unit).map(|unit| unit.period).unwrap_or_default();
        Ok(match (vintage.start, vintage.end) {
            (Some(first), _) if end.last_day() < first.first_day() => (first, When::NearestInUse(end)),
            (_, Some(last)) if end.last_day() > last.last_day() => (last, When::NearestInUse(end)),
            _ => (end, When::PeriodEnd),
        })
    }

    /// The one official rate between two currencies that holds on the last day of a date.
    fn official(&self, row: &str, from: &str, to: &str, date: Date) -> Result<&Rate, NoRate> {
        let between: Vec<&Rate> = self.dataset().rates.iter().filter(|rate| self.is_between(rate, from, to)).collect();
        let (official, others): (Vec<&Rate>, Vec<&Rate>) = between.into_iter().partition(|rate| rate.kind == "official");
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
    fn through(&self, rate: &Rate, number: Interval, from: &str, to: &str) -> Option<Interval> {
        let value = rate.value?;
        let forwards = self.base(&rate.from_unit_id) == self.base(from);
        let (entry, exit) = match forwards {
            true => (&rate.from_unit_id, &rate.to_unit_id),
            false => (&rate.to_unit_id, &rate.from_unit_id),
        };
        let number = self.converted(number, from, entry)?;
        let number =
            ends(number, |end| if forwards { end.checked_mul(value) } else { end.checked_div(value) })?;
        let number = self.converted(number, exit, to)?;
        Some(Interval { about: number.about || rate.bound == Bound::About, ..number })
    }

    /// The price index of a currency in a year.
    fn index(&self, row: &str, unit: &str, year: i32) -> Result<&Rate, NoRate> {
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

    /// The currency that has a price index, if there is just one: constant prices are in it unless another is asked for.
    #[must_use]
    pub fn indexed_currency(&self) -> Option<&str> {
        let mut indexed = self.dataset().rates.iter().filter(|rate| rate.kind == PRICE_INDEX);
        let first = indexed.next()?.from_unit_id.as_str();
        indexed.all(|rate| rate.from_unit_id == first).then_some(first)
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
        ([], []) => "there is none at any time: neither between vintages of one currency, nor for a vintage that is not known".to_owned(),
        ([], others) => format!("there are only rates of other kinds, which do not convert: {}", list(others)),
        (official, _) => format!("there are {}; say --at DATE for one of them", list(official)),
    }
}

/// Both ends of an interval carried over.
fn ends(interval: Interval, carry: impl Fn(Decimal) -> Option<Decimal>) -> Option<Interval> {
    let end = |end: Option<Decimal>| match end {
        Some(number) => carry(number).map(Some),
        None => Some(None),
    };
    Some(Interval { min: end(interval.min)?, max: end(interval.max)?, ..interval })
}

/// How many digits of a number say something: 5,294 of 5,294,000,000.
fn significant(number: Decimal) -> u32 {
    let digits = number.mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(DIGITS)
}
