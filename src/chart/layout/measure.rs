//! The measures that every part of a chart shares.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::ink::Ink;
use crate::chart::look::text::Weight;
use crate::chart::scene::canvas::Type;

/// Where a plot may draw: from the left margin to the right one, and between two heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

pub(crate) const fn type_of(size: f64, weight: Weight, ink: Ink) -> Type {
    Type { size, weight, ink }
}

/// The baseline of a line of numbers whose middle stands at a height.
pub(crate) fn centred(middle: f64, size: f64) -> f64 {
    middle + size * 0.36
}

/// A small count as a float.
pub(crate) fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or_default()
}
