//! From the bytes of a file to its text, and from the text of a field to that of a cell.

use crate::diag::{Code, Diagnostic, Place};

/// The text of a file, with lines that end in LF alone: UTF-8 with or without a byte order mark, or UTF-16 with one, as
/// EndNote and some catalogues write it.
///
/// # Errors
/// At the first byte that is no text.
pub(super) fn decoded(name: &str, bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(name, rest)?,
        [0xff, 0xfe, rest @ ..] => utf16(name, rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(name, rest, u16::from_be_bytes)?,
        rest => utf8(name, rest)?,
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf8(name: &str, bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let good = error.valid_up_to();
    let before = String::from_utf8_lossy(&bytes[..good]);
    let mut place = Place::span(name, &before, before.len()..before.len());
    place.excerpt = None;
    let found = format!("byte 0x{:02x} is not UTF-8", bytes.get(good).copied().unwrap_or_default());
    let mend = "export it as UTF-8, or save it so; the byte may be from Windows-1252";
    Err(Box::new(Diagnostic::new(Code::NotUtf8, place, found, "UTF-8, or UTF-16 with a byte order mark", mend)))
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Box<Diagnostic>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let decoded = char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<String, _>>();
    decoded.ok().filter(|_| rest.is_empty()).ok_or_else(|| {
        let (found, expected) = (format!("{name} begins as UTF-16 and is none"), "UTF-16 to its end, or UTF-8");
        let mend = "export it once more, as UTF-8 if the program lets you choose";
        Box::new(Diagnostic::new(Code::NotUtf8, Place::file(name), found, expected, mend))
    })
}

/// The text of a cell: on one line, without white space at its ends and without control characters.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_whitespace() && sign != '\u{a0}' && sign != '\u{3000}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !sign.is_control() && sign != '\u{feff}' {
            out.push(sign);
        }
    }
    out.trim().to_owned()
}

/// Tags of typesetting that programs leave in titles. What else stands between angle brackets is text.
const TAGS: [&str; 14] =
    ["i", "b", "em", "strong", "sub", "sup", "sc", "scp", "span", "u", "p", "br", "title", "italic"];

/// A text without the tags of typesetting, and with the signs that entities of HTML stand for. Crossref has some of them twice
/// over: an entity of which the first sign is one.
pub(super) fn without_markup(text: &str) -> String {
    if text.contains(['<', '&']) { pass(&pass(text)) } else { text.to_owned() }
}

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        let (sign, length) = tag(here).or_else(|| entity(here)).unwrap_or_else(|| {
            let sign = here.chars().next();
            (sign, sign.map_or(1, char::len_utf8))
        });
        out.extend(sign);
        rest = &here[length..];
    }
    out.push_str(rest);
    out
}

/// Signs of a tag, with its attributes.
const LONGEST_TAG: usize = 200;

/// What stands for the tag that a text begins with, and how long that is.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let inner = text.strip_prefix('<')?;
    // A longer one is none; to look further at each of many would not end.
    let end = inner.char_indices().take(LONGEST_TAG).find(|(_, sign)| *sign == '>')?.0;
    let inner = inner[..end].trim_start_matches('/').trim_end_matches('/').trim();
    let name = inner.split_whitespace().next()?.to_ascii_lowercase();
    let name = name.strip_prefix("jats:").unwrap_or(&name);
    let parts = ["br", "p", "title"].contains(&name);
    TAGS.contains(&name).then_some((parts.then_some(' '), end + 2))
}

/// Names of entities that titles have; letters with diacritics come as numbers or as they are.
const ENTITIES: [(&str, char); 28] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("oslash", 'ø'),
    ("ntilde", 'ñ'),
];

/// The sign of the entity that a text begins with, and how long that is.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.char_indices().take(10).find(|(_, sign)| *sign == ';')?.0;
    let name = &inner[..end];
    let sign = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((Some(sign), end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_three_encodings_and_two_line_ends() {
        let text = "TY  - BOOK\r\nTI  - Тележка 车\r";
        let wanted = "TY  - BOOK\nTI  - Тележка 车\n";
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &little, &big, &marked] {
            assert_eq!(decoded("x.ris", bytes).as_deref(), Ok(wanted));
        }
        let fault = decoded("x.ris", b"TY  - BOOK\nTI  - M\xfcller").expect_err("Windows-1252");
        assert_eq!((fault.place.line, fault.place.column, fault.found.as_str()), (2, 8, "byte 0xfc is not UTF-8"));
        assert!(decoded("x.ris", &little[..little.len() - 1]).is_err(), "half of a sign");
    }

    #[test]
    fn markup_goes_and_other_signs_stay() {
        for (text, wanted) in [
            ("On <i>Carts</i> &amp; <span class=\"nocase\">Wheels</span>", "On Carts & Wheels"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("a <cart> &unknown; &#252;&#x43c;", "a <cart> &unknown; üм"),
            ("H<sub>2</sub>O<br/>2", "H2O 2"),
            ("A &amp;amp; B &amp;lt;i&amp;gt;", "A & B <i>"),
            ("&", "&"),
            ("<", "<"),
            ("&#1114112; &#xd800;", "&#1114112; &#xd800;"),
        ] {
            assert_eq!(without_markup(text), wanted);
        }
        assert_eq!(one_line(" a\n\t b\u{7}\u{feff} "), "a b");
    }
}
