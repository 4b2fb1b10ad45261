//! `sinosov claims`: every figure for one quantity, side by side.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use clap::Args;
use rust_decimal::Decimal;

use super::money::{Conversions, MoneyFlags};
use super::rows::{Format, Rows, both, data};
use super::selection::FigureFlags;
use super::{Global, Outcome};
use crate::data::{Figure, Rank, Unit};
use crate::diag::hint;
use crate::evidence::{Basis, Claims as Told, Evidence, Part, Reason, Resolved};
use crate::fmt::{self, Style, grouped};
use crate::frame::Frame;
use crate::lang::Tongue;

/// Show every figure for one quantity side by side, and what the quantity is worth
///
/// Example: who says what of one quantity
///
///   sinosov claims carts-delivered
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Claims {
    /// The quantity's id, or that of a figure for it; `sinosov figures` lists both
    quantity: String,
    #[command(flatten)]
    money: MoneyFlags,
    #[command(flatten)]
    figures: FigureFlags,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Claims, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let evidence = Evidence::new(&package, verb.figures.options(&package)?);
    let dataset = evidence.dataset();
    let of_figure = dataset.figures.get(&verb.quantity).map(|figure| figure.quantity_id.as_str());
    let Some(claims) = evidence.claims(of_figure.unwrap_or(&verb.quantity)) else {
        bail!("there is no quantity `{}`{}", verb.quantity, hint(&verb.quantity, dataset.quantities.ids()));
    };
    let mut conversions = Conversions::new(&verb.money, &evidence)?;
    let rows = rows(&evidence, &Frame::new(&evidence)?, &claims, &mut conversions);
    let converted = conversions.heading(&evidence);
    let mut result = rows.print(verb.format)?;
    if verb.format == Format::Table {
        // Notes are long; below the table they can be read.
        let (heading, beyond) = (heading(&evidence, &claims), beyond(&evidence, &claims));
        result = format!("{heading}{converted}\n{result}{beyond}{}", notes(&rows, &evidence));
    }
    Ok(Outcome { result, remarks: conversions.remarks(), ..Outcome::default() })
}

/// The notes and the corrections of the figures, each with its figure.
fn notes(rows: &Rows, evidence: &Evidence<'_>) -> String {
    let mut lines = Vec::new();
    for (id, note) in rows.rows.iter().filter_map(|row| Some((row.first()?, row.last()?))) {
        if !note.is_empty() {
            lines.push(format!(" {id}: {note}\n"));
        }
        let figure = evidence.dataset().figures.get(id);
        let corrections = figure.into_iter().flat_map(|figure| evidence.corrections_of(figure));
        lines.extend(corrections.map(|correction| format!(" {id} †: {}\n", correction.text(Tongue::english()))));
    }
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

fn rows(evidence: &Evidence<'_>, frame: &Frame<'_>, claims: &Told<'_>, conversions: &mut Conversions) -> Rows {
    let dataset = evidence.dataset();
    let (quantity, resolved) = (claims.quantity, claims.resolved.as_ref());
    let mut left_out: BTreeMap<&str, Reason> = BTreeMap::new();
    for (id, reason) in resolved.into_iter().chain(&claims.restated).flat_map(|resolved| &resolved.left_out) {
        left_out.entry(id).or_insert(*reason);
    }
    let parts: Vec<&str> = resolved.filter(|it| it.is_computed()).map(|it| evidence.figures(it)).unwrap_or_default();
    let parts = parts.into_iter().filter_map(|id| dataset.figures.get(id));
    let is_own = |figure: &Figure| evidence.compared(figure, &quantity.unit_id).is_some();
    let stating = evidence.figures_of(&quantity.id).iter().filter(|figure| is_own(figure));
    let stating: BTreeSet<&str> = stating.map(|figure| figure.work_id.as_str()).collect();
    let mut known = BTreeMap::new();
    let mut rows = Vec::new();
    for figure in evidence.figures_of(&quantity.id).iter().copied().chain(parts) {
        let number = dataset.stated(figure, Style::Sign);
        let work = dataset.works.get(&figure.work_id);
        let tier = work.and_then(|work| work.tier).map(|tier| tier.to_string()).unwrap_or_default();
        let witness = frame.witness(figure);
        let cited = witness.cited(Tongue::english());
        let in_words = |reason: Reason| reason.text(Tongue::english());
        let reason =
            evidence.reason(figure).map(in_words).or_else(|| left_out.get(figure.id.as_str()).copied().map(in_words));
        let reason = reason.or_else(|| evidence.unused(figure).map(in_words));
        let is_part = figure.quantity_id != quantity.id;
        let own_unit = is_own(figure);
        // A work restates its own number, or that of the work it takes it from; any other makes a claim of its own.
        let mut restates = || evidence.comes_to(figure, &stating, &mut known);
        let used = match (reason.as_deref(), figure.rank) {
            (Some(reason), _) => reason,
            (None, _) if is_part => "added up",
            (None, _) if !own_unit && restates() => "restates it",
            (None, _) if !own_unit => "not compared, for its unit",
            (None, Rank::Preferred) => "preferred",
            (None, _) => "used",
        };
        let number = format!("{number}{}", if evidence.is_corrected(figure) { "†" } else { "" });
        let mut row = vec![witness.figure_id, number];
        row.extend(conversions.cells(evidence, figure));
        row.extend([
            witness.as_stated,
            witness.short,
            tier,
            witness.locator,
            cited,
            used.to_owned(),
            figure.note.clone().unwrap_or_default(),
        ]);
        rows.push(row);
    }
    let about = ["as stated", "work", "tier", "locator", "cites", "use"].map(both);
    let mut header = vec![both("figure"), both("number")];
    header.extend(conversions.columns());
    header.extend(about);
    header.push(data("note"));
    Rows { header, rows }
}

/// "they differ, the largest 1.4 times the smallest; 2 independent roots: …; tiers 2 and 4", and which figures agree.
fn witnesses(evidence: &Evidence<'_>, claims: &Told<'_>, unit: Option<&Unit>) -> Vec<String> {
    let Some(resolved) = &claims.resolved else { return Vec::new() };
    let dataset = evidence.dataset();
    let name = |work: &&str| {
        let read = dataset.works.get(work).is_some_and(|work| work.consulted);
        format!("{}{}", dataset.short(work), if read { "" } else { " (not read)" })
    };
    let names: Vec<String> = claims.roots.keys().map(name).collect();
    let agreement = match (claims.agreement.as_slice(), claims.spread()) {
        ([(_, figures)], _) if figures.len() > 1 => "all agree; ".to_owned(),
        ([] | [_], _) => String::new(),
        // What differs less than this is no disagreement.
        (_, Some(spread)) if spread.round_dp(2) == Decimal::ONE => "they agree within half a percent; ".to_owned(),
        (_, Some(spread)) => {
            format!("they differ, the largest {} times the smallest; ", grouped(Tongue::english(), spread.round_dp(2)))
        }
        (_, None) => "they differ; ".to_owned(),
    };
    let tier = |id: &&str| dataset.works.get(&dataset.figures.get(id)?.work_id)?.tier;
    let tiers: BTreeSet<String> =
        evidence.figures(resolved).iter().filter_map(tier).map(|tier| tier.to_string()).collect();
    let tiers: Vec<String> = tiers.into_iter().collect();
    let tier = if tiers.len() == 1 { "tier" } else { "tiers" };
    let roots = if names.len() == 1 { "root" } else { "roots" };
    let mut lines = vec![format!(
        "  {agreement}{} independent {roots}: {}; {tier} {}",
        names.len(),
        names.join("; "),
        tiers.join(", ")
    )];
    if claims.agreement.len() > 1 {
        for (interval, figures) in &claims.agreement {
            let number = unit.map(|unit| unit.print(Tongue::english(), interval, Style::Sign)).unwrap_or_default();
            lines.push(format!("    {number}: {}", figures.join(", ")));
        }
    }
    lines
}

/// The quantity, what it is worth and why, in a few lines.
fn heading(evidence: &Evidence<'_>, claims: &Told<'_>) -> String {
    let dataset = evidence.dataset();
    let quantity = claims.quantity;
    let print = |resolved: &Resolved| dataset.print(&resolved.shown(), &resolved.unit_id, Style::Sign);
    let print_part = |part: &Part| dataset.print(&part.shown(), &part.unit_id, Style::Sign);
    let stage = dataset.stages.get(&quantity.stage_id).map(|stage| stage.label.as_str()).unwrap_or_default();
    let mut lines = vec![format!("{} ({stage}, {})", quantity.label, fmt::period(Tongue::english(), &quantity.period))];
    match &claims.resolved {
        None => lines.push(format!("  {}", evidence.without_number(Tongue::english(), &quantity.id))),
        Some(resolved) => {
            let why = match &resolved.basis {
                Basis::Preferred(figure) => format!("the preferred figure, {figure}"),
                Basis::Figures(figures) if figures.len() == 1 => "one figure".to_owned(),
                Basis::Figures(figures) => format!("{} figures", figures.len()),
                Basis::Splits(_) => "added up here from its parts; no work states it".to_owned(),
            };
            let dagger = if evidence.rests_on_correction(resolved) { "†" } else { "" };
            lines.push(format!("  {}{dagger}: {why}", print(resolved)));
            lines.extend(evidence.told_restated(resolved).map(|told| format!("  {told}")));
            if let Basis::Splits(sums) = &resolved.basis {
                for sum in sums {
                    let parts: Vec<String> = sum.parts.iter().map(print_part).collect();
                    let of_several = match sums.len() {
                        1 => String::new(),
                        _ => format!(" = {}", fmt::interval(Tongue::english(), &sum.shown(), Style::Sign)),
                    };
                    lines.push(format!("  split by {}: {}{of_several}", sum.split, parts.join(" + ")));
                }
            }
        }
    }
    lines.extend(witnesses(evidence, claims, dataset.units.get(&quantity.unit_id)));
    for restated in &claims.restated {
        lines.push(format!("  in another unit {}", print(restated)));
    }
    for residual in &claims.residuals {
        let parts: Vec<String> = residual.parts.parts.iter().map(print_part).collect();
        let rest = fmt::interval(Tongue::english(), &residual.shown(), Style::Sign);
        let stage = |id: &str| dataset.quantities.get(id).map(|part| &part.stage_id);
        let is_count = residual.parts.parts.iter().all(|part| stage(&part.quantity_id) == Some(&quantity.stage_id));
        // What was promised is no count of what was delivered, though a rest is left.
        let sum = match is_count && parts.len() > 1 {
            true => {
                format!(" = {}, added up here", fmt::interval(Tongue::english(), &residual.parts.shown(), Style::Sign))
            }
            false => String::new(),
        };
        let (split, parts) = (&residual.parts.split, parts.join(" + "));
        lines.push(format!("  split by {split}: {parts}{sum}; residual {rest}"));
    }
    if !quantity.part_of.is_empty() {
        let wholes: Vec<&str> = quantity.part_of.iter().map(|it| it.whole.as_str()).collect();
        lines.push(format!("  already counted in {}", wholes.join(" and in ")));
    }
    for part in &claims.contained {
        lines.push(format!(
            "  contains {} ({}, {})",
            part.id,
            part.label,
            fmt::period(Tongue::english(), &part.period)
        ));
    }
    if let Some(note) = &quantity.note {
        lines.push(format!("  {note}"));
    }
    super::for_terminal(&lines.join("\n")) + "\n"
}

/// What each work says beyond the number, a line a work.
fn beyond(evidence: &Evidence<'_>, claims: &Told<'_>) -> String {
    if claims.beyond.iter().all(|(_, figures)| figures.is_empty()) {
        return String::new();
    }
    let dataset = evidence.dataset();
    let says = |figure: &&Figure| {
        let number = dataset.stated(figure, Style::Sign);
        let label = dataset.quantities.get(&figure.quantity_id).map(|it| it.label.as_str()).unwrap_or_default();
        let mark = if evidence.is_corrected(figure) { "†" } else { "" };
        let left_out =
            evidence.reason(figure).map(|reason| format!(", {}", reason.text(Tongue::english()))).unwrap_or_default();
        format!("{number}{mark}, {label} ({}{left_out})", figure.id)
    };
    let mut text = "\n Beyond it, of what it contains and what rests on the same agreement:\n".to_owned();
    for (work, figures) in &claims.beyond {
        let said: Vec<String> = figures.iter().map(says).collect();
        let said = if said.is_empty() { "nothing more".to_owned() } else { said.join("; ") };
        text.push_str(&format!(" {}: {said}\n", dataset.short(work)));
    }
    super::for_terminal(&text)
}
