//! How panels are laid out: as many side by side as are wide enough, each under its name, those of a line equally high.

use std::collections::BTreeSet;

use super::parted::{self, Panel};
use super::{Axes, Panels};
use crate::chart::layout::key::{self, Entry};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::{Area, Body};
use crate::chart::look::ink::Ink;
use crate::chart::look::shape;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::{Look, Size};
use crate::chart::scene::Mark;
use crate::chart::scene::canvas::{Anchor, Canvas};
use crate::chart::{Context, Foot, Part, Spec};
use crate::frame::Table;
use crate::frame::table::key_in_panel;

/// A panel is so wide at least, if there is so much; of lines, which have no names beside them, less is enough.
const LEAST: f64 = 300.0;
const OF_LINES: f64 = 240.0;
/// White space between panels, beside and below each other.
const BESIDE: f64 = 26.0;
const BELOW: f64 = 18.0;
/// White space between the name of a panel and its plot.
const UNDER: f64 = 6.0;

pub(super) struct Chart<'a> {
    kind: &'a Panels,
    spec: &'a Spec,
    context: Context<'a>,
    /// How the chart in a panel looks: it has no more room than one on a telephone.
    look: Look,
    panels: Vec<Panel>,
    /// What axes and colours are made for: of every panel, where each has a scale of its own, else of all.
    wholes: Vec<Table>,
    /// How many stand side by side, and how wide each is.
    abreast: usize,
    wide: f64,
    /// The lines of their names.
    names: Vec<Vec<String>>,
    /// The heights of their plots, where there is room and at least, and what stands below these.
    heights: Vec<(f64, f64)>,
    ticks: f64,
    /// What the panels leave to the key, and what is written under their axes.
    key: Vec<Entry>,
    axis: String,
}

impl<'a> Chart<'a> {
    pub(super) fn new(kind: &'a Panels, spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let margin = context.look.size.margin();
        let across = width - 2.0 * margin;
        let panels = parted::panels(part.table);
        let all = parted::panels(part.whole);
        let wholes = match kind.axes {
            Axes::One => vec![parted::all(&all)],
            Axes::Own => {
                // Each reaches its own numbers, and all have the colours of all series.
                let columns: Vec<(String, String)> =
                    parted::all(&all).series().into_iter().map(|(key, own)| (key.to_owned(), own.to_owned())).collect();
                let of = |panel: &Panel| {
                    let whole = all.iter().find(|whole| whole.key == panel.key).unwrap_or(panel);
                    Table { columns: columns.clone(), ..whole.table.clone() }
                };
                panels.iter().map(of).collect()
            }
        };
        let least = if kind.of.has_details() { LEAST } else { OF_LINES };
        let abreast = abreast(all.len(), across, least);
        let wide = (across - BESIDE * count(abreast - 1)) / count(abreast);
        let types = context.look.size.types();
        let name = |panel: &Panel| text::wrap(spec.label(&panel.key, &panel.label), wide, types.label, Weight::Bold);
        let names = panels.iter().map(name).collect();
        let size = if abreast > 1 { Size::Narrow } else { context.look.size };
        let look = Look { size, ..context.look.clone() };
        let (heights, key, axis) = (Vec::new(), Vec::new(), String::new());
        let mut chart =
            Self { kind, spec, context, look, panels, wholes, abreast, wide, names, heights, ticks: 0.0, key, axis };
        let (mut heights, mut ticks, mut key): (_, f64, Vec<Entry>) = (Vec::new(), 0.0, Vec::new());
        let mut axis = String::new();
        chart.each(|_, body| {
            heights.push((body.height(), body.least()));
            ticks = ticks.max(body.ticks());
            axis = body.axis();
            let new: Vec<Entry> = body.key().into_iter().filter(|entry| !has(&key, entry)).collect();
            key.extend(new);
        });
        key.splice(0..0, alone(spec, &parted::all(&all), &chart.panels, context, &key));
        (chart.heights, chart.ticks, chart.key, chart.axis) = (heights, ticks, key, axis);
        chart
    }

    /// The chart in every panel.
    fn each(&self, mut with: impl FnMut(usize, &dyn Body)) {
        let context = Context { look: &self.look, ..self.context };
        let width = self.wide + 2.0 * self.look.size.margin();
        for (place, panel) in self.panels.iter().enumerate() {
            let whole = self.wholes.get(place).or(self.wholes.first()).unwrap_or(&panel.table);
            let part = Part { table: &panel.table, whole, title: "", notes: &[], left_out: 0, foot: Foot::Whole };
            with(place, &*self.kind.of.body(self.spec, part, context, width));
        }
    }

    fn line(&self) -> f64 {
        self.context.look.size.types().label + 3.0
    }

    /// The lines of panels: what stands above and below the plots of each, and how high these are, where there is room and at least.
    fn lines(&self) -> Vec<(f64, (f64, f64))> {
        let names = self.names.chunks(self.abreast);
        let of = |(names, heights): (&[Vec<String>], &[(f64, f64)])| {
            let lines = names.iter().map(Vec::len).max().unwrap_or(0);
            let most = |of: fn(&(f64, f64)) -> f64| heights.iter().map(of).fold(0.0, f64::max);
            let full = most(|height| height.0);
            (count(lines) * self.line() + UNDER, (full, most(|height| height.1).min(full)))
        };
        names.zip(self.heights.chunks(self.abreast)).map(of).collect()
    }

    /// The height of all panels, each line with plots as high as `of` says.
    fn sum(&self, of: fn(&(f64, f64)) -> f64) -> f64 {
        let lines = self.lines();
        let between = (BELOW + self.ticks) * count(lines.len().saturating_sub(1));
        lines.iter().map(|(name, heights)| name + of(heights)).sum::<f64>() + between
    }
}

impl Body for Chart<'_> {
    fn key(&self) -> Vec<Entry> {
        self.key.clone()
    }

    fn axis(&self) -> String {
        self.axis.clone()
    }

    fn ticks(&self) -> f64 {
        self.ticks
    }

    fn height(&self) -> f64 {
        self.sum(|heights| heights.0)
    }

    fn least(&self) -> f64 {
        self.sum(|heights| heights.1)
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let (full, least) = (self.height(), self.least());
        // What there is less than enough is taken from all alike; what there is more is left below.
        let share =
            if full > least { ((area.bottom - area.top - least) / (full - least)).clamp(0.0, 1.0) } else { 1.0 };
        let mut places = Vec::with_capacity(self.panels.len());
        let mut top = area.top;
        let high = |(full, least): (f64, f64)| least + (full - least) * share;
        for (name, heights) in self.lines() {
            places.extend((0..self.abreast).map(|column| (column, top, (top + name, high(heights)))));
            top += name + high(heights) + BELOW + self.ticks;
        }
        let inner = self.look.size.margin();
        self.each(|place, body| {
            let Some((column, head, (top, full))) = places.get(place).copied() else { return };
            let left = area.left + count(column) * (self.wide + BESIDE);
            let look = type_of(self.context.look.size.types().label, Weight::Bold, Ink::TEXT);
            for (line, text) in self.names[place].iter().enumerate() {
                canvas.text((left, head + count(line + 1) * self.line() - 4.0), Anchor::Start, look, text);
            }
            // A panel of few rows is not drawn out to the height of its neighbour.
            let bottom = high(self.heights[place]);
            let own = Area { left: inner, right: inner + self.wide, top: 0.0, bottom };
            let panel = &self.panels[place].key;
            let told = |mark: &mut Mark| {
                let row = mark.attributes.iter_mut().find(|(name, _)| *name == "data-row");
                if let Some((_, row)) = row {
                    *row = key_in_panel(panel, row);
                }
            };
            // Lines stand on one foot, for their years compare across; rows begin at one height.
            let down = if self.kind.of.has_details() { 0.0 } else { full - bottom };
            canvas.inset((left - inner, top + down), told, |canvas| body.draw(canvas, own));
        });
    }
}

/// The series that stand alone in a panel, which has no need to name them, while other panels have others: those that the key does
/// not have yet.
fn alone(spec: &Spec, all: &Table, panels: &[Panel], context: Context<'_>, key: &[Entry]) -> Vec<Entry> {
    let series = all.series();
    if series.len() < 2 {
        return Vec::new();
    }
    let keys: Vec<&str> = series.iter().map(|(key, _)| *key).collect();
    let own: Vec<BTreeSet<&str>> =
        panels.iter().map(|panel| panel.table.cells().map(|cell| cell.series.as_str()).collect()).collect();
    let is_alone = |key: &str| own.iter().any(|own| own.len() == 1 && own.contains(key));
    let hues = spec.hues(&keys);
    let entries = key::of_series(spec, all, context, |cell, key| shape::ink(&hues, cell, key));
    entries.into_iter().filter(|entry| is_alone(&entry.series) && !has(key, entry)).collect()
}

/// Whether a key has an entry already.
fn has(key: &[Entry], entry: &Entry) -> bool {
    key.iter().any(|known| known.series == entry.series && known.name == entry.name)
}

/// How many panels stand side by side: as many as are wide enough, in lines of about the same length.
fn abreast(panels: usize, across: f64, least: f64) -> usize {
    let mut most = 1;
    while most < panels && (across - BESIDE * count(most)) / count(most + 1) >= least {
        most += 1;
    }
    panels.div_ceil(panels.div_ceil(most).max(1)).max(1)
}
