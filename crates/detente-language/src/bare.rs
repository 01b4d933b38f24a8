//! The encoder by itself, for those who measure what all else costs beside it.

use crate::Analysis;
use crate::analyst::{Layout, inside};
use crate::model::{Model, Scratch, Window};
use crate::window::pack;
use std::collections::HashSet;
use std::ops::Range;

/// Runs the encoder and nothing after it: no heads, no trees, no names.
///
/// ```
/// use detente_language::{Bare, Model, analyse};
/// use detente_text::{Limits, Media, Member};
///
/// let original = b"Egypt and Sudan held talks in Cairo.".to_vec();
/// let member = Member { original, media: Media::Text, ..Member::default() };
/// let document = detente_text::read(&member, &Limits::default()).expect("it is a text");
/// let (mut bare, tokens) = (Bare::new(Model::embedded()), analyse(&document));
/// assert!(bare.encode(&document, &tokens) >= 8);
/// // As an analyst, it reads a window once.
/// assert_eq!(bare.encode(&document, &tokens), 0);
/// ```
pub struct Bare<'m> {
    model: &'m Model,
    scratch: Scratch,
    seen: HashSet<String>,
}

impl<'m> Bare<'m> {
    /// One that has run over nothing.
    pub fn new(model: &'m Model) -> Self {
        Self { model, scratch: Scratch::default(), seen: HashSet::new() }
    }

    /// Runs over the windows in which an [`Analyst`](crate::Analyst) reads a report, each once, and
    /// gives how many word pieces there were. `tokens` is what [`analyse`](crate::analyse) gives.
    pub fn encode(&mut self, document: &detente_text::Document, tokens: &Analysis) -> usize {
        if document.language.as_ref().is_some_and(|(code, _)| code != "en") {
            return 0;
        }
        let blocks: Vec<Range<usize>> =
            document.blocks.iter().map(|block| block.range.clone()).collect();
        let laid = Layout::of(document.text(), &blocks, tokens);
        let mut pieces = 0;
        for block in &laid.groups {
            let sentences = inside(block, &laid.sentences);
            for run in pack(sentences, &laid.words, self.model, &mut self.scratch) {
                let range = run.range();
                let (words, quotes) = (&laid.words[range.clone()], &laid.quotes[range]);
                if self.seen.insert(words.join("\n")) {
                    let sentences = run.within();
                    let window = Window { words, sentences: &sentences, quotes, free: false };
                    pieces += self.model.encode(&window, &mut self.scratch);
                }
            }
        }
        pieces
    }
}
