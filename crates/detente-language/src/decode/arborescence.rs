//! The best tree with one root, after Chu and Liu (1965) and Edmonds (1967).

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
    solve(table)[1..].iter().map(|&head| head.checked_sub(1)).collect()
}

/// A cycle that was made one node, and how to undo it.
struct Contraction {
    ring: Vec<usize>,
    within: Vec<usize>,
    /// For each node outside, the node of the ring that it would be head of.
    enter: Vec<usize>,
    /// For each node outside, the node of the ring that would be its head.
    leave: Vec<usize>,
}

fn solve(mut table: Vec<Vec<i64>>) -> Vec<usize> {
    let count = table.len();
    let mut active = vec![true; count];
    let mut undo: Vec<Contraction> = vec![];
    let mut heads = vec![0; count];
    loop {
        for node in (1..count).filter(|&node| active[node]) {
            let row = &table[node];
            let others = (0..count).filter(|&head| head != node && active[head]);
            heads[node] = others.rev().max_by_key(|&head| row[head]).unwrap_or(0);
        }
        let Some(ring) = ring(&heads, &active) else { break };
        let within: Vec<usize> = ring.iter().map(|&node| heads[node]).collect();
        let one = ring[0];
        let (mut enter, mut leave) = (vec![one; count], vec![one; count]);
        let outside: Vec<usize> =
            (0..count).filter(|node| active[*node] && !ring.contains(node)).collect();
        for &node in &outside {
            let gain = |&at: &usize| table[at][node].saturating_sub(table[at][heads[at]]);
            enter[node] = ring.iter().copied().rev().max_by_key(gain).unwrap_or(one);
            let from = |&at: &usize| table[node][at];
            leave[node] = ring.iter().copied().rev().max_by_key(from).unwrap_or(one);
        }
        let gains: Vec<i64> = outside
            .iter()
            .map(|&node| {
                let at = enter[node];
                table[at][node].saturating_sub(table[at][heads[at]])
            })
            .collect();
        for (&node, gain) in outside.iter().zip(gains) {
            table[one][node] = gain;
            table[node][one] = table[node][leave[node]];
        }
        ring[1..].iter().for_each(|&node| active[node] = false);
        undo.push(Contraction { ring, within, enter, leave });
    }
    while let Some(Contraction { ring, within, enter, leave }) = undo.pop() {
        let one = ring[0];
        for node in (1..count).filter(|&node| active[node] && node != one) {
            if heads[node] == one {
                heads[node] = leave[node];
            }
        }
        let outer = heads[one];
        for (&node, &head) in ring.iter().zip(&within) {
            heads[node] = head;
            active[node] = true;
        }
        heads[enter[outer]] = outer;
    }
    heads
}

/// A cycle among the active nodes, from its least node on.
fn ring(heads: &[usize], active: &[bool]) -> Option<Vec<usize>> {
    // 0 not seen, else the walk that saw it.
    let mut seen = vec![0; heads.len()];
    for start in (1..heads.len()).filter(|&node| active[node]) {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut ring = vec![at];
            let mut next = heads[at];
            while next != at {
                ring.push(next);
                next = heads[next];
            }
            ring.sort_unstable();
            return Some(ring);
        }
    }
    None
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

    /// All trees of up to four words, tried one by one.
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
            if sound && heads[1..].iter().filter(|&&head| head == 0).count() == 1 {
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
