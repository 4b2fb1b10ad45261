//! Keys that several kinds of charts have in common, in the groups in which they go together.

use serde::Deserialize;

use super::Keys;
use crate::chart::TableError;
use crate::evidence::{Assumptions, Equal, Evidence, Guard, Manner, Options, Wanted, WantedError};
use crate::frame::{Dates, Frame, Query, Selection, Table};

/// In which unit numbers are wanted, and by which rates.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// The unit in which figures state or restate the numbers.
    unit: Option<String>,
    /// The currency into which the numbers are converted.
    currency: Option<String>,
    /// The year in whose prices they are.
    constant: Option<i32>,
    /// The date at which rates are taken.
    at: Option<String>,
}

impl Unit {
    pub(crate) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self {
            unit: keys.take("unit"),
            currency: keys.take("currency"),
            constant: keys.take("constant"),
            at: keys.take("at"),
        }
    }

    /// The unit as the evidence takes it.
    ///
    /// # Errors
    /// If the keys do not fit together.
    pub(crate) fn wanted(&self, evidence: &Evidence<'_>) -> Result<Wanted, WantedError> {
        evidence.wanted(self.unit.as_deref(), self.currency.as_deref(), self.constant, self.at.as_deref())
    }
}

/// What a chart asks of the figures.
pub(crate) trait Asked {
    /// Which figures count.
    fn figures(&self) -> Options;

    /// The manner in which its numbers are resolved and added.
    ///
    /// # Errors
    /// If the keys for the unit do not fit together.
    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError>;

    /// Which quantities, where a selection chooses them.
    fn selection(&self) -> Option<&Selection> {
        None
    }

    /// The loan whose repayment it models, in place of what figures say.
    fn model(&self) -> Option<&Model> {
        None
    }
}

/// What is asked of the quantities: which, as which rows and series, in which unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    query: Query,
    unit: Unit,
}

impl Question {
    /// Which quantities.
    pub(crate) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let mut question = Self::default();
        question.query.selection = keys.take_or_default("select");
        question
    }

    /// And in which unit, and whether from the parts of wholes where a split is complete.
    pub(crate) fn with_numbers(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.unit = Unit::read(keys);
        self.query.manner.leaves = keys.take_or_default("leaves");
        self
    }

    /// And what a row is.
    pub(crate) fn with_rows(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.query.rows = keys.take_or_default("rows");
        self
    }

    /// And which rules of addition are set aside; the chart says so.
    pub(crate) fn with_allowed(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.query.manner.allow = keys.take_or_default("allow");
        self
    }

    /// And what a series is.
    pub(crate) fn with_series(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.query.series = keys.take("series");
        self
    }

    /// And what a series is, where those of a row must add up to a whole.
    pub(crate) fn with_series_that_add(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.query.whole = true;
        self.with_series(keys)
    }

    /// And which split the rows are shown by, each as a whole with its parts, which must be told.
    pub(crate) fn with_parts(mut self, keys: &mut Keys<'_, '_>) -> Self {
        keys.must_have("split");
        keys.belongs_elsewhere("series", "drop `split`, for the parts of a whole are the series");
        self.query.split = keys.take("split");
        self
    }

    /// And whether only rows with a number in every series are wanted; of one number a row none can lack.
    pub(crate) fn with_complete(mut self, keys: &mut Keys<'_, '_>) -> Self {
        match self.query.series.is_some() || self.query.split.is_some() {
            true => self.query.complete = keys.take_or_default("complete"),
            false => keys.belongs_elsewhere("complete", "say with `series` what the numbers of a row are"),
        }
        self
    }

    /// And in which order the rows stand.
    pub(crate) fn with_order(mut self, keys: &mut Keys<'_, '_>) -> Self {
        self.query.order = keys.take_or_default("order");
        self
    }

    /// The question as the frame takes it.
    ///
    /// # Errors
    /// If the keys for the unit do not fit together.
    pub(crate) fn query(&self, evidence: &Evidence<'_>) -> Result<Query, WantedError> {
        Ok(Query { manner: self.manner(evidence)?, ..self.query.clone() })
    }
}

impl Asked for Question {
    fn figures(&self) -> Options {
        self.query.selection.options(false)
    }

    fn selection(&self) -> Option<&Selection> {
        Some(&self.query.selection)
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        Ok(Manner { wanted: self.unit.wanted(evidence)?, ..self.query.manner.clone() })
    }
}

/// What a chart shows that can show a model: it, or what figures say, for the two are never mixed.
#[derive(Debug)]
pub(crate) enum Shown {
    /// The payments on a loan.
    Model(Model),
    /// What figures say.
    Figures(Box<Question>),
}

impl Shown {
    /// The model if there is one, else the question.
    pub(crate) fn read(keys: &mut Keys<'_, '_>, question: impl FnOnce(&mut Keys<'_, '_>) -> Question) -> Self {
        match Model::read(keys) {
            Some(model) => Self::Model(model),
            None => Self::Figures(Box::new(question(keys))),
        }
    }

    /// Whether a rule of what goes together is set aside.
    pub(crate) fn allows(&self, guard: Guard) -> bool {
        matches!(self, Self::Figures(question) if question.query.manner.allow.contains(&guard))
    }
}

impl Asked for Shown {
    fn figures(&self) -> Options {
        match self {
            Self::Model(_) => Options::default(),
            Self::Figures(question) => question.figures(),
        }
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        match self {
            Self::Model(_) => Ok(Manner::default()),
            Self::Figures(question) => question.manner(evidence),
        }
    }

    fn selection(&self) -> Option<&Selection> {
        match self {
            Self::Model(_) => None,
            Self::Figures(question) => question.selection(),
        }
    }

    fn model(&self) -> Option<&Model> {
        match self {
            Self::Model(model) => Some(model),
            Self::Figures(_) => None,
        }
    }
}

/// The agreements and events beside numbers; `*` is all that lie in the selected time.
pub(crate) fn dates(keys: &mut Keys<'_, '_>) -> Dates {
    Dates { agreements: keys.take_or_default("agreements"), events: keys.take_or_default("events") }
}

/// A loan whose repayment is modelled, in place of selected quantities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Model {
    /// The loan.
    pub(crate) loan: String,
    /// Assumed first year of repayment.
    first_year: Option<i32>,
    /// What is assumed to be equal every year.
    #[serde(default)]
    equal: Equal,
}

impl Model {
    /// The model, if the keys ask for one; then no key of figures has a use.
    fn read(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let is_wanted = keys.has("model");
        let model = keys.take("model");
        if is_wanted {
            keys.specify("with a `model`");
            for key in ["select", "rows", "series", "split", "allow", "complete", "order", "leaves"] {
                keys.belongs_elsewhere(key, "drop `model`, which is never mixed with figures");
            }
            for key in ["unit", "currency", "constant", "at"] {
                keys.belongs_elsewhere(key, "drop `model`, which is drawn in the unit of its loan");
            }
        }
        model
    }

    /// What is assumed where no work says.
    pub(crate) fn assumptions(&self) -> Assumptions {
        Assumptions { first_year: self.first_year, equal: self.equal }
    }

    /// The yearly payments.
    ///
    /// # Errors
    /// If the terms of the loan are not known.
    pub(crate) fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.schedule(&frame.evidence().schedule(&self.loan, self.assumptions())?))
    }
}
