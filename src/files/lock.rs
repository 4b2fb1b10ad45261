//! One run at a time writes into a folder. The system lets go of a lock when its process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::system;

/// What is locked where the folder itself cannot be: it stays, for to remove it would let two in at once.
const FILE: &str = ".sinosov-lock";
/// How long another run is waited for: this often, that long.
const TIMES: u32 = 600;
const WHILE: Duration = Duration::from_millis(50);

/// Another run did not end in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another run writes there and has not ended in {} seconds; wait for it, then run this again", TIMES / 20)]
pub struct Busy;

/// A folder into which no other run writes, until this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _held: File,
}

/// Waits for a folder until no other run writes there.
pub(super) fn lock(folder: &Path) -> io::Result<Lock> {
    match system::lockable(folder) {
        Ok(file) => {
            if wait(&file)? {
                return Ok(Lock { _held: file });
            }
            // Some network disks lock only what is open for writing.
        }
        Err(error) if cfg!(unix) => return Err(error),
        // Other systems do not open folders.
        Err(_) => {}
    }
    let file = system::lock_file(&folder.join(FILE))?;
    match wait(&file)? {
        true => Ok(Lock { _held: file }),
        false => {
            Err(io::Error::new(ErrorKind::Unsupported, "the disk has no locks, so two runs could mix their files"))
        }
    }
}

/// Whether the lock was got; not, where there is no such thing.
fn wait(file: &File) -> io::Result<bool> {
    for _ in 0..TIMES {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => thread::sleep(WHILE),
            Err(TryLockError::Error(_)) => return Ok(false),
        }
    }
    Err(io::Error::new(ErrorKind::ResourceBusy, Busy))
}
