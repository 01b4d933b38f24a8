//! The structure of a report's sentences: tokens and quoted stretches.
//!
//! This crate knows text and nothing of politics: no names of states, no events. Everything that
//! reads a report works on the [`Analysis`] it gives. It must not open files or know the world.

mod quote;
mod token;

pub use quote::{Quote, quotes};
pub use token::{Token, TokenKind, tokens};

use std::ops::Range;

/// The analysis of one report. All ranges are bytes of the reading text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Quoted stretches in order, outermost only.
    pub quotes: Vec<Quote>,
}

/// One sentence and its tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its range.
    pub range: Range<usize>,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
}

impl Analysis {
    /// The quoted stretch that covers `at`, marks included.
    pub fn quote_at(&self, at: usize) -> Option<&Quote> {
        let next = self.quotes.partition_point(|quote| quote.marks.start <= at);
        next.checked_sub(1).map(|i| &self.quotes[i]).filter(|quote| at < quote.marks.end)
    }

    /// The sentence that covers `at`.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let next = self.sentences.partition_point(|sentence| sentence.range.start <= at);
        next.checked_sub(1).map(|i| &self.sentences[i]).filter(|s| at < s.range.end)
    }

    /// All tokens of the report in order.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.sentences.iter().flat_map(|sentence| &sentence.tokens)
    }
}

/// Analyses a report.
pub fn analyse(document: &detente_text::Document) -> Analysis {
    let text = document.text();
    let blocks: Vec<Range<usize>> = document.blocks.iter().map(|b| b.range.clone()).collect();
    analyse_text(text, &blocks, &document.sentences)
}

/// Analyses a text whose blocks and sentences are known, as byte ranges in order.
///
/// ```
/// let text = "“We left,” he said.";
/// let analysis = detente_language::analyse_text(text, &[0..text.len()], &[0..text.len()]);
/// assert_eq!(&text[analysis.quotes[0].range.clone()], "We left,");
/// assert_eq!(analysis.sentences[0].tokens.len(), 8);
/// ```
pub fn analyse_text(text: &str, blocks: &[Range<usize>], sentences: &[Range<usize>]) -> Analysis {
    let sentence = |range: &Range<usize>| Sentence {
        range: range.clone(),
        tokens: tokens(text, range.clone()),
    };
    Analysis { sentences: sentences.iter().map(sentence).collect(), quotes: quotes(text, blocks) }
}
