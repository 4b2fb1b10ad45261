//! Where an invented thing takes its choices from: a seed, or the bytes that a fuzzer turns.

use arbitrary::Unstructured;

/// A source of choices; the same seed or bytes choose the same.
pub struct Choices<'a>(Source<'a>);

enum Source<'a> {
    Seed(u64),
    Bytes(Unstructured<'a>),
}

impl<'a> Choices<'a> {
    /// As a seed says, without end.
    pub fn of_seed(seed: u64) -> Self {
        Self(Source::Seed(seed))
    }

    /// As some bytes say; behind their end always the first choice.
    pub fn of_bytes(bytes: &'a [u8]) -> Self {
        Self(Source::Bytes(Unstructured::new(bytes)))
    }

    /// A number below another; 0 where there is none below.
    pub fn below(&mut self, end: usize) -> usize {
        let Some(last) = end.checked_sub(1) else { return 0 };
        match &mut self.0 {
            Source::Seed(state) => {
                // SplitMix64: every seed begins a long run of its own.
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut mixed = *state;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                let drawn = (mixed ^ (mixed >> 31)) % (last as u64 + 1);
                usize::try_from(drawn).unwrap_or_default()
            }
            Source::Bytes(bytes) => bytes.int_in_range(0..=last).unwrap_or_default(),
        }
    }

    /// A number from the first to the last.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// One of them.
    pub fn pick<'b, T>(&mut self, of: &'b [T]) -> &'b T {
        &of[self.below(of.len())]
    }

    /// One of them, if there is any.
    pub fn perhaps<'b, T>(&mut self, of: &'b [T]) -> Option<&'b T> {
        of.get(self.below(of.len()))
    }

    /// Another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
