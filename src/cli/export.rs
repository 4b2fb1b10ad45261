//! `sinosov export`: the data for other programs.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::selection::{self, Things};
use super::{Global, Outcome};
use crate::cite::Style;
use crate::evidence::Evidence;
use crate::export::{Bundle, Made, Target, subset};
use crate::frame::{Frame, Selection};
use crate::model::Date;

/// Write figures and all that belongs to them for spreadsheets, databases and statistics
///
/// The suffix says what is written: .xlsx a workbook; .csv, .parquet, .jsonl one flat table;
/// .json one document; .sqlite a database; .zip the data package; a name without a suffix the data
/// package as a folder.
///
/// Example: aircraft and their sources as a workbook, and everything as a database
///
///   sinosov export --to aircraft.xlsx --category aircraft
///   sinosov export --to sinosov.sqlite
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Export {
    /// The file or folder; may be given several times. A date is the end of the selection, as for other verbs: only periods that
    /// end then or earlier; a folder of such a name is written ./1941
    #[arg(long, value_name = "FILE|DIR|DATE", required = true)]
    to: Vec<PathBuf>,
    /// CSV for spreadsheets: with a byte-order mark, and an apostrophe before text that would be taken for a formula, a date or
    /// a number
    #[arg(long)]
    excel: bool,
    /// Write over what is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    things: Things,
    /// Only periods that begin on this date or later
    #[arg(long, value_name = "DATE", help_heading = "Selection")]
    from: Option<String>,
    /// Resolve quantities without corrections
    #[arg(long)]
    as_stated: bool,
}

pub(super) fn run(verb: &Export, global: &Global) -> Result<Outcome> {
    // A target that cannot be written is told before anything is made.
    let is_date = |path: &&PathBuf| path.to_str().is_some_and(|text| text.parse::<Date>().is_ok());
    let (dates, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = verb.to.iter().partition(is_date);
    if paths.is_empty() || dates.len() > 1 {
        bail!("`--to` takes one date at most and a target at least, as in `--to 1941 --to aircraft.xlsx`");
    }
    let targets = paths.into_iter().map(|path| Target::new(path, verb.excel, verb.force));
    let targets: Vec<Target> = targets.collect::<Result<_, _>>()?;
    let package = global.package()?;
    let selected =
        verb.things.selection(verb.from.clone(), dates.first().and_then(|date| date.to_str()).map(str::to_owned));
    let part = match selected == Selection::default() {
        true => None,
        false => {
            let evidence = Evidence::new(&package, selected.options(verb.as_stated));
            let frame = Frame::new(&evidence)?;
            let figures = frame.figures(&selected)?;
            Some(subset(&package, &figures, &frame.quantities(&selected)?))
        }
    };
    let part = part.as_ref().unwrap_or(&package);
    let style = Style::named("chicago-notes").context("the style of the footnotes")?;
    let bundle = Bundle::new(&package, part, selection::words(&selected), verb.as_stated, &style);
    let mut remarks = String::new();
    // All is made before the first is written.
    let made: Vec<Made> = targets.iter().map(|target| target.made(&bundle)).collect::<Result<_, _>>()?;
    for (target, made) in targets.iter().zip(&made) {
        target.write(made)?;
        let count = part.dataset.figures.len();
        remarks.push_str(&format!(
            "wrote {count} of {} figures to {}\n",
            package.dataset.figures.len(),
            target.path().display()
        ));
    }
    Ok(Outcome { remarks, ..Outcome::default() })
}
