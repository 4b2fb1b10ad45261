//! Money in another currency, and in the prices of another year.
//!
//! A sum is converted only by an official rate of the package, directly and never over a third currency or from one
//! vintage of a currency to the next: one debt of China is printed as 5,294 million yuan, 8,092 million old roubles, 1,816
//! million new ones and 2,015 million dollars, and whoever cuts a nought off the old roubles loses half of it. A sum over a
//! period takes the rate at the period's end, or at the nearest day on which its vintage was in use.

use rust_decimal::Decimal;

use super::Evidence;
use super::conversion::{Conversion, DIGITS, When, quantum, significant};
use super::rates::{NoRate, ends};
use super::resolve::Resolved;
use super::wanted::{Manner, Money, Wanted};
use crate::data::Figure;
use crate::model::{About, Bound, Date, Interval, exact};

/// A sum of money as it is stated: the row that it stands for, the number, its unit, the end of its period.
struct Sum<'s> {
    row: &'s str,
    interval: Interval,
    /// With the digits that it bears.
    shown: Interval,
    unit: &'s str,
    end: Option<Date>,
}

impl Evidence<'_> {
    /// What a quantity is worth as it is wanted; `None` if no figure and no complete split says.
    ///
    /// # Errors
    /// [`NoRate`] where it would have to be converted and cannot be.
    ///
    /// ```
    /// use sinosov::data::{Package, Source};
    /// use sinosov::evidence::{Evidence, Manner, Options};
    ///
    /// let package = Package::read(Source::BuiltIn);
    /// let evidence = Evidence::new(&package, Options::default());
    /// let wanted = evidence.wanted(None, Some("usd"), Some(2020), None).expect("dollars have a price index");
    /// let manner = Manner { wanted, ..Manner::default() };
    /// let loan = evidence.worth("prc-1950-loan", &manner).expect("an index of both years").expect("figures");
    /// assert_eq!(loan.shown().as_point(), Some(3_200_000_000_i64.into()));
    /// ```
    pub fn worth(&self, quantity: &str, manner: &Manner) -> Result<Option<Resolved>, NoRate> {
        let Some(own) = self.dataset().quantities.get(quantity).map(|found| found.unit_id.as_str()) else {
            return Ok(None);
        };
        let resolve = |unit: &str| match manner.leaves {
            true => self.resolve_leaves(quantity, unit),
            false => self.resolve_in(quantity, unit),
        };
        match &manner.wanted {
            Wanted::Own => Ok(resolve(own)),
            Wanted::Stated(unit) => Ok(resolve(unit)),
            Wanted::Converted(money) => {
                // What figures state in the currency needs no rate; parts that do come last, for they may be fewer works.
                let in_currency = resolve(&money.unit);
                let stated = in_currency.as_ref().filter(|stated| manner.leaves || !stated.is_computed());
                let first = match stated.cloned().or_else(|| resolve(own)) {
                    Some(first) => self.convert(first, money),
                    None => return in_currency.map(|parts| self.convert(parts, money)).transpose(),
                };
                match (first, in_currency) {
                    (Err(_), Some(parts)) => self.convert(parts, money).map(Some),
                    (first, _) => first.map(Some),
                }
            }
        }
    }

    /// A resolved number in a currency, and in the prices of a year.
    ///
    /// # Errors
    /// [`NoRate`] where no rate, or more than one, holds on the day.
    pub fn convert(&self, resolved: Resolved, money: &Money) -> Result<Resolved, NoRate> {
        let period = self.dataset().quantities.get(&resolved.quantity_id).map(|it| it.period).unwrap_or_default();
        let (row, interval, unit) = (&resolved.quantity_id, resolved.interval, &resolved.unit_id);
        let sum = Sum { row, interval, shown: resolved.shown(), unit, end: period.end };
        Ok(match self.carry(&sum, money)? {
            Some((interval, conversion)) => {
                let conversion = Some(Box::new(conversion));
                Resolved { interval, unit_id: money.unit.clone(), conversion, restated: None, ..resolved }
            }
            None => resolved,
        })
    }

    /// What one figure states, in a currency and in the prices of a year, as it is shown, with the rates; without any where
    /// it is stated so.
    /// `None` for a figure that states no number.
    ///
    /// # Errors
    /// [`NoRate`] where no rate, or more than one, holds on the day.
    pub fn convert_figure(
        &self,
        figure: &Figure,
        money: &Money,
    ) -> Result<Option<(Interval, Option<Conversion>)>, NoRate> {
        let (Some(interval), Some(unit)) = (figure.interval(), self.dataset().unit_of(figure)) else { return Ok(None) };
        let end = self.dataset().period_of(figure).end;
        let sum = Sum { row: &figure.id, interval, shown: interval, unit, end };
        Ok(Some(match self.carry(&sum, money)? {
            Some((interval, conversion)) => (conversion.shown(interval), Some(conversion)),
            None => (interval, None),
        }))
    }

    /// A sum carried into a currency and the prices of a year; `None` if it is in them as it stands.
    fn carry(&self, sum: &Sum<'_>, money: &Money) -> Result<Option<(Interval, Conversion)>, NoRate> {
        let row = sum.row.to_owned();
        let same = sum.unit == money.unit;
        if same && money.constant.is_none() {
            return Ok(None);
        }
        let dataset = self.dataset();
        let is_money = |id: &str| dataset.units.get(id).is_some_and(|unit| unit.dimension == "money");
        if !is_money(&money.unit) {
            return Err(NoRate::NoCurrency { unit: money.unit.clone() });
        }
        if !is_money(sum.unit) {
            return Err(NoRate::NotMoney { row, unit: sum.unit.to_owned() });
        }
        let (date, why) = self.date_of_rate(sum, money.at)?;
        // A date that is asked for moves the rate of exchange, not the prices that the sum was in.
        let year = sum.end.map_or(date.year, |end| if why == When::NearestInUse(end) { date.year } else { end.year });
        let mut rates = Vec::new();
        let mut number = sum.interval;
        if let Some(multiple) = self.converted(sum.interval, sum.unit, &money.unit) {
            number = multiple;
        } else {
            let rate = self.official(sum.row, (sum.unit, &money.unit), date, matches!(why, When::Asked(_)))?;
            number = self.through(rate, number, sum.unit, &money.unit).ok_or(NoRate::TooLarge { row: row.clone() })?;
            rates.push(rate.id.clone());
        }
        if let Some(constant) = money.constant {
            let (then, now) = self.indices(&row, &money.unit, year, constant)?;
            // A quotient, which rounds.
            let ratio = |end: Decimal| exact::quotient(end.checked_mul(now.value?)?, then.value?);
            number = ends(number, ratio).ok_or(NoRate::TooLarge { row: row.clone() })?;
            if [then, now].iter().any(|rate| rate.bound == Bound::About) {
                number.about = About::Yes;
            }
            rates.extend([then.id.clone(), now.id.clone()]);
        }
        let stated = [sum.shown.min, sum.shown.max].into_iter().flatten().map(significant).min();
        let digits = stated.unwrap_or(DIGITS).max(DIGITS);
        let quantum = [number.min, number.max].into_iter().flatten().map(|end| quantum(end, digits)).max();
        let conversion = Conversion {
            interval: sum.interval,
            unit_id: sum.unit.to_owned(),
            constant: money.constant,
            date,
            why,
            year,
            quantum: quantum.unwrap_or(Decimal::ONE),
            rates,
        };
        Ok(Some((number, conversion)))
    }

    /// The date at which the rate for a sum is taken, and why.
    fn date_of_rate(&self, sum: &Sum<'_>, asked: Option<Date>) -> Result<(Date, When), NoRate> {
        if let Some(date) = asked {
            return Ok((date, When::Asked(sum.end)));
        }
        let end = sum.end.ok_or_else(|| NoRate::Undated { row: sum.row.to_owned() })?;
        let vintage = self.dataset().units.get(self.base(sum.unit)).map(|unit| unit.period).unwrap_or_default();
        Ok(match (vintage.start, vintage.end) {
            (Some(first), _) if end.last_day() < first.first_day() => {
                let first = Date { month: first.month.or(Some(1)), day: first.day.or(Some(1)), ..first };
                (first, When::NearestInUse(end))
            }
            (_, Some(last)) if end.last_day() > last.last_day() => (last, When::NearestInUse(end)),
            _ => (end, When::PeriodEnd),
        })
    }
}
