//! Asides between commas, which are left out before anything is matched.
//!
//! What stands between two commas, or after the last, is taken for an aside if it is short. Long
//! ones are clauses of their own. Beyond PETRARCH's count of words, what stands between two commas must
//! hang on what stands outside, so that the sentence itself is not taken for an aside of its own
//! opening, and it must not be the clause that the verb before it asks for.

use super::Options;
use super::phrases::Phrase;
use super::words::Words;
use detente_language::{Relation, Upos};
use std::ops::Range;

/// Which words are left out, and before which words a comma stands that ends the look for a source.
pub(super) struct Commas {
    pub(super) left_out: Vec<bool>,
    pub(super) bars: Vec<usize>,
}

pub(super) fn commas(words: &Words, phrases: &[Phrase], options: &Options) -> Commas {
    let inside = |next: usize| phrases.iter().any(|p| p.words.start < next && next < p.words.end);
    let at: Vec<usize> =
        words.commas().iter().map(|&(_, next)| next).filter(|&next| !inside(next)).collect();
    let mut left_out = vec![false; words.len()];
    let count = |range: &Range<usize>| {
        let spelled = words.text.get(range.clone()).unwrap_or(&[]);
        spelled.iter().filter(|word| word.starts_with(char::is_alphabetic)).count()
    };
    let mut drop = |range: Range<usize>, (least, most): (usize, usize)| {
        let out = most > 0 && (least..=most).contains(&count(&range));
        if out {
            left_out[range].fill(true);
        }
        out
    };
    let mut gone = vec![];
    if let (Some(&first), Some(&last)) = (at.first(), at.last()) {
        if drop(0..first, options.comma_begin) {
            gone.push(first);
        }
        if !completes(words, last..words.len()) && drop(last..words.len(), options.comma_end) {
            gone.push(last);
        }
        for pair in at.windows(2) {
            if governs(words, pair[0]..pair[1]) || completes(words, pair[0]..pair[1]) {
                continue;
            }
            if drop(pair[0]..pair[1], options.comma) {
                gone.extend_from_slice(pair);
            }
        }
    }
    let bars = at.into_iter().filter(|next| !gone.contains(next)).collect();
    Commas { left_out, bars }
}

/// Whether the range holds the clause that a verb outside asks for: "said, after a pause, that ...".
fn completes(words: &Words, range: Range<usize>) -> bool {
    let tree = words.tree;
    let inside = |tok: usize| range.contains(&words.at(tok));
    (0..tree.len()).any(|tok| {
        matches!(tree.nodes()[tok].relation, Relation::Ccomp | Relation::Xcomp)
            && inside(tok)
            && tree.head(tok).is_some_and(|head| !inside(head))
    })
}

/// Whether something outside hangs on a word in the range.
fn governs(words: &Words, range: Range<usize>) -> bool {
    let tree = words.tree;
    let inside = |tok: usize| range.contains(&words.at(tok));
    (0..tree.len()).any(|tok| {
        tree.nodes()[tok].upos != Upos::Punct && !inside(tok) && tree.head(tok).is_some_and(inside)
    })
}
