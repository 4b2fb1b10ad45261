//! A report as one page that needs nothing else: text, charts, their numbers, sources, every figure in a table that can be
//! searched.
//!
//! Without its script the page is whole; the script only adds. Nothing is fetched, and nothing runs but that script: a policy
//! in the page names it and the style by their digests.

mod explorer;
mod method;
mod skin;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Result;
use minijinja::Value;
use serde::{Serialize, Serializer};

pub use skin::Skin;

use super::Request;
use super::definition::Definition;
use super::drawn::Drawn;
use super::lines::{self, Told};
use super::places::Of;
use super::template::Templates;
use crate::chart::{self, Context, Drawing, Look, Palette, Size};
use crate::cite::{self, Citing, Renderings};
use crate::data::{About, Dataset, Package};
use crate::escape::{Escaped, Html, Plain};
use crate::escaped;
use crate::files::{self, in_parallel};
use crate::fmt;
use crate::frame::Cell;
use explorer::Explorer;
use method::Method;

/// A work with more places than this behind one chart is cited once, with its places in the table.
const MANY_PLACES: usize = 6;
/// Of more works than this a chart that counts figures says how many they are.
const MANY_WORKS: usize = 20;

/// HTML that a template writes as it is; any other text it escapes.
struct Safe(Escaped<Html>);

impl Serialize for Safe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.to_string()).serialize(serializer)
    }
}

#[derive(Serialize)]
struct Page {
    title: String,
    summary: Safe,
    sections: Vec<Section>,
    works: Vec<Work>,
    method: Method,
    /// Whose data it is: what stands before the digest, the digest, and what stands behind it.
    data: [String; 3],
    made_with: &'static str,
    own_citation: Safe,
    figures: Vec<explorer::Row>,
    json: Safe,
}

#[derive(Serialize)]
struct Section {
    id: String,
    title: String,
    text: Safe,
    charts: Vec<Chart>,
}

#[derive(Serialize)]
struct Work {
    id: String,
    entry: Safe,
}

#[derive(Serialize)]
struct Chart {
    id: String,
    number: usize,
    title: String,
    subtitle: String,
    description: String,
    note: String,
    wide: Safe,
    narrow: Safe,
    head: Vec<String>,
    rows: Vec<Line>,
    footnotes: Vec<Footnote>,
}

/// A line of the table under a chart.
#[derive(Serialize)]
struct Line {
    name: String,
    cells: Vec<String>,
    /// Who says so: numbers of footnotes, and what else there is to say.
    notes: Vec<usize>,
    said: String,
    with_sources: bool,
}

#[derive(Serialize)]
struct Footnote {
    number: usize,
    text: Safe,
}

/// The texts of a definition, with what they ask of the data.
struct Writer<'a> {
    definition: &'a Definition,
    templates: &'a Templates,
}

impl Writer<'_> {
    fn title(&self, of: Of<'_>, text: &str) -> Result<String> {
        Ok(fmt::typeset(self.templates.text(self.definition, of, "title", text)?.trim()))
    }

    fn prose(&self, of: Of<'_>, key: &str, text: &str) -> Result<Safe> {
        let prose = self.templates.prose(self.definition, of, key, text)?;
        Ok(Safe(Escaped::<Html>::prose(&prose, fmt::typeset)))
    }
}

/// The page of a report.
pub(super) fn page(
    definition: &Definition,
    charts: &BTreeMap<String, Drawn>,
    templates: &Templates,
    package: &Package,
    renderings: &Arc<Renderings<'_>>,
    request: &Request<'_>,
) -> Result<String> {
    let dataset = &package.corrected;
    let writer = &Writer { definition, templates };
    Citing::<Plain>::sharing(renderings).prepare(dataset);
    let explorer = || {
        let explorer = templates.over(|evidence| Explorer::new(evidence, &mut Citing::sharing(renderings)));
        explorer.json().map(|json| (explorer.figures, json))
    };
    let body = || body(writer, charts, (package, dataset), renderings, request);
    // The table of all figures and the text with its charts know nothing of each other.
    let (body, explorer) = files::beside(body, explorer);
    let (Body { sections, works, own_citation, palette, letters }, (figures, json)) = (body?, explorer?);
    let page = Page {
        title: writer.title(Of::Report, &definition.title)?,
        summary: writer.prose(Of::Report, "summary", &definition.summary)?,
        sections,
        works,
        method: templates.over(Method::new),
        data: data(package.about()),
        made_with: super::MADE_WITH,
        own_citation,
        figures,
        json: Safe(json),
    };
    request.skin.dress(page, &palette, &letters)
}

/// The line of the data, parted at its digest, which is set so that it can be broken.
fn data(about: &About) -> [String; 3] {
    let line = super::data_line(about);
    let (before, after) = line.split_once(&about.digest).unwrap_or((&line, ""));
    [before.to_owned(), about.digest.clone(), after.to_owned()]
}

/// The text of a page with its charts and works, and what they take.
struct Body {
    sections: Vec<Section>,
    works: Vec<Work>,
    own_citation: Safe,
    palette: Palette,
    /// Every letter of the drawings.
    letters: BTreeSet<char>,
}

fn body<'a>(
    writer: &Writer<'_>,
    charts: &BTreeMap<String, Drawn>,
    (package, dataset): (&Package, &'a Dataset),
    renderings: &Arc<Renderings<'a>>,
    request: &Request<'_>,
) -> Result<Body> {
    let mut maker = Maker {
        dataset,
        citing: Citing::sharing(renderings),
        palette: Palette::default(),
        letters: BTreeSet::new(),
        charts: 0,
        footnotes: 0,
    };
    let all: Vec<&Drawn> = writer
        .definition
        .sections
        .iter()
        .flat_map(|section| &section.charts)
        .filter_map(|it| charts.get(&it.id))
        .collect();
    let mut drawings = in_parallel(&all, request.jobs, |drawn| Drawings::new(drawn, package)).into_iter();
    let mut sections = Vec::new();
    for (number, section) in writer.definition.sections.iter().enumerate() {
        let drawn = section.charts.iter().filter_map(|chart| charts.get(&chart.id));
        sections.push(Section {
            id: format!("section-{}", number + 1),
            title: writer.title(Of::Section(number), &section.title)?,
            text: writer.prose(Of::Section(number), "text", &section.text)?,
            charts: drawn
                .zip(drawings.by_ref())
                .map(|(drawn, drawings)| maker.chart(drawn, &drawings?))
                .collect::<Result<_>>()?,
        });
    }
    let works = dataset.works.iter().filter(|work| work.kind != "unidentified");
    let mut works: Vec<Work> =
        works.map(|work| Work { id: work.id.clone(), entry: Safe(maker.citing.entry(work)) }).collect();
    // As a reader looks for them: without marks and signs before the first letter.
    let key = |entry: &str| {
        let text: String = entry.split('<').map(|part| part.rsplit('>').next().unwrap_or_default()).collect();
        text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
    };
    works.sort_by_key(|work| key(work.entry.0.as_str()));
    let own_citation = Safe(cite::dataset(&mut maker.citing, package.about()).entry);
    let Maker { palette, letters, .. } = maker;
    Ok(Body { sections, works, own_citation, palette, letters })
}

/// A chart as a page shows it.
struct Drawings {
    wide: Drawing,
    narrow: Drawing,
}

impl Drawings {
    fn new(drawn: &Drawn, package: &Package) -> Result<Self> {
        let draw = |size| -> Result<Drawing> {
            let look = Look { size, bare: true, ..Look::default() };
            let context = Context { dataset: &package.corrected, about: package.about(), look: &look };
            Ok(chart::draw(&drawn.spec, &drawn.table, context)?)
        };
        Ok(Self { wide: draw(Size::Wide)?, narrow: draw(Size::Narrow)? })
    }
}

/// Makes the charts of a page one after the other; their numbers and footnotes run through.
struct Maker<'a> {
    dataset: &'a Dataset,
    citing: Citing<'a, Html>,
    palette: Palette,
    /// Every letter of the drawings.
    letters: BTreeSet<char>,
    charts: usize,
    footnotes: usize,
}

impl Maker<'_> {
    fn chart(&mut self, drawn: &Drawn, drawings: &Drawings) -> Result<Chart> {
        let id = &drawn.spec.id;
        self.charts += 1;
        let wide = self.svg(drawn, &drawings.wide, Size::Wide);
        let narrow = self.svg(drawn, &drawings.narrow, Size::Narrow);
        let (notes, footnotes) = self.notes(drawn);
        let (head, rows) = match drawn.spec.kind.get().counts_figures() {
            true => counts(drawn),
            false => self.numbers(drawn, &notes),
        };
        Ok(Chart {
            id: id.clone(),
            number: self.charts,
            title: fmt::typeset(&drawn.spec.title),
            subtitle: fmt::typeset(&drawn.spec.subtitle),
            description: fmt::typeset(&drawings.wide.description),
            note: fmt::typeset(&drawings.wide.notes.join(" ")),
            wide: Safe(wide),
            narrow: Safe(narrow),
            head,
            rows,
            footnotes,
        })
    }

    /// A drawing without what the page says of it.
    fn svg(&mut self, drawn: &Drawn, drawing: &Drawing, size: Size) -> Escaped<Html> {
        self.letters.extend(drawing.scene.texts().flat_map(|text| text.text.chars()));
        let id = &drawn.spec.id;
        // Each kind of id begins with a word of its own, so that no chart is called as another part of the page.
        let labels = (format!("heading-{id}"), format!("description-{id}"));
        let prefix = format!("paint-{id}-{}", size.name());
        chart::element(&drawing.scene, &prefix, (&labels.0, &labels.1), &mut self.palette)
    }

    /// The footnotes of a chart, and the number of the one for every figure.
    fn notes(&mut self, drawn: &Drawn) -> (BTreeMap<String, usize>, Vec<Footnote>) {
        let wholes = drawn.table.rows.iter().filter_map(|row| row.whole.as_ref());
        let witnesses: Vec<_> = drawn.table.cells().chain(wholes).flat_map(|cell| &cell.witnesses).collect();
        let mut texts: Vec<(String, Escaped<Html>)> = Vec::new();
        let mut of_figure: BTreeMap<String, Escaped<Html>> = BTreeMap::new();
        for witness in &witnesses {
            let Some(figure) = self.dataset.figures.get(&witness.figure_id) else { continue };
            let Some(citation) = self.citing.figure(self.dataset, figure) else { continue };
            let text = citation.footnote.or(citation.in_text).unwrap_or_default();
            of_figure.insert(figure.id.clone(), text.clone());
            if !texts.iter().any(|(_, known)| *known == text) {
                texts.push((witness.work_id.clone(), text));
            }
        }
        let mut footnotes: Vec<(String, Escaped<Html>)> = Vec::new();
        for (work, text) in &texts {
            let places = texts.iter().filter(|(other, _)| other == work).count();
            let text = match self.dataset.works.get(work).filter(|_| places > MANY_PLACES) {
                Some(whole) => {
                    escaped!(Html, "{} The places stand in the table of the figures.", self.citing.entry(whole))
                }
                None => text.clone(),
            };
            if !footnotes.iter().any(|(_, known)| *known == text) {
                footnotes.push((work.clone(), text));
            }
        }
        // Counted figures are of nearly all works, which have a list of their own.
        if drawn.spec.kind.get().counts_figures() && footnotes.len() > MANY_WORKS {
            let works: BTreeSet<&str> = footnotes.iter().map(|(work, _)| work.as_str()).collect();
            let told = "of the list below; the places stand in the table of the figures.";
            footnotes = vec![(String::new(), escaped!(Html, "{} works {}", works.len(), told))];
        }
        let first = self.footnotes + 1;
        self.footnotes += footnotes.len();
        let number_of = |work: &str, text: &Escaped<Html>| {
            let own = footnotes.iter().position(|(_, known)| known == text);
            own.or_else(|| footnotes.iter().position(|(other, _)| other == work)).map(|at| first + at)
        };
        let mut numbers = BTreeMap::new();
        for witness in witnesses {
            let number = of_figure.get(&witness.figure_id).and_then(|text| number_of(&witness.work_id, text));
            numbers.extend(number.map(|number| (witness.figure_id.clone(), number)));
        }
        let footnotes =
            (first..).zip(footnotes).map(|(number, (_, text))| Footnote { number, text: Safe(text) }).collect();
        (numbers, footnotes)
    }

    /// The numbers of a chart, with who says so.
    fn numbers(&self, drawn: &Drawn, notes: &BTreeMap<String, usize>) -> (Vec<String>, Vec<Line>) {
        let of_cell = |cell: &Cell| {
            let numbers = cell.witnesses.iter().filter_map(|witness| notes.get(&witness.figure_id).copied());
            let mut numbers = fmt::once_each(numbers);
            numbers.sort_unstable();
            numbers
        };
        let line = |name: String, cell: &Cell, said: &str| {
            let rates = cell.converted.iter().flat_map(|it| &it.rates);
            let rates = fmt::once_each(rates.map(|rate| format!("converted by {}, {}", rate.short, rate.locator)));
            let stated = fmt::once_each(cell.witnesses.iter().filter_map(|witness| witness.restated.as_ref()));
            let stated = (!stated.is_empty())
                .then(|| format!("restated from {}", stated.into_iter().cloned().collect::<Vec<_>>().join(", ")));
            let said = [said.to_owned()].into_iter().chain(rates).chain(stated).filter(|said| !said.is_empty());
            let said = said.collect::<Vec<_>>().join("; ");
            let cells = vec![lines::number(cell, self.dataset)];
            Line { name, cells, notes: of_cell(cell), said, with_sources: true }
        };
        let of_told = |(name, told): (String, Told<'_>)| match told {
            Told::Number(cell) | Told::Rest(cell) | Told::Whole(cell) if cell.is_modelled() => {
                line(name, cell, "a model; no work states it")
            }
            Told::Rest(cell) => line(name, cell, "the whole less its parts"),
            Told::Number(cell) | Told::Whole(cell) => {
                line(name, cell, if cell.is_computed() { "added up here" } else { "" })
            }
            Told::Dated(dated) => Line {
                name,
                cells: vec![fmt::period(&dated.period)],
                notes: Vec::new(),
                said: format!("{}, {}", dated.short, dated.locator),
                with_sources: true,
            },
        };
        let lines = lines::lines(drawn).into_iter().map(|(name, told)| of_told((fmt::typeset(&name), told))).collect();
        (["What", "Number", "Who says so"].map(str::to_owned).to_vec(), lines)
    }
}

/// The counts of a matrix.
fn counts(drawn: &Drawn) -> (Vec<String>, Vec<Line>) {
    let (columns, rows) = lines::counts(drawn);
    let line = |(name, cells): (&str, Vec<String>)| Line {
        name: fmt::typeset(name),
        cells,
        notes: Vec::new(),
        said: String::new(),
        with_sources: false,
    };
    let head = std::iter::once("What").chain(columns).map(str::to_owned).collect();
    (head, rows.into_iter().map(line).collect())
}
