//! The names of the series at the right of the plot, each joined to the end of its line; beside a point of its own
//! where that end is far from there; or none, where they have no room.

use super::series::Series;
use crate::chart::layout::boxes::{Placer, Rect, apart};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::sign::Sign;
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::{Anchor, Canvas, Type};

/// Names are broken at this share of the width.
const WIDEST: f64 = 0.22;
/// A name of more lines belongs into the key.
const MOST_LINES: usize = 4;
/// Space between the plot and the names.
const GAP: f64 = 14.0;
/// Radius of the sign before a name, in the colour of its points.
const SIGN: f64 = 4.5;
/// A sign of the line, where lines differ by their strokes.
const STROKE: f64 = 30.0;
/// White space between two names.
const APART: f64 = 4.0;
/// A line that ends so far before the others do has its name beside one of its points, if there is one with room.
const FAR: f64 = 48.0;
/// Lines to names that run level are so far apart at least.
const CLOSE: f64 = 6.0;
/// White space between a point and the name beside it.
const BESIDE: f64 = 4.0;
/// A name stands so far from the points of others, so that it is not taken for that of one of them.
const ALONE: f64 = 10.0;

/// Where a line ends, and all its points.
pub(super) struct End {
    /// Its place in the order of the series.
    pub(super) series: usize,
    pub(super) at: (f64, f64),
    pub(super) ink: Ink,
    /// The strokes of its line, where lines differ by them.
    pub(super) dash: Option<(f64, f64)>,
    pub(super) sign: Sign,
    /// Whether any of its points are joined by a line.
    pub(super) is_joined: bool,
    /// The boxes of its points, in the order of time.
    pub(super) points: Vec<Rect>,
}

/// The ends of all lines but one.
fn others<'a>(end: &'a End, all: &'a [End]) -> impl Iterator<Item = &'a End> {
    all.iter().filter(|other| other.series != end.series)
}

/// The boxes of the points of all lines but one.
fn points_of_others<'a>(end: &'a End, all: &'a [End]) -> impl Iterator<Item = &'a Rect> {
    others(end, all).flat_map(|other| &other.points)
}

/// The names in lines, in the order of the series; none where they stand in the key.
pub(super) struct Names {
    lines: Vec<Vec<String>>,
    wide: f64,
    size: f64,
    /// How wide the sign before a name is.
    sign: f64,
}

impl Names {
    pub(super) fn new(series: &[Series<'_>], types: Types, width: f64, (is_wide, outlined): (bool, bool)) -> Self {
        let lines = series.iter().map(|it| text::wrap(&it.name, width * WIDEST, types.small, Weight::Bold));
        let lines: Vec<Vec<String>> = lines.collect();
        let wide = lines.iter().flatten().map(|line| text::room(line, types.small, Weight::Bold)).fold(0.0, f64::max);
        let fits = |lines: &Vec<String>| lines.len() <= MOST_LINES;
        let has_broken =
            series.iter().any(|it| text::widest_word(&it.name, types.small, Weight::Bold) > width * WIDEST);
        let are_drawn = is_wide && series.len() > 1 && wide > 0.0 && !has_broken && lines.iter().all(fits);
        Self {
            lines: if are_drawn { lines } else { Vec::new() },
            wide,
            size: types.small,
            sign: if outlined { STROKE } else { 2.0 * SIGN },
        }
    }

    pub(super) fn are_drawn(&self) -> bool {
        !self.lines.is_empty()
    }

    fn line(&self) -> f64 {
        self.size + 3.0
    }

    /// What the names take at the right of the plot.
    pub(super) fn gutter(&self) -> f64 {
        if self.are_drawn() { self.wide + GAP + self.sign + 6.0 } else { 12.0 }
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
        ends: &[End],
        (right, radius): (f64, f64),
        (top, bottom): (f64, f64),
        placer: &mut Placer,
    ) {
        if !self.are_drawn() {
            return;
        }
        let heights = self.heights();
        let mut named: Vec<&End> = ends.iter().filter(|end| !self.lines[end.series].is_empty()).collect();
        named.sort_by(|left, right| left.at.1.total_cmp(&right.at.1));
        let last = named.iter().map(|end| end.at.0).fold(f64::MIN, f64::max);
        // A line to a name does not lead over the points of others.
        let is_blocked = |end: &End| {
            let ahead = Rect::new(end.at.0 + radius, end.at.1 - 1.0, right, end.at.1 + 1.0);
            points_of_others(end, ends).any(|point| point.meets(&ahead))
        };
        named.retain(|end| {
            (last - end.at.0 <= FAR && !is_blocked(end)) || self.beside_a_point(canvas, end, ends, placer).is_none()
        });
        let wanted: Vec<f64> = named.iter().map(|end| end.at.1).collect();
        let heights: Vec<f64> = named.iter().map(|end| heights[end.series]).collect();
        let middles = apart(&wanted, &heights, top, bottom).unwrap_or(wanted);
        let (mut level, mut leaders): (Vec<f64>, Vec<[(f64, f64); 2]>) = Default::default();
        for ((end, height), middle) in named.into_iter().zip(heights).zip(middles) {
            let ((x, y), ink) = (end.at, end.ink);
            let start = right + GAP;
            if (middle - y).abs() > self.line() / 2.0 || right - x > GAP {
                let (from, to) = ((x + radius + 2.0, y), (start - 4.0, middle));
                // Two that run level close by one another look like one.
                let is_double = level.iter().any(|other| (other - y).abs() < CLOSE);
                let bend = match is_double && placer.is_clear([(from.0 + CLOSE, from.1), to]) {
                    true => vec![from, to],
                    false => vec![from, (right + 2.0, y), to],
                };
                level.push(y);
                canvas.path(&bend, 1.0, Ink::LEADER, None);
                leaders.extend(bend.windows(2).map(|pair| [pair[0], pair[1]]));
            }
            if self.sign > 2.0 * SIGN && end.is_joined {
                canvas.path(&[(start, middle), (start + self.sign, middle)], 2.5, ink.edge(), end.dash);
            }
            end.sign.draw(canvas, (start + self.sign / 2.0, middle), SIGN, shape::paint(ink, false, false));
            let at = (start + self.sign + 6.0, middle - (height - APART) / 2.0);
            self.write(end, at, |at, look, line| canvas.text(at, Anchor::Start, look, line));
        }
        leaders.into_iter().for_each(|leader| placer.keep_clear(leader));
    }

    /// Writes the lines of a name below one another, from an upper left corner on.
    fn write(&self, end: &End, (left, top): (f64, f64), text: impl Fn((f64, f64), Type, &str)) {
        let look = type_of(self.size, Weight::Bold, end.ink.lettering());
        let mut baseline = top - 4.0;
        for line in &self.lines[end.series] {
            baseline += self.line();
            text((left, baseline), look, line);
        }
    }

    /// Writes a name behind, above, below or before a point of its line, the last such point that has room and is alone there;
    /// none if no point has.
    fn beside_a_point(&self, canvas: &Canvas, end: &End, all: &[End], placer: &mut Placer) -> Option<()> {
        let lines = &self.lines[end.series];
        let wide = lines.iter().map(|line| text::room(line, self.size, Weight::Bold)).fold(0.0, f64::max);
        let high = count(lines.len()) * self.line();
        let places = end.points.iter().rev().flat_map(|point| {
            let (x, y) = (f64::midpoint(point.left, point.right), f64::midpoint(point.top, point.bottom));
            let corners = [
                (point.right + BESIDE, y - high / 2.0),
                (x - wide / 2.0, point.top - BESIDE - high),
                (x - wide / 2.0, point.bottom + BESIDE),
                (point.left - BESIDE - wide, y - high / 2.0),
            ];
            corners.map(|(left, top)| ((left, top), Rect::new(left, top, left + wide, top + high)))
        });
        // Whichever of the others has its name at the right has a line to it, level from its end on.
        let is_crossed = |rect: &Rect| {
            others(end, all).map(|other| other.at).any(|(x, y)| x < rect.right && rect.top <= y && y <= rect.bottom)
        };
        let alone = places.filter(|(_, rect)| {
            !points_of_others(end, all).any(|point| point.meets(&rect.grown(ALONE))) && !is_crossed(&rect.grown(2.0))
        });
        let corner = placer.place(alone)?;
        self.write(end, corner, |at, look, line| canvas.clear_text(at, Anchor::Start, look, line));
        Some(())
    }
}
