//! A loan as a model: how it could have been repaid, from the terms that works state and from assumptions.
//!
//! What comes out is computed and no figure; it is never resolved, totalled or compared as one.

use rust_decimal::Decimal;
use serde::Deserialize;
use thiserror::Error;

use super::{Evidence, Resolved};
use crate::data::{Measure, Quantity};
use crate::fmt;
use crate::model::exact;

/// What is assumed because no work states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assumptions {
    /// The year of the first instalment; the year after the agreement without one.
    pub first_year: Option<i32>,
    /// What is equal in every year.
    pub equal: Equal,
}

/// What is equal in every year of repayment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Equal {
    /// The part of the principal that is repaid; interest comes on top and falls.
    #[default]
    Principal,
    /// The whole payment, interest and principal together.
    Payment,
}

/// A modelled schedule of repayment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The sum lent.
    pub principal: Resolved,
    /// Interest in percent a year.
    pub interest: Resolved,
    /// The year by which all was to be repaid.
    pub due: Resolved,
    /// The unit of all sums.
    pub unit_id: String,
    /// What was assumed, in words.
    pub assumed: Vec<String>,
    /// One a year, from the year after the agreement to the year in which it was due.
    pub years: Vec<Year>,
}

/// One year of a schedule, in the unit of the loan, to a hundredth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Owed before the payment.
    pub owed: Decimal,
    /// Interest paid at its end, on what was owed.
    pub interest: Decimal,
    /// Principal repaid at its end.
    pub principal: Decimal,
    /// Everything paid in the year.
    pub payment: Decimal,
}

impl Schedule {
    /// A sum over all years; `None` if it has too many digits.
    #[must_use]
    pub fn sum(&self, of: fn(&Year) -> Decimal) -> Option<Decimal> {
        self.years.iter().map(of).try_fold(Decimal::ZERO, exact::add)
    }
}

/// Why there is no schedule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoSchedule {
    /// No such quantity.
    #[error("there is no quantity `{0}`")]
    Unknown(String),
    /// No work states a term that is needed.
    #[error(
        "no work that may be used states {what} of `{loan}`; a schedule needs a quantity with part_of `{loan}`, measure term and unit {unit}"
    )]
    NoTerm {
        /// The term.
        what: &'static str,
        /// The loan.
        loan: String,
        /// The unit the term would have.
        unit: &'static str,
    },
    /// A term is stated in more than one way, or not exactly.
    #[error("`{quantity}` is {number}, and a schedule needs one number; choose a work with --work")]
    Uncertain {
        /// The quantity.
        quantity: String,
        /// What it is worth.
        number: String,
    },
    /// A term stands in two quantities.
    #[error("`{left}` and `{right}` are both such a term of the loan; choose a work with --work")]
    Several {
        /// The one.
        left: String,
        /// The other.
        right: String,
    },
    /// The years are out of order.
    #[error("repayment from {first} to {due} is no period after the agreement of {agreed}; choose another first year")]
    Years {
        /// The year of the agreement.
        agreed: String,
        /// The first year of repayment.
        first: i32,
        /// The year in which all was due.
        due: i32,
    },
    /// The numbers are too large.
    #[error("the sums have more digits than can be kept exactly")]
    TooLarge,
}

/// Sums of the schedule are kept to a hundredth.
const PLACES: u32 = 2;
/// A loan that runs longer is a slip.
const LONGEST: i64 = 200;

impl Evidence<'_> {
    /// How a loan could have been repaid: equal yearly instalments at the end of each year from the first year of
    /// repayment to the one in which all was due, interest at the end of every year on what is still owed, the whole
    /// loan drawn at once when it was agreed. The last instalment takes what rounding leaves.
    ///
    /// # Errors
    /// [`NoSchedule`] where a term is not stated, or not by one number.
    ///
    /// ```
    /// use sinosov::data::{Package, Source};
    /// use sinosov::evidence::{Assumptions, Evidence, Options};
    ///
    /// let package = Package::read(Source::BuiltIn);
    /// let evidence = Evidence::new(&package, Options::default());
    /// let schedule = evidence.schedule("prc-1950-loan", Assumptions::default()).expect("sum, interest and due year");
    /// assert_eq!((schedule.years[0].year, schedule.years.len()), (1951, 13));
    /// ```
    pub fn schedule(&self, loan: &str, assumptions: Assumptions) -> Result<Schedule, NoSchedule> {
        let quantity = self.dataset().quantities.get(loan).ok_or_else(|| NoSchedule::Unknown(loan.to_owned()))?;
        let stated = |what, unit| NoSchedule::NoTerm { what, loan: loan.to_owned(), unit };
        let principal = self.resolve(loan).ok_or_else(|| stated("the sum", "of a currency"))?;
        let interest = self.term(loan, "interest")?.ok_or_else(|| stated("the interest", "percent-per-year"))?;
        let due = self.term(loan, "calendar")?.ok_or_else(|| stated("the due year", "calendar-year"))?;
        let (sum, percent, last) = (self.point(&principal)?, self.point(&interest)?, self.point(&due)?);
        let agreed = quantity.period.end.or(quantity.period.start).map(|date| date.year);
        let last = i32::try_from(last).map_err(|_| NoSchedule::TooLarge)?;
        let first = assumptions.first_year.or(agreed.map(|year| year + 1)).unwrap_or(last);
        let from = agreed.map_or(first, |year| year + 1);
        if first < from || first > last || i64::from(last) - i64::from(from) > LONGEST {
            let agreed = agreed.map_or_else(|| "unknown date".to_owned(), |year| year.to_string());
            return Err(NoSchedule::Years { agreed, first, due: last });
        }
        let rate = exact::multiply(percent, Decimal::new(1, 2)).ok_or(NoSchedule::TooLarge)?;
        let years = years(sum, rate, (from, first, last), assumptions.equal).ok_or(NoSchedule::TooLarge)?;
        let assumed = assumed(quantity, (first, last), assumptions);
        let schedule = Schedule { unit_id: principal.unit_id.clone(), principal, interest, due, assumed, years };
        // Whoever adds it up can.
        let parts: [fn(&Year) -> Decimal; 3] = [|year| year.interest, |year| year.principal, |year| year.payment];
        let fits = parts.into_iter().all(|part| schedule.sum(part).is_some());
        if fits { Ok(schedule) } else { Err(NoSchedule::TooLarge) }
    }

    /// The one term of a loan in a dimension, if any work states it.
    fn term(&self, loan: &str, dimension: &str) -> Result<Option<Resolved>, NoSchedule> {
        let is_term = |quantity: &&Quantity| {
            let unit = self.dataset().units.get(&quantity.unit_id);
            quantity.is_part_of(loan)
                && quantity.measure == Measure::Term
                && unit.is_some_and(|unit| unit.dimension == dimension)
        };
        let terms = self.dataset().quantities.iter().filter(is_term);
        let mut terms = terms.filter_map(|quantity| self.resolve(&quantity.id));
        match (terms.next(), terms.next()) {
            (Some(left), Some(right)) => Err(NoSchedule::Several { left: left.quantity_id, right: right.quantity_id }),
            (one, _) => Ok(one),
        }
    }

    fn point(&self, resolved: &Resolved) -> Result<Decimal, NoSchedule> {
        let exact = resolved.interval.as_point().filter(|_| !resolved.interval.about.is_any());
        exact.ok_or_else(|| NoSchedule::Uncertain {
            quantity: resolved.quantity_id.clone(),
            number: fmt::interval(&resolved.interval, fmt::Style::Words),
        })
    }
}

/// The years of a schedule, from the first with interest over the first with an instalment to the last.
fn years(sum: Decimal, rate: Decimal, (from, first, last): (i32, i32, i32), equal: Equal) -> Option<Vec<Year>> {
    let instalments = Decimal::from(last - first + 1);
    let level = match equal {
        Equal::Principal => sum.checked_div(instalments)?,
        Equal::Payment => annuity(sum, rate, last - first + 1)?,
    };
    let mut owed = sum;
    let mut years = Vec::new();
    for year in from..=last {
        // A model's interest is rounded to a hundredth, so digits behind it are not missed.
        let interest = owed.checked_mul(rate)?.round_dp(PLACES);
        let principal = match equal {
            _ if year < first => Decimal::ZERO,
            _ if year == last => owed,
            Equal::Principal => level.round_dp(PLACES),
            Equal::Payment => exact::subtract(level.round_dp(PLACES), interest)?,
        };
        years.push(Year { year, owed, interest, principal, payment: exact::add(interest, principal)? });
        owed = exact::subtract(owed, principal)?;
    }
    Some(years)
}

/// The payment that, made so many times, pays a sum with interest: `sum · r / (1 − (1 + r)^−n)`.
fn annuity(sum: Decimal, rate: Decimal, times: i32) -> Option<Decimal> {
    if rate.is_zero() {
        return sum.checked_div(Decimal::from(times));
    }
    // The payment is a quotient, and like all of a model it is rounded; so may be what it is made of.
    let yearly = Decimal::ONE.checked_add(rate)?;
    let growth = (0..times).try_fold(Decimal::ONE, |growth, _| growth.checked_mul(yearly))?;
    sum.checked_mul(rate)?.checked_mul(growth)?.checked_div(growth.checked_sub(Decimal::ONE)?)
}

fn assumed(loan: &Quantity, (first, last): (i32, i32), assumptions: Assumptions) -> Vec<String> {
    let count = last - first + 1;
    let equal = match assumptions.equal {
        _ if count == 1 => "one payment, of the principal with interest".to_owned(),
        Equal::Principal => format!("{count} equal yearly instalments of the principal, with interest on top"),
        Equal::Payment => format!("{count} equal yearly payments of principal and interest together"),
    };
    let year = match assumptions.first_year {
        Some(_) => format!("the first in {first}, as asked"),
        None => format!("the first in {first}, the year after the agreement"),
    };
    vec![
        format!("all drawn at once when agreed ({})", fmt::period(&loan.period)),
        equal,
        year,
        "paid at the end of each year, interest on what is then still owed, none for the rest of the year of the agreement"
            .to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn equal_parts_repay_the_sum_to_the_cent() {
        let schedule =
            years(decimal("300000000"), decimal("0.01"), (1951, 1951, 1963), Equal::Principal).expect("small");
        assert_eq!(schedule.len(), 13);
        assert_eq!(schedule[0].principal, decimal("23076923.08"));
        assert_eq!(schedule[0].interest, decimal("3000000"));
        assert_eq!(schedule[12].principal, decimal("23076923.04"));
        assert_eq!(schedule.iter().map(|year| year.principal).sum::<Decimal>(), decimal("300000000"));
    }

    #[test]
    fn equal_payments_differ_by_rounding_alone() {
        let schedule = years(decimal("1000"), decimal("0.1"), (1, 1, 3), Equal::Payment).expect("small");
        let payments: Vec<String> = schedule.iter().map(|year| year.payment.to_string()).collect();
        // 1000 · 0.1 / (1 − 1.1^−3) = 402.1148…; interest 100.00, 69.79, 36.56; the last pays the 365.57 then owed.
        assert_eq!(payments, ["402.11", "402.11", "402.13"]);
        assert_eq!(schedule.iter().map(|year| year.principal).sum::<Decimal>(), decimal("1000"));
    }

    #[test]
    fn a_year_of_grace_bears_interest_alone() {
        let schedule = years(decimal("100"), decimal("0.02"), (1951, 1952, 1953), Equal::Principal).expect("small");
        let paid: Vec<(Decimal, Decimal)> = schedule.iter().map(|year| (year.interest, year.principal)).collect();
        let expected = [("2", "0"), ("2", "50"), ("1", "50")].map(|(left, right)| (decimal(left), decimal(right)));
        assert_eq!(paid, expected);
    }
}
