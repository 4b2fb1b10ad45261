//! The years of a sentence.

use std::ops::Range;

use crate::model::{Date, Numeral, Period};

/// Signs that end a sentence.
const ENDS: [char; 9] = ['.', '!', '?', ';', '。', '！', '？', '；', '…'];

/// The sentence around a place.
pub(super) fn sentence(text: &str, place: &Range<usize>) -> Range<usize> {
    let ends = |at: usize, sign: char| {
        // A point within a number, or behind a short word, ends nothing.
        let after = text[at + sign.len_utf8()..].chars().next();
        let word = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        sign != '.' || (after.is_none_or(char::is_whitespace) && word > 2)
    };
    let found = |range: Range<usize>| {
        let signs = text[range.clone()].char_indices().filter(|(_, sign)| ENDS.contains(sign));
        signs.map(move |(at, sign)| (range.start + at, sign)).filter(|(at, sign)| ends(*at, *sign)).collect::<Vec<_>>()
    };
    let start = found(0..place.start).last().map_or(0, |(at, sign)| at + sign.len_utf8());
    let end = found(place.end..text.len()).first().map_or(text.len(), |(at, _)| *at);
    start..end
}

/// Runs of four digits that can be a year, with their places.
pub(super) fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 4
            && let Ok(year) = text[at..at + 4].parse::<i32>()
            && (1500..2100).contains(&year)
            && !is_grouped(text, &(at..at + 4))
        {
            found.push((at..at + 4, year));
        }
        at += length.max(1);
    }
    found
}

/// Whether digits go on before or behind a run of them, over a sign.
fn is_grouped(text: &str, place: &Range<usize>) -> bool {
    let sign = |c: char| matches!(c, '.' | ',' | '\'' | '’');
    let before =
        text[..place.start].strip_suffix(sign).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let behind =
        text[place.end..].strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    before || behind
}

/// The one year, or the one span of years, that the sentence of a number names.
pub(super) fn around(text: &str, number: &Numeral) -> Period {
    let sentence = sentence(text, &number.place);
    let own = |place: &Range<usize>| place.start < number.place.end && number.place.start < place.end;
    let mut all: Vec<(Range<usize>, i32)> = Vec::new();
    for (place, year) in years(&text[sentence.clone()]) {
        let place = place.start + sentence.start..place.end + sentence.start;
        if !own(&place) {
            all.push((place, year));
        }
    }
    let date = |year: i32| Some(Date { year, month: None, day: None });
    let is_span = |first: &Range<usize>, last: &Range<usize>| {
        let between = text[first.end..last.start].trim();
        matches!(
            between,
            "-" | "–" | "—" | "to" | "and" | "bis" | "à" | "a" | "по" | "до" | "至" | "年至" | "到" | "～"
        )
    };
    match all.as_slice() {
        [(_, year)] => Period { start: date(*year), end: date(*year) },
        [(first, start), (last, end)] if start < end && is_span(first, last) => {
            Period { start: date(*start), end: date(*end) }
        }
        [(_, year), rest @ ..] if rest.iter().all(|(_, other)| other == year) => {
            Period { start: date(*year), end: date(*year) }
        }
        _ => Period::default(),
    }
}
