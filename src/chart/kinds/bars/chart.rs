//! A chart of bars as it is laid out.

use std::collections::BTreeMap;

use super::heads::Heads;
use super::keys::{Bars, Layout};
use super::stack::Stack;
use crate::chart::layout::axis::Axis;
use crate::chart::layout::names::Names;
use crate::chart::layout::rows::Rows;
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::{Hue, Types};
use crate::chart::{Context, Spec};
use crate::frame::{Cell, Table};

/// A chart of bars with every box in its place.
pub(super) struct Chart<'a> {
    pub(super) kind: &'a Bars,
    pub(super) spec: &'a Spec,
    pub(super) table: &'a Table,
    pub(super) context: Context<'a>,
    pub(super) types: Types,
    pub(super) hues: BTreeMap<String, Hue>,
    pub(super) names: Names,
    pub(super) rows: Rows,
    pub(super) axis: Axis,
    /// What every row has beside its bar, in a chart of stacks.
    pub(super) stack: Option<Stack>,
    pub(super) heads: Heads,
    /// The first pixel behind the names.
    pub(super) first: f64,
}

impl Chart<'_> {
    /// Whether bars run both ways.
    pub(super) fn is_diverging(&self) -> bool {
        self.kind.layout == Layout::Diverging
    }

    /// The ink of a cell in the series of that key.
    pub(super) fn ink(&self, cell: &Cell, key: &str) -> Ink {
        shape::ink(&self.hues, cell, key)
    }
}

/// Whether the table has one series without a name.
pub(super) fn is_one_series(table: &Table) -> bool {
    matches!(table.series().as_slice(), [("", _)])
}
