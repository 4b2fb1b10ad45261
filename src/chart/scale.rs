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
    /// The step as a whole number and a power of ten; of a logarithmic axis its start. Labels are made of it, not of what the
    /// machine's fractions come to.
    exact: (i64, i32),
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
        let (step, exact) = nice((max - min) / STEPS);
        let (min, max) = ((min / step).floor() * step, (max / step).ceil() * step);
        Self { run: Run::Linear, years: false, min, max, step, exact }
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
        let (min, max) = (10_f64.powi(below), 10_f64.powi(above));
        Self { run: Run::Log, years: false, min, max, step: 10.0, exact: (1, below) }
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
        Self { run: Run::Linear, years: true, min: from, max: to, step, exact: (1, 0) }
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
            let beyond = match self.run {
                Run::Linear => self.max + self.step * 1e-6,
                Run::Log => self.max * 1.000_001,
            };
            if number > beyond || index > 60 {
                return ticks;
            }
            let (step, power) = self.exact;
            let label = match self.run {
                Run::Linear if self.years => Decimal::from_f64(number).unwrap_or_default().normalize().to_string(),
                Run::Linear => {
                    let first = (start / self.step).round().to_i64().unwrap_or_default();
                    label((first + i64::from(index)) * step, power)
                }
                Run::Log => label(step, power + index),
            };
            ticks.push((number, label));
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

/// The smallest of 1, 2, 5 and their tenfolds that is not below a number: as a fraction, and as digits and a power of ten.
fn nice(number: f64) -> (f64, (i64, i32)) {
    let exponent = number.log10().floor();
    let (power, exponent) = (10_f64.powf(exponent), exponent.to_i32().unwrap_or_default());
    let factors = [(1.0, (1, exponent)), (2.0, (2, exponent)), (5.0, (5, exponent)), (10.0, (1, exponent + 1))];
    let steps = factors.map(|(factor, exact)| (factor * power, exact));
    steps.into_iter().find(|(step, _)| *step >= number * 0.999_999).unwrap_or((10.0 * power, (1, exponent + 1)))
}

/// A whole number times a power of ten, as it is read. The ends of an axis may lie beyond the numbers that fit a decimal.
fn label(digits: i64, power: i32) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    let fits = match u32::try_from(power) {
        Ok(power) => 10_i128.checked_pow(power).and_then(|tens| i128::from(digits).checked_mul(tens)).map(|it| (it, 0)),
        Err(_) => Some((i128::from(digits), power.unsigned_abs())),
    };
    let exact = fits.and_then(|(mantissa, scale)| Decimal::try_from_i128_with_scale(mantissa, scale).ok());
    if let Some(exact) = exact {
        return fmt::short(exact);
    }
    let sign = if digits < 0 { "−" } else { "" };
    let (digits, zeros) = (digits.unsigned_abs().to_string(), power.unsigned_abs() as usize);
    if power > 0 {
        // So large a number is told in billions.
        let whole = format!("{digits}{}", "0".repeat(zeros.saturating_sub(9)));
        let groups: Vec<&str> =
            whole.as_bytes().rchunks(3).rev().filter_map(|it| std::str::from_utf8(it).ok()).collect();
        return format!("{sign}{}{}billion", groups.join(","), fmt::NO_BREAK);
    }
    let fraction = format!("{digits:0>zeros$}");
    format!("{sign}0.{}", fraction.trim_end_matches('0'))
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
    fn ticks_of_any_magnitude_are_numbers() {
        let of = |text: &str| labels(&Scale::linear([Decimal::from_str_exact(text).expect(text)].into_iter()));
        assert_eq!(of("0.0000004"), ["0", "0.0000001", "0.0000002", "0.0000003", "0.0000004"]);
        assert_eq!(
            of("79228162514264337593543950335").last().expect("a tick"),
            "80,000,000,000,000,000,000\u{a0}billion"
        );
        assert_eq!(of("0.0000000000000000000000000001")[1], "0.00000000000000000000000000002");
        assert_eq!(of("-3"), ["−3", "−2", "−1", "0"]);
        for power in 0..57_u32 {
            // 7e-28 to 7e28.
            let number = match power {
                0..=28 => Decimal::try_from_i128_with_scale(7, 28 - power),
                _ => Decimal::try_from_i128_with_scale(7 * 10_i128.pow(power - 28), 0),
            };
            let number = number.expect("in range");
            for number in [number, -number] {
                let scale = Scale::linear([number].into_iter());
                let ticks = scale.ticks();
                let labels: std::collections::BTreeSet<&str> = ticks.iter().map(|(_, label)| label.as_str()).collect();
                assert!((4..=8).contains(&ticks.len()) && labels.len() == ticks.len(), "{number}: {ticks:?}");
                assert!(labels.contains("0"), "{number}: {ticks:?}");
                for (index, (tick, label)) in ticks.iter().enumerate() {
                    let even = ticks[0].0 + index.to_f64().expect("small") * (ticks[1].0 - ticks[0].0);
                    assert!((tick - even).abs() <= (ticks[1].0 - ticks[0].0) * 1e-6, "{number}: {ticks:?}");
                    let (said, times) = match label.strip_suffix("\u{a0}billion") {
                        Some(said) => (said, 1e9),
                        None => label.strip_suffix("\u{a0}million").map_or((label.as_str(), 1.0), |said| (said, 1e6)),
                    };
                    let said: f64 = said.replace(',', "").replace('−', "-").parse().expect(label);
                    assert!((said * times - tick).abs() <= (ticks[1].0 - ticks[0].0) * 1e-6, "{label} is {tick}");
                }
            }
            let log = Scale::log([number].into_iter()).ticks();
            assert!(log.len() == 2 && log[0].1 != log[1].1, "{log:?}");
        }
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
