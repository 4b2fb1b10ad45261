//! `sinosov why`: a number explained down to its figures.

use std::sync::Arc;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::money::MoneyFlags;
use super::rows::TreeFormat as Format;
use super::selection::{self, Allow, FigureFlags, Flags, quoted};
use super::{Global, Outcome};
use crate::data::Package;
use crate::diag::hint;
use crate::escape::{Escaped, Json};
use crate::evidence::{Evidence, Explanation, Manner, TotalQuery, Way};
use crate::frame::{Frame, Selection};
use crate::report;

/// Explain a number down to its figures, with what was left out and the reason
///
/// Example: why a quantity, a sum of money in prices of another year, a total, the mark of a chart is what it is
///
///   sinosov why carts-delivered
///   sinosov why loan-1920 --constant 2020
///   sinosov why total --category carts --stage delivered --recipient bora
///   sinosov why chart promise-and-delivery --mark Carts
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Why {
    #[command(subcommand)]
    kind: Option<Kind>,
    /// The quantity's id, or that of a figure for it
    #[arg(required = true)]
    quantity: Option<String>,
    #[command(flatten)]
    money: MoneyFlags,
    /// From the parts of a whole where a split is complete
    #[arg(long)]
    leaves: bool,
    #[command(flatten)]
    figures: FigureFlags,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// The total of the selected quantities, or why there is none
    Total(Box<Total>),
    /// Every mark of a chart, or those of one row
    Chart(Chart),
}

#[derive(Debug, Args)]
struct Chart {
    /// The chart's id, or REPORT/CHART; `sinosov report list` lists them
    chart: String,
    /// One row, by its name or key
    #[arg(long, value_name = "ROW")]
    mark: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Args)]
struct Total {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    money: MoneyFlags,
    /// Add the parts of wholes where a split is complete, in place of figures for the whole
    #[arg(long, help_heading = "Adding")]
    leaves: bool,
    /// Set a guard aside; the output says what it would have refused
    #[arg(long, value_enum, value_name = "GUARD", help_heading = "Adding")]
    allow: Vec<Allow>,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Why, global: &Global) -> Result<Outcome> {
    let package = Arc::new(global.package()?);
    let (explanation, format) = match (&verb.kind, &verb.quantity) {
        (Some(Kind::Total(asked)), _) => (total(asked, &package, global)?, asked.format),
        (Some(Kind::Chart(asked)), _) => (chart(asked, &package, global)?, asked.format),
        (None, Some(quantity)) => {
            let evidence = Evidence::new(&package, verb.figures.options(&package)?);
            let manner = Manner { leaves: verb.leaves, ..verb.money.manner(&evidence)? };
            let of_figure = evidence.dataset().figures.get(quantity).map(|figure| figure.quantity_id.as_str());
            let Some(explanation) = evidence.why(of_figure.unwrap_or(quantity), &manner)? else {
                bail!("there is no quantity `{quantity}`{}", hint(quantity, evidence.dataset().quantities.ids()));
            };
            (explanation, verb.format)
        }
        (None, None) => bail!("name a quantity, or ask for `why total` with a selection or `why chart CHART`"),
    };
    Ok(Outcome { result: print(&explanation, format)?, ..Outcome::default() })
}

fn total(asked: &Total, package: &Package, global: &Global) -> Result<Explanation> {
    let selection = asked.flags.selection();
    if selection == Selection::default() {
        bail!(
            "choose what to add: --category, --stage, --recipient … with an id each; `sinosov figures` lists what there is"
        );
    }
    let evidence = Evidence::new(package, selection.options(asked.as_stated));
    let frame = Frame::new(&evidence)?;
    let allow = asked.allow.iter().map(|allow| allow.guard()).collect();
    let manner = Manner { leaves: asked.leaves, allow, ..asked.money.manner(&evidence)? };
    let query = frame.total_query(&selection, &manner)?;
    match evidence.total(&query) {
        Ok(total) => Ok(evidence.why_total(&total)),
        Err(refusal) => {
            let guard = refusal.guard().map(|guard| format!("\n  or set the rule aside: --allow {}", guard.name()));
            let mut offers: Vec<String> = Vec::new();
            for ways in evidence.ways(&query, &refusal) {
                let narrowed = evidence.narrowed(&query, &ways);
                if let Some(selection) = offer(&frame, &selection, &ways, &narrowed)? {
                    let question = format!("\n    sinosov why total {}", command(asked, global, &selection, &ways));
                    // Two ways may lead to one question.
                    if !offers.contains(&question) {
                        offers.push(question);
                    }
                }
            }
            let asks = if offers.is_empty() { "" } else { "\n  ask instead:" };
            let cure = refusal.cure().filter(|_| offers.is_empty()).map(|cure| format!("\n  {cure}"));
            bail!("{refusal}{asks}{}{}{}", offers.concat(), cure.unwrap_or_default(), guard.unwrap_or_default());
        }
    }
}

/// The selection that asks a narrowed question: by the same words where they still mean the same, else by name.
fn offer(frame: &Frame<'_>, asked: &Selection, ways: &[Way], narrowed: &TotalQuery) -> Result<Option<Selection>> {
    let by_words = selection::narrowed(asked, ways);
    let by_name = selection::by_name(asked, narrowed.quantities.clone());
    for selection in [by_words, by_name] {
        let query = frame.total_query(&selection, &narrowed.manner)?;
        if query.quantities == narrowed.quantities && frame.evidence().total(&query).is_ok() {
            return Ok(Some(selection));
        }
    }
    Ok(None)
}

/// The flags of a question as they are typed, with all that was asked besides the selection.
fn command(asked: &Total, global: &Global, selection: &Selection, ways: &[Way]) -> String {
    let mut words = selection::words(selection);
    words.extend(asked.money.words());
    words.extend(ways.iter().filter(|way| matches!(way, Way::Convert(_))).map(Way::flags));
    words.extend(asked.leaves.then(|| "--leaves".to_owned()));
    words.extend(asked.allow.iter().map(|allow| format!("--allow {}", allow.guard().name())));
    words.extend(asked.as_stated.then(|| "--as-stated".to_owned()));
    words.extend(global.data.iter().map(|folder| format!("--data {}", quoted(&folder.display().to_string()))));
    words.join(" ")
}

fn chart(asked: &Chart, package: &Arc<Package>, global: &Global) -> Result<Explanation> {
    let (report, wanted) = asked.chart.split_once('/').map_or((None, asked.chart.as_str()), |(it, id)| (Some(it), id));
    let definitions = super::report::sound(global)?;
    let of_report = definitions.iter().filter(|it| report.is_none_or(|report| it.id == report));
    let charts: Vec<_> = of_report
        .flat_map(|definition| {
            let charts = definition.sections.iter().flat_map(|it| &it.charts);
            charts.map(move |chart| (definition, chart))
        })
        .collect();
    let found: Vec<_> = charts.iter().filter(|(_, chart)| chart.id == wanted).collect();
    match found.as_slice() {
        [(definition, chart)] => report::why(definition, chart, package, asked.mark.as_deref()),
        [] => {
            let hint = hint(wanted, charts.iter().map(|(_, chart)| chart.id.as_str()));
            bail!("there is no chart `{}`{hint}", asked.chart)
        }
        several => {
            let names: Vec<String> = several.iter().map(|(it, chart)| format!("`{}/{}`", it.id, chart.id)).collect();
            bail!("several reports have a chart `{wanted}`; write {}", names.join(" or "))
        }
    }
}

fn print(explanation: &Explanation, format: Format) -> Result<String> {
    match format {
        Format::Text => Ok(super::for_terminal(&explanation.text())),
        Format::Json => Ok(Escaped::<Json>::lines(explanation)?.into_string()),
    }
}
