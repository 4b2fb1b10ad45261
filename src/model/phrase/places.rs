//! Where numbers stand in a running text, in digits and in words, whatever they count.

use std::ops::Range;

use super::tables::{Role, role};

/// Words that put things in an order, and others that count without being numerals.
const OTHERS: [&str; 36] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "twentieth",
    "firstly",
    "secondly",
    "thirdly",
    "fourthly",
    "fifthly",
    "once",
    "ones",
    "decade",
    "decades",
    "century",
    "centuries",
    "pair",
    "couple",
    "both",
    "double",
    "triple",
    "первый",
    "второй",
    "третий",
    "оба",
    "ii",
    "iii",
    "iv",
];

/// Articles, and letters that are multipliers only behind digits, count nothing where they stand alone.
const NOTHING: [&str; 6] = ["a", "an", "another", "k", "m", "b"];

/// The marks of notes.
fn is_raised(character: char) -> bool {
    matches!(character, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2079}')
}

/// The places of all numbers of a text: runs of digits with what is written on to them, and number words, those that
/// stand side by side as one.
///
/// ```
/// use sinosov::model::number_places;
/// let text = "In the 1950s, twenty-five plants and US$ 300 million came; the third was a loan.";
/// let found: Vec<&str> = number_places(text).into_iter().map(|place| &text[place]).collect();
/// assert_eq!(found, ["1950s", "twenty-five", "300 million", "third"]);
/// ```
#[must_use]
pub fn number_places(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let own = &text[word.clone()];
        let is_number = own.starts_with(|c: char| c.is_ascii_digit() || is_raised(c));
        let lower = own.to_lowercase();
        let counts = !NOTHING.contains(&lower.as_str())
            && (!matches!(role(&lower), Role::None) || OTHERS.contains(&lower.as_str()));
        if !is_number && !counts {
            continue;
        }
        // "300 million" and "twenty-five" are one number; "two, three" and "1938-1941" are two.
        let is_joined = |last: &Range<usize>| {
            let between = &text[last.end..word.start];
            let is_word = |range: &Range<usize>| !text[range.clone()].starts_with(|c: char| c.is_ascii_digit());
            matches!(between, " " | "-" | "\u{a0}")
                && (!is_number
                    && (is_word(last) || matches!(role(&lower), Role::Magnitude(_) | Role::Group(_) | Role::Plural(_))))
        };
        match places.last_mut() {
            Some(last) if is_joined(last) => last.end = word.end,
            _ => places.push(word),
        }
    }
    places
}

/// Runs of letters and digits; digits go on over points and commas between digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if is_raised(first) {
            found.push(start..start + first.len_utf8());
            continue;
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = characters.peek().copied() {
            let after = text[at + next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            let in_digits = text[..at].ends_with(|c: char| c.is_ascii_digit());
            // A word ends where digits begin ("US300" is no word), digits take letters along ("20th").
            let goes_on = !is_raised(next)
                && match next.is_alphanumeric() {
                    true => first.is_ascii_digit() || !next.is_ascii_digit(),
                    false => matches!(next, '.' | ',') && in_digits && after,
                };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        found.push(start..end);
    }
    found
}
