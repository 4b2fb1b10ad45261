//! Many charts drawn and verified on all processors, and what is wrong with them counted.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use sinosov::chart::Drawing;

use super::chart::{Chart, Form, SIZES, forms};
use super::reading::{Case, Fault};
use super::tongues::Speech;
use super::{door, rules};

/// What is found where a chart is not drawn that should be, or drawn that should not.
const REFUSED: &str = "every sound chart is drawn";
const UNTRUE: &str = "what would be untrue is refused";
const PANICKED: &str = "nothing panics";

/// What is wrong with one chart, by rule.
pub fn one(chart: &Chart) -> Vec<(&'static str, Fault)> {
    timed(chart).0
}

/// What is wrong with one chart, and how long it took to draw it.
fn timed(chart: &Chart) -> (Vec<(&'static str, Fault)>, Duration) {
    let fault = |what: String| Fault { what, frame: 0, at: None };
    let began = Instant::now();
    let mut took = Duration::default();
    let found = catch_unwind(AssertUnwindSafe(|| {
        let result = door::draw(chart);
        took = began.elapsed();
        judged(chart, result)
    }));
    let found = match found {
        Ok(found) => found,
        Err(panic) => {
            let what = panic.downcast_ref::<String>().cloned();
            let what = what.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            vec![(PANICKED, fault(what.unwrap_or_default()))]
        }
    };
    (found, took)
}

fn judged(chart: &Chart, result: Result<Vec<Drawing>, door::Refusal>) -> Vec<(&'static str, Fault)> {
    let fault = |what: String| Fault { what, frame: 0, at: None };
    match (result, chart.untrue) {
        (Ok(drawings), None) => rules::broken(&Case::new(chart, &drawings)),
        (Ok(_), Some(reason)) => vec![(UNTRUE, fault(format!("{reason:?}")))],
        (Err(refusal), wanted) if refusal.reason.is_some() && refusal.reason == wanted => Vec::new(),
        (Err(refusal), _) => vec![(REFUSED, fault(refusal.message))],
    }
}

/// What many charts come to.
pub struct Tally {
    seeds: Vec<u64>,
    took: Duration,
    /// What all workers together took to invent charts, to draw them, and to verify them.
    parts: [Duration; 3],
    /// The seed whose chart took longest to draw.
    slowest: (Duration, u64),
    /// The charts that broke a rule, each with its form, its size and its first fault.
    broken: BTreeMap<&'static str, Vec<(u64, Form, &'static str, String)>>,
    faulty: usize,
    by_form: BTreeMap<Form, usize>,
}

/// Draws and verifies the charts of some seeds.
pub fn all(speech: &'static Speech, seeds: impl IntoIterator<Item = u64>) -> Tally {
    let seeds: Vec<u64> = seeds.into_iter().collect();
    let began = Instant::now();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut found = Vec::new();
        loop {
            let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)).copied() else { return found };
            let began = Instant::now();
            let chart = Chart::of_seed_in(seed, speech);
            let invented = began.elapsed();
            let (faults, drawn) = timed(&chart);
            let verified = began.elapsed().saturating_sub(invented + drawn);
            found.push((seed, chart.form, chart.size.name(), faults, [invented, drawn, verified]));
        }
    };
    let mut found = thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect::<Vec<_>>()
    });
    found.sort_by_key(|(seed, ..)| *seed);
    let mut tally = Tally {
        seeds,
        took: began.elapsed(),
        parts: [Duration::ZERO; 3],
        slowest: (Duration::ZERO, 0),
        broken: BTreeMap::new(),
        faulty: 0,
        by_form: BTreeMap::new(),
    };
    for (seed, form, size, faults, parts) in found {
        for (all, part) in tally.parts.iter_mut().zip(parts) {
            *all += part;
        }
        tally.slowest = tally.slowest.max((parts[1], seed));
        *tally.by_form.entry(form).or_default() += 1;
        tally.faulty += usize::from(!faults.is_empty());
        let mut seen: Vec<&str> = Vec::new();
        for (rule, fault) in faults {
            if !seen.contains(&rule) {
                seen.push(rule);
                tally.broken.entry(rule).or_default().push((seed, form, size, fault.what));
            }
        }
    }
    tally
}

impl Tally {
    /// The rules that are broken, each with the first charts that break it.
    pub fn broken(&self) -> Vec<(&'static str, String)> {
        let told = |charts: &Vec<(u64, Form, &'static str, String)>| {
            let first =
                charts.iter().take(3).map(|(seed, form, size, what)| format!("seed {seed} ({form:?}, {size}): {what}"));
            format!("{} charts: {}", charts.len(), first.collect::<Vec<_>>().join("; "))
        };
        self.broken.iter().map(|(rule, charts)| (*rule, told(charts))).collect()
    }

    /// The tally as a text: what is wrong by rule, form and size, with seeds to look at.
    pub fn told(&self) -> String {
        let count = self.seeds.len();
        let seconds = self.took.as_secs_f64();
        let mut text = String::new();
        let rate = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds.max(0.001);
        let _ = writeln!(
            text,
            "# Faults of invented charts\n\nSeeds {} to {}: {count} charts in {seconds:.1} s, {rate:.0} a second. {} have faults. \
             Inventing took {:.1} s of all workers, drawing {:.1} s, verifying {:.1} s. \
             Slowest to draw: seed {}, {:.1} s.\n\n\
             See one: `SINOSOV_SEED=N cargo test --locked --test it drawn::see -- --ignored --nocapture` writes \
             `target/drawn/N-1.svg` (faults in red boxes) and `N-1.png`, and prints what is wrong.\n\
             Again: `SINOSOV_CHARTS=3000 SINOSOV_FIRST=1 SINOSOV_FAULTS=FILE cargo test --locked --test it drawn::by_hand -- \
             --ignored --nocapture`\n",
            self.seeds.first().copied().unwrap_or_default(),
            self.seeds.last().copied().unwrap_or_default(),
            self.faulty,
            self.parts[0].as_secs_f64(),
            self.parts[1].as_secs_f64(),
            self.parts[2].as_secs_f64(),
            self.slowest.1,
            self.slowest.0.as_secs_f64()
        );
        let mut rules: Vec<_> = self.broken.iter().collect();
        rules.sort_by_key(|(_, charts)| std::cmp::Reverse(charts.len()));
        let _ = writeln!(text, "| charts | rule |\n| ---: | --- |");
        for (rule, charts) in &rules {
            let _ = writeln!(text, "| {} | {rule} |", charts.len());
        }
        for (rule, charts) in rules {
            let of_size = |size: &str| charts.iter().filter(|(_, _, own, _)| *own == size).count();
            let sizes: Vec<String> =
                SIZES.iter().map(|size| format!("{} {}", size.name(), of_size(size.name()))).collect();
            let _ = writeln!(text, "\n## {rule}: {} charts ({})\n", charts.len(), sizes.join(", "));
            for form in forms() {
                let of_form: Vec<_> = charts.iter().filter(|(_, own, ..)| *own == form).collect();
                if of_form.is_empty() {
                    continue;
                }
                let all = self.by_form.get(&form).copied().unwrap_or_default();
                let _ = writeln!(text, "- {form:?}: {} of {all}", of_form.len());
                for (seed, _, size, what) in of_form.into_iter().take(30) {
                    let _ = writeln!(text, "    - {seed} ({size}): {what}");
                }
            }
        }
        text
    }
}

/// The SVG of a frame with a red box around every fault that has a place, and a grey one around every text in Chinese, which
/// the bundled fonts do not have.
pub fn with_faults_marked(drawing: &Drawing, found: &[(&'static str, Fault)], frame: usize) -> String {
    let faults = found.iter().filter(|(_, fault)| fault.frame == frame);
    let faults = faults.filter_map(|(rule, fault)| Some((fault.at?.grown(1.0), "red", *rule)));
    let is_chinese = |letter: char| ('\u{3000}'..'\u{ffff}').contains(&letter);
    let chinese = drawing.scene().texts().filter(|text| text.text.contains(is_chinese));
    let chinese = chinese.filter_map(|text| Some((text.bounds()?, "grey", "a text in Chinese")));
    let boxes: String = faults
        .chain(chinese)
        .map(|(at, colour, title)| {
            let (x, y, width, height) = (at.left, at.top, at.width(), at.height());
            format!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"none\" \
                 stroke=\"{colour}\"><title>{title}</title></rect>\n"
            )
        })
        .collect();
    drawing.svg().replace("</svg>", &format!("{boxes}</svg>"))
}
