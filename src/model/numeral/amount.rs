//! What is read where a number begins, before the words around it are looked at.

use rust_decimal::Decimal;

use crate::model::{Bound, exact};

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number, or the least of those that are meant.
    pub(super) low: Decimal,
    /// The largest of those that are meant.
    pub(super) high: Decimal,
    /// What its own words say of it: tens of thousands are vague.
    pub(super) bound: Option<Bound>,
    /// What the last words multiply by, where they do: in “16 to 20 billion”, both ends.
    pub(super) factor: Decimal,
    /// It is a part of one: three quarters.
    pub(super) is_fraction: bool,
    /// It is written in digits.
    pub(super) in_digits: bool,
}

impl Amount {
    pub(super) fn of(number: Decimal) -> Self {
        let factor = Decimal::ONE;
        Self { low: number, high: number, bound: None, factor, is_fraction: false, in_digits: false }
    }

    /// From two of a power of ten to just under ten of it.
    pub(super) fn vague(power: Decimal) -> Option<Self> {
        let (low, ten) = (exact::multiply(power, Decimal::TWO)?, exact::multiply(power, Decimal::TEN)?);
        let high = exact::subtract(ten, Decimal::ONE)?;
        Some(Self { low, high, bound: Some(Bound::Vague), ..Self::of(low) })
    }

    /// So many times as much.
    pub(super) fn times(self, factor: Decimal) -> Option<Self> {
        let by = |number| exact::multiply(number, factor);
        Some(Self { low: by(self.low)?, high: by(self.high)?, factor: by(self.factor)?, ..self })
    }

    /// Whether nothing multiplies it yet.
    pub(super) fn is_bare(&self) -> bool {
        self.factor == Decimal::ONE && self.low == self.high && self.bound.is_none()
    }
}

/// So many decimals of a part that has no last one are read: enough for any share, and few enough for a whole number before them.
const DECIMALS: u32 = 18;

/// So many of so many parts; none of no parts.
pub(super) fn part(over: Decimal, under: Decimal) -> Option<Decimal> {
    over.checked_div(under).map(|part| part.round_dp(DECIMALS).normalize())
}
