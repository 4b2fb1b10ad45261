//! How rival figures are laid out: a row a number, in groups, over the band that all span.

use rust_decimal::Decimal;

use crate::chart::layout::axis::{Axis, Need as Beside};
use crate::chart::layout::lines::{Line, lines};
use crate::chart::layout::names::Names;
use crate::chart::layout::point::{self, Around, GAP, RADIUS};
use crate::chart::layout::rows::{Need, Rows};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::Types;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::shape::{self, float, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::scale::{Ends, Scale};
use crate::chart::scene::canvas::Canvas;
use crate::chart::{Context, Part, Spec};
use crate::data::Rank;
use crate::fmt::Style;
use crate::frame::{Cell, Table};

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
    axis: Axis,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64) -> Self {
        // Where numbers have no room beside their points, the names leave theirs.
        let beside = Self::with_names(spec, part, context, width, Some(NAMES));
        if beside.axis.has_room { beside } else { Self::with_names(spec, part, context, width, None) }
    }

    /// Lays out a chart whose names take a share of the width, or stand above their rows.
    fn with_names(spec: &'a Spec, part: Part<'a>, context: Context<'a>, width: f64, share: Option<f64>) -> Self {
        let whole = part.whole;
        let (types, margin) = (context.look.size.types(), context.look.size.margin());
        let (lines, names) = lines(spec, part, context, (width - 2.0 * margin, share), |_| Ink::TEXT);
        let needs = lines.iter().map(|line| match line {
            Line::Heading(heading) => heading.need(),
            Line::Agreement(_) | Line::Row(_) => Need { marks: LINE, around: (0.0, 0.0), between: BETWEEN },
        });
        let rows = Rows::new(&names, needs.collect());
        let scale = Scale::of(spec.run(), whole.ends(), Ends::Number);
        let limits = (margin + names.gutter() + RADIUS, width - margin);
        let points = point::needs(whole, &scale);
        let axis = Axis::new(whole, context, scale, limits, points, |scale, style| {
            whole.cells().map(|cell| need(cell, context, scale, types, style)).collect()
        });
        let ink = spec.ink();
        Self { spec, whole, context, types, ink, lines, names, rows, axis }
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
            let (from, to) = (self.axis.plot.x(float(low)), self.axis.plot.x(float(high)));
            canvas.rect((from, heights.0), (to, heights.1), Paint::solid(self.ink.pale(90)));
        }
    }

    fn point(&self, canvas: &Canvas, cell: &Cell, y: f64) {
        let x = self.axis.plot.x(reach(cell));
        let edge = self.ink.edge();
        if cell.rank == Rank::Preferred {
            canvas.circle((x, y), RING, Paint::outlined(Fill::Solid(Ink::PAPER), Ink::TEXT));
        }
        if cell.rank == Rank::Doubtful {
            point::doubtful(canvas, &self.axis.plot, &cell.interval, y);
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
            point::draw(canvas, &self.axis.plot, cell, y, self.context, (paint, edge));
        }
        let label = |style| shape::label(self.context, cell, style);
        let (left, right) = point::extent(&self.axis.plot, &cell.interval);
        let ring = if cell.rank == Rank::Preferred { RING - RADIUS } else { 0.0 };
        let (ends, last) = ((left - ring, right + ring), self.axis.last);
        let around = Around { ends, first: self.axis.left, last, to_left: false };
        point::number(canvas, around, y, self.types, (&label, self.axis.style));
    }
}

impl Body for Chart<'_> {
    fn axis(&self) -> String {
        axis_name(self.spec, self.whole, self.context)
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
        self.axis.draw(canvas, (&area, heights), &str::to_owned);
        let slots = self.rows.place(area.top, area.bottom);
        for (index, (line, slot)) in self.lines.iter().zip(slots).enumerate() {
            let row = match line {
                Line::Heading(heading) => {
                    heading.draw(canvas, slot, (area.left, area.right));
                    continue;
                }
                Line::Row(row) => row,
                // Rival figures have no dates beside them.
                Line::Agreement(_) => continue,
            };
            let y = slot.middle();
            self.names.draw(canvas, index, area.left, (slot.name, y));
            let reached =
                row.cells.iter().map(|cell| self.axis.plot.x(reach(cell))).fold(self.axis.plot.start(), f64::max);
            canvas.line((self.axis.plot.start(), y), (reached, y), 1.0, Ink::GRID);
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
