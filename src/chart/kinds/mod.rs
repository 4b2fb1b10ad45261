//! The kinds of charts: each lays out its plot for a width, and draws it between the furniture.

mod bars;
mod claims;
mod dumbbell;

mod line;
mod matrix;

mod timeline;

use super::layout::compose;
use super::scene::Scene;
use super::{ChartError, Context, Kind, Part, Spec, Words};

/// Draws what is in one frame, as its specification says.
pub(super) fn draw(spec: &Spec, part: Part<'_>, context: Context<'_>, words: &Words) -> Result<Scene, ChartError> {
    match spec.kind {
        Kind::Bars => {
            compose(spec, part.table, context, words, |width| bars::plot::Chart::new(spec, part, context, width))
        }
        Kind::Dumbbell => {
            compose(spec, part.table, context, words, |width| dumbbell::plot::Chart::new(spec, part, context, width))
        }
        Kind::Claims => {
            compose(spec, part.table, context, words, |width| claims::plot::Chart::new(spec, part, context, width))
        }
        Kind::Line => {
            compose(spec, part.table, context, words, |width| line::plot::Chart::new(spec, part, context, width))
        }
        Kind::Timeline => {
            compose(spec, part.table, context, words, |width| timeline::plot::Chart::new(spec, part, context, width))
        }
        Kind::Matrix => {
            compose(spec, part.table, context, words, |width| matrix::plot::Chart::new(spec, part, context, width))
        }
    }
}
