//! Places in a text, as locators name them, and the passage that stands there.
//!
//! A paragraph is a run of lines between blank lines. One that is broken by a page, so that its first part does not end a
//! sentence, is counted once, as in the printed work.

use std::ops::Range;

/// A locator of a kind that can be looked up in a plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Locator {
    /// `post 4 (Windward, 22 July 2004), para. 2`: the forum's number, who wrote and when, paragraph of the post.
    Post { number: u32, author: String, date: String, paragraph: usize },
    /// `"Crisis and split", para. 5`: paragraph below the heading that begins with these words.
    Section { heading: String, paragraph: usize },
    /// `para. 9`: paragraph of the body, which begins with the first paragraph of running text.
    Paragraph(usize),
    /// `footnote 1`.
    Footnote(u32),
    /// `line 185`: the line of the text on which the phrase begins.
    Line(usize),
}

/// A body begins with the first paragraph of so many words; titles and bylines are shorter.
pub(super) const RUNNING_TEXT: usize = 40;

/// How many lines a phrase may run over from the one on which it begins.
const LINES_OF_A_PHRASE: usize = 12;

impl Locator {
    /// Reads a locator; `None` for a kind that a plain text cannot be searched by.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("post ") {
            let (number, rest) = rest.split_once(" (")?;
            let (who, paragraph) = rest.rsplit_once("), para. ")?;
            let (author, date) = who.rsplit_once(", ")?;
            let (author, date) = (author.to_owned(), date.to_owned());
            return Some(Self::Post { number: number.parse().ok()?, author, date, paragraph: paragraph.parse().ok()? });
        }
        if let Some(rest) = text.strip_prefix('"') {
            let (heading, paragraph) = rest.split_once("\", para. ")?;
            return Some(Self::Section { heading: heading.to_owned(), paragraph: paragraph.parse().ok()? });
        }
        let (kind, number) = text.split_once(' ')?;
        match kind {
            "para." => Some(Self::Paragraph(number.parse().ok()?)),
            "footnote" => Some(Self::Footnote(number.parse().ok()?)),
            "line" => Some(Self::Line(number.parse().ok()?)),
            _ => None,
        }
    }

    /// The passage at the place, and how far into it (in plain text) a phrase may begin. `None` if the text has no such place.
    pub(super) fn passage(&self, text: &str) -> Option<(String, usize)> {
        let lines: Vec<&str> = text.lines().collect();
        let whole = |passage: String| {
            let plain = plain(&passage);
            let end = plain.len();
            (plain, end)
        };
        match self {
            Self::Post { number, author, date, paragraph } => {
                let start = lines.iter().position(|line| *line == format!("#{number}"))?;
                let after = &lines[start + 1..];
                let head = after.iter().position(|line| line.starts_with("Post by "))?;
                let (found_author, when) = after[head].strip_prefix("Post by ")?.split_once(" » ")?;
                if found_author != author || !same_day(date, when) {
                    return None;
                }
                let body = &after[head + 1..];
                let end = body.iter().position(|line| is_post_number(line)).unwrap_or(body.len());
                blocks(&body[..end]).get(paragraph.checked_sub(1)?).cloned().map(whole)
            }
            Self::Section { heading, paragraph } => {
                let is_heading = |line: &str| line.starts_with('#');
                let start =
                    lines.iter().position(|line| is_heading(line) && letters(line).starts_with(&letters(heading)))?;
                let body = &lines[start + 1..];
                let end = body.iter().position(|line| is_heading(line)).unwrap_or(body.len());
                paragraphs(&body[..end]).get(paragraph.checked_sub(1)?).cloned().map(whole)
            }
            Self::Paragraph(number) => {
                let all = paragraphs(&lines);
                let is_long = |text: &String| text.split_whitespace().count() >= RUNNING_TEXT;
                let first = all.iter().position(is_long).unwrap_or(0);
                all.get(first.checked_add(number.checked_sub(1)?)?).cloned().map(whole)
            }
            Self::Footnote(number) => {
                let mark = format!("<sup>{number}</sup>");
                blocks(&lines).into_iter().find(|block| block.starts_with(&mark)).map(whole)
            }
            Self::Line(number) => {
                let first = number.checked_sub(1).filter(|first| *first < lines.len())?;
                let last = (first + LINES_OF_A_PHRASE).min(lines.len());
                let begins_within = plain(lines[first]).len();
                Some((plain(&lines[first..last].join(" ")), begins_within))
            }
        }
    }
}

pub(super) fn is_post_number(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether `22 July 2004` and `22 Jul 2004, 17:20` are one day.
fn same_day(locator: &str, header: &str) -> bool {
    let parts = |text: &str| -> Option<(u32, String, u32)> {
        let date = text.split(',').next()?;
        let mut words = date.split_whitespace();
        let day = words.next()?.parse().ok()?;
        let month = words.next()?.chars().take(3).collect();
        Some((day, month, words.next()?.parse().ok()?))
    };
    parts(locator).is_some_and(|day| Some(day) == parts(header))
}

/// Letters and digits in lower case, with one space for everything between.
fn letters(text: &str) -> String {
    let spaced: String =
        text.chars().map(|character| if character.is_alphanumeric() { character } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of lines between blank lines.
fn blocks(lines: &[&str]) -> Vec<String> {
    blocks_at(lines).into_iter().map(|(_, block)| block).collect()
}

/// The same, each with the index of its first line.
pub(super) fn blocks_at(lines: &[&str]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (at, line) in lines.iter().enumerate() {
        match found.last_mut() {
            _ if line.trim().is_empty() => is_open = false,
            Some((_, block)) if is_open => {
                block.push('\n');
                block.push_str(line);
            }
            _ => {
                found.push((at, (*line).to_owned()));
                is_open = true;
            }
        }
    }
    found
}

/// Blocks, with those that a page break parted put together.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    paragraphs_at(lines).into_iter().map(|(_, text)| text).collect()
}

/// The same, each with the index of its first line.
pub(super) fn paragraphs_at(lines: &[&str]) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    for (at, block) in blocks_at(lines) {
        match joined.last_mut() {
            Some((_, last)) if !ends_a_sentence(last) => {
                last.push(' ');
                last.push_str(&block);
            }
            _ => joined.push((at, block)),
        }
    }
    joined
}

/// A sentence ends in a point or the like, behind which a bracket, a quotation mark or a note mark may stand.
fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ')', '”', '"', '>', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// The text as a reader sees it: Markdown escapes, emphasis and note tags taken out, white space folded.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => out.extend(characters.next()),
            '*' => {}
            _ => out.push(character),
        }
    }
    let out = out.replace("<sup>", "").replace("</sup>", "");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a phrase begins in a plain text; `…` stands for anything left out.
pub(super) fn find(phrase: &str, text: &str) -> Option<usize> {
    spans(phrase, text)?.first().map(|span| span.start)
}

/// Whether no digits of the text go on before or behind those of a phrase: 78 does not stand in 783.
pub(super) fn is_whole(text: &str, start: usize, phrase: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let end = start + phrase.len();
    let cut_before = phrase.starts_with(is_digit) && text[..start].ends_with(is_digit);
    let cut_behind = phrase.ends_with(is_digit) && text[end..].starts_with(is_digit);
    !cut_before && !cut_behind
}

/// The places of the parts of a phrase in a plain text, those between elisions each on its own.
pub(super) fn spans(phrase: &str, text: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in phrase.split('…').map(plain).filter(|part| !part.is_empty()) {
        let start = at
            + text[at..]
                .match_indices(&part)
                .map(|(start, _)| start)
                .find(|start| is_whole(text, at + start, &part))?;
        at = start + part.len();
        found.push(start..at);
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INVENTED: &str = "A Title\n\n## FIRST \"PART\" (LONG)\n\nOne paragraph of\n\nthe first *part*.\n\n\
        Another, US\\$ 5 here.\n\n<sup>1</sup> A note.\n\n#1\n\nPost by Ann » 02 Jan 2003, 04:05\n\nHello\nyou\n\nBye.\n";

    fn passage(locator: &str) -> Option<String> {
        Locator::parse(locator).and_then(|place| place.passage(INVENTED)).map(|(text, _)| text)
    }

    #[test]
    fn a_paragraph_broken_by_a_page_is_one() {
        assert_eq!(passage("\"First part\", para. 1").as_deref(), Some("One paragraph of the first part."));
        assert_eq!(passage("\"First part\", para. 2").as_deref(), Some("Another, US$ 5 here."));
        assert_eq!(passage("footnote 1").as_deref(), Some("1 A note."));
    }

    #[test]
    fn a_post_is_found_by_number_author_and_day() {
        assert_eq!(passage("post 1 (Ann, 2 January 2003), para. 1").as_deref(), Some("Hello you"));
        assert_eq!(passage("post 1 (Ann, 3 January 2003), para. 1"), None);
        assert_eq!(passage("post 1 (Bob, 2 January 2003), para. 1"), None);
        assert_eq!(passage("post 1 (Ann, 2 January 2003), para. 3"), None);
    }

    #[test]
    fn a_phrase_begins_on_its_line() {
        let (text, within) = Locator::Line(5).passage(INVENTED).expect("line 5");
        assert_eq!(find("paragraph of the first part", &text).map(|at| at < within), Some(true));
        let (text, within) = Locator::Line(4).passage(INVENTED).expect("line 4");
        assert_eq!(find("paragraph of", &text).map(|at| at < within), Some(false));
        assert_eq!(find("One … part", &text), Some(0));
        assert_eq!(Locator::parse("p. 5"), None);
    }
}
