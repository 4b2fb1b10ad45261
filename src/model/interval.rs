//! A number as sources give it: a point, a range, an open bound, an approximation.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::exact;

/// What kind of statement a figure makes about its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// "904 aircraft".
    Exact,
    /// "about 166": a value without any invented margin.
    About,
    /// "at least 200": a minimum that may be the number itself.
    AtLeast,
    /// "more than 1.3 billion": a minimum that is passed.
    MoreThan,
    /// "at most 50", "up to 50".
    AtMost,
    /// "fewer than 50".
    LessThan,
    /// "885 to 1,285".
    Between,
    /// "tens of thousands": a power of ten in words, 20,000 to 99,999.
    Vague,
}

impl Bound {
    /// The bounds in the order of the vocabulary, as cells write them.
    pub const NAMES: [&'static str; 8] =
        ["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"];

    /// Which of value, minimum and maximum a figure of this bound has: `true` must have, `false` must not.
    /// A value may stand inside "between", so nothing is said of it there.
    #[must_use]
    pub fn shape(self) -> (Option<bool>, bool, bool) {
        match self {
            Self::Exact | Self::About => (Some(true), false, false),
            Self::AtLeast | Self::MoreThan => (Some(false), true, false),
            Self::AtMost | Self::LessThan => (Some(false), false, true),
            Self::Between => (None, true, true),
            Self::Vague => (Some(false), true, true),
        }
    }

    /// The name as a cell writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl FromStr for Bound {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [
            Self::Exact,
            Self::About,
            Self::AtLeast,
            Self::MoreThan,
            Self::AtMost,
            Self::LessThan,
            Self::Between,
            Self::Vague,
        ];
        all.into_iter().find(|bound| bound.name() == text).ok_or(())
    }
}

/// The range in which a number lies, in exact decimals. An end that is `None` is open: nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Smallest possible number.
    pub min: Option<Decimal>,
    /// Largest possible number.
    pub max: Option<Decimal>,
    /// The number lies above `min`, not on it ("more than").
    pub above_min: bool,
    /// The number lies below `max`, not on it ("less than").
    pub below_max: bool,
    /// At least one source says "about".
    pub about: bool,
}

impl Interval {
    /// The interval that holds one number.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self { min: Some(value), max: Some(value), above_min: false, below_max: false, about: false }
    }

    /// What a figure states, from its three cells and its bound.
    ///
    /// Returns `None` if the cells that the bound needs are empty.
    #[must_use]
    pub fn stated(bound: Bound, value: Option<Decimal>, min: Option<Decimal>, max: Option<Decimal>) -> Option<Self> {
        let interval = match bound {
            Bound::Exact | Bound::About => Self { about: bound == Bound::About, ..Self::point(value?) },
            Bound::AtLeast | Bound::MoreThan => {
                Self { min: Some(min?), max: None, above_min: bound == Bound::MoreThan, below_max: false, about: false }
            }
            Bound::AtMost | Bound::LessThan => {
                Self { min: None, max: Some(max?), above_min: false, below_max: bound == Bound::LessThan, about: false }
            }
            Bound::Between | Bound::Vague => {
                Self { min: Some(min?), max: Some(max?), above_min: false, below_max: false, about: false }
            }
        };
        Some(interval)
    }

    /// The one number the interval holds, if it holds just one.
    #[must_use]
    pub fn as_point(&self) -> Option<Decimal> {
        if self.min == self.max { self.min } else { None }
    }

    /// The number to sort and to scale a drawing by: the upper end, or the lower where the upper is open.
    #[must_use]
    pub fn reach(&self) -> Decimal {
        self.max.or(self.min).unwrap_or_default()
    }

    /// The sum of two intervals: minima add, maxima add, an open end stays open. `None` if the sum has too many digits.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let add = |left: Option<Decimal>, right: Option<Decimal>| match (left, right) {
            (Some(left), Some(right)) => exact::add(left, right).map(Some),
            _ => Some(None),
        };
        Some(Self {
            min: add(self.min, other.min)?,
            max: add(self.max, other.max)?,
            above_min: self.above_min || other.above_min,
            below_max: self.below_max || other.below_max,
            about: self.about || other.about,
        })
    }

    /// This interval less another, as a remainder: the least it can be is `min - other.max`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let negated = Self {
            min: other.max.map(|max| -max),
            max: other.min.map(|min| -min),
            above_min: other.below_max,
            below_max: other.above_min,
            about: other.about,
        };
        self.plus(&negated)
    }

    /// The smallest interval that holds both: what rival figures span.
    #[must_use]
    pub fn span(&self, other: &Self) -> Self {
        let (min, above_min) = match (self.min, other.min) {
            (Some(left), Some(right)) if left == right => (Some(left), self.above_min && other.above_min),
            (Some(left), Some(right)) if left < right => (Some(left), self.above_min),
            (Some(_), Some(right)) => (Some(right), other.above_min),
            _ => (None, false),
        };
        let (max, below_max) = match (self.max, other.max) {
            (Some(left), Some(right)) if left == right => (Some(left), self.below_max && other.below_max),
            (Some(left), Some(right)) if left > right => (Some(left), self.below_max),
            (Some(_), Some(right)) => (Some(right), other.below_max),
            _ => (None, false),
        };
        Self { min, max, above_min, below_max, about: self.about || other.about }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(bound: Bound, value: i64, min: i64, max: i64) -> Interval {
        let cell = |number: i64| (number >= 0).then(|| Decimal::from(number));
        Interval::stated(bound, cell(value), cell(min), cell(max)).expect("the cells the bound needs")
    }

    #[test]
    fn open_ends_stay_open() {
        let some = stated(Bound::MoreThan, -1, 300, -1);
        let known = stated(Bound::Exact, 85, -1, -1);
        let sum = some.plus(&known).expect("small numbers");
        assert_eq!((sum.min, sum.max, sum.above_min), (Some(Decimal::from(385)), None, true));
    }

    #[test]
    fn rivals_span_an_interval_and_agreement_is_a_point() {
        let span = stated(Bound::Exact, 904, -1, -1).span(&stated(Bound::About, 1000, -1, -1));
        assert_eq!((span.min, span.max, span.about), (Some(Decimal::from(904)), Some(Decimal::from(1000)), true));
        let same = stated(Bound::Exact, 904, -1, -1).span(&stated(Bound::Exact, 904, -1, -1));
        assert_eq!(same.as_point(), Some(Decimal::from(904)));
        let open = stated(Bound::MoreThan, -1, 300, -1).span(&stated(Bound::Exact, 200, -1, -1));
        assert_eq!((open.min, open.max, open.above_min), (Some(Decimal::from(200)), None, false));
    }

    #[test]
    fn a_remainder_can_be_negative() {
        let rest = Interval::point(Decimal::from(5)).minus(&Interval::point(Decimal::from(7))).expect("small numbers");
        assert_eq!(rest.as_point(), Some(Decimal::from(-2)));
    }

    #[test]
    fn every_bound_is_read_back() {
        for name in Bound::NAMES {
            assert_eq!(name.parse::<Bound>().map(Bound::name), Ok(name));
        }
    }
}
