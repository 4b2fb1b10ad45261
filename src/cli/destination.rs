//! Where the files of reports go.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Global, REPORTS, Reports};
use crate::files::{self, Wanted};

/// The folder that has a folder for each report.
pub(super) struct Destination {
    folder: PathBuf,
    /// Whether nobody named it, and it is in a package that may be of others.
    of_package: bool,
}

impl Destination {
    /// The folder that the command names; else that of the definitions of the package given with --data, so that whoever
    /// generates and whoever checks mean the same files; else `reports`.
    pub(super) fn new(asked: Option<&Path>, global: &Global) -> Self {
        match (asked, &global.data, &global.reports, global.reports()) {
            (Some(out), ..) => Self { folder: out.to_path_buf(), of_package: false },
            (None, Some(_), None, Reports::Folder(folder)) => Self { folder, of_package: true },
            _ => Self { folder: PathBuf::from(REPORTS), of_package: false },
        }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes files below it: all of them, or none.
    pub(super) fn write(&self, outputs: &[(PathBuf, Vec<u8>)]) -> Result<()> {
        if self.of_package {
            self.must_hold(outputs)?;
        }
        let wanted = outputs.iter().map(|(path, bytes)| Wanted { root: &self.folder, below: path, bytes });
        Ok(files::write(&wanted.collect::<Vec<_>>())?)
    }

    /// Refuses what a link would lead out of the package: whoever wants that names the folder.
    fn must_hold(&self, outputs: &[(PathBuf, Vec<u8>)]) -> Result<()> {
        let home = files::absolute(files::folder_of(&self.folder));
        for (below, _) in outputs {
            let path = self.folder.join(below);
            // What is not there yet is made in the first folder above it that is.
            let mut above = path.ancestors();
            let there = above.find(|place| files::is_there(place).unwrap_or(true)).unwrap_or(&self.folder);
            if !files::absolute(there).starts_with(&home) {
                bail!(
                    "{} leads out of the package by a link, and nothing was written; say with --out where reports go",
                    there.display()
                );
            }
        }
        Ok(())
    }
}
