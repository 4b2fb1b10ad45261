//! Proposals as a table of CSV, and the same table filled in.

use std::collections::BTreeMap;

use super::Proposal;
use crate::data::csv_text;
use crate::diag::{Code, Diagnostic, Place};

/// The columns. Those of figures have their names; `keep`, `reason` and `context` are of the draft alone.
pub const HEADER: [&str; 19] = [
    "keep",
    "work_id",
    "locator",
    "as_stated",
    "value",
    "min",
    "max",
    "bound",
    "unit_id",
    "start",
    "end",
    "quantity_id",
    "reading",
    "multiplier",
    "cited_work_id",
    "cited_locator",
    "note",
    "reason",
    "context",
];

/// The columns that are of the draft alone; the others are those of figures.
pub(super) const OF_DRAFT: [&str; 3] = ["keep", "reason", "context"];

/// A row of the table that was filled in: its line, and the cells that are not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The cells by column.
    pub cells: BTreeMap<&'static str, String>,
}

impl Filled {
    /// A cell; empty if it says nothing.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }
}

/// The proposals as a table to be filled in: `keep` says yes where a number may be a figure, no where it plainly is none.
///
/// # Errors
/// Only if the csv writer fails, which it does not in memory.
pub fn written(proposals: &[Proposal]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for it in proposals {
        let number = |number: Option<rust_decimal::Decimal>| number.map(|it| it.normalize().to_string());
        let cells = HEADER.map(|column| match column {
            "keep" => Some(if it.reason.is_some() { "no" } else { "yes" }.to_owned()),
            "work_id" => Some(it.work_id.clone()),
            "locator" => Some(it.locator.clone()),
            "as_stated" => Some(it.as_stated.clone()),
            "value" => number(it.value),
            "min" => number(it.min),
            "max" => number(it.max),
            "bound" => it.bound.map(|bound| bound.name().to_owned()),
            "unit_id" => it.unit_id.clone(),
            "start" => it.period.start.map(|date| date.to_string()),
            "end" => it.period.end.map(|date| date.to_string()),
            "reason" => it.reason.clone(),
            "context" => Some(it.context.clone()),
            _ => None,
        });
        writer.write_record(cells.map(Option::unwrap_or_default))?;
    }
    csv_text(writer)
}

/// Reads the table as it was filled in; columns may stand in any order, and further ones are left alone.
///
/// # Errors
/// If it is no table, or lacks a column that is needed.
pub fn read(name: &str, text: &str) -> Result<Vec<Filled>, Box<Diagnostic>> {
    let fault = |line: usize, found: String, expected: &str| {
        let place = Place { line, column: usize::from(line > 0), ..Place::file(name) };
        let mend = "fill in the table that `sinosov draft --texts DIR` writes; saved as CSV with commas, in UTF-8";
        Box::new(Diagnostic::new(Code::BadEntry, place, found, expected, mend))
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| fault(1, error.to_string(), "a header"))?.clone();
    for needed in ["keep", "work_id", "locator", "as_stated"] {
        if !header.iter().any(|name| name == needed) {
            return Err(fault(1, format!("no column `{needed}`"), "the columns of a draft"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| fault(0, error.to_string(), "rows"))?;
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        let cells = HEADER.into_iter().filter_map(|column| {
            let place = header.iter().position(|name| name == column)?;
            record.get(place).map(str::trim).filter(|cell| !cell.is_empty()).map(|cell| (column, cell.to_owned()))
        });
        rows.push(Filled { line, cells: cells.collect() });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bound;

    #[test]
    fn what_is_written_is_read_back() {
        let proposal = Proposal {
            work_id: "roe".to_owned(),
            locator: "post 1 (Ann, 2 May 2003), para. 1".to_owned(),
            as_stated: "\"30\" carts".to_owned(),
            bound: Some(Bound::Exact),
            value: Some(30.into()),
            ..Proposal::default()
        };
        let text = written(&[proposal]).expect("a table");
        let rows = read("draft.csv", &text).expect("rows");
        assert_eq!((rows.len(), rows[0].line), (1, 2));
        assert_eq!(
            ["keep", "locator", "as_stated", "value", "note"].map(|column| rows[0].cell(column)),
            ["yes", "post 1 (Ann, 2 May 2003), para. 1", "\"30\" carts", "30", ""]
        );
        assert!(read("draft.csv", "a,b\n1,2\n").is_err());
    }
}
