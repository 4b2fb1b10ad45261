//! What a style has rendered, as text, Markdown, HTML or RTF.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::escape::{Escaped, Html, Language, Markdown, Plain, Rtf};
use crate::escaped;

/// A language in which citations are written.
pub trait Markup: Language + Sized {
    /// What begins and ends emphasis, in the order italic, bold, small capitals, raised.
    const MARKS: [(&'static str, &'static str); 4];

    /// A web address.
    #[must_use]
    fn link(address: &str) -> Escaped<Self> {
        Escaped::data(address)
    }

    /// What begins and ends a text in another language than what stands around it.
    #[must_use]
    fn in_language(_lang: &str) -> (Escaped<Self>, &'static str) {
        (Escaped::new(), "")
    }
}

impl Markup for Plain {
    const MARKS: [(&'static str, &'static str); 4] = [("", ""); 4];
}

impl Markup for Markdown {
    const MARKS: [(&'static str, &'static str); 4] = [("*", "*"), ("**", "**"), ("", ""), ("^", "^")];

    fn link(address: &str) -> Escaped<Self> {
        Escaped::<Self>::address(address)
    }
}

impl Markup for Html {
    const MARKS: [(&'static str, &'static str); 4] = [
        ("<i>", "</i>"),
        ("<b>", "</b>"),
        ("<span style=\"font-variant: small-caps\">", "</span>"),
        ("<sup>", "</sup>"),
    ];

    fn link(address: &str) -> Escaped<Self> {
        escaped!(Html, "<a href=\"{}\">{}</a>", address, readable(address))
    }

    fn in_language(lang: &str) -> (Escaped<Self>, &'static str) {
        (escaped!(Html, "<span lang=\"{}\">", lang), "</span>")
    }
}

impl Markup for Rtf {
    const MARKS: [(&'static str, &'static str); 4] =
        [("{\\i ", "}"), ("{\\b ", "}"), ("{\\scaps ", "}"), ("{\\super ", "}")];
}

/// An RTF document of paragraphs.
#[must_use]
pub fn rtf(paragraphs: &[Escaped<Rtf>]) -> Escaped<Rtf> {
    let mut out = Escaped::literal("{\\rtf1\\ansi\\uc0\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n");
    for paragraph in paragraphs {
        out.push(paragraph);
        out.write("\\par\n");
    }
    out.write("}\n");
    out
}

/// Marks of a text that is not yet in any markup, in the private part of Unicode, so that sentences can be mended and joined
/// before anything is escaped: where emphasis begins and ends, in the order italic, bold, small capitals, raised.
pub(super) const EMPHASIS: [(char, char); 4] = [ITALIC, ('\u{e002}', '\u{e003}'), ('\u{e004}', '\u{e005}'), RAISED];

/// Where italic begins and ends.
pub(super) const ITALIC: (char, char) = ('\u{e000}', '\u{e001}');

/// Where raised text begins and ends.
pub(super) const RAISED: (char, char) = ('\u{e006}', '\u{e007}');

/// Where a text in another language begins; where the tag of that ends, which stands first; and where the text ends.
pub(super) const FOREIGN: (char, char, char) = ('\u{e010}', '\u{e011}', '\u{e012}');

/// Where the processor puts the number that a work has in the list: it is known only when all works before it are.
pub(super) const NUMBER: char = '\u{e00c}';

/// Where what the processor writes with this number, as brackets around it, begins and ends.
pub(super) const NUMBERED: (char, char) = ('\u{e00d}', '\u{e00e}');

/// Whether a character is a mark that is not seen.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{e007}' | '\u{e00d}'..='\u{e00e}')
}

/// Whether a character stands for something here, so that no text may bring it.
fn is_own(character: char) -> bool {
    is_mark(character) || character == NUMBER
}

/// A text with the number of its work in the list in the places of the marks for it.
pub(super) fn numbered(text: &str, number: usize) -> String {
    let text: String = text.chars().filter(|it| !matches!(*it, '\u{e00d}'..='\u{e00e}')).collect();
    text.trim().replace(NUMBER, &number.to_string())
}

/// Whether the number of the work is in other than plain digits, as in "1st" or "i": only the processor knows the next.
pub(super) fn is_spelt(text: &str) -> bool {
    text.matches(NUMBERED.0).count() != text.matches(NUMBER).count()
}

/// What the processor writes for the first work, with a mark for its number, if that is a plain 1.
fn with_mark(own: &str) -> String {
    let is_digit = |character: char| character.is_ascii_digit();
    let one = own.find(is_digit).and_then(|at| Some((&own[..at], own[at..].strip_prefix('1')?)));
    let plain = one.filter(|(before, after)| {
        !before.ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
            && !after.contains(is_digit)
    });
    plain.map_or_else(|| own.to_owned(), |(before, after)| format!("{before}{NUMBER}{after}"))
}

/// A text of a work that is not in the list: without the number, and what is written with it.
pub(super) fn unnumbered(text: &str) -> String {
    let mut inside = false;
    let kept = text.chars().filter(|character| {
        inside = *character == NUMBERED.0 || (inside && *character != NUMBERED.1);
        !inside && *character != NUMBERED.1
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a style has rendered, on one line, with marks for its emphasis and for the number of the work, which is rendered as
/// the first and only one.
pub(super) fn neutral(children: &ElemChildren) -> String {
    let mut out = String::new();
    write_children(children, &mut out);
    // Emphasis that ends where the same begins goes on.
    let out = EMPHASIS.iter().fold(out, |out, (open, close)| out.replace(&format!("{close}{open}"), ""));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_children(children: &ElemChildren, out: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => write_text(text, out),
            ElemChild::Elem(elem) => {
                // What stands in a margin or on a line of its own is parted from the rest.
                let gap = if elem.display.is_some() { " " } else { "" };
                out.push_str(gap);
                let mut own = String::new();
                write_children(&elem.children, &mut own);
                match elem.meta {
                    Some(ElemMeta::CitationNumber) => {
                        out.extend([NUMBERED.0.to_string(), with_mark(&own), NUMBERED.1.to_string()]);
                    }
                    // In the place of a label of letters, where the citation has the number alone.
                    Some(ElemMeta::CitationLabel) if with_mark(&own) != own => {
                        out.extend([NUMBERED.0.to_string(), with_mark(&own), NUMBERED.1.to_string()]);
                    }
                    _ => out.push_str(&own),
                }
                out.push_str(gap);
            }
            ElemChild::Markup(text) => out.extend(text.chars().filter(|character| !is_own(*character))),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn write_text(text: &Formatted, out: &mut String) {
    let form = &text.formatting;
    let is = [
        form.font_style != FontStyle::Normal,
        form.font_weight == FontWeight::Bold,
        form.font_variant == FontVariant::SmallCaps,
        form.vertical_align == VerticalAlign::Sup,
    ];
    let used: Vec<(char, char)> = is.into_iter().zip(EMPHASIS).filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
    // Emphasis begins and ends at letters, or Markdown does not see it.
    let inner = text.text.trim();
    let (before, after) = text.text.split_once(inner).unwrap_or_default();
    out.push_str(before);
    out.extend(used.iter().map(|(open, _)| *open));
    out.extend(inner.chars().filter(|character| !is_own(*character)));
    out.extend(used.iter().rev().map(|(_, close)| *close));
    out.push_str(after);
}

/// A text with marks, in a markup: everything escaped, emphasis written, addresses as links where it has such.
#[must_use]
pub fn finish<M: Markup>(text: &str) -> Escaped<M> {
    let mut out = Escaped::new();
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            out.write(" ");
        }
        let end = word.trim_end_matches(|c: char| is_mark(c) || matches!(c, '.' | ',' | ')' | ';')).len();
        let (address, rest) = if is_web(word) { word.split_at(end) } else { ("", word) };
        if !address.is_empty() {
            out.push(&M::link(address));
        }
        marked(rest, &mut out);
    }
    out
}

/// A text with the signs of the markup for its marks.
fn marked<M: Markup>(text: &str, out: &mut Escaped<M>) {
    let (open, named, close) = FOREIGN;
    if let Some((before, (lang, rest))) =
        text.split_once(open).and_then(|(it, rest)| Some((it, rest.split_once(named)?)))
    {
        marked(before, out);
        out.push(&M::in_language(lang).0);
        return marked(rest, out);
    }
    if let Some((before, rest)) = text.split_once(close) {
        marked(before, out);
        out.write(M::in_language("").1);
        return marked(rest, out);
    }
    let mut rest = text;
    while let Some((at, mark)) = rest.char_indices().find(|(_, character)| is_mark(*character)) {
        out.push(&rest[..at]);
        let signs = EMPHASIS.iter().zip(M::MARKS);
        let sign = signs.into_iter().find_map(|((open, close), (left, right))| match mark {
            it if it == *open => Some(left),
            it if it == *close => Some(right),
            _ => None,
        });
        out.write(sign.unwrap_or_default());
        rest = &rest[at + mark.len_utf8()..];
    }
    out.push(rest);
}

/// An address as people read it: letters beyond ASCII that stand in it as per cent and digits stand for themselves. Signs do not, for
/// one could part the address, or turn the direction in which it is read.
fn readable(address: &str) -> String {
    let mut out = String::new();
    let mut rest = address;
    while let Some((before, behind)) = rest.split_once('%') {
        out.push_str(before);
        let bytes: Vec<u8> = rest.as_bytes()[before.len()..]
            .chunks_exact(3)
            .map_while(|code| match code {
                [b'%', digits @ ..] => u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok(),
                _ => None,
            })
            .take(4)
            .collect();
        let lengths = (2..=bytes.len()).filter_map(|length| std::str::from_utf8(&bytes[..length]).ok());
        let letter = lengths.filter_map(|text| text.chars().next().filter(|it| it.len_utf8() == text.len())).next();
        match letter.filter(|letter| letter.is_alphanumeric()) {
            Some(letter) => {
                out.push(letter);
                rest = &rest[before.len() + 3 * letter.len_utf8()..];
            }
            None => {
                out.push('%');
                rest = behind;
            }
        }
    }
    out + rest
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_an_address_are_read_and_signs_stay_as_they_are() {
        for (address, read) in [
            ("https://x.org/%D0%A2-26_%28%D0%9A%29", "https://x.org/Т-26_%28К%29"),
            ("https://x.org/%E4%B8%AD%2F%20%41", "https://x.org/中%2F%20%41"),
            ("https://x.org/%E2%80%AE%", "https://x.org/%E2%80%AE%"),
            ("https://x.org/%D0%ZZ%+1%d0%90é%", "https://x.org/%D0%ZZ%+1Аé%"),
        ] {
            assert_eq!(readable(address), read);
        }
    }

    #[test]
    fn nothing_of_a_title_is_taken_for_markup() {
        let text = "<script> {\\par} \u{e000}Ж*\u{e001}. & https://x.org/a\"b.";
        let html =
            "&lt;script&gt; {\\par} <i>Ж*</i>. &amp; <a href=\"https://x.org/a&quot;b\">https://x.org/a&quot;b</a>.";
        assert_eq!(finish::<Html>(text).as_str(), html);
        let foreign = "日程 \u{e010}en\u{e011}[Time & table]\u{e012}.";
        assert_eq!(finish::<Html>(foreign).as_str(), "日程 <span lang=\"en\">[Time &amp; table]</span>.");
        assert_eq!(finish::<Plain>(foreign).as_str(), "日程 [Time & table].");
        assert_eq!(finish::<Plain>(text).as_str(), "<script> {\\par} Ж*. & https://x.org/a\"b.");
        assert_eq!(finish::<Markdown>(text).as_str(), "\\<script> \\{\\\\par} *Ж\\**. & <https://x.org/a\"b>.");
        assert_eq!(finish::<Rtf>(text).as_str(), "<script> \\{\\\\par\\} {\\i \\u1046 *}. & https://x.org/a\"b.");
    }
}
