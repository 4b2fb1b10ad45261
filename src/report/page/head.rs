//! What a page says of itself: to its readers in the masthead, to other programs as JSON-LD.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::definition::Definition;
use super::Safe;
use crate::data::{About, Package};
use crate::escape::{Escaped, Html, Json};
use crate::fmt;
use crate::lang::{Tongue, say};
use crate::model::Lang;
use crate::report::{Appearance, suffix};

/// Whose data the page shows, in which edition.
#[derive(Serialize)]
pub(super) struct Masthead {
    name: String,
    version: String,
    date: String,
    authors: String,
    licence: String,
    licence_address: String,
}

/// The page in one of its languages.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    lang: String,
    /// What the language calls itself; its tag, where no message says it.
    name: String,
    file: String,
    is_this: bool,
}

/// The languages of a page, if it has several.
pub(super) fn choices(appearance: &Appearance, package: &Package, has: impl Fn(&Lang) -> bool) -> Vec<Choice> {
    let of_lang = |lang: &Lang| {
        let spoken = if lang.is_own() { &package.about().language } else { lang };
        let tongue = Tongue::new(spoken, &appearance.messages);
        let name = if tongue.lacking().contains(NAME) { spoken.to_string() } else { say!(tongue, NAME) };
        let file = format!("index{}.html", suffix(lang));
        Choice { lang: spoken.to_string(), name, file, is_this: *lang == appearance.lang }
    };
    let choices: Vec<Choice> = appearance.languages.iter().filter(|lang| has(lang)).map(of_lang).collect();
    if choices.len() > 1 { choices } else { Vec::new() }
}

/// The message that says what a language calls itself.
const NAME: &str = "language-name";

/// A number at the head of the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Headline {
    pub(super) number: String,
    pub(super) text: String,
    pub(super) chart: String,
}

impl Masthead {
    pub(super) fn new(about: &About, tongue: &Tongue) -> Self {
        let address = about.licences.iter().find_map(|licence| licence.path.clone());
        Self {
            name: about.name.clone(),
            version: about.version.clone(),
            date: about.created.map(|it| fmt::date(tongue, it)).unwrap_or_default(),
            authors: about.contributors.join(", "),
            licence: about.licence(),
            licence_address: address.filter(|it| it.starts_with("https://")).unwrap_or_default(),
        }
    }
}

/// What the dataset of a page is, in the words of schema.org.
pub(super) struct Described<'a> {
    pub(super) about: &'a About,
    pub(super) definition: &'a Definition,
    /// The summary of the report, without marks.
    pub(super) description: &'a str,
    /// How to cite the dataset, without marks.
    pub(super) citation: &'a str,
    /// The first year and the last.
    pub(super) years: (&'a str, &'a str),
    /// Who gives and who takes.
    pub(super) actors: Vec<&'a str>,
    /// The language of the page.
    pub(super) lang: &'a Lang,
    /// Where the page stands, if that is known.
    pub(super) address: &'a str,
}

impl Described<'_> {
    /// As it may stand in a page.
    ///
    /// # Errors
    /// Never, for it is of texts and lists.
    pub(super) fn json(&self) -> serde_json::Result<Safe> {
        let About { title, version, created, contributors, licences, homepage, digest, .. } = self.about;
        let creators: Vec<Value> =
            contributors.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect();
        let licences: Vec<&String> = licences.iter().filter_map(|licence| licence.path.as_ref()).collect();
        let charts = self.definition.sections.iter().flat_map(|section| &section.charts);
        let base = self.definition.address.as_deref().unwrap_or_default();
        let distribution = |id: &str| {
            let address = format!("{base}data/{id}.csv");
            json!({ "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": address })
        };
        let mut value = json!({
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": title,
            "description": self.description,
            "version": version,
            "identifier": format!("sha256:{digest}"),
            "inLanguage": self.lang.to_string(),
            "creator": creators,
            "citation": self.citation,
            "isAccessibleForFree": true,
            "spatialCoverage": self.actors,
            "distribution": charts.map(|chart| distribution(&chart.id)).collect::<Vec<_>>(),
        });
        if let Some(known) = value.as_object_mut() {
            let mut add = |key: &str, text: Option<String>| {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    known.insert(key.to_owned(), Value::String(text));
                }
            };
            add("dateModified", created.map(|date| date.to_string()));
            add("license", licences.first().map(|licence| (*licence).clone()));
            let address = Some(self.address.to_owned()).filter(|address| !address.is_empty());
            add("url", address.or_else(|| homepage.clone()));
            let (first, last) = self.years;
            add("temporalCoverage", (!first.is_empty()).then(|| format!("{first}/{last}")));
        }
        Ok(Safe::new(Escaped::<Html>::script(&Escaped::<Json>::value(&value)?)))
    }
}
