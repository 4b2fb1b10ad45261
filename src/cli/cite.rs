//! `sinosov cite`: a number into a footnote.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use serde_json::Value;

use super::{Global, Outcome};
use crate::cite::{self, Citation, Citing, Markup, Style};
use crate::data::{Dataset, Figure, Package, Work};
use crate::diag::hint;
use crate::escape::{Escaped, Html, Json, Markdown, Plain, Rtf};
use crate::escaped;
use crate::files;
use crate::fmt;
use crate::lang::Tongue;
use crate::model::Lang;
use crate::report;

/// Cite figures, works, quantities or charts: a footnote, an in-text form, an entry for the list of works
///
/// Example: a figure in a footnote, and the whole list of works for a reference manager
///
///   sinosov cite report-4 --style chicago-notes
///   sinosov cite --all --format bibtex
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Cite {
    /// Ids of figures, works, quantities or charts, or chart files
    #[arg(value_name = "ID", required_unless_present = "all")]
    ids: Vec<String>,
    /// Every work of the dataset
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    /// A style by name, or the path of a .csl file
    #[arg(long, default_value = "chicago-notes")]
    style: String,
    /// How to write
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The dataset itself is cited too, with its version
    #[arg(long)]
    with_dataset: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Markdown,
    Html,
    Rtf,
    /// BibLaTeX, for LaTeX, JabRef, Zotero
    Bibtex,
    /// CSL-JSON, for Zotero and pandoc
    CslJson,
    /// RIS, for Zotero, EndNote, catalogues
    Ris,
}

/// What is to be cited.
enum Cited<'a> {
    Figure(&'a Figure),
    Work(&'a Work),
}

pub(super) fn run(verb: &Cite, global: &Global) -> Result<Outcome> {
    // The command speaks English.
    let package = Arc::new(global.package()?.in_language(Tongue::english()));
    let dataset = &package.dataset;
    let mut cited: Vec<Cited<'_>> = Vec::new();
    for id in &verb.ids {
        cited.extend(found(id, &package, global)?);
    }
    if verb.all {
        cited.extend(dataset.works.iter().filter(|work| work.kind != "unidentified").map(Cited::Work));
    }
    let result = match verb.format {
        Form::Bibtex => Escaped::joined(works(&cited, dataset).into_iter().map(cite::bibtex), "\n").into_string(),
        Form::Ris => Escaped::joined(works(&cited, dataset).into_iter().map(cite::ris), "\r\n").into_string(),
        Form::CslJson => {
            let items: Vec<Value> = works(&cited, dataset).into_iter().map(cite::csl_json).collect();
            Escaped::<Json>::lines(&items)?.into_string()
        }
        Form::Text => as_text(&blocks::<Plain>(verb, &cited, &package)?),
        Form::Markdown => as_text(&blocks::<Markdown>(verb, &cited, &package)?),
        Form::Html => as_html(&blocks(verb, &cited, &package)?),
        Form::Rtf => as_rtf(&blocks(verb, &cited, &package)?),
    };
    Ok(Outcome { result, is_data: verb.format != Form::Text, ..Outcome::default() })
}

/// What an id or a file names.
fn found<'a>(id: &str, package: &'a Arc<Package>, global: &Global) -> Result<Vec<Cited<'a>>> {
    let dataset = &package.dataset;
    if let Some(figure) = dataset.figures.get(id) {
        return Ok(vec![Cited::Figure(figure)]);
    }
    if let Some(work) = dataset.works.get(id) {
        return Ok(vec![Cited::Work(work)]);
    }
    if dataset.quantities.get(id).is_some() {
        let figures: Vec<Cited<'_>> =
            dataset.figures.iter().filter(|figure| figure.quantity_id == id).map(Cited::Figure).collect();
        if figures.is_empty() {
            bail!("no figure is about `{id}`; its parts may have some: sinosov why {id}");
        }
        return Ok(figures);
    }
    let definitions = super::report::sound(global)?;
    let drawn = match files::is_file(Path::new(id)).unwrap_or(false) {
        true => Some(super::trace::record_of(Path::new(id))?),
        false => report::record(&definitions, ("", id), package, &Lang::default()).transpose()?,
    };
    let Some(drawn) = drawn else {
        let charts = definitions.iter().flat_map(|it| &it.sections).flat_map(|it| &it.charts).map(|it| it.id.as_str());
        let all = dataset.figures.ids().chain(dataset.works.ids()).chain(dataset.quantities.ids()).chain(charts);
        bail!("there is no figure, work, quantity, chart or chart file `{id}`{}", hint(id, all));
    };
    Ok(drawn.figures().into_iter().filter_map(|id| dataset.figures.get(id)).map(Cited::Figure).collect())
}

/// The works behind what is cited, and those that they cite, each once.
fn works<'a>(cited: &[Cited<'a>], dataset: &'a Dataset) -> Vec<&'a Work> {
    let of = |cited: &Cited<'a>| -> Vec<&'a str> {
        match cited {
            Cited::Work(work) => vec![&work.id],
            Cited::Figure(figure) => {
                [Some(figure.work_id.as_str()), dataset.cited_by(figure)].into_iter().flatten().collect()
            }
        }
    };
    let ids = fmt::once_each(cited.iter().flat_map(of));
    ids.into_iter().filter_map(|id| dataset.works.get(id)).filter(|work| work.kind != "unidentified").collect()
}

/// The style that is asked for, by its name or from a file.
fn style(verb: &Cite) -> Result<Style> {
    Ok(match Path::new(&verb.style).extension().is_some_and(|suffix| suffix == "csl") {
        true => {
            let xml = files::read_text(Path::new(&verb.style), files::STYLE)
                .with_context(|| format!("cannot read {}", verb.style))?;
            let name = Path::new(&verb.style).file_stem().unwrap_or_default().to_string_lossy();
            Style::read(&name, &xml).with_context(|| verb.style.clone())?
        }
        false => Style::named(&verb.style)?,
    })
}

/// What is cited, each with its name.
type Blocks<M> = Vec<(Escaped<M>, Citation<Escaped<M>>)>;

fn blocks<M: Markup>(verb: &Cite, cited: &[Cited<'_>], package: &Package) -> Result<Blocks<M>> {
    let style = style(verb)?;
    let mut citing = Citing::<M>::new(&style);
    let mut blocks = Vec::new();
    for it in cited {
        let (name, citation) = match it {
            Cited::Work(work) => (Escaped::data(&work.id), citing.work(work)),
            Cited::Figure(figure) => {
                let Some(citation) = citing.figure(&package.dataset, figure) else { continue };
                let stated = package.dataset.stated(figure, fmt::Style::Sign);
                (escaped!(M, "{}: {}", figure.id, stated), citation)
            }
        };
        blocks.push((name, citation));
    }
    if verb.with_dataset {
        let own = cite::dataset(&mut citing, package.about());
        blocks.push((Escaped::literal("this dataset"), own));
    }
    Ok(blocks)
}

fn as_rtf(blocks: &Blocks<Rtf>) -> String {
    let paragraphs: Vec<Escaped<Rtf>> =
        blocks.iter().flat_map(|(_, citation)| lines(citation)).map(|(_, text)| text).collect();
    cite::rtf(&paragraphs).into_string()
}

fn as_html(blocks: &Blocks<Html>) -> String {
    let line = |(what, text)| escaped!(Html, "  <p class=\"{}\">{}</p>\n", Escaped::<Html>::literal(what), text);
    let block = |(name, citation): &(_, _)| {
        let lines = Escaped::<Html>::joined(lines(citation).into_iter().map(line), "");
        escaped!(Html, "<div title=\"{}\">\n{}</div>\n", name, lines)
    };
    Escaped::<Html>::joined(blocks.iter().map(block), "").into_string()
}

fn as_text<M: Markup>(blocks: &Blocks<M>) -> String {
    let line = |(what, text)| escaped!(M, "  {} {}\n", Escaped::<M>::literal(padded(what)), text);
    let block = |(name, citation): &(_, _)| {
        let lines = Escaped::<M>::joined(lines(citation).into_iter().map(line), "");
        escaped!(M, "{}\n{}", name, lines)
    };
    Escaped::<M>::joined(blocks.iter().map(block), "\n").into_string()
}

/// What a line is, as wide as the widest.
fn padded(what: &'static str) -> &'static str {
    match what {
        "footnote" => "footnote ",
        "in-text" => "in-text  ",
        "entry" => "entry    ",
        "note" => "note     ",
        other => other,
    }
}

fn lines<M: Markup>(citation: &Citation<Escaped<M>>) -> Vec<(&'static str, Escaped<M>)> {
    let footnote = citation.footnote.clone().map(|text| ("footnote", text));
    let mut lines: Vec<(&str, Escaped<M>)> = footnote.into_iter().collect();
    lines.extend(citation.in_text.clone().map(|text| ("in-text", text)));
    lines.push(("entry", citation.entry.clone()));
    lines.extend(citation.notes.iter().cloned().map(|note| ("note", note)));
    lines
}
