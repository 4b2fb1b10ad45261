//! `sinosov claims`: every figure for one quantity, side by side.

use anyhow::{Result, bail};
use clap::Args;

use super::rows::{Format, Rows, both, data};
use super::{Global, Outcome};
use crate::data::{Quantity, Rank};
use crate::diag::hint;
use crate::evidence::{Basis, Evidence, Options, Reason, Resolved};
use crate::fmt::{self, Style};
use crate::frame::Frame;

/// Show every figure for one quantity side by side, and what the quantity is worth
///
/// Example: who says what of the loan of 1950
///
///   sinosov claims prc-1950-loan
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Claims {
    /// The quantity's id, or that of a figure for it; `sinosov figures` lists both
    quantity: String,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Claims, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let evidence = Evidence::new(&package, Options { as_stated: verb.as_stated, ..Options::default() });
    let dataset = evidence.dataset();
    let of_figure = dataset.figures.get(&verb.quantity).map(|figure| figure.quantity_id.as_str());
    let Some(quantity) = dataset.quantities.get(of_figure.unwrap_or(&verb.quantity)) else {
        bail!("there is no quantity `{}`{}", verb.quantity, hint(&verb.quantity, dataset.quantities.ids()));
    };
    let resolved = evidence.resolve(&quantity.id);
    let frame = Frame::new(&evidence)?;
    let rows = rows(&evidence, &frame, quantity, resolved.as_ref());
    let mut result = rows.print(verb.format)?;
    if verb.format == Format::Table {
        // Notes are long; below the table they can be read.
        result = format!("{}\n{result}{}", heading(&evidence, quantity, resolved.as_ref()), notes(&rows));
    }
    Ok(Outcome { result, ..Outcome::default() })
}

/// The notes of the figures, each with its figure.
fn notes(rows: &Rows) -> String {
    let noted = rows.rows.iter().filter_map(|row| Some((row.first()?, row.last()?)));
    let lines: Vec<String> =
        noted.filter(|(_, note)| !note.is_empty()).map(|(figure, note)| format!(" {figure}: {note}\n")).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

fn rows(evidence: &Evidence<'_>, frame: &Frame<'_>, quantity: &Quantity, resolved: Option<&Resolved>) -> Rows {
    let dataset = evidence.dataset();
    let restated = evidence.restated(&quantity.id);
    let preferred = |figure: &str| {
        let all = resolved.into_iter().chain(&restated);
        all.flat_map(|resolved| &resolved.left_out).find(|(id, _)| id == figure).map(|(_, reason)| reason.text())
    };
    let parts: Vec<&str> =
        resolved.filter(|resolved| resolved.is_computed()).map(Resolved::figures).unwrap_or_default();
    let parts = parts.into_iter().filter_map(|id| dataset.figures.get(id));
    let mut rows = Vec::new();
    for figure in evidence.figures_of(&quantity.id).iter().copied().chain(parts) {
        let unit = dataset.unit_of(figure).and_then(|unit| dataset.units.get(unit));
        let number = figure.interval().zip(unit);
        let number = number.map(|(interval, unit)| unit.print(&interval, Style::Sign)).unwrap_or_default();
        let work = dataset.works.get(&figure.work_id);
        let tier = work.and_then(|work| work.tier).map(|tier| tier.to_string()).unwrap_or_default();
        let witness = frame.witness(figure);
        let reason = evidence.reason(figure).map(Reason::text).or_else(|| preferred(&figure.id));
        let is_part = figure.quantity_id != quantity.id;
        let own_unit = figure.unit_id.as_ref().is_none_or(|unit| *unit == quantity.unit_id);
        let used = match (reason, figure.rank) {
            (Some(reason), _) => reason,
            (None, _) if is_part => "added up",
            (None, _) if !own_unit => "restates it",
            (None, Rank::Preferred) => "preferred",
            (None, _) => "used",
        };
        rows.push(vec![
            witness.figure_id,
            format!("{number}{}", if evidence.is_corrected(figure) { "†" } else { "" }),
            witness.as_stated,
            witness.short,
            tier,
            witness.locator,
            witness.cites.unwrap_or_default(),
            used.to_owned(),
            figure.note.clone().unwrap_or_default(),
        ]);
    }
    let mut header: Vec<_> =
        ["figure", "number", "as stated", "work", "tier", "locator", "cites", "use"].map(both).into();
    header.push(data("note"));
    Rows { header, rows }
}

/// How many figures there are, whether they agree, and on how many independent roots they rest.
fn witnesses(evidence: &Evidence<'_>, resolved: &Resolved) -> String {
    let figures = resolved.figures();
    let roots = evidence.roots(&figures);
    let names: Vec<String> = roots.keys().map(|work| evidence.dataset().short(work)).collect();
    let agreement = match (&resolved.basis, resolved.interval.as_point()) {
        (Basis::Figures(figures), Some(_)) if figures.len() > 1 => "all agree; ",
        (Basis::Figures(figures), None) if figures.len() > 1 => "they differ; ",
        _ => "",
    };
    let plural = if roots.len() == 1 { "root" } else { "roots" };
    format!("{agreement}{} independent {plural}: {}", roots.len(), names.join("; "))
}

/// The quantity, what it is worth and why, in a few lines.
fn heading(evidence: &Evidence<'_>, quantity: &Quantity, resolved: Option<&Resolved>) -> String {
    let dataset = evidence.dataset();
    let print = |resolved: &Resolved| {
        let unit = dataset.units.get(&resolved.unit_id);
        unit.map(|unit| unit.print(&resolved.interval, Style::Sign)).unwrap_or_default()
    };
    let stage = dataset.stages.get(&quantity.stage_id).map(|stage| stage.label.as_str()).unwrap_or_default();
    let mut lines = vec![format!("{} ({stage}, {})", quantity.label, fmt::period(&quantity.period))];
    match resolved {
        None => lines.push("  no usable figure".to_owned()),
        Some(resolved) => {
            let why = match &resolved.basis {
                Basis::Preferred(figure) => format!("the preferred figure, {figure}"),
                Basis::Figures(figures) if figures.len() == 1 => "one figure".to_owned(),
                Basis::Figures(figures) => format!("{} figures", figures.len()),
                Basis::Splits(_) => "added up here from its parts; no work states it".to_owned(),
            };
            lines.push(format!("  {}: {why}", print(resolved)));
            if let Basis::Splits(sums) = &resolved.basis {
                for sum in sums {
                    let parts: Vec<String> = sum.parts.iter().map(print).collect();
                    lines.push(format!("  split by {}: {}", sum.split, parts.join(" + ")));
                }
            }
        }
    }
    if let Some(resolved) = resolved {
        lines.push(format!("  {}", witnesses(evidence, resolved)));
    }
    for restated in evidence.restated(&quantity.id) {
        lines.push(format!("  restated as {}", print(&restated)));
    }
    for residual in evidence.residuals(&quantity.id) {
        let parts: Vec<String> = residual.parts.parts.iter().map(print).collect();
        let rest = fmt::interval(&residual.rest, Style::Sign);
        lines.push(format!("  split by {}: {}, residual {rest}", residual.parts.split, parts.join(" + ")));
    }
    if let Some(whole) = &quantity.part_of {
        lines.push(format!("  already counted in {whole}"));
    }
    let contained =
        dataset.quantities.iter().filter(|part| part.part_of.as_ref() == Some(&quantity.id) && part.split.is_none());
    for part in contained {
        lines.push(format!("  contains {} ({}, {})", part.id, part.label, fmt::period(&part.period)));
    }
    if let Some(note) = &quantity.note {
        lines.push(format!("  {note}"));
    }
    super::for_terminal(&lines.join("\n")) + "\n"
}
