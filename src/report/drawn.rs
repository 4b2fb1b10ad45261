//! A chart of a definition, drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::Appearance;
use super::definition::{Chart, Definition};
use super::places::Of;
use super::template::Templates;
use crate::chart::look::theme::HUES;
use crate::chart::record::Record;
use crate::chart::{self, Context, Drawing, Hue, Spec};
use crate::data::{Dataset, Package};
use crate::diag::{Code, Diagnostic, hint};
use crate::evidence::Evidence;
use crate::fmt;
use crate::frame::{Frame, Row, Table};
use crate::lang::{Tongue, say};

/// A chart with everything that is told of it.
pub(super) struct Drawn {
    pub(super) spec: Spec,
    pub(super) table: Table,
    /// As many as it needs; one at least.
    pub(super) frames: Vec<Drawing>,
    /// What stands behind the marks of all frames.
    pub(super) record: Record,
    /// Texts that are longer than a reader takes in.
    pub(super) long: Vec<Diagnostic>,
}

impl Drawn {
    /// The notes of all frames, each once.
    pub(super) fn note(&self, tongue: &Tongue) -> String {
        tongue.sentences(&fmt::once_each(self.frames.iter().flat_map(|frame| &frame.notes)))
    }
}

/// The numbers of a chart.
pub(super) fn table(chart: &Chart, evidence: &Evidence<'_>) -> Result<Table> {
    Ok(chart.kind.get().table(&Frame::new(evidence)?)?)
}

/// Draws a chart of a definition. `all` has the figures that most charts choose: all of them; so have the templates.
pub(super) fn draw(
    definition: &Definition,
    chart: &Chart,
    (package, all, templates): (&Arc<Package>, &Frame<'_>, &Templates),
    appearance: &Appearance,
) -> Result<Drawn> {
    let look = appearance.look(chart);
    let context = Context { dataset: &package.corrected, about: package.about(), look: &look };
    // The texts ask the same figures as the chart, so that they cannot contradict it.
    let options = chart.kind.get().asked().figures();
    let templates = templates.choosing(&options).with_model(chart.kind.get().asked().model().cloned());
    let table = match options == *all.evidence().options() {
        true => chart.kind.get().table(all)?,
        false => chart.kind.get().table(&all.of(&all.evidence().choosing(options))?)?,
    };
    verify_keys(chart, &table)?;
    let render = |key: &str, text: &str| -> Result<String> {
        let rendered = templates.text(definition, Of::Named(&chart.id), key, text)?;
        // A definition may write a text over several lines; a chart breaks it where it has room.
        let lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok(lines.collect::<Vec<_>>().join(" "))
    };
    let colours = colours(definition)?;
    let (title, note) = (render("title", &chart.title)?, render("note", &chart.note)?);
    let texts = [("title", &title, LONGEST_TITLE), ("note", &note, LONGEST_NOTE)];
    let long = texts.into_iter().filter_map(|(key, text, most)| too_long(definition, chart, key, text, most)).collect();
    let spec = Spec {
        id: chart.id.clone(),
        report: definition.id.clone(),
        kind: chart.kind.clone(),
        title,
        subtitle: render("subtitle", &chart.subtitle)?,
        note,
        axis: render("axis", &chart.axis)?,
        labels: chart.labels.clone(),
        details: chart.details.clone(),
        colours,
        sources: sources(&table, &package.corrected),
    };
    let frames = chart::frames(&spec, &table, context)?;
    let record = chart::record(&spec, &table, context);
    Ok(Drawn { spec, table, frames, record, long })
}

/// A title of more characters takes more than two lines, and is no longer read at a glance.
const LONGEST_TITLE: usize = 80;
/// So many characters of notes stand at the foot of a chart; a longer one is for the text of its section.
const LONGEST_NOTE: usize = 160;

/// A fault for a text that is longer than so many characters, as it is rendered.
fn too_long(definition: &Definition, chart: &Chart, key: &str, text: &str, most: usize) -> Option<Diagnostic> {
    let count = text.chars().count();
    if count <= most {
        return None;
    }
    let place = definition.places.of(Of::Named(&chart.id), &[key], None);
    let found = format!("the {key} has {count} characters: {text}");
    let mend = "shorten it; what is cut can stand in the text of the section";
    Some(Diagnostic::new(Code::LongText, place, found, format!("{most} characters at most, as rendered"), mend))
}

/// The hues that a definition gives to rows and series.
fn colours(definition: &Definition) -> Result<BTreeMap<String, Hue>> {
    let hue = |(key, name): (&String, &String)| match Hue::named(name) {
        Some(hue) => Ok((key.clone(), hue)),
        None => bail!("`{name}` is no colour of the palette; write one of {}", HUES.join(", ")),
    };
    definition.colours.iter().map(hue).collect()
}

/// Every key by which a definition names a row or series must be one.
fn verify_keys(chart: &Chart, table: &Table) -> Result<()> {
    let rows = table.rows.iter().flat_map(Row::keys);
    let series = table.series().into_iter().map(|(key, _)| key);
    let dates = table.dates.iter().map(|dated| dated.id.as_str());
    let known: Vec<&str> = rows.chain(series).chain(dates).chain(["*"]).filter(|key| !key.is_empty()).collect();
    let keys = chart.labels.keys().map(|key| ("labels", key)).chain(chart.details.keys().map(|key| ("details", key)));
    let keys = keys.map(|(what, key)| (what, key.as_str()));
    for (what, key) in keys.chain(chart.kind.get().naming_keys()) {
        if !known.contains(&key) {
            let hint = Some(hint(key, known.iter().copied())).filter(|hint| !hint.is_empty());
            let all = || {
                let names = fmt::once_each(known.iter().copied().filter(|key| *key != "*"));
                let more = names.len().saturating_sub(NAMED_KEYS);
                let list: Vec<String> = names.iter().take(NAMED_KEYS).map(|name| format!("`{name}`")).collect();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("; it has {}{more}", list.join(", "))
            };
            bail!("`{what}` names `{key}`, which is no row or series of the chart{}", hint.unwrap_or_else(all));
        }
    }
    Ok(())
}

/// So many rows and series are named where one is not there.
const NAMED_KEYS: usize = 12;
/// So many works are named at the foot of a chart.
const NAMED: usize = 12;

/// The works behind a table, those of the best tier first, then those with most figures, each with the works that it takes
/// the figures from.
fn sources(table: &Table, dataset: &Dataset) -> Vec<String> {
    let (tongue, short) = (dataset.tongue(), |id: &str| dataset.short(id));
    let cited = |work: &str| {
        let mut cited: Vec<&str> = Vec::new();
        for witness in table.cells().flat_map(|cell| &cell.witnesses).filter(|witness| witness.work_id == work) {
            if let Some(name) = witness.cites.as_deref()
                && !cited.contains(&name)
            {
                cited.push(name);
            }
        }
        // Names of works have commas of their own.
        let all = cited.into_iter().map(str::to_owned);
        all.reduce(|first, last| say!(tongue, "list-and", first = &first, last = &last)).unwrap_or_default()
    };
    let cites_always = |work: &str| {
        let mut of_work = table.cells().flat_map(|cell| &cell.witnesses).filter(|witness| witness.work_id == work);
        of_work.all(|witness| witness.cites.is_some())
    };
    let entry = |(work, _): (&str, usize)| match cited(work).as_str() {
        "" => short(work),
        cited if cites_always(work) => say!(tongue, "source-citing", work = &short(work), cited = cited),
        cited => say!(tongue, "source-citing-in-part", work = &short(work), cited = cited),
    };
    let mut works = table.works();
    works.sort_by_key(|(work, _)| dataset.works.get(work).and_then(|work| work.tier).unwrap_or(u8::MAX));
    let mut texts: Vec<String> = works.iter().copied().map(entry).collect();
    if texts.len() > NAMED + 2 {
        let more = texts.len() - NAMED;
        texts.truncate(NAMED);
        texts.push(say!(tongue, "source-more", n = more));
    }
    for dated in &table.dates {
        if works.iter().all(|(work, _)| *work != dated.work_id) && !texts.contains(&dated.short) {
            texts.push(dated.short.clone());
        }
    }
    for rate in table.cells().flat_map(|cell| &cell.converted).flat_map(|converted| &converted.rates) {
        let text = match &rate.cites {
            Some(cites) => say!(tongue, "source-citing", work = &rate.short, cited = cites),
            None => rate.short.clone(),
        };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
