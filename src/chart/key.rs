//! The key of a chart: series that the plot does not name itself, and the shapes that tell marks apart.

use super::Context;
use super::canvas::{Anchor, Canvas};
use super::furniture::{MARGIN, WIDTH, type_of};
use super::mark::{self, Shape};
use super::notes::occurring;
use super::svg::Paint;
use super::text::{self, Weight};
use super::theme::{self, INK, size};
use crate::frame::{Cell, Row, Table};

/// The shapes that tell marks apart and are not explained by the names of rows or series.
pub(super) fn shapes(table: &Table, context: Context<'_>) -> Vec<(Shape, String)> {
    let names_stage = |row: &Row, cell: &Cell| cell.stage_id == row.key || cell.stage_id == cell.series;
    let stages_are_named = table.rows.iter().all(|row| row.cells.iter().all(|cell| names_stage(row, cell)));
    occurring(table, context)
        .into_iter()
        .filter(|(shape, _, all)| !(*all || (*shape == Shape::Hatched && stages_are_named)))
        .map(|(shape, stages, _)| {
            let text = match shape {
                Shape::Hatched => match stages.rsplit_once(", ") {
                    Some((most, last)) => format!("{most} or {last}"),
                    None => stages,
                },
                Shape::Dotted => "modelled, stated by no work".to_owned(),
                Shape::Hollow => "quoted from another work".to_owned(),
                Shape::Interval => "between two ends".to_owned(),
                Shape::Arrow => "no upper limit given".to_owned(),
                Shape::ArrowDown => "no lower limit given".to_owned(),
            };
            (shape, text)
        })
        .collect()
}

/// Swatches with their names, in as many lines as they need.
pub(super) struct Key {
    entries: Vec<(Swatch, String, (f64, f64))>,
    height: f64,
}

enum Swatch {
    Series(Paint),
    Shape(Shape),
}

const SWATCH: f64 = 18.0;
const KEY_LINE: f64 = 22.0;

impl Key {
    pub(super) fn new(series: Vec<(Paint, String)>, shapes: Vec<(Shape, String)>) -> Self {
        let series = series.into_iter().map(|(paint, name)| (Swatch::Series(paint), name));
        let shapes = shapes.into_iter().map(|(shape, name)| (Swatch::Shape(shape), name));
        let (mut x, mut y) = (MARGIN, 0.0);
        let mut entries = Vec::new();
        for (swatch, name) in series.chain(shapes) {
            let wide = SWATCH + 7.0 + text::width(&name, size::SMALL, Weight::Regular) * 1.03 + 22.0;
            if x > MARGIN && x + wide - 22.0 > WIDTH - MARGIN {
                x = MARGIN;
                y += KEY_LINE;
            }
            entries.push((swatch, name, (x, y)));
            x += wide;
        }
        let height = if entries.is_empty() { 0.0 } else { y + KEY_LINE + 6.0 };
        Self { entries, height }
    }

    pub(super) fn height(&self) -> f64 {
        self.height
    }

    pub(super) fn draw(&self, canvas: &Canvas, top: f64) {
        for (swatch, name, (x, y)) in &self.entries {
            let (left, high) = (*x, top + y + 2.0);
            let right = left + SWATCH;
            let plain = |hatched, hollow| mark::paint(theme::REST, hatched, hollow);
            let rect = |paint: Paint| canvas.rect((left, high), (right, high + 13.0), paint);
            match swatch {
                Swatch::Series(paint) => rect(*paint),
                Swatch::Shape(Shape::Hatched) => rect(plain(true, false)),
                Swatch::Shape(Shape::Dotted) => rect(mark::dotted(theme::REST)),
                Swatch::Shape(Shape::Hollow) => rect(plain(false, true)),
                Swatch::Shape(Shape::Interval) => {
                    rect(plain(false, true));
                    canvas.rect((left, high), (left + SWATCH / 2.0, high + 13.0), plain(false, false));
                }
                Swatch::Shape(Shape::ArrowDown) => {
                    let points = [(right - 2.0, high), (left, high + 6.5), (right - 2.0, high + 13.0)];
                    canvas.polygon(&points, plain(false, false));
                }
                Swatch::Shape(Shape::Arrow) => {
                    let points = [(left + 2.0, high), (right, high + 6.5), (left + 2.0, high + 13.0)];
                    canvas.polygon(&points, plain(false, false));
                }
            }
            let look = type_of(size::SMALL, Weight::Regular, INK);
            canvas.text((right + 7.0, high + 11.5), Anchor::Start, look, name);
        }
    }
}
