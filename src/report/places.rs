//! Where the texts of a definition stand in its file, to the character: a text may be written with escapes and over several
//! lines.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diag::{Lines, Place};

/// The file of a definition.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Its name.
    file: String,
    text: Arc<str>,
}

/// What a text belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    /// The report itself.
    Report,
    /// A headline by its number, from 0.
    Headline(usize),
    /// A section by its number, from 0.
    Section(usize),
    /// A chart by its section and its number there, from 0.
    Chart(usize, usize),
    /// A chart by its id.
    Named(&'a str),
}

impl Places {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), text: Arc::from(text) }
    }

    /// The file, read once for many places.
    pub(super) fn open(&self) -> Opened<'_> {
        Opened { table: DeTable::parse(&self.text).ok(), lines: Lines::new(&self.file, &self.text) }
    }

    /// As [`Opened::of`], for one place.
    pub(super) fn of(&self, owner: Of<'_>, keys: &[&str], part: Option<Range<usize>>) -> Place {
        self.open().of(owner, keys, part)
    }
}

/// The file of a definition, read.
pub(super) struct Opened<'a> {
    table: Option<Spanned<DeTable<'a>>>,
    lines: Lines<'a>,
}

impl Opened<'_> {
    /// The place of a part of a text under a key, or under a key in a table; of the whole text, if no part is given; of the
    /// file, if there is no such text.
    pub(super) fn of(&self, owner: Of<'_>, keys: &[&str], part: Option<Range<usize>>) -> Place {
        let entry = self.table.as_ref().and_then(|table| found(table.get_ref(), owner, keys));
        self.lines.place(entry.map(|(_, value)| {
            let span = value.span();
            let raw = self.lines.text().get(span.clone()).unwrap_or_default();
            match part.and_then(|part| Some(raw_at(raw, part.start)?..raw_at(raw, part.end)?)) {
                Some(part) => span.start + part.start..span.start + part.end,
                None => span,
            }
        }))
    }
}

/// A key of a table with its value.
type Entry<'a, 'i> = (&'a Spanned<DeString<'i>>, &'a Spanned<DeValue<'i>>);

/// The value under keys of a part of a definition.
fn found<'a, 'i>(report: &'a DeTable<'i>, owner: Of<'_>, keys: &[&str]) -> Option<Entry<'a, 'i>> {
    let table = match owner {
        Of::Report => report,
        Of::Headline(number) => report.get("headline")?.get_ref().as_array()?.get(number)?.get_ref().as_table()?,
        Of::Section(section) => section_of(report, section)?,
        Of::Chart(section, chart) => charts_of(section_of(report, section)?)?.get(chart)?.get_ref().as_table()?,
        Of::Named(id) => {
            let sections = report.get("section")?.get_ref().as_array()?;
            let charts = sections.iter().filter_map(|it| charts_of(it.get_ref().as_table()?)).flatten();
            let mut tables = charts.filter_map(|chart| chart.get_ref().as_table());
            tables.find(|chart| chart.get("id").is_some_and(|it| it.get_ref().as_str() == Some(id)))?
        }
    };
    let (last, first) = keys.split_last()?;
    first.iter().try_fold(table, |table, key| table.get(*key)?.get_ref().as_table())?.get_key_value(*last)
}

fn section_of<'a, 'i>(report: &'a DeTable<'i>, section: usize) -> Option<&'a DeTable<'i>> {
    report.get("section")?.get_ref().as_array()?.get(section)?.get_ref().as_table()
}

fn charts_of<'a, 'i>(section: &'a DeTable<'i>) -> Option<&'a [Spanned<DeValue<'i>>]> {
    Some(section.get("chart")?.get_ref().as_array()?)
}

/// Where in a string of TOML, as it is written, the byte of this number of its text stands.
fn raw_at(raw: &str, wanted: usize) -> Option<usize> {
    let mark = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| raw.starts_with(mark))?;
    let is_literal = mark.starts_with('\'');
    let mut at = mark.len();
    if mark.len() == 3 {
        // A line that ends right behind the mark is none of the text.
        let rest = raw.get(at..)?;
        at += rest.len() - rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest).len();
    }
    let mut told = 0;
    loop {
        let rest = raw.get(at..)?;
        // What stands for nothing belongs to what is behind it.
        let goes_on = !is_literal && rest.strip_prefix('\\').is_some_and(|it| it.starts_with(char::is_whitespace));
        if told >= wanted && !goes_on {
            return Some(at);
        }
        let (length, counts) = match rest.strip_prefix('\\').filter(|_| !is_literal) {
            Some(escape) => escaped(escape)?,
            None => {
                let length = rest.chars().next()?.len_utf8();
                (length, length)
            }
        };
        at += length;
        told += counts;
    }
}

/// How long an escape is, its stroke among it, and how many bytes it stands for.
fn escaped(behind: &str) -> Option<(usize, usize)> {
    let digits = match behind.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        // The line goes on, and the white space at the beginning of the next is not of the text.
        character if character.is_whitespace() => return Some((1 + behind.len() - behind.trim_start().len(), 0)),
        character => return Some((1 + character.len_utf8(), 1)),
    };
    let code = u32::from_str_radix(behind.get(1..=digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_text_is_found_however_it_is_written() {
        // (as it is written, line and column of the number in it)
        for (written, at) in [
            (r#"summary = "a 12345""#, (2, 14)),
            (r#"summary = "a \"b\" 12345""#, (2, 20)),
            (r#"summary = "\u00e9\U0001F600\x41 12345""#, (2, 33)),
            (r#"summary = 'é \ 12345'"#, (2, 16)),
            ("summary = \"\"\"\n\nx\n 12345\"\"\"", (5, 2)),
            ("summary = \"\"\"\r\n\r\nx 12345\"\"\"", (4, 3)),
            ("summary = '''\nä\\\n12345'''", (4, 1)),
            ("summary = \"\"\"a \\\n\n    12345\"\"\"", (4, 5)),
            ("summary = \"\\u0031\\u0032345\"", (2, 12)),
        ] {
            let text = format!("title = \"T\"\n{written}\n");
            let value: toml::Table = toml::from_str(&text).expect(written);
            let start = value["summary"].as_str().and_then(|it| it.find("12345")).expect(written);
            let place = Places::new("x.toml", &text).of(Of::Report, &["summary"], Some(start..start + 5));
            assert_eq!((place.line, place.column), at, "{written}");
        }
    }

    #[test]
    fn every_text_has_its_owner() {
        let text = "title = \"T\"\n[[section]]\ntitle = \"S\"\n[[section.chart]]\nid = \"c\"\nlabels = { a = \"x\", b = \"y\" }\n\
            [[section.chart]]\nid = \"d\"\n[section.chart.labels]\nb = \"z\"\n";
        let places = Places::new("x.toml", text);
        let line = |owner: Of<'_>, keys: &[&str]| places.of(owner, keys, None).line;
        assert_eq!(line(Of::Report, &["title"]), 1);
        assert_eq!(line(Of::Section(0), &["title"]), 3);
        assert_eq!(line(Of::Chart(0, 0), &["labels", "b"]), 6);
        assert_eq!(line(Of::Named("d"), &["labels", "b"]), 10);
        assert_eq!(line(Of::Named("e"), &["labels", "b"]), 0);
        assert_eq!(line(Of::Section(4), &["title"]), 0);
    }
}
