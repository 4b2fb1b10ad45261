//! The keys of charts of the figures for one quantity.

use serde::Deserialize;

use super::Keys;
use super::groups::{Asked, Unit};
use crate::evidence::{Evidence, Manner, Options, WantedError};

/// Which figures, of which quantity, in which unit.
#[derive(Debug)]
pub(crate) struct Rivals {
    select: Select,
    unit: Unit,
}

/// The one quantity, and which of its figures; what else a selection says would choose quantities.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Select {
    /// One by its id, in a list as in every selection.
    quantity: Vec<String>,
    /// Figures of these works.
    work: Vec<String>,
    /// Figures of works of these tiers.
    tier: Vec<u8>,
}

impl Rivals {
    pub(crate) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let select: Option<Select> = keys.take("select");
        let is_of_several = select.as_ref().is_some_and(|select| select.quantity.len() != 1);
        if is_of_several || !keys.has("select") {
            let (found, expected) = ("a chart of rival figures is of one quantity", "the one whose figures are shown");
            keys.fault("select", found, expected, "name it alone: `select = { quantity = [\"…\"] }`");
        }
        Self { select: select.unwrap_or_default(), unit: Unit::read(keys) }
    }

    /// The quantity.
    pub(crate) fn quantity(&self) -> &str {
        self.select.quantity.first().map_or("", String::as_str)
    }
}

impl Asked for Rivals {
    fn figures(&self) -> Options {
        Options { works: self.select.work.clone(), tiers: self.select.tier.clone(), as_stated: false }
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        Ok(Manner { wanted: self.unit.wanted(evidence)?, ..Manner::default() })
    }
}
