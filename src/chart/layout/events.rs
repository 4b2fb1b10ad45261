//! Events as thin lines through a plot, named above it, on as many levels as it takes for no name to cover another.

use super::tag::Tag;
use crate::chart::Spec;
use crate::chart::layout::measure::{count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::middle;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::fmt;
use crate::frame::Dated;

/// Height of a line of a name; names stand on levels of this height.
const LEVEL: f64 = 17.0;
/// Space between two names on one level.
const APART: f64 = 12.0;
/// Space between the lowest name and the plot.
const FOOT: f64 = 6.0;
/// Names are broken at this share of the width.
const WIDEST: f64 = 0.6;

/// An event with the place of its name.
struct Named<'a> {
    dated: &'a Dated,
    x: f64,
    /// Between which pixels the name stands.
    span: (f64, f64),
    to_left: bool,
    /// The level of the last line of the name; the others stand above.
    level: usize,
    lines: Vec<String>,
}

/// The events of a plot.
pub(crate) struct Events<'a> {
    named: Vec<Named<'a>>,
    levels: usize,
}

impl<'a> Events<'a> {
    /// Finds a level for every event's name between two limits.
    pub(crate) fn new(
        spec: &Spec,
        dates: impl Iterator<Item = &'a Dated>,
        x_of: &dyn Fn(f64) -> f64,
        limits: (f64, f64),
    ) -> Self {
        let widest = (limits.1 - limits.0) * WIDEST;
        let mut named: Vec<Named<'a>> = dates
            .filter_map(|dated| {
                let x = x_of(middle(dated.period.start.or(dated.period.end)?));
                let dagger = if !dated.corrections.is_empty() { "†" } else { "" };
                let name = format!("{}, {}{dagger}", spec.label(&dated.id, &dated.label), fmt::period(&dated.period));
                let lines = text::wrap_balanced(&name, widest, size::SMALL, Weight::Regular);
                let wide = lines.iter().map(|line| text::room(line, size::SMALL, Weight::Regular)).fold(0.0, f64::max);
                let to_left = x + wide > limits.1;
                let span = if to_left { (x - wide, x) } else { (x, x + wide) };
                Some(Named { dated, x, span, to_left, level: 0, lines })
            })
            .collect();
        // A line ends at its own name, so a name that stands higher than the lines under it is crossed by none: names that
        // run to the right are placed from the last event on, then those that run to the left from the first on.
        named.sort_by(|left, right| {
            let own = |it: &Named<'_>| if it.to_left { it.x } else { -it.x };
            left.to_left.cmp(&right.to_left).then(own(left).total_cmp(&own(right)))
        });
        for index in 0..named.len() {
            let (placed, rest) = named.split_at_mut(index);
            let own = &mut rest[0];
            let covers = |it: &Named<'_>| own.span.0 - APART < it.x && it.x < own.span.1 + APART;
            let meets = |it: &Named<'_>| own.span.0 - APART < it.span.1 && it.span.0 < own.span.1 + APART;
            let above = |it: &Named<'_>| it.level + it.lines.len();
            own.level = placed.iter().filter(|it| covers(it) || meets(it)).map(above).max().unwrap_or(0);
        }
        let levels = named.iter().map(|it| it.level + it.lines.len()).max().unwrap_or(0);
        Self { named, levels }
    }

    /// The height that the names need above the plot.
    pub(crate) fn height(&self) -> f64 {
        if self.levels == 0 { 0.0 } else { count(self.levels) * LEVEL + FOOT }
    }

    /// Draws lines and names over a plot between two heights.
    pub(crate) fn draw(&self, canvas: &Canvas, (top, bottom): (f64, f64)) {
        let baseline = |level: usize| top - FOOT - count(level) * LEVEL;
        for named in &self.named {
            let tag = Tag::of_date(named.dated);
            canvas.mark(tag.mark(), || {
                let from = (named.x, baseline(named.level) + 4.0);
                canvas.path(&[from, (named.x, bottom)], 1.0, Ink::AXIS, Some((3.0, 3.0)));
            });
        }
        for named in &self.named {
            let (gap, anchor) = if named.to_left { (2.0, Anchor::End) } else { (-2.0, Anchor::Start) };
            let look = type_of(size::SMALL, Weight::Regular, Ink::MUTED);
            for (index, line) in named.lines.iter().rev().enumerate() {
                canvas.clear_text((named.x + gap, baseline(named.level + index)), anchor, look, line);
            }
        }
    }
}
