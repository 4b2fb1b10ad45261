//! How bars are laid out: rows of one or more bars from one line on, or of the parts of a whole end to end.

use rust_decimal::Decimal;

use super::chart::{Chart, is_one_series};
use super::heads::Heads;
use super::keys::{Bars, Layout};
use super::numbers::{self, GAP};
use super::{parts, stack};
use crate::chart::layout::axis::{Axis, baseline};
use crate::chart::layout::bar::Bar;
use crate::chart::layout::key::{self, Entry};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::text::Weight;
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::words::unknown;
use crate::chart::{Context, Part, Run, Spec};
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.26;
/// Height of a bar that has its row for itself.
const BAR: f64 = 28.0;
/// Height of a bar in a group.
const THIN_BAR: f64 = 20.0;
/// In a low frame a bar is as high as its number.
const OF_NUMBER: f64 = 3.0;
/// White space between rows: where there is room, and at least.
const BETWEEN: (f64, f64) = (18.0, 6.0);

/// Lays out a chart of bars for a width.
pub(super) fn lay_out<'a>(
    kind: &'a Bars,
    spec: &'a Spec,
    part: Part<'a>,
    context: Context<'a>,
    width: f64,
) -> Chart<'a> {
    let beside = with_names(kind, spec, part, context, width, Some(NAMES));
    // Behind a bar that runs one way a number that has no room there would stand among those of the other way, unless the names
    // leave theirs.
    if beside.axis.has_room || kind.layout != Layout::Diverging {
        return beside;
    }
    let above = with_names(kind, spec, part, context, width, None);
    if above.axis.has_room { above } else { beside }
}

/// Lays out a chart whose names take a share of the width, or stand above their rows.
fn with_names<'a>(
    kind: &'a Bars,
    spec: &'a Spec,
    Part { table, whole, .. }: Part<'a>,
    context: Context<'a>,
    width: f64,
    share: Option<f64>,
) -> Chart<'a> {
    let (types, margin) = (context.look.size.types(), context.look.size.margin());
    let keys: Vec<&str> =
        if is_one_series(whole) { vec![""] } else { whole.series().into_iter().map(|(key, _)| key).collect() };
    let hues = spec.hues(&keys);
    let across = width - 2.0 * margin;
    let names = Names::of_rows(spec, context, (table, whole), across, share);
    let (first, scale) = (margin + names.gutter(), scale(kind, whole));
    let bars = numbers::extents(kind, whole, &scale);
    let axis = Axis::new(whole, context, scale, (first, width - margin), bars, |scale, style| {
        numbers::needs(kind, whole, context, scale, types, style)
    });
    let heads = Heads::new(kind, spec, whole, &hues, types, (margin, width - margin));
    let rows = Rows::new(&names, Vec::new());
    let mut chart = Chart { kind, spec, table, context, types, hues, names, rows, axis, stack: None, heads, first };
    if kind.layout == Layout::Stacked {
        chart.stack = Some(parts::around(&chart));
    }
    let needs = table.rows.iter().enumerate().map(|(index, row)| chart.need(index, row)).collect();
    chart.rows = Rows::new(&chart.names, needs);
    chart
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        if is_one_series(self.table) {
            return Vec::new();
        }
        let is_named = |key: &str| self.heads.names(key) || self.stack.as_ref().is_some_and(|stack| stack.names(key));
        let series = key::of_series(self.spec, self.table, self.context, |cell, key| self.ink(cell, key));
        series.into_iter().filter(|entry| !is_named(&entry.series)).collect()
    }

    fn axis(&self) -> String {
        axis_name(self.spec, self.table, self.context)
    }

    fn height(&self) -> f64 {
        self.heads.height() + self.rows.full()
    }

    fn least(&self) -> f64 {
        self.heads.height() + self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.heads.height();
        let plot = &self.axis.plot;
        // To the left of a diverging chart numbers grow; anywhere else they are below zero and say so.
        let bare = |label: &str| if self.is_diverging() { label.trim_start_matches('−') } else { label }.to_owned();
        self.axis.draw(canvas, (&area, (top, area.bottom)), &bare);
        let slots = self.rows.place(top, area.bottom);
        // Before the rows; and where names stand above them, only beside their bars, so that it crosses no name.
        if self.names.are_beside() {
            baseline(canvas, plot.x(0.0), (top, area.bottom));
        } else {
            slots.iter().for_each(|slot| baseline(canvas, plot.x(0.0), (slot.top - 2.0, slot.bottom + 2.0)));
        }
        for (index, (row, slot)) in self.table.rows.iter().zip(slots).enumerate() {
            let middle = self.stack.as_ref().map_or_else(|| slot.middle(), |stack| stack.middle(index, slot));
            self.names.draw(canvas, index, area.left, (slot.name, middle));
            self.row(canvas, plot, (index, row), slot);
        }
        self.heads.draw(canvas, plot.x(0.0), top);
    }
}

impl Chart<'_> {
    /// The height of a row's bars: where there is room, and at least.
    fn need(&self, index: usize, row: &Row) -> Need {
        let least = self.types.label + OF_NUMBER;
        // Parts of a stack share one bar; of others each has its own.
        let marks = match count(row.cells.len()) {
            bars if bars > 1.0 && self.stack.is_none() => (bars * THIN_BAR, bars * least),
            _ => (BAR, least),
        };
        // Below names of series stands more white space, so that the row's own name stays the nearest to its bar.
        let around = self.stack.as_ref().map_or((0.0, 0.0), |stack| (stack.above(index), stack.below(index)));
        Need { marks, around, between: (BETWEEN.0 + around.0, BETWEEN.1 + around.0) }
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, (index, row): (usize, &Row), slot: Slot) {
        if row.cells.is_empty() {
            let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
            canvas.clear_text(
                (plot.x(0.0) + GAP, slot.middle() + 4.5),
                Anchor::Start,
                look,
                &unknown(self.context.tongue()),
            );
            return;
        }
        if let Some(stack) = &self.stack {
            parts::draw(self, stack, canvas, plot, (index, row), slot);
            return;
        }
        let high = slot.height() / count(row.cells.len());
        let apart = if row.cells.len() > 1 { 1.0 } else { 0.0 };
        for (place, cell) in row.cells.iter().enumerate() {
            let top = slot.top + count(place) * high;
            self.single(canvas, plot, (row, cell), (top + apart, top + high - apart));
        }
    }

    /// One bar with its number behind it, or in it where there is no room behind.
    fn single(&self, canvas: &Canvas, plot: &Plot, (row, cell): (&Row, &Cell), heights: (f64, f64)) {
        let key = if is_one_series(self.table) { "" } else { cell.series.as_str() };
        let own = self.spec.colours.get(&row.key).filter(|_| key.is_empty());
        let ink = own.map_or_else(|| self.ink(cell, key), |hue| Ink::hue(*hue));
        let paint = shape::cell_paint(self.context, cell, ink);
        let bar = Bar { base: 0.0, sign: self.kind.sign(cell, row), heights, paint, ink };
        let tag = Tag::new(self.context, self.spec, row, cell);
        canvas.mark(tag.mark(), || {
            bar.draw(canvas, plot, &cell.interval);
            let extent = self.kind.extent(cell, row);
            numbers::beside(self, canvas, cell, extent, (heights, self.kind.has_number_left(cell, row)), paint);
        });
    }
}

/// The axis that reaches every number, those to the left below zero.
fn scale(kind: &Bars, table: &Table) -> Scale {
    let mut numbers: Vec<Decimal> = Vec::new();
    for row in &table.rows {
        if kind.layout == Layout::Stacked {
            numbers.extend(stack::ends(row));
            continue;
        }
        for cell in &row.cells {
            let ends = [cell.interval.min, cell.interval.max].into_iter().flatten();
            numbers.extend(ends.map(|end| if kind.runs_left(cell, row) { -end } else { end }));
        }
    }
    Scale::of(Run::Linear, numbers.into_iter(), Ends::Number)
}
