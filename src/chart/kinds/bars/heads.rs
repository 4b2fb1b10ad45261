//! What the two sides of a diverging chart are called, above it.

use std::collections::BTreeMap;

use super::keys::{Bars, Layout};
use crate::chart::Spec;
use crate::chart::layout::boxes::Rect;
use crate::chart::layout::measure::{count, type_of};
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::frame::Table;

/// White space between a name and the line that parts the sides.
const GAP: f64 = 8.0;

/// One side: the key of its series, its name in lines, its ink.
struct Head {
    key: String,
    lines: Vec<String>,
    ink: Ink,
    wide: f64,
}

/// The names of the sides; none in another chart. A side of several series has them in the key.
pub(super) struct Heads {
    left: Option<Head>,
    right: Option<Head>,
    limits: (f64, f64),
    types: Types,
}

impl Heads {
    pub(super) fn new(
        kind: &Bars,
        spec: &Spec,
        table: &Table,
        hues: &BTreeMap<String, Hue>,
        types: Types,
        limits: (f64, f64),
    ) -> Self {
        let mut heads = Self { left: None, right: None, limits, types };
        if kind.layout != Layout::Diverging {
            return heads;
        }
        let head = |key: &str, name: &str| {
            let lines = text::wrap_balanced(name, (limits.1 - limits.0) * 0.48, types.small, Weight::Bold);
            let wide = lines.iter().map(|line| text::room(line, types.small, Weight::Bold)).fold(0.0, f64::max);
            let ink = hues.get(key).map_or(Ink::TEXT, |hue| Ink::hue(*hue).lettering());
            Head { key: key.to_owned(), lines, ink, wide }
        };
        let series = table.series();
        let named = series.iter().filter(|(key, _)| !key.is_empty());
        let (left, right): (Vec<_>, Vec<_>) = named.partition(|(key, _)| kind.left.as_deref() == Some(*key));
        if let [(key, own)] = left.as_slice() {
            heads.left = Some(head(key, &format!("← {}", spec.label(key, own))));
        }
        if let [(key, own)] = right.as_slice() {
            heads.right = Some(head(key, &format!("{} →", spec.label(key, own))));
        }
        heads
    }

    /// Whether a series has its name here.
    pub(super) fn names(&self, key: &str) -> bool {
        self.left.iter().chain(&self.right).any(|head| head.key == key)
    }

    pub(super) fn height(&self) -> f64 {
        let lines = self.left.iter().chain(&self.right).map(|head| head.lines.len()).max().unwrap_or(0);
        if lines == 0 { 0.0 } else { count(lines) * self.line() + 6.0 }
    }

    fn line(&self) -> f64 {
        self.types.small + 3.0
    }

    /// Writes the names above a plot, on either side of the line that parts it as far as there is room.
    pub(super) fn draw(&self, canvas: &Canvas, zero: f64, top: f64) {
        let (first, last) = self.limits;
        let left = self.left.as_ref().map(|head| (head, (zero - GAP - head.wide).max(first)));
        let right = self.right.as_ref().map(|head| (head, (zero + GAP).min(last - head.wide)));
        let of = |head: &Head, x: f64| Rect::new(x, 0.0, x + head.wide, 1.0);
        let (mut left_at, mut right_at) = (left.map(|(_, x)| x), right.map(|(_, x)| x));
        // Where the two would meet, each keeps to its own end; together they are never wider than the chart.
        if let (Some((left, x)), Some((right, other))) = (left, right)
            && of(left, x).grown(2.0).meets(&of(right, other))
        {
            let between = (x + left.wide).max(first + left.wide);
            let free = (between + GAP).min(last - right.wide);
            (left_at, right_at) = (Some((free - GAP - left.wide).max(first).min(x)), Some(free));
        }
        for (head, x) in [(&self.left, left_at), (&self.right, right_at)] {
            let (Some(head), Some(x)) = (head, x) else { continue };
            let mut y = top - 4.0 - count(head.lines.len()) * self.line();
            for line in &head.lines {
                y += self.line();
                canvas.text((x, y - 3.0), Anchor::Start, type_of(self.types.small, Weight::Bold, head.ink), line);
            }
        }
    }
}
