//! Drawing in pixels on plotters' areas, and in data coordinates on its plots.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{BLACK, Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use rust_decimal::prelude::ToPrimitive;

use super::backend::{Backend, Easel, UNITS};
pub(crate) use super::{Anchor, Mark, Scene};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::text::Weight;
use crate::chart::scale::{Rows, Scale};
use crate::fmt;

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
}

/// A drawing area of pixels.
pub(crate) struct Canvas {
    area: DrawingArea<Backend, Shift>,
    easel: Rc<RefCell<Easel>>,
    size: (f64, f64),
    scale: f64,
}

/// A drawing area of numbers across, and of rows or other numbers down.
pub(crate) struct Plot<Y: Ranged<ValueType = f64> = Rows> {
    area: DrawingArea<Backend, Cartesian2d<Scale, Y>>,
    easel: Rc<RefCell<Easel>>,
    across: Scale,
    down: Y,
    from: (f64, f64),
    to: (f64, f64),
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round().to_i32().unwrap_or_default()
}

/// plotters must be told a colour; the one that is drawn is that of the easel.
fn filled() -> ShapeStyle {
    BLACK.filled()
}

/// The backend cannot fail, so whatever plotters returns is done.
fn done<E>(_: Result<(), E>) {}

impl Canvas {
    /// A canvas of a size in pixels; the finished chart is `scale` times as large.
    pub(crate) fn new(size: (f64, f64), scale: f64) -> Self {
        let easel = Rc::new(RefCell::new(Easel::default()));
        let units = (units(size.0).unsigned_abs(), units(size.1).unsigned_abs());
        let area = Backend { easel: Rc::clone(&easel), size: units }.into_drawing_area();
        Self { area, easel, size, scale }
    }

    pub(crate) fn text(&self, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
        let text = fmt::typeset(text);
        let style = match look.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::SansSerif, look.size * UNITS, style);
        let style = TextStyle { font, color: BLACK.to_backend_color(), pos: Pos::new(h_pos, VPos::Bottom) };
        self.easel.borrow_mut().ink = look.ink;
        done(self.area.draw_text(&text, &style, (units(at.0), units(at.1))));
    }

    /// A text that lines behind it do not cross.
    pub(crate) fn clear_text(&self, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
        self.easel.borrow_mut().halo = true;
        self.text(at, anchor, look, text);
        self.easel.borrow_mut().halo = false;
    }

    pub(crate) fn rect(&self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        self.easel.borrow_mut().paint = paint;
        let corners = [(units(from.0), units(from.1)), (units(to.0), units(to.1))];
        done(self.area.draw(&Rectangle::new(corners, filled())));
    }

    pub(crate) fn circle(&self, centre: (f64, f64), radius: f64, paint: Paint) {
        self.easel.borrow_mut().paint = paint;
        done(self.area.draw(&Circle::new((units(centre.0), units(centre.1)), units(radius), filled())));
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], paint: Paint) {
        self.easel.borrow_mut().paint = paint;
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
        done(self.area.draw(&Polygon::new(points, filled())));
    }

    pub(crate) fn line(&self, from: (f64, f64), to: (f64, f64), stroke: f64, ink: Ink) {
        self.path(&[from, to], stroke, ink, None);
    }

    /// A line through several points; `dash` is the length of its strokes and of the gaps between them.
    pub(crate) fn path(&self, points: &[(f64, f64)], stroke: f64, ink: Ink, dash: Option<(f64, f64)>) {
        let style = ShapeStyle { color: BLACK.to_rgba(), filled: false, stroke_width: units(stroke).unsigned_abs() };
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
        (self.easel.borrow_mut().ink, self.easel.borrow_mut().dash) = (ink, dash);
        done(self.area.draw(&PathElement::new(points, style)));
        self.easel.borrow_mut().dash = None;
    }

    /// Draws what stands for one number, agreement or event.
    pub(crate) fn mark(&self, mark: Mark, draw: impl FnOnce()) {
        self.easel.borrow_mut().mark = Some(mark);
        draw();
        let mut easel = self.easel.borrow_mut();
        if let Some(mark) = easel.mark.take() {
            easel.items.push(super::Item::Mark(mark));
        }
    }

    /// A plot between two corners, with a scale from left to right and rows from top to bottom.
    pub(crate) fn plot(&self, from: (f64, f64), to: (f64, f64), scale: Scale, rows: f64) -> Plot {
        self.plot_of(from, to, scale, Rows(rows))
    }

    /// A plot between two corners: the numbers of the one scale from left to right, those of the other from bottom to top.
    pub(crate) fn plane(&self, from: (f64, f64), to: (f64, f64), across: Scale, up: Scale) -> Plot<Scale> {
        self.plot_of((from.0, to.1), (to.0, from.1), across, up)
    }

    fn plot_of<Y: Ranged<ValueType = f64> + Clone>(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        across: Scale,
        down: Y,
    ) -> Plot<Y> {
        let (columns, lines) = (units(from.0)..units(to.0), units(from.1)..units(to.1));
        let coordinates: Cartesian2d<Scale, Y> = Cartesian2d::new(across.clone(), down.clone(), (columns, lines));
        let area = self.area.apply_coord_spec(coordinates);
        Plot { area, easel: Rc::clone(&self.easel), across, down, from, to }
    }

    /// What was drawn.
    pub(crate) fn finish(self) -> Scene {
        let items = std::mem::take(&mut self.easel.borrow_mut().items);
        Scene { size: self.size, scale: self.scale, items }
    }
}

impl<Y: Ranged<ValueType = f64>> Plot<Y> {
    /// The place of a number in pixels from the left.
    pub(crate) fn x(&self, number: f64) -> f64 {
        f64::from(self.across.map(&number, (units(self.from.0), units(self.to.0)))) / UNITS
    }

    /// The place of a number or row in pixels from the top.
    pub(crate) fn y(&self, number: f64) -> f64 {
        f64::from(self.down.map(&number, (units(self.from.1), units(self.to.1)))) / UNITS
    }

    /// The place of the start of the scale in pixels.
    pub(crate) fn start(&self) -> f64 {
        self.x(self.across.start())
    }

    /// The right edge in pixels.
    pub(crate) fn end(&self) -> f64 {
        self.to.0
    }

    /// A bar between two numbers and two heights counted in rows.
    pub(crate) fn bar(&self, numbers: (f64, f64), rows: (f64, f64), paint: Paint) {
        self.easel.borrow_mut().paint = paint;
        done(self.area.draw(&Rectangle::new([(numbers.0, rows.0), (numbers.1, rows.1)], filled())));
    }
}
