//! A million figures: read, resolved and added up.
//!
//! `cargo bench --bench million -- [FIGURES …]` writes an invented package for each size below `target/bench`, five figures
//! a quantity, and says how long each step takes and how much memory the process has needed at most. `benches/compare.sh`
//! runs it beside DuckDB, which does the same in SQL on the same files.
#![allow(clippy::disallowed_methods, reason = "tests and measurements make the files that the program meets")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use rust_decimal::Decimal;
use sinosov::data::schema::TABLES;
use sinosov::data::{Package, Source};
use sinosov::evidence::{Evidence, Options, Resolved, TotalQuery};

/// Figures for every quantity.
const RIVALS: usize = 5;
/// One quantity in so many has a figure that a correction sets or excludes.
const WRONG: usize = 997;
/// Quantities of one provider, one a year, so that no two count the same thing.
const YEARS: usize = 100;

fn main() {
    let sizes: Vec<usize> = env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100_000, 1_000_000] } else { sizes };
    for figures in sizes {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(figures.to_string());
        if !folder.join("figures.csv").is_file() {
            write_package(&folder, figures / RIVALS);
        }
        measure(&folder);
    }
}

fn measure(folder: &Path) {
    let start = Instant::now();
    let package = Package::read(Source::Folder(folder.to_path_buf()));
    assert_eq!(package.faults, [], "the invented package is sound");
    let read = start.elapsed();
    let evidence = Evidence::new(&package, Options::default());
    let ids: Vec<String> = package.dataset.quantities.iter().map(|quantity| quantity.id.clone()).collect();
    let known = ids.iter().filter_map(|id| evidence.resolve(id)).fold(Known::default(), Known::with);
    let resolve = start.elapsed();
    let query = TotalQuery { quantities: ids, ..TotalQuery::default() };
    let total = evidence.total(&query).expect("nothing that must not be added");
    let all = start.elapsed();
    println!("figures,quantities,known_min,known_max,open_below,open_above,about");
    println!(
        "{},{},{},{},{},{},{}",
        package.dataset.figures.len(),
        known.quantities,
        known.min.normalize(),
        known.max.normalize(),
        total.open_below,
        total.open_above,
        known.about
    );
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    eprintln!(
        "{} figures, {} quantities: read {}, resolved {}, added {}, all {}; at most {} MB",
        package.dataset.figures.len(),
        known.quantities,
        seconds(read),
        seconds(resolve - read),
        seconds(all - resolve),
        seconds(all),
        peak_megabytes()
    );
}

/// What all quantities come to where their ends are known; a check that both programs did the same.
#[derive(Default)]
struct Known {
    quantities: usize,
    min: Decimal,
    max: Decimal,
    about: usize,
}

impl Known {
    fn with(self, resolved: Resolved) -> Self {
        Self {
            quantities: self.quantities + 1,
            min: self.min + resolved.interval.min.unwrap_or_default(),
            max: self.max + resolved.interval.max.unwrap_or_default(),
            about: self.about + usize::from(resolved.interval.about.is_any()),
        }
    }
}

/// The most memory that the process has held, where the system tells.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}

/// Writes the invented package: rivals that agree, span, are open, doubtful, preferred, corrected or excluded.
fn write_package(folder: &Path, quantities: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let mut tables: Vec<(&str, String)> = TABLES
        .iter()
        .map(|table| (table.name, table.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(",") + "\n"))
        .collect();
    let mut add = |name: &str, row: String| {
        let (_, text) = tables.iter_mut().find(|(known, _)| *known == name).expect("a table");
        text.push_str(&row);
        text.push('\n');
    };
    add("actors", "bora,Bora,1700,,".to_owned());
    add("categories", "goods,,Goods".to_owned());
    add("stages", "delivered,80,yes,delivered,With the recipient.".to_owned());
    add("units", "cart,carts,,cart,carts,,,,".to_owned());
    for work in 0..50 {
        add("works", format!("w{work},Work {work},book,,,,,,,,1950,,,,,,,,,,en,yes,{},,,Invented.", work % 4 + 1));
    }
    for provider in 0..quantities.div_ceil(YEARS) {
        add("actors", format!("p{provider},Provider {provider},1700,,"));
    }
    for quantity in 0..quantities {
        let (provider, year) = (quantity / YEARS, 1800 + quantity % YEARS);
        add(
            "quantities",
            format!("q{quantity},Carts {quantity},goods,,p{provider},bora,delivered,,cart,{year},{year},,,,,,"),
        );
        for rival in 0..RIVALS {
            add("figures", figure(quantity, rival));
        }
    }
    for wrong in (0..quantities).step_by(WRONG) {
        let cells = if wrong % 2 == 0 { "set,7" } else { "exclude," };
        add("corrections", format!("c{wrong},figures,f{wrong}-1,value,{},{cells},Invented.", wrong % 900 + 11));
    }
    for (name, text) in tables {
        fs::write(folder.join(format!("{name}.csv")), text).expect("a table");
    }
}

fn figure(quantity: usize, rival: usize) -> String {
    let number = quantity % 900 + 10 + rival;
    let work = (quantity * 7 + rival * 11) % 50;
    let line = quantity % 4000 + 1;
    let (mut value, mut min, mut max) = (String::new(), String::new(), String::new());
    let bound = match (rival, quantity % 13) {
        (2, 3) => "about",
        (3, 5) => "more_than",
        (4, 7) => "at_most",
        (4, 9) => "between",
        _ => "",
    };
    // Writing to a string cannot fail.
    let _ = match bound {
        "more_than" => write!(min, "{number}"),
        "at_most" => write!(max, "{number}"),
        "between" => write!(min, "{number}").and_then(|()| write!(max, "{}", number + 40)),
        _ => write!(value, "{number}"),
    };
    let (rank, note) = match (rival, quantity % 29) {
        (0, 1) => ("preferred", "Invented: nearest to the event."),
        (2, 11) => ("doubtful", "Invented: an order too high."),
        (1, _) if quantity.is_multiple_of(WRONG) => ("", "Invented: a misprint; see the correction."),
        _ => ("", ""),
    };
    let cited = if rival == 4 { format!("w{}", (work + 1) % 50) } else { String::new() };
    let phrase = match bound {
        "between" => format!("{number} to {} carts", number + 40),
        _ => format!("{number} carts"),
    };
    format!(
        "f{quantity}-{rival},q{quantity},w{work},line {line},{phrase},,,{value},{min},{max},{bound},,,,{cited},,,{rank},{note}"
    )
}
