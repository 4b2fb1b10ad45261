//! A chart between layout and output: shapes and texts with their places, in symbolic inks, and the marks that they belong to.
//!
//! Layout draws into a scene through plotters; SVG, page and PNG are made from it, and so can a test look at what is drawn
//! without reading any of them.
//!
//! All lengths are pixels of the layout, counted from the left and from the top; a finished chart is [`Scene::scale`] times
//! as large.

mod backend;
mod bounds;
pub(crate) mod canvas;
mod told;

pub use super::look::ink::Ink;
pub use super::look::paint::{Fill, Outline, Paint};
use super::look::text::Weight;
pub use bounds::{ASCENT, Bounds, DESCENT};

/// A place in pixels of the layout, from the left and from the top.
pub type Point = (f64, f64);

/// A drawing without a format.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width and height of the layout in pixels.
    pub size: (f64, f64),
    /// How many pixels of the finished chart one of the layout is.
    pub scale: f64,
    /// What is drawn, the hindmost first.
    pub items: Vec<Item>,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A closed shape, filled.
    Shape(Shape, Paint),
    /// A line.
    Stroke(Stroke),
    /// A line of text.
    Text(Text),
    /// What belongs to one number, agreement or event.
    Mark(Mark),
}

/// A closed shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// From the corner at the left and top, with width and height.
    Rect(Point, (f64, f64)),
    /// Around a centre, with a radius.
    Circle(Point, f64),
    /// Through corners, the last joined to the first.
    Polygon(Vec<Point>),
}

/// A line through points.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// The points, in the order in which the line goes through them.
    pub points: Vec<Point>,
    /// Its colour.
    pub ink: Ink,
    /// How wide it is, in pixels.
    pub width: f64,
    /// The lengths of its strokes and of the gaps between them, if it is broken.
    pub dash: Option<(f64, f64)>,
}

/// A line of text on its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What is written.
    pub text: String,
    /// Where its anchor stands, on the baseline.
    pub at: Point,
    /// Which part of the text stands there.
    pub anchor: Anchor,
    /// The size of the type, in pixels.
    pub size: f64,
    /// Which face of the family.
    pub weight: Weight,
    /// Its colour.
    pub ink: Ink,
    /// An edge of paper around the letters, so that lines behind them do not cross them.
    pub halo: bool,
}

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The middle of the text is at the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// What stands for one number, agreement or event of the table: it tells of it to pointers, screen readers and other programs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mark {
    /// Names and values of attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// What it stands for, in words.
    pub title: String,
    /// What is drawn of it, the hindmost first.
    pub items: Vec<Item>,
}

impl Mark {
    /// The value of an attribute, if the mark has it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }
}

impl Item {
    /// Moves it by so many pixels, to the right and down.
    pub(crate) fn shift(&mut self, (right, down): (f64, f64)) {
        let shift = |point: &mut Point| *point = (point.0 + right, point.1 + down);
        match self {
            Self::Shape(Shape::Rect(corner, _), _) => shift(corner),
            Self::Shape(Shape::Circle(centre, _), _) => shift(centre),
            Self::Shape(Shape::Polygon(points), _) => points.iter_mut().for_each(shift),
            Self::Stroke(stroke) => stroke.points.iter_mut().for_each(shift),
            Self::Text(text) => shift(&mut text.at),
            Self::Mark(mark) => mark.items.iter_mut().for_each(|item| item.shift((right, down))),
        }
    }
}

/// How wide the edge of paper around letters is, on either side of their outline, in pixels.
pub const HALO: f64 = 2.0;
/// How wide the line around a shape is, in pixels.
pub const OUTLINE: f64 = 1.5;

impl Scene {
    /// Every item but the marks themselves, in the order in which they are drawn.
    pub fn flat(&self) -> impl Iterator<Item = &Item> {
        // Marks do not stand in marks.
        self.items.iter().flat_map(|item| match item {
            Item::Mark(mark) => mark.items.iter(),
            other => std::slice::from_ref(other).iter(),
        })
    }

    /// Every mark, in the order in which they are drawn.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.items.iter().filter_map(|item| if let Item::Mark(mark) = item { Some(mark) } else { None })
    }

    /// Every text, as it is shown.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.flat().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
    }

    /// How many pixels the finished chart has, by which the work of rendering it can be told.
    #[must_use]
    pub fn area(&self) -> f64 {
        self.size.0 * self.size.1 * self.scale * self.scale
    }
}
