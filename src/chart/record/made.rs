//! The record of a chart, made of its table.

use super::{Date, Figure, Mark, Rate, Record};
use crate::chart::{Context, Spec};
use crate::data::{Correction, Dataset, Rank};
use crate::frame::{Cell, Dated, Row, Table, Witness};
use crate::model::{self, Lang};

impl Record {
    /// The record of a chart, or of one frame of a chart that needs several.
    #[must_use]
    pub fn of(spec: &Spec, table: &Table, context: Context<'_>, frame: Option<usize>) -> Self {
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
        Self {
            generator: concat!("sinosov ", env!("CARGO_PKG_VERSION")).to_owned(),
            dataset: context.about.name.clone().into(),
            dataset_version: context.about.version.clone(),
            dataset_sha256: context.about.digest.clone(),
            licence: context.about.licence().into(),
            report: spec.report.clone(),
            chart: spec.id.clone(),
            language: Some(context.tongue().lang()).filter(|it| **it != context.about.language).map(Lang::to_string),
            kind: spec.kind.get().name().to_owned(),
            allowed: table.allowed.clone().into(),
            assumed: table.assumed.clone().into(),
            marks: cells.map(|(row, cell)| mark(row, cell, context.dataset)).collect(),
            dates: table.dates.iter().map(date).collect(),
            frame,
        }
    }
}

fn mark(row: &Row, cell: &Cell, dataset: &Dataset) -> Mark {
    let rates = cell.converted.iter().flat_map(|converted| converted.rates.iter().map(move |rate| (converted, rate)));
    let rates = rates.map(|(converted, rate)| Rate {
        rate: rate.rate_id.clone(),
        date: converted.date.to_string(),
        prices_of: converted.year,
        work: rate.work_id.clone(),
        citation: rate.short.clone(),
        locator: rate.locator.clone(),
    });
    let corrections = corrections(cell, dataset).map(|correction| correction.id.clone());
    Mark {
        key: row.key.clone(),
        row: row.label.clone(),
        series: cell.series_label.clone(),
        series_key: cell.series.clone().into(),
        group: row.group.0.clone().into(),
        start: day(row.period.start).into(),
        end: day(row.period.end).into(),
        quantities: cell.quantities.clone(),
        stage: cell.stage_id.clone().into(),
        min: cell.interval.min,
        max: cell.interval.max,
        above_min: cell.interval.above_min,
        below_max: cell.interval.below_max,
        about: cell.interval.about,
        unit: cell.unit_id.clone(),
        computed: cell.is_computed().into(),
        not_itemised: cell.not_itemised.into(),
        modelled: cell.is_modelled().into(),
        preferred: cell.rank == Rank::Preferred,
        doubtful: (cell.rank == Rank::Doubtful).into(),
        rates: rates.collect::<Vec<_>>().into(),
        corrections: corrections.collect::<Vec<_>>().into(),
        figures: cell.witnesses.iter().map(figure).collect(),
    }
}

fn figure(witness: &Witness) -> Figure {
    Figure {
        figure: witness.figure_id.clone(),
        work: witness.work_id.clone(),
        citation: witness.short.clone(),
        locator: witness.locator.clone(),
        cites: witness.cites.clone(),
        one_count_with: witness.one_count.clone(),
    }
}

fn date(dated: &Dated) -> Date {
    Date {
        key: dated.id.clone(),
        row: dated.label.clone(),
        kind: if dated.is_agreement { "agreement" } else { "event" }.to_owned(),
        start: day(dated.period.start),
        end: day(dated.period.end),
        work: dated.work_id.clone(),
        citation: dated.short.clone(),
        locator: dated.locator.clone(),
        corrections: dated.corrections.clone(),
    }
}

fn day(date: Option<model::Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// The corrections of the figures and quantities behind a number.
pub(crate) fn corrections<'a>(cell: &'a Cell, dataset: &'a Dataset) -> impl Iterator<Item = &'a Correction> {
    dataset.corrections.iter().filter(|correction| match correction.table.as_str() {
        "figures" => cell.witnesses.iter().any(|witness| witness.figure_id == correction.row_id),
        "quantities" => {
            let of_witness = |id: &str| dataset.figures.get(id).is_some_and(|it| it.quantity_id == correction.row_id);
            cell.quantities.contains(&correction.row_id) || cell.witnesses.iter().any(|it| of_witness(&it.figure_id))
        }
        "rates" => {
            cell.converted.iter().flat_map(|converted| &converted.rates).any(|rate| rate.rate_id == correction.row_id)
        }
        _ => false,
    })
}
