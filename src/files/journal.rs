//! The list of what a run changes, on the disk before the first change. As long as it is there, the next run puts back what
//! was; it is gone, under that name, once all is done.
//!
//! The list may come from anywhere, as the folder in which it stands may: it names nothing outside of that folder, follows no
//! link, and a file is touched only if it still is what the list says that the run made of it.

use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::read::{Limit, read};
use super::system;

/// A run is changing what stands in it, or died while it was.
pub(super) const JOURNAL: &str = ".sinosov-journal";
/// The list under the name that it has when all is done, or undone, but for the removal of parts.
pub(super) const DONE: &str = ".sinosov-done";
/// The list while it is written.
pub(super) const UNWRITTEN: &str = ".sinosov-journal.part";

const LIMIT: Limit = Limit { bytes: 64 << 20, of: "a journal" };
const FORMAT: u32 = 1;
const ABOUT: &str = "sinosov was changing these files; its next run that writes here puts back what was there";

/// What a run changes below a folder; all paths begin there.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    format: u32,
    about: String,
    /// Folders that it makes, a folder before those in it.
    pub folders: Vec<String>,
    /// Files that it writes.
    pub files: Vec<Entry>,
}

/// A file that a run writes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Its place.
    pub target: String,
    /// Where it waits before it is moved there.
    pub part: String,
    /// A second name of the file that was there, if one was.
    pub backup: Option<String>,
    /// Of what is written.
    pub sha256: String,
}

impl Default for Journal {
    fn default() -> Self {
        Self { format: FORMAT, about: ABOUT.to_owned(), folders: Vec::new(), files: Vec::new() }
    }
}

/// Whether a name is one of those that runs give to parts and to backups.
fn is_part(name: &Path) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(".sinosov-") && name.ends_with(".part") && name != UNWRITTEN)
}

impl Entry {
    /// What is removed to remove the part: itself, or the folder that waited with it.
    pub(super) fn waiting(&self) -> (PathBuf, bool) {
        let path = Path::new(&self.part);
        let all: Vec<&Path> = path.ancestors().collect();
        let top = all.into_iter().rfind(|above| above.file_name().is_some_and(|name| is_part(Path::new(name))));
        let top = top.unwrap_or(path);
        (top.to_path_buf(), top != path)
    }
}

impl Journal {
    /// Reads one of the two lists of a folder, if it is there.
    pub(super) fn read(root: &Path, name: &str) -> io::Result<Option<Self>> {
        let path = root.join(name);
        let refuse = |why: String| {
            let told = format!("{name} is no list of a run ({why}); look at it, and move it away");
            io::Error::new(ErrorKind::InvalidData, told)
        };
        match system::own_metadata(&path)? {
            None => return Ok(None),
            Some(found) if !found.is_file() => return Err(refuse("it is no plain file".to_owned())),
            Some(_) => {}
        }
        let journal: Self = serde_json::from_slice(&read(&path, LIMIT)?).map_err(|error| refuse(error.to_string()))?;
        if journal.format != FORMAT {
            return Err(refuse(format!("its format is {}", journal.format)));
        }
        if let Some(stray) = journal.stray() {
            return Err(refuse(format!("it names `{}`", stray.escape_debug())));
        }
        Ok(Some(journal))
    }

    /// The first path that leaves the folder, or that is not named as parts are.
    fn stray(&self) -> Option<&str> {
        let is_below = |text: &&str| {
            let mut components = Path::new(text).components().peekable();
            components.peek().is_some() && components.all(|component| matches!(component, Component::Normal(_)))
        };
        let named = |text: &&str, whole: bool| {
            let last = Path::new(*text).file_name().map(Path::new);
            let found = match whole {
                true => last.is_some_and(is_part),
                false => Path::new(*text).iter().any(|name| is_part(Path::new(name))),
            };
            found && is_below(text)
        };
        let targets = self.folders.iter().chain(self.files.iter().map(|file| &file.target)).map(String::as_str);
        let parts = self.files.iter().map(|file| file.part.as_str());
        let backups = self.files.iter().filter_map(|file| file.backup.as_deref());
        targets
            .into_iter()
            .find(|it| !is_below(it))
            .or_else(|| parts.into_iter().find(|it| !named(it, false)))
            .or_else(|| backups.into_iter().find(|it| !named(it, true)))
    }

    /// Puts it on the disk: from here on the next run puts back what was.
    pub(super) fn write(&self, root: &Path) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        system::write_new(&root.join(UNWRITTEN), &text)?;
        system::rename(&root.join(UNWRITTEN), &root.join(JOURNAL))?;
        system::sync_folder(root)
    }

    /// Says that all is done, or undone: from here on nothing is put back.
    pub(super) fn close(root: &Path) -> io::Result<()> {
        system::rename(&root.join(JOURNAL), &root.join(DONE))?;
        system::sync_folder(root)
    }

    /// Puts back what was, however far the run had come; it may be done again.
    pub(super) fn roll_back(&self, root: &Path) -> io::Result<()> {
        for file in &self.files {
            let (target, part) = (root.join(&file.target), root.join(&file.part));
            if !is_straight(root, &target)? || system::own_metadata(&part)?.is_some() {
                continue;
            }
            // What is no longer what the run made of it was changed by another since.
            if !is_made(&target, &file.sha256)? {
                continue;
            }
            match &file.backup {
                None => system::remove(&target)?,
                Some(backup) => {
                    let backup = root.join(backup);
                    if is_straight(root, &backup)? && system::own_metadata(&backup)?.is_some_and(|it| it.is_file()) {
                        system::rename(&backup, &target)?;
                    }
                }
            }
        }
        self.sync(root)?;
        match system::own_metadata(&root.join(JOURNAL))? {
            Some(_) => Self::close(root),
            None => Ok(()),
        }
    }

    /// Waits until the disk has the names in every folder that holds a file of the list.
    pub(super) fn sync(&self, root: &Path) -> io::Result<()> {
        let folders = self.files.iter().filter_map(|file| Path::new(&file.target).parent());
        let folders: std::collections::BTreeSet<PathBuf> = folders.map(|folder| root.join(folder)).collect();
        for folder in folders {
            if system::metadata(&folder)?.is_some() {
                system::sync_folder(&folder)?;
            }
        }
        Ok(())
    }

    /// Removes parts and backups, folders in which nothing is, and the list itself; it may be done again.
    pub(super) fn clean(&self, root: &Path) -> io::Result<()> {
        for file in &self.files {
            let (waiting, is_tree) = file.waiting();
            let waiting = root.join(waiting);
            if is_straight(root, &waiting)? {
                if is_tree { system::remove_tree(&waiting)? } else { system::remove(&waiting)? }
            }
            if let Some(backup) = file.backup.as_ref().map(|backup| root.join(backup))
                && is_straight(root, &backup)?
            {
                system::remove(&backup)?;
            }
        }
        for folder in self.folders.iter().rev().map(|folder| root.join(folder)) {
            if is_straight(root, &folder)? {
                system::remove_if_empty(&folder)?;
            }
        }
        system::remove(&root.join(DONE))
    }
}

/// Whether the folder in which a path stands is there, and is reached from the root without a link.
fn is_straight(root: &Path, path: &Path) -> io::Result<bool> {
    let folder = path.parent().unwrap_or(root);
    if folder == root {
        return Ok(true);
    }
    match system::real(folder) {
        Ok(real) => Ok(real == folder),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether a plain file holds what a run wrote.
fn is_made(path: &Path, sha256: &str) -> io::Result<bool> {
    if !system::own_metadata(path)?.is_some_and(|found| found.is_file()) {
        return Ok(false);
    }
    Ok(digest(&read(path, Limit { bytes: u64::MAX, of: "a file" })?) == sha256)
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
