//! Texts without what writers of one title differ in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters and digits alone, in lower case and without diacritics: what two spellings of one title share.
///
/// ```
/// use sinosov::import::fold;
///
/// assert_eq!(fold("On Carts — a Résumé"), fold("On carts: a resume"));
/// assert_ne!(fold("Carts I"), fold("Carts II"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|sign| !is_combining_mark(*sign));
    plain.flat_map(char::to_lowercase).filter(|sign| sign.is_alphanumeric()).collect()
}

/// Latin letters that are no letter with a mark, as they are written without them.
const LATIN: [(char, &str); 14] = [
    ('ß', "ss"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ı', "i"),
    ('ŋ', "ng"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ĸ', "k"),
    ('ə', "e"),
];

/// Cyrillic letters in Latin ones, one by one.
const CYRILLIC: [(char, &str); 41] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ё', "e"),
    ('і', "i"),
    ('ї', "i"),
    ('є', "ye"),
    ('ґ', "g"),
    ('ў', "u"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
];

/// Small Latin letters and digits, with a hyphen between words: diacritics fall, Cyrillic is transliterated, every other
/// script is left out.
pub(super) fn latin(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|sign: char| sign.is_whitespace() || "-–—‐/.".contains(sign)) {
        let mut letters = String::new();
        for sign in word.chars().flat_map(char::to_lowercase) {
            if let Some((_, latin)) = CYRILLIC.iter().chain(&LATIN).find(|(known, _)| *known == sign) {
                letters.push_str(latin);
            } else {
                letters.extend([sign].into_iter().nfd().filter(char::is_ascii_alphanumeric));
            }
        }
        // The ending of Russian adjectives and of most surnames made of them, as it is mostly written.
        if word.to_lowercase().ends_with("ий") || word.to_lowercase().ends_with("ый") {
            letters.truncate(letters.len() - 2);
            letters.push('y');
        }
        if !letters.is_empty() {
            if !out.is_empty() {
                out.push('-');
            }
            out.push_str(&letters);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_latin() {
        for (name, wanted) in [
            ("Sladkovsky", "sladkovsky"),
            ("Сладковский", "sladkovsky"),
            ("Щербаков", "shcherbakov"),
            ("Белый", "bely"),
            ("Müller-Lüdenscheidt", "muller-ludenscheidt"),
            ("von der Größe", "von-der-grosse"),
            ("O'Neill", "oneill"),
            ("Łęcki", "lecki"),
            ("毛", ""),
            ("Ії", "ii"),
            ("Ministry of Carts", "ministry-of-carts"),
            ("—", ""),
            ("ий", "y"),
        ] {
            assert_eq!(latin(name), wanted, "{name}");
        }
    }

    #[test]
    fn titles_fold() {
        assert_eq!(fold("The “Honeymoon”, 1950–1957"), "thehoneymoon19501957");
        assert_eq!(fold("Ёлка"), fold("елка"));
        assert_eq!(fold("飞机"), "飞机");
        assert_eq!(fold("?!"), "");
    }
}
