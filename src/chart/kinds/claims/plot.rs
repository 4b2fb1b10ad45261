//! How rival figures are laid out: a row a number, in groups, over the band that all span.

use rust_decimal::Decimal;

use crate::chart::layout::axis::{Fitted, Need as Beside, fit, grid, need_of_ticks, styles, tick_unit};
use crate::chart::layout::heading::Heading;
use crate::chart::layout::measure::type_of;
use crate::chart::layout::names::{Names, Said};
use crate::chart::layout::point::{self, RADIUS};
use crate::chart::layout::rows::{Need, Rows};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape::{self, float, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::data::Rank;
use crate::fmt::Style;
use crate::frame::{Cell, Row, Table};

/// Names of works, and what stands under them, are broken at this share of the width.
const NAMES: f64 = 0.3;
/// Height of a line of points: where there is room, and at least.
const LINE: (f64, f64) = (24.0, 18.0);
/// White space between rows.
const BETWEEN: (f64, f64) = (8.0, 3.0);
/// The ring around the preferred figure.
const RING: f64 = RADIUS + 4.0;
/// Half of the diamond of a number that nobody states.
const DIAMOND: f64 = RADIUS + 1.5;
/// White space between a point and its number.
const GAP: f64 = 6.0;

/// What stands in a line of the chart.
enum Line<'a> {
    Heading(Heading),
    Row(&'a Row),
}

pub(super) struct Chart<'a> {
    spec: &'a Spec,
    /// The table whose figures the axis and the band reach over.
    whole: &'a Table,
    context: Context<'a>,
    types: Types,
    ink: Ink,
    lines: Vec<Line<'a>>,
    names: Names,
    rows: Rows,
    scale: Scale,
    fitted: Fitted,
    plot: Plot,
    last: f64,
    unit: String,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole, .. }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let across = width - 2.0 * margin;
        let with_headings = whole.groups().len() > 1;
        let mut lines = Vec::new();
        for (key, own) in table.groups() {
            if with_headings {
                lines.push(Line::Heading(Heading::new(spec.label(key, own), Ink::TEXT, types, across)));
            }
            lines.extend(table.rows.iter().filter(|row| row.group.0 == key).map(Line::Row));
        }
        let all: Vec<Said> = whole.rows.iter().map(|row| Said::of(spec, context, row)).collect();
        let said = |line: &Line<'_>| match line {
            Line::Heading(_) => Said::default(),
            Line::Row(row) => Said::of(spec, context, row),
        };
        let said: Vec<Said> = lines.iter().map(said).collect();
        let names = Names::new(&said, &all, types, across, NAMES);
        let needs = lines.iter().map(|line| match line {
            Line::Heading(heading) => heading.need(),
            Line::Row(_) => Need { marks: LINE, between: BETWEEN },
        });
        let rows = Rows::new(&names, needs.collect());
        let scale = Scale::of(spec.run(), whole.ends(), Ends::Number);
        let unit = tick_unit(whole, context);
        let (first, last) = (margin + names.gutter(), width - margin);
        let tick = |label: &str| unit.replace('#', label);
        let ticks = need_of_ticks(&scale, types.small, &tick);
        let mut always = point::needs(whole, &scale);
        always.push(ticks);
        let fitted = fit((first + RADIUS, last), context.look.size, &always, |style| {
            let of = |cell: &Cell| need(cell, context, &scale, types, style);
            whole.cells().map(of).collect()
        });
        let plot = Plot::across(fitted.left, fitted.right, &scale);
        let ink = spec.ink();
        Self { spec, whole, context, types, ink, lines, names, rows, scale, fitted, plot, last, unit }
    }

    /// What the figures span, behind them; nothing where they agree or one is preferred.
    fn band(&self, canvas: &Canvas, heights: (f64, f64)) {
        if self.whole.cells().any(|cell| cell.rank == Rank::Preferred) {
            return;
        }
        let stated = || self.whole.cells().filter(|cell| !cell.is_computed() && cell.rank != Rank::Doubtful);
        let ends = |end: fn(&Cell) -> Option<Decimal>| stated().map(end).collect::<Option<Vec<Decimal>>>();
        let (Some(low), Some(high)) = (ends(|cell| cell.interval.min), ends(|cell| cell.interval.max)) else { return };
        if let (Some(low), Some(high)) = (low.into_iter().min(), high.into_iter().max())
            && low < high
        {
            let (from, to) = (self.plot.x(float(low)), self.plot.x(float(high)));
            canvas.rect((from, heights.0), (to, heights.1), Paint::solid(self.ink.pale(90)));
        }
    }

    fn point(&self, canvas: &Canvas, cell: &Cell, y: f64) {
        let x = self.plot.x(reach(cell));
        let edge = self.ink.edge();
        if cell.rank == Rank::Preferred {
            canvas.circle((x, y), RING, Paint::outlined(Fill::Solid(Ink::PAPER), Ink::TEXT));
        }
        if cell.rank == Rank::Doubtful {
            point::doubtful(canvas, &self.plot, &cell.interval, y);
        } else if cell.is_computed() && (cell.interval.as_point().is_some() || cell.interval.max.is_none()) {
            let corners = [(x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y)];
            let paint = Paint::outlined(Fill::Solid(Ink::PAPER), edge);
            canvas.polygon(&corners, paint);
            if cell.interval.max.is_none() {
                let tip = x + DIAMOND + shape::ARROW - 2.0;
                canvas.polygon(&[(x + DIAMOND, y - 5.0), (tip, y), (x + DIAMOND, y + 5.0)], paint);
            }
        } else {
            let paint = shape::cell_paint(self.context, cell, self.ink);
            point::draw(canvas, &self.plot, cell, y, self.context, (paint, edge));
        }
        let label = shape::label(self.context, cell, self.fitted.style);
        let wide = text::room(&label, self.types.label, Weight::Bold);
        let (left, right) = point::extent(&self.plot, &cell.interval);
        let ring = if cell.rank == Rank::Preferred { RING - RADIUS } else { 0.0 };
        let (behind, before) = (right + ring + GAP, left - ring - GAP);
        let first = self.fitted.left.min(self.last - wide);
        let (x, anchor) = match behind + wide > self.last {
            true => (before.max(first + wide), Anchor::End),
            false => (behind, Anchor::Start),
        };
        let look = type_of(self.types.label, Weight::Bold, Ink::TEXT);
        canvas.clear_text((x, y + self.types.label * 0.36), anchor, look, &label);
    }
}

impl Body for Chart<'_> {
    fn axis(&self) -> String {
        axis_name(self.spec)
    }

    fn height(&self) -> f64 {
        self.rows.full()
    }

    fn least(&self) -> f64 {
        self.rows.least()
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let heights = (area.top, area.bottom);
        self.band(canvas, heights);
        let tick = |label: &str| self.unit.replace('#', label);
        grid(
            canvas,
            &self.plot,
            &self.scale,
            heights,
            (&area, self.types.small, styles(self.context.look.size)),
            &tick,
        );
        let slots = self.rows.place(area.top, area.bottom);
        for (index, (line, slot)) in self.lines.iter().zip(slots).enumerate() {
            let row = match line {
                Line::Heading(heading) => {
                    heading.draw(canvas, slot, (area.left, area.right));
                    continue;
                }
                Line::Row(row) => row,
            };
            let y = slot.middle();
            self.names.draw(canvas, index, area.left, (slot.name, y));
            let reached = row.cells.iter().map(|cell| self.plot.x(reach(cell))).fold(self.plot.start(), f64::max);
            canvas.line((self.plot.start(), y), (reached, y), 1.0, Ink::GRID);
            for cell in &row.cells {
                let tag = Tag::new(self.context, self.spec, row, cell);
                canvas.mark(tag.mark(), || self.point(canvas, cell, y));
            }
        }
    }
}

/// What the number beside a point needs.
fn need(cell: &Cell, context: Context<'_>, scale: &Scale, types: Types, style: Style) -> Beside {
    let label = text::room(&shape::label(context, cell, style), types.label, Weight::Bold) + RING + GAP + 2.0;
    Beside { share: scale.share(reach(cell)), left: RADIUS, right: label + shape::arrow(cell) }
}
