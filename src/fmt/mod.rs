//! Numbers, intervals and periods as people read them.

mod brief;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use self::brief::Kept;
use crate::model::{Date, Interval, Period, exact};

/// A space at which no line is broken.
pub const NO_BREAK: &str = "\u{a0}";

/// Full digits with thousands separators: `3,690,000`.
///
/// ```
/// assert_eq!(sinosov::fmt::grouped("3690000.5".parse().unwrap()), "3,690,000.5");
/// ```
#[must_use]
pub fn grouped(number: Decimal) -> String {
    let text = number.abs().normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    if number.is_sign_negative() && !number.is_zero() { format!("−{out}") } else { out }
}

/// Millions and billions in words where no digit is lost by it: `26.5 million`; else as [`grouped`].
///
/// ```
/// assert_eq!(sinosov::fmt::short("26500000".parse().unwrap()), "26.5\u{a0}million");
/// assert_eq!(sinosov::fmt::short("1234567".parse().unwrap()), "1,234,567");
/// ```
#[must_use]
pub fn short(number: Decimal) -> String {
    for (zeros, word) in [(9, "billion"), (6, "million")] {
        let power = Decimal::from(10_i64.pow(zeros));
        let scaled = number.checked_div(power).unwrap_or_default().normalize();
        let is_below_next = scaled.abs() < Decimal::ONE_THOUSAND || zeros == 9;
        // A quotient of very many digits is rounded; then a digit would be lost.
        let is_exact = exact::multiply(scaled, power) == Some(number);
        if number.abs() >= power && scaled.scale() <= 3 && is_below_next && is_exact {
            return format!("{}{NO_BREAK}{word}", grouped(scaled));
        }
    }
    grouped(number)
}

/// How a number's uncertainty is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For labels: `c. 166`, `> 1.3 billion`, `5–6`.
    Sign,
    /// For sentences: `about 166`, `more than 1.3 billion`, `5 to 6`.
    Words,
    /// For marks of a chart: as for labels, but of a long number three digits: `3.46 billion`, `426 thousand`.
    Mark,
    /// For marks where room is short: `3.46 bn`, `426 k`.
    Tight,
}

impl Style {
    /// A number without its uncertainty, in as many digits as are kept of it.
    fn number(self, number: Decimal, kept: Kept) -> String {
        match self {
            Self::Sign | Self::Words => short(number),
            Self::Mark => brief::brief(number, brief::Form::Word, kept),
            Self::Tight => brief::brief(number, brief::Form::Letter, kept),
        }
    }

    /// How many digits are kept of the ends of a span.
    fn kept(interval: &Interval) -> Kept {
        match (interval.min, interval.max) {
            (Some(min), Some(max)) if min != max => Kept::of_span(min, max),
            _ => Kept::ALONE,
        }
    }
}

/// A whole number times a power of ten, as an axis writes it.
#[must_use]
pub(crate) fn tick(digits: i64, power: i32, style: Style) -> String {
    let form = if style == Style::Tight { brief::Form::Letter } else { brief::Form::Word };
    brief::tick(digits, power, form)
}

/// A number with its uncertainty, without unit.
#[must_use]
pub fn interval(interval: &Interval, style: Style) -> String {
    let kept = Style::kept(interval);
    interval_with(interval, style, &|number| style.number(number, kept))
}

/// What a unit is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names<'a> {
    /// What is measured; years and shares are written in a way of their own.
    pub dimension: &'a str,
    /// A symbol; that of a currency ends in `$` and stands before the number.
    pub symbol: Option<&'a str>,
    /// The name of one.
    pub one: &'a str,
    /// The name of several.
    pub several: &'a str,
}

/// A number with its uncertainty and its unit: `US$300 million`, `c. 166 plants`, `75%`, `1963`.
#[must_use]
pub fn quantity(value: &Interval, unit: Names<'_>, style: Style) -> String {
    let kept = Style::kept(value);
    let short = |number| style.number(number, kept);
    match unit.dimension {
        "calendar" => interval_with(value, style, &|number| number.normalize().to_string()),
        "share" => interval_with(value, style, &|number| format!("{}%", short(number))),
        _ => match unit.symbol {
            Some(symbol) if symbol.ends_with('$') => {
                interval_with(value, style, &|number| format!("{symbol}{}", short(number)))
            }
            _ => {
                let one = value.as_point() == Some(Decimal::ONE);
                let name = if one { unit.one } else { unit.several };
                format!("{}{NO_BREAK}{name}", interval(value, style))
            }
        },
    }
}

/// Both ends of a span without what they share: `5.2–8.8 billion`, `US$1.3–3 billion`, `25–30%`.
fn shared(low: String, high: String) -> (String, String) {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let ends = |text: &str| Some((text.find(is_digit)?, text.rfind(is_digit)? + 1));
    let (Some((low_start, low_end)), Some((high_start, high_end))) = (ends(&low), ends(&high)) else {
        return (low, high);
    };
    // What is behind the digits of a product is its power.
    if low.contains('×') || high.contains('×') || low[low_end..] != high[high_end..] {
        return (low, high);
    }
    let (sign, other) = (&low[..low_start], &high[..high_start]);
    let is_shared = sign == other && !sign.contains('−');
    let has_word = low_end < low.len();
    match is_shared && has_word && !sign.is_empty() {
        true => (low[..low_end].to_owned(), high[high_start..].to_owned()),
        false => (low[..low_end].to_owned(), high),
    }
}

fn interval_with(interval: &Interval, style: Style, number: &dyn Fn(Decimal) -> String) -> String {
    let words = style == Style::Words;
    let hedge = |is_about: bool| match (is_about, words) {
        (true, true) => format!("about{NO_BREAK}"),
        (true, false) => format!("c.{NO_BREAK}"),
        (false, _) => String::new(),
    };
    let about = hedge(interval.about.is_any());
    match (interval.min, interval.max) {
        (Some(min), Some(max)) if min == max => format!("{about}{}", number(min)),
        (Some(min), Some(max)) => {
            // Ends that differ beyond the digits of a mark are one number there.
            let (low, high) = (number(min), number(max));
            if low == high {
                return format!("{about}{low}");
            }
            let (low, high) = shared(low, high);
            // As of dates: each end has its own, "c. 1470–1536" is a year that is not known and one that is.
            let (about_low, about_high) = (hedge(interval.about.min()), hedge(interval.about.max()));
            format!("{about_low}{low}{}{about_high}{high}", if words { " to " } else { "–" })
        }
        (Some(min), None) => {
            let sign = match (interval.above_min, words) {
                (true, true) => "more than",
                (false, true) => "at least",
                (true, false) => ">",
                (false, false) => "≥",
            };
            format!("{sign}{NO_BREAK}{about}{}", number(min))
        }
        (None, Some(max)) => {
            let sign = match (interval.below_max, words) {
                (true, true) => "less than",
                (false, true) => "at most",
                (true, false) => "<",
                (false, false) => "≤",
            };
            format!("{sign}{NO_BREAK}{about}{}", number(max))
        }
        (None, None) => "unknown".to_owned(),
    }
}

/// The names of the months.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as it is read: `1938`, `July 1938`, `1 July 1938`.
#[must_use]
pub fn date(date: Date) -> String {
    let month = date.month.and_then(|month| MONTHS.get(month as usize - 1));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// A month as an axis writes it, counted from 0: `Jun 1949`.
#[must_use]
pub(crate) fn month(year: i64, month: i64) -> String {
    let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    format!("{}{NO_BREAK}{year}", name.get(..3).unwrap_or(name))
}

/// A day as [`date`] writes it, read back: `22 July 2004`.
///
/// ```
/// assert_eq!(sinosov::fmt::parse_date("22 July 2004").unwrap().to_string(), "2004-07-22");
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let mut words = text.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?).parse().ok()
}

/// A period as it is read: `1938–41`, `from 1950`, `to 1949`, `undated`.
#[must_use]
pub fn period(period: &Period) -> String {
    match (period.start, period.end) {
        (Some(start), Some(end)) if start == end => date(start),
        (Some(start), Some(end)) if start.month.is_none() && end.month.is_none() => {
            // Years of one century share its digits.
            match start.year / 100 == end.year / 100 && start.year >= 1000 {
                true => format!("{}–{:02}", start.year, end.year % 100),
                false => format!("{}–{}", start.year, end.year),
            }
        }
        (Some(start), Some(end)) => format!("{} – {}", date(start), date(end)),
        (Some(start), None) => format!("from {}", date(start)),
        (None, Some(end)) => format!("to {}", date(end)),
        (None, None) => "undated".to_owned(),
    }
}

/// The items in the order in which they first occur, each once.
pub fn once_each<T: Clone + Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// So many of a thing, by the word for one of it.
///
/// ```
/// assert_eq!(sinosov::fmt::plural(1, "figure"), "1 figure");
/// assert_eq!(sinosov::fmt::plural(1200, "figure"), "1,200 figures");
/// ```
#[must_use]
pub fn plural(count: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(Decimal::from(count)), if count == 1 { "" } else { "s" })
}

/// A work in short and the place in it, which is left out where the work is called by it.
///
/// ```
/// assert_eq!(sinosov::fmt::place("Zhu 2001", "p. 8"), "Zhu 2001, p. 8");
/// assert_eq!(sinosov::fmt::place("Ocherki, vol. 4, p. 105", "p. 105"), "Ocherki, vol. 4, p. 105");
/// ```
#[must_use]
pub fn place(short: &str, locator: &str) -> String {
    if is_placed(short, locator) { short.to_owned() } else { format!("{short}, {locator}") }
}

/// Whether a work is called by the place in it.
#[must_use]
pub fn is_placed(short: &str, locator: &str) -> bool {
    short.strip_suffix(locator).is_some_and(|before| before.ends_with(", "))
}

/// A text with the apostrophe of type, not that of typewriters.
///
/// ```
/// assert_eq!(sinosov::fmt::typeset("China's trade"), "China’s trade");
/// ```
#[must_use]
pub fn typeset(text: &str) -> String {
    text.replace('\'', "’")
}

/// The first letter in upper case.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bound;

    fn stated(bound: Bound, value: &str, min: &str, max: &str) -> Interval {
        Interval::stated(bound, value.parse().ok(), min.parse().ok(), max.parse().ok()).expect("cells")
    }

    #[test]
    fn no_digit_is_lost() {
        for (number, text) in [
            ("904", "904"),
            ("123000", "123,000"),
            ("3690000", "3.69\u{a0}million"),
            ("2000000", "2\u{a0}million"),
            ("2769000", "2.769\u{a0}million"),
            ("3226000000", "3.226\u{a0}billion"),
            ("180000000", "180\u{a0}million"),
            ("1300000000", "1.3\u{a0}billion"),
            ("5676123000", "5,676,123,000"),
            ("-5", "−5"),
            ("0", "0"),
            ("1000000000.000000000000000001", "1,000,000,000.000000000000000001"),
            ("7999999999999999999999999999", "7,999,999,999,999,999,999,999,999,999"),
        ] {
            assert_eq!(short(number.parse().expect("decimal")), text);
        }
    }

    #[test]
    fn what_both_ends_share_is_said_once() {
        for (ends, text) in [
            (("US$1.3\u{a0}billion", "US$3\u{a0}billion"), ("US$1.3", "3\u{a0}billion")),
            (("986\u{a0}million", "1.235\u{a0}billion"), ("986\u{a0}million", "1.235\u{a0}billion")),
            (("25%", "30%"), ("25", "30%")),
            (("924", "1,300"), ("924", "1,300")),
        ] {
            assert_eq!(shared(ends.0.to_owned(), ends.1.to_owned()), (text.0.to_owned(), text.1.to_owned()));
        }
    }

    #[test]
    fn uncertainty_is_written_out() {
        let more = stated(Bound::MoreThan, "", "1300000000", "");
        assert_eq!(interval(&more, Style::Sign), ">\u{a0}1.3\u{a0}billion");
        assert_eq!(interval(&more, Style::Words), "more than\u{a0}1.3\u{a0}billion");
        assert_eq!(interval(&stated(Bound::About, "166", "", ""), Style::Sign), "c.\u{a0}166");
        let vague = stated(Bound::Vague, "", "20000", "99999");
        assert_eq!(interval(&vague, Style::Sign), "20,000–99,999");
    }

    #[test]
    fn periods_are_read_at_their_precision() {
        let between = |start: &str, end: &str| period(&Period { start: start.parse().ok(), end: end.parse().ok() });
        assert_eq!(between("1938", "1941"), "1938–41");
        assert_eq!(between("1999", "2001"), "1999–2001");
        assert_eq!(between("1950-02-14", "1950-02-14"), "14 February 1950");
        assert_eq!(between("1949-12", "1950-02"), "December 1949 – February 1950");
        assert_eq!(between("", ""), "undated");
    }
}
