//! A text cut into the pieces of which numbers are made.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::part;
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

/// The fractions that have a sign of their own: of how many parts how many.
const GLYPHS: [(char, u32, u32); 15] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
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
        } else if let Some((_, over, under)) = GLYPHS.iter().find(|(glyph, ..)| *glyph == first) {
            (Kind::Glyph(part(Decimal::from(*over), Decimal::from(*under)).unwrap_or_default()), next)
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
