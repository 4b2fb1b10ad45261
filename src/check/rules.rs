//! What is plainly no figure: dates, pages, notes, headings. The rules stand in a file of the same form as the one that a package
//! may have of its own, `audit/rules.toml`.

use std::ops::Range;

use regex::Regex;
use serde::Deserialize;

use crate::data::Source;
use crate::diag::{Code, Diagnostic, Place};

/// The rules of a package, beside its tables.
pub const RULES_FILE: &str = "audit/rules.toml";

const BUILT_IN: &str = include_str!("rules.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<toml::Spanned<Written>>,
}

/// A rule as it is written: all of its expressions must be found, and none of those behind `unless`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Why such a number is no figure.
    reason: String,
    /// The number itself, all of it.
    number: Option<String>,
    /// The text directly before it.
    before: Option<String>,
    unless_before: Option<String>,
    /// The text directly behind it.
    after: Option<String>,
    unless_after: Option<String>,
    /// Only what stands outside of running text: headings, what a page has around its text.
    #[serde(default)]
    outside: bool,
    /// Also where a unit of the package, or the sign of a currency, says that something is counted.
    #[serde(default)]
    counted: bool,
}

/// A rule.
struct Rule {
    reason: String,
    number: Option<Regex>,
    before: Option<Regex>,
    unless_before: Option<Regex>,
    after: Option<Regex>,
    unless_after: Option<Regex>,
    outside: bool,
    counted: bool,
}

/// Rules by which numbers are proposed as dismissed, the first that holds.
#[derive(Default)]
pub struct Rules(Vec<Rule>);

/// How much of the text before a number a rule sees, in bytes.
const SEEN: usize = 200;

impl Rules {
    /// The rules that hold for every package.
    #[must_use]
    pub fn built_in() -> Self {
        // A test reads them.
        Self::parse("rules.toml", BUILT_IN).unwrap_or_default()
    }

    /// Those of a package alone, from `audit/rules.toml` beside its tables.
    ///
    /// # Errors
    /// If the file cannot be read, or a rule of it.
    pub fn own(source: &Source) -> Result<Self, Box<Diagnostic>> {
        let fault = |found: String| {
            let (place, expected) = (Place::file(RULES_FILE), "a text in UTF-8");
            Box::new(Diagnostic::new(Code::DismissalFails, place, found, expected, "mend the file"))
        };
        match source.beside(RULES_FILE) {
            Ok(Some(bytes)) => {
                let text = String::from_utf8(bytes).map_err(|error| fault(error.to_string()))?;
                Self::parse(RULES_FILE, &text)
            }
            Ok(None) => Ok(Self::default()),
            Err(error) => Err(fault(format!("{RULES_FILE} cannot be read: {error}"))),
        }
    }

    /// These before the rules that hold for every package.
    #[must_use]
    pub fn and_built_in(mut self) -> Self {
        self.0.extend(Self::built_in().0);
        self
    }

    fn parse(name: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let expected = "`[[rule]]` with `reason` and at least one of `number`, `before`, `after`, `outside`";
        let fault = |place: Option<Range<usize>>, found: String| {
            let place = place.map_or_else(|| Place::file(name), |span| Place::span(name, text, span));
            Box::new(Diagnostic::new(Code::DismissalFails, place, found, expected, "mend the rule"))
        };
        let file: File = toml::from_str(text).map_err(|error| fault(error.span(), error.message().to_owned()))?;
        let mut rules = Vec::new();
        for written in file.rule {
            let span = written.span();
            let written = written.into_inner();
            let is_empty = [&written.number, &written.before, &written.after].iter().all(|it| it.is_none());
            if written.reason.trim().is_empty() || (is_empty && !written.outside) {
                return Err(fault(Some(span), "a rule that says nothing".to_owned()));
            }
            let compiled = |text: &Option<String>, wrapped: fn(&str) -> String| {
                text.as_ref().map(|text| Regex::new(&wrapped(text))).transpose()
            };
            let rule = || {
                Ok::<Rule, regex::Error>(Rule {
                    number: compiled(&written.number, |text| format!("^(?:{text})$"))?,
                    before: compiled(&written.before, |text| format!("(?:{text})$"))?,
                    unless_before: compiled(&written.unless_before, |text| format!("(?:{text})$"))?,
                    after: compiled(&written.after, |text| format!("^(?:{text})"))?,
                    unless_after: compiled(&written.unless_after, |text| format!("^(?:{text})"))?,
                    outside: written.outside,
                    counted: written.counted,
                    reason: written.reason.clone(),
                })
            };
            // What the expression's own message draws is drawn by the place.
            rules.push(rule().map_err(|error| {
                let told = error.to_string();
                fault(Some(span), told.lines().last().unwrap_or("no regular expression").to_owned())
            })?);
        }
        Ok(Self(rules))
    }

    /// Why what stands at a place of a text is no figure, if it plainly is none: of running text, or of what stands around it;
    /// `is_counted` where a unit stands with it.
    #[must_use]
    pub fn reason(&self, text: &str, place: &Range<usize>, is_body: bool, is_counted: bool) -> Option<String> {
        let start = text.floor_char_boundary(place.start.saturating_sub(SEEN));
        let (before, number, after) = (&text[start..place.start], &text[place.clone()], &text[place.end..]);
        let holds = |rule: &&Rule| {
            let finds = |expression: &Option<Regex>, text: &str| expression.as_ref().is_none_or(|it| it.is_match(text));
            let forbids =
                |expression: &Option<Regex>, text: &str| expression.as_ref().is_some_and(|it| it.is_match(text));
            (!rule.outside || !is_body)
                && (rule.counted || !is_counted)
                && finds(&rule.number, number)
                && finds(&rule.before, before)
                && finds(&rule.after, after)
                && !forbids(&rule.unless_before, before)
                && !forbids(&rule.unless_after, after)
        };
        self.0.iter().find(holds).map(|rule| rule.reason.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passages;
    use crate::model::numerals;

    /// What is said of each number of a text, in its order.
    fn reasons(text: &str, lang: &str) -> Vec<(String, Option<String>)> {
        let passage = &passages(text)[0];
        let rules = Rules::built_in();
        assert!(!rules.0.is_empty(), "the rules are read");
        let found = numerals(&passage.text, &lang.parse().expect("a language"));
        let of = |it: &crate::model::Numeral| {
            (passage.text[it.place.clone()].to_owned(), rules.reason(&passage.text, &it.place, true, false))
        };
        found.iter().map(of).collect()
    }

    #[test]
    fn what_is_plainly_no_figure_is_dismissed_and_nothing_else() {
        for (lang, text, wanted) in [
            ("en", "In 1941 came 924 carts.", vec![Some("date"), None]),
            ("en", "On 21 July 1941 and July 22 came 30.", vec![Some("date"), Some("date"), Some("date"), None]),
            ("en", "from 1937 to 1941, in 1937-41", vec![Some("date"), Some("date"), Some("date")]),
            ("en", "the 1950s and the 20th time", vec![Some("date"), Some("ordinal")]),
            ("en", "See pp. 12-14, vol. 3.", vec![Some("reference"), Some("reference")]),
            ("en", "They left.12 Then 3 came.", vec![Some("note"), None]),
            ("en", "a T-34 and an I-16", vec![Some("name"), Some("name")]),
            ("en", "at 08:51", vec![Some("date"), Some("date")]),
            ("en", "to be repaid by 1963", vec![None]),
            ("en", "1,754 pages, 1140 guns", vec![None, None]),
            ("en", "one of the reasons, one cart, no one", vec![Some("pronoun"), None, Some("pronoun")]),
            ("en", "the two countries took two books", vec![Some("the pair"), None]),
            ("ru", "14 февраля 1950 г. 30 телег", vec![Some("date"), Some("date"), None]),
            ("de", "am 3. Mai 1931 kamen 30 Wagen", vec![Some("date"), Some("date"), None]),
            ("zh", "1937年5月3日300架", vec![Some("date"), Some("date"), Some("date"), None]),
            ("zh", "三年共三百架", vec![None, None]),
        ] {
            let found = reasons(text, lang);
            let told: Vec<Option<&str>> = found.iter().map(|(_, reason)| reason.as_deref()).collect();
            assert_eq!(told, wanted, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_package_adds_rules_and_hears_what_is_wrong_with_them() {
        let own = Rules::parse(RULES_FILE, "[[rule]]\nreason = \"name\"\nbefore = 'Fort '\n").expect("a rule");
        let passage = &passages("Fort 300 held.")[0];
        assert_eq!(own.reason(&passage.text, &(5..8), true, false).as_deref(), Some("name"));
        for wrong in
            ["[[rule]]\nreason = \"x\"\n", "[[rule]]\nreason = \"x\"\nbefore = '('\n", "[[rule]]\nword = 1\n", "rule"]
        {
            let fault = Rules::parse(RULES_FILE, wrong).err().expect(wrong);
            assert_eq!(fault.place.file, RULES_FILE);
        }
    }
}
