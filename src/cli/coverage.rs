//! `sinosov coverage`: what is known, by whom.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::rows::{Format, Rows, both};
use super::selection::Flags;
use super::{Global, Outcome};
use crate::evidence::{Count, Evidence};
use crate::frame::Frame;

/// Show what is known, by whom: figures and independent roots by category and year or work
///
/// Example: which quantities of a category rest on works of the lowest tier alone
///
///   sinosov coverage --category goods --by tier-four
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Coverage {
    /// What to count by, or which quantities to list
    #[arg(long, value_enum, default_value_t)]
    by: By,
    #[command(flatten)]
    flags: Flags,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum By {
    /// Category and year; a year without a row has no figure, which is not zero
    Year,
    /// Category and work
    #[default]
    Work,
    /// Quantities of which all figures go back to one root
    SingleRoot,
    /// Quantities of which every figure stands in a work of tier 4
    TierFour,
}

pub(super) fn run(verb: &Coverage, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let selection = verb.flags.selection();
    let evidence = Evidence::new(&package, selection.options(false));
    let quantities = Frame::new(&evidence)?.quantities(&selection)?;
    let ids: Vec<&str> = quantities.iter().map(|quantity| quantity.id.as_str()).collect();
    let coverage = evidence.coverage(&ids);
    let list = |ids: &[String]| -> Vec<Vec<String>> {
        let label = |id: &str| evidence.dataset().quantities.get(id).map(|it| it.label.clone()).unwrap_or_default();
        ids.iter().map(|id| vec![id.clone(), label(id), evidence.figures_of(id).len().to_string()]).collect()
    };
    let (header, rows) = match verb.by {
        By::Year => (vec!["category", "year", "figures", "roots"], counts(&coverage.by_year)),
        By::Work => (vec!["category", "work", "figures", "roots"], counts(&coverage.by_work)),
        By::SingleRoot => (vec!["quantity", "label", "figures"], list(&coverage.single_root)),
        By::TierFour => (vec!["quantity", "label", "figures"], list(&coverage.tier_four_alone)),
    };
    let remarks = format!("{} rows over {} quantities\n", rows.len(), ids.len());
    let header = header.into_iter().map(both).collect();
    Ok(Outcome {
        result: Rows { header, rows }.print(verb.format)?,
        remarks,
        is_data: verb.format == Format::Csv,
        ..Outcome::default()
    })
}

/// The combinations in order.
fn counts(counts: &std::collections::BTreeMap<String, std::collections::BTreeMap<String, Count>>) -> Vec<Vec<String>> {
    let all =
        counts.iter().flat_map(|(category, others)| others.iter().map(move |(other, count)| (category, other, count)));
    all.map(|(category, other, count)| {
        vec![category.clone(), other.clone(), count.figures.to_string(), count.roots.to_string()]
    })
    .collect()
}
