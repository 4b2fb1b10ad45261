//! The Markdown that a definition writes as Markdown: it keeps its emphasis, lists and tables, but what looks like HTML in it is
//! text, links lead to the web, to a letter or within the report, and nothing is fetched.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, html};

use super::{Escaped, Html, Markdown, is_safe_link};

/// What is read as Markdown on a page.
const READ: Options = Options::ENABLE_TABLES;

/// What is looked through; GitHub reads more than the page does.
const SEEN: Options =
    READ.union(Options::ENABLE_GFM).union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

impl Escaped<Html> {
    /// Paragraphs of a page, every text of them as `typeset` sets it.
    #[must_use]
    pub fn prose(markdown: &Escaped<Markdown>, typeset: impl Fn(&str) -> String) -> Self {
        let text = |text: &str| Some(Event::Text(typeset(text).into()));
        let events = Parser::new_ext(&markdown.text, READ).filter_map(|event| match event {
            Event::Html(it) | Event::InlineHtml(it) | Event::Text(it) => text(&it),
            // The text of a link stays; one that leads nowhere safe loses its target. Pictures would have to be fetched.
            Event::Start(Tag::Link { ref dest_url, .. }) if !is_safe_link(dest_url) => None,
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            other => Some(other),
        });
        let mut out = String::new();
        html::push_html(&mut out, events);
        Self::of_string(out.chars().map(super::permitted).collect())
    }
}

impl Escaped<Markdown> {
    /// Markdown without what a reader's program would run or fetch: tags are text, a link that leads nowhere safe is text, a
    /// picture is a link to it.
    #[must_use]
    pub fn prose(markdown: &str) -> Self {
        let mut text: String = markdown.chars().map(super::permitted).collect();
        // What stood in a tag is read as Markdown when the tag is text, so it is looked through again; every round has fewer
        // signs left that mean anything.
        while let Some(edits) = Some(edits(&text)).filter(|edits| !edits.is_empty()) {
            for (range, instead) in edits.into_iter().rev() {
                text.replace_range(range, instead);
            }
        }
        // What comes behind it in a document must not be read as code, nor what was code as text.
        if let Some(fence) = open_fence(&text) {
            text.push_str(&fence);
        }
        Self::of_string(text)
    }
}

/// What closes the code with which a text ends, if it is not closed.
fn open_fence(text: &str) -> Option<String> {
    let followed = format!("{text}\n\nx");
    let last = Parser::new_ext(&followed, SEEN).into_offset_iter().last();
    let (Event::End(TagEnd::CodeBlock), range) = last? else { return None };
    let block = followed.get(range)?.trim_start();
    let sign = block.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence: String = block.chars().take_while(|it| *it == sign).collect();
    Some(format!("\n{fence}"))
}

/// What must be written otherwise, in the order of the text.
fn edits(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut edits: Vec<(Range<usize>, &'static str)> = Vec::new();
    let parser = Parser::new_ext(text, SEEN);
    // A definition is for the whole document, so other texts may use it.
    let definitions = parser.reference_definitions().iter().filter(|(_, it)| !is_safe_link(&it.dest));
    edits.extend(definitions.map(|(_, it)| (it.span.start..it.span.start + 1, "\\[")));
    for (event, range) in parser.into_offset_iter() {
        let from = range.start;
        let own = text.get(range.clone()).unwrap_or_default();
        let mut instead = |sign: &str, instead| {
            edits.extend(own.find(sign).map(|at| (from + at..from + at + sign.len(), instead)));
        };
        match event {
            Event::Html(_) | Event::InlineHtml(_) => instead("<", "\\<"),
            Event::Start(Tag::Image { .. }) => instead("!", ""),
            Event::Start(Tag::Link { link_type, dest_url, .. }) if !is_safe_link(&dest_url) => match link_type {
                LinkType::Autolink | LinkType::Email => instead("<", "\\<"),
                _ => instead("[", "\\["),
            },
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup();
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(markdown: &str) -> String {
        Escaped::<Html>::prose(&Escaped::<Markdown>::prose(markdown), str::to_owned).into_string()
    }

    #[test]
    fn nothing_runs() {
        let made =
            page("A *word* <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n![x](http://x.org/a.png)");
        assert!(made.contains("<em>word</em>") && !made.contains("<script") && !made.contains("<img"), "{made}");
        let made = page("[a](javascript:alert(1)) [b](https://x.org)");
        assert!(!made.contains("href=\"javascript") && made.contains("<a href=\"https://x.org\">b</a>"), "{made}");
    }

    #[test]
    fn markdown_stays_markdown_without_what_runs() {
        for (text, expected) in [
            ("A *word*, [b](https://x.org), [c](#d), `<i>`.", "A *word*, [b](https://x.org), [c](#d), `<i>`."),
            ("<b>a</b>", "\\<b>a\\</b>"),
            ("<div>\n[a](javascript:x)\n</div>", "\\<div>\n\\[a](javascript:x)\n\\</div>"),
            ("[a][b]\n\n[b]: javascript:x", "\\[a][b]\n\n\\[b]: javascript:x"),
            ("[b]: javascript:x", "\\[b]: javascript:x"),
            ("a\n\n```\n<i>", "a\n\n```\n<i>\n```"),
            ("~~~~ b\n```", "~~~~ b\n```\n~~~~"),
            ("- ```\n  a", "- ```\n  a"),
            ("```\na\n```", "```\na\n```"),
            ("<javascript:x>", "\\<javascript:x>"),
            ("![a](b.png)", "[a](b.png)"),
            ("![a](data:x)", "\\[a](data:x)"),
            ("[![a](b)](javascript:x)", "\\[[a](b)](javascript:x)"),
            ("<!-- a\n\n<script> -->", "\\<!-- a\n\n\\<script> -->"),
            ("| a |\n| --- |\n| <b> |", "| a |\n| --- |\n| \\<b> |"),
        ] {
            assert_eq!(Escaped::<Markdown>::prose(text).as_str(), expected, "{text}");
        }
    }
}
