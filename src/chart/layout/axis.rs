//! The axis of numbers below a plot: how far apart its ends are, its ticks, its grid and the line from which bars grow.

use super::bar::Extent;
use super::measure::{Area, type_of};
use crate::chart::Context;
use crate::chart::look::Size;
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::data::Unit;
use crate::fmt::Style;
use crate::frame::Table;
use crate::lang::{Tongue, say};

/// What stands beside a mark: the mark's place on the axis between 0 and 1, and the pixels needed on either side of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) share: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Need {
    /// What the two ends of an extent need, with so much beside it on either side.
    pub(crate) fn of(scale: &Scale, extent: Extent, (left, right): (f64, f64)) -> [Self; 2] {
        let low = Self { share: scale.share(extent.low), left: left + extent.left, right: 0.0 };
        [low, Self { share: scale.share(extent.high), left: 0.0, right: right + extent.right }]
    }
}

/// A plot with less than this share of the width that there is would press its marks together.
const LEAST: f64 = 0.62;

/// Where a plot begins and ends, and how the numbers beside its marks are written.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fitted {
    left: f64,
    right: f64,
    style: Style,
    /// Beside the marks is room for their numbers.
    beside: bool,
}

/// An axis of numbers that runs across, as wide as the numbers beside its marks leave it.
pub(crate) struct Axis {
    scale: Scale,
    /// How a tick is written, `#` for its number.
    unit: String,
    pub(crate) plot: Plot,
    /// Where the plot begins.
    pub(crate) left: f64,
    /// The last pixel that marks and their numbers may take.
    pub(crate) last: f64,
    /// How numbers are written beside their marks.
    pub(crate) style: Style,
    /// Whether there is room for them.
    pub(crate) has_room: bool,
    size: Size,
    tongue: Tongue,
}

impl Axis {
    /// An axis between two limits, for all numbers of a chart. `marks` is what the marks themselves take, `beside` what their
    /// numbers take in a style.
    pub(crate) fn new(
        whole: &Table,
        context: Context<'_>,
        scale: Scale,
        (first, last): (f64, f64),
        marks: Vec<Need>,
        beside: impl Fn(&Scale, Style) -> Vec<Need>,
    ) -> Self {
        let size = context.look.size;
        let unit = tick_unit(whole, context);
        let mut always = marks;
        always.push(need_of_ticks(&scale, context, &unit));
        let Fitted { left, right, style, beside } = fit((first, last), size, &always, |style| beside(&scale, style));
        let plot = Plot::across(left, right, &scale);
        Self { scale, unit, plot, left, last, style, has_room: beside, size, tongue: context.tongue().clone() }
    }

    /// Draws the vertical grid between two heights and the labels of its ticks below it. A line that has no room for its label
    /// is left out.
    pub(crate) fn draw(
        &self,
        canvas: &Canvas,
        (limits, heights): (&Area, (f64, f64)),
        number: &dyn Fn(&str) -> String,
    ) {
        let (size, (top, bottom)) = (self.size.types().small, heights);
        let written = |label: &str| self.unit.replace(TICK, &number(label));
        let limits = (limits.left, limits.right);
        let look = (size, styles(self.size), &self.tongue);
        for Shown { x, centre, label, .. } in shown(&self.plot, &self.scale, look, limits, &written) {
            canvas.line((x, top), (x, bottom), 1.0, Ink::GRID);
            let look = type_of(size, Weight::Regular, Ink::MUTED);
            canvas.text((centre, bottom + BELOW), Anchor::Middle, look, &label);
        }
        if self.scale.is_broken() {
            let (zero, first) = (self.plot.x(0.0), self.plot.x(self.scale.first_power()));
            let middle = f64::midpoint(zero, first);
            for x in [middle - 2.0, middle + 2.0] {
                canvas.line((x - 2.0, bottom + 4.0), (x + 2.0, bottom - 4.0), 1.25, Ink::AXIS);
            }
        }
    }
}

/// Names and numbers leave the plot this share of the whole chart at least.
const LEAST_BESIDE: f64 = 0.37;
/// A plot that is read beside its numbers has this share of the whole chart at least.
const LEAST_OF_ALL: f64 = 0.42;

/// The styles of numbers, the fullest first; a telephone has room for the short one alone.
fn styles(size: Size) -> &'static [Style] {
    match size {
        Size::Narrow => &[Style::Tight],
        Size::Wide | Size::Square | Size::Tall | Size::Slide => &[Style::Mark, Style::Tight],
    }
}

/// Finds room for a plot and the numbers beside its marks: as they are, else shorter, else in the marks where they reach too far.
/// The marks themselves, with their arrows, and the ticks have their room in any case.
fn fit((first, last): (f64, f64), size: Size, always: &[Need], needs: impl Fn(Style) -> Vec<Need>) -> Fitted {
    let tried = |style: Style, least: f64| {
        let mut needs = needs(style);
        needs.extend_from_slice(always);
        let (left, right) = widest(first, last, &needs).filter(|(left, right)| right - left >= least)?;
        Some(Fitted { left, right, style, beside: true })
    };
    let styles = styles(size);
    let whole = last + size.margin();
    let spacious = (LEAST * (last - first)).max(LEAST_BESIDE * whole);
    let spacious = styles.iter().find_map(|style| tried(*style, spacious));
    let fitted = spacious.or_else(|| tried(Style::Tight, LEAST_OF_ALL * whole));
    fitted.unwrap_or_else(|| {
        let (left, right) = widest(first, last, always).unwrap_or((first, last));
        Fitted { left, right, style: Style::Tight, beside: false }
    })
}

/// Steps in which a width is sought.
const STEPS: u32 = 200;

/// The ends of the widest plot between two limits at which what stands beside the marks stays between them.
fn widest(first: f64, last: f64, needs: &[Need]) -> Option<(f64, f64)> {
    let room = last - first;
    (1..=STEPS).rev().find_map(|step| {
        let width = room * f64::from(step) / f64::from(STEPS);
        // How far the needs reach beyond the start and the end of a plot of this width.
        let before = needs.iter().map(|need| need.left - need.share * width).fold(0.0, f64::max);
        let behind = needs.iter().map(|need| need.right - (1.0 - need.share) * width).fold(0.0, f64::max);
        (before + width + behind <= room).then_some((first + before, first + before + width))
    })
}

/// What the label of the last tick needs, written with its unit.
fn need_of_ticks(scale: &Scale, context: Context<'_>, unit: &str) -> Need {
    let ticks = scale.ticks(context.tongue());
    let last = ticks.last().map(|(number, label)| (scale.share(*number), unit.replace(TICK, label)));
    let (share, label) = last.unwrap_or_default();
    Need { share, left: 0.0, right: text::room(&label, context.look.size.types().small, Weight::Regular) / 2.0 }
}

/// The unit of a table whose numbers are all in one.
pub(super) fn one_unit<'a>(table: &Table, context: Context<'a>) -> Option<&'a Unit> {
    let unit = context.dataset.units.get(&table.cells().next()?.unit_id)?;
    table.cells().all(|cell| cell.unit_id == unit.id).then_some(unit)
}

/// The number of a tick.
pub(super) const TICK: &str = "#";

/// How a tick is written: with the sign of a currency or of percent, where all numbers are in one unit. A word would be too long for
/// every tick.
pub(super) fn tick_unit(table: &Table, context: Context<'_>) -> String {
    let symbol = one_unit(table, context).and_then(|unit| unit.symbol.as_deref());
    match symbol {
        Some(sign) if sign.ends_with('$') => say!(context.tongue(), "with-sign", sign = sign, number = TICK),
        Some("%") => say!(context.tongue(), "percent", number = TICK),
        _ => TICK.to_owned(),
    }
}

/// How far below a plot the labels of its ticks stand.
pub(crate) const BELOW: f64 = 18.0;
/// White space between the labels of two ticks.
const APART: f64 = 10.0;

/// So many powers of ten tell how a logarithmic axis runs.
const POWERS: usize = 4;
/// A label that stands to one side of its tick begins so far on the other.
const OVER: f64 = 3.0;

/// A tick on the canvas: its place, the middle of its label, half the width of that, and the label.
pub(crate) struct Shown {
    pub(crate) x: f64,
    pub(crate) centre: f64,
    half: f64,
    pub(crate) label: String,
}

/// The ticks of an axis that have room beside each other between two limits, as evenly as they are; that of zero among them, if
/// there is one.
pub(crate) fn shown(
    plot: &Plot,
    scale: &Scale,
    (size, styles, tongue): (f64, &[Style], &Tongue),
    (left, right): (f64, f64),
    unit: &dyn Fn(&str) -> String,
) -> Vec<Shown> {
    let mut thinned = Vec::new();
    for style in styles.iter().copied() {
        let ticks = scale.ticks_in(style, tongue);
        let zero = ticks.iter().position(|(number, _)| *number == 0.0).unwrap_or(0);
        let all: Vec<Shown> = ticks
            .into_iter()
            .map(|(number, label)| {
                let (x, label) = (plot.x(number), unit(&label));
                let half = text::room(&label, size, Weight::Regular) / 2.0;
                Shown { x, centre: x.min(right - half).max(left + half), half, label }
            })
            .collect();
        // The place of zero before the powers of a logarithmic axis is beside their order.
        let first = usize::from(scale.is_broken());
        let is_kept = |(step, from): (usize, usize), index: usize| {
            index < first || (index >= from && index.abs_diff(zero.max(from)).is_multiple_of(step))
        };
        let kept =
            |thinning: (usize, usize)| all.iter().enumerate().filter(move |(index, _)| is_kept(thinning, *index));
        let touch = |thinning: (usize, usize)| {
            let shown: Vec<&Shown> = kept(thinning).map(|(_, tick)| tick).collect();
            shown.windows(2).any(|pair| pair[0].centre + pair[0].half + APART > pair[1].centre - pair[1].half)
        };
        let most = all.len().saturating_sub(1).saturating_sub(zero.max(first)).max(zero).max(1);
        let starts = first..=(first + first).min(all.len().saturating_sub(2));
        let mut thinnings = (1..=most).flat_map(|step| starts.clone().map(move |from| (step, from)));
        let found = thinnings.find(|thinning| kept(*thinning).count() >= 2 + first && !touch(*thinning));
        // Two ticks at least, or nobody can read the axis: zero and the last, or the first where zero is the last.
        let last = if zero + 1 < all.len() { all.len() - 1 } else { 0 };
        let fewest: Vec<usize> = [0, first, zero, last].into_iter().filter(|index| *index >= zero.min(last)).collect();
        let mut all_kept = found.map_or(fewest, |thinning| kept(thinning).map(|(index, _)| index).collect());
        all_kept.sort_unstable();
        all_kept.dedup();
        let is_whole = all_kept.len() == all.len();
        let mut all = all;
        if found.is_none() && first == 1 && all_kept.starts_with(&[0, 1]) {
            // Zero stands close before the first power; each label keeps to its own side.
            let aside = |tick: &Shown| tick.half - OVER;
            all[0].centre = all[0].centre.min(all[0].x - aside(&all[0])).max(left + all[0].half);
            all[1].centre = all[1].centre.max(all[1].x + aside(&all[1])).min(right - all[1].half);
        }
        if let (None, [low, high]) = (found, all_kept.as_slice()) {
            part(&mut all, (*low, *high), (left, right));
        }
        thinned =
            all.into_iter().enumerate().filter(|(index, _)| all_kept.contains(index)).map(|(_, tick)| tick).collect();
        // Of powers some can go: how the axis runs is seen from four of them.
        let is_enough = is_whole || (scale.is_log() && all_kept.len() >= POWERS);
        if found.is_some() && (is_enough || styles.last() == Some(&style)) {
            break;
        }
    }
    thinned
}

/// Moves the labels of two ticks apart that would touch, as far as each still stands at its tick and between two limits.
fn part(ticks: &mut [Shown], (low, high): (usize, usize), (left, right): (f64, f64)) {
    let over = |ticks: &[Shown]| ticks[low].centre + ticks[low].half + APART - (ticks[high].centre - ticks[high].half);
    let most = |tick: &Shown, room: f64| (tick.half - OVER - (tick.x - tick.centre).abs()).min(room).max(0.0);
    let down = over(ticks).clamp(0.0, most(&ticks[low], ticks[low].centre - ticks[low].half - left));
    ticks[low].centre -= down;
    let up = over(ticks).clamp(0.0, most(&ticks[high], right - ticks[high].centre - ticks[high].half));
    ticks[high].centre += up;
}

/// The line from which bars grow.
pub(crate) fn baseline(canvas: &Canvas, x: f64, heights: (f64, f64)) {
    canvas.line((x, heights.0), (x, heights.1), 1.25, Ink::AXIS);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(share: f64, left: f64, right: f64) -> Need {
        Need { share, left, right }
    }

    #[test]
    fn the_plot_is_as_wide_as_its_numbers_allow() {
        assert_eq!(widest(0.0, 400.0, &[need(1.0, 0.0, 100.0)]), Some((0.0, 300.0)));
        assert_eq!(widest(0.0, 400.0, &[need(0.5, 0.0, 100.0)]), Some((0.0, 400.0)));
        assert_eq!(widest(0.0, 400.0, &[need(1.0, 0.0, 100.0), need(0.0, 60.0, 0.0)]), Some((60.0, 300.0)));
        assert_eq!(widest(0.0, 400.0, &[need(0.5, 300.0, 300.0)]), None);
    }

    #[test]
    fn numbers_are_shortened_before_they_stand_in_their_marks() {
        let ticks = [need(1.0, 0.0, 0.0)];
        let fitted = |long: f64, tight: f64| {
            let wide = move |style| if style == Style::Mark { long } else { tight };
            fit((0.0, 400.0), Size::Wide, &ticks, |style| vec![need(1.0, 0.0, wide(style))])
        };
        let beside = |right: f64, style| Fitted { left: 0.0, right, style, beside: true };
        assert_eq!(fitted(100.0, 50.0), beside(300.0, Style::Mark));
        assert_eq!(fitted(250.0, 100.0), beside(300.0, Style::Tight));
        assert_eq!(fitted(250.0, 200.0), beside(200.0, Style::Tight), "close, but read");
        assert_eq!(fitted(350.0, 310.0), Fitted { left: 0.0, right: 400.0, style: Style::Tight, beside: false });
        assert!(!styles(Size::Narrow).contains(&Style::Mark));
    }
}
