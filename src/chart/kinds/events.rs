//! Events as thin lines through a plot, named above it, on as many levels as it takes for no name to cover another.

use super::tag::Tag;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::page::furniture::{count, type_of};
use crate::chart::page::scale::middle;
use crate::chart::svg::canvas::{Anchor, Canvas};
use crate::fmt;
use crate::frame::Dated;

/// Height of a level.
const LEVEL: f64 = 18.0;
/// Space between two names on one level.
const APART: f64 = 12.0;
/// Space between the lowest name and the plot.
const FOOT: f64 = 6.0;

/// An event with the place of its name.
struct Named<'a> {
    dated: &'a Dated,
    x: f64,
    /// Between which pixels the name stands.
    span: (f64, f64),
    to_left: bool,
    level: usize,
    name: String,
}

/// The events of a plot.
pub(super) struct Events<'a> {
    named: Vec<Named<'a>>,
    levels: usize,
}

impl<'a> Events<'a> {
    /// Finds a level for every event's name between two limits.
    pub(super) fn new(dates: impl Iterator<Item = &'a Dated>, x_of: &dyn Fn(f64) -> f64, limits: (f64, f64)) -> Self {
        let mut named: Vec<Named<'a>> = dates
            .filter_map(|dated| {
                let date = dated.period.start.or(dated.period.end)?;
                let x = x_of(middle(date));
                let dagger = if dated.corrected { "†" } else { "" };
                let name = format!("{}, {}{dagger}", dated.label, fmt::date(date));
                let wide = text::room(&name, size::SMALL, Weight::Regular);
                let to_left = x + wide > limits.1;
                let span = if to_left { (x - wide, x) } else { (x, x + wide) };
                Some(Named { dated, x, span, to_left, level: 0, name })
            })
            .collect();
        // A name stands above every line that it would cover, for a line ends at its own name. Of two that cover each
        // other's lines, or only each other, the earlier stands above.
        for _ in 0..named.len() {
            for index in 0..named.len() {
                let own = &named[index];
                let covers = |over: &Named<'_>, under: &Named<'_>| {
                    over.span.0 - APART < under.x && under.x < over.span.1 + APART
                };
                let touches = |it: &Named<'_>| own.span.0 - APART < it.span.1 && it.span.0 - APART < own.span.1;
                let is_under = |other: usize, it: &Named<'_>| match (covers(own, it), covers(it, own)) {
                    (true, false) => true,
                    (false, true) => false,
                    (true, true) => index < other,
                    (false, false) => touches(it) && index < other,
                };
                let others = named.iter().enumerate().filter(|(other, _)| *other != index);
                let under = others.filter(|(other, it)| is_under(*other, it));
                named[index].level = under.map(|(_, it)| it.level + 1).max().unwrap_or(0);
            }
        }
        let levels = named.iter().map(|it| it.level + 1).max().unwrap_or(0);
        Self { named, levels }
    }

    /// The height that the names need above the plot.
    pub(super) fn height(&self) -> f64 {
        if self.levels == 0 { 0.0 } else { count(self.levels) * LEVEL + FOOT }
    }

    /// Draws lines and names over a plot between two heights.
    pub(super) fn draw(&self, canvas: &Canvas, (top, bottom): (f64, f64)) {
        let theme = canvas.theme();
        let baseline = |named: &Named<'_>| top - FOOT - count(named.level) * LEVEL;
        for named in &self.named {
            let tag = Tag::of_date(named.dated);
            canvas.group(&tag.attributes(), Some(tag.title()), || {
                let from = (named.x, baseline(named) + 4.0);
                canvas.path(&[from, (named.x, bottom)], 1.0, theme.axis, Some((3.0, 3.0)));
            });
        }
        for named in &self.named {
            let (gap, anchor) = if named.to_left { (2.0, Anchor::End) } else { (-2.0, Anchor::Start) };
            let look = type_of(size::SMALL, Weight::Regular, theme.soft_ink);
            canvas.clear_text((named.x + gap, baseline(named)), anchor, look, &named.name);
        }
    }
}
