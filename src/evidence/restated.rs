//! Numbers in units that are fixed multiples of one base: long tons beside short tons and tonnes.
//!
//! Numbers in several units are compared and added in their base, where every product is exact: a factor is a decimal. A
//! quotient comes last and once, so that 2,240 times a pound is a long ton and not a little less. What is shown has the digits
//! that the works gave, and says “about” where others were left off.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Evidence;
use super::conversion::{DIGITS, quantum, significant, to_quantum};
use super::rates::ends;
use crate::data::Figure;
use crate::model::{About, Interval, exact};

/// The place of the last digit that an end bears; none where all its digits are shown.
type Kept = Option<Decimal>;

/// What is known of a number that was restated in another unit of its base, beyond the ends that this unit shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restated {
    /// The number in the base of the unit, where nothing is rounded.
    in_base: Interval,
    min: Kept,
    max: Kept,
}

impl Restated {
    /// A number as it is shown: without digits that the works did not give. The lower end stays below the upper.
    #[must_use]
    pub fn shown(&self, interval: Interval) -> Interval {
        // A limit on one side stays true: more than 9,071 is more than 9,000, but it may be less than 9,100.
        let to_nearest = RoundingStrategy::MidpointNearestEven;
        let (down, up) = match (interval.min, interval.max) {
            (Some(_), None) => (RoundingStrategy::ToNegativeInfinity, to_nearest),
            (None, Some(_)) => (to_nearest, RoundingStrategy::ToPositiveInfinity),
            _ => (to_nearest, to_nearest),
        };
        let round = |end: Option<Decimal>, kept: Kept, how| match (end, kept) {
            (Some(end), Some(kept)) => Some(to_quantum(end, kept, how).unwrap_or(end)),
            (end, _) => end,
        };
        let (mut least, mut most) = (self.min, self.max);
        loop {
            let (min, max) = (round(interval.min, least, down), round(interval.max, most, up));
            let are_in_order = min.zip(max).is_none_or(|(min, max)| min <= max);
            if are_in_order || (least.is_none() && most.is_none()) {
                let changed = About::of(min != interval.min, max != interval.max);
                return Interval { min, max, about: interval.about.or(changed), ..interval };
            }
            // Rounded to tens, 1,010 to 1,016 would end before it begins.
            let finer = |kept: Kept| kept.and_then(|kept| kept.checked_div(Decimal::TEN)).filter(|it| !it.is_zero());
            (least, most) = (finer(least), finer(most));
        }
    }

    /// The coarser of the places of the last digits of both ends.
    pub(super) fn quantum(&self) -> Option<Decimal> {
        self.min.max(self.max)
    }
}

/// A number as it is shown, whether or not it was restated.
pub(super) fn shown(interval: Interval, restated: Option<&Restated>) -> Interval {
    restated.map_or(interval, |restated| restated.shown(interval))
}

/// A number in a unit that is known beside it.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) interval: Interval,
    pub(super) restated: Option<Box<Restated>>,
}

impl Number {
    /// A number as a work states it, or made of such numbers in one unit.
    pub(super) fn stated(interval: Interval) -> Self {
        Self { interval, restated: None }
    }

    /// The number as it is shown, without digits that the works did not give.
    pub(super) fn shown(&self) -> Interval {
        shown(self.interval, self.restated.as_deref())
    }

    fn kept(&self) -> (Kept, Kept) {
        self.restated.as_ref().map_or((None, None), |it| (it.min, it.max))
    }
}

impl Evidence<'_> {
    /// How many of its base a unit is.
    fn factor(&self, unit: &str) -> Decimal {
        self.dataset().units.get(unit).and_then(|unit| unit.factor).unwrap_or(Decimal::ONE)
    }

    /// A number restated in another unit of fixed ratio; `None` if there is none between the two, or its digits do not fit.
    #[must_use]
    pub fn converted(&self, interval: Interval, from: &str, to: &str) -> Option<Interval> {
        self.restate(&Number::stated(interval), from, to).map(|number| number.interval)
    }

    /// The same, with the digits that it bears.
    pub(super) fn restate(&self, number: &Number, from: &str, to: &str) -> Option<Number> {
        if from == to {
            return Some(number.clone());
        }
        if self.base(from) != self.base(to) {
            return None;
        }
        let in_base = self.in_base(number, from)?;
        let interval = self.of_base(in_base, to)?;
        let kept = |before: Option<Decimal>, kept: Kept, after: Option<Decimal>| {
            let (before, after) = (before?, after?);
            let digits = match kept {
                Some(kept) => significant_at(before, kept),
                None => significant(before).max(DIGITS),
            };
            let quantum = quantum(after, digits);
            // An end that has no more digits than the work gave is shown whole.
            (to_quantum(after, quantum, RoundingStrategy::MidpointNearestEven) != Some(after.normalize()))
                .then_some(quantum)
        };
        let (least, most) = number.kept();
        let min = kept(number.interval.min, least, interval.min);
        let max = kept(number.interval.max, most, interval.max);
        Some(Number { interval, restated: Some(Box::new(Restated { in_base, min, max })) })
    }

    /// What a figure states, in a unit of the base of its own.
    pub(super) fn stated_in(&self, figure: &Figure, unit: &str) -> Option<Number> {
        self.restate(&Number::stated(figure.interval()?), self.dataset().unit_of(figure)?, unit)
    }

    /// What a figure states, as it is shown in a unit of the base of its own; `None` in any other.
    #[must_use]
    pub fn compared(&self, figure: &Figure, unit: &str) -> Option<Interval> {
        self.stated_in(figure, unit).map(|number| number.shown())
    }

    /// Whether a figure is in another unit than one of the same base, so that it is restated to be compared.
    #[must_use]
    pub fn is_restated(&self, figure: &Figure, unit: &str) -> bool {
        let own = self.dataset().unit_of(figure);
        own.is_some_and(|own| own != unit && self.base(own) == self.base(unit))
    }

    /// What numbers in one unit span.
    pub(super) fn spanned(&self, numbers: &[Number], unit: &str) -> Option<Number> {
        let joined = self.made_one(numbers, unit, |left, right| Some(left.span(right)))?;
        let Some(Restated { in_base, .. }) = joined.restated.as_deref() else { return Some(joined) };
        // An end is shown as the figure that gives it is; of several, as the one of most digits.
        let of = |end: fn(&Interval) -> Option<Decimal>, kept: fn((Kept, Kept)) -> Kept| {
            let all = numbers.iter().filter_map(|number| Some((self.in_base(number, unit)?, kept(number.kept()))));
            all.filter(|(exact, _)| end(exact) == end(in_base)).map(|(_, kept)| kept).min().flatten()
        };
        let (min, max) = (of(|it| it.min, |kept| kept.0), of(|it| it.max, |kept| kept.1));
        Some(Number { restated: Some(Box::new(Restated { in_base: *in_base, min, max })), ..joined })
    }

    /// What numbers in one unit add up to; `None` if the sum has too many digits.
    pub(super) fn summed(&self, numbers: &[Number], unit: &str) -> Option<Number> {
        self.made_one(numbers, unit, |left, right| left.plus(right))
    }

    /// One number less another in the same unit.
    pub(super) fn less(&self, whole: &Number, parts: &Number, unit: &str) -> Option<Number> {
        let turned = |number: &Number| {
            let restated = number.restated.as_deref().map(|it| Box::new(Restated { min: it.max, max: it.min, ..*it }));
            Number { restated, ..number.clone() }
        };
        let mut joined = self.made_one(&[whole.clone(), turned(parts)], unit, |left, right| left.minus(right))?;
        if joined.interval.as_point().is_some_and(|rest| rest.is_zero()) {
            joined.restated = None;
        }
        Some(joined)
    }

    /// Numbers in one unit made one: in the base where any was restated. The coarsest last digit of all is that of each end.
    fn made_one(
        &self,
        numbers: &[Number],
        unit: &str,
        join: impl Fn(&Interval, &Interval) -> Option<Interval>,
    ) -> Option<Number> {
        let (first, rest) = numbers.split_first()?;
        if numbers.iter().all(|number| number.restated.is_none()) {
            let interval = rest.iter().try_fold(first.interval, |joined, next| join(&joined, &next.interval))?;
            return Some(Number::stated(interval));
        }
        let in_base = rest
            .iter()
            .try_fold(self.in_base(first, unit)?, |joined, next| join(&joined, &self.in_base(next, unit)?))?;
        let (min, max) = numbers
            .iter()
            .map(Number::kept)
            .fold((None, None), |(min, max): (Kept, Kept), next| (min.max(next.0), max.max(next.1)));
        let restated = Some(Box::new(Restated { in_base, min, max }));
        Some(Number { interval: self.of_base(in_base, unit)?, restated })
    }

    /// A number in the base of its unit.
    fn in_base(&self, number: &Number, unit: &str) -> Option<Interval> {
        let factor = self.factor(unit);
        match &number.restated {
            Some(restated) => Some(restated.in_base),
            None if factor == Decimal::ONE => Some(number.interval),
            None => ends(number.interval, |end| exact::multiply(end, factor)),
        }
    }

    /// A number of the base of a unit, in the unit. A quotient may round: a third of a thing has no last digit.
    fn of_base(&self, in_base: Interval, unit: &str) -> Option<Interval> {
        let factor = self.factor(unit);
        match factor == Decimal::ONE {
            true => Some(in_base),
            false => ends(in_base, |end| exact::quotient(end, factor)),
        }
    }
}

/// How many digits a number has down to a place: 2 of 1,016 at the hundreds.
fn significant_at(number: Decimal, kept: Decimal) -> u32 {
    let digits = number.abs().checked_div(kept).map(|it| it.round().normalize()).unwrap_or_default();
    let whole = digits.trunc().to_string();
    u32::try_from(whole.len()).unwrap_or(DIGITS).max(DIGITS)
}
