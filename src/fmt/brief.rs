//! Numbers with few digits, for the marks and axes of charts.
//!
//! One rule for all of them: a number that four digits can write stands as it is; of any other three are shown, and a word for its
//! magnitude, so that it is not taken for an exact one. The whole number stands in the title of the mark and in the table.

use rust_decimal::Decimal;

use super::{NO_BREAK, grouped};

/// A number of so many digits is written out.
const WRITTEN_OUT: usize = 4;
/// So many are left of one that has more.
pub(super) const ROUNDED: u32 = 3;
/// Powers of ten that have a word: the power, the word, its short form.
const WORDS: [(i32, &str, &str); 4] =
    [(12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"), (3, "thousand", "k")];
/// From this power of ten on a number is written as a product.
const LARGE: i32 = 18;
/// Below this one too.
const SMALL: i32 = -7;

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

/// A number in `kept` digits, if it has more than four; else as it is.
pub(super) fn brief(number: Decimal, form: Form, kept: u32) -> String {
    let is_rounded = digits(number).0.len() > WRITTEN_OUT;
    let shown = if is_rounded { number.round_sf(kept).unwrap_or(number) } else { number }.normalize();
    if shown.is_zero() {
        return "0".to_owned();
    }
    let (significant, power) = digits(shown);
    let sign = if shown.is_sign_negative() { "−" } else { "" };
    if !(SMALL..LARGE).contains(&power) {
        return product(sign, &significant, power);
    }
    let has_word = |of: i32| power >= of && (of > 3 || (is_rounded && power > 3));
    match WORDS.into_iter().find(|(of, ..)| has_word(*of)) {
        Some((of, word, letter)) => {
            let number = format!("{sign}{}", shifted(&significant, power - of));
            match form {
                Form::Word => format!("{number}{NO_BREAK}{word}"),
                Form::Letter => format!("{number}{NO_BREAK}{letter}"),
            }
        }
        None => grouped(shown),
    }
}

/// Digits with the first before the point, times a power of ten: `1.2 × 10²⁸`.
fn product(sign: &str, significant: &str, power: i32) -> String {
    // The bundled fonts have no raised sign for less.
    let raised = match power < 0 {
        true => format!("^−{}", power.unsigned_abs()),
        false => power.to_string().chars().map(raised).collect(),
    };
    let number = shifted(significant, 0);
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
fn shifted(significant: &str, power: i32) -> String {
    let before = usize::try_from(power).unwrap_or(0) + 1;
    let padded = format!("{significant:0<before$}");
    let (whole, fraction) = padded.split_at(before);
    // What stands before a word is below a thousand, but for the largest of them.
    let whole = whole.parse::<Decimal>().map_or_else(|_| whole.to_owned(), grouped);
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

/// A whole number times a power of ten, as an axis writes it. The ends of an axis may lie beyond the numbers that fit a decimal.
pub(super) fn tick(digits: i64, power: i32, form: Form) -> String {
    let fits = match u32::try_from(power) {
        Ok(power) => 10_i128.checked_pow(power).and_then(|tens| i128::from(digits).checked_mul(tens)).map(|it| (it, 0)),
        Err(_) => Some((i128::from(digits), power.unsigned_abs())),
    };
    match fits.and_then(|(mantissa, scale)| Decimal::try_from_i128_with_scale(mantissa, scale).ok()) {
        Some(number) => brief(number, form, ROUNDED),
        None => {
            let text = digits.unsigned_abs().to_string();
            let first = i32::try_from(text.len()).unwrap_or(0) - 1 + power;
            product(if digits < 0 { "−" } else { "" }, text.trim_end_matches('0'), first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: &str, form: Form) -> String {
        brief(number.parse().expect("a decimal"), form, ROUNDED).replace(NO_BREAK, " ")
    }

    #[test]
    fn four_digits_stand_and_three_are_left_of_more() {
        for (number, text) in [
            ("904", "904"),
            ("1285", "1,285"),
            ("123400", "123,400"),
            ("13826", "13.8 thousand"),
            ("99999", "100 thousand"),
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
        assert_eq!(of("13826", Form::Letter), "13.8 k");
    }

    #[test]
    fn ticks_of_any_magnitude_are_written() {
        assert_eq!(tick(4, -7, Form::Word).replace(NO_BREAK, " "), "0.0000004");
        assert_eq!(tick(-25, 5, Form::Word).replace(NO_BREAK, " "), "−2.5 million");
        assert_eq!(tick(8, 40, Form::Letter).replace(NO_BREAK, " "), "8 × 10⁴⁰");
        assert_eq!(tick(0, 3, Form::Word), "0");
    }
}
