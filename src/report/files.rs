//! Files appear whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

/// Writes a file beside its place and moves it there, so that a failure leaves what was there before.
///
/// # Errors
/// Whatever the file system says: a missing or read-only folder, a full disk.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.part"));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The part may not be there at all; the first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written
}
