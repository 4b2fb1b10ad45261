//! `sinosov trace`: what stands behind a chart file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use super::rows::TreeFormat as Format;
use super::{Global, Outcome};
use crate::chart::metadata;
use crate::chart::record::Record;
use crate::data::About;
use crate::escape::{Escaped, Json};
use crate::files;
use crate::lang::Tongue;
use crate::model::Lang;
use crate::report;
use crate::report::trace::{Status, Trace as Traced, alone, trace};

/// Say what stands behind a chart file, SVG or PNG, and whether today's data gives the same
///
/// The exit code is 1 if a mark has changed or is gone.
///
/// Example:
///
///   sinosov trace reports/example/charts/carts-by-year.svg
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
    if let Some(remarks) = foreign(&file, package.about()) {
        let traced = alone(&file);
        let result = shown(&traced, verb.format, package.about())?;
        return Ok(Outcome { result, remarks, problems: true, ..Outcome::default() });
    }
    let definitions = super::report::sound(global)?;
    // A file in another language has its words, and is held against what would be drawn in it.
    let lang: Lang = file.language.as_deref().and_then(|lang| lang.parse().ok()).unwrap_or_default();
    let today = report::record(&definitions, (&file.report, &file.chart), &package, &lang);
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
    let told =
        if lang.is_own() { Arc::clone(&package) } else { Arc::new(package.in_language(&Tongue::new(&lang, &[]))) };
    let traced = trace(&file, today.as_ref(), &told.corrected);
    let result = shown(&traced, verb.format, package.about())?;
    Ok(Outcome { result, remarks, problems: !traced.holds(), ..Outcome::default() })
}

/// What is told of a chart of another dataset than that of the package.
fn foreign(file: &Record, about: &About) -> Option<String> {
    let name = file.dataset.get().filter(|name| **name != about.name)?;
    let then = format!("{name} {} ({})", file.dataset_version, digits(&file.dataset_sha256));
    let now = format!("{} {} ({})", about.name, about.version, about.short_digest());
    let mend = "name the folder of its own with --data DIR, and its marks are held against it";
    Some(format!("the chart is of the dataset {then}, and this package is {now}: {mend}\n"))
}

fn shown(traced: &Traced, format: Format, about: &About) -> Result<String> {
    Ok(match format {
        Format::Text => print(traced, about),
        Format::Json => Escaped::<Json>::lines(traced)?.into_string(),
    })
}

fn digits(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

/// The record that a chart file carries.
pub(super) fn record_of(path: &Path) -> Result<Record> {
    let name = || path.display().to_string();
    let text = metadata(&files::read(path, files::CHART).with_context(name)?).with_context(name)?;
    Record::read(&text).with_context(name)
}

fn print(traced: &Traced, about: &About) -> String {
    let of = match traced.dataset.as_str() {
        "" => "dataset".to_owned(),
        name => format!("dataset {name}"),
    };
    let mut text = format!(
        "chart {}, drawn by {} from {of} {} ({})",
        traced.chart,
        traced.generator,
        traced.dataset_version,
        digits(&traced.dataset_sha256)
    );
    if traced.marks.iter().all(|mark| mark.status != Status::Unchecked) {
        text.push_str(&format!("; today's is {}", about.short_digest()));
    }
    text.push('\n');
    for mark in &traced.marks {
        let status = match mark.status {
            Status::Same => "same",
            Status::Changed => "changed",
            Status::Gone => "gone",
            Status::Unchecked => "told",
        };
        text.push_str(&format!("{status:8} {}: {}\n", mark.label, mark.number));
        let lines = mark.differences.iter().map(|line| format!("           ! {line}\n"));
        text.extend(lines.chain(mark.figures.iter().map(|figure| format!("           {figure}\n"))));
    }
    text.extend(traced.told.iter().map(|told| format!("changed  {told}\n")));
    text.extend(traced.new.iter().map(|label| format!("new      {label}\n")));
    super::for_terminal(&text)
}
