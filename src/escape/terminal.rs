//! The terminal, which obeys control characters.

use std::fmt::Write;

use super::Language;

/// What is printed for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Terminal {}

impl Language for Terminal {
    fn escape(text: &str, out: &mut String) {
        for character in text.chars() {
            match character {
                '\n' | '\t' => out.push(character),
                it if is_obeyed(it) => {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "<U+{:04X}>", u32::from(it));
                }
                it => out.push(it),
            }
        }
    }
}

/// Whether a character moves, colours, hides or turns around what is shown, instead of being shown.
fn is_obeyed(character: char) -> bool {
    let turns = ['\u{202a}'..='\u{202e}', '\u{2066}'..='\u{2069}', '\u{2028}'..='\u{2029}'];
    character.is_control() || turns.iter().any(|range| range.contains(&character))
}

#[cfg(test)]
mod tests {
    use crate::escape::Escaped;

    #[test]
    fn nothing_is_obeyed() {
        let made = Escaped::<super::Terminal>::data("a\u{1b}[31m\u{9b}2J\r\u{7f}\u{202e}b\u{2028}\n\tЖ飞");
        assert_eq!(made.as_str(), "a<U+001B>[31m<U+009B>2J<U+000D><U+007F><U+202E>b<U+2028>\n\tЖ飞");
    }
}
