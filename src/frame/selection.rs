//! Which rows of a package are meant.

use serde::Deserialize;
use thiserror::Error;

use crate::data::Dataset;
use crate::diag::near;
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
    /// Stages.
    pub stage: Vec<String>,
    /// The period begins on this date or later.
    pub from: Option<String>,
    /// The period ends on this date or earlier.
    pub to: Option<String>,
    /// Figures of these works.
    pub work: Vec<String>,
    /// Figures of works of these tiers.
    pub tier: Vec<u8>,
    /// `core` or `context`.
    pub scope: Vec<String>,
}

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
        known("category", &self.category, dataset.categories.ids())?;
        let items = dataset.quantities.iter().filter_map(|quantity| quantity.item.as_deref());
        known("item", &self.item, items)?;
        known("provider", &self.provider, dataset.actors.ids())?;
        known("recipient", &self.recipient, dataset.actors.ids())?;
        known("stage", &self.stage, dataset.stages.ids())?;
        known("work", &self.work, dataset.works.ids())?;
        known("scope", &self.scope, ["core", "context"].into_iter())?;
        let tiers: Vec<String> = self.tier.iter().map(u8::to_string).collect();
        known("tier", &tiers, ["1", "2", "3", "4"].into_iter())?;
        for text in self.from.iter().chain(&self.to) {
            text.parse::<Date>().map_err(|_| SelectionError::Date { text: text.clone() })?;
        }
        Ok(())
    }

    /// The part of the selection that is about figures, for the evidence.
    #[must_use]
    pub fn options(&self, as_stated: bool) -> Options {
        Options { works: self.work.clone(), tiers: self.tier.clone(), as_stated }
    }
}

fn known<'a>(
    what: &'static str,
    wanted: &[String],
    there: impl Iterator<Item = &'a str>,
) -> Result<(), SelectionError> {
    let there: Vec<&str> = there.collect();
    match wanted.iter().find(|id| !there.contains(&id.as_str())) {
        None => Ok(()),
        Some(id) => {
            let hint = near(id, there).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(SelectionError::Unknown { what, id: id.clone(), hint })
        }
    }
}
