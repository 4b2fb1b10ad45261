//! Horizontal bars: plain, grouped, stacked, diverging.

mod heads;
pub(super) mod plot;
mod stack;
