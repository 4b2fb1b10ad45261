//! How a number came into another currency: the rates, their date, and the digits that it can bear afterwards.

use rust_decimal::{Decimal, RoundingStrategy};

use super::rates::ends;
use crate::model::{About, Date, Interval, exact};

/// So many digits of a number always fit.
const DIGITS_KEPT: u32 = 28;
/// A converted number shows as many digits as the stated one bears, and this many at least, for 300 million bears more than one.
pub(super) const DIGITS: u32 = 2;

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
    let rounded =
        ends(interval, |end| to_quantum(end, quantum, RoundingStrategy::MidpointNearestEven)).unwrap_or(interval);
    let changed = About::of(rounded.min != interval.min, rounded.max != interval.max);
    Interval { about: rounded.about.or(changed), ..rounded }
}

/// A number rounded to a multiple of a quantum.
pub(super) fn to_quantum(number: Decimal, quantum: Decimal, how: RoundingStrategy) -> Option<Decimal> {
    exact::multiply(number.checked_div(quantum)?.round_dp_with_strategy(0, how), quantum)
        .map(|rounded| rounded.normalize())
}

/// The place of the last of so many digits: 1,000,000 for four digits of 3,226,000,000.
pub(super) fn quantum(number: Decimal, digits: u32) -> Decimal {
    let mut quantum = Decimal::ONE;
    // No number has more digits than fit; their last is then the last that is kept.
    let digits = digits.min(DIGITS_KEPT);
    let (mut rest, most) = (number.abs().trunc(), (0..digits).fold(Decimal::ONE, |power, _| power * Decimal::TEN));
    while rest >= most {
        rest /= Decimal::TEN;
        quantum *= Decimal::TEN;
    }
    let has_room = |quantum: Decimal| {
        let scaled = number.abs().checked_div(quantum).and_then(|scaled| scaled.checked_mul(Decimal::TEN));
        quantum.scale() < digits && scaled.is_some_and(|scaled| scaled < most)
    };
    while !number.is_zero() && has_room(quantum) {
        quantum /= Decimal::TEN;
    }
    quantum.normalize()
}

/// How many digits of a number say something: 5,294 of 5,294,000,000.
pub(super) fn significant(number: Decimal) -> u32 {
    let digits = number.mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(DIGITS)
}
