//! Rows written as a table.

/// The text of rows that were written into memory.
///
/// # Errors
/// Only if a row had another number of cells than the first.
pub fn csv_text(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
