//! A package, or a part of it, for other programs: workbooks, databases, flat files, the package itself.
//!
//! What is written is a [`Bundle`]: the part of the package that a selection reaches, which is itself a sound package. One
//! [`Exporter`] a format turns it into bytes; nothing is written before all of it is made.

mod about;
mod csv;
mod json;
mod limits;
mod package;
mod parquet;
mod sqlite;
mod xlsx;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use crate::escape::spreadsheet::{guarded, restored};
pub use crate::sheets::{Cell, Column, Sheet};
pub use csv::{Csv, ExcelCsv};
pub use json::{Json, JsonLines};
pub use package::{Zip, files as package_files};
pub use parquet::Parquet;
pub use sqlite::Sqlite;

pub use xlsx::Xlsx;

use crate::cite::{self, Citing, Style};
use crate::data::{About, Package};
use crate::escape::Plain;
use crate::evidence::{Evidence, Options};
use crate::files;
use crate::sheets;

/// What cannot be exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The target's name ends in nothing that is known.
    #[error(
        "nothing is known of files that end in `{suffix}`; write one of {}, or the name of a folder, without a point",
        known()
    )]
    Suffix {
        /// What it ends in.
        suffix: String,
    },
    /// `--excel` goes with CSV alone.
    #[error("`--excel` is for .csv; a workbook has types of its own, and other files are not for spreadsheets")]
    NoCsv,
    /// There is something already.
    #[error("{} is there already; give another name, or `--force` to write over it", path.display())]
    Exists {
        /// The target.
        path: PathBuf,
    },
    /// A folder stands where a file is to be written, or a file where a folder is.
    #[error("{} is {found}, and a {wanted} is to be written; give another name", path.display())]
    OtherKind {
        /// The target.
        path: PathBuf,
        /// What is there.
        found: &'static str,
        /// What is to be written.
        wanted: &'static str,
    },
    /// The folder that is to hold the target is not there.
    #[error("there is no folder {}; make it first, or give another name", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be said what is there.
    #[error("cannot look at {}: {error}; nothing was written", path.display())]
    Look {
        /// The target.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The name of no file and no folder.
    #[error("`{name}` is no name for a file or folder; {mend}")]
    Name {
        /// The name.
        name: String,
        /// What to write.
        mend: &'static str,
    },
    /// A format cannot hold the data.
    #[error("{format} cannot hold this: {reason}")]
    Format {
        /// The format.
        format: &'static str,
        /// Why not.
        reason: String,
    },
}

fn known() -> String {
    let suffixes: Vec<String> = exporters().iter().map(|exporter| format!(".{}", exporter.suffix())).collect();
    suffixes.join(", ")
}

/// A part of a package, with all that files say of it.
pub struct Bundle<'a> {
    /// The part, a package of its own.
    pub package: &'a Package,
    /// What its quantities are worth.
    evidence: Evidence<'a>,
    /// The flags with which it was selected; none for everything.
    selection: Vec<String>,
    /// What the package says of itself that it is a part of.
    about: About,
    own_citation: String,
    /// Every figure as a footnote.
    footnotes: BTreeMap<String, String>,
    /// Every work as an entry of a list.
    entries: Vec<String>,
}

impl<'a> Bundle<'a> {
    /// What a selection came to: `part` of the `whole`, by the flags that a person typed.
    #[must_use]
    pub fn new(whole: &Package, part: &'a Package, mut selection: Vec<String>, as_stated: bool, style: &Style) -> Self {
        if as_stated {
            selection.push("--as-stated".to_owned());
        }
        let mut citing = Citing::<Plain>::new(style);
        let dataset = &part.dataset;
        citing.prepare(dataset);
        let footnotes = sheets::footnotes(&mut citing, dataset);
        let works = dataset.works.iter().filter(|work| work.kind != "unidentified");
        let entries = works.map(|work| citing.entry(work).into_string()).collect();
        let own = cite::dataset(&mut citing, whole.about());
        Self {
            package: part,
            evidence: Evidence::new(part, Options { as_stated, ..Options::default() }),
            selection,
            about: whole.about().clone(),
            own_citation: own.entry.into_string(),
            footnotes,
            entries,
        }
    }

    /// Every figure with all that other tables say of it.
    fn figures(&self) -> Sheet {
        sheets::figures(self.package, &|figure| self.footnotes.get(&figure.id).cloned().unwrap_or_default())
    }

    /// Every quantity with what it is worth.
    fn quantities(&self) -> Sheet {
        sheets::quantities(self.package, &self.evidence)
    }
}

/// A format.
pub trait Exporter: Sync {
    /// What its files end in, without the point.
    fn suffix(&self) -> &'static str;

    /// The file.
    ///
    /// # Errors
    /// If the format cannot hold the data.
    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError>;
}

/// Every format that is one file.
#[must_use]
pub fn exporters() -> [&'static dyn Exporter; 7] {
    [&Xlsx, &Csv, &Parquet, &Json, &JsonLines, &Sqlite, &Zip]
}

/// Where an export goes.
pub struct Target {
    path: PathBuf,
    /// The format; a folder has none.
    exporter: Option<&'static dyn Exporter>,
    force: bool,
}

impl Target {
    /// A target by its name: a folder has no suffix. Whether it can be written is asked before anything is made.
    ///
    /// # Errors
    /// If nothing is known of the suffix, or the target cannot or may not be written.
    pub fn new(path: &Path, excel: bool, force: bool) -> Result<Self, ExportError> {
        let name = path.to_string_lossy();
        let has_suffix = |name: &str| exporters().iter().any(|it| name.ends_with(&format!(".{}", it.suffix())));
        if name == "-" {
            return Err(ExportError::Name {
                name: name.into_owned(),
                mend: "write a name; nothing is written to stdout",
            });
        }
        if exporters().iter().any(|it| path.file_name().is_some_and(|own| *own == *format!(".{}", it.suffix()))) {
            return Err(ExportError::Name { name: name.into_owned(), mend: "write a name before the suffix" });
        }
        if has_suffix(name.trim_end_matches('/')) && name.ends_with('/') {
            return Err(ExportError::Name { name: name.into_owned(), mend: "leave the stroke off" });
        }
        let is_folder = asked(path, files::is_folder)?;
        let suffix = path.extension().filter(|_| !is_folder || has_suffix(&name));
        let suffix = suffix.map(|suffix| suffix.to_string_lossy().to_lowercase());
        let exporter: Option<&'static dyn Exporter> = match suffix.as_deref() {
            None => None,
            Some("csv") if excel => Some(&ExcelCsv),
            Some(suffix) => {
                let found = exporters().into_iter().find(|it| it.suffix() == suffix);
                Some(found.ok_or_else(|| ExportError::Suffix { suffix: format!(".{suffix}") })?)
            }
        };
        if excel && suffix.as_deref() != Some("csv") {
            return Err(ExportError::NoCsv);
        }
        let path = path.to_path_buf();
        let folder = files::folder_of(&path);
        if !asked(folder, files::is_folder)? {
            return Err(ExportError::NoFolder { path: folder.to_path_buf() });
        }
        let is_file = asked(&path, files::is_file)?;
        let is_there = asked(&path, files::is_there)?;
        match (exporter.is_some(), is_folder) {
            (true, true) => return Err(ExportError::OtherKind { path, found: "a folder", wanted: "file" }),
            (true, false) if is_there && !is_file => {
                return Err(ExportError::OtherKind { path, found: "no file of data", wanted: "file" });
            }
            (false, false) if is_there => {
                return Err(ExportError::OtherKind { path, found: "a file", wanted: "folder" });
            }
            _ if !force && asked(&path, files::is_filled)? => return Err(ExportError::Exists { path }),
            _ => {}
        }
        Ok(Self { path, exporter, force })
    }

    /// The name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes what is to be written, all of it in memory.
    ///
    /// # Errors
    /// If the format cannot hold the data.
    pub fn made(&self, bundle: &Bundle<'_>) -> Result<Made, ExportError> {
        Ok(match self.exporter {
            Some(exporter) => Made::File(exporter.bytes(bundle)?),
            None => Made::Folder(package_files(bundle)?),
        })
    }

    /// What is made, as files below the folder that holds the target.
    #[must_use]
    pub fn wanted<'a>(&'a self, made: &'a Made) -> Vec<(&'a Path, PathBuf, &'a [u8])> {
        // `.` and `..` have no name of their own.
        let (folder, name) = match self.path.file_name() {
            Some(name) => (files::folder_of(&self.path), PathBuf::from(name)),
            None => (self.path.as_path(), PathBuf::new()),
        };
        match made {
            Made::File(bytes) => vec![(folder, name, bytes.as_slice())],
            Made::Folder(files) => {
                files.iter().map(|(file, bytes)| (folder, name.join(file), bytes.as_slice())).collect()
            }
        }
    }

    /// That nothing has come there while it was made.
    ///
    /// # Errors
    /// If something has, and must not be written over.
    pub fn must_be_free(&self) -> Result<(), ExportError> {
        // In a folder that was there, empty, the parts wait already.
        if !self.force && !asked(&self.path, files::is_folder)? && asked(&self.path, files::is_filled)? {
            return Err(ExportError::Exists { path: self.path.clone() });
        }
        Ok(())
    }
}

/// What is at a path.
fn asked(path: &Path, ask: impl Fn(&Path) -> io::Result<bool>) -> Result<bool, ExportError> {
    ask(path).map_err(|error| ExportError::Look { path: path.to_path_buf(), error })
}

/// What is to be written.
pub enum Made {
    /// The bytes of a file.
    File(Vec<u8>),
    /// The files of a folder, by name.
    Folder(Vec<(String, Vec<u8>)>),
}
