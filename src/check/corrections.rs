//! Corrections: each must hit a cell, and the cell must hold what the correction expects.

use std::collections::BTreeMap;

use super::Faults;
use crate::data::{Action, Correction, Package, schema};
use crate::diag::{Code, mend};

/// What identifies a row or was read in the work itself is never corrected.
const FIXED: [&str; 4] = ["quantity_id", "work_id", "as_stated", "locator"];

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let mut first: BTreeMap<(&str, &str, &str), &Correction> = BTreeMap::new();
    for correction in package.dataset.corrections.iter() {
        let cell = (correction.table.as_str(), correction.row_id.as_str(), correction.field.as_str());
        if let Some(other) = first.insert(cell, correction) {
            let place = ("corrections", correction.row, "field");
            let found = format!("`{}` corrects the same cell", other.id);
            faults.at(Code::BadCorrection, place, found, "one correction a cell", "delete one of the two".to_owned());
        }
        if hits(package, correction, faults) {
            fits(correction, faults);
        }
    }
}

/// Whether the correction names a cell that is there and holds what is expected.
fn hits(package: &Package, correction: &Correction, faults: &mut Faults<'_>) -> bool {
    let Some(table) = package.table(&correction.table).filter(|table| !table.is_partial()) else { return false };
    let Some(row) = table.row(&correction.row_id) else {
        let mend = mend(&correction.row_id, table.ids(), "name a row that is there");
        let found = format!("`{}` is not in {}.csv", correction.row_id, correction.table);
        let cell = ("corrections", correction.row, "row_id");
        faults.at(Code::NoTarget, cell, found, "the id of a row to correct", mend);
        return false;
    };
    let columns = schema::table(&correction.table).map(|schema| schema.fields).unwrap_or_default();
    if columns.iter().all(|field| field.name != correction.field) {
        let mend = mend(&correction.field, columns.iter().map(|field| field.name), "name a column of the table");
        let found = format!("{}.csv has no column `{}`", correction.table, correction.field);
        let cell = ("corrections", correction.row, "field");
        faults.at(Code::NoTarget, cell, found, "a column of the table", mend);
        return false;
    }
    let cell = table.cell(row, &correction.field);
    if cell != correction.expect {
        let found = format!("the cell holds `{cell}`, the correction expects `{}`", correction.expect);
        let mend = "look whether the row was changed; then renew or delete the correction".to_owned();
        let place = ("corrections", correction.row, "expect");
        faults.at(Code::GuardFailed, place, found, "what the cell holds", mend);
        return false;
    }
    true
}

fn fits(correction: &Correction, faults: &mut Faults<'_>) {
    let mut fault = |column, found: &str, expected: &str, mend: &str| {
        let cell = ("corrections", correction.row, column);
        faults.at(Code::BadCorrection, cell, found.to_owned(), expected, mend.to_owned());
    };
    let sets = correction.action == Action::Set;
    match &correction.corrected {
        None if sets => fault("corrected", "nothing to set", "the value to use", "fill `corrected`, or use `flag`"),
        Some(_) if !sets => {
            fault("corrected", "a value that is not set", "an empty cell", "use `set`, or empty `corrected`");
        }
        Some(value) if *value == correction.expect => {
            fault("corrected", "the correction changes nothing", "another value", "delete the correction");
        }
        _ => {}
    }
    let is_id = schema::table(&correction.table).is_some_and(|table| table.column(&correction.field) == Some(0));
    if sets && (is_id || FIXED.contains(&correction.field.as_str())) {
        fault("field", "a column that is never corrected", "a column of values or dates", "exclude the figure instead");
    }
    if correction.action == Action::Exclude && correction.table != "figures" {
        fault("table", "only figures can be excluded", "`figures`", "exclude the figures of the row");
    }
}
