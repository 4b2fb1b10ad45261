//! An image whose pixels are numbers of colours, and what is laid over them: upright rectangles by how much of each pixel they
//! cover, other shapes as masks.

use rust_decimal::prelude::ToPrimitive;
use tiny_skia::{FillRule, Mask, Path, Transform};

use super::colours::Colours;
use crate::chart::look::theme::Colour;
use crate::chart::scene::Bounds;

/// So many pixels of a mask are looked at at once.
const AT_ONCE: usize = 8;
/// All of a pixel.
const WHOLE: u8 = u8::MAX;

/// An opaque image.
pub(super) struct Image {
    pub(super) wide: usize,
    pub(super) high: usize,
    pub(super) colours: Colours,
    /// The number of the colour of each pixel, row by row.
    pub(super) pixels: Vec<u8>,
}

/// What a shape covers of the pixels around it.
pub(super) struct Covered {
    /// The pixel of the upper left corner.
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) mask: Mask,
}

impl Covered {
    /// What a path covers: within an image of so many pixels, or wherever it is.
    pub(super) fn by(path: &Path, within: Option<(usize, usize)>) -> Option<Self> {
        let bounds = path.bounds();
        let (mut left, mut top) = (bounds.left().floor() - 1.0, bounds.top().floor() - 1.0);
        let (mut right, mut bottom) = (bounds.right().ceil() + 1.0, bounds.bottom().ceil() + 1.0);
        if let Some((wide, high)) = within {
            (left, top) = (left.max(0.0), top.max(0.0));
            (right, bottom) = (right.min(wide.to_f32()?), bottom.min(high.to_f32()?));
        }
        let mut mask = Mask::new((right - left).to_u32()?, (bottom - top).to_u32()?)?;
        mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        Some(Self { left: left.to_i32()?, top: top.to_i32()?, mask })
    }
}

/// What is laid over pixels.
pub(super) enum Ground {
    /// A colour.
    Plain(u8),
    /// A square of pixels, over and over from the corner of the image.
    Tiled {
        /// Of how many pixels a side is.
        side: usize,
        /// The numbers of their colours, row by row.
        pixels: Vec<u8>,
    },
}

impl Ground {
    fn at(&self, column: usize, row: usize) -> u8 {
        match self {
            Self::Plain(number) => *number,
            Self::Tiled { side, pixels } => pixels.get(row % side * side + column % side).copied().unwrap_or_default(),
        }
    }
}

impl Image {
    /// An image of one colour, in some memory.
    pub(super) fn new(
        (wide, high): (usize, usize),
        mut colours: Colours,
        paper: Colour,
        mut memory: Vec<u8>,
    ) -> Option<Self> {
        memory.clear();
        memory.resize(wide.checked_mul(high)?, colours.number(paper));
        Some(Self { wide, high, colours, pixels: memory })
    }

    /// Fills an upright rectangle, but for one within it.
    pub(super) fn area(&mut self, outer: Bounds, inner: Option<Bounds>, ground: &Ground) {
        let inner = inner.filter(|inner| inner.width() > 0.0 && inner.height() > 0.0);
        let (wide, high) = (float(self.wide), float(self.high));
        let across = |area: Bounds| (area.left.clamp(0.0, wide), area.right.clamp(0.0, wide));
        let (first, last) = (whole(outer.top.clamp(0.0, high).floor()), whole(outer.bottom.clamp(0.0, high).ceil()));
        let (left, right) = across(outer);
        for row in first..last {
            let covered = share(outer, row);
            match inner.map(|inner| (inner, share(inner, row))).filter(|(_, share)| *share > 0.0) {
                None => self.span(row, (left, right), covered, ground),
                Some((inner, share)) => {
                    let (from, to) = across(inner);
                    self.span(row, (left, from), covered, ground);
                    self.span(row, (from, to), covered - share, ground);
                    self.span(row, (to, right), covered, ground);
                }
            }
        }
    }

    /// Fills a row of pixels between two places, as far as the row is covered.
    fn span(&mut self, row: usize, (from, to): (f64, f64), covered: f64, ground: &Ground) {
        if to <= from || covered <= 0.0 {
            return;
        }
        let (first, last) = (from.ceil(), to.floor());
        if first > last {
            // All of it is in one pixel.
            self.lay(row, whole(last), 1, (to - from) * covered, ground);
            return;
        }
        self.lay(row, whole(from), 1, (first - from) * covered, ground);
        self.lay(row, whole(first), whole(last) - whole(first), covered, ground);
        self.lay(row, whole(last), 1, (to - last) * covered, ground);
    }

    /// Lays a ground over so many pixels of a row.
    fn lay(&mut self, row: usize, column: usize, count: usize, covered: f64, ground: &Ground) {
        let cover = (covered * 255.0).round().to_u8().unwrap_or(WHOLE);
        let end = (column + count).min(self.wide);
        let Some(pixels) = self.pixels.get_mut(row * self.wide + column..row * self.wide + end) else { return };
        match (cover, ground) {
            (0, _) => {}
            (WHOLE, Ground::Plain(number)) => pixels.fill(*number),
            _ => {
                for (pixel, column) in pixels.iter_mut().zip(column..) {
                    let above = ground.at(column, row);
                    *pixel = if cover == WHOLE { above } else { self.colours.mixed(*pixel, above, cover) };
                }
            }
        }
    }

    /// Lays a ground over the pixels that a mask covers, whose upper left corner is at a pixel.
    pub(super) fn cover(&mut self, at: (i64, i64), mask: &Mask, ground: &Ground) {
        // What all pixels share need not be asked for each.
        match ground {
            Ground::Plain(number) => self.cover_by(at, mask, |_, _| *number),
            Ground::Tiled { .. } => self.cover_by(at, mask, |column, row| ground.at(column, row)),
        }
    }

    fn cover_by(&mut self, (left, top): (i64, i64), mask: &Mask, ground: impl Fn(usize, usize) -> u8) {
        let mask_wide = mask.width() as usize;
        // The part of the mask that lies in the image.
        let skip = usize::try_from(-left).unwrap_or(0);
        let first = usize::try_from(left).unwrap_or(0);
        let keep = mask_wide.min(self.wide.saturating_sub(first).saturating_add(skip));
        if skip >= keep {
            return;
        }
        let colours = &mut self.colours;
        let mut lay = |pixels: &mut [u8], covers: &[u8], first: usize, row: usize| {
            for ((pixel, cover), column) in pixels.iter_mut().zip(covers).zip(first..) {
                match *cover {
                    0 => {}
                    WHOLE => *pixel = ground(column, row),
                    cover => *pixel = colours.mixed(*pixel, ground(column, row), cover),
                }
            }
        };
        for (row, covers) in (top..).zip(mask.data().chunks_exact(mask_wide)) {
            let Some(row) = usize::try_from(row).ok().filter(|row| *row < self.high) else { continue };
            let start = row * self.wide + first;
            let Some(pixels) = self.pixels.get_mut(start..start + keep - skip) else { continue };
            let (pieces, rest) = pixels.as_chunks_mut::<AT_ONCE>();
            let (covers, rest_covers) = covers[skip..keep].as_chunks::<AT_ONCE>();
            let rest_first = first + AT_ONCE * pieces.len();
            for ((pixels, covers), first) in pieces.iter_mut().zip(covers).zip((first..).step_by(AT_ONCE)) {
                // Most of a mask is empty.
                if *covers != [0; AT_ONCE] {
                    lay(pixels, covers, first, row);
                }
            }
            lay(rest, rest_covers, rest_first, row);
        }
    }
}

/// How much of a row of pixels is within the height of an area.
fn share(area: Bounds, row: usize) -> f64 {
    let row = float(row);
    ((row + 1.0).min(area.bottom) - row.max(area.top)).clamp(0.0, 1.0)
}

fn whole(number: f64) -> usize {
    number.to_usize().unwrap_or_default()
}

fn float(count: usize) -> f64 {
    count.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::surface::colours::Soft;

    const WHITE: Colour = Colour(255, 255, 255);
    const BLACK: Colour = Colour(0, 0, 0);

    fn white(wide: usize, high: usize) -> Image {
        Image::new((wide, high), Colours::new(Soft { halved: 0, near: 0 }), WHITE, vec![9; 3]).expect("an image")
    }

    /// How dark the pixels are, of 255, row by row.
    fn darkness(image: &Image) -> Vec<Vec<u8>> {
        let palette = image.colours.palette();
        let dark = |number: &u8| 255 - palette[3 * usize::from(*number)];
        image.pixels.chunks(image.wide).map(|row| row.iter().map(dark).collect()).collect()
    }

    /// The same of a white image after black areas were filled.
    fn dark(areas: &[(Bounds, Option<Bounds>)]) -> Vec<Vec<u8>> {
        let mut image = white(5, 4);
        let black = Ground::Plain(image.colours.number(BLACK));
        for (outer, inner) in areas {
            image.area(*outer, *inner, &black);
        }
        darkness(&image)
    }

    #[test]
    fn a_pixel_is_as_dark_as_it_is_covered() {
        let area = Bounds { left: 0.5, top: 1.0, right: 3.25, bottom: 2.5 };
        assert_eq!(
            dark(&[(area, None)]),
            [[0, 0, 0, 0, 0], [128, 255, 255, 64, 0], [64, 128, 128, 32, 0], [0, 0, 0, 0, 0]]
        );
        // All of it in one pixel.
        let speck = Bounds { left: 1.25, top: 0.25, right: 1.75, bottom: 0.75 };
        assert_eq!(dark(&[(speck, None)])[0], [0, 64, 0, 0, 0]);
    }

    #[test]
    fn a_frame_leaves_its_inside_and_what_is_outside_the_image_is_left_out() {
        let outer = Bounds { left: -3.0, top: -2.0, right: 9.0, bottom: 4.0 };
        let inner = Bounds { left: 1.0, top: 1.0, right: 4.0, bottom: 3.5 };
        assert_eq!(
            dark(&[(outer, Some(inner))]),
            [[255; 5], [255, 0, 0, 0, 255], [255, 0, 0, 0, 255], [255, 128, 128, 128, 255]]
        );
        // An inside without extent is none.
        let nothing = Bounds { left: 2.0, top: 2.0, right: 1.0, bottom: 1.0 };
        assert_eq!(dark(&[(outer, Some(nothing))]), [[255; 5]; 4]);
        assert_eq!(dark(&[(Bounds { left: 7.0, top: 0.0, right: 9.0, bottom: 4.0 }, None)]), [[0; 5]; 4]);
    }

    #[test]
    fn tiles_begin_at_the_corner_of_the_image_whatever_they_fill() {
        let mut image = white(5, 3);
        let black = image.colours.number(BLACK);
        let ground = Ground::Tiled { side: 2, pixels: vec![0, black, black, 0] };
        image.area(Bounds { left: 1.0, top: 0.0, right: 4.5, bottom: 2.0 }, None, &ground);
        assert_eq!(darkness(&image), [[0, 255, 0, 255, 0], [0, 0, 255, 0, 128], [0; 5]]);
    }

    #[test]
    fn a_mask_is_laid_where_it_lies_in_the_image() {
        let mask = |covers: [u8; 6]| {
            let size = tiny_skia::IntSize::from_wh(3, 2).expect("a size");
            Mask::from_vec(covers.to_vec(), size).expect("a mask")
        };
        for (at, wanted) in [
            ((1, 1), [[0; 4], [0, 255, 51, 0], [0, 0, 0, 102]]),
            ((-1, -1), [[0, 102, 0, 0], [0; 4], [0; 4]]),
            ((2, 2), [[0; 4], [0; 4], [0, 0, 255, 51]]),
            ((4, 0), [[0; 4]; 3]),
            ((0, 3), [[0; 4]; 3]),
            ((-3, 0), [[0; 4]; 3]),
            ((0, i64::from(i32::MAX)), [[0; 4]; 3]),
        ] {
            let mut image = white(4, 3);
            let black = Ground::Plain(image.colours.number(BLACK));
            image.cover(at, &mask([255, 51, 0, 0, 0, 102]), &black);
            assert_eq!(darkness(&image), wanted, "{at:?}");
        }
        // A mask of more pixels than are looked at at once.
        let size = tiny_skia::IntSize::from_wh(20, 1).expect("a size");
        let long = Mask::from_vec((0..20).map(|at| if at % 9 == 0 { 255 } else { 0 }).collect(), size).expect("a mask");
        let mut image = white(15, 1);
        let black = Ground::Plain(image.colours.number(BLACK));
        image.cover((-4, 0), &long, &black);
        let darkened: Vec<usize> = (0..15).filter(|at| image.pixels[*at] == 1).collect();
        assert_eq!(darkened, [5, 14]);
    }
}
