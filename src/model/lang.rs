//! The language of labels.

use serde::Deserialize;

/// In which language labels stand that have a translation; the others stay English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Chinese.
    Zh,
}

impl Lang {
    /// The label in this language, or the English one where there is no translation.
    ///
    /// ```
    /// use sinosov::model::Lang;
    /// assert_eq!(Lang::Ru.choose("Aircraft", Some("Самолёты"), None), "Самолёты");
    /// assert_eq!(Lang::Zh.choose("Aircraft", Some("Самолёты"), None), "Aircraft");
    /// ```
    #[must_use]
    pub fn choose<'a>(self, english: &'a str, russian: Option<&'a str>, chinese: Option<&'a str>) -> &'a str {
        match self {
            Self::En => None,
            Self::Ru => russian,
            Self::Zh => chinese,
        }
        .unwrap_or(english)
    }
}
