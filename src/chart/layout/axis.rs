//! The axis of numbers below a plot: how far apart its ends are, its ticks, its grid and the line from which bars grow.

use super::Area;
use super::measure::type_of;
use crate::chart::Context;
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::frame::Table;

/// What stands beside a mark: the mark's place on the axis between 0 and 1, and the pixels needed on either side of it.
pub(crate) struct Need {
    pub(crate) share: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// The ends of a plot between two limits, as far apart as what stands beside the marks allows.
pub(crate) fn fit(first: f64, last: f64, needs: &[Need]) -> (f64, f64) {
    let (mut left, mut right) = (first, last);
    // Each pass moves the ends in by what the last one lacked; what is lacking shrinks from pass to pass.
    for _ in 0..12 {
        let place = |need: &Need| left + need.share * (right - left);
        let lacks_left = needs.iter().map(|need| first - (place(need) - need.left)).fold(0.0, f64::max);
        let lacks_right = needs.iter().map(|need| place(need) + need.right - last).fold(0.0, f64::max);
        left += lacks_left;
        right -= lacks_right;
    }
    (left, right)
}

/// What the label of the last tick needs, written with its unit.
pub(crate) fn need_of_ticks(scale: &Scale, unit: &dyn Fn(&str) -> String) -> Need {
    let label = scale.ticks().last().map(|(_, label)| unit(label)).unwrap_or_default();
    Need { share: 1.0, left: 0.0, right: text::room(&label, size::SMALL, Weight::Regular) / 2.0 }
}

/// How a tick is written: with the sign of a currency or of percent, where all numbers are in one unit.
pub(crate) fn tick_unit(table: &Table, context: Context<'_>) -> String {
    let unit = table.cells().next().and_then(|cell| context.dataset.units.get(&cell.unit_id));
    let symbol = unit.and_then(|unit| unit.symbol.as_deref());
    let one_unit = table.cells().all(|cell| Some(cell.unit_id.as_str()) == unit.map(|unit| unit.id.as_str()));
    match symbol.filter(|_| one_unit) {
        Some(symbol) if symbol.ends_with('$') => format!("{symbol}#"),
        Some("%") => "#%".to_owned(),
        _ => "#".to_owned(),
    }
}

/// Draws the vertical grid of a plot and the labels of its ticks below it.
pub(crate) fn grid(
    canvas: &Canvas,
    plot: &Plot,
    scale: &Scale,
    (top, bottom): (f64, f64),
    limits: &Area,
    unit: &dyn Fn(&str) -> String,
) {
    let ticks: Vec<(f64, f64, String)> = scale
        .ticks()
        .into_iter()
        .map(|(number, label)| {
            let label = unit(&label);
            let half = text::room(&label, size::SMALL, Weight::Regular) / 2.0;
            (plot.x(number), half, label)
        })
        .collect();
    for (x, ..) in &ticks {
        canvas.line((*x, top), (*x, bottom), 1.0, Ink::GRID);
    }
    // Every label, or every second, third … if they would touch.
    let touch = |step: usize| {
        let shown: Vec<_> = ticks.iter().step_by(step).collect();
        shown.windows(2).any(|pair| pair[0].0 + pair[0].1 + 10.0 > pair[1].0 - pair[1].1)
    };
    let step = (1..ticks.len()).find(|step| !touch(*step)).unwrap_or(ticks.len().max(1));
    for (x, half, label) in ticks.iter().step_by(step) {
        let centre = x.min(limits.right - half).max(limits.left + half);
        let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
        canvas.text((centre, bottom + 18.0), Anchor::Middle, look, label);
    }
}

/// The line from which bars grow.
pub(crate) fn baseline(canvas: &Canvas, x: f64, heights: (f64, f64)) {
    canvas.line((x, heights.0), (x, heights.1), 1.25, Ink::AXIS);
}
