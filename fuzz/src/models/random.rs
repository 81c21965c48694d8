//! Choices, each made from the bytes of the fuzzer. When these are used up, every choice is the first one, so that whatever is
//! built ends soon.

use arbitrary::Unstructured;

/// A source of choices.
pub struct Random<'a> {
    bytes: Unstructured<'a>,
    /// The first choice: whether there may be names that some models are refused for. Few models could be without them otherwise.
    pub(super) is_daring: bool,
}

impl<'a> Random<'a> {
    /// Choices from `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut random = Self { bytes: Unstructured::new(bytes), is_daring: false };
        random.is_daring = random.one_in(6);
        random
    }

    /// A number below `end`, which is more than 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.bytes.int_in_range(0..=end - 1).unwrap_or(0)
    }

    /// True in one of `cases` cases, and never without bytes.
    pub fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == cases - 1
    }

    /// One of `all`, of which there has to be one.
    pub fn pick<'b, T>(&mut self, all: &'b [T]) -> &'b T {
        &all[self.below(all.len())]
    }

    /// Puts `items` into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Bytes for a model, without a fuzzer.
pub fn random_bytes(seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; 6000];
    fastrand::Rng::with_seed(seed).fill(&mut bytes);
    bytes
}
