//! `sinosov report`: generate, list, check.

mod language;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::mem;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use sha2::{Digest, Sha256};

use crate::chart::look::theme;
use crate::chart::{Fonts, Lacking, Size};
use crate::cite;
use crate::cli::destination::Destination;
use crate::cli::selection::quoted;
use crate::cli::{Global, Outcome, REPORTS, Reports, Unsound, problems};
use crate::data::Package;
use crate::diag::{Code, Diagnostic, Place, hint};
use crate::evidence::{Evidence, Options};
use crate::files::{self, Limit};
use crate::frame;
use crate::model::Lang;
use crate::report::definition::{Definition, definitions};
use crate::report::{self, Appearance, Made, Output, Part, Request, Skin, generate_all};
use crate::start;
use language::{Asked, appearances, messages, untranslated, wordless};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Generate(Generate),
    /// List the reports and their charts
    List,
    Check(Check),
}

/// Draw the charts of reports and write them with their data and text below OUT/REPORT/
///
/// Example: one chart of a report, as PNG alone, into the folder pictures
///
///   sinosov report generate example --only carts-by-year --format png --out pictures
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Generate {
    /// Reports by id; all if none is named
    #[arg(value_name = "REPORT")]
    names: Vec<String>,
    /// These charts alone, parted by commas
    #[arg(long, value_name = "CHART", value_delimiter = ',')]
    only: Vec<String>,
    /// The folder that receives REPORT/…; else that of the definitions of the package given with --data, or without it `reports`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What to write, parted by commas; data always comes with charts
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Format::Svg, Format::Png, Format::Md, Format::Html])]
    format: Vec<Format>,
    /// The size of the charts: wide is as high as its rows need, the others are frames of fixed size
    #[arg(long, value_enum)]
    size: Option<SizeName>,
    /// The colours of the charts: print survives a black-and-white photocopier
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// The language of the report, by its tag (ru, zh …): numbers, dates and the program's words; the words that labels.csv has in
    /// it; and the texts of REPORT.LANG.toml beside the definition. `all` makes every report in each of its languages: index.html,
    /// index.ru.html …
    #[arg(long, value_name = "LANG")]
    lang: Option<Asked>,
    /// A folder with messages of more languages, each a file of Fluent: de.ftl; what it lacks is said in English
    #[arg(long, value_name = "DIR")]
    lang_dir: Option<PathBuf>,
    /// A font (.ttf, .otf) for letters that the bundled ones lack
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,
    /// The style of citation of the page: chicago-notes, apa … as `sinosov cite` has them by name
    #[arg(long, default_value = "chicago-notes")]
    style: String,
    /// How many charts are drawn at once, 256 at most; the files are the same
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Stay, and make again what has changed whenever a table, a definition or a template is saved; what is wrong is told and ends
    /// nothing
    #[arg(long)]
    watch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SizeName {
    /// 850 pixels wide
    Wide,
    /// 1080 by 1080
    Square,
    /// 1080 by 1620
    Tall,
    /// 1280 by 720
    Slide,
    /// 360 pixels wide, for a telephone or a column
    Narrow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
    Print,
}

impl Generate {
    /// How the charts are to look.
    fn appearance(&self) -> Result<Appearance> {
        let fonts = match &self.font {
            None => Fonts::default(),
            Some(path) => {
                let bytes =
                    files::read(path, files::FONT).with_context(|| format!("cannot read {}", path.display()))?;
                Fonts::with(bytes).with_context(|| path.display().to_string())?
            }
        };
        Ok(Appearance {
            size: self.size.map(|size| match size {
                SizeName::Wide => Size::Wide,
                SizeName::Square => Size::Square,
                SizeName::Tall => Size::Tall,
                SizeName::Slide => Size::Slide,
                SizeName::Narrow => Size::Narrow,
            }),
            theme: match self.theme {
                ThemeName::Light => theme::LIGHT,
                ThemeName::Dark => theme::DARK,
                ThemeName::Print => theme::PRINT,
            },
            fonts,
            lang: match &self.lang {
                Some(Asked::In(lang)) => lang.clone(),
                Some(Asked::All) | None => Lang::default(),
            },
            messages: self.lang_dir.as_deref().map(messages).transpose()?.unwrap_or_default(),
            languages: Vec::new(),
        })
    }
}

/// Say which generated files below OUT/REPORT/ are stale, PNG and embed/ left out; and which titles and notes are too long
///
/// Example: are the committed charts those of today's data?
///
///   sinosov report check
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// Reports by id; all if none is named
    #[arg(value_name = "REPORT")]
    names: Vec<String>,
    /// The folder with REPORT/…; else that of the definitions of the package given with --data, or without it `reports`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Renew what is stale
    #[arg(long)]
    write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Charts as SVG
    Svg,
    /// Charts as PNG at twice the size
    Png,
    /// The report as Markdown
    Md,
    /// The report as one page with everything in it, and a page of each chart
    Html,
}

pub(super) fn run(verb: &Verb, global: &Global) -> Result<Outcome> {
    match verb {
        Verb::Generate(verb) if verb.watch => watch::run(verb, global),
        Verb::Generate(verb) => generated(verb, global, None),
        Verb::List => run_list(global),
        Verb::Check(verb) => run_check(verb, global),
    }
}

/// All definitions, and what is wrong with those that cannot be read.
pub(super) fn read_definitions(global: &Global) -> Result<(Vec<Definition>, Vec<Diagnostic>)> {
    let folder = match global.reports() {
        Reports::BuiltIn => None,
        Reports::Folder(folder) => Some(folder),
        Reports::None => return Ok((Vec::new(), Vec::new())),
    };
    definitions(folder.as_ref()).with_context(|| {
        format!("cannot read the reports in {}", folder.map(|path| path.display().to_string()).unwrap_or_default())
    })
}

/// All definitions, if they are sound; none where the package has none.
pub(super) fn sound(global: &Global) -> Result<Vec<Definition>> {
    match read_definitions(global)? {
        (all, faults) if faults.is_empty() => Ok(all),
        (_, faults) => Err(Unsound { what: "the report definitions have", faults }.into()),
    }
}

/// What is asked for.
struct Chosen {
    definitions: Vec<Definition>,
    /// What is wrong with those of them that cannot be read.
    faults: Vec<Diagnostic>,
    /// Whether these are all that there are, and all can be read.
    is_all: bool,
}

/// The definitions that are asked for, all if none is named.
///
/// # Errors
/// If one is named that is not there, or nothing that is asked for can be read.
fn chosen(global: &Global, names: &[String]) -> Result<Chosen> {
    let (all, mut faults) = read_definitions(global)?;
    let (count, is_sound) = (all.len(), faults.is_empty());
    let file = |name: &str| format!("{name}.toml");
    if !names.is_empty() {
        faults.retain(|fault| names.iter().any(|name| file(name) == fault.place.file));
    }
    for name in names {
        let is_there = all.iter().any(|definition| definition.id == *name);
        if !is_there && faults.iter().all(|fault| file(name) != fault.place.file) {
            let hint = hint(name, all.iter().map(|definition| definition.id.as_str()));
            bail!("there is no report `{name}`{hint}");
        }
    }
    let chosen: Vec<Definition> =
        all.into_iter().filter(|definition| names.is_empty() || names.contains(&definition.id)).collect();
    match (chosen.is_empty(), faults.is_empty()) {
        (true, true) => bail!(no_report(global)?),
        (true, false) => Err(Unsound { what: "the report definitions have", faults }.into()),
        _ => Ok(Chosen { is_all: is_sound && chosen.len() == count, definitions: chosen, faults }),
    }
}

/// That there is no report yet, and what to write where to get one.
fn no_report(global: &Global) -> Result<String> {
    let none = match (global.reports().folder(), &global.data) {
        (Some(folder), _) => format!("there is no report definition in {}", folder.display()),
        (None, data) => {
            let data = data.as_deref().unwrap_or(Path::new(""));
            format!("there is no folder `reports` in or beside {}; name one with --reports", data.display())
        }
    };
    let folder = match (global.reports(), &global.data) {
        (Reports::Folder(folder), _) => folder,
        (_, Some(data)) => data.join(REPORTS),
        _ => return Ok(none),
    };
    let package = global.package()?;
    let evidence = Evidence::new(&package, Options::default());
    let mut figures = package.dataset.figures.iter();
    let Some(figure) = figures.find(|figure| evidence.resolve(&figure.quantity_id).is_some()) else {
        let first = "first add one: a row each in works.csv, quantities.csv and figures.csv";
        return Ok(format!("{none}, and no figure yet that a chart could show; {first}"));
    };
    let text = start::first_report(&figure.quantity_id);
    let text: String = text.lines().map(|line| format!("    {line}\n")).collect();
    let path = folder.join("first.toml");
    Ok(format!("{none}\n  write one, such as {}:\n\n{}", path.display(), text.trim_end()))
}

/// The digests of what was written, by path.
type Written = BTreeMap<PathBuf, [u8; 32]>;

/// Whether a file is another than the one that was written at its path before.
fn is_new(written: Option<&Written>, (path, bytes): &(PathBuf, Vec<u8>)) -> bool {
    written.is_none_or(|written| written.get(path) != Some(&Sha256::digest(bytes).into()))
}

/// Makes what is asked for, and writes it; where it is known what was `written` before, only what is new.
fn generated(verb: &Generate, global: &Global, written: Option<&mut Written>) -> Result<Outcome> {
    let destination = Destination::new(verb.out.as_deref(), global);
    let out = destination.folder();
    let chosen = chosen(global, &verb.names);
    // What selects rows and what cites take a while to start; whether the first could is asked where rows are selected.
    let cites = verb.format.contains(&Format::Html);
    let start = || {
        drop(frame::ready());
        if cites {
            cite::ready();
        }
    };
    let (package, ()) = files::beside(|| global.package(), start);
    let (package, Chosen { definitions, faults, is_all }) = (Arc::new(package?), chosen?);
    let mut parts: Vec<Part> = verb.format.iter().flat_map(|format| format.parts()).copied().collect();
    if parts.iter().any(|part| matches!(part, Part::Svg | Part::Png)) {
        parts.push(Part::Data);
    }
    if !verb.only.is_empty() {
        let ids: Vec<&str> = definitions
            .iter()
            .flat_map(|definition| &definition.sections)
            .flat_map(|section| &section.charts)
            .map(|chart| chart.id.as_str())
            .collect();
        if let Some(unknown) = verb.only.iter().find(|only| !ids.contains(&only.as_str())) {
            let of = match definitions.as_slice() {
                [one] => format!(" in report `{}`", one.id),
                _ => String::new(),
            };
            let list = "; `sinosov report list` names them all".to_owned();
            let hint = Some(hint(unknown, ids)).filter(|hint| !hint.is_empty()).unwrap_or(list);
            bail!("there is no chart `{unknown}`{of}{hint}");
        }
    }
    // Everything is made before anything is written, so that a fault in the last report leaves no half of the first.
    let (skin, jobs) =
        (Skin::read(global.reports().folder())?, verb.jobs.and_then(|jobs| NonZero::new(usize::from(jobs))));
    let (mut outputs, mut errors, mut remarks, mut spent) = (Vec::new(), Vec::new(), String::new(), Vec::new());
    let mut has_any = false;
    // What is told of the files of a report, whichever of its languages they are in.
    let mut written_below: BTreeMap<String, usize> = BTreeMap::new();
    let mut over_all = Vec::new();
    let turns = appearances(verb.appearance()?, verb.lang == Some(Asked::All), definitions, &package);
    let with_several = turns.iter().filter(|(_, definitions)| definitions.len() > 1);
    let languages: Vec<Lang> = with_several.map(|(appearance, _)| appearance.lang.clone()).collect();
    for (appearance, definitions) in turns {
        let request =
            Request { only: &verb.only, parts: &parts, appearance, style: Some(&verb.style), skin: skin.clone(), jobs };
        let made = generate_all(&definitions, &package, &request)?;
        if made.iter().all(|made| made.outputs.is_empty() && made.refused.is_empty()) {
            bail!("nothing to write: --only has charts alone, so ask for --format svg, png or html");
        }
        // It is the same however its reports are reached, so it is made where all that it tells of is.
        if is_all {
            over_all.extend(report::index(&made, &languages, &package, &request)?);
        }
        remarks.push_str(&wordless(&request.appearance, &package).unwrap_or_default());
        remarks.push_str(&warnings(made.iter().flat_map(|made| &made.lacking)));
        remarks.push_str(&untranslated(made.iter().flat_map(|made| &made.untranslated)));
        for (definition, made) in definitions.iter().zip(made) {
            errors.extend(made.refused.iter().map(|error| format!("{error:#}")));
            has_any |= !made.outputs.is_empty();
            let below = |output: Output| (Path::new(&definition.id).join(output.path), output.bytes);
            let own = made.outputs.into_iter().map(below);
            if own.len() > 0 {
                let before = outputs.len();
                outputs.extend(own.filter(|output| is_new(written.as_deref(), output)));
                *written_below.entry(definition.id.clone()).or_default() += outputs.len() - before;
            }
            spent.push(made.spent);
        }
    }
    for (id, count) in written_below {
        remarks.push_str(&format!("wrote {count} files below {}\n", out.join(id).display()));
    }
    let over_all = over_all.into_iter().map(|output| (output.path, output.bytes));
    for output in over_all.filter(|output| is_new(written.as_deref(), output)) {
        remarks.push_str(&format!("wrote {}\n", out.join(&output.0).display()));
        outputs.push(output);
    }
    if !has_any {
        bail!(errors.join("\nerror: "));
    }
    destination.write(&outputs)?;
    match written {
        Some(written) => {
            let digests = outputs.into_iter().map(|(path, bytes)| (path, Sha256::digest(bytes).into()));
            written.extend(digests);
        }
        // The program ends here, and frees all at once what it would take a while to free piece by piece.
        None => mem::forget((outputs, spent, package)),
    }
    Ok(Outcome { remarks, problems: !errors.is_empty() || !faults.is_empty(), errors, faults, ..Outcome::default() })
}

impl Format {
    /// The files of a format.
    fn parts(self) -> &'static [Part] {
        match self {
            Self::Svg => &[Part::Svg],
            Self::Png => &[Part::Png],
            Self::Md => &[Part::Markdown],
            Self::Html => &[Part::Page, Part::Embed],
        }
    }
}

/// What is told of letters that no font at hand has: a line for each, however many texts have it.
fn warnings<'a>(lacking: impl Iterator<Item = &'a Lacking>) -> String {
    let mut told = BTreeSet::new();
    lacking.filter(|lacking| told.insert(lacking.letter)).map(|lacking| format!("warning: {lacking}\n")).collect()
}

fn run_list(global: &Global) -> Result<Outcome> {
    let mut result = String::new();
    let Chosen { definitions, faults, .. } = chosen(global, &[])?;
    for definition in definitions {
        result.push_str(&format!("{}: {}\n", definition.id, definition.title));
        for chart in definition.sections.iter().flat_map(|section| &section.charts) {
            result.push_str(&format!("  {}\n", chart.id));
        }
    }
    Ok(Outcome { result, problems: !faults.is_empty(), faults, ..Outcome::default() })
}

/// What of a report cannot be made, or is too long to be read, as faults of its definition.
///
/// # Errors
/// As [`generate_all`].
pub(super) fn refusals(definitions: &[Definition], package: &Arc<Package>) -> Result<Vec<Diagnostic>> {
    let request = Request { parts: &[Part::Markdown], ..Request::default() };
    let made = generate_all(definitions, package, &request)?;
    let of_report = |(definition, made): (&Definition, Made)| {
        let refused = made.refused.iter().map(|error| refusal(definition, error));
        refused.chain(made.long).chain(definition.untranslated()).collect::<Vec<_>>()
    };
    Ok(definitions.iter().zip(made).flat_map(of_report).collect())
}

fn refusal(definition: &Definition, error: &anyhow::Error) -> Diagnostic {
    let place = Place::file(format!("{}.toml", definition.id));
    let expected = "texts that the data answers, and charts that can be drawn truthfully and readably";
    Diagnostic::new(Code::Refused, place, format!("{error:#}"), expected, "change the definition as the message says")
}

fn run_check(verb: &Check, global: &Global) -> Result<Outcome> {
    let destination = Destination::new(verb.out.as_deref(), global);
    let out = destination.folder();
    let Chosen { definitions, mut faults, is_all } = chosen(global, &verb.names)?;
    let package = Arc::new(global.package()?);
    if verb.write {
        // What is stale is known only once a killed run is undone.
        files::recover(out).with_context(|| out.display().to_string())?;
    }
    let parts = &[Part::Svg, Part::Data, Part::Markdown, Part::Page];
    let request = Request { parts, skin: Skin::read(global.reports().folder())?, ..Request::default() };
    let mut stale = Vec::new();
    let made = generate_all(&definitions, &package, &request)?;
    let mut remarks = warnings(made.iter().flat_map(|made| &made.lacking));
    let over_all = if is_all { report::index(&made, &[], &package, &request)? } else { None };
    let mut outputs: Vec<Output> = Vec::new();
    for definition in &definitions {
        faults.extend(definition.untranslated());
    }
    for (definition, made) in definitions.iter().zip(made) {
        faults.extend(made.refused.iter().map(|error| refusal(definition, error)));
        faults.extend(made.long);
        let below = |output: Output| Output { path: Path::new(&definition.id).join(output.path), ..output };
        outputs.extend(made.outputs.into_iter().map(below));
    }
    for output in outputs.into_iter().chain(over_all) {
        let path = out.join(&output.path);
        let found = match files::read(&path, Limit { bytes: u64::MAX, of: "a report" }) {
            Ok(bytes) if bytes == output.bytes => continue,
            Ok(_) => "does not agree with the data".to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => "is not there".to_owned(),
            Err(error) => format!("cannot be read: {error}"),
        };
        if verb.write {
            stale.push((output.path, output.bytes));
            continue;
        }
        let found = format!("{} {found}", path.display());
        let path_of = |path: &Path| quoted(&path.display().to_string());
        let data = global.data.iter().map(|data| format!(" --data {}", path_of(data)));
        let reports = global.reports.iter().map(|reports| format!(" --reports {}", path_of(reports)));
        let global = data.chain(reports).collect::<String>();
        let mend = format!("run `sinosov report check{global} --out {} --write`", path_of(out));
        let place = Place::file(path.display().to_string());
        faults.push(Diagnostic::new(Code::StaleFile, place, found, "the file as generated", mend));
    }
    destination.write(&stale)?;
    for (below, _) in &stale {
        remarks.push_str(&format!("wrote {}\n", out.join(below).display()));
    }
    let result = problems(faults.len()) + "\n";
    Ok(Outcome { result, remarks, problems: !faults.is_empty(), faults, ..Outcome::default() })
}
