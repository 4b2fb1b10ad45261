//! Numbers as they are written at marks.

use rust_decimal::Decimal;

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub value: Decimal,
    /// What it is if the power behind the next number is meant for it too.
    shared: Option<Decimal>,
    /// How many digits it has from the first that is not zero to the last.
    digits: usize,
    /// How many signs its digits take.
    long: usize,
}

/// More digits say nothing at a mark.
const MOST: usize = 4;
/// But an exact number of so many signs is short.
const SHORT: usize = 6;

/// The words for powers of ten, those of one beginning the longest first.
const POWERS: [(&str, u32); 15] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("k", 3),
    ("mn", 6),
    ("bn", 9),
    ("tn", 12),
    ("тыс", 3),
    ("млн", 6),
    ("млрд", 9),
    ("трлн", 12),
    ("万亿", 12),
    ("亿", 8),
    ("万", 4),
];

impl Written {
    /// Whether it is a number exactly, with few digits or few signs; or the number rounded to two to four digits.
    pub fn is_told_well(&self, number: Decimal) -> bool {
        [Some(self.value), self.shared].into_iter().flatten().any(|own| self.tells(own.abs(), number.abs()))
    }

    /// Whether it is a number, to the last digit.
    pub fn is(&self, number: Decimal) -> bool {
        [Some(self.value), self.shared].into_iter().flatten().any(|own| own.abs() == number.abs())
    }

    fn tells(&self, own: Decimal, number: Decimal) -> bool {
        let is_exact = own == number && (self.digits <= MOST || self.long <= SHORT);
        let is_rounded = (2..=4).any(|digits| number.round_sf(digits).is_some_and(|rounded| rounded == own));
        is_exact || (is_rounded && self.digits <= MOST)
    }
}

/// The numbers of a text, each with the power that is written behind it; the power behind an upper end may be meant for both.
pub fn numbers(text: &str) -> Vec<Written> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[start..];
        let is_of_number = |letter: char| letter.is_ascii_digit() || letter == ',' || letter == '.';
        let end = rest.find(|letter| !is_of_number(letter)).unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches([',', '.']);
        rest = &rest[end..];
        let Ok(mut plain) = digits.replace(',', "").parse::<Decimal>() else { continue };
        // A very small number is told with a power of ten: `4 × 10^−8`.
        if let Some(behind) = rest.replace('\u{a0}', " ").strip_prefix(" × 10^−") {
            let power: String = behind.chars().take_while(char::is_ascii_digit).collect();
            rest = rest.split_once(&power).map_or("", |(_, rest)| rest);
            plain = power.parse().ok().and_then(|power| plain.checked_mul(Decimal::new(1, power))).unwrap_or(plain);
        }
        let times = |power: u32| plain.checked_mul(Decimal::from(10_i64.pow(power)));
        let own = power(rest.trim_start_matches(['\u{a0}', ' ']));
        let behind = rest.trim_start_matches('%');
        let is_lower_end = behind.starts_with('–') || behind.starts_with(" to ");
        let upper = behind.trim_start_matches(" to ").trim_start_matches('–');
        let upper =
            ["about\u{a0}", "c.\u{a0}"].iter().fold(upper, |rest, hedge| rest.strip_prefix(hedge).unwrap_or(rest));
        let of_next = power(upper.trim_start_matches(|letter: char| !letter.is_alphabetic() || letter.is_uppercase()));
        let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
        numbers.push(Written {
            value: times(own.unwrap_or(0)).unwrap_or(plain),
            shared: of_next.filter(|_| is_lower_end).and_then(times),
            digits: bare.trim_matches('0').len(),
            long: digits.len(),
        });
    }
    numbers
}

/// Whether a text says a number, with what is known of it, and nothing else.
pub fn is_number(text: &str) -> bool {
    let is_part = |word: &str| {
        let bare = word.trim_matches(['c', '.', '≥', '≤', '>', '<', '†', '%', '−', '$', 'U', 'S']);
        bare.is_empty() || POWERS.iter().any(|(power, _)| *power == bare) || is_digits(bare)
    };
    let words: Vec<&str> = text.split(['\u{a0}', ' ', '–']).collect();
    words.iter().all(|word| is_part(word)) && text.contains(|letter: char| letter.is_ascii_digit())
}

fn is_digits(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_digit() || letter == ',' || letter == '.')
}

/// The power of ten that a text begins with, as a word.
pub fn power(text: &str) -> Option<u32> {
    let word = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    POWERS.iter().find(|(own, _)| *own == word).map(|(_, power)| *power)
}

#[test]
fn numbers_are_read_as_they_are_written() {
    let values = |text: &str| numbers(text).iter().map(|it| it.value.normalize().to_string()).collect::<Vec<_>>();
    assert_eq!(values("c.\u{a0}1,200"), ["1200"]);
    assert_eq!(values("810,000%–1.5\u{a0}million%"), ["810000", "1500000"]);
    let both = numbers("5.2–8.8\u{a0}billion");
    assert!(
        both[0].is_told_well(Decimal::from(5_200_000_000_i64))
            && both[1].is_told_well(Decimal::from(8_800_000_000_i64))
    );
    let hedged = numbers("470–c.\u{a0}471\u{a0}billion");
    assert!(hedged[0].is_told_well(Decimal::from(470_000_000_000_i64)), "the power is that of both");
    assert_eq!(values("≥\u{a0}US$3\u{a0}million†"), ["3000000"]);
    let told = |text: &str, number: &str| numbers(text)[0].is_told_well(number.parse().expect("a number"));
    assert!(told("1,234", "1234") && told("12,345", "12345") && told("1.23\u{a0}million", "1234567"));
    assert!(!told("1,234,567", "1234567") && !told("1,235", "1234") && !told("1\u{a0}million", "1234567"));
    let both = numbers("2.67 to 10.68\u{a0}million crowns");
    assert!(both[0].is(Decimal::from(2_670_000)) && both[1].is(Decimal::from(10_680_000)));
    assert_eq!(values("4.5\u{a0}×\u{a0}10^−18† and 3"), ["0.0000000000000000045", "3"]);
    assert!(told("0.00002", "0.00002") && told("2,000", "1996"));
}
