//! What a single cell must look like, by the kind of its column.

use std::collections::BTreeMap;

use super::schema::{Field, Kind};
use super::table::RawTable;
use crate::diag::{Code, Diagnostic, mend};
use crate::model::{Date, Lang, parse_decimal};

/// Checks every cell of a table, and adds to the faults of others.
pub(super) fn check(mut faults: Vec<Diagnostic>, table: &RawTable) -> Vec<Diagnostic> {
    for row in 0..table.len() {
        for (column, field) in table.schema.fields.iter().enumerate() {
            check_cell(table, (row, column), field, &mut faults);
        }
    }
    match table.schema.id() {
        Some(column) => doubled_ids(table, column, &mut faults),
        None => doubled_rows(table, &mut faults),
    }
    faults
}

fn check_cell(table: &RawTable, (row, column): (usize, usize), field: &Field, faults: &mut Vec<Diagnostic>) {
    let cell = table.at(row, column);
    if cell.is_empty() && !field.required {
        return;
    }
    let mut fault = |code, found: String, expected: String, mend: String| {
        faults.push(Diagnostic::new(code, table.place(row, field.name), found, expected, mend));
    };
    if cell.is_empty() {
        if field.required {
            let expected = format!("`{}`, for example `{}`", field.name, field.example);
            fault(Code::EmptyCell, format!("`{}` is empty", field.name), expected, format!("{} Fill it.", field.about));
        }
        return;
    }
    if cell.trim() != cell {
        let (expected, mend) =
            (format!("`{}`", cell.trim()), format!("delete the white space, or {}", super::form::MEND));
        fault(Code::StraySpace, "white space at the end of a cell".to_owned(), expected, mend);
        return;
    }
    // Control characters of one byte are the common ones; those of two begin with 0xC2.
    let suspicious = cell.bytes().any(|byte| byte < b' ' || byte == 0x7f || byte == 0xc2);
    let is_control = |character: &char| character.is_control() && *character != '\0';
    if let Some(character) = Some(cell).filter(|_| suspicious).and_then(|cell| cell.chars().find(is_control)) {
        let found = format!("the control character U+{:04X} in a cell", u32::from(character));
        let mend = "write a space, or nothing".to_owned();
        fault(Code::ControlCharacter, found, "text on one line".to_owned(), mend);
        return;
    }
    match field.kind {
        Kind::Id if !is_id(cell) => {
            let mend = "use small Latin letters, digits and hyphens, a letter first".to_owned();
            fault(Code::BadId, format!("`{cell}` is not an id"), format!("an id such as `{}`", field.example), mend);
        }
        Kind::Decimal => {
            if let Err(error) = parse_decimal(cell) {
                let expected = format!("a number such as `{}`", field.example);
                fault(Code::BadNumber, format!("`{cell}` is not a number"), expected, error.to_string());
            }
        }
        Kind::Date => {
            if let Err(error) = cell.parse::<Date>() {
                let expected = "YYYY, YYYY-MM or YYYY-MM-DD".to_owned();
                fault(Code::BadDate, format!("`{cell}` is not a date"), expected, error.to_string());
            }
        }
        Kind::Choice(words) if !words.contains(&cell) => {
            let mend = mend(cell, words.iter().copied(), &format!("write one of {}", words.join(", ")));
            let expected = format!("one of {}", words.join(", "));
            fault(Code::BadChoice, format!("`{cell}` is not a word of `{}`", field.name), expected, mend);
        }
        Kind::Url if !cell.starts_with("http://") && !cell.starts_with("https://") => {
            let mend = "write the whole address, or put what is known of it into the note".to_owned();
            fault(Code::BadUrl, format!("`{cell}` is not an address"), "http://… or https://…".to_owned(), mend);
        }
        Kind::Doi if !is_doi(cell) => {
            let mend = "write it as 10.1234/abc, without https://doi.org/".to_owned();
            fault(Code::BadDoi, format!("`{cell}` is not a DOI"), format!("for example `{}`", field.example), mend);
        }
        Kind::Isbn if !is_isbn(cell) => {
            let mend =
                "look for a slip: the last digit does not fit the others, or there are too few or too many".to_owned();
            let expected = "ten or thirteen digits of which the last fits the others".to_owned();
            fault(Code::BadIsbn, format!("`{cell}` is not an ISBN"), expected, mend);
        }
        Kind::Digest if cell.len() != 64 || !cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) => {
            let mend = "run `sha256sum` over the text".to_owned();
            fault(Code::BadDigest, "not a digest".to_owned(), "64 hexadecimal digits in lower case".to_owned(), mend);
        }
        Kind::Language => {
            if let Err(error) = cell.parse::<Lang>() {
                let expected = format!("a tag such as `{}`", field.example);
                fault(Code::BadLanguage, format!("`{cell}` is not a language"), expected, error.to_string());
            }
        }
        Kind::Locator if cell.starts_with(|character: char| character.is_ascii_digit()) => {
            let (found, expected) = (format!("`{cell}` is a bare locator"), format!("for example `{}`", field.example));
            let mend = "say what the number counts: p., pp., line, para., post".to_owned();
            fault(Code::BareRange, found, expected, mend);
        }
        _ => {}
    }
}

/// Whether the text is an id: `[a-z][a-z0-9-]*`.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether a text is a digital object identifier, in the syntax of the DOI Handbook (2.2), of signs that registrants give out:
/// Crossref has taken letters, digits and `-._;()/` alone since 2008, and some others before, as `<`, `>`, `:` and `[`.
#[must_use]
pub fn is_doi(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let registrant = |prefix: &str| prefix.strip_prefix("10.").is_some_and(|number| number.split('.').all(is_number));
    text.split_once('/').is_some_and(|(prefix, suffix)| {
        let is_given_out = |sign: char| sign.is_ascii_graphic() && !"\"$\\^`{|}".contains(sign);
        registrant(prefix) && !suffix.is_empty() && suffix.chars().all(is_given_out)
    })
}

/// Whether a text is an ISBN whose check digit fits: of ten digits by weights of ten to one, modulo 11, where X is ten; of
/// thirteen by weights of one and three, modulo 10 (ISBN Users' Manual, seventh edition, 5 and appendix 1).
#[must_use]
pub fn is_isbn(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|sign| !matches!(sign, '-' | ' ')).collect();
    let digit = |(place, sign): (usize, &char)| match sign {
        'X' if place == 9 && signs.len() == 10 => Some(10),
        sign => sign.to_digit(10),
    };
    let Some(digits) = signs.iter().enumerate().map(digit).collect::<Option<Vec<u32>>>() else { return false };
    match digits.len() {
        10 => digits.iter().zip((1..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0,
        13 => digits.iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| digit * weight).sum::<u32>() % 10 == 0,
        _ => false,
    }
}

/// Rows without ids that say something of the same thing.
fn doubled_rows(table: &RawTable, faults: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let columns: Vec<&str> = table.schema.key().iter().map(|field| field.name).collect();
    for row in 0..table.len() {
        let key: Vec<&str> = columns.iter().map(|column| table.cell(row, column)).collect();
        let found = format!("`{}` stands twice", key.join(", "));
        let first = *seen.entry(key).or_insert(row);
        if first != row {
            let mend = format!("the first is in line {}; delete one of the two", table.place(first, columns[0]).line);
            let expected = format!("one row for each {}", columns.join(", "));
            faults.push(Diagnostic::new(Code::DoubledId, table.place(row, columns[0]), found, expected, mend));
        }
    }
}

fn doubled_ids(table: &RawTable, column: &str, faults: &mut Vec<Diagnostic>) {
    for (row, id) in table.ids().enumerate() {
        if let Some(first) = table.row(id).filter(|first| *first != row) {
            let first = table.place(first, column).line;
            let found = format!("`{id}` stands twice");
            let mend = format!("the first is in line {first}; give this row an id of its own");
            let place = table.place(row, column);
            faults.push(Diagnostic::new(Code::DoubledId, place, found, "an id used once", mend));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_has_a_registrant_and_names_something() {
        for doi in [
            "10.1017/S0305741000000412",
            "10.1000.10/123",
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ] {
            assert!(is_doi(doi), "{doi}");
        }
        for other in [
            "https://doi.org/10.1017/x",
            "doi:10.1017/x",
            "10.1017/",
            "10./x",
            "11.1017/x",
            "10.1017",
            "10.10a/x",
            "10.1/x y",
            "10.1/$x",
        ] {
            assert!(!is_doi(other), "{other}");
        }
    }

    #[test]
    fn the_last_digit_of_an_isbn_fits_the_others() {
        for isbn in ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0-8044-2957-X", "978 3 16 148410 0"] {
            assert!(is_isbn(isbn), "{isbn}");
        }
        for other in [
            "978-0-306-40615-8",
            "0-306-40615-3",
            "0-8044-2957-1",
            "X-8044-2957-0",
            "978-0-306-4061",
            "",
            "978-0-306-40615-X",
        ] {
            assert!(!is_isbn(other), "{other}");
        }
    }
}
