//! What the machine is asked for, each call once. Nothing else in the program asks it.
#![allow(clippy::disallowed_methods, reason = "this is the seam through which all of these go")]

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

#[cfg(debug_assertions)]
use super::fault::point;

/// In a release nothing is made to fail.
#[cfg(not(debug_assertions))]
#[inline]
fn point(_: &str, _: &Path) -> io::Result<()> {
    Ok(())
}

/// What is said of something; nothing, if it is not there.
fn of_what_is_there(asked: io::Result<Metadata>) -> io::Result<Option<Metadata>> {
    match asked {
        Ok(found) => Ok(Some(found)),
        // A file in the place of a folder above has nothing below it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What stands at a path, through links.
pub(super) fn metadata(path: &Path) -> io::Result<Option<Metadata>> {
    point("look", path)?;
    of_what_is_there(fs::metadata(path))
}

/// What stands at a path, through links; that nothing does is an error, in the system's own words.
pub(super) fn found(path: &Path) -> io::Result<Metadata> {
    point("look", path)?;
    fs::metadata(path)
}

/// What stands at a path; of a link, the link itself.
pub(super) fn own_metadata(path: &Path) -> io::Result<Option<Metadata>> {
    point("look", path)?;
    of_what_is_there(fs::symlink_metadata(path))
}

/// The path without links.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    point("look", path)?;
    fs::canonicalize(path)
}

/// What stands in a folder, sorted.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    point("list", folder)?;
    let mut found = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

/// A file for reading; its metadata are asked again, for what stands at a path may have changed.
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    point("open", path)?;
    let file = File::open(path)?;
    let found = file.metadata()?;
    Ok((file, found))
}

/// Up to so many bytes.
pub(super) fn bytes(path: &Path, file: File, most: u64) -> io::Result<Vec<u8>> {
    point("read", path)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that is not there yet, and waits until the disk has it: else a crash could leave a name with nothing
/// behind it.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    point("create", path)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    point("write", path)?;
    file.write_all(bytes)?;
    point("sync", path)?;
    file.sync_all()
}

/// Gives a file the rights of another.
pub(super) fn rights(path: &Path, of: &Metadata) -> io::Result<()> {
    point("rights", path)?;
    fs::set_permissions(path, of.permissions())
}

/// A second name for a file; where the disk has no such thing, a copy.
pub(super) fn link_or_copy(path: &Path, second: &Path) -> io::Result<()> {
    point("link", second)?;
    if fs::hard_link(path, second).is_ok() {
        return Ok(());
    }
    let mut from = File::open(path)?;
    let mut to = OpenOptions::new().write(true).create_new(true).open(second)?;
    io::copy(&mut from, &mut to)?;
    fs::set_permissions(second, from.metadata()?.permissions())?;
    to.sync_all()
}

/// Moves a file or folder within a disk; a file that is there is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    point("rename", to)?;
    fs::rename(from, to)
}

/// Makes a folder.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    point("folder", path)?;
    fs::create_dir(path)
}

/// Waits until the disk has the names in a folder. Not every system can be asked to.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    point("sync", path)?;
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// That something is not there is what is wanted.
fn gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    point("remove", path)?;
    gone(fs::remove_file(path))
}

/// Removes a folder, if it is there and empty; whether it is gone.
pub(super) fn remove_if_empty(path: &Path) -> io::Result<bool> {
    point("remove", path)?;
    match gone(fs::remove_dir(path)) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes a folder with all that is in it, if it is there. Links in it are not followed.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    point("remove", path)?;
    gone(fs::remove_dir_all(path))
}

/// What is locked to lock a folder: the folder itself, so that nothing is left behind.
pub(super) fn lockable(folder: &Path) -> io::Result<File> {
    point("lock", folder)?;
    File::open(folder)
}

/// What is locked where a folder cannot be: a file in it, which stays.
pub(super) fn lock_file(path: &Path) -> io::Result<File> {
    point("lock", path)?;
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}

/// Has the work done by this thread, and by as many more as are wanted and can be started.
pub(crate) fn workers(count: usize, work: impl Fn() + Sync) {
    thread::scope(|scope| {
        for _ in 1..count {
            let start = || thread::Builder::new().spawn_scoped(scope, &work);
            // What cannot be started leaves its share to the others.
            if point("thread", Path::new("worker")).and_then(|()| start()).is_err() {
                break;
            }
        }
        work();
    });
}

/// Two pieces of work at once; one after the other, if no thread can be started.
pub(crate) fn beside<Here, There: Send>(
    here: impl FnOnce() -> Here,
    there: impl Fn() -> There + Sync,
) -> (Here, There) {
    thread::scope(|scope| {
        let start = || thread::Builder::new().spawn_scoped(scope, &there);
        let started = point("thread", Path::new("beside")).and_then(|()| start());
        let here = here();
        let there = match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(there)) => there,
            // A panic is a fault of the program; it is handed on as it came.
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => there(),
        };
        (here, there)
    })
}

/// Whether so many threads can be started that live at the same time: some libraries do not end well if theirs cannot be.
pub(crate) fn may_start(count: usize) -> io::Result<()> {
    let hold = Mutex::new(());
    thread::scope(|scope| {
        let held = hold.lock().unwrap_or_else(PoisonError::into_inner);
        let start = |_| -> io::Result<()> {
            point("thread", Path::new("pool"))?;
            let wait = || drop(hold.lock().unwrap_or_else(PoisonError::into_inner));
            thread::Builder::new().spawn_scoped(scope, wait).map(drop)
        };
        let started = (0..count).try_for_each(start);
        drop(held);
        started
    })
}
