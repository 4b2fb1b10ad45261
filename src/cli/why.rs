//! `sinosov why`: a number explained down to its figures.

use anyhow::{Result, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::selection::Flags;
use super::{Global, Outcome};
use crate::diag::near;
use crate::evidence::{Evidence, Explanation, Options};
use crate::frame::Frame;

/// Explain a number down to its figures, with what was left out and the reason
///
/// Example: why 904 aircraft
///
///   sinosov why roc-1938-41-aircraft
///   sinosov why total --category aircraft --stage delivered --recipient roc
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Why {
    #[command(subcommand)]
    kind: Option<Kind>,
    /// The quantity's id
    #[arg(required = true)]
    quantity: Option<String>,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// The total of the selected quantities, or why there is none
    Total(Total),
}

#[derive(Debug, Args)]
struct Total {
    #[command(flatten)]
    flags: Flags,
    /// Leave corrections out
    #[arg(long)]
    as_stated: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How an explanation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// An indented tree
    #[default]
    Text,
    /// Nested objects
    Json,
}

pub(super) fn run(verb: &Why, global: &Global) -> Result<Outcome> {
    let package = global.package()?;
    let (explanation, format) = match (&verb.kind, &verb.quantity) {
        (Some(Kind::Total(total)), _) => {
            let selection = total.flags.selection();
            let evidence = Evidence::new(&package, selection.options(total.as_stated));
            let frame = Frame::new(&evidence)?;
            let quantities = frame.quantities(&selection)?;
            let ids: Vec<&str> = quantities.iter().map(|quantity| quantity.id.as_str()).collect();
            (evidence.why_total(&evidence.total(&ids)?), total.format)
        }
        (None, Some(quantity)) => {
            let evidence = Evidence::new(&package, Options { as_stated: verb.as_stated, ..Options::default() });
            let Some(explanation) = evidence.why(quantity) else {
                let hint = near(quantity, evidence.dataset().quantities.ids());
                let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                bail!("there is no quantity `{quantity}`{hint}");
            };
            (explanation, verb.format)
        }
        (None, None) => bail!("name a quantity, or ask for `why total` with a selection"),
    };
    Ok(Outcome { result: print(&explanation, format)?, ..Outcome::default() })
}

fn print(explanation: &Explanation, format: Format) -> Result<String> {
    match format {
        Format::Text => Ok(super::for_terminal(&explanation.text())),
        Format::Json => Ok(serde_json::to_string_pretty(explanation)? + "\n"),
    }
}
