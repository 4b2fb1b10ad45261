//! What spreadsheets do to a text, and whether a cell is still what it was.
//!
//! A spreadsheet reads what is typed into a cell, or stands in a file that it opens: months become days, leading zeros go, long
//! numbers lose their last digits, letters that a code page lacks become question marks. The old text is put through what
//! they do: where that gives the new one, nobody has changed the cell, and the old text stands. What cannot be explained so, and
//! is no text that a person would write there, is an error.

mod dates;
mod letters;
mod numbers;

use self::dates::Reading;
use self::numbers::Read;
use super::book::Decimals;
use super::value::{Day, Value};
use crate::data::is_id;
use crate::data::schema::Kind;
use crate::escape::spreadsheet;
use crate::model::{Date, parse_decimal};

/// What a cell is to hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) kind: Kind,
    /// Whether a text may be a date.
    pub(super) is_dated: bool,
    pub(super) decimals: Decimals,
    pub(super) is_workbook: bool,
}

/// What has become of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It says what it said.
    Same,
    /// A spreadsheet has made something else of it, in this way; the old text stands.
    Kept(&'static str),
    /// Another text.
    New(String),
    /// Another text, once this was taken off it.
    Cleaned(String, &'static str),
    /// What it was nobody can know: what was found, and what to do.
    Lost(String, &'static str),
}

/// How to type what a spreadsheet shall leave alone.
const AS_TEXT: &str = "write it as text: format the cell as text, or put an apostrophe before it";
const A_FORM: &str = "write YYYY, YYYY-MM or YYYY-MM-DD, as text";
/// Numbers of days that are likelier years.
const YEARS: std::ops::Range<i32> = 1000..3000;
const A_DATE: &str = "the spreadsheet took it for a date";
const A_NUMBER: &str = "the spreadsheet took it for a number";
const A_FORMULA: &str = "the spreadsheet took it for a formula";
const A_TRUTH: &str = "the spreadsheet took it for true or false";
const A_TIME: &str = "the spreadsheet took it for a time of day";
/// Words that spreadsheets take for true or false.
const TRUTHS: [(&str, bool); 12] = [
    ("true", true),
    ("false", false),
    ("истина", true),
    ("ложь", false),
    ("wahr", true),
    ("falsch", false),
    ("vrai", true),
    ("faux", false),
    ("verdadero", true),
    ("falso", false),
    ("vero", true),
    ("waar", true),
];

/// What has become of a cell, by its old text and what stands there now.
pub(super) fn judge(old: &str, new: &Value, wanted: Wanted) -> Verdict {
    let shown = new.shown();
    if shown == old && !matches!(new, Value::Covered) {
        return Verdict::Same;
    }
    let is_formula = old.trim_start().starts_with(['=', '+', '-', '@']);
    // A number with a sign is no formula that could give another, and a sign alone is none.
    let behind = old.trim_start().trim_start_matches(['+', '-']);
    let is_run = is_formula && behind.len() > 1 && !behind.starts_with(|it: char| it.is_ascii_digit());
    match new {
        Value::Covered => {
            let found = "the cell is covered by one that was merged with its neighbours";
            Verdict::Lost(found.to_owned(), "undo the merging, and write the text again")
        }
        Value::Empty => Verdict::New(String::new()),
        Value::Error(_) if is_formula => Verdict::Kept(A_FORMULA),
        Value::Error(error) => lost(format!("the cell holds an error, {error}"), "write what belongs there"),
        Value::Truth(truth) => match TRUTHS.iter().any(|(word, is)| old.to_lowercase() == *word && is == truth) {
            true => Verdict::Kept(A_TRUTH),
            false => lost(format!("the cell holds {shown}, which is no text"), AS_TEXT),
        },
        Value::Time(seconds) => match numbers::clock(old) == Some(*seconds) {
            true => Verdict::Kept(A_TIME),
            false => lost(format!("the cell holds the time {shown}"), AS_TEXT),
        },
        Value::Date(day) => of_day(old, day, wanted),
        Value::Number(number) => match wanted.kind {
            Kind::Date => of_dated_number(old, number),
            Kind::Decimal => match numbers::is_fewer_digits_by_hand(old, number) {
                // A cell that holds a number holds all of it, however little it shows.
                true => Verdict::New(number.clone()),
                false => of_number(old, &numbers::kept(number), number),
            },
            _ => of_text_number(old, number, number, is_run).unwrap_or_else(|| Verdict::New(number.clone())),
        },
        Value::Text(text) => of_text(old, text, wanted, is_formula),
    }
}

/// A text as a number, where the file writes numbers so.
pub(super) fn number(text: &str, decimals: Decimals) -> Option<String> {
    match numbers::read(text, decimals) {
        Read::Number(number) => Some(number),
        Read::Either(..) | Read::None => None,
    }
}

/// Whether two numbers of a table are one.
pub(super) fn same_number(left: &str, right: &str) -> bool {
    numbers::same(left, right)
}

fn lost(found: String, mend: &'static str) -> Verdict {
    Verdict::Lost(found, mend)
}

/// A cell that is a date now.
fn of_day(old: &str, day: &Day, wanted: Wanted) -> Verdict {
    // A number that was only formatted as a date.
    let is_number =
        |serial: &String| numbers::same(old, serial) || numbers::typed(old).iter().any(|it| numbers::same(it, serial));
    if day.serial.as_ref().is_some_and(is_number) {
        return Verdict::Kept("the number was formatted as a date");
    }
    let is_date = wanted.kind == Kind::Date || (wanted.is_dated && old.parse::<Date>().is_ok());
    let text = day.to_string();
    if is_date && old == text {
        return Verdict::Same;
    }
    if dates::may_become(old, &[Reading::of(day)]) {
        return Verdict::Kept(A_DATE);
    }
    if !is_date {
        return lost(format!("the cell holds the date {text}, in a column of other things"), AS_TEXT);
    }
    // Who types a year into a cell that is formatted as a date gets a day about 1905.
    if let Some(year) = day.serial.as_ref().filter(|serial| serial.parse::<i32>().is_ok_and(|it| YEARS.contains(&it))) {
        return lost(format!("the cell holds {text}, which may have been typed as the year {year}"), A_FORM);
    }
    match day.day == 1 && old.parse::<Date>().map_or(true, |old| old.day.is_none()) {
        true => lost(
            format!("the cell holds the date {text}, which may have been typed as the month alone"),
            "write it as text: an apostrophe, and then YYYY-MM or YYYY-MM-DD",
        ),
        false => Verdict::New(text),
    }
}

/// A number in a column of dates: a year, or the day that a spreadsheet counts so.
fn of_dated_number(old: &str, number: &str) -> Verdict {
    let days = number.parse::<i64>().ok().and_then(Day::of_serial);
    if let Some(day) = &days
        && (old.len() > 4 && dates::may_become(old, &[Reading::of(day)]) || old == day.to_string())
    {
        return Verdict::Kept(A_DATE);
    }
    match number.len() == 4 && number.parse::<Date>().is_ok() {
        true => Verdict::New(number.to_owned()),
        false => lost(
            format!("the cell holds the number {number}, in a column of dates"),
            "write YYYY, YYYY-MM or YYYY-MM-DD, as text",
        ),
    }
}

/// A number in a column of numbers, as it stands in the file and as a table writes it.
fn of_number(old: &str, number: &str, shown: &str) -> Verdict {
    if numbers::same(old, number) {
        return Verdict::Same;
    }
    if let Some(why) = numbers::lost_digits(old, number, shown) {
        return Verdict::Kept(why);
    }
    match parse_decimal(number) {
        Ok(_) => Verdict::New(number.to_owned()),
        Err(error) => lost(format!("the cell holds the number {number}: {error}"), "write fewer digits"),
    }
}

/// A number in a column of texts, if it is what a spreadsheet has made of the old one.
fn of_text_number(old: &str, number: &str, shown: &str, is_run: bool) -> Option<Verdict> {
    let typed = numbers::typed(old);
    if typed.iter().any(|it| numbers::same(it, number)) {
        return Some(Verdict::Kept(A_NUMBER));
    }
    if let Some(why) = typed.iter().find_map(|it| numbers::lost_digits(it, number, shown)) {
        return Some(Verdict::Kept(why));
    }
    let day = number.parse::<i64>().ok().and_then(Day::of_serial);
    if day.is_some_and(|day| old.len() > 3 && dates::may_become(old, &[Reading::of(&day)])) {
        return Some(Verdict::Kept(A_DATE));
    }
    is_run.then_some(Verdict::Kept(A_FORMULA))
}

fn of_text(old: &str, text: &str, wanted: Wanted, is_formula: bool) -> Verdict {
    let restored = spreadsheet::restored(text);
    if restored == old && !old.is_empty() {
        return Verdict::Same;
    }
    // What guarding would make of a text was guarded; any other apostrophe is the person's.
    let is_guarded = restored != text && spreadsheet::guarded(&restored) == text;
    let text = if is_guarded { restored } else { text.to_owned() };
    let trimmed = letters::trimmed(&text);
    // A row of a table is a line.
    let lines = trimmed.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let clean = if lines.len() > 1 { lines.join(" ") } else { trimmed.clone() };
    let is_cleaned = clean != text;
    if clean.is_empty() && old.is_empty() {
        return Verdict::Same;
    }
    if let Some(verdict) = broken(old, &clean, is_formula) {
        return verdict;
    }
    let verdict = match wanted.kind {
        Kind::Decimal => of_number_text(old, &clean, wanted),
        Kind::Date => of_date_text(old, &clean, wanted.is_workbook),
        _ => of_words(old, &clean, wanted, (is_formula, is_guarded)),
    };
    match verdict {
        Verdict::Same if is_cleaned && wanted.kind != Kind::Decimal => Verdict::Kept("spaces were put to it"),
        Verdict::New(text) if clean != trimmed => Verdict::Cleaned(text, "its line breaks have become spaces"),
        Verdict::New(text) if is_cleaned && !text.is_empty() => Verdict::Cleaned(text, "spaces at its ends"),
        other => other,
    }
}

/// What stands for a value that a program could not show.
fn broken(old: &str, new: &str, is_formula: bool) -> Option<Verdict> {
    if new == old {
        return None;
    }
    let is_error = (new.starts_with('#') && new.ends_with(['!', '?'])) || new == "#N/A" || new.starts_with("Err:5");
    match () {
        () if is_error && is_formula => Some(Verdict::Kept(A_FORMULA)),
        () if is_error => Some(lost(format!("the cell holds an error, {new}"), "write what belongs there")),
        () if new.len() > 1 && new.chars().all(|sign| sign == '#') => Some(lost(
            format!("the cell holds {new}, for its column was too narrow"),
            "widen the column, and save the file again",
        )),
        () => None,
    }
}

fn of_number_text(old: &str, text: &str, wanted: Wanted) -> Verdict {
    if text.is_empty() {
        return if old.is_empty() { Verdict::Same } else { Verdict::New(String::new()) };
    }
    let decimals = match (wanted.decimals, wanted.is_workbook) {
        // A workbook has numbers of its own; a text in it is as the tables write it.
        (Decimals::Unknown, true) if parse_decimal(text).is_ok() => Decimals::Point,
        (decimals, _) => decimals,
    };
    let is_old = |number: &String| numbers::same(old, number);
    let either = |point: &str, comma: &str| {
        lost(
            format!("`{text}` may be {point} or {comma}"),
            "write the number without signs between its thousands, and with a point before its fraction",
        )
    };
    let unsettled = numbers::read(text, Decimals::Unknown);
    match numbers::read(text, decimals) {
        // What is the old number the other way round may be that, or a thousandth of it.
        Read::Number(number) => match &unsettled {
            Read::Either(point, comma) if !is_old(&number) && (is_old(point) || is_old(comma)) => either(point, comma),
            _ => of_number(old, &number, text),
        },
        // Where the file does not say how it writes numbers, the old one does.
        Read::Either(point, comma) if is_old(&point) || is_old(&comma) => Verdict::Same,
        Read::Either(point, comma) => either(&point, &comma),
        Read::None if dates::may_become(old, &dates::readings(text)) => Verdict::Kept(A_DATE),
        Read::None => lost(format!("`{text}` is no number"), "write digits, with a point before a fraction"),
    }
}

fn of_date_text(old: &str, text: &str, is_workbook: bool) -> Verdict {
    if text == old {
        return Verdict::Same;
    }
    if text.is_empty() {
        return Verdict::New(String::new());
    }
    let precision = |text: &str| text.parse::<Date>().ok().map(|date| (date.month.is_some(), date.day.is_some()));
    let (had, has) = (precision(old), precision(text));
    let new = dates::readings(text);
    let may = !old.is_empty() && dates::may_become(old, &new);
    match has {
        // Of a month the first day, which is how a spreadsheet keeps it.
        // A workbook keeps a day as a number: a text in it was typed.
        Some((true, true)) if may && had != Some((true, true)) && !is_workbook => Verdict::Kept(A_DATE),
        Some(_) => Verdict::New(text.to_owned()),
        None if may => match had {
            // The same day in another form.
            Some((true, true)) => Verdict::Kept("the date is written otherwise"),
            _ => Verdict::Kept(A_DATE),
        },
        None if text.bytes().all(|byte| byte.is_ascii_digit()) => of_dated_number(old, text),
        None => match dates::dotted(text).or_else(|| dates::day(text)) {
            Some(day) if day.parse::<Date>().is_err() => lost(format!("`{text}` is no day of the calendar"), A_FORM),
            Some(day) if day.ends_with("-01") => {
                lost(format!("`{text}` may have been typed as the month alone"), A_FORM)
            }
            Some(day) => Verdict::New(day),
            None => lost(format!("`{text}` is no date that can be read in one way"), A_FORM),
        },
    }
}

fn of_words(old: &str, new: &str, wanted: Wanted, (is_formula, is_guarded): (bool, bool)) -> Verdict {
    if new == old {
        return Verdict::Same;
    }
    if new.is_empty() {
        return Verdict::New(String::new());
    }
    if !old.is_empty() {
        if let Some(why) = explained(old, new) {
            return Verdict::Kept(why);
        }
        // Who writes another number behind a sign has written it; what begins with = was run.
        if let Read::Number(number) = numbers::read(new, wanted.decimals)
            && !numbers::is_grouped_by_hand(old, new)
            && let Some(verdict) = of_text_number(old, &number, new, is_formula && old.trim_start().starts_with('='))
        {
            return verdict;
        }
    }
    let is_same_form = dates::shape(old) == dates::shape(new);
    if !is_same_form && !wanted.is_workbook && dates::may_become(old, &dates::readings(new)) {
        return Verdict::Kept(A_DATE);
    }
    // A text of a workbook, or behind an apostrophe, is what was typed; an id has its own form, which no program gives to a day.
    let may_be_day = is_same_form
        || wanted.is_dated
        || wanted.is_workbook
        || is_guarded
        || matches!(wanted.kind, Kind::Url | Kind::Doi | Kind::Isbn)
        || (matches!(wanted.kind, Kind::Id | Kind::Ref(_) | Kind::Refs(_)) && new.split("; ").all(is_id));
    if !may_be_day && dates::is_written_day(new) {
        return lost(format!("`{new}` is a date, in a column of other things"), AS_TEXT);
    }
    if new.contains('\u{fffd}') {
        return lost(format!("letters of `{new}` are lost"), "save the file as UTF-8, or write the text again");
    }
    let marks = |text: &str| text.matches('?').count();
    let others = |text: &str| text.chars().filter(|sign| !sign.is_ascii()).count();
    let is_all = || new.chars().all(|sign| sign == '?' || sign == ' ');
    // A workbook has all letters.
    if marks(new) > marks(old) && ((others(old) > others(new) && !wanted.is_workbook) || is_all()) {
        return lost(
            format!("letters of `{new}` have become question marks"),
            "save the file as UTF-8, or write the text again",
        );
    }
    if let Some(read) = letters::ungarbled(new).filter(|_| letters::ungarbled(old).is_none()) {
        return lost(
            format!("`{new}` is UTF-8 that was read as something else; it says `{read}`"),
            "open the file as UTF-8, or write the text again",
        );
    }
    if letters::is_changed_and_cut(old, new) {
        return lost(
            "the text ends where spreadsheets cut, and the old one was longer".to_owned(),
            "write the whole text into the table itself",
        );
    }
    Verdict::New(new.to_owned())
}

/// Why a text is another now, though nobody changed it.
fn explained(old: &str, new: &str) -> Option<&'static str> {
    let is_truth =
        TRUTHS.iter().any(|(word, _)| old.to_lowercase() == *word) && old.to_lowercase() == new.to_lowercase();
    match () {
        () if letters::same_letters(old, new) => Some("the same letters were put together otherwise"),
        () if letters::same_but_spaces(old, new) => Some("spaces were put to it"),
        () if is_truth => Some(A_TRUTH),
        () if numbers::clock(old).is_some_and(|clock| numbers::clock(new) == Some(clock)) => Some(A_TIME),
        () if dates::is_padded(old, new) => Some(A_DATE),
        () if letters::is_autocorrected(old, new) => {
            Some("quotation marks, dashes or points were put in by an autocorrection")
        }
        () if letters::is_questioned(old, new) => Some("letters that a code page lacks became question marks"),
        () if letters::is_garbled(old, new) => Some("letters were read in another encoding"),
        () if letters::is_cut(old, new) => Some("the text was cut to the length of a cell"),
        () => None,
    }
}

#[cfg(test)]
mod tests;
