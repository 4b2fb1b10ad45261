//! From numbers to places: linear and logarithmic axes.
//!
//! Exact decimals become floats here and nowhere else. Domains are always finite, ordered and non-empty, which plotters
//! needs and does not check.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use crate::fmt::{self, Style};
use crate::lang::Tongue;
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
    /// The numbers are moments, told as years or months.
    time: Option<(Tick, Unit)>,
    min: f64,
    max: f64,
    step: f64,
    /// The step as a whole number and a power of ten; of a logarithmic axis its start. Labels are made of it, not of what the
    /// machine's fractions come to.
    exact: (i64, i32),
    /// Zero, which a logarithmic axis does not reach, has a place before its start.
    has_zero: bool,
}

/// The share of an axis within which it goes on to the next tick.
const NEAR: f64 = 0.12;
/// An axis of time that is not longer tells months, in years; and days.
const MONTHS: f64 = 3.0;
const DAYS: f64 = 0.3;
/// The share of a logarithmic axis before its first power, where zero stands.
const ZERO: f64 = 0.18;
/// About so many steps between the ends of a linear axis.
const STEPS: f64 = 5.0;

/// How precise the dates of an axis of time are, where they are most precise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    Year,
    Month,
    Day,
}

impl Precision {
    /// The precision of the most precise of some dates.
    pub(crate) fn of(dates: impl Iterator<Item = Date>) -> Self {
        let of = |date: Date| match (date.month, date.day) {
            (_, Some(_)) => Self::Day,
            (Some(_), None) => Self::Month,
            (None, None) => Self::Year,
        };
        dates.map(of).max().unwrap_or(Self::Year)
    }
}

/// How far apart the ticks of time are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    Days(f64),
    /// Twelve are a year.
    Months(f64),
}

/// Where the tick of a year or month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tick {
    /// At its first moment.
    Start,
    /// In its middle, where a number of the whole stands.
    Middle,
}

/// Where an axis ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// At the last number, as far as two ticks are before it.
    Number,
    /// At the first tick that no number is beyond.
    Tick,
}

impl Scale {
    /// A linear axis from zero, or from below it, that reaches every number and ends at a tick.
    #[must_use]
    pub fn linear(numbers: impl Iterator<Item = Decimal>) -> Self {
        Self::linear_to(numbers, Ends::Tick)
    }

    fn linear_to(numbers: impl Iterator<Item = Decimal>, ends: Ends) -> Self {
        let (mut min, mut max) = (0.0_f64, 0.0_f64);
        for number in numbers {
            let number = number.to_f64().unwrap_or_default();
            min = min.min(number);
            max = max.max(number);
        }
        if min == max {
            max = 1.0;
        }
        let (step, exact) = nice((max - min) / STEPS);
        let ticks = ((min / step).floor() * step, (max / step).ceil() * step);
        // A tick that is near is the end in any case; of two ends each may be half as far.
        let near = (max - min) * if min < 0.0 && max > 0.0 { NEAR / 2.0 } else { NEAR };
        if ends == Ends::Tick || min - ticks.0 < near {
            min = ticks.0;
        }
        if ends == Ends::Tick || ticks.1 - max < near {
            max = ticks.1;
        }
        Self { run: Run::Linear, time: None, min, max, step, exact, has_zero: false }
    }

    /// A logarithmic axis that reaches every number and ends at whole powers of ten; none may be below zero. A zero has a place
    /// of its own before all others.
    fn log(numbers: impl Iterator<Item = Decimal>, ends: Ends) -> Self {
        let (mut below, mut above) = (i32::MAX, i32::MIN);
        let (mut has_zero, mut last) = (false, 0.0_f64);
        for number in numbers {
            if number <= Decimal::ZERO {
                has_zero = true;
                continue;
            }
            let (power, is_whole) = power_of_ten(number);
            below = below.min(power);
            above = above.max(if is_whole { power } else { power + 1 });
            last = last.max(number.to_f64().unwrap_or_default());
        }
        let (below, above) = if below > above { (0, 1) } else { (below, above.max(below + 1)) };
        let (min, mut max) = (10_f64.powi(below), 10_f64.powi(above));
        // Three powers are enough to see how the axis runs; of fewer the next one is told too.
        if ends == Ends::Number && last >= 10_f64.powi(below + 2) {
            max = last;
        }
        Self { run: Run::Log, time: None, min, max, step: 10.0, exact: (1, below), has_zero }
    }

    /// An axis of either run that reaches every number.
    #[must_use]
    pub(crate) fn of(run: Run, numbers: impl Iterator<Item = Decimal>, ends: Ends) -> Self {
        match run {
            Run::Linear => Self::linear_to(numbers, ends),
            Run::Log => Self::log(numbers, ends),
        }
    }

    /// An axis of time between two moments, as numbers of years, with so many steps at most. Of a short time months or days are
    /// told, as far as they are known.
    #[must_use]
    pub(crate) fn time(from: f64, to: f64, steps: f64, tick: Tick, known: Precision) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        // Two ticks at least are needed to see how time runs.
        let least = match known {
            Precision::Year => 3.0,
            // Three of the longest.
            Precision::Month => 94.0 / 365.0,
            Precision::Day => 4.0 / 365.0,
        };
        let around = ((least - (to - from)) / 2.0).max(0.0);
        let (from, to) = (from - around, to + around);
        let steps = steps.max(2.0);
        let long = to - from;
        let days = [1.0, 2.0, 5.0, 10.0].map(|days| (days / 365.0, Unit::Days(days)));
        let months = [1.0, 2.0, 3.0, 6.0].map(|months| (months / 12.0, Unit::Months(months)));
        let years = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 5000.0];
        let years = years.map(|years| (years, Unit::Months(years * 12.0)));
        let days = days.into_iter().filter(|_| known == Precision::Day && long <= DAYS);
        let months = months.into_iter().filter(|_| known != Precision::Year && long <= MONTHS);
        let all: Vec<(f64, Unit)> = days.chain(months).chain(years).collect();
        let of = |unit: Unit| {
            let time = Some((tick, unit));
            Self { run: Run::Linear, time, min: from, max: to, step: 1.0, exact: (1, 0), has_zero: false }
        };
        let first = all.iter().position(|(step, _)| long / step <= steps).unwrap_or(all.len().saturating_sub(1));
        // A step of which the axis has not two is of no use; more ticks than have room are thinned.
        let mut scales = all.iter().take(first + 1).rev().map(|(_, unit)| of(*unit));
        scales.find(|scale| scale.ticks(Tongue::english()).len() > 1).unwrap_or_else(|| of(all[0].1))
    }

    /// The number at the start of the axis.
    #[must_use]
    pub fn start(&self) -> f64 {
        if self.has_zero { 0.0 } else { self.min }
    }

    /// The first power of ten of a logarithmic axis.
    pub(crate) fn first_power(&self) -> f64 {
        self.min
    }

    /// Whether equal steps are equal ratios.
    pub(crate) fn is_log(&self) -> bool {
        self.run == Run::Log
    }

    /// Whether the axis has a place for zero before its first power of ten.
    pub(crate) fn is_broken(&self) -> bool {
        self.has_zero
    }

    /// The place of a number between 0 and 1.
    #[must_use]
    pub fn share(&self, number: f64) -> f64 {
        match self.run {
            Run::Linear => (number - self.min) / (self.max - self.min),
            Run::Log if self.has_zero && number <= 0.0 => 0.0,
            Run::Log => {
                let share = (number.max(self.min) / self.min).log10() / (self.max / self.min).log10();
                if self.has_zero { ZERO + (1.0 - ZERO) * share } else { share }
            }
        }
    }

    /// The ticks: number and label.
    #[must_use]
    pub fn ticks(&self, tongue: &Tongue) -> Vec<(f64, String)> {
        self.ticks_in(Style::Mark, tongue)
    }

    /// The ticks, their labels in a style.
    pub(crate) fn ticks_in(&self, style: Style, tongue: &Tongue) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        match self.time {
            None => {}
            Some((tick, Unit::Months(step))) => return self.ticks_of_months((tick, step), tongue),
            Some((_, Unit::Days(step))) => return self.ticks_of_days(step, tongue),
        }
        if self.has_zero {
            ticks.push((0.0, "0".to_owned()));
        }
        let first = match self.run {
            Run::Linear => (self.min / self.step - 1e-9).ceil(),
            Run::Log => 0.0,
        };
        let (step, power) = self.exact;
        // No axis has so many ticks; the bound is for numbers that a fraction cannot hold apart.
        for index in 0..=60_i32 {
            let number = match self.run {
                Run::Linear => (first + f64::from(index)) * self.step,
                Run::Log => self.min * 10_f64.powi(index),
            };
            let beyond = match self.run {
                Run::Linear => self.max + self.step * 1e-6,
                Run::Log => self.max * 1.000_001,
            };
            if number > beyond {
                break;
            }
            let label = match self.run {
                Run::Linear => {
                    let first = first.to_i64().unwrap_or_default();
                    fmt::tick(tongue, (first + i64::from(index)) * step, power, style)
                }
                Run::Log => fmt::tick(tongue, step, power + index, style),
            };
            ticks.push((number, label));
        }
        ticks
    }

    /// Every so many days, from the first of a month on.
    fn ticks_of_days(&self, step: f64, tongue: &Tongue) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        let mut date = Date { year: self.min.floor().to_i32().unwrap_or_default(), month: Some(1), day: Some(1) };
        let mut count = 0.0_f64;
        while moment(date, false) <= self.max + 1e-6 {
            let number = moment(date, false);
            if number >= self.min - 1e-6 && count % step == 0.0 {
                ticks.push((number, fmt::date(tongue, date).replace(' ', fmt::NO_BREAK)));
            }
            count += 1.0;
            date = date.next_day();
        }
        ticks
    }

    /// Years, or months with their years, every so many months.
    fn ticks_of_months(&self, (tick, step): (Tick, f64), tongue: &Tongue) -> Vec<(f64, String)> {
        // Months are not equally long, so the first may begin a little before its twelfth of the year.
        let first = (self.min * 12.0 / step).floor() - 1.0;
        // A month is short; its tick stands where it begins in any case.
        let half = if tick == Tick::Middle && step >= 12.0 { 0.5 } else { 0.0 };
        let mut ticks = Vec::new();
        for index in 0..=62_i32 {
            let whole = ((first + f64::from(index)) * step).round().to_i64().unwrap_or_default();
            let (year, month) = (whole.div_euclid(12), whole.rem_euclid(12));
            let begins = Date { year: year.to_i32().unwrap_or_default(), month: (month + 1).to_u8(), day: Some(1) };
            let number = moment(begins, false) + half;
            if number > self.max + 1e-6 {
                break;
            }
            if number < self.min - 1e-6 {
                continue;
            }
            let label = if step < 12.0 { fmt::month(tongue, year, month) } else { year.to_string() };
            ticks.push((number, label));
        }
        ticks
    }
}

/// A date as a number of years: that of its first moment, or of the moment after its last. A day is as long as any other of its
/// year.
pub(crate) fn moment(date: Date, is_end: bool) -> f64 {
    let year = f64::from(date.year);
    let Some(own) = date.month else { return if is_end { year + 1.0 } else { year } };
    let long = |month: u8| f64::from(Date { month: Some(month), ..date }.days_of_month().unwrap_or(31));
    let before: f64 = (1..own).map(long).sum();
    let days = match date.day.map(f64::from) {
        None => before + if is_end { long(own) } else { 0.0 },
        Some(day) => before + day - if is_end { 0.0 } else { 1.0 },
    };
    year + days / (1..=12).map(long).sum::<f64>()
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

/// The smallest of 1, 2, 2.5, 5 and their tenfolds that is not below a number: as a fraction, and as digits and a power of ten.
fn nice(number: f64) -> (f64, (i64, i32)) {
    let exponent = number.log10().floor();
    let (power, exponent) = (10_f64.powf(exponent), exponent.to_i32().unwrap_or_default());
    let factors = [
        (1.0, (1, exponent)),
        (2.0, (2, exponent)),
        (2.5, (25, exponent - 1)),
        (5.0, (5, exponent)),
        (10.0, (1, exponent + 1)),
    ];
    let steps = factors.map(|(factor, exact)| (factor * power, exact));
    steps.into_iter().find(|(step, _)| *step >= number * 0.999_999).unwrap_or((10.0 * power, (1, exponent + 1)))
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let place = f64::from(limit.0) + self.share(*value) * f64::from(limit.1 - limit.0);
        // A place on a canvas is far below what i32 can hold.
        place.round().to_i32().unwrap_or(limit.0)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks(Tongue::english()).into_iter().map(|(number, _)| number).collect()
    }

    fn range(&self) -> Range<f64> {
        self.min..self.max
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(numbers: &[i64]) -> impl Iterator<Item = Decimal> {
        numbers.iter().map(|number| Decimal::from(*number)).collect::<Vec<_>>().into_iter()
    }

    fn labels(scale: &Scale) -> Vec<String> {
        scale.ticks(Tongue::english()).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn linear_axes_begin_at_zero_and_end_on_a_round_number() {
        assert_eq!(labels(&Scale::linear(decimals(&[350, 904]))), ["0", "200", "400", "600", "800", "1,000"]);
        assert_eq!(labels(&Scale::linear(decimals(&[0]))), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labels(&Scale::linear(decimals(&[-30, 60]))), ["−40", "−20", "0", "20", "40", "60"]);
        assert_eq!(labels(&Scale::linear(decimals(&[300_000_000])))[1], "100\u{a0}million");
    }

    #[test]
    fn an_axis_can_end_at_its_last_number() {
        let of = |run, numbers: &[i64]| labels(&Scale::of(run, decimals(numbers), Ends::Number));
        assert_eq!(of(Run::Linear, &[350, 830]), ["0", "200", "400", "600", "800"]);
        assert_eq!(of(Run::Linear, &[350, 904]).last().map(String::as_str), Some("1,000"));
        assert_eq!(of(Run::Linear, &[-22, 60]), ["−20", "0", "20", "40", "60"]);
        assert_eq!(of(Run::Log, &[7, 904]), ["1", "10", "100"]);
        assert_eq!(of(Run::Log, &[70, 90]), ["10", "100"]);
    }

    #[test]
    fn zero_has_a_place_before_the_powers() {
        let scale = Scale::log(decimals(&[0, 70, 904]), Ends::Tick);
        assert_eq!(labels(&scale), ["0", "10", "100", "1,000"]);
        assert_eq!((scale.share(0.0), scale.share(10.0), scale.share(1000.0)), (0.0, ZERO, 1.0));
        assert!(scale.is_broken() && scale.start() == 0.0);
    }

    #[test]
    fn ticks_of_any_magnitude_are_even_and_told_apart() {
        for power in 0..57_u32 {
            // 7e-28 to 7e28.
            let number = match power {
                0..=28 => Decimal::try_from_i128_with_scale(7, 28 - power),
                _ => Decimal::try_from_i128_with_scale(7 * 10_i128.pow(power - 28), 0),
            };
            let number = number.expect("in range");
            for number in [number, -number] {
                let scale = Scale::linear([number].into_iter());
                let ticks = scale.ticks(Tongue::english());
                let labels: std::collections::BTreeSet<&str> = ticks.iter().map(|(_, label)| label.as_str()).collect();
                assert!((4..=8).contains(&ticks.len()) && labels.len() == ticks.len(), "{number}: {ticks:?}");
                assert!(labels.contains("0"), "{number}: {ticks:?}");
                for (index, (tick, _)) in ticks.iter().enumerate() {
                    let even = ticks[0].0 + index.to_f64().expect("small") * (ticks[1].0 - ticks[0].0);
                    assert!((tick - even).abs() <= (ticks[1].0 - ticks[0].0) * 1e-6, "{number}: {ticks:?}");
                }
            }
            let log = Scale::log([number].into_iter(), Ends::Tick).ticks(Tongue::english());
            assert!(log.len() == 2 && log[0].1 != log[1].1, "{log:?}");
        }
    }

    #[test]
    fn years_are_whole_and_have_no_commas() {
        let of = |from: f64, to: f64, steps: f64, tick| labels(&Scale::time(from, to, steps, tick, Precision::Month));
        let all = ["1937", "1938", "1939", "1940", "1941", "1942"];
        assert_eq!(of(1937.0, 1942.0, 10.0, Tick::Start), all);
        assert_eq!(of(1937.0, 1942.0, 10.0, Tick::Middle), all[..5]);
        assert_eq!(of(1937.0, 1963.0, 8.0, Tick::Start), ["1940", "1945", "1950", "1955", "1960"]);
        assert_eq!(of(1950.0, 1951.0, 3.0, Tick::Middle).len(), 3);
        let days = Scale::time(1950.0, 1950.0 + 14.0 / 365.0, 4.0, Tick::Start, Precision::Day);
        assert_eq!(
            labels(&days).join(", ").replace(fmt::NO_BREAK, " "),
            "1 January 1950, 6 January 1950, 11 January 1950"
        );
        assert_eq!(
            of(1949.0 + 181.0 / 365.0, 1950.2, 5.0, Tick::Start).join(", ").replace(fmt::NO_BREAK, " "),
            "Jul 1949, Sep 1949, Nov 1949, Jan 1950, Mar 1950"
        );
    }

    #[test]
    fn a_date_is_as_long_as_it_is_known() {
        let ends = |text: &str| {
            let date: Date = text.parse().expect("a date");
            (moment(date, false), moment(date, true))
        };
        assert_eq!(ends("1938"), (1938.0, 1939.0));
        assert_eq!(ends("1938-07"), (1938.0 + 181.0 / 365.0, 1938.0 + 212.0 / 365.0));
        assert_eq!(ends("1938-12-31"), (1938.0 + 364.0 / 365.0, 1939.0));
        // Days are equally long, over the end of a month and in a leap year.
        let long = |text: &str| ends(text).1 - ends(text).0;
        assert!(["1940-02-28", "1940-02-29", "1940-03-01"].iter().all(|day| (long(day) - 1.0 / 366.0).abs() < 1e-9));
    }

    #[test]
    fn log_axes_run_over_whole_powers() {
        assert_eq!(labels(&Scale::log(decimals(&[70, 904]), Ends::Tick)), ["10", "100", "1,000"]);
        assert_eq!(labels(&Scale::log(decimals(&[100]), Ends::Tick)), ["100", "1,000"]);
        assert_eq!(labels(&Scale::log(["0.02".parse().expect("a number")].into_iter(), Ends::Tick)), ["0.01", "0.1"]);
        assert_eq!(labels(&Scale::log(decimals(&[30, 300_000]), Ends::Tick))[0], "10");
        let scale = Scale::log(decimals(&[10, 1000]), Ends::Tick);
        assert!((scale.share(100.0) - 0.5).abs() < 1e-9);
    }
}
