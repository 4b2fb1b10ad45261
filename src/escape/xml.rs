//! XML, and so SVG.

use super::Language;

/// XML 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Xml {}

impl Language for Xml {
    fn escape(text: &str, out: &mut String) {
        for character in text.chars() {
            match character {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                _ => out.push(permitted(character)),
            }
        }
    }
}

/// The character, or a visible one for those that XML 1.0 forbids everywhere, even as references, and for the control
/// characters that it only discourages.
#[must_use]
pub fn permitted(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => character,
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        it if it.is_control() => char::REPLACEMENT_CHARACTER,
        it => it,
    }
}

#[cfg(test)]
mod tests {
    use crate::escape::Escaped;

    #[test]
    fn what_xml_forbids_is_replaced() {
        let made = Escaped::<super::Xml>::data("a\0\u{1b}\u{85}\u{fffe}\u{ffff}<]]>\"&\n");
        assert_eq!(made.as_str(), "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}&lt;]]&gt;&quot;&amp;\n");
    }
}
