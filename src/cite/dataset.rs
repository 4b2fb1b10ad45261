//! The dataset itself, as it wants to be cited.

use super::{Citation, Citing, Markup};
use crate::data::{About, Work};
use crate::escape::Escaped;
use crate::lang::{Tongue, say};

/// Cites a dataset as it says of itself, with its version; its digest, which tells two states of one version apart, is a note.
#[must_use]
pub fn dataset<M: Markup>(citing: &mut Citing<'_, M>, about: &About) -> Citation<Escaped<M>> {
    let About { name, title, version, .. } = about;
    let own = Work {
        id: name.clone(),
        row: 0,
        short: name.clone(),
        kind: "dataset".to_owned(),
        authors: about.contributors.clone(),
        editors: Vec::new(),
        translators: Vec::new(),
        title_told: None,
        title: Some(say!(Tongue::new(&about.language, &[]), "versioned", title = title, version = version)),
        container: None,
        publisher: None,
        place: None,
        issued: about.created,
        volume: None,
        issue: None,
        pages: None,
        doi: None,
        isbn: None,
        url: about.homepage.clone().filter(|it| it.starts_with("http://") || it.starts_with("https://")),
        accessed: None,
        archive: None,
        archive_ref: None,
        language: Some(about.language.to_string()),
        consulted: true,
        tier: None,
        derives_from: None,
        text_sha256: None,
        note: None,
    };
    Citation {
        notes: vec![Escaped::data(&say!(citing.style().readers, "digest", digest = &about.digest))],
        ..citing.work(&own)
    }
}
