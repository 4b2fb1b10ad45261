//! Small multiples: a chart of one kind a panel, side by side, of what is one thing on an axis each; on one scale, or on one of its
//! own each.

mod parted;
mod plot;

use std::sync::Arc;

use serde::Deserialize;

use super::{Kind, bars, dumbbell, line};
use crate::chart::fold::Folding;
use crate::chart::guard::{ChartError, TableError};
use crate::chart::keys::Keys;
use crate::chart::keys::groups::Asked;
use crate::chart::layout::Body;
use crate::chart::layout::key::Marks;
use crate::chart::look::shape::Shape;
use crate::chart::words;
use crate::chart::{Context, Part, Run, Spec};
use crate::data::Dataset;
use crate::fmt::once_each;
use crate::frame::{Axis, Frame, FrameError, Table};
use crate::lang::{Tongue, say};

pub(super) const NAME: &str = "panels";

/// The kinds of charts that can stand in a panel.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    #[default]
    Bars,
    Dumbbell,
    Line,
}

/// How the axes of the panels run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Axes {
    /// All alike, so that marks compare from panel to panel.
    #[default]
    One,
    /// Each as its own numbers need.
    Own,
}

/// The keys of small multiples.
#[derive(Debug)]
pub(super) struct Panels {
    /// What a panel is one of.
    by: Axis,
    axes: Axes,
    /// The chart in each.
    of: Arc<dyn Kind>,
}

impl Panels {
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        let (by, axes): (Axis, Axes) = (keys.need("by"), keys.take_or_default("axes"));
        if by == Axis::Work {
            let expected = "quantity, item, category, stage, provider, recipient, place or year";
            keys.fault("by", "a panel for every work", expected, "write `series = \"work\"`, or name another axis");
        }
        let of: Arc<dyn Kind> = match keys.need("of") {
            Of::Bars => Arc::new(bars::Bars::read(keys)),
            Of::Dumbbell => Arc::new(dumbbell::Dumbbell::read(keys)),
            Of::Line => Arc::new(line::Line::read(keys)),
        };
        if of.asked().model().is_some() {
            keys.fault("model", "a model in panels", "figures", "draw it in a chart of its own");
        }
        Self { by, axes, of }
    }
}

impl Kind for Panels {
    fn name(&self) -> &'static str {
        NAME
    }

    fn called(&self, table: &Table, tongue: &Tongue) -> String {
        let panels = say!(tongue, "description-panels", n = table.groups().len());
        say!(tongue, "kind-panels", rows = &words::rows(tongue, table), panels = &panels)
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, TableError> {
        let asked = self.of.asked().selection().cloned().unwrap_or_default();
        let (mut panels, mut empty) = (Vec::new(), Vec::new());
        for (key, label) in frame.names(self.by, &asked)? {
            match self.of.table(&frame.within(self.by, &key)?) {
                Ok(table) => panels.push(((key, label), table)),
                Err(TableError::Frame(FrameError::Empty | FrameError::NoYears | FrameError::NoSplit { .. })) => {
                    empty.push(label);
                }
                Err(other) => return Err(other),
            }
        }
        if panels.is_empty() {
            // What the chart itself would say of the whole selection.
            return Err(self.of.table(frame).err().unwrap_or(TableError::Frame(FrameError::Empty)));
        }
        let tongue = frame.evidence().dataset().tongue();
        let mut table = parted::joined(panels, tongue);
        if !empty.is_empty() {
            table.remarks.push(say!(tongue, "remark-no-panel", names = &tongue.listed(&empty)));
        }
        Ok(table)
    }

    fn asked(&self) -> &dyn Asked {
        self.of.asked()
    }

    fn naming_keys(&self) -> Vec<(&'static str, &str)> {
        self.of.naming_keys()
    }

    fn run(&self) -> Run {
        self.of.run()
    }

    fn has_axis(&self) -> bool {
        self.of.has_axis()
    }

    fn has_details(&self) -> bool {
        self.of.has_details()
    }

    fn writes_numbers(&self, table: &Table) -> bool {
        parted::panels(table).iter().any(|panel| self.of.writes_numbers(&panel.table))
    }

    /// Panels on one scale compare as the marks of one chart do; on scales of their own each is a chart for itself.
    fn guard(&self, spec: &Spec, table: &Table, dataset: &Dataset) -> Result<(), ChartError> {
        let panels = parted::panels(table);
        if self.axes == Axes::One {
            return self.of.guard(spec, &parted::all(&panels), dataset);
        }
        panels.iter().try_for_each(|panel| self.of.guard(spec, &panel.table, dataset))
    }

    fn folding(&self) -> Folding {
        self.of.folding()
    }

    fn notes(&self, table: &Table, tongue: &Tongue) -> Vec<String> {
        let panels = parted::panels(table);
        let of_scale = match (panels.len(), self.axes) {
            (0 | 1, _) => None,
            (_, Axes::One) => Some(say!(tongue, "note-one-scale")),
            (_, Axes::Own) => Some(say!(tongue, "note-own-scales")),
        };
        let of_panels = panels.iter().flat_map(|panel| self.of.notes(&panel.table, tongue));
        once_each(of_scale.into_iter().chain(of_panels))
    }

    fn marks(&self) -> Marks {
        self.of.marks()
    }

    fn draws(&self, shape: Shape) -> bool {
        self.of.draws(shape)
    }

    fn body<'a>(&'a self, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Box<dyn Body + 'a> {
        Box::new(plot::Chart::new(self, spec, part, context, width))
    }
}
