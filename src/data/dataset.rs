//! All records of a package, and what is asked of them together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keyed::Keyed;
use super::labels::Labels;
use super::record::{
    Actor, Agreement, Category, Correction, Event, Figure, Place, Quantity, Rate, Relation, Stage, Unit, Work,
};
use crate::fmt::Style;
use crate::lang::Tongue;
use crate::model::{Interval, Period};

/// All records of a package.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the tables are documented in the schema")]
pub struct Dataset {
    pub figures: Keyed<Figure>,
    pub quantities: Keyed<Quantity>,
    pub works: Keyed<Work>,
    pub actors: Keyed<Actor>,
    pub categories: Keyed<Category>,
    pub stages: Keyed<Stage>,
    pub units: Keyed<Unit>,
    pub labels: Labels,
    pub places: Keyed<Place>,
    pub agreements: Keyed<Agreement>,
    pub events: Keyed<Event>,
    pub rates: Keyed<Rate>,
    pub corrections: Keyed<Correction>,
    /// The language in which it is told.
    pub(super) tongue: Tongue,
    /// What quantities are called in the package's own language, where they are told in another.
    pub(super) own_labels: Arc<BTreeMap<String, String>>,
}

impl Dataset {
    /// The unit in which a figure states its number: its own, else its quantity's.
    #[must_use]
    pub fn unit_of<'a>(&'a self, figure: &'a Figure) -> Option<&'a str> {
        figure.unit_id.as_deref().or_else(|| self.quantities.get(&figure.quantity_id).map(|q| q.unit_id.as_str()))
    }

    /// A number in a unit, as people read it; empty for a unit that is not there.
    #[must_use]
    pub fn print(&self, number: &Interval, unit: &str, style: Style) -> String {
        self.units.get(unit).map(|unit| unit.print(&self.tongue, number, style)).unwrap_or_default()
    }

    /// What a figure states, as people read it; empty for one that states no number.
    #[must_use]
    pub fn stated(&self, figure: &Figure, style: Style) -> String {
        let number = figure.interval().zip(self.unit_of(figure));
        number.map(|(number, unit)| self.print(&number, unit, style)).unwrap_or_default()
    }

    /// The short citation of a work; empty for one that is not there.
    #[must_use]
    pub fn short(&self, work: &str) -> String {
        self.works.get(work).map(|work| work.short.clone()).unwrap_or_default()
    }

    /// The work from which a figure's work takes the number: the one cited for it, else the one that all is taken from.
    #[must_use]
    pub fn source_of<'a>(&'a self, figure: &'a Figure) -> Option<&'a str> {
        figure.cited_work_id.as_deref().or_else(|| self.works.get(&figure.work_id)?.derives_from.as_deref())
    }

    /// The work that carries the same count as a figure, where neither names the other: judged from identical numbers. Such a
    /// work is a root, but it is not cited by the figure's.
    #[must_use]
    pub fn one_count_with<'a>(&'a self, figure: &'a Figure) -> Option<&'a str> {
        figure.cited_work_id.as_deref().filter(|_| figure.relation == Relation::SameCount)
    }

    /// The work that a figure's work names as its source for the number, or that all of it is taken from; no lost one.
    #[must_use]
    pub fn cited_by<'a>(&'a self, figure: &'a Figure) -> Option<&'a str> {
        let named = |id: &&str| self.works.get(id).is_some_and(|work| work.kind != "unidentified");
        self.source_of(figure).filter(named).filter(|_| self.one_count_with(figure).is_none())
    }

    /// The corrections of a figure, and of the quantity that it is about.
    pub fn corrections_of<'a>(&'a self, figure: &'a Figure) -> impl Iterator<Item = &'a Correction> + 'a {
        self.corrections.iter().filter(|it| {
            (it.table == "figures" && it.row_id == figure.id)
                || (it.table == "quantities" && it.row_id == figure.quantity_id)
        })
    }

    /// When a figure's thing took place: its own dates, else its quantity's.
    #[must_use]
    pub fn period_of(&self, figure: &Figure) -> Period {
        let general = self.quantities.get(&figure.quantity_id).map(|q| q.period).unwrap_or_default();
        Period { start: figure.period.start.or(general.start), end: figure.period.end.or(general.end) }
    }

    /// A category and all above it, the category first. A cycle ends the chain.
    #[must_use]
    pub fn category_chain<'a>(&'a self, category: &'a str) -> Vec<&'a str> {
        chain(category, |id| self.categories.get(id).and_then(|found| found.parent_id.as_deref()))
    }
}

fn chain<'a>(first: &'a str, next: impl Fn(&'a str) -> Option<&'a str>) -> Vec<&'a str> {
    let mut seen = vec![first];
    let mut at = first;
    while let Some(above) = next(at) {
        if seen.contains(&above) {
            break;
        }
        seen.push(above);
        at = above;
    }
    seen
}
