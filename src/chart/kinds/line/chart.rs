//! A chart of lines as it is laid out.

use std::collections::BTreeMap;

use super::ends::Names;
use super::series::Series;
use crate::chart::layout::events::Events;
use crate::chart::layout::measure::count;
use crate::chart::layout::sign::Sign;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Hue, Types};
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::Plot;
use crate::chart::words::unknown;
use crate::chart::{Context, Spec};
use crate::fmt::Style;
use crate::lang::say;

/// A chart narrower than this is upright.
pub(super) const COLUMN: f64 = 500.0;

/// A chart of lines with every box in its place.
pub(super) struct Chart<'a> {
    pub(super) spec: &'a Spec,
    pub(super) context: Context<'a>,
    pub(super) types: Types,
    pub(super) hues: BTreeMap<String, Hue>,
    /// The name of the numbers' axis, in lines.
    pub(super) axis: Vec<String>,
    pub(super) series: Vec<Series<'a>>,
    pub(super) events: Events<'a>,
    pub(super) names: Names,
    /// Spans of time of which no series has a figure.
    pub(super) gaps: Vec<(f64, f64)>,
    pub(super) years: Scale,
    pub(super) numbers: Scale,
    pub(super) style: Style,
    /// The numbers' axis stands to the left of the plot, the names of the series to the right.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) width: f64,
}

impl Chart<'_> {
    pub(super) fn ink(&self, series: &Series<'_>) -> Ink {
        self.hues.get(series.key).map_or(Ink::REST, |hue| Ink::hue(*hue))
    }

    /// What the points of a series look like: where colour is lost, each series has a sign of its own.
    pub(super) fn sign(&self, index: usize) -> Sign {
        if self.context.look.theme.outlined { Sign::of(index) } else { Sign::Circle }
    }

    /// The height of a line of the axis' name.
    pub(super) fn line(&self) -> f64 {
        self.types.small + 4.0
    }

    /// What stands above the plot: the name of the axis and the events.
    pub(super) fn above(&self) -> f64 {
        count(self.axis.len()) * self.line() + 10.0 + self.events.height() + self.headroom()
    }

    /// An arrow upwards may begin at the top of the plot.
    pub(super) fn headroom(&self) -> f64 {
        let mut points = self.series.iter().flat_map(|series| &series.points);
        if points.any(|point| point.cell.interval.max.is_none()) { shape::ARROW } else { 0.0 }
    }

    /// How large a point is: smaller where years stand close.
    pub(super) fn radius(&self) -> f64 {
        let year = (self.years.share(1.0) - self.years.share(0.0)) * (self.right - self.left);
        (year * 0.3).clamp(2.5, 5.0)
    }

    /// What is written where no series has a figure.
    pub(super) fn unknown(&self) -> String {
        let tongue = self.context.tongue();
        match self.series.len() {
            0 | 1 => unknown(tongue),
            2 => say!(tongue, "no-figure-of-two"),
            _ => say!(tongue, "no-figure-of-several"),
        }
    }

    pub(super) fn has_room(&self, from: f64, to: f64) -> bool {
        to - from > text::room(&self.unknown(), self.types.small, Weight::Regular) + 8.0
    }

    /// Whether some span without figures has no room for its name.
    pub(super) fn has_nameless_gap(&self) -> bool {
        let plot = Plot::across(self.left, self.right, &self.years);
        self.gaps.iter().any(|(from, to)| !self.has_room(plot.x(*from), plot.x(*to)))
    }
}
