//! `sinosov trace`: what stands behind a chart file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use super::rows::TreeFormat as Format;
use super::{Global, Outcome};
use crate::chart::metadata;
use crate::chart::record::Record;
use crate::escape::{Escaped, Json};
use crate::files;
use crate::report;
use crate::report::trace::{Status, Trace as Traced, trace};

/// Say what stands behind a chart file, SVG or PNG, and whether today's data gives the same
///
/// The exit code is 1 if a mark has changed or is gone.
///
/// Example:
///
///   sinosov trace reports/sino-soviet/charts/credits.svg
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Trace {
    /// The file
    file: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Trace, global: &Global) -> Result<Outcome> {
    let file = record_of(&verb.file)?;
    let package = Arc::new(global.package()?);
    let definitions = super::report::sound(global)?;
    let today = report::record(&definitions, (&file.report, &file.chart), &package);
    let mut remarks = String::new();
    let today = match today {
        Some(Ok(today)) => Some(today),
        Some(Err(error)) => {
            remarks.push_str(&format!("the chart cannot be drawn today: {error:#}\n"));
            None
        }
        None => {
            let told = "is in no report definition; only its figures are looked up";
            remarks.push_str(&format!("chart `{}` {told}\n", file.chart));
            None
        }
    };
    let traced = trace(&file, today.as_ref(), &package.corrected);
    let result = match verb.format {
        Format::Text => print(&traced, &package.digest()),
        Format::Json => Escaped::<Json>::lines(&traced)?.into_string(),
    };
    Ok(Outcome { result, remarks, problems: !traced.holds(), ..Outcome::default() })
}

/// The record that a chart file carries.
pub(super) fn record_of(path: &Path) -> Result<Record> {
    let name = || path.display().to_string();
    let text = metadata(&files::read(path, files::CHART).with_context(name)?).with_context(name)?;
    Record::read(&text).with_context(name)
}

fn print(traced: &Traced, digest: &str) -> String {
    let then = traced.dataset_sha256.get(..8).unwrap_or(&traced.dataset_sha256);
    let now = digest.get(..8).unwrap_or(digest);
    let mut text = format!(
        "chart {}, drawn by {} from dataset {} ({then}); today's is {now}\n",
        traced.chart, traced.generator, traced.dataset_version
    );
    for mark in &traced.marks {
        let status = match mark.status {
            Status::Same => "same",
            Status::Changed => "changed",
            Status::Gone => "gone",
        };
        text.push_str(&format!("{status:8} {}: {}\n", mark.label, mark.number));
        let lines = mark.differences.iter().map(|line| format!("           ! {line}\n"));
        text.extend(lines.chain(mark.figures.iter().map(|figure| format!("           {figure}\n"))));
    }
    text.extend(traced.told.iter().map(|told| format!("changed  {told}\n")));
    text.extend(traced.new.iter().map(|label| format!("new      {label}\n")));
    super::for_terminal(&text)
}
