//! Where the time of `report generate` goes: reading, tables and drawing, texts, page, pictures.
//! `cargo bench --bench steps` prints the median of several runs of each, on one worker.
#![allow(clippy::disallowed_methods, reason = "tests and measurements make the files that the program meets")]

use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sinosov::data::{Package, Source};
use sinosov::report::definition::definitions;
use sinosov::report::{Part, Request, generate};

const RUNS: usize = 7;

fn median<T>(what: &str, mut run: impl FnMut() -> T) -> T {
    let mut times: Vec<Duration> = Vec::new();
    let mut last = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        last = Some(run());
        times.push(start.elapsed());
    }
    times.sort();
    println!("{what:<44}{:8.1} ms", times[RUNS / 2].as_secs_f64() * 1000.0);
    last.expect("at least one run")
}

fn main() {
    let package = Arc::new(median("read and check the package", || Package::read(Source::BuiltIn)));
    let (definitions, _) = median("read the definitions", || definitions(None).expect("built in"));
    let of = |parts: &'static [Part]| {
        let request = Request { parts, jobs: NonZero::new(1), ..Request::default() };
        definitions.iter().flat_map(|it| generate(it, &package, &request).expect("a report")).collect::<Vec<_>>()
    };
    let svgs = median("tables and SVG of every chart", || of(&[Part::Svg]));
    println!("{} charts", svgs.iter().filter(|it| it.path.extension().is_some_and(|suffix| suffix == "svg")).count());
    median("the text of the report besides", || of(&[Part::Markdown]));
    median("the page besides", || of(&[Part::Page]));
    median("PNG: all, on one worker", || of(&[Part::Png]));
}
