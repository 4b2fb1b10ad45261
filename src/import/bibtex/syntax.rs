//! The entries of a file of BibTeX, before what is in their fields is read.
//!
//! An entry that is broken ends at the next line that begins one, so that the others can be read. Nothing here calls itself:
//! deep braces, and strings made of strings, cost no more than their length.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Lines};
use crate::import::reference::MOST_BROKEN;

/// An entry as it stands, with its strings put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// In small letters.
    pub kind: String,
    pub key: String,
    pub line: usize,
    /// Names in small letters, in the order of the file.
    pub fields: Vec<(String, String)>,
    /// Names that no `@string` defines, taken for what they say.
    pub undefined: Vec<String>,
}

/// All that a file holds.
#[derive(Debug, Default)]
pub(super) struct File {
    pub entries: Vec<Entry>,
    pub faults: Vec<Diagnostic>,
}

/// Longest value that strings may make of each other.
const LONGEST_VALUE: usize = 1 << 20;

/// So far back it is looked whether a line is put out of use.
const LOOKED_BACK: usize = 1000;

/// Reads a file; what cannot be read is told with its place.
pub(super) fn read(name: &str, text: &str) -> File {
    let lines = Lines::new(name, text);
    let months = MONTHS.iter().map(|(short, name)| ((*short).to_owned(), (*name).to_owned()));
    let mut reader = Reader { text, at: 0, lines, strings: months.collect(), file: File::default() };
    while reader.next() {}
    reader.file
}

/// The names that every style knows.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// What is wrong in an entry.
struct Wrong {
    span: Range<usize>,
    found: String,
    expected: &'static str,
    mend: &'static str,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    lines: Lines<'a>,
    strings: BTreeMap<String, String>,
    file: File,
}

/// Signs of the name of a type, a field or a string; those of a key are more.
fn is_of_name(sign: char) -> bool {
    !sign.is_whitespace() && !sign.is_control() && !"\"#%'(),={}@\\".contains(sign)
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes over white space, and over comments to the end of a line, which BibTeX does not know and people write.
    fn space(&mut self) {
        loop {
            self.at = self.text.len() - self.rest().trim_start().len();
            if self.peek() != Some('%') {
                return;
            }
            self.at = self.rest().find('\n').map_or(self.text.len(), |end| self.at + end);
        }
    }

    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let name = &rest[..rest.find(|sign: char| !is_of_name(sign)).unwrap_or(rest.len())];
        self.at += name.len();
        name
    }

    fn wrong(&self, expected: &'static str, mend: &'static str) -> Wrong {
        let found = match self.peek() {
            Some(sign) => format!("`{}` stands here", sign.escape_debug()),
            None => "the file ends here".to_owned(),
        };
        let length = self.peek().map_or(0, char::len_utf8);
        Wrong { span: self.at..self.at + length, found, expected, mend }
    }

    /// Reads what begins at the next `@`, if there is one.
    fn next(&mut self) -> bool {
        let Some(found) = self.rest().find('@') else { return false };
        if self.file.faults.len() >= MOST_BROKEN {
            self.fault(Wrong {
                span: self.at + found..self.at + found + 1,
                found: format!("{MOST_BROKEN} entries are broken, and no more is read"),
                expected: "a list of references",
                mend: "mend those before, and import the list once more",
            });
            return false;
        }
        let start = self.at + found;
        let before = &self.text[self.text.floor_char_boundary(start.saturating_sub(LOOKED_BACK))..start];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        self.at = start + 1;
        if line.trim_start().starts_with('%') {
            // An entry that somebody has put out of use.
            return true;
        }
        let kind = self.name().to_lowercase();
        self.space();
        let close = match self.peek() {
            Some('{') => '}',
            Some('(') => ')',
            // The sign in an address of mail, or in other text between entries.
            _ if line.trim().is_empty() && !kind.is_empty() => {
                let mend = "write it as @type{key, field = {value}}";
                let wrong = self.wrong("`{` behind the type of the entry", mend);
                self.fault(wrong);
                return true;
            }
            _ => return true,
        };
        if kind.is_empty() {
            return true;
        }
        self.at += 1;
        let read = match kind.as_str() {
            "comment" | "preamble" => self.group(close).map(|_| ()),
            "string" => self.string(close),
            _ => self.entry(kind, start, close),
        };
        if let Err(mut wrong) = read {
            let line = self.lines.line(start);
            if line < self.lines.line(wrong.span.start) {
                wrong.found.push_str(&format!(", in the entry that begins in line {line}"));
            }
            self.fault(wrong);
            // The next line that begins an entry may stand within what was taken for a value.
            self.at = start + 1;
            let next = next_entry(self.rest());
            self.at = next.map_or(self.text.len(), |at| self.at + at);
        }
        true
    }

    fn fault(&mut self, wrong: Wrong) {
        let place = self.lines.place(Some(wrong.span));
        self.file.faults.push(Diagnostic::new(Code::BadEntry, place, wrong.found, wrong.expected, wrong.mend));
    }

    /// What stands up to the sign that closes a group, which is gone over. Braces in it are in pairs.
    fn group(&mut self, close: char) -> Result<&'a str, Wrong> {
        let start = self.at;
        let mut depth = 0_usize;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                _ if depth == 0 && char::from(*byte) == close => {
                    self.at += 1;
                    return Ok(&self.text[start..self.at - 1]);
                }
                b'{' => depth += 1,
                // One that closes nothing ends what it stands in.
                b'}' => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return Err(self.wrong("a closing sign for what was opened before", CLOSE)),
                },
                b'\n' if begins_entry(&self.text[self.at + 1..], true) => break,
                _ => {}
            }
            self.at += 1;
        }
        let what = if self.at < self.text.len() { "another entry begins" } else { "the file ends" };
        let line = self.text[start..].find('\n').map_or(self.text.len(), |end| start + end);
        let found = format!("{what} before what was opened here is closed");
        Err(Wrong {
            span: start.saturating_sub(1)..line,
            found,
            expected: "as many closing as opening signs",
            mend: CLOSE,
        })
    }

    fn string(&mut self, close: char) -> Result<(), Wrong> {
        self.space();
        let name = self.name().to_lowercase();
        if name.is_empty() {
            return Err(self.wrong("the name of the string", "write it as @string{name = {value}}"));
        }
        let (value, undefined) = self.assigned()?;
        self.space();
        if self.peek() != Some(close) {
            return Err(self.wrong("the end of the string", "write it as @string{name = {value}}"));
        }
        self.at += 1;
        if let [first, ..] = undefined.as_slice() {
            let found = format!("the string `{name}` is made of `{first}`, which is not defined before it");
            let place = self.at - 1..self.at;
            self.fault(Wrong {
                span: place,
                found,
                expected: "a string that is defined",
                mend: "define it before this one",
            });
        }
        self.strings.insert(name, value);
        Ok(())
    }

    fn entry(&mut self, kind: String, start: usize, close: char) -> Result<(), Wrong> {
        self.space();
        let from = self.at;
        let is_of_key = |sign: char| !sign.is_whitespace() && !",={}".contains(sign) && sign != close;
        let end = self.rest().find(|sign| !is_of_key(sign)).unwrap_or(self.rest().len());
        let mut key = &self.rest()[..end];
        self.at += end;
        self.space();
        match self.peek() {
            Some(',') => self.at += 1,
            Some(sign) if sign == close => {}
            // An entry without a key: this is its first field.
            Some('=') => {
                key = "";
                self.at = from;
            }
            _ => return Err(self.wrong("`,` behind the key of the entry", "write it as @type{key, field = {value}}")),
        }
        let line = self.lines.line(start);
        let mut entry = Entry { kind, key: key.to_owned(), line, fields: Vec::new(), undefined: Vec::new() };
        loop {
            self.space();
            match self.peek() {
                Some(sign) if sign == close => {
                    self.at += 1;
                    self.file.entries.push(entry);
                    return Ok(());
                }
                Some(',') => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let name = self.name().to_lowercase();
            if name.is_empty() {
                return Err(self.wrong("the name of a field, or the end of the entry", CLOSE));
            }
            let (value, undefined) = self.assigned()?;
            entry.undefined.extend(undefined);
            entry.fields.push((name, value));
            self.space();
            if self.peek().is_none_or(|sign| sign != ',' && sign != close) {
                let is_next = self.peek().is_none_or(|sign| sign == '@');
                let mend = if is_next { CLOSE } else { "put a comma between fields, and braces around values" };
                return Err(self.wrong("`,` and the next field, or the end of the entry", mend));
            }
        }
    }

    /// What stands behind `=`: parts joined by `#`. With the names in it that are not defined.
    fn assigned(&mut self) -> Result<(String, Vec<String>), Wrong> {
        self.space();
        if self.peek() != Some('=') {
            return Err(self.wrong("`=` behind a name", "write it as name = {value}"));
        }
        self.at += 1;
        let (mut value, mut undefined) = (String::new(), Vec::new());
        loop {
            self.space();
            let start = self.at;
            match self.peek() {
                Some('{') => {
                    self.at += 1;
                    value.push_str(self.group('}')?);
                }
                Some('"') => {
                    self.at += 1;
                    value.push_str(self.group('"')?);
                }
                // A field without a value.
                Some(',' | '}' | ')') if value.is_empty() => {}
                _ => {
                    let name = self.name();
                    if name.is_empty() {
                        let mend = "put braces around the value";
                        return Err(
                            self.wrong("a value in braces or quotation marks, a number, or the name of a string", mend)
                        );
                    }
                    match self.strings.get(&name.to_lowercase()) {
                        Some(string) => value.push_str(string),
                        None => {
                            if !name.bytes().all(|byte| byte.is_ascii_digit()) {
                                undefined.push(name.to_owned());
                            }
                            value.push_str(name);
                        }
                    }
                }
            }
            if value.len() > LONGEST_VALUE {
                let found = format!("strings make a value of more than {LONGEST_VALUE} bytes");
                return Err(Wrong {
                    span: start..self.at,
                    found,
                    expected: "a value that a person reads",
                    mend: "shorten it",
                });
            }
            self.space();
            if self.peek() != Some('#') {
                return Ok((value, undefined));
            }
            self.at += 1;
        }
    }
}

const CLOSE: &str = "count the braces and quotation marks of the entry: one is missing, or there is one too many";

/// Whether a line begins an entry: with its opening brace, or at least with its type.
fn begins_entry(line: &str, is_whole: bool) -> bool {
    let Some(line) = line.strip_prefix('@') else { return false };
    let behind = line.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    behind.len() < line.len() && (!is_whole || behind.trim_start_matches([' ', '\t']).starts_with(['{', '(']))
}

/// Where the next line begins an entry, however it goes on.
fn next_entry(text: &str) -> Option<usize> {
    text.match_indices('\n').map(|(at, _)| at + 1).find(|at| begins_entry(&text[*at..], false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &File) -> Vec<(usize, &str)> {
        file.faults.iter().map(|fault| (fault.place.line, fault.found.as_str())).collect()
    }

    fn fields(entry: &Entry) -> Vec<(&str, &str)> {
        entry.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    #[test]
    fn an_entry_has_values_of_three_forms() {
        let text = "Some words, ann@example.org.\n% @book{not, title = {this}}\n@string(press = \"Cart \" # {Press})\n\
            @Comment{jabref-meta: grouping: {a};}\n@preamble{\"\\newcommand{x}\"}\n\
            @BOOK{roe, Title = {On {Carts}}, % a remark\n publisher = press # { of Alba}, year = 1930, month = \"1~\" # may, note = ,}\n\
            @misc(doe, title = \"A {\"}quoted{\"} one\",)\n@misc{empty}\n@misc{title = {No key}}";
        let file = read("x.bib", text);
        assert_eq!(told(&file), []);
        let keys: Vec<(&str, &str, usize)> =
            file.entries.iter().map(|entry| (entry.kind.as_str(), entry.key.as_str(), entry.line)).collect();
        assert_eq!(keys, [("book", "roe", 6), ("misc", "doe", 8), ("misc", "empty", 9), ("misc", "", 10)]);
        let wanted = [
            ("title", "On {Carts}"),
            ("publisher", "Cart Press of Alba"),
            ("year", "1930"),
            ("month", "1~May"),
            ("note", ""),
        ];
        assert_eq!(fields(&file.entries[0]), wanted);
        assert_eq!(fields(&file.entries[1]), [("title", "A {\"}quoted{\"} one")]);
        assert_eq!(fields(&file.entries[3]), [("title", "No key")]);
    }

    #[test]
    fn a_broken_entry_stops_no_other() {
        let text = "@book{a, title = {Never closed\n}\n@book{b, title {x}}\n@book{c, title = {Sound}}\n@book{d, title = {x} year = 1930}\n\
            @book{e, title = {x}}}\n@book{f, title = \"x}\n@book f, title = {x}\n@book{g, journal = jcart}\n@book{h";
        let file = read("x.bib", text);
        let keys: Vec<&str> = file.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["c", "e", "g"]);
        let lines: Vec<usize> = file.faults.iter().map(|fault| fault.place.line).collect();
        assert_eq!(lines, [3, 3, 5, 7, 8, 10], "{:?}", told(&file));
        assert_eq!(file.entries[2].undefined, ["jcart"]);
    }

    #[test]
    fn strings_and_braces_that_grow_without_end_are_refused() {
        let mut text = "@string{a0 = {abcdefghij}}\n".to_owned();
        for number in 1..60 {
            text.push_str(&format!("@string{{a{number} = a{0} # a{0}}}\n", number - 1));
        }
        text.push_str("@string{b = b # b}\n@book{x, title = b}\n");
        let file = read("x.bib", &text);
        assert!(!file.faults.is_empty() && file.entries.len() == 1);
        let deep = format!("@book{{x, title = {{{}{}}}}}", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(read("x.bib", &deep).entries.len(), 1);
        assert_eq!(read("x.bib", &deep[..deep.len() - 9]).faults.len(), 1);
    }
}
