//! Verbs, terminal tables, exit codes. The only place that knows clap.
//!
//! A verb returns what it has to say; printing and exit codes are decided here, once. Results go to stdout, all else to
//! stderr. Exit 0: done. 1: problems found. 2: wrong use or unreadable input.

mod audit;
mod check;
mod cite;
mod claims;
mod coverage;
mod destination;
mod draft;
mod export;
mod figures;
mod import;
mod init;
mod money;
mod report;
mod rows;
mod schedule;
mod selection;
mod trace;
mod why;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, ColorChoice, Parser, Subcommand};

use self::selection::quoted;
use crate::check::check as check_package;
use crate::data::{Package, Source};
use crate::diag::{self, Code, Diagnostic};
use crate::escape::{Escaped, Terminal};
use crate::escaped;
use crate::files;
use crate::fmt;
use crate::lang::Tongue;

/// Figures that can be traced to the page they stand on: data packages, checks, charts, reports, citations
#[derive(Debug, Parser)]
#[command(name = "sinosov", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    global: Global,
}

/// The folder with report definitions in or beside that of a package.
const REPORTS: &str = "reports";

/// Options of every verb.
#[derive(Debug, Args)]
struct Global {
    /// Use the data package in this folder instead of the built-in one
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    data: Option<PathBuf>,
    /// Use the report definitions in this folder; else those in the folder `reports` in or beside that of --data, or without --data
    /// the built-in ones
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
    Init(init::Init),
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
    Import(import::Import),
    Draft(draft::Draft),
    Check(check::Check),
    Audit(audit::Audit),
}

/// What a verb has to say.
#[derive(Debug, Default)]
struct Outcome {
    /// For stdout.
    result: String,
    /// Whether the result is in a language of its own, which has dealt with control characters, and is not for people: every
    /// byte of it stays.
    is_data: bool,
    /// For stderr, unless quiet.
    remarks: String,
    /// Faults, for stderr.
    faults: Vec<Diagnostic>,
    /// What could not be done, for stderr; the rest was.
    errors: Vec<String>,
    /// Whether something is wrong that the verb was asked to find.
    problems: bool,
}

/// What the program answers, before anything is printed: nothing in it that a terminal would obey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// For stdout.
    pub result: String,
    /// For stderr: faults, remarks, an error.
    pub remarks: Escaped<Terminal>,
    /// The exit code: 0 done, 1 problems found, 2 wrong use or unreadable input.
    pub code: u8,
}

/// What the program would print and how it would end, for whoever runs it inside another program. The first argument is the
/// program's name.
pub fn answer<T: Into<OsString> + Clone>(arguments: impl IntoIterator<Item = T>) -> Answer {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => answered(&cli, false),
        Err(error) if error.use_stderr() => {
            Answer { result: String::new(), remarks: Escaped::data(&error.to_string()), code: 2 }
        }
        Err(help) => Answer { result: help.to_string(), remarks: Escaped::new(), code: 0 },
    }
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap prints each to where it belongs. A closed pipe is no failure.
            let error = shown(error);
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let answer = answered(&cli, cli.global.has_colour());
    say(&answer.remarks);
    let mut stdout = io::stdout().lock();
    match stdout.write_all(answer.result.as_bytes()).and_then(|()| stdout.flush()) {
        // Whoever reads may have enough; that is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&escaped!(Terminal, "error: cannot write the result: {}\n", error.to_string()));
            ExitCode::from(2)
        }
        _ => ExitCode::from(answer.code),
    }
}

fn answered(cli: &Cli, colour: bool) -> Answer {
    answer_of(run(cli), &cli.global, colour)
}

/// What is printed of what a verb came to.
fn answer_of(ran: Result<Outcome>, global: &Global, colour: bool) -> Answer {
    match ran {
        Ok(outcome) => {
            let mut remarks = printed(&outcome.faults, colour);
            if !global.quiet {
                remarks.push(&outcome.remarks);
            }
            for error in &outcome.errors {
                remarks.push(&escaped!(Terminal, "error: {}\n", error));
            }
            let result = match outcome.is_data {
                true => outcome.result,
                false => Escaped::<Terminal>::data(&outcome.result).into_string(),
            };
            Answer { result, remarks, code: u8::from(outcome.problems) }
        }
        Err(error) => {
            let faults = error.downcast_ref::<Unsound>().map(|unsound| unsound.faults.as_slice()).unwrap_or_default();
            let mut remarks = printed(faults, colour);
            remarks.push(&escaped!(Terminal, "error: {}\n", format!("{error:#}")));
            Answer { result: String::new(), remarks, code: 2 }
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome> {
    match &cli.verb {
        Verb::Init(verb) => init::run(verb, &cli.global),
        Verb::Report(verb) => report::run(verb, &cli.global),
        Verb::Figures(verb) => figures::run(verb, &cli.global),
        Verb::Claims(verb) => claims::run(verb, &cli.global),
        Verb::Why(verb) => why::run(verb, &cli.global),
        Verb::Coverage(verb) => coverage::run(verb, &cli.global),
        Verb::Schedule(verb) => schedule::run(verb, &cli.global),
        Verb::Cite(verb) => cite::run(verb, &cli.global),
        Verb::Export(verb) => export::run(verb, &cli.global),
        Verb::Trace(verb) => trace::run(verb, &cli.global),
        Verb::Import(verb) => import::run(verb, &cli.global),
        Verb::Draft(verb) => draft::run(verb, &cli.global),
        Verb::Check(verb) => check::run(verb, &cli.global),
        Verb::Audit(verb) => audit::run(verb, &cli.global),
    }
}

/// So many faults of a kind are printed; what is wrong a thousand times is mostly wrong in one way.
const PRINTED: usize = 100;
/// Kinds that `audit` or `import` finds and `check` does not.
const OF_OTHERS: [Code; 10] = [
    Code::DigestChanged,
    Code::MissingText,
    Code::PhraseNotFound,
    Code::DismissalFails,
    Code::BadEntry,
    Code::BadSpreadsheet,
    Code::UnmetRow,
    Code::SpoiltCell,
    Code::ComputedCell,
    Code::CellsDisagree,
];

fn printed(faults: &[Diagnostic], colour: bool) -> Escaped<Terminal> {
    let mut out = Escaped::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for fault in faults {
        let count = counts.entry(fault.code).or_default();
        *count += 1;
        if *count <= most(fault.code) {
            out.push(&escaped!(Terminal, "{}\n", diag::render(fault, colour)));
        }
    }
    for (code, count) in counts {
        let Some(more) = count.checked_sub(most(code)).filter(|more| *more > 0) else { continue };
        let all = if OF_OTHERS.contains(&code) { "" } else { "; `check --format json` lists all" };
        out.push(&escaped!(
            Terminal,
            "and {} more of `{}`{}\n",
            fmt::grouped(Tongue::english(), more.into()),
            code.slug(),
            all
        ));
    }
    out
}

/// So many faults of a kind are printed. Who writes one table before the other has rows that nothing uses yet by the dozen, and
/// three say as much as all of them.
fn most(code: Code) -> usize {
    match code {
        Code::UnusedRow => 3,
        _ => PRINTED,
    }
}

/// Writes to stderr. Whoever reads it may have enough; there is nowhere else to say so.
fn say(text: &Escaped<Terminal>) {
    let _ = io::stderr().lock().write_all(text.as_str().as_bytes());
}

/// A refusal by clap, which repeats words of the command: those with what a terminal would obey are read once more as they can be
/// shown, which changes nothing but how they are repeated.
fn shown(error: clap::Error) -> clap::Error {
    let escaped = |word: OsString| Escaped::<Terminal>::data(&word.to_string_lossy()).into_string();
    match error.use_stderr() {
        true => Cli::try_parse_from(std::env::args_os().map(escaped)).err().unwrap_or(error),
        false => error,
    }
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

/// Where report definitions are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reports {
    /// Those of the built-in package.
    BuiltIn,
    /// In a folder.
    Folder(PathBuf),
    /// The package has none.
    None,
}

impl Reports {
    /// The folder, if there is one.
    fn folder(&self) -> Option<&Path> {
        if let Self::Folder(folder) = self { Some(folder) } else { None }
    }
}

impl Global {
    /// Whether what goes to stderr has colours.
    fn has_colour(&self) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => io::stderr().is_terminal(),
        }
    }

    /// The definitions that go with the package: those of another package say nothing of it.
    fn reports(&self) -> Reports {
        match (&self.reports, &self.data) {
            (Some(folder), _) => Reports::Folder(folder.clone()),
            (None, None) => Reports::BuiltIn,
            (None, Some(data)) => {
                let own = [data.join(REPORTS), data.parent().unwrap_or(Path::new("")).join(REPORTS)];
                // One that cannot be asked is read, which says why it cannot.
                let is_there = |folder: &PathBuf| files::is_folder(folder).unwrap_or(true);
                own.into_iter().find(is_there).map_or(Reports::None, Reports::Folder)
            }
        }
    }

    /// Where the package is; who names a folder without one is told how to make it.
    fn source(&self) -> Result<Source> {
        let Some(folder) = &self.data else { return Ok(Source::BuiltIn) };
        let (shown, typed) = (folder.display(), quoted(&folder.display().to_string()));
        match files::is_folder(folder) {
            Ok(true) => {}
            Ok(false) if files::is_there(folder)? => {
                bail!("{shown} is no folder; --data takes the folder of a package")
            }
            Ok(false) => bail!("{shown} is not there; `sinosov init {typed}` makes a package"),
            // What cannot be asked is read, which says why it cannot.
            Err(_) => return Ok(Source::Folder(folder.clone())),
        }
        let source = Source::Folder(folder.clone());
        match source.has_table() {
            true => Ok(source),
            false => bail!("there is no table in {shown}; `sinosov init {typed}` writes a package into it"),
        }
    }

    /// The package, if every rule holds on it that its numbers rest on.
    fn package(&self) -> Result<Package> {
        let package = Package::read(self.source()?);
        let faults = check_package(&package);
        if diag::are_usable(&faults) {
            Ok(package)
        } else {
            Err(Unsound { what: "the data package has", faults }.into())
        }
    }
}
