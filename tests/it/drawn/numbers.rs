//! Invented numbers with what is known of them.

use rust_decimal::Decimal;
use sinosov::frame::Cell;
use sinosov::model::{About, Interval};

use super::door;
use crate::invent::Choices;
use crate::invent::words::amount;

/// What the numbers of one table have in common.
#[derive(Clone)]
pub struct Profile {
    size: Sizes,
    /// Whether there may be numbers below zero, and zero itself.
    pub has_negative: bool,
    pub has_zero: bool,
    /// Once in so many numbers one is no plain exact one.
    vague: usize,
    /// Whether figures, stages and corrections are mixed.
    is_mixed: bool,
    unit: &'static str,
    stage: &'static str,
}

#[derive(Clone, Copy)]
enum Sizes {
    /// Any, each for itself.
    Any,
    /// Around one power of ten.
    Around(i32),
    /// All the same.
    Equal(Decimal),
    /// Small ones, and a giant here and there.
    WithGiants,
}

/// The stages of the invented package, early ones first.
pub const STAGES: [&str; 3] = ["promised", "sent", "delivered"];

impl Profile {
    /// Numbers for an axis of either run; one that is logarithmic has none below zero.
    pub fn new(choices: &mut Choices<'_>, is_log: bool) -> Self {
        let power = i32::try_from(choices.between(0, 19)).unwrap_or_default() - 6;
        let size = match choices.below(10) {
            0 => Sizes::Any,
            1 => Sizes::Equal(amount(choices)),
            2 => Sizes::WithGiants,
            // Most tables are of numbers that people count in.
            3 | 4 => Sizes::Around(power),
            _ => Sizes::Around(power.rem_euclid(5)),
        };
        Self {
            size,
            has_negative: !is_log && choices.once_in(5),
            has_zero: choices.once_in(3),
            vague: *choices.pick(&[2, 4, 8, 1000]),
            is_mixed: choices.once_in(2),
            unit: *choices.pick(&["cart", "cart", "crown", "usd", "percent"]),
            stage: *choices.pick(&STAGES),
        }
    }

    /// Counts of figures, as a matrix has them.
    pub fn counts() -> Self {
        Self {
            size: Sizes::Around(0),
            has_negative: false,
            has_zero: false,
            vague: usize::MAX,
            is_mixed: false,
            unit: "",
            stage: "",
        }
    }

    /// The same with no number below zero.
    pub fn without_negative(&self) -> Self {
        Self { has_negative: false, ..self.clone() }
    }

    /// The unit of its numbers.
    pub fn unit(&self) -> &'static str {
        self.unit
    }

    fn amount(&self, choices: &mut Choices<'_>) -> Decimal {
        match self.size {
            Sizes::Any => amount(choices),
            Sizes::Equal(number) => number,
            Sizes::WithGiants => {
                let number = Decimal::from(choices.between(1, 99));
                if choices.once_in(6) { number * Decimal::from(1_000_000) } else { number }
            }
            Sizes::Around(power) => {
                let digits = choices.between(1, 4);
                let most = [9, 99, 999, 9_999][digits - 1];
                let number = choices.between(1, most).to_string();
                let mut number: Decimal = number.parse().unwrap_or(Decimal::ONE);
                // Of one to two digits before the power.
                let shift = power - i32::try_from(digits).unwrap_or_default() + 2;
                let ten = Decimal::from(10_i64.pow(shift.unsigned_abs()));
                number = if shift < 0 { number / ten } else { number * ten };
                number.normalize()
            }
        }
    }

    /// A number, above zero unless the profile has others.
    pub fn number(&self, choices: &mut Choices<'_>) -> Decimal {
        if self.has_zero && choices.once_in(8) {
            return Decimal::ZERO;
        }
        let number = self.amount(choices);
        if self.has_negative && choices.once_in(4) { -number } else { number }
    }

    /// What is known of a number.
    pub fn interval(&self, choices: &mut Choices<'_>) -> Interval {
        let number = self.number(choices);
        let point = Interval::point(number);
        if !choices.once_in(self.vague) {
            return point;
        }
        match choices.below(6) {
            0 | 1 => Interval { about: About::Yes, ..point },
            2 | 3 => {
                let other = number + self.amount(choices).min(number.abs().max(Decimal::ONE) * Decimal::from(3));
                let is_about = choices.once_in(4);
                // Which ends are, the number tells: one choice more, and every seed would be another chart.
                let ends = [About::Yes, About::Min, About::Max];
                let about = if is_about { ends[(number.mantissa().unsigned_abs() % 3) as usize] } else { About::No };
                Interval { max: Some(other), about, ..point }
            }
            4 => Interval { max: None, above_min: choices.once_in(2), ..point },
            _ => Interval { min: None, below_max: choices.once_in(2), ..point },
        }
    }

    /// A number of a series.
    pub fn cell(&self, choices: &mut Choices<'_>, series: (&str, &str)) -> Cell {
        let interval = self.interval(choices);
        self.cell_of(choices, series, interval)
    }

    /// A given number of a series.
    pub fn cell_of(&self, choices: &mut Choices<'_>, series: (&str, &str), interval: Interval) -> Cell {
        let stage = if self.is_mixed && choices.once_in(3) { *choices.pick(&STAGES) } else { self.stage };
        let mut once = |times: usize| self.is_mixed && choices.once_in(times);
        let nature = door::Nature {
            is_second_hand: once(4),
            is_corrected: once(6),
            is_computed: once(6),
            is_modelled: once(15),
            is_converted: once(12),
            ..door::Nature::default()
        };
        door::cell(series, interval, self.unit, stage, nature)
    }
}
