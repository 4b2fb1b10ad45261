//! Where each file really goes, and under which name it waits: asked and refused before anything is written.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;

use super::journal::{Entry, Journal, digest};
use super::parallel::in_parallel;
use super::read::{Bad, kind};
use super::system;

/// A file that is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The folder that is locked; it is made, if it is not there.
    pub root: &'a Path,
    /// The place below it.
    pub below: &'a Path,
    /// All that it is to hold.
    pub bytes: &'a [u8],
}

/// What could not be done, and where.
#[derive(Debug)]
pub(super) struct Failed {
    pub path: PathBuf,
    pub error: io::Error,
}

/// A file with its real place.
#[derive(Debug)]
pub(super) struct Resolved {
    /// The place without links.
    pub target: PathBuf,
    /// The folder whose list names it.
    pub root: PathBuf,
    /// Whether a file is there.
    pub replaces: bool,
    /// The topmost folder that has to be made for it.
    pub new_folder: Option<PathBuf>,
}

/// Where a file really goes; `own` is its root without links. Files that links lead out of their root have their folder as root, or one of those that are
/// known.
pub(super) fn resolve(wanted: &Wanted<'_>, own: &Path, known: &[PathBuf]) -> Result<Resolved, Failed> {
    let named = wanted.root.join(wanted.below);
    let at = |error: io::Error| Failed { path: named.clone(), error };
    let refuse = |told: &str| Failed { path: named.clone(), error: io::Error::new(ErrorKind::InvalidInput, told) };
    let (target, replaces, new_folder) = match system::own_metadata(&named).map_err(at)? {
        None => {
            let (there, missing) = deepest(&named).map_err(at)?;
            let mut missing = missing.into_iter();
            let first = missing.next().map(|name| there.join(name)).unwrap_or(there);
            let rest: PathBuf = missing.collect();
            match rest.as_os_str().is_empty() {
                true => (first, false, None),
                false => (first.join(rest), false, Some(first)),
            }
        }
        Some(own) => match system::metadata(&named).map_err(at)? {
            Some(found) if found.is_file() => (system::real(&named).map_err(at)?, true, None),
            found => {
                let what = kind(&found.unwrap_or(own));
                return Err(refuse(&format!("it is {what}, and only a plain file is replaced; move it away")));
            }
        },
    };
    let folder = new_folder.as_ref().unwrap_or(&target).parent().unwrap_or(Path::new("/")).to_path_buf();
    let mut roots = known.iter().filter(|root| folder.starts_with(root));
    let root = match folder.starts_with(own) {
        true => own.to_path_buf(),
        false => roots.next().cloned().unwrap_or(folder),
    };
    if target.strip_prefix(&root).ok().and_then(Path::to_str).is_none() {
        let told = format!("its name {:?} is not UTF-8; give another", target.file_name().unwrap_or_default());
        return Err(refuse(&told));
    }
    Ok(Resolved { target, root, replaces, new_folder })
}

/// The deepest folder above a path that is there, without links, and the names below it that are not.
fn deepest(path: &Path) -> io::Result<(PathBuf, Vec<PathBuf>)> {
    let mut missing = Vec::new();
    let mut above = path;
    loop {
        missing.extend(above.file_name().map(PathBuf::from));
        above = super::folder_of(above);
        match system::metadata(above)? {
            Some(found) if found.is_dir() => break,
            Some(found) if found.is_file() => {
                return Err(io::Error::new(ErrorKind::NotADirectory, format!("{} is a file", above.display())));
            }
            Some(found) => return Err(Bad::Kind(kind(&found)).into()),
            None if system::own_metadata(above)?.is_some() => {
                let told = format!("{} is a link to nothing, or stands in a file", above.display());
                return Err(io::Error::new(ErrorKind::NotADirectory, told));
            }
            None => {}
        }
    }
    missing.reverse();
    Ok((system::real(above)?, missing))
}

/// What a run does below one root.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What is put on the disk before the first change.
    pub journal: Journal,
    /// What is made in order: folders that wait with what is in them.
    pub waiting: Vec<PathBuf>,
    /// For each file of the journal, which of the wanted ones it is.
    pub wanted: Vec<usize>,
    /// What is moved, from where to where, and whether a file is there.
    pub moves: Vec<(PathBuf, PathBuf, bool)>,
}

/// What is done below each root.
pub(super) fn plans(wanted: &[Wanted<'_>], resolved: &[Resolved]) -> Result<BTreeMap<PathBuf, Plan>, Failed> {
    let mut plans: BTreeMap<PathBuf, Plan> = BTreeMap::new();
    // Under which name each new folder waits.
    let mut folders: BTreeMap<&Path, PathBuf> = BTreeMap::new();
    let mut names = Names(0);
    let digests = in_parallel(wanted, None, |wanted| digest(wanted.bytes));
    for (index, (it, sha256)) in resolved.iter().zip(digests).enumerate() {
        let at = |error: io::Error| Failed { path: it.target.clone(), error };
        if resolved[..index].iter().any(|other| other.target == it.target) {
            let told = "two files of this run would be written to this place";
            return Err(at(io::Error::new(ErrorKind::InvalidInput, told)));
        }
        let plan = plans.entry(it.root.clone()).or_default();
        let below = |path: &Path| {
            let below = path.strip_prefix(&it.root).ok().and_then(Path::to_str).map(str::to_owned);
            below.ok_or_else(|| at(io::Error::new(ErrorKind::InvalidInput, "its name is not UTF-8; give another")))
        };
        let part = match &it.new_folder {
            None => names.beside(&it.target).map_err(at)?,
            Some(top) => {
                let waits = match folders.get(top.as_path()) {
                    Some(waits) => waits.clone(),
                    None => {
                        let waits = names.beside(top).map_err(at)?;
                        plan.moves.push((waits.clone(), top.clone(), false));
                        folders.insert(top, waits.clone());
                        waits
                    }
                };
                let inner = it.target.strip_prefix(top).unwrap_or(Path::new(""));
                let above: Vec<&Path> = inner.ancestors().skip(1).collect();
                for folder in above.into_iter().rev() {
                    // A join with nothing would add a stroke.
                    let place =
                        |base: &Path| if folder.as_os_str().is_empty() { base.into() } else { base.join(folder) };
                    if !plan.waiting.contains(&place(&waits)) {
                        plan.waiting.push(place(&waits));
                        plan.journal.folders.push(below(&place(top))?);
                    }
                }
                waits.join(inner)
            }
        };
        if it.new_folder.is_none() {
            plan.moves.push((part.clone(), it.target.clone(), it.replaces));
        }
        let backup = if it.replaces { Some(below(&names.beside(&it.target).map_err(at)?)?) } else { None };
        plan.journal.files.push(Entry { target: below(&it.target)?, part: below(&part)?, backup, sha256 });
        plan.wanted.push(index);
    }
    Ok(plans)
}

/// Names for parts, none longer than those of files may be.
struct Names(u32);

impl Names {
    /// A name beside a path that nothing has; a rename is whole only within one disk.
    fn beside(&mut self, path: &Path) -> io::Result<PathBuf> {
        loop {
            self.0 += 1;
            let part = path.with_file_name(format!(".sinosov-{}-{}.part", process::id(), self.0));
            if system::own_metadata(&part)?.is_none() {
                return Ok(part);
            }
        }
    }
}
