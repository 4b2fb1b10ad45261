//! A loan as a model: how it could have been repaid, from the terms that works state and from assumptions.
//!
//! What comes out is computed and no figure; it is never resolved, totalled or compared as one.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use serde::Deserialize;
use thiserror::Error;

use super::{Evidence, Resolved};
use crate::data::{Measure, Quantity};
use crate::fmt;
use crate::lang::{Tongue, say};
use crate::model::exact;

/// What is assumed because no work states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assumptions {
    /// The year of the first instalment; without one that in which works have the yearly repayment begin, else the year after
    /// the loan was agreed or drawn.
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
    /// The terms that works state: the sum lent, the interest in percent a year, the year by which all was to be repaid; and,
    /// where they state them, the share that was to be drawn each year and the yearly repayment.
    pub stated: Vec<Resolved>,
    /// The unit of all sums.
    pub unit_id: String,
    /// What was assumed, in words.
    pub assumed: Vec<String>,
    /// One a year, from the first that bears interest to the year in which all was due.
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
    /// The quantity that is the loan.
    #[must_use]
    pub fn loan(&self) -> &str {
        self.stated.first().map_or("", |sum| &sum.quantity_id)
    }

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
    /// How a loan could have been repaid: equal yearly instalments at the end of each year from the first year of repayment to
    /// the one in which all was due, interest at the end of every year on what was owed at its beginning. The loan is drawn in
    /// the equal yearly parts that works state, else at once when it was agreed. The last instalment takes what rounding leaves.
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
    /// let first = &schedule.years[0];
    /// assert_eq!((first.year, first.owed, first.interest), (1951, 60_000_000.into(), 600_000.into()), "a fifth a year");
    /// assert!(schedule.years.iter().all(|it| it.principal.is_zero() == (it.year < 1955)), "from the year that is stated");
    /// ```
    pub fn schedule(&self, loan: &str, assumptions: Assumptions) -> Result<Schedule, NoSchedule> {
        let quantity = self.dataset().quantities.get(loan).ok_or_else(|| NoSchedule::Unknown(loan.to_owned()))?;
        let not_stated = |what, unit| NoSchedule::NoTerm { what, loan: loan.to_owned(), unit };
        let principal = self.resolve(loan).ok_or_else(|| not_stated("the sum", "of a currency"))?;
        let interest =
            self.term(quantity, "interest")?.ok_or_else(|| not_stated("the interest", "percent-per-year"))?;
        let due = self.term(quantity, "calendar")?.ok_or_else(|| not_stated("the due year", "calendar-year"))?;
        let (sum, percent, last) = (self.point(&principal)?, self.point(&interest)?, self.point(&due)?);
        let last = i32::try_from(last).map_err(|_| NoSchedule::TooLarge)?;
        let drawing = self.drawing(quantity, last)?;
        let repayment = self.repayment(quantity)?.filter(|_| assumptions.first_year.is_none());
        let agreed = quantity.period.end.or(quantity.period.start).map(|date| date.year);
        let drawn = drawing.as_ref().map(|(_, years)| *years.end()).or(agreed);
        let stated = repayment.as_ref().map(|(_, first)| *first);
        let first = assumptions.first_year.or(stated).or(drawn.map(|year| year + 1)).unwrap_or(last);
        let from = drawing.as_ref().map(|(_, years)| *years.start()).or(agreed).map_or(first, |year| year + 1);
        if first < from || first > last || i64::from(last) - i64::from(from) > LONGEST {
            let agreed = agreed.map_or_else(|| "unknown date".to_owned(), |year| year.to_string());
            return Err(NoSchedule::Years { agreed, first, due: last });
        }
        let rate = exact::multiply(percent, Decimal::new(1, 2)).ok_or(NoSchedule::TooLarge)?;
        let parts = drawing.as_ref().map_or(from - 1..=from - 1, |(_, years)| years.clone());
        let plan = Plan { sum, rate, drawn: parts, first, last, equal: assumptions.equal };
        let years = plan.years().ok_or(NoSchedule::TooLarge)?;
        let assumed = self.assumed(quantity, &plan, assumptions, drawing.is_some(), repayment.as_ref());
        let unit_id = principal.unit_id.clone();
        let more = drawing.map(|(share, _)| share).into_iter().chain(repayment.map(|(yearly, _)| yearly));
        let stated = [principal, interest, due].into_iter().chain(more).collect();
        let schedule = Schedule { unit_id, stated, assumed, years };
        // Whoever adds it up can.
        let parts: [fn(&Year) -> Decimal; 3] = [|year| year.interest, |year| year.principal, |year| year.payment];
        let fits = parts.into_iter().all(|part| schedule.sum(part).is_some());
        if fits { Ok(schedule) } else { Err(NoSchedule::TooLarge) }
    }

    /// The share of a loan that was to be drawn in each of several years, which together are all of it before it is due.
    fn drawing(&self, loan: &Quantity, due: i32) -> Result<Option<(Resolved, RangeInclusive<i32>)>, NoSchedule> {
        let share = |quantity: &Quantity| {
            let years = quantity.period.start?.year..=quantity.period.end?.year;
            let count = years.end() - years.start() + 1;
            let resolved = self.resolve(&quantity.id).filter(|it| it.unit_id == quantity.unit_id)?;
            let each = self.point(&resolved).ok()?;
            let is_all = exact::multiply(each, Decimal::from(count)) == Some(Decimal::ONE_HUNDRED);
            (count > 1 && is_all && *years.end() < due).then_some((resolved, years))
        };
        let is_lent = |quantity: &&Quantity| {
            quantity.measure == Measure::Share
                && quantity.unit_id == "percent"
                && (&quantity.provider_id, &quantity.recipient_id) == (&loan.provider_id, &loan.recipient_id)
        };
        only(self.parts_of_loan(loan).filter(is_lent).filter_map(share))
    }

    /// The yearly repayment of a loan, and the year in which it was to begin.
    fn repayment(&self, loan: &Quantity) -> Result<Option<(Resolved, i32)>, NoSchedule> {
        let is_repaid = |quantity: &&Quantity| {
            quantity.measure == Measure::Rate
                && self.is_in(quantity, "money-per-year")
                && quantity.provider_id.is_some()
                && (&quantity.provider_id, &quantity.recipient_id) == (&loan.recipient_id, &loan.provider_id)
        };
        let yearly = |quantity: &Quantity| Some((self.resolve(&quantity.id)?, quantity.period.start?.year));
        only(self.parts_of_loan(loan).filter(is_repaid).filter_map(yearly))
    }

    /// Whether a quantity is measured in a dimension.
    fn is_in(&self, quantity: &Quantity, dimension: &str) -> bool {
        self.dataset().units.get(&quantity.unit_id).is_some_and(|unit| unit.dimension == dimension)
    }

    fn parts_of_loan<'b>(&'b self, loan: &'b Quantity) -> impl Iterator<Item = &'b Quantity> {
        self.dataset().quantities.iter().filter(|quantity| quantity.is_part_of(&loan.id))
    }

    /// The one term of a loan in a dimension, if any work states it.
    fn term(&self, loan: &Quantity, dimension: &str) -> Result<Option<Resolved>, NoSchedule> {
        let is_term = |quantity: &&Quantity| quantity.measure == Measure::Term && self.is_in(quantity, dimension);
        let terms = self.parts_of_loan(loan).filter(is_term);
        let terms = terms.filter_map(|quantity| Some((self.resolve(&quantity.id)?, ())));
        Ok(only(terms)?.map(|(term, ())| term))
    }

    /// What no work states, in words.
    fn assumed(
        &self,
        loan: &Quantity,
        plan: &Plan,
        assumptions: Assumptions,
        is_drawn_in_parts: bool,
        repayment: Option<&(Resolved, i32)>,
    ) -> Vec<String> {
        let tongue = self.dataset().tongue();
        let (first, count) = (plan.first.to_string(), plan.last - plan.first + 1);
        let instalments = usize::try_from(count).unwrap_or_default();
        let equal = match plan.equal {
            _ if count == 1 => say!(tongue, "assumed-one-payment"),
            Equal::Principal => say!(tongue, "assumed-equal-principal", n = instalments),
            Equal::Payment => say!(tongue, "assumed-equal-payment", n = instalments),
        };
        let mut assumed = match is_drawn_in_parts {
            true => vec![say!(tongue, "assumed-drawn-in-parts")],
            false => vec![say!(tongue, "assumed-drawn-at-once", period = &fmt::period(tongue, &loan.period))],
        };
        assumed.push(equal);
        match (assumptions.first_year, repayment) {
            (Some(_), _) => assumed.push(say!(tongue, "assumed-first-as-asked", year = &first)),
            (None, Some((yearly, _))) => {
                let parts = plan.sum.checked_div(Decimal::from(count));
                if yearly.interval.as_point() != parts {
                    let print = self.dataset().print(&yearly.interval, &yearly.unit_id, fmt::Style::Words);
                    assumed.push(say!(tongue, "assumed-not-as-stated", stated = &print));
                }
            }
            (None, None) if is_drawn_in_parts => {
                assumed.push(say!(tongue, "assumed-first-after-drawing", year = &first));
            }
            (None, None) => assumed.push(say!(tongue, "assumed-first-after-agreement", year = &first)),
        }
        assumed.push(match is_drawn_in_parts {
            true => say!(tongue, "assumed-interest-on-drawn"),
            false => say!(tongue, "assumed-interest"),
        });
        assumed
    }

    fn point(&self, resolved: &Resolved) -> Result<Decimal, NoSchedule> {
        let exact = resolved.interval.as_point().filter(|_| !resolved.interval.about.is_any());
        exact.ok_or_else(|| NoSchedule::Uncertain {
            quantity: resolved.quantity_id.clone(),
            number: fmt::interval(Tongue::english(), &resolved.interval, fmt::Style::Words),
        })
    }
}

/// The one term of its kind, if there is one.
fn only<T>(mut terms: impl Iterator<Item = (Resolved, T)>) -> Result<Option<(Resolved, T)>, NoSchedule> {
    match (terms.next(), terms.next()) {
        (Some((left, _)), Some((right, _))) => {
            Err(NoSchedule::Several { left: left.quantity_id, right: right.quantity_id })
        }
        (one, _) => Ok(one),
    }
}

/// A loan as it is modelled.
struct Plan {
    sum: Decimal,
    rate: Decimal,
    /// The years in which an equal part of it is drawn.
    drawn: RangeInclusive<i32>,
    /// The first year with an instalment.
    first: i32,
    /// The year in which all is due.
    last: i32,
    equal: Equal,
}

impl Plan {
    /// The years from the first with interest over the first with an instalment to the last.
    fn years(&self) -> Option<Vec<Year>> {
        let instalments = self.last - self.first + 1;
        let level = match self.equal {
            Equal::Principal => self.sum.checked_div(Decimal::from(instalments))?,
            Equal::Payment => annuity(self.sum, self.rate, instalments)?,
        };
        let parts = self.drawn.end() - self.drawn.start() + 1;
        // A part of a loan is rounded like all of a model; the last takes the rest.
        let part = self.sum.checked_div(Decimal::from(parts))?.round_dp(PLACES);
        let rest = exact::subtract(self.sum, part.checked_mul(Decimal::from(parts - 1))?)?;
        let mut owed = Decimal::ZERO;
        let mut years = Vec::new();
        for year in *self.drawn.start() + 1..=self.last {
            let drawn = match year - 1 {
                before if before == *self.drawn.end() => rest,
                before if self.drawn.contains(&before) => part,
                _ => Decimal::ZERO,
            };
            owed = exact::add(owed, drawn)?;
            // A model's interest is rounded to a hundredth, so digits behind it are not missed.
            let interest = owed.checked_mul(self.rate)?.round_dp(PLACES);
            let principal = match self.equal {
                _ if year < self.first => Decimal::ZERO,
                _ if year == self.last => owed,
                Equal::Principal => level.round_dp(PLACES).min(owed),
                Equal::Payment => exact::subtract(level.round_dp(PLACES), interest)?.min(owed),
            };
            years.push(Year { year, owed, interest, principal, payment: exact::add(interest, principal)? });
            owed = exact::subtract(owed, principal)?;
        }
        Some(years)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn plan(sum: &str, rate: &str, drawn: RangeInclusive<i32>, (first, last): (i32, i32), equal: Equal) -> Vec<Year> {
        Plan { sum: decimal(sum), rate: decimal(rate), drawn, first, last, equal }.years().expect("small")
    }

    #[test]
    fn equal_parts_repay_the_sum_to_the_cent() {
        let schedule = plan("300000000", "0.01", 1950..=1950, (1951, 1963), Equal::Principal);
        assert_eq!(schedule.len(), 13);
        assert_eq!(schedule[0].principal, decimal("23076923.08"));
        assert_eq!(schedule[0].interest, decimal("3000000"));
        assert_eq!(schedule[12].principal, decimal("23076923.04"));
        assert_eq!(schedule.iter().map(|year| year.principal).sum::<Decimal>(), decimal("300000000"));
    }

    #[test]
    fn equal_payments_differ_by_rounding_alone() {
        let schedule = plan("1000", "0.1", 0..=0, (1, 3), Equal::Payment);
        let payments: Vec<String> = schedule.iter().map(|year| year.payment.to_string()).collect();
        // 1000 · 0.1 / (1 − 1.1^−3) = 402.1148…; interest 100.00, 69.79, 36.56; the last pays the 365.57 then owed.
        assert_eq!(payments, ["402.11", "402.11", "402.13"]);
        assert_eq!(schedule.iter().map(|year| year.principal).sum::<Decimal>(), decimal("1000"));
    }

    #[test]
    fn a_year_of_grace_bears_interest_alone() {
        let schedule = plan("100", "0.02", 1950..=1950, (1952, 1953), Equal::Principal);
        let paid: Vec<(Decimal, Decimal)> = schedule.iter().map(|year| (year.interest, year.principal)).collect();
        let expected = [("2", "0"), ("2", "50"), ("1", "50")].map(|(left, right)| (decimal(left), decimal(right)));
        assert_eq!(paid, expected);
    }

    #[test]
    fn what_is_drawn_in_parts_bears_interest_from_the_year_after() {
        let schedule = plan("100", "0.1", 1950..=1952, (1953, 1954), Equal::Principal);
        let told: Vec<String> =
            schedule.iter().map(|it| format!("{} {} {} {}", it.year, it.owed, it.interest, it.principal)).collect();
        // Two parts of 33.33, and the rest.
        let expected = ["1951 33.33 3.33 0", "1952 66.66 6.67 0", "1953 100.00 10.00 50", "1954 50.00 5.00 50.00"];
        assert_eq!(told, expected);
        // Whoever repays before all is drawn repays no more than is owed.
        let schedule = plan("90", "0", 1950..=1952, (1951, 1953), Equal::Principal);
        assert_eq!(schedule.iter().map(|year| year.principal).collect::<Vec<_>>(), ["30", "30", "30"].map(decimal));
    }
}
