//! Points of places: each on the earth, whole, and from a work.

use rust_decimal::Decimal;

use super::Faults;
use crate::data::Package;
use crate::diag::Code;
use crate::model::parse_decimal;

pub(super) fn check(package: &Package, faults: &mut Faults<'_>) {
    let Some(places) = package.table("places") else { return };
    for row in 0..places.len() {
        let cell = |column| places.cell(row, column);
        for (column, most) in [("latitude", 90), ("longitude", 180)] {
            // What is no number has a fault of its own.
            let Ok(degrees) = parse_decimal(cell(column)) else { continue };
            if degrees.abs() > Decimal::from(most) {
                let found = format!("a {column} of {degrees}°");
                let expected = format!("degrees from -{most} to {most}");
                let mend = "are latitude and longitude exchanged?".to_owned();
                faults.at(Code::BadPlace, ("places", row, column), found, &expected, mend);
            }
        }
        for (own, other) in [("latitude", "longitude"), ("longitude", "latitude")] {
            if !cell(own).is_empty() && cell(other).is_empty() {
                let (found, mend) = (format!("a {own} without a {other}"), format!("fill {other}, or empty {own}"));
                faults.at(Code::BadPlace, ("places", row, other), found, "both, or neither", mend);
            }
        }
        if !cell("latitude").is_empty() && cell("work_id").is_empty() {
            let (found, mend) = ("a point that no work gives".to_owned(), "name the work in work_id".to_owned());
            faults.at(Code::BadPlace, ("places", row, "work_id"), found, "the work that gives the point", mend);
        }
    }
}
