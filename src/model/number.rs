//! Decimals as a cell must write them.

use rust_decimal::Decimal;
use thiserror::Error;

/// Why a cell is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Something else than digits, one sign and one point.
    #[error("a number is written in plain digits with at most one decimal point")]
    Form,
    /// More digits than can be kept exactly.
    #[error("a number has at most 28 digits")]
    TooLong,
}

/// Reads a number written as the tables write it: ASCII digits, an optional minus sign, an optional decimal point.
///
/// Thousands separators, exponents, `NaN` and digits of other scripts are refused, so that every program that opens the
/// table reads the same number.
///
/// # Errors
/// [`NumberError`] says which rule the text breaks.
///
/// ```
/// use sinosov::model::parse_decimal;
/// assert_eq!(parse_decimal("26500000").unwrap().to_string(), "26500000");
/// assert!(parse_decimal("1,000").is_err());
/// assert!(parse_decimal("1e400").is_err());
/// ```
pub fn parse_decimal(text: &str) -> Result<Decimal, NumberError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let has_point = digits.contains('.');
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || (has_point && !plain(fraction)) || (whole.len() > 1 && whole.starts_with('0')) {
        return Err(NumberError::Form);
    }
    if whole.len() + fraction.len() > 28 {
        return Err(NumberError::TooLong);
    }
    Decimal::from_str_exact(text).map_err(|_| NumberError::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_are_numbers() {
        for good in ["0", "904", "-5", "2.617", "79228162514264337593543950"] {
            assert_eq!(parse_decimal(good).expect(good).to_string(), good);
        }
        for bad in ["", "-", "1,000", "1e400", "NaN", "１２３", "+5", "007", "1.", ".5", "1 000", "inf", "0x1F"] {
            assert_eq!(parse_decimal(bad), Err(NumberError::Form), "{bad}");
        }
        assert_eq!(parse_decimal(&"9".repeat(40)), Err(NumberError::TooLong));
    }
}
