//! The messages of one language.

use std::collections::BTreeSet;
use std::fmt::{self, Debug, Formatter};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::Arg;
use crate::model::Lang;

/// What is wrong in a file of messages.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// Where, counted from 1.
    pub line: usize,
    /// What was found there.
    pub what: String,
}

/// The messages of one file.
pub struct Messages {
    pub(super) lang: Lang,
    bundle: FluentBundle<FluentResource>,
    ids: Vec<String>,
    letters: BTreeSet<char>,
}

impl Messages {
    /// Reads messages in the syntax of Fluent.
    ///
    /// # Errors
    /// If a message is broken, or there twice; every fault with its line.
    pub fn read(lang: Lang, text: &str) -> Result<Self, Vec<Fault>> {
        let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
            let fault = |error: FluentError| match error {
                FluentError::ParserError(error) => Fault { line: line(error.pos.start), what: error.kind.to_string() },
                other => Fault { line: 1, what: other.to_string() },
            };
            errors.into_iter().map(FluentError::ParserError).map(fault).collect::<Vec<_>>()
        })?;
        let id: LanguageIdentifier = lang.to_string().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // What stands in a message is of the same direction as the message, and the marks would be seen in a drawing.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| {
            let fault = |error: FluentError| match error {
                FluentError::Overriding { id, .. } => {
                    let at = text.rfind(&format!("\n{id} =")).map_or(0, |at| at + 1);
                    Fault { line: line(at), what: format!("`{id}` is there twice") }
                }
                other => Fault { line: 1, what: other.to_string() },
            };
            errors.into_iter().map(fault).collect::<Vec<_>>()
        })?;
        // A message begins where its line does.
        let id = |line: &str| line.split_once('=').map(|(id, _)| id.trim_end().to_owned());
        let ids = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
        let letters = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect();
        Ok(Self { lang, bundle, ids: ids.filter_map(id).collect(), letters })
    }

    /// The ids of all messages, in the order of the file.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// Every letter of the file, but for its comments.
    pub(super) fn letters(&self) -> &BTreeSet<char> {
        &self.letters
    }

    /// Whether there is such a message, with such an attribute.
    pub(super) fn has(&self, id: &str, attribute: Option<&str>) -> bool {
        self.bundle.get_message(id).is_some_and(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).is_some(),
            None => message.value().is_some(),
        })
    }

    /// A message with its values; nothing if there is none, or if it asks for a value that is not given.
    pub(super) fn say(&self, id: &str, attribute: Option<&str>, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.said(id, attribute, args)?.ok()
    }

    /// A message with its values, or the names of those that are not given; nothing if there is no such message.
    pub(super) fn said(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &[(&str, Arg<'_>)],
    ) -> Option<Result<String, BTreeSet<String>>> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => given.set(*name, FluentValue::from(*text)),
                Arg::Count(count) => given.set(*name, FluentValue::from(*count)),
            }
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        let missing = errors.iter().filter_map(|error| match error {
            FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => Some(id.clone()),
            _ => None,
        });
        Some(if errors.is_empty() { Ok(said) } else { Err(missing.collect()) })
    }
}

impl Debug for Messages {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "Messages({})", self.lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Messages, Vec<Fault>> {
        Messages::read("ru".parse().expect("a tag"), text)
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line) in [("a = b\n\nc = { $d\n", 3), ("a = b\nc = d\na = e\n", 3), ("= b\n", 1)] {
            let faults = read(text).err().unwrap_or_default();
            assert_eq!(faults.first().map(|fault| fault.line), Some(line), "{text} {faults:?}");
        }
    }

    #[test]
    fn a_message_chooses_its_form_by_a_count() {
        let text =
            "rows = { $n ->\n    [one] { $told } строка\n    [few] { $told } строки\n   *[many] { $told } строк\n}\n";
        let messages = read(text).expect("messages");
        let said =
            |count: usize, told: &str| messages.say("rows", None, &[("n", Arg::Count(count)), ("told", told.into())]);
        assert_eq!(said(1, "1").as_deref(), Some("1 строка"));
        assert_eq!(said(1002, "1 002").as_deref(), Some("1 002 строки"));
        assert_eq!(said(5, "5").as_deref(), Some("5 строк"));
        assert_eq!(messages.say("rows", None, &[]), None);
    }
}
