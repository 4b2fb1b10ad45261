//! Points on one line a row: promise to delivery, or one stage alone.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot};
use super::furniture::{Furniture, MARGIN, Need, WIDTH, count, fit, need_of_ticks, type_of};
use super::mark::{self, Tag, reach};
use super::scale::Scale;
use super::svg::Paint;
use super::text::{self, Weight};
use super::theme::{AXIS, Colour, GRID, INK, MARK_CONTRAST, PAPER, TEXT_CONTRAST, size};
use super::{Context, Run, Spec};
use crate::frame::{Cell, Row, Table};

const NAMES: f64 = 200.0;
const ROW: f64 = 44.0;
const ROW_OF_ONE: f64 = 32.0;
pub(super) const RADIUS: f64 = 7.0;
/// Height of the names of series above the first row.
const HEADINGS: f64 = 18.0;

struct Chart<'a> {
    spec: &'a Spec,
    context: Context<'a>,
    palette: BTreeMap<String, Colour>,
}

pub(super) fn draw(spec: &Spec, table: &Table, context: Context<'_>, description: &str, metadata: &str) -> String {
    let keys: Vec<&str> = table.series().into_iter().map(|(key, _)| key).collect();
    let chart = Chart { spec, context, palette: spec.palette(&keys) };
    let named = keys.len() > 1;
    let furniture = Furniture::new(spec, table, context, Vec::new());
    let above = if named { HEADINGS } else { 0.0 };
    let row = if named { ROW } else { ROW_OF_ONE };
    let rows = count(table.rows.len());
    let height = above + rows * row;
    let canvas = Canvas::new(WIDTH, furniture.total(height));
    let paper = Paint { fill: super::svg::Fill::Solid(PAPER), outline: None };
    canvas.rect((0.0, 0.0), (WIDTH, furniture.total(height)), paper);
    furniture.draw(&canvas, height);
    let numbers = || table.cells().flat_map(|cell| [cell.interval.min, cell.interval.max]).flatten();
    let scale = match spec.run {
        Run::Linear => Scale::linear(numbers()),
        Run::Log => Scale::log(numbers()),
    };
    let top = furniture.top() + above;
    let bottom = top + rows * row;
    let names: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| text::wrap(spec.label(&row.key, &row.label), NAMES, size::LABEL, Weight::Regular))
        .collect();
    let widest = names.iter().flatten().map(|line| text::width(line, size::LABEL, Weight::Regular)).fold(0.0, f64::max);
    let mut needs = Chart::needs(table, &scale);
    needs.push(need_of_ticks(&scale, &str::to_owned));
    let (left, right) = fit(MARGIN + widest * 1.03 + 16.0, WIDTH - MARGIN, &needs);
    let plot = canvas.plot((left, top), (right, bottom), scale.clone(), rows);
    Furniture::grid(&canvas, &plot, &scale, (top, bottom), &str::to_owned);
    // The series are named over the first row that has them all, else over the first.
    let named_row = named.then(|| table.rows.iter().position(|row| row.cells.len() == keys.len()).unwrap_or(0));
    for (index, (row_of_table, lines)) in table.rows.iter().zip(&names).enumerate() {
        let middle = top + (count(index) + 0.5) * row;
        let mut y = middle - count(lines.len()) * 8.5;
        for line in lines {
            y += 17.0;
            let at = (MARGIN + widest * 1.03, y - 4.0);
            canvas.text(at, Anchor::End, type_of(size::LABEL, Weight::Regular, INK), line);
        }
        chart.row(&canvas, &plot, row_of_table, middle, named_row == Some(index));
    }
    canvas.finish(&spec.id, &spec.title, description, metadata)
}

/// Which number of a row is labelled on the left: the lowest, of equal ones the first.
fn lowest(row: &Row) -> Option<usize> {
    row.cells.iter().enumerate().min_by_key(|(_, cell)| cell.interval.reach()).map(|(index, _)| index)
}

impl Chart<'_> {
    /// What the labels beside the points need.
    fn needs(table: &Table, scale: &Scale) -> Vec<Need> {
        let share = |cell: &Cell| scale.share(reach(cell));
        let mut needs = Vec::new();
        for row in &table.rows {
            for (place, cell) in row.cells.iter().enumerate() {
                let label = text::width(&mark::value_label(cell), size::LABEL, Weight::Bold) * 1.03 + RADIUS + 11.0;
                let arrow = if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
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
            canvas.line((low, middle), (high, middle), 2.5, AXIS);
        } else {
            // A line over the whole row leads the eye to a single point; its length means nothing.
            canvas.line((plot.start(), middle), (plot.end(), middle), 1.0, GRID);
        }
        for (index, cell) in row.cells.iter().enumerate() {
            let x = place(cell);
            let colour = self.palette.get(&cell.series).copied().unwrap_or(AXIS);
            let paint = mark::cell_paint(self.context.dataset, cell, colour);
            let tag = Tag::new(self.context.dataset, row, cell);
            let is_left = row.cells.len() > 1 && Some(index) == lowest(row);
            let sign = if is_left { -1.0 } else { 1.0 };
            let anchor = if is_left { Anchor::End } else { Anchor::Start };
            canvas.group(&tag.attributes(), Some(&tag.title), || {
                point(canvas, plot, cell, (x, middle), self.context, (paint, colour.readable(MARK_CONTRAST)));
                let look = type_of(size::LABEL, Weight::Bold, INK);
                let arrow = if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
                canvas.clear_text(
                    (x + sign * (RADIUS + 7.0) + arrow, middle + 5.0),
                    anchor,
                    look,
                    &mark::value_label(cell),
                );
            });
            if with_names {
                let look = type_of(size::SMALL, Weight::Bold, colour.readable(TEXT_CONTRAST));
                let name = self.spec.label(&cell.series, &cell.series_label);
                let anchor = if is_left { Anchor::End } else { Anchor::Start };
                canvas.clear_text((x - sign * RADIUS, middle - 16.0), anchor, look, name);
            }
        }
    }
}

/// Early stages are squares, late ones circles, so that colour is never the only difference.
pub(super) fn point(
    canvas: &Canvas,
    plot: &Plot,
    cell: &Cell,
    (x, y): (f64, f64),
    context: Context<'_>,
    (paint, edge): (Paint, Colour),
) {
    if let (Some(min), Some(max)) = (cell.interval.min, cell.interval.max)
        && min != max
    {
        // Neither end is the number, so neither gets a point: a span with a cap at both ends.
        let from = plot.x(min.to_f64().unwrap_or_default());
        canvas.line((from, y), (x, y), 4.0, edge);
        for end in [from, x] {
            canvas.line((end, y - RADIUS), (end, y + RADIUS), 2.5, edge);
        }
        return;
    }
    if cell.interval.min.is_none() {
        canvas.polygon(&[(x, y - RADIUS), (x - mark::ARROW, y), (x, y + RADIUS)], paint);
        return;
    }
    if mark::is_early(context.dataset, cell) {
        canvas.rect((x - RADIUS + 1.0, y - RADIUS + 1.0), (x + RADIUS - 1.0, y + RADIUS - 1.0), paint);
    } else {
        canvas.circle((x, y), RADIUS, paint);
    }
    if cell.interval.max.is_none() {
        let tip = x + RADIUS + mark::ARROW;
        canvas.polygon(&[(x + RADIUS, y - 5.0), (tip, y), (x + RADIUS, y + 5.0)], paint);
    }
}
