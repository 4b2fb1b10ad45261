//! Everything that works say about one quantity, side by side.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::restated::Number;
use super::{Basis, Evidence, Residual, Resolved};
use crate::data::{Figure, Quantity};
use crate::model::Interval;

/// What works say about one quantity, and what it comes to.
#[derive(Debug, Clone)]
pub struct Claims<'a> {
    /// The quantity.
    pub quantity: &'a Quantity,
    /// What it is worth; `None` if no figure may be used and no split is complete.
    pub resolved: Option<Resolved>,
    /// What it is worth in every other unit in which figures state it.
    pub restated: Vec<Resolved>,
    /// The independent roots of the figures used, each with its figures.
    pub roots: BTreeMap<&'a str, Vec<&'a str>>,
    /// The figures used, those that say the same together, the smallest number first, as it is shown in the unit of the quantity;
    /// empty where one is preferred.
    pub agreement: Vec<(Interval, Vec<&'a str>)>,
    /// What the parts of each split leave of the quantity.
    pub residuals: Vec<Residual>,
    /// Quantities that it already counts outside of any split.
    pub contained: Vec<&'a Quantity>,
    /// What works say beyond the number: figures for what it contains and for what rests on the same agreement, by work.
    /// A work that states the quantity and nothing more has an empty list.
    pub beyond: Vec<(&'a str, Vec<&'a Figure>)>,
}

impl Claims<'_> {
    /// How many times the smallest number used goes into the largest; `None` where they agree or an end is open.
    #[must_use]
    pub fn spread(&self) -> Option<Decimal> {
        let interval = self.resolved.as_ref().filter(|resolved| !resolved.is_computed())?.interval;
        let (min, max) = (interval.min?, interval.max?);
        max.checked_div(min).filter(|_| min != max)
    }
}

impl<'a> Evidence<'a> {
    /// Everything that works say about a quantity; `None` if there is no such quantity.
    ///
    /// ```
    /// use sinosov::data::{Package, Source};
    /// use sinosov::evidence::{Evidence, Options};
    ///
    /// let package = Package::read(Source::BuiltIn);
    /// let evidence = Evidence::new(&package, Options::default());
    /// let claims = evidence.claims("prc-1950-loan").expect("a quantity");
    /// assert_eq!((claims.agreement.len(), claims.roots.len()), (1, 3));
    /// ```
    #[must_use]
    pub fn claims(&self, quantity: &str) -> Option<Claims<'a>> {
        let quantity = self.dataset().quantities.get(quantity)?;
        let resolved = self.resolve(&quantity.id);
        let used = resolved.as_ref().map(|resolved| self.figures(resolved)).unwrap_or_default();
        let roots = self.roots(&used);
        let agreement = match resolved.as_ref().map(|resolved| &resolved.basis) {
            Some(Basis::Figures(figures)) => self.agreement(figures, &quantity.unit_id),
            _ => Vec::new(),
        };
        let is_contained = |part: &&Quantity| part.is_contained_in(&quantity.id);
        Some(Claims {
            quantity,
            restated: self.restated(&quantity.id),
            roots,
            agreement,
            residuals: self.residuals(&quantity.id),
            contained: self.dataset().quantities.iter().filter(is_contained).collect(),
            beyond: self.beyond(quantity),
            resolved,
        })
    }

    /// Figures that say the same in a unit, together.
    fn agreement(&self, figures: &[String], unit: &str) -> Vec<(Interval, Vec<&'a str>)> {
        let mut groups: Vec<(Number, Vec<&str>)> = Vec::new();
        let mut places = BTreeMap::new();
        for figure in figures.iter().filter_map(|id| self.dataset().figures.get(id)) {
            let Some(number) = self.stated_in(figure, unit) else { continue };
            let Interval { min, max, above_min, below_max, about } = number.interval;
            let place: usize = *places.entry((min, max, above_min, below_max, about)).or_insert(groups.len());
            if place == groups.len() {
                groups.push((number, Vec::new()));
            }
            groups[place].1.push(&figure.id);
        }
        groups.sort_by_key(|(number, _)| (number.interval.min, number.interval.max));
        groups.into_iter().map(|(number, figures)| (number.shown(), figures)).collect()
    }

    /// What works say of the things around a quantity, in the order of the works' table.
    fn beyond(&self, quantity: &'a Quantity) -> Vec<(&'a str, Vec<&'a Figure>)> {
        let is_around = |other: &&Quantity| {
            let same_agreement = other.agreement_id.is_some() && other.agreement_id == quantity.agreement_id;
            // The parts of a split are told as such.
            let is_around =
                if other.is_part_of(&quantity.id) { other.is_contained_in(&quantity.id) } else { same_agreement };
            other.id != quantity.id && is_around
        };
        let mut of_work: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
        for figure in self.figures_of(&quantity.id) {
            of_work.entry(&figure.work_id).or_default();
        }
        for other in self.dataset().quantities.iter().filter(is_around) {
            for &figure in self.figures_of(&other.id) {
                of_work.entry(&figure.work_id).or_default().push(figure);
            }
        }
        let works =
            self.dataset().works.iter().filter_map(|work| Some((work.id.as_str(), of_work.remove(work.id.as_str())?)));
        works.collect()
    }
}
