//! Sums, differences and products of decimals that are exact or refused.
//!
//! rust_decimal's own operators round a result whose digits do not fit, and panic where rounding does not help. A number
//! of this program is a stated one or made of stated ones, so neither may happen: what does not fit is `None`. Quotients
//! alone round, as they must.

use rust_decimal::Decimal;

/// The sum of two numbers; `None` if its digits do not all fit.
///
/// ```
/// use sinosov::model::exact;
/// let number = |text: &str| text.parse().unwrap();
/// assert_eq!(exact::add(number("1.5"), number("2.25")), Some(number("3.75")));
/// assert_eq!(exact::add(number("9999999999999999999999999999"), number("0.4")), None);
/// ```
#[must_use]
pub fn add(left: Decimal, right: Decimal) -> Option<Decimal> {
    aligned(left, right).or_else(|| aligned(left.normalize(), right.normalize()))
}

/// The first number less the second; `None` if the digits of the difference do not all fit.
#[must_use]
pub fn subtract(left: Decimal, right: Decimal) -> Option<Decimal> {
    add(left, -right)
}

/// The product of two numbers; `None` if its digits do not all fit.
///
/// ```
/// use sinosov::model::exact;
/// let number = |text: &str| text.parse().unwrap();
/// assert_eq!(exact::multiply(number("1.5"), number("-3")), Some(number("-4.5")));
/// assert_eq!(exact::multiply(number("0.000000000000001"), number("0.00000000000003")), None);
/// ```
#[must_use]
pub fn multiply(left: Decimal, right: Decimal) -> Option<Decimal> {
    let (left, right) = match left.scale() + right.scale() {
        scale if scale > Decimal::MAX_SCALE => (left.normalize(), right.normalize()),
        _ => (left, right),
    };
    let mut scale = left.scale() + right.scale();
    let (mut left, mut right) = (left.mantissa(), right.mantissa());
    if left == 0 || right == 0 {
        return Some(Decimal::ZERO);
    }
    loop {
        let product = left.checked_mul(right).and_then(|mantissa| fitted(mantissa, scale));
        // Tens that come about only in the product, or stand in a factor, make room.
        let is_even = |number: i128| number % 2 == 0;
        let is_fifth = |number: i128| number % 5 == 0;
        if product.is_some() || scale == 0 {
            return product;
        } else if is_even(left) && is_fifth(left) {
            left /= 10;
        } else if is_even(right) && is_fifth(right) {
            right /= 10;
        } else if is_even(left) && is_fifth(right) {
            (left, right) = (left / 2, right / 5);
        } else if is_fifth(left) && is_even(right) {
            (left, right) = (left / 5, right / 2);
        } else {
            return None;
        }
        scale -= 1;
    }
}

/// So many digits of a quotient without an end are kept: far more than any stated number bears, and few enough that sums of
/// quotients fit.
const KEPT: u32 = 12;

/// The first number by the second: exact where it comes to an end, else rounded to twelve places, or digits if it is below
/// one. `None` if there is no such number.
///
/// ```
/// use sinosov::model::exact;
/// let number = |text: &str| text.parse().unwrap();
/// assert_eq!(exact::quotient(number("1"), number("8")), Some(number("0.125")));
/// assert_eq!(exact::quotient(number("100"), number("3")), Some(number("33.333333333333")));
/// ```
#[must_use]
pub fn quotient(left: Decimal, right: Decimal) -> Option<Decimal> {
    let quotient = left.checked_div(right)?;
    match multiply(quotient, right) == Some(left) {
        true => Some(quotient),
        false if quotient.abs() >= Decimal::ONE => Some(quotient.round_dp(KEPT)),
        false => quotient.round_sf(KEPT),
    }
}

/// The sum at the finer of the two scales. A number whose last digit counts and which does not fit when it is aligned has
/// no sum that does.
fn aligned(left: Decimal, right: Decimal) -> Option<Decimal> {
    let scale = left.scale().max(right.scale());
    let at = |number: Decimal| number.mantissa().checked_mul(10_i128.checked_pow(scale - number.scale())?);
    fitted(at(left)?.checked_add(at(right)?)?, scale)
}

/// A number of so many tenths of tenths, without noughts at its end where they do not fit.
fn fitted(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    loop {
        if let Ok(number) = Decimal::try_from_i128_with_scale(mantissa, scale) {
            return Some(number);
        }
        if scale == 0 || mantissa % 10 != 0 {
            return None;
        }
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect(text)
    }

    #[test]
    fn what_fits_is_exact_and_what_does_not_is_refused() {
        let biggest = "79228162514264337593543950335";
        let least = "0.0000000000000000000000000001";
        for (left, right, sum) in [
            ("0.1", "0.2", Some("0.3")),
            ("1.50", "1", Some("2.50")),
            (biggest, "0.0", Some(biggest)),
            (biggest, "1", None),
            (biggest, "-1", Some("79228162514264337593543950334")),
            (biggest, least, None),
            ("1", least, Some("1.0000000000000000000000000001")),
            ("10", least, None),
            ("9999999999999999999999999999", "0.5", None),
            ("999999999999999999999999999.0", "1.0", Some("1000000000000000000000000000")),
            (least, "-0.0000000000000000000000000001", Some("0")),
            ("7922816251426433759354395033.5", "-7922816251426433759354395033.5", Some("0")),
        ] {
            assert_eq!(add(number(left), number(right)), sum.map(number), "{left} + {right}");
            assert_eq!(add(number(right), number(left)), sum.map(number), "{right} + {left}");
        }
        assert_eq!(
            subtract(number("1"), number("10000000000000000000000000000")),
            Some(number("-9999999999999999999999999999"))
        );
        assert_eq!(add(number("1.50"), number("1")).map(|sum| sum.to_string()), Some("2.50".to_owned()));
    }

    #[test]
    fn products_are_exact_or_refused() {
        for (left, right, product) in [
            ("2", "0.5", Some("1")),
            ("0.5", "0.5", Some("0.25")),
            ("0.00000000000000000000000005", "0.0002", None),
            ("0.00000000000000000000000005", "0.02", Some("0.000000000000000000000000001")),
            ("39614081257132168796771975168", "2", None),
            ("7922816251426433759354395033", "10", Some("79228162514264337593543950330")),
            ("0.0000000000000000000000000001", "10000000000000000000000000000", Some("1")),
            ("1152921504606846976", "0.0000000000000000000000000005", Some("0.000000000576460752303423488")),
        ] {
            let left = number(left);
            assert_eq!(multiply(left, number(right)), product.map(number), "{left} * {right}");
            assert_eq!(multiply(number(right), left), product.map(number), "{right} * {left}");
        }
    }
}
