//! What a rate must keep.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::Package;
use crate::diag::Code;
use crate::model::numbers_in;

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    for rate in package.dataset.rates.iter() {
        let mut fault = |column, found: String, expected: &str, mend: &str| {
            faults.at(Code::BadRate, ("rates", rate.row, column), found, expected, mend.to_owned());
        };
        if rate.from_unit_id == rate.to_unit_id {
            let found = format!("a rate from `{0}` to `{0}`", rate.from_unit_id);
            fault("to_unit_id", found, "two units", "name the other unit");
        }
        let Some(value) = rate.value else { continue };
        if value <= Decimal::ZERO {
            fault("value", format!("the rate {value}"), "a number above zero", "mend the rate");
        }
        let readable = numbers_in(&rate.as_stated).iter().any(|reading| reading.min == value || reading.max == value);
        if !readable {
            let found = format!("{value} cannot be read in `{}`", rate.as_stated);
            fault("value", found, "a number that stands in the phrase", "mend the rate or the phrase");
        }
    }
}
