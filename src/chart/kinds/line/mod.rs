//! Numbers by year: a line a series, broken where no figure was found, named at its end.

pub(super) mod plot;
