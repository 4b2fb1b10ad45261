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
use super::{ChartError, Context, Kind, Part, Spec, Words};

/// Draws what is in one frame, as its specification says.
pub(super) fn draw(spec: &Spec, part: Part<'_>, context: Context<'_>, words: &Words) -> Result<Scene, ChartError> {
    match spec.kind {
        Kind::Bars => compose(spec, part.table, context, words, |width| bars::Chart::new(spec, part, context, width)),
        Kind::Dumbbell => {
            compose(spec, part.table, context, words, |width| dumbbell::Chart::new(spec, part, context, width))
        }
        Kind::Claims => {
            compose(spec, part.table, context, words, |width| claims::Chart::new(spec, part, context, width))
        }
        Kind::Line => compose(spec, part.table, context, words, |width| line::Chart::new(spec, part, context, width)),
        Kind::Timeline => {
            compose(spec, part.table, context, words, |width| timeline::Chart::new(spec, part, context, width))
        }
        Kind::Matrix => {
            compose(spec, part.table, context, words, |width| matrix::Chart::new(spec, part, context, width))
        }
    }
}
