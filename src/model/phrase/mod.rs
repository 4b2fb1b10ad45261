//! The numbers that a phrase states, in digits and in words, English, Russian and Chinese.
//!
//! This is how the value of a figure is held against its `as_stated`. It reads generously (a phrase may offer several
//! numbers) but exactly: what it offers is what a reader of the phrase could take from it.

use rust_decimal::Decimal;

mod han;
mod tables;
mod tokens;

use tables::{Role, role};
use tokens::{Token, tokens};

/// One number that a phrase can be read to state; the ends differ for words such as "tens of thousands".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Smallest number meant.
    pub min: Decimal,
    /// Largest number meant.
    pub max: Decimal,
    /// Written as a fraction ("3/4", "three quarters"), which may stand for a percentage.
    pub fraction: bool,
}

impl Reading {
    fn point(value: Decimal) -> Self {
        Self { min: value, max: value, fraction: false }
    }

    /// A power of ten named without a count: from two of it to just under ten of it.
    fn vague(power: Decimal) -> Self {
        Self { min: power * Decimal::TWO, max: power * Decimal::TEN - Decimal::ONE, fraction: false }
    }
}

/// Every number that the phrase states.
///
/// ```
/// use sinosov::model::numbers_in;
/// let read = |text: &str| numbers_in(text).iter().map(|r| r.min.normalize().to_string()).collect::<Vec<_>>();
/// assert_eq!(read("100 million Yuan"), ["100000000"]);
/// assert_eq!(read("an annual interest rate of one percent"), ["1", "1"]);
/// assert_eq!(read("18.9亿卢布"), ["1890000000"]);
/// ```
#[must_use]
pub fn numbers_in(text: &str) -> Vec<Reading> {
    let tokens = tokens(text);
    let mut readings = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (found, used) = read_at(&tokens[at..]);
        readings.extend(found);
        at += used.max(1);
    }
    readings
}

/// How many words a phrase has: runs of characters between white space, each Chinese character pair counting as one.
#[must_use]
pub fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    let han = text.chars().filter(|character| han::is_han(*character)).count();
    spaced.max(han.div_ceil(2))
}

/// Reads what begins at the first token: the readings, and how many tokens they took.
fn read_at(tokens: &[Token]) -> (Vec<Reading>, usize) {
    match &tokens[0] {
        Token::Ordinal | Token::Slash | Token::Gap => (Vec::new(), 1),
        Token::Han(characters) => (han::read(characters), 1),
        Token::Digits(candidates) => {
            if let [Token::Slash, Token::Digits(below), ..] = &tokens[1..]
                && let (Some(over), Some(under)) = (candidates.first(), below.first())
                && let Some(quotient) = over.checked_div(*under)
            {
                return (vec![Reading { fraction: true, ..Reading::point(quotient) }], 3);
            }
            let (magnitude, bare_too, used) = magnitudes(&tokens[1..]);
            let mut found: Vec<Reading> =
                candidates.iter().filter_map(|number| number.checked_mul(magnitude)).map(Reading::point).collect();
            if bare_too {
                found.extend(candidates.iter().copied().map(Reading::point));
            }
            (found, 1 + used)
        }
        Token::Word(word) => match role(word) {
            Role::Plural(_) => vague(tokens),
            Role::None => (Vec::new(), 1),
            _ => spelled(tokens),
        },
    }
}

/// The product of the magnitudes that follow a number ("thousand million"), whether the number may also stand bare
/// (a letter that may be a unit: "300m"), and the tokens taken.
fn magnitudes(tokens: &[Token]) -> (Decimal, bool, usize) {
    let mut product = Decimal::ONE;
    let mut bare_too = false;
    let mut used = 0;
    for token in tokens {
        let factor = match token {
            Token::Word(word) => match role(word) {
                Role::Magnitude(power) | Role::Plural(power) => Some(power),
                Role::Letter(power) => {
                    bare_too = true;
                    Some(power)
                }
                _ => None,
            },
            Token::Han(characters) => han::magnitude(characters),
            _ => None,
        };
        let Some(next) = factor.and_then(|factor| product.checked_mul(factor)) else { break };
        product = next;
        used += 1;
    }
    (product, bare_too, used)
}

/// "tens of thousands", "millions", «сотни тысяч».
fn vague(tokens: &[Token]) -> (Vec<Reading>, usize) {
    let mut power = Decimal::ONE;
    let mut used = 0;
    for (index, token) in tokens.iter().enumerate() {
        let Token::Word(word) = token else { break };
        match role(word) {
            Role::Plural(factor) | Role::Magnitude(factor) => {
                let Some(next) = power.checked_mul(factor) else { break };
                power = next;
                used = index + 1;
            }
            Role::None if word == "of" => {}
            _ => break,
        }
    }
    (vec![Reading::vague(power)], used)
}

/// "one hundred and forty-one", "three dozen", "three quarters", «двадцать пять тысяч».
fn spelled(tokens: &[Token]) -> (Vec<Reading>, usize) {
    let (mut total, mut current, mut fraction, mut used) = (Decimal::ZERO, Decimal::ZERO, false, 0);
    let mut last_small = false;
    for (index, token) in tokens.iter().enumerate() {
        let Token::Word(word) = token else { break };
        let one_at_least = if current.is_zero() { Decimal::ONE } else { current };
        match role(word) {
            // "one two" is two numbers, "twenty two" is one.
            Role::Small(_) if last_small => break,
            Role::Small(value) => {
                current += value;
                last_small = value < Decimal::from(20);
            }
            Role::Tens(_) if last_small => break,
            Role::Tens(value) => current += value,
            Role::Group(factor) => {
                current = one_at_least * factor;
                last_small = false;
            }
            Role::Magnitude(factor) | Role::Plural(factor) if used > 0 => {
                total += one_at_least * factor;
                current = Decimal::ZERO;
                last_small = false;
            }
            Role::Fraction(factor) => {
                current = one_at_least * factor;
                fraction = true;
                used = index + 1;
                break;
            }
            Role::None if word == "and" && used > 0 => continue,
            Role::Magnitude(factor) => current = factor,
            _ => break,
        }
        used = index + 1;
    }
    (vec![Reading { fraction, ..Reading::point(total + current) }], used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let text_of = |number: Decimal| number.normalize().to_string();
        numbers_in(text).iter().map(|reading| (text_of(reading.min), text_of(reading.max))).collect()
    }

    fn points(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(min, _)| min).collect()
    }

    #[test]
    fn digits_with_separators_and_magnitudes() {
        for (text, value) in [
            ("3,690,000 bullets", "3690000"),
            ("2 million shells", "2000000"),
            ("around 26.5 million dollars", "26500000"),
            ("US$ 1.3 billion", "1300000000"),
            ("loan of $300m", "300000000"),
            ("8.1 thousand million old roubles", "8100000000"),
            ("1860 Km", "1860"),
            ("32% of", "32"),
            ("the 30-year treaty", "30"),
            ("329,6 млн. руб.", "329600000"),
            ("5,676 млрд руб.", "5676000000"),
            ("110 тыс. винтовок", "110000"),
            ("3 690 000 патронов", "3690000"),
            ("18.9亿卢布", "1890000000"),
            ("14000挺", "14000"),
            ("3亿美元", "300000000"),
            ("5万支", "50000"),
        ] {
            assert!(points(text).contains(&value.to_owned()), "{text}: {:?}", points(text));
        }
        assert!(!points("100 million Yuan").contains(&"100".to_owned()));
        assert!(points("the 20th Congress").is_empty());
    }

    #[test]
    fn words_are_numbers_too() {
        for (text, value) in [
            ("one percent", "1"),
            ("three important deliberations", "3"),
            ("nearly three dozen countries", "36"),
            ("one hundred and forty-one plants", "141"),
            ("a two-month visit", "2"),
            ("held twice yearly", "2"),
            ("three quarters", "0.75"),
            ("twenty-five thousand", "25000"),
            ("another center", "1"),
            ("двадцать пять тысяч", "25000"),
            ("три четверти", "0.75"),
            ("一百五十六项", "156"),
            ("两万", "20000"),
            ("三亿", "300000000"),
        ] {
            assert!(points(text).contains(&value.to_owned()), "{text}: {:?}", points(text));
        }
        assert_eq!(points("3/4 of the loan"), ["0.75"]);
        assert!(numbers_in("3/4 of the loan")[0].fraction);
    }

    #[test]
    fn powers_of_ten_without_a_count_are_ranges() {
        for (text, min, max) in [
            ("tens of thousands of dollars", "20000", "99999"),
            ("Hundreds of thousands of CCP troops", "200000", "999999"),
            ("millions of comrades", "2000000", "9999999"),
            ("десятки тысяч", "20000", "99999"),
            ("数万", "20000", "99999"),
            ("几十万", "200000", "999999"),
        ] {
            assert_eq!(read(text), [(min.to_owned(), max.to_owned())], "{text}");
        }
    }

    #[test]
    fn nothing_is_read_where_nothing_stands() {
        assert!(read("tens of thausend dollars").iter().all(|(min, _)| min != "20000"));
        assert!(points("large groups of Chinese youths").is_empty());
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words("tens of thausend dollars"), 4);
        assert_eq!(words("折合20.98亿美元"), 3);
    }
}
