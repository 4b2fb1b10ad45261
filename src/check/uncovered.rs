//! The other way round: the numbers of a text that no figure holds.
//!
//! Every number of a text is covered by the phrase of a figure, dismissed with a reason in `audit/<work_id>.toml`, or open.
//! Completeness is that nothing is open.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::audit::unreadable;
use super::locator::{Locator, is_whole, plain, spans};
use super::rules::Rules;
use crate::data::{Package, Work};
use crate::diag::{Code, Diagnostic, Place};
use crate::files;
use crate::model::{Lang, number_places, numerals};

/// How much of the text is shown on either side of an open number, in characters.
const CONTEXT: usize = 40;
/// A dismissed phrase has so many words at most.
const LONGEST: usize = 12;

/// A number that nothing holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Open {
    /// The line of the text.
    pub line: usize,
    /// The number as it is written.
    pub number: String,
    /// The words around it.
    pub context: String,
}

/// What became of the numbers of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uncovered {
    /// The work.
    pub work_id: String,
    /// How many numbers its text has.
    pub numbers: usize,
    /// How many of them stand in the phrase of a figure.
    pub covered: usize,
    /// How many are dismissed, with a reason.
    pub dismissed: usize,
    /// The others.
    pub open: Vec<Open>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dismissals {
    #[serde(default)]
    dismissed: Vec<Dismissed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dismissed {
    locator: String,
    phrase: toml::Spanned<String>,
    reason: String,
}

/// A text as its readers see it, on one line, with the place at which each of its lines begins.
struct Text {
    plain: String,
    starts: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let (mut all, mut starts) = (String::new(), Vec::new());
        for line in text.lines().map(plain) {
            if !all.is_empty() && !line.is_empty() {
                all.push(' ');
            }
            starts.push(all.len());
            all.push_str(&line);
        }
        Self { plain: all, starts }
    }

    /// The line, counted from one, on which a place lies.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// Where the passage of a locator begins, and where it ends.
    fn passage(&self, locator: &str, text: &str) -> Option<Range<usize>> {
        let Some(place) = Locator::parse(locator) else { return Some(0..self.plain.len()) };
        let (passage, _) = place.passage(text)?;
        let start = match place {
            // A line may stand elsewhere too, word for word.
            Locator::Line(number) => {
                let start = *self.starts.get(number.checked_sub(1)?)?;
                // A blank line has no text of its own: its place is the space before the next that has.
                start + usize::from(self.plain.as_bytes().get(start) == Some(&b' '))
            }
            _ => self.plain.find(&passage)?,
        };
        // A passage is cut from the text by its lines, so it may be put together otherwise than the text is.
        let end = self.plain.floor_char_boundary(start.saturating_add(passage.len()));
        (start <= end).then_some(start..end)
    }

    fn context(&self, place: &Range<usize>) -> String {
        let before: Vec<char> = self.plain[..place.start].chars().rev().take(CONTEXT).collect();
        let after: String = self.plain[place.end..].chars().take(CONTEXT).collect();
        format!("…{}{}{after}…", before.iter().rev().collect::<String>(), &self.plain[place.clone()])
    }
}

/// Of every consulted work with `folder/<work_id>.txt`: which of its numbers are covered, dismissed, open; and a fault for
/// every dismissal that does not hold.
#[must_use]
pub fn uncovered(package: &Package, folder: &Path) -> (Vec<Uncovered>, Vec<Diagnostic>) {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    let rules = Rules::own(&package.source).unwrap_or_else(|fault| {
        faults.push(*fault);
        Rules::default()
    });
    for work in package.dataset.works.iter().filter(|work| work.consulted) {
        match files::read_text(&folder.join(format!("{}.txt", work.id)), files::TEXT) {
            Ok(text) => all.push(of_work(package, work, &text, &rules, &mut faults)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => faults.push(unreadable(package, work, &error)),
        }
    }
    (all, faults)
}

fn of_work(package: &Package, work: &Work, text: &str, rules: &Rules, faults: &mut Vec<Diagnostic>) -> Uncovered {
    let seen = Text::new(text);
    let held = held(package, work, text, &seen);
    let dismissed = dismissed(package, work, text, &seen, faults);
    // A phrase holds a number only whole: "1" does not hold 1950.
    let holds = |places: &[Range<usize>], number: &Range<usize>| {
        // Letters that are written on to digits count nothing: 1860km.
        let written = &seen.plain[number.clone()];
        let digits = written.trim_end_matches(char::is_alphabetic);
        let end = number.start + if digits.is_empty() { written.len() } else { digits.len() };
        places.iter().any(|place| place.start <= number.start && end <= place.end)
    };
    let numbers = numbers_of(work, &seen.plain, false);
    let mut result =
        Uncovered { work_id: work.id.clone(), numbers: numbers.len(), covered: 0, dismissed: 0, open: Vec::new() };
    for number in numbers {
        if holds(&held, &number) {
            result.covered += 1;
        } else if holds(&dismissed, &number) || rules.reason(&seen.plain, &number, true, false).is_some() {
            result.dismissed += 1;
        } else {
            result.open.push(Open {
                line: seen.line(number.start),
                number: seen.plain[number.clone()].to_owned(),
                context: seen.context(&number),
            });
        }
    }
    result
}

/// The places of the numbers of a text: in English those that the audit has always counted; of other languages, and where `all` are
/// asked for, also those that are read by the language of the work.
fn numbers_of(work: &Work, text: &str, all: bool) -> Vec<Range<usize>> {
    let lang: Lang = work.language.as_deref().and_then(|lang| lang.parse().ok()).unwrap_or_default();
    let mut places = number_places(text);
    if all || !(lang.is_own() || lang.and_wider().any(|it| it == Lang::english())) {
        let meets = |place: &Range<usize>, other: &Range<usize>| place.start < other.end && other.start < place.end;
        let read: Vec<Range<usize>> = numerals(text, &lang).into_iter().map(|numeral| numeral.place).collect();
        places.retain(|place| !read.iter().any(|other| meets(place, other)));
        places.extend(read);
        places.sort_by_key(|place| place.start);
    }
    places
}

/// The places of the phrases of a work's figures.
fn held(package: &Package, work: &Work, text: &str, seen: &Text) -> Vec<Range<usize>> {
    let figures = package.dataset.figures.iter().filter(|figure| figure.work_id == work.id);
    let rates = package.dataset.rates.iter().filter(|rate| rate.work_id == work.id);
    let figures = figures.map(|figure| (&figure.locator, &figure.as_stated));
    let phrases = figures.chain(rates.map(|rate| (&rate.locator, &rate.as_stated)));
    let places = phrases.filter_map(|(locator, phrase)| {
        let passage = seen.passage(locator, text)?;
        let found = spans(phrase, &seen.plain[passage.clone()])?;
        Some(found.into_iter().map(move |span| passage.start + span.start..passage.start + span.end))
    });
    places.flatten().collect()
}

/// The locators and phrases that are dismissed of a work; none of a list that cannot be read, of which the audit tells.
#[must_use]
pub fn dismissals(package: &Package, work_id: &str) -> Vec<(String, String)> {
    let list = list(package, work_id).ok().flatten().map(|(.., list)| list.dismissed).unwrap_or_default();
    list.into_iter().map(|entry| (entry.locator, entry.phrase.into_inner())).collect()
}

/// What is dismissed of a work: the name of the file, its text, and its entries, if there is one.
fn list(package: &Package, work_id: &str) -> Result<Option<(String, String, Dismissals)>, Box<Diagnostic>> {
    let name = format!("audit/{work_id}.toml");
    let fault = |place, found: String, mend: &str| {
        let expected = "`[[dismissed]]` with `locator`, `phrase` and `reason`";
        Box::new(Diagnostic::new(Code::DismissalFails, place, found, expected, mend))
    };
    let file = match package.source.beside(&name) {
        Ok(Some(bytes)) => String::from_utf8(bytes)
            .map_err(|error| fault(Place::file(&name), error.to_string(), "save the file as UTF-8"))?,
        Ok(None) => return Ok(None),
        Err(error) => {
            return Err(fault(Place::file(&name), format!("{name} cannot be read: {error}"), "mend the file"));
        }
    };
    let list = toml::from_str(&file).map_err(|error| {
        let place = error.span().map_or_else(|| Place::file(&name), |span| Place::span(&name, &file, span));
        fault(place, error.message().to_owned(), "mend the entry")
    })?;
    Ok(Some((name, file, list)))
}

/// The places of the dismissed phrases of a work: every one that begins in the passage of its locator.
fn dismissed(
    package: &Package,
    work: &Work,
    text: &str,
    seen: &Text,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let (name, file, list) = match list(package, &work.id) {
        Ok(Some(list)) => list,
        Ok(None) => return Vec::new(),
        Err(fault) => {
            faults.push(*fault);
            return Vec::new();
        }
    };
    let mut places = Vec::new();
    for entry in list.dismissed {
        let phrase = entry.phrase.get_ref();
        let mut fault = |found: String, expected: &str, mend: &str| {
            let place = Place::span(&name, &file, entry.phrase.span());
            faults.push(Diagnostic::new(Code::DismissalFails, place, found, expected, mend));
        };
        let words = phrase.split_whitespace().count();
        if words == 0 || words > LONGEST || entry.reason.trim().is_empty() {
            let found = format!("`{phrase}` is empty or long, or has no reason");
            fault(found, "one to twelve words, and a reason", "mend it");
            continue;
        }
        if Locator::parse(&entry.locator).is_none() {
            fault(format!("`{}` is no place in a plain text", entry.locator), "such as `line 15`", "mend the locator");
            continue;
        }
        let found = in_passage(seen, &entry.locator, phrase, text);
        if found.is_empty() {
            let found = format!("`{phrase}` does not stand at {}", entry.locator);
            fault(found, "words of the text", "take the entry out, or mend it");
            continue;
        }
        if found.iter().all(|place| numbers_of(work, &seen.plain[place.clone()], true).is_empty()) {
            fault(format!("`{phrase}` holds no number"), "a number to be dismissed", "take the entry out");
            continue;
        }
        places.extend(found);
    }
    places
}

/// Every place of a phrase that begins in the passage of a locator; of a line, on the line itself.
fn in_passage(seen: &Text, locator: &str, phrase: &str, text: &str) -> Vec<Range<usize>> {
    let Some(passage) = seen.passage(locator, text) else { return Vec::new() };
    let line = match Locator::parse(locator) {
        Some(Locator::Line(line)) => Some(line),
        _ => None,
    };
    let phrase = plain(phrase);
    let found = seen.plain[passage.clone()].match_indices(&phrase).map(|(at, _)| passage.start + at);
    let found = found.filter(|at| is_whole(&seen.plain, *at, &phrase));
    let found = found.filter(|at| line.is_none_or(|line| seen.line(*at) == line));
    found.map(|at| at..at + phrase.len()).collect()
}
