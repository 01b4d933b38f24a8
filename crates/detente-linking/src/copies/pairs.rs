//! Which texts under one key are compared: never more than a fixed number for each.

use super::compare::{Overlap, compare};
use super::settle::Text;
use std::cmp::Reverse;

/// Texts under one key that are all compared with each other.
pub const WHOLE: usize = 32;
/// Of a key with more, all are compared with so many: the first by date, then the longest, then
/// by id. Ten thousand copies of a story are so compared with it twenty thousand times, not fifty
/// million; copies of a copy still meet under the keys that the story has not.
pub const HUBS: usize = 2;

/// Two texts of which one is a near copy of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Id of the first text, the smaller id.
    pub first: String,
    /// Id of the second.
    pub second: String,
    /// What they share.
    pub overlap: Overlap,
}

/// The places to compare in an ordered group of `count`: all pairs up to [`WHOLE`], else each
/// with the first [`HUBS`]. The smaller place first, at most 15.5 pairs for each member.
///
/// ```
/// use detente_linking::copies::pairing;
/// assert_eq!(pairing(3).collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2)]);
/// assert_eq!(pairing(10_000).count(), 19_997);
/// ```
pub fn pairing(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let firsts = if count > WHOLE { HUBS } else { count };
    (0..firsts).flat_map(move |first| (first + 1..count).map(move |second| (first, second)))
}

/// The near copies among the texts under one key, given in any order, sorted by id.
pub fn pairs(group: &[&Text]) -> Vec<Edge> {
    let ordered = ordered(group);
    edges(&ordered, pairing(ordered.len()))
}

/// In which turn a text stands among those under one key, as a number: the earlier first, the undated
/// last; of one day the longer first. What is left equal the id decides.
///
/// ```
/// use detente_linking::copies::turn;
/// assert!(turn(Some("2020-02-17"), 90) < turn(Some("2020-02-18"), 300));
/// assert!(turn(Some("2020-02-18"), 300) < turn(Some("2020-02-18"), 90));
/// assert!(turn(Some("2020-02-18"), 90) < turn(None, 300));
/// ```
pub fn turn(published: Option<&str>, words: usize) -> i64 {
    /// Bits for the words; a longer text counts as one of so many.
    const WORDS: u32 = 24;
    /// Days that stand for no day.
    const UNDATED: i64 = 1 << 30;
    let most = (1_i64 << WORDS) - 1;
    let shorter = most - i64::try_from(words).unwrap_or(most).min(most);
    let day = published.and_then(super::enough::number).unwrap_or(UNDATED);
    (day << WORDS) | shorter
}

/// The edges between the texts at those places, sorted, each once.
pub(super) fn edges(
    ordered: &[&Text],
    places: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<Edge> {
    let edge = |(a, b): (usize, usize)| {
        let (mut first, mut second) = (ordered[a], ordered[b]);
        if second.id < first.id {
            (first, second) = (second, first);
        }
        let overlap = compare(&first.sketch, &second.sketch);
        let ids = (first.id.clone(), second.id.clone());
        overlap.near().then_some(Edge { first: ids.0, second: ids.1, overlap })
    };
    let mut all: Vec<Edge> = places.into_iter().filter_map(edge).collect();
    all.sort_by(|a, b| (&a.first, &a.second).cmp(&(&b.first, &b.second)));
    all.dedup_by(|a, b| a.first == b.first && a.second == b.second);
    all
}

/// The texts, each id once, by date, the undated last; then the longest first; then by id.
pub(super) fn ordered<'a>(group: &[&'a Text]) -> Vec<&'a Text> {
    let mut all = group.to_vec();
    all.sort_by_key(|text| {
        let words = Reverse(text.sketch.words());
        (text.published.is_none(), &text.published, words, &text.id)
    });
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|text| seen.insert(&text.id));
    all
}
