//! `sinosov import works`: a list of references as rows of `works`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use super::write::{After, folder, package};
use crate::cli::rows::{Format, Rows, both, data};
use crate::cli::{Global, Outcome, Unsound};
use crate::data::schema::{self, Table};
use crate::files;
use crate::import::{Known, Library, Plan, Same};

/// Bring a list of references into the works of a package: BibTeX or BibLaTeX, RIS, CSL-JSON
///
/// Shows the rows that it would add, and what it says otherwise of works that are there already (one
/// DOI, one ISBN, or one title and year). Nothing is written without --yes.
///
/// Example: what Zotero exports, looked at and then added
///
///   sinosov import works library.bib --data mydata
///   sinosov import works library.bib --data mydata --yes
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Works {
    /// The list: .bib, .ris or .json; of another ending it is told by what is in it
    file: PathBuf,
    /// Write the new rows into works.csv of the package, and renew its generated files
    #[arg(long)]
    yes: bool,
    /// Fill empty cells of rows that are there from the list; what they have is never changed
    #[arg(long)]
    fill: bool,
    /// How to print the new rows
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The table into which works go.
const TABLE: &str = "works";

pub(super) fn run(verb: &Works, global: &Global) -> Result<Outcome> {
    let folder = folder(global)?;
    let name = verb.file.display().to_string();
    let bytes = files::read(&verb.file, files::LIBRARY).with_context(|| name.clone())?;
    let library = Library::read(&name, &bytes)
        .map_err(|fault| Unsound { what: "the list of references has", faults: vec![*fault] })?;
    let package = package(folder, verb.yes)?;
    let schema = schema::table(TABLE).context("the table of works")?;
    let table = package.table(TABLE).context("the table of works")?;
    let plan = Plan::new(&library, table, verb.fill);
    let after = After::new(&package, [(schema.file(), plan.text(table)?)].into());
    let mut remarks = told(&library, &name);
    if verb.yes && !plan.is_empty() && after.is_broken() {
        remarks += "nothing was written, for the tables could not be read with these works\n";
    } else if verb.yes && !plan.is_empty() {
        let renewed = after.write(folder, &package, "the list")?;
        remarks += &written(&plan, folder, schema);
        remarks += renewed;
    }
    let (same, other): (Vec<&Known>, Vec<&Known>) = plan.known.iter().partition(|known| known.differences.is_empty());
    let mut differences = other.iter().map(|known| difference(known, &library, &name, schema)).collect::<String>();
    differences += &unchanged(&same);
    let mut result = rows(&plan, &library, schema).print(verb.format)?;
    if verb.format == Format::Table {
        if plan.added.is_empty() {
            result.clear();
        }
        if !differences.is_empty() && !result.is_empty() {
            result.push('\n');
        }
        result += &differences;
    } else {
        remarks += &differences;
    }
    remarks += &summary(&plan, &library, verb);
    let mut outcome = Outcome { result, is_data: verb.format == Format::Csv, remarks, ..Outcome::default() };
    if library.references.is_empty() && library.faults.is_empty() {
        outcome.errors.push(format!("{name} is {} and holds no reference", library.format.name()));
    }
    outcome.problems = !library.faults.is_empty() || !after.brought.is_empty() || !outcome.errors.is_empty();
    outcome.faults = library.faults.into_iter().chain(after.brought).collect();
    Ok(outcome)
}

/// What a reader must know of the entries, a line each, and the fields without a place, once.
fn told(library: &Library, name: &str) -> String {
    let mut out = String::new();
    for told in &library.told {
        let key = if told.key.is_empty() { String::new() } else { format!("{}: ", told.key) };
        out.push_str(&format!("{name}:{}: {key}{}\n", told.line, told.text));
    }
    if !library.left_out.is_empty() {
        let count = |(field, count): (&String, &usize)| format!("{field} ({})", entries(*count));
        let fields: Vec<String> = library.left_out.iter().map(count).collect();
        out.push_str(&format!("left out, for works have no column for them: {}\n", fields.join(", ")));
    }
    out
}

/// "1 entry", "2 entries".
fn entries(count: usize) -> String {
    format!("{count} entr{}", if count == 1 { "y" } else { "ies" })
}

/// What a known work has, and what the list says of it.
fn difference(known: &Known, library: &Library, name: &str, schema: &Table) -> String {
    let line = |number: usize| library.references.get(number).map_or(0, |reference| reference.line);
    let (whose, place) = match known.same {
        Same::Row(row) => ("is there", format!("{}, line {row}", schema.file())),
        Same::Reference(other) => ("stands twice in the list", format!("the first, line {}", line(other))),
    };
    let mut out = format!("{name}:{}: `{}` {whose}\n", line(known.reference), known.id);
    for it in &known.differences {
        let has = if it.has.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", it.has) };
        let filled = if it.is_filled { "; it is filled" } else { "" };
        out.push_str(&format!("  {place}, {}: has {has}, the list has \"{}\"{filled}\n", it.column, it.says));
    }
    out
}

/// So many of the works of which the list says nothing new are named.
const NAMED: usize = 20;

/// The works that are there, of which the list says nothing new.
fn unchanged(same: &[&Known]) -> String {
    let ids: Vec<&str> = same.iter().take(NAMED).map(|known| known.id.as_str()).collect();
    match (ids.is_empty(), same.len().saturating_sub(NAMED)) {
        (true, _) => String::new(),
        (false, 0) => format!("there, and the list says nothing new: {}\n", ids.join(", ")),
        (false, more) => format!("there, and the list says nothing new: {} and {more} more\n", ids.join(", ")),
    }
}

/// The new rows, with the line of the list from which each comes. A terminal has no room for all columns.
fn rows(plan: &Plan, library: &Library, schema: &Table) -> Rows {
    let shown = ["work_id", "kind", "authors", "title", "container", "issued"];
    let columns =
        schema.fields.iter().map(|field| if shown.contains(&field.name) { both(field.name) } else { data(field.name) });
    let row = |added: &crate::import::Added| {
        let line = library.references.get(added.reference).map_or(0, |reference| reference.line);
        let cells = schema.fields.iter().map(|field| added.cells.get(field.name).cloned().unwrap_or_default());
        cells.chain([line.to_string()]).collect()
    };
    Rows { header: columns.chain([both("list_line")]).collect(), rows: plan.added.iter().map(row).collect() }
}

/// What was written, and what is left to a person.
fn written(plan: &Plan, folder: &Path, schema: &Table) -> String {
    let place = folder.join(schema.file());
    let filled = match plan.filled() {
        0 => String::new(),
        1 => " and filled 1 cell".to_owned(),
        count => format!(" and filled {count} cells"),
    };
    let added = plan.added.len();
    let rows = if added == 1 { "1 row".to_owned() } else { format!("{added} rows") };
    format!("added {rows} to {}{filled}\n", place.display())
}

/// How many are new and how many known, and what comes next.
fn summary(plan: &Plan, library: &Library, verb: &Works) -> String {
    let (new, known) = (plan.added.len(), plan.known.len());
    let mut out =
        format!("{} in {}: {new} new, {known} known", entries(library.references.len()), library.format.name());
    if !library.faults.is_empty() {
        out.push_str(&format!(", {} broken", library.faults.len()));
    }
    out.push('\n');
    if new > 0 {
        out.push_str("new works have `consulted` no and no `tier`: fill them in when you have read a work; what else is empty, the list does not say\n");
    }
    if !verb.yes && !plan.is_empty() {
        out.push_str("nothing was written; --yes writes it\n");
    }
    out
}
