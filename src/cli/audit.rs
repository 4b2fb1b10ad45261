//! `sinosov audit`: figures against texts.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::rows::{Format, Rows, both};
use super::{Global, Outcome, problems};
use crate::check::audit;

/// Look up every figure in the text of its work: verbatim, at its locator, in the text that was coded
///
/// Example: with the texts as texts/<work_id>.txt
///
///   sinosov audit --texts texts
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Audit {
    /// The folder with one text a work, named <work_id>.txt
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,
    /// A work whose text was kept, as its digest says, and is not in the folder is a problem too
    #[arg(long)]
    strict: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Audit, global: &Global) -> Result<Outcome> {
    if !verb.texts.is_dir() {
        bail!("{} is not a folder", verb.texts.display());
    }
    let package = global.package()?;
    let found = audit(&package, &verb.texts);
    let row = |work: &crate::check::WorkAudit| {
        let text = match work.has_text {
            true => "found",
            false if found.not_kept.contains(&work.work_id) => "not kept",
            false => "missing",
        };
        let counts = [work.figures, work.verified, work.occurrences].map(|count| count.to_string());
        [vec![work.work_id.clone(), text.to_owned()], counts.to_vec()].concat()
    };
    let header = ["work", "text", "figures", "verified", "occurrences"].map(both).into();
    let result = Rows { header, rows: found.works.iter().map(row).collect() }.print(verb.format)?;
    let mut faults = found.faults;
    let mut remarks: String = found.missing.iter().map(|missing| format!("{}\n", missing.found)).collect();
    if !found.not_kept.is_empty() {
        remarks.push_str(&format!("no text was kept of {}\n", found.not_kept.join(", ")));
    }
    if verb.strict {
        faults.extend(found.missing);
    }
    remarks.push_str(&format!("{}\n", problems(faults.len())));
    Ok(Outcome { result, remarks, problems: !faults.is_empty(), faults })
}
