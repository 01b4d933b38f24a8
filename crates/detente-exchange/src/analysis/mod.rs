//! The language analysis of a report, for whoever wants to look at it or go on from it.

mod conllu;
mod jsonl;

pub use conllu::conllu;
pub use jsonl::jsonl;

use detente_language::{Analysis, Sentence, Tree, Upos, factuality};
use std::ops::Range;

/// Whether a word is one whose factuality is told: a verb that is no auxiliary.
fn status(tree: &Tree, word: usize) -> Option<&'static str> {
    let node = &tree.nodes()[word];
    (node.upos == Upos::Verb).then(|| factuality(tree, word).as_str())
}

/// The names of a sentence, each with the tokens it covers.
fn names<'a>(
    analysis: &'a Analysis,
    sentence: &'a Sentence,
) -> impl Iterator<Item = (Range<usize>, &'static str)> + 'a {
    let inside = analysis.names_in(sentence.range.clone());
    inside.map(|name| (sentence.covered(&name.range), name.kind.as_str()))
}
