//! What a run left that was killed.

use std::io;
use std::path::Path;

use super::journal::{DONE, JOURNAL, Journal, UNWRITTEN};
use super::lock::lock;
use super::system;

/// Puts back what was in a folder before a run that was killed while it changed it, and removes its parts. A run that is
/// alive is waited for. Nothing is done, if there is nothing to do.
///
/// # Errors
/// Whatever the file system says; if another run does not end.
pub fn recover(folder: &Path) -> io::Result<()> {
    if !super::is_folder(folder)? {
        return Ok(());
    }
    let root = system::real(folder)?;
    for name in [UNWRITTEN, DONE, JOURNAL] {
        if system::own_metadata(&root.join(name))?.is_some() {
            let _lock = lock(&root)?;
            return under_lock(&root);
        }
    }
    Ok(())
}

/// The same, for one who has the lock of the folder.
pub(super) fn under_lock(root: &Path) -> io::Result<()> {
    // Nothing had been changed when this was written.
    system::remove(&root.join(UNWRITTEN))?;
    if let Some(journal) = Journal::read(root, DONE)? {
        journal.clean(root)?;
    }
    if let Some(journal) = Journal::read(root, JOURNAL)? {
        journal.roll_back(root)?;
        journal.clean(root)?;
    }
    Ok(())
}
