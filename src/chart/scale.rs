//! From numbers to places: linear and logarithmic axes, and rows.
//!
//! Exact decimals become floats here and nowhere else. Domains are always finite, ordered and non-empty, which plotters
//! needs and does not check.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::Deserialize;

use crate::fmt;
use crate::model::Date;

/// How an axis runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal ratios.
    Log,
}

/// An axis of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    run: Run,
    /// The numbers are years, which have no thousands and no steps smaller than one.
    years: bool,
    min: f64,
    max: f64,
    step: f64,
}

/// About so many steps between the ends of a linear axis.
const STEPS: f64 = 5.0;

impl Scale {
    /// A linear axis from zero, or from below it, that reaches every number.
    #[must_use]
    pub fn linear(numbers: impl Iterator<Item = Decimal>) -> Self {
        let (mut min, mut max) = (0.0_f64, 0.0_f64);
        for number in numbers {
            let number = number.to_f64().unwrap_or_default();
            min = min.min(number);
            max = max.max(number);
        }
        if min == max {
            max = 1.0;
        }
        let step = nice((max - min) / STEPS);
        Self { run: Run::Linear, years: false, min: (min / step).floor() * step, max: (max / step).ceil() * step, step }
    }

    /// A logarithmic axis over whole powers of ten that reaches every number; all must be above zero.
    #[must_use]
    pub fn log(numbers: impl Iterator<Item = Decimal>) -> Self {
        let (mut below, mut above) = (i32::MAX, i32::MIN);
        for number in numbers {
            let (power, is_whole) = power_of_ten(number);
            below = below.min(power);
            above = above.max(if is_whole { power } else { power + 1 });
        }
        let (below, above) = if below > above { (0, 1) } else { (below, above.max(below + 1)) };
        Self { run: Run::Log, years: false, min: 10_f64.powi(below), max: 10_f64.powi(above), step: 10.0 }
    }

    /// An axis of either run that reaches every number.
    #[must_use]
    pub(crate) fn of(run: Run, numbers: impl Iterator<Item = Decimal>) -> Self {
        match run {
            Run::Linear => Self::linear(numbers),
            Run::Log => Self::log(numbers),
        }
    }

    /// An axis of years from the start of one to the end of another, with so many steps at most.
    #[must_use]
    pub(crate) fn years(from: f64, to: f64, steps: f64) -> Self {
        let to = to.max(from + 1.0);
        let steps_of = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
        let step = steps_of.into_iter().find(|step| (to - from) / step <= steps.max(1.0)).unwrap_or(5000.0);
        Self { run: Run::Linear, years: true, min: from, max: to, step }
    }

    /// The number at the start of the axis.
    #[must_use]
    pub fn start(&self) -> f64 {
        self.min
    }

    /// The place of a number between 0 and 1.
    #[must_use]
    pub fn share(&self, number: f64) -> f64 {
        match self.run {
            Run::Linear => (number - self.min) / (self.max - self.min),
            Run::Log => (number.max(self.min) / self.min).log10() / (self.max / self.min).log10(),
        }
    }

    /// The ticks: number and label.
    #[must_use]
    pub fn ticks(&self) -> Vec<(f64, String)> {
        let start = if self.years { (self.min / self.step).ceil() * self.step } else { self.min };
        let mut ticks = Vec::new();
        let mut index = 0_i32;
        loop {
            let number = match self.run {
                Run::Linear => start + f64::from(index) * self.step,
                Run::Log => start * 10_f64.powi(index),
            };
            if number > self.max * 1.000_001 || index > 60 {
                return ticks;
            }
            let exact = Decimal::from_f64(number).unwrap_or_default().round_dp(6);
            ticks.push((number, if self.years { exact.normalize().to_string() } else { fmt::short(exact) }));
            index += 1;
        }
    }
}

/// A date as a number of years: that of its first moment, or of the moment after its last.
pub(crate) fn moment(date: Date, is_end: bool) -> f64 {
    let year = f64::from(date.year);
    let Some(month) = date.month.map(f64::from) else { return if is_end { year + 1.0 } else { year } };
    let months = match date.day.map(f64::from) {
        None => month - if is_end { 0.0 } else { 1.0 },
        Some(day) => month - 1.0 + (day - if is_end { 0.0 } else { 1.0 }) / 31.0,
    };
    year + months / 12.0
}

/// The middle of what a date can mean, as a number of years.
pub(crate) fn middle(date: Date) -> f64 {
    f64::midpoint(moment(date, false), moment(date, true))
}

/// The largest power of ten that is not above a number, and whether the number is that power. Read off the digits, so that
/// no machine's logarithm decides where an axis ends.
fn power_of_ten(number: Decimal) -> (i32, bool) {
    let digits = number.abs().normalize();
    let text = digits.mantissa().to_string();
    let places = i32::try_from(text.len()).unwrap_or(i32::MAX) - 1 - i32::try_from(digits.scale()).unwrap_or(0);
    (places, text.trim_end_matches('0') == "1")
}

/// The smallest of 1, 2, 5 and their tenfolds that is not below a number.
fn nice(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    factors.into_iter().map(|factor| factor * power).find(|step| *step >= number * 0.999_999).unwrap_or(10.0 * power)
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        between(self.share(*value), limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks().into_iter().map(|(number, _)| number).collect()
    }

    fn range(&self) -> Range<f64> {
        self.min..self.max
    }
}

/// An axis of rows: row `i` lies between `i` and `i + 1`, the first at the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows(pub f64);

impl Ranged for Rows {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        between(value / self.0, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.0
    }
}

fn between(share: f64, limit: (i32, i32)) -> i32 {
    let place = f64::from(limit.0) + share * f64::from(limit.1 - limit.0);
    // A place on a canvas is far below what i32 can hold.
    place.round().to_i32().unwrap_or(limit.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(numbers: &[i64]) -> impl Iterator<Item = Decimal> {
        numbers.iter().map(|number| Decimal::from(*number)).collect::<Vec<_>>().into_iter()
    }

    fn labels(scale: &Scale) -> Vec<String> {
        scale.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn linear_axes_begin_at_zero_and_end_on_a_round_number() {
        assert_eq!(labels(&Scale::linear(decimals(&[350, 904]))), ["0", "200", "400", "600", "800", "1,000"]);
        assert_eq!(labels(&Scale::linear(decimals(&[0]))), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labels(&Scale::linear(decimals(&[-30, 60]))), ["−40", "−20", "0", "20", "40", "60"]);
        assert_eq!(labels(&Scale::linear(decimals(&[300_000_000])))[1], "100\u{a0}million");
    }

    #[test]
    fn years_are_whole_and_have_no_commas() {
        assert_eq!(labels(&Scale::years(1937.0, 1942.0, 10.0)), ["1937", "1938", "1939", "1940", "1941", "1942"]);
        assert_eq!(labels(&Scale::years(1937.0, 1963.0, 8.0)), ["1940", "1945", "1950", "1955", "1960"]);
        assert_eq!(labels(&Scale::years(1950.0, 1950.0, 8.0)), ["1950", "1951"]);
    }

    #[test]
    fn a_date_is_as_long_as_it_is_known() {
        let ends = |text: &str| {
            let date: Date = text.parse().expect("a date");
            (moment(date, false), moment(date, true))
        };
        assert_eq!(ends("1938"), (1938.0, 1939.0));
        assert_eq!(ends("1938-07"), (1938.5, 1938.0 + 7.0 / 12.0));
        let (first, last) = ends("1938-07-01");
        assert!(first == 1938.5 && first < last && last < 1938.51);
    }

    #[test]
    fn log_axes_run_over_whole_powers() {
        assert_eq!(labels(&Scale::log(decimals(&[70, 904]))), ["10", "100", "1,000"]);
        assert_eq!(labels(&Scale::log(decimals(&[100]))), ["100", "1,000"]);
        assert_eq!(labels(&Scale::log(["0.02".parse().expect("a number")].into_iter())), ["0.01", "0.1"]);
        assert_eq!(labels(&Scale::log(decimals(&[30, 300_000])))[0], "10");
        let scale = Scale::log(decimals(&[10, 1000]));
        assert!((scale.share(100.0) - 0.5).abs() < 1e-9);
    }
}
