//! What a single cell must look like, by the kind of its column.

use super::schema::{Field, Kind};
use super::table::RawTable;
use crate::diag::{Code, Diagnostic, mend};
use crate::model::{Date, parse_decimal};

/// Checks every cell of a table, and adds to the faults of others.
pub(super) fn check(mut faults: Vec<Diagnostic>, table: &RawTable) -> Vec<Diagnostic> {
    for row in 0..table.len() {
        for (column, field) in table.schema.fields.iter().enumerate() {
            check_cell(table, (row, column), field, &mut faults);
        }
    }
    doubled_ids(table, &mut faults);
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
        let (expected, mend) = (format!("`{}`", cell.trim()), "delete the white space".to_owned());
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
        Kind::Digest if cell.len() != 64 || !cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) => {
            let mend = "run `sha256sum` over the text".to_owned();
            fault(Code::BadDigest, "not a digest".to_owned(), "64 hexadecimal digits in lower case".to_owned(), mend);
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

fn doubled_ids(table: &RawTable, faults: &mut Vec<Diagnostic>) {
    let column = table.schema.fields[0].name;
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
