//! A report as one Markdown page.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::bibliography::entry;
use super::definition::Definition;
use super::drawn::Drawn;
use super::lines::{self, Told};
use super::places::Of;
use super::template::Templates;
use crate::chart::Context;
use crate::data::Work;
use crate::escape::{Escaped, Markdown};
use crate::escaped;
use crate::fmt;
use crate::frame::Cell;
use crate::lang::{Tongue, say};

pub(super) fn page(
    definition: &Definition,
    charts: &BTreeMap<String, Drawn>,
    templates: &Templates,
    (context, suffix): (Context<'_>, &str),
) -> Result<Escaped<Markdown>> {
    let render = |of: Of<'_>, key: &str, text: &str| templates.text(definition, of, key, text);
    let prose = |of: Of<'_>, key: &str, text: &str| templates.prose(definition, of, key, text);
    let mut out = escaped!(Markdown, "# {}\n", render(Of::Report, "title", &definition.title)?.trim());
    push(&mut out, &prose(Of::Report, "summary", &definition.summary)?);
    for (number, section) in definition.sections.iter().enumerate() {
        let of = Of::Section(number);
        push(&mut out, &escaped!(Markdown, "## {}", render(of, "title", &section.title)?.trim()));
        push(&mut out, &prose(of, "text", &section.text)?);
        for drawn in section.charts.iter().filter_map(|chart| charts.get(&chart.id)) {
            chart(&mut out, drawn, (context, suffix));
        }
    }
    sources(&mut out, charts, context);
    let (data, made_with) = (super::data_line(context.about, context.tongue()), super::made_with(context.tongue()));
    push(
        &mut out,
        &escaped!(Markdown, "---\n\n{}{}{}", data, say!(context.tongue(), "page-between-sentences"), made_with),
    );
    Ok(out)
}

/// Adds a block after a blank line.
fn push(out: &mut Escaped<Markdown>, block: &Escaped<Markdown>) {
    let block = block.trimmed();
    if !block.is_empty() {
        out.push(&escaped!(Markdown, "\n{}\n", block));
    }
}

fn chart(out: &mut Escaped<Markdown>, drawn: &Drawn, (context, suffix): (Context<'_>, &str)) {
    let spec = &drawn.spec;
    push(out, &escaped!(Markdown, "### {}", spec.title));
    push(out, &escaped!(Markdown, "*{}*", spec.subtitle));
    for frame in &drawn.frames {
        push(out, &escaped!(Markdown, "![{}](charts/{}.svg)", frame.description, frame.name() + suffix));
    }
    let note = drawn.note(context.tongue());
    if !note.is_empty() {
        push(out, &Escaped::<Markdown>::data(&say!(context.tongue(), "markdown-note", note = &note)));
    }
    push(out, &if spec.kind.get().counts_figures() { counts(drawn, context) } else { numbers(drawn, context) });
    push(out, &escaped!(Markdown, "[{}](data/{}.csv)", say!(context.tongue(), "markdown-data"), spec.id));
}

/// A row of a table.
fn row<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> Escaped<Markdown> {
    let mut out = Escaped::literal("|");
    for cell in cells {
        out.push(&escaped!(Markdown, " {} |", cell.as_ref()));
    }
    out
}

/// The counts of a matrix as a table of its rows and columns; the figures are in its data.
fn counts(drawn: &Drawn, context: Context<'_>) -> Escaped<Markdown> {
    let (columns, rows) = lines::counts(drawn, context.tongue());
    let mut out = vec![row(std::iter::once("").chain(columns.iter().copied()))];
    let rule = std::iter::once(Escaped::literal("| --- |")).chain(columns.iter().map(|_| Escaped::literal(" ---: |")));
    out.push(Escaped::joined(rule, ""));
    out.extend(rows.into_iter().map(|(name, counts)| row(std::iter::once(name.to_owned()).chain(counts))));
    Escaped::joined(out, "\n")
}

/// The numbers of a chart with the place of every figure, and its agreements and events.
fn numbers(drawn: &Drawn, context: Context<'_>) -> Escaped<Markdown> {
    let tongue = context.tongue();
    let number = |cell: &Cell| lines::number(cell, context.dataset);
    let line = |(name, told): (String, Told<'_>)| {
        let (number, who) = match told {
            Told::Number(cell) => (number(cell), witnesses(cell, tongue)),
            Told::Rest(cell) => (number(cell), say!(tongue, "table-rest")),
            Told::Whole(cell) if cell.is_computed() || cell.is_modelled() => {
                (number(cell), say!(tongue, "table-added"))
            }
            Told::Whole(cell) => (number(cell), witnesses(cell, tongue)),
            Told::Dated(dated) => (
                fmt::period(tongue, &dated.period),
                say!(tongue, "place-in-work", work = &dated.short, place = &dated.locator),
            ),
        };
        row([name, number, who])
    };
    let head = ["table-what", "table-number", "table-who"].map(|id| tongue.say(&format!("{id}.in-text"), &[]));
    let head = [row(head), Escaped::literal("| --- | ---: | --- |")];
    Escaped::joined(head.into_iter().chain(lines::lines(drawn, tongue).into_iter().map(line)), "\n")
}

/// The figures behind a number, those of one place together.
fn witnesses(cell: &Cell, tongue: &Tongue) -> String {
    let mut places: Vec<(String, Vec<&str>)> = Vec::new();
    for witness in &cell.witnesses {
        let cites = witness.source(tongue).map(|source| format!(", {source}")).unwrap_or_default();
        let place = format!("{}{cites}", witness.place(tongue));
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, figures)) => figures.push(&witness.figure_id),
            None => places.push((place, vec![&witness.figure_id])),
        }
    }
    let aside = |text: &str, aside: &str| say!(tongue, "page-aside", text = text, aside = aside);
    let mut texts: Vec<String> =
        places.into_iter().map(|(place, figures)| aside(&place, &figures.join(", "))).collect();
    for rate in cell.converted.iter().flat_map(|converted| &converted.rates) {
        let converted = say!(tongue, "table-converted", work = &rate.short, place = &rate.locator);
        let text = aside(&converted, &rate.rate_id);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let places = tongue.listed(&texts);
    if cell.is_modelled() { say!(tongue, "table-modelled-from", places = &places) } else { places }
}

/// The works behind all charts, those that were read and those that they cite, by short citation.
fn sources(out: &mut Escaped<Markdown>, charts: &BTreeMap<String, Drawn>, context: Context<'_>) {
    let witnesses = || charts.values().flat_map(|drawn| drawn.table.cells()).flat_map(|cell| &cell.witnesses);
    let dates = charts.values().flat_map(|drawn| &drawn.table.dates).map(|dated| dated.work_id.as_str());
    let read: BTreeSet<&str> = witnesses().map(|witness| witness.work_id.as_str()).chain(dates).collect();
    let cited: BTreeSet<&str> = witnesses()
        .filter_map(|witness| context.dataset.figures.get(&witness.figure_id)?.cited_work_id.as_deref())
        .chain(read.iter().filter_map(|id| context.dataset.works.get(id)?.derives_from.as_deref()))
        .filter(|id| context.dataset.works.get(id).is_some_and(|work| !work.consulted))
        .collect();
    let rates = || charts.values().flat_map(|drawn| drawn.table.cells()).flat_map(|cell| &cell.converted);
    let rates: BTreeSet<&str> = rates().flat_map(|it| &it.rates).map(|rate| rate.work_id.as_str()).collect();
    let tongue = context.tongue();
    push(out, &escaped!(Markdown, "## {}", say!(tongue, "markdown-sources")));
    push(out, &list(&read, context));
    if !rates.is_empty() {
        push(out, &Escaped::<Markdown>::data(&say!(tongue, "markdown-rates")));
        push(out, &list(&rates, context));
    }
    if !cited.is_empty() {
        push(out, &Escaped::<Markdown>::data(&say!(tongue, "markdown-cited")));
        push(out, &list(&cited, context));
    }
}

fn list(ids: &BTreeSet<&str>, context: Context<'_>) -> Escaped<Markdown> {
    let mut works: Vec<&Work> = ids.iter().filter_map(|id| context.dataset.works.get(id)).collect();
    works.sort_by(|left, right| left.short.cmp(&right.short));
    Escaped::joined(
        works.into_iter().map(|work| escaped!(Markdown, "- **{}**: {}", work.short, entry(work, context.tongue()))),
        "\n",
    )
}
