//! Rival figures for one quantity on one axis: a row a figure, its work named beside it, and under the work what it says
//! beyond the number. The preferred figure has a ring, what all figures span a band; what is added up here and stated by nobody
//! is a diamond.

mod plot;

use serde::Deserialize;

use super::Kind;
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError, guard_units};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::{Asked, Unit};
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::evidence::{Evidence, Manner, Options, WantedError};
use crate::frame::{Frame, Table};

pub(super) const NAME: &str = "claims";

/// The keys of a chart of rival figures.
#[derive(Debug)]
pub(super) struct Claims {
    select: Select,
    unit: Unit,
    run: Run,
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

impl Claims {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let select: Option<Select> = keys.take("select");
        let is_of_several = select.as_ref().is_some_and(|select| select.quantity.len() != 1);
        if is_of_several || !keys.has("select") {
            let (found, expected) = ("a chart of rival figures is of one quantity", "the one whose figures are shown");
            keys.fault("select", found, expected, "name it alone: `select = { quantity = [\"…\"] }`");
        }
        let select = select.unwrap_or_default();
        Self { select, unit: Unit::read(keys), run: keys.take_or_default("scale") }
    }

    fn quantity(&self) -> &str {
        self.select.quantity.first().map_or("", String::as_str)
    }
}

impl Asked for Claims {
    fn figures(&self) -> Options {
        Options { works: self.select.work.clone(), tiers: self.select.tier.clone(), as_stated: false }
    }

    fn manner(&self, evidence: &Evidence<'_>) -> Result<Manner, WantedError> {
        Ok(Manner { wanted: self.unit.wanted(evidence)?, ..Manner::default() })
    }
}

impl Kind for Claims {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, _table: &Table) -> &'static str {
        "Chart of rival figures"
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        Ok(frame.claims(self.quantity(), &self.manner(frame.evidence())?)?)
    }

    fn asked(&self) -> &dyn Asked {
        self
    }

    fn rivals(&self) -> Option<&str> {
        Some(self.quantity())
    }

    fn run(&self) -> Run {
        self.run
    }

    fn has_axis(&self) -> bool {
        true
    }

    fn has_details(&self) -> bool {
        true
    }

    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        guard_units(spec, table, dataset)
    }

    fn folding(&self) -> Folding {
        Folding::None
    }

    fn draws(&self, _shape: Shape) -> bool {
        true
    }

    fn marks(&self) -> Marks {
        Marks::Points
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(spec, part, context, width))
    }
}
