//! Chains that must end, and wholes that must hold their parts.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::Package;
use crate::diag::Code;
use crate::evidence::{Evidence, Options};

/// The columns that point to a row of their own table.
const CHAINS: [(&str, &str); 5] = [
    ("quantities", "part_of"),
    ("categories", "parent_id"),
    ("works", "derives_from"),
    ("actors", "successor_id"),
    ("units", "base_unit_id"),
];

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let cyclic: usize = CHAINS.iter().map(|(table, column)| cycles(package, table, column, faults)).sum();
    splits(package, faults);
    if cyclic == 0 {
        residuals(package, faults);
    }
}

/// Reports every row from which a chain comes back to itself; returns how many there are.
fn cycles(package: &Package, name: &str, column: &str, faults: &mut Faults<'_>) -> usize {
    let Some(table) = package.table(name) else { return 0 };
    let mut found = 0;
    for (row, id) in table.ids().enumerate() {
        let mut path = vec![id];
        let mut at = row;
        while let Some(next) = table.row(table.cell(at, column)) {
            let next_id = table.cell(next, table.schema.fields[0].name);
            if next == row {
                // A cycle is one fault: it is reported at its first row.
                if path.iter().any(|member| table.row(member).is_some_and(|member| member < row)) {
                    break;
                }
                path.push(next_id);
                let text = format!("the chain comes back: {}", path.join(" → "));
                let mend = "empty the cell of one of them".to_owned();
                faults.at(Code::Cycle, (name, row, column), text, "a chain that ends", mend);
                found += 1;
                break;
            }
            // A chain that runs into a cycle further up is reported there.
            if path.contains(&next_id) {
                break;
            }
            path.push(next_id);
            at = next;
        }
    }
    found
}

fn splits(package: &Package, faults: &mut Faults<'_>) {
    for quantity in package.dataset.quantities.iter() {
        if quantity.split.is_some() && quantity.part_of.is_none() {
            let mend = "name the whole in part_of, or empty the split".to_owned();
            let found = "a split without a whole".to_owned();
            faults.at(
                Code::SplitWithoutWhole,
                ("quantities", quantity.row, "split"),
                found,
                "a whole in part_of",
                mend,
            );
        }
    }
}

fn residuals(package: &Package, faults: &mut Faults<'_>) {
    let evidence = Evidence::new(package, Options::default());
    for quantity in package.dataset.quantities.iter().filter(|quantity| quantity.note.is_none()) {
        for residual in evidence.residuals(&quantity.id) {
            // Only what is surely negative is a contradiction: even the largest rest is below nothing.
            if residual.rest.max.is_some_and(|rest| rest < Decimal::ZERO) {
                let (whole, parts) = (residual.whole.interval.reach(), residual.parts.interval.reach());
                let found = format!("the parts of split `{}` add up to {parts}", residual.parts.split);
                let expected = format!("at most the whole, {whole}");
                let mend = "mend the parts, or say in the whole's note why they are more".to_owned();
                let cell = ("quantities", quantity.row, "quantity_id");
                faults.at(Code::PartsExceedWhole, cell, found, &expected, mend);
            }
        }
    }
}
