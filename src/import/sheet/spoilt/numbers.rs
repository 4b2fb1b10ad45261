//! Numbers as spreadsheets write them, and texts that they take for numbers.

use rust_decimal::{Decimal, RoundingStrategy};

use super::super::book::Decimals;
use crate::model::parse_decimal;

/// What a text says as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Read {
    /// One number, in the digits of a table.
    Number(String),
    /// Two numbers, by what parts its digits.
    Either(String, String),
    /// It is none.
    None,
}

/// Digits that a spreadsheet keeps.
pub(super) const KEPT: u32 = 15;
/// Digits that one shows where a column is narrow, at least.
const SHOWN: u32 = 9;

/// Reads a text as a number, by how the file writes them.
pub(super) fn read(text: &str, decimals: Decimals) -> Read {
    let text = text.trim().replace(['\u{2212}', '\u{2010}'], "-");
    let as_comma = || parsed(&text, ',', &['.', '\u{a0}', '\u{202f}', ' ', '\'']);
    let as_point = || parsed(&text, '.', &[',', '\u{a0}', '\u{202f}', ' ', '\'']);
    match decimals {
        Decimals::Point => as_point().map_or(Read::None, Read::Number),
        Decimals::Comma => match as_comma() {
            Some(number) => Read::Number(number),
            // A point that cannot part thousands parts the fraction.
            None => as_point().map_or(Read::None, Read::Number),
        },
        Decimals::Unknown => match (as_point(), as_comma()) {
            (Some(point), Some(comma)) if !same(&point, &comma) => Read::Either(point, comma),
            (Some(number), _) | (None, Some(number)) => Read::Number(number),
            (None, None) => Read::None,
        },
    }
}

/// A text as a number with this sign before its fraction, and these between its thousands.
fn parsed(text: &str, point: char, grouping: &[char]) -> Option<String> {
    let (text, is_negative) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text.strip_prefix('+').unwrap_or(text), false),
        },
    };
    let (text, exponent) = match text.split_once(['E', 'e']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match whole.find(grouping) {
        None => whole.to_owned(),
        Some(at) => {
            let sign = whole[at..].chars().next()?;
            let groups: Vec<&str> = whole.split(sign).collect();
            let (first, others) = groups.split_first()?;
            let sound = (1..=3).contains(&first.len()) && *first != "0" && others.iter().all(|group| group.len() == 3);
            if !sound || !groups.iter().all(|group| is_digits(group)) {
                return None;
            }
            groups.concat()
        }
    };
    if !is_digits(&whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let digits = moved(&whole, fraction, exponent)?;
    let number = if is_negative && digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        format!("-{digits}")
    } else {
        digits
    };
    parse_decimal(&number).is_ok().then_some(number)
}

/// Digits with their point moved, as a table writes them.
fn moved(whole: &str, fraction: &str, exponent: i32) -> Option<String> {
    if exponent.unsigned_abs() > 60 {
        return None;
    }
    let places = i32::try_from(whole.len()).ok()? + exponent;
    let mut digits = format!("{whole}{fraction}");
    let places = match usize::try_from(places) {
        Ok(places) => places,
        Err(_) => {
            digits.insert_str(0, &"0".repeat(places.unsigned_abs() as usize));
            0
        }
    };
    if digits.len() < places {
        digits.push_str(&"0".repeat(places - digits.len()));
    }
    let (whole, fraction) = digits.split_at(places);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = if exponent == 0 { fraction } else { fraction.trim_end_matches('0') };
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

fn value(text: &str) -> Option<Decimal> {
    parse_decimal(text).ok()
}

/// Whether two numbers of a table are one.
pub(super) fn same(left: &str, right: &str) -> bool {
    matches!((value(left), value(right)), (Some(left), Some(right)) if left == right)
}

/// How many digits a number has that say something.
fn digits(number: Decimal) -> u32 {
    let text = number.normalize().abs().to_string().replace('.', "");
    let text = text.trim_start_matches('0').trim_end_matches('0');
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Whether one number is the other, cut or rounded to fewer digits.
fn is_rounded(long: Decimal, short: Decimal) -> bool {
    let most = digits(short).max(1);
    // A zero at the end of what is left is not seen.
    let cut = |digits: u32, strategy| long.round_sf_with_strategy(digits, strategy) == Some(short);
    let strategies =
        [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::ToZero, RoundingStrategy::MidpointNearestEven];
    short != long && (most..=most + 2).any(|digits| strategies.into_iter().any(|strategy| cut(digits, strategy)))
}

/// A number of a workbook without what binary fractions add to it.
pub(super) fn kept(number: &str) -> String {
    let rounded = value(number).filter(|it| digits(*it) > KEPT).and_then(|it| it.round_sf(KEPT));
    rounded.map_or_else(|| number.to_owned(), |it| it.normalize().to_string())
}

/// Whether a number of a workbook has fewer digits than the old one because somebody has rounded it.
pub(super) fn is_fewer_digits_by_hand(old: &str, new: &str) -> bool {
    let (Some(before), Some(after)) = (value(old), value(new)) else { return false };
    before != after && digits(before) <= KEPT && digits(after) < digits(before)
}

/// Whether a text is the old digits with signs between their thousands, which no spreadsheet puts into a text.
pub(super) fn is_grouped_by_hand(old: &str, new: &str) -> bool {
    let digits: String = new.chars().filter(char::is_ascii_digit).collect();
    digits.len() > 3 && digits == old && parsed(new, '\0', &[',', '.', '\u{a0}', '\u{202f}', ' ', '\'']).is_some()
}

/// Why a number is another now, though nobody changed it; `shown` is it as it stands in the file.
pub(super) fn lost_digits(old: &str, new: &str, shown: &str) -> Option<&'static str> {
    let (before, after) = (value(old)?, value(new)?);
    let (had, has) = (digits(before), digits(after));
    if had < has {
        let is_noise = has >= KEPT && after.round_sf(KEPT) == Some(before);
        return is_noise.then_some("the number was counted in binary fractions");
    }
    if !is_rounded(before, after) {
        return None;
    }
    match () {
        () if had > KEPT && has >= KEPT - 3 => Some("spreadsheets keep 15 digits of a number"),
        () if shown.contains(['E', 'e']) => Some("the number was shown by a power of ten"),
        () if has >= SHOWN => Some("the number was shown with fewer digits"),
        () => None,
    }
}

/// The numbers that a spreadsheet may read in a text that is typed in.
pub(super) fn typed(text: &str) -> Vec<String> {
    let text = text.trim();
    let bare = text.trim_matches(['$', '€', '£', '¥', '₽', ' ']);
    let both = |text: &str| match read(text, Decimals::Unknown) {
        Read::Number(number) => vec![number],
        Read::Either(point, comma) => vec![point, comma],
        Read::None => Vec::new(),
    };
    let mut found = both(bare);
    if let Some(share) = bare.strip_suffix('%') {
        found.extend(
            both(share).into_iter().filter_map(|it| Some((value(&it)? / Decimal::ONE_HUNDRED).normalize().to_string())),
        );
    }
    // A fraction, as 1/2 is where a cell is of that format.
    if let Some((over, under)) = text.split_once('/')
        && let (Some(over), Some(under)) = (value(over.trim()), value(under.trim()))
        && let Some(quotient) = over.checked_div(under)
    {
        found.push(quotient.normalize().to_string());
    }
    found
}

/// The seconds of a time of day that a text says.
pub(super) fn clock(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let (text, is_late) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(false)),
        (_, Some(rest)) => (rest, Some(true)),
        _ => (text.as_str(), None),
    };
    let mut parts = text.trim().split(':').map(str::parse::<u32>);
    let (hours, minutes) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let seconds = parts.next().transpose().ok()?.unwrap_or(0);
    let hours = match is_late {
        Some(is_late) => hours % 12 + if is_late { 12 } else { 0 },
        None => hours,
    };
    (parts.next().is_none() && hours < 1000 && minutes < 60 && seconds < 60)
        .then(|| hours * 3600 + minutes * 60 + seconds)
}
