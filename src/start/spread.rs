//! Rows that name the columns they fill, spread over the columns of the schema.

use super::StartError;
use crate::data::csv_text;
use crate::data::schema::Table;

/// A table with the rows of all parts, in their order; with a header alone, if there is none.
pub(super) fn rows(table: &'static Table, parts: &[&str]) -> Result<String, StartError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.fields.iter().map(|field| field.name))?;
    for part in parts {
        let mut reader = csv::Reader::from_reader(part.as_bytes());
        let header = reader.headers()?.clone();
        if let Some(unknown) = header.iter().find(|name| table.column(name).is_none()) {
            return Err(StartError::Column { table: table.name, column: unknown.to_owned() });
        }
        for row in reader.records() {
            let row = row?;
            let place = |column: &str| header.iter().position(|name| name == column);
            let cell = |column: &str| place(column).and_then(|place| row.get(place)).unwrap_or_default();
            writer.write_record(table.fields.iter().map(|field| cell(field.name)))?;
        }
    }
    Ok(csv_text(writer)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema::table;

    #[test]
    fn cells_stand_under_their_columns_in_any_order() {
        let actors = table("actors").expect("a table");
        let text =
            rows(actors, &["label,actor_id\n\"Alba, invented\",alba\n", "actor_id,label,start\nbora,Bora,1900\n"]);
        let text = text.expect("rows");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("a header").len(), actors.fields.len());
        let all: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let cell = |row: usize, column: &str| all[row].get(actors.column(column).expect("a column")).expect("a cell");
        assert_eq!([cell(0, "actor_id"), cell(0, "label"), cell(0, "start")], ["alba", "Alba, invented", ""]);
        assert_eq!([cell(1, "actor_id"), cell(1, "label"), cell(1, "start")], ["bora", "Bora", "1900"]);
    }

    #[test]
    fn a_column_that_is_not_there_is_no_row() {
        let error =
            rows(table("actors").expect("a table"), &["actor_id,colour\nalba,red\n"]).expect_err("no such column");
        assert_eq!(
            error.to_string(),
            "the new package fills a column `colour` of `actors`, and there is no such column"
        );
    }
}
