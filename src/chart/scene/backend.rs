//! Our backend for plotters: what it draws becomes items of a scene, at sub-pixel places and in paints that plotters has no
//! word for.
//!
//! plotters counts in whole units; sixteen of them are one pixel here.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::{Anchor, Item, Mark, Point, Shape, Stroke, Text};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::Paint;
use crate::chart::look::text::{self, Weight};

/// Units of plotters to one pixel.
pub(crate) const UNITS: f64 = 16.0;

/// A scene in the making. plotters hands on colours only, so the paint of what comes next is left here for it.
#[derive(Debug)]
pub(crate) struct Easel {
    pub(super) items: Vec<Item>,
    /// The mark that is being drawn; what stood before it waits.
    pub(super) mark: Option<Mark>,
    /// The next closed shapes are painted so.
    pub(super) paint: Paint,
    /// The next lines and texts are of this ink.
    pub(super) ink: Ink,
    /// The next lines are broken: lengths of stroke and gap in pixels.
    pub(super) dash: Option<(f64, f64)>,
    /// The next texts are edged in paper.
    pub(super) halo: bool,
}

impl Default for Easel {
    fn default() -> Self {
        let paint = Paint::solid(Ink::TEXT);
        Self { items: Vec::new(), mark: None, paint, ink: Ink::TEXT, dash: None, halo: false }
    }
}

impl Easel {
    fn add(&mut self, item: Item) {
        match &mut self.mark {
            Some(mark) => mark.items.push(item),
            None => self.items.push(item),
        }
    }

    fn shape(&mut self, shape: Shape) {
        self.add(Item::Shape(shape, self.paint));
    }
}

/// Puts what plotters draws on an easel.
pub(crate) struct Backend {
    pub(crate) easel: Rc<RefCell<Easel>>,
    pub(crate) size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn pixels(point: BackendCoord) -> Point {
    (f64::from(point.0) / UNITS, f64::from(point.1) / UNITS)
}

/// A rectangle between two opposite corners.
fn rect(from: Point, to: Point) -> Shape {
    Shape::Rect((from.0.min(to.0), from.1.min(to.1)), ((to.0 - from.0).abs(), (to.1 - from.1).abs()))
}

impl DrawingBackend for Backend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, _: BackendColor) -> Drawn {
        let (x, y) = pixels(point);
        self.easel.borrow_mut().shape(Shape::Rect((x, y), (1.0 / UNITS, 1.0 / UNITS)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if fill {
            self.easel.borrow_mut().shape(rect(pixels(from), pixels(to)));
            return Ok(());
        }
        self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points = path.into_iter().map(pixels).collect();
        let mut easel = self.easel.borrow_mut();
        let (ink, dash, width) = (easel.ink, easel.dash, f64::from(style.stroke_width()) / UNITS);
        easel.add(Item::Stroke(Stroke { points, ink, width, dash }));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, _: &S, _fill: bool) -> Drawn {
        self.easel.borrow_mut().shape(Shape::Circle(pixels(centre), f64::from(radius) / UNITS));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, _: &S) -> Drawn {
        self.easel.borrow_mut().shape(Shape::Polygon(points.into_iter().map(pixels).collect()));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let mut easel = self.easel.borrow_mut();
        let (ink, halo) = (easel.ink, easel.halo);
        let (text, at, size) = (text.to_owned(), pixels(at), style.size() / UNITS);
        easel.add(Item::Text(Text { text, at, anchor, size, weight: weight(style), ink, halo }));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        // Sizes of text are positive and far below what u32 can hold.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let whole = |value: f64| value.ceil() as u32;
        Ok((whole(text::width(text, style.size(), weight(style))), whole(style.size())))
    }
}

fn weight(style: &impl BackendTextStyle) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular }
}
