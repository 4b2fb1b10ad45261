//! What stands around a plot: title, subtitle and key above it, axis below, notes and source at the foot.

use rust_decimal::prelude::ToPrimitive;

use super::key::Key;
use super::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot, Type};
use crate::chart::{Context, Spec, Words};
use crate::frame::Table;

/// White space at all sides.
pub(crate) const MARGIN: f64 = 24.0;

pub(crate) const fn type_of(size: f64, weight: Weight, ink: Ink) -> Type {
    Type { size, weight, ink }
}

/// A small count as a float.
pub(crate) fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or_default()
}

/// What stands beside a mark: the mark's place on the axis between 0 and 1, and the pixels needed on either side of it.
pub(crate) struct Need {
    pub(crate) share: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// The ends of a plot between two limits, as far apart as what stands beside the marks allows.
pub(crate) fn fit(first: f64, last: f64, needs: &[Need]) -> (f64, f64) {
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
pub(crate) fn need_of_ticks(scale: &Scale, unit: &dyn Fn(&str) -> String) -> Need {
    let label = scale.ticks().last().map(|(_, label)| unit(label)).unwrap_or_default();
    Need { share: 1.0, left: 0.0, right: text::room(&label, size::SMALL, Weight::Regular) / 2.0 }
}

/// How a tick is written: with the sign of a currency or of percent, where all numbers are in one unit.
pub(crate) fn tick_unit(table: &Table, context: Context<'_>) -> String {
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
    fn new(text: &str, width: f64, look: Type, line: f64) -> Self {
        Self { lines: text::wrap(text, width - 2.0 * MARGIN, look.size, look.weight), look, height: line }
    }

    /// Lines of about the same length, for titles.
    fn balanced(text: &str, width: f64, look: Type, line: f64) -> Self {
        let lines = text::wrap_balanced(text, width - 2.0 * MARGIN, look.size, look.weight);
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
pub(crate) struct Furniture {
    width: f64,
    title: Block,
    subtitle: Block,
    key: Key,
    notes: Vec<Block>,
    axis: Block,
    ticks: f64,
}

/// Space between the parts.
const GAP: f64 = 12.0;

impl Furniture {
    /// Measures everything for a width.
    pub(crate) fn new(
        spec: &Spec,
        table: &Table,
        context: Context<'_>,
        words: &Words,
        width: f64,
        body: &impl Body,
    ) -> Self {
        let regular = |size, ink| type_of(size, Weight::Regular, ink);
        let footer = regular(size::FOOTER, Ink::MUTED);
        let bare = context.look.bare;
        let mut foot = Vec::new();
        if !words.note.is_empty() {
            foot.push(Block::new(&format!("Note: {}", words.note), width, footer, 17.0));
        }
        foot.push(Block::new(&format!("Source: {}.", spec.sources.join("; ")), width, footer, 17.0));
        let data = format!("Data: sinosov {} ({}), CC BY 4.0.", context.version, &context.digest[..8]);
        foot.push(Block::new(&data, width, footer, 17.0));
        // What the page around it says, the chart does not say again.
        let said = |text: &str| if bare { String::new() } else { text.to_owned() };
        Self {
            width,
            title: Block::balanced(&said(&spec.title), width, type_of(size::TITLE, Weight::Bold, Ink::TEXT), 28.0),
            subtitle: Block::balanced(&said(&spec.subtitle), width, regular(size::SUBTITLE, Ink::MUTED), 20.0),
            key: Key::new(spec, table, context, body.key(), width),
            notes: if bare { Vec::new() } else { foot },
            ticks: body.ticks(),
            axis: Block::new(body.axis().trim(), width, regular(size::SMALL, Ink::MUTED), 18.0),
        }
    }

    /// Where the plot begins.
    pub(crate) fn top(&self) -> f64 {
        MARGIN - 6.0 + self.title.height() + self.subtitle.height() + GAP + self.key.height()
    }

    /// The height of the whole chart around a plot of that height.
    pub(crate) fn total(&self, plot: f64) -> f64 {
        let notes: f64 = self.notes.iter().map(Block::height).sum();
        (self.top() + plot + self.ticks + self.axis.height() + GAP + notes + MARGIN - 8.0).ceil()
    }

    /// Draws everything but the plot and its ticks: the axis below a plot of that height, the foot at the end of the chart.
    pub(crate) fn draw(&self, canvas: &Canvas, plot: f64, height: f64) {
        let y = self.title.draw(canvas, MARGIN - 6.0);
        let y = self.subtitle.draw(canvas, y);
        self.key.draw(canvas, y + GAP);
        let bottom = self.top() + plot + self.ticks;
        let mut y = bottom;
        for line in &self.axis.lines {
            y += self.axis.height;
            canvas.text((self.width - MARGIN, y - 4.0), Anchor::End, self.axis.look, line);
        }
        let mut y = bottom + self.axis.height() + GAP + (height - self.total(plot)).max(0.0);
        if !self.notes.is_empty() {
            canvas.line((MARGIN, y - 4.0), (self.width - MARGIN, y - 4.0), 1.0, Ink::GRID);
        }
        for note in &self.notes {
            y = note.draw(canvas, y);
        }
    }
}

/// Draws the vertical grid of a plot and the labels of its ticks below it.
pub(crate) fn grid(
    canvas: &Canvas,
    plot: &Plot,
    scale: &Scale,
    (top, bottom): (f64, f64),
    limits: &Area,
    unit: &dyn Fn(&str) -> String,
) {
    let ticks: Vec<(f64, f64, String)> = scale
        .ticks()
        .into_iter()
        .map(|(number, label)| {
            let label = unit(&label);
            let half = text::room(&label, size::SMALL, Weight::Regular) / 2.0;
            (plot.x(number), half, label)
        })
        .collect();
    for (x, ..) in &ticks {
        canvas.line((*x, top), (*x, bottom), 1.0, Ink::GRID);
    }
    // Every label, or every second, third … if they would touch.
    let touch = |step: usize| {
        let shown: Vec<_> = ticks.iter().step_by(step).collect();
        shown.windows(2).any(|pair| pair[0].0 + pair[0].1 + 10.0 > pair[1].0 - pair[1].1)
    };
    let step = (1..ticks.len()).find(|step| !touch(*step)).unwrap_or(ticks.len().max(1));
    for (x, half, label) in ticks.iter().step_by(step) {
        let centre = x.min(limits.right - half).max(limits.left + half);
        let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
        canvas.text((centre, bottom + 18.0), Anchor::Middle, look, label);
    }
}

/// The line from which bars grow.
pub(crate) fn baseline(canvas: &Canvas, x: f64, heights: (f64, f64)) {
    canvas.line((x, heights.0), (x, heights.1), 1.25, Ink::AXIS);
}
