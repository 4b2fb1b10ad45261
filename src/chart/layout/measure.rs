//! The measures that every part of a chart shares.

use rust_decimal::prelude::ToPrimitive;

use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::text::{self, Weight};
use crate::chart::scene::canvas::Type;
use crate::fmt::Style;

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

/// A number at its mark with its type: the largest in which it `fits` with its width; where it fits in none, the same with fewer
/// digits; where that does not fit either, as the others are.
pub(crate) fn number_that_fits(
    types: Types,
    (of, style): (&dyn Fn(Style) -> String, Style),
    fits: &dyn Fn(f64) -> bool,
) -> (Type, String) {
    let sizes = [(types.label, Weight::Bold), (types.small, Weight::Bold), (types.small, Weight::Regular)];
    let fitting = |number: String| {
        let (size, weight) = sizes.into_iter().find(|(size, weight)| fits(text::room(&number, *size, *weight)))?;
        Some((type_of(size, weight, Ink::TEXT), number))
    };
    let as_others = || (type_of(types.label, Weight::Bold, Ink::TEXT), of(style));
    fitting(of(style)).or_else(|| fitting(of(Style::Least))).unwrap_or_else(as_others)
}

/// The baseline of a line of numbers whose middle stands at a height.
pub(crate) fn centred(middle: f64, size: f64) -> f64 {
    middle + size * 0.36
}

/// A small count as a float.
pub(crate) fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or_default()
}
