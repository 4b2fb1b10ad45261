//! JSON.

use std::fmt::Write;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Escaped, Language};

/// JSON. Text from outside is a string of it, with its quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Json {}

impl Language for Json {
    fn escape(text: &str, out: &mut String) {
        out.push_str(&visible(&serde_json::Value::from(text).to_string()));
    }
}

impl Escaped<Json> {
    /// A value on one line.
    ///
    /// # Errors
    /// If a key of it is no string.
    pub fn value(value: &impl Serialize) -> serde_json::Result<Self> {
        Ok(Self::of_string(visible(&serde_json::to_string(value)?)))
    }

    /// A value on lines of its own, with a line end behind it.
    ///
    /// # Errors
    /// If a key of it is no string.
    pub fn lines(value: &impl Serialize) -> serde_json::Result<Self> {
        Ok(Self::of_string(visible(&serde_json::to_string_pretty(value)?) + "\n"))
    }

    /// A number with all its digits, which a float would not keep.
    #[must_use]
    pub fn number(number: Decimal) -> Self {
        Self::of_string(number.normalize().to_string())
    }
}

/// JSON as it was written, but for characters that may stand in it and yet do harm elsewhere: control characters that a terminal
/// obeys, line ends of scripts, signs that turn the reading around, and what XML forbids. Such stand inside of strings
/// alone, where JSON has another way to write them, which reads back as the same.
fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for text in ["a\"b\\c\n\0\u{1b}", "\u{9b}31m\u{202e}\u{2067}\u{2028}\u{fffe}\u{feff}", "</script>", "日本 😀"]
        {
            let made = Escaped::<Json>::data(text);
            assert_eq!(serde_json::from_str::<String>(made.as_str()).ok().as_deref(), Some(text));
            assert!(!made.as_str().contains(|it: char| it.is_control() || it == '\u{202e}'), "{made}");
        }
    }
}
