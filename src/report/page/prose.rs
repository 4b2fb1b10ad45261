//! The Markdown of a definition as HTML that runs nothing: what looks like HTML in it is text, and links lead to the web.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use crate::fmt;

/// Paragraphs of a page.
pub(super) fn html(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(safe));
    out
}

fn safe(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => {
            Some(Event::Text(fmt::typeset(&text).into()))
        }
        // The text of a link stays; one that leads nowhere safe loses its target. Pictures would have to be fetched.
        Event::Start(Tag::Link { ref dest_url, .. }) if !is_web(dest_url) => None,
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        other => Some(other),
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://") || url.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs() {
        let made =
            html("A *word* <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n![x](http://x.org/a.png)");
        assert!(made.contains("<em>word</em>") && !made.contains("<script") && !made.contains("<img"), "{made}");
        let made = html("[a](javascript:alert(1)) [b](https://x.org)");
        assert!(!made.contains("javascript") && made.contains("<a href=\"https://x.org\">b</a>"), "{made}");
    }
}
