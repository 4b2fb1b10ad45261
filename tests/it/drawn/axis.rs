//! The axes of a chart, read as its reader does: from what is written at the ticks and where these stand.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use sinosov::chart::scene::{Bounds, Stroke};
use sinosov::model::Date;

use super::chart::{Chart, Form};
use super::reading::{Read, Words};
use super::written;

/// A tick: where it stands, what is written at it, and what that comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub place: f64,
    pub text: String,
    pub value: Option<f64>,
    pub at: Bounds,
}

/// An axis with at least two ticks that are numbers.
#[derive(Debug, Clone)]
pub struct Axis {
    first: (f64, f64),
    last: (f64, f64),
    is_log: bool,
    /// Where zero stands on a logarithmic axis, apart from the powers.
    zero: Option<f64>,
}

/// A label is so far from its tick at most, in pixels.
const NEAR: f64 = 26.0;

impl Axis {
    /// The axis through some ticks.
    pub fn through(ticks: &[Tick], is_log: bool) -> Option<Self> {
        let mut known: Vec<(f64, f64)> = ticks.iter().filter_map(|tick| Some((tick.value?, tick.place))).collect();
        let zero = known.first().filter(|(value, _)| is_log && *value == 0.0).map(|(_, place)| *place);
        known.drain(..usize::from(zero.is_some()));
        let (first, last) = (*known.first()?, *known.last()?);
        let grows = known.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let is_axis = known.len() > 1 && grows && (!is_log || first.0 > 0.0);
        is_axis.then_some(Self { first, last, is_log, zero })
    }

    /// The place of a number.
    pub fn place(&self, number: f64) -> f64 {
        if let Some(zero) = self.zero.filter(|_| number == 0.0) {
            return zero;
        }
        let share = if self.is_log {
            (number / self.first.0).log10() / (self.last.0 / self.first.0).log10()
        } else {
            (number - self.first.0) / (self.last.0 - self.first.0)
        };
        self.first.1 + share * (self.last.1 - self.first.1)
    }
}

/// The ticks of the axis of numbers, from the smallest on.
pub fn of_numbers(read: &Read<'_>, chart: &Chart) -> Vec<Tick> {
    let mut ticks = match chart.form {
        Form::Line => upright(read, &number),
        Form::Timeline | Form::Matrix | Form::Stemma | Form::Flow | Form::Panels | Form::Map => Vec::new(),
        form => across(read, form, &number),
    };
    // To the left of a diverging chart numbers grow without a sign.
    if chart.form == Form::Diverging
        && let Some(zero) = ticks.iter().find(|tick| tick.value == Some(0.0)).map(|tick| tick.place)
    {
        for tick in ticks.iter_mut().filter(|tick| tick.place < zero) {
            tick.value = tick.value.map(|value| -value.abs());
        }
    }
    ticks
}

/// The ticks of the axis of time, from the earliest on. A tick stands at the start of what it names, or in the middle of it.
pub fn of_time(read: &Read<'_>, chart: &Chart, is_middle: bool) -> Vec<Tick> {
    let value = |text: &str| {
        let date = date(text)?;
        Some(if is_middle { f64::midpoint(start(date), end(date)) } else { start(date) })
    };
    if chart.form.has_time() { across(read, chart.form, &value) } else { Vec::new() }
}

/// The upright lines of a grid: of those that belong to no mark, those that begin and end at the same heights and are longest
/// together; of a line chart, which has none but short ones at its ticks, the lowest.
pub fn upright_grid<'a>(read: &Read<'a>, form: Form) -> Vec<&'a Stroke> {
    let mut groups: BTreeMap<(i64, i64), Vec<&Stroke>> = BTreeMap::new();
    let place = |height: f64| (height * 4.0).round().to_i64().unwrap_or_default();
    for stroke in read.free_strokes() {
        if let [from, to] = stroke.points.as_slice()
            && (from.0 - to.0).abs() < 0.01
            && (from.1 - to.1).abs() >= 3.0
        {
            groups.entry((place(from.1.min(to.1)), place(from.1.max(to.1)))).or_default().push(stroke);
        }
    }
    let long = |((top, bottom), group): &((i64, i64), Vec<&Stroke>)| match form {
        Form::Line => *bottom,
        _ => (bottom - top) * group.len().to_i64().unwrap_or_default(),
    };
    let largest = groups.into_iter().max_by_key(long);
    largest.map(|(_, group)| group).unwrap_or_default()
}

/// The lines of a grid, and what is written at their foot.
fn across(read: &Read<'_>, form: Form, value: &dyn Fn(&str) -> Option<f64>) -> Vec<Tick> {
    let grid = upright_grid(read, form);
    let lines: Vec<(f64, f64)> =
        grid.into_iter().map(|it| (it.points[0].0, it.points[0].1.max(it.points[1].1))).collect();
    // What is written lowest below a line is the name of the axis; the labels are next to it.
    let below = |words: &&Words<'_>, (x, foot): &(f64, f64)| {
        let gap = words.bounds.top - foot;
        let is_under = words.bounds.left - 2.0 <= *x && *x <= words.bounds.right + 2.0;
        ((-4.0..NEAR).contains(&gap) && is_under).then_some(gap)
    };
    let free = || read.texts.iter().filter(|words| words.mark.is_none());
    let gaps = free().flat_map(|words| lines.iter().filter_map(move |line| below(&words, line)));
    let Some(nearest) = gaps.min_by(f64::total_cmp) else { return Vec::new() };
    let tick = |words: &Words<'_>| {
        let centre = words.bounds.centre().0;
        let is_near = |line: &&(f64, f64)| below(&words, line).is_some_and(|gap| gap < nearest + 4.0);
        let by_distance =
            |left: &&(f64, f64), right: &&(f64, f64)| (left.0 - centre).abs().total_cmp(&(right.0 - centre).abs());
        let (place, _) = lines.iter().filter(is_near).min_by(by_distance)?;
        let text = words.text.text.clone();
        Some(Tick { place: *place, value: value(&words.said), text, at: words.bounds })
    };
    sorted(free().filter_map(tick).collect())
}

/// Level lines through the plot that begin at the same place, as those of a grid do, and what is written at their left end.
fn upright(read: &Read<'_>, value: &dyn Fn(&str) -> Option<f64>) -> Vec<Tick> {
    let wide = read.scene.size.0;
    let is_level = |stroke: &&Stroke| matches!(stroke.points.as_slice(), [from, to] if (from.1 - to.1).abs() < 0.01 && (from.0 - to.0).abs() >= wide / 4.0);
    let mut all: Vec<(f64, f64)> =
        read.free_strokes().filter(is_level).map(|it| (it.points[0].1, it.points[0].0.min(it.points[1].0))).collect();
    // Lines of series that do not change lie over one another; those of a grid stand at heights of their own.
    all.sort_by(|left, right| left.partial_cmp(right).expect("places"));
    all.dedup_by(|left, right| (left.0 - right.0).abs() < 0.05);
    let beginning = |start: f64| all.iter().filter(move |(_, own)| (own - start).abs() < 0.5);
    let Some((_, start)) = all.iter().max_by_key(|(_, start)| beginning(*start).count()) else { return Vec::new() };
    let lines: Vec<(f64, f64)> = beginning(*start).copied().collect();
    let tick = |words: &Words<'_>| {
        let middle = words.text.at.1 - 0.35 * words.text.size;
        let is_beside = |(y, start): &&(f64, f64)| {
            let gap = start - words.bounds.right;
            (middle - y).abs() < 0.5 * words.text.size && (-2.0..NEAR).contains(&gap)
        };
        let by_distance =
            |left: &&(f64, f64), right: &&(f64, f64)| (left.0 - middle).abs().total_cmp(&(right.0 - middle).abs());
        let (place, _) = lines.iter().filter(is_beside).min_by(by_distance)?;
        let text = words.text.text.clone();
        Some(Tick { place: *place, value: value(&words.said), text, at: words.bounds })
    };
    let mut ticks = sorted(read.texts.iter().filter(|words| words.mark.is_none()).filter_map(tick).collect());
    // Numbers grow upwards.
    ticks.reverse();
    ticks
}

fn sorted(mut ticks: Vec<Tick>) -> Vec<Tick> {
    ticks.sort_by(|left, right| left.place.total_cmp(&right.place));
    ticks
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// A number as a tick has it: `−1,200`, `US$5 million`, `20%`, `10⁶`.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim();
    let (sign, text) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
    let text = text.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == '$');
    let (minus, text) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
    let (digits, word) = text.split_once(['\u{a0}', ' ']).unwrap_or((text, ""));
    let times = match word {
        "" => 1.0,
        _ if word.starts_with('×') => 1.0,
        _ => 10_f64.powi(i32::try_from(written::power(word.trim())?).ok()?),
    };
    // `3 × 10¹⁵` is three times a power of ten.
    let (digits, times) = match text.split_once(['\u{a0}', ' ']) {
        Some((factor, power)) if power.starts_with('×') => {
            (power.trim_start_matches(['×', '\u{a0}', ' ']), factor.replace(',', "").parse().ok()?)
        }
        _ => (digits, times),
    };
    if let Some(power) = digits.strip_prefix("10^−").and_then(|power| power.parse::<i32>().ok()) {
        return Some(sign * minus * times * 10_f64.powi(-power));
    }
    if let Some(power) = digits.strip_prefix("10").filter(|rest| rest.chars().any(|letter| RAISED.contains(letter))) {
        let (below, power) = power.strip_prefix('⁻').map_or((1, power), |rest| (-1, rest));
        let digit = |letter: char| RAISED.chars().position(|own| own == letter);
        let power = power.chars().map(digit).try_fold(0_usize, |sum, digit| Some(sum * 10 + digit?))?;
        return Some(sign * minus * times * 10_f64.powi(below * i32::try_from(power).ok()?));
    }
    Some(sign * minus * times * digits.replace(',', "").parse::<f64>().ok()?)
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date as a tick has it: `1938`, `1938-07`, `July 1938`, `1 July 1938`.
pub fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let words: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let (day, month, year) = match words.as_slice() {
        [month, year] => (None, month, year),
        [day, month, year] => (Some(day), month, year),
        _ => return None,
    };
    let month = MONTHS.iter().position(|own| month.to_lowercase().starts_with(own))? + 1;
    let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
    format!("{year:0>4}-{month:02}{day}").parse().ok()
}

/// The days of a common year before each month, and in all of it.
const BEFORE: [i32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// So many days from the start of a year, in years.
fn at(year: i32, days: i32) -> f64 {
    f64::from(year) + f64::from(days) / if is_leap(year) { 366.0 } else { 365.0 }
}

/// The days of a year before a month, of which 0 is the first.
fn before(year: i32, month: u8) -> i32 {
    BEFORE[usize::from(month)] + i32::from(month >= 2 && is_leap(year))
}

/// The first moment of a date, in years.
pub fn start(date: Date) -> f64 {
    at(date.year, before(date.year, date.month.unwrap_or(1) - 1) + i32::from(date.day.unwrap_or(1)) - 1)
}

/// The moment after the last of a date, in years.
pub fn end(date: Date) -> f64 {
    match (date.month, date.day) {
        (None, _) => f64::from(date.year) + 1.0,
        (Some(month), None) => at(date.year, before(date.year, month)),
        (Some(month), Some(day)) => at(date.year, before(date.year, month - 1) + i32::from(day)),
    }
}

#[test]
fn ticks_are_read_as_they_are_written() {
    for (text, value) in [
        ("−1,200", -1200.0),
        ("US$5\u{a0}million", 5e6),
        ("US$−20", -20.0),
        ("20%", 20.0),
        ("10⁶", 1e6),
        ("−3\u{a0}×\u{a0}10¹⁵%", -3e15),
        ("10⁻²", 0.01),
        ("0.000001", 1e-6),
    ] {
        assert_eq!(number(text), Some(value), "{text}");
    }
    assert_eq!(number("carts"), None);
    assert_eq!(number("12 carts"), None);
    for (text, wanted) in [("1938", "1938"), ("Jul 1938", "1938-07"), ("3 July 1938", "1938-07-03")] {
        assert_eq!(date(text), wanted.parse().ok(), "{text}");
    }
    assert_eq!(date("spring"), None);
}
