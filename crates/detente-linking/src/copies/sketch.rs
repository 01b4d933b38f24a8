//! A reading text reduced to what is needed to tell what it shares with others.

use super::figures::{Figure, figures};
use super::words::{mix, runs, words};

/// Words in a run.
pub const RUN: usize = 5;
/// Words below which a text falls under no key and is no copy: it is like many.
pub const SHORTEST: usize = 12;

/// How many hashes are kept of every text that has so many; those of shorter texts all.
const LEAST: usize = 256;
/// Of longer texts one run in so many is kept,
const SHARE: u64 = 4;
/// and never more than so many: the smallest.
const MOST: usize = 2048;
/// Minima by which texts that resemble each other meet.
pub(super) const MINIMA: usize = 128;

/// What is kept of a reading text: a sample of its runs of [`RUN`] words, by which two texts are
/// compared; minima, by which like texts find each other; and its figures in their context.
///
/// The sample holds the runs with the smallest hashes: all of a text of up to 260 words, at
/// least one in four of a longer one, at most 2,048. Two samples are compared where both are
/// complete, so that a short text within a long one is found as well as one of equal length.
///
/// ```
/// use detente_linking::copies::Sketch;
/// let sketch = Sketch::new("The two ministers agreed on Monday that the truce should hold.");
/// assert_eq!(sketch.words(), 11);
/// assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    pub(super) words: u32,
    /// Distinct runs in the whole text.
    pub(super) runs: u32,
    pub(super) minima: Vec<u32>,
    /// The smallest hashes, ascending, each once.
    pub(super) kept: Vec<u32>,
    /// All hashes below it are kept: 2^32 where all are.
    pub(super) limit: u64,
    pub(super) figures: Vec<Figure>,
}

impl Sketch {
    /// The version of the stored form and of the hashes in it. A sketch of another version can't
    /// be compared: make it anew.
    pub const VERSION: u8 = 1;

    /// The sketch of a reading text.
    pub fn new(text: &str) -> Self {
        let words = words(text);
        let hashes = runs(&words, RUN);
        let mut minima = vec![u32::MAX; MINIMA];
        for (at, least) in minima.iter_mut().enumerate() {
            // Multiply-shift hashing (Dietzfelbinger 1996): an odd factor, a summand, the high half.
            let factor = mix(2 * at as u64 + 1) | 1;
            let summand = mix(2 * at as u64 + 2);
            for &hash in &hashes {
                *least = (*least).min(high(hash.wrapping_mul(factor).wrapping_add(summand)));
            }
        }
        let mut kept: Vec<u32> = hashes.iter().map(|&hash| high(hash)).collect();
        kept.sort_unstable();
        kept.dedup();
        let runs = small(kept.len());
        let share = kept.partition_point(|&hash| u64::from(hash) < (1 << 32) / SHARE);
        let quota = share.clamp(LEAST, MOST);
        let limit = kept.get(quota).map_or(1 << 32, |&next| u64::from(next));
        kept.truncate(quota);
        let figures = figures(text, &words);
        Self { words: small(words.len()), runs, minima, kept, limit, figures }
    }

    /// Words in the text.
    pub fn words(&self) -> usize {
        self.words as usize
    }

    /// The stored form, all numbers little-endian: version (1 byte), words, distinct runs and
    /// limit (4 each; limit 0 is none), the 128 minima (4 each), the number of kept hashes (2)
    /// and these (4 each, ascending), the number of figures (1) and of each its context (4), the
    /// length of its words (1) and these in UTF-8. Some 1,600 bytes for a text of 300 words.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![Self::VERSION];
        let limit = u32::try_from(self.limit).unwrap_or(0);
        for number in [self.words, self.runs, limit].iter().chain(&self.minima) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend((self.kept.len() as u16).to_le_bytes());
        bytes.extend(self.kept.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.push(self.figures.len() as u8);
        for figure in &self.figures {
            bytes.extend(figure.context.to_le_bytes());
            bytes.push(figure.text.len() as u8);
            bytes.extend(figure.text.as_bytes());
        }
        bytes
    }

    /// The sketch of that stored form; `None` where the bytes are of another version or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Bytes(bytes);
        if from.byte()? != Self::VERSION {
            return None;
        }
        let (words, runs) = (from.number()?, from.number()?);
        let limit = match from.number()? {
            0 => 1 << 32,
            limit => u64::from(limit),
        };
        let minima = (0..MINIMA).map(|_| from.number()).collect::<Option<Vec<_>>>()?;
        let count = u16::from_le_bytes(from.take()?);
        let kept = (0..count).map(|_| from.number()).collect::<Option<Vec<_>>>()?;
        let count = from.byte()?;
        let figures = (0..count).map(|_| from.figure()).collect::<Option<Vec<_>>>()?;
        let ordered = kept.is_sorted_by(|a, b| a < b) && figures.is_sorted();
        let below = kept.last().is_none_or(|&last| u64::from(last) < limit);
        let whole = from.0.is_empty() && kept.len() <= MOST && kept.len() <= runs as usize;
        (ordered && below && whole).then_some(Self { words, runs, minima, kept, limit, figures })
    }
}

/// The high half.
fn high(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What is left to read of a stored form.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn figure(&mut self) -> Option<Figure> {
        let context = self.number()?;
        let length = usize::from(self.byte()?);
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Figure { context, text: std::str::from_utf8(text).ok()?.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn long(words: usize) -> String {
        (0..words).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn keeps_all_of_a_short_text_and_a_share_of_a_long_one() {
        let short = Sketch::new(&long(200));
        assert_eq!((short.kept.len(), short.limit), (196, 1 << 32));
        let long_one = Sketch::new(&long(4000));
        assert!((900..1100).contains(&long_one.kept.len()), "{}", long_one.kept.len());
        assert_eq!(Sketch::new(&long(20_000)).kept.len(), MOST);
        assert!(Sketch::new("").kept.is_empty());
        assert_eq!(Sketch::new("No comment").kept.len(), 1);
    }

    #[test]
    fn a_story_of_300_words_takes_1600_bytes() {
        let size = Sketch::new(&long(300)).to_bytes().len();
        assert!((1500..1700).contains(&size), "{size}");
    }

    #[test]
    fn damaged_bytes_are_none() {
        let bytes = Sketch::new(&long(60)).to_bytes();
        assert_eq!(Sketch::from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Sketch::from_bytes(&[&bytes[..], &[0]].concat()), None);
        let mut other = bytes.clone();
        other[0] = 9;
        assert_eq!(Sketch::from_bytes(&other), None);
    }

    proptest! {
        #[test]
        fn bytes_round_trip(text in "\\PC{0,400}") {
            let sketch = Sketch::new(&text);
            prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        }

        #[test]
        fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..900)) {
            let mut bytes = bytes;
            if let Some(first) = bytes.first_mut() {
                *first = Sketch::VERSION;
            }
            let _ = Sketch::from_bytes(&bytes);
        }
    }
}
