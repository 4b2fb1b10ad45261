//! Languages by their tags.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A language by its tag (BCP 47): `en`, `ru`, `zh-Hant`. Without one, the language in which a package is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Lang(String);

/// What is no tag of a language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no tag of a language; write one such as en, ru, zh-Hant")]
pub struct NoLang(String);

impl Lang {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Whether it is the one in which a package is written.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.0.is_empty()
    }

    /// The language, then those that it is a variety of, the nearest first.
    ///
    /// ```
    /// use sinosov::model::Lang;
    /// let lang: Lang = "zh-hant-TW".parse().unwrap();
    /// assert_eq!(lang.and_wider().map(|it| it.to_string()).collect::<Vec<_>>(), ["zh-Hant-TW", "zh-Hant", "zh"]);
    /// ```
    pub fn and_wider(&self) -> impl Iterator<Item = Lang> {
        let ends = std::iter::once(self.0.len()).chain(self.0.rmatch_indices('-').map(|(at, _)| at));
        let tag = self.0.clone();
        ends.map(move |end| Lang(tag[..end].to_owned()))
    }
}

impl FromStr for Lang {
    type Err = NoLang;

    /// Reads a tag as far as RFC 5646, section 2.1, gives its form: a language of two or three letters, then a script, a region,
    /// variants; in whatever capitals, kept in those that the RFC recommends.
    fn from_str(text: &str) -> Result<Self, NoLang> {
        let mut parts = text.split('-');
        let are_letters = |part: &str| part.bytes().all(|letter| letter.is_ascii_alphabetic());
        let is_sound = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric());
        let first = parts.next().filter(|first| matches!(first.len(), 2 | 3) && are_letters(first));
        let first = first.ok_or_else(|| NoLang(text.to_owned()))?.to_ascii_lowercase();
        let mut tag = first;
        for part in parts {
            if !is_sound(part) {
                return Err(NoLang(text.to_owned()));
            }
            let part = match part.len() {
                2 if are_letters(part) => part.to_ascii_uppercase(),
                4 if are_letters(part) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
                _ => part.to_ascii_lowercase(),
            };
            tag.push('-');
            tag.push_str(&part);
        }
        Ok(Self(tag))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_kept_in_its_usual_capitals() {
        for (text, tag) in [("EN", "en"), ("zh-hans", "zh-Hans"), ("sr-latn-rs", "sr-Latn-RS"), ("de-1996", "de-1996")]
        {
            assert_eq!(text.parse::<Lang>().map(|lang| lang.to_string()), Ok(tag.to_owned()));
        }
        for text in ["", "e", "english", "zh_Hans", "ru-", "r1", "русский", "en-abcdefghi"] {
            assert!(text.parse::<Lang>().is_err(), "{text}");
        }
    }
}
