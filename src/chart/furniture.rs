//! What stands around a plot: title, subtitle and key above it, axis below, notes and source at the foot.

use super::canvas::{Anchor, Canvas, Plot, Type};
use super::mark::{self, Shape};
use super::scale::Scale;
use super::svg::Paint;
use super::text::{self, Weight};
use super::theme::{self, AXIS, Colour, GRID, INK, SOFT_INK, size};
use super::{Context, Run, Spec};
use crate::frame::{Cell, Table};

/// The width of every chart.
pub(super) const WIDTH: f64 = 850.0;
/// White space at all sides.
pub(super) const MARGIN: f64 = 24.0;

pub(super) const fn type_of(size: f64, weight: Weight, colour: Colour) -> Type {
    Type { size, weight, colour }
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

    fn height(&self) -> f64 {
        self.height * self.lines.len().to_string().parse::<f64>().unwrap_or_default()
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
    pub(super) fn new(spec: &Spec, table: &Table, context: Context<'_>, series: Vec<(Colour, String)>) -> Self {
        let regular = |size, colour| type_of(size, Weight::Regular, colour);
        let footer = regular(size::FOOTER, SOFT_INK);
        let mut notes = Vec::new();
        let note = note(spec, table);
        if !note.is_empty() {
            notes.push(Block::new(&format!("Note: {note}"), footer, 17.0));
        }
        notes.push(Block::new(&format!("Source: {}.", spec.sources.join("; ")), footer, 17.0));
        let data = format!("Data: sinosov {} ({}), CC BY 4.0.", context.version, &context.digest[..8]);
        notes.push(Block::new(&data, footer, 17.0));
        let axis = match spec.run {
            Run::Log => format!("{} (log scale: each step is ten times the one before)", spec.axis),
            Run::Linear => spec.axis.clone(),
        };
        Self {
            title: Block::new(&spec.title, type_of(size::TITLE, Weight::Bold, INK), 28.0),
            subtitle: Block::new(&spec.subtitle, regular(size::SUBTITLE, SOFT_INK), 20.0),
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
    pub(super) fn grid(canvas: &Canvas, plot: &Plot, scale: &Scale, heights: (f64, f64), unit: &dyn Fn(&str) -> String) {
        let mut last_end = f64::MIN;
        for (number, label) in scale.ticks() {
            let x = plot.x(number);
            canvas.line((x, heights.0), (x, heights.1), 1.0, GRID);
            let label = unit(&label);
            let half = text::width(&label, size::SMALL, Weight::Regular) / 2.0;
            let centre = x.min(canvas.width() - MARGIN - half).max(MARGIN + half);
            // A label that would touch the one before it is left out; its line stays.
            if centre - half > last_end + 8.0 {
                let look = type_of(size::SMALL, Weight::Regular, SOFT_INK);
                canvas.text((centre, heights.1 + 18.0), Anchor::Middle, look, &label);
                last_end = centre + half;
            }
        }
    }

    /// The line from which bars grow.
    pub(super) fn baseline(canvas: &Canvas, x: f64, heights: (f64, f64)) {
        canvas.line((x, heights.0), (x, heights.1), 1.25, AXIS);
    }
}

/// The notes that the table owes, after those of the definition.
fn note(spec: &Spec, table: &Table) -> String {
    let mut parts = Vec::new();
    if !spec.note.is_empty() {
        parts.push(spec.note.clone());
    }
    let wholes = table.rows.iter().filter_map(|row| row.whole.as_ref());
    let cells: Vec<&Cell> = table.cells().chain(wholes).collect();
    let computed: Vec<String> = cells.iter().filter(|cell| cell.computed).map(|cell| mark::value_label(cell)).collect();
    match computed.as_slice() {
        [] => {}
        [one] => parts.push(format!("{one} is added up from its parts; no source states it.")),
        [most @ .., last] => {
            parts.push(format!("{} and {last} are added up from their parts; no source states them.", most.join(", ")));
        }
    }
    if cells.iter().any(|cell| cell.interval.about) {
        parts.push("“c.” is the source's own “about”.".to_owned());
    }
    if cells.iter().any(|cell| cell.corrected) {
        parts.push("† An error in the source is corrected or doubtful.".to_owned());
    }
    parts.join(" ")
}

fn shapes(table: &Table, context: Context<'_>) -> Vec<(Shape, String)> {
    let mut found: Vec<(Shape, String)> = Vec::new();
    for cell in table.cells() {
        for shape in mark::shapes(context.dataset, cell) {
            let stage = context.dataset.stages.get(&cell.stage_id).map(|stage| stage.label.clone()).unwrap_or_default();
            match found.iter_mut().find(|(known, _)| *known == shape) {
                None => found.push((shape, stage)),
                Some((Shape::Hatched, stages)) if !stages.contains(&stage) => {
                    stages.push_str(" or ");
                    stages.push_str(&stage);
                }
                Some(_) => {}
            }
        }
    }
    found.sort();
    let text = |(shape, stages): (Shape, String)| {
        let text = match shape {
            Shape::Hatched => format!("{stages}, not yet sent"),
            Shape::Hollow => "taken from another work".to_owned(),
            Shape::Interval => "between two ends".to_owned(),
            Shape::Arrow => "no upper limit given".to_owned(),
        };
        (shape, text)
    };
    found.into_iter().map(text).collect()
}

/// Swatches with their names, in as many lines as they need.
struct Key {
    entries: Vec<(Swatch, String, (f64, f64))>,
    height: f64,
}

enum Swatch {
    Series(Colour),
    Shape(Shape),
}

const SWATCH: f64 = 18.0;
const KEY_LINE: f64 = 22.0;

impl Key {
    fn new(series: Vec<(Colour, String)>, shapes: Vec<(Shape, String)>) -> Self {
        let series = series.into_iter().map(|(colour, name)| (Swatch::Series(colour), name));
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
                Swatch::Series(colour) => rect(mark::paint(*colour, false, false)),
                Swatch::Shape(Shape::Hatched) => rect(plain(true, false)),
                Swatch::Shape(Shape::Hollow) => rect(plain(false, true)),
                Swatch::Shape(Shape::Interval) => {
                    rect(plain(false, true));
                    canvas.rect((left, high), (left + SWATCH / 2.0, high + 13.0), plain(false, false));
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
