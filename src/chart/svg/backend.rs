//! Our backend for plotters: sub-pixel places, live text, paints that plotters has no word for.
//!
//! plotters counts in whole units; sixteen of them are one pixel here.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::Document;
use crate::chart::look::text::{self, Weight};
use crate::chart::look::theme::Colour;

/// Units of plotters to one pixel.
pub(crate) const UNITS: f64 = 16.0;

/// Writes what plotters draws into a document.
pub(crate) struct Backend {
    pub(crate) document: Rc<RefCell<Document>>,
    pub(crate) size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn pixels(point: BackendCoord) -> (f64, f64) {
    (f64::from(point.0) / UNITS, f64::from(point.1) / UNITS)
}

fn colour(colour: BackendColor) -> Colour {
    let (red, green, blue) = colour.rgb;
    Colour(red, green, blue)
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

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let (x, y) = pixels(point);
        self.document.borrow_mut().rect((x, y), (x + 1.0 / UNITS, y + 1.0 / UNITS), colour(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if fill {
            self.document.borrow_mut().rect(pixels(from), pixels(to), colour(style.color()));
            return Ok(());
        }
        self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<(f64, f64)> = path.into_iter().map(pixels).collect();
        let stroke = f64::from(style.stroke_width()) / UNITS;
        self.document.borrow_mut().polyline(&points, colour(style.color()), stroke);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        let radius = f64::from(radius) / UNITS;
        self.document.borrow_mut().circle(pixels(centre), radius, colour(style.color()));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        let points: Vec<(f64, f64)> = points.into_iter().map(pixels).collect();
        self.document.borrow_mut().polygon(&points, colour(style.color()));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let bold = matches!(style.style(), FontStyle::Bold);
        let size = style.size() / UNITS;
        self.document.borrow_mut().text(pixels(at), anchor, size, bold, colour(style.color()), text);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular };
        // Sizes of text are positive and far below what u32 can hold.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let whole = |value: f64| value.ceil() as u32;
        Ok((whole(text::width(text, style.size(), weight)), whole(style.size())))
    }
}
