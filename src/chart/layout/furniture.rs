//! What stands around a plot: title, subtitle and key above it, the name of the axis below, notes and source at the foot.

use super::Body;
use super::key::Key;
use super::measure::{MARGIN, count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scene::canvas::{Anchor, Canvas, Type};
use crate::chart::{Context, Spec, Words};
use crate::frame::Table;

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
