//! Under which keys a text meets those it may overlap with.

use super::sketch::{SHORTEST, Sketch};
use super::words::join;

/// Minima that must agree for a band to agree. 32 bands of 4: of two texts with a resemblance of
/// 500 ‰, 87 in 100 pairs meet by their bands, of 300 ‰ 23, of 100 ‰ none.
const ROWS: usize = 4;
/// Runs whose hashes are 0 modulo this, as it were: those in the lowest sixteenth.
const ONE_IN: u64 = 16;
/// Runs that are keys even of a short text,
const LEAST: usize = 8;
/// and the most of a long one, the smallest hashes.
const MOST: usize = 128;

/// The keys of a text, sorted, each once, 160 at most; none for a text below [`SHORTEST`] words.
///
/// Two texts that resemble each other agree in a band of minima. A text within a longer one
/// agrees in runs: the same share of the runs is a key in every text, so that what is contained
/// meets its container without regard to size. Two stories of 300 words, one with half its words
/// from the other, agree in about nine runs; that they agree in none happens once in ten thousand
/// such pairs.
///
/// Texts with a key in common are worth comparing; see [`super::pairs`].
pub fn keys(sketch: &Sketch) -> Vec<u64> {
    if sketch.words < SHORTEST as u32 {
        return vec![];
    }
    let bands = sketch.minima.chunks(ROWS).enumerate();
    let bands = bands.map(|(at, band)| {
        join(std::iter::once(at as u64 + 1).chain(band.iter().map(|&least| u64::from(least))))
    });
    let share = sketch.kept.partition_point(|&hash| u64::from(hash) < (1 << 32) / ONE_IN);
    let runs = sketch.kept.iter().take(share.clamp(LEAST, MOST));
    let mut all: Vec<u64> = bands.chain(runs.map(|&hash| join([0, u64::from(hash)]))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(first: &str, second: &str) -> usize {
        let theirs = keys(&Sketch::new(second));
        keys(&Sketch::new(first)).iter().filter(|key| theirs.binary_search(key).is_ok()).count()
    }

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn like_and_contained_texts_meet() {
        assert!(common(&text(0, 300), &text(30, 330)) > 20);
        assert!(common(&text(0, 300), &text(150, 450)) > 2);
        assert!(common(&text(0, 1500), &text(700, 900)) > 0);
        assert_eq!(common(&text(0, 300), &text(300, 600)), 0);
    }

    #[test]
    fn never_more_than_160() {
        assert!(keys(&Sketch::new(&text(0, 9000))).len() <= 160);
        assert!(keys(&Sketch::new("Read more here")).is_empty());
    }
}
