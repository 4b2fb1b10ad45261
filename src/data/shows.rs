//! What the columns of sheets show: the cells of the package from which they come, so that what is changed in a sheet can be
//! brought back to where it stands.

/// What a column of a sheet shows in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A cell of a table.
    Cell(Shown),
    /// A word of a vocabulary, or what it means: of which table, the row says.
    Word,
    /// What is made of other cells, with the words that say where to change them.
    Computed(&'static str),
}

/// A cell of a table, and how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The column of the row's own table that names the row with the cell; none where the cell is the row's own.
    pub by: Option<&'static str>,
    /// The table with the cell.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
    /// How it is shown.
    pub says: Says,
}

/// How a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// As it is.
    Itself,
    /// As it is; an empty one by the word for which it stands.
    Spelled(&'static str),
    /// As it is; an empty one by the cell of this column of the quantity that the row is about.
    Inherited(&'static str),
    /// By the label of the row of this table that it names.
    Label(&'static str),
}

impl Shows {
    /// A cell of the row itself.
    #[must_use]
    pub const fn own(table: &'static str, column: &'static str, says: Says) -> Self {
        Self::Cell(Shown { by: None, table, column, says })
    }

    /// A cell of the row that a cell names.
    #[must_use]
    pub const fn of(by: &'static str, table: &'static str, column: &'static str, says: Says) -> Self {
        Self::Cell(Shown { by: Some(by), table, column, says })
    }
}
