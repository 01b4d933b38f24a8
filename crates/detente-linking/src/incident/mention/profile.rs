//! What a report is about, by its words.

use super::known;
use detente_language::{Analysis, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// A hundred times one and the logarithm of how often a word stands in a report.
const OFTEN: [u64; 10] = [100, 169, 210, 239, 261, 279, 295, 308, 320, 330];

/// Words by which a report is looked for.
const HEAVIEST: usize = 12;

/// The words of a report with what each tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    words: BTreeMap<String, u64>,
    squares: u64,
    heaviest: BTreeSet<String>,
}

impl Profile {
    /// The profile of a report: its dictionary forms of nouns, names, verbs, adjectives and figures.
    /// The last word of a name counts half as much again.
    pub fn of(text: &str, analysis: &Analysis) -> Self {
        let last = |name: &detente_language::Name| {
            let words = text.get(name.range.clone()).unwrap_or_default();
            words.split_whitespace().next_back().map(str::to_lowercase)
        };
        let names: BTreeSet<String> = analysis.names.iter().filter_map(last).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for node in analysis.sentences.iter().flat_map(|sentence| sentence.tree.nodes()) {
            let word = node.lemma.to_lowercase();
            let long = word.chars().count() > 2 || word.chars().all(|c| c.is_ascii_digit());
            if is_content(node.upos) && long {
                *counts.entry(word).or_default() += 1;
            }
        }
        let weigh = |(word, count): (String, usize)| {
            let often = OFTEN.get(count - 1).copied().unwrap_or(OFTEN[OFTEN.len() - 1]);
            let named = if names.contains(&word) { 3 } else { 2 };
            let weight = often * u64::from(known::weight(&word)) * named;
            (word, weight)
        };
        let words: BTreeMap<String, u64> = counts.into_iter().map(weigh).collect();
        let squares = words.values().map(|weight| weight * weight).sum();
        let mut order: Vec<(&String, u64)> = words.iter().map(|(word, &w)| (word, w)).collect();
        order.sort_by_key(|&(word, weight)| (std::cmp::Reverse(weight), word));
        let heaviest = order.into_iter().take(HEAVIEST).map(|(word, _)| word.clone()).collect();
        Self { words, squares, heaviest }
    }

    /// How alike two reports are, in thousandths: the cosine of their words.
    pub fn likeness(&self, other: &Self) -> u32 {
        let (few, many) =
            if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let common = few.words.iter().filter_map(|(word, a)| Some(a * many.words.get(word)?));
        let dot: u64 = common.sum();
        let whole = (u128::from(self.squares) * u128::from(other.squares)).isqrt();
        u32::try_from((u128::from(dot) * 1000).checked_div(whole).unwrap_or(0)).unwrap_or(1000)
    }

    /// The words that tell most of it, by which it is looked for.
    pub fn heaviest(&self) -> impl Iterator<Item = &str> {
        self.heaviest.iter().map(String::as_str)
    }
}

/// Whether words of this class say what a text is about.
pub(super) fn is_content(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num)
}
