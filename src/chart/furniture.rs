//! What stands around a plot: title, subtitle and key above it, axis below, notes and source at the foot.

use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot, Type};
use super::mark::{self, Shape};
use super::provenance;
use super::scale::Scale;
use super::svg::Paint;
use super::text::{self, Weight};
use super::theme::{self, AXIS, Colour, GRID, INK, SOFT_INK, size};
use super::{Context, Run, Spec};
use crate::data::Action;
use crate::fmt;
use crate::frame::{Cell, Converted, RateWitness, Row, Table};

/// The width of every chart.
pub(super) const WIDTH: f64 = 850.0;
/// White space at all sides.
pub(super) const MARGIN: f64 = 24.0;

pub(super) const fn type_of(size: f64, weight: Weight, colour: Colour) -> Type {
    Type { size, weight, colour }
}

/// A small count as a float.
pub(super) fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// What stands beside a mark: the mark's place on the axis between 0 and 1, and the pixels needed on either side of it.
pub(super) struct Need {
    pub(super) share: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The ends of a plot between two limits, as far apart as what stands beside the marks allows.
pub(super) fn fit(first: f64, last: f64, needs: &[Need]) -> (f64, f64) {
    let (mut left, mut right) = (first, last);
    // Each pass moves the ends in by what the last one lacked; what is lacking shrinks from pass to pass.
    for _ in 0..12 {
        let place = |need: &Need| left + need.share * (right - left);
        let lacks_left = needs.iter().map(|need| first - (place(need) - need.left)).fold(0.0, f64::max);
        let lacks_right = needs.iter().map(|need| place(need) + need.right - last).fold(0.0, f64::max);
        left += lacks_left;
        right -= lacks_right;
    }
    (left, right)
}

/// What the label of the last tick needs, written with its unit.
pub(super) fn need_of_ticks(scale: &Scale, unit: &dyn Fn(&str) -> String) -> Need {
    let label = scale.ticks().last().map(|(_, label)| unit(label)).unwrap_or_default();
    Need { share: 1.0, left: 0.0, right: text::width(&label, size::SMALL, Weight::Regular) * 0.515 }
}

/// How a tick is written: with the sign of a currency or of percent, where all numbers are in one unit.
pub(super) fn tick_unit(table: &Table, context: Context<'_>) -> String {
    let unit = table.cells().next().and_then(|cell| context.dataset.units.get(&cell.unit_id));
    let symbol = unit.and_then(|unit| unit.symbol.as_deref());
    let one_unit = table.cells().all(|cell| Some(cell.unit_id.as_str()) == unit.map(|unit| unit.id.as_str()));
    match symbol.filter(|_| one_unit) {
        Some(symbol) if symbol.ends_with('$') => format!("{symbol}#"),
        Some("%") => "#%".to_owned(),
        _ => "#".to_owned(),
    }
}

/// Lines of text under one another.
struct Block {
    lines: Vec<String>,
    look: Type,
    height: f64,
}

impl Block {
    fn new(text: &str, look: Type, line: f64) -> Self {
        Self { lines: text::wrap(text, WIDTH - 2.0 * MARGIN, look.size, look.weight), look, height: line }
    }

    /// Lines of about the same length, for titles.
    fn balanced(text: &str, look: Type, line: f64) -> Self {
        let lines = text::wrap_balanced(text, WIDTH - 2.0 * MARGIN, look.size, look.weight);
        Self { lines, look, height: line }
    }

    fn height(&self) -> f64 {
        self.height * count(self.lines.len())
    }

    /// Draws the lines from a height on; returns the height below them.
    fn draw(&self, canvas: &Canvas, mut y: f64) -> f64 {
        for line in &self.lines {
            y += self.height;
            canvas.text((MARGIN, y - self.height * 0.25), Anchor::Start, self.look, line);
        }
        y
    }
}

/// Everything around the plot of a chart.
pub(super) struct Furniture {
    title: Block,
    subtitle: Block,
    key: Key,
    notes: Vec<Block>,
    axis: Block,
}

/// Space between the parts.
const GAP: f64 = 12.0;
/// Height of the tick labels under a plot.
const TICKS: f64 = 24.0;

impl Furniture {
    /// Measures everything. `series` are named in the key unless the plot names them itself.
    pub(super) fn new(spec: &Spec, table: &Table, context: Context<'_>, series: Vec<(Paint, String)>) -> Self {
        let regular = |size, colour| type_of(size, Weight::Regular, colour);
        let footer = regular(size::FOOTER, SOFT_INK);
        let mut notes = Vec::new();
        let note = note(spec, table, context);
        if !note.is_empty() {
            notes.push(Block::new(&format!("Note: {note}"), footer, 17.0));
        }
        notes.push(Block::new(&format!("Source: {}.", spec.sources.join("; ")), footer, 17.0));
        let data = format!("Data: sinosov {} ({}), CC BY 4.0.", context.version, &context.digest[..8]);
        notes.push(Block::new(&data, footer, 17.0));
        let axis = match spec.run {
            Run::Log => format!("{} (log scale: each line is ten times the one before)", spec.axis),
            Run::Linear => spec.axis.clone(),
        };
        Self {
            title: Block::balanced(&spec.title, type_of(size::TITLE, Weight::Bold, INK), 28.0),
            subtitle: Block::balanced(&spec.subtitle, regular(size::SUBTITLE, SOFT_INK), 20.0),
            key: Key::new(series, shapes(table, context)),
            notes,
            axis: Block::new(axis.trim(), regular(size::SMALL, SOFT_INK), 18.0),
        }
    }

    /// Where the plot begins.
    pub(super) fn top(&self) -> f64 {
        MARGIN - 6.0 + self.title.height() + self.subtitle.height() + GAP + self.key.height()
    }

    /// The height of the whole chart around a plot of that height.
    pub(super) fn total(&self, plot: f64) -> f64 {
        let notes: f64 = self.notes.iter().map(Block::height).sum();
        (self.top() + plot + TICKS + self.axis.height() + GAP + notes + MARGIN - 8.0).ceil()
    }

    /// Draws everything but the plot and its ticks.
    pub(super) fn draw(&self, canvas: &Canvas, plot: f64) {
        let y = self.title.draw(canvas, MARGIN - 6.0);
        let y = self.subtitle.draw(canvas, y);
        self.key.draw(canvas, y + GAP);
        let bottom = self.top() + plot + TICKS;
        for line in &self.axis.lines {
            let at = (WIDTH - MARGIN, bottom + self.axis.height - 4.0);
            canvas.text(at, Anchor::End, self.axis.look, line);
        }
        let mut y = bottom + self.axis.height() + GAP;
        canvas.line((MARGIN, y - 4.0), (WIDTH - MARGIN, y - 4.0), 1.0, GRID);
        for note in &self.notes {
            y = note.draw(canvas, y);
        }
    }

    /// Draws the grid and the tick labels of a plot between two heights.
    pub(super) fn grid(
        canvas: &Canvas,
        plot: &Plot,
        scale: &Scale,
        heights: (f64, f64),
        unit: &dyn Fn(&str) -> String,
    ) {
        let ticks: Vec<(f64, f64, String)> = scale
            .ticks()
            .into_iter()
            .map(|(number, label)| {
                let label = unit(&label);
                let half = text::width(&label, size::SMALL, Weight::Regular) * 0.515;
                (plot.x(number), half, label)
            })
            .collect();
        for (x, ..) in &ticks {
            canvas.line((*x, heights.0), (*x, heights.1), 1.0, GRID);
        }
        // Every label, or every second, third … if they would touch.
        let touch = |step: usize| {
            let shown: Vec<_> = ticks.iter().step_by(step).collect();
            shown.windows(2).any(|pair| pair[0].0 + pair[0].1 + 10.0 > pair[1].0 - pair[1].1)
        };
        let step = (1..ticks.len()).find(|step| !touch(*step)).unwrap_or(ticks.len().max(1));
        for (x, half, label) in ticks.iter().step_by(step) {
            let centre = x.min(canvas.width() - MARGIN - half).max(MARGIN + half);
            let look = type_of(size::SMALL, Weight::Regular, SOFT_INK);
            canvas.text((centre, heights.1 + 18.0), Anchor::Middle, look, label);
        }
    }

    /// The line from which bars grow.
    pub(super) fn baseline(canvas: &Canvas, x: f64, heights: (f64, f64)) {
        canvas.line((x, heights.0), (x, heights.1), 1.25, AXIS);
    }
}

/// The notes that the table owes, after those of the definition.
pub(super) fn note(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let mut parts = Vec::new();
    if !spec.note.is_empty() {
        parts.push(spec.note.clone());
    }
    parts.extend(of_all(table, context));
    parts.extend(table.remarks.iter().cloned());
    if !table.assumed.is_empty() {
        parts.push(format!("Assumed: {}.", table.assumed.join("; ")));
    }
    parts.extend(table.allowed.iter().map(|allowed| format!("Added here all the same: {allowed}.")));
    parts.extend(converted(table));
    let wholes = table.rows.iter().filter_map(|row| row.whole.as_ref());
    let cells: Vec<&Cell> = table.cells().chain(wholes).collect();
    let with_open = |cell: &&&Cell| match cell.open {
        Some((open, all)) => format!("{} ({open} of {all} open at one end)", mark::value_label(cell)),
        None => mark::value_label(cell),
    };
    let computed = cells.iter().filter(|cell| cell.computed && !cell.not_itemised);
    let mut computed: Vec<String> = computed.map(|cell| with_open(&cell)).collect();
    computed.dedup();
    match computed.as_slice() {
        [] => {}
        [one] => parts.push(format!("{one} is added up here; no source states it.")),
        [most @ .., last] => {
            parts.push(format!("{} and {last} are added up here; no source states them.", most.join(", ")));
        }
    }
    if cells.iter().any(|cell| mark::value_label(cell).contains("c.")) {
        parts.push("“c.” is the source’s own “about”.".to_owned());
    }
    if !table.without_value.is_empty() {
        parts.push(format!("Left out, for no figure of theirs can be used: {}.", table.without_value.join("; ")));
    }
    let corrected = corrections(&cells, context);
    if !corrected.is_empty() {
        parts.push(format!("† {}.", corrected.join("; ")));
    }
    parts.join(" ")
}

/// By which rates numbers were converted, of when, and from the prices of which years into those of which.
fn converted(table: &Table) -> Vec<String> {
    let conversions: Vec<&Converted> = table.cells().flat_map(|cell| &cell.converted).collect();
    let rates = |is_index: bool| {
        let of_kind = move |rate: &&RateWitness| rate.is_index == is_index;
        conversions.iter().flat_map(move |conversion| conversion.rates.iter().filter(of_kind))
    };
    let exchanged = conversions.iter().filter(|it| it.rates.iter().any(|rate| !rate.is_index));
    let dates = once_each(exchanged.map(|conversion| fmt::date(conversion.date)));
    let stated = once_each(rates(false).map(|rate| format!("“{}” ({}, {})", rate.as_stated, rate.short, rate.locator)));
    let mut parts = Vec::new();
    if !stated.is_empty() {
        parts.push(format!("Converted here by official rates of {}: {}.", dates.join(" and "), stated.join("; ")));
    }
    let into = once_each(conversions.iter().filter_map(|it| it.constant).map(|year| year.to_string()));
    if !into.is_empty() {
        let from = once_each(conversions.iter().filter(|it| it.constant.is_some()).map(|it| it.year.to_string()));
        let indices = once_each(rates(true).map(|rate| rate.short.clone()));
        let (into, from, indices) = (into.join(" and "), from.join(", "), indices.join(" and "));
        parts.push(format!("Computed here in prices of {into}, from prices of {from}, by {indices}."));
    }
    parts
}

/// Texts in the order in which they first occur.
fn once_each(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// What is corrected behind the numbers with a dagger: "Peskov 2006: dated 1949 here, 1950 in print".
fn corrections(cells: &[&Cell], context: Context<'_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.corrected) {
        for correction in provenance::corrections(cell, context.dataset).filter(|it| it.action != Action::Exclude) {
            let of_figure = cell.witnesses.iter().find(|witness| witness.figure_id == correction.row_id);
            let label = context.dataset.quantities.get(&correction.row_id).map(|quantity| quantity.label.clone());
            let of_rate = (correction.table == "rates").then(|| correction.row_id.clone());
            let whose = of_figure.map(|witness| witness.short.clone()).or(label).or(of_rate).unwrap_or_default();
            let is_date = matches!(correction.field.as_str(), "start" | "end" | "signed");
            let what = match (&correction.corrected, correction.action) {
                (Some(value), Action::Set) if is_date => format!("dated {value} here, {} in print", correction.expect),
                (Some(value), Action::Set) => {
                    format!("{} {value} here, {} in print", correction.field, correction.expect)
                }
                _ => "an error in the source is likely".to_owned(),
            };
            let text = format!("{whose}: {what}");
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts
}

/// The shapes of the marks, with the stages that are hatched, and whether every mark has the shape.
fn occurring(table: &Table, context: Context<'_>) -> Vec<(Shape, String, bool)> {
    let mut found: Vec<(Shape, String, usize)> = Vec::new();
    for cell in table.cells() {
        for shape in mark::shapes(context.dataset, cell) {
            let label = |id: &str| context.dataset.stages.get(id).map(|stage| stage.label.clone()).unwrap_or_default();
            let stage = cell.stage_id.split("; ").map(label).collect::<Vec<_>>().join(" with ");
            match found.iter_mut().find(|(known, ..)| *known == shape) {
                None => found.push((shape, stage, 1)),
                Some((_, stages, count)) => {
                    *count += 1;
                    if shape == Shape::Hatched && !stages.split(", ").any(|known| known == stage) {
                        stages.push_str(", ");
                        stages.push_str(&stage);
                    }
                }
            }
        }
    }
    found.sort();
    let all = table.cells().count();
    found.into_iter().map(|(shape, stages, count)| (shape, stages, count == all)).collect()
}

/// The shapes that tell marks apart and are not explained by the names of rows or series.
fn shapes(table: &Table, context: Context<'_>) -> Vec<(Shape, String)> {
    let names_stage = |row: &Row, cell: &Cell| cell.stage_id == row.key || cell.stage_id == cell.series;
    let stages_are_named = table.rows.iter().all(|row| row.cells.iter().all(|cell| names_stage(row, cell)));
    occurring(table, context)
        .into_iter()
        .filter(|(shape, _, all)| !(*all || (*shape == Shape::Hatched && stages_are_named)))
        .map(|(shape, stages, _)| {
            let text = match shape {
                Shape::Hatched => match stages.rsplit_once(", ") {
                    Some((most, last)) => format!("{most} or {last}"),
                    None => stages,
                },
                Shape::Dotted => "modelled, stated by no work".to_owned(),
                Shape::Hollow => "quoted from another work".to_owned(),
                Shape::Interval => "between two ends".to_owned(),
                Shape::Arrow => "no upper limit given".to_owned(),
                Shape::ArrowDown => "no lower limit given".to_owned(),
            };
            (shape, text)
        })
        .collect()
}

/// What is said once because it holds for every mark.
fn of_all(table: &Table, context: Context<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    for (shape, stages, _) in occurring(table, context).into_iter().filter(|(.., all)| *all) {
        match shape {
            Shape::Hatched => parts.push(format!("Hatched: {stages}.")),
            Shape::Dotted => parts.push("Dotted: modelled; no work states these numbers.".to_owned()),
            Shape::Hollow => parts.push("All numbers are quoted from other works.".to_owned()),
            Shape::Interval | Shape::Arrow | Shape::ArrowDown => {}
        }
    }
    let works: Vec<_> = table.works().into_iter().filter_map(|(id, _)| context.dataset.works.get(id)).collect();
    let cites = table.cells().flat_map(|cell| &cell.witnesses).any(|witness| witness.cites.is_some());
    if let [work] = works.as_slice()
        && work.tier == Some(4)
        && !cites
    {
        parts
            .push(format!("All numbers are from one {}, which names no source for them.", work.kind.replace('-', " ")));
    }
    parts
}

/// Swatches with their names, in as many lines as they need.
struct Key {
    entries: Vec<(Swatch, String, (f64, f64))>,
    height: f64,
}

enum Swatch {
    Series(Paint),
    Shape(Shape),
}

const SWATCH: f64 = 18.0;
const KEY_LINE: f64 = 22.0;

impl Key {
    fn new(series: Vec<(Paint, String)>, shapes: Vec<(Shape, String)>) -> Self {
        let series = series.into_iter().map(|(paint, name)| (Swatch::Series(paint), name));
        let shapes = shapes.into_iter().map(|(shape, name)| (Swatch::Shape(shape), name));
        let (mut x, mut y) = (MARGIN, 0.0);
        let mut entries = Vec::new();
        for (swatch, name) in series.chain(shapes) {
            let wide = SWATCH + 7.0 + text::width(&name, size::SMALL, Weight::Regular) * 1.03 + 22.0;
            if x > MARGIN && x + wide - 22.0 > WIDTH - MARGIN {
                x = MARGIN;
                y += KEY_LINE;
            }
            entries.push((swatch, name, (x, y)));
            x += wide;
        }
        let height = if entries.is_empty() { 0.0 } else { y + KEY_LINE + 6.0 };
        Self { entries, height }
    }

    fn height(&self) -> f64 {
        self.height
    }

    fn draw(&self, canvas: &Canvas, top: f64) {
        for (swatch, name, (x, y)) in &self.entries {
            let (left, high) = (*x, top + y + 2.0);
            let right = left + SWATCH;
            let plain = |hatched, hollow| mark::paint(theme::REST, hatched, hollow);
            let rect = |paint: Paint| canvas.rect((left, high), (right, high + 13.0), paint);
            match swatch {
                Swatch::Series(paint) => rect(*paint),
                Swatch::Shape(Shape::Hatched) => rect(plain(true, false)),
                Swatch::Shape(Shape::Dotted) => rect(mark::dotted(theme::REST)),
                Swatch::Shape(Shape::Hollow) => rect(plain(false, true)),
                Swatch::Shape(Shape::Interval) => {
                    rect(plain(false, true));
                    canvas.rect((left, high), (left + SWATCH / 2.0, high + 13.0), plain(false, false));
                }
                Swatch::Shape(Shape::ArrowDown) => {
                    let points = [(right - 2.0, high), (left, high + 6.5), (right - 2.0, high + 13.0)];
                    canvas.polygon(&points, plain(false, false));
                }
                Swatch::Shape(Shape::Arrow) => {
                    let points = [(left + 2.0, high), (right, high + 6.5), (left + 2.0, high + 13.0)];
                    canvas.polygon(&points, plain(false, false));
                }
            }
            let look = type_of(size::SMALL, Weight::Regular, INK);
            canvas.text((right + 7.0, high + 11.5), Anchor::Start, look, name);
        }
    }
}
