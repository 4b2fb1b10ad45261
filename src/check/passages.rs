//! A text cut into passages, each with the locator by which the audit finds it again: the way back from
//! [`Locator::passage`](super::locator::Locator::passage).

use std::ops::Range;

use super::locator::{Locator, RUNNING_TEXT, blocks_at, is_post_number, is_whole, paragraphs_at, plain, spans};
use crate::fmt::MONTHS;

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text as a reader sees it, on one line.
    pub text: String,
    /// Whether it is running text; else it is a heading, or what a page has around its text.
    pub is_body: bool,
    place: Place,
    /// Its first line, and the one behind its last, from 1.
    lines: Range<usize>,
    /// Where a line begins that goes on with nothing before it: a paragraph, a row of a table.
    breaks: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// One locator for all of it.
    Whole(String),
    /// Where each line begins, with its number.
    Lines(Vec<(usize, usize)>),
}

impl Passage {
    /// The locator of a phrase that begins at a place of the passage.
    #[must_use]
    pub fn locator(&self, at: usize) -> String {
        match &self.place {
            Place::Whole(locator) => locator.clone(),
            Place::Lines(starts) => {
                let last = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
                format!("line {}", starts.get(last).map_or(1, |(_, line)| *line))
            }
        }
    }

    /// What belongs together around a place: a row of a table, the lines of a paragraph, or all.
    #[must_use]
    pub fn segment(&self, place: &Range<usize>) -> Range<usize> {
        let behind = self.breaks.partition_point(|at| *at <= place.start);
        let start = behind.checked_sub(1).map_or(0, |before| self.breaks[before]);
        let end = self.breaks.iter().copied().find(|at| *at >= place.end && *at > start).unwrap_or(self.text.len());
        start..end
    }

    /// Where a phrase stands in the passage, if its locator is that of the passage, in whatever form; its parts each on their own.
    #[must_use]
    pub fn places_of(&self, locator: &str, phrase: &str, text: &str) -> Vec<Range<usize>> {
        let Some(found) = spans(phrase, &self.text) else { return Vec::new() };
        let start = found.first().map_or(0, |span| span.start);
        let is_here = match (Locator::parse(locator), &self.place) {
            (Some(Locator::Line(line)), Place::Whole(_)) => self.lines.contains(&line),
            (Some(Locator::Line(_)), Place::Lines(_)) => {
                // The same words may stand on several lines.
                return self.on_line(locator, phrase);
            }
            (Some(place), _) => place.passage(text).is_some_and(|(there, _)| there.starts_with(&self.text)),
            // A page cannot be looked up.
            (None, _) => true,
        };
        if is_here && start < self.text.len() { found } else { Vec::new() }
    }

    fn on_line(&self, locator: &str, phrase: &str) -> Vec<Range<usize>> {
        let first = plain(phrase.split('…').next().unwrap_or_default());
        let starts = self.text.match_indices(&first).map(|(at, _)| at);
        let starts = starts.filter(|at| self.locator(*at) == locator && is_whole(&self.text, *at, &first));
        let of = |at: usize| {
            let found = spans(phrase, &self.text[at..]).unwrap_or_default();
            found.into_iter().map(move |span| at + span.start..at + span.end)
        };
        starts.take(1).flat_map(of).collect()
    }

    fn whole(text: &str, locator: String, lines: Range<usize>) -> Self {
        Self { text: plain(text), is_body: true, place: Place::Whole(locator), lines, breaks: Vec::new() }
    }

    /// Lines, of which the first has a number.
    fn lines(lines: &[&str], first: usize, is_body: bool) -> Self {
        let (mut text, mut starts, mut breaks) = (String::new(), Vec::new(), Vec::new());
        // Whether the line before is blank or a row of a table.
        let mut is_apart = false;
        for (index, line) in lines.iter().enumerate() {
            let is_row = is_row(line);
            let line = plain(line);
            if !text.is_empty() && !line.is_empty() {
                text.push(' ');
            }
            if !line.is_empty() {
                starts.push((text.len(), first + index));
                breaks.extend((is_apart || is_row).then_some(text.len()));
            }
            is_apart = is_row || line.is_empty();
            text.push_str(&line);
        }
        let numbers = first..first + lines.len();
        Self { text, is_body, place: Place::Lines(starts), lines: numbers, breaks }
    }
}

/// The passages of a text, in its order: of a forum its posts by paragraphs, of a text with headings its sections by paragraphs
/// and its footnotes, of running text its paragraphs; of any other, and of what stands around these, the lines.
///
/// ```
/// use sinosov::check::passages;
///
/// let text = "# Carts\n\nIn all 30 carts came.\n\nSome stayed.\n";
/// let found: Vec<(String, String)> = passages(text).into_iter().map(|it| (it.locator(0), it.text)).collect();
/// assert_eq!(found[1], ("\"Carts\", para. 1".to_owned(), "In all 30 carts came.".to_owned()));
/// ```
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    let lines: Vec<&str> = text.lines().collect();
    let is_heading = |line: &&str| line.starts_with('#') && !is_post_number(line);
    let is_post = |at: usize| {
        is_post_number(lines[at]) && lines[at + 1..].iter().take(4).any(|line| line.starts_with("Post by "))
    };
    let mut found = if (0..lines.len()).any(is_post) {
        posts(&lines)
    } else if lines.iter().any(is_heading) {
        sections(&lines)
    } else if is_running(&lines) {
        running(&lines)
    } else {
        vec![Passage::lines(&lines, 1, true)]
    };
    found.retain(|passage| !passage.text.is_empty());
    found
}

/// Whether a line is a row of a table: parted by tabs, semicolons or strokes, or of numbers more than of words.
fn is_row(line: &str) -> bool {
    let has_digit = |word: &&str| word.contains(|sign: char| sign.is_ascii_digit());
    let (numbers, words): (Vec<&str>, Vec<&str>) = line.split_whitespace().partition(has_digit);
    let is_parted = line.contains(['\t', '|']) || line.matches(';').count() > 1;
    (is_parted && !numbers.is_empty()) || (numbers.len() > 1 && numbers.len() >= words.len())
}

fn posts(lines: &[&str]) -> Vec<Passage> {
    let mut found = Vec::new();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| is_post_number(lines[*at])).collect();
    let first = starts.first().copied().unwrap_or(lines.len());
    found.push(Passage::lines(&lines[..first], 1, false));
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let head = lines[*start..end].iter().position(|line| line.starts_with("Post by ")).map(|at| start + at);
        let named = head.and_then(|head| {
            let (author, when) = lines[head].strip_prefix("Post by ")?.split_once(" » ")?;
            Some((head, author, day(when)?))
        });
        let Some((head, author, day)) = named else {
            found.push(Passage::lines(&lines[*start..end], start + 1, false));
            continue;
        };
        found.push(Passage::lines(&lines[*start..=head], start + 1, false));
        let number = lines[*start].trim_start_matches('#');
        let body = blocks_at(&lines[head + 1..end]);
        for (paragraph, (text, of)) in (1..).zip(placed(&body, head + 2, end + 1)) {
            found.push(Passage::whole(text, format!("post {number} ({author}, {day}), para. {paragraph}"), of));
        }
    }
    found
}

/// `22 Jul 2004, 17:20` as `22 July 2004`.
fn day(when: &str) -> Option<String> {
    let mut words = when.split(',').next()?.split_whitespace();
    let (day, month, year) = (words.next()?.parse::<u32>().ok()?, words.next()?, words.next()?);
    let month =
        MONTHS.iter().find(|name| month.len() >= 3 && name.starts_with(&month[..month.floor_char_boundary(3)]))?;
    Some(format!("{day} {month} {year}"))
}

fn sections(lines: &[&str]) -> Vec<Passage> {
    let mut found = Vec::new();
    let is_heading = |line: &str| line.starts_with('#');
    let first = lines.iter().position(|line| is_heading(line)).unwrap_or(lines.len());
    found.push(Passage::lines(&lines[..first], 1, false));
    let mut at = first;
    while at < lines.len() {
        found.push(Passage::lines(&lines[at..=at], at + 1, false));
        let end =
            lines[at + 1..].iter().position(|line| is_heading(line)).map_or(lines.len(), |length| at + 1 + length);
        // A quotation mark would end the name of the section.
        let heading = plain(lines[at].trim_start_matches('#')).replace('"', "");
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = &lines[at + 1..end];
        let paragraphs = paragraphs_at(body);
        let blocks = blocks_at(body);
        for (paragraph, (text, of)) in (1..).zip(placed(&paragraphs, at + 2, end + 1)) {
            // A note that stands between the parts of a paragraph is a passage of its own.
            let notes = blocks.iter().filter(|(_, block)| footnote(block).is_some());
            let own = notes.filter_map(|(_, note)| text.find(note.as_str())).min().map_or(text, |note| &text[..note]);
            if !own.trim().is_empty() {
                found.push(Passage::whole(own, format!("\"{heading}\", para. {paragraph}"), of));
            }
        }
        for (note, of) in placed(&blocks, at + 2, end + 1) {
            if let Some(number) = footnote(note) {
                found.push(Passage::whole(note, format!("footnote {number}"), of));
            }
        }
        at = end;
    }
    // What cannot be found again by a name that stands twice is found by its line.
    let text = lines.join("\n");
    let sound = |passage: &Passage| match &passage.place {
        Place::Whole(locator) => {
            let there = Locator::parse(locator).and_then(|locator| locator.passage(&text));
            there.is_some_and(|(there, _)| there.starts_with(&passage.text))
        }
        Place::Lines(_) => true,
    };
    for passage in found.iter_mut().filter(|passage| !sound(passage)) {
        if let Some(line) = lines.iter().position(|line| !line.is_empty() && passage.text.starts_with(&plain(line))) {
            passage.place = Place::Lines(vec![(0, line + 1)]);
        }
    }
    found
}

/// Blocks with the lines on which each stands: those are counted from the one of index 0 on, and the last block goes up to an end.
fn placed(blocks: &[(usize, String)], first: usize, end: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    let ends = blocks.iter().skip(1).map(move |(next, _)| first + next).chain([end]);
    blocks.iter().zip(ends).map(move |((at, text), end)| (text.as_str(), first + at..end))
}

/// The number of the note that a block is.
fn footnote(block: &str) -> Option<u32> {
    block.strip_prefix("<sup>")?.split_once("</sup>")?.0.parse().ok()
}

/// Whether most words stand in paragraphs that are no mere columns of short lines.
fn is_running(lines: &[&str]) -> bool {
    let all = lines.iter().flat_map(|line| line.split_whitespace()).count();
    let in_long: usize = blocks_at(lines)
        .iter()
        .map(|(_, block)| (block.split_whitespace().count(), block.lines().count()))
        .filter(|(words, count)| *words >= RUNNING_TEXT && words / count.max(&1) >= RUNNING_TEXT / 4)
        .map(|(words, _)| words)
        .sum();
    in_long * 2 > all && lines.iter().any(|line| line.trim().is_empty())
}

fn running(lines: &[&str]) -> Vec<Passage> {
    let all = paragraphs_at(lines);
    let first = all.iter().position(|(_, text)| text.split_whitespace().count() >= RUNNING_TEXT).unwrap_or(0);
    let start = all.get(first).map_or(0, |(start, _)| *start);
    let mut found = vec![Passage::lines(&lines[..start], 1, false)];
    for (paragraph, (text, of)) in (1..).zip(placed(&all[first..], 1, lines.len() + 1)) {
        found.push(Passage::whole(text, format!("para. {paragraph}"), of));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::locator::find;
    use super::*;

    const FORUM: &str = "A board\nMembers: 30\n\n#1\n\nPost by Ann » 02 Jan 2003, 04:05\n\nTwo carts,\nI think.\n\nBye.\nBob\n\n#2\n\n\
        Post by Bob » 3 Feb 2003, 10:00\n\nThree.\n";
    const ARTICLE: &str = "A title\n\n## FIRST \"PART\" (LONG)\n\nOne paragraph of\n\nthe first *part*.\n\nAnother, US\\$ 5 here.\n\n\
        <sup>1</sup> A note of 7.\n\n## Second\n\nEnd, 9.\n";

    #[test]
    fn every_passage_is_found_again_by_its_locator() {
        let long = "word ".repeat(45);
        let running = format!("By Ann\n\nNo. 3\n\n{long}end.\n\nThen 5 more. {long}end.\n");
        let column = "In all\n300 carts\ncame to\nus.\n".to_owned();
        for text in [FORUM.to_owned(), ARTICLE.to_owned(), running, column] {
            let all = passages(&text);
            assert!(!all.is_empty());
            for passage in all.iter().filter(|passage| !passage.text.is_empty()) {
                let words: Vec<&str> = passage.text.split(' ').take(3).collect();
                let locator = Locator::parse(&passage.locator(0)).expect("a locator that can be looked up");
                let (there, within) = locator.passage(&text).unwrap_or_else(|| panic!("{:?}", passage.locator(0)));
                let at = find(&words.join(" "), &there);
                assert!(at.is_some_and(|at| at < within), "{words:?} at {}", passage.locator(0));
            }
        }
    }

    #[test]
    fn texts_are_located_by_what_they_are() {
        let of = |text: &str| passages(text).into_iter().map(|it| (it.locator(0), it.text)).collect::<Vec<_>>();
        let forum = of(FORUM);
        assert_eq!(forum[2], ("post 1 (Ann, 2 January 2003), para. 1".to_owned(), "Two carts, I think.".to_owned()));
        assert_eq!(forum.last().expect("a post").0, "post 2 (Bob, 3 February 2003), para. 1");
        let article = of(ARTICLE);
        assert_eq!(
            article[2],
            ("\"FIRST PART (LONG)\", para. 1".to_owned(), "One paragraph of the first part.".to_owned())
        );
        assert!(article.contains(&("footnote 1".to_owned(), "1 A note of 7.".to_owned())));
        assert_eq!(article.last().expect("a section"), &("\"Second\", para. 1".to_owned(), "End, 9.".to_owned()));
        let column = passages("In all\n300 carts\ncame to\nus.\n");
        assert_eq!((column[0].locator(0), column[0].locator(8)), ("line 1".to_owned(), "line 2".to_owned()));
    }
}
