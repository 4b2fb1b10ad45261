//! Points on one line a row: promise to delivery, or one stage alone.

use std::collections::BTreeMap;

use crate::chart::layout::axis::{Need, fit, grid, need_of_ticks};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::{LINE, Name, most_lines, widest};
use crate::chart::layout::point::{self, RADIUS};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::Hue;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.24;
const ROW: f64 = 44.0;
const ROW_OF_ONE: f64 = 32.0;
/// Least height of a row in a low frame.
const LEAST_ROW: f64 = 24.0;
/// Least white space between the names of two rows.
const BETWEEN: f64 = 8.0;
/// Height of the names of series above the first row.
const HEADINGS: f64 = 18.0;

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    hues: BTreeMap<String, Hue>,
    names: Vec<Name>,
    scale: Scale,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let keys: Vec<&str> = whole.series().into_iter().map(|(key, _)| key).collect();
        let names = table.rows.iter().map(|row| Name::new(spec, context, row, width * NAMES)).collect();
        let scale = Scale::of(spec.run, whole.ends());
        Self { spec, table, context, hues: spec.hues(&keys), names, scale }
    }

    /// Whether the points have a series to be named by.
    fn is_named(&self) -> bool {
        self.hues.len() > 1
    }

    fn above(&self) -> f64 {
        if self.is_named() { HEADINGS } else { 0.0 }
    }

    /// What the labels beside the points need.
    fn needs(&self) -> Vec<Need> {
        let share = |cell: &Cell| self.scale.share(reach(cell));
        let mut needs = vec![need_of_ticks(&self.scale, &str::to_owned)];
        for row in &self.table.rows {
            for (place, cell) in row.cells.iter().enumerate() {
                let label =
                    text::room(&shape::value_label(self.context, cell), size::LABEL, Weight::Bold) + RADIUS + 11.0;
                let arrow = shape::arrow(cell);
                let is_left = row.cells.len() > 1 && Some(place) == lowest(row);
                let (left, right) = if is_left { (label, 0.0) } else { (0.0, label + arrow) };
                needs.push(Need { share: share(cell), left, right });
            }
        }
        needs
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, row: &Row, middle: f64, with_names: bool) {
        let place = |cell: &Cell| plot.x(reach(cell));
        let ends = row.cells.iter().map(place);
        let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
        if row.cells.len() > 1 {
            canvas.line((low, middle), (high, middle), 2.5, Ink::AXIS);
        } else {
            // A line over the whole row leads the eye to a single point; its length means nothing.
            canvas.line((plot.start(), middle), (plot.end(), middle), 1.0, Ink::GRID);
        }
        for (index, cell) in row.cells.iter().enumerate() {
            let x = place(cell);
            let ink = shape::ink(&self.hues, cell, &cell.series);
            let paint = shape::cell_paint(self.context, cell, ink);
            let tag = Tag::new(self.context, self.spec, row, cell);
            let is_left = row.cells.len() > 1 && Some(index) == lowest(row);
            let (sign, anchor) = if is_left { (-1.0, Anchor::End) } else { (1.0, Anchor::Start) };
            canvas.mark(tag.mark(), || {
                point::draw(canvas, plot, cell, (x, middle), self.context, (paint, ink.edge()));
                let look = type_of(size::LABEL, Weight::Bold, Ink::TEXT);
                let arrow = shape::arrow(cell);
                let at = (x + sign * (RADIUS + 7.0) + arrow, middle + 5.0);
                canvas.clear_text(at, anchor, look, &shape::value_label(self.context, cell));
            });
            if with_names {
                let look = type_of(size::SMALL, Weight::Bold, ink.lettering());
                let name = self.spec.label(&cell.series, &cell.series_label);
                canvas.clear_text((x - sign * RADIUS, middle - 16.0), anchor, look, name);
            }
        }
    }
}

impl Body for Chart<'_> {
    fn axis(&self) -> String {
        axis_name(self.spec)
    }

    fn height(&self) -> f64 {
        let lines = most_lines(&self.names);
        let row = if self.is_named() { ROW } else { ROW_OF_ONE };
        self.above() + count(self.table.rows.len()) * row.max(lines * LINE + BETWEEN)
    }

    fn least(&self) -> f64 {
        let lines = most_lines(&self.names);
        self.above() + count(self.table.rows.len()) * LEAST_ROW.max(lines * LINE + 2.0)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.above();
        let rows = count(self.table.rows.len());
        let height = (area.bottom - top) / rows;
        let widest = widest(&self.names);
        let (left, right) = fit(area.left + widest + 16.0, area.right, &self.needs());
        let plot = canvas.plot((left, top), (right, area.bottom), self.scale.clone(), rows);
        grid(canvas, &plot, &self.scale, (top, area.bottom), &area, &str::to_owned);
        // The series are named over the first row that has them all, else over the first.
        let all = self.table.rows.iter().position(|row| row.cells.len() == self.hues.len()).unwrap_or(0);
        let named_row = self.is_named().then_some(all);
        for (index, (row, name)) in self.table.rows.iter().zip(&self.names).enumerate() {
            let middle = top + (count(index) + 0.5) * height;
            name.draw(canvas, area.left + widest, middle);
            self.row(canvas, &plot, row, middle, named_row == Some(index));
        }
    }
}

/// Which number of a row is labelled on the left: the lowest, of equal ones the first.
fn lowest(row: &Row) -> Option<usize> {
    row.cells.iter().enumerate().min_by_key(|(_, cell)| cell.interval.reach()).map(|(index, _)| index)
}
