//! Selects, groups and orders quantities and figures, and hands out plain tables. The only place that knows polars.
//!
//! polars holds the keys by which rows are chosen and grouped; the numbers themselves are the evidence's, in exact
//! decimals, and never pass through a float.

pub(crate) mod bridge;
mod claims;
mod flow;
mod keys;
mod map;
mod matrix;
mod modelled;
mod parts;
mod query;
mod selection;
mod stemma;
pub(crate) mod table;
mod threads;
mod timeline;
mod top;
mod witness;

use polars::prelude::{Expr, IntoLazy, NamedFrom, PolarsError, Series, col, lit};
use thiserror::Error;

pub use query::{Axis, Order, Query};
pub use selection::{Selection, SelectionError};
pub use table::{Cell, Converted, Dated, Link, MODELLED_DIGITS, Origin, Quoted, RateWitness, Row, Table, Witness};
pub use threads::ThreadsError;
pub use timeline::Dates;

use crate::data::{Figure, Quantity, Scope};
use crate::diag::hint;
use crate::evidence::{Evidence, Manner, NoRate, Refusal, Total, TotalQuery, Wanted};
use crate::fmt::once_each;
use crate::model::Date;
use selection::ANY_SCOPE;

/// Why a table cannot be made.
#[derive(Debug, Error)]
pub enum FrameError {
    /// The selection names what is not there.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// Numbers that must not be added would have to be.
    #[error("{}{refusal}{instead}", .row.as_ref().map(|row| format!("{row}: ")).unwrap_or_default())]
    Refused {
        /// The row of a table that would hold the sum.
        row: Option<String>,
        /// What must not be added.
        refusal: Box<Refusal>,
        /// What may be asked instead, or nothing.
        instead: String,
    },
    /// A number cannot be converted.
    #[error(transparent)]
    NoRate(#[from] NoRate),
    /// The parts of a split are in the unit of their whole.
    #[error("the parts of a split cannot be converted; drop `split`, or the currency and the constant prices")]
    SplitConverted,
    /// What adds and what takes away do not compare.
    #[error("one side is in {left} and the other in {right}; write `unit`, or `currency`, for both")]
    Sides {
        /// The unit of the one.
        left: String,
        /// That of the other.
        right: String,
    },
    /// Nothing was selected that has a value.
    #[error("the selection has no quantity with a value; widen it")]
    Empty,
    /// The unit of the question is not in the package.
    #[error("there is no unit `{unit}`{hint}")]
    Unit {
        /// The unit.
        unit: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// The quantity is not in the package.
    #[error("there is no quantity `{quantity}`{hint}")]
    Quantity {
        /// The quantity.
        quantity: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// What one work says and what another says are no parts of a whole.
    #[error("the numbers of works are rivals and do not add up; use `layout = \"grouped\"`")]
    WorksAdded,
    /// No selected whole has the split.
    #[error("no selected quantity has parts in a split `{split}`; {cure}")]
    NoSplit {
        /// The split.
        split: String,
        /// The splits that there are.
        cure: String,
    },
    /// The parts of the split are no parts that add up.
    #[error("the parts of `{whole}` in the split `{split}` cannot be stacked: {reason}")]
    NoStack {
        /// The whole.
        whole: String,
        /// The split.
        split: String,
        /// What they are, and what to write instead.
        reason: &'static str,
    },
    /// A row is a thing, of which many works tell.
    #[error("a row is a thing, not a work; write `series = \"work\"`, or choose a chart that counts figures")]
    ByWork,
    /// A matrix counts by works or by years.
    #[error("a matrix has works or years as columns; write `series = \"work\"` or `series = \"year\"`")]
    Columns,
    /// What is of a work or a year is a figure, not a thing that has several.
    #[error("the rows of a matrix are things; write `rows = \"category\"`, and works or years as `series`")]
    Rows,
    /// All that is selected is context, and nothing says that it is meant.
    #[error(
        "{}, which is added where the scope says so alone: give it as `context`, or as `any` for both",
        match count { 1 => "the selected quantity is context".to_owned(), _ => format!("all {count} selected quantities are context") }
    )]
    ContextAlone {
        /// How many quantities that is.
        count: usize,
    },
    /// Nothing was selected that can be counted.
    #[error("no figure of the selection can be used, or none lies in its years; widen it")]
    NoFigures,
    /// Nothing lies in one year.
    #[error(
        "no selected quantity with a value lies in one year, so none has a place on a line of years; choose a chart of spans of time"
    )]
    NoYears,
    /// The agreement or event is not in the package.
    #[error("there is no {what} `{id}`{hint}")]
    Date {
        /// An agreement or an event.
        what: &'static str,
        /// The id.
        id: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// Parts of a whole and series of their own would be stacked on each other.
    #[error("a table has either series or the parts of a split, not both; drop one of the two")]
    SplitAndSeries,
    /// Nothing selected is at a place that has a point.
    #[error(
        "no selected quantity is at a place with a point; fill place_id in quantities.csv, and latitude and longitude in \
         places.csv, or choose another kind of chart"
    )]
    NoPlace,
    /// The threads of polars cannot be started.
    #[error(transparent)]
    Threads(#[from] ThreadsError),
    /// polars failed.
    #[error("the rows could not be selected: {0}")]
    Polars(#[from] PolarsError),
}

/// Whether rows can be selected on this machine; then they can from now on.
///
/// # Errors
/// [`ThreadsError`] where the threads that it takes cannot be started.
pub fn ready() -> Result<(), ThreadsError> {
    threads::start()
}

/// The rows of a package, ready to be selected from.
pub struct Frame<'a> {
    evidence: &'a Evidence<'a>,
    quantities: keys::Keys,
    figures: keys::Keys,
}

impl<'a> Frame<'a> {
    /// Lays out the keys of all quantities and figures.
    ///
    /// # Errors
    /// If polars fails.
    pub fn new(evidence: &'a Evidence<'a>) -> Result<Self, FrameError> {
        ready()?;
        let quantities = keys::of_quantities(evidence.dataset())?;
        let figures = keys::of_figures(evidence.dataset())?;
        Ok(Self { evidence, quantities, figures })
    }

    /// Where other figures count: of the same rows the keys need not be laid out again.
    ///
    /// # Errors
    /// If polars fails.
    pub fn of<'b>(&self, evidence: &'b Evidence<'b>) -> Result<Frame<'b>, FrameError> {
        match std::ptr::eq(evidence.dataset(), self.evidence.dataset()) {
            true => Ok(Frame { evidence, quantities: self.quantities.clone(), figures: self.figures.clone() }),
            false => Frame::new(evidence),
        }
    }

    /// The same with those quantities alone, and their figures, that are one thing on an axis.
    ///
    /// # Errors
    /// If polars fails.
    pub fn within(&self, axis: Axis, key: &str) -> Result<Self, FrameError> {
        let all = self.evidence.dataset().quantities.iter();
        let is_there = |quantity: &&Quantity| self.name(axis, quantity).0 == key;
        let ids: Vec<String> = all.filter(is_there).map(|quantity| quantity.id.clone()).collect();
        // An empty list would let all through.
        let chosen = || if ids.is_empty() { lit(false) } else { any_of(keys::QUANTITY, &ids) };
        let evidence = self.evidence;
        let (quantities, figures) = (self.quantities.only(chosen())?, self.figures.only(chosen())?);
        Ok(Self { evidence, quantities, figures })
    }

    /// What selected quantities are on an axis, each once as id and label, in the order of their table.
    ///
    /// # Errors
    /// If the selection names what is not there, or polars fails.
    pub fn names(&self, axis: Axis, selection: &Selection) -> Result<Vec<(String, String)>, FrameError> {
        let names = self.quantities(selection)?.into_iter().map(|quantity| self.name(axis, quantity));
        Ok(once_each(names.filter(|(key, _)| !key.is_empty())))
    }

    /// The evidence behind the rows.
    #[must_use]
    pub fn evidence(&self) -> &'a Evidence<'a> {
        self.evidence
    }

    /// The selected quantities in the order of their table. Works and tiers are for the evidence, not for this.
    ///
    /// # Errors
    /// If the selection names what is not there, or polars fails.
    pub fn quantities(&self, selection: &Selection) -> Result<Vec<&'a Quantity>, FrameError> {
        selection.verify(self.evidence.dataset())?;
        let rows = self.quantities.rows(self.about_quantities(selection))?;
        let all: Vec<&Quantity> = self.evidence.dataset().quantities.iter().collect();
        Ok(rows.into_iter().filter_map(|row| all.get(row).copied()).collect())
    }

    /// The selected figures in the order of their table.
    ///
    /// # Errors
    /// If the selection names what is not there, or polars fails.
    pub fn figures(&self, selection: &Selection) -> Result<Vec<&'a Figure>, FrameError> {
        selection.verify(self.evidence.dataset())?;
        let tiers: Vec<String> = selection.tier.iter().map(u8::to_string).collect();
        let chosen =
            self.about_quantities(selection).and(any_of(keys::WORK, &selection.work)).and(any_of(keys::TIER, &tiers));
        let rows = self.figures.rows(chosen)?;
        let all: Vec<&Figure> = self.evidence.dataset().figures.iter().collect();
        Ok(rows.into_iter().filter_map(|row| all.get(row).copied()).collect())
    }

    /// The question for the sum of everything selected; of context only where the selection settles that it is meant.
    ///
    /// # Errors
    /// If the selection or the manner names what is not there, if all that is selected is context, or polars fails.
    pub fn total_query(&self, selection: &Selection, manner: &Manner) -> Result<TotalQuery, FrameError> {
        self.verify_unit(manner)?;
        let is_aside = |quantity: &&Quantity| quantity.scope == Scope::Context && !selection.settles_scope();
        let (context, added): (Vec<&Quantity>, Vec<&Quantity>) =
            self.quantities(selection)?.into_iter().partition(is_aside);
        if added.is_empty() && !context.is_empty() {
            return Err(FrameError::ContextAlone { count: context.len() });
        }
        let ids = |quantities: Vec<&Quantity>| quantities.into_iter().map(|quantity| quantity.id.clone()).collect();
        let named = !selection.quantity.is_empty();
        Ok(TotalQuery { quantities: ids(added), context: ids(context), named, manner: manner.clone() })
    }

    /// The sum of everything selected.
    ///
    /// # Errors
    /// As [`Frame::total_query`]; and [`FrameError::Refused`] with what may be asked instead.
    pub fn total(&self, selection: &Selection, manner: &Manner) -> Result<Total, FrameError> {
        let query = self.total_query(selection, manner)?;
        self.evidence.total(&query).map_err(|refusal| self.refused(None, &query, refusal))
    }

    /// A refusal with what may be asked instead.
    fn refused(&self, row: Option<String>, query: &TotalQuery, refusal: Refusal) -> FrameError {
        let ways: Vec<String> = self
            .evidence
            .ways(query, &refusal)
            .iter()
            .map(|way| way.iter().map(crate::evidence::Way::keys).collect::<Vec<_>>().join(" and "))
            .collect();
        let instead = match (ways.is_empty(), refusal.cure()) {
            (false, _) => format!("; write {}", ways.join(", or ")),
            (true, Some(cure)) => format!("; {cure}"),
            (true, None) => String::new(),
        };
        FrameError::Refused { row, refusal: Box::new(refusal), instead }
    }

    /// Refuses a unit that is not there.
    fn verify_unit(&self, manner: &Manner) -> Result<(), FrameError> {
        let units = &self.evidence.dataset().units;
        let unit = match &manner.wanted {
            Wanted::Own => return Ok(()),
            Wanted::Stated(unit) => unit,
            Wanted::Converted(money) => &money.unit,
        };
        match units.get(unit) {
            Some(_) => Ok(()),
            None => Err(FrameError::Unit { unit: unit.clone(), hint: hint(unit, units.ids()) }),
        }
    }

    /// That a quantity is not in the package, with the nearest that is.
    fn no_quantity(&self, id: &str) -> FrameError {
        FrameError::Quantity { quantity: id.to_owned(), hint: hint(id, self.evidence.dataset().quantities.ids()) }
    }

    /// The filter for what a selection says of quantities.
    fn about_quantities(&self, selection: &Selection) -> Expr {
        let below = selection.category.iter().flat_map(|chosen| self.evidence.categories_in(chosen));
        let categories: Vec<String> = below.map(str::to_owned).collect();
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        let mut chosen = any_of(keys::QUANTITY, &selection.quantity)
            .and(any_of(keys::CATEGORY, &categories))
            .and(any_of(keys::ITEM, &selection.item))
            .and(any_of(keys::PROVIDER, &selection.provider))
            .and(any_of(keys::RECIPIENT, &selection.recipient))
            .and(any_of(keys::PLACE, &selection.place))
            .and(any_of(keys::STAGE, &selection.stage))
            .and(any_of(keys::MEASURE, &selection.measure))
            .and(if selection.scope.iter().any(|it| it == ANY_SCOPE) {
                lit(true)
            } else {
                any_of(keys::SCOPE, &selection.scope)
            });
        if let Some(from) = day(&selection.from) {
            chosen = chosen.and(col(keys::FIRST_DAY).gt_eq(lit(from.first_day())).fill_null(lit(false)));
        }
        if let Some(to) = day(&selection.to) {
            chosen = chosen.and(col(keys::LAST_DAY).lt_eq(lit(to.last_day())).fill_null(lit(false)));
        }
        chosen
    }
}

impl keys::Keys {
    /// The rows that a filter keeps.
    fn only(&self, filter: Expr) -> Result<Self, PolarsError> {
        self.0.clone().lazy().filter(filter).collect().map(Self)
    }

    /// The indices of the rows that a filter keeps, in order.
    fn rows(&self, filter: Expr) -> Result<Vec<usize>, PolarsError> {
        let kept = self.0.clone().lazy().filter(filter).select([col(keys::ROW)]).collect()?;
        let rows = kept.column(keys::ROW)?.u32()?;
        Ok(rows.iter().flatten().map(|row| row as usize).collect())
    }
}

/// A column holds one of the words; an empty list lets all through.
fn any_of(column: &str, words: &[String]) -> Expr {
    if words.is_empty() {
        return lit(true);
    }
    col(column).is_in(lit(Series::new("words".into(), words)).implode(true), false)
}

#[cfg(test)]
mod tests;
