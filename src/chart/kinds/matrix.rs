//! How many figures there are, by rows and columns: the more, the darker. An empty field has no figure.

use super::names::{LINE, Name, most_lines, widest};
use super::tag::Tag;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::page::furniture::{MARGIN, count, type_of};
use crate::chart::page::{Area, Body};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{ChartError, Context, Spec};
use crate::fmt;
use crate::frame::{Cell, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.24;
/// White space around a field.
const INSET: f64 = 1.5;
/// Height of a row with a name of one line.
const ROW: f64 = 25.0;
/// A field is so wide at least.
const NARROWEST: f64 = 17.0;
/// A field is so wide at most.
const WIDEST: f64 = 120.0;
/// A column's name has so many lines at most.
const MOST_LINES: usize = 3;
/// The share of paper in the colour of the lowest count, in percent.
const PALEST: f64 = 82.0;

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    /// The colour of the highest count.
    full: Ink,
    names: Vec<Name>,
    columns: Vec<Vec<String>>,
    /// Every so many columns have their name.
    step: usize,
    /// How wide a field is.
    field: f64,
    gutter: f64,
    most: f64,
}

impl<'a> Chart<'a> {
    pub(super) fn new(spec: &'a Spec, table: &'a Table, context: Context<'a>, width: f64) -> Self {
        let names: Vec<Name> = table.rows.iter().map(|row| Name::new(spec, context, row, width * NAMES)).collect();
        let gutter = widest(&names) + 14.0;
        let all = table.series();
        let field = ((width - 2.0 * MARGIN - gutter) / count(all.len().max(1))).min(WIDEST);
        let label = |(key, own): &(&str, &str)| spec.label(key, own).to_owned();
        let widest = all.iter().map(|it| text::room(&label(it), size::SMALL, Weight::Regular)).fold(0.0, f64::max);
        // Years follow each other, so some can go without a name; works cannot.
        let are_years = all.iter().all(|(key, _)| key.parse::<i32>().is_ok());
        let step = if are_years { (1..=10).find(|step| count(*step) * field >= widest + 6.0).unwrap_or(10) } else { 1 };
        let limit = if are_years { f64::MAX } else { field - 6.0 };
        let columns = all.iter().map(|it| text::wrap(&label(it), limit, size::SMALL, Weight::Regular)).collect();
        let most = table.cells().filter_map(|cell| cell.interval.reach().to_f64()).fold(1.0, f64::max);
        let full = spec.ink();
        Self { spec, table, context, full, names, columns, step, field, gutter, most }
    }

    /// The height of the names of the columns.
    fn above(&self) -> f64 {
        count(self.columns.iter().map(Vec::len).max().unwrap_or(0)) * LINE + 6.0
    }

    fn row_height(&self) -> f64 {
        (most_lines(&self.names) * LINE + 6.0).max(ROW)
    }

    /// The colour of a count: from pale to full, by ratios, for most counts are small.
    fn ink(&self, cell: &Cell) -> Ink {
        let number = cell.interval.reach().to_f64().unwrap_or(1.0).max(1.0);
        let share = if self.most > 1.0 { number.ln() / self.most.ln() } else { 1.0 };
        self.full.pale((PALEST * (1.0 - share)).round().to_u8().unwrap_or_default())
    }

    fn field(&self, canvas: &Canvas, from: (f64, f64), to: (f64, f64), cell: &Cell) {
        let fill = self.ink(cell);
        canvas.rect(from, to, Paint { fill: Fill::Solid(fill), outline: Outline::Drawn(self.full.edge()) });
        let label = fmt::grouped(cell.interval.reach());
        let at = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1) + 4.5);
        let look = type_of(size::SMALL, Weight::Regular, fill.on());
        canvas.text(at, Anchor::Middle, look, &label);
    }
}

impl Body for Chart<'_> {
    /// A count of figures needs no name.
    fn axis(&self) -> String {
        String::new()
    }

    /// Its columns are named above it.
    fn ticks(&self) -> f64 {
        0.0
    }

    fn lacks(&self) -> Option<ChartError> {
        let label = |cell: &Cell| text::width(&fmt::grouped(cell.interval.reach()), size::SMALL, Weight::Regular) + 5.0;
        let narrowest = self.table.cells().map(label).fold(NARROWEST, f64::max);
        if self.field < narrowest {
            let room = (self.field * count(self.columns.len()) / narrowest).floor().to_usize().unwrap_or_default();
            return Some(ChartError::TooWide { count: self.columns.len(), room });
        }
        let long = self.columns.iter().find(|lines| lines.len() > MOST_LINES)?;
        Some(ChartError::LongColumn { name: long.join(" ") })
    }

    fn height(&self) -> f64 {
        self.above() + count(self.names.len()) * self.row_height()
    }

    fn least(&self) -> f64 {
        let lines = most_lines(&self.names);
        self.above() + count(self.names.len()) * (lines * LINE + 2.0)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.above();
        let height = (area.bottom - top) / count(self.names.len());
        let left = area.left + self.gutter;
        let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
        for (index, lines) in self.columns.iter().enumerate().step_by(self.step) {
            let mut baseline = top - 8.0 - count(lines.len()) * LINE + LINE;
            let centre = left + (count(index) + 0.5) * self.field;
            for line in lines {
                canvas.text((centre, baseline), Anchor::Middle, look, line);
                baseline += LINE;
            }
        }
        for (index, (row, name)) in self.table.rows.iter().zip(&self.names).enumerate() {
            let high = top + count(index) * height;
            name.draw(canvas, left - 14.0, high + height / 2.0);
            for (column, (key, _)) in self.table.series().into_iter().enumerate() {
                let x = left + count(column) * self.field;
                let (from, to) = ((x + INSET, high + INSET), (x + self.field - INSET, high + height - INSET));
                match row.cells.iter().find(|cell| cell.series == key) {
                    Some(cell) => {
                        let tag = Tag::new(self.context, self.spec, row, cell);
                        canvas.mark(tag.mark(), || self.field(canvas, from, to, cell));
                    }
                    None => {
                        let paint = Paint { fill: Fill::Solid(Ink::PAPER), outline: Outline::Drawn(Ink::GRID) };
                        canvas.rect(from, to, paint);
                    }
                }
            }
        }
    }
}
