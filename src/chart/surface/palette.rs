//! The pixels of an image as numbers of a palette. A chart has few colours: its inks, and what they make at soft edges. So a pixel
//! takes one byte in place of three, which is packed in half the time and into half the file.

use tiny_skia::Pixmap;

/// A byte tells so many colours apart.
const MOST: usize = 256;
/// So many pixels are compared with those above at once.
const PIECE: usize = 32;
/// The bytes of a pixel in memory.
const DEPTH: usize = 4;

/// Red, green and blue, and a fourth byte that is the same in all pixels.
type Colour = [u8; DEPTH];

/// An image of at most 256 colours.
pub(super) struct Indexed {
    /// Red, green and blue of each colour.
    pub(super) palette: Vec<u8>,
    /// The number of the colour of each pixel, row by row.
    pub(super) pixels: Vec<u8>,
}

/// An image by the numbers of its colours. Nothing if they are more than 256: no colour is moved to spare bytes.
pub(super) fn indexed(image: &Pixmap) -> Option<Indexed> {
    let mut colours = Known::default();
    let pixels = numbered(image, |colour| colours.number(colour))?;
    Some(Indexed { palette: plain(&colours.all), pixels })
}

/// Colours with their numbers, in the order in which they were met.
struct Known {
    all: Vec<Colour>,
    /// Places by a digest of the colour; where one is taken, the next is looked at. They are twice as many as the colours.
    places: [Option<u8>; 2 * MOST],
}

impl Default for Known {
    fn default() -> Self {
        Self { all: Vec::with_capacity(MOST), places: [None; 2 * MOST] }
    }
}

impl Known {
    fn number(&mut self, colour: Colour) -> Option<u8> {
        let digest = u32::from_le_bytes(colour).wrapping_mul(0x9e37_79b1) >> 23;
        let mut place = digest as usize;
        loop {
            match self.places.get_mut(place % (2 * MOST))? {
                Some(number) if self.all.get(usize::from(*number)) == Some(&colour) => return Some(*number),
                Some(_) => place += 1,
                free => {
                    let number = u8::try_from(self.all.len()).ok()?;
                    self.all.push(colour);
                    *free = Some(number);
                    return Some(number);
                }
            }
        }
    }
}

/// The pixels by the numbers of their colours; nothing if a colour has none. Most rows are like the one above, in whole or in
/// part, and most pixels like the one before; a number is asked for where that does not hold.
fn numbered(image: &Pixmap, mut number: impl FnMut(Colour) -> Option<u8>) -> Option<Vec<u8>> {
    let wide = image.width() as usize;
    let mut out = vec![0; image.data().len() / DEPTH];
    let mut last: Option<(Colour, u8)> = None;
    let mut above: Option<(&[u8], usize)> = None;
    for (index, row) in image.data().chunks_exact(wide * DEPTH).enumerate() {
        let at = index * wide;
        match above {
            Some((colours, numbers)) if colours == row => out.copy_within(numbers..numbers + wide, at),
            _ => {
                for start in (0..wide).step_by(PIECE) {
                    let end = (start + PIECE).min(wide);
                    let piece = &row[start * DEPTH..end * DEPTH];
                    match above {
                        Some((colours, numbers)) if &colours[start * DEPTH..end * DEPTH] == piece => {
                            out.copy_within(numbers + start..numbers + end, at + start);
                        }
                        _ => {
                            for (place, colour) in
                                out[at + start..at + end].iter_mut().zip(piece.as_chunks::<DEPTH>().0)
                            {
                                *place = match last {
                                    Some((known, number)) if known == *colour => number,
                                    _ => {
                                        let number = number(*colour)?;
                                        last = Some((*colour, number));
                                        number
                                    }
                                };
                            }
                        }
                    }
                }
            }
        }
        above = Some((row, at));
    }
    Some(out)
}

fn plain(colours: &[Colour]) -> Vec<u8> {
    colours.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::{Color, IntSize, PremultipliedColorU8};

    /// An image of these colours, row by row.
    fn image(wide: u32, colours: &[[u8; 3]]) -> Pixmap {
        let data = colours.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect();
        let high = u32::try_from(colours.len()).expect("small") / wide;
        Pixmap::from_vec(data, IntSize::from_wh(wide, high).expect("a size")).expect("an image")
    }

    /// The colours that an indexed image shows.
    fn shown(indexed: &Indexed) -> Vec<[u8; 3]> {
        let colours = indexed.palette.as_chunks::<3>().0;
        indexed.pixels.iter().map(|number| colours[usize::from(*number)]).collect()
    }

    #[test]
    fn few_colours_are_all_kept() {
        // 256 colours, each in two places, in rows of which some are like the one above in part or in whole.
        let mut colours: Vec<[u8; 3]> = (0..=255).map(|step| [step, 255 - step, step / 2]).collect();
        colours.extend_from_within(..);
        for wide in [1, 64, 128, 512] {
            let indexed = indexed(&image(wide, &colours)).expect("few colours");
            assert_eq!(indexed.palette.len(), 3 * MOST);
            assert!(shown(&indexed) == colours, "{wide} wide");
        }
        let mut plain = Pixmap::new(70, 3).expect("an image");
        plain.fill(Color::WHITE);
        plain.pixels_mut()[75] = PremultipliedColorU8::from_rgba(9, 9, 9, 255).expect("a colour");
        let indexed = indexed(&plain).expect("two colours");
        assert_eq!((indexed.palette.as_slice(), indexed.pixels[75]), ([255, 255, 255, 9, 9, 9].as_slice(), 1));
        assert_eq!(indexed.pixels.iter().filter(|number| **number == 1).count(), 1);
    }

    #[test]
    fn more_colours_than_numbers_have_no_palette() {
        let colours: Vec<[u8; 3]> =
            (0..257_u16).map(|step| [step.to_be_bytes()[0], step.to_be_bytes()[1], 0]).collect();
        assert!(indexed(&image(257, &colours)).is_none());
    }
}
