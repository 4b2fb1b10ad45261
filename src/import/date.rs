//! Dates as programs write them, at the precision given.

use super::months::beginning as month;
use crate::model::Date;

/// A date that was read, and what is lost of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// At the precision that is sure.
    pub date: Date,
    /// What the text says beyond it.
    pub lost: Option<&'static str>,
}

const RANGE: &str = "it is a span; its beginning is taken";
const ABOUT: &str = "it is marked as uncertain, for which there is no cell";
const SEASON: &str = "the season has no place in a date";
const ORDER: &str = "which number is the month cannot be told; the year is taken";
const NO_SUCH_DAY: &str = "there is no such day or month; what there is of it is taken";

/// Words for a time that is not certain.
const UNCERTAIN: [&str; 9] = ["c", "ca", "circa", "about", "approx", "um", "около", "ок", "vers"];
/// Words for a part of a year that is no month.
const SEASONS: [&str; 12] =
    ["spring", "summer", "autumn", "fall", "winter", "весна", "лето", "осень", "зима", "sommer", "herbst", "frühling"];

/// A date of these parts; of what the calendar lacks, as much as there is.
fn dated(year: u32, month: Option<u32>, day: Option<u32>, lost: Option<&'static str>) -> Option<Dated> {
    let two = |number: Option<u32>| number.map(|number| format!("-{number:02}")).unwrap_or_default();
    let day = month.and(day);
    let whole = format!("{year:04}{}{}", two(month), two(day));
    let shorter = [whole, format!("{year:04}{}", two(month)), format!("{year:04}")];
    let read = shorter.iter().enumerate().find_map(|(left_out, text)| Some((left_out, text.parse().ok()?)));
    // Without a day, the first two are one.
    let is_less = |left_out: usize| left_out > 0 && (day.is_some() || left_out > 1);
    read.map(|(left_out, date)| Dated { date, lost: if is_less(left_out) { Some(NO_SUCH_DAY) } else { lost } })
}

/// A run of digits or of letters, with the sign before it.
struct Token<'a> {
    text: &'a str,
    before: Option<char>,
}

impl Token<'_> {
    fn number(&self) -> Option<u32> {
        self.text.parse().ok().filter(|_| self.text.len() <= 4)
    }

    fn is_year(&self) -> bool {
        self.text.len() == 4 && self.number().is_some_and(|year| year >= 1000)
    }
}

/// Cut where digits and letters meet, and at all else.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut start = None;
    let class = |sign: char| if sign.is_ascii_digit() { 1 } else { usize::from(sign.is_alphabetic()) * 2 };
    let mut last = (0, None);
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = class(sign);
        if now != last.0 {
            if let Some((from, before)) = start.take().filter(|_| last.0 != 0) {
                found.push(Token { text: &text[from..at], before });
            }
            start = Some((at, last.1));
        }
        last = (now, Some(sign));
    }
    found
}

/// Reads a date: `1930`, `1930-05-01`, `1930/05/01/`, `May 1930`, `1 мая 1930`, `1930年5月1日`, `01.05.1930`, `[c. 1930]`, `1930–32`.
///
/// Nothing, where there is no year in it: `n.d.`, `in press`, `193X`.
pub(super) fn read(text: &str) -> Option<Dated> {
    let text = text.trim().to_lowercase();
    // What stands behind a day is its hour.
    let text = match text.split_once('t') {
        Some((day, hour)) if day.len() >= 8 && day.is_ascii() && hour.starts_with(|it: char| it.is_ascii_digit()) => {
            day
        }
        _ => text.as_str(),
    };
    let tokens = tokens(text);
    let mut years = tokens.iter().enumerate().filter(|(_, token)| token.is_year());
    let (at, year) = years.next()?;
    let has_second = years.next().is_some();
    let year = year.number()?;
    let words = || tokens.iter().filter(|token| token.text.starts_with(char::is_alphabetic));
    let months: Vec<u8> = words().filter_map(|token| month(token.text)).collect();
    let is_about = text.contains(['?', '~']) || words().any(|token| UNCERTAIN.contains(&token.text));
    let is_season = words().any(|token| SEASONS.contains(&token.text));
    let about = is_about.then_some(ABOUT);
    // A second year, or the last digits of one: `1930/1932`, `1930–32`, `1930-05/1930-07`.
    let behind = &tokens[at + 1..];
    let numbers: Vec<u32> = behind.iter().filter_map(Token::number).collect();
    if has_second {
        let to = behind.iter().position(Token::is_year).unwrap_or(behind.len());
        let own: Vec<u32> = behind[..to].iter().filter_map(Token::number).collect();
        return dated(year, own.first().copied().filter(|it| *it <= 12), own.get(1).copied(), Some(RANGE));
    }
    if let [first, second, ..] = months[..] {
        let month = (first == second).then_some(u32::from(first));
        return dated(year, month, None, Some(RANGE));
    }
    if let Some(month) = months.first() {
        // `1 May 1930`, `May 1, 1930`, `1930 May 1`: the one other number is the day.
        let others = tokens.iter().enumerate().filter(|(place, _)| *place != at);
        let days: Vec<u32> = others.filter_map(|(_, token)| token.number()).filter(|day| *day <= 31).collect();
        return match days[..] {
            [] => dated(year, Some((*month).into()), None, about),
            [day] => dated(year, Some((*month).into()), Some(day), about),
            _ => dated(year, Some((*month).into()), None, Some(RANGE)),
        };
    }
    if at >= 2 && !is_season {
        return before_year(&tokens[..at], year, about);
    }
    match (numbers.first(), behind.first().and_then(|token| token.before)) {
        (Some(last), Some('-' | '–' | '—' | '/')) if *last > 24 => dated(year, None, None, Some(RANGE)),
        // Seasons of EDTF.
        (Some(season @ 21..=24), _) if numbers.len() == 1 && *season > 12 => dated(year, None, None, Some(SEASON)),
        (Some(0), _) => dated(year, None, None, about),
        (Some(_), _) => {
            let day = numbers.get(1).copied().filter(|day| *day > 0);
            let lost = if is_season { Some(SEASON) } else { about };
            dated(year, numbers.first().copied(), day, lost)
        }
        (None, _) => dated(year, None, None, if is_season { Some(SEASON) } else { about }),
    }
}

/// `01.05.1930`, `5/13/1930`, `5/1930`.
fn before_year(tokens: &[Token<'_>], year: u32, about: Option<&'static str>) -> Option<Dated> {
    let numbers: Vec<u32> = tokens.iter().filter_map(Token::number).collect();
    let dotted = tokens.get(1).and_then(|token| token.before) == Some('.');
    match numbers[..] {
        [day, month] if dotted || (day > 12 && month <= 12) || day == month => {
            dated(year, Some(month), Some(day), about)
        }
        [month, day] if day > 12 && month <= 12 => dated(year, Some(month), Some(day), about),
        [_, _] => dated(year, None, None, Some(ORDER)),
        _ => dated(year, None, None, about),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_precision_given() {
        for (text, wanted) in [
            ("1930", "1930"),
            ("1930-05", "1930-05"),
            ("1930-05-01", "1930-05-01"),
            ("1930-05-01T10:20:30Z", "1930-05-01"),
            ("1930/05/01/", "1930-05-01"),
            ("1930/05//", "1930-05"),
            ("1930///", "1930"),
            ("1930/00/00", "1930"),
            ("May 1930", "1930-05"),
            ("1 May 1930", "1930-05-01"),
            ("May 1, 1930", "1930-05-01"),
            ("1930 May 1", "1930-05-01"),
            ("1930 Sept.", "1930-09"),
            ("1 мая 1930 г.", "1930-05-01"),
            ("1930, июль", "1930-07"),
            ("1930年5月1日", "1930-05-01"),
            ("1930年", "1930"),
            ("01.05.1930", "1930-05-01"),
            ("5/13/1930", "1930-05-13"),
            ("13/5/1930", "1930-05-13"),
            ("3. März 1930", "1930-03-03"),
            ("juillet 1930", "1930-07"),
            ("[1930]", "1930"),
            ("1930a", "1930"),
            ("©1930", "1930"),
        ] {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.date.to_string().as_str(), read.lost), (wanted, None), "{text}");
        }
    }

    #[test]
    fn what_is_lost_of_a_date_is_told() {
        for (text, wanted, lost) in [
            ("1930/1932", "1930", RANGE),
            ("1930-05/1930-07", "1930-05", RANGE),
            ("1930-05-01/1930-05-03", "1930-05-01", RANGE),
            ("1930–32", "1930", RANGE),
            ("1930-32", "1930", RANGE),
            ("May-June 1930", "1930", RANGE),
            ("1-3 May 1930", "1930-05", RANGE),
            ("c. 1930", "1930", ABOUT),
            ("1930?", "1930", ABOUT),
            ("1930-05~", "1930-05", ABOUT),
            ("около 1930", "1930", ABOUT),
            ("Spring 1930", "1930", SEASON),
            ("in spring, 1930", "1930", SEASON),
            ("1930//Spring", "1930", SEASON),
            ("1930-21", "1930", SEASON),
            ("5/1/1930", "1930", ORDER),
            ("1930-02-30", "1930-02", NO_SUCH_DAY),
            ("1930-13-01", "1930", NO_SUCH_DAY),
        ] {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.date.to_string().as_str(), read.lost), (wanted, Some(lost)), "{text}");
        }
        for text in ["", "n.d.", "in press", "193X", "19XX", "Spring", "30", "12345", "May 1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
