//! Which sentences are read together.
//!
//! Sentences of one block, one after another, as many as fit; what a window gives depends on its
//! own words alone. A sentence with more word pieces than the model has room for is read in parts.

use crate::model::{Model, Scratch};
use std::ops::Range;

/// Word pieces of a window. Longer windows see more and cost more: attention grows with the square.
const BUDGET: usize = 126;
/// Words of a part of a sentence that is too long to be read at once.
const PART: usize = 254;

/// A run of tokens that is read at once, as ranges of the numbers of a report's tokens.
pub(crate) struct Run {
    /// Its sentences, or one part of a sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Whether it is a part of a sentence.
    pub(crate) is_part: bool,
}

impl Run {
    fn part(range: Range<usize>) -> Self {
        Self { sentences: [range].into(), is_part: true }
    }

    /// All tokens of the run.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.sentences.first().map_or(0, |first| first.start);
        start..self.sentences.last().map_or(start, |last| last.end)
    }

    /// Its sentences as ranges of its own tokens.
    pub(crate) fn within(&self) -> Vec<Range<usize>> {
        let start = self.range().start;
        self.sentences.iter().map(|one| one.start - start..one.end - start).collect()
    }
}

/// Cuts the sentences of one block, given as ranges of tokens, into runs.
pub(crate) fn pack(
    sentences: &[Range<usize>],
    words: &[&str],
    model: &Model,
    scratch: &mut Scratch,
) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    let mut room = 0;
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let sizes: Vec<usize> =
            words[sentence.clone()].iter().map(|word| model.pieces(word, scratch)).collect();
        let size: usize = sizes.iter().sum();
        if size > model.room() {
            runs.extend(parts(sentence.clone(), &sizes, model.room()));
            room = 0;
        } else if size <= room
            && let Some(run) = runs.last_mut()
        {
            run.sentences.push(sentence.clone());
            room -= size;
        } else {
            runs.push(Run { sentences: vec![sentence.clone()], is_part: false });
            room = BUDGET.saturating_sub(size);
        }
    }
    runs
}

/// Parts of at most [`PART`] words, fewer where they would not fit.
fn parts(sentence: Range<usize>, sizes: &[usize], room: usize) -> Vec<Run> {
    let mut runs = vec![];
    let (mut start, mut size) = (sentence.start, 0);
    for (word, pieces) in sentence.clone().zip(sizes) {
        if word > start && (word - start == PART || size + pieces > room) {
            runs.push(Run::part(start..word));
            (start, size) = (word, 0);
        }
        size += pieces;
    }
    runs.push(Run::part(start..sentence.end));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_too_long_is_read_in_parts_that_cover_it() {
        let sizes = vec![1; 1000];
        let runs = parts(10..1010, &sizes, 510);
        let covered: Vec<usize> = runs.iter().flat_map(Run::range).collect();
        assert_eq!(covered, (10..1010).collect::<Vec<_>>());
        assert!(runs.iter().all(|run| run.range().len() <= PART));
        let wide = parts(0..300, &[8; 300], 510);
        assert!(wide.iter().all(|run| run.range().len() * 8 <= 510));
    }
}
