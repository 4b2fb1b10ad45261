//! Where the files of a package come from: built in, a folder, or another package.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::embedded;

/// A package's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The package that was compiled into the program.
    BuiltIn,
    /// A folder with the tables.
    Folder(PathBuf),
    /// Texts by the name of their file, as a selection of another package comes to.
    Memory(Arc<BTreeMap<String, String>>),
}

/// What stands where a file should be.
pub(super) enum Found {
    Bytes(Vec<u8>),
    Missing,
    NotAFile,
    Unreadable(io::Error),
}

impl Source {
    pub(super) fn read(&self, name: &str) -> Found {
        match self {
            Self::BuiltIn => embedded::file(name).map_or(Found::Missing, |text| Found::Bytes(text.as_bytes().to_vec())),
            Self::Memory(files) => {
                files.get(name).map_or(Found::Missing, |text| Found::Bytes(text.as_bytes().to_vec()))
            }
            Self::Folder(folder) => {
                let path = folder.join(name);
                if path.exists() && !path.is_file() {
                    return Found::NotAFile;
                }
                match fs::read(&path) {
                    Ok(bytes) => Found::Bytes(bytes),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Missing,
                    Err(error) => Found::Unreadable(error),
                }
            }
        }
    }

    /// The text of a file that stands beside the tables, as those that are generated do, if it is there.
    #[must_use]
    pub fn beside(&self, name: &str) -> Option<String> {
        match self.read(name) {
            Found::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => None,
        }
    }
}
