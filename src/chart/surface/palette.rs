//! The pixels of an image as numbers of a palette. A chart has few colours: its inks, and what they make at soft edges. So a pixel
//! takes one byte in place of three, which is packed in half the time and into half the file. Where soft edges make more colours
//! than a byte can number, some of them are shown as others that no eye tells from them; inks are always shown as they are.

use std::collections::BTreeSet;

use tiny_skia::Pixmap;

use crate::chart::look::theme;

/// A byte tells so many colours apart.
const MOST: usize = 256;
/// So many pixels are compared with those above at once.
const PIECE: usize = 16;
/// The bytes of a pixel in memory.
const DEPTH: usize = 4;
/// How far red, green and blue of a soft edge may be from what they are, of 255: not at all if the palette has all colours.
const NEAR: [u8; 3] = [0, 4, 10];
/// Places for the colours that are met; an image of more has no palette.
const PLACES: usize = 8192;
/// The bits of such a place: the colour; above it the number that it is shown by; above that whether the place is taken.
const COLOUR: u64 = 0xffff_ffff;
const TAKEN: u64 = 1 << 40;

/// Red, green and blue, and a fourth byte that is the same in all pixels.
type Colour = [u8; DEPTH];

/// An image of at most 256 colours.
pub(super) struct Indexed {
    /// Red, green and blue of each colour.
    pub(super) palette: Vec<u8>,
    /// The number of the colour of each pixel, row by row.
    pub(super) pixels: Vec<u8>,
}

/// An image by the numbers of its colours. Nothing if too many differ too much.
pub(super) fn indexed(image: &Pixmap, inks: &BTreeSet<theme::Colour>) -> Option<Indexed> {
    NEAR.iter().find_map(|near| {
        // Inks come first, each as it is, even if two are near to each other.
        let mut colours = Known::new(0);
        for theme::Colour(red, green, blue) in inks {
            colours.number([*red, *green, *blue, u8::MAX])?;
        }
        colours.near = *near;
        let pixels = numbered(image, |colour| colours.number(colour))?;
        Some(Indexed { palette: plain(&colours.palette), pixels })
    })
}

/// Colours with their numbers.
struct Known {
    /// In the order in which they were met.
    palette: Vec<Colour>,
    near: u8,
    /// Colours with the numbers of those that they are shown as, by a digest; where a place is taken, the next is looked at.
    places: Vec<u64>,
    met: usize,
}

impl Known {
    fn new(near: u8) -> Self {
        Self { palette: Vec::with_capacity(MOST), near, places: vec![0; PLACES], met: 0 }
    }

    /// The number that a colour is shown by; nothing if there is none left.
    fn number(&mut self, colour: Colour) -> Option<u8> {
        let bits = u32::from_le_bytes(colour);
        let mut place = (bits.wrapping_mul(0x9e37_79b1) >> 19) as usize % PLACES;
        loop {
            match *self.places.get(place)? {
                0 => break,
                word if word & COLOUR == u64::from(bits) => return Some(word.to_le_bytes()[DEPTH]),
                _ => place = (place + 1) % PLACES,
            }
        }
        let number = match self.nearest(colour) {
            Some(number) => number,
            None => {
                self.palette.push(colour);
                self.palette.len() - 1
            }
        };
        self.met += 1;
        let number = u8::try_from(number).ok().filter(|_| self.met < PLACES / 2)?;
        *self.places.get_mut(place)? = u64::from(bits) | u64::from(number) << 32 | TAKEN;
        Some(number)
    }

    /// The place in the palette of the colour that is nearest to one, if it is near enough.
    fn nearest(&self, colour: Colour) -> Option<usize> {
        let far = |known: &Colour| known.iter().zip(colour).map(|(own, other)| own.abs_diff(other)).max();
        let all = self.palette.iter().map(far).enumerate().filter_map(|(number, far)| Some((far?, number)));
        let (far, number) = all.min().filter(|_| self.near > 0)?;
        (far <= self.near).then_some(number)
    }
}

/// The pixels by the numbers of their colours; nothing if a colour has none. Most rows are like the one above, in whole or in
/// part, and most pixels like the one before; a number is asked for where that does not hold.
fn numbered(image: &Pixmap, mut number: impl FnMut(Colour) -> Option<u8>) -> Option<Vec<u8>> {
    let wide = image.width() as usize;
    let pixels = image.data().as_chunks::<DEPTH>().0;
    let mut out = vec![0; pixels.len()];
    let mut last: Option<(Colour, u8)> = None;
    let mut fill = |colours: &[Colour], numbers: &mut [u8]| {
        for (colour, place) in colours.iter().zip(numbers) {
            *place = match last {
                Some((known, number)) if known == *colour => number,
                _ => last.insert((*colour, number(*colour)?)).1,
            };
        }
        Some(())
    };
    let mut above: Option<&[Colour]> = None;
    for (index, row) in pixels.chunks_exact(wide).enumerate() {
        let (before, own) = out.split_at_mut(index * wide);
        let own = &mut own[..wide];
        let Some(above) = above.replace(row) else {
            fill(row, own)?;
            continue;
        };
        own.copy_from_slice(&before[(index - 1) * wide..]);
        if row == above {
            continue;
        }
        let (pieces, rest) = row.as_chunks::<PIECE>();
        let (pieces_above, rest_above) = above.as_chunks::<PIECE>();
        let (numbers, rest_numbers) = own.as_chunks_mut::<PIECE>();
        for ((piece, above), numbers) in pieces.iter().zip(pieces_above).zip(numbers) {
            if piece != above {
                fill(piece, numbers)?;
            }
        }
        if rest != rest_above {
            fill(rest, rest_numbers)?;
        }
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
            let indexed = indexed(&image(wide, &colours), &BTreeSet::new()).expect("few colours");
            assert_eq!(indexed.palette.len(), 3 * MOST);
            assert!(shown(&indexed) == colours, "{wide} wide");
        }
        let mut plain = Pixmap::new(70, 3).expect("an image");
        plain.fill(Color::WHITE);
        plain.pixels_mut()[75] = PremultipliedColorU8::from_rgba(9, 9, 9, 255).expect("a colour");
        let indexed = indexed(&plain, &BTreeSet::new()).expect("two colours");
        assert_eq!((indexed.palette.as_slice(), indexed.pixels[75]), ([255, 255, 255, 9, 9, 9].as_slice(), 1));
        assert_eq!(indexed.pixels.iter().filter(|number| **number == 1).count(), 1);
    }

    #[test]
    fn of_more_colours_than_numbers_the_near_ones_are_shown_as_one() {
        // A grey and a red ramp, of 256 steps each; the last of the second is an ink.
        let mut colours: Vec<[u8; 3]> = (0..=255).map(|step| [step; 3]).collect();
        colours.extend((0..=255).map(|step| [255, step, 0]));
        let inks =
            [theme::Colour(255, 255, 0), theme::Colour(77, 77, 77), theme::Colour(78, 78, 78)].into_iter().collect();
        let indexed = indexed(&image(512, &colours), &inks).expect("a palette");
        let seen = shown(&indexed);
        let far = |(left, right): (&[u8; 3], &[u8; 3])| left.iter().zip(right).map(|(l, r)| l.abs_diff(*r)).max();
        assert_eq!(colours.iter().zip(&seen).filter_map(far).max(), Some(4));
        assert_eq!((seen[511], seen[77], seen[78]), ([255, 255, 0], [77; 3], [78; 3]), "inks are as they are");
    }

    #[test]
    fn too_many_that_differ_have_no_palette() {
        let steps = || (0..=250_u8).step_by(25);
        let colours: Vec<[u8; 3]> = steps()
            .flat_map(|red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue])))
            .collect();
        assert!(indexed(&image(11, &colours), &BTreeSet::new()).is_none());
    }
}
