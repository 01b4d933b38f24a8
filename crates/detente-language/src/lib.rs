//! The structure of a report's sentences: tokens, quoted stretches, and by a [`Model`] the tree of
//! each sentence, names, and who says what.
//!
//! This crate knows text and nothing of politics: no names of states, no events. Everything that
//! reads a report works on the [`Analysis`] it gives. It must not open files or know the world.

mod analyst;
mod bare;
mod consistent;
mod decode;
#[cfg(test)]
mod examples;
mod factuality;
mod lemma;
mod model;
mod quote;
mod token;
mod tree;
mod window;

pub use analyst::{Analyst, WordAnalysis, WordAttribution, WordTree};
pub use bare::Bare;
pub use factuality::{Factuality, factuality};
pub use lemma::lemma;
pub use model::{Model, ModelError};
pub use quote::{Quote, quotes};
pub use token::{Token, TokenKind, tokens};
pub use tree::{NameKind, Node, Relation, Subtype, Tree, Upos, Xpos};

use std::ops::Range;

/// The analysis of one report. All ranges are bytes of the reading text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Quoted stretches in order, outermost only.
    pub quotes: Vec<Quote>,
    /// Names in order; none without a model.
    pub names: Vec<Name>,
    /// Who says what, in the order of their first words; none without a model.
    pub attributions: Vec<Attribution>,
}

/// One sentence and its tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// Its range.
    pub range: Range<usize>,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Its tree over the tokens; empty without a model.
    pub tree: Tree,
    /// In how many parts it was read: more than one where it was too long to be read at once, and
    /// the tree then hangs the parts together without saying how they belong; 0 without a model.
    pub parts: usize,
    /// A unit vector of what it means, of its first part; empty without a model.
    pub vector: Vec<f32>,
}

impl Sentence {
    /// The numbers of the tokens that a range of the text touches.
    ///
    /// ```
    /// let text = "Troops left Goma.";
    /// let analysis = detente_language::analyse_text(text, &[0..17], &[0..17]);
    /// assert_eq!(analysis.sentences[0].covered(&(7..16)), 1..3);
    /// ```
    pub fn covered(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.range.end <= range.start);
        let end = self.tokens.partition_point(|token| token.range.start < range.end);
        first..end.max(first)
    }

    /// The range of the text from the first to past the last of some tokens; empty of none.
    pub fn text_of(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.range.start..last.range.end,
            Some([one]) => one.range.clone(),
            _ => self.range.start..self.range.start,
        }
    }
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, without article, title or possessive ending.
    pub range: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// Who says what, and by which words: as PolNeAR defines attribution
/// ([Newell et al. 2018](https://aclanthology.org/L18-1524/)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that say that something is said: "said", "according to", "has denied".
    pub cue: Option<Range<usize>>,
    /// Who says it, with titles and appositions; several where it is interrupted.
    pub source: Vec<Range<usize>>,
    /// What is said; several where it is interrupted.
    pub content: Vec<Range<usize>>,
    /// Whether the words are the speaker's own.
    pub manner: Manner,
}

impl Attribution {
    /// Where its first part begins.
    pub fn start(&self) -> usize {
        let parts = self.cue.iter().chain(&self.source).chain(&self.content);
        parts.map(|part| part.start).min().unwrap_or(0)
    }
}

/// How something said is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// Wholly in quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

impl Analysis {
    /// The quoted stretch that covers `at`, marks included.
    pub fn quote_at(&self, at: usize) -> Option<&Quote> {
        let next = self.quotes.partition_point(|quote| quote.marks.start <= at);
        next.checked_sub(1).map(|i| &self.quotes[i]).filter(|quote| at < quote.marks.end)
    }

    /// 0 outside quotation marks, 1 inside, 2 on a mark: what the model is told of a word.
    pub fn place(&self, at: usize) -> u8 {
        match self.quote_at(at) {
            None => 0,
            Some(quote) if quote.range.contains(&at) => 1,
            Some(_) => 2,
        }
    }

    /// The sentence that covers `at`.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let next = self.sentences.partition_point(|sentence| sentence.range.start <= at);
        next.checked_sub(1).map(|i| &self.sentences[i]).filter(|s| at < s.range.end)
    }

    /// The names that lie in a range, in order.
    pub fn names_in(&self, range: Range<usize>) -> impl Iterator<Item = &Name> {
        let first = self.names.partition_point(|name| name.range.start < range.start);
        self.names[first..].iter().take_while(move |name| name.range.end <= range.end)
    }

    /// The attributions in whose content `at` stands, the outermost first: of "X said that Y denied
    /// it", X's and then Y's.
    pub fn said_at(&self, at: usize) -> Vec<&Attribution> {
        let covers = |one: &&Attribution| one.content.iter().any(|part| part.contains(&at));
        let mut found: Vec<&Attribution> = self.attributions.iter().filter(covers).collect();
        let size = |one: &Attribution| one.content.iter().map(|part| part.len()).sum::<usize>();
        found.sort_by_key(|one| std::cmp::Reverse(size(one)));
        found
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
        ..Sentence::default()
    };
    Analysis {
        sentences: sentences.iter().map(sentence).collect(),
        quotes: quotes(text, blocks),
        ..Analysis::default()
    }
}
