//! Workbooks: .xlsx, .xlsm, .xlsb, .xls, .ods.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use calamine::{Cell, Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Reader, Sheets, Xls, XlsError, Xlsb};
use calamine::{Xlsx, XlsxError};

use super::book::{Book, Decimals, Grid, Row};
use super::value::{Day, Value};

type Bytes<'a> = Cursor<&'a [u8]>;

/// How many cells a workbook may have; one of a hundred thousand figures has three millions.
const MOST_CELLS: usize = 50_000_000;
/// How many bytes the parts of a workbook may have, unpacked.
const MOST_BYTES: u64 = 4 << 30;
/// Behind this column nothing of ours can stand.
const LAST_COLUMN: usize = 2_000;

/// Whether bytes begin as a workbook does: a ZIP archive, or an OLE2 document.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Reads a workbook.
///
/// # Errors
/// In words, why it cannot be read.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Book, String> {
    caught(|| read_within(name, bytes))
}

/// Where the reader of another's format gives up in the middle of a broken file, that is an error as any other.
fn caught<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    /// Who takes the hook gives it back before the next does.
    static HOOK: Mutex<()> = Mutex::new(());
    let _alone = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    let told = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(told);
    read.unwrap_or_else(|_| Err("it is broken in a way that its reader does not know".to_owned()))
}

fn read_within(name: &str, bytes: &[u8]) -> Result<Book, String> {
    if unpacked(bytes) > MOST_BYTES {
        return Err(format!("its parts have more than {} GiB when they are unpacked", MOST_BYTES >> 30));
    }
    let mut book = opened(bytes)?;
    let names: Vec<String> = book.sheet_names();
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for sheet in names {
        let mut rows = Rows { rows: BTreeMap::new(), left: &mut left };
        // A sheet of charts alone has no cells.
        if cells(&mut book, &sheet, &mut rows).map_err(|error| format!("sheet {sheet}: {error}"))? {
            cover(&mut book, &sheet, &mut rows);
            let kept = rows.rows.into_iter().map(|(number, cells)| Row { number: number as usize + 1, cells });
            sheets.push(Grid { name: Some(sheet), rows: kept.collect() });
        }
    }
    let name = name.to_owned();
    Ok(Book { name, sheets, is_workbook: true, decimals: Decimals::Unknown, remarks: Vec::new() })
}

const LOCKED: &str = "it is locked with a password; save it without one";

fn opened(bytes: &[u8]) -> Result<Sheets<Bytes<'_>>, String> {
    let reader = || Cursor::new(bytes);
    if bytes.starts_with(b"PK") {
        return match Xlsx::new(reader()) {
            Ok(book) => Ok(Sheets::Xlsx(book)),
            Err(XlsxError::Password) => Err(LOCKED.to_owned()),
            Err(error) => match (Xlsb::new(reader()), Ods::new(reader())) {
                (Ok(book), _) => Ok(Sheets::Xlsb(book)),
                (_, Ok(book)) => Ok(Sheets::Ods(book)),
                (_, Err(OdsError::Password)) => Err(LOCKED.to_owned()),
                _ => Err(format!("it is no workbook, or a broken one ({error})")),
            },
        };
    }
    match Xls::new(reader()) {
        Ok(book) => Ok(Sheets::Xls(book)),
        Err(XlsError::Password) => Err(LOCKED.to_owned()),
        Err(error) => match Xlsx::<Bytes<'_>>::new(reader()) {
            Err(XlsxError::Password) => Err(LOCKED.to_owned()),
            _ => Err(format!("it is no workbook, or a broken one ({error})")),
        },
    }
}

/// The rows of a sheet, as they come together.
struct Rows<'a> {
    rows: BTreeMap<u32, Vec<Value>>,
    left: &'a mut usize,
}

impl Rows<'_> {
    fn put(&mut self, (row, column): (u32, u32), value: Value) -> Result<(), String> {
        let column = column as usize;
        if value.is_empty() || column > LAST_COLUMN {
            return Ok(());
        }
        *self.left = self.left.checked_sub(1).ok_or_else(|| format!("more than {MOST_CELLS} cells"))?;
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Value::Empty);
        }
        cells[column] = value;
        Ok(())
    }
}

/// Reads the cells of a sheet; not, if it holds none by its kind.
fn cells(book: &mut Sheets<Bytes<'_>>, sheet: &str, rows: &mut Rows<'_>) -> Result<bool, String> {
    // Cell by cell, so that two cells at the ends of a sheet do not ask for all that lies between.
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = match book.worksheet_cells_reader(sheet) {
                Ok(reader) => reader,
                Err(XlsxError::NotAWorksheet(_)) => return Ok(false),
                Err(error) => return Err(error.to_string()),
            };
            while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|error| error.to_string())? {
                let value = match (cell.value, cell.formula) {
                    (DataRef::Empty, Some(_)) => Value::Error("a formula without a value".to_owned()),
                    (value, _) => own(&value),
                };
                rows.put(cell.pos, value)?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
            while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                let cell: Cell<DataRef<'_>> = cell;
                rows.put(cell.get_position(), own(cell.get_value()))?;
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range = book.worksheet_range(sheet).map_err(|error| error.to_string())?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let at = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                rows.put((top.saturating_add(at(row)), left.saturating_add(at(column))), of_data(data))?;
            }
        }
    }
    Ok(true)
}

/// Marks the cells that merged ones cover: what they held is gone.
fn cover(book: &mut Sheets<Bytes<'_>>, sheet: &str, rows: &mut Rows<'_>) {
    let merged: Vec<Dimensions> = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    for Dimensions { start, end } in merged {
        for (_, cells) in rows.rows.range_mut(start.0..=end.0.max(start.0)) {
            let last = (end.1 as usize).min(LAST_COLUMN);
            for column in start.1 as usize..=last {
                if cells.len() <= column {
                    cells.resize(column + 1, Value::Empty);
                }
                if cells[column].is_empty() {
                    cells[column] = Value::Covered;
                }
            }
        }
    }
}

fn own(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::SharedString(text) => text_of(text),
        other => of_data(&other.clone().into()),
    }
}

fn of_data(data: &Data) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::Int(number) => Value::Number(number.to_string()),
        Data::Float(number) => Value::number(*number),
        Data::String(text) => text_of(text),
        Data::Bool(truth) => Value::Truth(*truth),
        Data::DateTime(time) => of_time(time),
        Data::DateTimeIso(text) => Value::iso(text),
        Data::DurationIso(text) => duration(text).map_or_else(|| Value::Text(text.clone()), Value::Time),
        Data::Error(error) => Value::Error(error.to_string()),
    }
}

fn text_of(text: &str) -> Value {
    // LibreOffice keeps what it says of a formula that gives nothing as a text.
    let is_error = (text.starts_with('#') && text.ends_with(['!', '?'])) || text == "#N/A" || text.starts_with("Err:5");
    match text {
        "" => Value::Empty,
        _ if is_error => Value::Error(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// The seconds of `PT10H27M00S`.
fn duration(text: &str) -> Option<u32> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.split(['.', ',', 'S']).next()?;
    Some(
        hours.parse::<u32>().ok()?.checked_mul(3600)?
            + minutes.parse::<u16>().ok()? as u32 * 60
            + seconds.parse::<u16>().ok()? as u32,
    )
}

fn of_time(time: &ExcelDateTime) -> Value {
    let number = time.as_f64();
    let (year, month, day, hours, minutes, seconds, _) = time.to_ymd_hms_milli();
    let clock = u32::from(hours) * 3600 + u32::from(minutes) * 60 + u32::from(seconds);
    if time.is_duration() || (0.0..1.0).contains(&number) {
        return Value::Time(clock);
    }
    let serial = Some(number.to_string());
    if number < 1.0 {
        // Before 1900, which Excel does not know and LibreOffice counts backwards.
        let whole = format!("{:.0}", number.floor()).parse().ok().and_then(Day::of_serial);
        return whole.map_or_else(|| Value::number(number), |day| Value::Date(Day { serial, ..day }));
    }
    Value::Date(Day { year: i32::from(year), month, day, serial })
}

/// How large the parts of an archive are by its own list, which stands at its end.
fn unpacked(bytes: &[u8]) -> u64 {
    let number = |at: usize, length: usize| -> Option<u64> {
        let bytes = bytes.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    };
    let tail = bytes.len().saturating_sub(1 << 16);
    let end = bytes[tail..].windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| tail + at);
    let Some(mut at) = end.and_then(|end| number(end + 16, 4)).and_then(|at| usize::try_from(at).ok()) else {
        return 0;
    };
    let mut sum: u64 = 0;
    while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02") {
        let (Some(size), Some(name), Some(extra), Some(comment)) =
            (number(at + 24, 4), number(at + 28, 2), number(at + 30, 2), number(at + 32, 2))
        else {
            break;
        };
        sum = sum.saturating_add(size);
        let length = usize::try_from(46 + name + extra + comment).unwrap_or(usize::MAX);
        at = at.saturating_add(length);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_gives_up_is_an_error() {
        assert_eq!(caught(|| Ok(1)), Ok(1));
        let given_up: Result<(), String> = caught(|| panic!("for the test"));
        assert!(given_up.is_err_and(|error| error.contains("broken")));
    }
}
