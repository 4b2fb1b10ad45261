//! How much room the items of a scene take.

use super::{Anchor, Item, OUTLINE, Outline, Paint, Point, Shape, Stroke, Text};
use crate::chart::look::text;

/// How far letters rise above their baseline, as a share of the size of the type: as high as b, d and l of the bundled fonts.
pub const ASCENT: f64 = 0.8;
/// How far they fall below it, as g and p do.
pub const DESCENT: f64 = 0.22;

/// An upright box, in pixels of the layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Bounds {
    /// The smallest box around some points; `None` without any.
    #[must_use]
    pub fn around(points: &[Point]) -> Option<Self> {
        let (first, rest) = points.split_first()?;
        let start = Self { left: first.0, top: first.1, right: first.0, bottom: first.1 };
        Some(rest.iter().fold(start, |own, (x, y)| Self {
            left: own.left.min(*x),
            top: own.top.min(*y),
            right: own.right.max(*x),
            bottom: own.bottom.max(*y),
        }))
    }

    /// The smallest box around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The box with so many pixels more on all sides, or fewer.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The box where all lengths are so many times as long.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        Self { left: self.left * by, top: self.top * by, right: self.right * by, bottom: self.bottom * by }
    }

    /// Whether the two have more in common than an edge.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the other lies in it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }

    /// Its width in pixels.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height in pixels.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }
}

impl Item {
    /// The room that it takes, with its outline or the width of its line; `None` where nothing is drawn.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Shape(shape, paint) => Some(shape.bounds()?.grown(paint.beyond())),
            Self::Stroke(stroke) => stroke.bounds(),
            Self::Text(text) => text.bounds(),
            Self::Mark(mark) => mark.items.iter().filter_map(Self::bounds).reduce(Bounds::with),
        }
    }
}

impl Shape {
    /// The room that it takes without an outline; `None` for a polygon without corners.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Rect((x, y), (width, height)) => Bounds::around(&[(*x, *y), (x + width, y + height)]),
            Self::Circle((x, y), radius) => Bounds::around(&[(x - radius, y - radius), (x + radius, y + radius)]),
            Self::Polygon(corners) => Bounds::around(corners),
        }
    }
}

impl Paint {
    /// How far a shape's outline reaches beyond its edge, in pixels. An outline that is drawn only where it is needed counts.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        if self.outline == Outline::None { 0.0 } else { OUTLINE / 2.0 }
    }
}

impl Stroke {
    /// The room that it takes, half its width on either side of its points; `None` for a line without points.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        Some(Bounds::around(&self.points)?.grown(self.width / 2.0))
    }
}

impl Text {
    /// The room that its letters take, without a halo; `None` where nothing is written.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        if self.text.is_empty() {
            return None;
        }
        let wide = text::width(&self.text, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - wide / 2.0,
            Anchor::End => self.at.0 - wide,
        };
        let (top, bottom) = (self.at.1 - ASCENT * self.size, self.at.1 + DESCENT * self.size);
        Some(Bounds { left, top, right: left + wide, bottom })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::look::text::Weight;
    use crate::chart::scene::{Ink, Mark};

    fn text(anchor: Anchor) -> Text {
        let (text, weight, ink) = ("中国".to_owned(), Weight::Regular, Ink::TEXT);
        Text { text, at: (100.0, 50.0), anchor, size: 10.0, weight, ink, halo: false }
    }

    #[test]
    fn a_text_stands_on_its_baseline_and_at_its_anchor() {
        let places = [(Anchor::Start, 100.0), (Anchor::Middle, 90.0), (Anchor::End, 80.0)];
        for (anchor, left) in places {
            let bounds = text(anchor).bounds().expect("a text");
            assert!((bounds.left - left).abs() < 1e-9 && (bounds.width() - 20.0).abs() < 1e-9, "{bounds:?}");
            assert!((bounds.top - 42.0).abs() < 1e-9 && (bounds.bottom - 52.2).abs() < 1e-9, "{bounds:?}");
        }
        assert_eq!(Text { text: String::new(), ..text(Anchor::Start) }.bounds(), None);
    }

    #[test]
    fn outlines_and_widths_take_room_and_a_mark_takes_that_of_all_its_items() {
        let points = vec![(10.0, 10.0), (30.0, 20.0)];
        let stroke = Item::Stroke(Stroke { points, ink: Ink::TEXT, width: 4.0, dash: None });
        let rect = Shape::Rect((50.0, 5.0), (10.0, 10.0));
        let paint = Paint { outline: Outline::Drawn(Ink::TEXT), ..Paint::solid(Ink::PAPER) };
        let shape = Item::Shape(rect, paint);
        let of = |left, top, right, bottom| Some(Bounds { left, top, right, bottom });
        assert_eq!(stroke.bounds(), of(8.0, 8.0, 32.0, 22.0));
        assert_eq!(shape.bounds(), of(49.25, 4.25, 60.75, 15.75));
        let mark = Item::Mark(Mark { items: vec![stroke, shape], ..Mark::default() });
        assert_eq!(mark.bounds(), of(8.0, 4.25, 60.75, 22.0));
        assert_eq!(Item::Mark(Mark::default()).bounds(), None);
    }
}
