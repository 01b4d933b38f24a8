//! The figures of a text in their context, so that a copy can say which it changed.

use super::sketch::Sketch;
use super::words::{Word, join};
use std::collections::{BTreeMap, BTreeSet};

/// Figures kept of a text: those whose contexts have the smallest hashes, so that two copies keep
/// the same ones.
const MOST: usize = 64;
/// Bytes of a figure's words; a longer run of digits is a number of something else.
const LONGEST: usize = 24;
/// Words on either side that make the context.
const SIDE: usize = 2;

/// English figures in words, by their value: zero to twenty.
const IN_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A figure and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figure {
    /// Hash of the words on either side.
    pub(super) context: u32,
    /// The figure as it stands.
    pub(super) text: String,
}

/// The same words around another figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureChange {
    /// The figure in the first text, as it stands there.
    pub first: String,
    /// The figure in the second.
    pub second: String,
}

/// The figures of a text: words that begin with a digit, and English ones in words. A road is none: M4.
pub(super) fn figures(text: &str, words: &[Word]) -> Vec<Figure> {
    let spelt = |word: &Word| text.get(word.bytes[0]..word.bytes[1]).unwrap_or_default();
    let is_figure: Vec<bool> = words.iter().map(|word| value(spelt(word)).is_some()).collect();
    // Figures close by are masked: where two change, each still has its context.
    let around = |at: Option<usize>| match at.and_then(|at| Some((words.get(at)?, is_figure[at]))) {
        None => 0,
        Some((_, true)) => 1,
        Some((word, false)) => word.hash,
    };
    let mut all: Vec<Figure> = (0..words.len())
        .filter(|&at| is_figure[at] && spelt(&words[at]).len() <= LONGEST)
        .map(|at| {
            let before = (1..=SIDE).map(|n| around(at.checked_sub(n)));
            let after = (1..=SIDE).map(|n| around(at.checked_add(n)));
            let context = (join(before.chain(after)) >> 32) as u32;
            Figure { context, text: spelt(&words[at]).to_owned() }
        })
        .collect();
    all.sort();
    all.dedup();
    all.truncate(MOST);
    all
}

/// The figure without separators; `None` for a word that is none.
fn value(word: &str) -> Option<String> {
    if word.starts_with(char::is_numeric) {
        return Some(word.chars().filter(|c| c.is_alphanumeric()).collect());
    }
    let lower = word.to_ascii_lowercase();
    let number = IN_WORDS.iter().position(|&name| name == lower);
    let number = number.or_else(|| Some(30 + 10 * TENS.iter().position(|&name| name == lower)?));
    number.map(|number| number.to_string())
}

/// The figures that two texts have otherwise in the same context: the two words on either side.
/// Ask for near copies; elsewhere the same context may stand for another thing.
pub fn changed_figures(first: &Sketch, second: &Sketch) -> Vec<FigureChange> {
    changes(&first.figures, &second.figures)
}

/// Where the same context holds figures in both texts and none in common.
fn changes(first: &[Figure], second: &[Figure]) -> Vec<FigureChange> {
    let mut contexts: BTreeMap<u32, [Vec<&str>; 2]> = BTreeMap::new();
    for (side, figures) in [first, second].into_iter().enumerate() {
        for figure in figures {
            contexts.entry(figure.context).or_default()[side].push(&figure.text);
        }
    }
    let mut all = BTreeSet::new();
    for [first, second] in contexts.values() {
        let values: BTreeSet<_> = first.iter().filter_map(|text| value(text)).collect();
        let common = second.iter().filter_map(|text| value(text)).any(|v| values.contains(&v));
        if let (Some(first), Some(second), false) = (first.first(), second.first(), common) {
            let (first, second) = ((*first).to_owned(), (*second).to_owned());
            all.insert(FigureChange { first, second });
        }
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn changed(first: &str, second: &str) -> Vec<(String, String)> {
        let of = |text: &str| figures(text, &words(text));
        let all = changes(&of(first), &of(second));
        all.into_iter().map(|change| (change.first, change.second)).collect()
    }

    #[test]
    fn a_changed_figure_is_told() {
        let first = "At least 14 soldiers were killed and 30 wounded near the 2 villages.";
        let second = "At least 17 soldiers were killed and 30 wounded near the 2 villages.";
        assert_eq!(changed(first, second), [("14".to_owned(), "17".to_owned())]);
    }

    #[test]
    fn the_same_figure_otherwise_written_is_none() {
        assert!(changed("some 1,000 men left", "some 1000 men left").is_empty());
        assert!(changed("the fourteen men left it", "the 14 men left it").is_empty());
    }

    #[test]
    fn figures_side_by_side_keep_their_contexts() {
        let all = changed("of 7 or 8 tanks lost", "of 9 or 10 tanks lost");
        assert_eq!(all, [("7".into(), "9".into()), ("8".into(), "10".into())]);
    }
}
