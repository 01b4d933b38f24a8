//! FNV-1a, 64 bits: a hash that never changes from one version of a library to the next.

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of some bytes.
pub fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(START, step)
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of anything that can be hashed.
pub(crate) fn of(value: &impl std::hash::Hash) -> u64 {
    struct Fnv(u64);
    impl std::hash::Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            self.0 = bytes.iter().fold(self.0, |hash, byte| step(hash, *byte));
        }
    }
    let mut hasher = Fnv(START);
    value.hash(&mut hasher);
    std::hash::Hasher::finish(&hasher)
}
