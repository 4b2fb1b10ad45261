//! The body of a chart: what each kind of chart puts between the furniture, and where.

use super::axis::{TICK, one_unit, tick_unit};
use super::key::Entry;
use super::measure::Area;
use crate::chart::scene::canvas::Canvas;
use crate::chart::{Context, Run, Spec};
use crate::frame::Table;
use crate::lang::say;

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
pub(crate) fn axis_name(spec: &Spec, table: &Table, context: Context<'_>) -> String {
    let axis = match spec.axis.trim() {
        "" => unit_of(table, context).unwrap_or_default(),
        named => named,
    };
    match spec.run() {
        Run::Log => say!(context.tongue(), "axis-log", axis = axis),
        Run::Linear => axis.to_owned(),
    }
}

/// What the numbers are in, where another language has a word for a sign that would stand at every tick: "долларов США" for "US$".
fn unit_of<'a>(table: &Table, context: Context<'a>) -> Option<&'a str> {
    let unit = one_unit(table, context)?;
    let is_word = unit.symbol.is_some() && tick_unit(table, context) == TICK;
    (!context.tongue().is_english() && is_word).then_some(unit.label_plural.as_str())
}
