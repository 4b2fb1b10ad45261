//! Invented texts: names of any length in any script that charts meet, titles, sources.

use sinosov::chart::Fonts;

use crate::invent::Choices;
use crate::invent::words::label as letters;

const LATIN: &[&str] = &[
    "grain",
    "of",
    "the",
    "northern",
    "carts",
    "machine",
    "tools",
    "and",
    "wool",
    "railway",
    "timber",
    "for",
    "spring",
    "accountants",
    "river",
    "boats",
    "with",
    "their",
    "horses",
    "unfinished",
    "Alba",
    "Bora",
    "to",
    "salt",
    "in",
    "kind",
    "quartermaster-general’s",
    "responsibilities",
    "credit",
    "first",
    "instalment",
    "oil",
    "lamps",
    "(mostly)",
];
const CYRILLIC: &[&str] = &[
    "самолёты",
    "и",
    "поставка",
    "кредит",
    "железнодорожное",
    "оборудование",
    "для",
    "второго",
    "эшелона",
    "хлеб",
    "сельскохозяйственных",
    "лошади",
    "в",
    "счёт",
    "займа",
    "станки",
    "по",
    "соглашению",
    "шерсть",
];
const HAN: &[char] = &[
    '车', '麦', '船', '盐', '贷', '款', '煤', '铁', '工', '厂', '河', '山', '兵', '粮', '协', '定', '第', '一', '批',
    '年',
];
const STEMS: &[&str] = &[
    "donau",
    "dampf",
    "schiff",
    "fahrts",
    "gesellschafts",
    "kapitäns",
    "haupt",
    "betriebs",
    "werk",
    "bau",
    "beamten",
    "verwaltungs",
    "gerichts",
    "eisen",
    "bahn",
    "wagen",
    "liefer",
    "verzeichnis",
];

/// A text of 1 to so many characters, without white space at its ends and with single spaces.
pub fn text(choices: &mut Choices<'_>, longest: usize) -> String {
    // Most texts are short.
    let longest = if choices.once_in(6) { longest } else { longest.min(24) };
    let length = choices.between(1, longest);
    let text = match choices.below(12) {
        0..=3 => words(choices, LATIN, length),
        4 | 5 => words(choices, CYRILLIC, length),
        6 => (0..length).map(|_| *choices.pick(HAN)).collect(),
        7 => mixed(choices, length),
        8 => (0..longest.min(60))
            .map(|at| if at == 0 { 'W' } else { *choices.pick(&['o', 'r', 't', 'l', 'e']) })
            .collect(),
        9 => compound(choices, longest),
        10 => words(choices, LATIN, length).to_uppercase(),
        _ => letters(choices, longest),
    };
    let shown: Vec<String> = text.split_whitespace().map(with_glyphs).collect();
    let text: String = shown.join(" ").chars().take(longest).collect();
    let text = text.trim();
    if text.is_empty() { "X".to_owned() } else { text.to_owned() }
}

/// The same without what no font at hand can show.
fn with_glyphs(word: &str) -> String {
    let fonts = Fonts::default();
    let has = |letter: &char| fonts.missing_in_svg(letter.encode_utf8(&mut [0; 4])).is_none();
    word.chars().filter(has).collect()
}

/// Whole words of a language up to a length, one at least, the first in upper case.
fn words(choices: &mut Choices<'_>, of: &[&str], length: usize) -> String {
    let first = *choices.pick(of);
    let mut text = capitalised(first);
    loop {
        let word = *choices.pick(of);
        if text.chars().count() + 1 + word.chars().count() > length {
            return text;
        }
        text.push(' ');
        text.push_str(word);
    }
}

fn capitalised(word: &str) -> String {
    sinosov::fmt::capitalised(word)
}

/// Words of all scripts side by side.
fn mixed(choices: &mut Choices<'_>, length: usize) -> String {
    let mut parts = Vec::new();
    let mut long = 0;
    while long < length {
        let part = match choices.below(3) {
            0 => (*choices.pick(LATIN)).to_owned(),
            1 => (*choices.pick(CYRILLIC)).to_owned(),
            _ => (0..choices.between(1, 6)).map(|_| *choices.pick(HAN)).collect(),
        };
        long += part.chars().count() + 1;
        parts.push(part);
    }
    parts.join(" ")
}

/// One German word, as long as they get.
fn compound(choices: &mut Choices<'_>, longest: usize) -> String {
    let mut word = String::new();
    for _ in 0..choices.between(2, 5) {
        let stem = *choices.pick(STEMS);
        if word.chars().count() + stem.chars().count() <= longest {
            word.push_str(stem);
        }
    }
    capitalised(&word)
}

/// Names that differ from each other, as rows, series and works have them.
pub fn names(choices: &mut Choices<'_>, count: usize, longest: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for index in 0..count {
        let name = text(choices, longest);
        // A number behind it tells it from one that is there already.
        let name = if names.contains(&name) { format!("{name} {}", index + 1) } else { name };
        names.push(name);
    }
    names
}
