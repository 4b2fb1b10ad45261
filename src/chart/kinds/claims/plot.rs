//! Rival figures for one quantity on one axis: a row a figure, its work named beside it, and under the work what it says
//! beyond the number. The preferred figure has a ring, what all figures span a band; what is added up here and stated by nobody
//! is a diamond.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::layout::axis::{Need, fit, grid, need_of_ticks, tick_unit};
use crate::chart::layout::measure::{count, type_of};
use crate::chart::layout::names::{LINE, Name, most_lines, widest};
use crate::chart::layout::point::{self, RADIUS};
use crate::chart::layout::tag::Tag;
use crate::chart::layout::{Area, Body, axis_name};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::shape::{self, reach};
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::size;
use crate::chart::scale::Scale;
use crate::chart::scene::canvas::{Anchor, Canvas, Plot};
use crate::chart::{Context, Part, Spec};
use crate::frame::{Cell, Table};

/// Names of works, and what stands under them, are broken at this share of the width.
const NAMES: f64 = 0.32;
/// White space between rows.
const BETWEEN: f64 = 14.0;
/// The ring around the preferred figure.
const RING: f64 = RADIUS + 4.0;

/// Half of the diamond of a number that nobody states.
const DIAMOND: f64 = RADIUS + 1.5;

pub(crate) struct Chart<'a> {
    spec: &'a Spec,
    table: &'a Table,
    /// The table whose figures the axis and the band reach over.
    whole: &'a Table,
    context: Context<'a>,
    ink: Ink,
    names: Vec<Name>,
    scale: Scale,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(spec: &'a Spec, Part { table, whole }: Part<'a>, context: Context<'a>, width: f64) -> Self {
        let ink = spec.ink();
        let names = table.rows.iter().map(|row| Name::new(spec, context, row, width * NAMES)).collect();
        let scale = Scale::of(spec.run, whole.ends());
        Self { spec, table, whole, context, ink, names, scale }
    }

    /// What the number beside a point needs.
    fn need(&self, cell: &Cell) -> Need {
        let label = text::room(&shape::value_label(self.context, cell), size::LABEL, Weight::Bold) + RING + 11.0;
        let arrow = shape::arrow(cell);
        Need { share: self.scale.share(reach(cell)), left: 0.0, right: label + arrow }
    }

    /// What the figures span, behind them; nothing where they agree or one is preferred.
    fn band(&self, canvas: &Canvas, plot: &Plot, heights: (f64, f64)) {
        if self.whole.cells().any(|cell| cell.preferred) {
            return;
        }
        let stated = || self.whole.cells().filter(|cell| !cell.computed);
        let ends = |end: fn(&Cell) -> Option<Decimal>| stated().map(end).collect::<Option<Vec<Decimal>>>();
        let (Some(low), Some(high)) = (ends(|cell| cell.interval.min), ends(|cell| cell.interval.max)) else { return };
        let (low, high) = (low.into_iter().min(), high.into_iter().max());
        if let (Some(low), Some(high)) = (low.and_then(|it| it.to_f64()), high.and_then(|it| it.to_f64()))
            && low < high
        {
            let pale = self.ink.pale(90);
            let paint = Paint::solid(pale);
            canvas.rect((plot.x(low), heights.0), (plot.x(high), heights.1), paint);
        }
    }

    fn point(&self, canvas: &Canvas, plot: &Plot, cell: &Cell, middle: f64) {
        let x = plot.x(reach(cell));
        if cell.preferred {
            let ring = Paint { fill: Fill::Solid(Ink::PAPER), outline: Outline::Drawn(Ink::TEXT) };
            canvas.circle((x, middle), RING, ring);
        }
        let paint = shape::cell_paint(self.context, cell, self.ink);
        let edge = self.ink.edge();
        let is_span = cell.interval.min != cell.interval.max && cell.interval.max.is_some();
        if cell.computed && !is_span {
            let paint = Paint { fill: Fill::Solid(Ink::PAPER), outline: Outline::Drawn(edge) };
            canvas.polygon(
                &[(x, middle - DIAMOND), (x + DIAMOND, middle), (x, middle + DIAMOND), (x - DIAMOND, middle)],
                paint,
            );
            if cell.interval.max.is_none() {
                let tip = x + DIAMOND + shape::ARROW;
                canvas.polygon(&[(x + DIAMOND, middle - 5.0), (tip, middle), (x + DIAMOND, middle + 5.0)], paint);
            }
        } else {
            point::draw(canvas, plot, cell, (x, middle), self.context, (paint, edge));
        }
        let arrow = shape::arrow(cell);
        let look = type_of(size::LABEL, Weight::Bold, Ink::TEXT);
        canvas.clear_text(
            (x + RING + 4.0 + arrow, middle + 5.0),
            Anchor::Start,
            look,
            &shape::value_label(self.context, cell),
        );
    }
}

impl Body for Chart<'_> {
    fn axis(&self) -> String {
        axis_name(self.spec)
    }

    fn height(&self) -> f64 {
        let row = most_lines(&self.names) * LINE + BETWEEN;
        count(self.table.rows.len()) * row
    }

    fn least(&self) -> f64 {
        self.height() - count(self.table.rows.len()) * BETWEEN / 2.0
    }

    fn draw(&self, canvas: &Canvas, area: Area) {
        let rows = count(self.table.rows.len());
        let height = (area.bottom - area.top) / rows;
        let widest = widest(&self.names);
        let unit = tick_unit(self.table, self.context);
        let tick = |label: &str| unit.replace('#', label);
        let mut needs: Vec<Need> = self.table.cells().map(|cell| self.need(cell)).collect();
        needs.push(need_of_ticks(&self.scale, &tick));
        let (left, right) = fit(area.left + widest + 16.0, area.right, &needs);
        let heights = (area.top, area.bottom);
        let plot = canvas.plot((left, area.top), (right, area.bottom), self.scale.clone(), rows);
        self.band(canvas, &plot, heights);
        grid(canvas, &plot, &self.scale, heights, &area, &tick);
        for (index, (row, name)) in self.table.rows.iter().zip(&self.names).enumerate() {
            let middle = area.top + (count(index) + 0.5) * height;
            name.draw(canvas, area.left + widest, middle);
            canvas.line((plot.start(), middle), (plot.end(), middle), 1.0, Ink::GRID);
            for cell in &row.cells {
                let tag = Tag::new(self.context, self.spec, row, cell);
                canvas.mark(tag.mark(), || self.point(canvas, &plot, cell, middle));
            }
        }
    }
}
