//! Titles that a work does not have: supplied ones, in square brackets, as cataloguers write them.
//!
//! A style would put them into quotation marks and italics like any other, and change their capitals. So it is given a mark
//! in their place, which is replaced when the style is done.

use super::style::Style;
use super::{markup, prose};
use crate::data::Work;
use crate::lang::{Tongue, say};

/// What stands for a supplied title while a style is at work.
pub(super) const MARK: char = '\u{e00a}';

/// What stands behind a title in another language while a style is at work: what the title says is told there.
pub(super) const END: char = '\u{e00f}';

/// The title of a work; where it has none, a supplied one in the language of its readers.
pub(super) fn of(work: &Work, readers: &Tongue) -> String {
    work.title.clone().unwrap_or_else(|| format!("[{}]", say!(readers, "untitled", kind = &work.kind)))
}

/// Whether the title of a work is a supplied one.
#[must_use]
pub fn is_supplied(work: &Work) -> bool {
    work.title.as_ref().is_none_or(|title| supplied(title).is_some())
}

/// What a supplied title says, without its brackets; nothing for a title that the work itself has.
fn supplied(title: &str) -> Option<&str> {
    title.strip_prefix('[')?.strip_suffix(']')
}

/// A rendered text with the supplied title for its mark, and without the quotation marks and emphasis that were meant for a
/// title. `runs_on` in a note, in which it is a part of a sentence.
pub(super) fn restored(text: &str, style: &Style, work: &Work, runs_on: bool) -> String {
    let title = of(work, &style.readers);
    let Some(description) = supplied(&title) else { return text.to_owned() };
    let mut parts = text.split(MARK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut rest = part.to_owned();
        while let Some((open, close)) = out.chars().next_back().and_then(pair) {
            let point = rest.chars().next().filter(|it| matches!(it, ',' | '.'));
            let behind = &rest[point.map_or(0, char::len_utf8)..];
            let Some(behind) = behind.strip_prefix(close) else { break };
            rest = point.into_iter().chain(behind.chars()).collect();
            out.truncate(out.len() - open.len_utf8());
        }
        let words = with_emphasis(description);
        out.push_str(&match style.brackets_supplied() {
            true => format!("[{words}]"),
            false if runs_on && out.ends_with(", ") => prose::lowered(&words),
            false => words,
        });
        out.push_str(&rest);
    }
    out
}

/// A rendered text with what its title says behind the title, and behind what the title is set in: “日程,” comes to “日程”
/// `[Timetable]`,.
pub(super) fn translated(text: &str, work: &Work, readers: &Tongue) -> String {
    let Some(told) = &work.title_told else { return text.to_owned() };
    let mut parts = text.split(END);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let point = part.chars().next().filter(|it| matches!(it, ',' | '.'));
        let behind = &part[point.map_or(0, char::len_utf8)..];
        let is_closing =
            |letter: &char| CLOSING.contains(letter) || markup::EMPHASIS.iter().any(|(_, it)| it == letter);
        let closing: String = behind.chars().take_while(is_closing).collect();
        let behind = &behind[closing.len()..];
        out.push_str(&closing);
        let (open, named, close) = markup::FOREIGN;
        out.push_str(&format!(" {open}{}{named}[{told}]{close}", readers.lang()));
        out.extend(point);
        out.push_str(behind);
    }
    out
}

/// The marks that close a title.
const CLOSING: [char; 4] = ['”', '»', '》', '」'];

/// An opening mark with the one that closes it.
fn pair(open: char) -> Option<(char, char)> {
    let quotes = [('“', '”'), ('«', '»'), ('《', '》'), ('「', '」')];
    quotes.into_iter().chain(markup::EMPHASIS).find(|(it, _)| *it == open)
}

/// The title of a reviewed book is a title.
fn with_emphasis(description: &str) -> String {
    let reviewed = || {
        let rest = description.strip_prefix("Review of ")?;
        let ends = [", by ", ", compiled by ", ", edited by "];
        let at = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        let (open, close) = markup::ITALIC;
        Some(format!("Review of {open}{}{close}{}", &rest[..at], &rest[at..]))
    };
    reviewed().unwrap_or_else(|| description.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Package, Source};

    #[test]
    fn a_supplied_title_is_set_as_none() {
        let package = Package::read(Source::BuiltIn);
        let work = |id: &str| package.dataset.works.get(id).expect("a work");
        let style = |name: &str| Style::named(name).expect("a style");
        let (notes, apa) = (style("chicago-notes"), style("apa"));
        let kimh = work("kimh");
        assert_eq!(restored("KIMH, “\u{e00a},” Time.", &notes, kimh, true), "KIMH, untitled publication, Time.");
        assert_eq!(restored("“\u{e00a}”, Time.", &notes, kimh, true), "Untitled publication, Time.");
        assert_eq!(restored("\u{e000}\u{e00a}\u{e001}. Time.", &apa, kimh, false), "[Untitled publication]. Time.");
        assert_eq!(
            restored("\u{e000}\u{e00a}, 3\u{e001}", &apa, kimh, false),
            "\u{e000}[Untitled publication], 3\u{e001}"
        );
        assert_eq!(restored("“Reopened Door,” Time.", &notes, work("time1946"), true), "“Reopened Door,” Time.");
        assert_eq!(
            restored("\u{e00a}", &apa, work("heinzig-review"), false),
            "[Review of \u{e000}The Soviet Union and Communist China 1945-1950: The Arduous Road to the Alliance\u{e001}, by Dieter Heinzig]"
        );
        let told = Work { title_told: Some("Timetable".to_owned()), ..kimh.clone() };
        for (text, wanted) in [
            ("“日程\u{e00f},” KIMH.", "“日程” \u{e010}en\u{e011}[Timetable]\u{e012}, KIMH."),
            ("《日程\u{e00f}》. KIMH.", "《日程》 \u{e010}en\u{e011}[Timetable]\u{e012}. KIMH."),
            (
                "\u{e000}日程\u{e00f}\u{e001} (KIMH).",
                "\u{e000}日程\u{e001} \u{e010}en\u{e011}[Timetable]\u{e012} (KIMH).",
            ),
            ("“日程?\u{e00f}.” KIMH.", "“日程?” \u{e010}en\u{e011}[Timetable]\u{e012}. KIMH."),
            ("KIMH", "KIMH"),
        ] {
            assert_eq!(translated(text, &told, Tongue::english()), wanted);
        }
        let bare = Work { title: None, ..kimh.clone() };
        assert_eq!(of(&bare, Tongue::english()), "[Untitled publication]");
        let russian = style("apa").for_readers(&Tongue::new(&"ru".parse().expect("a tag"), &[]));
        assert_eq!(restored("\u{e00a}", &russian, &bare, false), "[Публикация без названия]");
    }
}
