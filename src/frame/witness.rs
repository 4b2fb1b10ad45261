//! What stands behind a number: figures and rates, each with all that a footnote needs.

use super::Frame;
use super::table::{Converted, RateWitness, Witness};
use crate::data::Figure;
use crate::evidence::Conversion;
use crate::fmt::Style;

impl Frame<'_> {
    /// A conversion with the places of its rates.
    pub(super) fn of_conversion(&self, conversion: &Conversion) -> Converted {
        let dataset = self.evidence().dataset();
        let rates = conversion.rates.iter().filter_map(|id| dataset.rates.get(id)).map(|rate| RateWitness {
            rate_id: rate.id.clone(),
            is_index: rate.is_index(),
            work_id: rate.work_id.clone(),
            short: dataset.short(&rate.work_id),
            locator: rate.locator.clone(),
            as_stated: rate.as_stated.clone(),
            cites: rate.cited_work_id.as_deref().map(|work| dataset.short(work)),
        });
        Converted {
            unit_id: conversion.unit_id.clone(),
            constant: conversion.constant,
            date: conversion.date,
            year: conversion.year,
            rates: rates.collect(),
        }
    }

    /// What a footnote needs of each of some figures that make a number in a unit.
    pub(super) fn witnesses<'f>(&self, figures: impl IntoIterator<Item = &'f str>, unit: &str) -> Vec<Witness> {
        let figures = figures.into_iter().filter_map(|id| self.evidence().dataset().figures.get(id));
        figures.map(|figure| self.witness_in(figure, unit)).collect()
    }

    /// What a footnote needs of a figure that makes a number in a unit.
    pub(super) fn witness_in(&self, figure: &Figure, unit: &str) -> Witness {
        let stated = || self.evidence().dataset().stated(figure, Style::Words);
        let restated = self.evidence().is_restated(figure, unit).then(stated);
        Witness { restated, ..self.witness(figure) }
    }

    /// What a footnote needs of a figure.
    #[must_use]
    pub fn witness(&self, figure: &Figure) -> Witness {
        let dataset = self.evidence().dataset();
        Witness {
            figure_id: figure.id.clone(),
            work_id: figure.work_id.clone(),
            short: dataset.short(&figure.work_id),
            locator: dataset.locator(figure),
            as_stated: figure.as_stated.clone(),
            cites: dataset.cited_by(figure).map(|work| dataset.short(work)),
            one_count: dataset.one_count_with(figure).map(|work| dataset.short(work)),
            relation: figure.relation,
            restated: None,
        }
    }
}
