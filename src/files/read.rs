//! Reading: plain files, each up to a limit.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::system;

/// How large a file of a kind may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// In bytes.
    pub bytes: u64,
    /// What the file is.
    pub of: &'static str,
}

/// A table of a data package, or a file beside the tables.
pub const TABLE: Limit = Limit { bytes: 1 << 30, of: "a table" };
/// A report definition.
pub const DEFINITION: Limit = Limit { bytes: 64 << 20, of: "a report definition" };
/// A template of a page, its style or script.
pub const TEMPLATE: Limit = Limit { bytes: 64 << 20, of: "a template" };
/// A list of references; one of ten thousand has some 10 MiB.
pub const LIBRARY: Limit = Limit { bytes: 64 << 20, of: "a list of references" };
/// A workbook, or a table as a spreadsheet has saved it.
pub const SHEET: Limit = Limit { bytes: 512 << 20, of: "a spreadsheet" };
/// A style of citation.
pub const STYLE: Limit = Limit { bytes: 1 << 20, of: "a style of citation" };
/// A font; those of Chinese have some 20 MiB.
pub const FONT: Limit = Limit { bytes: 64 << 20, of: "a font" };
/// A chart, SVG or PNG.
pub const CHART: Limit = Limit { bytes: 64 << 20, of: "a chart" };
/// The text of a work.
pub const TEXT: Limit = Limit { bytes: 64 << 20, of: "a text" };

/// Why a file is not read, where the system does not say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// A folder, a pipe, a device stands there.
    #[error("it is {0}, and only plain files are read; name a file")]
    Kind(&'static str),
    /// It is larger than any of its kind.
    #[error("it is larger than {} MiB, the most that {} may have", .0.bytes >> 20, .0.of)]
    Size(Limit),
    /// It is no text.
    #[error("line {line}, column {column}: byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")]
    Text {
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// The first byte that is not.
        byte: u8,
    },
}

impl From<Bad> for io::Error {
    fn from(bad: Bad) -> Self {
        let kind = match bad {
            Bad::Kind("a folder") => ErrorKind::IsADirectory,
            Bad::Kind(_) => ErrorKind::InvalidInput,
            Bad::Size(_) => ErrorKind::FileTooLarge,
            Bad::Text { .. } => ErrorKind::InvalidData,
        };
        Self::new(kind, bad)
    }
}

/// What stands somewhere that is no plain file.
pub(super) fn kind(found: &std::fs::Metadata) -> &'static str {
    let own = found.file_type();
    if own.is_dir() {
        return "a folder";
    }
    if own.is_symlink() {
        return "a link to nothing";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if own.is_fifo() {
            return "a pipe";
        }
        if own.is_socket() {
            return "a socket";
        }
        if own.is_char_device() || own.is_block_device() {
            return "a device";
        }
    }
    "no plain file"
}

/// The bytes of a plain file.
///
/// # Errors
/// Whatever the file system says; [`Bad`] inside of the error, if it is no plain file (it is not opened then: a pipe would
/// never end) or larger than its limit.
pub fn read(path: &Path, limit: Limit) -> io::Result<Vec<u8>> {
    let found = system::found(path)?;
    if !found.is_file() {
        return Err(Bad::Kind(kind(&found)).into());
    }
    if found.len() > limit.bytes {
        return Err(Bad::Size(limit).into());
    }
    let (file, found) = system::open(path)?;
    if !found.is_file() {
        return Err(Bad::Kind(kind(&found)).into());
    }
    let bytes = system::bytes(path, file, limit.bytes.saturating_add(1))?;
    if bytes.len() as u64 > limit.bytes {
        return Err(Bad::Size(limit).into());
    }
    Ok(bytes)
}

/// The text of a plain file.
///
/// # Errors
/// As [`read`]; and with the place of the first byte that is not UTF-8.
pub fn read_text(path: &Path, limit: Limit) -> io::Result<String> {
    String::from_utf8(read(path, limit)?).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let (before, rest) = error.as_bytes().split_at(good);
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        Bad::Text { line, column, byte: rest.first().copied().unwrap_or_default() }.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_larger_than_its_kind_is_refused() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let small = Limit { bytes: 10, of: "a note" };
        let error = read(&own, small).expect_err("too large");
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        assert!(read(&own, Limit { bytes: 1 << 20, of: "a note" }).is_ok());
        let folder = own.parent().expect("a folder");
        assert_eq!(read(folder, TABLE).expect_err("a folder").kind(), ErrorKind::IsADirectory);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_not_read() {
        let error = read(Path::new("/dev/zero"), TABLE).expect_err("it never ends");
        assert!(error.to_string().contains("a device"), "{error}");
    }
}
