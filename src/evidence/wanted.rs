//! How numbers are wanted: in which unit or currency, from wholes or parts, under which rules of addition.

use thiserror::Error;

use super::Evidence;
use super::guard::Guard;
use crate::data::Unit;
use crate::diag::{hint, near};
use crate::model::Date;

/// In which unit numbers are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Each in the unit of its quantity.
    #[default]
    Own,
    /// As figures state or restate it in this unit, or in another of its base; nothing is converted by a rate.
    Stated(String),
    /// In one currency, converted where no figure states it, perhaps in the prices of one year.
    Converted(Money),
}

/// A currency, the year of its prices, and the date of the rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The currency, with its vintage.
    pub unit: String,
    /// Constant prices of this year; current prices without one.
    pub constant: Option<i32>,
    /// The date at which rates are taken, in place of the end of each quantity's period.
    pub at: Option<Date>,
}

/// How numbers are wanted, wherever they are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manner {
    /// In which unit.
    pub wanted: Wanted,
    /// From the parts of a whole where a split is complete, in place of figures for the whole.
    pub leaves: bool,
    /// Guards that are set aside; whatever they would have refused is told with the sum.
    pub allow: Vec<Guard>,
}

/// Words for a unit that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WantedError {
    /// Stated and converted at once.
    #[error("a number is either stated in a unit or converted into a currency; drop one of the two")]
    Both,
    /// A date without a rate that it could be of.
    #[error("a date for rates needs a currency, or a year of constant prices")]
    DateAlone,
    /// Constant prices of several currencies, or of none.
    #[error("constant prices need a currency, for the package has not just one with a price index")]
    NoCurrency,
    /// A currency that is not in the package.
    #[error("there is no currency `{unit}`; {hint}")]
    Currency {
        /// The currency.
        unit: String,
        /// Those that are meant, or all.
        hint: String,
    },
    /// A unit that is not in the package.
    #[error("there is no unit `{unit}`{hint}")]
    Unit {
        /// The unit.
        unit: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// A date that is none.
    #[error("`{text}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date {
        /// What was written.
        text: String,
    },
}

impl Evidence<'_> {
    /// The unit that is wanted, from what a person or a definition says: a unit in which figures state the number, or a
    /// currency, the year of constant prices and the date of the rates.
    ///
    /// # Errors
    /// [`WantedError`] where the words do not fit together.
    pub fn wanted(
        &self,
        stated: Option<&str>,
        currency: Option<&str>,
        constant: Option<i32>,
        at: Option<&str>,
    ) -> Result<Wanted, WantedError> {
        let date = |text: &str| text.parse::<Date>().map_err(|_| WantedError::Date { text: text.to_owned() });
        let at = at.map(date).transpose()?;
        let units = &self.dataset().units;
        if let Some(unit) = stated.filter(|unit| units.get(unit).is_none()) {
            return Err(WantedError::Unit { unit: unit.to_owned(), hint: hint(unit, units.ids()) });
        }
        if let Some(unit) = currency.filter(|unit| units.get(unit).is_none()) {
            return Err(WantedError::Currency { unit: unit.to_owned(), hint: self.currencies(unit) });
        }
        match (stated, currency, constant) {
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => Err(WantedError::Both),
            (_, None, None) if at.is_some() => Err(WantedError::DateAlone),
            (Some(unit), None, None) => Ok(Wanted::Stated(unit.to_owned())),
            (None, None, None) => Ok(Wanted::Own),
            (None, currency, constant) => {
                let unit = currency.or_else(|| self.indexed_currency()).ok_or(WantedError::NoCurrency)?.to_owned();
                Ok(Wanted::Converted(Money { unit, constant, at }))
            }
        }
    }

    /// The currencies whose id, symbol or name is like a word, else all of them.
    fn currencies(&self, word: &str) -> String {
        let wanted = word.to_lowercase();
        let money = || self.dataset().units.iter().filter(|unit| unit.dimension == "money");
        let is_like = |unit: &&Unit| {
            let names = [Some(&unit.id), unit.symbol.as_ref(), Some(&unit.label), Some(&unit.label_plural)];
            names.into_iter().flatten().any(|name| name.to_lowercase().contains(&wanted))
        };
        let near = near(word, money().map(|unit| unit.id.as_str()));
        let like: Vec<&Unit> = money().filter(|unit| is_like(unit) || near == Some(unit.id.as_str())).collect();
        let named = |unit: &Unit| {
            let year = |date: Option<Date>| date.map(|date| date.year.to_string()).unwrap_or_default();
            let (first, last) = (year(unit.period.start), year(unit.period.end));
            let in_use =
                if first.is_empty() && last.is_empty() { String::new() } else { format!(", {first}–{last}") };
            format!("{} ({}{in_use})", unit.id, unit.label_plural)
        };
        match like.as_slice() {
            [] => format!("there are {}", money().map(named).collect::<Vec<_>>().join(", ")),
            [one] => format!("did you mean {}?", named(one)),
            several => {
                let several: Vec<String> = several.iter().map(|unit| named(unit)).collect();
                format!("did you mean one of {}?", several.join(", "))
            }
        }
    }

    /// The currency that has a price index, if there is just one: constant prices are in it unless another is asked for.
    #[must_use]
    pub fn indexed_currency(&self) -> Option<&str> {
        let mut indexed = self.dataset().rates.iter().filter(|rate| rate.is_index());
        let first = indexed.next()?.from_unit_id.as_str();
        indexed.all(|rate| rate.from_unit_id == first).then_some(first)
    }
}
