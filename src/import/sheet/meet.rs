//! The rows of a sheet, met with those of the package.

use std::collections::BTreeMap;

use super::book::{Book, Grid, Row};
use super::expected::{Expected, KEY};
use super::form::Headed;
use super::spoilt::{Verdict, Wanted, judge};
use super::value::Value;
use super::{Kept, fault};
use crate::data::is_id;
use crate::data::schema::Kind;
use crate::diag::{Code, Diagnostic};
use crate::escape::spreadsheet;

/// A row of a sheet, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Met {
    /// That row of what was expected.
    Row(usize),
    /// One that is new, with its key.
    New(String),
    /// Nobody knows; it was told.
    Unknown,
}

/// The rows of a sheet behind its header, each with what it is.
#[derive(Debug, Default)]
pub(super) struct Meeting {
    /// By the index of the row in the sheet.
    pub(super) rows: Vec<(usize, Met)>,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) kept: Vec<Kept>,
    /// How many rows of the package are not in the sheet.
    pub(super) lacking: usize,
}

/// So many pairs of rows are compared to find one whose id is spoilt.
const MOST_PAIRS: usize = 40_000;

/// So many cells besides its id tell which row it is.
const TELLING: usize = 3;

/// What a cell of a key says.
pub(super) fn key_text(value: &Value) -> String {
    let text = value.shown();
    let text = text.trim();
    match value {
        Value::Text(_) if text.starts_with('\'') => spreadsheet::restored(text),
        _ => text.to_owned(),
    }
}

/// Meets every row of a sheet.
pub(super) fn meet(book: &Book, grid: &Grid, headed: &Headed, expected: &Expected) -> Meeting {
    let mut meeting = Meeting::default();
    let keys: Vec<(usize, &str)> =
        headed.form.key().into_iter().filter_map(|key| Some((headed.place(key)?, key))).collect();
    let key_of = |row: &Row| keys.iter().map(|(place, _)| key_text(row.cell(*place))).collect::<Vec<_>>();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut open = Vec::new();
    // Who sorts a table with its header has rows above it.
    for row in grid.rows.iter().take(headed.row) {
        let key = key_of(row).join(KEY);
        if expected.row(&key).is_some() {
            let found = format!("the row of `{key}` stands above the header");
            let (spot, mend) = (book.spot(grid, row.number, keys[0].0, keys[0].1), "put the header above all rows");
            meeting.faults.push(fault(Code::UnmetRow, spot, found, "the header first", mend));
        }
    }
    for (index, row) in grid.rows.iter().enumerate().skip(headed.row + 1) {
        let spot = || book.spot(grid, row.number, keys[0].0, keys[0].1);
        let parts = key_of(row);
        if parts.iter().zip(&keys).all(|(part, (_, name))| part == name) {
            let found = "the header of a table stands behind its rows".to_owned();
            let mend = "put each table on a sheet of its own";
            meeting.faults.push(fault(Code::UnmetRow, spot(), found, "a row", mend));
            return meeting;
        }
        if parts.iter().all(String::is_empty) {
            // What people write below and beside a table has no id either; it is told.
            let (found, expected) =
                (format!("a row without {}", names(&keys)), format!("{} in every row", names(&keys)));
            let mend = "write the id, or take the row off the sheet";
            meeting.faults.push(fault(Code::UnmetRow, spot(), found, &expected, mend));
            continue;
        }
        let key = parts.join(KEY);
        if let Some(first) = seen.get(&key) {
            let found = format!("`{key}` stands twice, first in {}", book.row_spot(grid, *first));
            meeting.faults.push(fault(Code::UnmetRow, spot(), found, "each row once", "take one of the two off"));
            meeting.rows.push((index, Met::Unknown));
            continue;
        }
        seen.insert(key.clone(), row.number);
        match expected.row(&key) {
            Some(place) => meeting.rows.push((index, Met::Row(place))),
            None => {
                open.push((meeting.rows.len(), index, key));
                meeting.rows.push((index, Met::Unknown));
            }
        }
    }
    let mut lacking: Vec<(&str, usize)> = expected.keys().filter(|(key, _)| !seen.contains_key(*key)).collect();
    let is_small = open.len().saturating_mul(lacking.len()) <= MOST_PAIRS;
    for (at, index, key) in open {
        let row = &grid.rows[index];
        let rows = if is_small { lacking.as_slice() } else { &[] };
        let found = found(row, headed, expected, rows, &keys, book);
        let spot = book.spot(grid, row.number, keys[0].0, keys[0].1);
        let is_sound = keys.len() > 1 || is_id(&key);
        meeting.rows[at].1 = match found {
            Found::Spoilt(place, id, why) => {
                meeting.kept.push(Kept { spot, old: id.to_owned(), new: key, why: why.to_owned() });
                lacking.retain(|(_, it)| *it != place);
                Met::Row(place)
            }
            Found::ByRest(_, id) if is_sound => {
                let found = format!("`{key}` is not there, and the rest of the row is that of `{id}`");
                let mend = format!("write `{id}`: an id is never renamed; a row that is new differs in something");
                meeting.faults.push(fault(
                    Code::UnmetRow,
                    spot,
                    found,
                    "an id that is there, or a row that is new",
                    &mend,
                ));
                Met::Unknown
            }
            Found::ByRest(place, id) => {
                let why = "the row is known by its other cells".to_owned();
                meeting.kept.push(Kept { spot, old: id.to_owned(), new: key, why });
                lacking.retain(|(_, it)| *it != place);
                Met::Row(place)
            }
            Found::Nothing if is_sound => Met::New(key),
            Found::Nothing => {
                let found = format!("`{key}` is no id, and no one row of the package fits the rest of the row");
                let mend = "write the id: small Latin letters, digits and hyphens, a letter first";
                meeting.faults.push(fault(Code::UnmetRow, spot, found, "the id of the row", mend));
                Met::Unknown
            }
        };
    }
    meeting.lacking = lacking.len();
    meeting
}

fn names(keys: &[(usize, &str)]) -> String {
    keys.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(KEY)
}

/// What a row is whose key nobody has.
enum Found<'a> {
    /// The row with this id, of which a spreadsheet has made another.
    Spoilt(usize, &'a str, &'static str),
    /// The only row that has the same other cells.
    ByRest(usize, &'a str),
    Nothing,
}

fn found<'a>(
    row: &Row,
    headed: &Headed,
    expected: &Expected,
    lacking: &[(&'a str, usize)],
    keys: &[(usize, &str)],
    book: &Book,
) -> Found<'a> {
    let wanted = |kind| Wanted { kind, is_dated: false, decimals: book.decimals, is_workbook: book.is_workbook };
    let others: Vec<(usize, usize)> = headed
        .columns
        .iter()
        .filter_map(|(place, name)| {
            (!keys.iter().any(|(_, key)| key == name)).then_some(())?;
            Some((*place, expected.column(name)?))
        })
        .filter(|(place, _)| !row.cell(*place).is_empty())
        .collect();
    let is_same = |place: usize, (at, column): (usize, usize)| {
        let old = expected.cell(place, column);
        if row.cell(at).shown() == old {
            return true;
        }
        let kind = if expected.sheet.columns[column].is_number { Kind::Decimal } else { Kind::Text };
        let is_blank = old.is_empty() && row.cell(at).is_empty();
        is_blank || matches!(judge(&old, row.cell(at), wanted(kind)), Verdict::Same | Verdict::Kept(_))
    };
    if let [(at, _)] = keys {
        let spoilt: Vec<(usize, &str, &'static str)> = lacking
            .iter()
            .filter_map(|(id, place)| match judge(id, row.cell(*at), wanted(Kind::Id)) {
                Verdict::Kept(why) => Some((*place, *id, why)),
                _ => None,
            })
            .collect();
        // What is an id is likelier a new one than a day, if nothing else of the row is the old one's.
        let is_other = is_id(&key_text(row.cell(*at)));
        let is_row = |place: usize| !is_other || (!others.is_empty() && others.iter().all(|it| is_same(place, *it)));
        if let [(place, id, why)] = spoilt.as_slice()
            && is_row(*place)
        {
            return Found::Spoilt(*place, id, why);
        }
    }
    if others.len() < TELLING {
        return Found::Nothing;
    }
    let mut fitting = lacking.iter().filter(|(_, place)| others.iter().all(|other| is_same(*place, *other)));
    match (fitting.next(), fitting.next()) {
        (Some((id, place)), None) => Found::ByRest(*place, id),
        _ => Found::Nothing,
    }
}
