//! MUC, B³ and CEAF-e, as the CoNLL scorer computes them, and their mean.
//!
//! Mentions that only one side has count as in that scorer: a marked one that is not found lowers
//! recall, a found one that is not marked lowers precision. For MUC, where singletons have no
//! links, they count within the chains of their side only.

use super::assign;
use std::collections::{BTreeMap, BTreeSet};

/// A mention's number and its chain's.
pub(super) type Chained = (usize, usize);

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Prf {
    pub(super) precision: f64,
    pub(super) recall: f64,
}

impl Prf {
    pub(super) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

/// All of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scores {
    pub(super) muc: Prf,
    pub(super) b3: Prf,
    pub(super) ceaf: Prf,
}

impl Scores {
    /// The mean of the three F1.
    pub(super) fn conll(self) -> f64 {
        (self.muc.f1() + self.b3.f1() + self.ceaf.f1()) / 3.0
    }

    /// Its cells in a table, in hundredths.
    pub(super) fn cells(self) -> String {
        let of = |one: Prf| {
            let (p, r, f) = (100.0 * one.precision, 100.0 * one.recall, 100.0 * one.f1());
            format!("{p:.1} / {r:.1} / {f:.1}")
        };
        let Self { muc, b3, ceaf } = self;
        format!("{} | {} | {} | {:.1}", of(muc), of(b3), of(ceaf), 100.0 * self.conll())
    }
}

/// Scores chains against the marked ones; without chains of one on either side if `linked`.
pub(super) fn score(marked: &[Chained], found: &[Chained], linked: bool) -> Scores {
    let (marked, found) = (Chains::of(marked, linked), Chains::of(found, linked));
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (mention, &chain) in &marked.of {
        if let Some(&other) = found.of.get(mention) {
            *common.entry((chain, other)).or_default() += 1;
        }
    }
    let mut weights = vec![vec![0.0; found.chains.len()]; marked.chains.len()];
    let (mut precision, mut recall) = (0.0, 0.0);
    for (&(one, other), &count) in &common {
        let (m, f) = (marked.chains[one].len(), found.chains[other].len());
        weights[one][other] = 2.0 * count as f64 / (m + f) as f64;
        recall += (count * count) as f64 / m as f64;
        precision += (count * count) as f64 / f as f64;
    }
    let same = assign::best(&weights);
    Scores {
        muc: Prf { precision: links(&found, &marked), recall: links(&marked, &found) },
        b3: Prf {
            precision: share(precision, found.of.len()),
            recall: share(recall, marked.of.len()),
        },
        ceaf: Prf {
            precision: share(same, found.chains.len()),
            recall: share(same, marked.chains.len()),
        },
    }
}

struct Chains {
    chains: Vec<BTreeSet<usize>>,
    of: BTreeMap<usize, usize>,
}

impl Chains {
    fn of(mentions: &[Chained], linked: bool) -> Self {
        let mut all: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &(mention, chain) in mentions {
            all.entry(chain).or_default().insert(mention);
        }
        let mut chains: Vec<BTreeSet<usize>> = all.into_values().collect();
        chains.retain(|chain| !linked || chain.len() > 1);
        let numbered = chains.iter().enumerate();
        let of = numbered.flat_map(|(at, chain)| chain.iter().map(move |&m| (m, at))).collect();
        Self { chains, of }
    }
}

/// The share of the links of one side that the other keeps.
fn links(of: &Chains, by: &Chains) -> f64 {
    let (mut kept, mut all) = (0, 0);
    for chain in &of.chains {
        let alone = chain.iter().filter(|mention| !by.of.contains_key(mention)).count();
        let apart: BTreeSet<usize> =
            chain.iter().filter_map(|mention| by.of.get(mention).copied()).collect();
        kept += chain.len() - alone - apart.len();
        all += chain.len() - 1;
    }
    share(kept as f64, all)
}

fn share(part: f64, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    /// The example of Luo (2005): twelve mentions in chains of 5, 2 and 5; the
    /// response joins the first and the last.
    #[test]
    fn scores_as_published() {
        let marked: Vec<Chained> =
            (0..12).map(|at| (at, usize::from(at > 4) + usize::from(at > 6))).collect();
        let found: Vec<Chained> =
            marked.iter().map(|&(at, chain)| (at, if chain == 1 { 1 } else { 0 })).collect();
        let scores = score(&marked, &found, false);
        assert!(near(scores.muc.recall, 1.0) && near(scores.muc.precision, 0.9));
        assert!(near(scores.b3.recall, 1.0) && near(scores.b3.precision, 7.0 / 12.0));
        // One chain whole, and one of the two fives against the ten.
        let same = 1.0 + 2.0 * 5.0 / 15.0;
        assert!(near(scores.ceaf.recall, same / 3.0) && near(scores.ceaf.precision, same / 2.0));
    }

    #[test]
    fn what_is_missed_and_what_is_made_up_count() {
        let marked = [(0, 0), (1, 0), (2, 1)];
        let found = [(0, 0), (1, 0), (9, 1)];
        let scores = score(&marked, &found, false);
        assert!(near(scores.muc.f1(), 1.0));
        assert!(near(scores.b3.recall, 2.0 / 3.0) && near(scores.b3.precision, 2.0 / 3.0));
        assert!(near(score(&marked, &found, true).conll(), 1.0), "chains of one left out");
    }
}
