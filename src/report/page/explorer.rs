//! Every figure for the table of a page, and what its script needs to know of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use crate::cite::{self, Citing};
use crate::data::{Dataset, Figure, Quantity, Scope};
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
    /// The work and the place in it.
    place: String,
    tier: String,
    language: String,
    stated: String,
    footnote: String,
    notes: Vec<String>,
}

/// The figures for one quantity, with what it is worth.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    id: String,
    label: String,
    worth: Worth,
    provider: String,
    recipient: String,
    stage: String,
    figures: Vec<Row>,
}

/// What a quantity is worth, and who says so.
#[derive(Debug, Serialize)]
struct Worth {
    /// What all its figures come to; empty, if no number can be had.
    number: String,
    /// Its own period, from which that of a figure may differ.
    period: String,
    /// "7 figures, 2 of them not used, 5 independent roots".
    told: String,
    roots: Vec<String>,
}

/// All of it. The script is given every figure in the order of the groups, and looks up what its quantity is worth.
#[derive(Debug)]
pub(super) struct Explorer {
    pub(super) groups: Vec<Group>,
    bibtex: BTreeMap<String, String>,
}

/// What the script of a page is given.
#[derive(Serialize)]
struct Given<'a> {
    figures: Vec<&'a Row>,
    quantities: BTreeMap<&'a str, &'a Worth>,
    bibtex: &'a BTreeMap<String, String>,
}

impl Explorer {
    /// Everything of the evidence, with footnotes in plain text.
    pub(super) fn new(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>) -> Self {
        let dataset = evidence.dataset();
        let has_figures = |quantity: &&Quantity| !evidence.figures_of(&quantity.id).is_empty();
        let mut quantities: Vec<&Quantity> = dataset.quantities.iter().filter(has_figures).collect();
        quantities.sort_by_cached_key(|quantity| weight(evidence, quantity));
        let groups = quantities.into_iter().map(|quantity| group(evidence, citing, quantity)).collect();
        let works = dataset.works.iter().filter(|work| work.kind != "unidentified");
        Self { groups, bibtex: works.map(|work| (work.id.clone(), cite::bibtex(work).into_string())).collect() }
    }

    /// As it may stand in a page: JSON in which nothing ends the element that it stands in.
    pub(super) fn json(&self) -> serde_json::Result<Escaped<Html>> {
        let given = Given {
            figures: self.groups.iter().flat_map(|group| &group.figures).collect(),
            quantities: self.groups.iter().map(|group| (group.id.as_str(), &group.worth)).collect(),
            bibtex: &self.bibtex,
        };
        Ok(Escaped::<Html>::script(&Escaped::<Json>::value(&given)?))
    }
}

/// What a reader looks for first: what the dataset is about before its context, what most works tell of before what one tells.
fn weight<'a>(evidence: &Evidence<'_>, quantity: &'a Quantity) -> (bool, Reverse<usize>, &'a str) {
    (quantity.scope == Scope::Context, Reverse(evidence.figures_of(&quantity.id).len()), &quantity.id)
}

/// The name of an actor; empty, if none is named.
fn actor(dataset: &Dataset, id: Option<&String>) -> String {
    id.and_then(|id| dataset.actors.get(id)).map(|actor| actor.label.clone()).unwrap_or_default()
}

/// The name of a stage.
fn stage(dataset: &Dataset, quantity: &Quantity) -> String {
    dataset.stages.get(&quantity.stage_id).map(|stage| stage.label.clone()).unwrap_or_default()
}

fn group(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>, quantity: &Quantity) -> Group {
    let dataset = evidence.dataset();
    let figures = evidence.figures_of(&quantity.id);
    Group {
        id: quantity.id.clone(),
        label: quantity.label.clone(),
        worth: worth(evidence, quantity, figures),
        provider: actor(dataset, quantity.provider_id.as_ref()),
        recipient: actor(dataset, quantity.recipient_id.as_ref()),
        stage: stage(dataset, quantity),
        figures: figures.iter().filter_map(|figure| row(evidence, citing, figure)).collect(),
    }
}

fn worth(evidence: &Evidence<'_>, quantity: &Quantity, figures: &[&Figure]) -> Worth {
    let dataset = evidence.dataset();
    let resolved = evidence.resolve(&quantity.id);
    let used = resolved.as_ref().map(|resolved| evidence.figures(resolved)).unwrap_or_default();
    let number = resolved.as_ref().map(|resolved| {
        let mark = if evidence.rests_on_correction(resolved) { "†" } else { "" };
        format!("{}{mark}", dataset.print(&resolved.shown(), &resolved.unit_id, fmt::Style::Sign))
    });
    let unused = match figures.iter().filter(|figure| evidence.unused(figure).is_some()).count() {
        0 => String::new(),
        all if all == figures.len() => ", not used".to_owned(),
        some => format!(", {some} of them not used"),
    };
    let basis = match &resolved {
        None => format!("; {}", evidence.without_number(&quantity.id)),
        Some(resolved) => {
            let added = if resolved.is_computed() { "; added up here from its parts" } else { "" };
            format!("{added}, {}", fmt::plural(evidence.roots(&used).len(), "independent root"))
        }
    };
    Worth {
        number: number.unwrap_or_default(),
        period: fmt::period(&quantity.period),
        told: format!("{}{unused}{basis}", fmt::plural(figures.len(), "figure")),
        roots: evidence.roots(&used).keys().map(|work| dataset.short(work)).collect(),
    }
}

fn row(evidence: &Evidence<'_>, citing: &mut Citing<'_, Plain>, figure: &Figure) -> Option<Row> {
    let dataset: &Dataset = evidence.dataset();
    let quantity = dataset.quantities.get(&figure.quantity_id)?;
    let work = dataset.works.get(&figure.work_id)?;
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
        provider: actor(dataset, quantity.provider_id.as_ref()),
        recipient: actor(dataset, quantity.recipient_id.as_ref()),
        stage: stage(dataset, quantity),
        work: work.id.clone(),
        source: work.short.clone(),
        locator: figure.locator.clone(),
        place: fmt::place(&work.short, &figure.locator),
        tier: work.tier.map(|tier| tier.to_string()).unwrap_or_default(),
        language: work.language.clone().unwrap_or_default(),
        stated: figure.as_stated.clone(),
        footnote: citation.footnote.or(citation.in_text).unwrap_or_default().into_string(),
        notes: unused.into_iter().chain(note).chain(citation.notes.into_iter().map(Escaped::into_string)).collect(),
    })
}
