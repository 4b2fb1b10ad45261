//! The words before and behind a number that say how it is meant: about, at least, more than.

use super::Tongue;
use super::pieces::{Kind, Piece};
use crate::model::Bound;

/// Words, and what they say.
type Words = &'static [(&'static str, Bound)];

/// What is said by the words before a number, and by those behind it.
struct Said {
    before: Words,
    behind: Words,
}

const EN: Said = Said {
    before: &[
        ("about", Bound::About),
        ("around", Bound::About),
        ("some", Bound::About),
        ("circa", Bound::About),
        ("ca", Bound::About),
        ("c", Bound::About),
        ("approximately", Bound::About),
        ("approx", Bound::About),
        ("roughly", Bound::About),
        ("nearly", Bound::About),
        ("almost", Bound::About),
        ("an estimated", Bound::About),
        ("estimated", Bound::About),
        ("close to", Bound::About),
        ("close on", Bound::About),
        ("perhaps", Bound::About),
        ("hardly", Bound::About),
        ("barely", Bound::About),
        ("at least", Bound::AtLeast),
        ("no fewer than", Bound::AtLeast),
        ("no less than", Bound::AtLeast),
        ("not less than", Bound::AtLeast),
        ("not fewer than", Bound::AtLeast),
        ("a minimum of", Bound::AtLeast),
        ("more than", Bound::MoreThan),
        ("over", Bound::MoreThan),
        ("above", Bound::MoreThan),
        ("in excess of", Bound::MoreThan),
        ("exceeding", Bound::MoreThan),
        ("exceeded", Bound::MoreThan),
        ("upwards of", Bound::MoreThan),
        ("well over", Bound::MoreThan),
        ("at most", Bound::AtMost),
        ("no more than", Bound::AtMost),
        ("not more than", Bound::AtMost),
        ("up to", Bound::AtMost),
        ("as many as", Bound::AtMost),
        ("as much as", Bound::AtMost),
        ("not above", Bound::AtMost),
        ("not over", Bound::AtMost),
        ("not exceeding", Bound::AtMost),
        ("a maximum of", Bound::AtMost),
        ("less than", Bound::LessThan),
        ("fewer than", Bound::LessThan),
        ("under", Bound::LessThan),
        ("below", Bound::LessThan),
    ],
    behind: &[
        ("or so", Bound::About),
        ("or more", Bound::AtLeast),
        ("or less", Bound::AtMost),
        ("or fewer", Bound::AtMost),
        ("at least", Bound::AtLeast),
        ("at most", Bound::AtMost),
    ],
};

const RU: Said = Said {
    before: &[
        ("около", Bound::About),
        ("порядка", Bound::About),
        ("примерно", Bound::About),
        ("приблизительно", Bound::About),
        ("почти", Bound::About),
        ("ок", Bound::About),
        ("не менее", Bound::AtLeast),
        ("не меньше", Bound::AtLeast),
        ("по меньшей мере", Bound::AtLeast),
        ("по крайней мере", Bound::AtLeast),
        ("минимум", Bound::AtLeast),
        ("более", Bound::MoreThan),
        ("более чем", Bound::MoreThan),
        ("больше", Bound::MoreThan),
        ("свыше", Bound::MoreThan),
        ("не более", Bound::AtMost),
        ("не больше", Bound::AtMost),
        ("до", Bound::AtMost),
        ("максимум", Bound::AtMost),
        ("менее", Bound::LessThan),
        ("менее чем", Bound::LessThan),
        ("меньше", Bound::LessThan),
    ],
    behind: &[("с лишним", Bound::MoreThan), ("с небольшим", Bound::MoreThan), ("и более", Bound::AtLeast)],
};

const DE: Said = Said {
    before: &[
        ("etwa", Bound::About),
        ("rund", Bound::About),
        ("ungefähr", Bound::About),
        ("zirka", Bound::About),
        ("circa", Bound::About),
        ("ca", Bound::About),
        ("fast", Bound::About),
        ("beinahe", Bound::About),
        ("nahezu", Bound::About),
        ("knapp", Bound::About),
        ("kaum", Bound::About),
        ("an die", Bound::About),
        ("gegen", Bound::About),
        ("mindestens", Bound::AtLeast),
        ("wenigstens", Bound::AtLeast),
        ("nicht weniger als", Bound::AtLeast),
        ("mehr als", Bound::MoreThan),
        ("über", Bound::MoreThan),
        ("höchstens", Bound::AtMost),
        ("nicht mehr als", Bound::AtMost),
        ("bis zu", Bound::AtMost),
        ("maximal", Bound::AtMost),
        ("weniger als", Bound::LessThan),
        ("unter", Bound::LessThan),
    ],
    behind: &[("oder mehr", Bound::AtLeast)],
};

const FR: Said = Said {
    before: &[
        ("environ", Bound::About),
        ("près de", Bound::About),
        ("près d", Bound::About),
        ("quelque", Bound::About),
        ("presque", Bound::About),
        ("à peu près", Bound::About),
        ("autour de", Bound::About),
        ("au moins", Bound::AtLeast),
        ("pas moins de", Bound::AtLeast),
        ("plus de", Bound::MoreThan),
        ("plus d", Bound::MoreThan),
        ("plus des", Bound::MoreThan),
        ("au delà de", Bound::MoreThan),
        ("au plus", Bound::AtMost),
        ("pas plus de", Bound::AtMost),
        ("jusqu à", Bound::AtMost),
        ("moins de", Bound::LessThan),
        ("moins d", Bound::LessThan),
        ("moins des", Bound::LessThan),
    ],
    behind: &[("environ", Bound::About), ("au plus", Bound::AtMost), ("au moins", Bound::AtLeast)],
};

const IT: Said = Said {
    before: &[
        ("circa", Bound::About),
        ("quasi", Bound::About),
        ("all incirca", Bound::About),
        ("pressappoco", Bound::About),
        ("almeno", Bound::AtLeast),
        ("non meno di", Bound::AtLeast),
        ("più di", Bound::MoreThan),
        ("oltre", Bound::MoreThan),
        ("al massimo", Bound::AtMost),
        ("non più di", Bound::AtMost),
        ("fino a", Bound::AtMost),
        ("meno di", Bound::LessThan),
    ],
    behind: &[("circa", Bound::About), ("all incirca", Bound::About), ("o più", Bound::AtLeast)],
};

const ES: Said = Said {
    before: &[
        ("unos", Bound::About),
        ("unas", Bound::About),
        ("casi", Bound::About),
        ("cerca de", Bound::About),
        ("alrededor de", Bound::About),
        ("aproximadamente", Bound::About),
        ("al menos", Bound::AtLeast),
        ("por lo menos", Bound::AtLeast),
        ("no menos de", Bound::AtLeast),
        ("más de", Bound::MoreThan),
        ("a lo sumo", Bound::AtMost),
        ("como máximo", Bound::AtMost),
        ("no más de", Bound::AtMost),
        ("hasta", Bound::AtMost),
        ("menos de", Bound::LessThan),
    ],
    behind: &[("aproximadamente", Bound::About), ("o más", Bound::AtLeast)],
};

const ZH: Said = Said {
    before: &[
        ("约", Bound::About),
        ("約", Bound::About),
        ("近", Bound::About),
        ("大概", Bound::About),
        ("至少", Bound::AtLeast),
        ("至少有", Bound::AtLeast),
        ("不少于", Bound::AtLeast),
        ("不少於", Bound::AtLeast),
        ("不下", Bound::AtLeast),
        ("超过", Bound::MoreThan),
        ("超過", Bound::MoreThan),
        ("逾", Bound::MoreThan),
        ("多于", Bound::MoreThan),
        ("多於", Bound::MoreThan),
        ("不超过", Bound::AtMost),
        ("不超過", Bound::AtMost),
        ("最多", Bound::AtMost),
        ("至多", Bound::AtMost),
        ("不到", Bound::LessThan),
        ("不足", Bound::LessThan),
        ("未满", Bound::LessThan),
        ("未滿", Bound::LessThan),
    ],
    behind: &[("左右", Bound::About), ("上下", Bound::About), ("以上", Bound::AtLeast)],
};

fn said(tongue: Tongue) -> &'static Said {
    match tongue {
        Tongue::English | Tongue::Other => &EN,
        Tongue::Russian => &RU,
        Tongue::German => &DE,
        Tongue::French => &FR,
        Tongue::Italian => &IT,
        Tongue::Spanish => &ES,
        Tongue::Chinese => &ZH,
    }
}

/// Words that stand between such words and the number, and say nothing: articles, signs of currencies.
fn is_filler(piece: &Piece) -> bool {
    const WORDS: [&str; 20] = [
        "us", "usd", "rs", "rm", "l", "f", "a", "an", "the", "of", "de", "di", "на", "в", "un", "une", "una", "den",
        "der", "die",
    ];
    match &piece.kind {
        Kind::Word(word) => WORDS.contains(&word.as_str()),
        Kind::Sign(sign) => matches!(sign, '$' | '£' | '€' | '¥' | '₹' | '.' | '“' | '"' | '«'),
        _ => false,
    }
}

/// The pieces as words parted by spaces, Chinese characters together; nothing of them where a sign stands between.
fn joined(pieces: &[Piece]) -> Option<String> {
    let mut out = String::new();
    for piece in pieces {
        match &piece.kind {
            Kind::Word(word) => {
                out.push(' ');
                out.push_str(word);
            }
            Kind::Han(character) => out.push(*character),
            Kind::Sign('\'' | '’' | '-') => {}
            _ => return None,
        }
    }
    Some(out.trim_start().to_owned())
}

/// Most words of what is said before a number.
const LONGEST: usize = 4;
/// Fillers between.
const FILLERS: usize = 3;
/// Words that may stand between a number and what is said of it behind: the thing that is counted.
const THINGS: usize = 3;

/// What the words before a number say, and the index of the first of them.
pub(super) fn before(pieces: &[Piece], at: usize, tongue: Tongue) -> Option<(Bound, usize)> {
    let mut end = at;
    for _ in 0..=FILLERS {
        let mut longest: Option<(Bound, usize)> = None;
        for start in (end.saturating_sub(2 * LONGEST)..end).rev() {
            let Some(words) = joined(&pieces[start..end]) else { break };
            // A contraction has no words of its own: jusqu’à.
            if let Some((_, bound)) = said(tongue).before.iter().find(|(entry, _)| *entry == words) {
                longest = Some((*bound, start));
            }
        }
        if longest.is_some() {
            return longest;
        }
        if end == 0 || !is_filler(&pieces[end - 1]) {
            return None;
        }
        end -= 1;
    }
    None
}

/// What the words behind a number say, and the index behind the last of them.
pub(super) fn behind(pieces: &[Piece], next: usize, tongue: Tongue) -> Option<(Bound, usize)> {
    for start in next..=(next + THINGS).min(pieces.len()) {
        for end in start + 1..=(start + LONGEST).min(pieces.len()) {
            let Some(words) = joined(&pieces[start..end]) else { break };
            if let Some((_, bound)) = said(tongue).behind.iter().find(|(entry, _)| *entry == words) {
                return Some((*bound, end));
            }
        }
        // What stands behind a sign is said of something else.
        if !pieces
            .get(start)
            .is_some_and(|piece| matches!(piece.kind, Kind::Word(_) | Kind::Han(_)) || is_apostrophe(piece))
        {
            return None;
        }
    }
    None
}

fn is_apostrophe(piece: &Piece) -> bool {
    matches!(piece.sign(), Some('\'' | '’'))
}

/// Whether a number stands behind its noun, which in Russian says that it is about so many: «человек двести».
pub(super) fn is_inverted(pieces: &[Piece], at: usize, next: usize) -> bool {
    let is_plural = |piece: &Piece| {
        piece.word().is_some_and(|word| {
            word.chars().count() > 3
                && ["ов", "ев", "ей", "век", "ок", "лет"].iter().any(|ending| word.ends_with(ending))
        })
    };
    let noun = at.checked_sub(1).and_then(|at| pieces.get(at)).is_some_and(is_plural);
    noun && !pieces.get(next).is_some_and(is_plural)
}
