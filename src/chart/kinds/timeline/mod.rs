//! Spans of time with their numbers: a row a quantity, in groups of who gives to whom; agreements as rows of their own;
//! events as lines through all.

pub(super) mod plot;
mod span;
