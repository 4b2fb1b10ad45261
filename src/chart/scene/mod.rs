//! A chart between layout and output: shapes and texts with their places, in symbolic inks, and the marks that they belong to.
//!
//! Layout draws into a scene through plotters; SVG, page and PNG are made from it, and so can a test look at what is drawn
//! without reading any of them.

mod backend;
pub(crate) mod canvas;

use super::look::ink::Ink;
use super::look::paint::Paint;
use super::look::text::Weight;

/// A place in pixels of the layout, from the left and from the top.
pub(crate) type Point = (f64, f64);

/// A drawing without a format.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Scene {
    /// Width and height of the layout in pixels.
    pub(crate) size: (f64, f64),
    /// How many pixels of the finished chart one of the layout is.
    pub(crate) scale: f64,
    /// What is drawn, the hindmost first.
    pub(crate) items: Vec<Item>,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Shape(Shape, Paint),
    Stroke(Stroke),
    Text(Text),
    Mark(Mark),
}

/// A closed shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// From the corner at the left and top, with width and height.
    Rect(Point, (f64, f64)),
    Circle(Point, f64),
    Polygon(Vec<Point>),
}

/// A line through points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) points: Vec<Point>,
    pub(crate) ink: Ink,
    pub(crate) width: f64,
    /// The lengths of its strokes and of the gaps between them, if it is broken.
    pub(crate) dash: Option<(f64, f64)>,
}

/// A line of text on its baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) at: Point,
    pub(crate) anchor: Anchor,
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
    /// An edge of paper around the letters, so that lines behind them do not cross them.
    pub(crate) halo: bool,
}

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// What stands for one number, agreement or event of the table: it tells of it to pointers, screen readers and other programs.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Mark {
    /// Names and values of attributes.
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
}

/// How wide the edge of paper around letters is, on either side of their outline, in pixels.
pub(crate) const HALO: f64 = 2.0;
/// How wide the line around a shape is, in pixels.
pub(crate) const OUTLINE: f64 = 1.5;

impl Scene {
    /// Every item but the marks themselves, in the order in which they are drawn.
    pub(crate) fn flat(&self) -> impl Iterator<Item = &Item> {
        // Marks do not stand in marks.
        self.items.iter().flat_map(|item| match item {
            Item::Mark(mark) => mark.items.iter(),
            other => std::slice::from_ref(other).iter(),
        })
    }

    /// Every text, as it is shown.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.flat().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
    }

    /// How many pixels the finished chart has, by which the work of rendering it can be told.
    pub(crate) fn area(&self) -> f64 {
        self.size.0 * self.size.1 * self.scale * self.scale
    }
}
