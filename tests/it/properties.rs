//! What holds for every sound package, over many invented ones: nothing panics or takes long, numbers hold what is
//! true, and no answer hangs on how the data came.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::holds::{Told, hold};
use crate::invent::Choices;
use crate::support::is_all;

/// How many packages a run of the suite invents, every day and where all is asked for; `SINOSOV_PACKAGES` asks for other seeds,
/// as `1000..2000`.
const EVERYDAY: std::ops::Range<u64> = 0..20;
const ALL: std::ops::Range<u64> = 0..1000;

/// One package may take so long, whatever else the machine does. A few take a second; what is not linear takes for ever.
const LONGEST: Duration = Duration::from_secs(180);

/// The text of a panic.
fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

#[test]
fn sound_packages_keep_every_property() {
    let asked = std::env::var("SINOSOV_PACKAGES").ok();
    let asked = asked.as_deref().and_then(|text| text.split_once(".."));
    let asked = asked.and_then(|(first, end)| Some(first.parse().ok()?..end.parse().ok()?));
    let seeds = asked.unwrap_or(if is_all() { ALL } else { EVERYDAY });
    let (next, end) = (Arc::new(AtomicU64::new(seeds.start)), seeds.end);
    let (sender, receiver) = mpsc::channel();
    for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
        let (next, sender) = (Arc::clone(&next), sender.clone());
        // A worker that hangs is left behind; whoever waits for it says so.
        thread::spawn(move || {
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= end {
                    break;
                }
                let began = Instant::now();
                let told = catch_unwind(AssertUnwindSafe(|| hold(&mut Choices::of_seed(seed))))
                    .map_err(|panic| text_of(&*panic));
                if sender.send((seed, told, began.elapsed())).is_err() {
                    break;
                }
            }
        });
    }
    drop(sender);
    let (mut accepted, mut all, mut failed, mut slowest) = (0, Told::default(), Vec::new(), (Duration::ZERO, 0));
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left: BTreeSet<u64> = seeds.clone().collect();
    while !left.is_empty() {
        let Ok((seed, told, took)) = receiver.recv_timeout(LONGEST) else {
            let waiting: Vec<&u64> = left.iter().take(4).collect();
            panic!("of these seeds, the first have not ended in {LONGEST:?}: {waiting:?}; failed before: {failed:?}");
        };
        left.remove(&seed);
        slowest = slowest.max((took, seed));
        match told {
            Ok(Told { refused: Some(code), .. }) => *refused.entry(code).or_default() += 1,
            Ok(told) => {
                accepted += 1;
                all.charts += told.charts;
                all.charts_refused += told.charts_refused;
                all.totals += told.totals;
                all.totals_refused += told.totals_refused;
            }
            Err(text) => failed.push(format!("seed {seed}: {text}")),
        }
    }
    println!(
        "{accepted} accepted, refused {refused:?}; {} of {} charts and {} of {} totals refused; slowest {slowest:?}",
        all.charts_refused, all.charts, all.totals_refused, all.totals
    );
    assert!(failed.is_empty(), "{} packages fail:\n{}", failed.len(), failed.join("\n"));
    // A generator whose packages are refused would hold nothing against anything.
    assert!(accepted * 2 >= seeds.count(), "only {accepted} were accepted: {refused:?}");
    assert!(all.charts_refused < all.charts && all.totals_refused < all.totals, "nothing is drawn or added up");
}
