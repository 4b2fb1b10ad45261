//! Numbers, intervals and periods as people read them, in a language.

mod brief;
mod flowing;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use self::brief::Kept;
pub use self::flowing::flowing;
use crate::lang::{Tongue, say};
use crate::model::{Date, Interval, Period, exact};

/// A space at which no line is broken.
pub const NO_BREAK: &str = "\u{a0}";

/// Full digits with thousands separators: `3,690,000`.
///
/// ```
/// use sinosov::lang::Tongue;
/// assert_eq!(sinosov::fmt::grouped(Tongue::english(), "3690000.5".parse().unwrap()), "3,690,000.5");
/// ```
#[must_use]
pub fn grouped(tongue: &Tongue, number: Decimal) -> String {
    tongue.grouped(number)
}

/// A word for the magnitude where no digit is lost by it: `26.5 million`; else as [`grouped`].
///
/// ```
/// use sinosov::fmt::short;
/// use sinosov::lang::Tongue;
/// assert_eq!(short(Tongue::english(), "26500000".parse().unwrap()), "26.5\u{a0}million");
/// assert_eq!(short(Tongue::english(), "1234567".parse().unwrap()), "1,234,567");
/// ```
#[must_use]
pub fn short(tongue: &Tongue, number: Decimal) -> String {
    let mut next = Decimal::MAX;
    for magnitude in tongue.marks().magnitudes.iter().filter(|it| it.is_exact) {
        let Some(power) = 10_i64.checked_pow(magnitude.power.unsigned_abs()).map(Decimal::from) else { continue };
        let scaled = number.checked_div(power).unwrap_or_default().normalize();
        // A quotient of very many digits is rounded; then a digit would be lost.
        let is_exact = exact::multiply(scaled, power) == Some(number);
        let is_short = scaled.scale() <= brief::fraction(magnitude.power) && number.abs() < next;
        next = power;
        if number.abs() >= power && is_short && is_exact {
            let number = grouped(tongue, scaled);
            return say!(tongue, &format!("magnitude-{}", magnitude.power), number = &number);
        }
    }
    grouped(tongue, number)
}

/// A number that every language writes with a word for its magnitude, or as it writes one with such a word.
const MILLION: &str = "1000000";

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
    /// For a mark that even that would hide: two digits, as far as they tell both ends of a span apart: `3.5 bn`.
    Least,
}

impl Style {
    /// A number without its uncertainty, in as many digits as are kept of it.
    fn number(self, tongue: &Tongue, number: Decimal, kept: Kept) -> String {
        match self {
            Self::Sign | Self::Words => short(tongue, number),
            Self::Mark => brief::brief(tongue, number, brief::Form::Word, kept),
            Self::Tight | Self::Least => brief::brief(tongue, number, brief::Form::Letter, kept),
        }
    }

    /// How many digits are kept of the ends of a span.
    fn kept(self, interval: &Interval) -> Kept {
        match (interval.min, interval.max) {
            (Some(min), Some(max)) if self == Self::Least => Kept::least(min, max),
            (Some(min), Some(max)) if min != max => Kept::of_span(min, max),
            (Some(end), None) | (None, Some(end)) if self == Self::Least => Kept::least(end, end),
            _ => Kept::ALONE,
        }
    }
}

/// A whole number times a power of ten, as an axis writes it.
#[must_use]
pub(crate) fn tick(tongue: &Tongue, digits: i64, power: i32, style: Style) -> String {
    let form = if style == Style::Tight { brief::Form::Letter } else { brief::Form::Word };
    brief::tick(tongue, digits, power, form)
}

/// A number with its uncertainty, without unit.
#[must_use]
pub fn interval(tongue: &Tongue, interval: &Interval, style: Style) -> String {
    let kept = style.kept(interval);
    interval_with(tongue, interval, style, &|number| style.number(tongue, number, kept))
}

/// What a unit is called.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// What is measured; years and shares are written in a way of their own.
    pub dimension: &'a str,
    /// A symbol; that of a currency ends in `$` and stands before the number.
    pub symbol: Option<&'a str>,
    /// The name of so many.
    pub name: &'a dyn Fn(Many<'_>) -> &'a str,
}

/// How many of a thing there are, as far as it takes one form of its name or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many<'a> {
    /// So many, by the digits of the number.
    Exactly(&'a str),
    /// Up to so many, as a dash says it: 3–4.
    Span(&'a str),
    /// About so many, or at most, or more, or as words say a span: some languages set the name into another case then.
    About(&'a str),
}

/// A number with its uncertainty and its unit: `US$300 million`, `c. 166 plants`, `75%`, `1963`.
#[must_use]
pub fn quantity(tongue: &Tongue, value: &Interval, unit: Names<'_>, style: Style) -> String {
    let kept = style.kept(value);
    let short = |number| style.number(tongue, number, kept);
    match unit.dimension {
        "calendar" => interval_with(tongue, value, style, &|number| number.normalize().to_string()),
        "share" => interval_with(tongue, value, style, &|number| say!(tongue, "percent", number = &short(number))),
        _ => match unit.symbol {
            Some(sign) if sign.ends_with('$') => interval_with(tongue, value, style, &|number| {
                say!(tongue, "with-sign", sign = sign, number = &short(number))
            }),
            _ => {
                let number = interval(tongue, value, style);
                let last = value.max.or(value.min).unwrap_or_default().abs().normalize().to_string();
                // Behind a word for a magnitude a name has the form that it has behind that magnitude.
                let is_written_out = number.ends_with(|letter: char| letter.is_ascii_digit());
                let last = if is_written_out { last.as_str() } else { MILLION };
                let is_hedged = value.about.is_any() || value.min.is_none() || value.max.is_none();
                let many = match value.as_point().is_some() {
                    _ if is_hedged => Many::About(last),
                    true => Many::Exactly(last),
                    false if style == Style::Words => Many::About(last),
                    false => Many::Span(last),
                };
                say!(tongue, "with-unit", number = &number, unit = (unit.name)(many))
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

fn interval_with(tongue: &Tongue, interval: &Interval, style: Style, number: &dyn Fn(Decimal) -> String) -> String {
    let is_in_words = style == Style::Words;
    let said = |id: &str, number: String| {
        let id = if is_in_words { format!("{id}.words") } else { id.to_owned() };
        say!(tongue, &id, number = &number)
    };
    let is_about = interval.about.is_any();
    // A language may say of an end that is about a number in one word what others say in two.
    let bounded = |id: &str, end: Decimal| {
        let id = if is_about { format!("{id}-about") } else { id.to_owned() };
        said(&id, number(end))
    };
    match (interval.min, interval.max) {
        (Some(min), Some(max)) if min == max && is_about => said("about", number(min)),
        (Some(min), Some(max)) if min == max => number(min),
        (Some(min), Some(max)) => {
            // Ends that differ beyond the digits of a mark are one number there.
            let (low, high) = (number(min), number(max));
            if low == high {
                return if is_about { said("about", low) } else { low };
            }
            let (low, high) = shared(low, high);
            // As of dates: each end has its own, "c. 1470–1536" is a year that is not known and one that is.
            let (about_low, about_high) = (interval.about.min(), interval.about.max());
            // A dash beside a minus is read as another.
            let is_below_zero = min.is_sign_negative() || max.is_sign_negative();
            if about_low && about_high && !is_below_zero {
                let id = if is_in_words { "span-about.words" } else { "span-about" };
                return say!(tongue, id, low = &low, high = &high);
            }
            let about = |number: String| match is_in_words {
                true => say!(tongue, "about-within", number = &number),
                false => said("about", number),
            };
            let hedged = |is_about: bool, number: String| if is_about { about(number) } else { number };
            let id = if is_in_words || is_below_zero { "span.words" } else { "span" };
            say!(tongue, id, low = &hedged(about_low, low), high = &hedged(about_high, high))
        }
        (Some(min), None) => bounded(if interval.above_min { "more-than" } else { "at-least" }, min),
        (None, Some(max)) => bounded(if interval.below_max { "less-than" } else { "at-most" }, max),
        (None, None) => say!(tongue, "number-unknown"),
    }
}

/// The names of the months in English, in which locators have them.
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
pub fn date(tongue: &Tongue, date: Date) -> String {
    let year = date.year.to_string();
    match (date.day, date.month) {
        (Some(day), Some(month)) => {
            let month = tongue.say(&format!("month-{month}.in-date"), &[]);
            say!(tongue, "date-of-day", day = &day.to_string(), month = &month, year = &year)
        }
        (None, Some(month)) => {
            let month = tongue.say(&format!("month-{month}"), &[]);
            say!(tongue, "date-of-month", month = &month, year = &year)
        }
        _ => say!(tongue, "date-of-year", year = &year),
    }
}

/// A month as an axis writes it, counted from 0: `Jun 1949`.
#[must_use]
pub(crate) fn month(tongue: &Tongue, year: i64, month: i64) -> String {
    let month = tongue.say(&format!("month-{}.short", month + 1), &[]);
    say!(tongue, "date-on-axis", month = &month, year = &year.to_string())
}

/// A day as [`date`] writes it in English, read back: `22 July 2004`.
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
pub fn period(tongue: &Tongue, period: &Period) -> String {
    let date = |of| date(tongue, of);
    match (period.start, period.end) {
        (Some(start), Some(end)) if start == end => date(start),
        (Some(start), Some(end)) if start.month.is_none() && end.month.is_none() => {
            years(tongue, i64::from(start.year), i64::from(end.year))
        }
        (Some(start), Some(end)) => say!(tongue, "period", start = &date(start), end = &date(end)),
        (Some(start), None) => say!(tongue, "period-from", start = &date(start)),
        (None, Some(end)) => say!(tongue, "period-to", end = &date(end)),
        (None, None) => say!(tongue, "undated"),
    }
}

/// A run of years; those of one century may share its digits: `1938–41`.
#[must_use]
pub(crate) fn years(tongue: &Tongue, start: i64, end: i64) -> String {
    let id = if start / 100 == end / 100 && start >= 1000 { "years-of-one-century" } else { "years" };
    let last = format!("{:02}", end.rem_euclid(100));
    say!(tongue, id, start = &start.to_string(), end = &end.to_string(), last = &last)
}

/// The items in the order in which they first occur, each once.
pub fn once_each<T: Clone + Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// So many of a thing in English, by the word for one of it.
///
/// ```
/// assert_eq!(sinosov::fmt::plural(1, "figure"), "1 figure");
/// assert_eq!(sinosov::fmt::plural(1200, "figure"), "1,200 figures");
/// ```
#[must_use]
pub fn plural(count: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(Tongue::english(), Decimal::from(count)), if count == 1 { "" } else { "s" })
}

/// A work in short and the place in it, which is left out where the work is called by it.
///
/// ```
/// use sinosov::fmt::place;
/// use sinosov::lang::Tongue;
/// assert_eq!(place(Tongue::english(), "Zhu 2001", "p. 8"), "Zhu 2001, p. 8");
/// assert_eq!(place(Tongue::english(), "Ocherki, vol. 4, p. 105", "p. 105"), "Ocherki, vol. 4, p. 105");
/// ```
#[must_use]
pub fn place(tongue: &Tongue, short: &str, locator: &str) -> String {
    match is_placed(tongue, short, locator) {
        true => short.to_owned(),
        false => say!(tongue, "place-in-work", work = short, place = locator),
    }
}

/// Whether a work is called by the place in it.
#[must_use]
pub fn is_placed(tongue: &Tongue, short: &str, locator: &str) -> bool {
    let between = say!(tongue, "place-in-work", work = "", place = "");
    short.strip_suffix(locator).is_some_and(|before| before.ends_with(&between) || before.ends_with(", "))
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
            assert_eq!(short(Tongue::english(), number.parse().expect("decimal")), text);
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
        assert_eq!(interval(Tongue::english(), &more, Style::Sign), ">\u{a0}1.3\u{a0}billion");
        assert_eq!(interval(Tongue::english(), &more, Style::Words), "more than\u{a0}1.3\u{a0}billion");
        assert_eq!(interval(Tongue::english(), &stated(Bound::About, "166", "", ""), Style::Sign), "c.\u{a0}166");
        let vague = stated(Bound::Vague, "", "20000", "99999");
        assert_eq!(interval(Tongue::english(), &vague, Style::Sign), "20,000–99,999");
    }

    #[test]
    fn a_work_that_is_called_by_the_place_in_it_has_it_once() {
        let chinese = Tongue::new(&"zh".parse().expect("a tag"), &[]);
        assert_eq!(place(&chinese, "朱显平 2001", "第8页"), "朱显平 2001，第8页");
        assert_eq!(place(&chinese, "《概论》，第8页", "第8页"), "《概论》，第8页");
    }

    #[test]
    fn periods_are_read_at_their_precision() {
        let between = |start: &str, end: &str| {
            period(Tongue::english(), &Period { start: start.parse().ok(), end: end.parse().ok() })
        };
        assert_eq!(between("1938", "1941"), "1938–41");
        assert_eq!(between("1999", "2001"), "1999–2001");
        assert_eq!(between("1950-02-14", "1950-02-14"), "14 February 1950");
        assert_eq!(between("1949-12", "1950-02"), "December 1949 – February 1950");
        assert_eq!(between("", ""), "undated");
    }
}
