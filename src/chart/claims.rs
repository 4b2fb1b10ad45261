//! Rival figures for one quantity on one axis: a row a figure, its work named beside it, and under the work what it says
//! beyond the number. The preferred figure has a ring, what all figures span a band.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Anchor, Canvas, Plot};
use super::dumbbell::{self, RADIUS};
use super::furniture::{Furniture, MARGIN, Need, WIDTH, count, fit, need_of_ticks, tick_unit, type_of};
use super::mark::{self, Tag, reach};
use super::names::{LINE, Name};
use super::scale::Scale;
use super::svg::{Fill, Paint};
use super::text::{self, Weight};
use super::theme::{Colour, GRID, INK, MARK_CONTRAST, PAPER, size};
use super::{Context, Run, Spec};
use crate::frame::{Cell, Table};

/// Names of works, and what stands under them, are broken at this width.
const NAMES: f64 = 270.0;
/// White space between rows.
const BETWEEN: f64 = 14.0;
/// The ring around the preferred figure.
const RING: f64 = RADIUS + 4.0;

pub(super) fn draw(spec: &Spec, table: &Table, context: Context<'_>, description: &str, metadata: &str) -> String {
    let colour = spec.palette(&[""]).remove("").unwrap_or(INK);
    let names: Vec<Name> = table.rows.iter().map(|row| Name::new(spec, context, row, NAMES)).collect();
    let row = names.iter().map(Name::lines).fold(1.0, f64::max) * LINE + BETWEEN;
    let rows = count(table.rows.len());
    let furniture = Furniture::new(spec, table, context, Vec::new());
    let height = rows * row;
    let canvas = Canvas::new(WIDTH, furniture.total(height));
    canvas.rect((0.0, 0.0), (WIDTH, furniture.total(height)), Paint { fill: Fill::Solid(PAPER), outline: None });
    furniture.draw(&canvas, height);
    let numbers = || table.cells().flat_map(|cell| [cell.interval.min, cell.interval.max]).flatten();
    let scale = match spec.run {
        Run::Linear => Scale::linear(numbers().chain([Decimal::ZERO])),
        Run::Log => Scale::log(numbers()),
    };
    let (top, bottom) = (furniture.top(), furniture.top() + height);
    let widest = names.iter().map(Name::width).fold(0.0, f64::max) * 1.03;
    let unit = tick_unit(table, context);
    let tick = |label: &str| unit.replace('#', label);
    let mut needs: Vec<Need> = table.cells().map(|cell| need(cell, &scale)).collect();
    needs.push(need_of_ticks(&scale, &tick));
    let (left, right) = fit(MARGIN + widest + 16.0, WIDTH - MARGIN, &needs);
    let plot = canvas.plot((left, top), (right, bottom), scale.clone(), rows);
    band(&canvas, &plot, table, (top, bottom), colour);
    Furniture::grid(&canvas, &plot, &scale, (top, bottom), &tick);
    for (index, (row_of_table, name)) in table.rows.iter().zip(&names).enumerate() {
        let middle = top + (count(index) + 0.5) * row;
        name.draw(&canvas, MARGIN + widest, middle);
        canvas.line((plot.start(), middle), (plot.end(), middle), 1.0, GRID);
        for cell in &row_of_table.cells {
            let tag = Tag::new(context.dataset, row_of_table, cell);
            canvas.group(&tag.attributes(), Some(&tag.title), || point(&canvas, &plot, cell, middle, context, colour));
        }
    }
    canvas.finish(&spec.id, &spec.title, description, metadata)
}

/// What the number beside a point needs.
fn need(cell: &Cell, scale: &Scale) -> Need {
    let label = text::width(&mark::value_label(cell), size::LABEL, Weight::Bold) * 1.03 + RING + 11.0;
    let arrow = if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
    Need { share: scale.share(reach(cell)), left: 0.0, right: label + arrow }
}

/// What the figures span, behind them; nothing where they agree or one is preferred.
fn band(canvas: &Canvas, plot: &Plot, table: &Table, heights: (f64, f64), colour: Colour) {
    if table.cells().any(|cell| cell.preferred) {
        return;
    }
    let ends = |end: fn(&Cell) -> Option<Decimal>| table.cells().map(end).collect::<Option<Vec<Decimal>>>();
    let (Some(low), Some(high)) = (ends(|cell| cell.interval.min), ends(|cell| cell.interval.max)) else { return };
    let (low, high) = (low.into_iter().min(), high.into_iter().max());
    if let (Some(low), Some(high)) = (low.and_then(|it| it.to_f64()), high.and_then(|it| it.to_f64()))
        && low < high
    {
        let paint = Paint { fill: Fill::Solid(colour.mix(PAPER, 90)), outline: None };
        canvas.rect((plot.x(low), heights.0), (plot.x(high), heights.1), paint);
    }
}

fn point(canvas: &Canvas, plot: &Plot, cell: &Cell, middle: f64, context: Context<'_>, colour: Colour) {
    let x = plot.x(reach(cell));
    if cell.preferred {
        let ring = Paint { fill: Fill::Solid(PAPER), outline: Some(INK) };
        canvas.circle((x, middle), RING, ring);
    }
    let paint = mark::cell_paint(context.dataset, cell, colour);
    dumbbell::point(canvas, plot, cell, (x, middle), context, (paint, colour.readable(MARK_CONTRAST)));
    let arrow = if cell.interval.max.is_none() { mark::ARROW } else { 0.0 };
    let look = type_of(size::LABEL, Weight::Bold, INK);
    canvas.clear_text((x + RING + 4.0 + arrow, middle + 5.0), Anchor::Start, look, &mark::value_label(cell));
}
