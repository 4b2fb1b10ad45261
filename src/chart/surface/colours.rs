//! The colours of an image by number. A chart has few: its inks, and what they make at soft edges. So a pixel takes one byte in
//! place of four, which is filled, laid over and packed in a fraction of the time.

use crate::chart::look::theme::Colour;

/// A byte tells so many colours apart.
const MOST: usize = 256;
/// Not yet mixed.
const UNKNOWN: u16 = u16::MAX;

/// How finely soft edges are told: the less so, the fewer colours there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Soft {
    /// How much a colour covers of a pixel, of 256, is halved so often: with 3, 32 steps are told apart, and none is further from
    /// what it ought to be than 4 of 255.
    pub(super) halved: u8,
    /// A mixture that is no further than this from one that is known, of 255, is shown as that.
    pub(super) near: u8,
}

/// Colours with their numbers, in the order in which they were met.
pub(super) struct Colours {
    count: usize,
    /// The reds of all, the greens and the blues, so that a colour is compared with many at once.
    red: [u8; MOST],
    green: [u8; MOST],
    blue: [u8; MOST],
    soft: Soft,
    /// By the number of the colour that is laid over another: what comes of it, by the number of the other and by how much is
    /// covered.
    mixed: Vec<Vec<u16>>,
    /// Whether a colour was met that has no number.
    full: bool,
}

impl Colours {
    pub(super) fn new(soft: Soft) -> Self {
        let (count, mixed, none) = (0, vec![Vec::new(); MOST], [0; MOST]);
        Self { count, red: none, green: none, blue: none, soft, mixed, full: false }
    }

    /// The number of a colour; if there is none left, that of the nearest.
    pub(super) fn number(&mut self, colour: Colour) -> u8 {
        self.nearest(colour, 0)
    }

    /// The number of the nearest colour that is known, if it is near enough or there is no number left; else of a new one.
    fn nearest(&mut self, colour: Colour, near: u8) -> u8 {
        let mut far = [0; MOST];
        for (far, ((red, green), blue)) in far.iter_mut().zip(self.red.iter().zip(&self.green).zip(&self.blue)) {
            *far = red.abs_diff(colour.0).max(green.abs_diff(colour.1)).max(blue.abs_diff(colour.2));
        }
        let far = &far[..self.count];
        let least = far.iter().copied().min();
        let number = match least {
            Some(least) if least <= near || self.count == MOST => {
                self.full |= least > near;
                far.iter().position(|far| *far == least).unwrap_or_default()
            }
            _ => {
                (self.red[self.count], self.green[self.count], self.blue[self.count]) = (colour.0, colour.1, colour.2);
                self.count += 1;
                self.count - 1
            }
        };
        u8::try_from(number).unwrap_or(u8::MAX)
    }

    /// The number of what a colour makes with the one below it, of which it covers so much, of 255.
    #[inline]
    pub(super) fn mixed(&mut self, below: u8, above: u8, cover: u8) -> u8 {
        let place = usize::from(below) << (8 - self.soft.halved) | usize::from(cover >> self.soft.halved);
        let known = self.mixed.get(usize::from(above)).and_then(|of_above| of_above.get(place)).copied();
        match known.map(u8::try_from) {
            Some(Ok(number)) => number,
            _ => self.mix(below, above, cover, place),
        }
    }

    #[cold]
    fn mix(&mut self, below: u8, above: u8, cover: u8, place: usize) -> u8 {
        // What stands for all that is told as the same.
        let step = 1_u16 << self.soft.halved;
        let cover = u16::from(cover) / step * step + step / 2;
        let under = self.colour(below);
        let over = self.colour(above);
        let mix = |under: u8, over: u8| {
            let sum = u32::from(under) * u32::from(255 - cover) + u32::from(over) * u32::from(cover);
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        let mixture = Colour(mix(under.0, over.0), mix(under.1, over.1), mix(under.2, over.2));
        let number = self.nearest(mixture, self.soft.near);
        let of_above = &mut self.mixed[usize::from(above)];
        if of_above.is_empty() {
            of_above.resize(MOST << (8 - self.soft.halved), UNKNOWN);
        }
        of_above[place] = u16::from(number);
        number
    }

    fn colour(&self, number: u8) -> Colour {
        let number = usize::from(number);
        Colour(self.red[number], self.green[number], self.blue[number])
    }

    /// Whether a colour was met that has no number.
    pub(super) fn are_too_many(&self) -> bool {
        self.full
    }

    /// Red, green and blue of each, by their numbers.
    pub(super) fn palette(&self) -> Vec<u8> {
        let all = self.red.iter().zip(&self.green).zip(&self.blue);
        all.take(self.count).flat_map(|((red, green), blue)| [*red, *green, *blue]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Colour = Colour(255, 255, 255);
    const BLACK: Colour = Colour(0, 0, 0);

    #[test]
    fn every_colour_has_one_number_and_a_mixture_is_near_to_what_it_ought_to_be() {
        for halved in 0..=4 {
            let mut colours = Colours::new(Soft { halved, near: 0 });
            let (white, black) = (colours.number(WHITE), colours.number(BLACK));
            assert_eq!((white, black, colours.number(WHITE)), (0, 1, 0));
            let far = (1..255).map(|cover| {
                let number = colours.mixed(white, black, cover);
                assert_eq!(colours.mixed(white, black, cover), number, "the second time as the first");
                colours.colour(number).0.abs_diff(255 - cover)
            });
            assert_eq!(far.max(), Some((1 << halved) / 2), "{halved}");
            assert!(!colours.are_too_many());
            // 254 steps between the two, or as many as are told apart; the last of two is black itself.
            let steps = [254, 127, 64, 32, 16][usize::from(halved)];
            assert_eq!(colours.palette().len() / 3, 2 + steps, "{halved}");
        }
    }

    #[test]
    fn if_there_is_no_number_left_the_nearest_is_taken_and_it_is_told() {
        let mut colours = Colours::new(Soft { halved: 0, near: 0 });
        for step in 0..=255 {
            colours.number(Colour(step, step, step));
        }
        assert!(!colours.are_too_many());
        assert_eq!(colours.number(Colour(7, 9, 8)), 8);
        assert!(colours.are_too_many());
        assert_eq!(colours.palette().len(), 3 * MOST);
    }
}
