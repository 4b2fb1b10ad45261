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
use super::{Document, Head};
use crate::chart::look::Theme;
use crate::chart::look::paint::{Fill, Paint};
use crate::chart::look::text::Weight;
use crate::chart::look::theme::Colour;
use crate::chart::scale::{Rows, Scale};
use crate::fmt;

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
}

/// A drawing area of pixels.
pub(crate) struct Canvas {
    area: DrawingArea<Backend, Shift>,
    document: Rc<RefCell<Document>>,
    size: (f64, f64),
    scale: f64,
    theme: Theme,
}

/// A finished document.
pub(crate) struct Written {
    pub(crate) svg: String,
    /// Every text that stands in it.
    pub(crate) texts: Vec<String>,
    /// How many pixels it has.
    pub(crate) area: u64,
}

/// A drawing area of numbers across, and of rows or other numbers down.
pub(crate) struct Plot<Y: Ranged<ValueType = f64> = Rows> {
    area: DrawingArea<Backend, Cartesian2d<Scale, Y>>,
    document: Rc<RefCell<Document>>,
    across: Scale,
    down: Y,
    from: (f64, f64),
    to: (f64, f64),
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
    /// A canvas of a size in pixels; the document is `scale` times as large.
    pub(crate) fn new(size: (f64, f64), scale: f64, theme: Theme) -> Self {
        let document = Rc::new(RefCell::new(Document::default()));
        let units = (units(size.0).unsigned_abs(), units(size.1).unsigned_abs());
        let area = Backend { document: Rc::clone(&document), size: units }.into_drawing_area();
        Self { area, document, size, scale, theme }
    }

    /// The colours in which it is drawn.
    pub(crate) fn theme(&self) -> Theme {
        self.theme
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
        let style =
            TextStyle { font, color: colour(look.colour).to_backend_color(), pos: Pos::new(h_pos, VPos::Bottom) };
        done(self.area.draw_text(&text, &style, (units(at.0), units(at.1))));
    }

    /// A text that lines behind it do not cross.
    pub(crate) fn clear_text(&self, at: (f64, f64), anchor: Anchor, look: Type, text: &str) {
        self.document.borrow_mut().halo = Some(self.theme.paper);
        self.text(at, anchor, look, text);
        self.document.borrow_mut().halo = None;
    }

    pub(crate) fn rect(&self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        let shape = Rectangle::new([(units(from.0), units(from.1)), (units(to.0), units(to.1))], filled(paint.fill));
        self.painted(paint, || done(self.area.draw(&shape)));
    }

    pub(crate) fn circle(&self, centre: (f64, f64), radius: f64, paint: Paint) {
        let shape = Circle::new((units(centre.0), units(centre.1)), units(radius), filled(paint.fill));
        self.painted(paint, || done(self.area.draw(&shape)));
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], paint: Paint) {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
        self.painted(paint, || done(self.area.draw(&Polygon::new(points, filled(paint.fill)))));
    }

    pub(crate) fn line(&self, from: (f64, f64), to: (f64, f64), stroke: f64, ink: Colour) {
        self.path(&[from, to], stroke, ink, None);
    }

    /// A line through several points; `dash` is the length of its strokes and of the gaps between them.
    pub(crate) fn path(&self, points: &[(f64, f64)], stroke: f64, ink: Colour, dash: Option<(f64, f64)>) {
        let style =
            ShapeStyle { color: colour(ink).to_rgba(), filled: false, stroke_width: units(stroke).unsigned_abs() };
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (units(*x), units(*y))).collect();
        self.document.borrow_mut().dash = dash;
        done(self.area.draw(&PathElement::new(points, style)));
        self.document.borrow_mut().dash = None;
    }

    fn painted(&self, paint: Paint, draw: impl FnOnce()) {
        painted(&self.document, paint, draw);
    }

    /// Draws inside a group with these attributes and a title for pointers and screen readers.
    pub(crate) fn group(&self, attributes: &[(&str, &str)], title: Option<&str>, draw: impl FnOnce()) {
        self.document.borrow_mut().open(attributes, title);
        draw();
        self.document.borrow_mut().close();
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
        Plot { area, document: Rc::clone(&self.document), across, down, from, to }
    }

    /// The document. The names are those of the chart's id, title, description and metadata.
    pub(crate) fn finish(&self, [id, title, description, metadata]: [&str; 4]) -> Written {
        let head = Head { id, size: self.size, scale: self.scale, title, description, metadata };
        let document = self.document.borrow();
        let area = (self.size.0 * self.size.1 * self.scale * self.scale).to_u64().unwrap_or_default();
        Written { svg: document.finish(&head), texts: document.texts.clone(), area }
    }
}

fn painted(document: &Rc<RefCell<Document>>, paint: Paint, draw: impl FnOnce()) {
    document.borrow_mut().paint = Some(paint);
    draw();
    document.borrow_mut().paint = None;
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
        let shape = Rectangle::new([(numbers.0, rows.0), (numbers.1, rows.1)], filled(paint.fill));
        painted(&self.document, paint, || done(self.area.draw(&shape)));
    }
}
