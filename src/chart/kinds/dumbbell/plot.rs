//! How points on lines are laid out: those of a row on one line where each has room for its number, else one below the other.

use std::collections::BTreeMap;

use crate::chart::layout::axis::{Axis, Need as Beside};
use crate::chart::layout::boxes::apart;
use crate::chart::layout::key::{self, Entry};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::point::{self, Around, GAP, RADIUS};
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::words::unknown;
use crate::chart::{Context, Part, Spec};
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.25;
/// Height of a line of points: where there is room, and at least.
const LINE: (f64, f64) = (26.0, 18.0);
/// White space between rows.
const BETWEEN: (f64, f64) = (10.0, 4.0);

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    types: Types,
    hues: BTreeMap<String, Hue>,
    names: Names,
    rows: Rows,
    axis: Axis,
    /// The lines of each row.
    lines: Vec<Lines>,
    /// The row above which the series are named, each name with its place.
    heads: Option<(usize, Vec<f64>)>,
}

/// How many lines the points of a row have, and whether the number of the lowest stands to its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lines {
    count: usize,
    lowest_is_left: bool,
}

impl Lines {
    /// One line, with the number of the lowest to its left if there are others.
    fn one(row: &Row) -> Self {
        Self { count: 1, lowest_is_left: row.cells.len() > 1 }
    }

    /// One line where no point covers another and each number has room beside its own: the lowest to the left, or to the right
    /// like the others. Else a line each.
    fn of(row: &Row, axis: &Axis, first: f64, context: Context<'_>) -> Self {
        let cells = in_order(row);
        let is_clear = |lowest_is_left: bool| {
            let beside = cells.iter().enumerate().map(|(place, cell)| {
                let (left, right) = point::extent(&axis.plot, &cell.interval);
                let label = shape::label(context, cell, axis.style);
                let wide = text::room(&label, context.look.size.types().label, Weight::Bold) + GAP + 3.0;
                if place == 0 && lowest_is_left { (left - wide, right) } else { (left, right + wide) }
            });
            let boxes: Vec<(f64, f64)> = beside.collect();
            boxes.windows(2).all(|pair| pair[0].1 < pair[1].0)
                && boxes.iter().all(|(left, right)| *left >= first && *right <= axis.last)
        };
        let one = Self::one(row);
        match () {
            () if is_clear(one.lowest_is_left) => one,
            () if is_clear(false) => Self { lowest_is_left: false, ..one },
            () => Self { count: row.cells.len().max(1), lowest_is_left: false },
        }
    }
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        // Where numbers have no room beside their points, the names leave theirs.
        let beside = Self::with_names(spec, part, context, width, Some(NAMES));
        if beside.axis.has_room { beside } else { Self::with_names(spec, part, context, width, None) }
    }

    /// Lays out a chart whose names take a share of the width, or stand above their rows.
    fn with_names(
        spec: &'a Spec,
        Part { table, whole, .. }: Part<'a>,
        context: Context<'a>,
        width: f64,
        share: Option<f64>,
    ) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let keys: Vec<&str> = whole.series().into_iter().map(|(key, _)| key).collect();
        let names = Names::of_rows(spec, context, (table, whole), width - 2.0 * margin, share);
        let scale = Scale::of(spec.run(), whole.ends(), Ends::Number);
        let first = margin + names.gutter();
        let axis = |lines_of: &dyn Fn(&Row) -> Lines| {
            let (limits, points) = ((first + RADIUS, width - margin), point::needs(whole, &scale));
            Axis::new(whole, context, scale.clone(), limits, points, |scale, style| {
                needs(whole, context, scale, types, (style, lines_of))
            })
        };
        // Rows whose numbers would meet on one line need no room to the left of their lowest, which leaves more to the others.
        let tried = axis(&Lines::one);
        let axis = axis(&|row| Lines::of(row, &tried, first, context));
        let lines = table.rows.iter().map(|row| Lines::of(row, &axis, first, context)).collect();
        let (rows, hues) = (Rows::new(&names, Vec::new()), spec.hues(&keys));
        let mut chart = Self { spec, table, context, types, hues, names, rows, axis, lines, heads: None };
        chart.heads = chart.heads();
        let needs = chart.lines.iter().enumerate().map(|(index, lines)| {
            let above = chart.above(index);
            // Below names of series stands more white space, so that the row's own name stays the nearest to its points.
            let between = (BETWEEN.0 + above, BETWEEN.1 + above);
            let marks = (count(lines.count) * LINE.0, count(lines.count) * LINE.1);
            Need { marks, around: (above, 0.0), between }
        });
        chart.rows = Rows::new(&chart.names, needs.collect());
        chart
    }

    /// Whether the points have a series to be named by.
    fn is_named(&self) -> bool {
        self.hues.len() > 1
    }

    /// The height of the names of the series above a row.
    fn above(&self, row: usize) -> f64 {
        if self.heads.as_ref().is_some_and(|(index, _)| *index == row) { self.types.small + 4.0 } else { 0.0 }
    }

    fn extent(&self, cell: &Cell) -> (f64, f64) {
        point::extent(&self.axis.plot, &cell.interval)
    }

    /// The first pixel behind the names.
    fn first(&self) -> f64 {
        self.context.look.size.margin() + self.names.gutter()
    }

    /// The first row on one line that has every series, if their names have room above its points.
    fn heads(&self) -> Option<(usize, Vec<f64>)> {
        if !self.is_named() {
            return None;
        }
        let all = self.table.series().len();
        let has_all = |(row, lines): (&Row, &Lines)| row.cells.len() == all && lines.count == 1;
        let index = self.table.rows.iter().zip(&self.lines).position(has_all)?;
        let cells = in_order(&self.table.rows[index]);
        let names: Vec<f64> = cells
            .iter()
            .map(|cell| {
                text::room(self.spec.label(&cell.series, &cell.series_label), self.types.small, Weight::Bold) + 12.0
            })
            .collect();
        let wanted: Vec<f64> = cells.iter().map(|cell| self.axis.plot.x(reach(cell))).collect();
        let middles = apart(&wanted, &names, self.first(), self.axis.last)?;
        // A name that stands far from its point would be taken for that of another.
        let is_near =
            middles.iter().zip(&wanted).zip(&names).all(|((middle, x), wide)| (middle - x).abs() <= wide / 2.0);
        is_near.then_some((index, middles))
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, (index, row): (usize, &Row), slot: Slot) {
        let Lines { count: lines, lowest_is_left } = self.lines[index];
        let top = slot.top + self.above(index);
        let high = (slot.bottom - top) / count(lines.max(1));
        let y_of = |place: usize| top + (count(if lines == 1 { 0 } else { place }) + 0.5) * high;
        if row.cells.is_empty() {
            let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
            canvas.clear_text(
                (plot.start() + GAP, y_of(0) + 4.5),
                Anchor::Start,
                look,
                &unknown(self.context.tongue()),
            );
            return;
        }
        let cells = in_order(row);
        if lines == 1 && cells.len() > 1 {
            let ends = cells.iter().map(|cell| self.extent(cell));
            let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end.1), high.max(end.0)));
            canvas.line((low.min(high), y_of(0)), (high.max(low), y_of(0)), 2.5, Ink::AXIS);
        } else {
            // A line over the whole row leads the eye to a single point; its length means nothing.
            for (place, cell) in cells.iter().enumerate() {
                canvas.line((plot.start(), y_of(place)), (plot.x(reach(cell)), y_of(place)), 1.0, Ink::GRID);
            }
        }
        for (place, cell) in cells.iter().enumerate() {
            let ink = shape::ink(&self.hues, cell, &cell.series);
            let paint = shape::cell_paint(self.context, cell, ink);
            let tag = Tag::new(self.context, self.spec, row, cell);
            let y = y_of(place);
            canvas.mark(tag.mark(), || {
                point::draw(canvas, plot, cell, y, self.context, (paint, ink.edge()));
                let label = |style| shape::label(self.context, cell, style);
                let to_left = place == 0 && lowest_is_left;
                let around = Around { ends: self.extent(cell), first: self.first(), last: self.axis.last, to_left };
                point::number(canvas, around, y, self.types, (&label, self.axis.style));
            });
        }
        if let Some((_, middles)) = self.heads.as_ref().filter(|(named, _)| *named == index) {
            for (cell, middle) in cells.iter().zip(middles) {
                let ink = shape::ink(&self.hues, cell, &cell.series).lettering();
                let look = type_of(self.types.small, Weight::Bold, ink);
                let name = self.spec.label(&cell.series, &cell.series_label);
                canvas.clear_text((*middle, top - 2.0), Anchor::Middle, look, name);
            }
        }
    }
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        if !self.is_named() || self.heads.is_some() {
            return Vec::new();
        }
        key::of_series(self.spec, self.table, self.context, |cell, key| shape::ink(&self.hues, cell, key))
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
        let slots = self.rows.place(top, bottom);
        for (index, (row, slot)) in self.table.rows.iter().zip(slots).enumerate() {
            let middle = f64::midpoint(slot.top + self.above(index), slot.bottom);
            self.names.draw(canvas, index, area.left, (slot.name, middle));
            self.row(canvas, &self.axis.plot, (index, row), slot);
        }
    }
}

/// The numbers of a row from the lowest to the highest.
fn in_order(row: &Row) -> Vec<&Cell> {
    let mut cells: Vec<&Cell> = row.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.interval.reach(), cell.interval.min));
    cells
}

/// What the numbers beside the points need: to the right of them, and of the lowest of several to its left.
fn needs(
    table: &Table,
    context: Context<'_>,
    scale: &Scale,
    types: Types,
    (style, lines_of): (Style, &dyn Fn(&Row) -> Lines),
) -> Vec<Beside> {
    let mut needs = Vec::new();
    for row in &table.rows {
        let cells = in_order(row);
        let lines = lines_of(row);
        for (place, cell) in cells.iter().enumerate() {
            let wide = text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + GAP + RADIUS + 3.0;
            let is_left = place == 0 && lines.lowest_is_left;
            let low = cell.interval.min.or(cell.interval.max).unwrap_or_default();
            let share = if is_left { scale.share(shape::float(low)) } else { scale.share(reach(cell)) };
            let (left, right) = if is_left { (wide, RADIUS) } else { (RADIUS, wide + shape::arrow(cell)) };
            needs.push(Beside { share, left, right });
        }
    }
    needs
}
