//! Numbers with few digits, for the marks and axes of charts.
//!
//! One rule for all of them: a number that four digits can write stands as it is, and so does a whole one below a hundred thousand,
//! for a word would be longer than the digits that it spares; of any other three are shown, and a word for its magnitude, so that it
//! is not taken for an exact one. The whole number stands in the title of the mark and in the table.

use rust_decimal::Decimal;

use super::{NO_BREAK, grouped};
use crate::lang::{Magnitude, Tongue, say};

/// A number of so many digits is written out.
const WRITTEN_OUT: usize = 4;
/// A whole number of so many, too.
const SHORT: i32 = 5;
/// So many are left of one that has more.
const ROUNDED: u32 = 3;
/// And so many at least.
const LEAST: u32 = 2;

/// How many digits are left of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    digits: u32,
    /// Whether also a number with few digits is written as one that has more: both ends of a span look alike.
    is_always: bool,
}

impl Kept {
    /// As every number by itself.
    pub(super) const ALONE: Self = Self { digits: ROUNDED, is_always: false };

    /// Two, or as many more as tell both ends of a span apart.
    pub(super) fn least(min: Decimal, max: Decimal) -> Self {
        let both = |digits: u32| Self { digits, is_always: true };
        let told = |number, digits| brief(Tongue::english(), number, Form::Word, both(digits));
        let is_told = |digits: &u32| min == max || told(min, *digits) != told(max, *digits);
        both((LEAST..=ROUNDED).find(is_told).unwrap_or(ROUNDED + 1))
    }

    /// So many that both ends of a span are told apart and stay in order, as far as four digits can do that.
    pub(super) fn of_span(min: Decimal, max: Decimal) -> Self {
        if !is_long(min) && !is_long(max) {
            return Self::ALONE;
        }
        let both = |digits: u32| Self { digits, is_always: true };
        let told = |number, digits| brief(Tongue::english(), number, Form::Word, both(digits));
        let are_alike = |digits: &u32| told(min, *digits) == told(max, *digits);
        both(if min != max && are_alike(&ROUNDED) { ROUNDED + 1 } else { ROUNDED })
    }
}

/// Whether a number has too many digits to be written out.
fn is_long(number: Decimal) -> bool {
    let (digits, power) = digits(number);
    digits.len() > WRITTEN_OUT && !(power < SHORT && number.fract().is_zero())
}
/// From this power of ten on a number is written as a product.
const LARGE: i32 = 18;
/// Below this one too.
const SMALL: i32 = -7;

/// So many digits behind the point may stand before a word for a magnitude where no digit is to be lost.
pub(super) fn fraction(power: i32) -> u32 {
    // Below a hundred thousand a word spares few digits.
    if power < SHORT { 2 } else { 3 }
}

/// How words for magnitudes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `3.46 billion`.
    Word,
    /// `3.46 bn`.
    Letter,
}

/// The digits of a number without the zeros at its end, and the power of ten of the first.
fn digits(number: Decimal) -> (String, i32) {
    let number = number.abs().normalize();
    let all = number.mantissa().to_string();
    let scale = i32::try_from(number.scale()).unwrap_or(0);
    let power = i32::try_from(all.len()).unwrap_or(i32::MAX) - 1 - scale;
    (all.trim_end_matches('0').to_owned(), power)
}

/// A number in as many digits as are kept, if it has more than can be written out; else as it is.
pub(super) fn brief(tongue: &Tongue, number: Decimal, form: Form, kept: Kept) -> String {
    // Below a hundred thousand no word is shorter.
    let is_rounded = is_long(number) || (kept.is_always && digits(number).1 >= SHORT);
    let shown = if is_rounded { number.round_sf(kept.digits).unwrap_or(number) } else { number }.normalize();
    if shown.is_zero() {
        return "0".to_owned();
    }
    let (significant, power) = digits(shown);
    let sign = if shown.is_sign_negative() { "−" } else { "" };
    if !(SMALL..LARGE).contains(&power) {
        return product(tongue, sign, &significant, power);
    }
    let has_word = |of: &&Magnitude| {
        let is_short = of.power >= SHORT || significant.len() < WRITTEN_OUT;
        let is_word = (of.is_exact || of.power > SHORT) && is_short;
        power >= of.power && (is_word || (is_rounded && power > of.power))
    };
    match tongue.marks().magnitudes.iter().find(has_word) {
        Some(of) => {
            let number = format!("{sign}{}", shifted(tongue, &significant, power - of.power));
            let form = match form {
                Form::Word => "brief",
                Form::Letter => "tight",
            };
            say!(tongue, &format!("magnitude-{}.{form}", of.power), number = &number)
        }
        None => grouped(tongue, shown),
    }
}

/// Digits with the first before the point, times a power of ten: `1.2 × 10²⁸`.
fn product(tongue: &Tongue, sign: &str, significant: &str, power: i32) -> String {
    // The bundled fonts have no raised sign for less.
    let raised = match power < 0 {
        true => format!("^−{}", power.unsigned_abs()),
        false => power.to_string().chars().map(raised).collect(),
    };
    let number = shifted(tongue, significant, 0);
    format!("{sign}{number}{NO_BREAK}×{NO_BREAK}10{raised}")
}

fn raised(sign: char) -> char {
    match sign {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => digit.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)).unwrap_or(digit),
    }
}

/// Digits as a number whose first stands at a power of ten from 0 on.
fn shifted(tongue: &Tongue, significant: &str, power: i32) -> String {
    let before = usize::try_from(power).unwrap_or(0) + 1;
    let padded = format!("{significant:0<before$}");
    let (whole, fraction) = padded.split_at(before);
    // What stands before a word is below a thousand, but for the largest of them.
    let whole = whole.parse::<Decimal>().map_or_else(|_| whole.to_owned(), |whole| grouped(tongue, whole));
    if fraction.is_empty() { whole } else { format!("{whole}{}{fraction}", tongue.marks().decimal) }
}

/// A whole number times a power of ten, as an axis writes it. The ends of an axis may lie beyond the numbers that fit a decimal.
pub(super) fn tick(tongue: &Tongue, digits: i64, power: i32, form: Form) -> String {
    let fits = match u32::try_from(power) {
        Ok(power) => 10_i128.checked_pow(power).and_then(|tens| i128::from(digits).checked_mul(tens)).map(|it| (it, 0)),
        Err(_) => Some((i128::from(digits), power.unsigned_abs())),
    };
    match fits.and_then(|(mantissa, scale)| Decimal::try_from_i128_with_scale(mantissa, scale).ok()) {
        Some(number) => brief(tongue, number, form, Kept::ALONE),
        None => {
            let text = digits.unsigned_abs().to_string();
            let first = i32::try_from(text.len()).unwrap_or(0) - 1 + power;
            product(tongue, if digits < 0 { "−" } else { "" }, text.trim_end_matches('0'), first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: &str, form: Form) -> String {
        brief(Tongue::english(), number.parse().expect("a decimal"), form, Kept::ALONE).replace(NO_BREAK, " ")
    }

    #[test]
    fn short_numbers_stand_and_three_digits_are_left_of_others() {
        for (number, text) in [
            ("904", "904"),
            ("1285", "1,285"),
            ("123400", "123,400"),
            ("13826", "13,826"),
            ("99999", "99,999"),
            ("13826.5", "13.8 thousand"),
            ("426113", "426 thousand"),
            ("3690000", "3.69 million"),
            ("1234567", "1.23 million"),
            ("3459274155", "3.46 billion"),
            ("-3459274155", "−3.46 billion"),
            ("1300000000000", "1.3 trillion"),
            ("999999999999", "1 trillion"),
            ("26500000000000", "26.5 trillion"),
            ("5000000000000000", "5,000 trillion"),
            ("5000000000000000000", "5 × 10¹⁸"),
            ("79228162514264337593543950335", "7.92 × 10²⁸"),
            ("0.00012", "0.00012"),
            ("0.000001", "0.000001"),
            ("0.00000001234567", "1.23 × 10^−8"),
            ("3.14159", "3.14"),
            ("1000.25", "1,000"),
            ("0", "0"),
        ] {
            assert_eq!(of(number, Form::Word), text, "{number}");
        }
        assert_eq!(of("3459274155", Form::Letter), "3.46 bn");
        assert_eq!(of("426113", Form::Letter), "426 k");
        assert_eq!(of("1234567", Form::Letter), "1.23 mn");
    }

    #[test]
    fn both_ends_of_a_span_are_written_alike_and_in_order() {
        for (min, max, text) in [
            ("123580000", "123600000", "123.6 million, 123.6 million"),
            ("107180000", "107200000", "107.2 million, 107.2 million"),
            ("105490000", "107500000", "105 million, 108 million"),
            ("22000", "22189", "22,000, 22,189"),
            ("20000", "99999", "20,000, 99,999"),
            ("500000", "552113", "500 thousand, 552 thousand"),
            ("1234", "3459274155", "1,234, 3.46 billion"),
            ("2015000000", "5294000000", "2.015 billion, 5.294 billion"),
        ] {
            let [min, max] = [min, max].map(|it| it.parse::<Decimal>().expect("a decimal"));
            let kept = Kept::of_span(min, max);
            let told =
                [min, max].map(|it| brief(Tongue::english(), it, Form::Word, kept).replace(NO_BREAK, " ")).join(", ");
            assert_eq!(told, text);
        }
    }

    #[test]
    fn ticks_of_any_magnitude_are_written() {
        assert_eq!(tick(Tongue::english(), 4, -7, Form::Word).replace(NO_BREAK, " "), "0.0000004");
        assert_eq!(tick(Tongue::english(), -25, 5, Form::Word).replace(NO_BREAK, " "), "−2.5 million");
        assert_eq!(tick(Tongue::english(), 8, 40, Form::Letter).replace(NO_BREAK, " "), "8 × 10⁴⁰");
        assert_eq!(tick(Tongue::english(), 0, 3, Form::Word), "0");
    }
}
