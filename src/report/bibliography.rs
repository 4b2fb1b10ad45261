//! What is known of a work, in one line; what its text does not show is left out.

use crate::data::Work;
use crate::fmt;

/// A work as a list of sources names it.
#[must_use]
pub fn entry(work: &Work) -> String {
    let mut parts = Vec::new();
    if !work.authors.is_empty() {
        parts.push(work.authors.join("; "));
    }
    match &work.title {
        // A title in brackets is supplied, for the work has none.
        Some(title) if title.starts_with('[') => parts.push(title.clone()),
        Some(title) => parts.push(format!("*{title}*")),
        None => parts.push(work.short.clone()),
    }
    let container = work.container.as_ref().map(|container| {
        let mut text = format!("In: {container}");
        if let Some(volume) = &work.volume {
            text.push_str(&format!(", vol. {volume}"));
        }
        if let Some(issue) = &work.issue {
            text.push_str(&format!(", no. {issue}"));
        }
        text
    });
    parts.extend(container);
    let published: Vec<&str> = [&work.place, &work.publisher].into_iter().flatten().map(String::as_str).collect();
    if !published.is_empty() {
        parts.push(published.join(": "));
    }
    parts.extend(work.issued.map(fmt::date));
    parts.extend(work.pages.clone());
    let mut text: String = parts.iter().map(|part| format!("{}. ", part.trim_end_matches('.'))).collect();
    text.truncate(text.trim_end().len());
    if let Some(url) = &work.url {
        text.push_str(&format!(" <{url}>"));
    }
    text
}
