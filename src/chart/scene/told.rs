//! A scene as a text that people read, one item a line: for tests that compare what is drawn, and for who looks for a fault.

use std::fmt::{self, Display, Formatter};

use super::{Anchor, Fill, Item, Mark, Outline, Paint, Point, Scene, Shape, Stroke, Text};
use crate::chart::look::text::Weight;

/// A length or a place, to a tenth of a pixel.
struct Tenth(f64);

impl Display for Tenth {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let text = format!("{:.1}", self.0);
        out.write_str(if text == "-0.0" { "0.0" } else { &text })
    }
}

/// A place as its distance from the left and from the top.
struct At(Point);

impl Display for At {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{},{}", Tenth(self.0.0), Tenth(self.0.1))
    }
}

/// Places parted by spaces.
struct Through<'a>(&'a [Point]);

impl Display for Through<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|point| write!(out, " {}", At(*point)))
    }
}

impl Display for Scene {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        writeln!(out, "scene {} by {}, scale {:.3}", Tenth(self.size.0), Tenth(self.size.1), self.scale)?;
        self.items.iter().try_for_each(|item| writeln!(out, "{item}"))
    }
}

impl Display for Item {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(shape, paint) => write!(out, "{shape}: {paint}"),
            Self::Stroke(stroke) => stroke.fmt(out),
            Self::Text(text) => text.fmt(out),
            Self::Mark(mark) => mark.fmt(out),
        }
    }
}

impl Display for Shape {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rect(at, (width, height)) => write!(out, "rect {} {} by {}", At(*at), Tenth(*width), Tenth(*height)),
            Self::Circle(at, radius) => write!(out, "circle {} radius {}", At(*at), Tenth(*radius)),
            Self::Polygon(corners) => write!(out, "polygon{}", Through(corners)),
        }
    }
}

impl Display for Paint {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self.fill {
            Fill::Solid(ink) => write!(out, "{ink}"),
            Fill::Hatched(over, ground) => write!(out, "hatched {over} over {ground}"),
            Fill::Dotted(over, ground) => write!(out, "dotted {over} over {ground}"),
        }?;
        match self.outline {
            Outline::None => Ok(()),
            Outline::Drawn(ink) => write!(out, ", outlined {ink}"),
            Outline::WhereNeeded(ink) => write!(out, ", outlined where needed {ink}"),
        }
    }
}

impl Display for Stroke {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "stroke{} width {}", Through(&self.points), Tenth(self.width))?;
        if let Some((on, off)) = self.dash {
            write!(out, " dash {} {}", Tenth(on), Tenth(off))?;
        }
        write!(out, ": {}", self.ink)
    }
}

impl Display for Text {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let anchor = match self.anchor {
            Anchor::Start => "from",
            Anchor::Middle => "around",
            Anchor::End => "to",
        };
        let weight = if self.weight == Weight::Bold { " bold" } else { "" };
        let halo = if self.halo { " with halo" } else { "" };
        let (at, size, ink) = (At(self.at), Tenth(self.size), self.ink);
        write!(out, "text {anchor} {at} size {size}{weight}{halo}: {ink}: {}", self.text)
    }
}

impl Display for Mark {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "mark")?;
        // What every mark has says nothing.
        let own = self.attributes.iter().filter(|(name, _)| !matches!(*name, "class" | "role"));
        own.into_iter().try_for_each(|(name, value)| write!(out, " {name}={value:?}"))?;
        write!(out, ": {}", self.title)?;
        self.items.iter().try_for_each(|item| write!(out, "\n  {item}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::Ink;

    #[test]
    fn an_item_is_a_line_and_those_of_a_mark_stand_under_it() {
        let points = vec![(1.0, 2.04), (-0.01, 3.06)];
        let stroke = Item::Stroke(Stroke { points, ink: Ink::GRID, width: 1.0, dash: Some((3.0, 2.5)) });
        let (text, at, anchor, weight) = ("A name".to_owned(), (5.0, 6.0), Anchor::End, Weight::Bold);
        let name = Item::Text(Text { text, at, anchor, size: 14.0, weight, ink: Ink::TEXT, halo: true });
        let paint =
            Paint { fill: Fill::Hatched(Ink::TEXT, Ink::PAPER), outline: Outline::Drawn(Ink::AXIS), hollow: false };
        let rect = Item::Shape(Shape::Rect((7.0, 8.0), (9.5, 10.0)), paint);
        let attributes = vec![("class", "mark".to_owned()), ("data-row", "r0".to_owned())];
        let mark = Item::Mark(Mark { attributes, title: "12 carts".to_owned(), items: vec![rect, name] });
        let scene = Scene { size: (850.0, 300.0), scale: 1.0, items: vec![stroke, mark] };
        let lines = [
            "scene 850.0 by 300.0, scale 1.000",
            "stroke 1.0,2.0 0.0,3.1 width 1.0 dash 3.0 2.5: grid",
            "mark data-row=\"r0\": 12 carts",
            "  rect 7.0,8.0 9.5 by 10.0: hatched text over paper, outlined axis",
            "  text to 5.0,6.0 size 14.0 bold with halo: text: A name",
            "",
        ];
        assert_eq!(scene.to_string(), lines.join("\n"));
    }
}
