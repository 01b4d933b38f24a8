//! Sentences.

use crate::{Block, trim};
use std::ops::Range;

/// Sentences of `text` in order, as byte ranges without white space at the edges; none crosses
/// a block.
pub fn sentences(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    blocks.iter().map(|block| trim(text, block.range.clone())).filter(|r| !r.is_empty()).collect()
}
