//! Tables whose form alone is wrong, as spreadsheets leave them, in the form of the package: what their cells say stays.

use super::schema::{TABLES, Table};
use super::source::{Found, Source};
use super::written::csv_text;

/// A table in the form of the package, and what was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What was wrong.
    pub what: Vec<&'static str>,
}

/// The tables of which the form was wrong: a byte order mark, UTF-16, other ends of lines, another sign between the cells, spaces
/// at their ends, blank lines, no end of the last line. Files in another encoding stay as they are, for nobody can know in which.
#[must_use]
pub fn mended(source: &Source) -> Vec<Mended> {
    let mended = TABLES.iter().filter_map(|table| {
        let Found::Bytes(bytes) = source.read(&table.file()) else { return None };
        of_table(table, &bytes)
    });
    mended.collect()
}

fn of_table(table: &Table, bytes: &[u8]) -> Option<Mended> {
    let mut what = Vec::new();
    let mut text = decoded(bytes, &mut what)?;
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
        what.push("the ends of its lines");
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
        what.push("the end of its last line");
    }
    if let Some(parted) = with_commas(table, &text) {
        text = parted;
        what.push("the sign between its cells");
    }
    let spaced = without_spaces(&text);
    if spaced != text {
        text = spaced;
        what.push("spaces at the ends of cells, and blank lines");
    }
    (!what.is_empty() && !text.is_empty()).then(|| Mended { file: table.file(), text, what })
}

/// The text of a file that is Unicode.
fn decoded(bytes: &[u8], what: &mut Vec<&'static str>) -> Option<String> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let text: Result<String, _> = char::decode_utf16(pairs.iter().copied().map(unit)).collect();
        text.ok().filter(|_| odd.is_empty())
    };
    let (text, told) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (String::from_utf8(rest.to_vec()).ok()?, "its byte order mark"),
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, "its encoding, UTF-16"),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, "its encoding, UTF-16"),
        rest => return String::from_utf8(rest.to_vec()).ok(),
    };
    what.push(told);
    Some(text)
}

/// A table whose cells are parted by semicolons or tabs, as its header shows, with commas in their place.
fn with_commas(table: &Table, text: &str) -> Option<String> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let is_column = |name: &str| table.column(name.trim().trim_matches('"')).is_some();
    let delimiter = [';', '\t'].into_iter().find(|sign| {
        let names: Vec<&str> = header.split(*sign).collect();
        names.len() > 1 && names.iter().all(|name| is_column(name))
    })?;
    let delimiter = u8::try_from(delimiter).ok()?;
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in reader.into_records() {
        writer.write_record(&record.ok()?).ok()?;
    }
    csv_text(writer).ok()
}

/// A table without spaces at the ends of its cells, and without blank lines. Every other line stays byte for byte.
fn without_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        if body.trim().is_empty() {
            continue;
        }
        match trimmed(body) {
            Some(trimmed) => out.push_str(&trimmed),
            None => out.push_str(body),
        }
        out.push_str(end);
    }
    out
}

/// A line with its cells trimmed; none if there is nothing to trim, or it is no whole row.
fn trimmed(line: &str) -> Option<String> {
    if !line.contains(|sign: char| sign.is_whitespace()) {
        return None;
    }
    let mut cells = Vec::new();
    let mut rest = line;
    let mut is_changed = false;
    loop {
        let end = end_of_cell(rest)?;
        let cell = &rest[..end];
        let clean = trimmed_cell(cell);
        is_changed |= clean != cell;
        cells.push(clean);
        match rest[end..].strip_prefix(',') {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    is_changed.then(|| cells.join(","))
}

/// Where the cell ends with which a line begins; none if a quotation mark is never closed.
fn end_of_cell(line: &str) -> Option<usize> {
    if !line.trim_start().starts_with('"') {
        return Some(line.find(',').unwrap_or(line.len()));
    }
    let mut is_open = false;
    for (at, sign) in line.char_indices() {
        match sign {
            '"' => is_open = !is_open,
            ',' if !is_open => return Some(at),
            _ => {}
        }
    }
    (!is_open).then_some(line.len())
}

fn trimmed_cell(cell: &str) -> String {
    let outer = cell.trim();
    match outer.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        Some(inner) => format!("\"{}\"", inner.trim()),
        None => outer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const SOUND: &str = "category_id,parent_id,label\ncarts,,\"Carts, two; or \"\"more\"\"\"\nwheels,carts,Räder 車\n";

    fn of(bytes: &[u8]) -> Option<Mended> {
        of_table(TABLES.iter().find(|table| table.name == "categories").expect("a table"), bytes)
    }

    #[test]
    fn the_form_is_mended_and_the_cells_stay() {
        assert_eq!(of(SOUND.as_bytes()), None);
        let mark = "\u{feff}".to_owned();
        let little = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let big = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
        let semicolons = "category_id;parent_id;label\ncarts;;\"Carts, two; or \"\"more\"\"\"\nwheels;carts;Räder 車\n";
        for (bytes, count) in [
            ((mark.clone() + SOUND).into_bytes(), 1),
            (little(&(mark.clone() + SOUND)), 1),
            (big(&(mark.clone() + &SOUND.replace('\n', "\r\n"))), 2),
            (SOUND.replace('\n', "\r\n").into_bytes(), 1),
            (SOUND.replace('\n', "\r").into_bytes(), 1),
            (semicolons.as_bytes().to_vec(), 1),
            (semicolons.replace(';', "\t").replace("two\t", "two;").into_bytes(), 1),
            (SOUND.replace(",Räder 車\n", ", Räder 車  \n").into_bytes(), 1),
            (SOUND.replace("\n\n", "\n").replace("wheels", "\nwheels").into_bytes(), 1),
            (SOUND.trim_end().as_bytes().to_vec(), 1),
            (format!("{mark}{}", semicolons.trim_end().replace('\n', "\r\n")).into_bytes(), 4),
        ] {
            let mended = of(&bytes).expect("something to mend");
            assert_eq!((mended.text.as_str(), mended.what.len()), (SOUND, count), "{:?}", mended.what);
        }
    }

    #[test]
    fn what_is_otherwise_wrong_stays() {
        for bytes in [&b""[..], b"category_id,parent_id,label\ncarts,,M\xfcller \n", b"\xff\xfea", b"\xef\xbb\xbf"] {
            assert_eq!(of(bytes), None);
        }
        // A quotation mark that is never closed is for a person; the other lines are mended.
        let open = "category_id,parent_id,label \ncarts,,\"Carts \n";
        assert_eq!(of(open.as_bytes()).expect("a header").text, open.replace("label ", "label"));
        let source = Source::Memory(Arc::new([("categories.csv".to_owned(), SOUND.to_owned() + "\n")].into()));
        assert_eq!(mended(&source).len(), 1);
        assert_eq!(mended(&Source::BuiltIn), []);
    }
}
