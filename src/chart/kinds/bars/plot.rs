//! Horizontal bars: plain, grouped, stacked, diverging.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::chart::layout::axis::{Need, baseline, fit, grid, need_of_ticks, tick_unit};
use crate::chart::layout::bar::Bar;
use crate::chart::layout::measure::{MARGIN, count, type_of};
use crate::chart::layout::names::{LINE, Name, most_lines, widest};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::Hue;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Layout, Part, Spec};
use crate::frame::{Cell, Row, Table};
use crate::model::exact;

/// Names of rows are broken at this share of the width.
const NAMES: f64 = 0.27;
/// Height of a bar that has its row for itself.
const BAR: f64 = 28.0;
/// Height of a bar in a group.
const THIN_BAR: f64 = 20.0;
/// White space between rows.
const BETWEEN: f64 = 18.0;
/// In a high frame bars grow with their rows, up to so many times their height.
const THICKEST: f64 = 2.0;
/// In a low one they shrink, down to so much of it.
const THINNEST: f64 = 0.65;
/// Least white space between rows in a low frame.
const LEAST_BETWEEN: f64 = 6.0;
/// Height of the names of series above the first row.
const HEADINGS: f64 = 22.0;
/// A plot keeps at least this share of the width between gutter and margin, as far as names in it are concerned.
const NARROWEST: f64 = 0.8;
/// And in a column, where the numbers at the ends of bars take more of it, this.
const NARROWEST_IN_COLUMN: f64 = 0.55;
/// A column is not as wide as this.
const COLUMN: f64 = 600.0;
/// Space for the names of series over a bar.
const NAMES_OF_SERIES: f64 = 12.0;

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    context: Context<'a>,
    hues: BTreeMap<String, Hue>,
    names: Vec<Name>,
    width: f64,
    /// The least height of a row.
    row_height: f64,
    gutter: f64,
    scale: Scale,
    /// The row above which the series are named.
    named_row: Option<usize>,
}

/// A row where it is drawn: its place, its height, the thickness of its bars.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    /// The top of the plot.
    top: f64,
    height: f64,
    bar: f64,
}

impl Place {
    fn middle(self) -> f64 {
        self.top + (count(self.index) + 0.5) * self.height
    }

    /// Two heights in pixels as rows.
    fn rows(self, heights: (f64, f64)) -> (f64, f64) {
        ((heights.0 - self.top) / self.height, (heights.1 - self.top) / self.height)
    }
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<(Paint, String)> {
        if self.named_row.is_none() { self.series_in_key() } else { Vec::new() }
    }

    fn axis(&self) -> String {
        axis_name(self.spec)
    }

    fn height(&self) -> f64 {
        self.above() + count(self.table.rows.len()) * self.row_height
    }

    fn least(&self) -> f64 {
        let shrunk = (self.row_height - BETWEEN) * THINNEST;
        let lines = most_lines(&self.names);
        let over = if self.named_row.is_some_and(|row| row > 0) { NAMES_OF_SERIES } else { 0.0 };
        self.above() + count(self.table.rows.len()) * (shrunk.max(lines * LINE + over) + LEAST_BETWEEN)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let top = area.top + self.above();
        let rows = count(self.table.rows.len());
        let height = (area.bottom - top) / rows;
        let unit = tick_unit(self.table, self.context);
        // To the left of a diverging chart numbers grow; anywhere else they are below zero and say so.
        let is_diverging = self.spec.layout == Layout::Diverging;
        let bare = |label: &str| if is_diverging { label.trim_start_matches('−') } else { label }.to_owned();
        let tick = |label: &str| unit.replace('#', &bare(label));
        let mut needs = self.needs();
        needs.push(need_of_ticks(&self.scale, &tick));
        let (left, right) = fit(area.left + self.gutter, area.right, &needs);
        let plot = canvas.plot((left, top), (right, area.bottom), self.scale.clone(), rows);
        grid(canvas, &plot, &self.scale, (top, area.bottom), &area, &tick);
        let stretch = (height / self.row_height).clamp(THINNEST, THICKEST);
        let bar = stretch * if self.spec.layout == Layout::Grouped { THIN_BAR } else { BAR };
        for (index, row) in self.table.rows.iter().enumerate() {
            let place = Place { index, top, height, bar };
            self.names[index].draw(canvas, area.left + self.gutter - 14.0, place.middle());
            self.row(canvas, &plot, row, place);
        }
        baseline(canvas, plot.x(0.0), (top, area.bottom));
        if is_diverging {
            self.draw_sides(canvas, &plot, top);
        }
    }
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let keys: Vec<&str> =
            if is_one_series(whole) { vec![""] } else { whole.series().into_iter().map(|(key, _)| key).collect() };
        let names: Vec<Name> = table.rows.iter().map(|row| Name::new(spec, context, row, width * NAMES)).collect();
        let lines = most_lines(&names);
        let bars = match spec.layout {
            Layout::Grouped => THIN_BAR * count(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1)),
            _ => BAR,
        };
        let gutter = widest(&names) + 14.0;
        let row_height = bars.max(lines * LINE) + BETWEEN;
        let (hues, scale) = (spec.hues(&keys), scale(spec, whole));
        let mut chart = Self { spec, table, context, hues, names, width, row_height, gutter, scale, named_row: None };
        chart.named_row = chart.named_row();
        if chart.named_row.is_some_and(|row| row > 0) {
            chart.row_height += NAMES_OF_SERIES;
        }
        chart
    }

    /// The height of the names above the first row.
    fn above(&self) -> f64 {
        match (self.spec.layout, self.named_row) {
            (Layout::Diverging, _) => HEADINGS,
            (_, Some(0)) => NAMES_OF_SERIES,
            _ => 0.0,
        }
    }

    /// What stands behind the bars: numbers, and for a stack what has no room inside it.
    fn needs(&self) -> Vec<Need> {
        let scale = &self.scale;
        let bold = |text: &str| text::room(text, size::LABEL, Weight::Bold) + 11.0;
        let mut needs = Vec::new();
        for (index, row) in self.table.rows.iter().enumerate() {
            let whole = row.whole.as_ref().filter(|_| self.spec.layout == Layout::Stacked);
            let cells = whole.map_or_else(|| row.cells.iter().collect(), |whole| vec![whole]);
            for cell in cells {
                let sign = if is_left(self.spec, cell, row) { -1.0 } else { 1.0 };
                let share = scale.share(sign * reach(cell));
                let label = bold(&shape::value_label(self.context, cell)) + shape::arrow(cell);
                let after = whole.and_then(|_| self.after(index, row));
                let after = after.map_or(0.0, |text| text::room(&text, size::SMALL, Weight::Regular) + 8.0);
                let to_left = sign < 0.0 || reach(cell) < 0.0;
                let (left, right) = if to_left { (label, 0.0) } else { (0.0, label + after) };
                needs.push(Need { share, left, right });
            }
            if self.named_row == Some(index)
                && let [before @ .., last] = row.cells.as_slice()
            {
                let start: f64 = before.iter().map(reach).sum();
                let wide = text::room(&self.series_name(last), size::SMALL, Weight::Bold) + 4.0;
                needs.push(Need { share: scale.share(start), left: 0.0, right: wide });
            }
        }
        needs
    }

    /// The name of a part over its bar, with its number where that has no room inside.
    fn series_name(&self, cell: &Cell) -> String {
        let name = self.spec.label(&cell.series, &cell.series_label);
        if self.fits_inside(cell) {
            name.to_owned()
        } else {
            format!("{name} {}", shape::value_label(self.context, cell))
        }
    }

    /// Whether the number of a part has room in its bar, judged at the narrowest that a plot can get.
    fn fits_inside(&self, cell: &Cell) -> bool {
        text::width(&shape::value_label(self.context, cell), size::LABEL, Weight::Regular) + 10.0 <= self.room(cell)
    }

    /// The length of a part's bar at the narrowest that a plot can get.
    fn room(&self, cell: &Cell) -> f64 {
        let longest = self.scale.ticks().last().map_or(1.0, |(number, _)| *number);
        reach(cell) / longest * self.narrowest().0
    }

    /// The narrowest that a plot can get, and what is left beside it then.
    fn narrowest(&self) -> (f64, f64) {
        let share = if self.width < COLUMN { NARROWEST_IN_COLUMN } else { NARROWEST };
        let all = self.width - 2.0 * MARGIN - self.gutter;
        (all * share, all * (1.0 - share))
    }

    fn ink(&self, cell: &Cell, key: &str) -> Ink {
        shape::ink(&self.hues, cell, key)
    }

    fn series_in_key(&self) -> Vec<(Paint, String)> {
        if is_one_series(self.table) || self.spec.layout == Layout::Diverging {
            return Vec::new();
        }
        let series = self.table.series().into_iter();
        series
            .filter_map(|(key, own)| {
                let cell = self.table.cells().find(|cell| cell.series == key)?;
                let ink = self.ink(cell, key);
                Some((shape::cell_paint(self.context, cell, ink), self.spec.label(key, own).to_owned()))
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
            let wide = text::room(&self.series_name(cell), size::SMALL, Weight::Bold);
            wide + 6.0 <= self.room(cell)
        };
        before.iter().all(fits).then_some(index)
    }

    /// The names of the series over the parts of the row that shows them all.
    fn names_of_series(&self, canvas: &Canvas, plot: &Plot, row: &Row, bar_top: f64) {
        let mut sum = 0.0;
        for cell in row.cells.iter().filter(|cell| !cell.not_itemised) {
            let ink = self.ink(cell, &cell.series).lettering();
            let look = type_of(size::SMALL, Weight::Bold, ink);
            canvas.clear_text((plot.x(sum) + 3.0, bar_top - 7.0), Anchor::Start, look, &self.series_name(cell));
            sum += reach(cell);
        }
    }

    /// The names of the two sides of a diverging chart.
    fn draw_sides(&self, canvas: &Canvas, plot: &Plot, top: f64) {
        let zero = plot.x(0.0);
        for (key, own) in self.table.series() {
            let is_left = self.spec.left.as_deref() == Some(key);
            let (x, anchor) = if is_left { (zero - 8.0, Anchor::End) } else { (zero + 8.0, Anchor::Start) };
            let ink = self.hues.get(key).map_or(Ink::TEXT, |hue| Ink::hue(*hue).lettering());
            let look = type_of(size::SMALL, Weight::Bold, ink);
            let name = self.spec.label(key, own);
            let name = if is_left { format!("← {name}") } else { format!("{name} →") };
            canvas.text((x, top - 2.0), anchor, look, &name);
        }
    }

    fn row(&self, canvas: &Canvas, plot: &Plot, row: &Row, place: Place) {
        let (middle, half) = (place.middle(), place.bar / 2.0);
        match self.spec.layout {
            Layout::Stacked => self.stack(canvas, plot, row, place),
            Layout::Grouped => {
                let first = middle - count(row.cells.len()) * half;
                for (index, cell) in row.cells.iter().enumerate() {
                    let high = first + count(index) * place.bar;
                    self.single(canvas, plot, (row, cell), place, (high + 1.0, high + place.bar - 1.0));
                }
            }
            Layout::Plain | Layout::Diverging => {
                for cell in &row.cells {
                    self.single(canvas, plot, (row, cell), place, (middle - half, middle + half));
                }
            }
        }
    }

    /// One bar with its number behind it.
    fn single(&self, canvas: &Canvas, plot: &Plot, (row, cell): (&Row, &Cell), place: Place, heights: (f64, f64)) {
        let key = if is_one_series(self.table) { "" } else { cell.series.as_str() };
        let own = self.spec.colours.get(&row.key).filter(|_| key.is_empty());
        let ink = own.map_or_else(|| self.ink(cell, key), |hue| Ink::hue(*hue));
        // A number below zero has its bar, and its number, on the other side.
        let side = if is_left(self.spec, cell, row) { -1.0 } else { 1.0 };
        let to_left = (side * reach(cell)) < 0.0 || side < 0.0;
        let paint = shape::cell_paint(self.context, cell, ink);
        let bar = Bar { base: 0.0, sign: side, rows: place.rows(heights), heights, paint, ink };
        let tag = Tag::new(self.context, self.spec, row, cell);
        canvas.mark(tag.mark(), || {
            let end = bar.draw(canvas, plot, cell);
            let (gap, anchor) = if to_left { (-7.0, Anchor::End) } else { (7.0, Anchor::Start) };
            let look = type_of(size::LABEL, Weight::Bold, Ink::TEXT);
            let baseline = f64::midpoint(heights.0, heights.1) + 5.0;
            canvas.clear_text((end + gap, baseline), anchor, look, &shape::value_label(self.context, cell));
        });
    }

    /// The parts of a whole end to end, numbers inside where they fit, the whole behind.
    fn stack(&self, canvas: &Canvas, plot: &Plot, row: &Row, place: Place) {
        let middle = place.middle();
        let heights = (middle - place.bar / 2.0, middle + place.bar / 2.0);
        let mut base = 0.0;
        let mut end = plot.x(0.0);
        for cell in &row.cells {
            let ink = self.ink(cell, &cell.series);
            let paint = shape::cell_paint(self.context, cell, ink);
            let bar = Bar { base, sign: 1.0, rows: place.rows(heights), heights, paint, ink };
            let tag = Tag::new(self.context, self.spec, row, cell);
            canvas.mark(tag.mark(), || {
                let start = plot.x(base);
                end = bar.draw(canvas, plot, cell);
                if row.cells.len() == 1 || !self.fits_inside(cell) {
                    return;
                }
                number_inside(
                    canvas,
                    (f64::midpoint(start, end), middle),
                    paint.fill,
                    &shape::value_label(self.context, cell),
                );
            });
            base += reach(cell);
        }
        if self.named_row == Some(place.index) {
            self.names_of_series(canvas, plot, row, heights.0);
        }
        let Some(whole) = &row.whole else { return };
        let label = shape::value_label(self.context, whole);
        let look = type_of(size::LABEL, Weight::Bold, Ink::TEXT);
        canvas.clear_text((end + 7.0, middle + 5.0), Anchor::Start, look, &label);
        if let Some(after) = self.after(place.index, row) {
            let x = end + 7.0 + text::room(&label, size::LABEL, Weight::Bold) + 8.0;
            let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
            canvas.clear_text((x, middle + 5.0), Anchor::Start, look, &after);
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
                _ => Some(format!("{} {name}", shape::value_label(self.context, cell))),
            }
        });
        let parts: Vec<String> = parts.collect();
        let text = (!parts.is_empty()).then(|| parts.join(", "))?;
        // In a column, a list that would press the plot below its narrowest is left to the titles of the marks.
        let label = row.whole.as_ref().map(|whole| shape::value_label(self.context, whole)).unwrap_or_default();
        let wide =
            text::room(&label, size::LABEL, Weight::Bold) + text::room(&text, size::SMALL, Weight::Regular) + 19.0;
        (self.width >= COLUMN || wide <= self.narrowest().1).then_some(text)
    }
}

/// A number inside a bar. Strokes and dots would cross the digits, so on them it gets a ground of its own.
fn number_inside(canvas: &Canvas, (x, y): (f64, f64), fill: Fill, label: &str) {
    let (ground, patch) = match fill {
        Fill::Solid(ground) => (ground, false),
        Fill::Hatched(_, ground) | Fill::Dotted(_, ground) => (ground, true),
    };
    if patch {
        let half = text::width(label, size::LABEL, Weight::Regular) / 2.0 + 4.0;
        let paint = Paint::solid(ground);
        canvas.rect((x - half, y - 9.0), (x + half, y + 9.0), paint);
    }
    canvas.text((x, y + 5.0), Anchor::Middle, type_of(size::LABEL, Weight::Regular, ground.on()), label);
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
                    *sum = exact::add(*sum, cell.interval.reach())?;
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
