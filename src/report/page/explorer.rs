//! Every figure for the table of a page, and what its script needs to know of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use crate::cite::{self, Citing};
use crate::data::{Dataset, Figure, Scope};
use crate::escape::{Escaped, Html, Json, Plain};
use crate::evidence::Evidence;
use crate::fmt;

/// A figure as the table shows it. Empty texts are not known.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    id: String,
    quantity: String,
    label: String,
    number: String,
    /// For sorting: the number, or its nearest end.
    size: f64,
    /// Its ends, as far as there are any.
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    period: String,
    start: String,
    end: String,
    category: String,
    provider: String,
    recipient: String,
    stage: String,
    work: String,
    source: String,
    locator: String,
    tier: String,
    language: String,
    stated: String,
    footnote: String,
    notes: Vec<String>,
}

/// What a quantity is worth, and from how many roots.
#[derive(Debug, Serialize)]
struct Worth {
    number: String,
    roots: Vec<String>,
}

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Explorer {
    pub(super) figures: Vec<Row>,
    quantities: BTreeMap<String, Worth>,
    bibtex: BTreeMap<String, String>,
}

impl Explorer {
    /// Everything of the evidence, with footnotes in plain text.
    pub(super) fn new(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>) -> Self {
        let dataset = evidence.dataset();
        let mut figures: Vec<&Figure> = dataset.figures.iter().collect();
        figures.sort_by_cached_key(|figure| weight(evidence, figure));
        let figures = figures.into_iter().filter_map(|figure| row(evidence, citing, figure)).collect();
        let quantities = dataset.quantities.iter().filter_map(|quantity| {
            let resolved = evidence.resolve(&quantity.id)?;
            let roots = evidence.roots(&evidence.figures(&resolved));
            let roots = roots.keys().map(|work| dataset.short(work)).collect();
            let number = dataset.print(&resolved.shown(), &resolved.unit_id, fmt::Style::Sign);
            let mark = if evidence.rests_on_correction(&resolved) { "†" } else { "" };
            Some((quantity.id.clone(), Worth { number: format!("{number}{mark}"), roots }))
        });
        let works = dataset.works.iter().filter(|work| work.kind != "unidentified");
        Self {
            figures,
            quantities: quantities.collect(),
            bibtex: works.map(|work| (work.id.clone(), cite::bibtex(work).into_string())).collect(),
        }
    }

    /// As it may stand in a page: JSON in which nothing ends the element that it stands in.
    pub(super) fn json(&self) -> serde_json::Result<Escaped<Html>> {
        Ok(Escaped::<Html>::script(&Escaped::<Json>::value(self)?))
    }
}

/// What a reader looks for first: what the dataset is about before its context, what most works tell of before what one tells;
/// figures for one quantity together.
fn weight<'a>(evidence: &Evidence<'a>, figure: &'a Figure) -> (bool, Reverse<usize>, &'a str) {
    let quantity = evidence.dataset().quantities.get(&figure.quantity_id);
    let is_context = quantity.is_none_or(|quantity| quantity.scope == Scope::Context);
    (is_context, Reverse(evidence.figures_of(&figure.quantity_id).len()), &figure.quantity_id)
}

fn row(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>, figure: &Figure) -> Option<Row> {
    let dataset: &Dataset = evidence.dataset();
    let quantity = dataset.quantities.get(&figure.quantity_id)?;
    let work = dataset.works.get(&figure.work_id)?;
    let label = |id: &Option<String>| {
        id.as_ref().and_then(|id| dataset.actors.get(id)).map(|actor| actor.label.clone()).unwrap_or_default()
    };
    let period = dataset.period_of(figure);
    let date = |date: Option<crate::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let interval = figure.interval();
    let float = |end: Option<Decimal>| end.and_then(|end| end.to_f64());
    let (low, high) = (float(interval.and_then(|it| it.min)), float(interval.and_then(|it| it.max)));
    let citation = citing.figure(dataset, figure)?;
    let mark = if evidence.is_corrected(figure) { "†" } else { "" };
    let left_out = if evidence.unused(figure).is_some() { " (not used)" } else { "" };
    let unused = evidence.unused(figure).map(|reason| format!("Not used: {}.", reason.text()));
    let note = figure.note.clone().into_iter();
    Some(Row {
        id: figure.id.clone(),
        quantity: quantity.id.clone(),
        label: quantity.label.clone(),
        number: format!("{}{mark}{left_out}", dataset.stated(figure, fmt::Style::Sign)),
        size: low.or(high).unwrap_or(0.0),
        low,
        high,
        unit: dataset.unit_of(figure).unwrap_or_default().to_owned(),
        period: fmt::period(&period),
        start: date(period.start),
        end: date(period.end),
        category: dataset.categories.get(&quantity.category_id).map(|it| it.label.clone()).unwrap_or_default(),
        provider: label(&quantity.provider_id),
        recipient: label(&quantity.recipient_id),
        stage: dataset.stages.get(&quantity.stage_id).map(|it| it.label.clone()).unwrap_or_default(),
        work: work.id.clone(),
        source: work.short.clone(),
        locator: figure.locator.clone(),
        tier: work.tier.map(|tier| tier.to_string()).unwrap_or_default(),
        language: work.language.clone().unwrap_or_default(),
        stated: figure.as_stated.clone(),
        footnote: citation.footnote.or(citation.in_text).unwrap_or_default().into_string(),
        notes: unused.into_iter().chain(note).chain(citation.notes.into_iter().map(Escaped::into_string)).collect(),
    })
}
