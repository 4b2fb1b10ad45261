//! `sinosov init`: a new data package, for any subject.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::selection::quoted;
use super::{Global, Outcome, REPORTS};
use crate::data::{Package, Source, is_id};
use crate::files::{self, Change, Wanted};
use crate::frame;
use crate::report::{Part, Request, definition, generate};
use crate::start::{self, New};

/// Write a new data package for a subject of your own, with words for stages, units and categories, and an invented example
///
/// Nothing that is there is written over: all files are written, or none.
///
/// Example: a package in a new folder, and its charts
///
///   sinosov init mydata
///   cd mydata
///   sinosov --data . report generate
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Init {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR", required_unless_present = "with")]
    folder: Option<PathBuf>,
    /// Without the invented example: the tables have no rows but those of the vocabularies
    #[arg(long)]
    bare: bool,
    /// Series of rates to take over, with the works in which they stand, by name: price indices, exchange rates; `list` names them
    #[arg(long, value_name = "SERIES", value_delimiter = ',')]
    with: Vec<String>,
    /// The title of the data set; it can be written into datapackage.json later
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The name of the data set for programs: small letters, digits, hyphens; else that of the folder
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
}

pub(super) fn run(verb: &Init, global: &Global) -> Result<Outcome> {
    if global.data.is_some() || global.reports.is_some() {
        bail!("`init` takes the folder alone, without --data and --reports");
    }
    if verb.with == [LIST] {
        let result = start::series().iter().map(|(name, what)| format!("{name}: {what}\n")).collect();
        return Ok(Outcome { result, ..Outcome::default() });
    }
    let folder = verb.folder.as_deref().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() {
        bail!("name a folder; `.` is the one that you are in");
    }
    let title = verb.title.as_deref().map(str::trim);
    if title.is_some_and(|title| title.is_empty() || title.chars().any(char::is_control)) {
        bail!("the title is empty, or has a line end or a control character; write it on one line");
    }
    let name = match &verb.id {
        Some(id) if is_id(id) => id.clone(),
        Some(id) => bail!("`{id}` is no name; use small Latin letters, digits and hyphens, a letter first"),
        None => name_of(&files::absolute(folder)),
    };
    // What a killed run left may stand where a file goes.
    files::recover(folder).with_context(|| folder.display().to_string())?;
    let new = New { name: &name, title, has_example: !verb.bare, series: &verb.with };
    let mut made: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    let package = start::files(&new)?;
    for (path, text) in &package {
        made.insert(PathBuf::from(path), text.clone().into_bytes());
    }
    // That something is in the way is told before anything is drawn.
    must_be_free(folder, made.keys())?;
    if new.has_example {
        made.extend(example(package)?);
    }
    must_be_free(folder, made.keys())?;
    let wanted = made.iter().map(|(path, bytes)| Wanted { root: folder, below: path, bytes });
    let change = Change::stage(&wanted.collect::<Vec<_>>())?;
    // Something may have come there while the files were made.
    must_be_free(folder, made.keys())?;
    change.finish()?;
    Ok(Outcome { result: told(verb.bare, folder, &made), ..Outcome::default() })
}

/// The report of the example as `report generate` makes it, but for the pictures that are made anew where they are wanted.
fn example(files: BTreeMap<String, String>) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let text = files.get(&format!("{REPORTS}/{}.toml", start::EXAMPLE)).cloned().unwrap_or_default();
    let package = Arc::new(Package::read(Source::Memory(Arc::new(files))));
    let Ok(definition) = definition::read(start::EXAMPLE, &text) else {
        bail!("the report of the example cannot be read");
    };
    frame::ready()?;
    let parts = &[Part::Svg, Part::Data, Part::Markdown, Part::Page];
    let outputs = generate(&definition, &package, &Request { parts, ..Request::default() })?;
    let below = Path::new(REPORTS).join(start::EXAMPLE);
    Ok(outputs.into_iter().map(|output| (below.join(output.path), output.bytes)).collect())
}

/// Refuses a folder in which something stands that would be written over.
fn must_be_free<'a>(folder: &Path, paths: impl Iterator<Item = &'a PathBuf>) -> Result<()> {
    if files::is_there(folder)? && !files::is_folder(folder)? {
        bail!("{} is there and is no folder; nothing was written", folder.display());
    }
    let mut taken = Vec::new();
    for path in paths {
        if files::is_filled(&folder.join(path)).with_context(|| folder.join(path).display().to_string())? {
            taken.push(path.display().to_string());
        }
    }
    let more = taken.len().saturating_sub(NAMED);
    taken.truncate(NAMED);
    let list = taken.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() };
    match taken.is_empty() {
        true => Ok(()),
        false => bail!(
            "in {} there is {list} already, and nothing is written over; name another folder, or move them away",
            folder.display()
        ),
    }
}

/// In place of a series, asks which there are.
const LIST: &str = "list";

/// So many files that are in the way are named.
const NAMED: usize = 6;

/// A name for programs, of the name of a folder.
fn name_of(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let parts = name.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    if is_id(&id) { id } else { "dataset".to_owned() }
}

/// Shows the rival figures of the example.
const RIVALS: &str = "claims carts-delivered";

/// What was written, and what to type next.
fn told(is_bare: bool, folder: &Path, made: &BTreeMap<PathBuf, Vec<u8>>) -> String {
    let is_generated = |path: &&PathBuf| is_bare || !path.starts_with(Path::new(REPORTS).join(start::EXAMPLE));
    let mut text = format!("wrote {} files into {}:\n", made.len(), folder.display());
    for path in made.keys().filter(is_generated) {
        text.push_str(&format!("  {}\n", path.display()));
    }
    let generated = made.len() - made.keys().filter(is_generated).count();
    if generated > 0 {
        let below = Path::new(REPORTS).join(start::EXAMPLE);
        text.push_str(&format!("  {generated} files below {}, the charts of the example\n", below.display()));
    }
    let named = quoted(&folder.display().to_string());
    let (how, next) = match is_bare {
        true => ("says how to add a first figure and a first chart", ["check", "check --write", "report generate"]),
        false => ("says how to go on", ["check", RIVALS, "report generate"]),
    };
    text.push_str(&format!("{} {how}. To type next:\n", folder.join("README.md").display()));
    for command in next {
        text.push_str(&format!("  sinosov --data {named} {command}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::name_of;
    use std::path::Path;

    #[test]
    fn a_name_is_made_of_that_of_the_folder() {
        for (folder, name) in [
            ("/a/Grain Trade", "grain-trade"),
            ("/a/mydata", "mydata"),
            ("/a/1941", "dataset"),
            ("/a/Зерно", "dataset"),
            ("/", "dataset"),
        ] {
            assert_eq!(name_of(Path::new(folder)), name, "{folder}");
        }
    }
}
