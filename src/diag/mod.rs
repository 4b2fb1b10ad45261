//! Faults as data: where, what was found, what was expected, how to mend it.

mod code;
mod render;
mod suggest;

use std::ops::Range;

pub use code::Code;
pub use render::render;
pub use suggest::{hint, mend, near};

/// A place in a file of a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name inside the package, such as `figures.csv`.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// The line's text and the bytes of it that are at fault.
    pub excerpt: Option<Excerpt>,
}

/// A line of a file and the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The whole line without its line break.
    pub text: String,
    /// First byte of the part.
    pub start: usize,
    /// Byte after the part.
    pub end: usize,
}

/// A longer line is named, not printed.
const LONGEST_EXCERPT: usize = 4000;

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), line: 0, column: 0, excerpt: None }
    }

    /// The bytes `span` of a file's text; a span over several lines is cut at the end of its first.
    #[must_use]
    pub fn span(name: &str, text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start);
        let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self::in_line(name, text, span, line)
    }

    /// As [`Place::span`], for one who knows in which line the span begins; counting from the top is slow in a long file.
    #[must_use]
    pub fn in_line(name: &str, text: &str, span: Range<usize>, line: usize) -> Self {
        // A parser may tell bytes inside of a character.
        let (start, stop) = (text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end.min(text.len())));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let column = text[line_start..start].chars().count() + 1;
        let excerpt = (line_end - line_start <= LONGEST_EXCERPT).then(|| Excerpt {
            text: text[line_start..line_end].to_owned(),
            start: start - line_start,
            end: stop.clamp(start, line_end) - line_start,
        });
        Self { file: name.to_owned(), line, column, excerpt }
    }
}

/// A text of a file, in which many places are told.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The text of a file of this name.
    #[must_use]
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, text, starts: [0].into_iter().chain(starts).collect() }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// In which line a byte is, from 1: found at once, however long the line is.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The place of some bytes, as [`Place::span`]; of the file, if there are none.
    #[must_use]
    pub fn place(&self, span: Option<Range<usize>>) -> Place {
        let Some(span) = span else { return Place::file(self.file) };
        let line = self.starts.partition_point(|start| *start <= span.start);
        Place::in_line(self.file, self.text, span, line)
    }
}

/// One fault of a package or of a report definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of fault.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What was found.
    pub found: String,
    /// What was expected there.
    pub expected: String,
    /// How to mend it.
    pub mend: String,
}

impl Diagnostic {
    /// A fault at a place.
    #[must_use]
    pub fn new(
        code: Code,
        place: Place,
        found: impl Into<String>,
        expected: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self { code, place, found: found.into(), expected: expected.into(), mend: mend.into() }
    }
}

/// Whether a package with these faults can be used: none of them stops all.
#[must_use]
pub fn are_usable(faults: &[Diagnostic]) -> bool {
    !faults.iter().any(|fault| fault.code.stops_all())
}

/// Sorts faults by file, line and column and drops doubles.
pub fn sort(faults: &mut Vec<Diagnostic>) {
    let key = |fault: &'_ Diagnostic| (fault.place.line, fault.place.column, fault.code.slug());
    faults.sort_by(|left, right| {
        let files = left.place.file.cmp(&right.place.file);
        files.then_with(|| key(left).cmp(&key(right))).then_with(|| left.found.cmp(&right.found))
    });
    faults.dedup();
}
