//! The numbers of bars: behind them, in them, or on their other side; and the room that they need there.

use super::chart::Chart;
use super::keys::{Bars, Layout};
use super::stack;
use crate::chart::Context;
use crate::chart::layout::axis::Need as Beside;
use crate::chart::layout::bar::Extent;
use crate::chart::layout::measure::type_of;
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};

/// White space between a bar and its number.
pub(super) const GAP: f64 = 7.0;
/// What is written in a row without a number.
pub(super) const UNKNOWN: &str = "no figure found";

/// The number of a bar: behind it, else in it, else on its other side.
pub(super) fn beside(
    chart: &Chart<'_>,
    canvas: &Canvas,
    cell: &Cell,
    extent: Extent,
    (heights, to_left): ((f64, f64), bool),
    paint: Paint,
) {
    let size = chart.types.label;
    let label = shape::label(chart.context, cell, chart.fitted.style);
    let wide = text::room(&label, size, Weight::Bold);
    let baseline = f64::midpoint(heights.0, heights.1) + size * 0.36;
    let (low, high) = (chart.plot.x(extent.low) - extent.left, chart.plot.x(extent.high) + extent.right);
    let (before, behind) = (low - GAP - wide, high + GAP);
    let has_room = |x: f64| x >= chart.first && x + wide <= chart.last;
    let own = if to_left { before } else { behind };
    let other = if to_left { behind } else { before };
    let look = type_of(size, Weight::Bold, Ink::TEXT);
    if !has_room(own) && high - low >= wide + 2.0 * GAP {
        let centre = if to_left { low + GAP + wide / 2.0 } else { high - GAP - wide / 2.0 };
        number_inside(canvas, (centre, baseline), cell, paint, (size, &label));
        return;
    }
    let x = [own, other].into_iter().find(|x| has_room(*x)).unwrap_or(own);
    let x = x.min(chart.last - wide).max(chart.first);
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
    let of_row = |row: &Row| -> Vec<Extent> {
        if kind.layout == Layout::Stacked {
            return vec![stack::extent(row)];
        }
        let sign = |cell: &Cell| if kind.runs_left(cell, row) { -1.0 } else { 1.0 };
        row.cells.iter().map(|cell| Extent::new(&cell.interval, 0.0, sign(cell))).collect()
    };
    let need = |extent: Extent| {
        let low = Beside { share: scale.share(extent.low), left: extent.left, right: 0.0 };
        [low, Beside { share: scale.share(extent.high), left: 0.0, right: extent.right }]
    };
    table.rows.iter().flat_map(of_row).flat_map(need).collect()
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
    let mut needs = Vec::new();
    for row in &table.rows {
        let whole = row.whole.as_ref().filter(|_| kind.layout == Layout::Stacked);
        let cells = whole.map_or_else(|| row.cells.iter().collect(), |whole| vec![whole]);
        let unknown = text::room(UNKNOWN, types.small, Weight::Regular) + GAP;
        if cells.is_empty() {
            needs.push(Beside { share: scale.share(0.0), left: 0.0, right: unknown });
        }
        for cell in cells {
            let sign = if kind.runs_left(cell, row) { -1.0 } else { 1.0 };
            let label = text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + GAP + 2.0;
            let extent = match whole {
                Some(_) => stack::extent(row),
                None => Extent::new(&cell.interval, 0.0, sign),
            };
            let to_left = whole.is_none() && kind.has_number_left(cell, row);
            let (left, right) = if to_left { (label, 0.0) } else { (0.0, label) };
            needs.push(Beside { share: scale.share(extent.low), left: left + extent.left, right: 0.0 });
            needs.push(Beside { share: scale.share(extent.high), left: 0.0, right: right + extent.right });
        }
    }
    needs
}
