//! A page over several reports: what each is about, and the way to it.

use std::cmp::Reverse;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};

use super::Safe;
use super::charts::{Drawings, Taken};
use super::fonts::{Prose, Written};
use super::head::{self, Choice, Headline, Masthead};
use super::languages::of_package;
use crate::chart::Size;
use crate::data::Package;
use crate::data::schema::PACKAGE;
use crate::escape::{Escaped, Html, Json};
use crate::fmt;
use crate::lang::say;
use crate::model::Lang;
use crate::report::drawn::Drawn;
use crate::report::{Request, made_with};

/// What is told of a report where it stands among others.
#[derive(Debug)]
pub struct Entry {
    pub(super) id: String,
    /// The language of its texts.
    pub(super) lang: String,
    pub(super) title: String,
    /// Its summary, without marks.
    pub(super) summary: String,
    pub(super) address: String,
    pub(super) headlines: Vec<Headline>,
    pub(super) charts: usize,
    pub(super) figures: usize,
    /// The first of its charts.
    pub(super) first: Option<First>,
}

/// The chart that stands for a report.
#[derive(Debug)]
pub(super) struct First {
    id: String,
    title: String,
    description: String,
    drawings: Drawings,
}

impl First {
    pub(super) fn new(drawn: &Drawn, drawings: &Drawings) -> Self {
        Self {
            id: drawn.spec.id.clone(),
            title: fmt::flowing(&drawn.spec.title),
            description: fmt::flowing(&drawings.wide.description),
            drawings: drawings.clone(),
        }
    }
}

/// What the template is given.
#[derive(Serialize)]
struct Index<'a> {
    title: &'a str,
    /// The language of the title.
    title_lang: String,
    description: String,
    /// Below which address the reports stand, if that is known, and the page.
    base: &'a str,
    address: String,
    /// What the names of files say of the language.
    suffix: String,
    /// The languages of the page, if it has several.
    languages: Vec<Choice>,
    linked_data: Safe,
    masthead: Masthead,
    reports: Vec<Told<'a>>,
    made_with: String,
}

/// A report as the template has it.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    lang: &'a str,
    title: &'a str,
    summary: &'a str,
    headlines: &'a [Headline],
    charts: String,
    figures: String,
    picture: Option<Picture<'a>>,
}

#[derive(Serialize)]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
    wide: Safe,
    narrow: Safe,
}

/// The page over reports, those with most figures first, and the languages in which there is one.
///
/// # Errors
/// If the template is broken.
pub(in super::super) fn index(
    mut entries: Vec<&Entry>,
    languages: &[Lang],
    package: &Package,
    request: &Request<'_>,
) -> Result<String> {
    entries.sort_by_key(|entry| (Reverse(entry.figures), &entry.id));
    let entries = entries.as_slice();
    let (about, tongue) = (package.about(), &request.appearance.tongue(package));
    let mut taken = Taken::default();
    let reports = entries.iter().map(|entry| Told {
        id: &entry.id,
        lang: &entry.lang,
        title: &entry.title,
        summary: &entry.summary,
        headlines: &entry.headlines,
        charts: say!(tongue, "index-charts", n = entry.charts),
        figures: say!(tongue, "worth-figures", n = entry.figures),
        picture: entry.first.as_ref().map(|First { id, title, description, drawings }| {
            // Two reports may call charts alike.
            let of_report = format!("{}-{id}", entry.id);
            let wide = taken.picture(&of_report, &drawings.wide, Size::Wide);
            let narrow = taken.picture(&of_report, &drawings.narrow, Size::Narrow);
            Picture { id, title, description, wide, narrow }
        }),
    });
    let reports: Vec<Told<'_>> = reports.collect();
    let (base, suffix) = (address(entries), request.appearance.suffix());
    let address =
        if suffix.is_empty() || base.is_empty() { base.to_owned() } else { format!("{base}index{suffix}.html") };
    let told = package.dataset.labels.word(tongue.lang(), PACKAGE, &about.name, "title");
    let title = told.unwrap_or(&about.title);
    let own = of_package(&about.language, tongue);
    let page = Index {
        title,
        title_lang: if told.is_some() { tongue.lang().to_string() } else { own },
        description: say!(tongue, "index-about", title = title, n = entries.len()),
        base,
        linked_data: linked_data(entries, (package, title), (&address, tongue.lang()))?,
        address,
        suffix,
        languages: head::choices(&request.appearance, package, |lang| languages.contains(lang)),
        masthead: Masthead::new(about, tongue),
        reports,
        made_with: made_with(tongue),
    };
    let prose = Prose { is_upright: true, heads: Written::new(&page)?.letters(), ..Prose::default() };
    request.skin.index(page, (&taken, &prose), tongue)
}

/// The address below which all reports stand, each in a folder of its own; empty, if there is none.
fn address<'a>(entries: &[&'a Entry]) -> &'a str {
    let above =
        |entry: &&'a Entry| entry.address.strip_suffix(&format!("{}/", entry.id)).filter(|it| it.ends_with('/'));
    let mut all = entries.iter().map(above);
    let first = all.next().flatten().unwrap_or_default();
    if all.all(|other| other == Some(first)) { first } else { "" }
}

/// The reports as other programs read of them, in the words of schema.org.
fn linked_data(
    entries: &[&Entry],
    (package, title): (&Package, &str),
    (address, lang): (&str, &Lang),
) -> serde_json::Result<Safe> {
    let about = package.about();
    let with = |mut value: Value, more: &[(&str, &str)]| {
        for (key, text) in more.iter().filter(|(_, text)| !text.is_empty()) {
            value[*key] = Value::String((*text).to_owned());
        }
        value
    };
    let dataset = |entry: &&Entry| {
        let value =
            json!({ "@type": "Dataset", "name": entry.title, "description": entry.summary, "isBasedOn": about.name });
        with(value, &[("url", &entry.address)])
    };
    let value = json!({
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": title,
        "version": about.version,
        "inLanguage": lang.to_string(),
        "creator": about.contributors.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect::<Vec<_>>(),
        "dataset": entries.iter().map(dataset).collect::<Vec<_>>(),
    });
    let date = about.created.map(|date| date.to_string()).unwrap_or_default();
    let licence = about.licences.iter().find_map(|licence| licence.path.as_deref()).unwrap_or_default();
    let value = with(value, &[("dateModified", &date), ("license", licence), ("url", address)]);
    Ok(Safe::new(Escaped::<Html>::script(&Escaped::<Json>::value(&value)?)))
}
