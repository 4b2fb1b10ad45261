//! Files that a command is given by name, read within limits: plain files alone, and no more bytes than there may be.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::chart::{self, LARGEST_FILE};

/// The bytes of a file; what is read is counted, for a size that is told may have changed.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    let name = || path.display().to_string();
    if !fs::metadata(path).with_context(name)?.is_file() {
        bail!("{}: this is no plain file", name());
    }
    let mut bytes = Vec::new();
    File::open(path).with_context(name)?.take(most.saturating_add(1)).read_to_end(&mut bytes).with_context(name)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        bail!("{}: the file is larger than any of its kind, {} MB at most", name(), most >> 20);
    }
    Ok(bytes)
}

/// The text of a file.
pub(super) fn text(path: &Path, most: u64) -> Result<String> {
    let bytes = bytes(path, most)?;
    String::from_utf8(bytes).with_context(|| format!("{}: this is no text in UTF-8", path.display()))
}

/// The metadata of a chart file.
pub(super) fn metadata(path: &Path) -> Result<String> {
    chart::metadata(&bytes(path, LARGEST_FILE)?).with_context(|| path.display().to_string())
}
