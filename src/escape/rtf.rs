//! RTF.

use std::fmt::Write;

use super::{Language, permitted};

/// RTF, in a document that says that no substitute follows a character by its number (`\uc0`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rtf {}

impl Language for Rtf {
    fn escape(text: &str, out: &mut String) {
        for character in text.chars() {
            match permitted(character) {
                it @ ('\\' | '{' | '}') => {
                    out.push('\\');
                    out.push(it);
                }
                // Line ends mean nothing in RTF, so words on both sides of one would touch.
                '\n' | '\r' | '\t' => out.push(' '),
                it if it.is_ascii() => out.push(it),
                // RTF counts in signed 16-bit units.
                it => {
                    for unit in it.encode_utf16(&mut [0; 2]) {
                        // Writing to a string cannot fail.
                        let _ = write!(out, "\\u{} ", i16::from_ne_bytes(unit.to_ne_bytes()));
                    }
                }
            }
        }
    }
}
