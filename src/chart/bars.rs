//! Horizontal bars: plain, grouped, stacked, diverging.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot};
use super::furniture::{Furniture, MARGIN, Need, WIDTH, count, fit, need_of_ticks, tick_unit, type_of};
use super::mark::{self, Bar, Tag, reach};
use super::names::{LINE, Name};
use super::scale::Scale;
use super::svg::{Fill, Paint};
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
/// A plot keeps at least this share of the width between gutter and margin, as far as names in it are concerned.
const NARROWEST: f64 = 0.8;
/// Space for the names of series over a bar.
const NAMES_OF_SERIES: f64 = 12.0;

struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    palette: BTreeMap<String, Colour>,
    names: Vec<Name>,
    row_height: f64,
    gutter: f64,
    scale: Scale,
    /// The row above which the series are named.
    named_row: Option<usize>,
}

pub(super) fn draw(spec: &Spec, table: &Table, context: Context<'_>, description: &str, metadata: &str) -> String {
    let chart = Chart::new(spec, table, context);
    let in_key = if chart.named_row.is_none() { chart.series_in_key() } else { Vec::new() };
    let furniture = Furniture::new(spec, table, context, in_key);
    let above = if spec.layout == Layout::Diverging { HEADINGS } else { 0.0 };
    let rows = count(table.rows.len());
    let plot_height = above + rows * chart.row_height;
    let canvas = Canvas::new(WIDTH, furniture.total(plot_height));
    let paper = mark::paint(PAPER, false, false);
    canvas.rect((0.0, 0.0), (WIDTH, furniture.total(plot_height)), Paint { outline: None, ..paper });
    furniture.draw(&canvas, plot_height);
    let top = furniture.top() + above;
    let bottom = top + rows * chart.row_height;
    let scale = &chart.scale;
    let unit = tick_unit(table, context);
    // To the left of a diverging chart numbers grow; anywhere else they are below zero and say so.
    let bare =
        |label: &str| if spec.layout == Layout::Diverging { label.trim_start_matches('−') } else { label }.to_owned();
    let tick = |label: &str| unit.replace('#', &bare(label));
    let mut needs = chart.needs();
    needs.push(need_of_ticks(scale, &tick));
    let (left, right) = fit(MARGIN + chart.gutter, WIDTH - MARGIN, &needs);
    let plot = canvas.plot((left, top), (right, bottom), scale.clone(), rows);
    Furniture::grid(&canvas, &plot, scale, (top, bottom), &tick);
    for (index, row) in table.rows.iter().enumerate() {
        chart.row(&canvas, &plot, row, count(index), top);
    }
    Furniture::baseline(&canvas, plot.x(0.0), (top, bottom));
    if spec.layout == Layout::Diverging {
        chart.draw_sides(&canvas, &plot, top);
    }
    canvas.finish(&spec.id, &spec.title, description, metadata)
}

impl<'a> Chart<'a> {
    fn new(spec: &'a Spec, table: &'a Table, context: Context<'a>) -> Self {
        let keys: Vec<&str> =
            if is_one_series(table) { vec![""] } else { table.series().into_iter().map(|(key, _)| key).collect() };
        let names: Vec<Name> = table.rows.iter().map(|row| Name::new(spec, context, row, NAMES)).collect();
        let lines = names.iter().map(Name::lines).fold(1.0, f64::max);
        let bars = match spec.layout {
            Layout::Grouped => THIN_BAR * count(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1)),
            _ => BAR,
        };
        let gutter = names.iter().map(Name::width).fold(0.0, f64::max) * 1.03 + 14.0;
        let row_height = bars.max(lines * LINE) + BETWEEN;
        let palette = spec.palette(&keys);
        let scale = scale(spec, table);
        let mut chart = Self { spec, table, context, palette, names, row_height, gutter, scale, named_row: None };
        chart.named_row = chart.named_row();
        if chart.named_row.is_some() {
            chart.row_height += NAMES_OF_SERIES;
        }
        chart
    }

    /// What stands behind the bars: numbers, and for a stack what has no room inside it.
    fn needs(&self) -> Vec<Need> {
        let scale = &self.scale;
        let bold = |text: &str| text::width(text, size::LABEL, Weight::Bold) * 1.03 + 11.0;
        let arrow = |cell: &Cell| if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
        let mut needs = Vec::new();
        for (index, row) in self.table.rows.iter().enumerate() {
            let whole = row.whole.as_ref().filter(|_| self.spec.layout == Layout::Stacked);
            let cells = whole.map_or_else(|| row.cells.iter().collect(), |whole| vec![whole]);
            for cell in cells {
                let sign = if is_left(self.spec, cell, row) { -1.0 } else { 1.0 };
                let share = scale.share(sign * reach(cell));
                let label = bold(&mark::value_label(cell)) + arrow(cell);
                let after = whole.and_then(|_| self.after(index, row));
                let after = after.map_or(0.0, |text| text::width(&text, size::SMALL, Weight::Regular) * 1.03 + 8.0);
                let (left, right) = if sign < 0.0 { (label, 0.0) } else { (0.0, label + after) };
                needs.push(Need { share, left, right });
            }
            if self.named_row == Some(index)
                && let [before @ .., last] = row.cells.as_slice()
            {
                let start: f64 = before.iter().map(reach).sum();
                let wide = text::width(&self.series_name(last), size::SMALL, Weight::Bold) * 1.03 + 4.0;
                needs.push(Need { share: scale.share(start), left: 0.0, right: wide });
            }
        }
        needs
    }

    /// The name of a part over its bar, with its number where that has no room inside.
    fn series_name(&self, cell: &Cell) -> String {
        let name = self.spec.label(&cell.series, &cell.series_label);
        if self.fits_inside(cell) { name.to_owned() } else { format!("{name} {}", mark::value_label(cell)) }
    }

    /// Whether the number of a part has room in its bar, judged at the narrowest that a plot can get.
    fn fits_inside(&self, cell: &Cell) -> bool {
        text::width(&mark::value_label(cell), size::LABEL, Weight::Regular) + 10.0 <= self.room(cell)
    }

    /// The length of a part's bar at the narrowest that a plot can get.
    fn room(&self, cell: &Cell) -> f64 {
        let longest = self.scale.ticks().last().map_or(1.0, |(number, _)| *number);
        reach(cell) / longest * ((WIDTH - 2.0 * MARGIN - self.gutter) * NARROWEST)
    }

    fn series_in_key(&self) -> Vec<(Paint, String)> {
        if is_one_series(self.table) || self.spec.layout == Layout::Diverging {
            return Vec::new();
        }
        let series = self.table.series().into_iter();
        series
            .filter_map(|(key, own)| {
                let cell = self.table.cells().find(|cell| cell.series == key)?;
                let colour = mark::colour(&self.palette, cell, key);
                Some((mark::cell_paint(self.context.dataset, cell, colour), self.spec.label(key, own).to_owned()))
            })
            .collect()
    }

    /// The first row that shows every itemised series, if it has room for their names: then no key is needed.
    fn named_row(&self) -> Option<usize> {
        if self.spec.layout != Layout::Stacked {
            return None;
        }
        let itemised = |row: &Row| row.cells.iter().filter(|cell| !cell.not_itemised).count();
        let series = self.table.cells().filter(|cell| !cell.not_itemised).map(|cell| cell.series.as_str());
        let all = series.collect::<std::collections::BTreeSet<_>>().len();
        let index = self.table.rows.iter().position(|row| itemised(row) == all)?;
        let [before @ .., _] = self.table.rows[index].cells.as_slice() else { return None };
        // The last name may run on over the end of its bar.
        let fits = |cell: &Cell| {
            let wide = text::width(&self.series_name(cell), size::SMALL, Weight::Bold) * 1.03;
            wide + 6.0 <= self.room(cell)
        };
        before.iter().all(fits).then_some(index)
    }

    /// The names of the series over the parts of the row that shows them all.
    fn names_of_series(&self, canvas: &Canvas, plot: &Plot, row: &Row, bar_top: f64) {
        let mut sum = 0.0;
        for cell in row.cells.iter().filter(|cell| !cell.not_itemised) {
            let colour = mark::colour(&self.palette, cell, &cell.series).readable(TEXT_CONTRAST);
            let look = type_of(size::SMALL, Weight::Bold, colour);
            canvas.clear_text((plot.x(sum) + 1.0, bar_top - 7.0), Anchor::Start, look, &self.series_name(cell));
            sum += reach(cell);
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
            let name = self.spec.label(key, own);
            let name = if is_left { format!("← {name}") } else { format!("{name} →") };
            canvas.text((x, top - 2.0), anchor, look, &name);
        }
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, row: &Row, index: f64, top: f64) {
        let middle = top + (index + 0.5) * self.row_height;
        if let Some(name) = index.to_usize().and_then(|index| self.names.get(index)) {
            name.draw(canvas, MARGIN + self.gutter - 14.0, middle);
        }
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

    fn rows_of(&self, heights: (f64, f64), top: f64) -> (f64, f64) {
        ((heights.0 - top) / self.row_height, (heights.1 - top) / self.row_height)
    }

    /// One bar with its number behind it.
    fn single(&self, canvas: &Canvas, plot: &Plot, row: &Row, cell: &Cell, heights: (f64, f64), top: f64) {
        let key = if is_one_series(self.table) { "" } else { cell.series.as_str() };
        let colour = self.spec.colours.get(&row.key).copied().filter(|_| key.is_empty());
        let colour = colour.unwrap_or_else(|| mark::colour(&self.palette, cell, key));
        let sign = if is_left(self.spec, cell, row) { -1.0 } else { 1.0 };
        let paint = mark::cell_paint(self.context.dataset, cell, colour);
        let bar = Bar { base: 0.0, sign, rows: self.rows_of(heights, top), heights, paint, colour };
        let tag = Tag::new(self.context.dataset, row, cell);
        canvas.group(&tag.attributes(), Some(&tag.title), || {
            let end = bar.draw(canvas, plot, cell);
            let anchor = if sign < 0.0 { Anchor::End } else { Anchor::Start };
            let look = type_of(size::LABEL, Weight::Bold, INK);
            let baseline = f64::midpoint(heights.0, heights.1) + 5.0;
            canvas.clear_text((end + sign * 7.0, baseline), anchor, look, &mark::value_label(cell));
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
                if row.cells.len() == 1 || !self.fits_inside(cell) {
                    return;
                }
                let at = (f64::midpoint(start, end), middle + 5.0);
                match paint.fill {
                    Fill::Solid(ground) => {
                        let look = type_of(size::LABEL, Weight::Regular, ground.text_on());
                        canvas.text(at, Anchor::Middle, look, &label);
                    }
                    // Strokes and dots would cross the digits, so they get a ground of their own.
                    Fill::Hatched(_, ground) | Fill::Dotted(_, ground) => {
                        let patch = Paint { fill: Fill::Solid(ground), outline: None };
                        let half = wide / 2.0 + 4.0;
                        canvas.rect((at.0 - half, middle - 9.0), (at.0 + half, middle + 9.0), patch);
                        canvas.text(at, Anchor::Middle, type_of(size::LABEL, Weight::Regular, INK), &label);
                    }
                }
            });
            base += reach(cell);
        }
        if self.named_row == index.to_usize() {
            self.names_of_series(canvas, plot, row, heights.0);
        }
        let Some(whole) = &row.whole else { return };
        let label = mark::value_label(whole);
        let look = type_of(size::LABEL, Weight::Bold, INK);
        canvas.clear_text((end + 7.0, middle + 5.0), Anchor::Start, look, &label);
        if let Some(after) = index.to_usize().and_then(|index| self.after(index, row)) {
            let x = end + 7.0 + text::width(&label, size::LABEL, Weight::Bold) * 1.03 + 8.0;
            canvas.clear_text(
                (x, middle + 5.0),
                Anchor::Start,
                type_of(size::SMALL, Weight::Regular, SOFT_INK),
                &after,
            );
        }
    }

    /// What is said behind the number of a stack: its parts without room inside, and what is not itemised.
    fn after(&self, index: usize, row: &Row) -> Option<String> {
        let parts = row.cells.iter().filter_map(|cell| {
            let name = self.spec.label(&cell.series, &cell.series_label);
            match row.cells.len() {
                1 if cell.not_itemised && self.named_row.is_some() => Some(name.to_owned()),
                1 => None,
                _ if self.fits_inside(cell) && (!cell.not_itemised || self.named_row.is_none()) => None,
                _ if self.named_row == Some(index) && !cell.not_itemised => None,
                _ => Some(format!("{} {name}", mark::value_label(cell))),
            }
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Whether a bar of a diverging chart runs to the left.
fn is_left(spec: &Spec, cell: &Cell, row: &Row) -> bool {
    spec.layout == Layout::Diverging && spec.left.as_deref().is_some_and(|left| cell.series == left || row.key == left)
}

/// The axis that reaches every number, those to the left below zero.
fn scale(spec: &Spec, table: &Table) -> Scale {
    let mut numbers: Vec<Decimal> = Vec::new();
    for row in &table.rows {
        match (&row.whole, spec.layout) {
            (Some(whole), Layout::Stacked) => {
                numbers.push(whole.interval.reach());
                // Parts may be more than their whole; the bar still has to fit.
                let sums = row.cells.iter().scan(Decimal::ZERO, |sum, cell| {
                    *sum = sum.checked_add(cell.interval.reach())?;
                    Some(*sum)
                });
                numbers.extend(sums);
            }
            _ => numbers.extend(
                row.cells
                    .iter()
                    .map(|cell| if is_left(spec, cell, row) { -cell.interval.reach() } else { cell.interval.reach() }),
            ),
        }
    }
    Scale::linear(numbers.into_iter())
}

/// Whether the table has one series without a name.
fn is_one_series(table: &Table) -> bool {
    matches!(table.series().as_slice(), [("", _)])
}
