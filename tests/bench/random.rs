//! Chance that is the same on every run and every machine: SplitMix64, started from a number.

pub struct Random(u64);

impl Random {
    /// The chance of one thing, such as the project with that number.
    pub fn of(purpose: &str, number: usize) -> Random {
        let seed =
            purpose.bytes().fold(0x4c6f_6767_6961_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        let mut random = Random(seed ^ (number as u64).wrapping_mul(0xa076_1d64_78bd_642f));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// So many different numbers below `end`, in order.
    pub fn several(&mut self, count: usize, end: usize) -> Vec<usize> {
        let mut chosen = Vec::new();
        while chosen.len() < count.min(end) {
            let number = self.below(end);
            if !chosen.contains(&number) {
                chosen.push(number);
            }
        }
        chosen.sort_unstable();
        chosen
    }
}
