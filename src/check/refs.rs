//! Foreign keys: every id that is named must be there.

use super::Faults;
use crate::data::Package;
use crate::data::schema::{Kind, TABLES};
use crate::diag::{Code, mend};

/// The nearest id is looked for as often as so many ids may be looked at in all, for one column.
const LOOKED_AT: usize = 200_000;
/// And no more often than this.
const MOST: usize = 100;

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    for schema in TABLES {
        let Some(table) = package.table(schema.name) else { continue };
        for field in schema.fields {
            let (target, several) = match field.kind {
                Kind::Ref(target) => (target, false),
                Kind::Refs(target) => (target, true),
                _ => continue,
            };
            // What a table that could not be read whole would have held is not known; its own fault is enough.
            let Some(targets) = package.table(target).filter(|table| !table.is_partial()) else { continue };
            // Who is told of many mends the first; the others are mostly of one kind.
            let mut looked_up = (LOOKED_AT / targets.len().max(1)).clamp(1, MOST);
            for row in 0..table.len() {
                let cell = table.cell(row, field.name);
                let ids = if several { cell.split("; ").collect() } else { vec![cell] };
                for id in ids.into_iter().filter(|id| !id.is_empty() && targets.row(id).is_none()) {
                    let otherwise = format!("add a row `{id}` to {target}.csv, or name one that is there");
                    let mend = match looked_up {
                        0 => otherwise,
                        _ => mend(id, targets.ids(), &otherwise),
                    };
                    looked_up = looked_up.saturating_sub(1);
                    let cell = (schema.name, row, field.name);
                    let expected = format!("an id of {target}.csv");
                    faults.at(Code::UnknownId, cell, format!("`{id}` is not in {target}.csv"), &expected, mend);
                }
            }
        }
    }
}
