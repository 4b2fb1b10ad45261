//! Failures that a test asks for, in builds for development alone: `SINOSOV_FAIL_AT=7` makes the seventh thing fail that the
//! program asks of the machine; with `SINOSOV_FAIL_KILL=1` the process ends there as if it were killed.

use std::io;
use std::path::Path;
use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

struct Wanted {
    at: u64,
    kill: bool,
}

fn wanted() -> Option<&'static Wanted> {
    static WANTED: OnceLock<Option<Wanted>> = OnceLock::new();
    let read = || {
        let at = std::env::var("SINOSOV_FAIL_AT").ok()?.parse().ok()?;
        Some(Wanted { at, kill: std::env::var_os("SINOSOV_FAIL_KILL").is_some() })
    };
    WANTED.get_or_init(read).as_ref()
}

/// One thing that may fail, counted.
pub(super) fn point(what: &str, path: &Path) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let Some(wanted) = wanted() else { return Ok(()) };
    if COUNT.fetch_add(1, Ordering::SeqCst) + 1 != wanted.at {
        return Ok(());
    }
    // A test counts what it has reached by this line.
    eprintln!("made to fail: {what} {}", path.display());
    if wanted.kill {
        process::abort();
    }
    Err(io::Error::other("made to fail"))
}
