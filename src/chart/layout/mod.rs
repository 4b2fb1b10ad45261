//! A chart as a page: what stands around the plot, and the plot between it, in the size that is asked for.

pub(crate) mod axis;
pub(crate) mod bar;
mod body;
pub(crate) mod boxes;
pub(crate) mod circle;
pub(crate) mod events;
pub(crate) mod furniture;
pub(crate) mod heading;
pub(crate) mod key;
pub(crate) mod lines;
pub(crate) mod measure;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod point;
pub(crate) mod rows;
pub(crate) mod sign;
pub(crate) mod tag;

use rust_decimal::prelude::ToPrimitive;

use super::look::ink::Ink;
use super::look::paint::Paint;
use super::scene::canvas::{Canvas, Scene};
use super::{ChartError, Context, Part, Spec};
pub(crate) use body::{Body, axis_name};
use furniture::Furniture;
pub(crate) use measure::Area;

/// A plot is so many times as high as it would be without a frame, at most.
const MOST: f64 = 2.5;

/// A chart laid out at a width: the body between its furniture, in the size asked for.
pub(crate) struct Page<'a> {
    body: Box<dyn Body + 'a>,
    furniture: Furniture,
    context: Context<'a>,
    size: (f64, f64),
    scale: f64,
    /// The height that it would have without a frame.
    full: f64,
}

impl<'a> Page<'a> {
    /// Lays out a chart at a width.
    ///
    /// # Errors
    /// [`ChartError::TooHigh`] where it has no room.
    pub(crate) fn lay_out(
        spec: &'a Spec,
        part: Part<'a>,
        context: Context<'a>,
        width: f64,
    ) -> Result<Self, ChartError> {
        let size = context.look.size;
        let body = spec.kind.get().body(spec, part, context, width);
        let furniture = Furniture::new(spec, part, context, width, &*body);
        let (full, least) = (furniture.total(body.height()), furniture.total(body.least()));
        let (height, scale) = match size.frame() {
            None => (full, 1.0),
            Some((across, down)) => (width * down / across, across / width),
        };
        if least > height {
            let pixels = |length: f64| (length * scale).ceil().to_u32().unwrap_or(u32::MAX);
            return Err(ChartError::TooHigh { size: size.name(), needed: pixels(least), available: pixels(height) });
        }
        Ok(Self { body, furniture, context, size: (width, height), scale, full })
    }

    pub(crate) fn draw(&self) -> Scene {
        let (look, (width, height)) = (self.context.look, self.size);
        let canvas = Canvas::new(self.size, self.scale);
        // A bare chart stands on the paper of its page.
        if !look.bare {
            canvas.rect((0.0, 0.0), self.size, Paint::solid(Ink::PAPER));
        }
        // A few rows in a high frame stay together; what is left over stands above the foot.
        let plot = (self.body.height() + height - self.full).min(self.body.height() * MOST);
        self.furniture.draw(&canvas, plot, height);
        let (top, margin) = (self.furniture.top(), look.size.margin());
        self.body.draw(&canvas, Area { left: margin, right: width - margin, top, bottom: top + plot });
        canvas.finish()
    }
}
