//! Horizontal bars: plain, grouped, stacked, diverging.

pub(super) mod plot;
