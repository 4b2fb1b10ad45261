//! A scene as a PNG, at twice the size of the chart, with the fonts at hand only.

use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint as Ground, Path, PathBuilder, Pattern, Pixmap, Rect, Shader, SpreadMode,
    Stroke as Pen, StrokeDash, Transform,
};

use super::glyphs::{self, Covered, Letters};
use super::palette::{Indexed, indexed};
use crate::chart::Drawing;
use crate::chart::look::ink::Ink;
use crate::chart::look::paint::{Fill, Outline, Paint};
use crate::chart::look::theme::Colour;
use crate::chart::look::{Fonts, Theme};
use crate::chart::scene::{Anchor, HALO, Item, OUTLINE, Scene, Shape, Stroke, Text};
use crate::escape::permitted;

/// Why a chart cannot be made a PNG.
#[derive(Debug, Error)]
pub enum PngError {
    /// The chart is too large for memory.
    #[error("the chart is too large to be rendered")]
    Size,
    /// The image cannot be encoded.
    #[error("the image cannot be encoded: {0}")]
    Encoding(#[from] png::EncodingError),
}

/// Pixels of the image for one of the chart.
pub const ZOOM: f64 = 2.0;

/// The keyword of the text chunk that holds the metadata.
pub const KEYWORD: &str = "sinosov";

/// Renders a chart. The image carries the metadata of the SVG in an iTXt chunk. A letter that no font at hand has is an empty
/// box; [`Drawing::lacking`] tells it.
///
/// # Errors
/// [`PngError`] if the chart is too large, or the image cannot be encoded.
pub fn png(drawing: &Drawing, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    encoded(&image(&drawing.scene, &drawing.theme, fonts).ok_or(PngError::Size)?, drawing)
}

/// The pixels of a scene.
fn image(scene: &Scene, theme: &Theme, fonts: &Fonts) -> Option<Pixmap> {
    // Lengths of the document have two decimals, so a whole number stays whole.
    let pixels = |length: f64| ((length * scene.scale * 100.0).round() / 100.0).ceil() * ZOOM;
    let mut pixmap = Pixmap::new(pixels(scene.size.0).to_u32()?, pixels(scene.size.1).to_u32()?)?;
    let paper = theme.ink(Ink::PAPER);
    pixmap.fill(plain(paper));
    let zoom = scene.scale * ZOOM;
    let mut brush =
        Brush { pixmap, theme, fonts, zoom, transform: Transform::from_scale(zoom.to_f32()?, zoom.to_f32()?) };
    glyphs::with(|letters| {
        for item in scene.flat() {
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
        self.fill(shape, &path, paint.fill);
        let outline = match paint.outline {
            Outline::None => None,
            Outline::Drawn(ink) => Some(ink),
            Outline::WhereNeeded(ink) => {
                Some(ink).filter(|ink| self.theme.ink(*ink) != self.theme.ink(paint.fill.ground()))
            }
        };
        if let Some(ink) = outline {
            let pen = Pen { width: single(OUTLINE), ..Pen::default() };
            self.pixmap.stroke_path(&path, &ground(self.theme.ink(ink)), &pen, self.transform, None);
        }
    }

    fn fill(&mut self, shape: &Shape, path: &Path, fill: Fill) {
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
        match shape {
            Shape::Rect((x, y), (width, height)) => {
                if let Some(rect) = Rect::from_xywh(single(*x), single(*y), single(*width), single(*height)) {
                    self.pixmap.fill_rect(rect, &ground, self.transform, None);
                }
            }
            _ => self.pixmap.fill_path(path, &ground, FillRule::Winding, self.transform, None),
        }
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
            for (pixel, cover) in pixels.chunks_exact_mut(4).zip(&mask_row[skip..keep]) {
                match cover {
                    0 => {}
                    255 => pixel[..3].copy_from_slice(&[colour.0, colour.1, colour.2]),
                    cover => {
                        for (channel, to) in pixel.iter_mut().zip([colour.0, colour.1, colour.2]) {
                            *channel = mixed(*channel, to, *cover);
                        }
                    }
                }
            }
        }
    }
}

/// The side of a pattern's tile in pixels of the layout.
const TILE: f64 = 8.0;

fn mixed(from: u8, to: u8, cover: u8) -> u8 {
    let (from, to, cover) = (u32::from(from), u32::from(to), u32::from(cover));
    u8::try_from((from * (255 - cover) + to * cover + 127) / 255).unwrap_or(u8::MAX)
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

/// The image as a file, with what is told of the chart.
fn encoded(pixmap: &Pixmap, drawing: &Drawing) -> Result<Vec<u8>, PngError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    // The paper covers the whole image, so every pixel is opaque and premultiplied colours are the plain ones.
    let pixels = match indexed(pixmap) {
        Some(Indexed { palette, pixels }) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            pixels
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            pixmap.data().chunks_exact(4).flat_map(|rgba| &rgba[..3]).copied().collect()
        }
    };
    encoder.set_depth(png::BitDepth::Eight);
    // Charts are flat: filters gain nothing on them, and the first level of compression is five times as fast as the usual.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    // Keywords of the PNG specification (third edition, 11.3.3.2), which viewers and archives show.
    // A NUL would end a text of a chunk, and whoever reads it may obey other control characters.
    let shown = |text: &str| text.chars().map(permitted).collect::<String>();
    encoder.add_itxt_chunk("Title".to_owned(), shown(&drawing.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), shown(&drawing.description))?;
    encoder.add_itxt_chunk("Source".to_owned(), shown(&drawing.source))?;
    encoder.add_itxt_chunk("Copyright".to_owned(), "CC BY 4.0".to_owned())?;
    encoder.add_itxt_chunk("Software".to_owned(), concat!("sinosov ", env!("CARGO_PKG_VERSION")).to_owned())?;
    encoder.add_itxt_chunk(KEYWORD.to_owned(), drawing.metadata.clone())?;
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(bytes)
}
