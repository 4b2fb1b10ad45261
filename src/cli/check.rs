//! `sinosov check`: every fault of a package.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::report::{read_definitions, refusals};
use super::rows::{self, Rows, both};
use super::{Global, Outcome};
use crate::check::{check, generated_files, stale};
use crate::data::{self, Package, Source};
use crate::diag::{self, Code, Diagnostic};
use crate::escape::{Escaped, Json};
use crate::files::{self, Wanted};

/// Check a data package and the report definitions, and print every fault with its place, what was expected and how to mend it
///
/// Example: check a package of your own, and renew its generated files
///
///   sinosov check --data mydata --write
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// Renew the generated files of the package given with --data; first the form of its tables is mended (byte order mark, UTF-16,
    /// ends of lines, semicolons or tabs, spaces at the ends of cells, blank lines), a package of an older form is carried over,
    /// and a table that is not there is written with its header alone
    #[arg(long)]
    write: bool,
    /// List the kinds of fault, and why each matters
    #[arg(long)]
    codes: bool,
    /// Print the faults as text on stderr, a hundred of a kind at most, or all of them as JSON on stdout
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How faults are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// One array with an object a fault
    Json,
}

/// A fault for programs.
#[derive(Debug, Serialize)]
struct Told<'a> {
    code: &'static str,
    file: &'a str,
    /// From 1; none where the whole file is meant.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    found: &'a str,
    expected: &'a str,
    help: &'a str,
}

impl<'a> Told<'a> {
    fn new(fault: &'a Diagnostic) -> Self {
        let place = &fault.place;
        let some = |number: usize| Some(number).filter(|_| place.line > 0);
        Self {
            code: fault.code.slug(),
            file: &place.file,
            line: some(place.line),
            column: some(place.column),
            found: &fault.found,
            expected: &fault.expected,
            help: &fault.mend,
        }
    }
}

pub(super) fn run(verb: &Check, global: &Global) -> Result<Outcome> {
    if verb.codes {
        let rows = Code::ALL.iter().map(|code| vec![code.slug().to_owned(), code.about().to_owned()]).collect();
        let result = Rows { header: ["fault", "why it matters"].map(both).into(), rows }.print(rows::Format::Table)?;
        return Ok(Outcome { result, ..Outcome::default() });
    }
    let mut remarks = String::new();
    if verb.write
        && let Some(folder) = &global.data
    {
        // What is stale is known only once a killed run is undone.
        files::recover(folder).with_context(|| folder.display().to_string())?;
        remarks = mend_form(folder)? + &carry_over(folder)? + &add_missing(folder)?;
    }
    let package = Package::read(global.source()?);
    let mut faults = check(&package);
    let is_usable = diag::are_usable(&faults);
    let mut is_stale = false;
    if verb.write && is_usable {
        remarks += &write(&package)?;
    } else if faults.is_empty() {
        faults = stale(&package)?;
        is_stale = !faults.is_empty();
    }
    // A number typed into a title is as much a fault as one in a table.
    let (definitions, broken) = read_definitions(global)?;
    if is_usable && !is_stale && broken.is_empty() {
        let package = Arc::new(package);
        faults.extend(refusals(&definitions, &package)?);
    }
    faults.extend(broken);
    let count = faults.len();
    let problems = count > 0;
    if verb.format == Format::Json {
        let told: Vec<Told<'_>> = faults.iter().map(Told::new).collect();
        let result = Escaped::<Json>::lines(&told)?.into_string();
        return Ok(Outcome { result, is_data: true, remarks, problems, ..Outcome::default() });
    }
    Ok(Outcome { result: super::problems(count) + "\n", remarks, faults, problems, ..Outcome::default() })
}

/// Gives the tables that a spreadsheet or an editor has saved the form of the package. What their cells say stays.
fn mend_form(folder: &Path) -> Result<String> {
    let mended = data::mended(&Source::Folder(folder.to_path_buf()));
    let texts: Vec<(&str, String)> = mended.iter().map(|it| (it.file.as_str(), it.text.clone())).collect();
    written(folder, &texts, |_| String::new())?;
    let told = |it: &data::Mended| format!("mended {}: {}\n", folder.join(&it.file).display(), it.what.join("; "));
    Ok(mended.iter().map(told).collect())
}

/// Gives the tables of a package of an older form the columns that they lack.
fn carry_over(folder: &Path) -> Result<String> {
    let carried = data::carried(&Source::Folder(folder.to_path_buf()))?;
    written(folder, &carried, |file| format!("carried {} over to the form of today", file.display()))
}

/// Writes the tables that a package lacks, each with its header alone; none into a folder without any table.
fn add_missing(folder: &Path) -> Result<String> {
    let source = Source::Folder(folder.to_path_buf());
    let missing = if source.has_table() { source.missing_tables() } else { Vec::new() };
    written(folder, &missing, |file| format!("wrote {} with its header alone, for it was not there", file.display()))
}

/// Writes the generated files that do not agree with the tables.
fn write(package: &Package) -> Result<String> {
    let Source::Folder(folder) = &package.source else {
        bail!("the built-in package cannot be written; name its folder with --data");
    };
    let mut generated = generated_files(package)?;
    generated.retain(|(name, text)| !package.source.holds(name, text));
    written(folder, &generated, |file| format!("wrote {}", file.display()))
}

/// Writes files into a folder, or beside it where their name leads up, and tells each in a line.
fn written<Name: AsRef<str>>(
    folder: &Path,
    files: &[(Name, String)],
    told: impl Fn(&Path) -> String,
) -> Result<String> {
    let above = folder.join("..");
    let wanted = files.iter().map(|(name, text)| {
        let name = name.as_ref();
        let (root, below) = name.strip_prefix("../").map_or((folder, name), |below| (&above, below));
        Wanted { root, below: Path::new(below), bytes: text.as_bytes() }
    });
    files::write(&wanted.collect::<Vec<_>>())?;
    Ok(files.iter().map(|(name, _)| told(&folder.join(name.as_ref())) + "\n").collect())
}
