//! What a workbook can hold: every text and every sheet is measured before one is written, so that what does not fit is named.

use super::{ExportError, about::Fact};
use crate::escape::{is_safe_link, permitted};
use crate::fmt;
use crate::lang::Tongue;
use crate::sheets::{Cell, Sheet};

/// Rows of a sheet below its header.
const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell, as Excel counts them: in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;
/// Characters of a note, of which the format takes some for itself.
const LONGEST_NOTE: usize = LONGEST_TEXT - 54;
/// Characters of an address that is a link.
const LONGEST_LINK: usize = 2_080;
/// Links of a sheet, below its header.
const MOST_LINKS: u32 = 65_530;

/// How long Excel holds a text to be.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether an address can be a link in its row; any other is a text like the rest of the cells, and nothing of it is lost.
pub(super) fn is_link(address: &str, row: u32) -> bool {
    let can_stand = address.chars().all(|character| permitted(character) == character);
    row <= MOST_LINKS && length(address) <= LONGEST_LINK && can_stand && is_safe_link(address)
}

fn refused(what: &str, found: usize, most: usize) -> ExportError {
    let [found, most] = [found, most].map(|count| fmt::grouped(Tongue::english(), count.into()));
    let reason =
        format!("{what}: {found}, and {most} is the most; select less, or write .csv or .sqlite, which hold it");
    ExportError::Format { format: "a workbook", reason }
}

/// Whether every text of a sheet fits into its cell, and every row on the sheet.
///
/// # Errors
/// Names the first that does not: sheet, id of the row, column.
pub(super) fn fits(sheet: &Sheet) -> Result<(), ExportError> {
    if sheet.rows.len() > MOST_ROWS {
        return Err(refused(&format!("rows of the sheet {}", sheet.name), sheet.rows.len(), MOST_ROWS));
    }
    for (number, row) in (1..).zip(&sheet.rows) {
        for (column, cell) in sheet.columns.iter().zip(row) {
            let Cell::Text(text) = cell else { continue };
            let long = Some(length(text)).filter(|length| *length > LONGEST_TEXT);
            if let Some(length) = long {
                return Err(refused(&at(sheet, number, &column.name, "characters of the cell"), length, LONGEST_TEXT));
            }
        }
    }
    Ok(())
}

/// Whether a note fits to its cell.
///
/// # Errors
/// Names sheet, id of the row, column.
pub(super) fn note_fits(sheet: &Sheet, number: usize, text: &str) -> Result<(), ExportError> {
    match length(text) {
        long if long > LONGEST_NOTE => {
            Err(refused(&at(sheet, number, "as_stated", "characters of the note made of"), long, LONGEST_NOTE))
        }
        _ => Ok(()),
    }
}

/// Whether what an export says of itself fits.
///
/// # Errors
/// Names the fact.
pub(super) fn facts_fit(facts: &[Fact]) -> Result<(), ExportError> {
    let long = facts.iter().find(|fact| length(&fact.text) > LONGEST_TEXT);
    long.map_or(Ok(()), |fact| {
        Err(refused(&format!("characters of `{}` on the sheet README", fact.name), length(&fact.text), LONGEST_TEXT))
    })
}

/// A place on a sheet: by the id in the first cell of its row, or by its number where that is none.
fn at(sheet: &Sheet, number: usize, column: &str, what: &str) -> String {
    let row = number.checked_sub(1).and_then(|at| sheet.rows.get(at));
    let id = row.and_then(|row| row.first()).map(Cell::plain).filter(|id| !id.is_empty() && id.len() < 300);
    let row = id.map_or_else(|| format!("row {number}"), |id| format!("row `{id}`"));
    format!("{what} `{column}`, {row}, sheet {}", sheet.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Shows;
    use crate::sheets::Column;

    const SHOWN: Shows = Shows::Word;

    fn sheet(text: &str, rows: usize) -> Sheet {
        let columns = vec![Column::text("figure_id", "", SHOWN), Column::text("note", "", SHOWN)];
        let row = vec![Cell::text("f-1"), Cell::text(text)];
        Sheet { name: "Figures".to_owned(), row: String::new(), columns, rows: vec![row; rows] }
    }

    #[test]
    fn what_can_be_no_link_is_text() {
        let long = format!("https://x.org/{}", "a".repeat(LONGEST_LINK));
        assert!(is_link("https://x.org/a?b=c#d", 1) && !is_link(&long, 1) && !is_link("https://x.org/\u{fffe}", 1));
        assert!(!is_link("https://x.org/a b", 1) && !is_link("https://x.org", MOST_LINKS + 1));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let told = |sheet: &Sheet| fits(sheet).map_err(|error| error.to_string()).err().unwrap_or_default();
        assert_eq!(told(&sheet(&"a".repeat(LONGEST_TEXT), 1)), "");
        let error = told(&sheet(&"a".repeat(LONGEST_TEXT + 1), 1));
        assert!(
            error.contains("characters of the cell `note`, row `f-1`, sheet Figures: 32,768, and 32,767 is the most"),
            "{error}"
        );
        // Two units a character.
        assert!(told(&sheet(&"😀".repeat(16_384), 1)).contains("32,768"));
        assert!(told(&sheet("", MOST_ROWS + 1)).contains("rows of the sheet Figures: 1,048,576, and 1,048,575"));
        let error = note_fits(&sheet("", 1), 1, &"a".repeat(LONGEST_TEXT)).map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.contains("the note made of `as_stated`, row `f-1`, sheet Figures")));
        let facts = [Fact { name: "Title", text: "a".repeat(40_000) }];
        assert!(
            facts_fit(&facts).is_err_and(|error| error.to_string().contains("`Title` on the sheet README: 40,000"))
        );
    }
}
