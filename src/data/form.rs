//! The form of a file before it is a table: encoding, line breaks, quotes.

use crate::diag::{Code, Diagnostic, Place};

/// What mends the form of a table.
pub(super) const MEND: &str = "run `sinosov check --data DIR --write`, which mends the form of tables";

/// Longest cell in bytes; the longest of the canonical tables has a few hundred.
pub(crate) const LONGEST_CELL: usize = 10_000;

/// The text of a file, or `None` if it cannot be read as text; every fault of its form is added to the list.
pub(super) fn text(name: &str, bytes: Vec<u8>, faults: &mut Vec<Diagnostic>) -> Option<String> {
    let mut fault = |code, place, found: String, expected: &str, mend: &str| {
        faults.push(Diagnostic::new(code, place, found, expected, mend));
    };
    if bytes.is_empty() {
        let mend = "restore the file; or delete it, and `sinosov check --data DIR --write` writes its header";
        let expected = "a header and rows";
        fault(Code::EmptyFile, Place::file(name), format!("{name} is empty"), expected, mend);
        return None;
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        fault(Code::Utf16, Place::file(name), format!("{name} is UTF-16"), "UTF-8 without a byte order mark", MEND);
        return None;
    }
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (good, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
            let before = String::from_utf8_lossy(&bytes[..good]).into_owned();
            let mut place = Place::span(name, &before, good..good);
            place.excerpt = None;
            let found = format!("byte 0x{:02x} is not UTF-8", bytes[good]);
            fault(Code::NotUtf8, place, found, "UTF-8", "save the file as UTF-8; the byte may be from Windows-1252");
            return None;
        }
    };
    if text.starts_with('\u{feff}') {
        let found = "the file begins with a byte order mark".to_owned();
        fault(Code::ByteOrderMark, Place::file(name), found, "UTF-8 without it", MEND);
        text.remove(0);
    }
    if let Some(at) = text.find('\r') {
        let lines = text.matches('\r').count();
        let found = format!("{lines} carriage returns, the first in this line");
        fault(Code::CarriageReturn, Place::span(name, &text, at..at), found, "lines that end in LF alone", MEND);
        text.retain(|character| character != '\r');
    }
    if let Some(at) = text.find('\0') {
        let mut place = Place::span(name, &text, at..at);
        place.excerpt = None;
        fault(Code::Nul, place, "a NUL character".to_owned(), "text", "delete the character");
    }
    Some(text)
}
