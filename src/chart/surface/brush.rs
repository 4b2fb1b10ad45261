//! The items of a scene laid over pixels: upright rectangles and lines by how much of each pixel they cover, all other shapes by
//! tiny-skia, letters as masks.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;
use tiny_skia::{
    Color, FillRule, FilterQuality, IntSize, Paint as Ground, Path, PathBuilder, Pattern, Pixmap, Rect, Shader,
    SpreadMode, Stroke as Pen, StrokeDash, Transform,
};

use super::area::{self, Area, mix};
use super::glyphs::{self, Covered, Letters};
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::theme::Colour;
use crate::chart::look::{Fonts, Theme};
use crate::chart::scene::{Anchor, HALO, Item, OUTLINE, Scene, Shape, Stroke, Text};

/// Pixels of the image for one of the chart.
pub const ZOOM: f64 = 2.0;

thread_local! {
    /// The memory of the last image; to ask the system for as much anew takes longer than to draw most charts.
    static MEMORY: RefCell<Vec<u8>> = RefCell::default();
}

/// Makes something of the pixels of a scene; nothing if they are too many.
pub(super) fn with_image<T>(scene: &Scene, theme: &Theme, fonts: &Fonts, make: impl FnOnce(&Pixmap) -> T) -> Option<T> {
    let image = image(scene, theme, fonts, MEMORY.take())?;
    let made = make(&image);
    MEMORY.set(image.take());
    Some(made)
}

/// The colours of the inks of a scene, each once.
pub(super) fn inks(scene: &Scene, theme: &Theme) -> BTreeSet<Colour> {
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
fn image(scene: &Scene, theme: &Theme, fonts: &Fonts, mut memory: Vec<u8>) -> Option<Pixmap> {
    // Lengths of the document have two decimals, so a whole number stays whole.
    let pixels = |length: f64| ((length * scene.scale * 100.0).round() / 100.0).ceil() * ZOOM;
    let size = IntSize::from_wh(pixels(scene.size.0).to_u32()?, pixels(scene.size.1).to_u32()?)?;
    memory.resize(usize::try_from(u64::from(size.width()) * u64::from(size.height())).ok()?.checked_mul(4)?, 0);
    let mut pixmap = Pixmap::from_vec(memory, size)?;
    let paper = theme.ink(Ink::PAPER);
    pixmap.fill(plain(paper));
    let zoom = scene.scale * ZOOM;
    let mut brush =
        Brush { pixmap, theme, fonts, zoom, transform: Transform::from_scale(zoom.to_f32()?, zoom.to_f32()?) };
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
    Some(brush.pixmap)
}

fn plain(colour: Colour) -> Color {
    Color::from_rgba8(colour.0, colour.1, colour.2, u8::MAX)
}

fn single(value: f64) -> f32 {
    value.to_f32().unwrap_or_default()
}

/// Draws items into an image.
struct Brush<'a> {
    pixmap: Pixmap,
    theme: &'a Theme,
    fonts: &'a Fonts,
    /// Pixels of the image for one of the layout.
    zoom: f64,
    transform: Transform,
}

impl Brush<'_> {
    fn shape(&mut self, shape: &Shape, paint: Paint) {
        let Some(path) = path(shape) else { return };
        match (shape, paint.fill) {
            (Shape::Rect(at, size), Fill::Solid(ink)) => self.area(rect(*at, *size), None, ink),
            _ => self.fill(&path, paint.fill),
        }
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) => Some(ink),
            Outline::WhereNeeded(ink) => {
                Some(ink).filter(|ink| self.theme.ink(*ink) != self.theme.ink(paint.fill.ground()))
            }
        };
        let Some(ink) = outline else { return };
        if let Shape::Rect(at, size) = shape {
            let whole = rect(*at, *size);
            self.area(whole.grown(OUTLINE / 2.0), Some(whole.grown(-OUTLINE / 2.0)), ink);
        } else {
            let pen = Pen { width: single(OUTLINE), ..Pen::default() };
            self.pixmap.stroke_path(&path, &ground(self.theme.ink(ink)), &pen, self.transform, None);
        }
    }

    /// Fills an upright rectangle of the layout, but for one within it.
    fn area(&mut self, outer: Area, inner: Option<Area>, ink: Ink) {
        area::fill(
            &mut self.pixmap,
            outer.scaled(self.zoom),
            inner.map(|it| it.scaled(self.zoom)),
            self.theme.ink(ink),
        );
    }

    fn fill(&mut self, path: &Path, fill: Fill) {
        let tile;
        let ground = match fill {
            Fill::Solid(ink) => ground(self.theme.ink(ink)),
            Fill::Hatched(..) | Fill::Dotted(..) => {
                let Some(made) = self.tile(fill) else { return };
                tile = made;
                let back = Transform::from_scale(single(1.0 / self.zoom), single(1.0 / self.zoom));
                let shader = Pattern::new(tile.as_ref(), SpreadMode::Repeat, FilterQuality::Nearest, 1.0, back);
                Ground { shader, ..Ground::default() }
            }
        };
        self.pixmap.fill_path(path, &ground, FillRule::Winding, self.transform, None);
    }

    /// The tile of a pattern; see the SVG's.
    fn tile(&self, fill: Fill) -> Option<Pixmap> {
        let side = (TILE * self.zoom).round().to_u32()?;
        let mut tile = Pixmap::new(side, side)?;
        let at_zoom = Transform::from_scale(side.to_f32()? / single(TILE), side.to_f32()? / single(TILE));
        tile.fill(plain(self.theme.ink(fill.ground())));
        let mut lines = PathBuilder::new();
        match fill {
            Fill::Solid(_) => {}
            Fill::Hatched(stroke, _) => {
                for (from, to) in [((-2.0, 2.0), (2.0, -2.0)), ((0.0, 8.0), (8.0, 0.0)), ((6.0, 10.0), (10.0, 6.0))] {
                    lines.move_to(from.0, from.1);
                    lines.line_to(to.0, to.1);
                }
                let pen = Pen { width: 1.5, ..Pen::default() };
                tile.stroke_path(&lines.finish()?, &ground(self.theme.ink(stroke)), &pen, at_zoom, None);
            }
            Fill::Dotted(dot, _) => {
                for at in [2.0, 6.0] {
                    lines.push_circle(at, at, 1.1);
                }
                let dot = ground(self.theme.ink(dot));
                tile.fill_path(&lines.finish()?, &dot, FillRule::Winding, at_zoom, None);
            }
        }
        Some(tile)
    }

    fn stroke(&mut self, stroke: &Stroke) {
        if let ([(x, y), (next, other)], None) = (stroke.points.as_slice(), stroke.dash)
            && ((x - next).abs() < UPRIGHT || (y - other).abs() < UPRIGHT)
        {
            // A line that runs level or upright is as wide as its stroke, and ends where it ends.
            let half = stroke.width / 2.0;
            let (across, down) = if (y - other).abs() < UPRIGHT { (0.0, half) } else { (half, 0.0) };
            let (left, right) = (x.min(*next) - across, x.max(*next) + across);
            let (top, bottom) = (y.min(*other) - down, y.max(*other) + down);
            self.area(Area { left, top, right, bottom }, None, stroke.ink);
            return;
        }
        let mut lines = PathBuilder::new();
        for (index, (x, y)) in stroke.points.iter().enumerate() {
            match index {
                0 => lines.move_to(single(*x), single(*y)),
                _ => lines.line_to(single(*x), single(*y)),
            }
        }
        let Some(lines) = lines.finish() else { return };
        let dash = stroke.dash.and_then(|(on, off)| StrokeDash::new(vec![single(on), single(off)], 0.0));
        let pen = Pen { width: single(stroke.width), dash, ..Pen::default() };
        self.pixmap.stroke_path(&lines, &ground(self.theme.ink(stroke.ink)), &pen, self.transform, None);
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
            let colour = self.theme.ink(ink);
            for (pixel, covered) in letters.covered(&line, start, size, edge, self.fonts) {
                self.cover(pixel, &covered, colour);
            }
        }
    }

    /// Lays a colour over the pixels that a glyph covers. All of the image is opaque.
    fn cover(&mut self, (column, row): (i32, i32), covered: &Covered, colour: Colour) {
        let (wide, high) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let left = i64::from(column) + i64::from(covered.left);
        let top = i64::from(row) + i64::from(covered.top);
        let mask_wide = covered.mask.width() as usize;
        // The part of the mask that lies in the image.
        let skip = usize::try_from(-left).unwrap_or(0);
        let keep = usize::try_from(wide - left).unwrap_or(0).min(mask_wide);
        if skip >= keep {
            return;
        }
        for (y, mask_row) in (top..).zip(covered.mask.data().chunks_exact(mask_wide)) {
            if !(0..high).contains(&y) {
                continue;
            }
            let first = usize::try_from(y * wide + left.max(0)).unwrap_or(usize::MAX).saturating_mul(4);
            let Some(pixels) = self.pixmap.data_mut().get_mut(first..) else { continue };
            let pixels = pixels.as_chunks_mut::<4>().0;
            for (pixels, covers) in pixels.chunks_mut(AT_ONCE).zip(mask_row[skip..keep].chunks(AT_ONCE)) {
                // Most of a mask is empty.
                if covers.iter().fold(0, |any, cover| any | cover) == 0 {
                    continue;
                }
                for (pixel, cover) in pixels.iter_mut().zip(covers) {
                    match cover {
                        0 => {}
                        255 => *pixel = [colour.0, colour.1, colour.2, 255],
                        cover => mix(pixel, colour, *cover),
                    }
                }
            }
        }
    }
}

/// So many pixels of a mask are looked at at once.
const AT_ONCE: usize = 8;
/// A line that deviates by less runs level, or upright.
const UPRIGHT: f64 = 1e-6;
/// The side of a pattern's tile in pixels of the layout.
const TILE: f64 = 8.0;

fn rect((x, y): (f64, f64), (width, height): (f64, f64)) -> Area {
    Area { left: x, top: y, right: x + width, bottom: y + height }
}

fn ground(colour: Colour) -> Ground<'static> {
    Ground { shader: Shader::SolidColor(plain(colour)), ..Ground::default() }
}

fn path(shape: &Shape) -> Option<Path> {
    match shape {
        Shape::Rect((x, y), (width, height)) => {
            let rect = Rect::from_xywh(single(*x), single(*y), single(*width), single(*height))?;
            Some(PathBuilder::from_rect(rect))
        }
        Shape::Circle((x, y), radius) => PathBuilder::from_circle(single(*x), single(*y), single(*radius)),
        Shape::Polygon(corners) => {
            let mut path = PathBuilder::new();
            for (index, (x, y)) in corners.iter().enumerate() {
                match index {
                    0 => path.move_to(single(*x), single(*y)),
                    _ => path.line_to(single(*x), single(*y)),
                }
            }
            path.close();
            path.finish()
        }
    }
}
