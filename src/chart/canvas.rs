//! Drawing in pixels on plotters' areas, and in data coordinates on its plots.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use rust_decimal::prelude::ToPrimitive;

use super::backend::{Backend, UNITS};
use super::scale::{Rows, Scale};
use super::svg::{Document, Fill, Head, Paint};
use super::text::Weight;
use super::theme::Colour;

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

/// A drawing area of pixels.
pub(super) struct Canvas {
    area: DrawingArea<Backend, Shift>,
    document: Rc<RefCell<Document>>,
    width: f64,
    height: f64,
}

/// A drawing area of numbers and rows.
pub(super) struct Plot {
    area: DrawingArea<Backend, Cartesian2d<Scale, Rows>>,
    document: Rc<RefCell<Document>>,
    scale: Scale,
    left: f64,
    right: f64,
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round().to_i32().unwrap_or_default()
}

fn colour(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn filled(fill: Fill) -> ShapeStyle {
    let (Fill::Solid(first) | Fill::Hatched(first, _) | Fill::Dotted(first, _)) = fill;
    colour(first).filled()
}

/// The backend cannot fail, so whatever plotters returns is done.
fn done<E>(_: Result<(), E>) {}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        let document = Rc::new(RefCell::new(Document::default()));
        let size = (units(width).unsigned_abs(), units(height).unsigned_abs());
        let area = Backend { document: Rc::clone(&document), size }.into_drawing_area();
        Self { area, document, width, height }
    }

    pub(super) fn width(&self) -> f64 {
        self.width
    }

    pub(super) fn text(&self, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
        // The apostrophe of type, not of typewriters.
        let text = text.replace('\'', "’");
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
        let style =
            TextStyle { font, color: colour(look.colour).to_backend_color(), pos: Pos::new(h_pos, VPos::Bottom) };
        done(self.area.draw_text(&text, &style, (units(at.0), units(at.1))));
    }

    /// A text that lines behind it do not cross.
    pub(super) fn clear_text(&self, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
        self.document.borrow_mut().halo = true;
        self.text(at, anchor, look, text);
        self.document.borrow_mut().halo = false;
    }

    pub(super) fn rect(&self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        let shape = Rectangle::new([(units(from.0), units(from.1)), (units(to.0), units(to.1))], filled(paint.fill));
        self.painted(paint, || done(self.area.draw(&shape)));
    }

    pub(super) fn circle(&self, centre: (f64, f64), radius: f64, paint: Paint) {
        let shape = Circle::new((units(centre.0), units(centre.1)), units(radius), filled(paint.fill));
        self.painted(paint, || done(self.area.draw(&shape)));
    }

    pub(super) fn polygon(&self, points: &[(f64, f64)], paint: Paint) {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
        self.painted(paint, || done(self.area.draw(&Polygon::new(points, filled(paint.fill)))));
    }

    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), stroke: f64, ink: Colour) {
        let style =
            ShapeStyle { color: colour(ink).to_rgba(), filled: false, stroke_width: units(stroke).unsigned_abs() };
        let points = vec![(units(from.0), units(from.1)), (units(to.0), units(to.1))];
        done(self.area.draw(&PathElement::new(points, style)));
    }

    fn painted(&self, paint: Paint, draw: impl FnOnce()) {
        painted(&self.document, paint, draw);
    }

    /// Draws inside a group with these attributes and a title for pointers and screen readers.
    pub(super) fn group(&self, attributes: &[(&str, &str)], title: Option<&str>, draw: impl FnOnce()) {
        self.document.borrow_mut().open(attributes, title);
        draw();
        self.document.borrow_mut().close();
    }

    /// A plot between two corners, with a scale from left to right and rows from top to bottom.
    pub(super) fn plot(&self, from: (f64, f64), to: (f64, f64), scale: Scale, rows: f64) -> Plot {
        let columns = units(from.0)..units(to.0);
        let coordinates: Cartesian2d<Scale, Rows> =
            Cartesian2d::new(scale.clone(), Rows(rows), (columns, units(from.1)..units(to.1)));
        let area = self.area.apply_coord_spec(coordinates);
        Plot { area, document: Rc::clone(&self.document), scale, left: from.0, right: to.0 }
    }

    pub(super) fn finish(&self, id: &str, title: &str, description: &str, metadata: &str) -> String {
        let head = Head { id, width: self.width, height: self.height, title, description, metadata };
        self.document.borrow().finish(&head)
    }
}

fn painted(document: &Rc<RefCell<Document>>, paint: Paint, draw: impl FnOnce()) {
    document.borrow_mut().paint = Some(paint);
    draw();
    document.borrow_mut().paint = None;
}

impl Plot {
    /// The place of a number in pixels.
    pub(super) fn x(&self, number: f64) -> f64 {
        f64::from(self.scale.map(&number, (units(self.left), units(self.right)))) / UNITS
    }

    /// The place of the start of the scale in pixels.
    pub(super) fn start(&self) -> f64 {
        self.x(self.scale.start())
    }

    /// The right edge in pixels.
    pub(super) fn end(&self) -> f64 {
        self.right
    }

    /// A bar between two numbers and two heights counted in rows.
    pub(super) fn bar(&self, numbers: (f64, f64), rows: (f64, f64), paint: Paint) {
        let shape = Rectangle::new([(numbers.0, rows.0), (numbers.1, rows.1)], filled(paint.fill));
        painted(&self.document, paint, || done(self.area.draw(&shape)));
    }
}
