//! Tokens as words of the tree of their sentence.

use crate::view::View;
use detente_language::Tree;
use std::ops::Range;

/// Some words of one sentence, with its tree.
pub(super) struct Spot<'a> {
    pub(super) tree: &'a Tree,
    /// The first token of the sentence.
    base: usize,
    pub(super) words: Range<usize>,
}

impl<'a> Spot<'a> {
    /// The tokens in the sentence where they begin; `None` where it has no tree.
    pub(super) fn of(view: &'a View, toks: &Range<usize>) -> Option<Self> {
        let (sentence, first) = view.word_at(toks.start)?;
        let tree = &view.analysis.sentences.get(sentence)?.tree;
        let base = view.sentences.get(sentence)?.start;
        let end = toks.end.saturating_sub(base).min(tree.len());
        (first < end).then_some(Self { tree, base, words: first..end })
    }

    /// The word that the others hang on.
    pub(super) fn head(&self) -> Option<usize> {
        self.tree.top(self.words.clone())
    }

    /// The tokens of some words.
    pub(super) fn toks(&self, words: Range<usize>) -> Range<usize> {
        words.start + self.base..words.end + self.base
    }

    /// The words of tokens of the same sentence.
    pub(super) fn words_of(&self, toks: &Range<usize>) -> Option<Range<usize>> {
        let start = toks.start.checked_sub(self.base)?;
        let end = toks.end.checked_sub(self.base)?;
        (start < end && end <= self.tree.len()).then_some(start..end)
    }

    /// The bytes of the whole sentence.
    pub(super) fn bytes(&self, view: &View) -> Range<usize> {
        super::row::bytes(view, &self.toks(0..self.tree.len()))
    }
}
