//! Numbers in running text, read by the language in which it is written: where each stands, what it is, and how it is meant.
//!
//! 1. The text is cut into words, digits and signs (`pieces`); digits are read by the signs of the language (`digits`).
//! 2. Where a number begins, it is read as far as it goes (`spelled`, `han`), by what each word does in it (`words`).
//! 3. Two numbers may be the ends of one range; the words around a number say whether it is about so many, at least so many,
//!    more than that (`bounds`).

mod amount;
mod bounds;
mod digits;
mod han;
mod pieces;
mod spelled;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use self::amount::Amount;
use self::digits::Signs;
use self::pieces::{Kind, Piece};
use super::{Bound, Lang};

/// A language whose numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    Russian,
    German,
    French,
    Italian,
    Spanish,
    Chinese,
    /// Of any other, digits are read, and English words.
    Other,
}

impl Tongue {
    fn of(lang: &Lang) -> Self {
        match lang.to_string().split('-').next() {
            Some("en") | Some("") | None => Self::English,
            Some("ru") => Self::Russian,
            Some("de") => Self::German,
            Some("fr") => Self::French,
            Some("it") => Self::Italian,
            Some("es") => Self::Spanish,
            Some("zh") => Self::Chinese,
            Some(_) => Self::Other,
        }
    }

    fn signs(self) -> &'static Signs {
        match self {
            Self::English | Self::Chinese | Self::Other => &Signs::POINT,
            Self::Russian => &Signs::SPACE,
            Self::German | Self::French | Self::Italian | Self::Spanish => &Signs::COMMA,
        }
    }
}

/// A number read from a part that has no last decimal, as a third, has more decimals than this; no work prints so many.
pub const ENDLESS: u32 = 12;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Where the number stands, both ends of a range together.
    pub place: Range<usize>,
    /// The same with the words that say how it is meant.
    pub said: Range<usize>,
    /// How it is meant.
    pub bound: Bound,
    /// The number, where it is one.
    pub value: Option<Decimal>,
    /// The least.
    pub min: Option<Decimal>,
    /// The most.
    pub max: Option<Decimal>,
    /// It is written as a part of one: three quarters.
    pub is_fraction: bool,
    /// It is written in digits.
    pub in_digits: bool,
}

/// Whether a language puts a comma before a fraction and a point between thousands, and never the other way round.
///
/// ```
/// let of = |lang: &str| sinosov::model::has_decimal_comma(&lang.parse().unwrap());
/// assert_eq!([of("de-AT"), of("ru"), of("en")], [true, false, false]);
/// ```
#[must_use]
pub fn has_decimal_comma(lang: &Lang) -> bool {
    Tongue::of(lang).signs().point == Signs::COMMA.point
}

/// Every number of a text, as one who codes it would read it.
///
/// ```
/// use sinosov::model::{Bound, numerals};
///
/// let text = "de plus de 1.200 charrettes, un million et demi de briques";
/// let found = numerals(text, &"fr".parse().unwrap());
/// assert_eq!((found[0].bound, found[0].min), (Bound::MoreThan, Some(1200.into())));
/// assert_eq!((&text[found[1].place.clone()], found[1].value), ("un million et demi", Some(1_500_000.into())));
/// ```
#[must_use]
pub fn numerals(text: &str, lang: &Lang) -> Vec<Numeral> {
    let tongue = Tongue::of(lang);
    let pieces = pieces::pieces(text, tongue.signs());
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let read = numeral(&pieces, at, tongue);
        at = read.as_ref().map_or(at, |(_, next)| *next).max(at + 1);
        found.extend(read.and_then(|(numeral, _)| numeral));
    }
    found
}

/// The number that begins at a piece, if it has not too many digits, and the index behind it.
fn amount(pieces: &[Piece], at: usize, tongue: Tongue) -> Option<(Option<Amount>, usize)> {
    let kept = |(amount, next)| (Some(amount), next);
    match &pieces.get(at)?.kind {
        Kind::Digits(_) => han::read(pieces, at).or_else(|| spelled::with_digits(pieces, at, tongue).map(kept)),
        Kind::Word(_) if is_of_percent(pieces, at) => None,
        Kind::Word(_) => spelled::in_words(pieces, at, tongue),
        Kind::Han(_) => han::read(pieces, at),
        Kind::Glyph(part) => Some(kept(spelled::of_glyph(pieces, at, *part, tongue)?)),
        Kind::Sign(_) | Kind::NoNumber => None,
    }
}

fn numeral(pieces: &[Piece], at: usize, tongue: Tongue) -> Option<(Option<Numeral>, usize)> {
    let read = amount(pieces, at, tongue).or_else(|| {
        // An article counts one where something is more than that.
        let is_more = || bounds::before(pieces, at, tongue).is_some_and(|(bound, _)| bound != Bound::About);
        (spelled::is_span(pieces, at, tongue) && is_more()).then(|| (Some(Amount::of(Decimal::ONE)), at + 1))
    });
    let (first, behind) = read?;
    let Some(first) = first else { return Some((None, behind)) };
    let range = range(pieces, (at, behind), first, tongue);
    let (amount, next) = range.unwrap_or((first, behind));
    let place = pieces[at].place.start..pieces[next - 1].place.end;
    let before = bounds::before(pieces, at, tongue);
    let amount = match before {
        Some(_) if tongue == Tongue::Russian => spelled::one_of_it(pieces, (at, next)).unwrap_or(amount),
        _ => amount,
    };
    let after = bounds::behind(pieces, next, tongue);
    let bound = amount.bound.filter(|bound| *bound != Bound::About).or_else(|| {
        let said = before.or(after).map(|(bound, _)| bound);
        let is_inverted = || tongue == Tongue::Russian && !amount.in_digits && bounds::is_inverted(pieces, at, next);
        said.or(amount.bound).or_else(|| is_inverted().then_some(Bound::About))
    });
    let bound = bound.unwrap_or(if amount.low == amount.high { Bound::Exact } else { Bound::Between });
    let opener = at.checked_sub(1).filter(|before| range.is_some() && is_opener(&pieces[*before]));
    let start = before.map(|(_, first)| first).or(opener).map_or(place.start, |first| pieces[first].place.start);
    let end = after.filter(|_| before.is_none()).map_or(place.end, |(_, last)| pieces[last - 1].place.end);
    let (value, min, max) = match bound {
        Bound::Exact | Bound::About => (Some(amount.low), None, None),
        Bound::AtLeast | Bound::MoreThan => (None, Some(amount.low), None),
        Bound::AtMost | Bound::LessThan => (None, None, Some(amount.high)),
        Bound::Between | Bound::Vague => (None, Some(amount.low), Some(amount.high)),
    };
    let Amount { is_fraction, in_digits, .. } = amount;
    Some((Some(Numeral { place, said: start..end, bound, value, min, max, is_fraction, in_digits }), next))
}

/// Whether a hundred is that of *pour cent*, *por ciento*, *per cento*.
fn is_of_percent(pieces: &[Piece], at: usize) -> bool {
    let word = |at: usize| pieces.get(at).and_then(Piece::word);
    let before = at.checked_sub(1).and_then(word);
    matches!(
        (before, word(at)),
        (Some("pour"), Some("cent")) | (Some("por"), Some("ciento" | "cien")) | (Some("per"), Some("cento"))
    )
}

/// Whether a word opens a range: between, from.
fn is_opener(piece: &Piece) -> bool {
    const OPENERS: [&str; 14] =
        ["between", "from", "zwischen", "von", "entre", "de", "du", "fra", "tra", "da", "desde", "между", "от", "с"];
    piece.word().is_some_and(|word| OPENERS.contains(&word))
}

/// A range of which a number is the lower end, and the index behind it.
fn range(pieces: &[Piece], (at, next): (usize, usize), first: Amount, tongue: Tongue) -> Option<(Amount, usize)> {
    let word = |at: usize| pieces.get(at).and_then(Piece::word);
    let before =
        |words: &[&str]| (1..=3).any(|back| at.checked_sub(back).and_then(word).is_some_and(|it| words.contains(&it)));
    let separator = pieces.get(next)?;
    let is_stroke = matches!(separator.sign(), Some('-' | '–' | '—' | '~' | '～' | '‑' | '‐'));
    let written_on = pieces[next - 1].place.end == separator.place.start;
    let is_range = match (separator.word(), separator.han()) {
        (Some("to"), _) => tongue != Tongue::Italian,
        (Some("bis"), _) => tongue == Tongue::German,
        (Some("à"), _) => tongue == Tongue::French,
        (Some("a" | "ad"), _) => before(&["da", "dai", "de", "desde"]),
        (Some("до"), _) => before(&["от", "с"]),
        (Some("and" | "und" | "et" | "e" | "y" | "и"), _) => {
            before(&["between", "zwischen", "entre", "fra", "tra", "между"])
        }
        (Some("or" | "oder" | "ou" | "o" | "или"), _) => first.is_bare(),
        (None, Some('到' | '至')) => true,
        _ => is_stroke && (written_on || first.in_digits),
    };
    if !is_range {
        return None;
    }
    let (second, behind) = amount(pieces, next + 1, tongue)?;
    let second = second?;
    if second.low != second.high || second.is_fraction != first.is_fraction || first.low != first.high {
        return None;
    }
    // A stroke between words joins neighbours alone: «пять-шесть»; else it is a compound.
    let are_words = !first.in_digits && !second.in_digits;
    let is_shared = first.is_bare() && second.factor > Decimal::ONE;
    let low = if is_shared { first.low.checked_mul(second.factor)? } else { first.low };
    let are_near = second.low == low + second.factor;
    let is_choice = matches!(separator.word(), Some("or" | "oder" | "ou" | "o" | "или"));
    if low >= second.high || (is_stroke && are_words && !are_near) || (is_choice && !are_near) {
        return None;
    }
    let in_digits = first.in_digits && second.in_digits;
    Some((Amount { low, high: second.high, bound: Some(Bound::Between), in_digits, ..Amount::of(low) }, behind))
}
