//! The dataset itself, as it wants to be cited.

use super::{Citation, Citing, Markup};
use crate::data::Work;
use crate::escape::Escaped;
use crate::escaped;

/// What `CITATION.cff` says, the one place in which it is said.
const CITATION: &str = include_str!("../../CITATION.cff");

/// The value of a key, without quotation marks.
fn field(key: &str) -> Option<String> {
    let line = CITATION.lines().find_map(|line| line.trim_start_matches("  - ").strip_prefix(key))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// Cites the dataset with its version; its digest, which tells two states of one version apart, is a note.
#[must_use]
pub fn dataset<M: Markup>(citing: &mut Citing<'_, M>, version: &str, digest: &str) -> Citation<Escaped<M>> {
    let title = field("title:").unwrap_or_default();
    let own = Work {
        id: "sinosov".to_owned(),
        row: 0,
        short: "sinosov".to_owned(),
        kind: "dataset".to_owned(),
        authors: field("name:").into_iter().collect(),
        editors: Vec::new(),
        translators: Vec::new(),
        title: Some(format!("{title}, version {version}")),
        container: None,
        publisher: None,
        place: None,
        issued: field("date-released:").and_then(|date| date.parse().ok()),
        volume: None,
        issue: None,
        pages: None,
        doi: None,
        isbn: None,
        url: None,
        accessed: None,
        archive: None,
        archive_ref: None,
        language: Some("en".to_owned()),
        consulted: true,
        tier: None,
        derives_from: None,
        text_sha256: None,
        note: None,
    };
    Citation { notes: vec![escaped!(M, "SHA-256 of the data: {}", digest)], ..citing.work(&own) }
}
