//! Report definitions -> charts, data and text.

pub mod bibliography;
mod data;
pub mod definition;
mod drawn;
mod ids;
mod jinja;
mod lines;
mod markdown;
mod page;
mod places;
mod template;
pub mod trace;
mod translated;
pub mod translation;
mod typed;
mod why;

use std::any::Any;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};

pub use self::page::{Entry, Skin};
pub use self::why::why;
use crate::chart::record::Record;
use crate::chart::{self, Context, Drawing, Fonts, Lacking, Look, Size, Theme};
use crate::cite::{Renderings, STYLES, Style};
use crate::data::{About, Package};
use crate::diag::Diagnostic;
use crate::evidence::Options;
use crate::files::in_parallel;
use crate::frame::{self, Frame, Row};
use crate::lang::{Messages, Tongue, say};
use crate::model::Lang;
use definition::{Chart, Definition};
use drawn::Drawn;
use page::Drawings;
use template::Templates;

/// What of a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `charts/<id>.svg`.
    Svg,
    /// `charts/<id>.png`.
    Png,
    /// `report.md`.
    Markdown,
    /// `data/<id>.csv`.
    Data,
    /// `index.html`, which needs no other file.
    Page,
    /// `embed/<id>.html`, each of one chart, to be shown within the pages of others.
    Embed,
}

/// A file of a report, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it belongs, below the report's folder.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How the charts of a report look, where a definition does not say.
#[derive(Debug, Clone, Default)]
pub struct Appearance {
    /// The size of every chart; without one, that of the definition.
    pub size: Option<Size>,
    /// The colours.
    pub theme: Theme,
    /// The fonts.
    pub fonts: Fonts,
    /// The language of the report; that of the package, if none is asked for.
    pub lang: Lang,
    /// Messages before those that the program brings along.
    pub messages: Vec<Arc<Messages>>,
    /// The languages in which the same is made, this one among them; none, if it is made in this one alone. The files of each but
    /// the package's own say in their names in which they are.
    pub languages: Vec<Lang>,
}

impl Appearance {
    /// The language of the report.
    #[must_use]
    pub fn spoken(&self, package: &Package) -> Lang {
        if self.lang.is_own() { package.about().language.clone() } else { self.lang.clone() }
    }

    /// The same with its words.
    fn tongue(&self, package: &Package) -> Tongue {
        Tongue::new(&self.spoken(package), &self.messages)
    }

    /// What stands in the names of files before their last part: `.ru`; nothing in the package's own language.
    fn suffix(&self) -> String {
        if self.languages.is_empty() { String::new() } else { suffix(&self.lang) }
    }

    /// A package in the language of the report.
    fn told(&self, package: &Arc<Package>) -> Arc<Package> {
        Arc::new(package.in_language(&self.tongue(package)))
    }

    /// The look of one chart.
    fn look(&self, chart: &Chart) -> Look {
        let size = self.size.or(chart.size).unwrap_or_default();
        Look { size, theme: self.theme, fonts: self.fonts.clone(), bare: false }
    }
}

/// What the names of files say of their language.
fn suffix(lang: &Lang) -> String {
    if lang.is_own() { String::new() } else { format!(".{lang}") }
}

/// What is asked for of a report.
#[derive(Debug, Clone, Default)]
pub struct Request<'a> {
    /// The files of these charts alone; of all with the text, if none is named.
    pub only: &'a [String],
    /// Which files.
    pub parts: &'a [Part],
    /// How the charts look.
    pub appearance: Appearance,
    /// The style of citation of the page, by name; the notes of the Chicago manual, if it is not said.
    pub style: Option<&'a str>,
    /// How the page is made up.
    pub skin: Skin,
    /// How many charts are drawn at once; as many as the machine can, if it is not said. The files are the same.
    pub jobs: Option<NonZero<usize>>,
}

impl Request<'_> {
    /// The style of citation, if anything is cited: of the files, a page alone does.
    fn style(&self, package: &Package) -> Result<Option<Style>> {
        let name = self.style.unwrap_or("chicago-notes");
        match STYLES.contains(&name) && !self.parts.contains(&Part::Page) {
            true => Ok(None),
            false => Ok(Some(Style::named(name)?.for_readers(&self.appearance.tongue(package)))),
        }
    }
}

/// Which program made a report: "Made with sinosov 0.1.0."
fn made_with(tongue: &Tongue) -> String {
    say!(tongue, "made-with", version = env!("CARGO_PKG_VERSION"))
}

/// "Data: mills 2.1.0, SHA-256 3f29…. CC BY 4.0."
fn data_line(about: &About, tongue: &Tongue) -> String {
    let About { name, version, digest, .. } = about;
    let licence = about.licence();
    match licence.trim_end_matches('.') {
        "" => say!(tongue, "data-line", name = name, version = version, digest = digest),
        licence => {
            say!(tongue, "data-line-licensed", name = name, version = version, digest = digest, licence = licence)
        }
    }
}

/// What could be made of a report, and what could not.
#[derive(Debug, Default)]
pub struct Made {
    /// The files.
    pub outputs: Vec<Output>,
    /// Why a chart, or all of the report, has no file.
    pub refused: Vec<anyhow::Error>,
    /// Texts of charts that are longer than a reader takes in; they are made all the same.
    pub long: Vec<Diagnostic>,
    /// What is told of the report where it stands among others, if its page is made.
    pub entry: Option<Entry>,
    /// Letters that no font at hand has; the charts are made all the same.
    pub lacking: Vec<Lacking>,
    /// Texts that have no translation in the language of the report; they are made in the original.
    pub untranslated: Vec<Diagnostic>,
    /// What it was made from, which nobody asks for again. A program that ends once the files are written need not free it.
    pub spent: Vec<Box<dyn Any + Send>>,
}

/// Makes several reports at once, for one has work to share while another has none. What cannot be made stops nothing else.
///
/// # Errors
/// Where the machine does not give what all of them need, or the style of citation is not there; that is no fault of a chart.
pub fn generate_all(definitions: &[Definition], package: &Arc<Package>, request: &Request<'_>) -> Result<Vec<Made>> {
    frame::ready()?;
    let style = request.style(package)?;
    let renderings = style.as_ref().map(|style| Arc::new(Renderings::new(style)));
    Ok(in_parallel(definitions, request.jobs, |definition| {
        let failed = |error| Made { refused: vec![error], ..Made::default() };
        made(definition, package, renderings.as_ref(), request).unwrap_or_else(failed)
    }))
}

/// The page over several reports, of whose folders it stands beside, and the languages in which there is such a page; none over
/// one alone, or where the page of one is not made.
///
/// # Errors
/// If its template is broken; the message names the line.
pub fn index(made: &[Made], languages: &[Lang], package: &Package, request: &Request<'_>) -> Result<Option<Output>> {
    let entries: Option<Vec<&Entry>> = made.iter().map(|made| made.entry.as_ref()).collect();
    let Some(entries) = entries.filter(|entries| entries.len() > 1) else { return Ok(None) };
    let text = page::index(entries, languages, package, request)?;
    let path = PathBuf::from(format!("index{}.html", request.appearance.suffix()));
    Ok(Some(Output { path, bytes: text.into_bytes() }))
}

/// Makes a report in memory, or the files of one of its charts: every file, or an error and none.
///
/// # Errors
/// If a text or a chart of the definition cannot be made; the message names it.
pub fn generate(definition: &Definition, package: &Arc<Package>, request: &Request<'_>) -> Result<Vec<Output>> {
    let style = request.style(package)?;
    let renderings = style.as_ref().map(|style| Arc::new(Renderings::new(style)));
    let made = made(definition, package, renderings.as_ref(), request)?;
    match made.refused.into_iter().next() {
        Some(refused) => Err(refused),
        None => Ok(made.outputs),
    }
}

/// Makes a report in memory, or the files of one of its charts; a chart that cannot be made is left out and told.
///
/// # Errors
/// If a text of the definition cannot be made; the message names it.
fn made(
    definition: &Definition,
    package: &Arc<Package>,
    renderings: Option<&Arc<Renderings<'_>>>,
    request: &Request<'_>,
) -> Result<Made> {
    let (definition, untranslated) = definition.in_language(&request.appearance.spoken(package));
    let definition = definition.as_ref();
    let package = &request.appearance.told(&definition.data(package)?);
    let wanted = definition.sections.iter().flat_map(|section| &section.charts);
    let wanted: Vec<&Chart> =
        wanted.filter(|chart| request.only.is_empty() || request.only.contains(&chart.id)).collect();
    let of_package = Templates::new(package, &Options::default());
    let templates = &of_package;
    let mut turns: Vec<(usize, &Chart)> = wanted.iter().copied().enumerate().collect();
    // What counts all figures takes longest; begun first, it leaves no worker alone at the end.
    turns.sort_by_key(|(_, chart)| !chart.kind.get().counts_figures());
    let mut drawn = templates.over(|evidence| {
        let all = Frame::new(evidence)?;
        anyhow::Ok(in_parallel(&turns, request.jobs, |(place, chart)| {
            let drawn = drawn::draw(definition, chart, (package, &all, templates), &request.appearance);
            (*place, drawn.with_context(|| format!("chart `{}` of report `{}`", chart.id, definition.id)))
        }))
    })?;
    drawn.sort_by_key(|(place, _)| *place);
    let (mut refused, mut long) = (Vec::new(), Vec::new());
    let mut charts = BTreeMap::new();
    for (_, drawn) in drawn {
        match drawn {
            Ok(mut drawn) => {
                long.append(&mut drawn.long);
                if let Some(other) = charts.insert(drawn.spec.id.clone(), drawn) {
                    bail!("report `{}` has two charts `{}`", definition.id, other.spec.id);
                }
            }
            Err(error) => refused.push(error),
        }
    }
    if request.only.is_empty() && refused.is_empty() {
        let used = |key: &str| {
            charts.values().any(|drawn: &Drawn| {
                let is_row = |row: &Row| row.keys().contains(&key);
                drawn.table.rows.iter().any(is_row) || drawn.table.series().iter().any(|(series, _)| *series == key)
            })
        };
        let idle = definition.colours.keys().filter(|key| !used(key));
        let refusal =
            |key| anyhow!("report `{}` gives `{key}` a colour, but no chart has such a row or series", definition.id);
        refused.extend(idle.map(refusal));
    }
    // Pictures and texts know nothing of each other, so they are made side by side.
    let drawn: Vec<&Drawn> = wanted.iter().filter_map(|chart| charts.get(&chart.id)).collect();
    let pictures = || files(definition, &drawn, request);
    let texts = || Ok(texts(definition, (&charts, &drawn), (package, templates), renderings, request));
    let halves: [&(dyn Fn() -> Result<Made> + Sync); 2] = [&pictures, &texts];
    let frames = drawn.iter().flat_map(|drawn| &drawn.frames);
    let as_png = request.parts.contains(&Part::Png);
    let lacking = frames.flat_map(|frame| frame.lacking(&request.appearance.fonts, as_png)).collect();
    let mut made = Made { refused, long, lacking, untranslated, ..Made::default() };
    for half in in_parallel(&halves, request.jobs, |make| make()) {
        let mut half = half?;
        made.outputs.append(&mut half.outputs);
        made.entry = made.entry.or(half.entry);
        made.refused.append(&mut half.refused);
    }
    made.spent = vec![Box::new(charts), Box::new(of_package)];
    Ok(made)
}

/// The texts of a report: Markdown, the page, and the pages of the charts that are wanted. A part of the charts alone has none of
/// the others. One that cannot be made is left out and told; a fault that several have is told once.
fn texts(
    definition: &Definition,
    (charts, wanted): (&BTreeMap<String, Drawn>, &[&Drawn]),
    (package, templates): (&Arc<Package>, &Templates),
    renderings: Option<&Arc<Renderings<'_>>>,
    request: &Request<'_>,
) -> Made {
    let (mut made, mut told) = (Made::default(), BTreeSet::new());
    let (is_whole, suffix) = (request.only.is_empty(), request.appearance.suffix());
    let wants = |part: Part| request.parts.contains(&part);
    let mut refuse = |error: anyhow::Error| {
        let is_new = told.insert(format!("{error:#}"));
        is_new.then(|| error.context(format!("the text of report `{}`", definition.id)))
    };
    let add = |made: &mut Made, path: String, text: String| {
        made.outputs.push(Output { path: PathBuf::from(path), bytes: text.into_bytes() });
    };
    if is_whole && wants(Part::Markdown) {
        let look = Look::default();
        let context = Context { dataset: &package.corrected, about: package.about(), look: &look };
        match markdown::page(definition, charts, templates, (context, &suffix)) {
            Ok(text) => add(&mut made, format!("report{suffix}.md"), text.into_string()),
            Err(error) => made.refused.extend(refuse(error)),
        }
    }
    let renderings = renderings.filter(|_| is_whole);
    if renderings.is_none() && !wants(Part::Embed) {
        return made;
    }
    let drawings =
        in_parallel(wanted, request.jobs, |drawn| Ok((drawn.spec.id.as_str(), Drawings::new(drawn, package)?)));
    let drawings: BTreeMap<&str, Drawings> = match drawings.into_iter().collect::<Result<_>>() {
        Ok(drawings) => drawings,
        Err(error) => {
            made.refused.extend(refuse(error));
            return made;
        }
    };
    // Pages are made of the same templates and drawings, so a fault in one leaves no half of them.
    let page = |renderings| page::page(definition, (charts, &drawings), templates, package, renderings, request);
    let embeds = || page::embeds(definition, wanted, &drawings, (package, templates), request);
    let page = renderings.map(page).transpose();
    match page.and_then(|page| Ok((page, if wants(Part::Embed) { embeds()? } else { Vec::new() }))) {
        Ok((page, embeds)) => {
            if let Some((text, entry)) = page {
                add(&mut made, format!("index{suffix}.html"), text);
                made.entry = Some(entry);
            }
            embeds.into_iter().for_each(|(id, text)| add(&mut made, format!("embed/{id}{suffix}.html"), text));
        }
        Err(error) => made.refused.extend(refuse(error)),
    }
    made
}

/// The pictures of one frame.
struct Pictures {
    svg: Option<Vec<u8>>,
    png: Option<Result<Vec<u8>>>,
}

/// The files of the charts, those of one chart together. A picture that cannot be made is left out and told.
fn files(definition: &Definition, charts: &[&Drawn], request: &Request<'_>) -> Result<Made> {
    let wants = |part: Part| request.parts.contains(&part);
    let mut frames: Vec<&Drawing> = charts.iter().flat_map(|drawn| &drawn.frames).collect();
    // The largest first, so that no worker is left alone with it at the end.
    frames.sort_by_key(|drawing| Reverse(drawing.area()));
    let pictures = in_parallel(&frames, request.jobs, |drawing| {
        let png = || {
            chart::png(drawing, &request.appearance.fonts)
                .with_context(|| format!("chart `{}` of report `{}` as PNG", drawing.id, definition.id))
        };
        Pictures { svg: wants(Part::Svg).then(|| drawing.svg().into_bytes()), png: wants(Part::Png).then(png) }
    });
    let suffix = request.appearance.suffix();
    let csv = |drawn: &&Drawn| wants(Part::Data).then(|| data::csv(&drawn.table)).transpose();
    let data = in_parallel(charts, request.jobs, csv);
    let mut pictures: BTreeMap<String, Pictures> = frames.iter().map(|drawing| drawing.name()).zip(pictures).collect();
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for (drawn, csv) in charts.iter().zip(data) {
        let mut add = |path: String, bytes: Vec<u8>| files.push(Output { path: PathBuf::from(path), bytes });
        for frame in &drawn.frames {
            let name = frame.name();
            let Some(Pictures { svg, png }) = pictures.remove(&name) else { continue };
            if let Some(svg) = svg {
                add(format!("charts/{name}{suffix}.svg"), svg);
            }
            match png {
                Some(Ok(png)) => add(format!("charts/{name}{suffix}.png"), png),
                Some(Err(error)) => refused.push(error),
                None => {}
            }
        }
        // Numbers and ids are the same in every language.
        if let Some(csv) = csv?.filter(|_| suffix.is_empty()) {
            add(format!("data/{}.csv", drawn.spec.id), csv.into_bytes());
        }
    }
    let mut paths: Vec<&PathBuf> = files.iter().map(|file| &file.path).collect();
    paths.sort_unstable();
    if let Some(pair) = paths.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!(
            "two charts would be written to {}; rename the one that ends like a frame of the other",
            pair[0].display()
        );
    }
    Ok(Made { outputs: files, refused, ..Made::default() })
}

/// The record of a chart as it is drawn today, in a language; `None` if no definition has such a chart. The report is empty in files from
/// before it was told.
#[must_use]
pub fn record(
    definitions: &[Definition],
    (report, chart): (&str, &str),
    package: &Arc<Package>,
    lang: &Lang,
) -> Option<Result<Record>> {
    let of_report = definitions.iter().filter(|definition| report.is_empty() || definition.id == report);
    let (definition, chart) = of_report
        .into_iter()
        .find_map(|definition| definition.charts().find(|it| it.id == chart).map(|chart| (definition, chart)))?;
    let appearance = Appearance { lang: lang.clone(), ..Appearance::default() };
    let drawn = definition.data(package).and_then(|package| {
        let (definition, _) = definition.in_language(&appearance.spoken(&package));
        let package = appearance.told(&package);
        let templates = Templates::new(&package, &Options::default());
        let chart = definition.charts().find(|it| it.id == chart.id).unwrap_or(chart);
        templates.over(|evidence| {
            let all = Frame::new(evidence)?;
            drawn::draw(&definition, chart, (&package, &all, &templates), &appearance)
        })
    });
    Some(drawn.map(|drawn| drawn.record))
}
