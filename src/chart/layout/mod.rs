//! A chart as a page: what stands around the plot, and the plot between it, in the size that is asked for.

pub(crate) mod axis;
pub(crate) mod bar;
mod body;
pub(crate) mod boxes;
pub(crate) mod events;
pub(crate) mod furniture;
pub(crate) mod heading;
pub(crate) mod key;
pub(crate) mod measure;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod point;
pub(crate) mod rows;
pub(crate) mod tag;

use rust_decimal::prelude::ToPrimitive;

use super::look::ink::Ink;
use super::look::paint::Paint;
use super::scene::canvas::{Canvas, Scene};
use super::{ChartError, Context, Part, Spec};
pub(crate) use body::{Area, Body, axis_name};
use furniture::Furniture;

/// A plot is so many times as high as it would be without a frame, at most.
const MOST: f64 = 2.5;

/// A chart at a width: the body between its furniture, in the size asked for.
struct Composed<B> {
    body: B,
    furniture: Furniture,
    height: f64,
    scale: f64,
    /// The height that it would have without a frame.
    full: f64,
}

/// Lays out a chart at a width.
fn composed<B: Body>(
    spec: &Spec,
    part: Part<'_>,
    context: Context<'_>,
    notes: &[String],
    body: impl Fn(f64) -> B,
) -> Result<Composed<B>, ChartError> {
    let (size, width) = (context.look.size, part.width);
    let body = body(width);
    let furniture = Furniture::new(spec, part, context, notes, &body);
    let (full, least) = (furniture.total(body.height()), furniture.total(body.least()));
    let (height, scale) = match size.frame() {
        None => (full, 1.0),
        Some((across, down)) => (width * down / across, across / width),
    };
    if least > height {
        let pixels = |length: f64| (length * scale).ceil().to_u32().unwrap_or(u32::MAX);
        return Err(ChartError::TooHigh { size: size.name(), needed: pixels(least), available: pixels(height) });
    }
    Ok(Composed { body, furniture, height, scale, full })
}

/// Whether a chart has room at a width.
///
/// # Errors
/// [`ChartError::TooHigh`] where it has none.
pub(crate) fn measure<B: Body>(
    spec: &Spec,
    part: Part<'_>,
    context: Context<'_>,
    notes: &[String],
    body: impl Fn(f64) -> B,
) -> Result<(), ChartError> {
    composed(spec, part, context, notes, body).map(|_| ())
}

/// Draws a chart at a width.
///
/// # Errors
/// [`ChartError::TooHigh`] where it has no room.
pub(crate) fn compose<B: Body>(
    spec: &Spec,
    part: Part<'_>,
    context: Context<'_>,
    notes: &[String],
    body: impl Fn(f64) -> B,
) -> Result<Scene, ChartError> {
    let (margin, width) = (context.look.size.margin(), part.width);
    let Composed { body, furniture, height, scale, full } = composed(spec, part, context, notes, body)?;
    let canvas = Canvas::new((width, height), scale);
    // A bare chart stands on the paper of its page.
    if !context.look.bare {
        canvas.rect((0.0, 0.0), (width, height), Paint::solid(Ink::PAPER));
    }
    // A few rows in a high frame stay together; what is left over stands above the foot.
    let plot = (body.height() + height - full).min(body.height() * MOST);
    furniture.draw(&canvas, plot, height);
    let top = furniture.top();
    body.draw(&canvas, Area { left: margin, right: width - margin, top, bottom: top + plot });
    Ok(canvas.finish())
}
