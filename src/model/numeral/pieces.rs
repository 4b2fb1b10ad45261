//! A text cut into the pieces of which numbers are made.

use std::ops::Range;

use rust_decimal::Decimal;

use super::digits::{self, Signs};
use crate::model::phrase::is_han;

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word in lower case, without accents that tell no words apart (ё).
    Word(String),
    /// Digits, with what they are by the signs of the language.
    Digits(Decimal),
    /// Digits that are no number: a date, an address.
    NoNumber,
    /// A fraction in one sign: ½.
    Glyph(Decimal),
    /// A Chinese character.
    Han(char),
    /// Any other sign that is no space.
    Sign(char),
}

/// A piece and its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

impl Piece {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn han(&self) -> Option<char> {
        match self.kind {
            Kind::Han(character) => Some(character),
            _ => None,
        }
    }

    pub(super) fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn digits(&self) -> Option<Decimal> {
        match self.kind {
            Kind::Digits(number) => Some(number),
            _ => None,
        }
    }
}

/// The fractions that have a sign of their own, in hundredths of thousandths where they end.
const GLYPHS: [(char, i64); 11] = [
    ('½', 50_000),
    ('¼', 25_000),
    ('¾', 75_000),
    ('⅛', 12_500),
    ('⅜', 37_500),
    ('⅝', 62_500),
    ('⅞', 87_500),
    ('⅕', 20_000),
    ('⅖', 40_000),
    ('⅗', 60_000),
    ('⅘', 80_000),
];

/// Cuts a text, with digits read by the signs of its language.
pub(super) fn pieces(text: &str, signs: &Signs) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let next = at + first.len_utf8();
        let (kind, end) = if digits::digit(first).is_some() {
            let (number, end) = digits::read(text, at, signs);
            (number.map_or(Kind::NoNumber, Kind::Digits), end)
        } else if let Some((_, number)) = GLYPHS.iter().find(|(glyph, _)| *glyph == first) {
            (Kind::Glyph(Decimal::new(*number, 5)), next)
        } else if is_han(first) {
            (Kind::Han(first), next)
        } else if first.is_alphabetic() {
            let is_letter = |c: char| c.is_alphabetic() && !is_han(c) || ('\u{300}'..='\u{36f}').contains(&c);
            let end = text[at..].find(|c| !is_letter(c)).map_or(text.len(), |length| at + length);
            (Kind::Word(text[at..end].to_lowercase().replace('ё', "е")), end)
        } else if first.is_whitespace() {
            at = next;
            continue;
        } else {
            (Kind::Sign(first), next)
        };
        out.push(Piece { kind, place: at..end });
        at = end;
    }
    out
}
