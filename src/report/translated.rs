//! A definition in another language: its texts where they have a translation, and what is told of those that have none.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::definition::Definition;
use super::places::Of;
use super::translation::digest;
use super::typed::bare_numbers;
use crate::diag::{Code, Diagnostic, Place, hint};
use crate::model::Lang;

/// By what a translation calls a text of a definition.
fn address(definition: &Definition, of: Of<'_>, keys: &[&str]) -> String {
    let chart = |section: usize, at: usize| {
        let chart = definition.sections.get(section).and_then(|section| section.charts.get(at));
        chart.map(|chart| chart.id.as_str()).unwrap_or_default()
    };
    let owner = match of {
        Of::Report => String::new(),
        Of::Headline(number) => format!("headline.{}.", number + 1),
        Of::Section(number) => format!("section.{}.", number + 1),
        Of::Chart(section, at) => format!("chart.{}.", chart(section, at)),
        Of::Named(id) => format!("chart.{id}."),
    };
    format!("{owner}{}", keys.join("."))
}

impl Definition {
    /// All texts with their addresses.
    fn texts(&mut self) -> Vec<(String, &mut String)> {
        let mut texts = vec![("title".to_owned(), &mut self.title), ("summary".to_owned(), &mut self.summary)];
        for (number, headline) in (1..).zip(&mut self.headlines) {
            texts.push((format!("headline.{number}.number"), &mut headline.number));
            texts.push((format!("headline.{number}.text"), &mut headline.text));
        }
        for (number, section) in (1..).zip(&mut self.sections) {
            texts.push((format!("section.{number}.title"), &mut section.title));
            texts.push((format!("section.{number}.text"), &mut section.text));
            for chart in &mut section.charts {
                let id = &chart.id;
                let own = [
                    ("title", &mut chart.title),
                    ("subtitle", &mut chart.subtitle),
                    ("note", &mut chart.note),
                    ("axis", &mut chart.axis),
                ];
                texts.extend(own.map(|(key, text)| (format!("chart.{id}.{key}"), text)));
                for (table, names) in [("labels", &mut chart.labels), ("details", &mut chart.details)] {
                    texts.extend(names.iter_mut().map(|(key, text)| (format!("chart.{id}.{table}.{key}"), text)));
                }
            }
        }
        texts.retain(|(_, text)| !text.trim().is_empty());
        texts
    }

    /// The definition with its texts in a language, or in one that it is a variety of; and what of it is not translated, or was
    /// translated before it was changed. Without any translation it stays as it is, and nothing is told.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> (Cow<'_, Self>, Vec<Diagnostic>) {
        let known = |lang: Lang| self.translations.iter().find(|translation| translation.lang == lang);
        let Some(translation) = lang.and_wider().find_map(known) else { return (Cow::Borrowed(self), Vec::new()) };
        let mut told = Self { told: Some(Arc::clone(translation)), ..self.clone() };
        let mut faults = Vec::new();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        // A text that has moved, as that of a section behind a new one, is found by what it translates.
        let mut by_digest: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for (address, text) in &translation.texts {
            by_digest.entry((&text.of, last(address))).or_insert(address);
        }
        let mut moved = BTreeMap::new();
        for (address, text) in told.texts() {
            let digest = digest(text);
            let own = translation.texts.get_key_value(&address).filter(|(_, own)| own.of == digest);
            let found = own
                .map(|(address, _)| address.as_str())
                .or_else(|| by_digest.get(&(digest.as_str(), last(&address))).copied());
            let Some(found) = found else {
                let (place, what, mend) = match translation.texts.get(&address) {
                    Some(old) => (translation.place(old), "is of an older text", "translate it again"),
                    None => (Place::file(&translation.file), "has no translation", "translate it"),
                };
                let what = format!("`{address}` {what}");
                let expected = format!("one of \"{}\"", excerpt(text));
                let mend = format!("{mend}, with `of = \"{digest}\"`");
                faults.push(Diagnostic::new(Code::Untranslated, place, what, &expected, mend));
                continue;
            };
            used.insert(found);
            let translated = &translation.texts[found];
            for number in bare_numbers(&translated.text).into_iter().filter(|_| bare_numbers(text).is_empty()) {
                let found =
                    format!("the number {} is typed into `{address}`", translated.text.get(number).unwrap_or_default());
                let expected = "a template that asks the data";
                faults.push(Diagnostic::new(
                    Code::TypedNumber,
                    translation.place(translated),
                    found,
                    expected,
                    "write {{ value(\"…\") }}",
                ));
            }
            translated.text.clone_into(text);
            moved.insert(address, found.to_owned());
        }
        for (address, text) in translation.texts.iter().filter(|(address, _)| !used.contains(address.as_str())) {
            let is_old = faults.iter().any(|fault| fault.found.starts_with(&format!("`{address}` ")));
            if !is_old {
                let known: Vec<String> = self.clone().texts().into_iter().map(|(address, _)| address).collect();
                let found = format!("there is no text `{address}`{}", hint(address, known.iter().map(String::as_str)));
                let place = translation.place(text);
                faults.push(Diagnostic::new(Code::Untranslated, place, found, "a text of the report", "take it out"));
            }
        }
        told.moved = moved;
        (Cow::Owned(told), faults)
    }

    /// What is missing, or older than its original, in all translations.
    #[must_use]
    pub fn untranslated(&self) -> Vec<Diagnostic> {
        let languages = self.translations.iter().map(|translation| &translation.lang);
        languages.flat_map(|lang| self.in_language(lang).1).collect()
    }

    /// The place of a part of a text: in the file of its translation, where it is translated.
    pub(super) fn place(&self, of: Of<'_>, keys: &[&str], part: Option<Range<usize>>) -> Place {
        let translated = self.told.as_ref().and_then(|translation| {
            let text = translation.texts.get(self.moved.get(&address(self, of, keys))?)?;
            Some(translation.place(text))
        });
        translated.unwrap_or_else(|| self.places.of(of, keys, part))
    }
}

/// What kind of text an address is of.
fn last(address: &str) -> &str {
    address.rsplit('.').next().unwrap_or(address)
}

/// The beginning of a text, for a message.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::super::definition::read;
    use super::super::translation::Translation;
    use super::*;

    const OWN: &str = "title = \"Carts\"\n[[section]]\ntitle = \"First\"\n[[section.chart]]\nid = \"c\"\nkind = \"bars\"\n\
                       title = \"Most\"\nsubtitle = \"All\"\n";

    fn told(translation: &str, own: &str) -> (Definition, Vec<Diagnostic>) {
        let lang: Lang = "ru".parse().expect("a tag");
        let translation = Translation::read("x.ru.toml", lang.clone(), translation).expect("texts");
        let mut definition = read("x", own).expect("a definition");
        definition.translations = vec![Arc::new(translation)];
        let (told, faults) = definition.in_language(&"ru-RU".parse().expect("a tag"));
        (told.into_owned(), faults)
    }

    fn entry(key: &str, own: &str, text: &str) -> String {
        format!("{key} = {{ of = \"{}\", text = \"{text}\" }}\n", digest(own))
    }

    #[test]
    fn texts_are_taken_where_they_are_of_the_text_that_is_there() {
        let title = entry("title", "Carts", "Телеги");
        let rest = format!("[section.1]\n{}[chart.c]\n", entry("title", "First", "Раздел"));
        let chart = entry("title", "Most of old", "Старое") + &entry("subtitle", "All", "Все");
        let (told, faults) = told(&(title + &rest + &chart), OWN);
        assert_eq!((told.title.as_str(), told.sections[0].title.as_str()), ("Телеги", "Раздел"));
        let chart = &told.sections[0].charts[0];
        assert_eq!((chart.title.as_str(), chart.subtitle.as_str()), ("Most", "Все"));
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        assert_eq!((fault.place.line, fault.found.as_str()), (5, "`chart.c.title` is of an older text"));
        assert!(fault.mend.contains(&digest("Most")), "{}", fault.mend);
    }

    #[test]
    fn a_section_that_has_moved_keeps_its_texts() {
        let title = format!("[section.1]\n{}", entry("title", "First", "Раздел"));
        let own = OWN
            .replace("[[section]]\ntitle = \"First\"", "[[section]]\ntitle = \"New\"\n[[section]]\ntitle = \"First\"");
        let (told, faults) = told(&title, &own);
        assert_eq!((told.sections[0].title.as_str(), told.sections[1].title.as_str()), ("New", "Раздел"));
        assert!(faults.iter().any(|fault| fault.found == "`section.1.title` is of an older text"), "{faults:?}");
    }

    #[test]
    fn what_has_no_text_and_what_is_no_text_is_told() {
        let (_, faults) = told(&(entry("titel", "Other", "Телеги") + &entry("title", "Carts", "904 телеги")), OWN);
        assert!(faults.iter().any(|fault| fault.code == Code::TypedNumber), "{faults:?}");
        let found: Vec<&str> = faults.iter().map(|fault| fault.found.as_str()).collect();
        assert!(found.contains(&"`section.1.title` has no translation"), "{found:?}");
        assert!(found.iter().any(|found| found.starts_with("there is no text `titel`")), "{found:?}");
        for (text, line) in [("title = 1\n", 1), ("\ntitle = { of = \"a\" }\n", 2), ("a = {\n", 1)] {
            let faults = Translation::read("x.ru.toml", Lang::english(), text).expect_err(text);
            assert_eq!(faults[0].place.line, line, "{text}");
        }
    }
}
