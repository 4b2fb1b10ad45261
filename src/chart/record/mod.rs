//! The record of a chart: what stands behind every mark, as it is written into the files of the chart and read back from them.
//!
//! What the files of earlier versions did not tell is [`Told`] or has a default. Numbers are decimals, written as text.

mod counted;
mod made;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

pub(crate) use made::corrections;

use crate::escape::{Escaped, Json};
use crate::fmt::once_each;
use crate::model::{About, Interval};

/// What stands behind a chart. No clock and no path is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The program that drew it, with its version.
    #[serde(default)]
    pub generator: String,
    /// The name of the dataset; not told by files from before it was.
    #[serde(default, skip_serializing_if = "Told::is_untold")]
    pub dataset: Told<String>,
    /// The version of the dataset.
    #[serde(default)]
    pub dataset_version: String,
    /// The digest of the dataset.
    #[serde(default)]
    pub dataset_sha256: String,
    /// The short name of its licence.
    #[serde(default, skip_serializing_if = "Told::is_untold")]
    pub licence: Told<String>,
    /// The id of the report that the chart is in.
    #[serde(default)]
    pub report: String,
    /// The chart's id.
    pub chart: String,
    /// The language in which it is told, if that is not the dataset's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The name of its kind.
    #[serde(default)]
    pub kind: String,
    /// What was added although a guard, set aside for it, would have refused.
    #[serde(default, skip_serializing_if = "Told::is_untold")]
    pub allowed: Told<Vec<String>>,
    /// What a model assumes, for no work states it.
    #[serde(default, skip_serializing_if = "Told::is_untold")]
    pub assumed: Told<Vec<String>>,
    /// The marks, in the order of the chart.
    pub marks: Vec<Mark>,
    /// The agreements and events beside them.
    #[serde(default)]
    pub dates: Vec<Date>,
    /// Which frame the file is, of a chart that needs several; then the marks are those in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<usize>,
}

/// One number that is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The row, as an id.
    pub key: String,
    /// The row, for people.
    pub row: String,
    /// The series, for people.
    pub series: String,
    /// The series, as an id.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub series_key: Told<String>,
    /// What the row stands under, as an id.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub group: Told<String>,
    /// When the row begins, as ISO 8601; none where nobody says.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub start: Told<Option<String>>,
    /// When it ends.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub end: Told<Option<String>>,
    /// The quantities behind the number.
    pub quantities: Vec<String>,
    /// Their stage.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub stage: Told<String>,
    /// The least that the number can be; none without a limit.
    #[serde(with = "text")]
    pub min: Option<Decimal>,
    /// The most.
    #[serde(with = "text")]
    pub max: Option<Decimal>,
    /// Whether it is more than the least.
    pub above_min: bool,
    /// Whether it is less than the most.
    pub below_max: bool,
    /// Which ends the sources say "about" of.
    pub about: About,
    /// The unit; empty where figures are counted.
    pub unit: String,
    /// Added up here, or left of a whole, and stated by nobody.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub computed: Told<bool>,
    /// Stands for what is not itemised of a whole.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub not_itemised: Told<bool>,
    /// Computed from terms under assumptions.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub modelled: Told<bool>,
    /// The one figure before its rivals.
    pub preferred: bool,
    /// Held doubtful: shown, and not used.
    #[serde(default, skip_serializing_if = "Told::is_untold")]
    pub doubtful: Told<bool>,
    /// The rates by which it was converted.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub rates: Told<Vec<Rate>>,
    /// The corrections behind it, by id.
    #[serde(skip_serializing_if = "Told::is_untold")]
    pub corrections: Told<Vec<String>>,
    /// The figures behind it.
    pub figures: Vec<Figure>,
}

/// A figure behind a mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Figure {
    /// Its id.
    pub figure: String,
    /// The work that states it.
    pub work: String,
    /// The work's short citation.
    pub citation: String,
    /// Where in the work.
    pub locator: String,
    /// The work from which this one takes it, in short.
    pub cites: Option<String>,
    /// The work that carries the same count without being named, in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_count_with: Option<String>,
}

/// A rate behind a mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rate {
    /// Its id.
    pub rate: String,
    /// The date at which it was taken.
    pub date: String,
    /// The year in whose prices the number was before.
    pub prices_of: i32,
    /// The work that states it.
    pub work: String,
    /// The work's short citation.
    pub citation: String,
    /// Where in the work.
    pub locator: String,
}

/// An agreement or an event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Date {
    /// Its id.
    pub key: String,
    /// What it is, for people.
    pub row: String,
    /// `agreement` or `event`.
    pub kind: String,
    /// When it began, as ISO 8601.
    pub start: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// The work that tells of it.
    pub work: String,
    /// The work's short citation.
    pub citation: String,
    /// Where in the work.
    pub locator: String,
    /// The corrections of its date, by id.
    pub corrections: Vec<String>,
}

/// What files of earlier versions do not tell: then nothing is known of it, which is another thing than that there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T>(Option<T>);

/// Why a text is no record.
#[derive(Debug, Error)]
pub enum RecordError {
    /// More marks than any chart.
    #[error("the metadata has more than {most} marks, which no chart has")]
    Marks {
        /// As many as are read.
        most: usize,
    },
    /// More values than any chart.
    #[error("the metadata has more than {most} values, which no chart has")]
    Values {
        /// As many as are read.
        most: usize,
    },
    /// No JSON, or no record.
    #[error("the metadata is damaged")]
    Damaged(#[from] serde_json::Error),
}

impl Record {
    /// Reads a record as it stands in a file. What it has is counted before anything is built of it.
    ///
    /// # Errors
    /// [`RecordError`] if the text is none, or has more than any chart.
    pub fn read(text: &str) -> Result<Self, RecordError> {
        counted::counted(text)?;
        Ok(serde_json::from_str(text)?)
    }

    /// The record as it stands in a file.
    pub(crate) fn text(&self) -> String {
        // An object of texts can always be written.
        Escaped::<Json>::value(self).unwrap_or_default().into_string()
    }

    /// The ids of the figures behind the marks, each once.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        once_each(self.marks.iter().flat_map(|mark| &mark.figures).map(|figure| figure.figure.as_str()))
    }
}

impl Mark {
    /// The number.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let Self { min, max, above_min, below_max, about, .. } = *self;
        Interval { min, max, above_min, below_max, about }
    }
}

impl<T> Told<T> {
    fn is_untold(&self) -> bool {
        self.0.is_none()
    }

    /// What is told; `None` if nothing is.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for Told<T> {
    fn from(told: T) -> Self {
        Self(Some(told))
    }
}

impl<T: Serialize> Serialize for Told<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Told<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

/// Ends of numbers as text, for a float would change them.
mod text {
    use rust_decimal::Decimal;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(end: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        end.map(|end| end.normalize().to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        let end = Option::<String>::deserialize(deserializer)?;
        end.map(|end| end.parse().map_err(|_| Error::custom(format!("`{end}` is no number")))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mark = Mark {
            key: "a".to_owned(),
            start: Some("1938-07".to_owned()).into(),
            end: None.into(),
            min: "1.50".parse().ok(),
            computed: true.into(),
            rates: vec![Rate { rate: "r".to_owned(), prices_of: 1950, ..Rate::default() }].into(),
            figures: vec![Figure { figure: "f".to_owned(), ..Figure::default() }],
            ..Mark::default()
        };
        let told = Record { marks: vec![mark], frame: Some(2), ..read("{\"chart\":\"c\",\"marks\":[]}").expect("one") };
        assert_eq!(read(&told.text()).expect("its own text"), told);
        assert!(told.text().contains("\"min\":\"1.5\",\"max\":null"), "{}", told.text());
    }

    #[test]
    fn a_file_of_an_earlier_version_says_nothing_of_what_it_does_not_tell() {
        let old = read("{\"chart\":\"c\",\"marks\":[{\"key\":\"a\",\"min\":\"5\",\"start\":null}]}").expect("a record");
        assert_eq!((old.allowed.get(), old.frame, old.report.as_str()), (None, None, ""));
        let mark = &old.marks[0];
        assert_eq!((mark.group.get(), mark.computed.get(), mark.end.get()), (None, None, None));
        assert_eq!(mark.start.get(), Some(&None), "it is told that nobody says when");
        assert_eq!((mark.interval().min, mark.interval().max), (Some(Decimal::from(5)), None));
    }

    #[test]
    fn what_is_no_record_is_damaged() {
        for text in ["", "[]", "{\"chart\":\"c\"}", "{\"marks\":[]}", "{\"chart\":1,\"marks\":[]}"] {
            assert!(read(text).expect_err(text).to_string().contains("damaged"), "{text}");
        }
        let number = "{\"chart\":\"c\",\"marks\":[{\"min\":\"x\"}]}";
        let error = read(number).expect_err(number);
        assert!(error.source().is_some_and(|source| source.to_string().contains("`x` is no number")), "{error}");
    }

    fn read(text: &str) -> Result<Record, RecordError> {
        Record::read(text)
    }
}
