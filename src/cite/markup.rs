//! What a style has rendered, as text, Markdown, HTML or RTF.

use std::fmt::Write;

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatted};

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Plain text.
    Text,
    /// Markdown, with emphasis.
    Markdown,
    /// HTML, with emphasis and links.
    Html,
    /// RTF, for word processors; a fragment that [`rtf`] makes a document of.
    Rtf,
}

/// An RTF document of paragraphs.
#[must_use]
pub fn rtf(paragraphs: &[String]) -> String {
    let mut out = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n".to_owned();
    for paragraph in paragraphs {
        out.push_str(paragraph);
        out.push_str("\\par\n");
    }
    out.push_str("}\n");
    out
}

impl Markup {
    /// What a style has rendered, in this markup, on one line.
    pub(super) fn write(self, children: &ElemChildren) -> String {
        let mut out = String::new();
        self.children(children, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Text of our own beside what a style has rendered.
    pub(super) fn plain(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match (self, character) {
                (Self::Markdown, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\') => {
                    out.push('\\');
                    out.push(character);
                }
                (Self::Html, '&') => out.push_str("&amp;"),
                (Self::Html, '<') => out.push_str("&lt;"),
                (Self::Html, '>') => out.push_str("&gt;"),
                (Self::Html, '"') => out.push_str("&quot;"),
                (Self::Rtf, '\\' | '{' | '}') => {
                    out.push('\\');
                    out.push(character);
                }
                (Self::Rtf, character) if !character.is_ascii() => {
                    // RTF counts in signed 16-bit units, each with what an old reader shows instead.
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        // Writing to a string cannot fail.
                        let _ = write!(out, "\\u{}?", i16::from_ne_bytes(unit.to_ne_bytes()));
                    }
                }
                _ => out.push(character),
            }
        }
        out
    }

    fn children(self, children: &ElemChildren, out: &mut String) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.text(text, out),
                ElemChild::Elem(elem) => {
                    // What stands in a margin or on a line of its own is parted from the rest.
                    if elem.display.is_some() {
                        out.push(' ');
                    }
                    self.children(&elem.children, out);
                    if elem.display.is_some() {
                        out.push(' ');
                    }
                }
                ElemChild::Markup(text) => out.push_str(&self.plain(text)),
                ElemChild::Link { text, url } if self == Self::Html && is_web(url) => {
                    let _ = write!(out, "<a href=\"{}\">", self.plain(url));
                    self.text(text, out);
                    out.push_str("</a>");
                }
                ElemChild::Link { text, .. } => self.text(text, out),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn text(self, text: &Formatted, out: &mut String) {
        let form = &text.formatting;
        let is = [
            form.font_style != FontStyle::Normal,
            form.font_weight == FontWeight::Bold,
            form.font_variant == FontVariant::SmallCaps,
            form.vertical_align == VerticalAlign::Sup,
        ];
        let marks: [(&str, &str); 4] = match self {
            Self::Text => [("", ""); 4],
            Self::Markdown => [("*", "*"), ("**", "**"), ("", ""), ("^", "^")],
            Self::Html => [
                ("<i>", "</i>"),
                ("<b>", "</b>"),
                ("<span style=\"font-variant: small-caps\">", "</span>"),
                ("<sup>", "</sup>"),
            ],
            Self::Rtf => [("{\\i ", "}"), ("{\\b ", "}"), ("{\\scaps ", "}"), ("{\\super ", "}")],
        };
        let used: Vec<(&str, &str)> = is.into_iter().zip(marks).filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
        // Emphasis begins and ends at letters, or Markdown does not see it.
        let inner = text.text.trim();
        let (before, after) = text.text.split_once(inner).unwrap_or_default();
        out.push_str(before);
        used.iter().for_each(|(open, _)| out.push_str(open));
        out.push_str(&self.plain(inner));
        used.iter().rev().for_each(|(_, close)| out.push_str(close));
        out.push_str(after);
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
