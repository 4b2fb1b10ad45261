//! Files and folders that appear whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes a file beside its place and moves it there, so that a failure leaves what was there before.
///
/// # Errors
/// Whatever the file system says: a missing or read-only folder, a full disk.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The part may not be there at all; the first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a folder of files. A folder that is not there, or is empty, appears whole or not at all; in one with files those
/// of the same name are replaced, each whole, and others stay.
///
/// # Errors
/// Whatever the file system says.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    if is_filled(folder) {
        return files.iter().try_for_each(|(name, bytes)| write(&folder.join(name), bytes));
    }
    let beside = beside(folder);
    let written = fs::create_dir(&beside).and_then(|()| {
        files.iter().try_for_each(|(name, bytes)| fs::write(beside.join(name), bytes))?;
        // An empty folder gives way to the full one.
        if folder.is_dir() { fs::remove_dir(folder) } else { Ok(()) }?;
        fs::rename(&beside, folder)
    });
    if written.is_err() {
        // As above.
        let _ = fs::remove_dir_all(&beside);
    }
    written
}

/// Whether something is there that writing would change: a file, or a folder with something in it.
#[must_use]
pub fn is_filled(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.exists(),
    }
}

/// A name in the same folder, for a rename is whole only within one file system.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.part"))
}
