//! From a text to rows that a person fills in: every number of it with its place, its phrase, what it is and how it is meant.
//!
//! 1. The text is cut into passages, each with its locator ([`crate::check::passages`]).
//! 2. Every number of a passage is read by the language of the work ([`crate::model::numerals`]).
//! 3. What is plainly a date, a page, a note or a heading is proposed as dismissed, with the reason ([`Rules`]); of the others the
//!    unit (`units`), the period (`years`) and the phrase are proposed (`phrase`).
//! 4. What was filled in is taken over ([`Taken`]): rows to keep become figures, rows not to keep dismissals.

mod phrase;
mod table;
mod taken;
mod units;
mod years;

use std::ops::Range;

use rust_decimal::Decimal;

pub use table::{HEADER, read, written};
pub use taken::Taken;

use crate::check::{Passage, Rules, passages};
use crate::data::{Dataset, Work};
use crate::model::{Bound, ENDLESS, Lang, Numeral, Period, exact, number_places, numerals};

/// A row that is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The work.
    pub work_id: String,
    /// Where in it.
    pub locator: String,
    /// The shortest phrase with the number and what it counts.
    pub as_stated: String,
    /// How the number is meant.
    pub bound: Option<Bound>,
    /// The number, or its ends.
    pub value: Option<Decimal>,
    /// The least.
    pub min: Option<Decimal>,
    /// The most.
    pub max: Option<Decimal>,
    /// The unit, if the words around the number name one of the package.
    pub unit_id: Option<String>,
    /// When, if the sentence names one year or one span of years.
    pub period: Period,
    /// Why it is no figure, if it plainly is none.
    pub reason: Option<String>,
    /// The words around it.
    pub context: String,
    /// Whether a figure of the package, or a dismissal, has the number already.
    pub is_known: bool,
}

/// How much of the text is shown on either side of a phrase, in characters.
const CONTEXT: usize = 60;

/// Every number of a text, in its order; `known` are the locators and phrases of what is coded or dismissed already.
///
/// ```
/// use sinosov::data::{Package, Source};
/// use sinosov::check::Rules;
/// use sinosov::draft::draft;
///
/// let package = Package::read(Source::BuiltIn);
/// let work = package.dataset.works.iter().next().expect("a work");
/// let rows = draft(&package.dataset, work, "In 1941 about 30 carts came.", &Rules::built_in(), &[]);
/// assert_eq!(rows.iter().map(|row| row.as_stated.as_str()).collect::<Vec<_>>(), ["In 1941", "about 30 carts"]);
/// assert_eq!(rows[0].reason.as_deref(), Some("date"));
/// ```
#[must_use]
pub fn draft(dataset: &Dataset, work: &Work, text: &str, rules: &Rules, known: &[(&str, &str)]) -> Vec<Proposal> {
    let lang: Lang = work.language.as_deref().and_then(|lang| lang.parse().ok()).unwrap_or_default();
    let units = units::Units::new(dataset, &lang);
    let of_passage = |passage: &Passage| -> Vec<Proposal> {
        let held: Vec<Range<usize>> =
            known.iter().flat_map(|(locator, phrase)| passage.places_of(locator, phrase, text)).collect();
        let holds = |place: &Range<usize>| held.iter().any(|it| it.start <= place.start && place.end <= it.end);
        let numbers = numerals(&passage.text, &lang);
        let propose = |number: &Numeral| Proposal {
            is_known: holds(&number.place),
            ..proposal(work, passage, number, &units, rules)
        };
        let mut rows: Vec<(usize, Proposal)> = numbers.iter().map(|it| (it.place.start, propose(it))).collect();
        // What the audit counts as a number besides: ordinals, days in digits, “both”.
        let is_read = |place: &Range<usize>| {
            numbers.iter().any(|number| number.place.start < place.end && place.start < number.place.end)
        };
        for place in number_places(&passage.text).into_iter().filter(|place| !is_read(place)) {
            let row = Proposal { is_known: holds(&place), ..no_number(work, passage, &place, rules) };
            rows.push((place.start, row));
        }
        rows.sort_by_key(|(start, _)| *start);
        rows.into_iter().map(|(_, row)| row).collect()
    };
    passages(text).iter().flat_map(of_passage).collect()
}

fn proposal(work: &Work, passage: &Passage, number: &Numeral, units: &units::Units<'_>, rules: &Rules) -> Proposal {
    let text = passage.text.as_str();
    // The words around a number are those of its row or paragraph.
    let segment = passage.segment(&number.place);
    let within = &text[segment.clone()];
    let shift = |place: &Range<usize>| {
        place.start.max(segment.start) - segment.start..place.end.clamp(segment.start, segment.end) - segment.start
    };
    let own = Numeral { place: shift(&number.place), said: shift(&number.said), ..number.clone() };
    let unit = units.of(within, &own);
    let is_counted = unit.is_some() || units.is_money_before(within, &own);
    let reason = rules.reason(text, &number.place, passage.is_body, is_counted);
    let phrase = phrase::of(within, &own, unit.as_ref().map(|unit| &unit.place), reason.is_some());
    let phrase = phrase.start + segment.start..phrase.end + segment.start;
    let (mut value, mut min, mut max) = (number.value, number.min, number.max);
    let mut unit_id = unit.map(|unit| unit.id.to_owned());
    // A part of a thing is a share of it, in percent.
    if number.is_fraction
        && unit_id.is_none()
        && let Some(share) = units.share()
    {
        let percent = |end: Option<Decimal>| end.and_then(|end| exact::multiply(end, Decimal::ONE_HUNDRED));
        (value, min, max) = (percent(value), percent(min), percent(max));
        unit_id = Some(share.to_owned());
    }
    // Thirds have no last digit.
    let places = if number.is_fraction && unit_id.is_some() { 1 } else { 4 };
    for end in [&mut value, &mut min, &mut max] {
        *end = end.map(|end| if end.scale() > ENDLESS { end.round_dp(places) } else { end });
    }
    Proposal {
        work_id: work.id.clone(),
        locator: passage.locator(phrase.start),
        as_stated: text[phrase.clone()].to_owned(),
        bound: Some(number.bound),
        value,
        min,
        max,
        unit_id,
        period: if reason.is_some() { Period::default() } else { years::around(within, &own) },
        reason,
        context: context(text, &phrase),
        is_known: false,
    }
}

/// What is counted as a number of the text, but states none.
fn no_number(work: &Work, passage: &Passage, place: &Range<usize>, rules: &Rules) -> Proposal {
    let text = passage.text.as_str();
    let in_digits = text[place.clone()].starts_with(|c: char| c.is_ascii_digit());
    let reason =
        rules.reason(text, place, passage.is_body, false).or_else(|| (!in_digits).then(|| "no count".to_owned()));
    Proposal {
        work_id: work.id.clone(),
        locator: passage.locator(place.start),
        as_stated: text[place.clone()].to_owned(),
        reason,
        context: context(text, place),
        ..Proposal::default()
    }
}

/// The words around a phrase, which stands in brackets.
fn context(text: &str, phrase: &Range<usize>) -> String {
    let before: Vec<char> = text[..phrase.start].chars().rev().take(CONTEXT).collect();
    let after: String = text[phrase.end..].chars().take(CONTEXT).collect();
    format!("{}[{}]{after}", before.iter().rev().collect::<String>(), &text[phrase.clone()])
}
