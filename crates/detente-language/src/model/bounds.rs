//! Sentence bounds where the rules of the text stage missed one: a heading without a stop, a list
//! run together, a stop that was an abbreviation's.
//!
//! The rules see characters, the model sees what the words mean. The rules are right far more
//! often, so the model has to be sure. Its score is a log-odds: 1 is three to one, -2 one to seven. Chosen on
//! the dev parts of EWT and GUM.

use std::ops::Range;

/// From this score a word within a sentence begins another.
const SPLIT: f32 = 1.0;
/// Below this score a word that began a sentence goes on with the one before.
const JOIN: f32 = -2.0;

/// The sentences of a window, given as ranges of words, with the bounds that `score` is sure of.
pub(super) fn refine(
    sentences: &[Range<usize>],
    score: impl Fn(usize) -> f32,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = vec![];
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        for word in sentence.clone() {
            let begins =
                if word == sentence.start { score(word) > JOIN } else { score(word) > SPLIT };
            match out.last_mut() {
                Some(last) if !begins => last.end = word + 1,
                _ => out.push(word..word + 1),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sure_scores_move_a_bound() {
        let scores = [5.0, -9.0, 0.5, 3.0, -5.0, 0.0];
        let refined = refine(&[0..4, 4..5, 5..6], |word| scores[word]);
        assert_eq!(refined, [0..3, 3..5, 5..6]);
    }

    #[test]
    fn the_first_word_begins_a_sentence_whatever_its_score() {
        assert_eq!(refine(&[0..2], |_| -9.0), [0..2]);
    }
}
