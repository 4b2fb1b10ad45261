//! What an import makes of a package: looked at first, then written, all or nothing.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::check::{check, generated_files};
use crate::cli::{Global, Unsound};
use crate::data::schema::TABLES;
use crate::data::{Package, Source, with_texts};
use crate::diag::{self, Code, Diagnostic};
use crate::files::{self, Change, Wanted};

/// The folder of the package that is to be changed.
pub(in crate::cli) fn folder(global: &Global) -> Result<&Path> {
    match &global.data {
        Some(folder) => Ok(folder),
        None => {
            bail!("the built-in package cannot be written; name the folder of a package of your own with --data")
        }
    }
}

/// The package in a folder, if its tables can be read.
pub(in crate::cli) fn package(folder: &Path, is_written: bool) -> Result<Package> {
    if is_written {
        // What a killed run left there is put back before the tables are read.
        files::recover(folder).with_context(|| folder.display().to_string())?;
    }
    let package = Package::read(Source::Folder(folder.to_path_buf()));
    // Rows that break a rule are for `check`. Of a table that cannot be read nobody knows what is in it.
    match package.faults.is_empty() {
        true => Ok(package),
        false => Err(Unsound { what: "the data package has", faults: package.faults }.into()),
    }
}

/// A package with other texts of some tables.
pub(in crate::cli) struct After {
    texts: BTreeMap<String, String>,
    package: Package,
    faults: Vec<Diagnostic>,
    /// The faults that it has and had not before.
    pub(in crate::cli) brought: Vec<Diagnostic>,
}

impl After {
    /// The package as it would be with these texts of its tables.
    pub(in crate::cli) fn new(before: &Package, texts: BTreeMap<String, String>) -> Self {
        let package = with_texts(before, &texts);
        let faults = check(&package);
        let kind = |fault: &Diagnostic| (fault.place.file.clone(), fault.code, fault.found.clone());
        // Lines move where rows go, so a fault is known by what it says.
        let mut known: BTreeMap<(String, Code, String), usize> = BTreeMap::new();
        for fault in check(before) {
            *known.entry(kind(&fault)).or_default() += 1;
        }
        let mut is_new = |fault: &&Diagnostic| match known.get_mut(&kind(fault)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let brought = faults.iter().filter(&mut is_new).cloned().collect();
        Self { texts, package, faults, brought }
    }

    /// Whether a table could not be read any more: then nothing may be written.
    pub(in crate::cli) fn is_broken(&self) -> bool {
        !self.package.faults.is_empty()
    }

    /// Writes the tables and what is generated from them: all, or nothing. Says what became of the generated files.
    pub(in crate::cli) fn write(&self, folder: &Path, before: &Package, what: &str) -> Result<&'static str> {
        let generated = if diag::are_usable(&self.faults) { generated_files(&self.package)? } else { Vec::new() };
        let generated_texts = generated.iter().map(|(name, text)| (*name, text.as_str()));
        let own = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain(generated_texts);
        let source = Source::Folder(folder.to_path_buf());
        let own: Vec<(&str, &str)> = own.filter(|(name, text)| !source.holds(name, text)).collect();
        let wanted =
            own.iter().map(|(name, text)| Wanted { root: folder, below: Path::new(name), bytes: text.as_bytes() });
        let change = Change::stage(&wanted.collect::<Vec<_>>())?;
        // The folder is ours from here on; before, somebody may have written a row.
        for table in TABLES.iter().filter_map(|schema| before.table(schema.name)) {
            let file = table.schema.file();
            let is_same = match table.is_there() {
                true => source.holds(&file, table.text()),
                false => matches!(source.beside(&file), Ok(None)),
            };
            if !is_same {
                bail!(
                    "{} has changed while {what} was read; nothing was written, run this again",
                    folder.join(&file).display()
                );
            }
        }
        change.finish()?;
        Ok(match generated.is_empty() {
            false => "renewed the generated files of the package\n",
            true => {
                "the package has problems, so its generated files are as they were; `sinosov check --write` renews them\n"
            }
        })
    }
}
