//! Units that are fixed multiples of others, and parts that must convert to the unit of their whole.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::{Package, Quantity, Unit};
use crate::diag::Code;
use crate::evidence::{Evidence, Options};
use crate::model::{Interval, Period};

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let units = &package.dataset.units;
    for unit in units.iter() {
        let base = unit.base_unit_id.as_deref().and_then(|id| units.get(id));
        if let Some((column, found, expected)) = fault(unit, base) {
            let mend = "a multiple names its base and how many of it one is; a base has neither".to_owned();
            faults.at(Code::BadUnit, ("units", unit.row, column), found, expected, mend);
        }
    }
    parts(package, faults);
}

/// What is wrong with a unit: the column, what was found, what was expected.
fn fault(unit: &Unit, base: Option<&Unit>) -> Option<(&'static str, String, &'static str)> {
    match (&unit.base_unit_id, unit.factor) {
        (Some(_), None) => {
            return Some(("factor", "a base without a factor".to_owned(), "how many of the base one is"));
        }
        (None, Some(_)) => return Some(("factor", "a factor without a base".to_owned(), "an empty cell, or a base")),
        (Some(_), Some(factor)) if factor <= Decimal::ZERO => {
            return Some(("factor", format!("the factor {factor}"), "a number above zero"));
        }
        _ => {}
    }
    if unit.base_unit_id.is_some() && unit.period != Period::default() {
        let found = "a vintage of a currency as a multiple of another unit".to_owned();
        return Some(("base_unit_id", found, "an empty cell; a rate converts, a multiple would cut noughts off"));
    }
    let base = base?;
    if base.dimension != unit.dimension {
        return Some((
            "base_unit_id",
            format!("`{}` is a unit of {}", base.id, base.dimension),
            "a base of the same dimension",
        ));
    }
    if base.base_unit_id.is_some() {
        return Some(("base_unit_id", format!("`{}` has a base itself", base.id), "a base that is no multiple"));
    }
    None
}

/// A part of a split in a unit that cannot be restated in that of its whole would silently never be added.
fn parts(package: &Package, faults: &mut Faults<'_>) {
    let evidence = Evidence::new(package, Options { as_stated: true, ..Options::default() });
    let all = &package.dataset.quantities;
    let of_whole = |part| Quantity::splits(part).filter_map(move |(whole, _)| Some((part, all.get(whole)?)));
    for (part, whole) in all.iter().flat_map(of_whole) {
        let known = [&part.unit_id, &whole.unit_id].iter().all(|unit| package.dataset.units.get(unit).is_some());
        let one = Interval::point(Decimal::ONE);
        let stated = || evidence.resolve_in(&part.id, &whole.unit_id).is_some();
        if known && evidence.converted(one, &part.unit_id, &whole.unit_id).is_none() && !stated() {
            let found = format!("a part in `{}` of a whole in `{}`", part.unit_id, whole.unit_id);
            let mend = "give both one unit, or empty the split".to_owned();
            faults.at(
                Code::UnitMismatch,
                ("quantities", part.row, "unit_id"),
                found,
                "a unit of fixed ratio, or a figure in that of the whole",
                mend,
            );
        }
    }
}
