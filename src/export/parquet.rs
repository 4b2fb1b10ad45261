//! The flat table as Parquet: text is text, numbers are decimals.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rust_decimal::Decimal;

use super::about::facts;
use super::{Bundle, ExportError, Exporter};
use crate::sheets::{Cell, Column, Sheet};

/// One flat table of columns, for pandas, polars, DuckDB, R's arrow. What the file is stands in its metadata.
pub struct Parquet;

/// How many digits a decimal of 16 bytes can have.
const DIGITS: u32 = 38;

impl Exporter for Parquet {
    fn suffix(&self) -> &'static str {
        "parquet"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        written(bundle).map_err(|error| ExportError::Format { format: "Parquet", reason: error.to_string() })
    }
}

fn written(bundle: &Bundle<'_>) -> Result<Vec<u8>, ParquetError> {
    let sheet = bundle.figures();
    let fields: Vec<String> =
        sheet.columns.iter().enumerate().map(|(index, column)| field(column, scale(&sheet, index))).collect();
    let message = format!("message figures {{ {} }}", fields.join(" "));
    let about = facts(bundle).into_iter().map(|fact| KeyValue::new(fact.name.to_owned(), fact.text));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Without the version of the library, which says nothing of the data.
        .set_created_by("sinosov".to_owned())
        .set_key_value_metadata(Some(about.collect()))
        .build();
    let schema = Arc::new(parse_message_type(&message)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (index, column) in sheet.columns.iter().enumerate() {
        let Some(mut target) = group.next_column()? else { break };
        let cells: Vec<&Cell> = sheet.rows.iter().filter_map(|row| row.get(index)).collect();
        let levels: Vec<i16> = cells.iter().map(|cell| i16::from(**cell != Cell::Empty)).collect();
        if column.is_number {
            let scale = scale(&sheet, index);
            let values = cells.iter().filter_map(|cell| match cell {
                Cell::Number(number) => Some(unscaled(*number, scale)),
                _ => None,
            });
            let values: Vec<FixedLenByteArray> = values.collect::<Result<_, _>>()?;
            target.typed::<FixedLenByteArrayType>().write_batch(&values, Some(&levels), None)?;
        } else {
            let said = cells.iter().filter(|cell| ***cell != Cell::Empty).map(|cell| cell.plain());
            let values: Vec<ByteArray> = said.map(|text| ByteArray::from(text.into_bytes())).collect();
            target.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        target.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn field(column: &Column, scale: u32) -> String {
    match column.is_number {
        true => format!("optional fixed_len_byte_array(16) {} (DECIMAL({DIGITS},{scale}));", column.name),
        false => format!("optional binary {} (STRING);", column.name),
    }
}

/// How many digits behind the point a column needs.
fn scale(sheet: &Sheet, index: usize) -> u32 {
    let cells = sheet.rows.iter().filter_map(|row| row.get(index));
    let scales = cells.filter_map(|cell| match cell {
        Cell::Number(number) => Some(number.normalize().scale()),
        _ => None,
    });
    scales.max().unwrap_or(0)
}

/// A number as a whole one of so many digits behind the point, the highest byte first.
fn unscaled(number: Decimal, scale: u32) -> Result<FixedLenByteArray, ParquetError> {
    let number = number.normalize();
    let factor = 10_i128.checked_pow(scale - number.scale());
    let whole = factor.and_then(|factor| number.mantissa().checked_mul(factor));
    let whole = whole.filter(|whole| whole.unsigned_abs() < 10_u128.pow(DIGITS));
    let whole = whole.ok_or_else(|| ParquetError::General(format!("{number}, with {scale} digits behind the point as another number of its column has, is longer than {DIGITS} digits")))?;
    Ok(FixedLenByteArray::from(whole.to_be_bytes().to_vec()))
}
