//! Points on one line a row: promise to delivery, or one stage alone.

pub(super) mod plot;
