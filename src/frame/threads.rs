//! The threads of polars, which it starts at its first use: it panics, or waits without end, where they cannot be.

use std::sync::OnceLock;

use polars::prelude::{DataFrame, IntoLazy, NamedFrom, PolarsResult, Series, col};
use thiserror::Error;

use crate::files;

/// Settings that polars reads, and panics over where they hold anything but a number above zero.
const SETTINGS: [&str; 3] = [THREADS, "POLARS_ASYNC_THREAD_COUNT", "POLARS_MAX_BLOCKING_THREAD_COUNT"];
const THREADS: &str = "POLARS_MAX_THREADS";
/// More threads than any machine has use for.
const MOST: usize = 1024;

/// Why no rows can be selected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ThreadsError {
    /// A setting of the environment.
    #[error("the environment sets {name} to {value:?}; a number from 1 to {MOST} is wanted, or nothing: unset it")]
    Setting {
        /// Its name.
        name: &'static str,
        /// What it holds.
        value: String,
    },
    /// The system starts no more.
    #[error(
        "{wanted} threads are needed to select rows, and they cannot be started: {reason}; allow this user more processes or \
         memory, or set {THREADS}=1"
    )]
    Refused {
        /// How many.
        wanted: usize,
        /// What the system says.
        reason: String,
    },
}

/// Has polars start its threads, once, after it was tried whether so many can be.
pub(super) fn start() -> Result<(), ThreadsError> {
    static STARTED: OnceLock<Result<(), ThreadsError>> = OnceLock::new();
    STARTED.get_or_init(try_start).clone()
}

fn try_start() -> Result<(), ThreadsError> {
    for name in SETTINGS {
        setting(name, std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))?;
    }
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.trim().parse::<usize>().ok());
    let of_machine = || std::thread::available_parallelism().map_or(4, usize::from);
    let each = number(THREADS).unwrap_or_else(of_machine);
    // A pool for sums and groups, one for plans, and one thread that blocks.
    let wanted = each + number(SETTINGS[1]).unwrap_or(each.min(32)) + 1;
    files::may_start(wanted).map_err(|error| ThreadsError::Refused { wanted, reason: error.to_string() })?;
    warm().map_err(|error| ThreadsError::Refused { wanted, reason: error.to_string() })
}

/// A question that takes both of its pools, so that nothing else takes their threads between the trial and the first use.
fn warm() -> PolarsResult<()> {
    let rows = || Series::new("row".into(), vec![0_u32, 1]).into();
    let few = DataFrame::new(2, vec![rows()])?.lazy();
    few.group_by([col("row")]).agg([col("row").count().alias("count")]).sort(["row"], Default::default()).collect()?;
    Ok(())
}

fn setting(name: &'static str, value: Option<String>) -> Result<(), ThreadsError> {
    match value {
        Some(value) if !value.trim().parse().is_ok_and(|number: usize| (1..=MOST).contains(&number)) => {
            Err(ThreadsError::Setting { name, value })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_would_make_polars_panic_is_refused_by_name() {
        for value in ["0", "-1", "many", "", "99999999999999999999", "1025"] {
            let error = setting(THREADS, Some(value.to_owned())).expect_err("no number of threads");
            assert!(error.to_string().contains("POLARS_MAX_THREADS"), "{error}");
        }
        assert_eq!(setting(THREADS, Some("8".to_owned())), Ok(()));
        assert_eq!(setting(THREADS, None), Ok(()));
    }
}
