//! Drawing in pixels on plotters' areas, and in data coordinates on its plots.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::{CoordTranslate, Shift};
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
use crate::chart::scale::Scale;
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

/// The coordinates of numbers across, and perhaps of others upwards.
pub(crate) struct Plot {
    coordinates: Cartesian2d<Scale, Scale>,
    start: f64,
    bottom: f64,
}

/// A baseline has so many places within a pixel of the finished chart.
const BASELINES: f64 = 2.0;
/// How broad the rim of what is hollow is, in pixels.
const RIM: f64 = 3.0;
/// The size of the paper in a hollow polygon, as a share of the whole.
const INNER: f64 = 0.5;

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

    /// Writes a text, on the nearest baseline that is whole in the finished chart at twice its size: so letters are as sharp below
    /// as they can be, and each looks the same wherever it stands.
    pub(crate) fn text(&self, (x, y): (f64, f64), anchor: Anchor, look: Type, text: &str) {
        let text = fmt::typeset(text);
        let lines = BASELINES * self.scale;
        let at = (x, (y * lines).round() / lines);
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
        let ends = |from: f64, to: f64| (from.min(to), from.max(to));
        let ((left, right), (top, bottom)) = (ends(from.0, to.0), ends(from.1, to.1));
        let draw = |by: f64, paint: Paint| {
            self.easel.borrow_mut().paint = paint;
            let corners = [(units(left + by), units(top + by)), (units(right - by), units(bottom - by))];
            done(self.area.draw(&Rectangle::new(corners, filled())));
        };
        draw(0.0, paint);
        // The thinner it is, the thinner is its rim, so that it stays hollow as far as that can be seen.
        let thin = (right - left).min(bottom - top);
        if paint.hollow && thin > 2.0 {
            draw(RIM.min(thin / 3.0), Paint::solid(Ink::PAPER));
        }
    }

    pub(crate) fn circle(&self, centre: (f64, f64), radius: f64, paint: Paint) {
        let draw = |radius: f64, paint: Paint| {
            self.easel.borrow_mut().paint = paint;
            done(self.area.draw(&Circle::new((units(centre.0), units(centre.1)), units(radius), filled())));
        };
        draw(radius, paint);
        if paint.hollow && radius > RIM {
            draw((radius - RIM).max(radius / 3.0), Paint::solid(Ink::PAPER));
        }
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], paint: Paint) {
        let draw = |points: &[(f64, f64)], paint: Paint| {
            self.easel.borrow_mut().paint = paint;
            let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
            done(self.area.draw(&Polygon::new(points, filled())));
        };
        draw(points, paint);
        if paint.hollow {
            let count = points.len().to_f64().unwrap_or(1.0).max(1.0);
            let middle = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
            let (x, y) = (middle(|point| point.0), middle(|point| point.1));
            let inner = |point: &(f64, f64)| (x + (point.0 - x) * INNER, y + (point.1 - y) * INNER);
            draw(&points.iter().map(inner).collect::<Vec<_>>(), Paint::solid(Ink::PAPER));
        }
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

    /// Draws at another place what is laid out from the corner at the left and top; every mark of it is `told` what it is here.
    pub(crate) fn inset(&self, at: (f64, f64), told: impl Fn(&mut Mark), draw: impl FnOnce(&Canvas)) {
        let inner = Self::new(self.size, self.scale);
        draw(&inner);
        // Letters keep to the baselines that are sharp, and places to whole units.
        let lines = BASELINES * self.scale;
        let by = ((at.0 * UNITS).round() / UNITS, (at.1 * lines).round() / lines);
        for mut item in inner.finish().items {
            if let super::Item::Mark(mark) = &mut item {
                told(mark);
            }
            item.shift(by);
            self.easel.borrow_mut().items.push(item);
        }
    }

    /// What was drawn.
    pub(crate) fn finish(self) -> Scene {
        let items = std::mem::take(&mut self.easel.borrow_mut().items);
        Scene { size: self.size, scale: self.scale, items }
    }
}

impl Plot {
    /// A scale between two pixels from the left; the heights are the layout's own.
    pub(crate) fn across(left: f64, right: f64, scale: &Scale) -> Self {
        Self::plane((left, 0.0), (right, 1.0), scale, &Scale::linear(std::iter::empty()))
    }

    /// A plot between two corners: the numbers of the one scale from left to right, those of the other from bottom to top.
    pub(crate) fn plane(from: (f64, f64), to: (f64, f64), across: &Scale, up: &Scale) -> Self {
        let columns = units(from.0)..units(to.0);
        let lines = units(to.1)..units(from.1);
        let coordinates = Cartesian2d::new(across.clone(), up.clone(), (columns, lines));
        Self { coordinates, start: across.start(), bottom: to.1 }
    }

    /// The place of a number in pixels from the left.
    pub(crate) fn x(&self, number: f64) -> f64 {
        f64::from(self.coordinates.translate(&(number, 0.0)).0) / UNITS
    }

    /// The place of a number in pixels from the top.
    pub(crate) fn y(&self, number: f64) -> f64 {
        f64::from(self.coordinates.translate(&(self.start, number)).1) / UNITS
    }

    /// The place of the start of the scale in pixels.
    pub(crate) fn start(&self) -> f64 {
        self.x(self.start)
    }

    /// The lower edge in pixels.
    pub(crate) fn bottom(&self) -> f64 {
        self.bottom
    }
}
