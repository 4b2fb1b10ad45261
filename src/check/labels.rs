//! Words in other languages: each must be of a cell that is there and holds words.

use super::Faults;
use crate::data::Package;
use crate::data::schema::{PACKAGE, WORDED};
use crate::diag::{Code, mend};
use crate::lang::CATEGORIES;

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let Some(labels) = package.table("labels") else { return };
    for row in 0..labels.len() {
        let [table, id, column] = ["table", "row_id", "field"].map(|column| labels.cell(row, column));
        // A table that is none is a fault of the cell.
        // A form of a unit's name is of its label.
        let form = column.strip_prefix("label.").filter(|form| table == "units" && CATEGORIES.contains(form));
        let column = if form.is_some() { "label" } else { column };
        let Some((_, columns)) = WORDED.iter().find(|(name, _)| *name == table) else { continue };
        if !columns.contains(&column) && !column.is_empty() {
            let mend = mend(column, columns.iter().copied(), &format!("write one of {}", columns.join(", ")));
            let found = format!("`{column}` of {table}.csv holds no words");
            let expected = format!("one of {}", columns.join(", "));
            faults.at(Code::NoTarget, ("labels", row, "field"), found, &expected, mend);
        }
        let own = &package.about().name;
        if table == PACKAGE && id != own && !id.is_empty() {
            let found = format!("`{id}` is not the name of the package");
            faults.at(Code::NoTarget, ("labels", row, "row_id"), found, own, format!("write `{own}`"));
        }
        let Some(of) = package.table(table).filter(|of| !of.is_partial()) else { continue };
        let Some(target) = of.row(id) else {
            if !id.is_empty() {
                let mend = mend(id, of.ids(), "name a row that is there, or delete this one");
                let found = format!("`{id}` is not in {table}.csv");
                faults.at(Code::NoTarget, ("labels", row, "row_id"), found, "the id of a row", mend);
            }
            continue;
        };
        if columns.contains(&column) && of.cell(target, column).is_empty() {
            let mend = "fill the cell in the package's own language first, or delete this row".to_owned();
            let found = format!("the `{column}` of `{id}` is empty");
            faults.at(Code::NoTarget, ("labels", row, "field"), found, "a cell with words", mend);
        }
    }
}
