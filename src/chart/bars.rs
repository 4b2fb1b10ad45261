//! Horizontal bars: plain, grouped, stacked, diverging.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot};
use super::furniture::{Furniture, MARGIN, WIDTH, type_of};
use super::mark::{self, Bar, Tag};
use super::scale::Scale;
use super::text::{self, Weight};
use super::theme::{Colour, INK, PAPER, SOFT_INK, TEXT_CONTRAST, size};
use super::{Context, Layout, Spec};
use crate::frame::{Cell, Row, Table};

/// Names of rows are broken at this width.
const NAMES: f64 = 230.0;
/// Height of a bar that has its row for itself.
const BAR: f64 = 28.0;
/// Height of a bar in a group.
const THIN_BAR: f64 = 20.0;
/// Least white space between rows.
const BETWEEN: f64 = 18.0;
/// Height of the names of series above the first row.
const HEADINGS: f64 = 22.0;
const LINE: f64 = 17.0;

struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    palette: BTreeMap<String, Colour>,
    names: Vec<(Vec<String>, Vec<String>)>,
    row_height: f64,
    gutter: f64,
}

pub(super) fn draw(spec: &Spec, table: &Table, context: Context<'_>, description: &str, metadata: &str) -> String {
    let chart = Chart::new(spec, table, context);
    let headings = chart.headings();
    let in_key = if headings.is_none() { chart.series_in_key() } else { Vec::new() };
    let furniture = Furniture::new(spec, table, context, in_key);
    let above = if headings.is_some() || spec.layout == Layout::Diverging { HEADINGS } else { 0.0 };
    let rows = count(table.rows.len());
    let plot_height = above + rows * chart.row_height;
    let canvas = Canvas::new(WIDTH, furniture.total(plot_height));
    let paper = mark::paint(PAPER, false, false);
    canvas.rect((0.0, 0.0), (WIDTH, furniture.total(plot_height)), super::svg::Paint { outline: None, ..paper });
    furniture.draw(&canvas, plot_height);
    let top = furniture.top() + above;
    let bottom = top + rows * chart.row_height;
    let scale = chart.scale();
    let (left, right) = (MARGIN + chart.gutter, WIDTH - MARGIN - chart.label_space());
    let left = left + if spec.layout == Layout::Diverging { chart.label_space() } else { 0.0 };
    let plot = canvas.plot((left, top), (right, bottom), scale.clone(), rows);
    let unit = chart.tick_unit();
    Furniture::grid(&canvas, &plot, &scale, (top, bottom), &|label| unit.replace('#', label.trim_start_matches('−')));
    for (index, row) in table.rows.iter().enumerate() {
        chart.row(&canvas, &plot, row, count(index), top);
    }
    Furniture::baseline(&canvas, plot.x(0.0), (top, bottom));
    if let Some(headings) = headings {
        chart.draw_headings(&canvas, &plot, &headings, top);
    }
    if spec.layout == Layout::Diverging {
        chart.draw_sides(&canvas, &plot, top);
    }
    canvas.finish(&spec.id, &spec.title, description, metadata)
}

/// A small count as a float.
fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or_default()
}

impl<'a> Chart<'a> {
    fn new(spec: &'a Spec, table: &'a Table, context: Context<'a>) -> Self {
        let keys: Vec<&str> = if is_one_series(table) {
            vec![""]
        } else {
            table.series().into_iter().map(|(key, _)| key).collect()
        };
        let names: Vec<(Vec<String>, Vec<String>)> = table.rows.iter().map(|row| names(spec, context, row)).collect();
        let lines = names.iter().map(|(name, detail)| name.len() + detail.len()).max().unwrap_or(1);
        let bars = match spec.layout {
            Layout::Grouped => THIN_BAR * count(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1)),
            _ => BAR,
        };
        let widest = names.iter().flat_map(|(name, detail)| {
            let name = name.iter().map(|line| text::width(line, size::LABEL, Weight::Regular));
            name.chain(detail.iter().map(|line| text::width(line, size::SMALL, Weight::Regular)))
        });
        let gutter = widest.fold(0.0, f64::max) * 1.03 + 14.0;
        let row_height = bars.max(count(lines) * LINE) + BETWEEN;
        Self { spec, table, context, palette: spec.palette(&keys), names, row_height, gutter }
    }

    fn is_left(&self, cell: &Cell, row: &Row) -> bool {
        self.spec.layout == Layout::Diverging
            && self.spec.left.as_deref().is_some_and(|left| cell.series == left || row.key == left)
    }

    /// The numbers that the axis must reach, those to the left below zero.
    fn scale(&self) -> Scale {
        let mut numbers: Vec<Decimal> = Vec::new();
        for row in &self.table.rows {
            match (&row.whole, self.spec.layout) {
                (Some(whole), Layout::Stacked) => numbers.push(whole.interval.reach()),
                _ => numbers.extend(row.cells.iter().map(|cell| {
                    if self.is_left(cell, row) { -cell.interval.reach() } else { cell.interval.reach() }
                })),
            }
        }
        Scale::linear(numbers.into_iter())
    }

    /// Space for the label of the longest bar.
    fn label_space(&self) -> f64 {
        let whole = self.table.rows.iter().filter_map(|row| row.whole.as_ref());
        let cells = self.table.cells().chain(whole);
        let widest = cells.map(|cell| {
            let arrow = if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
            arrow + text::width(&mark::value_label(cell), size::LABEL, Weight::Bold)
        });
        widest.fold(0.0, f64::max) * 1.03 + 12.0
    }

    /// How a tick is written: with the sign of a currency or of percent.
    fn tick_unit(&self) -> String {
        let unit = self.table.cells().next().and_then(|cell| self.context.dataset.units.get(&cell.unit_id));
        let symbol = unit.and_then(|unit| unit.symbol.as_deref());
        let one_unit = self.table.cells().all(|cell| Some(cell.unit_id.as_str()) == unit.map(|unit| unit.id.as_str()));
        match symbol.filter(|_| one_unit) {
            Some(symbol) if symbol.ends_with('$') => format!("{symbol}#"),
            Some("%") => "#%".to_owned(),
            _ => "#".to_owned(),
        }
    }

    fn series_in_key(&self) -> Vec<(Colour, String)> {
        if is_one_series(self.table) || self.spec.layout == Layout::Diverging {
            return Vec::new();
        }
        let series = self.table.series().into_iter();
        let series = series.filter(|(key, _)| self.palette.contains_key(*key));
        series
            .map(|(key, own)| {
                let cell = self.table.cells().find(|cell| cell.series == key);
                let colour = cell.map_or(self.palette[key], |cell| mark::colour(&self.palette, cell, key));
                (colour, self.spec.label(key, own).to_owned())
            })
            .collect()
    }

    /// The names of the series above the first row that shows them all wide enough, or `None`: then a key names them.
    fn headings(&self) -> Option<Vec<(String, String)>> {
        let first = self.table.rows.first()?;
        if self.spec.layout != Layout::Stacked || first.cells.len() < self.table.series().len() {
            return None;
        }
        let total = first.whole.as_ref()?.interval.reach().to_f64()?;
        let width = WIDTH - 2.0 * MARGIN - self.gutter - self.label_space();
        let longest = self.scale().ticks().last().map_or(total, |(number, _)| *number);
        let fits = |cell: &&Cell| {
            let share = cell.interval.reach().to_f64().unwrap_or_default() / longest;
            let name = self.spec.label(&cell.series, &cell.series_label);
            text::width(name, size::SMALL, Weight::Bold) * 1.03 + 8.0 <= share * width
        };
        let named = first.cells.iter().filter(fits).count();
        let entry = |cell: &Cell| (cell.series.clone(), self.spec.label(&cell.series, &cell.series_label).to_owned());
        (named == first.cells.len()).then(|| first.cells.iter().map(entry).collect())
    }

    fn draw_headings(&self, canvas: &Canvas, plot: &Plot, headings: &[(String, String)], top: f64) {
        let mut sum = 0.0;
        let Some(first) = self.table.rows.first() else { return };
        for (cell, (key, name)) in first.cells.iter().zip(headings) {
            let colour = mark::colour(&self.palette, cell, key).readable(TEXT_CONTRAST);
            let look = type_of(size::SMALL, Weight::Bold, colour);
            canvas.text((plot.x(sum) + 1.0, top - 2.0), Anchor::Start, look, name);
            sum += cell.interval.reach().to_f64().unwrap_or_default();
        }
    }

    /// The names of the two sides of a diverging chart.
    fn draw_sides(&self, canvas: &Canvas, plot: &Plot, top: f64) {
        let zero = plot.x(0.0);
        for (key, own) in self.table.series() {
            let is_left = self.spec.left.as_deref() == Some(key);
            let (x, anchor) = if is_left { (zero - 8.0, Anchor::End) } else { (zero + 8.0, Anchor::Start) };
            let colour = self.palette.get(key).copied().unwrap_or(INK).readable(TEXT_CONTRAST);
            let look = type_of(size::SMALL, Weight::Bold, colour);
            canvas.text((x, top - 2.0), anchor, look, self.spec.label(key, own));
        }
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, row: &Row, index: f64, top: f64) {
        let middle = top + (index + 0.5) * self.row_height;
        self.name(canvas, index, middle);
        match self.spec.layout {
            Layout::Stacked => self.stack(canvas, plot, row, index, middle),
            Layout::Grouped => {
                let all = count(row.cells.len());
                let first = middle - all * THIN_BAR / 2.0;
                for (place, cell) in row.cells.iter().enumerate() {
                    let high = first + count(place) * THIN_BAR;
                    self.single(canvas, plot, row, cell, (high + 1.0, high + THIN_BAR - 1.0), top);
                }
            }
            Layout::Plain | Layout::Diverging => {
                for cell in &row.cells {
                    self.single(canvas, plot, row, cell, (middle - BAR / 2.0, middle + BAR / 2.0), top);
                }
            }
        }
    }

    fn name(&self, canvas: &Canvas, index: f64, middle: f64) {
        let Some((name, detail)) = index.to_usize().and_then(|index| self.names.get(index)) else { return };
        let lines = count(name.len() + detail.len());
        let mut y = middle - lines * LINE / 2.0;
        let x = MARGIN + self.gutter - 14.0;
        let looks = [(name, size::LABEL, INK), (detail, size::SMALL, SOFT_INK)];
        for (lines, size, colour) in looks {
            for line in lines {
                y += LINE;
                canvas.text((x, y - 4.0), Anchor::End, type_of(size, Weight::Regular, colour), line);
            }
        }
    }

    fn rows_of(&self, heights: (f64, f64), top: f64) -> (f64, f64) {
        ((heights.0 - top) / self.row_height, (heights.1 - top) / self.row_height)
    }

    /// One bar with its number behind it.
    fn single(&self, canvas: &Canvas, plot: &Plot, row: &Row, cell: &Cell, heights: (f64, f64), top: f64) {
        let key = if is_one_series(self.table) { "" } else { cell.series.as_str() };
        let colour = self.spec.colours.get(&row.key).copied().filter(|_| key.is_empty());
        let colour = colour.unwrap_or_else(|| mark::colour(&self.palette, cell, key));
        let sign = if self.is_left(cell, row) { -1.0 } else { 1.0 };
        let paint = mark::cell_paint(self.context.dataset, cell, colour);
        let bar = Bar { base: 0.0, sign, rows: self.rows_of(heights, top), heights, paint, colour };
        let tag = Tag::new(self.context.dataset, row, cell);
        canvas.group(&tag.attributes(), Some(&tag.title), || {
            let end = bar.draw(canvas, plot, cell);
            let anchor = if sign < 0.0 { Anchor::End } else { Anchor::Start };
            let look = type_of(size::LABEL, Weight::Bold, INK);
            let baseline = f64::midpoint(heights.0, heights.1) + 5.0;
            canvas.text((end + sign * 7.0, baseline), anchor, look, &mark::value_label(cell));
        });
    }

    /// The parts of a whole end to end, numbers inside where they fit, the whole behind.
    fn stack(&self, canvas: &Canvas, plot: &Plot, row: &Row, index: f64, middle: f64) {
        let heights = (middle - BAR / 2.0, middle + BAR / 2.0);
        let share = BAR / self.row_height / 2.0;
        let rows = (index + 0.5 - share, index + 0.5 + share);
        let mut base = 0.0;
        let mut end = plot.x(0.0);
        for cell in &row.cells {
            let colour = mark::colour(&self.palette, cell, &cell.series);
            let paint = mark::cell_paint(self.context.dataset, cell, colour);
            let bar = Bar { base, sign: 1.0, rows, heights, paint, colour };
            let tag = Tag::new(self.context.dataset, row, cell);
            canvas.group(&tag.attributes(), Some(&tag.title), || {
                let start = plot.x(base);
                end = bar.draw(canvas, plot, cell);
                let label = mark::value_label(cell);
                let wide = text::width(&label, size::LABEL, Weight::Regular);
                let solid = matches!(paint.fill, super::svg::Fill::Solid(_));
                if solid && row.cells.len() > 1 && wide + 10.0 <= end - start {
                    let ground = if let super::svg::Fill::Solid(fill) = paint.fill { fill } else { colour };
                    let look = type_of(size::LABEL, Weight::Regular, ground.text_on());
                    canvas.text((f64::midpoint(start, end), middle + 5.0), Anchor::Middle, look, &label);
                }
            });
            base += cell.interval.reach().to_f64().unwrap_or_default();
        }
        if let Some(whole) = &row.whole {
            let look = type_of(size::LABEL, Weight::Bold, INK);
            canvas.text((end + 7.0, middle + 5.0), Anchor::Start, look, &mark::value_label(whole));
        }
    }
}

/// Whether the table has one series without a name.
fn is_one_series(table: &Table) -> bool {
    matches!(table.series().as_slice(), [("", _)])
}

/// The lines of a row's name, and those of what stands under it.
fn names(spec: &Spec, context: Context<'_>, row: &Row) -> (Vec<String>, Vec<String>) {
    let name = text::wrap(spec.label(&row.key, &row.label), NAMES, size::LABEL, Weight::Regular);
    let stage = row.whole.as_ref().or(row.cells.first()).map(|cell| cell.stage_id.as_str()).unwrap_or_default();
    let stage = context.dataset.stages.get(stage).map(|stage| stage.label.clone()).unwrap_or_default();
    let detail = spec.details.get(&row.key).or_else(|| spec.details.get("*")).cloned().unwrap_or_default();
    let detail = detail.replace("{stage}", &stage);
    (name, text::wrap(&detail, NAMES, size::SMALL, Weight::Regular))
}
