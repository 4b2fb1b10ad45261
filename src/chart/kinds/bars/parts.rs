//! The parts of a whole end to end: their numbers inside where they fit, else listed below the bar; the whole behind.

use super::chart::Chart;
use super::numbers::number_inside;
use super::stack::{LEADER, Stack, UNDER, extent, known_whole, spans};
use crate::chart::layout::bar::Bar;
use crate::chart::layout::boxes::apart;
use crate::chart::layout::measure::{centred, count, type_of};
use crate::chart::layout::rows::Slot;
use crate::chart::layout::tag::Tag;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::frame::{Cell, Row};
use crate::lang::say;

/// White space between the bar and the number behind it.
const GAP: f64 = 7.0;
/// Parts without room inside are listed in so many lines; more are left to the titles of the marks and to the table.
const MOST_LINES: usize = 2;
/// White space between two names over a bar.
const APART: f64 = 10.0;
/// A name may stand so far from the middle of its part.
const FAR: f64 = 80.0;
/// In a chart of more rows the small parts are left to the titles of the marks and to the table.
const FEW: usize = 5;
/// White space between the line at zero and what is listed below a bar.
const CLEAR: f64 = 5.0;
/// White space beside a number inside a part.
const INSIDE: f64 = 10.0;

/// Lays out what stands around the stacks.
pub(super) fn around(chart: &Chart<'_>) -> Stack {
    let named_row = named_row(chart);
    let limit = chart.axis.last - chart.axis.left;
    let below = chart.table.rows.iter().enumerate().map(|(index, row)| {
        let is_named = named_row.as_ref().is_some_and(|(named, _)| *named == index);
        let list = chart.context.tongue().clauses(&without_room(chart, row, is_named));
        let lines = text::wrap(&list, limit, chart.types.small, Weight::Regular);
        if lines.len() > MOST_LINES { Vec::new() } else { lines }
    });
    let below = below.collect();
    let named = named_row.iter().flat_map(|(index, _)| &chart.table.rows[*index].cells);
    let named = named.map(|cell| cell.series.clone()).collect();
    let alone = chart.table.rows.iter().map(|row| only_part(chart, row)).collect();
    Stack { named_row, named, below, alone, line: chart.types.small + 4.0 }
}

/// How long a part is drawn.
fn length(chart: &Chart<'_>, cell: &Cell) -> f64 {
    (chart.axis.plot.x(reach(cell)) - chart.axis.plot.x(0.0)).abs()
}

fn fits_inside(chart: &Chart<'_>, cell: &Cell) -> bool {
    let label = shape::label(chart.context, cell, chart.axis.style);
    text::room(&label, chart.types.label, Weight::Regular) + INSIDE <= length(chart, cell)
}

/// The name of a part over its bar, with its number where that has no room inside.
fn series_name(chart: &Chart<'_>, cell: &Cell) -> String {
    let name = chart.spec.label(&cell.series, &cell.series_label);
    if fits_inside(chart, cell) {
        name.to_owned()
    } else {
        let number = &shape::label(chart.context, cell, chart.axis.style);
        say!(chart.context.tongue(), "chart-told-of", name = name, text = number)
    }
}

/// The row with most series, with the middle of each name over it, if all have room there; then they need no key.
fn named_row(chart: &Chart<'_>) -> Option<(usize, Vec<f64>)> {
    let most = chart.table.rows.iter().map(|row| row.cells.len()).max()?;
    let index = chart.table.rows.iter().position(|row| row.cells.len() == most && most > 1)?;
    let row = &chart.table.rows[index];
    if row.cells.iter().any(|cell| reach(cell) < 0.0) {
        return None;
    }
    let wide = |cell: &Cell| text::room(&series_name(chart, cell), chart.types.small, Weight::Bold) + APART;
    let widths: Vec<f64> = row.cells.iter().map(wide).collect();
    let wanted: Vec<f64> = spans(row)
        .into_iter()
        .map(|(from, to)| f64::midpoint(chart.axis.plot.x(from), chart.axis.plot.x(to)))
        .collect();
    let middles = apart(&wanted, &widths, chart.axis.left, chart.axis.last)?;
    // A name far from its part would be taken for that of another.
    let far = |((middle, at), wide): ((&f64, &f64), &f64)| (middle - at).abs() > (wide / 2.0).max(FAR);
    let is_near = !middles.iter().zip(&wanted).zip(&widths).any(far);
    is_near.then_some((index, middles))
}

/// Where the number of the whole begins.
fn behind(chart: &Chart<'_>, row: &Row) -> f64 {
    let extent = extent(row);
    chart.axis.plot.x(extent.high) + extent.right + GAP
}

/// Whether the number of the whole has room behind its bar.
fn has_room_behind(chart: &Chart<'_>, row: &Row, whole: &Cell) -> bool {
    let wide = text::room(&shape::label(chart.context, whole, chart.axis.style), chart.types.label, Weight::Bold);
    behind(chart, row) + wide <= chart.axis.last
}

/// What has no room at its place: the number of the whole, and those of parts, each with its name.
fn without_room(chart: &Chart<'_>, row: &Row, is_named: bool) -> Vec<String> {
    let whole = known_whole(row).filter(|whole| !has_room_behind(chart, row, whole)).into_iter();
    let tongue = chart.context.tongue();
    let in_all =
        |whole: &Cell| say!(tongue, "whole-in-all", number = &shape::label(chart.context, whole, chart.axis.style));
    let whole = whole.map(in_all);
    if row.cells.len() < 2 || is_named || chart.table.rows.len() > FEW {
        return whole.collect();
    }
    let parts = row.cells.iter().filter(|cell| !fits_inside(chart, cell));
    let told = |cell: &Cell| {
        let number = shape::label(chart.context, cell, chart.axis.style);
        let name = chart.spec.label(&cell.series, &cell.series_label);
        say!(tongue, "chart-told-of", name = name, text = &number)
    };
    whole.chain(parts.map(told)).collect()
}

/// The middle of the only part of a row whose number has no room in it, if the whole has room behind.
fn only_part(chart: &Chart<'_>, row: &Row) -> Option<f64> {
    let mut parts = row.cells.iter().zip(spans(row)).filter(|(cell, _)| !fits_inside(chart, cell));
    let (_, (from, to)) = parts.next()?;
    let is_alone = parts.next().is_none() && known_whole(row).is_none_or(|whole| has_room_behind(chart, row, whole));
    is_alone.then(|| f64::midpoint(chart.axis.plot.x(from), chart.axis.plot.x(to)))
}

/// The bar of a row with all that stands around it.
pub(super) fn draw(
    chart: &Chart<'_>,
    stack: &Stack,
    canvas: &Canvas,
    plot: &Plot,
    (index, row): (usize, &Row),
    slot: Slot,
) {
    let heights = (slot.top + stack.above(index), slot.bottom - stack.below(index));
    let middle = f64::midpoint(heights.0, heights.1);
    for (cell, (base, to)) in row.cells.iter().zip(spans(row)) {
        let ink = chart.ink(cell, &cell.series);
        let paint = shape::cell_paint(chart.context, cell, ink);
        let bar = Bar { base, sign: 1.0, heights, paint, ink };
        let tag = Tag::new(chart.context, chart.spec, row, cell);
        canvas.mark(tag.mark(), || {
            bar.draw(canvas, plot, &cell.interval);
            if row.cells.len() > 1 && fits_inside(chart, cell) {
                let label = shape::label(chart.context, cell, chart.axis.style);
                let centre = f64::midpoint(plot.x(base), plot.x(to));
                let at = (centre, centred(middle, chart.types.label));
                number_inside(canvas, at, cell, paint, (chart.types.label, &label));
            }
        });
    }
    if let Some((_, middles)) = stack.named_row.as_ref().filter(|(named, _)| *named == index) {
        for ((cell, (base, to)), middle) in row.cells.iter().zip(spans(row)).zip(middles) {
            let of_part = f64::midpoint(plot.x(base), plot.x(to));
            canvas.path(&[(*middle, heights.0 - LEADER), (of_part, heights.0)], 1.0, Ink::LEADER, None);
            let look = type_of(chart.types.small, Weight::Bold, chart.ink(cell, &cell.series).lettering());
            canvas.clear_text((*middle, heights.0 - LEADER - UNDER), Anchor::Middle, look, &series_name(chart, cell));
        }
    }
    for (number, line) in (1_usize..).zip(&stack.below[index]) {
        let look = type_of(chart.types.small, Weight::Regular, Ink::MUTED);
        let baseline = heights.1 + count(number) * stack.line - 2.0;
        // Under its part, as far as there is room.
        let wide = text::room(line, chart.types.small, Weight::Regular);
        let x = stack.alone[index].map_or(chart.axis.left, |middle| middle - wide / 2.0);
        // The line at zero stays whole, where there is room.
        let x = x.max(chart.axis.left + CLEAR).min(chart.axis.last - wide).max(chart.axis.left);
        canvas.clear_text((x, baseline), Anchor::Start, look, line);
    }
    if let Some(whole) = known_whole(row).filter(|whole| has_room_behind(chart, row, whole)) {
        let label = shape::label(chart.context, whole, chart.axis.style);
        let at = (behind(chart, row), centred(middle, chart.types.label));
        canvas.clear_text(at, Anchor::Start, type_of(chart.types.label, Weight::Bold, Ink::TEXT), &label);
    }
}
