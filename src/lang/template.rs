//! A message for those who have no messages themselves, such as the script of a page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::messages::Messages;
use super::{Arg, category, rules};
use crate::model::Lang;

/// A message with a place in braces for each of its values: `from { $work }` is `from {work}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Template {
    /// The same whatever it is filled with.
    Text(String),
    /// One that chooses its form by the count `n`, which is written in the place `{told}`.
    Forms {
        /// The language of the message, if it is not the one that was asked for: its plural has other rules.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<String>,
        /// The form for each category of the plural that a whole number can have.
        #[serde(flatten)]
        forms: BTreeMap<&'static str, String>,
    },
}

impl Template {
    /// The template of a message; nothing if there is none.
    pub(super) fn new(messages: &Messages, id: &str, is_own: bool) -> Option<Self> {
        let without = filled(messages, id, None)?;
        let forms: Option<BTreeMap<_, _>> = match without.takes_count {
            false => return Some(Self::Text(without.text)),
            true => samples(&messages.lang).into_iter().map(|(it, n)| Some((it, filled(messages, id, Some(n))?.text))),
        }
        .collect();
        let forms = forms?;
        let mut texts = forms.values();
        let first = texts.next()?;
        Some(match texts.all(|text| text == first) {
            true => Self::Text(first.clone()),
            false => Self::Forms { lang: (!is_own).then(|| messages.lang.to_string()), forms },
        })
    }
}

/// A message with its places.
struct Filled {
    text: String,
    takes_count: bool,
}

/// A message with a place for each of its values, in its form for a count.
fn filled(messages: &Messages, id: &str, count: Option<usize>) -> Option<Filled> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    loop {
        let places: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), format!("{{{name}}}"))).collect();
        let mut args: Vec<(&str, Arg<'_>)> = places.iter().map(|(name, place)| (*name, Arg::from(place))).collect();
        args.extend(count.map(|count| ("n", Arg::Count(count))));
        match messages.said(id, None, &args)? {
            Ok(text) => return Some(Filled { text, takes_count: names.contains("n") || names.contains("told") }),
            // What is missing may be asked for one after the other; what else is wrong does not go away.
            Err(missing) if missing.is_subset(&names) => return None,
            Err(missing) => names.extend(missing),
        }
    }
}

/// A count for each category of the plural of a language; none for what only fractions are.
fn samples(lang: &Lang) -> Vec<(&'static str, usize)> {
    let rules = rules(lang);
    let mut samples: BTreeMap<&'static str, usize> = BTreeMap::new();
    // What a message says of none or of one alone is not its form for the others.
    for count in (2..=200).chain([1, 0, 1_000_000]) {
        samples.entry(category(rules.as_ref(), &count.to_string())).or_insert(count);
    }
    samples.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(lang: &str, text: &str, is_own: bool) -> String {
        let messages = Messages::read(lang.parse().expect("a tag"), text).expect("messages");
        serde_json::to_string(&Template::new(&messages, "a", is_own)).expect("JSON")
    }

    #[test]
    fn a_message_has_places_for_its_values() {
        assert_eq!(template("en", "a = { $first } and { $last }, “so”\n", true), r#""{first} and {last}, “so”""#);
        assert_eq!(template("en", "b = x\n", true), "null");
        let works = "a = { $n ->\n    [one] { $told } work of { $who }\n   *[other] { $told } works of { $who }\n}\n";
        assert_eq!(template("en", works, true), r#"{"one":"{told} work of {who}","other":"{told} works of {who}"}"#);
        assert_eq!(
            template("en", works, false),
            r#"{"lang":"en","one":"{told} work of {who}","other":"{told} works of {who}"}"#
        );
    }

    #[test]
    fn each_category_of_the_language_has_its_form() {
        let works =
            "a = { $n ->\n    [one] { $told } работа\n    [few] { $told } работы\n   *[many] { $told } работ\n}\n";
        assert_eq!(
            template("ru", works, true),
            r#"{"few":"{told} работы","many":"{told} работ","one":"{told} работа"}"#
        );
        assert_eq!(template("zh", "a = { $told }部文献\n", true), r#""{told}部文献""#);
        // A value that one form alone has is found, too.
        let some = "a = { $n ->\n    [0] none\n    [one] { $who }\n   *[other] { $told }\n}\n";
        assert_eq!(template("en", some, true), r#"{"one":"{who}","other":"{told}"}"#);
    }
}
