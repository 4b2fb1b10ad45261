//! Rows that nothing uses.
//!
//! Figures, agreements, events, rates and corrections say something by themselves. Stages, units and categories are
//! vocabularies: whoever adds a figure chooses among their words, and a word that nobody has chosen yet is no fault. Everything
//! else must be named by something; a whole is used by its parts. A work that nobody has read or graded yet waits for its
//! reader: a list of references is there before the figures are.

use std::collections::BTreeSet;

use super::Faults;
use crate::data::schema::{Kind, TABLES};
use crate::data::{Package, RawTable};
use crate::diag::Code;

const MUST_BE_USED: [&str; 4] = ["quantities", "works", "actors", "places"];

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    if !package.is_whole() {
        return;
    }
    for name in MUST_BE_USED {
        let Some(table) = package.table(name) else { continue };
        let used = used(package, name);
        let is_awaited = |row: usize| name == "works" && waits(table, row);
        for (row, id) in table.ids().enumerate().filter(|(row, id)| !used.contains(id) && !is_awaited(*row)) {
            let (column, found) = (table.schema.fields[0].name, format!("nothing uses `{id}`"));
            let expected = "a row that something names";
            faults.at(Code::UnusedRow, (name, row, column), found, expected, mend(name).to_owned());
        }
    }
}

/// How a row comes into use.
fn mend(table: &str) -> &'static str {
    match table {
        "quantities" => "add a figure with this quantity_id, or delete the row",
        "works" => "add a figure that stands in it or cites it, or delete the row",
        _ => "name it in a quantity, or delete the row",
    }
}

/// Whether a work is neither read nor graded yet, as those of an imported list are. A guess at a lost source waits for nothing.
fn waits(works: &RawTable, row: usize) -> bool {
    works.cell(row, "consulted") == "no"
        && works.cell(row, "tier").is_empty()
        && works.cell(row, "kind") != "unidentified"
}

/// Every id of a table that is named anywhere.
fn used<'a>(package: &'a Package, name: &str) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    for schema in TABLES {
        let Some(table) = package.table(schema.name) else { continue };
        for field in schema.fields {
            match field.kind {
                Kind::Ref(target) | Kind::Refs(target) if target == name => {
                    for row in 0..table.len() {
                        used.extend(table.cell(row, field.name).split("; "));
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(corrections) = package.table("corrections") {
        for row in 0..corrections.len() {
            if corrections.cell(row, "table") == name {
                used.insert(corrections.cell(row, "row_id"));
            }
        }
    }
    used
}
