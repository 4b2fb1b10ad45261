//! Tables as other programs take them: typed cells under named and explained columns.

use rust_decimal::Decimal;

use crate::data::Shows;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A text, also one that looks like a number or a date.
    Text(String),
    /// A number.
    Number(Decimal),
}

impl Cell {
    /// A text; an empty one is no text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number as the tables write it; a text that is none stays one.
    #[must_use]
    pub fn number(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::text(text), Self::Number)
    }

    /// What the cell says, a number with all its digits.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Whether its cells are numbers.
    pub is_number: bool,
    /// Whether its cells are web addresses.
    pub is_url: bool,
    /// The vocabulary that its cells are from, by the name that the sheet of vocabularies has for it, and whether they are
    /// its labels, not its ids.
    pub vocabulary: Option<(&'static str, bool)>,
    /// What it shows.
    pub shows: Shows,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(name: &str, about: &str, shows: Shows) -> Self {
        let (name, about) = (name.to_owned(), about.to_owned());
        Self { name, about, is_number: false, is_url: false, vocabulary: None, shows }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str, about: &str, shows: Shows) -> Self {
        Self { is_number: true, ..Self::text(name, about, shows) }
    }

    /// The same, from a vocabulary.
    #[must_use]
    pub fn of(self, vocabulary: &'static str, is_label: bool) -> Self {
        Self { vocabulary: Some((vocabulary, is_label)), ..self }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What one row is.
    pub row: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
}
