//! How much a word tells: little where many texts hold it.
//!
//! `common.tsv` gives the words that at least five of 648 texts of English hold (the Web Treebank's
//! training part and GUM), by ten times the logarithm of how seldom they are. It is fixed, so that
//! what two reports have in common does not change when a third comes in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word tells that is not among the common ones.
pub(super) const MOST: u32 = 56;

static COMMON: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let (points, words) = line.split_once('\t').unwrap_or(("0", ""));
        let points = points.parse().unwrap_or(MOST);
        words.split(' ').map(move |word| (word, points))
    };
    include_str!("common.tsv").lines().flat_map(line).collect()
});

/// What a dictionary form in small letters tells.
pub(super) fn weight(word: &str) -> u32 {
    COMMON.get(word).copied().unwrap_or(MOST)
}
