//! CSV, and what passes for it: whatever parts the cells, whatever the letters are written in.

use std::collections::BTreeSet;

use encoding_rs::Encoding;

use super::book::{Book, Decimals, Grid, Row};
use super::value::Value;
use crate::escape::spreadsheet;

/// What is known of a file before it is read.
pub(super) struct Hints<'a> {
    /// Cells of the package that have letters outside of ASCII: by them an encoding is told.
    pub(super) known: &'a BTreeSet<&'a str>,
    /// The encoding that the person names.
    pub(super) encoding: Option<&'a str>,
    /// How well a row fits as a header.
    pub(super) fits: &'a dyn Fn(&[String]) -> usize,
}

/// Encodings of one byte or several that spreadsheets have saved in, without saying so.
const ENCODINGS: [&str; 6] = ["windows-1252", "windows-1251", "gb18030", "big5", "shift_jis", "macintosh"];
/// What may part cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many rows are looked at for a header.
pub(super) const HEADER_WITHIN: usize = 30;
/// No cell is longer, unless a quotation mark is never closed.
const LONGEST: usize = 100_000;

/// Reads a file.
///
/// # Errors
/// In words, why it cannot be read.
pub(super) fn read(name: &str, bytes: &[u8], hints: &Hints<'_>) -> Result<Book, String> {
    let mut remarks = Vec::new();
    let text = decoded(name, bytes, hints, &mut remarks)?;
    let (said, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once(['\n', '\r'])) {
        // The first line says what parts the cells, as Excel writes and reads it.
        Some((sign, rest)) => (sign.bytes().next(), rest),
        None => (None, text.as_str()),
    };
    if text.trim().is_empty() {
        return Err("it is empty".to_owned());
    }
    let delimiter = said.unwrap_or_else(|| delimiter(text, hints));
    let rows = rows(text, delimiter)?;
    if delimiter == b';' || delimiter == b'\t' {
        let by = if delimiter == b';' { "semicolons" } else { "tabs" };
        remarks.push(format!("{name} is parted by {by}"));
    }
    let decimals = match delimiter {
        b';' => Decimals::Comma,
        b'\t' => Decimals::Unknown,
        _ => Decimals::Point,
    };
    let sheets = vec![Grid { name: None, rows }];
    Ok(Book { name: name.to_owned(), sheets, is_workbook: false, decimals, remarks })
}

/// The text of the bytes.
fn decoded(name: &str, bytes: &[u8], hints: &Hints<'_>, remarks: &mut Vec<String>) -> Result<String, String> {
    if let Some(label) = hints.encoding {
        let encoding = Encoding::for_label(label.as_bytes())
            .ok_or_else(|| format!("`{label}` is no encoding; write for example {}", ENCODINGS.join(", ")))?;
        let (text, _, is_broken) = encoding.decode(bytes);
        if is_broken {
            return Err(format!("it has bytes that are not {}; name another with --encoding", encoding.name()));
        }
        return Ok(text.into_owned());
    }
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let text: Result<String, _> = char::decode_utf16(pairs.iter().copied().map(unit)).collect();
        text.ok().filter(|_| odd.is_empty()).ok_or_else(|| "it begins as UTF-16 and is none to its end".to_owned())
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes)?),
        [_, 0, _, 0, ..] => Some(utf16(bytes, u16::from_le_bytes)?),
        [0, _, 0, _, ..] => Some(utf16(bytes, u16::from_be_bytes)?),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    };
    match text {
        Some(text) if text.contains('\0') => Err("it has NUL characters, so it is no text".to_owned()),
        Some(text) => Ok(text),
        None => guessed(name, bytes, hints, remarks),
    }
}

/// The text in the encoding in which most cells are those of the package.
fn guessed(name: &str, bytes: &[u8], hints: &Hints<'_>, remarks: &mut Vec<String>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err("it is no text, and no workbook".to_owned());
    }
    let mut best: Option<(usize, &str, String)> = None;
    for label in ENCODINGS {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else { continue };
        let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
        let Ok(rows) = rows(&text, delimiter(&text, hints)) else { continue };
        let is_known = |value: &&Value| match value {
            Value::Text(text) => {
                hints.known.contains(text.trim()) || hints.known.contains(spreadsheet::restored(text).trim())
            }
            _ => false,
        };
        let count = rows.iter().flat_map(|row| &row.cells).filter(is_known).count();
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, label, text));
        }
    }
    let names = ENCODINGS.join(", ");
    match best {
        Some((count, label, text)) if count > 0 => {
            let cells = if count == 1 { "1 cell reads".to_owned() } else { format!("{count} cells read") };
            let told = format!("{name} is not UTF-8; it is read as {label}, in which {cells} as in the package");
            remarks.push(format!("{told}; --encoding names another"));
            Ok(text)
        }
        _ => Err(format!(
            "it is not UTF-8, and no cell of the package tells in what it is written; name it with --encoding: {names}"
        )),
    }
}

/// What parts the cells: that by which some row makes the best header.
fn delimiter(text: &str, hints: &Hints<'_>) -> u8 {
    let best = |delimiter: &u8| {
        let rows = reader(text, *delimiter).into_records().take(HEADER_WITHIN).flatten();
        rows.map(|row| (hints.fits)(&row.iter().map(str::to_owned).collect::<Vec<_>>())).max().unwrap_or(0)
    };
    // Of several that fit alike the first is taken.
    DELIMITERS.into_iter().rev().max_by_key(best).unwrap_or(b',')
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn rows(text: &str, delimiter: u8) -> Result<Vec<Row>, String> {
    let bytes = text.as_bytes();
    let is_end = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    let ends: Vec<usize> = (0..bytes.len()).filter(|at| is_end(*at)).collect();
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    loop {
        let mut start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(rows),
            Err(error) => return Err(error.to_string()),
        }
        // The reader stands before the line ends that it passes over.
        while bytes.get(start).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            start += 1;
        }
        let number = ends.partition_point(|end| *end < start) + 1;
        if record.iter().any(|cell| cell.len() > LONGEST) {
            return Err(format!("line {number} has a quotation mark that is never closed"));
        }
        let value = |cell: &str| if cell.is_empty() { Value::Empty } else { Value::Text(cell.to_owned()) };
        let cells: Vec<Value> = record.iter().map(value).collect();
        if !cells.iter().all(Value::is_empty) {
            rows.push(Row { number, cells });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8], known: &[&str]) -> Result<Vec<(usize, Vec<String>)>, String> {
        let known = known.iter().copied().collect();
        let fits = |row: &[String]| row.iter().filter(|cell| ["id", "name", "value"].contains(&cell.as_str())).count();
        let book = read("x.csv", bytes, &Hints { known: &known, encoding: None, fits: &fits })?;
        let row = |row: &Row| (row.number, row.cells.iter().map(Value::shown).collect());
        Ok(book.sheets[0].rows.iter().map(row).collect())
    }

    #[test]
    fn a_file_is_read_however_it_was_saved() {
        let text = "id,name,value\na,Тележка,1\n\nb,\"two, of \"\"them\"\"\",2\n";
        let wanted = cells(text.as_bytes(), &[]).expect("UTF-8");
        assert_eq!(wanted[2], (4, vec!["b".to_owned(), "two, of \"them\"".to_owned(), "2".to_owned()]));
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let windows = text.replace('\n', "\r\n");
        let mac = text.replace('\n', "\r");
        for bytes in [&little[..], &little[2..], &big, &big[2..], &marked, windows.as_bytes(), mac.as_bytes()] {
            assert_eq!(cells(bytes, &[]).as_ref(), Ok(&wanted));
        }
        let semicolons = "sep=;\r\nid;name;value\r\na;x;1,5\r\n";
        assert_eq!(cells(semicolons.as_bytes(), &[]).expect("rows")[1].1, ["a", "x", "1,5"]);
        assert_eq!(cells(b"id\tname\tvalue\na\tx\t1\n", &[]).expect("rows")[1].1, ["a", "x", "1"]);
    }

    #[test]
    fn an_encoding_is_told_by_what_is_known() {
        for (label, word) in [
            ("windows-1252", "Müller"),
            ("windows-1251", "Тележка"),
            ("gb18030", "车辆"),
            ("big5", "車輛"),
            ("shift_jis", "荷車と車輪"),
            ("macintosh", "Müller"),
        ] {
            let text = format!("id,name,value\na,{word},1\n");
            let bytes = Encoding::for_label(label.as_bytes()).expect("an encoding").encode(&text).0.into_owned();
            assert_eq!(cells(&bytes, &[word]).expect(label)[1].1[1], word, "{label}");
            assert!(cells(&bytes, &[]).expect_err(label).contains("--encoding"));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b""[..], b"\n\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xfea", b"\xff\xfe\x00\xd8"] {
            assert!(cells(bytes, &[]).is_err(), "{bytes:?}");
        }
        let open = format!("id,name,value\na,\"{}\n", "x,y\n".repeat(50_000));
        assert!(cells(open.as_bytes(), &[]).expect_err("an open quote").contains("line 2"));
    }
}
