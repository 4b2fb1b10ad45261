//! The kinds of charts: each lays out its plot for a width, and draws it between the furniture.

mod bar;
mod bars;
mod claims;
mod dumbbell;
mod events;
mod line;
mod matrix;
mod names;
mod point;
mod tag;
mod timeline;

use super::page::compose;
use super::scene::Scene;
use super::{ChartError, Context, Kind, Spec, Words};
use crate::frame::Table;

/// Draws a table as its specification says.
pub(super) fn draw(spec: &Spec, table: &Table, context: Context<'_>, words: &Words) -> Result<Scene, ChartError> {
    match spec.kind {
        Kind::Bars => compose(spec, table, context, words, |width| bars::Chart::new(spec, table, context, width)),
        Kind::Dumbbell => {
            compose(spec, table, context, words, |width| dumbbell::Chart::new(spec, table, context, width))
        }
        Kind::Claims => compose(spec, table, context, words, |width| claims::Chart::new(spec, table, context, width)),
        Kind::Line => compose(spec, table, context, words, |width| line::Chart::new(spec, table, context, width)),
        Kind::Timeline => {
            compose(spec, table, context, words, |width| timeline::Chart::new(spec, table, context, width))
        }
        Kind::Matrix => compose(spec, table, context, words, |width| matrix::Chart::new(spec, table, context, width)),
    }
}
