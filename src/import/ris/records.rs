//! The records of a file of RIS: from `TY  - ` to `ER  - `, a line a field.

use crate::diag::{Code, Diagnostic, Lines};

/// A record as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// What stands behind `TY`.
    pub kind: String,
    pub line: usize,
    /// Tags with what stands behind them, in the order of the file.
    pub fields: Vec<(String, String)>,
}

/// Reads a file; what stands in no record is told with its place.
pub(super) fn read(name: &str, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let lines = Lines::new(name, text);
    let (mut records, mut faults) = (Vec::<Record>::new(), Vec::new());
    let mut open = None::<Record>;
    let mut is_told = false;
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let span = at..at + line.len();
        at += line.len() + 1;
        let mut tell = |found: String, expected: &str, mend: &str| {
            let place = lines.place(Some(span.clone()));
            faults.push(Diagnostic::new(Code::BadEntry, place, found, expected, mend));
        };
        match (field(line), &mut open) {
            (Some(("TY", kind)), before) => {
                if let Some(record) = before.take() {
                    let found = format!("the record of line {} has no end, and another begins", record.line);
                    tell(
                        found,
                        "`ER  - ` as the last line of a record",
                        "write it before this line; the record was read up to here",
                    );
                    records.push(record);
                }
                open = Some(Record { kind: kind.trim().to_uppercase(), line: number + 1, fields: Vec::new() });
                is_told = false;
            }
            (Some(("ER", _)), open @ Some(_)) => records.extend(open.take()),
            (Some((tag, value)), Some(record)) => record.fields.push((tag.to_owned(), value.trim().to_owned())),
            // A long field goes on in lines without a tag.
            (None, Some(record)) => {
                if let Some((_, value)) = record.fields.last_mut().filter(|_| !line.trim().is_empty()) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            // Some catalogues say before the first record who they are.
            (None, None) if line.trim().is_empty() || records.is_empty() => {}
            // What stands between two records, or would be a field of none, is told once.
            (_, None) if !is_told => {
                is_told = true;
                tell(
                    "this is outside of every record".to_owned(),
                    "`TY  - ` as the first line of a record",
                    "write it, or delete the line",
                );
            }
            (_, None) => {}
        }
    }
    if let Some(record) = open {
        let found = format!("the record of line {} has no end", record.line);
        let place = lines.place(Some(text.trim_end().len()..text.len()));
        let mend = "write it; if the file was cut off, export it once more. The record was read up to here";
        faults.push(Diagnostic::new(Code::BadEntry, place, found, "`ER  - ` as the last line of a record", mend));
        records.push(record);
    }
    (records, faults)
}

/// The tag and the value of a line: two signs, two spaces, a hyphen, a space. Some programs write one space, and none at the end.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.starts_with(|sign: char| sign.is_ascii_uppercase())
        && tag.ends_with(|sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    let behind = rest.strip_prefix("  -").or_else(|| rest.strip_prefix(" -").filter(|_| TAGS.contains(&tag)))?;
    let ends = behind.is_empty() || behind.starts_with([' ', '\t']);
    (is_tag && ends).then_some((tag, behind))
}

/// Tags that are known with one space too: in a line that goes on, "US - a state" is text.
const TAGS: [&str; 16] =
    ["TY", "AU", "A1", "TI", "T1", "T2", "PY", "Y1", "VL", "SP", "EP", "SN", "UR", "DO", "KW", "ER"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_by_lines() {
        let text = "\nTY  - JOUR\nAU  - Roe, Ann\nAB  - First line\nsecond line\n   US - third\nUR  -\nER  -\n\nTY - BOOK\nTI - Carts\nER - \n";
        let (records, faults) = read("x.ris", text);
        assert_eq!(faults, []);
        let fields = |record: &Record| -> Vec<String> {
            record.fields.iter().map(|(tag, value)| format!("{tag}={value}")).collect()
        };
        assert_eq!((records[0].kind.as_str(), records[0].line), ("JOUR", 2));
        assert_eq!(fields(&records[0]), ["AU=Roe, Ann", "AB=First line second line US - third", "UR="]);
        assert_eq!((records[1].kind.as_str(), records[1].line), ("BOOK", 10));
        assert_eq!(fields(&records[1]), ["TI=Carts"]);
    }

    #[test]
    fn what_is_in_no_record_is_told() {
        let text = "Provider: Carts\nContent: text\nTY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \nAU  - Nobody\nTY  - BOOK\nTI  - C";
        let (records, faults) = read("x.ris", text);
        let titles: Vec<&str> = records.iter().map(|record| record.fields[0].1.as_str()).collect();
        assert_eq!(titles, ["A", "B", "C"]);
        let lines: Vec<usize> = faults.iter().map(|fault| fault.place.line).collect();
        assert_eq!(lines, [5, 8, 10]);
    }
}
