//! The rules that a package must keep, beyond the form of its files and cells.

mod audit;
mod corrections;
mod figures;
mod labels;
mod locator;
mod passages;
mod places;
mod rates;
mod refs;
mod rules;
mod stale;
mod structure;
mod uncovered;
mod units;
mod unused;

pub use audit::{Audit, WorkAudit, audit};
pub use passages::{Passage, passages};
pub use rules::{RULES_FILE, Rules};
pub use stale::{generated_files, stale};
pub use uncovered::{Open, Uncovered, dismissals, uncovered};

use std::collections::BTreeSet;

use crate::data::{Action, Package};
use crate::diag::{self, Code, Diagnostic, Place};
use crate::files;

/// A rule over a whole package.
type Rule = fn(&Package, &mut Faults<'_>);

const RULES: &[Rule] = &[
    refs::check,
    figures::check,
    units::check,
    rates::check,
    places::check,
    structure::check,
    corrections::check,
    labels::check,
    unused::check,
];

/// The list that rules add to, with the package to find places in.
struct Faults<'a> {
    package: &'a Package,
    list: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// Adds a fault at a cell.
    fn at(&mut self, code: Code, cell: (&str, usize, &str), found: String, expected: &str, mend: String) {
        let (table, row, column) = cell;
        let place = self.package.place(table, row, column);
        self.list.push(Diagnostic::new(code, place, found, expected, mend));
    }
}

/// Every fault of a package, sorted: of its files, its cells and its rows. Generated files are not looked at.
#[must_use]
pub fn check(package: &Package) -> Vec<Diagnostic> {
    // The package as it is with its corrections is looked at beside it: neither needs the other.
    let (mut list, corrected) = files::beside(|| broken(package, RULES), || with_corrections(package));
    let known: BTreeSet<(Code, &Place)> = list.iter().map(|fault| (fault.code, &fault.place)).collect();
    let is_new = |fault: &Diagnostic| !known.contains(&(fault.code, &fault.place));
    let new: Vec<Diagnostic> = corrected.into_iter().filter(is_new).map(of_corrections).collect();
    list.extend(new);
    diag::sort(&mut list);
    list
}

/// The faults of files and cells, and those that rules find.
fn broken(package: &Package, rules: &[Rule]) -> Vec<Diagnostic> {
    let found = files::in_parallel(rules, None, |rule| {
        let mut faults = Faults { package, list: Vec::new() };
        rule(package, &mut faults);
        faults.list
    });
    package.faults.iter().cloned().chain(found.into_iter().flatten()).collect()
}

/// What is wrong once the corrections are applied: every number that is printed comes from the corrected records.
fn with_corrections(package: &Package) -> Vec<Diagnostic> {
    if package.dataset.corrections.iter().all(|correction| correction.action != Action::Set) {
        return Vec::new();
    }
    let rules: [Rule; 5] = [refs::check, figures::check, units::check, rates::check, structure::check];
    broken(&package.corrected_view(), &rules)
}

/// A fault that only the corrections make.
fn of_corrections(fault: Diagnostic) -> Diagnostic {
    Diagnostic {
        found: format!("with its corrections, {}", fault.found),
        mend: format!("mend the correction of this row: {}", fault.mend),
        ..fault
    }
}
