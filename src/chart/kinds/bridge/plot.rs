//! How a bridge is laid out: a row a step, joined where one ends and the next begins.

use std::collections::BTreeMap;

use super::steps::{self, Step};
use crate::chart::layout::axis::{Axis, Need as Beside, baseline};
use crate::chart::layout::bar::{Bar, Extent, pale};
use crate::chart::layout::boxes::on_paper;
use crate::chart::layout::key::Entry;
use crate::chart::layout::measure::{centred, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::shape::{self, float};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::words::unknown;
use crate::chart::{Context, Part, Run, Spec};
use crate::fmt::Style;
use crate::frame::bridge::{ADDS, REST, TAKES};
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.26;
/// Height of a bar: where there is room, and at least beside its number.
const BAR: f64 = 26.0;
const OF_NUMBER: f64 = 3.0;
/// White space between rows: where there is room, and at least.
const BETWEEN: (f64, f64) = (12.0, 5.0);
/// White space between a bar and its number.
const GAP: f64 = 7.0;
/// Ends that are nearer to each other are one.
const ONE: f64 = 1.0;

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    types: Types,
    hues: BTreeMap<String, Hue>,
    names: Names,
    rows: Rows,
    axis: Axis,
    /// Where each row begins and ends, by its key.
    steps: BTreeMap<String, Step>,
    /// The row before which nothing stands.
    first_row: Option<String>,
    /// The first pixel behind the names.
    first: f64,
}

impl<'a> Chart<'a> {
    pub(super) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        // Where numbers have no room beside their bars, the names leave theirs.
        let beside = Self::with_names(spec, part, context, width, Some(NAMES));
        if beside.axis.has_room { beside } else { Self::with_names(spec, part, context, width, None) }
    }

    fn with_names(
        spec: &'a Spec,
        Part { table, whole, .. }: Part<'a>,
        context: Context<'a>,
        width: f64,
        share: Option<f64>,
    ) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let names = Names::of_rows(spec, context, (table, whole), width - 2.0 * margin, share).crossed();
        let steps = steps::by_row(whole);
        let ends = steps.values().flat_map(|step| [step.from.0, step.from.1, step.to.0, step.to.1]);
        let scale = Scale::of(Run::Linear, ends, Ends::Number);
        let first_row = whole.rows.first().map(|row| row.key.clone());
        let first = margin + names.gutter();
        let rows = Rows::new(&names, Vec::new());
        let limits = (first, width - margin);
        let bars = needs(whole, &steps, &scale, |_| 0.0);
        let axis = Axis::new(whole, context, scale, limits, bars, |scale, style| {
            needs(whole, &steps, scale, |row| {
                let label = label(context, row, style, first_row.as_deref());
                let size = if row.cells.is_empty() { types.small } else { types.label };
                text::room(&label, size, Weight::Bold) + GAP + 2.0
            })
        });
        let hues = spec.hues(&[ADDS, TAKES]);
        let mut chart = Self { spec, table, context, types, hues, names, rows, axis, steps, first_row, first };
        let need = Need { marks: (BAR, types.label + OF_NUMBER), around: (0.0, 0.0), between: BETWEEN };
        chart.rows = Rows::new(&chart.names, vec![need; table.rows.len()]);
        chart
    }

    /// The colour of a series: sums are of none.
    fn ink(&self, cell: &Cell) -> Ink {
        match cell.series.as_str() {
            REST => Ink::REST,
            series => self.hues.get(series).map_or(Ink::MUTED, |hue| Ink::hue(*hue)),
        }
    }

    /// The paint of a cell: what is not accounted for is only an outline.
    fn paint(&self, cell: &Cell) -> Paint {
        match cell.series.as_str() {
            REST => unexplained(),
            _ => shape::cell_paint(self.context, cell, self.ink(cell)),
        }
    }

    fn row(&self, canvas: &Canvas, row: &Row, slot: Slot) {
        let Some(step) = self.steps.get(&row.key) else { return };
        let Some(cell) = row.cells.first() else {
            let at = self.axis.plot.x(float(step.to.1));
            self.number(canvas, row, (at, at), slot);
            return;
        };
        let extent = step.extent(cell);
        let plot = &self.axis.plot;
        let tag = Tag::new(self.context, self.spec, row, cell);
        canvas.mark(tag.mark(), || {
            let (paint, ink, heights) = (self.paint(cell), self.ink(cell), (slot.top, slot.bottom));
            match step.begins_at() {
                Some(base) => {
                    let bar = Bar { base: float(base), sign: step.sign, heights, paint, ink };
                    bar.draw(canvas, plot, &cell.interval);
                }
                None => {
                    let all = if cell.series == REST { paint } else { pale(ink, paint) };
                    canvas.rect((plot.x(extent.low), slot.top), (plot.x(extent.high), slot.bottom), all);
                    if let Some((low, high)) = step.core() {
                        canvas.rect((plot.x(float(low)), slot.top), (plot.x(float(high)), slot.bottom), paint);
                    }
                    self.arrow(canvas, extent, slot, paint);
                }
            }
            let ends = (plot.x(extent.low) - extent.left, plot.x(extent.high) + extent.right);
            self.number(canvas, row, ends, slot);
        });
    }

    /// The arrow of a step of which neither beginning nor end is known.
    fn arrow(&self, canvas: &Canvas, extent: Extent, slot: Slot, paint: Paint) {
        let (low, high) = (self.axis.plot.x(extent.low), self.axis.plot.x(extent.high));
        for (at, long) in [(low, -extent.left), (high, extent.right)] {
            if long != 0.0 {
                let inner = at + long.signum() * 4.0;
                canvas.polygon(&[(inner, slot.top), (at + long, slot.middle()), (inner, slot.bottom)], paint);
            }
        }
    }

    /// The number of a row: to the right of its bar, else to its left, else where there is room.
    fn number(&self, canvas: &Canvas, row: &Row, (low, high): (f64, f64), slot: Slot) {
        let label = label(self.context, row, self.axis.style, self.first_row.as_deref());
        let (size, weight, ink) = match row.cells.is_empty() {
            true => (self.types.small, Weight::Regular, Ink::MUTED),
            false => (self.types.label, Weight::Bold, Ink::TEXT),
        };
        let wide = text::room(&label, size, weight);
        let has_room = |x: f64| x >= self.first && x + wide <= self.axis.last;
        let (behind, before) = (high + GAP, low - GAP - wide);
        let (look, y) = (type_of(size, weight, ink), centred(slot.middle(), size));
        match [behind, before].into_iter().find(|x| has_room(*x)) {
            Some(x) => canvas.clear_text((x, y), Anchor::Start, look, &label),
            None => {
                let x = behind.min(self.axis.last - wide).max(self.first);
                on_paper(canvas, (x, y), Anchor::Start, look, &label);
            }
        }
    }
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        let of_series = |(series, own): (&str, &str)| {
            let cell = self.table.cells().find(|cell| cell.series == series)?;
            let paint = match series {
                REST => unexplained(),
                _ => shape::paint(self.ink(cell), false, false),
            };
            Some(Entry { series: series.to_owned(), ..Entry::plain(paint, self.spec.label(series, own)) })
        };
        self.table.series().into_iter().filter_map(of_series).collect()
    }

    fn axis(&self) -> String {
        axis_name(self.spec, self.table, self.context)
    }

    fn height(&self) -> f64 {
        self.rows.full()
    }

    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let (top, bottom) = (area.top, area.bottom);
        self.axis.draw(canvas, (&area, (top, bottom)), &str::to_owned);
        baseline(canvas, self.axis.plot.x(0.0), (top, bottom));
        let slots = self.rows.place(top, bottom);
        let rows = || self.table.rows.iter().zip(&slots);
        for ((row, slot), (_, next)) in rows().zip(rows().skip(1)) {
            if let Some(step) = self.steps.get(&row.key) {
                let (low, high) = (self.axis.plot.x(float(step.to.0)), self.axis.plot.x(float(step.to.1)));
                let ends = if high - low < ONE { vec![high] } else { vec![low, high] };
                ends.into_iter().for_each(|x| canvas.line((x, slot.bottom), (x, next.top), 1.0, Ink::LEADER));
            }
        }
        for (index, (row, slot)) in rows().enumerate() {
            self.names.draw(canvas, index, area.left, (slot.name, slot.middle()));
            self.row(canvas, row, *slot);
        }
    }
}

/// The paint of what is not accounted for.
fn unexplained() -> Paint {
    Paint { fill: Fill::Solid(Ink::PAPER), outline: Outline::Drawn(Ink::MUTED), hollow: false }
}

/// The number of a row with the way in which it leads, where that is not plain: "+300", "−45".
fn label(context: Context<'_>, row: &Row, style: Style, first: Option<&str>) -> String {
    let Some(cell) = row.cells.first() else { return unknown(context.tongue()) };
    let label = shape::label(context, cell, style);
    // A span, or what has a sign of its own, would be misread behind another.
    let is_plain = cell.interval.as_point().is_some() && label.starts_with(|letter: char| letter.is_ascii_digit());
    match cell.series.as_str() {
        ADDS if is_plain && first != Some(&row.key) => format!("+{label}"),
        TAKES if is_plain => format!("−{label}"),
        _ => label,
    }
}

/// What the bars of all rows take on an axis, with what stands beside them.
fn needs(table: &Table, steps: &BTreeMap<String, Step>, scale: &Scale, beside: impl Fn(&Row) -> f64) -> Vec<Beside> {
    let of_row = |row: &Row| {
        let step = steps.get(&row.key)?;
        let at = Extent { low: float(step.to.0), high: float(step.to.1), left: 0.0, right: 0.0 };
        let extent = row.cells.first().map_or(at, |cell| step.extent(cell));
        Some(Beside::of(scale, extent, (0.0, beside(row))))
    };
    table.rows.iter().filter_map(of_row).flatten().collect()
}
