//! The structure of a report's sentences: tokens and quoted stretches.
//!
//! This crate knows text and nothing of politics: no names of states, no events. Everything that
//! reads a report works on the [`Analysis`] it gives. It must not open files or know the world.

use std::ops::Range;

/// The analysis of one report. All ranges are bytes of the reading text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Quoted stretches in order, without their marks.
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

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its range.
    pub range: Range<usize>,
}

/// A quoted stretch; it may run over several sentences or paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words without the marks.
    pub range: Range<usize>,
}

/// Analyses a report.
pub fn analyse(document: &detente_text::Document) -> Analysis {
    let sentences = document.sentences.iter().cloned();
    Analysis {
        sentences: sentences.map(|range| Sentence { range, tokens: vec![] }).collect(),
        quotes: vec![],
    }
}
