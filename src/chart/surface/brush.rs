//! The items of a scene laid over the pixels of an image: upright rectangles and lines as areas, all other shapes, and letters,
//! as masks that tiny-skia draws.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;
use tiny_skia::{FillRule, Mask, Path, PathBuilder, PathStroker, Stroke as Pen, StrokeDash, Transform};

use super::colours::{Colours, Cover, Soft};
use super::glyphs::{self, Letters};
use super::image::{Covered, Ground, Image};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::theme::Colour;
use crate::chart::look::{Fonts, Theme};
use crate::chart::scene::{Anchor, Bounds, HALO, Item, OUTLINE, Scene, Shape, Stroke, Text};

/// Pixels of the image for one of the chart.
pub const ZOOM: f64 = 2.0;

thread_local! {
    /// The memory of the last image; to ask the system for as much anew takes longer than to draw most charts.
    static MEMORY: RefCell<Vec<u8>> = RefCell::default();
}

/// How finely soft edges are told where there are few inks, and where there are many: between two inks no pixel is further from
/// what it ought to be than 8, or 14, of 255, as long as there are numbers left for its colours.
const FINE: Soft = Soft { paired: 0, near: 4 };
const COARSE: Soft = Soft { paired: 1, near: 6 };
/// Of more inks the soft edges have more colours than there are numbers, as a rule.
const FEW: usize = 12;

/// Makes something of the pixels of a scene; nothing if they are too many.
pub(super) fn with_image<T>(scene: &Scene, theme: &Theme, fonts: &Fonts, make: impl FnOnce(&Image) -> T) -> Option<T> {
    let inks = inks(scene, theme);
    let soft = if inks.len() <= FEW { FINE } else { COARSE };
    let mut image = drawn(scene, (theme, &inks), fonts, soft, MEMORY.take())?;
    if image.colours.are_too_many() && inks.len() <= FEW {
        image = drawn(scene, (theme, &inks), fonts, COARSE, image.rows)?;
    }
    let made = make(&image);
    MEMORY.set(image.rows);
    Some(made)
}

/// The colours of the inks of a scene, each once.
fn inks(scene: &Scene, theme: &Theme) -> BTreeSet<Colour> {
    let of_fill = |fill: Fill| match fill {
        Fill::Solid(ink) => [ink, ink],
        Fill::Hatched(ink, ground) | Fill::Dotted(ink, ground) => [ink, ground],
    };
    let of_paint = |paint: &Paint| match paint.outline {
        Outline::None => of_fill(paint.fill).to_vec(),
        Outline::Drawn(ink) | Outline::WhereNeeded(ink) => [of_fill(paint.fill).as_slice(), &[ink]].concat(),
    };
    let of_item = |item: &Item| match item {
        Item::Shape(_, paint) => of_paint(paint),
        Item::Stroke(stroke) => vec![stroke.ink],
        Item::Text(text) => vec![text.ink],
        Item::Mark(_) => Vec::new(),
    };
    scene.flat().flat_map(of_item).map(|ink| theme.ink(ink)).collect()
}

/// The pixels of a scene, in some memory.
fn drawn(
    scene: &Scene,
    (theme, inks): (&Theme, &BTreeSet<Colour>),
    fonts: &Fonts,
    soft: Soft,
    memory: Vec<u8>,
) -> Option<Image> {
    // Lengths of the document have two decimals, so a whole number stays whole.
    let pixels = |length: f64| ((length * scene.scale * 100.0).round() / 100.0).ceil() * ZOOM;
    let (wide, high) = (pixels(scene.size.0).to_u32()?, pixels(scene.size.1).to_u32()?);
    let mut colours = Colours::new(soft);
    // Inks come first: whatever else has no number, they are shown as they are.
    for ink in inks {
        colours.number(*ink);
    }
    let image =
        Image::new((usize::try_from(wide).ok()?, usize::try_from(high).ok()?), colours, theme.ink(Ink::PAPER), memory)?;
    let zoom = scene.scale * ZOOM;
    let mut brush = Brush { image, theme, fonts, zoom, transform: Transform::from_scale(single(zoom), single(zoom)) };
    // The paper of the whole chart is there already.
    let is_paper = |item: &&Item| matches!(item, Item::Shape(Shape::Rect(_, size), paint) if *size == scene.size && *paint == Paint::solid(Ink::PAPER));
    glyphs::with(|letters| {
        for item in scene.flat().skip_while(is_paper) {
            match item {
                Item::Shape(shape, paint) => brush.shape(shape, *paint),
                Item::Stroke(stroke) => brush.stroke(stroke),
                Item::Text(text) => brush.text(text, letters),
                Item::Mark(_) => {}
            }
        }
    });
    Some(brush.image)
}

fn single(value: f64) -> f32 {
    value.to_f32().unwrap_or_default()
}

/// Draws items into an image.
struct Brush<'a> {
    image: Image,
    theme: &'a Theme,
    fonts: &'a Fonts,
    /// Pixels of the image for one of the layout.
    zoom: f64,
    transform: Transform,
}

impl Brush<'_> {
    fn plain(&mut self, ink: Ink) -> Ground {
        Ground::Plain(self.image.colours.number(self.theme.ink(ink)))
    }

    fn shape(&mut self, shape: &Shape, paint: Paint) {
        let Some(ground) = self.ground(paint.fill) else { return };
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) => Some(ink),
            Outline::WhereNeeded(ink) => {
                Some(ink).filter(|ink| self.theme.ink(*ink) != self.theme.ink(paint.fill.ground()))
            }
        };
        let outline = outline.map(|ink| self.plain(ink));
        let path = match shape {
            // SVG draws none that is empty, its outline neither.
            Shape::Rect(_, (width, height)) if *width <= 0.0 || *height <= 0.0 => return,
            Shape::Rect((x, y), (width, height)) => {
                let whole = Bounds { left: *x, top: *y, right: x + width, bottom: y + height };
                self.area(whole, None, &ground);
                if let Some(outline) = outline {
                    self.area(whole.grown(OUTLINE / 2.0), Some(whole.grown(-OUTLINE / 2.0)), &outline);
                }
                return;
            }
            Shape::Circle((x, y), radius) => PathBuilder::from_circle(single(*x), single(*y), single(*radius)),
            Shape::Polygon(corners) => {
                let mut path = through(corners);
                path.close();
                path.finish()
            }
        };
        let Some(path) = path else { return };
        self.fill(&path, &ground);
        if let Some(outline) = outline {
            self.line(&path, &Pen { width: single(OUTLINE), ..Pen::default() }, &outline);
        }
    }

    /// Fills an upright rectangle of the layout, but for one within it.
    fn area(&mut self, outer: Bounds, inner: Option<Bounds>, ground: &Ground) {
        self.image.area(outer.scaled(self.zoom), inner.map(|it| it.scaled(self.zoom)), ground);
    }

    /// Fills a path of the layout.
    fn fill(&mut self, path: &Path, ground: &Ground) {
        let Some(path) = path.clone().transform(self.transform) else { return };
        if let Some(covered) = Covered::by(&path, (self.image.wide, self.image.high)) {
            self.image.cover((0, 0), &covered, ground);
        }
    }

    /// Draws a line along a path of the layout.
    fn line(&mut self, path: &Path, pen: &Pen, ground: &Ground) {
        let finely = PathStroker::compute_resolution_scale(&self.transform);
        let strokes = match &pen.dash {
            Some(dash) => path.dash(dash, finely),
            None => Some(path.clone()),
        };
        if let Some(outline) = strokes.and_then(|strokes| strokes.stroke(pen, finely)) {
            self.fill(&outline, ground);
        }
    }

    /// What a shape is filled with.
    fn ground(&mut self, fill: Fill) -> Option<Ground> {
        let mut lines = PathBuilder::new();
        let (pattern, ink) = match fill {
            Fill::Solid(ink) => return Some(self.plain(ink)),
            Fill::Hatched(stroke, _) => {
                for (from, to) in [((-2.0, 2.0), (2.0, -2.0)), ((0.0, 8.0), (8.0, 0.0)), ((6.0, 10.0), (10.0, 6.0))] {
                    lines.move_to(from.0, from.1);
                    lines.line_to(to.0, to.1);
                }
                (lines.finish()?.stroke(&Pen { width: 1.5, ..Pen::default() }, single(self.zoom))?, stroke)
            }
            Fill::Dotted(dot, _) => {
                for at in [2.0, 6.0] {
                    lines.push_circle(at, at, 1.1);
                }
                (lines.finish()?, dot)
            }
        };
        // A tile; see the SVG's.
        let side = (TILE * self.zoom).round();
        let mut mask = Mask::new(side.to_u32()?, side.to_u32()?)?;
        let at_zoom = Transform::from_scale(single(side / TILE), single(side / TILE));
        mask.fill_path(&pattern, FillRule::Winding, true, at_zoom);
        let colours = &mut self.image.colours;
        let below = colours.number(self.theme.ink(fill.ground()));
        let above = colours.number(self.theme.ink(ink));
        let pixel = |share: &u8| colours.mixed(below, above, Cover::of(*share));
        Some(Ground::Tiled { side: side.to_usize()?, pixels: mask.data().iter().map(pixel).collect() })
    }

    fn stroke(&mut self, stroke: &Stroke) {
        let ground = self.plain(stroke.ink);
        if let ([(x, y), (next, other)], None) = (stroke.points.as_slice(), stroke.dash)
            && ((x - next).abs() < UPRIGHT || (y - other).abs() < UPRIGHT)
        {
            // A line that runs level or upright is as wide as its stroke, and ends where it ends.
            let half = stroke.width / 2.0;
            let (across, down) = if (y - other).abs() < UPRIGHT { (0.0, half) } else { (half, 0.0) };
            let (left, right) = (x.min(*next) - across, x.max(*next) + across);
            let (top, bottom) = (y.min(*other) - down, y.max(*other) + down);
            self.area(Bounds { left, top, right, bottom }, None, &ground);
            return;
        }
        let Some(points) = through(&stroke.points).finish() else { return };
        let dash = stroke.dash.and_then(|(on, off)| StrokeDash::new(vec![single(on), single(off)], 0.0));
        self.line(&points, &Pen { width: single(stroke.width), dash, ..Pen::default() }, &ground);
    }

    fn text(&mut self, text: &Text, letters: &mut Letters) {
        let line = letters.line(&text.text, text.weight, self.fonts);
        let size = text.size * self.zoom;
        let before = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => line.advance * size / 2.0,
            Anchor::End => line.advance * size,
        };
        let start = (text.at.0 * self.zoom - before, text.at.1 * self.zoom);
        let halo = text.halo.then_some((HALO * self.zoom, Ink::PAPER));
        for (edge, ink) in halo.into_iter().chain([(0.0, text.ink)]) {
            let ground = self.plain(ink);
            for (at, covered) in letters.covered(&line, start, size, edge, self.fonts) {
                self.image.cover(at, &covered, &ground);
            }
        }
    }
}

/// A line that deviates by less runs level, or upright.
const UPRIGHT: f64 = 1e-6;
/// The side of a pattern's tile in pixels of the layout.
const TILE: f64 = 8.0;

/// Straight from point to point.
fn through(points: &[(f64, f64)]) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        match index {
            0 => path.move_to(single(*x), single(*y)),
            _ => path.line_to(single(*x), single(*y)),
        }
    }
    path
}
