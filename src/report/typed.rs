//! Numbers that are typed into a text, where the data should give them.

use std::ops::Range;

/// The quotation mark that closes what another opens.
fn closing(mark: char) -> Option<char> {
    match mark {
        '“' => Some('”'),
        '«' => Some('»'),
        '„' => Some('“'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Runs of digits and separators with three digits or more outside of `{{ }}`, but for years, and for those of a name in
/// quotation marks: the “156 projects” are called so, however many they were.
pub(super) fn bare_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = text;
    let is_of_note = |character: char| character.is_ascii_digit() || character == '{' || closing(character).is_some();
    while let Some(start) = rest.find(is_of_note) {
        let mark = rest[start..].chars().next().unwrap_or_default();
        if let Some(close) = closing(mark) {
            let quoted = &rest[start + mark.len_utf8()..];
            let end = quoted.find(close).filter(|end| quoted[..*end].contains(char::is_alphabetic)).unwrap_or_default();
            rest = &quoted[end..];
            continue;
        }
        if rest[start..].starts_with("{{") {
            let end = rest[start..].find("}}").map_or(rest.len(), |end| start + end + 2);
            rest = &rest[end..];
            continue;
        }
        if rest[start..].starts_with('{') {
            rest = &rest[start + 1..];
            continue;
        }
        let tail = &rest[start..];
        let end = tail.find(|character: char| !character.is_ascii_digit() && !matches!(character, ',' | '.'));
        let number = tail[..end.unwrap_or(tail.len())].trim_end_matches([',', '.']);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let is_year = number.len() == 4 && number.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year));
        if digits >= 3 && !is_year {
            let at = text.len() - tail.len();
            found.push(at..at + number.len());
        }
        rest = &tail[number.len().max(1)..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_from_the_data() {
        let bare_numbers =
            |text: &'static str| -> Vec<&str> { bare_numbers(text).into_iter().map(|at| &text[at]).collect() };
        assert_eq!(bare_numbers("904 aircraft, 1938–41, {{ value(\"x-350\") }} and 3,690,000."), ["904", "3,690,000"]);
        assert!(bare_numbers("In 1950, 12 schools; {stage}").is_empty());
        assert!(bare_numbers("The “156 projects” of the 1950s").is_empty());
        assert!(bare_numbers("«Объекты 156», “156项工程”, 「156項」").is_empty());
        assert_eq!(bare_numbers("“904” aircraft"), ["904"]);
    }
}
