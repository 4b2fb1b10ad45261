//! `sinosov export`: the data for other programs.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::selection::{self, Things};
use super::{Global, Outcome};
use crate::cite::Style;
use crate::data::{subset, with_parts};
use crate::evidence::Evidence;
use crate::export::{Bundle, Made, Target};
use crate::files::{self, Change, Wanted, absolute};
use crate::frame::{Frame, Selection};
use crate::model::Date;

/// Write figures and all that belongs to them for spreadsheets, databases and statistics
///
/// The suffix says what is written: .xlsx a workbook; .csv, .parquet, .jsonl one flat table;
/// .json one document; .sqlite a database; .zip the data package; a name without a suffix the data
/// package as a folder.
///
/// Example: a category and its sources as a workbook, and everything as a database
///
///   sinosov export --to carts.xlsx --category carts
///   sinosov export --to everything.sqlite
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
    let is_like_a_date = |text: &str| text.chars().all(|character| character.is_ascii_digit() || character == '-');
    if let Some(path) = paths.iter().find(|path| path.to_str().is_some_and(|text| text != "-" && is_like_a_date(text)))
    {
        bail!("`{}` is no date; for a folder of that name write ./{}", path.display(), path.display());
    }
    if paths.is_empty() || dates.len() > 1 {
        bail!("`--to` takes one date at most and a target at least, as in `--to 1925 --to figures.xlsx`");
    }
    // What a killed run left may stand where a target goes.
    for path in &paths {
        for folder in [files::folder_of(path), path] {
            files::recover(folder).with_context(|| folder.display().to_string())?;
        }
    }
    let targets = paths.into_iter().map(|path| Target::new(path, verb.excel, verb.force));
    let targets: Vec<Target> = targets.collect::<Result<_, _>>()?;
    let places: Vec<PathBuf> = targets.iter().map(|target| absolute(target.path())).collect();
    if let Some((at, _)) = places.iter().enumerate().find(|(at, place)| places[..*at].contains(place)) {
        bail!("{} is named twice", targets[at].path().display());
    }
    if let Some(data) = global.data.as_deref().map(absolute)
        && places.iter().any(|place| *place == data || place.parent() == Some(&data))
    {
        bail!("{} is the package that is read; write somewhere else", data.display());
    }
    let package = global.package()?;
    let selected =
        verb.things.selection(verb.from.clone(), dates.first().and_then(|date| date.to_str()).map(str::to_owned));
    let part = match selected == Selection::default() {
        true => None,
        false => {
            let evidence = Evidence::new(&package, selected.options(verb.as_stated));
            let frame = Frame::new(&evidence)?;
            let (figures, quantities) = (frame.figures(&selected)?, frame.quantities(&selected)?);
            let is_named = !selected.quantity.is_empty() && selected.work.is_empty() && selected.tier.is_empty();
            let figures = if is_named { with_parts(&package, &figures, &quantities) } else { figures };
            Some(subset(&package, &figures, &quantities))
        }
    };
    let part = part.as_ref().unwrap_or(&package);
    let style = Style::named("chicago-notes").context("the style of the footnotes")?;
    let bundle = Bundle::new(&package, part, selection::words(&selected), verb.as_stated, &style);
    let mut remarks = String::new();
    let (count, all) = (part.dataset.figures.len(), package.dataset.figures.len());
    if count == 0 {
        bail!(
            "no figure is selected, so nothing was written; `sinosov figures` with the same flags shows what there is"
        );
    }
    // All is made before the first is written, and all is written before the first takes its place.
    let made: Vec<Made> = targets.iter().map(|target| target.made(&bundle)).collect::<Result<_, _>>()?;
    let wanted: Vec<_> = targets.iter().zip(&made).flat_map(|(target, made)| target.wanted(made)).collect();
    let wanted: Vec<Wanted<'_>> = wanted.iter().map(|(root, below, bytes)| Wanted { root, below, bytes }).collect();
    let change = Change::stage(&wanted)?;
    // Something may have come there while the files were made.
    targets.iter().try_for_each(Target::must_be_free)?;
    change.finish()?;
    for target in &targets {
        remarks.push_str(&format!("wrote {count} of {all} figures to {}\n", target.path().display()));
    }
    if selected.from.is_some() || selected.to.is_some() {
        remarks.push_str("figures with a period that is open, unknown or not wholly within the dates are left out\n");
    }
    Ok(Outcome { remarks, ..Outcome::default() })
}
