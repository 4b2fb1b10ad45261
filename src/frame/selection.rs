//! Which rows of a package are meant.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use crate::data::Dataset;
use crate::data::schema::MEASURES;
use crate::diag::{hint, near};
use crate::evidence::Options;
use crate::model::Date;

/// A choice of quantities and figures; an empty field chooses all. It is one for every verb and every chart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Quantities by id.
    pub quantity: Vec<String>,
    /// Categories, with all below them.
    pub category: Vec<String>,
    /// Items.
    pub item: Vec<String>,
    /// Providers.
    pub provider: Vec<String>,
    /// Recipients.
    pub recipient: Vec<String>,
    /// Places.
    pub place: Vec<String>,
    /// Stages.
    pub stage: Vec<String>,
    /// Measures: `total`, `level`, `rate`, `share`, `term`.
    pub measure: Vec<String>,
    /// The period begins on this date or later.
    pub from: Option<String>,
    /// The period ends on this date or earlier.
    pub to: Option<String>,
    /// Figures of these works.
    pub work: Vec<String>,
    /// Figures of works of these tiers.
    pub tier: Vec<u8>,
    /// `core`, `context`, or `any`, which chooses both; empty as well, but then no number adds context to what is core.
    pub scope: Vec<String>,
}

/// The scope that is both.
pub(super) const ANY_SCOPE: &str = "any";

/// A selection that names what is not there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SelectionError {
    /// No such id.
    #[error("there is no {what} `{id}`{hint}")]
    Unknown {
        /// The kind of id.
        what: &'static str,
        /// The id.
        id: String,
        /// A suggestion, or nothing.
        hint: String,
    },
    /// A time that ends before it begins.
    #[error("the selected time is from {from} to {to}, which is before; exchange them")]
    Backwards {
        /// Its start.
        from: String,
        /// Its end.
        to: String,
    },
    /// A date that is none.
    #[error("`{text}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date {
        /// What was written.
        text: String,
    },
}

impl Selection {
    /// Whether everything that the selection names is in the package.
    ///
    /// # Errors
    /// [`SelectionError`] for the first name that is not, with the nearest that is.
    pub fn verify(&self, dataset: &Dataset) -> Result<(), SelectionError> {
        known("quantity", &self.quantity, dataset.quantities.ids())?;
        let labels = dataset.categories.iter().map(|it| (it.id.as_str(), it.label.as_str()));
        named("category", &self.category, labels)?;
        let items = dataset.quantities.iter().filter_map(|quantity| quantity.item.as_deref());
        known("item", &self.item, items)?;
        let labels = || dataset.actors.iter().map(|it| (it.id.as_str(), it.label.as_str()));
        named("provider", &self.provider, labels())?;
        named("recipient", &self.recipient, labels())?;
        let labels = dataset.places.iter().map(|it| (it.id.as_str(), it.label.as_str()));
        named("place", &self.place, labels)?;
        known("stage", &self.stage, dataset.stages.ids())?;
        known("measure", &self.measure, MEASURES.iter().copied())?;
        let labels = dataset.works.iter().map(|it| (it.id.as_str(), it.short.as_str()));
        named("work", &self.work, labels)?;
        known("scope", &self.scope, ["core", "context", ANY_SCOPE].into_iter())?;
        let tiers: Vec<String> = self.tier.iter().map(u8::to_string).collect();
        known("tier", &tiers, ["1", "2", "3", "4"].into_iter())?;
        for text in self.from.iter().chain(&self.to) {
            text.parse::<Date>().map_err(|_| SelectionError::Date { text: text.clone() })?;
        }
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        if let (Some(from), Some(to)) = (day(&self.from), day(&self.to))
            && from.first_day() > to.last_day()
        {
            return Err(SelectionError::Backwards { from: from.to_string(), to: to.to_string() });
        }
        Ok(())
    }

    /// Whether context is asked for, or plainly not: by the scope, or by the names of quantities.
    #[must_use]
    pub fn settles_scope(&self) -> bool {
        !self.scope.is_empty() || !self.quantity.is_empty()
    }

    /// The part of the selection that is about figures, for the evidence.
    #[must_use]
    pub fn options(&self, as_stated: bool) -> Options {
        Options { works: self.work.clone(), tiers: self.tier.clone(), as_stated }
    }
}

/// As [`known`], for ids that have a name too: who writes the name is told the id.
fn named<'a>(
    what: &'static str,
    wanted: &[String],
    there: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(), SelectionError> {
    let there: Vec<(&str, &str)> = there.collect();
    let ids: BTreeSet<&str> = there.iter().map(|(known, _)| *known).collect();
    let Some(id) = wanted.iter().find(|id| !ids.contains(id.as_str())) else { return Ok(()) };
    let lower = id.to_lowercase();
    if let Some((meant, _)) = there.iter().find(|(_, name)| name.to_lowercase() == lower) {
        return Err(SelectionError::Unknown { what, id: id.clone(), hint: format!("; its id is `{meant}`") });
    }
    let by_name = there.iter().filter(|(_, name)| name.to_lowercase().contains(&lower)).map(|(known, _)| *known);
    let meant: Vec<&str> = near(id, there.iter().map(|(known, _)| *known)).into_iter().chain(by_name).collect();
    let hint = match meant.as_slice() {
        [] => format!("; there are {}", there.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ")),
        [one, ..] if meant.iter().all(|other| other == one) => format!("; did you mean `{one}`?"),
        several => format!("; did you mean one of {}?", several.join(", ")),
    };
    Err(SelectionError::Unknown { what, id: id.clone(), hint })
}

fn known<'a>(
    what: &'static str,
    wanted: &[String],
    there: impl Iterator<Item = &'a str>,
) -> Result<(), SelectionError> {
    let there: BTreeSet<&str> = there.collect();
    match wanted.iter().find(|id| !there.contains(id.as_str())) {
        None => Ok(()),
        Some(id) => Err(SelectionError::Unknown { what, id: id.clone(), hint: hint(id, there) }),
    }
}
