//! The body of a chart: what each kind of chart puts between the furniture, and where.

use super::key::Entry;
use super::measure::Area;
use crate::chart::scene::canvas::Canvas;
use crate::chart::{Run, Spec};

/// What a kind of chart puts between its furniture, laid out for a width.
pub(crate) trait Body {
    /// Series that the plot does not name itself.
    fn key(&self) -> Vec<Entry> {
        Vec::new()
    }
    /// The name of the axis below the plot.
    fn axis(&self) -> String;
    /// The height of the labels of the ticks below the plot.
    fn ticks(&self) -> f64 {
        24.0
    }
    /// The height of the plot where nothing limits it, without the labels of its ticks.
    fn height(&self) -> f64;
    /// The height that the plot needs at least.
    fn least(&self) -> f64 {
        self.height()
    }
    /// Draws the plot. The area is at least as high as it needs.
    fn draw(&self, canvas: &Canvas, area: Area);
}

/// The name of an axis of numbers, with what is to be known of how it runs.
pub(crate) fn axis_name(spec: &Spec) -> String {
    match spec.run() {
        Run::Log => format!("{} (log scale: equal distances are equal ratios)", spec.axis),
        Run::Linear => spec.axis.clone(),
    }
}
