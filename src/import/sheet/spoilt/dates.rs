//! Texts that a spreadsheet takes for days, and how it writes days.

use super::super::value::Day;
use crate::import::months::named;

/// What a text says of a day, as a spreadsheet may read it; what it does not say is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    year: Option<i32>,
    month: u8,
    day: Option<u8>,
}

/// A number with its count of digits, or a month by its name.
#[derive(Debug, Clone, Copy)]
enum Part {
    Number(i32, usize),
    Month(u8),
}

/// The parts of a text that may be a day; none if it is something else.
fn parts(text: &str) -> Option<Vec<Part>> {
    // The time of a day that has one is left off.
    let text = text.trim().trim_end_matches(" 00:00:00").trim_end_matches(" 00:00");
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|sign: char| !is(sign)).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            let (number, behind) = rest.split_at(run(|sign| sign.is_ascii_digit()));
            parts.push(Part::Number(number.parse().ok()?, number.len()));
            rest = behind;
            // "4th of May": what makes an ordinal of a number.
            rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
        } else if "年月日".contains(first) || "-/., '".contains(first) {
            rest = &rest[first.len_utf8()..];
        } else if first.is_alphabetic() {
            let (word, behind) = rest.split_at(run(char::is_alphabetic));
            if word != "г" {
                parts.push(Part::Month(named(&word.to_lowercase())?));
            }
            rest = behind;
        } else {
            return None;
        }
        if parts.len() > 3 {
            return None;
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// All that a spreadsheet may read in a text.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    let Some(parts) = parts(text).filter(|_| text.len() <= 40) else { return found };
    let mut add = |year: Option<i32>, month: i32, day: Option<i32>| {
        let small = |number: i32, most: u8| u8::try_from(number).ok().filter(|number| (1..=most).contains(number));
        if let (Some(month), true) = (small(month, 12), day.is_none_or(|day| small(day, 31).is_some())) {
            found.push(Reading { year, month, day: day.and_then(|day| small(day, 31)) });
        }
    };
    // A year of two digits is of this century or the last.
    let years = |year: i32, digits: usize| match digits {
        4 => vec![year],
        1 | 2 => vec![1900 + year, 2000 + year],
        _ => Vec::new(),
    };
    use Part::{Month, Number};
    match parts.as_slice() {
        [Number(year, 4), Number(month, 1 | 2)] | [Number(month, 1 | 2), Number(year, 4)] => {
            add(Some(*year), *month, None);
        }
        [Number(left, 1 | 2), Number(right, 1 | 2)] => {
            add(None, *left, Some(*right));
            add(None, *right, Some(*left));
            for (year, month) in [(right, left), (left, right)] {
                years(*year, 2).into_iter().for_each(|year| add(Some(year), *month, None));
            }
        }
        [Number(year, 4), Number(month, 1 | 2), Number(day, 1 | 2)] => add(Some(*year), *month, Some(*day)),
        [Number(left, 1 | 2), Number(right, 1 | 2), Number(year, digits)] => {
            for year in years(*year, *digits) {
                add(Some(year), *left, Some(*right));
                add(Some(year), *right, Some(*left));
            }
            if *digits <= 2 {
                years(*left, 2).into_iter().for_each(|first| add(Some(first), *right, Some(*year)));
            }
        }
        [Month(month), Number(number, digits)] | [Number(number, digits), Month(month)] => {
            if *digits <= 2 {
                add(None, i32::from(*month), Some(*number));
            }
            years(*number, *digits).into_iter().for_each(|year| add(Some(year), i32::from(*month), None));
        }
        [Number(day, 1 | 2), Month(month), Number(year, digits)]
        | [Month(month), Number(day, 1 | 2), Number(year, digits)]
        | [Number(year, digits @ 4), Month(month), Number(day, 1 | 2)] => {
            years(*year, *digits).into_iter().for_each(|year| add(Some(year), i32::from(*month), Some(*day)));
        }
        _ => {}
    }
    found
}

impl Reading {
    pub(super) fn of(day: &Day) -> Self {
        Self { year: Some(day.year), month: day.month, day: Some(day.day) }
    }

    /// Whether a spreadsheet may have made the one of the other: the first day stands for a month.
    fn meets(&self, other: &Self) -> bool {
        let years = self.year.is_none() || other.year.is_none() || self.year == other.year;
        years && self.month == other.month && self.day.unwrap_or(1) == other.day.unwrap_or(1)
    }
}

/// Whether a text may have become what now says one of these.
pub(super) fn may_become(old: &str, new: &[Reading]) -> bool {
    let old = readings(old);
    old.iter().any(|old| new.iter().any(|new| old.meets(new)))
}

/// The form of a text: what is not a digit, and each run of digits as one.
pub(super) fn shape(text: &str) -> String {
    let mut shape = String::new();
    for sign in text.chars() {
        match sign.is_ascii_digit() {
            true if shape.ends_with('0') => {}
            true => shape.push('0'),
            false => shape.push(sign),
        }
    }
    shape
}

/// Whether two texts are one day, but for noughts before its numbers and the signs between them.
pub(super) fn is_padded(old: &str, new: &str) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        let parts = text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
        parts.map(|part| part.trim_start_matches('0').to_owned()).collect()
    };
    let (before, after) = (numbers(old), numbers(new));
    // Where the day stands before the month, the two change places.
    let turned = || {
        let mut turned = before.clone();
        if turned.len() > 1 {
            turned.swap(0, 1);
        }
        turned == after
    };
    let is_like = !readings(old).is_empty() && old.len() != new.len() && shape(old) == shape(new);
    is_like && (before == after || turned())
}

/// Whether a text looks as spreadsheets write days: `27-Oct`, `Jul-38`, `7/1/1938`, `01.07.1938`, `1938-07-01`.
pub(super) fn is_written_day(text: &str) -> bool {
    let Some(parts) = parts(text) else { return false };
    if text.contains([',', '\'']) || readings(text).is_empty() {
        return false;
    }
    let has_month = parts.iter().any(|part| matches!(part, Part::Month(_)));
    match parts.len() {
        2 => has_month && text.contains(['-', '.', ' ']) && !text.contains("  "),
        _ => parts.len() == 3,
    }
}

/// The one day that a text says, with its year in full; none if it says several, or less.
pub(super) fn day(text: &str) -> Option<String> {
    let mut found = readings(text);
    found.dedup();
    let [Reading { year: Some(year), month, day: Some(day) }] = found.as_slice() else { return None };
    let is_short = parts(text).is_none_or(|parts| !parts.iter().any(|part| matches!(part, Part::Number(_, 4))));
    // Points part a day, a month and a year, in this order; strokes do so in either order.
    (!is_short).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day of `01.07.1938`, which has one order everywhere.
pub(super) fn dotted(text: &str) -> Option<String> {
    let mut parts = text.trim().split('.');
    let numbers: Vec<&str> = parts.by_ref().collect();
    let [day, month, year] = numbers.as_slice() else { return None };
    let is = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if !(is(day, 2) && is(month, 2) && is(year, 4) && year.len() == 4) {
        return None;
    }
    Some(format!("{year}-{month:0>2}-{day:0>2}"))
}
