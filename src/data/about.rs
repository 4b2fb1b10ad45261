//! What a package says of itself: the head of its descriptor.

use serde_json::{Map, Value};

use crate::model::{Date, Lang};

/// Whose data a package holds, in which edition, under which licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The short name by which charts and files call the dataset.
    pub name: String,
    /// The title; the name, if there is none.
    pub title: String,
    /// The version; 0.0.0, if there is none.
    pub version: String,
    /// When this version was made.
    pub created: Option<Date>,
    /// Who made it, in order: those whose role is to create it, or all where none has that role.
    pub contributors: Vec<String>,
    /// Under which licences it may be used.
    pub licences: Vec<Licence>,
    /// Where it is to be found.
    pub homepage: Option<String>,
    /// The language in which it is written; English, if none is named.
    pub language: Lang,
    /// SHA-256 over the names and bytes of all tables, in hexadecimal: two packages with one digest hold the same data.
    pub digest: String,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its short name, from the list of the SPDX where it is there: CC-BY-4.0.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub path: Option<String>,
}

impl Licence {
    /// As people write it in short: CC BY 4.0.
    #[must_use]
    pub fn short(&self) -> Option<String> {
        let name = self.name.as_ref().or(self.title.as_ref())?;
        // Of Creative Commons the SPDX joins licence and version by hyphens, its own deeds do not.
        Some(match name.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-')) {
            Some((licence, version)) => format!("CC {licence} {version}"),
            None => name.clone(),
        })
    }

    /// With its whole title and its address: "Creative Commons Attribution 4.0 International (https://…)".
    #[must_use]
    pub fn long(&self) -> Option<String> {
        let title = self.title.as_ref().or(self.name.as_ref())?;
        Some(self.path.as_ref().map_or(title.clone(), |path| format!("{title} ({path})")))
    }
}

impl About {
    /// What the head of a descriptor says; what is not there, or cannot be read, is left out.
    pub(super) fn new(head: &Map<String, Value>, digest: String) -> Self {
        let text = |key: &str| head.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let name = text("name").unwrap_or("dataset").to_owned();
        Self {
            title: text("title").map_or_else(|| name.clone(), str::to_owned),
            name,
            version: text("version").unwrap_or("0.0.0").to_owned(),
            created: text("created").and_then(|date| date.get(..10).unwrap_or(date).parse().ok()),
            contributors: creators(head),
            licences: list(head, "licenses").map(licence).collect(),
            homepage: text("homepage").map(str::to_owned),
            language: text("language").and_then(|tag| tag.parse().ok()).unwrap_or_else(Lang::english),
            digest,
        }
    }

    /// The first digits of the digest, which tell two editions apart.
    #[must_use]
    pub fn short_digest(&self) -> &str {
        self.digest.get(..8).unwrap_or(&self.digest)
    }

    /// The short names of the licences: "CC BY 4.0, ODbL-1.0"; empty, if there is none.
    #[must_use]
    pub fn licence(&self) -> String {
        self.licences.iter().filter_map(Licence::short).collect::<Vec<_>>().join(", ")
    }
}

fn list<'a>(head: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Value> {
    head.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// As authors are named: "Family, given" where both are told, else as their title has them.
fn creators(head: &Map<String, Value>) -> Vec<String> {
    let named = |it: &Value| match (part(it, "familyName"), part(it, "givenName")) {
        (Some(family), Some(given)) => Some(format!("{family}, {given}")),
        (family, _) => part(it, "title").or(family),
    };
    let roles = |it: &Value| {
        let several = it["roles"].as_array().into_iter().flatten().filter_map(Value::as_str);
        several.chain(it["role"].as_str()).map(str::to_owned).collect::<Vec<_>>()
    };
    let creates = |it: &&Value| roles(it).iter().any(|role| matches!(role.as_str(), "creator" | "author"));
    let all: Vec<&Value> = list(head, "contributors").collect();
    let creators: Vec<&Value> = all.iter().copied().filter(creates).collect();
    let of = if creators.is_empty() { all } else { creators };
    of.into_iter().filter_map(named).collect()
}

fn part(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn licence(value: &Value) -> Licence {
    Licence { name: part(value, "name"), title: part(value, "title"), path: part(value, "path") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(head: &str) -> About {
        About::new(&serde_json::from_str(head).expect("JSON"), "ab".to_owned())
    }

    #[test]
    fn a_head_is_read_as_far_as_it_goes() {
        let whole = about(
            r#"{"name": "mills", "title": "Mills of Alba", "version": "2.1.0", "created": "2024-05-17T10:00:00Z", "language": "fr",
                "contributors": [{"title": "Ann Roe"}, {"path": "x"}], "licenses": [{"name": "CC-BY-SA-4.0"}, {"title": "Ours"}]}"#,
        );
        assert_eq!((whole.title.as_str(), whole.licence().as_str()), ("Mills of Alba", "CC BY-SA 4.0, Ours"));
        assert_eq!(
            (whole.contributors.as_slice(), whole.created),
            (["Ann Roe".to_owned()].as_slice(), "2024-05-17".parse().ok())
        );
        assert_eq!(whole.language.to_string(), "fr");
        let none = about(r#"{"name": 3, "title": " ", "licenses": "CC", "created": "May"}"#);
        assert_eq!((none.name.as_str(), none.title.as_str(), none.version.as_str()), ("dataset", "dataset", "0.0.0"));
        assert_eq!((none.licences, none.created, none.language.to_string()), (Vec::new(), None, "en".to_owned()));
    }

    #[test]
    fn authors_are_those_who_create() {
        let of = |list: &str| about(&format!(r#"{{"contributors": [{list}]}}"#)).contributors;
        let roe = r#"{"title": "Ann Roe", "givenName": "Ann", "familyName": "Roe", "roles": ["creator"]}"#;
        let poe = r#"{"title": "Bo Poe", "roles": ["wrangler"]}"#;
        assert_eq!(of(&[poe, roe].join(",")), ["Roe, Ann"]);
        assert_eq!(of(&[poe, r#"{"title": "An Office"}"#].join(",")), ["Bo Poe", "An Office"]);
        assert_eq!(of(r#"{"title": "C", "role": "author"}, {"title": "D"}"#), ["C"], "as the first version had it");
    }

    #[test]
    fn licences_are_named_as_people_name_them() {
        let short = |name: &str| Licence { name: Some(name.to_owned()), title: None, path: None }.short();
        for (name, wanted) in
            [("CC-BY-4.0", "CC BY 4.0"), ("CC-BY-NC-SA-3.0", "CC BY-NC-SA 3.0"), ("CC0-1.0", "CC0-1.0")]
        {
            assert_eq!(short(name).as_deref(), Some(wanted));
        }
        let path = Some("https://example.org".to_owned());
        let long = Licence { name: Some("X".to_owned()), title: None, path }.long();
        assert_eq!(long.as_deref(), Some("X (https://example.org)"));
    }
}
