//! Numbers in words, and digits with words: “two and a half thousand”, «1 млн 200 тыс.», “6 1/2”.

use rust_decimal::Decimal;

use super::Tongue;
use super::amount::{Amount, part};
use super::pieces::{Kind, Piece};
use super::words::{Role, role};
use crate::model::{Bound, exact};

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Words that stand inside of numbers.
fn is_connector(tongue: Tongue, word: &str) -> bool {
    match tongue {
        Tongue::English | Tongue::Other => word == "and",
        Tongue::German => word == "und",
        Tongue::French => word == "et",
        Tongue::Italian => word == "e",
        Tongue::Spanish => word == "y",
        Tongue::Russian => word == "с" || word == "и",
        Tongue::Chinese => false,
    }
}

/// “Of”, between powers of ten: tens of thousands.
fn is_of(word: &str) -> bool {
    matches!(word, "of" | "de" | "d" | "di" | "von")
}

/// Pieces seen from one on.
#[derive(Clone, Copy)]
struct Reader<'p> {
    pieces: &'p [Piece],
    tongue: Tongue,
}

impl Reader<'_> {
    fn role(&self, at: usize) -> Option<Role> {
        role(self.tongue, self.pieces.get(at)?.word()?)
    }

    fn is_connector(&self, at: usize) -> bool {
        self.pieces.get(at).and_then(Piece::word).is_some_and(|word| is_connector(self.tongue, word))
    }

    /// Past a hyphen that is written on to both its words.
    fn past_hyphen(&self, at: usize) -> usize {
        let is_hyphen = self.pieces.get(at).is_some_and(|piece| matches!(piece.sign(), Some('-' | '‑' | '‐')));
        let (Some(before), Some(hyphen), Some(after)) =
            (at.checked_sub(1).and_then(|at| self.pieces.get(at)), self.pieces.get(at), self.pieces.get(at + 1))
        else {
            return at;
        };
        let is_written_on = before.place.end == hyphen.place.start && hyphen.place.end == after.place.start;
        if is_hyphen && is_written_on { at + 1 } else { at }
    }

    /// A part of one, as it stands behind “and”: a half, three quarters; and the place behind it.
    fn part(&self, at: usize) -> Option<(Decimal, usize)> {
        match self.role(at)? {
            Role::Half => Some((HALF, at + 1)),
            Role::Part(part) => Some((part, at + 1)),
            Role::Article => match self.role(self.past_hyphen(at + 1))? {
                Role::Half => Some((HALF, at + 2)),
                Role::Part(part) => Some((part, at + 2)),
                _ => None,
            },
            Role::Unit(count) => {
                let next = self.past_hyphen(at + 1);
                let Role::Part(part) = self.role(next)? else { return None };
                Some((exact::multiply(Decimal::from(count), part)?, next + 1))
            }
            _ => None,
        }
    }

    /// A power of ten that multiplies, and the place behind it.
    fn scale(&self, at: usize) -> Option<(Decimal, usize)> {
        match self.role(at)? {
            Role::Scale(scale) | Role::Scales(scale) => {
                // The point of an abbreviation belongs to it.
                let is_short = self.pieces[at].word().is_some_and(|word| {
                    matches!(word, "mio" | "mill" | "bill") || !word.contains(['a', 'e', 'i', 'o', 'а', 'и', 'я'])
                });
                let point = self.pieces.get(at + 1).is_some_and(|piece| piece.sign() == Some('.'));
                Some((scale, at + 1 + usize::from(is_short && point)))
            }
            _ => None,
        }
    }
}

/// The number that begins at a piece in digits, with the words that belong to it; and the index behind it.
pub(super) fn with_digits(pieces: &[Piece], at: usize, tongue: Tongue) -> Option<(Amount, usize)> {
    let reader = Reader { pieces, tongue };
    let own = pieces[at].digits()?;
    let mut next = at + 1;
    let sign = |at: usize| pieces.get(at).and_then(Piece::sign);
    let whole = own.fract().is_zero();
    // A fraction of digits: 3/4, or behind a whole number, 6 1/2.
    let quotient = |at: usize| -> Option<Decimal> {
        let (over, under) = (pieces.get(at)?.digits()?, pieces.get(at + 2)?.digits()?);
        let is_part = sign(at + 1) == Some('/') && over < under && under <= Decimal::ONE_HUNDRED;
        let is_date = sign(at + 3) == Some('/') || (at > 0 && sign(at - 1) == Some('/'));
        let written_on = pieces[at].place.end == pieces[at + 1].place.start
            && pieces[at + 1].place.end == pieces[at + 2].place.start;
        (is_part && written_on && !is_date).then(|| part(over, under)).flatten()
    };
    if let Some(fraction) = quotient(at) {
        let amount = Amount { is_fraction: true, in_digits: true, ..Amount::of(fraction) };
        return Some((amount, at + 3));
    }
    let mut number = own;
    match pieces.get(next).map(|piece| &piece.kind) {
        Some(Kind::Glyph(part)) if whole => {
            number = exact::add(number, *part)?;
            next += 1;
        }
        Some(Kind::Digits(_)) if whole => {
            if let Some(part) = quotient(next) {
                number = exact::add(number, part)?;
                next += 3;
            }
        }
        _ => {}
    }
    let mut amount = Amount { in_digits: true, ..Amount::of(number) };
    let start = reader.past_hyphen(next);
    let mut last = Decimal::ONE;
    if let Some((scale, behind)) = reader.scale(start) {
        (amount, next, last) = (amount.times(scale)?, behind, scale);
        while let Some((scale, behind)) = reader.scale(next).filter(|(scale, _)| *scale > last) {
            (amount, next, last) = (amount.times(scale)?, behind, last * scale);
        }
        // «1 млн 200 тыс.»
        while let Some(more) = pieces.get(next).and_then(Piece::digits)
            && let Some((scale, behind)) = reader.scale(next + 1).filter(|(scale, _)| *scale < last)
        {
            let sum = exact::add(amount.low, exact::multiply(more, scale)?)?;
            (amount, next, last) = (Amount { in_digits: true, ..Amount::of(sum) }, behind, scale);
        }
    } else if let Some(scale) = of_letter(pieces, at, next) {
        // Of money a letter is no unit: $300m.
        (amount, next, last) = (amount.times(scale)?, next + 1, scale);
    } else if let Some(Role::Times(times)) = reader.role(start).filter(|_| whole) {
        (amount, next) = (amount.times(Decimal::from(times))?, start + 1);
    }
    if reader.is_connector(next)
        && let Some((part, behind)) = reader.part(next + 1)
        && (last > Decimal::ONE || whole)
    {
        let sum = exact::add(amount.low, exact::multiply(part, last)?)?;
        (amount, next) = (Amount { in_digits: true, ..Amount::of(sum) }, behind);
        if last == Decimal::ONE
            && let Some((scale, behind)) = reader.scale(next)
        {
            (amount, next) = (amount.times(scale)?, behind);
        }
    }
    Some((amount, next))
}

/// A fraction in one sign, alone a part of one, or of the power of ten behind it: ¾ Million.
pub(super) fn of_glyph(pieces: &[Piece], at: usize, part: Decimal, tongue: Tongue) -> Option<(Amount, usize)> {
    let amount = Amount { in_digits: true, ..Amount::of(part) };
    match (Reader { pieces, tongue }).scale(at + 1) {
        Some((scale, behind)) => Some((amount.times(scale)?, behind)),
        None => Some((Amount { is_fraction: true, ..amount }, at + 1)),
    }
}

/// Whether an article stands before a span of time.
pub(super) fn is_span(pieces: &[Piece], at: usize, tongue: Tongue) -> bool {
    const SPANS: [&str; 36] = [
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "hour",
        "generation",
        "tag",
        "woche",
        "monat",
        "jahr",
        "jahrzehnt",
        "jahrhundert",
        "jour",
        "semaine",
        "mois",
        "an",
        "année",
        "décennie",
        "siècle",
        "giorno",
        "settimana",
        "mese",
        "anno",
        "decennio",
        "secolo",
        "día",
        "semana",
        "mes",
        "año",
        "década",
        "siglo",
        "monats",
        "jahres",
        "fortnight",
    ];
    let is_span = || pieces.get(at + 1).and_then(Piece::word).is_some_and(|word| SPANS.contains(&word));
    pieces[at].word().and_then(|word| role(tongue, word)) == Some(Role::Article) && is_span()
}

/// What a letter written on to a sum of money multiplies it by; on to a count, if a point and a thing follow: 21m. yards.
fn of_letter(pieces: &[Piece], at: usize, next: usize) -> Option<Decimal> {
    const LENGTHS: [&str; 8] = ["long", "high", "wide", "deep", "broad", "thick", "apart", "away"];
    let is_money = at.checked_sub(1).and_then(|at| pieces[at].sign()).is_some_and(|sign| "$£€¥₽₹".contains(sign));
    let thing = pieces.get(next + 2).and_then(Piece::word);
    let is_count = pieces.get(next + 1).is_some_and(|piece| piece.sign() == Some('.'))
        && thing.is_some_and(|thing| !LENGTHS.contains(&thing));
    let is_written_on = |piece: &&Piece| pieces[next - 1].place.end == piece.place.start;
    let letter = pieces.get(next).filter(|_| is_money || is_count).filter(is_written_on)?;
    let zeros = match letter.word()? {
        "k" => 3,
        "m" => 6,
        "b" => 9,
        _ => return None,
    };
    Some(Decimal::from(10_i64.pow(zeros)))
}

/// The number that begins at a piece in words, and the index behind it; none that has too many digits, of which the words are passed
/// over together.
pub(super) fn in_words(pieces: &[Piece], at: usize, tongue: Tongue) -> Option<(Option<Amount>, usize)> {
    let reader = Reader { pieces, tongue };
    let read = in_words_within(reader, at);
    let is_number = |at: usize| reader.role(at).is_some_and(|role| !matches!(role, Role::Article));
    let end = || (at..pieces.len()).find(|at| !is_number(*at)).unwrap_or(pieces.len());
    match read {
        Ok(read) => read.map(|(amount, next)| (Some(amount), next)),
        Err(TooLarge) => Some((None, end().max(at + 1))),
    }
}

/// A number of more digits than can be kept.
struct TooLarge;

fn in_words_within(reader: Reader<'_>, at: usize) -> Result<Option<(Amount, usize)>, TooLarge> {
    let Some(first) = reader.role(at) else { return Ok(None) };
    match first {
        Role::Scales(_) => return vague(reader, at).ok_or(TooLarge).map(Some),
        Role::Collective(about) => return Ok(collective(reader, at, about)),
        Role::Half => return Ok(halves(reader, at)),
        Role::Part(_) => return Ok(None),
        Role::Article => {
            let next = reader.past_hyphen(at + 1);
            let Some(counted) = reader.role(next) else { return Ok(None) };
            match counted {
                Role::Collective(about) => return Ok(collective(reader, next, about)),
                Role::Half => return Ok(halves(reader, next)),
                Role::Part(part) => {
                    return Ok(Some((Amount { is_fraction: true, ..Amount::of(part) }, next + 1)));
                }
                Role::Times(_) | Role::Scale(_) => {}
                _ => return Ok(None),
            }
        }
        // “A score”, “gross”: words of many meanings, unless something counts them.
        Role::Times(20 | 144) => return Ok(None),
        _ => {}
    }
    let mut spelled = Spelled::default();
    let mut next = at;
    loop {
        let start = if next == at { at } else { reader.past_hyphen(next) };
        if let Some(role) = reader.role(start) {
            if !spelled.take(role, next == at).ok_or(TooLarge)? {
                break;
            }
            next = start + 1;
            if matches!(role, Role::Scale(_) | Role::Scales(_)) {
                next = reader.scale(start).map_or(next, |(_, behind)| behind);
            }
            continue;
        }
        if next > at && reader.is_connector(start) {
            if let Some((part, behind)) = reader.part(start + 1) {
                spelled.add_part(part).ok_or(TooLarge)?;
                next = behind;
                continue;
            }
            if let Some(role) = reader.role(start + 1)
                && spelled.goes_on_with(role)
                && spelled.take(role, false).ok_or(TooLarge)?
            {
                next = start + 2;
                continue;
            }
        }
        break;
    }
    Ok(spelled.amount().filter(|_| next > at).map(|amount| (amount, next)))
}

/// “Tens of thousands”: powers of ten that nothing counts.
fn vague(reader: Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    let (mut power, mut next) = reader.scale(at)?;
    loop {
        let of = reader.pieces.get(next).and_then(Piece::word).is_some_and(is_of);
        let Some((scale, behind)) = reader.scale(next + usize::from(of)) else { break };
        (power, next) = (exact::multiply(power, scale)?, behind);
    }
    Some((Amount::vague(power)?, next))
}

/// What is vague as a plural is one where a word before it asks for the genitive: «около тысячи».
pub(super) fn one_of_it(pieces: &[Piece], (at, next): (usize, usize)) -> Option<Amount> {
    let [piece] = pieces.get(at..next)? else { return None };
    match (piece.word()?, role(Tongue::Russian, piece.word()?)?) {
        ("тысячи" | "сотни", Role::Scales(one)) => Some(Amount::of(one)),
        _ => None,
    }
}

/// *Une centaine*, *un centinaio*: about so many, perhaps of thousands.
fn collective(reader: Reader<'_>, at: usize, about: Decimal) -> Option<(Amount, usize)> {
    let mut amount = Amount { bound: Some(Bound::About), ..Amount::of(about) };
    let mut next = at + 1;
    let of = reader.pieces.get(next).and_then(Piece::word).is_some_and(is_of);
    if let Some((scale, behind)) = reader.scale(next + usize::from(of)) {
        (amount, next) = (amount.times(scale)?, behind);
    }
    Some((amount, next))
}

/// Half of a million, half a dozen; else half of what follows.
fn halves(reader: Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    let mut next = reader.past_hyphen(at + 1);
    if reader.role(next) == Some(Role::Article) {
        next += 1;
    }
    if let Some((scale, behind)) = reader.scale(next) {
        return Some((Amount::of(HALF).times(scale)?, behind));
    }
    if let Some(Role::Times(times)) = reader.role(next) {
        return Some((Amount::of(HALF).times(Decimal::from(times))?, next + 1));
    }
    Some((Amount { is_fraction: true, ..Amount::of(HALF) }, at + 1))
}

/// A number while its words are read.
#[derive(Default)]
struct Spelled {
    /// What is closed by a power of ten.
    total: Decimal,
    /// The group that is open.
    current: Option<Decimal>,
    /// The power of ten that closed the last group.
    closed_by: Option<Decimal>,
    last: Option<Role>,
    /// What all was multiplied by, while it is one simple product.
    factor: Option<Decimal>,
    is_fraction: bool,
}

impl Spelled {
    /// Whether a word may come next by its size.
    fn goes_on_with(&self, role: Role) -> bool {
        match (self.last, role) {
            (None, _) => true,
            (Some(Role::Tens(_) | Role::Score), Role::Unit(_) | Role::Ten) => true,
            (Some(Role::Ten), Role::Unit(unit)) => (7..10).contains(&unit),
            (Some(Role::Tens(_) | Role::Score), Role::Article) => true,
            (
                Some(Role::Hundreds(_) | Role::Times(100)),
                Role::Unit(_) | Role::Ten | Role::Tens(_) | Role::Whole(_) | Role::Score | Role::Article,
            ) => true,
            (
                Some(Role::Scale(_) | Role::Scales(_)),
                Role::Unit(_) | Role::Ten | Role::Tens(_) | Role::Hundreds(_) | Role::Whole(_) | Role::Score,
            ) => true,
            (Some(Role::Unit(4)), Role::Score) => true,
            _ => false,
        }
    }

    /// Takes the next word: `Some(false)` if it does not belong to the number, `None` if the number grows too large.
    fn take(&mut self, role: Role, is_first: bool) -> Option<bool> {
        let open = self.current.unwrap_or(Decimal::ONE);
        match role {
            Role::Scale(scale) | Role::Scales(scale) => {
                let is_begun = self.current.is_some() || !self.total.is_zero();
                match (self.current, self.closed_by) {
                    // “Thousand million”.
                    (None, Some(_)) if is_begun => self.total = exact::multiply(self.total, scale)?,
                    (Some(current), Some(closed)) if scale > closed => {
                        self.total = exact::multiply(exact::add(self.total, current)?, scale)?;
                    }
                    _ => self.total = exact::add(self.total, exact::multiply(open, scale)?)?,
                }
                self.factor = match (self.factor, self.closed_by) {
                    (None, None) => Some(scale),
                    (Some(factor), Some(_)) if self.current.is_none() => Some(factor * scale),
                    _ => Some(Decimal::ONE),
                };
                (self.current, self.closed_by) = (None, Some(scale));
            }
            Role::Times(times) => {
                if matches!(self.last, Some(Role::Scale(_) | Role::Scales(_))) {
                    self.current = Some(Decimal::from(times));
                } else {
                    self.current = Some(exact::multiply(open, Decimal::from(times))?);
                    if self.factor.is_none() && !is_first {
                        self.factor = Some(Decimal::from(times)).filter(|_| times != 100);
                    }
                }
            }
            Role::Article if is_first => self.current = Some(Decimal::ONE),
            Role::Part(part) if matches!(self.last, Some(Role::Unit(_))) && self.closed_by.is_none() => {
                self.current = Some(exact::multiply(open, part)?);
                self.is_fraction = true;
            }
            Role::Score if self.last == Some(Role::Unit(4)) => self.current = Some(Decimal::from(80)),
            _ if !is_first && !self.goes_on_with(role) => return Some(false),
            Role::Unit(number) | Role::Tens(number) | Role::Hundreds(number) => self.add(Decimal::from(number))?,
            Role::Article => self.add(Decimal::ONE)?,
            Role::Ten => self.add(Decimal::TEN)?,
            Role::Score => self.add(Decimal::from(20))?,
            Role::Whole(number) | Role::Mixed(number) => self.add(number)?,
            Role::Half | Role::Collective(_) | Role::Part(_) => return Some(false),
        }
        self.last = Some(role);
        Some(true)
    }

    fn add(&mut self, number: Decimal) -> Option<()> {
        self.current = Some(exact::add(self.current.unwrap_or_default(), number)?);
        Some(())
    }

    /// “And a half”: of one, or of the power of ten before it.
    fn add_part(&mut self, part: Decimal) -> Option<()> {
        match (self.current, self.closed_by) {
            (None, Some(scale)) => self.total = exact::add(self.total, exact::multiply(part, scale)?)?,
            _ => self.add(part)?,
        }
        self.last = Some(Role::Mixed(part));
        Some(())
    }

    fn amount(&self) -> Option<Amount> {
        let number = exact::add(self.total, self.current.unwrap_or_default())?;
        if number.is_zero() {
            return None;
        }
        let is_product = self.current.is_none() || self.closed_by.is_none();
        let factor = self.factor.filter(|_| is_product).unwrap_or(Decimal::ONE);
        Some(Amount { factor, is_fraction: self.is_fraction, ..Amount::of(number) })
    }
}
