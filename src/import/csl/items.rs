//! The items of a file of JSON, each with its place, so that one that is broken stops no other.
//!
//! The text is walked once, without calls of itself, to find where each item begins and ends; the items are then read one by
//! one.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Lines};
use crate::import::reference::MOST_BROKEN;

/// An item as it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub fields: Map<String, Value>,
    pub line: usize,
}

/// Under what other programs keep the list: Crossref's answer, its message, pandoc's metadata.
const WRAPPINGS: [&str; 4] = ["message", "items", "references", "data"];

/// Reads a file: a list of items, one item, or an object that holds either.
pub(super) fn read(name: &str, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    let lines = Lines::new(name, text);
    let (mut items, mut faults) = (Vec::new(), Vec::<Diagnostic>::new());
    for span in parts(text, list(text)) {
        let source = &text[span.clone()];
        let line = lines.line(span.start);
        let (at, found, expected, mend) = match serde_json::from_str::<Value>(source) {
            Ok(Value::Object(fields)) => {
                items.push(Item { fields, line });
                continue;
            }
            Ok(_) => {
                let mend = "delete it, or export the list once more";
                (span, "this is no item".to_owned(), "an object with `type`, `title` …", mend)
            }
            Err(error) => {
                let start: usize =
                    source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let at = span.start + (start + error.column().saturating_sub(1)).min(source.len());
                let found = format!("the item that begins in line {line} cannot be read: {}", reason(&error));
                (at..at + 1, found, "JSON", "mend it here; if the file was cut off, export it once more")
            }
        };
        let is_last = faults.len() >= MOST_BROKEN;
        let found = if is_last { format!("{MOST_BROKEN} items are broken, and no more is read") } else { found };
        faults.push(Diagnostic::new(Code::BadEntry, lines.place(Some(at)), found, expected, mend));
        if is_last {
            break;
        }
    }
    (items, faults)
}

/// What is wrong, without the place, which is told already.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// What holds the items: the inside of a list, or all of one item.
fn list(text: &str) -> Range<usize> {
    let mut span = trimmed(text, 0..text.len());
    for _ in 0..WRAPPINGS.len() {
        if !text[span.clone()].starts_with('{') {
            break;
        }
        let inner = trimmed(text, span.start + 1..span.end.saturating_sub(1).max(span.start + 1));
        let member = |part: Range<usize>| {
            let (key, value) = text[part.clone()].split_once(':')?;
            let is_wrapping = WRAPPINGS.contains(&key.trim().trim_matches('"'));
            let value = trimmed(text, part.end - value.len()..part.end);
            (is_wrapping && text[value.clone()].starts_with(['[', '{'])).then_some(value)
        };
        match parts(text, inner).into_iter().find_map(member) {
            Some(value) => span = value,
            None => break,
        }
    }
    match text[span.clone()].strip_prefix('[') {
        Some(inner) => span.end - inner.len()..span.end - usize::from(inner.ends_with(']')),
        None => span,
    }
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let inner = &text[span.clone()];
    let start = span.start + (inner.len() - inner.trim_start().len());
    start..(start + inner.trim().len()).max(start)
}

/// What stands between the commas of a text that are in no string, list or object.
fn parts(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    let mut start = span.start;
    let mut push = |part: Range<usize>| {
        let part = trimmed(text, part);
        if !part.is_empty() {
            parts.push(part);
        }
    };
    for (at, byte) in text[span.clone()].bytes().enumerate().map(|(at, byte)| (span.start + at, byte)) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            // No string of JSON runs over a line: one that is not closed ends with it.
            b'\n' if in_string => in_string = false,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(start..span.end);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> (Vec<(String, usize)>, Vec<usize>) {
        let (items, faults) = read("x.json", text);
        let title = |item: &Item| (item.fields["title"].as_str().unwrap_or("?").to_owned(), item.line);
        (items.iter().map(title).collect(), faults.iter().map(|fault| fault.place.line).collect())
    }

    #[test]
    fn lists_come_in_several_wrappings() {
        let item = "{\"title\": \"A, [b] \\\"{c}\\\"\"}";
        let title = || "A, [b] \"{c}\"".to_owned();
        for (text, wanted) in [
            (format!("[{item}]"), vec![(title(), 1)]),
            (format!("[\n{item},\n{item}\n]\n"), vec![(title(), 2), (title(), 3)]),
            (item.to_owned(), vec![(title(), 1)]),
            (format!("{{\"status\": \"ok\", \"message\": {item}}}"), vec![(title(), 1)]),
            (format!("{{\"message\": {{\"total\": 1,\n\"items\": [{item}]}}}}"), vec![(title(), 2)]),
            (format!("{{\"references\": [\n\n{item}]}}"), vec![(title(), 3)]),
            ("[]".to_owned(), vec![]),
            (" ".to_owned(), vec![]),
        ] {
            assert_eq!(titles(&text), (wanted, vec![]), "{text}");
        }
    }

    #[test]
    fn a_broken_item_stops_no_other() {
        let text =
            "[\n{\"title\": \"A\"},\n{\"title\": \"B\", \"volume\": },\n7,\n{\"title\": \"C\"},\n{\"title\": \"D\n";
        assert_eq!(titles(text), (vec![("A".to_owned(), 2), ("C".to_owned(), 5)], vec![3, 4, 6]));
        let deep = format!("[{}", "[".repeat(200_000));
        assert_eq!(titles(&deep).1.len(), 1);
    }
}
