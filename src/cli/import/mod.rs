//! `sinosov import`: what other programs hold, as rows and cells of a package.

mod sheet;
mod works;
pub(super) mod write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::{Global, Outcome};

/// Bring back a spreadsheet that was exported and worked on, or bring in a list of references
///
/// FILE is a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or CSV: what `sinosov export` wrote, or a
/// table of the package, as a spreadsheet has saved it. Its rows are met by their ids. Each cell that
/// says something else than an export of the package as it is now is shown as a change of the cell
/// from which it comes; what a spreadsheet has made of a cell by itself is named and does not count.
/// Nothing is written without --yes. A file that is called `works` is `./works`.
///
/// Example: a workbook is written, worked on, looked at, and taken over
///
///   sinosov export --data mydata --to work.xlsx
///   sinosov import work.xlsx --data mydata
///   sinosov import work.xlsx --data mydata --yes
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct Import {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    sheet: sheet::Sheet,
}

/// What is brought in that is no spreadsheet.
#[derive(Debug, Subcommand)]
enum Verb {
    Works(works::Works),
}

pub(super) fn run(import: &Import, global: &Global) -> Result<Outcome> {
    match (&import.verb, &import.sheet.file) {
        (Some(Verb::Works(verb)), _) => works::run(verb, global),
        (None, Some(file)) => sheet::run(&import.sheet, file, global),
        (None, None) => {
            bail!("name a spreadsheet, or `works` and a list of references; `sinosov import --help` has examples")
        }
    }
}
