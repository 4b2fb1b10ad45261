//! The numbers that a phrase states, in digits and in words, English, Russian and Chinese.
//!
//! This is how the value of a figure is held against its `as_stated`. It reads generously (a phrase may offer several
//! numbers) but exactly: what it offers is what a reader of the phrase could take from it.

use rust_decimal::Decimal;

mod han;
mod places;
mod tables;
mod tokens;

pub(super) use han::is_han;
pub use places::number_places;
use tables::{Role, role};
use tokens::{Token, tokens};

use super::exact;

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
    fn vague(power: Decimal) -> Option<Self> {
        let (min, ten) = (exact::multiply(power, Decimal::TWO)?, exact::multiply(power, Decimal::TEN)?);
        Some(Self { min, max: exact::subtract(ten, Decimal::ONE)?, fraction: false })
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
    let han = text.chars().filter(|character| is_han(*character)).count();
    spaced.max(han.div_ceil(2))
}

/// Reads what begins at the first token: the readings, and how many tokens they took.
fn read_at(tokens: &[Token]) -> (Vec<Reading>, usize) {
    match &tokens[0] {
        Token::Ordinal | Token::Slash | Token::Dash | Token::Elision | Token::Gap => (Vec::new(), 1),
        Token::Han(characters) => (han::read(characters), 1),
        Token::Digits(candidates) => {
            if let [Token::Slash, Token::Digits(below), ..] = &tokens[1..]
                && let (Some(over), Some(under)) = (candidates.first(), below.first())
                && let Some(quotient) = over.checked_div(*under)
            {
                return (vec![Reading { fraction: true, ..Reading::point(quotient) }], 3);
            }
            if let Some(found) = compound(candidates, &tokens[1..]) {
                return found;
            }
            let (magnitude, bare_too, used) = magnitudes(&tokens[1..]);
            let mut found: Vec<Reading> = candidates
                .iter()
                .filter_map(|number| exact::multiply(*number, magnitude))
                .map(Reading::point)
                .collect();
            if bare_too {
                found.extend(candidates.iter().copied().map(Reading::point));
            }
            (found, 1 + used)
        }
        Token::Word(word) => match role(word) {
            Role::Plural(_) => vague(tokens),
            // «Порядка сотни» is about one hundred, where «сотни» alone are several.
            Role::None if word == "порядка" => match tokens.get(1) {
                Some(Token::Word(next)) => match role(next) {
                    Role::Plural(power) => (vec![Reading::point(power)], 2),
                    _ => (Vec::new(), 1),
                },
                _ => (Vec::new(), 1),
            },
            Role::None => (Vec::new(), 1),
            _ => spelled(tokens),
        },
    }
}

/// What begins with digits and takes more digits to be one number, or the first of a range: "16-20 billion", 12亿3千5百万,
/// «1 рубль 80 копеек». The second end of a range is left to be read by itself.
fn compound(first: &[Decimal], rest: &[Token]) -> Option<(Vec<Reading>, usize)> {
    let is = |word: &str, stem: &str| word.starts_with(stem);
    match rest {
        [Token::Dash, Token::Digits(_), after @ ..] => {
            let (magnitude, _, used) = magnitudes(after);
            let of_both = first.iter().filter_map(|number| exact::multiply(*number, magnitude));
            let bare = first.iter().copied().filter(|_| used > 0);
            Some((of_both.chain(bare).map(Reading::point).collect(), 2))
        }
        [Token::Word(roubles), Token::Digits(kopecks), Token::Word(parts), ..]
            if is(roubles, "рубл") && is(parts, "копе") =>
        {
            let hundredths = kopecks.first()?.checked_div(Decimal::ONE_HUNDRED)?;
            Some((vec![Reading::point(exact::add(*first.first()?, hundredths)?)], 4))
        }
        [Token::Han(characters), Token::Digits(_), Token::Han(_), ..] if han::is_magnitude(characters) => {
            let mut parts = vec![(*first.first()?, characters.as_str())];
            let mut pairs = rest[1..].chunks_exact(2);
            while let Some([Token::Digits(digits), Token::Han(characters)]) = pairs.next()
                && han::magnitude(characters).is_some()
            {
                parts.push((*digits.first()?, characters));
            }
            let whole = han::mixed(&parts).filter(|_| parts.len() > 1)?;
            Some((vec![Reading::point(whole)], 2 * parts.len()))
        }
        _ => None,
    }
}

/// The product of the magnitudes that follow a number ("thousand million"), whether the number may also stand bare
/// (a letter that may be a unit: "300m"; a magnitude behind an elision, as the head of a table has it: "748 … million"), and
/// the tokens taken.
fn magnitudes(tokens: &[Token]) -> (Decimal, bool, usize) {
    let mut product = Decimal::ONE;
    let mut bare_too = false;
    let mut used = 0;
    for (index, token) in tokens.iter().enumerate() {
        let factor = match token {
            Token::Elision if index == 0 => {
                bare_too = true;
                Some(Decimal::ONE)
            }
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
        let Some(next) = factor.and_then(|factor| exact::multiply(product, factor)) else { break };
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
                let Some(next) = exact::multiply(power, factor) else { break };
                power = next;
                used = index + 1;
            }
            Role::None if word == "of" => {}
            _ => break,
        }
    }
    (Reading::vague(power).into_iter().collect(), used)
}

/// "one hundred and forty-one", "three dozen", "three quarters", "half a million", «двадцать пять тысяч».
fn spelled(tokens: &[Token]) -> (Vec<Reading>, usize) {
    let mut number = Spelled::default();
    let mut used = 0;
    for (index, token) in tokens.iter().enumerate() {
        let Token::Word(word) = token else { break };
        let article =
            matches!(word.as_str(), "a" | "an") && (number.fraction || tokens.get(index + 1).is_some_and(is_half));
        if used > 0 && (word == "and" || article) {
            continue;
        }
        match number.take(role(word), used > 0) {
            Some(true) => used = index + 1,
            Some(false) => break,
            // Too many digits to be kept: no number at all.
            None => return (Vec::new(), index + 1),
        }
    }
    let sum = exact::add(number.total, number.current);
    let reading = sum.map(|sum| Reading { fraction: number.fraction, ..Reading::point(sum) });
    (reading.into_iter().collect(), used.max(1))
}

fn is_half(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word == "half")
}

/// A number while its words are read.
#[derive(Default)]
struct Spelled {
    total: Decimal,
    current: Decimal,
    fraction: bool,
    last_small: bool,
    last_tens: bool,
}

impl Spelled {
    /// Takes the next word: `Some(false)` if it does not belong to the number, `None` if the number grows too large.
    fn take(&mut self, role: Role, is_begun: bool) -> Option<bool> {
        let at_least_one = if self.current.is_zero() { Decimal::ONE } else { self.current };
        let (small, tens) = (self.last_small, self.last_tens);
        (self.last_small, self.last_tens) = (false, false);
        match role {
            // "one two" and "twenty thirty" are two numbers, "twenty two" is one.
            Role::Small(_) | Role::Tens(_) if small => return Some(false),
            Role::Tens(value) if tens && value < Decimal::ONE_HUNDRED => return Some(false),
            Role::Small(value) => {
                self.current = exact::add(self.current, value)?;
                self.last_small = true;
            }
            Role::Tens(value) => {
                self.current = exact::add(self.current, value)?;
                self.last_tens = value < Decimal::ONE_HUNDRED;
            }
            Role::Group(factor) => self.current = exact::multiply(at_least_one, factor)?,
            Role::Magnitude(factor) | Role::Plural(factor) if is_begun => {
                self.total = exact::add(self.total, exact::multiply(at_least_one, factor)?)?;
                self.current = Decimal::ZERO;
                self.fraction = false;
            }
            Role::Magnitude(factor) => self.current = factor,
            // "three quarters" multiplies, "one and a half" adds.
            Role::Fraction(factor) if self.current.is_zero() || factor != Decimal::new(5, 1) => {
                self.current = exact::multiply(at_least_one, factor)?;
                self.fraction = true;
            }
            Role::Fraction(factor) => self.current = exact::add(self.current, factor)?,
            _ => return Some(false),
        }
        Some(true)
    }
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
            ("748 … million current USD", "748000000"),
            ("around 26.5 million dollars", "26500000"),
            ("US$ 1.3 billion", "1300000000"),
            ("loan of $300m", "300000000"),
            ("8.1 thousand million old roubles", "8100000000"),
            ("1860 Km", "1860"),
            ("32% of", "32"),
            ("2·617 yuan to the dollar", "2.617"),
            ("the 30-year treaty", "30"),
            ("329,6 млн. руб.", "329600000"),
            ("5,676 млрд руб.", "5676000000"),
            ("110 тыс. винтовок", "110000"),
            ("3 690 000 патронов", "3690000"),
            ("18.9亿卢布", "1890000000"),
            ("14000挺", "14000"),
            ("3亿美元", "300000000"),
            ("5万支", "50000"),
            ("14億盧布", "1400000000"),
            ("1000余万发子弹", "10000000"),
            ("12亿3千5百万卢布", "1235000000"),
            ("53,4 %", "53.4"),
            ("could reach $16-20 billion", "16000000000"),
            ("could reach $16-20 billion", "20000000000"),
            ("1 рубль 80 копеек", "1.8"),
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
            ("half a million dollars", "500000"),
            ("one and a half million", "1500000"),
            ("twenty", "20"),
            ("двадцать пять тысяч", "25000"),
            ("три четверти", "0.75"),
            ("一百五十六项", "156"),
            ("两万", "20000"),
            ("三亿", "300000000"),
            ("约一萬八千人次", "18000"),
            ("伍仟万元", "50000000"),
            ("近萬名", "10000"),
            ("increased tenfold", "10"),
            ("рухнула втрое", "3"),
            ("порядка сотни самолетов", "100"),
            ("年利百分之一", "1"),
            ("贷款总数的五分之一", "0.2"),
            ("26.5亿至30亿美元", "2650000000"),
            ("26.5亿至30亿美元", "3000000000"),
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
    fn numbers_too_large_to_keep_are_no_numbers() {
        let hundreds = "hundred ".repeat(20);
        for text in ["tens of billions of billions of billions", &*hundreds, "5亿亿亿亿", "一亿亿亿亿", "数亿亿亿亿"]
        {
            // What matters is that reading ends; a part of the phrase may still be a number.
            assert!(numbers_in(text).iter().all(|reading| reading.min <= reading.max), "{text}");
        }
        assert!(!points("twenty-thirty plants").contains(&"50".to_owned()));
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words("tens of thausend dollars"), 4);
        assert_eq!(words("折合20.98亿美元"), 3);
    }
}
