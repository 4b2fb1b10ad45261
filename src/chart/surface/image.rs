//! An image whose pixels are numbers of colours, and what is laid over them: upright rectangles by how much of each pixel they
//! cover, other shapes as masks.

use std::ops::Range;

use ab_glyph_rasterizer::{Rasterizer, point};
use rust_decimal::prelude::ToPrimitive;
use tiny_skia::{FillRule, Mask, Path, PathSegment, Point, Transform};

use super::colours::{Colours, Cover};
use crate::chart::look::theme::Colour;
use crate::chart::scene::Bounds;

/// So many pixels of what is covered are looked at at once.
const AT_ONCE: usize = 8;

/// Charts are flat: to tell a pixel by its neighbours, as PNG's filters do, gains nothing.
const UNFILTERED: u8 = 0;

/// An opaque image.
pub(super) struct Image {
    pub(super) wide: usize,
    pub(super) high: usize,
    pub(super) colours: Colours,
    /// Row by row: the filter of the row, which is none, as PNG has it, and the number of the colour of each pixel.
    pub(super) rows: Vec<u8>,
}

/// What a shape covers of the pixels around it.
pub(super) struct Covered {
    /// The pixel of the upper left corner.
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) wide: usize,
    /// Row by row.
    pub(super) covers: Vec<Cover>,
}

impl Covered {
    /// What a path covers within an image of so many pixels.
    pub(super) fn by(path: &Path, (wide, high): (usize, usize)) -> Option<Self> {
        let bounds = path.bounds();
        let (left, top) = ((bounds.left().floor() - 1.0).max(0.0), (bounds.top().floor() - 1.0).max(0.0));
        let right = (bounds.right().ceil() + 1.0).min(wide.to_f32()?);
        let bottom = (bounds.bottom().ceil() + 1.0).min(high.to_f32()?);
        let mut mask = Mask::new((right - left).to_u32()?, (bottom - top).to_u32()?)?;
        mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        let (wide, covers) = (usize::try_from(mask.width()).ok()?, mask.data().iter().map(|share| Cover::of(*share)));
        Some(Self { left: left.to_i32()?, top: top.to_i32()?, wide, covers: covers.collect() })
    }

    /// What a small path covers, wherever it is: a number for every pixel around it, which takes a fraction of the time where most
    /// of them have an edge, as in letters.
    pub(super) fn by_small(path: &Path) -> Option<Self> {
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        // An edge has its say in the pixel after it, too.
        let size = |from: f32, to: f32| (to.ceil() - from + 1.0).to_usize();
        let (wide, high) = (size(left, bounds.right())?, size(top, bounds.bottom())?);
        let mut raster = Rasterizer::new(wide, high);
        let place = |at: Point| point(at.x - left, at.y - top);
        let (mut start, mut last) = (point(0.0, 0.0), point(0.0, 0.0));
        for segment in path.segments() {
            let next = match segment {
                PathSegment::MoveTo(to) => {
                    raster.draw_line(last, start);
                    start = place(to);
                    start
                }
                PathSegment::LineTo(to) => {
                    raster.draw_line(last, place(to));
                    place(to)
                }
                PathSegment::QuadTo(over, to) => {
                    raster.draw_quad(last, place(over), place(to));
                    place(to)
                }
                PathSegment::CubicTo(over, before, to) => {
                    raster.draw_cubic(last, place(over), place(before), place(to));
                    place(to)
                }
                PathSegment::Close => {
                    raster.draw_line(last, start);
                    start
                }
            };
            last = next;
        }
        raster.draw_line(last, start);
        let mut covers = vec![Cover::NONE; wide.checked_mul(high)?];
        // How often a pixel is wound around, so that what is covered twice is covered.
        raster.for_each_pixel(|at, wound| {
            if let Some(cover) = covers.get_mut(at) {
                *cover = Cover::of((wound.min(1.0) * 255.0).round().to_u8().unwrap_or(u8::MAX));
            }
        });
        Some(Self { left: left.to_i32()?, top: top.to_i32()?, wide, covers })
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
        let row = wide.checked_add(1)?;
        memory.clear();
        memory.resize(row.checked_mul(high)?, colours.number(paper));
        memory.iter_mut().step_by(row).for_each(|filter| *filter = UNFILTERED);
        Some(Self { wide, high, colours, rows: memory })
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
        let cover = Cover::of((covered * 255.0).round().to_u8().unwrap_or(u8::MAX));
        let Some(pixels) = pixels_of(&mut self.rows, self.wide, row, column..column + count) else { return };
        match (cover, ground) {
            (Cover::NONE, _) => {}
            (Cover::WHOLE, Ground::Plain(number)) => pixels.fill(*number),
            (_, Ground::Plain(number)) => self.colours.lay_evenly(pixels, cover, *number),
            (_, Ground::Tiled { .. }) => {
                for (pixel, column) in pixels.iter_mut().zip(column..) {
                    *pixel = self.colours.mixed(*pixel, ground.at(column, row), cover);
                }
            }
        }
    }

    /// Lays a ground over what is covered, with the corner that it is counted from at a pixel.
    pub(super) fn cover(&mut self, at: (i32, i32), covered: &Covered, ground: &Ground) {
        let (left, top) = (i64::from(at.0) + i64::from(covered.left), i64::from(at.1) + i64::from(covered.top));
        // The part that lies in the image.
        let (skip, first) = (usize::try_from(-left).unwrap_or(0), usize::try_from(left).unwrap_or(0));
        for (row, covers) in (top..).zip(covered.covers.chunks_exact(covered.wide)) {
            let Ok(row) = usize::try_from(row) else { continue };
            let covers = covers.get(skip..).unwrap_or_default();
            let Some(pixels) = pixels_of(&mut self.rows, self.wide, row, first..first + covers.len()) else { continue };
            let pieces = pixels.chunks_mut(AT_ONCE).zip(covers.chunks(AT_ONCE));
            for ((pixels, covers), first) in pieces.zip((first..).step_by(AT_ONCE)) {
                match ground {
                    // Most of what is looked at is empty.
                    _ if covers == &[Cover::NONE; AT_ONCE][..covers.len()] => {}
                    Ground::Plain(number) => self.colours.lay(pixels, covers, *number),
                    Ground::Tiled { .. } => {
                        for ((pixel, cover), column) in pixels.iter_mut().zip(covers).zip(first..) {
                            *pixel = self.colours.mixed(*pixel, ground.at(column, row), *cover);
                        }
                    }
                }
            }
        }
    }
}

/// The pixels of a row between two columns, as far as there are any.
fn pixels_of(rows: &mut [u8], wide: usize, row: usize, columns: Range<usize>) -> Option<&mut [u8]> {
    let start = row.checked_mul(wide + 1)? + 1;
    rows.get_mut(start + columns.start..start + columns.end.min(wide))
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
        Image::new((wide, high), Colours::new(Soft { paired: 0, near: 0 }), WHITE, vec![9; 3]).expect("an image")
    }

    /// How dark the pixels are, of 255 and told by steps of 8, row by row.
    fn darkness(image: &Image) -> Vec<Vec<u8>> {
        let palette = image.colours.palette();
        let dark = |number: &u8| 255 - palette[3 * usize::from(*number)];
        image.rows.chunks(image.wide + 1).map(|row| row[1..].iter().map(dark).collect()).collect()
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
            [[0, 0, 0, 0, 0], [132, 255, 255, 68, 0], [68, 132, 132, 36, 0], [0, 0, 0, 0, 0]]
        );
        // All of it in one pixel.
        let speck = Bounds { left: 1.25, top: 0.25, right: 1.75, bottom: 0.75 };
        assert_eq!(dark(&[(speck, None)])[0], [0, 68, 0, 0, 0]);
    }

    #[test]
    fn a_frame_leaves_its_inside_and_what_is_outside_the_image_is_left_out() {
        let outer = Bounds { left: -3.0, top: -2.0, right: 9.0, bottom: 4.0 };
        let inner = Bounds { left: 1.0, top: 1.0, right: 4.0, bottom: 3.5 };
        assert_eq!(
            dark(&[(outer, Some(inner))]),
            [[255; 5], [255, 0, 0, 0, 255], [255, 0, 0, 0, 255], [255, 132, 132, 132, 255]]
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
        assert_eq!(darkness(&image), [[0, 255, 0, 255, 0], [0, 0, 255, 0, 132], [0; 5]]);
    }

    #[test]
    fn what_is_covered_lies_where_it_is_in_the_image() {
        let of = |wide: usize, shares: &[u8]| {
            let covers = shares.iter().map(|share| Cover::of(*share)).collect();
            Covered { left: 1, top: 1, wide, covers }
        };
        for (at, wanted) in [
            ((0, 0), [[0; 4], [0, 255, 52, 0], [0, 0, 0, 100]]),
            ((-2, -2), [[0, 100, 0, 0], [0; 4], [0; 4]]),
            ((1, 1), [[0; 4], [0; 4], [0, 0, 255, 52]]),
            ((3, -1), [[0; 4]; 3]),
            ((-1, 2), [[0; 4]; 3]),
            ((-4, -1), [[0; 4]; 3]),
            ((-1, i32::MAX), [[0; 4]; 3]),
        ] {
            let mut image = white(4, 3);
            let black = Ground::Plain(image.colours.number(BLACK));
            image.cover(at, &of(3, &[255, 51, 0, 0, 0, 102]), &black);
            assert_eq!(darkness(&image), wanted, "{at:?}");
        }
        // More pixels than are looked at at once.
        let shares: Vec<u8> = (0..20).map(|at| if at % 9 == 0 { 255 } else { 0 }).collect();
        let mut image = white(15, 1);
        let black = Ground::Plain(image.colours.number(BLACK));
        image.cover((-5, -1), &of(20, &shares), &black);
        let darkened: Vec<usize> = (0..15).filter(|at| image.rows[1 + at] == 1).collect();
        assert_eq!(darkened, [5, 14]);
    }
}
