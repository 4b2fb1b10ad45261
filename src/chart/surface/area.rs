//! Upright rectangles laid over the pixels of an image: each pixel takes as much of the colour as the rectangle covers of it.

use rust_decimal::prelude::ToPrimitive;
use tiny_skia::Pixmap;

use crate::chart::look::theme::Colour;

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The same, larger by so much on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn scaled(self, by: f64) -> Self {
        Self { left: self.left * by, top: self.top * by, right: self.right * by, bottom: self.bottom * by }
    }

    fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// How much of a row of pixels is within its height.
    fn share(&self, row: f64) -> f64 {
        ((row + 1.0).min(self.bottom) - row.max(self.top)).clamp(0.0, 1.0)
    }
}

/// Fills an area of an opaque image, but for one within it.
pub(super) fn fill(image: &mut Pixmap, outer: Area, inner: Option<Area>, colour: Colour) {
    let inner = inner.filter(|inner| !inner.is_empty());
    let (wide, high) = (image.width(), image.height());
    let limit = |place: f64, most: u32| place.clamp(0.0, f64::from(most));
    let outer = Area { left: limit(outer.left, wide), right: limit(outer.right, wide), ..outer };
    let (first, last) = (whole(limit(outer.top, high).floor()), whole(limit(outer.bottom, high).ceil()));
    let row_long = whole(f64::from(wide));
    let rows = image.data_mut().as_chunks_mut::<4>().0.chunks_exact_mut(row_long.max(1));
    for (row, pixels) in rows.enumerate().take(last).skip(first) {
        let row = row.to_f64().unwrap_or_default();
        let covered = outer.share(row);
        match inner.map(|inner| (inner, inner.share(row))).filter(|(_, share)| *share > 0.0) {
            None => span(pixels, (outer.left, outer.right), covered, colour),
            Some((inner, share)) => {
                let (left, right) = (limit(inner.left, wide), limit(inner.right, wide));
                span(pixels, (outer.left, left), covered, colour);
                span(pixels, (left, right), covered - share, colour);
                span(pixels, (right, outer.right), covered, colour);
            }
        }
    }
}

/// Fills a row of pixels between two places, as far as the row is covered.
fn span(row: &mut [[u8; 4]], (from, to): (f64, f64), covered: f64, colour: Colour) {
    if to <= from || covered <= 0.0 {
        return;
    }
    let (first, last) = (from.ceil(), to.floor());
    if first > last {
        // All of it is in one pixel.
        lay(row, whole(last), 1, (to - from) * covered, colour);
        return;
    }
    lay(row, whole(from), 1, (first - from) * covered, colour);
    lay(row, whole(first), whole(last) - whole(first), covered, colour);
    lay(row, whole(last), 1, (to - last) * covered, colour);
}

/// Lays a colour over so many pixels.
fn lay(row: &mut [[u8; 4]], at: usize, count: usize, covered: f64, colour: Colour) {
    let cover = (covered * 255.0).round().to_u8().unwrap_or(u8::MAX);
    let end = (at + count).min(row.len());
    let Some(pixels) = row.get_mut(at..end) else { return };
    match cover {
        0 => {}
        u8::MAX => pixels.fill([colour.0, colour.1, colour.2, u8::MAX]),
        _ => pixels.iter_mut().for_each(|pixel| mix(pixel, colour, cover)),
    }
}

/// Lays a colour over a pixel of which it covers so much, of 255.
pub(super) fn mix([red, green, blue, _]: &mut [u8; 4], colour: Colour, cover: u8) {
    *red = mixed(*red, colour.0, cover);
    *green = mixed(*green, colour.1, cover);
    *blue = mixed(*blue, colour.2, cover);
}

fn mixed(from: u8, to: u8, cover: u8) -> u8 {
    let (from, to, cover) = (u32::from(from), u32::from(to), u32::from(cover));
    u8::try_from((from * (255 - cover) + to * cover + 127) / 255).unwrap_or(u8::MAX)
}

fn whole(number: f64) -> usize {
    number.to_usize().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::Color;

    /// How dark the pixels of a white image are after black areas were filled, of 255, row by row.
    fn dark(areas: &[(Area, Option<Area>)]) -> Vec<Vec<u8>> {
        let mut image = Pixmap::new(5, 4).expect("an image");
        image.fill(Color::WHITE);
        for (outer, inner) in areas {
            fill(&mut image, *outer, *inner, Colour(0, 0, 0));
        }
        image.data().chunks_exact(20).map(|row| row.chunks_exact(4).map(|pixel| 255 - pixel[0]).collect()).collect()
    }

    #[test]
    fn a_pixel_is_as_dark_as_it_is_covered() {
        let area = Area { left: 0.5, top: 1.0, right: 3.25, bottom: 2.5 };
        assert_eq!(
            dark(&[(area, None)]),
            [[0, 0, 0, 0, 0], [128, 255, 255, 64, 0], [64, 128, 128, 32, 0], [0, 0, 0, 0, 0]]
        );
        // All of it in one pixel.
        let speck = Area { left: 1.25, top: 0.25, right: 1.75, bottom: 0.75 };
        assert_eq!(dark(&[(speck, None)])[0], [0, 64, 0, 0, 0]);
    }

    #[test]
    fn a_frame_leaves_its_inside_and_what_is_outside_the_image_is_left_out() {
        let outer = Area { left: -3.0, top: -2.0, right: 9.0, bottom: 4.0 };
        let inner = Area { left: 1.0, top: 1.0, right: 4.0, bottom: 3.5 };
        assert_eq!(
            dark(&[(outer, Some(inner))]),
            [[255; 5], [255, 0, 0, 0, 255], [255, 0, 0, 0, 255], [255, 128, 128, 128, 255]]
        );
        // An inside without extent is none.
        let nothing = Area { left: 2.0, top: 2.0, right: 1.0, bottom: 1.0 };
        assert_eq!(dark(&[(outer, Some(nothing))]), [[255; 5]; 4]);
        assert_eq!(dark(&[(Area { left: 7.0, top: 0.0, right: 9.0, bottom: 4.0 }, None)]), [[0; 5]; 4]);
    }
}
