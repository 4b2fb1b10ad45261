//! The tables of a package and their columns: the one place from which headers, cell checks, foreign keys and the
//! documentation of columns come.

mod tables;

pub(crate) use tables::MEASURES;
pub use tables::{FLAT, TABLES, WORDED};

/// The table of places, which packages about no places do without.
pub(crate) const PLACES: &str = "places";

/// What the package says of itself, where words of tables are named.
pub(crate) const PACKAGE: &str = "package";

/// What a cell of a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The row's own id.
    Id,
    /// Free text.
    Text,
    /// A verbatim phrase of a work.
    Phrase,
    /// A place in a work.
    Locator,
    /// A decimal number.
    Decimal,
    /// A date at the precision known.
    Date,
    /// The id of a row of that table.
    Ref(&'static str),
    /// Ids of rows of that table, parted by `; `.
    Refs(&'static str),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A web address.
    Url,
    /// A digital object identifier (ISO 26324): `10.`, the number of a registrant, `/`, and what names the object.
    Doi,
    /// An international standard book number (ISO 2108) of ten or thirteen digits, of which the last is a check.
    Isbn,
    /// A SHA-256 digest in hexadecimal.
    Digest,
    /// A language by its tag (BCP 47): `ru`, `zh-Hant`.
    Language,
}

/// A column.
#[derive(Debug)]
pub struct Field {
    /// The name in the header.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell must be filled.
    pub required: bool,
    /// What an empty cell says, where it says more than that nothing is known.
    pub empty: Option<&'static str>,
    /// What the column means.
    pub about: &'static str,
    /// One example.
    pub example: &'static str,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The file's name without `.csv`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Columns in the order of the file; the first is the id, in a table that has ids.
    pub fields: &'static [Field],
}

impl Table {
    /// The file's name.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The name of the column with the ids of its rows, if they have ids.
    #[must_use]
    pub fn id(&self) -> Option<&'static str> {
        self.fields.first().filter(|field| field.kind == Kind::Id).map(|field| field.name)
    }

    /// The columns that together tell a row from every other: its id, or in a table without ids all but the last, which says
    /// something of what they name.
    #[must_use]
    pub fn key(&self) -> &'static [Field] {
        let count = if self.id().is_some() { 1 } else { self.fields.len().saturating_sub(1) };
        &self.fields[..count]
    }

    /// Whether a package may do without the file: one with words in one language only, or about no places.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.id().is_none() || self.name == PLACES
    }

    /// Whether the file may do without the column, which is empty then.
    #[must_use]
    pub fn may_lack(&self, column: &str) -> bool {
        self.fields.iter().any(|field| field.name == column && field.kind == Kind::Ref(PLACES))
    }

    /// The first line of the file, without its end.
    #[must_use]
    pub fn header(&self) -> String {
        self.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(",")
    }

    /// The index of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// The table of that name in a package.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
