//! The names of the series at the right of the plot, each joined to the end of its line; or none, where they have no room.

use super::series::Series;
use crate::chart::layout::boxes::{Placer, apart};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas};

/// Names are broken at this share of the width.
const WIDEST: f64 = 0.22;
/// A name of more lines belongs into the key.
const MOST_LINES: usize = 4;
/// Space between the plot and the names.
const GAP: f64 = 14.0;
/// Radius of the sign before a name, in the colour of its points.
const SIGN: f64 = 4.5;
/// White space between two names.
const APART: f64 = 4.0;

/// The names in lines, in the order of the series; none where they stand in the key.
pub(super) struct Names {
    lines: Vec<Vec<String>>,
    wide: f64,
    size: f64,
}

impl Names {
    pub(super) fn new(series: &[Series<'_>], types: Types, width: f64, is_wide: bool) -> Self {
        let lines = series.iter().map(|it| text::wrap(&it.name, width * WIDEST, types.small, Weight::Bold));
        let lines: Vec<Vec<String>> = lines.collect();
        let wide = lines.iter().flatten().map(|line| text::room(line, types.small, Weight::Bold)).fold(0.0, f64::max);
        let fits = |lines: &Vec<String>| lines.len() <= MOST_LINES;
        let has_broken =
            series.iter().any(|it| text::widest_word(&it.name, types.small, Weight::Bold) > width * WIDEST);
        let are_drawn = is_wide && wide > 0.0 && !has_broken && lines.iter().all(fits);
        Self { lines: if are_drawn { lines } else { Vec::new() }, wide, size: types.small }
    }

    pub(super) fn are_drawn(&self) -> bool {
        !self.lines.is_empty()
    }

    fn line(&self) -> f64 {
        self.size + 3.0
    }

    /// What the names take at the right of the plot.
    pub(super) fn gutter(&self) -> f64 {
        if self.are_drawn() { self.wide + GAP + 2.0 * SIGN + 6.0 } else { 12.0 }
    }

    fn heights(&self) -> Vec<f64> {
        self.lines.iter().map(|lines| count(lines.len()) * self.line() + APART).collect()
    }

    /// The height that all need together.
    pub(super) fn height(&self) -> f64 {
        self.heights().iter().sum()
    }

    /// Writes the names beside a plot that ends at `right`, pushed apart where they would cover one another.
    pub(super) fn draw(
        &self,
        canvas: &Canvas,
        ends: &[(usize, (f64, f64), Ink)],
        (right, radius): (f64, f64),
        (top, bottom): (f64, f64),
        placer: &mut Placer,
    ) {
        if !self.are_drawn() {
            return;
        }
        let heights = self.heights();
        let named = ends.iter().map(|(series, at, ink)| (*at, *ink, &self.lines[*series], heights[*series]));
        let mut named: Vec<_> = named.filter(|(_, _, lines, _)| !lines.is_empty()).collect();
        named.sort_by(|left, right| left.0.1.total_cmp(&right.0.1));
        let wanted: Vec<f64> = named.iter().map(|(at, ..)| at.1).collect();
        let heights: Vec<f64> = named.iter().map(|(.., height)| *height).collect();
        let middles = apart(&wanted, &heights, top, bottom).unwrap_or(wanted);
        for (((x, y), ink, lines, height), middle) in named.into_iter().zip(middles) {
            let start = right + GAP;
            if (middle - y).abs() > self.line() / 2.0 || right - x > GAP {
                let bend = [(x + radius + 2.0, y), (right + 2.0, y), (start - 4.0, middle)];
                canvas.path(&bend, 1.0, Ink::LEADER, None);
                bend.windows(2).for_each(|pair| placer.keep_clear([pair[0], pair[1]]));
            }
            canvas.circle((start + SIGN, middle), SIGN, shape::paint(ink, false, false));
            let start = start + 2.0 * SIGN + 6.0;
            let mut baseline = middle - (height - APART) / 2.0 - 4.0;
            for line in lines {
                baseline += self.line();
                let look = type_of(self.size, Weight::Bold, ink.lettering());
                canvas.text((start, baseline), Anchor::Start, look, line);
            }
        }
    }
}
