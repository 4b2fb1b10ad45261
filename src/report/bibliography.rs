//! What is known of a work, in one line; what its text does not show is left out.

use crate::data::Work;
use crate::escape::{Escaped, Markdown};
use crate::escaped;
use crate::fmt;
use crate::lang::{Tongue, say};

/// A work as a list of sources names it, to readers of a language.
#[must_use]
pub fn entry(work: &Work, tongue: &Tongue) -> Escaped<Markdown> {
    // Every part ends in one point, which an emphasis does not hide.
    let bare = |text: &str| Escaped::<Markdown>::data(text.trim_end_matches('.'));
    let mut parts = Vec::new();
    if !work.authors.is_empty() {
        parts.push(bare(&work.authors.join("; ")));
    }
    parts.push(match &work.title {
        // A title in brackets is supplied, for the work has none.
        Some(title) if title.starts_with('[') => bare(title),
        Some(title) => escaped!(Markdown, "*{}*", title),
        None => bare(&work.short),
    });
    if !work.editors.is_empty() {
        parts.push(bare(&say!(tongue, "entry-edited", names = &work.editors.join("; "))));
    }
    if !work.translators.is_empty() {
        parts.push(bare(&say!(tongue, "entry-translated", names = &work.translators.join("; "))));
    }
    let container = work.container.as_ref().map(|container| {
        let mut text = say!(tongue, "entry-in", container = container);
        if let Some(volume) = &work.volume {
            text = say!(tongue, "entry-volume", entry = &text, volume = volume);
        }
        if let Some(issue) = &work.issue {
            text = say!(tongue, "entry-issue", entry = &text, issue = issue);
        }
        bare(&text)
    });
    parts.extend(container);
    let published: Vec<&str> = [&work.place, &work.publisher].into_iter().flatten().map(String::as_str).collect();
    if !published.is_empty() {
        parts.push(bare(&published.join(": ")));
    }
    parts.extend(work.issued.map(|date| bare(&fmt::date(tongue, date))));
    parts.extend(work.pages.as_deref().map(bare));
    parts.extend(work.isbn.as_ref().map(|isbn| bare(&format!("ISBN {isbn}"))));
    let mut text = escaped!(Markdown, "{}.", Escaped::<Markdown>::joined(parts, ". "));
    if let Some(doi) = &work.doi {
        text.push(&escaped!(Markdown, " {}", Escaped::<Markdown>::address(&format!("https://doi.org/{doi}"))));
    }
    if let Some(url) = &work.url {
        text.push(&escaped!(Markdown, " {}", Escaped::<Markdown>::address(url)));
    }
    text
}
