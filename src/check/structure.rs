//! Chains that must end, and wholes that must hold their parts.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Faults;
use crate::data::{Dataset, Measure, Package, Quantity};
use crate::diag::Code;
use crate::evidence::{Evidence, Options, Resolved};
use crate::fmt::{self, Style};
use crate::lang::Tongue;
use crate::model::{Interval, circles};

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
    discrepancies(package, faults);
    if cyclic == 0 {
        citations(package, faults);
    }
    if cyclic == 0 && wholes_end(&package.corrected) {
        let evidence = Evidence::new(package, Options::default());
        residuals(package, &evidence, faults);
        parts(package, &evidence, faults);
    }
}

/// Reports every circle at its first row; returns how many there are.
fn cycles(package: &Package, name: &str, column: &str, faults: &mut Faults<'_>) -> usize {
    let Some(table) = package.table(name) else { return 0 };
    let next = |row: usize| table.cell(row, column).split("; ").filter_map(|id| table.row(id));
    let circles = circles(table.len(), next);
    for circle in &circles {
        let ids = circle.iter().chain(circle.first()).map(|row| table.cell(*row, table.schema.fields[0].name));
        let text = format!("the chain comes back: {}", arrows(ids, circle.len() + 1));
        let mend = "empty the cell of one of them".to_owned();
        faults.at(Code::Cycle, (name, circle[0], column), text, "a chain that ends", mend);
    }
    circles.len()
}

/// So many rows of a circle are named, half of them at its start.
const NAMED: usize = 16;

/// "a → b → a"; of very many the first, how many are left out, and the last.
fn arrows<'a>(ids: impl Iterator<Item = &'a str>, count: usize) -> String {
    let left_out = count.saturating_sub(NAMED);
    let (first, last) = (NAMED / 2, count - NAMED.min(count) / 2);
    let named = ids.enumerate().filter_map(|(index, id)| match index {
        _ if left_out == 0 || index < first || index >= last => Some(id.to_owned()),
        _ if index == first => Some(format!("… ({} more) …", fmt::grouped(Tongue::english(), left_out.into()))),
        _ => None,
    });
    named.collect::<Vec<_>>().join(" → ")
}

/// A work that takes a number from a work that takes it from the first has no root.
fn citations(package: &Package, faults: &mut Faults<'_>) {
    let evidence = Evidence::new(package, Options { as_stated: true, ..Options::default() });
    for figure in package.dataset.figures.iter() {
        // A figure about nothing, or of a work that is not there, has a fault of its own.
        let is_known = |work: &String| package.dataset.works.get(work).is_some();
        let is_linked = package.dataset.quantities.get(&figure.quantity_id).is_some()
            && is_known(&figure.work_id)
            && figure.cited_work_id.as_ref().is_none_or(is_known);
        if is_linked && evidence.root(figure).is_none() {
            let mut seen = BTreeSet::new();
            // As far as it is told; many figures may lead into one long circle.
            let mut steps = evidence.steps(figure);
            let mut chain: Vec<&str> = steps.by_ref().take(NAMED).take_while(|work| seen.insert(*work)).collect();
            let closes = chain.len() < NAMED;
            let after = evidence.cited_after(figure, chain[chain.len() - 1]);
            chain.extend(after.filter(|_| closes));
            let end = if closes { "" } else { " → … and on in a circle" };
            let text = format!("the citation comes back: {}{end}", chain.join(" → "));
            let mend = "find out which work took the number from the other".to_owned();
            faults.at(Code::Cycle, ("figures", figure.row, "cited_work_id"), text, "a chain that ends", mend);
        }
    }
}

/// Whether no chain of wholes comes back once the corrections are applied; the view of them reports it if one does.
fn wholes_end(dataset: &Dataset) -> bool {
    let quantities = &dataset.quantities;
    let next = |row: usize| quantities.at(row).part_of.iter().filter_map(|it| quantities.position(&it.whole));
    circles(quantities.len(), next).is_empty()
}

fn splits(package: &Package, faults: &mut Faults<'_>) {
    let Some(table) = package.table("quantities") else { return };
    for quantity in package.dataset.quantities.iter() {
        let splits = table.cell(quantity.row, "split");
        let count = if splits.is_empty() { 0 } else { splits.split(';').count() };
        let cell = ("quantities", quantity.row, "split");
        if count > 0 && quantity.part_of.is_empty() {
            let mend = "name the whole in part_of, or empty the split".to_owned();
            let found = "a split without a whole".to_owned();
            faults.at(Code::SplitWithoutWhole, cell, found, "a whole in part_of", mend);
        } else if count > 0 && count != quantity.part_of.len() {
            let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            let found = format!("{} for {}", number(count, "split"), number(quantity.part_of.len(), "whole"));
            let mend =
                "part them by `; ` in the order of the wholes, and leave a place empty where the part is in no split";
            faults.at(Code::SplitWithoutWhole, cell, found, "one split a whole", mend.to_owned());
        }
    }
}

/// What is known to be more than its whole, or less than its parts, owes its reader a reason.
fn discrepancies(package: &Package, faults: &mut Faults<'_>) {
    for quantity in package.dataset.quantities.iter().filter(|it| it.discrepancy && it.note.is_none()) {
        let mend = "say in the note which works differ, and how".to_owned();
        let found = "a discrepancy without a reason".to_owned();
        faults.at(Code::NoteOwed, ("quantities", quantity.row, "discrepancy"), found, "a note", mend);
    }
}

fn residuals(package: &Package, evidence: &Evidence<'_>, faults: &mut Faults<'_>) {
    for quantity in package.dataset.quantities.iter().filter(|quantity| !quantity.discrepancy) {
        for residual in evidence.residuals(&quantity.id) {
            // Only what is surely negative is a contradiction: even the largest rest is below nothing.
            if residual.rest.max.is_some_and(|rest| rest < Decimal::ZERO) {
                let print = |reach: Decimal| {
                    let number = Interval::point(reach);
                    package.corrected.print(&number, &residual.whole.unit_id, Style::Sign).replace(fmt::NO_BREAK, " ")
                };
                let (whole, parts) = (print(residual.whole.interval.reach()), print(residual.parts.interval.reach()));
                let found = format!("the parts of split `{}` add up to {parts}", residual.parts.split);
                let expected = format!("at most the whole, {whole}");
                let mend =
                    "mend the parts, or write yes into the whole's `discrepancy` and into its note why".to_owned();
                let cell = ("quantities", quantity.row, "quantity_id");
                faults.at(Code::PartsExceedWhole, cell, found, &expected, mend);
            }
        }
    }
}

/// A part that is surely more than what counts it: even its least is above the most that the whole can be.
fn parts(package: &Package, evidence: &Evidence<'_>, faults: &mut Faults<'_>) {
    let dataset = &package.corrected;
    let stated = |quantity: &Quantity| evidence.resolve(&quantity.id).filter(|resolved| !resolved.is_computed());
    let mut of_whole: (usize, Option<Resolved>) = (usize::MAX, None);
    let totals = dataset.quantities.iter().filter(|part| part.measure == Measure::Total && !part.discrepancy);
    let pairs = totals.flat_map(|part| part.part_of.iter().map(move |it| (part, dataset.quantities.get(&it.whole))));
    for (part, whole) in pairs {
        let alike = |whole: &&Quantity| whole.measure == Measure::Total && whole.stage_id == part.stage_id;
        let Some(whole) = whole.filter(alike) else { continue };
        let Some(own) = stated(part) else { continue };
        if of_whole.0 != whole.row {
            of_whole = (whole.row, stated(whole));
        }
        let Some(most) = of_whole.1.as_ref() else { continue };
        let Some(in_unit) = evidence.converted(own.interval, &own.unit_id, &most.unit_id) else { continue };
        if in_unit.min.zip(most.interval.max).is_some_and(|(least, most)| least > most) {
            let print = |resolved: &Resolved| {
                dataset.print(&resolved.interval, &resolved.unit_id, Style::Sign).replace(fmt::NO_BREAK, " ")
            };
            let found = format!("`{}` is {}", part.id, print(&own));
            let expected = format!("at most `{}`, {}", whole.id, print(most));
            let mend =
                "mend one of the two, or write yes into the part's `discrepancy` and into its note why".to_owned();
            faults.at(Code::PartExceedsWhole, ("quantities", part.row, "quantity_id"), found, &expected, mend);
        }
    }
}
