//! What stands around a plot: title, subtitle and key above it, axis below, notes and source at the foot.

use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot, Type};
use super::key::{self, Key};
use super::notes;
use super::scale::Scale;
use super::svg::Paint;
use super::text::{self, Weight};
use super::theme::{AXIS, Colour, GRID, INK, SOFT_INK, size};
use super::{Context, Run, Spec};
use crate::frame::Table;

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
        let mut foot = Vec::new();
        let note = notes::note(spec, table, context);
        if !note.is_empty() {
            foot.push(Block::new(&format!("Note: {note}"), footer, 17.0));
        }
        foot.push(Block::new(&format!("Source: {}.", spec.sources.join("; ")), footer, 17.0));
        let data = format!("Data: sinosov {} ({}), CC BY 4.0.", context.version, &context.digest[..8]);
        foot.push(Block::new(&data, footer, 17.0));
        let axis = match spec.run {
            Run::Log => format!("{} (log scale: each line is ten times the one before)", spec.axis),
            Run::Linear => spec.axis.clone(),
        };
        Self {
            title: Block::balanced(&spec.title, type_of(size::TITLE, Weight::Bold, INK), 28.0),
            subtitle: Block::balanced(&spec.subtitle, regular(size::SUBTITLE, SOFT_INK), 20.0),
            key: Key::new(series, key::shapes(table, context)),
            notes: foot,
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
