//! Which mentions hang together.
//!
//! Chains are joined by the average over all pairs of their mentions, the best first, so that one
//! pair that looks alike does not draw two happenings together. Pairs that share no key count as
//! [`UNLIKE`].

use super::Mention;
use super::pair::{ENOUGH, compare};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions compared under one key; of more, the first by id.
const MOST: usize = 400;

/// The points of a pair that shares no key.
const UNLIKE: i64 = -400;

/// Points are cut to this, so that one pair cannot outweigh many.
const BOUNDS: (i64, i64) = (-600, 400);

/// Pairs that share a key, with their points, by their places in `mentions`.
pub fn joined(mentions: &[Mention]) -> Vec<((usize, usize), i64)> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&at| &mentions[at].id);
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (rank, &at) in order.iter().enumerate() {
        for key in mentions[at].keys() {
            keys.entry(key).or_default().push(rank);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for ranks in keys.values() {
        let ranks = &ranks[..ranks.len().min(MOST)];
        for (at, &a) in ranks.iter().enumerate() {
            pairs.extend(ranks[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
        .into_iter()
        .map(|(a, b)| (order[a], order[b]))
        .map(|(a, b)| ((a, b), compare(&mentions[a], &mentions[b])))
        .collect()
}

/// The chains of some mentions: each mention's, named by the smallest id in it.
pub fn chains(mentions: &[Mention]) -> Vec<String> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&at| &mentions[at].id);
    let mut rank = vec![0; mentions.len()];
    for (place, &at) in order.iter().enumerate() {
        rank[at] = place;
    }
    let mut all = Joining::new(mentions.len());
    for ((a, b), points) in joined(mentions) {
        all.add(rank[a], rank[b], points.clamp(BOUNDS.0, BOUNDS.1));
    }
    let of = all.run();
    rank.iter().map(|&place| mentions[order[of[place]]].id.clone()).collect()
}

/// Chains being joined; each is named by its smallest member.
struct Joining {
    /// For each chain, the sum of points and the number of pairs with each other one.
    with: Vec<BTreeMap<usize, (i64, i64)>>,
    size: Vec<i64>,
    of: Vec<usize>,
}

impl Joining {
    fn new(count: usize) -> Self {
        Self { with: vec![BTreeMap::new(); count], size: vec![1; count], of: (0..count).collect() }
    }

    fn add(&mut self, a: usize, b: usize, points: i64) {
        for (one, other) in [(a, b), (b, a)] {
            let sum = self.with[one].entry(other).or_default();
            *sum = (sum.0 + points, sum.1 + 1);
        }
    }

    /// The average over all pairs of two chains, in hundredths of a point.
    fn average(&self, a: usize, b: usize) -> Option<i64> {
        let (sum, known) = self.with[a].get(&b)?;
        let all = self.size[a] * self.size[b];
        Some((sum + (all - known) * UNLIKE) * 100 / all)
    }

    /// Joins the best two until none is good enough. Chains wait in a queue by their average; what
    /// has changed since it was put there is left out when its turn comes.
    fn run(mut self) -> Vec<usize> {
        let mut queue: BTreeSet<(Reverse<i64>, usize, usize)> = BTreeSet::new();
        let good = |average: i64| average >= ENOUGH * 100;
        for a in 0..self.with.len() {
            for &b in self.with[a].keys().filter(|&&b| a < b) {
                let average = self.average(a, b).filter(|&average| good(average));
                queue.extend(average.map(|average| (Reverse(average), a, b)));
            }
        }
        while let Some((Reverse(average), a, b)) = queue.pop_first() {
            if self.average(a, b) != Some(average) {
                continue;
            }
            for (other, (sum, known)) in std::mem::take(&mut self.with[b]) {
                self.with[other].remove(&b);
                if other != a {
                    for (one, another) in [(a, other), (other, a)] {
                        let all = self.with[one].entry(another).or_default();
                        *all = (all.0 + sum, all.1 + known);
                    }
                }
            }
            self.size[a] += self.size[b];
            for chain in &mut self.of {
                if *chain == b {
                    *chain = a;
                }
            }
            for &other in self.with[a].keys() {
                let average = self.average(a, other).filter(|&average| good(average));
                let pair = (a.min(other), a.max(other));
                queue.extend(average.map(|average| (Reverse(average), pair.0, pair.1)));
            }
        }
        self.of
    }
}
