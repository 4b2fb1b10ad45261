//! Why a style cannot be used.

use thiserror::Error;

/// A style that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StyleError {
    /// No such style.
    #[error("there is no style `{name}`; write one of {known}, or the path of a .csl file")]
    Unknown {
        /// The name.
        name: String,
        /// The names that are known.
        known: String,
    },
    /// A file too large to be a style.
    #[error("the file is larger than any style, {} MB at most", crate::files::STYLE.bytes >> 20)]
    Huge,
    /// A file that would not end, or calls what is not there.
    #[error("line {line}: {reason}")]
    Refused {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A file that is no style.
    #[error("this is no CSL style that can be read: {reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// A style that only points to another.
    #[error("this style depends on another; give that one")]
    Dependent,
}
