//! Where the files of a package come from: built in, a folder, or another package.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::embedded;
use super::schema::TABLES;
use crate::files;

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
    NotAFile(&'static str),
    Unreadable(io::Error),
}

impl Source {
    pub(super) fn read(&self, name: &str) -> Found {
        match self {
            Self::BuiltIn => embedded::file(name).map_or(Found::Missing, |text| Found::Bytes(text.as_bytes().to_vec())),
            Self::Memory(files) => {
                files.get(name).map_or(Found::Missing, |text| Found::Bytes(text.as_bytes().to_vec()))
            }
            Self::Folder(folder) => match files::read(&folder.join(name), files::TABLE) {
                Ok(bytes) => Found::Bytes(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Missing,
                Err(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                    Some(files::Bad::Kind(what)) => Found::NotAFile(what),
                    _ => Found::Unreadable(error),
                },
            },
        }
    }

    /// Whether there is anything where a table of a package would be.
    #[must_use]
    pub fn has_table(&self) -> bool {
        TABLES.iter().any(|table| !self.lacks(&table.file()))
    }

    /// The tables that are not there, each as it would be without rows: name of the file and text.
    #[must_use]
    pub fn missing_tables(&self) -> Vec<(String, String)> {
        let missing = TABLES.iter().filter(|table| !table.is_optional() && self.lacks(&table.file()));
        missing.map(|table| (table.file(), table.header() + "\n")).collect()
    }

    /// Whether there is no such file. Of one that cannot be asked it is not known; whoever reads it is told why.
    fn lacks(&self, name: &str) -> bool {
        match self {
            Self::BuiltIn => embedded::file(name).is_none(),
            Self::Memory(files) => !files.contains_key(name),
            Self::Folder(folder) => matches!(files::is_there(&folder.join(name)), Ok(false)),
        }
    }

    /// The bytes of a file that stands beside the tables, as those that are generated do, if it is there.
    ///
    /// # Errors
    /// If something is there that cannot be read.
    pub fn beside(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match self.read(name) {
            Found::Bytes(bytes) => Ok(Some(bytes)),
            Found::Missing => Ok(None),
            Found::NotAFile(what) => Err(files::Bad::Kind(what).into()),
            Found::Unreadable(error) => Err(error),
        }
    }

    /// Whether a file beside the tables holds this and nothing else.
    #[must_use]
    pub fn holds(&self, name: &str, text: &str) -> bool {
        matches!(self.read(name), Found::Bytes(bytes) if bytes == text.as_bytes())
    }
}
