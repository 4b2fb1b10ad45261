//! How counts are laid out: a field a row and column, the darker the more. Columns for which there is no room side by side go on
//! in a band below, with the names of the rows again.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::{Need, Rows, Slot};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Part, Spec};
use crate::fmt::{self, Style};
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.28;
/// White space around a field.
const INSET: f64 = 1.5;
/// Height of a field: where there is room, and at least.
const FIELD: (f64, f64) = (25.0, 18.0);
/// A field is so wide at least.
const NARROWEST: f64 = 19.0;
/// A field is so wide at most, and a column's name, unless a word needs more.
const WIDEST: f64 = 220.0;
const WIDEST_NAME: f64 = 120.0;
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
    context: Context<'a>,
    types: Types,
    /// The colour of the highest count.
    full: Ink,
    names: Names,
    rows: Rows,
    /// The lines of the columns' names.
    columns: Vec<Vec<String>>,
    /// How many columns stand side by side.
    abreast: usize,
    /// Every so many columns have their name.
    step: usize,
    /// How wide a field is.
    field: f64,
    most: f64,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole, .. }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let across = width - 2.0 * margin;
        let names = Names::of_rows(spec, context, (table, whole), across, Some(NAMES));
        let labels: Vec<&str> = table.series().into_iter().map(|(key, own)| spec.label(key, own)).collect();
        let of = |text: &str| text::room(text, types.small, Weight::Regular);
        // Years follow each other, so some can go without a name; works cannot.
        let are_years = table.series().iter().all(|(key, _)| key.parse::<i32>().is_ok());
        let room = across - names.gutter();
        let narrowest = whole.cells().map(|cell| of(&number(context, cell)) + 5.0).fold(NARROWEST, f64::max);
        let narrowest = if are_years { narrowest } else { narrowest.max(name_width(&labels, room, types)) }.min(room);
        let in_a_row = (room / narrowest).floor().to_usize().unwrap_or(1).max(1);
        // Bands of about the same length, so that no column is left alone in the last.
        let bands = labels.len().div_ceil(in_a_row).max(1);
        let abreast = labels.len().div_ceil(bands).max(1);
        let field = (room / count(abreast)).min(WIDEST.max(narrowest));
        let widest = labels.iter().map(|it| of(it)).fold(0.0, f64::max);
        let has_room = |step: &usize| count(*step) * field >= widest + BESIDE;
        let step = if are_years { (1..=10).find(has_room).unwrap_or(10) } else { 1 };
        let limit = if are_years { f64::MAX } else { field - BESIDE };
        let columns = labels.iter().map(|it| text::wrap(it, limit, types.small, Weight::Regular)).collect();
        let most = whole.cells().filter_map(|cell| cell.interval.reach().to_f64()).fold(1.0, f64::max);
        // Names that are higher than their fields are parted from each other.
        let is_high = (0..table.rows.len()).any(|row| names.height(row) > FIELD.1);
        let between = if is_high { (6.0, 3.0) } else { (0.0, 0.0) };
        let rows = Rows::new(&names, vec![Need { marks: FIELD, around: (0.0, 0.0), between }; table.rows.len()]);
        let full = spec.ink();
        Self { spec, table, context, types, full, names, rows, columns, abreast, step, field, most }
    }

    /// The columns of each band.
    fn bands(&self) -> impl Iterator<Item = &[Vec<String>]> {
        self.columns.chunks(self.abreast)
    }

    fn line(&self) -> f64 {
        self.types.small + 4.0
    }

    /// The height of the names of a band's columns.
    fn names_height(&self, columns: &[Vec<String>]) -> f64 {
        count(columns.iter().map(Vec::len).max().unwrap_or(0)) * self.line() + 6.0
    }

    /// The height of the names of the columns of all bands, with the white space between these.
    fn above(&self) -> f64 {
        self.bands().map(|band| self.names_height(band) + BETWEEN).sum::<f64>() - BETWEEN
    }

    /// The colour of a count: from pale to full, by ratios, for most counts are small.
    fn ink(&self, cell: &Cell) -> Ink {
        let number = cell.interval.reach().to_f64().unwrap_or(1.0).max(1.0);
        let share = if self.most > 1.0 { number.ln() / self.most.ln() } else { 1.0 };
        self.full.pale((PALEST * (1.0 - share)).round().to_u8().unwrap_or_default())
    }

    fn field(&self, canvas: &Canvas, from: (f64, f64), to: (f64, f64), cell: &Cell) {
        let fill = self.ink(cell);
        canvas.rect(from, to, Paint::outlined(Fill::Solid(fill), self.full.edge()));
        let at = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1) + 4.5);
        canvas.text(
            at,
            Anchor::Middle,
            type_of(self.types.small, Weight::Regular, fill.on()),
            &number(self.context, cell),
        );
    }

    /// The columns of a band, their names above them and those of the rows beside them.
    fn band(&self, canvas: &Canvas, left: f64, (top, bottom): (f64, f64), (names, keys): (&[Vec<String>], &[&str])) {
        let look = type_of(self.types.small, Weight::Regular, Ink::MUTED);
        let first = left + self.names.gutter();
        for (index, lines) in names.iter().enumerate().step_by(self.step) {
            let mut baseline = top - 8.0 - count(lines.len()) * self.line() + self.line();
            let centre = first + (count(index) + 0.5) * self.field;
            for line in lines {
                let half = text::room(line, self.types.small, Weight::Regular) / 2.0;
                // The name of a year may be wider than its field; it stays on the canvas.
                let last = left + self.names.gutter() + self.field * count(self.abreast) + BESIDE;
                let centre = centre.min(last.max(left + 2.0 * half) - half).max(left + half);
                canvas.text((centre, baseline), Anchor::Middle, look, line);
                baseline += self.line();
            }
        }
        let slots = self.rows.place(top, bottom);
        for (index, (row, slot)) in self.table.rows.iter().zip(slots).enumerate() {
            self.names.draw(canvas, index, left, (slot.name, slot.middle()));
            self.row(canvas, row, keys, first, slot);
        }
    }

    fn row(&self, canvas: &Canvas, row: &Row, keys: &[&str], first: f64, slot: Slot) {
        for (column, key) in keys.iter().enumerate() {
            let x = first + count(column) * self.field;
            let (from, to) = ((x + INSET, slot.top + INSET), (x + self.field - INSET, slot.bottom - INSET));
            match row.cells.iter().find(|cell| cell.series == *key) {
                Some(cell) => {
                    let tag = Tag::new(self.context, self.spec, row, cell);
                    canvas.mark(tag.mark(), || self.field(canvas, from, to, cell));
                }
                None => canvas.rect(from, to, Paint::outlined(Fill::Solid(Ink::PAPER), Ink::GRID)),
            }
        }
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
        self.above() + count(self.bands().count()) * self.rows.full()
    }

    fn least(&self) -> f64 {
        self.above() + count(self.bands().count()) * self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let bands = count(self.bands().count().max(1));
        let height = (area.bottom - area.top - self.above()) / bands;
        let keys: Vec<&str> = self.table.series().into_iter().map(|(key, _)| key).collect();
        let mut top = area.top;
        for (names, keys) in self.bands().zip(keys.chunks(self.abreast)) {
            top += self.names_height(names);
            self.band(canvas, area.left, (top, top + height), (names, keys));
            top += height + BETWEEN;
        }
    }
}

fn number(context: Context<'_>, cell: &Cell) -> String {
    fmt::interval(context.tongue(), &cell.interval, Style::Tight)
}

/// How wide a column must be for its name: no word is broken, and no name has more lines than it should, as far as there is
/// room for it.
fn name_width(labels: &[&str], room: f64, types: Types) -> f64 {
    let widest =
        labels.iter().map(|label| text::widest_word(label, types.small, Weight::Regular)).fold(0.0, f64::max) * 1.03;
    let fits = |width: &f64| {
        labels.iter().all(|label| text::wrap(label, *width, types.small, Weight::Regular).len() <= MOST_LINES)
    };
    let steps = std::iter::successors(Some(widest), |width| Some(width + 10.0));
    let width =
        steps.take_while(|width| *width + BESIDE <= room.min(WIDEST_NAME.max(widest + 2.0 * BESIDE))).find(fits);
    // Columns of their own, one below the other, would be no table: a word that long is parted.
    (width.unwrap_or(widest) + BESIDE).min(room.min(WIDEST / 1.3))
}
