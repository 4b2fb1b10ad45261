//! `sinosov import FILE`: a spreadsheet as changes of a package.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use super::write::{After, folder, package};
use crate::cli::rows::{Format, Rows, both};
use crate::cli::{Global, Outcome, Unsound, problems};
use crate::files;
use crate::import::{Change, Import, Kept};

/// What is brought back, and how.
#[derive(Debug, Args)]
pub(super) struct Sheet {
    /// The workbook or the CSV
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Write the changes into the tables of the package, and renew its generated files
    #[arg(long)]
    yes: bool,
    /// The encoding of a CSV that is not Unicode, if it is to be another than the one in which most cells read as in the
    /// package: windows-1252, windows-1251, gb18030, big5, shift_jis, macintosh …
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// How to print the changes
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(verb: &Sheet, file: &Path, global: &Global) -> Result<Outcome> {
    let folder = folder(global)?;
    let name = file.display().to_string();
    let bytes = files::read(file, files::SHEET).with_context(|| name.clone())?;
    let package = package(folder, verb.yes)?;
    let import = Import::read(&name, &bytes, verb.encoding.as_deref(), &package)
        .map_err(|fault| Unsound { what: "the spreadsheet has", faults: vec![*fault] })?;
    let mut remarks: String = import.remarks.iter().map(|remark| format!("{remark}\n")).collect();
    remarks += &import.kept.iter().map(kept).collect::<String>();
    let texts = import.texts(&package)?;
    let is_changed = !texts.is_empty();
    // What does not change brings no fault.
    let after = if is_changed { Some(After::new(&package, texts)) } else { None };
    remarks += &summary(&import);
    match (after.as_ref().filter(|_| verb.yes), import.is_sound()) {
        (Some(after), true) if after.is_broken() => {
            remarks += "nothing was written, for the tables could not be read then; mend the spreadsheet first\n";
        }
        (Some(after), true) => {
            let renewed = after.write(folder, &package, "the spreadsheet")?;
            remarks += &format!("wrote them to {}\n", folder.display());
            remarks += renewed;
        }
        (Some(_), false) => remarks += "nothing was written, for not all could be read\n",
        (None, _) if is_changed => remarks += "nothing was written; --yes writes it\n",
        (None, _) => {}
    }
    let result = match verb.format {
        Format::Table if !is_changed => String::new(),
        format => rows(&import.changes).print(format)?,
    };
    let brought = after.map(|after| after.brought).unwrap_or_default();
    let is_problem = !import.faults.is_empty() || !brought.is_empty();
    let faults = import.faults.into_iter().chain(brought).collect();
    Ok(Outcome {
        result,
        is_data: verb.format == Format::Csv,
        remarks,
        faults,
        problems: is_problem,
        ..Outcome::default()
    })
}

/// The changes, a row each.
fn rows(changes: &[Change]) -> Rows {
    let header = ["table", "id", "column", "old", "new", "place"].map(both).to_vec();
    let row = |it: &Change| [it.table, &it.id, it.column, &it.old, &it.new, &it.place].map(str::to_owned).to_vec();
    Rows { header, rows: changes.iter().map(row).collect() }
}

/// A cell that a spreadsheet has spoilt.
fn kept(it: &Kept) -> String {
    let Kept { spot, old, new, why } = it;
    format!("{spot}: \"{new}\" stands for \"{old}\": {why}\n")
}

/// How much changes.
fn summary(import: &Import) -> String {
    let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let (new, old): (Vec<&Change>, Vec<&Change>) = import.changes.iter().partition(|change| change.is_new_row);
    let mut rows: Vec<(&str, &str)> = new.iter().map(|change| (change.table, change.id.as_str())).collect();
    rows.dedup();
    let mut out = match (old.len(), rows.len()) {
        (0, 0) => "nothing changes".to_owned(),
        (cells, 0) => of(cells, "cell") + " would change",
        (0, rows) => of(rows, "new row"),
        (cells, rows) => format!("{} would change, {}", of(cells, "cell"), of(rows, "new row")),
    };
    if !import.kept.is_empty() {
        out += &format!("; {} that a spreadsheet has spoilt, and mended", of(import.kept.len(), "cell"));
    }
    if !import.faults.is_empty() {
        out += &format!("; {}", problems(import.faults.len()));
    }
    out + "\n"
}
