//! Chains that must end, and wholes that must hold their parts.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::{Dataset, Package};
use crate::diag::Code;
use crate::evidence::{Evidence, Options};

/// A chain of so many rows is not meant; wholes are resolved by following it.
const LONGEST_CHAIN: usize = 64;

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
        citations(package, faults);
    }
    if cyclic == 0 && wholes_end(&package.corrected) {
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
            if path.len() == LONGEST_CHAIN {
                let text = format!("a chain of more than {LONGEST_CHAIN} rows");
                let mend = "shorten it".to_owned();
                faults.at(Code::Cycle, (name, row, column), text, "a chain that ends", mend);
                found += 1;
                break;
            }
            path.push(next_id);
            at = next;
        }
    }
    found
}

/// A work that takes a number from a work that takes it from the first has no root.
fn citations(package: &Package, faults: &mut Faults<'_>) {
    let evidence = Evidence::new(package, Options { as_stated: true, ..Options::default() });
    for figure in package.dataset.figures.iter() {
        let chain = evidence.chain(figure);
        let last = chain[chain.len() - 1];
        let after = evidence.cited_after(figure, last);
        if after.is_some_and(|next| chain.contains(&next)) {
            let text = format!("the citation comes back: {} → {}", chain.join(" → "), after.unwrap_or_default());
            let mend = "find out which work took the number from the other".to_owned();
            faults.at(Code::Cycle, ("figures", figure.row, "cited_work_id"), text, "a chain that ends", mend);
        }
    }
}

/// Whether no chain of wholes comes back once the corrections are applied; the view of them reports it if one does.
fn wholes_end(dataset: &Dataset) -> bool {
    dataset.quantities.iter().all(|quantity| {
        let chain = dataset.whole_chain(&quantity.id);
        let last = chain.last().and_then(|id| dataset.quantities.get(id));
        chain.len() <= LONGEST_CHAIN && last.is_none_or(|last| last.part_of.is_none())
    })
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
    // A note that speaks of something else excuses nothing.
    let excused = |note: &Option<String>| note.as_deref().is_some_and(|note| note.contains("parts"));
    for quantity in package.dataset.quantities.iter().filter(|quantity| !excused(&quantity.note)) {
        for residual in evidence.residuals(&quantity.id) {
            // Only what is surely negative is a contradiction: even the largest rest is below nothing.
            if residual.rest.max.is_some_and(|rest| rest < Decimal::ZERO) {
                let (whole, parts) = (residual.whole.interval.reach(), residual.parts.interval.reach());
                let found = format!("the parts of split `{}` add up to {parts}", residual.parts.split);
                let expected = format!("at most the whole, {whole}");
                let mend = "mend the parts, or say in the whole's note why the parts are more".to_owned();
                let cell = ("quantities", quantity.row, "quantity_id");
                faults.at(Code::PartsExceedWhole, cell, found, &expected, mend);
            }
        }
    }
}
