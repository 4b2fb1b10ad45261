//! The colours of an image by number. A chart has few: its inks, and what they make at soft edges. So a pixel takes one byte in
//! place of four, which is filled, laid over and packed in a fraction of the time.

use crate::chart::look::theme::Colour;

/// A byte tells so many colours apart.
const MOST: usize = 256;
/// Not yet mixed.
const UNKNOWN: u16 = u16::MAX;

/// How much a colour covers of a pixel, in steps of 8 of 255: 0 is nothing, [`Cover::WHOLE`] all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cover(u8);

/// A step of cover, of 255, as a power of two.
const STEP: u8 = 3;

impl Cover {
    pub(super) const NONE: Self = Self(0);
    pub(super) const WHOLE: Self = Self(1 + (u8::MAX >> STEP) + 1);
    /// The bits of a cover.
    const BITS: u8 = 6;

    /// The step of what is covered, of 255.
    pub(super) const fn of(share: u8) -> Self {
        match share {
            0 => Self::NONE,
            u8::MAX => Self::WHOLE,
            share => Self(1 + (share >> STEP)),
        }
    }
}

/// How finely soft edges are told: the less so, the fewer colours there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Soft {
    /// Steps of cover are taken together in pairs so often. Not at all: no mixture is further from what it ought to be than 4 of
    /// 255; once: than 8.
    pub(super) paired: u8,
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
    /// By the number of the colour that is laid over another: what comes of it, by the number of the other and by its cover.
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

    /// The number of what a colour makes with the one below it, of which it covers so much.
    pub(super) fn mixed(&mut self, below: u8, above: u8, cover: Cover) -> u8 {
        let known = self.mixed[usize::from(above)].get(place(below, cover)).copied();
        match known.map(u8::try_from) {
            Some(Ok(number)) => number,
            _ => self.mix(below, above, cover),
        }
    }

    /// Lays a colour over pixels, of each of which it covers so much.
    pub(super) fn lay(&mut self, pixels: &mut [u8], covers: &[Cover], above: u8) {
        let mut rest = pixels.iter_mut().zip(covers);
        loop {
            let known = self.mixed[usize::from(above)].as_slice();
            let unknown = rest.find_map(|(pixel, cover)| {
                let number = known.get(place(*pixel, *cover)).copied().unwrap_or(UNKNOWN);
                let Ok(number) = u8::try_from(number) else { return Some((pixel, cover)) };
                *pixel = number;
                None
            });
            let Some((pixel, cover)) = unknown else { return };
            *pixel = self.mix(*pixel, above, *cover);
        }
    }

    /// Lays a colour over pixels, of all of which it covers as much.
    pub(super) fn lay_evenly(&mut self, pixels: &mut [u8], cover: Cover, above: u8) {
        for run in pixels.chunk_by_mut(|left, right| left == right) {
            let number = self.mixed(run[0], above, cover);
            run.fill(number);
        }
    }

    #[cold]
    fn mix(&mut self, below: u8, above: u8, cover: Cover) -> u8 {
        let (number, told_as_same) = match cover {
            Cover::NONE => (below, 0..1),
            Cover::WHOLE => (above, cover.0..cover.0 + 1),
            Cover(step) => {
                let paired = self.soft.paired;
                let pair = (step - 1) >> paired;
                // What stands for all that is told as the same.
                let wide = 1_u16 << (STEP + paired);
                let share = u16::from(pair) * wide + wide / 2;
                let (under, over) = (self.colour(below), self.colour(above));
                let mix = |under: u8, over: u8| {
                    let sum = u32::from(under) * u32::from(255 - share) + u32::from(over) * u32::from(share);
                    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
                };
                let mixture = Colour(mix(under.0, over.0), mix(under.1, over.1), mix(under.2, over.2));
                (self.nearest(mixture, self.soft.near), 1 + (pair << paired)..1 + ((pair + 1) << paired))
            }
        };
        let of_above = &mut self.mixed[usize::from(above)];
        if of_above.is_empty() {
            of_above.resize(MOST << Cover::BITS, UNKNOWN);
        }
        for step in told_as_same {
            of_above[place(below, Cover(step))] = u16::from(number);
        }
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

/// Where the mixtures of a colour above hold that with another.
fn place(below: u8, cover: Cover) -> usize {
    usize::from(below) << Cover::BITS | usize::from(cover.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Colour = Colour(255, 255, 255);
    const BLACK: Colour = Colour(0, 0, 0);

    #[test]
    fn every_colour_has_one_number_and_a_mixture_is_near_to_what_it_ought_to_be() {
        for paired in 0..=1 {
            let mut colours = Colours::new(Soft { paired, near: 0 });
            let (white, black) = (colours.number(WHITE), colours.number(BLACK));
            assert_eq!((white, black, colours.number(WHITE)), (0, 1, 0));
            let far = (0..=255).map(|share| {
                let number = colours.mixed(white, black, Cover::of(share));
                let mut pixels = [white; 3];
                colours.lay(&mut pixels, &[Cover::of(share), Cover::NONE, Cover::WHOLE], black);
                assert_eq!(pixels, [number, white, black], "the second time as the first");
                colours.colour(number).0.abs_diff(255 - share)
            });
            assert_eq!(far.max(), Some(4 << paired), "{paired}");
            assert!(!colours.are_too_many());
            assert_eq!(colours.palette().len() / 3, 2 + [32, 16][usize::from(paired)], "{paired}");
        }
    }

    #[test]
    fn if_there_is_no_number_left_the_nearest_is_taken_and_it_is_told() {
        let mut colours = Colours::new(Soft { paired: 0, near: 0 });
        for step in 0..=255 {
            colours.number(Colour(step, step, step));
        }
        assert!(!colours.are_too_many());
        assert_eq!(colours.number(Colour(7, 9, 8)), 8);
        assert!(colours.are_too_many());
        assert_eq!(colours.palette().len(), 3 * MOST);
    }
}
