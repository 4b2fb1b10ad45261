//! Sentences that are joined and ended as a copy-editor would.

use super::markup::is_mark;
use super::style::Style;

/// A sentence that goes on: its point becomes a comma, inside of a quotation mark if it stood there.
pub(super) fn joined(text: &str, rest: &str, style: &Style) -> String {
    let bare = text.trim_end_matches(is_mark);
    let marks = &text[bare.len()..];
    match bare.strip_suffix(".”") {
        Some(inner) => format!("{inner},”{marks} {rest}"),
        None if style.undated.iter().any(|word| bare.ends_with(word.as_str())) => format!("{text}, {rest}"),
        None => format!("{}{marks}, {rest}", bare.trim_end_matches('.')),
    }
}

/// A sentence that ends in one point.
pub(super) fn closed(text: String, style: &Style) -> String {
    let bare = text.trim_end_matches(is_mark);
    if bare.ends_with(['.', '?', '!']) || bare.ends_with(".”") {
        return text;
    }
    match text.strip_suffix('”').filter(|_| style.points_inside()) {
        Some(inner) => format!("{inner}.”"),
        None => format!("{text}."),
    }
}

/// Two works in one note, the second with the words that join them. In GB/T 7714 each is a sentence of its own.
pub(super) fn linked(first: String, second: &str, style: &Style) -> String {
    match style.family() {
        "gb" => format!("{} {second}", closed(first, style)),
        _ => joined(&first, second, style),
    }
}

/// A place with quotation marks of type, a comma inside of them where the style has it there, and the style's word for a paragraph.
pub(super) fn quoted(text: &str, style: &Style) -> String {
    let mut open = false;
    let mark = |character: char| match character {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    let mut text: String = text.chars().map(mark).collect();
    if style.family() == "mla" {
        text = text.replace("para. ", "par. ");
    }
    if style.is_parenthetic() {
        text = text.replace('(', "[").replace(')', "]");
    }
    if style.points_inside() { text.replace("”,", ",”") } else { text }
}

/// A text whose first letter is small.
pub(super) fn lowered(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_lowercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}
