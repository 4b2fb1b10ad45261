//! The number words of each language, and what each does in a number.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod ru;

use rust_decimal::Decimal;

use super::Tongue;
use super::amount::part;

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A number below twenty.
    Unit(u32),
    /// A multiple of ten below a hundred; a unit may follow.
    Tens(u32),
    /// A multiple of a hundred below a thousand; tens and units may follow.
    Hundreds(u32),
    /// A whole number in one word, of which thousands may still be counted: zweitausendvierhundert.
    Whole(Decimal),
    /// Multiplies what stands before it within a group: hundred; dozen, where `alone` says that it counts by itself, too.
    Times(u32),
    /// The French twenty, which four multiplies.
    Score,
    /// The French ten, to which seven, eight and nine are added.
    Ten,
    /// Closes a group: thousand, million.
    Scale(Decimal),
    /// The same in the plural: so many, none is said, if no number stands before it.
    Scales(Decimal),
    /// About so many, if no number stands before it; else so many times: a hundred or so, *centaine*.
    Collective(Decimal),
    /// So many of what follows, or that and a part: one and a half.
    Mixed(Decimal),
    /// Half.
    Half,
    /// Another part: a quarter.
    Part(Decimal),
    /// An article, or one.
    Article,
}

/// The role of a word in lower case; none if it is no number word.
pub(super) fn role(tongue: Tongue, word: &str) -> Option<Role> {
    match tongue {
        Tongue::English | Tongue::Other => en::role(word),
        Tongue::Russian => ru::role(word),
        Tongue::German => de::role(word),
        Tongue::French => fr::role(word),
        Tongue::Italian => it::role(word),
        Tongue::Spanish => es::role(word),
        Tongue::Chinese => None,
    }
}

/// Ten to a power.
fn power(zeros: u32) -> Decimal {
    Decimal::from(10_i64.pow(zeros))
}

/// A third, as far as a decimal has it.
fn third() -> Option<Role> {
    part(Decimal::ONE, Decimal::from(3)).map(Role::Part)
}

/// The place of a word in a list, counted from a number on.
fn counted(list: &[&str], word: &str, from: u32) -> Option<u32> {
    let place = list.iter().position(|entry| entry.split(' ').any(|form| form == word))?;
    u32::try_from(place).ok().map(|place| place + from)
}
