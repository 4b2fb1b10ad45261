//! Rival figures for one quantity on one axis: a row a figure, its work named beside it, and under the work what it says
//! beyond the number. The preferred figure has a ring, what all figures span a band; what is added up here and stated by nobody
//! is a diamond.

pub(super) mod plot;
