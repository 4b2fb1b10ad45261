//! The shortest phrase that has a number and what it counts.

use std::ops::Range;

use crate::model::{Numeral, words};

/// A phrase has so many words at most.
const LONGEST: usize = 12;

/// What is counted follows.
const OF: [&str; 7] = ["of", "de", "di", "d", "des", "von", "per"];
/// What may stand between.
const ARTICLES: [&str; 12] = ["the", "a", "an", "all", "la", "le", "les", "il", "i", "el", "los", "las"];
/// Words that count nothing and end a phrase.
const ENDS: [&str; 40] = [
    "a", "an", "the", "and", "or", "in", "on", "at", "to", "from", "by", "with", "for", "as", "was", "were", "is",
    "are", "had", "has", "have", "that", "which", "who", "but", "into", "и", "в", "на", "с", "к", "по", "und", "in",
    "im", "et", "en", "e", "y", "del",
];

/// The place of the phrase of a number: with the words that say how it is meant, and up to its unit, or the next word that can be a
/// thing. Of a number that is dismissed, with the word before it.
pub(super) fn of(text: &str, number: &Numeral, unit: Option<&Range<usize>>, is_dismissed: bool) -> Range<usize> {
    let mut place = number.said.start.min(number.place.start)..number.said.end.max(number.place.end);
    if is_dismissed {
        place.start = word_before(text, place.start);
        return place;
    }
    if let Some(unit) = unit {
        let both = place.start.min(unit.start)..place.end.max(unit.end);
        if words(&text[both.clone()]) <= LONGEST {
            place = both;
        }
    }
    // “300 million” and “30 percent” are nothing yet: of what?
    let mut may_go_on = true;
    let mut end = place.end;
    while let Some((next, word)) = word_behind(text, end).filter(|_| may_go_on) {
        // What stands behind another number is that one's.
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let word = word.to_lowercase();
        let (is_of, is_article) = (OF.contains(&word.as_str()), ARTICLES.contains(&word.as_str()));
        if words(&text[place.start..next]) > LONGEST || (ENDS.contains(&word.as_str()) && !is_of && end == place.end) {
            break;
        }
        end = next;
        if !is_of && !is_article {
            (place.end, may_go_on) = (end, false);
        }
    }
    place
}

/// The end of the word that follows directly, and the word; none where a sign stands between.
fn word_behind(text: &str, at: usize) -> Option<(usize, &str)> {
    let rest = &text[at..];
    let spaces = rest.len() - rest.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']).len();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let word = &rest[spaces..];
    let length = if word.starts_with(is_han) {
        // A measure word, and the thing.
        word.char_indices().take(3).take_while(|(_, c)| is_han(*c)).map(|(at, c)| at + c.len_utf8()).last()?
    } else {
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')) || is_han(c);
        word.find(ends).unwrap_or(word.len())
    };
    (length > 0 && spaces <= 2).then(|| (at + spaces + length, &word[..length]))
}

/// Where the words begin that tell a number from others like it: what is written on to it, else the word before it.
fn word_before(text: &str, at: usize) -> usize {
    let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let word = &before[start..];
    // Where nothing parts words, all before it would be one.
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let tells = word.contains(char::is_alphabetic) && !word.contains(|c: char| c.is_ascii_digit() || is_han(c));
    if tells { start } else { at }
}
