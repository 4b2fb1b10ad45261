//! What a rate must keep.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::{Package, Rate};
use crate::diag::Code;
use crate::model::{Bound, Date, Period, numbers_in};

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    for rate in package.dataset.rates.iter() {
        let mut fault = |column, found: String, expected: &str, mend: &str| {
            faults.at(Code::BadRate, ("rates", rate.row, column), found, expected, mend.to_owned());
        };
        if rate.from_unit_id == rate.to_unit_id {
            let found = format!("a rate from `{0}` to `{0}`", rate.from_unit_id);
            fault("to_unit_id", found, "two units", "name the other unit");
        }
        if !matches!(rate.bound, Bound::Exact | Bound::About) {
            let found = format!("a rate that is `{}`", rate.bound.name());
            fault(
                "bound",
                found,
                "exact or about",
                "a rate is one number; write about, or state the ends as two rates",
            );
        }
        if let Some((column, found)) = out_of_use(package, rate) {
            let mend =
                "mend the dates, or the vintage; an exchange of old money for new is no official rate, call it trade";
            fault(column, found, "a time at which both currencies were in use", mend);
        }
        let dimension = |id: &str| package.dataset.units.get(id).map(|unit| unit.dimension.as_str());
        let to = if rate.is_index() { "index" } else { "money" };
        for (column, id, wanted) in
            [("from_unit_id", &rate.from_unit_id, "money"), ("to_unit_id", &rate.to_unit_id, to)]
        {
            if let Some(found) = dimension(id).filter(|found| *found != wanted) {
                let mend = "name a currency; of a price index, the index in which it is counted";
                fault(column, format!("`{id}` is a unit of {found}"), &format!("a unit of {wanted}"), mend);
            }
        }
        let Some(value) = rate.value else { continue };
        if value <= Decimal::ZERO {
            fault("value", format!("the rate {value}"), "a number above zero", "mend the rate");
        }
        if rate.as_stated.is_empty() {
            if rate.note.is_none() {
                let mend = "copy the phrase from the work, or say in the note how the number was computed";
                fault("as_stated", "a rate without a phrase".to_owned(), "a phrase, or a note", mend);
            }
            continue;
        }
        let readable = numbers_in(&rate.as_stated).iter().any(|reading| reading.min == value || reading.max == value);
        if !readable {
            let found = format!("{value} cannot be read in `{}`", rate.as_stated);
            fault(
                "value",
                found,
                "a number that stands in the phrase",
                "mend the rate or the phrase; of a computed rate the phrase is empty, and the note says how",
            );
        }
    }
}

/// An official rate at a time at which one of its currencies was not in use: the column and what was found.
fn out_of_use(package: &Package, rate: &Rate) -> Option<(&'static str, String)> {
    if rate.kind != "official" {
        return None;
    }
    let in_use = |id: &str| package.dataset.units.get(id).map_or_else(Period::default, |unit| unit.period);
    [&rate.from_unit_id, &rate.to_unit_id].into_iter().find_map(|id| {
        let vintage = in_use(id);
        let before = |date: Option<Date>, limit: Option<Date>| {
            date.zip(limit).is_some_and(|(date, limit)| date.last_day() < limit.first_day())
        };
        let ends_before = before(rate.period.start, vintage.start) || before(rate.period.end, vintage.start);
        let begins_after = before(vintage.end, rate.period.start) || before(vintage.end, rate.period.end);
        match (ends_before, begins_after) {
            (true, _) => Some(("start", format!("a rate of `{id}` from before it was in use"))),
            (_, true) => Some(("end", format!("a rate of `{id}` from after it was in use"))),
            _ => None,
        }
    })
}
