//! The words of a sentence as a dictionary counts them.
//!
//! Dictionaries were made for the tokens of the Penn Treebank: "well-known" is one word there, while
//! our trees have three. So what hangs together by hyphens is joined again; marks of punctuation and
//! the possessive "'s" are no words at all.

use crate::view::View;
use detente_language::{Relation, TokenKind, Tree, Xpos};
use std::ops::Range;

/// A sentence in a dictionary's words.
pub(super) struct Words<'v> {
    pub(super) tree: &'v Tree,
    /// The words in small letters.
    pub(super) text: Vec<String>,
    /// The tokens of each word, numbered as in the tree.
    pub(super) toks: Vec<Range<usize>>,
    /// The word that each token is of, or the next where it is of none.
    of: Vec<usize>,
    /// The commas, and the word that comes after each.
    commas: Vec<(usize, usize)>,
    /// The tokens that are a possessive's ending.
    possessives: Vec<usize>,
}

impl<'v> Words<'v> {
    /// The words of a sentence; `None` where it was not analysed.
    pub(super) fn of(view: &'v View, sentence: usize) -> Option<Self> {
        let tree = &view.analysis.sentences.get(sentence)?.tree;
        let toks = view.toks.get(view.sentences.get(sentence)?.clone())?;
        if tree.is_empty() || tree.len() != toks.len() {
            return None;
        }
        let mut words = Self {
            tree,
            text: vec![],
            toks: vec![],
            of: vec![],
            commas: vec![],
            possessives: vec![],
        };
        let mut at = 0;
        while at < toks.len() {
            let mut end = at + 1;
            // Joined by a hyphen that touches it on the left; what touches it on the right belongs.
            while end < toks.len()
                && toks[end].range.start == toks[end - 1].range.end
                && (is_hyphen(toks[end].text) || (is_hyphen(toks[end - 1].text) && end - 1 > at))
                && toks[at].kind != TokenKind::Punctuation
            {
                end += 1;
            }
            words.of.extend((at..end).map(|_| words.text.len()));
            let possessive = is_possessive(tree, toks[at].lower.as_str(), at);
            if possessive {
                words.possessives.push(at);
            }
            if toks[at].text == "," {
                words.commas.push((at, words.text.len()));
            }
            if toks[at].kind != TokenKind::Punctuation && !possessive {
                let parts = toks[at..end].iter().map(|tok| tok.lower.as_str());
                words.text.push(parts.collect::<String>());
                words.toks.push(at..end);
            }
            at = end;
        }
        Some(words)
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The word of a token, or the first after it.
    pub(super) fn at(&self, tok: usize) -> usize {
        self.of.get(tok).copied().unwrap_or(self.text.len())
    }

    /// The words of a range of tokens.
    pub(super) fn within(&self, toks: Range<usize>) -> Range<usize> {
        let start = self.at(toks.start);
        start..self.at(toks.end).max(start)
    }

    /// The commas: token, and the word that comes next.
    pub(super) fn commas(&self) -> &[(usize, usize)] {
        &self.commas
    }

    pub(super) fn is_comma(&self, tok: usize) -> bool {
        self.commas.iter().any(|&(at, _)| at == tok)
    }

    pub(super) fn is_possessive(&self, tok: usize) -> bool {
        self.possessives.contains(&tok)
    }

    /// Whether a token is of a word, not a mark between words.
    pub(super) fn is_word(&self, tok: usize) -> bool {
        self.toks.get(self.at(tok)).is_some_and(|range| range.contains(&tok))
    }

    /// The words of these tokens as the names in a dictionary are compared: without underscores.
    pub(super) fn spelled(&self, toks: &[usize]) -> Vec<&str> {
        let mut last = None;
        let mut out = vec![];
        for &tok in toks {
            let word = self.at(tok);
            if self.is_word(tok) && last != Some(word) {
                last = Some(word);
                out.extend(self.text[word].split('_').filter(|part| !part.is_empty()));
            }
        }
        out
    }
}

/// The "'s" of a possessive, also where the tagger took it for a verb and the parser did not.
fn is_possessive(tree: &Tree, text: &str, at: usize) -> bool {
    let node = &tree.nodes()[at];
    node.xpos == Xpos::Pos || matches!(text, "'s" | "'") && node.relation == Relation::Case
}

fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑" | "_")
}
