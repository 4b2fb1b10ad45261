//! The flags that ask for money in another currency or in the prices of another year.

use anyhow::Result;
use clap::Args;
use rust_decimal::Decimal;

use super::rows::{Column, data, table};
use crate::data::Figure;
use crate::evidence::{Evidence, Manner, Money, Wanted};
use crate::fmt::{self, Style};
use crate::lang::Tongue;

/// In which unit numbers are wanted.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Money")]
pub(super) struct MoneyFlags {
    /// Convert into this currency by the official rates of the package; its id in units.csv
    #[arg(long = "in", value_name = "CURRENCY")]
    currency: Option<String>,
    /// In constant prices of this year, by the price index of the currency
    #[arg(long, value_name = "YEAR")]
    constant: Option<i32>,
    /// Take rates at this date, not at the end of each period
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
}

impl MoneyFlags {
    /// How numbers are wanted, in their own unit if nothing is said.
    pub(super) fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner> {
        let wanted = evidence.wanted(None, self.currency.as_deref(), self.constant, self.at.as_deref())?;
        Ok(Manner { wanted, ..Manner::default() })
    }

    /// The currency and prices that were asked for, if any were.
    pub(super) fn money(&self, evidence: &Evidence<'_>) -> Result<Option<Money>> {
        match self.manner(evidence)?.wanted {
            Wanted::Converted(money) => Ok(Some(money)),
            _ => Ok(None),
        }
    }

    /// The flags as they are typed.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let constant = self.constant.map(|year| year.to_string());
        for (flag, value) in [("--in", &self.currency), ("--constant", &constant), ("--at", &self.at)] {
            words.extend(value.iter().map(|value| format!("{flag} {value}")));
        }
        words
    }
}

/// What figures come to in another currency, for the verbs that list figures.
pub(super) struct Conversions {
    money: Option<Money>,
    refused: Vec<String>,
}

impl Conversions {
    pub(super) fn new(flags: &MoneyFlags, evidence: &Evidence<'_>) -> Result<Self> {
        Ok(Self { money: flags.money(evidence)?, refused: Vec::new() })
    }

    /// The columns of the conversions; none if none were asked for.
    pub(super) fn columns(&self) -> Vec<Column> {
        let of_data = ["converted_min", "converted_max", "converted_about", "converted_unit", "rate_date", "rates"];
        let columns = std::iter::once(table("converted")).chain(of_data.map(data));
        columns.filter(|_| self.money.is_some()).collect()
    }

    /// The cells of these columns for a figure; empty ones for what is no money or has no rate.
    pub(super) fn cells(&mut self, evidence: &Evidence<'_>, figure: &Figure) -> Vec<String> {
        let Some(money) = &self.money else { return Vec::new() };
        let units = &evidence.dataset().units;
        let unit = evidence.dataset().unit_of(figure).and_then(|unit| units.get(unit));
        let is_money = unit.is_some_and(|unit| unit.dimension == "money");
        let converted = if is_money { evidence.convert_figure(figure, money) } else { Ok(None) };
        let Some((interval, conversion)) = converted.unwrap_or_else(|refusal| {
            self.refused.push(refusal.to_string());
            None
        }) else {
            return vec![String::new(); self.columns().len()];
        };
        let end = |end: Option<Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
        let number = evidence.dataset().print(&interval, &money.unit, Style::Sign);
        let rates = conversion.as_ref().map(|conversion| conversion.rates.join("; ")).unwrap_or_default();
        let date = conversion.map(|conversion| conversion.date.to_string()).unwrap_or_default();
        let about = interval.about.name().to_owned();
        vec![number, end(interval.min), end(interval.max), about, money.unit.clone(), date, rates]
    }

    /// Into what figures are converted, and at which date; empty if nothing was asked for.
    pub(super) fn heading(&self, evidence: &Evidence<'_>) -> String {
        let Some(money) = &self.money else { return String::new() };
        let unit = evidence.dataset().units.get(&money.unit).map(|unit| unit.label_plural.as_str());
        let prices = money.constant.map(|year| format!(" in prices of {year}")).unwrap_or_default();
        let date = money.at.map_or("the end of each period".to_owned(), |it| fmt::date(Tongue::english(), it));
        format!("  converted into {}{prices}, at rates of {date}\n", unit.unwrap_or_default())
    }

    /// What could not be converted, and why, a line each.
    pub(super) fn remarks(&self) -> String {
        self.refused.iter().map(|refusal| format!("not converted: {refusal}\n")).collect()
    }
}
