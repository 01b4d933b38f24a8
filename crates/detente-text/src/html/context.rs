//! What the first judgement of the blocks around says of each block.
//!
//! A short line between two paragraphs of the report is the report's; the same line below a list
//! of links is not. So blocks are judged twice: by themselves, then with their neighbours'
//! scores as further answers. All arithmetic is in whole numbers.

use super::feature::Family;
use super::flow::Counts;

/// How many questions are asked of a block's surroundings.
pub(super) const QUESTIONS: usize = 9;

/// The number of answers to each.
pub(super) const ANSWERS: [u16; QUESTIONS] = [24, 64, 64, 24, 24, 21, 27, 27, 64];

/// A block's length counts up to this many characters.
const LONGEST: i64 = 400;

/// Scores are cut off here when they are averaged.
const UTMOST: i64 = 300;

/// The answers for all blocks, from their first scores (in hundredths of a logit).
pub(super) fn answers(
    counts: &[Counts],
    scores: &[i32],
    families: &[[Family; 2]],
) -> Vec<[u16; QUESTIONS]> {
    let sums = Sums::new(counts, scores);
    let size = |at: usize| u16::from(counts[at].chars >= 45) + u16::from(counts[at].chars >= 140);
    let near = |at: usize, by: isize| {
        let other = at.checked_add_signed(by).and_then(|at| scores.get(at));
        other.map_or(0, |&score| level(score))
    };
    (0..scores.len())
        .map(|at| {
            let size = size(at);
            let window = |by: usize| sums.mean(at, at.saturating_sub(by)..at + by + 1).min(7);
            let family = |which: usize| sums.mean(at, families[at][which].clone());
            let own = level(scores[at]);
            [
                own * 3 + size,
                near(at, -1) * 8 + near(at, 1),
                near(at, -2) * 8 + near(at, 2),
                window(3) * 3 + size,
                window(8) * 3 + size,
                sums.progress(at) * 3 + size,
                family(0) * 3 + size,
                family(1) * 3 + size,
                own * 8 + window(3),
            ]
        })
        .collect()
}

fn bin(value: i64, limits: &[i64]) -> u16 {
    limits.iter().take_while(|limit| value >= **limit).count() as u16
}

fn level(score: i32) -> u16 {
    bin(score.into(), &[-300, -150, -75, 0, 75, 150, 300])
}

/// Running sums over blocks.
struct Sums {
    weighted: Vec<i64>,
    lengths: Vec<i64>,
    kept: Vec<i64>,
}

impl Sums {
    fn new(counts: &[Counts], scores: &[i32]) -> Self {
        let mut sums = Self { weighted: vec![0], lengths: vec![0], kept: vec![0] };
        let (mut weighted, mut lengths, mut kept) = (0, 0, 0);
        for (counts, &score) in counts.iter().zip(scores) {
            let length = i64::from(counts.chars).clamp(1, LONGEST);
            weighted += length * (i64::from(score).clamp(-UTMOST, UTMOST) + UTMOST);
            lengths += length;
            kept += if score > 0 { length } else { 0 };
            sums.weighted.push(weighted);
            sums.lengths.push(lengths);
            sums.kept.push(kept);
        }
        sums
    }

    /// The mean score of the blocks in `range` but for the one at `at`, weighted by length, in
    /// eight steps; 0 where there are none.
    fn mean(&self, at: usize, range: std::ops::Range<usize>) -> u16 {
        let end = range.end.min(self.lengths.len() - 1);
        let over = |sums: &[i64]| sums[end] - sums[range.start] - (sums[at + 1] - sums[at]);
        let length = over(&self.lengths);
        if length <= 0 {
            return 0;
        }
        let percent = over(&self.weighted) * 100 / (length * 2 * UTMOST);
        1 + bin(percent, &[15, 30, 42, 50, 60, 75, 88])
    }

    /// How much of the text that scores well lies before a block.
    fn progress(&self, at: usize) -> u16 {
        let total = self.kept[self.kept.len() - 1].max(1);
        bin(self.kept[at] * 1000 / total, &[1, 50, 300, 700, 950, 1000])
    }
}
