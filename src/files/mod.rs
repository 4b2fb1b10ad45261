//! Files that appear whole or not at all, and threads that may not start: the one seam between the program and the machine.
//!
//! Whatever the program reads, writes, moves, removes or asks about a file goes through `system`, and every thread is started
//! there; lints forbid it elsewhere. So what may fail has one place, and a test can make any of it fail.
//!
//! Reading takes plain files alone, each up to a limit. Writing changes all that it was asked to change, or nothing: see
//! [`Change`].

mod change;
#[cfg(debug_assertions)]
mod fault;
mod journal;
mod lock;
mod parallel;
mod plan;
mod read;
mod recover;
mod system;
mod watch;

pub use change::{Change, Unfinished};
pub use lock::Busy;
pub(crate) use parallel::in_parallel;
pub use plan::Wanted;
pub use read::{Bad, CHART, DEFINITION, FONT, LIBRARY, Limit, SHEET, STYLE, TABLE, TEMPLATE, TEXT, read, read_text};
pub use recover::recover;
pub(crate) use system::{beside, may_start};
pub use watch::Watch;

use std::io;
use std::path::{Path, PathBuf};

/// Whether there is a folder, through links.
///
/// # Errors
/// Whatever the file system says; that nothing is there is no error.
pub fn is_folder(path: &Path) -> io::Result<bool> {
    Ok(system::metadata(path)?.is_some_and(|found| found.is_dir()))
}

/// Whether there is a plain file, through links.
///
/// # Errors
/// Whatever the file system says; that nothing is there is no error.
pub fn is_file(path: &Path) -> io::Result<bool> {
    Ok(system::metadata(path)?.is_some_and(|found| found.is_file()))
}

/// Whether something is there, through links.
///
/// # Errors
/// Whatever the file system says; that nothing is there is no error.
pub fn is_there(path: &Path) -> io::Result<bool> {
    Ok(system::metadata(path)?.is_some())
}

/// Whether something is there that writing would change: a file, a link, or a folder with something in it.
///
/// # Errors
/// Whatever the file system says; that nothing is there is no error.
pub fn is_filled(path: &Path) -> io::Result<bool> {
    if is_folder(path)? {
        return Ok(!system::entries(path)?.is_empty());
    }
    Ok(system::own_metadata(path)?.is_some())
}

/// Writes files: all of them, or none.
///
/// # Errors
/// As [`Change::stage`] and [`Change::finish`].
pub fn write(wanted: &[Wanted<'_>]) -> Result<(), Unfinished> {
    match wanted {
        [] => Ok(()),
        _ => Change::stage(wanted)?.finish(),
    }
}

/// What stands in a folder, sorted.
///
/// # Errors
/// Whatever the file system says.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    system::entries(folder)
}

/// A path from the root, through every link that is there; the path as it is, if there is nothing.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    let name = path.file_name().map(PathBuf::from).unwrap_or_default();
    let folder = folder_of(path);
    let whole = system::real(path).or_else(|_| system::real(folder).map(|folder| folder.join(name)));
    whole.unwrap_or_else(|_| path.to_path_buf())
}

/// The folder in which a path stands.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
