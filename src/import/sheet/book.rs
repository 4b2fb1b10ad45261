//! A file of a spreadsheet: its sheets, row by row, with the places of their cells.

use super::value::Value;

/// A file as it was read.
#[derive(Debug)]
pub(super) struct Book {
    /// Its name, as the person typed it.
    pub(super) name: String,
    pub(super) sheets: Vec<Grid>,
    pub(super) is_workbook: bool,
    /// How numbers are written that stand in texts.
    pub(super) decimals: Decimals,
    /// What a reader must know of how it was read.
    pub(super) remarks: Vec<String>,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decimals {
    /// 1.5, and 1,000 is a thousand.
    Point,
    /// 1,5, and 1.000 is a thousand.
    Comma,
    /// Nothing says which: what would be of another size is not read.
    Unknown,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Grid {
    /// Its name in a workbook.
    pub(super) name: Option<String>,
    pub(super) rows: Vec<Row>,
}

/// A row that is not empty.
#[derive(Debug)]
pub(super) struct Row {
    /// From 1: as the workbook counts, or the line of the file.
    pub(super) number: usize,
    pub(super) cells: Vec<Value>,
}

impl Row {
    pub(super) fn cell(&self, column: usize) -> &Value {
        self.cells.get(column).unwrap_or(&Value::Empty)
    }
}

impl Book {
    /// Where a cell stands, for people: `carts.xlsx, sheet Figures, cell K17`, `carts.csv, line 17, value`.
    pub(super) fn spot(&self, grid: &Grid, row: usize, column: usize, header: &str) -> String {
        match &grid.name {
            Some(sheet) => format!("{}, sheet {sheet}, cell {}{row}", self.name, letters(column)),
            None => format!("{}, line {row}, {header}", self.name),
        }
    }

    /// Where a row or a sheet stands.
    pub(super) fn row_spot(&self, grid: &Grid, row: usize) -> String {
        match &grid.name {
            Some(sheet) => format!("{}, sheet {sheet}, row {row}", self.name),
            None => format!("{}, line {row}", self.name),
        }
    }
}

/// The name of a column of a workbook: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_names_of_workbooks() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
