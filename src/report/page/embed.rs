//! One chart as a page of its own, to be shown within the pages of others.
//!
//! Nothing runs in it: what a mark rests on stands in its title, which a browser shows where it is pointed at.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::charts::{Drawings, Taken};
use super::fonts::Prose;
use super::head::Masthead;
use super::languages::Languages;
use super::{Safe, Writer};
use crate::chart::{self, Size};
use crate::data::Package;
use crate::files::in_parallel;
use crate::fmt;
use crate::report::definition::Definition;
use crate::report::drawn::Drawn;
use crate::report::places::Of;
use crate::report::template::Templates;
use crate::report::{Request, made_with};

/// What the template of such a page is given.
#[derive(Serialize)]
struct Embed<'a> {
    id: &'a str,
    /// The language of its title and of the report's.
    texts_lang: &'a str,
    title: String,
    subtitle: String,
    description: String,
    note: String,
    /// The works behind the chart, in short.
    sources: String,
    wide: Safe,
    narrow: Safe,
    /// The title of the report, and where its page stands, if that is known.
    report: &'a str,
    address: &'a str,
    /// What the names of files say of the language.
    suffix: String,
    masthead: &'a Masthead,
    made_with: String,
}

/// A page for every chart that is drawn, by its id.
///
/// # Errors
/// If the title of the report or the template is broken.
pub(in super::super) fn embeds<'a>(
    definition: &Definition,
    drawn: &[&'a Drawn],
    drawings: &BTreeMap<&str, Drawings>,
    (package, templates): (&Package, &Templates),
    request: &Request<'_>,
) -> Result<Vec<(&'a str, String)>> {
    let report = Writer { definition, templates }.title(Of::Report, &definition.title)?;
    let tongue = package.corrected.tongue();
    let masthead = Masthead::new(package.about(), tongue);
    let texts_lang = Languages::new(package).of_texts(definition);
    let drawn: Vec<(&Drawn, &Drawings)> =
        drawn.iter().filter_map(|drawn| Some((*drawn, drawings.get(drawn.spec.id.as_str())?))).collect();
    let made = in_parallel(&drawn, request.jobs, |(drawn, Drawings { wide, narrow })| {
        let (id, mut taken) = (drawn.spec.id.as_str(), Taken::default());
        let page = Embed {
            id,
            texts_lang: &texts_lang,
            title: fmt::flowing(&drawn.spec.title),
            subtitle: fmt::flowing(&drawn.spec.subtitle),
            description: fmt::flowing(&wide.description),
            note: fmt::flowing(&chart::in_short(package.corrected.tongue(), &wide.notes)),
            sources: fmt::flowing(&wide.source),
            wide: taken.picture(id, wide, Size::Wide),
            narrow: taken.picture(id, narrow, Size::Narrow),
            report: &report,
            address: definition.address.as_deref().unwrap_or_default(),
            suffix: request.appearance.suffix(),
            masthead: &masthead,
            made_with: made_with(tongue),
        };
        // Of the font of prose its head alone.
        let prose = Prose { heads: page.title.chars().collect(), ..Prose::default() };
        Ok((id, request.skin.embed(page, (&taken, &prose), tongue)?))
    });
    made.into_iter().collect()
}
