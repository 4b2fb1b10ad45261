//! The unit of a number by the words around it.

use std::ops::Range;

use crate::data::Dataset;
use crate::model::{Lang, Numeral};

/// A word for a unit behind its number stands so many words away at most.
const WORDS: usize = 3;

/// Words behind which another thing is told.
const STOPS: [&str; 30] = [
    "on",
    "in",
    "at",
    "to",
    "for",
    "by",
    "from",
    "with",
    "and",
    "or",
    "was",
    "were",
    "had",
    "than",
    "als",
    "und",
    "auf",
    "im",
    "sur",
    "et",
    "à",
    "en",
    "y",
    "e",
    "в",
    "на",
    "и",
    "с",
    "из",
    "против",
];

/// What tells one money from another of the same name: a gold mark is no mark.
const KINDS: [&str; 10] =
    ["gold", "silver", "paper", "old", "new", "convertible", "trade", "transferable", "alte", "neue"];

/// Percent in the languages whose numbers are read.
const PERCENT: [&str; 11] = [
    "per cent",
    "pour cent",
    "por ciento",
    "per cento",
    "prozent",
    "proz",
    "v. h",
    "v.h",
    "vom hundert",
    "процентов",
    "процента",
];

/// The words by which units are known.
pub(super) struct Units<'a> {
    /// In lower case, the longest first: the word, the unit, whether it may stand before the number.
    names: Vec<(String, &'a str, bool)>,
    share: Option<&'a str>,
    /// Units of how many times.
    ratios: Vec<&'a str>,
}

/// A unit, and where its word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) place: Range<usize>,
}

impl<'a> Units<'a> {
    pub(super) fn new(dataset: &'a Dataset, lang: &Lang) -> Self {
        let mut names: Vec<(String, &str, bool)> = Vec::new();
        for unit in dataset.units.iter() {
            let is_money = unit.dimension == "money";
            let symbol = unit.symbol.iter().cloned();
            let word = |column| dataset.labels.word(lang, "units", &unit.id, column).map(str::to_owned);
            let words = ["symbol", "label", "label_plural"].into_iter().filter_map(word);
            let own = symbol.chain([unit.label.clone(), unit.label_plural.clone()]);
            for name in own.chain(words) {
                let name = name.to_lowercase();
                // “US dollars” are told as dollars, too, unless several currencies are.
                let is_kind = |name: &str| KINDS.contains(&name.split(' ').next().unwrap_or_default());
                let last = name.rsplit(' ').next().filter(|last| is_money && *last != name && !is_kind(&name));
                let last = last.map(str::to_owned);
                names.push((name, &unit.id, is_money));
                names.extend(last.map(|last| (last, unit.id.as_str(), false)));
                if names.last().is_some_and(|(name, ..)| name == "percent") {
                    names.extend(PERCENT.map(|name| (name.to_owned(), unit.id.as_str(), false)));
                }
            }
        }
        if let Some((_, usd, _)) = names.iter().find(|(name, ..)| name == "us$").cloned()
            && !names.iter().any(|(name, ..)| name == "$")
        {
            names.push(("$".to_owned(), usd, true));
        }
        names.retain(|(name, ..)| !name.is_empty());
        names.sort_by(|left, right| right.0.chars().count().cmp(&left.0.chars().count()).then(left.cmp(right)));
        names.dedup_by(|left, right| left.0 == right.0 && left.1 == right.1);
        let shares: Vec<&str> =
            dataset.units.iter().filter(|unit| unit.dimension == "share").map(|unit| unit.id.as_str()).collect();
        let share = if let [one] = shares.as_slice() { Some(*one) } else { None };
        let ratios = dataset.units.iter().filter(|unit| unit.dimension == "ratio").map(|unit| unit.id.as_str());
        Self { names, share, ratios: ratios.collect() }
    }

    /// The one unit of shares, if the package has one.
    pub(super) fn share(&self) -> Option<&'a str> {
        self.share
    }

    /// The unit that is named nearest to a number, if that is one.
    pub(super) fn of(&self, text: &str, number: &Numeral) -> Option<Named<'a>> {
        self.behind(text, number).or_else(|| self.before(text, number))
    }

    /// Whether the sign of a currency stands before a number.
    pub(super) fn is_money_before(&self, text: &str, number: &Numeral) -> bool {
        let before = text[..number.place.start].trim_end();
        before.ends_with(['$', '£', '€', '¥', '₽', '₹']) || self.before(text, number).is_some()
    }

    fn before(&self, text: &str, number: &Numeral) -> Option<Named<'a>> {
        let before = text[..number.place.start].trim_end();
        let lower = before.to_lowercase();
        // Letters that change their length in lower case would move the places.
        let lower = if lower.len() == before.len() { lower } else { before.to_owned() };
        let is_apart = |name: &str| {
            let rest = &lower[..lower.len() - name.len()];
            !name.starts_with(char::is_alphanumeric) || !rest.ends_with(char::is_alphanumeric)
        };
        let fits = |name: &str| lower.ends_with(name) && is_apart(name);
        let (name, id) = self.only(|(name, _, may_lead)| *may_lead && fits(name))?;
        Some(Named { id, place: before.len() - name.len()..before.len() })
    }

    fn behind(&self, text: &str, number: &Numeral) -> Option<Named<'a>> {
        let rest = &text[number.place.end..];
        let lower = rest.to_lowercase();
        let lower = if lower.len() == rest.len() { lower } else { rest.to_owned() };
        let mut starts: Vec<usize> = Vec::new();
        let mut at = lower.len() - lower.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']).len();
        for _ in 0..WORDS {
            // What stands behind another number, or another thing, is not counted by this one.
            let next = lower[at..].split(' ').next().unwrap_or_default();
            if at > 0 && !starts.is_empty() && (STOPS.contains(&next) || next.contains(|c: char| c.is_ascii_digit())) {
                break;
            }
            starts.push(at);
            let word = lower[at..].find([' ', ',', '.', ';', ':', ')', '(', '，', '。']);
            let Some(length) = word.filter(|length| lower[at + length..].starts_with(' ')) else { break };
            at += length + 1;
        }
        let at_start = |start: usize| {
            let fits = |name: &str| {
                lower[start..].strip_prefix(name).is_some_and(|after| {
                    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
                    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() && !is_han(c));
                    !goes_on || !name.ends_with(char::is_alphanumeric) || name.chars().any(is_han)
                })
            };
            let (name, id) = self.only(|(name, ..)| fits(name))?;
            let start = number.place.end + start;
            Some(Named { id, place: start..start + name.len() })
        };
        // “At any time” counts nothing: what multiplies stands directly behind its number.
        let is_near = |(place, named): &(usize, Named<'_>)| *place == 0 || !self.ratios.contains(&named.id);
        let found = starts.into_iter().enumerate().filter_map(|(place, start)| Some((place, at_start(start)?)));
        found.filter(is_near).map(|(_, named)| named).next()
    }

    /// The unit of the longest name that fits; none if that is a name of several.
    fn only(&self, fits: impl Fn(&&(String, &'a str, bool)) -> bool) -> Option<(&str, &'a str)> {
        let (name, id, _) = self.names.iter().find(&fits)?;
        let is_one = self.names.iter().filter(|(other, ..)| other == name).all(|(_, other, _)| other == id);
        is_one.then_some((name.as_str(), *id))
    }
}
