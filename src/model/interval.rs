//! A number as sources give it: a point, a range, an open bound, an approximation.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

/// Which ends of a range are only about what they are told as, because a source says "about".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum About {
    /// Neither.
    #[default]
    No,
    /// Both, or the one number.
    Yes,
    /// The lower.
    Min,
    /// The upper.
    Max,
}

impl About {
    /// By whether the lower end is, and the upper.
    #[must_use]
    pub fn of(min: bool, max: bool) -> Self {
        match (min, max) {
            (true, true) => Self::Yes,
            (true, false) => Self::Min,
            (false, true) => Self::Max,
            (false, false) => Self::No,
        }
    }

    /// Whether the lower end is.
    #[must_use]
    pub fn min(self) -> bool {
        matches!(self, Self::Yes | Self::Min)
    }

    /// Whether the upper end is.
    #[must_use]
    pub fn max(self) -> bool {
        matches!(self, Self::Yes | Self::Max)
    }

    /// Whether either is.
    #[must_use]
    pub fn is_any(self) -> bool {
        self != Self::No
    }

    /// Which of the two are in either of two ranges.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::of(self.min() || other.min(), self.max() || other.max())
    }

    /// As a cell of a table has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// `true` and `false` where both ends are alike, `"min"` and `"max"` where one is.
impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No | Self::Yes => serializer.serialize_bool(*self == Self::Yes),
            Self::Min | Self::Max => serializer.serialize_str(self.name()),
        }
    }
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The two forms.
        struct Told;

        impl Visitor<'_> for Told {
            type Value = About;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("true, false, \"min\" or \"max\"")
            }

            fn visit_bool<E: de::Error>(self, both: bool) -> Result<About, E> {
                Ok(if both { About::Yes } else { About::No })
            }

            fn visit_str<E: de::Error>(self, end: &str) -> Result<About, E> {
                let ends = [About::Min, About::Max].into_iter().find(|about| about.name() == end);
                ends.ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(end), &self))
            }
        }

        deserializer.deserialize_any(Told)
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
    /// Which ends a source says "about" of.
    pub about: About,
}

impl Interval {
    /// The interval that holds one number.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self { min: Some(value), max: Some(value), above_min: false, below_max: false, about: About::No }
    }

    /// What a figure states, from its three cells and its bound.
    ///
    /// Returns `None` if the cells that the bound needs are empty.
    #[must_use]
    pub fn stated(bound: Bound, value: Option<Decimal>, min: Option<Decimal>, max: Option<Decimal>) -> Option<Self> {
        let interval = match bound {
            Bound::Exact | Bound::About => {
                let about = if bound == Bound::About { About::Yes } else { About::No };
                Self { about, ..Self::point(value?) }
            }
            Bound::AtLeast | Bound::MoreThan => Self {
                min: Some(min?),
                max: None,
                above_min: bound == Bound::MoreThan,
                below_max: false,
                about: About::No,
            },
            Bound::AtMost | Bound::LessThan => Self {
                min: None,
                max: Some(max?),
                above_min: false,
                below_max: bound == Bound::LessThan,
                about: About::No,
            },
            Bound::Between | Bound::Vague => {
                Self { min: Some(min?), max: Some(max?), above_min: false, below_max: false, about: About::No }
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

    /// What sorts intervals by size: by [`Interval::reach`], then by the rest of what is known, so that equal ones stand together.
    #[must_use]
    pub fn rank(&self) -> impl Ord + use<> {
        (self.reach(), self.min, self.max, self.below_max, self.above_min, self.about)
    }

    /// The sum of two intervals: minima add, maxima add, an open end stays open. `None` if the sum has too many digits.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let add = |left: Option<Decimal>, right: Option<Decimal>| match (left, right) {
            (Some(left), Some(right)) => exact::add(left, right).map(Some),
            _ => Some(None),
        };
        let (min, max) = (add(self.min, other.min)?, add(self.max, other.max)?);
        let about = self.about.or(other.about);
        Some(Self {
            min,
            max,
            above_min: self.above_min || other.above_min,
            below_max: self.below_max || other.below_max,
            about: About::of(about.min() && min.is_some(), about.max() && max.is_some()),
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
            about: About::of(other.about.max(), other.about.min()),
        };
        self.plus(&negated)
    }

    /// The same of which nothing is known below, or above, or on neither side.
    #[must_use]
    pub fn opened(&self, below: bool, above: bool) -> Self {
        let (min, max) = (self.min.filter(|_| !below), self.max.filter(|_| !above));
        let about = About::of(self.about.min() && min.is_some(), self.about.max() && max.is_some());
        Self { min, max, above_min: self.above_min && !below, below_max: self.below_max && !above, about }
    }

    /// The smallest interval that holds both: what rival figures span.
    #[must_use]
    pub fn span(&self, other: &Self) -> Self {
        let (own, others) = (self.about, other.about);
        let (min, above_min, about_min) = match (self.min, other.min) {
            (Some(left), Some(right)) if left == right => {
                (Some(left), self.above_min && other.above_min, own.min() || others.min())
            }
            (Some(left), Some(right)) if left < right => (Some(left), self.above_min, own.min()),
            (Some(_), Some(right)) => (Some(right), other.above_min, others.min()),
            _ => (None, false, false),
        };
        let (max, below_max, about_max) = match (self.max, other.max) {
            (Some(left), Some(right)) if left == right => {
                (Some(left), self.below_max && other.below_max, own.max() || others.max())
            }
            (Some(left), Some(right)) if left > right => (Some(left), self.below_max, own.max()),
            (Some(_), Some(right)) => (Some(right), other.below_max, others.max()),
            _ => (None, false, false),
        };
        Self { min, max, above_min, below_max, about: About::of(about_min, about_max) }
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
        assert_eq!((span.min, span.max, span.about), (Some(Decimal::from(904)), Some(Decimal::from(1000)), About::Max));
        // Who says about the same number is heard; who says about a number between the ends is not.
        let near = span.span(&stated(Bound::About, 904, -1, -1)).span(&stated(Bound::About, 950, -1, -1));
        assert_eq!((near.min, near.max, near.about), (span.min, span.max, About::Yes));
        let same = stated(Bound::Exact, 904, -1, -1).span(&stated(Bound::Exact, 904, -1, -1));
        assert_eq!(same.as_point(), Some(Decimal::from(904)));
        let open = stated(Bound::MoreThan, -1, 300, -1).span(&stated(Bound::Exact, 200, -1, -1));
        assert_eq!((open.min, open.max, open.above_min), (Some(Decimal::from(200)), None, false));
    }

    #[test]
    fn a_remainder_can_be_negative() {
        let rest = Interval::point(Decimal::from(5)).minus(&Interval::point(Decimal::from(7))).expect("small numbers");
        assert_eq!(rest.as_point(), Some(Decimal::from(-2)));
        // What is taken away is least where it is most: its upper end makes the lower one of the rest.
        let taken = Interval { max: Some(Decimal::from(3)), about: About::Max, ..Interval::point(Decimal::from(1)) };
        let rest = Interval::point(Decimal::from(9)).minus(&taken).expect("small numbers");
        assert_eq!((rest.min, rest.max, rest.about), (Some(Decimal::from(6)), Some(Decimal::from(8)), About::Min));
    }

    #[test]
    fn which_ends_are_about_is_read_back_and_nothing_else_is() {
        for (about, text) in
            [(About::No, "false"), (About::Yes, "true"), (About::Min, "\"min\""), (About::Max, "\"max\"")]
        {
            assert_eq!(serde_json::to_string(&about).ok().as_deref(), Some(text));
            assert_eq!(serde_json::from_str::<About>(text).ok(), Some(about));
        }
        for other in ["\"yes\"", "1", "null", "\"\""] {
            assert!(serde_json::from_str::<About>(other).is_err(), "{other}");
        }
    }

    #[test]
    fn every_bound_is_read_back() {
        for name in Bound::NAMES {
            assert_eq!(name.parse::<Bound>().map(Bound::name), Ok(name));
        }
    }
}
