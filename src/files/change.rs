//! A change of many files: all of them, or none.
//!
//! 1. Every place is looked at, and refused by name where no plain file can be written.
//! 2. The folders are locked; what a killed run left there is put back and cleaned.
//! 3. A list of all that will change is put on the disk ([`super::journal`]).
//! 4. Every file is written beside its place, and what is there gets a second name.
//! 5. All are moved to their places. If one cannot be, all are put back.
//! 6. The list gets another name: now all is done. Second names and the list are removed.
//!
//! A run that is killed in 3 to 5 is undone by the next that writes there, one that is killed in 6 is finished by it. Files in
//! several folders that have no common root (two exports, a link out of the folder) have a list each: an error undoes all of
//! them, a kill between the two lists of step 6 leaves one new and the other old.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use super::journal::{Entry, Journal, UNWRITTEN};
use super::lock::{Lock, lock};
use super::parallel::in_parallel;
use super::plan::{Failed, Plan, Resolved, Wanted, plans, resolve};
use super::read::{Bad, kind};
use super::{recover, system};

/// Why a change was not made, and what is there now.
#[derive(Debug, thiserror::Error)]
pub enum Unfinished {
    /// All is as it was.
    #[error("cannot write {}: {error}; nothing was written", path.display())]
    Undone {
        /// Where it failed.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Some files are new.
    #[error(
        "cannot write {}: {error}; nor could all be put back, for {}: {also}; the next run that writes there does it",
        path.display(),
        place.display()
    )]
    Half {
        /// Where it failed.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
        /// Where it failed then.
        place: PathBuf,
        /// What the system says of that.
        also: io::Error,
    },
    /// All files are new.
    #[error(
        "all is written, but what is no longer needed in {} cannot be removed: {error}; the next run that writes there does it",
        path.display()
    )]
    Left {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Files that are written beside their places and wait to be moved there. Dropped before that, they are gone and nothing has
/// changed.
#[derive(Debug, Default)]
pub struct Change {
    /// Each root without links, its lock, and what is done there.
    locks: Vec<(PathBuf, Lock)>,
    plans: Vec<(PathBuf, Plan)>,
    /// Roots that were made, a folder before those in it.
    made: Vec<PathBuf>,
    finished: bool,
}

impl Change {
    /// Writes files beside their places.
    ///
    /// # Errors
    /// [`Unfinished::Undone`] where a place cannot be written; nothing has changed then.
    pub fn stage(wanted: &[Wanted<'_>]) -> Result<Self, Unfinished> {
        let mut change = Self::default();
        match change.try_stage(wanted) {
            Ok(()) => Ok(change),
            Err(failed) => Err(change.undone(failed)),
        }
    }

    fn try_stage(&mut self, wanted: &[Wanted<'_>]) -> Result<(), Failed> {
        let resolved = self.locked(wanted)?;
        self.plans = plans(wanted, &resolved)?.into_iter().collect();
        for (root, plan) in &self.plans {
            plan.journal.write(root).map_err(|error| Failed { path: root.clone(), error })?;
        }
        for (root, plan) in &self.plans {
            for folder in &plan.waiting {
                system::make_folder(folder).map_err(|error| Failed { path: folder.clone(), error })?;
            }
            write_parts(root, plan, wanted)?;
            let sync = |folder: &PathBuf| system::sync_folder(folder);
            let synced = plan.waiting.iter().try_for_each(sync).and_then(|()| plan.journal.sync(root));
            synced.map_err(|error| Failed { path: root.clone(), error })?;
        }
        Ok(())
    }

    /// Makes and locks every root, and says where the files go. Links may lead to further roots, so this is done until there
    /// are no more.
    fn locked(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<Resolved>, Failed> {
        // Most files have one root.
        let mut real: BTreeMap<&Path, PathBuf> = BTreeMap::new();
        for wanted in wanted {
            if !real.contains_key(wanted.root) {
                let at = |error: io::Error| Failed { path: wanted.root.to_path_buf(), error };
                self.make(wanted.root).map_err(at)?;
                real.insert(wanted.root, system::real(wanted.root).map_err(at)?);
            }
        }
        let mut roots: Vec<PathBuf> = real.values().cloned().collect();
        loop {
            // In one order by all runs, so that no two wait for each other.
            roots.sort();
            roots.dedup();
            for root in &roots {
                if self.locks.iter().all(|(known, _)| known != root) {
                    let locked = lock(root).map_err(|error| Failed { path: root.clone(), error })?;
                    self.locks.push((root.clone(), locked));
                    recover::under_lock(root).map_err(|error| Failed { path: root.clone(), error })?;
                }
            }
            let resolved = wanted.iter().map(|it| resolve(it, &real[it.root], &roots));
            let resolved: Vec<Resolved> = resolved.collect::<Result<_, _>>()?;
            let further = resolved.iter().map(|it| &it.root).filter(|root| !roots.contains(root));
            let further: Vec<PathBuf> = further.cloned().collect();
            if further.is_empty() {
                return Ok(resolved);
            }
            roots.extend(further);
        }
    }

    /// Makes a root and what is above it.
    fn make(&mut self, root: &Path) -> io::Result<()> {
        let mut missing = Vec::new();
        let mut above = root;
        loop {
            match system::metadata(above)? {
                Some(found) if found.is_dir() => break,
                Some(found) => {
                    let what = if found.is_file() { "a file" } else { kind(&found) };
                    let told = format!("{} is {what}, and a folder is wanted", above.display());
                    return Err(io::Error::new(ErrorKind::NotADirectory, told));
                }
                None if system::own_metadata(above)?.is_some() => return Err(Bad::Kind("a link to nothing").into()),
                None => missing.push(above),
            }
            above = super::folder_of(above);
        }
        for folder in missing.into_iter().rev() {
            match system::make_folder(folder) {
                Ok(()) => self.made.push(folder.to_path_buf()),
                // Another run was quicker.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Moves everything to its place.
    ///
    /// # Errors
    /// [`Unfinished`] says what is there then.
    pub fn finish(mut self) -> Result<(), Unfinished> {
        if let Err(failed) = self.try_move() {
            return Err(self.undone(failed));
        }
        self.finished = true;
        // Once more, for much that fails does so once.
        let clean = |(root, plan): &(PathBuf, Plan)| match plan.journal.clean(root) {
            Ok(()) => Ok(()),
            Err(_) => plan.journal.clean(root).map_err(|error| Unfinished::Left { path: root.clone(), error }),
        };
        self.plans.iter().map(clean).fold(Ok(()), Result::and)
    }

    fn try_move(&self) -> Result<(), Failed> {
        let moves = || self.plans.iter().flat_map(|(_, plan)| &plan.moves);
        // What has come there since is told before the first is moved.
        for (_, target, replaces) in moves() {
            let at = |error: io::Error| Failed { path: target.clone(), error };
            match system::own_metadata(target).map_err(at)? {
                None => {}
                Some(found) if *replaces && found.is_file() => {}
                Some(_) => return Err(at(io::Error::new(ErrorKind::AlreadyExists, "something has come there since"))),
            }
        }
        for (part, target, _) in moves() {
            system::rename(part, target).map_err(|error| Failed { path: target.clone(), error })?;
        }
        for (root, plan) in &self.plans {
            plan.journal.sync(root).map_err(|error| Failed { path: root.clone(), error })?;
        }
        let close =
            |(root, _): &(PathBuf, Plan)| Journal::close(root).map_err(|error| Failed { path: root.clone(), error });
        self.plans.iter().try_for_each(close)
    }

    /// Puts back what was, and says so.
    fn undone(&mut self, failed: Failed) -> Unfinished {
        let Failed { path, error } = failed;
        match self.undo() {
            Ok(()) => Unfinished::Undone { path, error },
            Err(Failed { path: place, error: also }) => Unfinished::Half { path, error, place, also },
        }
    }

    fn undo(&mut self) -> Result<(), Failed> {
        self.finished = true;
        for (root, plan) in &self.plans {
            let undone = system::remove(&root.join(UNWRITTEN))
                .and_then(|()| plan.journal.roll_back(root))
                .and_then(|()| plan.journal.clean(root));
            undone.map_err(|error| Failed { path: root.clone(), error })?;
        }
        self.locks.clear();
        for folder in self.made.iter().rev() {
            system::remove_if_empty(folder).map_err(|error| Failed { path: folder.clone(), error })?;
        }
        Ok(())
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        if !self.finished {
            // There is nobody left to tell; what stays is undone by the next run.
            let _ = self.undo();
        }
    }
}

/// So many files are written at once: most of the time goes in waiting for the disk.
const WRITERS: NonZero<usize> = NonZero::new(8).unwrap();

/// Writes the files of a plan beside their places; the first error is told, in the order of the files.
fn write_parts(root: &Path, plan: &Plan, wanted: &[Wanted<'_>]) -> Result<(), Failed> {
    let files: Vec<(&Entry, usize)> = plan.journal.files.iter().zip(plan.wanted.iter().copied()).collect();
    let written = in_parallel(&files, Some(WRITERS), |(file, index)| {
        let target = root.join(&file.target);
        let backup = file.backup.as_ref().map(|backup| root.join(backup));
        write(&target, &root.join(&file.part), backup.as_deref(), wanted[*index].bytes)
            .map_err(|error| Failed { path: target, error })
    });
    written.into_iter().collect()
}

/// Writes one file beside its place, with the rights of the one that is there, which gets a second name.
fn write(target: &Path, part: &Path, backup: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
    system::write_new(part, bytes)?;
    if let Some(backup) = backup {
        let old = system::own_metadata(target)?.ok_or(ErrorKind::NotFound)?;
        system::rights(part, &old)?;
        system::link_or_copy(target, backup)?;
    }
    Ok(())
}
