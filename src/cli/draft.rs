//! `sinosov draft`: from texts to rows of figures.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::import::write::{self, After};
use super::rows::{Format, Rows, both, data};
use super::{Global, Outcome, Unsound};
use crate::check::{Rules, dismissals};
use crate::data::{Package, Work};
use crate::diag::hint;
use crate::draft::{self, Proposal, Taken};
use crate::files::{self, Wanted};

/// Propose a row for every number of a text that no figure holds yet, and take over what was filled in
///
/// A row has the place, the shortest phrase, the number, its bound, unit and period. What is plainly a date, a page, a note or a
/// heading is proposed as dismissed. Fill in `quantity_id` and what else is missing, say yes or no in `keep`, and give the table back
/// with --into.
///
/// Example: with a text as texts/<work_id>.txt
///
///   sinosov draft --texts texts --data mydata --to draft.csv
///   sinosov draft --into draft.csv --data mydata
///   sinosov draft --into draft.csv --data mydata --yes
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Draft {
    /// The folder with one text a work, named <work_id>.txt
    #[arg(long, value_name = "DIR", required_unless_present = "into", conflicts_with = "into")]
    texts: Option<PathBuf>,
    /// Only these works
    #[arg(long, value_name = "ID", value_delimiter = ',', conflicts_with = "into")]
    work: Vec<String>,
    /// Also what a figure, or a dismissal with a reason, holds already
    #[arg(long, conflicts_with = "into")]
    all: bool,
    /// Write the table here, and not to stdout
    #[arg(long, value_name = "FILE", conflicts_with = "into")]
    to: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "to")]
    force: bool,
    /// Take over a table that was filled in: rows to keep become figures, rows not to keep dismissals
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Write what is taken over into the package, and renew its generated files
    #[arg(long, requires = "into")]
    yes: bool,
    /// How to print what would be taken over
    #[arg(long, value_enum, default_value_t, requires = "into")]
    format: Format,
}

pub(super) fn run(verb: &Draft, global: &Global) -> Result<Outcome> {
    match (&verb.into, &verb.texts) {
        (Some(file), _) => take_over(verb, file, global),
        (None, Some(folder)) => propose(verb, folder, global),
        (None, None) => bail!("name the folder of texts with --texts, or a table that was filled in with --into"),
    }
}

fn propose(verb: &Draft, folder: &Path, global: &Global) -> Result<Outcome> {
    if !files::is_folder(folder).with_context(|| folder.display().to_string())? {
        bail!("{} is not a folder", folder.display());
    }
    // Works and quantities wait for their first figures here, so no rule over rows is asked.
    let package = Package::read(global.source()?);
    if !package.faults.is_empty() {
        return Err(Unsound { what: "the data package has", faults: package.faults }.into());
    }
    let works = &package.dataset.works;
    for id in &verb.work {
        if works.get(id).is_none() {
            bail!("there is no work `{id}`{}", hint(id, works.ids()));
        }
    }
    let mut outcome = Outcome { is_data: true, ..Outcome::default() };
    let rules = Rules::own(&package.source).unwrap_or_else(|fault| {
        outcome.faults.push(*fault);
        Rules::default()
    });
    let rules = rules.and_built_in();
    let mut rows: Vec<Proposal> = Vec::new();
    let mut has_text = false;
    for work in works.iter().filter(|work| verb.work.is_empty() || verb.work.contains(&work.id)) {
        let file = folder.join(format!("{}.txt", work.id));
        let text = match files::read_text(&file, files::TEXT) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && verb.work.is_empty() => continue,
            Err(error) => {
                outcome.errors.push(format!("{}: {error}", file.display()));
                continue;
            }
        };
        has_text = true;
        let mut own = of_work(&package, work, &text, &rules);
        let all = own.len();
        own.retain(|row| verb.all || !row.is_known);
        let dismissed = own.iter().filter(|row| row.reason.is_some()).count();
        let (shown, open) = (own.len(), own.len() - dismissed);
        outcome.remarks += &match all - shown {
            0 => format!("{}: {all} numbers, {open} to look at, {dismissed} plainly none\n", work.id),
            held => format!(
                "{}: {all} numbers, {held} held already, {open} to look at, {dismissed} plainly none\n",
                work.id
            ),
        };
        rows.extend(own);
    }
    if !has_text && outcome.errors.is_empty() {
        outcome.errors.push(format!("no work has a text in {}; a text is named <work_id>.txt", folder.display()));
    }
    let table = draft::written(&rows)?;
    match &verb.to {
        None => outcome.result = table,
        Some(file) => {
            if files::is_there(file)? && !verb.force {
                bail!("{} is there already; give another name, or `--force` to write over it", file.display());
            }
            let (root, below) = (files::folder_of(file), file.file_name().context("a file name")?);
            files::write(&[Wanted { root, below: Path::new(below), bytes: table.as_bytes() }])?;
            outcome.remarks += &format!("wrote {}\n", file.display());
        }
    }
    outcome.problems = !outcome.faults.is_empty() || !outcome.errors.is_empty();
    Ok(outcome)
}

fn of_work(package: &Package, work: &Work, text: &str, rules: &Rules) -> Vec<Proposal> {
    let dismissed = dismissals(package, &work.id);
    let figures = package.dataset.figures.iter().filter(|figure| figure.work_id == work.id);
    let rates = package.dataset.rates.iter().filter(|rate| rate.work_id == work.id);
    let known: Vec<(&str, &str)> = figures
        .map(|figure| (figure.locator.as_str(), figure.as_stated.as_str()))
        .chain(rates.map(|rate| (rate.locator.as_str(), rate.as_stated.as_str())))
        .chain(dismissed.iter().map(|(locator, phrase)| (locator.as_str(), phrase.as_str())))
        .collect();
    draft::draft(&package.dataset, work, text, rules, &known)
}

fn take_over(verb: &Draft, file: &Path, global: &Global) -> Result<Outcome> {
    let folder = write::folder(global)?;
    let name = file.display().to_string();
    let text = files::read_text(file, files::LIBRARY).with_context(|| name.clone())?;
    let filled = draft::read(&name, &text).map_err(|fault| Unsound { what: "the draft has", faults: vec![*fault] })?;
    let package = write::package(folder, verb.yes)?;
    let mut taken = Taken::new(&name, &filled, &package);
    let texts = taken.texts(&package)?;
    let (is_empty, names) = (texts.is_empty(), texts.keys().cloned().collect::<Vec<_>>().join(" and "));
    let after = After::new(&package, texts);
    let mut outcome = Outcome { is_data: verb.format == Format::Csv, ..Outcome::default() };
    outcome.result = if taken.figures.is_empty() { String::new() } else { rows(&taken).print(verb.format)? };
    let (figures, dismissed) = (taken.figures.len(), taken.dismissed.len());
    let of = |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
    outcome.remarks = format!(
        "new: {}, {}; {} known, {} for `keep` or `quantity_id`\n",
        of(figures, "figure", "figures"),
        of(dismissed, "dismissal", "dismissals"),
        of(taken.known, "row is", "rows are"),
        of(taken.open, "row waits", "rows wait"),
    );
    outcome.faults = taken.faults;
    outcome.faults.extend(after.brought.iter().cloned());
    outcome.problems = !outcome.faults.is_empty();
    match (verb.yes, is_empty, outcome.problems) {
        (_, true, false) => {}
        (true, _, false) => {
            let renewed = after.write(folder, &package, "the draft")?;
            outcome.remarks += &format!("wrote {names} of {}\n{renewed}", folder.display());
        }
        (true, _, true) | (_, true, true) => outcome.remarks += "nothing was written; mend the draft first\n",
        (false, ..) => outcome.remarks += "nothing was written; --yes writes it\n",
    }
    Ok(outcome)
}

/// The figures that are new, with the line of the draft from which each comes.
fn rows(taken: &Taken) -> Rows {
    let shown =
        ["figure_id", "quantity_id", "locator", "as_stated", "value", "min", "max", "bound", "unit_id", "start", "end"];
    let columns = crate::data::schema::table("figures").map(|table| table.fields).unwrap_or_default();
    let header =
        columns.iter().map(|field| if shown.contains(&field.name) { both(field.name) } else { data(field.name) });
    let row = |(line, cells): &(usize, crate::data::RowCells)| {
        let cells = columns.iter().map(|field| cells.get(field.name).cloned().unwrap_or_default());
        cells.chain([line.to_string()]).collect()
    };
    Rows { header: header.chain([both("draft_line")]).collect(), rows: taken.figures.iter().map(row).collect() }
}
