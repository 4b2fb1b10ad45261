//! RIS: a field is a line.

use super::{Language, permitted};

/// RIS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ris {}

impl Language for Ris {
    fn escape(text: &str, out: &mut String) {
        out.extend(text.chars().map(|character| match character {
            // All that any reader takes for the end of a line.
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            it => permitted(it),
        }));
    }
}

#[cfg(test)]
mod tests {
    use crate::escape::Escaped;

    #[test]
    fn a_field_stays_on_its_line() {
        let made = Escaped::<super::Ris>::data("a\r\nER  - \u{2028}TY  - BOOK\u{85}b\u{1b}");
        assert_eq!(made.as_str(), "a  ER  -  TY  - BOOK b\u{fffd}");
    }
}
