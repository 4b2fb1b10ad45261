//! Changes of files, as they are made by whoever else writes them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Programs write a file in several steps; when nothing has happened for so long, they are through.
const QUIET: Duration = Duration::from_millis(60);

/// Folders that are watched.
pub struct Watch {
    changes: Receiver<notify::Result<Event>>,
    /// Whoever drops it sees no more.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches what stands in some folders, but not in folders below them.
    ///
    /// # Errors
    /// If a folder is not there, or the system watches no more.
    pub fn new(folders: &[PathBuf]) -> io::Result<Self> {
        let (send, changes) = channel();
        let mut watcher = notify::recommended_watcher(send).map_err(io::Error::other)?;
        for folder in folders {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
        }
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits until a file that is wanted has changed, has come or is gone, and then until no more do.
    ///
    /// # Errors
    /// If the system can no longer tell.
    pub fn next(&self, is_wanted: impl Fn(&Path) -> bool) -> io::Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let mut add = |event: notify::Result<Event>| {
            let event = event.map_err(io::Error::other)?;
            if !event.kind.is_access() {
                changed.extend(event.paths.into_iter().filter(|path| is_wanted(path)));
            }
            Ok::<bool, io::Error>(!changed.is_empty())
        };
        while !add(self.changes.recv().map_err(io::Error::other)?)? {}
        loop {
            match self.changes.recv_timeout(QUIET) {
                Ok(event) => add(event)?,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("the watch has ended")),
            };
        }
        Ok(changed)
    }
}
