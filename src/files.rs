//! Files and folders that appear whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// What is written beside its place and waits to be moved there. Dropped before that, it is gone and nothing has changed.
#[derive(Debug)]
pub struct Pending {
    /// What was written, and where it goes.
    parts: Vec<(PathBuf, PathBuf)>,
}

impl Pending {
    /// Moves everything to its place.
    ///
    /// # Errors
    /// Whatever the file system says; what was moved before stays.
    pub fn finish(mut self) -> io::Result<()> {
        while let Some((part, target)) = self.parts.first() {
            fs::rename(part, target)?;
            self.parts.remove(0);
        }
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        for (part, _) in &self.parts {
            // There is nobody left to tell, and a part harms nobody.
            let _ = if part.is_dir() { fs::remove_dir_all(part) } else { fs::remove_file(part) };
        }
    }
}

/// Writes a file beside its place. A link is followed; the rights of a file that is there are kept.
///
/// # Errors
/// Whatever the file system says: a missing or read-only folder, a full disk.
pub fn stage(path: &Path, bytes: &[u8]) -> io::Result<Pending> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let (part, mut file) = free(&target, |part| OpenOptions::new().write(true).create_new(true).open(part))?;
    let pending = Pending { parts: vec![(part.clone(), target.clone())] };
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(&target) {
        fs::set_permissions(&part, old.permissions())?;
    }
    // Else a crash could leave the new name with nothing behind it.
    file.sync_all()?;
    Ok(pending)
}

/// Writes a folder of files beside its place; in a folder that is there, every file beside its own.
///
/// # Errors
/// Whatever the file system says.
pub fn stage_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<Pending> {
    if folder.is_dir() {
        let mut all = Pending { parts: Vec::new() };
        for (name, bytes) in files {
            let mut one = stage(&folder.join(name), bytes)?;
            all.parts.append(&mut one.parts);
        }
        // Told before the first is moved.
        if let Some((_, taken)) = all.parts.iter().find(|(_, target)| target.is_dir()) {
            let told = format!("{} is a folder", taken.display());
            return Err(io::Error::new(io::ErrorKind::IsADirectory, told));
        }
        return Ok(all);
    }
    let (part, ()) = free(folder, |part| fs::create_dir(part))?;
    let pending = Pending { parts: vec![(part.clone(), folder.to_path_buf())] };
    files.iter().try_for_each(|(name, bytes)| fs::write(part.join(name), bytes))?;
    Ok(pending)
}

/// Writes a file: all of it, or nothing is changed.
///
/// # Errors
/// As [`stage`] and [`Pending::finish`].
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    stage(path, bytes)?.finish()
}

/// Whether something is there that writing would change: a file, a link, or a folder with something in it.
#[must_use]
pub fn is_filled(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.symlink_metadata().is_ok(),
    }
}

/// Makes something under a name beside a path that nothing has: a rename is whole only within one file system.
fn free<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut number = 0_u32;
    loop {
        let part = path.with_file_name(format!(".{name}.{}-{number}.part", process::id()));
        match make(&part) {
            Ok(made) => return Ok((part, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
