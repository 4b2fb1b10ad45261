//! Report definitions -> charts, data and text.

pub mod bibliography;
mod data;
pub mod definition;
pub mod files;
mod markdown;
mod template;
pub mod trace;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use crate::chart::{self, Context, Drawing, Kind, Spec, theme};
use crate::data::{Dataset, Package};
use crate::diag::hint;
use crate::evidence::{Evidence, Explanation, Options};
use crate::frame::{Frame, Row, Selection, Table};
use definition::{Chart, Definition};
use template::Templates;

/// What of a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `charts/<id>.svg`.
    Svg,
    /// `charts/<id>.png`.
    Png,
    /// `report.md`.
    Markdown,
    /// `data/<id>.csv`.
    Data,
}

/// A file of a report, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it belongs, below the report's folder.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A chart with everything that is told of it.
struct Drawn {
    spec: Spec,
    table: Table,
    drawing: Drawing,
}

/// Makes a report in memory, or with `only` the files of one of its charts: every file, or an error and none.
///
/// # Errors
/// If a text or a chart of the definition cannot be made; the message names it.
pub fn generate(
    definition: &Definition,
    package: &Arc<Package>,
    only: Option<&str>,
    parts: &[Part],
) -> Result<Vec<Output>> {
    let templates = Templates::new(package, &Options::default());
    let (version, digest) = (package.version(), package.digest());
    let context = Context { dataset: &package.corrected, version: &version, digest: &digest };
    let mut charts = BTreeMap::new();
    let mut outputs = Vec::new();
    for chart in definition.sections.iter().flat_map(|section| &section.charts) {
        if only.is_some_and(|only| only != chart.id) {
            continue;
        }
        let name = || format!("chart `{}` of report `{}`", chart.id, definition.id);
        let drawn = draw(definition, chart, package, context).with_context(name)?;
        let mut add = |path: String, bytes: Vec<u8>| outputs.push(Output { path: PathBuf::from(path), bytes });
        if parts.contains(&Part::Svg) {
            add(format!("charts/{}.svg", chart.id), drawn.drawing.svg.clone().into_bytes());
        }
        if parts.contains(&Part::Png) {
            add(format!("charts/{}.png", chart.id), chart::png(&drawn.drawing).with_context(name)?);
        }
        if parts.contains(&Part::Data) {
            add(format!("data/{}.csv", chart.id), data::csv(&drawn.table)?.into_bytes());
        }
        if charts.insert(chart.id.clone(), drawn).is_some() {
            bail!("report `{}` has two charts `{}`", definition.id, chart.id);
        }
    }
    if only.is_none() {
        let used = |key: &str| {
            charts.values().any(|drawn: &Drawn| {
                drawn.table.rows.iter().any(|row| row.key == key || row.cells.iter().any(|cell| cell.series == key))
            })
        };
        if let Some(key) = definition.colours.keys().find(|key| !used(key)) {
            bail!("report `{}` gives `{key}` a colour, but no chart has such a row or series", definition.id);
        }
    }
    if only.is_none() && parts.contains(&Part::Markdown) {
        let text = markdown::page(definition, &charts, &templates, context)
            .with_context(|| format!("the text of report `{}`", definition.id))?;
        outputs.push(Output { path: PathBuf::from("report.md"), bytes: text.into_bytes() });
    }
    Ok(outputs)
}

/// The metadata of a chart as it is drawn today; `None` if no definition has such a chart.
#[must_use]
pub fn metadata(definitions: &[Definition], chart: &str, package: &Arc<Package>) -> Option<Result<String>> {
    let (definition, chart) = definitions.iter().find_map(|definition| {
        let mut charts = definition.sections.iter().flat_map(|section| &section.charts);
        charts.find(|it| it.id == chart).map(|chart| (definition, chart))
    })?;
    let (version, digest) = (package.version(), package.digest());
    let context = Context { dataset: &package.corrected, version: &version, digest: &digest };
    Some(draw(definition, chart, package, context).map(|drawn| drawn.drawing.metadata))
}

/// Why the marks of a chart are what they are; of one row if it is named.
///
/// # Errors
/// If the chart's table cannot be made, or has no such row.
pub fn why(chart: &Chart, package: &Package, row: Option<&str>) -> Result<Explanation> {
    let evidence = Evidence::new(package, chart.select.options(false));
    let table = table(chart, &evidence)?;
    let manner = chart.query(&evidence)?.manner;
    let name = |row: &Row| chart.labels.get(&row.key).unwrap_or(&row.label).clone();
    let is_named = |text: &str, wanted: &str| text.to_lowercase() == wanted.to_lowercase();
    let wanted = |candidate: &&Row| row.is_none_or(|row| candidate.key == row || is_named(&name(candidate), row));
    let mut explanation = Explanation::new("chart", Some(&chart.id));
    explanation
        .how
        .extend(table.allowed.iter().map(|allowed| format!("AGAINST THE RULE, added all the same: {allowed}")));
    if !table.without_value.is_empty() {
        explanation.how.push(format!("left out, for they have no value: {}", table.without_value.join("; ")));
    }
    if let Some(model) = &chart.model {
        explanation.how.push("modelled from what stands below; no work states the numbers of the marks".to_owned());
        explanation.how.extend(table.assumed.iter().map(|assumed| format!("assumed: {assumed}")));
        let schedule = evidence.schedule(&model.loan, model.assumptions())?;
        for term in [&schedule.principal, &schedule.interest, &schedule.due] {
            explanation.because.extend(evidence.why(&term.quantity_id, &manner)?);
        }
    }
    if chart.kind == Kind::Claims {
        // Every mark is one figure, and all are told under the quantity.
        for quantity in &chart.select.quantity {
            explanation.because.extend(evidence.why(quantity, &manner)?);
        }
    }
    let terms = explanation.because.len();
    for row in table.rows.iter().filter(wanted) {
        for cell in row.whole.iter().filter(|_| row.cells.len() > 1).chain(&row.cells) {
            let series = chart.labels.get(&cell.series).unwrap_or(&cell.series_label);
            let what = if series.is_empty() { name(row) } else { format!("{}, {series}", name(row)) };
            let mut mark = Explanation::new(what, None).with_number(&evidence, &cell.shown(), &cell.unit_id);
            if let Some((open, all)) = cell.open {
                mark.how.push(format!("{open} of {all} are open at one end"));
            }
            if cell.not_itemised {
                mark.how.push("not itemised: what named parts, if any, leave of the whole".to_owned());
            }
            // What a model rests on is told once, above.
            for quantity in cell.quantities.iter().filter(|_| !cell.modelled && chart.kind != Kind::Claims) {
                mark.because.extend(evidence.why(quantity, &manner)?);
            }
            explanation.because.push(mark);
        }
    }
    if explanation.because.len() == terms {
        let names: Vec<String> = table.rows.iter().map(name).collect();
        bail!("chart `{}` has no such row; its rows are {}", chart.id, names.join(", "));
    }
    Ok(explanation)
}

/// The numbers of a chart.
fn table(chart: &Chart, evidence: &Evidence<'_>) -> Result<Table> {
    let frame = Frame::new(evidence)?;
    if chart.kind == Kind::Claims {
        let [quantity] = chart.select.quantity.as_slice() else {
            bail!("a chart of claims is of one quantity; name it alone in `select = {{ quantity = [\"…\"] }}`")
        };
        return Ok(frame.claims(quantity, &chart.query(evidence)?.manner)?);
    }
    match &chart.model {
        None => Ok(frame.table(&chart.query(evidence)?)?),
        Some(_) if chart.select != Selection::default() => {
            bail!("`select` and `model` in one chart; figures and a model are never mixed")
        }
        Some(_) if chart.is_asked_in_another_unit() => {
            bail!("a model is drawn in the unit of its loan; leave `unit`, `currency`, `constant` and `at` out")
        }
        Some(model) => {
            let assumptions = model.assumptions();
            Ok(frame.schedule(&evidence.schedule(&model.loan, assumptions)?))
        }
    }
}

fn draw(definition: &Definition, chart: &Chart, package: &Arc<Package>, context: Context<'_>) -> Result<Drawn> {
    // The texts ask the same figures as the chart, so that they cannot contradict it.
    let options = chart.select.options(false);
    let templates = Templates::new(package, &options).with_model(chart.model.clone());
    let evidence = Evidence::new(package, options);
    let table = table(chart, &evidence)?;
    verify_keys(chart, &table)?;
    let render = |what: &str, text: &str| {
        templates.render(text).map(|text| text.trim().to_owned()).with_context(|| format!("its {what}"))
    };
    let mut colours = BTreeMap::new();
    for (key, name) in &definition.colours {
        let Some(colour) = theme::named(name) else {
            let names: Vec<&str> = theme::PALETTE.iter().map(|(name, _)| *name).collect();
            bail!("`{name}` is no colour of the palette; write one of {}", names.join(", "));
        };
        colours.insert(key.clone(), colour);
    }
    let spec = Spec {
        id: chart.id.clone(),
        kind: chart.kind,
        layout: chart.layout,
        run: chart.scale,
        title: render("title", &chart.title)?,
        subtitle: render("subtitle", &chart.subtitle)?,
        note: render("note", &chart.note)?,
        axis: render("axis", &chart.axis)?,
        left: chart.left.clone(),
        labels: chart.labels.clone(),
        details: chart.details.clone(),
        colours,
        sources: sources(&table, &package.corrected),
    };
    let drawing = chart::draw(&spec, &table, context)?;
    Ok(Drawn { spec, table, drawing })
}

/// Every key by which a definition names a row or series must be one.
fn verify_keys(chart: &Chart, table: &Table) -> Result<()> {
    let rows = table.rows.iter().map(|row| row.key.as_str());
    let series = table.cells().map(|cell| cell.series.as_str());
    let known: Vec<&str> = rows.chain(series).chain(["*"]).filter(|key| !key.is_empty()).collect();
    let keys = chart.labels.keys().map(|key| ("labels", key)).chain(chart.details.keys().map(|key| ("details", key)));
    for (what, key) in keys.chain(chart.left.iter().map(|key| ("left", key))) {
        if !known.contains(&key.as_str()) {
            bail!("`{what}` names `{key}`, which is no row or series of the chart{}", hint(key, known));
        }
    }
    Ok(())
}

/// The works behind a table, those of the best tier first, then those with most figures, each with the works that it takes
/// the figures from.
fn sources(table: &Table, dataset: &Dataset) -> Vec<String> {
    let short = |id: &str| dataset.short(id);
    let cited = |work: &str| {
        let mut cited: Vec<&str> = Vec::new();
        for witness in table.cells().flat_map(|cell| &cell.witnesses).filter(|witness| witness.work_id == work) {
            if let Some(name) = witness.cites.as_deref()
                && !cited.contains(&name)
            {
                cited.push(name);
            }
        }
        cited.join(" and ")
    };
    let cites_always = |work: &str| {
        let mut of_work = table.cells().flat_map(|cell| &cell.witnesses).filter(|witness| witness.work_id == work);
        of_work.all(|witness| witness.cites.is_some())
    };
    let entry = |(work, _): (&str, usize)| match cited(work).as_str() {
        "" => short(work),
        cited if cites_always(work) => format!("{}, citing {cited}", short(work)),
        cited => format!("{}, in part citing {cited}", short(work)),
    };
    let mut works = table.works();
    works.sort_by_key(|(work, _)| dataset.works.get(work).and_then(|work| work.tier).unwrap_or(u8::MAX));
    let mut texts: Vec<String> = works.into_iter().map(entry).collect();
    for rate in table.cells().flat_map(|cell| &cell.converted).flat_map(|converted| &converted.rates) {
        let text = match &rate.cites {
            Some(cites) => format!("{}, citing {cites}", rate.short),
            None => rate.short.clone(),
        };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
