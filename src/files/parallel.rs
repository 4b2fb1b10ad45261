//! Work that is done by several workers at once; what comes of it is the same as by one.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::system;

/// What a function makes of every item, in the order of the items, whoever of the workers made it. As many are at work as the
/// machine can, if it is not said.
pub(crate) fn in_parallel<'a, Item: Sync, Made: Send>(
    items: &'a [Item],
    jobs: Option<NonZero<usize>>,
    make: impl Fn(&'a Item) -> Made + Sync,
) -> Vec<Made> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let made: Mutex<Vec<(usize, Made)>> = Mutex::new(Vec::new());
    system::workers(jobs.min(items.len()), || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            let result = make(item);
            // Another worker that panicked has ended the program's work anyway; its results are not needed.
            made.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}
