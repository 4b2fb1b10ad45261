//! Verbs, terminal tables, exit codes. The only place that knows clap.
//!
//! A verb returns what it has to say; printing and exit codes are decided here, once. Results go to stdout, all else to
//! stderr. Exit 0: done. 1: problems found. 2: wrong use or unreadable input.

mod audit;
mod check;
mod cite;
mod claims;
mod coverage;
mod export;
mod figures;
mod money;
mod report;
mod rows;
mod schedule;
mod selection;
mod trace;
mod why;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::check::check as check_package;
use crate::data::{Package, Source};
use crate::diag::{self, Code, Diagnostic};
use crate::fmt;

/// Soviet aid to China and the trade between them, 1937-1991, as figures traced to the page they stand on.
#[derive(Debug, Parser)]
#[command(name = "sinosov", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    global: Global,
}

/// Options of every verb.
#[derive(Debug, Args)]
struct Global {
    /// Use the data package in this folder instead of the built-in one
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    data: Option<PathBuf>,
    /// Use the report definitions in this folder instead of the built-in ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    reports: Option<PathBuf>,
    /// Say nothing on stderr but errors
    #[arg(long, global = true, help_heading = "Global options")]
    quiet: bool,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Global options")]
    color: ColorChoice,
}

/// The verbs; what each says of itself stands at its own arguments.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Draw the charts of a report and write its data and text
    #[command(subcommand)]
    Report(report::Verb),
    Figures(figures::Figures),
    Claims(claims::Claims),
    Why(why::Why),
    Coverage(coverage::Coverage),
    Schedule(schedule::Schedule),
    Cite(cite::Cite),
    Export(export::Export),
    Trace(trace::Trace),
    Check(check::Check),
    Audit(audit::Audit),
}

/// What a verb has to say.
#[derive(Debug, Default)]
struct Outcome {
    /// For stdout.
    result: String,
    /// For stderr, unless quiet.
    remarks: String,
    /// Faults, for stderr.
    faults: Vec<Diagnostic>,
    /// What could not be done, for stderr; the rest was.
    errors: Vec<String>,
    /// Whether something is wrong that the verb was asked to find.
    problems: bool,
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap prints each to where it belongs. A closed pipe is no failure.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let colour = match cli.global.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => io::stderr().is_terminal(),
    };
    match run(&cli) {
        Ok(outcome) => finish(&cli.global, colour, &outcome),
        Err(error) => {
            let faults = error.downcast_ref::<Unsound>().map(|unsound| unsound.faults.as_slice()).unwrap_or_default();
            print_faults(faults, colour);
            say(&format!("error: {error:#}\n"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome> {
    match &cli.verb {
        Verb::Report(verb) => report::run(verb, &cli.global),
        Verb::Figures(verb) => figures::run(verb, &cli.global),
        Verb::Claims(verb) => claims::run(verb, &cli.global),
        Verb::Why(verb) => why::run(verb, &cli.global),
        Verb::Coverage(verb) => coverage::run(verb, &cli.global),
        Verb::Schedule(verb) => schedule::run(verb, &cli.global),
        Verb::Cite(verb) => cite::run(verb, &cli.global),
        Verb::Export(verb) => export::run(verb, &cli.global),
        Verb::Trace(verb) => trace::run(verb, &cli.global),
        Verb::Check(verb) => check::run(verb, &cli.global),
        Verb::Audit(verb) => audit::run(verb, &cli.global),
    }
}

fn finish(global: &Global, colour: bool, outcome: &Outcome) -> ExitCode {
    print_faults(&outcome.faults, colour);
    if !global.quiet {
        say(&outcome.remarks);
    }
    for error in &outcome.errors {
        say(&format!("error: {error}\n"));
    }
    let mut stdout = io::stdout().lock();
    match stdout.write_all(outcome.result.as_bytes()).and_then(|()| stdout.flush()) {
        // Whoever reads may have enough; that is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&format!("error: cannot write the result: {error}\n"));
            ExitCode::from(2)
        }
        _ if outcome.problems => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

/// So many faults of a kind are printed; what is wrong a thousand times is mostly wrong in one way.
const PRINTED: usize = 100;
/// Kinds that `audit` finds and `check` does not.
const OF_AUDIT: [Code; 4] = [Code::DigestChanged, Code::MissingText, Code::PhraseNotFound, Code::DismissalFails];

fn print_faults(faults: &[Diagnostic], colour: bool) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for fault in faults {
        let count = counts.entry(fault.code).or_default();
        *count += 1;
        if *count <= PRINTED {
            say(&format!("{}\n", diag::render(fault, colour)));
        }
    }
    for (code, count) in counts {
        let Some(more) = count.checked_sub(PRINTED).filter(|more| *more > 0) else { continue };
        let all = if OF_AUDIT.contains(&code) { "" } else { "; `check --format json` lists all" };
        say(&format!("and {} more of `{}`{all}\n", fmt::grouped(more.into()), code.slug()));
    }
}

/// Writes to stderr. Whoever reads it may have enough; there is nowhere else to say so.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Spaces that never break are for print; in a terminal they would only hinder searching and copying.
fn for_terminal(text: &str) -> String {
    text.replace(fmt::NO_BREAK, " ")
}

/// A package or a report definition that must be mended before anything can be asked of it.
#[derive(Debug, thiserror::Error)]
#[error("{what} {}; nothing was done", problems(.faults.len()))]
struct Unsound {
    what: &'static str,
    faults: Vec<Diagnostic>,
}

/// "1 problem", "2 problems".
fn problems(count: usize) -> String {
    format!("{count} problem{}", if count == 1 { "" } else { "s" })
}

impl Global {
    fn source(&self) -> Source {
        self.data.clone().map_or(Source::BuiltIn, Source::Folder)
    }

    /// The package, if every rule holds on it.
    fn package(&self) -> Result<Package> {
        let package = Package::read(self.source());
        let faults = check_package(&package);
        if faults.is_empty() { Ok(package) } else { Err(Unsound { what: "the data package has", faults }.into()) }
    }
}
