//! How points on lines are laid out: those of a row on one line where each has room for its number, else one below the other.

use std::collections::BTreeMap;

use crate::chart::layout::axis::{Fitted, Need as Beside, fit, grid, need_of_ticks, styles, tick_unit};
use crate::chart::layout::boxes::apart;
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::point::{self, RADIUS};
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.25;
/// Height of a line of points: where there is room, and at least.
const LINE: (f64, f64) = (26.0, 18.0);
/// White space between rows.
const BETWEEN: (f64, f64) = (10.0, 4.0);
/// White space between a point and its number.
const GAP: f64 = 6.0;
/// What is written in a row without a number.
const UNKNOWN: &str = "no figure found";

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    types: Types,
    hues: BTreeMap<String, Hue>,
    names: Names,
    rows: Rows,
    scale: Scale,
    fitted: Fitted,
    plot: Plot,
    last: f64,
    unit: String,
    /// How many lines the points of each row need.
    lines: Vec<usize>,
    /// The row above which the series are named, each name with its place.
    heads: Option<(usize, Vec<f64>)>,
}

/// Where points and their numbers have room.
struct Room<'a> {
    context: Context<'a>,
    types: Types,
    plot: Plot,
    first: f64,
    last: f64,
}

impl Room<'_> {
    /// One line where no point covers another and each number has room beside its own: the lowest to the left, the highest to
    /// the right. Else a line each.
    fn lines_of(&self, row: &Row, style: Style) -> usize {
        let cells = in_order(row);
        let boxes: Vec<(f64, f64)> = cells
            .iter()
            .enumerate()
            .map(|(place, cell)| {
                let (left, right) = point::extent(&self.plot, &cell.interval);
                let label = shape::label(self.context, cell, style);
                let wide = text::room(&label, self.types.label, Weight::Bold) + GAP + 3.0;
                let to_left = place == 0 && cells.len() > 1;
                if to_left { (left - wide, right) } else { (left, right + wide) }
            })
            .collect();
        let is_clear = boxes.windows(2).all(|pair| pair[0].1 < pair[1].0)
            && boxes.iter().all(|(left, right)| *left >= self.first && *right <= self.last);
        if is_clear { 1 } else { row.cells.len().max(1) }
    }
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole, .. }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let keys: Vec<&str> = whole.series().into_iter().map(|(key, _)| key).collect();
        let names = Names::of_rows(spec, context, (table, whole), width - 2.0 * margin, NAMES);
        let scale = Scale::of(spec.run(), whole.ends(), Ends::Number);
        let unit = tick_unit(whole, context);
        let (first, last) = (margin + names.gutter(), width - margin);
        let tick = |label: &str| unit.replace('#', label);
        let ticks = need_of_ticks(&scale, types.small, &tick);
        let mut always = point::needs(whole, &scale);
        always.push(ticks);
        let fitted = |is_one_line: &dyn Fn(&Row) -> bool| {
            fit((first + RADIUS, last), context.look.size, &always, |style| {
                needs(whole, context, &scale, types, (style, is_one_line))
            })
        };
        // Rows whose numbers would meet on one line need no room to the left of their lowest, which leaves more to the others.
        let tried = fitted(&|_| true);
        let room = Room { context, types, plot: Plot::across(tried.left, tried.right, &scale), first, last };
        let fitted = fitted(&|row| room.lines_of(row, tried.style) == 1);
        let plot = Plot::across(fitted.left, fitted.right, &scale);
        let rows = Rows::new(&names, Vec::new());
        let mut chart = Self {
            spec,
            table,
            context,
            types,
            hues: spec.hues(&keys),
            names,
            rows,
            scale,
            fitted,
            plot,
            last,
            unit,
            lines: Vec::new(),
            heads: None,
        };
        let room = Room { context, types, plot: Plot::across(fitted.left, fitted.right, &chart.scale), first, last };
        chart.lines = table.rows.iter().map(|row| room.lines_of(row, fitted.style)).collect();
        chart.heads = chart.heads();
        let needs = chart.lines.iter().enumerate().map(|(index, lines)| {
            let above = chart.above(index);
            // Below names of series stands more white space, so that the row's own name stays the nearest to its points.
            let between = (BETWEEN.0 + above, BETWEEN.1 + above);
            Need { marks: (above + count(*lines) * LINE.0, above + count(*lines) * LINE.1), between }
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
        point::extent(&self.plot, &cell.interval)
    }

    /// The first pixel behind the names.
    fn first(&self) -> f64 {
        self.context.look.size.margin() + self.names.gutter()
    }

    fn label(&self, cell: &Cell) -> (String, f64) {
        let label = shape::label(self.context, cell, self.fitted.style);
        let wide = text::room(&label, self.types.label, Weight::Bold);
        (label, wide)
    }

    /// The first row on one line that has every series, if their names have room above its points.
    fn heads(&self) -> Option<(usize, Vec<f64>)> {
        if !self.is_named() {
            return None;
        }
        let all = self.table.series().len();
        let has_all = |(row, lines): (&Row, &usize)| row.cells.len() == all && *lines == 1;
        let index = self.table.rows.iter().zip(&self.lines).position(has_all)?;
        let cells = in_order(&self.table.rows[index]);
        let names: Vec<f64> = cells
            .iter()
            .map(|cell| {
                text::room(self.spec.label(&cell.series, &cell.series_label), self.types.small, Weight::Bold) + 12.0
            })
            .collect();
        let wanted: Vec<f64> = cells.iter().map(|cell| self.plot.x(reach(cell))).collect();
        let middles = apart(&wanted, &names, self.first(), self.last)?;
        // A name that stands far from its point would be taken for that of another.
        let is_near =
            middles.iter().zip(&wanted).zip(&names).all(|((middle, x), wide)| (middle - x).abs() <= wide / 2.0);
        is_near.then_some((index, middles))
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, (index, row): (usize, &Row), slot: Slot) {
        let lines = self.lines[index];
        let top = slot.top + self.above(index);
        let high = (slot.bottom - top) / count(lines.max(1));
        let y_of = |place: usize| top + (count(if lines == 1 { 0 } else { place }) + 0.5) * high;
        if row.cells.is_empty() {
            let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
            canvas.clear_text((plot.start() + GAP, y_of(0) + 4.5), Anchor::Start, look, UNKNOWN);
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
                let (label, wide) = self.label(cell);
                let (left, right) = self.extent(cell);
                let to_left = (place == 0 && lines == 1 && cells.len() > 1) || right + GAP + wide > self.last;
                let (x, anchor) = match to_left {
                    true => ((left - GAP).max(self.first() + wide), Anchor::End),
                    false => (right + GAP, Anchor::Start),
                };
                let look = type_of(self.types.label, Weight::Bold, Ink::TEXT);
                canvas.clear_text((x, y + self.types.label * 0.36), anchor, look, &label);
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
    fn key(&self) -> Vec<(Paint, String)> {
        if !self.is_named() || self.heads.is_some() {
            return Vec::new();
        }
        let series = self.table.series().into_iter();
        series
            .filter_map(|(key, own)| {
                let cell = self.table.cells().find(|cell| cell.series == key)?;
                let paint = shape::paint(shape::ink(&self.hues, cell, key), false, false);
                Some((paint, self.spec.label(key, own).to_owned()))
            })
            .collect()
    }

    fn axis(&self) -> String {
        axis_name(self.spec)
    }

    fn height(&self) -> f64 {
        self.rows.full()
    }

    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let (top, bottom) = (area.top, area.bottom);
        let plot = &self.plot;
        let tick = |label: &str| self.unit.replace('#', label);
        grid(
            canvas,
            plot,
            &self.scale,
            (top, bottom),
            (&area, self.types.small, styles(self.context.look.size)),
            &tick,
        );
        let slots = self.rows.place(top, bottom);
        for (index, (row, slot)) in self.table.rows.iter().zip(slots).enumerate() {
            let middle = f64::midpoint(slot.top + self.above(index), slot.bottom);
            self.names.draw(canvas, index, area.left, (slot.name, middle));
            self.row(canvas, plot, (index, row), slot);
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
    (style, is_one_line): (Style, &dyn Fn(&Row) -> bool),
) -> Vec<Beside> {
    let mut needs = Vec::new();
    for row in &table.rows {
        let cells = in_order(row);
        let is_one_line = is_one_line(row);
        for (place, cell) in cells.iter().enumerate() {
            let wide = text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + GAP + RADIUS + 3.0;
            let is_left = place == 0 && cells.len() > 1 && is_one_line;
            let low = cell.interval.min.or(cell.interval.max).unwrap_or_default();
            let share = if is_left { scale.share(shape::float(low)) } else { scale.share(reach(cell)) };
            let (left, right) = if is_left { (wide, RADIUS) } else { (RADIUS, wide + shape::arrow(cell)) };
            needs.push(Beside { share, left, right });
        }
    }
    needs
}
