//! The key of a chart: series that the plot does not name itself, and the shapes that tell marks apart.

use std::collections::BTreeSet;

use super::bar;
use super::circle;
use super::measure::{count, type_of};
use super::notes::occurring;
use super::point;
use super::sign::Sign;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape::{self, Shape};
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Part, Spec};
use crate::data::Rank;
use crate::frame::{Cell, Row, Table};
use crate::lang::say;

/// What the marks of a chart look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Bars and fields.
    Bars,
    /// Points on an axis that runs across.
    Points,
    /// Points on an axis that runs up.
    UprightPoints,
    /// Round signs beside the numbers.
    Signs,
    /// Circles that are as large as the numbers.
    Circles,
}

/// The shapes that tell marks apart and are not explained by the names of rows or series.
fn shapes(spec: &Spec, table: &Table, context: Context<'_>) -> Vec<(Shape, String)> {
    let (kind, tongue) = (spec.kind.get(), context.tongue());
    let names_stage = |row: &Row, cell: &Cell| cell.stage_id == row.key || cell.stage_id == cell.series;
    let is_span = |cell: &&Cell| shape::shapes(context.dataset, cell).contains(&Shape::Interval);
    let has_stated_span = table.cells().filter(is_span).any(|cell| !cell.is_computed());
    let stages_are_named = table.rows.iter().all(|row| row.cells.iter().all(|cell| names_stage(row, cell)));
    occurring(table, context)
        .into_iter()
        .filter(|(shape, ..)| kind.draws(*shape) && !(*shape == Shape::Hatched && stages_are_named))
        // Where spans that are added up here look otherwise, they do not show what the others mean.
        .filter(|(shape, ..)| *shape != Shape::Interval || !kind.draws(Shape::Broken) || has_stated_span)
        .map(|(shape, stages, _)| {
            let stages = tongue.or(&stages);
            let text = match shape {
                Shape::Hatched => stages,
                Shape::HatchedHollow if !stages_are_named => say!(tongue, "key-stage-quoted", stages = &stages),
                Shape::Hollow | Shape::HatchedHollow => say!(tongue, "key-quoted"),
                Shape::Dotted => say!(tongue, "key-modelled"),
                Shape::Interval => say!(tongue, "key-interval"),
                Shape::Arrow => say!(tongue, "key-no-upper-limit"),
                Shape::ArrowDown => say!(tongue, "key-no-lower-limit"),
                Shape::Ring => say!(tongue, "key-preferred"),
                Shape::Diamond | Shape::Broken => say!(tongue, "key-added"),
                Shape::Cross => say!(tongue, "key-doubtful"),
            };
            (shape, text)
        })
        .collect()
}

/// One series in the key.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) series: String,
    pub(crate) paint: Paint,
    pub(crate) name: String,
    /// The shape of all its marks, if no other series has it: then it is told with the name.
    pub(crate) shape: Option<Shape>,
    /// What its points look like, if each series has a sign of its own.
    pub(crate) sign: Option<Sign>,
    /// It is a line, not a mark.
    pub(crate) line: Option<Line>,
}

/// A line in a key.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Line {
    Full,
    /// The length of its strokes and of the gaps between them.
    Broken((f64, f64)),
}

impl Entry {
    /// A series, or something else that is told by its paint alone.
    pub(crate) fn plain(paint: Paint, name: &str) -> Self {
        Self { series: String::new(), paint, name: name.to_owned(), shape: None, sign: None, line: None }
    }

    /// A line in an ink.
    pub(crate) fn line(ink: Ink, line: Line, name: &str) -> Self {
        Self { line: Some(line), ..Self::plain(Paint::solid(ink), name) }
    }
}

/// The series of a chart for its key: each in the paint of its marks if all have the same and no others do, else in their plain
/// colour.
pub(crate) fn of_series(
    spec: &Spec,
    table: &Table,
    context: Context<'_>,
    ink: impl Fn(&Cell, &str) -> Ink,
) -> Vec<Entry> {
    let painted = [Shape::Hatched, Shape::Hollow, Shape::HatchedHollow];
    let shape_of = |cell: &Cell| shape::shapes(context.dataset, cell).into_iter().find(|shape| painted.contains(shape));
    let entry = |(key, own): (&str, &str)| {
        let cells = || table.cells().filter(|cell| cell.series == key);
        let first = cells().next()?;
        let paint = |cell: &Cell| shape::cell_paint(context, cell, ink(cell, key));
        let is_even = cells().all(|cell| paint(cell) == paint(first));
        let is_elsewhere = |shape: Shape| table.cells().any(|cell| cell.series != key && shape_of(cell) == Some(shape));
        // A shape that other series have too has a swatch of its own: in grey, as what is not itemised is drawn, so that is drawn in
        // full, and the swatch in black. Where all marks have it, a series is known by its own: in print a hatched grey is another.
        let is_alone = !shape_of(first).is_some_and(is_elsewhere);
        let mut itemised = table.cells().filter(|cell| !cell.not_itemised);
        let mut is_of_all = || itemised.all(|cell| shape_of(cell) == shape_of(first));
        let shape = shape_of(first).filter(|_| is_even && is_alone);
        // Where colours tell series apart, one of which every mark is hatched is known by its own, whoever else is.
        let is_hatched = |cell: &Cell| matches!(shape_of(cell), Some(Shape::Hatched | Shape::HatchedHollow));
        let are_hatched = !context.look.theme.outlined && cells().all(is_hatched);
        let paint = if is_even && (is_alone || first.not_itemised || is_of_all()) {
            paint(first)
        } else {
            shape::paint(ink(first, key), are_hatched, false)
        };
        Some(Entry {
            series: key.to_owned(),
            paint,
            name: spec.label(key, own).to_owned(),
            shape,
            sign: None,
            line: None,
        })
    };
    table.series().into_iter().filter_map(entry).collect()
}

/// The ink that all marks of a chart have, if it has one.
fn marks_ink(spec: &Spec, table: &Table) -> Option<Ink> {
    let keys = if spec.kind.get().shows_time() { table.groups() } else { table.series() };
    let has_row_colours = table.rows.iter().any(|row| spec.colours.contains_key(&row.key));
    match keys.as_slice() {
        [(key, _)] if !has_row_colours => spec.hues(&[key]).get(*key).copied().map(Ink::hue),
        _ => None,
    }
}

/// Swatches with their names, in as many lines as they need.
pub(crate) struct Key {
    entries: Vec<(Swatch, Vec<String>, (f64, f64))>,
    size: f64,
    height: f64,
    marks: Marks,
    /// All numbers between two ends are of what had not arrived.
    are_spans_hatched: bool,
    /// What all without a limit have in common.
    arrow: Paint,
    /// Shapes that nothing but what is not itemised has.
    of_rest: BTreeSet<Shape>,
    /// The ink of the other shapes: that of the marks if they have one, else a grey.
    ink: Ink,
}

enum Swatch {
    /// A remark stands for itself.
    None,
    Series(Paint, Option<Sign>),
    Line(Line, Ink),
    Shape(Shape),
}

const SWATCH: f64 = 18.0;
/// Height of a swatch.
const HIGH: f64 = 13.0;
/// White space between the lines of a key.
const LEADING: f64 = 8.0;
/// White space between a swatch and its name, and between two entries.
const BESIDE: f64 = 7.0;
const BETWEEN: f64 = 22.0;

impl Key {
    /// Lays out the key of a table for a width.
    pub(crate) fn new(spec: &Spec, part: Part<'_>, context: Context<'_>, series: Vec<Entry>, width: f64) -> Self {
        let (table, tongue) = (part.table, context.tongue());
        let mut shapes = shapes(spec, table, context);
        let series: Vec<(Swatch, String)> = series
            .into_iter()
            .map(|entry| {
                let at = shapes.iter().position(|(shape, _)| entry.shape == Some(*shape));
                let told = at.map(|at| shapes.remove(at).1);
                let told = told.map(|told| say!(tongue, "chart-told-of", name = &entry.name, text = &told));
                let swatch = match entry.line {
                    Some(line) => Swatch::Line(line, entry.paint.fill.ground()),
                    None => Swatch::Series(entry.paint, entry.sign),
                };
                (swatch, told.unwrap_or(entry.name))
            })
            .collect();
        let shapes = shapes.into_iter().map(|(shape, name)| (Swatch::Shape(shape), name));
        let more = || (Swatch::None, say!(tongue, "key-more-series", n = part.left_out));
        let left_out = (part.left_out > 0).then(more);
        let (size, margin) = (context.look.size.types().small, context.look.size.margin());
        let line = size + LEADING;
        let room = width - 2.0 * margin;
        let (mut x, mut y, mut high) = (margin, 0.0, 0.0_f64);
        let mut entries = Vec::new();
        for (swatch, name) in series.into_iter().chain(left_out).chain(shapes) {
            let lines = text::wrap(&name, room - SWATCH - BESIDE, size, Weight::Regular);
            let wide = lines.iter().map(|line| text::room(line, size, Weight::Regular)).fold(0.0, f64::max);
            let before = if matches!(swatch, Swatch::None) { 0.0 } else { SWATCH + BESIDE };
            let wide = before + wide;
            if x > margin && x + wide > width - margin {
                (x, y, high) = (margin, y + high, 0.0);
            }
            high = high.max(count(lines.len()) * line);
            entries.push((swatch, lines, (x, y)));
            x += wide + BETWEEN;
        }
        let height = if entries.is_empty() { 0.0 } else { y + high + 6.0 };
        let ink = match marks_ink(spec, part.whole) {
            Some(ink) => ink,
            None if part.whole.cells().any(|cell| cell.not_itemised) => Ink::TEXT,
            // In print a darker grey than that of the rest, as marks are darker.
            None if context.look.theme.outlined => Ink::MUTED,
            None => Ink::REST,
        };
        let shapes_of = |rest: bool| {
            let cells = table.cells().filter(move |cell| cell.not_itemised == rest);
            cells.flat_map(|cell| shape::shapes(context.dataset, cell)).collect::<BTreeSet<Shape>>()
        };
        let of_rest = &shapes_of(true) - &shapes_of(false);
        let is_span = |cell: &&Cell| shape::shapes(context.dataset, cell).contains(&Shape::Interval);
        let are_spans_hatched = table.cells().filter(is_span).all(|cell| shape::is_early(context.dataset, cell));
        let is_open = |cell: &&Cell| cell.interval.min.is_none() || cell.interval.max.is_none();
        // What is held doubtful is drawn as a cross.
        let open = || table.cells().filter(is_open).filter(|cell| cell.rank != Rank::Doubtful);
        let all = |is: &dyn Fn(&Cell) -> bool| open().all(is);
        let (is_early, is_quoted) =
            (all(&|cell| shape::is_early(context.dataset, cell)), all(&|cell| shape::is_quoted(cell)));
        let arrow_ink = if all(&|cell| cell.not_itemised) { Ink::REST } else { ink };
        let arrow = match spec.kind.get().draws(Shape::Diamond) && all(&Cell::is_computed) {
            true => Paint::outlined(Fill::Solid(Ink::PAPER), ink.edge()),
            false => shape::paint(arrow_ink, is_early, is_quoted),
        };
        Self { entries, size, height, marks: spec.kind.get().marks(), are_spans_hatched, arrow, of_rest, ink }
    }

    pub(crate) fn height(&self) -> f64 {
        self.height
    }

    pub(crate) fn draw(&self, canvas: &Canvas, top: f64) {
        for (swatch, name, (x, y)) in &self.entries {
            let high = top + y + 2.0;
            match swatch {
                Swatch::None => {}
                Swatch::Series(paint, None) => canvas.rect((*x, high), (x + SWATCH, high + HIGH), *paint),
                Swatch::Series(paint, Some(sign)) => {
                    sign.draw(canvas, (x + SWATCH / 2.0, high + HIGH / 2.0), HIGH / 2.0 - 1.0, *paint);
                }
                Swatch::Line(line, ink) => {
                    let dash = match line {
                        Line::Full => None,
                        Line::Broken(dash) => Some(*dash),
                    };
                    let y = high + HIGH / 2.0;
                    canvas.path(&[(*x, y), (x + SWATCH, y)], 2.0, *ink, dash);
                }
                Swatch::Shape(shape) => self.shape(canvas, *shape, (*x, high)),
            }
            let look = type_of(self.size, Weight::Regular, Ink::TEXT);
            let x = if matches!(swatch, Swatch::None) { *x } else { x + SWATCH + BESIDE };
            for (index, line) in name.iter().enumerate() {
                let baseline = high + 11.5 + count(index) * (self.size + LEADING);
                canvas.text((x, baseline), Anchor::Start, look, line);
            }
        }
    }

    /// A shape as the marks of this kind of chart have it, in the ink of those that have it.
    fn shape(&self, canvas: &Canvas, shape: Shape, (left, high): (f64, f64)) {
        let ink = if self.of_rest.contains(&shape) { Ink::REST } else { self.ink };
        let plain = |hatched, hollow| shape::paint(ink, hatched, hollow);
        let arrow = self.arrow;
        let (right, low) = (left + SWATCH, high + HIGH);
        let (centre, middle) = (f64::midpoint(left, right), f64::midpoint(high, low));
        let is_line = self.marks == Marks::UprightPoints;
        let has_points = is_line || self.marks == Marks::Points;
        let square = (centre - HIGH / 2.0, centre + HIGH / 2.0);
        let rect = |paint: Paint| match has_points {
            _ if matches!(self.marks, Marks::Signs | Marks::Circles) => {
                canvas.circle((centre, middle), HIGH / 2.0, paint)
            }
            true => canvas.rect((square.0, high), (square.1, low), paint),
            false => canvas.rect((left, high), (right, low), paint),
        };
        match shape {
            Shape::Hatched => rect(plain(true, false)),
            Shape::Dotted => rect(shape::dotted(ink)),
            Shape::HatchedHollow => rect(plain(true, true)),
            Shape::Hollow if has_points => canvas.circle((centre, middle), HIGH / 2.0, plain(false, true)),
            Shape::Hollow => rect(plain(false, true)),
            Shape::Interval | Shape::Arrow | Shape::ArrowDown if self.marks == Marks::Circles => {
                let paint = if shape == Shape::Interval { plain(self.are_spans_hatched, false) } else { arrow };
                let ends = match shape {
                    Shape::Interval => (Some(HIGH / 4.0), Some(HIGH / 2.0 + 1.0)),
                    Shape::Arrow => (Some(HIGH / 3.0), None),
                    _ => (None, Some(HIGH / 3.0)),
                };
                circle::draw(canvas, (centre, middle), ends, (ink, paint));
            }
            Shape::Interval | Shape::Broken if has_points => {
                let edge = ink.edge();
                let (from, to) =
                    if is_line { ((centre, high), (centre, low)) } else { ((left, middle), (right, middle)) };
                let dash = (shape == Shape::Broken).then_some(point::BROKEN);
                canvas.path(&[from, to], 3.0, edge, dash);
                for (x, y) in [from, to] {
                    let cap = if is_line { ((x - 5.0, y), (x + 5.0, y)) } else { ((x, y - 6.0), (x, y + 6.0)) };
                    canvas.line(cap.0, cap.1, 2.5, edge);
                }
            }
            Shape::Interval | Shape::Broken => {
                let full = plain(self.are_spans_hatched, false);
                canvas.rect((left, high), (centre, low), full);
                canvas.rect((centre, high), (right, low), bar::pale(ink, full));
            }
            Shape::Arrow if is_line => {
                canvas.polygon(&[(centre - 6.0, low - 1.0), (centre, high), (centre + 6.0, low - 1.0)], arrow);
            }
            Shape::ArrowDown if is_line => {
                canvas.polygon(&[(centre - 6.0, high + 1.0), (centre, low), (centre + 6.0, high + 1.0)], arrow);
            }
            Shape::Arrow => {
                canvas.polygon(&[(left + 2.0, high), (right, middle), (left + 2.0, low)], arrow);
            }
            Shape::ArrowDown => {
                canvas.polygon(&[(right - 2.0, high), (left, middle), (right - 2.0, low)], arrow);
            }
            Shape::Ring => {
                canvas.circle((centre, middle), HIGH / 2.0 + 1.0, Paint::outlined(Fill::Solid(Ink::PAPER), Ink::TEXT));
                canvas.circle((centre, middle), HIGH / 2.0 - 2.5, plain(false, false));
            }
            Shape::Diamond => {
                let half = HIGH / 2.0;
                let corners = [(centre, high), (centre + half, middle), (centre, low), (centre - half, middle)];
                canvas.polygon(&corners, Paint::outlined(Fill::Solid(Ink::PAPER), ink.edge()));
            }
            Shape::Cross => point::cross(canvas, (centre, middle), Ink::MUTED),
        }
    }
}
