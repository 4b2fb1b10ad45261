//! Whether two quantities may count the same thing.

use crate::data::{Dataset, Quantity};

/// Same provider, recipient and stage, one category inside the other, periods that meet, and no common split.
pub(super) fn overlap(dataset: &Dataset, left: &Quantity, right: &Quantity) -> bool {
    let same_split =
        left.part_of.is_some() && left.part_of == right.part_of && left.split.is_some() && left.split == right.split;
    let within = |inner: &Quantity, outer: &Quantity| {
        dataset.category_chain(&inner.category_id).contains(&outer.category_id.as_str())
    };
    left.provider_id == right.provider_id
        && left.recipient_id == right.recipient_id
        && left.stage_id == right.stage_id
        && (within(left, right) || within(right, left))
        && left.period.meets(&right.period)
        && !same_split
}
