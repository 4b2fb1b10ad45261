//! The numbers of bars: behind them, in them, or on their other side; and the room that they need there.

use super::chart::Chart;
use super::keys::{Bars, Layout};
use super::stack;
use crate::chart::Context;
use crate::chart::layout::axis::Need as Beside;
use crate::chart::layout::bar::Extent;
use crate::chart::layout::measure::{centred, number_that_fits, type_of};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::words::unknown;
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};

/// White space between a bar and its number.
pub(super) const GAP: f64 = 7.0;

/// The number of a bar: behind it, else in it, else on its other side.
pub(super) fn beside(
    chart: &Chart<'_>,
    canvas: &Canvas,
    cell: &Cell,
    extent: Extent,
    (heights, to_left): ((f64, f64), bool),
    paint: Paint,
) {
    let label = |style| shape::label(chart.context, cell, style);
    let (low, high) = (chart.axis.plot.x(extent.low) - extent.left, chart.axis.plot.x(extent.high) + extent.right);
    let has_room = |x: f64, wide: f64| x >= chart.first && x + wide <= chart.axis.last;
    let is_within = |wide: f64| high - low >= wide + 2.0 * GAP;
    let fits = |wide: f64| has_room(low - GAP - wide, wide) || has_room(high + GAP, wide) || is_within(wide);
    let (look, label) = number_that_fits(chart.types, (&label, chart.axis.style), &fits);
    let wide = text::room(&label, look.size, look.weight);
    let baseline = centred(f64::midpoint(heights.0, heights.1), look.size);
    let (before, behind) = (low - GAP - wide, high + GAP);
    let own = if to_left { before } else { behind };
    let other = if to_left { behind } else { before };
    if !has_room(own, wide) && is_within(wide) {
        let centre = if to_left { low + GAP + wide / 2.0 } else { high - GAP - wide / 2.0 };
        number_inside(canvas, (centre, baseline), cell, paint, (look.size, &label));
        return;
    }
    let x = [own, other].into_iter().find(|x| has_room(*x, wide)).unwrap_or(own);
    let x = x.min(chart.axis.last - wide).max(chart.first);
    canvas.clear_text((x, baseline), Anchor::Start, look, &label);
}

/// A number inside a bar. Strokes, dots and edges would cross the digits, so on them it gets a ground of its own.
pub(super) fn number_inside(
    canvas: &Canvas,
    (x, y): (f64, f64),
    cell: &Cell,
    paint: Paint,
    (size, label): (f64, &str),
) {
    let is_plain = matches!(paint.fill, Fill::Solid(_)) && cell.interval.as_point().is_some();
    let ground = if cell.interval.as_point().is_some() { paint.ground() } else { Ink::PAPER };
    if !is_plain {
        let half = text::room(label, size, Weight::Regular) / 2.0 + 4.0;
        canvas.rect((x - half, y - size * 0.9), (x + half, y + size * 0.3), Paint::solid(ground));
    }
    canvas.text((x, y), Anchor::Middle, type_of(size, Weight::Regular, ground.on()), label);
}

/// What the bars themselves need, with their arrows.
pub(super) fn extents(kind: &Bars, table: &Table, scale: &Scale) -> Vec<Beside> {
    let of_row = |row: &Row| match kind.layout {
        Layout::Stacked => vec![stack::extent(row)],
        _ => row.cells.iter().map(|cell| kind.extent(cell, row)).collect(),
    };
    table.rows.iter().flat_map(of_row).flat_map(|extent| Beside::of(scale, extent, (0.0, 0.0))).collect()
}

/// What the numbers beside the bars need.
pub(super) fn needs(
    kind: &Bars,
    table: &Table,
    context: Context<'_>,
    scale: &Scale,
    types: Types,
    style: Style,
) -> Vec<Beside> {
    let beside = |cell: &Cell| text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + GAP + 2.0;
    let of_cell = |cell: &Cell, row: &Row| {
        let label = beside(cell);
        let around = if kind.has_number_left(cell, row) { (label, 0.0) } else { (0.0, label) };
        Beside::of(scale, kind.extent(cell, row), around)
    };
    let mut needs = Vec::new();
    for row in &table.rows {
        match row.whole.as_ref().filter(|_| kind.layout == Layout::Stacked) {
            Some(whole) => needs.extend(Beside::of(scale, stack::extent(row), (0.0, beside(whole)))),
            None if row.cells.is_empty() => {
                let unknown = text::room(&unknown(context.tongue()), types.small, Weight::Regular) + GAP;
                needs.push(Beside { share: scale.share(0.0), left: 0.0, right: unknown });
            }
            None => needs.extend(row.cells.iter().flat_map(|cell| of_cell(cell, row))),
        }
    }
    needs
}
