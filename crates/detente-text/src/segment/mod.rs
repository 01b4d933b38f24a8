//! Sentences.
//!
//! A stop ends a sentence unless what stands around it says otherwise: an abbreviation, an initial,
//! a date, a bracket that is still open, a verb of saying after a quoted question. The rules read a
//! bounded stretch on either side of a stop, so that time grows with the length of the text alone.

mod abbreviation;
mod stop;

use crate::{Block, trim};
use std::ops::Range;

/// Sentences of `text` in order, as byte ranges without white space at the edges; none crosses
/// a block.
///
/// ```
/// use detente_text::{Block, BlockKind, segment::sentences};
/// let text = "“This is it,” Gen. Roe said on Feb. 15. He left at 5 p.m. for the U.S. embassy.";
/// let block = Block { range: 0..text.len(), kind: BlockKind::Paragraph };
/// let found: Vec<_> = sentences(text, &[block]).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[1], "He left at 5 p.m. for the U.S. embassy.");
/// ```
pub fn sentences(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    let mut sentences = vec![];
    for block in blocks {
        let range = trim(text, block.range.clone());
        split(text, range, &mut sentences);
    }
    sentences
}

fn split(text: &str, block: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let slice = &text[block.clone()];
    let mut walk = stop::Walk::new(slice);
    let mut start = 0;
    while let Some(end) = walk.next_end(start) {
        let sentence = trim(text, block.start + start..block.start + end);
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
        start = end;
    }
    let rest = trim(text, block.start + start..block.end);
    if !rest.is_empty() {
        sentences.push(rest);
    }
}
