//! Numbers by year: a line a series, broken where no figure was found, named at its end.

mod ends;
mod labels;
pub(super) mod plot;
mod series;
