//! What stands in cells of one kind: numbers of things and places in them, as `works` writes them.

use crate::data::{is_doi, is_isbn};

/// Where a resolver of DOIs may be, and other things that stand before one.
const BEFORE_DOI: [&str; 12] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "http://www.doi.org/",
    "doi.org/",
    "dx.doi.org/",
    "info:doi/",
    "urn:doi:",
    "doi:",
    "doi ",
];

/// A DOI without the address of a resolver, if the text is one.
pub(super) fn doi(text: &str) -> Option<String> {
    let mut rest = text.trim();
    while let Some(next) = BEFORE_DOI.iter().find_map(|before| without_start(rest, before)) {
        rest = next.trim();
    }
    if let Some(behind) = behind_resolver(rest) {
        rest = behind;
    }
    // An address writes some signs by their numbers.
    let decoded = if rest.len() < text.trim().len() { decoded(rest) } else { rest.to_owned() };
    Some(decoded).filter(|it| is_doi(it))
}

/// What stands behind the address of a publisher's own resolver, as `http://doi.acm.org/`: its name begins with `doi`.
fn behind_resolver(text: &str) -> Option<&str> {
    let address = without_start(text, "https://").or_else(|| without_start(text, "http://"))?;
    let (host, path) = address.split_once('/')?;
    without_start(host, "doi.").map(|_| path)
}

/// The DOI to which an address leads, if it leads to a resolver.
pub(super) fn doi_of_address(address: &str) -> Option<String> {
    BEFORE_DOI[..6].iter().find_map(|before| without_start(address, before)).and_then(doi)
}

/// The text behind a beginning that is written in any case.
fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// `%3C` as `<`; the text as it is, where that gives none.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let number = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The first sound ISBN in a text: programs write several, with what each is of.
pub(super) fn isbn(text: &str) -> Option<String> {
    let is_sign = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | ' ' | 'x' | 'X');
    for part in text.split(|sign: char| !is_sign(sign)).map(str::trim) {
        // Several may stand behind each other, and the parts of one may stand apart.
        let words: Vec<&str> = part.split_whitespace().collect();
        for from in 0..words.len().min(MOST_PARTS) {
            for to in (from + 1..=words.len().min(from + MOST_PARTS)).rev() {
                let candidate = words[from..to].join(" ").to_uppercase();
                if is_isbn(&candidate) {
                    return Some(candidate);
                }
            }
        }
    }
    None
}

/// An ISBN has five parts at most.
const MOST_PARTS: usize = 5;

/// An ISBN by which it is compared: thirteen digits.
pub(super) fn isbn_digits(isbn: &str) -> String {
    let signs: Vec<char> = isbn.chars().filter(|sign| sign.is_ascii_alphanumeric()).collect();
    if signs.len() != 10 {
        return signs.into_iter().collect();
    }
    let first: String = "978".chars().chain(signs.into_iter().take(9)).collect();
    let sum: u32 = first
        .chars()
        .filter_map(|sign| sign.to_digit(10))
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{first}{}", (10 - sum % 10) % 10)
}

/// Pages as a locator, so that no spreadsheet makes a date of them: `pp. 143-149`, `p. 5`. Empty where there are none.
pub(super) fn pages(text: &str) -> String {
    let text = text.replace(['–', '—', '−', '‐', '‑'], "-");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" - ", "-").replace("--", "-");
    let bare = ["pp.", "p.", "pages ", "page "].iter().find_map(|label| without_start(&text, label));
    let body = bare.unwrap_or(&text).trim().trim_matches(['-', ',', '+']).trim();
    if !body.contains(char::is_alphanumeric) {
        return String::new();
    }
    let numbers = body.split(['-', ',', ' ', '&', ';']).filter(|it| !it.is_empty());
    let (count, are_pages) = numbers.fold((0, true), |(count, all), it| (count + 1, all && is_page(it)));
    let begins_with_digit = body.starts_with(|sign: char| sign.is_ascii_digit());
    match (are_pages || begins_with_digit || bare.is_some(), count) {
        (true, 1) => format!("p. {body}"),
        (true, _) => format!("pp. {body}"),
        (false, _) => body.to_owned(),
    }
}

/// Whether this is the number of a page: `143`, `xiv`, `S12`, `e1234`, `12a`.
fn is_page(text: &str) -> bool {
    let is_roman = text.chars().all(|sign| "ivxlcdmIVXLCDM".contains(sign));
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let (letters, rest) = (text.len() - digits.len(), digits.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    let is_number = rest.len() < digits.len() && letters <= 2 && rest.len() <= 1 && rest.is_ascii();
    is_roman || is_number
}

/// An address of the web, if the text is or begins with one.
pub(super) fn url(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    let first = text.split_whitespace().next()?;
    let known = ["https://", "http://"].into_iter().find_map(|scheme| Some((scheme, without_start(first, scheme)?)));
    match known {
        Some((scheme, rest)) if !rest.is_empty() => Some(format!("{scheme}{rest}")),
        None if without_start(first, "www.").is_some() => Some(format!("http://{first}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_bare() {
        for (text, wanted) in [
            ("10.5555/12345678", Some("10.5555/12345678")),
            ("https://doi.org/10.5555/12345678", Some("10.5555/12345678")),
            ("http://dx.doi.org/10.5555/a%3Cb%3E", Some("10.5555/a<b>")),
            ("10.5555/a%3Cb", Some("10.5555/a%3Cb")),
            ("DOI: 10.5555/x", Some("10.5555/x")),
            ("doi:https://doi.org/10.5555/x", Some("10.5555/x")),
            ("http://doi.example.org/10.5555/x", Some("10.5555/x")),
            ("https://example.org/10.5555/x", None),
            ("n/a", None),
            ("", None),
        ] {
            assert_eq!(doi(text).as_deref(), wanted, "{text}");
        }
        assert_eq!(doi_of_address("https://doi.org/10.5555/x").as_deref(), Some("10.5555/x"));
        assert_eq!(doi_of_address("10.5555/x"), None);
    }

    #[test]
    fn the_first_sound_isbn_is_taken() {
        for (text, wanted) in [
            ("978-0-306-40615-7", Some("978-0-306-40615-7")),
            ("0306406152", Some("0306406152")),
            ("0-306-40615-3 978-0-306-40615-7", Some("978-0-306-40615-7")),
            ("978 3 16 148410 0", Some("978 3 16 148410 0")),
            ("ISBN 0-8044-2957-x (pbk.); 978-0-306-40615-7", Some("0-8044-2957-X")),
            ("1234-5678", None),
            ("", None),
        ] {
            assert_eq!(isbn(text).as_deref(), wanted, "{text}");
        }
        assert_eq!(isbn_digits("0-306-40615-2"), isbn_digits("978-0-306-40615-7"));
        assert_ne!(isbn_digits("0-8044-2957-X"), isbn_digits("978-0-306-40615-7"));
    }

    #[test]
    fn pages_are_a_locator() {
        for (text, wanted) in [
            ("143–149", "pp. 143-149"),
            ("143--149", "pp. 143-149"),
            ("143 - 149", "pp. 143-149"),
            ("pp. 143-149", "pp. 143-149"),
            ("5", "p. 5"),
            ("p.5", "p. 5"),
            ("xi-xx", "pp. xi-xx"),
            ("S12–S15", "pp. S12-S15"),
            ("e1234", "p. e1234"),
            ("1–2, 5", "pp. 1-2, 5"),
            ("143-", "p. 143"),
            ("12 unnumbered", "pp. 12 unnumbered"),
            ("ch. 3", "ch. 3"),
            ("line 17", "line 17"),
            ("-", ""),
            ("", ""),
        ] {
            assert_eq!(pages(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_address_has_a_scheme() {
        for (text, wanted) in [
            ("https://example.org/a b", Some("https://example.org/a")),
            ("HTTP://example.org", Some("http://example.org")),
            ("www.example.org", Some("http://www.example.org")),
            ("<https://example.org>", Some("https://example.org")),
            ("ftp://example.org", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(url(text).as_deref(), wanted, "{text}");
        }
    }
}
