//! How a number came into another currency: the rates, their date, and the digits that it can bear afterwards.

use rust_decimal::Decimal;

use super::rates::ends;
use crate::model::{About, Date, Interval, exact};

/// How a number came into another currency or into constant prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The number before.
    pub interval: Interval,
    /// Its unit.
    pub unit_id: String,
    /// The year of its prices afterwards, if they are constant.
    pub constant: Option<i32>,
    /// The date at which the rate of exchange was taken.
    pub date: Date,
    /// Why that date.
    pub why: When,
    /// The year whose prices the number was in before: that of the end of its period.
    pub year: i32,
    /// The place of the last digit that is kept: 1,000,000 in 3,226,000,000.
    pub quantum: Decimal,
    /// The rates used, in order; of a price index the one of the date and the one of the year of the prices.
    pub rates: Vec<String>,
}

/// Why a rate was taken at a date, and when the sum itself is of, where that is another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is the end of the quantity's period.
    PeriodEnd,
    /// It is the day nearest to this end of the period on which the vintage was in use.
    NearestInUse(Date),
    /// It was asked for; the sum's own period ends then, if that is known.
    Asked(Option<Date>),
}

impl Conversion {
    /// A number as it is shown: what lies behind the last digit that the stated number bears is rounded off. Sums are made
    /// of the exact numbers.
    #[must_use]
    pub fn shown(&self, interval: Interval) -> Interval {
        shown(interval, self.quantum)
    }
}

/// An interval with both ends rounded to multiples of a quantum; what is rounded is about that.
pub(super) fn shown(interval: Interval, quantum: Decimal) -> Interval {
    let rounded = ends(interval, |end| to_quantum(end, quantum)).unwrap_or(interval);
    let changed = About::of(rounded.min != interval.min, rounded.max != interval.max);
    Interval { about: rounded.about.or(changed), ..rounded }
}

fn to_quantum(number: Decimal, quantum: Decimal) -> Option<Decimal> {
    exact::multiply(number.checked_div(quantum)?.round(), quantum).map(|rounded| rounded.normalize())
}
