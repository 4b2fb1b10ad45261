//! How many figures there are, by rows and columns: the more, the darker. An empty field has no figure. Columns for which
//! there is no room side by side go on in a band below, with the names of the rows again.

use crate::chart::layout::names::{LINE, Name, most_lines, widest};
use crate::chart::layout::tag::Tag;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::layout::measure::{MARGIN, count, type_of};
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Part, Spec};
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
/// A column's name has so many lines at most, if there is any width at which it has.
const MOST_LINES: usize = 4;
/// White space around a column's name.
const BESIDE: f64 = 6.0;
/// White space between a band and the next.
const BETWEEN: f64 = 16.0;
/// The share of paper in the colour of the lowest count, in percent.
const PALEST: f64 = 82.0;

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    /// The table whose columns are drawn.
    whole: &'a Table,
    context: Context<'a>,
    /// The colour of the highest count.
    full: Ink,
    names: Vec<Name>,
    /// The lines of the columns' names.
    columns: Vec<Vec<String>>,
    /// How many columns stand side by side.
    abreast: usize,
    /// Every so many columns have their name.
    step: usize,
    /// How wide a field is.
    field: f64,
    gutter: f64,
    most: f64,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let names: Vec<Name> = table.rows.iter().map(|row| Name::new(spec, context, row, width * NAMES)).collect();
        let gutter = widest(&names) + 14.0;
        let labels: Vec<&str> = whole.series().into_iter().map(|(key, own)| spec.label(key, own)).collect();
        // Years follow each other, so some can go without a name; works cannot.
        let are_years = whole.series().iter().all(|(key, _)| key.parse::<i32>().is_ok());
        let room = (width - 2.0 * MARGIN - gutter).max(NARROWEST);
        let narrowest = whole.cells().map(|cell| text::width(&number(cell), size::SMALL, Weight::Regular) + 5.0);
        let narrowest = narrowest.fold(NARROWEST, f64::max);
        let narrowest = if are_years { narrowest } else { narrowest.max(name_width(&labels, room)) };
        let in_a_row = (room / narrowest).floor().to_usize().unwrap_or(1).max(1);
        // Bands of about the same length, so that no column is left alone in the last.
        let bands = labels.len().div_ceil(in_a_row).max(1);
        let abreast = labels.len().div_ceil(bands).max(1);
        let field = (room / count(abreast)).min(WIDEST);
        let widest = labels.iter().map(|it| text::room(it, size::SMALL, Weight::Regular)).fold(0.0, f64::max);
        let has_room = |step: &usize| count(*step) * field >= widest + BESIDE;
        let step = if are_years { (1..=10).find(has_room).unwrap_or(10) } else { 1 };
        let limit = if are_years { f64::MAX } else { field - BESIDE };
        let columns = labels.iter().map(|it| text::wrap(it, limit, size::SMALL, Weight::Regular)).collect();
        let most = whole.cells().filter_map(|cell| cell.interval.reach().to_f64()).fold(1.0, f64::max);
        let full = spec.ink();
        Self { spec, table, whole, context, full, names, columns, abreast, step, field, gutter, most }
    }

    /// The columns of each band.
    fn bands(&self) -> impl Iterator<Item = &[Vec<String>]> {
        self.columns.chunks(self.abreast)
    }

    /// The height of the names of the columns of all bands, with the white space between these.
    fn above(&self) -> f64 {
        self.bands().map(|band| names_height(band) + BETWEEN).sum::<f64>() - BETWEEN
    }

    /// How many rows all bands have together.
    fn rows(&self) -> f64 {
        count(self.bands().count() * self.names.len())
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
        let label = number(cell);
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

    fn height(&self) -> f64 {
        self.above() + self.rows() * self.row_height()
    }

    fn least(&self) -> f64 {
        let lines = most_lines(&self.names);
        self.above() + self.rows() * (lines * LINE + 2.0)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let height = (area.bottom - area.top - self.above()) / self.rows();
        let keys: Vec<&str> = self.whole.series().into_iter().map(|(key, _)| key).collect();
        let mut top = area.top;
        for (names, keys) in self.bands().zip(keys.chunks(self.abreast)) {
            top += names_height(names);
            self.band(canvas, (area.left + self.gutter, top), height, (names, keys));
            top += height * count(self.names.len()) + BETWEEN;
        }
    }
}

impl Chart<'_> {
    /// The columns of a band, their names above them and those of the rows beside them.
    fn band(&self, canvas: &Canvas, (left, top): (f64, f64), height: f64, (names, keys): (&[Vec<String>], &[&str])) {
        let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
        for (index, lines) in names.iter().enumerate().step_by(self.step) {
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
            for (column, key) in keys.iter().enumerate() {
                let x = left + count(column) * self.field;
                let (from, to) = ((x + INSET, high + INSET), (x + self.field - INSET, high + height - INSET));
                match row.cells.iter().find(|cell| cell.series == *key) {
                    Some(cell) => {
                        let tag = Tag::new(self.context, self.spec, row, cell);
                        canvas.mark(tag.mark(), || self.field(canvas, from, to, cell));
                    }
                    None => {
                        let outline = Outline::Drawn(Ink::GRID);
                        canvas.rect(from, to, Paint { fill: Fill::Solid(Ink::PAPER), outline });
                    }
                }
            }
        }
    }
}

fn number(cell: &Cell) -> String {
    fmt::grouped(cell.interval.reach())
}

/// The height of the names of a band's columns.
fn names_height(columns: &[Vec<String>]) -> f64 {
    count(columns.iter().map(Vec::len).max().unwrap_or(0)) * LINE + 6.0
}

/// How wide a column must be for its name: no word is broken, and no name has more lines than it should, as far as there is
/// room for it.
fn name_width(labels: &[&str], room: f64) -> f64 {
    let words = labels.iter().flat_map(|label| label.split(' '));
    let widest = words.map(|word| text::room(word, size::SMALL, Weight::Regular)).fold(0.0, f64::max);
    let fits = |width: &f64| {
        labels.iter().all(|label| text::wrap(label, *width, size::SMALL, Weight::Regular).len() <= MOST_LINES)
    };
    let steps = std::iter::successors(Some(widest), |width| Some(width + 10.0));
    let width = steps.take_while(|width| *width + BESIDE <= room.min(WIDEST)).find(fits);
    (width.unwrap_or(widest) + BESIDE).min(room.min(WIDEST))
}
