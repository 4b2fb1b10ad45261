//! Traditional Chinese characters and the simplified ones that stand for them, so that either finds the other in a search.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Every traditional character that has a simplified form of its own, with that.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pair = |letter: char| {
        let simple = fast2s::convert(letter.encode_utf8(&mut [0; 4])).chars().next()?;
        (simple != letter).then_some((letter, simple))
    };
    ('\u{3400}'..='\u{9fff}').filter_map(pair).collect()
});

/// The pairs of a traditional character and its simplified form of which a text has either, one after the other: `飛飞機机`.
/// Empty for a text without Chinese characters.
#[must_use]
pub fn variants(text: &str) -> String {
    let of_text: BTreeSet<char> = text.chars().filter(|letter| ('\u{3400}'..='\u{9fff}').contains(letter)).collect();
    if of_text.is_empty() {
        return String::new();
    }
    let met = PAIRS.iter().filter(|(letter, simple)| of_text.contains(letter) || of_text.contains(simple));
    met.flat_map(|(letter, simple)| [*letter, *simple]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_form_brings_the_other() {
        let pairs = |text: &str| variants(text).chars().collect::<Vec<_>>();
        for text in ["飞机", "飛機"] {
            assert!(pairs(text).chunks(2).any(|pair| pair == ['飛', '飞']), "{text}");
            assert!(pairs(text).chunks(2).any(|pair| pair == ['機', '机']), "{text}");
        }
        assert_eq!(variants("aircraft, самолёты"), "");
        assert!(!variants("中国").contains('飛'));
    }
}
