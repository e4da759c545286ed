//! Dice that fall the same way everywhere: whole numbers only, all from one seed.
//!
//! Floats stay out, because their functions differ between machines; so do the ready-made
//! distributions of a library, because a new release may draw them otherwise.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The sample government is a function of this number and of the tables.
pub(super) const SEED: u64 = 112_020;

/// The dice of one chapter of the sample.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of the chapter of this name, of which 24 letters count. A change in one chapter
    /// leaves the others as they are.
    pub(super) fn of(chapter: &str) -> Self {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&SEED.to_le_bytes());
        seed[8..].iter_mut().zip(chapter.bytes()).for_each(|(place, byte)| *place = byte);
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// A whole number from 0 up to, but without, `count`; 0 where there is none.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((u64::from(self.0.next_u32()) * count as u64) >> 32) as usize
    }

    /// A whole number from `low` to `high`, both possible.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// A whole number around 0 with this standard deviation, never more than three times as far away.
    pub(super) fn bell(&mut self, spread: i32) -> i32 {
        (0..3).map(|_| self.between(-spread, spread)).sum()
    }

    /// True in so many of 100 cases.
    pub(super) fn chance(&mut self, percent: i32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of these, which must not be none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// The number of one of these weights, drawn as often as it is heavy.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return index;
            }
            rest -= weight;
        }
        0
    }

    /// Brings these into another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }

    /// A token as a form carries one: 16 letters and digits that cannot be mistaken for each other.
    pub(super) fn token(&mut self) -> String {
        const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
        (0..16).map(|_| char::from(*self.pick(LETTERS))).collect()
    }
}
