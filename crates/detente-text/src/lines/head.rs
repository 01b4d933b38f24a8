//! Title, byline, dateline and outlet in the first lines of a report.

mod byline;
mod dateline;
mod day;

use super::{Head, line::Line};
use crate::{Block, BlockKind};
use std::ops::Range;

/// Among how many blocks the head of a report is looked for.
const FIRST: usize = 10;

/// Reads title, byline, dateline and outlet from the first lines of a reading text.
///
/// What could be something else is left out: a wrong author or place costs more than a missing one.
///
/// ```
/// use detente_text::{Block, BlockKind, lines::head};
/// let text = "GENEVA, Mar 3 (Reuters) — Talks opened on Tuesday.";
/// let block = Block { range: 0..text.len(), kind: BlockKind::Paragraph };
/// let head = head(text, &[block]);
/// assert_eq!(&text[head.place.unwrap()], "GENEVA");
/// assert_eq!(&text[head.date.unwrap()], "Mar 3");
/// assert_eq!(&text[head.outlet.unwrap()], "Reuters");
/// ```
pub fn head(text: &str, blocks: &[Block]) -> Head {
    let mut head = Head { title: title(text, blocks), ..Head::default() };
    let body = body_start(text, blocks);
    for block in blocks.iter().take(body.min(FIRST)) {
        if head.title.as_ref() != Some(&block.range) {
            byline::read(text, block.range.clone(), &mut head);
        }
    }
    for block in blocks.iter().take(body.min(FIRST) + 1) {
        if head.title.as_ref() == Some(&block.range) {
            continue;
        }
        if dateline::read(text, block.range.clone(), &mut head) {
            break;
        }
    }
    head
}

/// The index of the first block that is a paragraph of the body.
fn body_start(text: &str, blocks: &[Block]) -> usize {
    let is_body = |block: &Block| {
        let words = text[block.range.clone()].split_whitespace().take(22).count();
        words >= 22 || words >= 8 && super::line::ends_sentence(&text[block.range.clone()])
    };
    blocks.iter().position(is_body).unwrap_or(blocks.len())
}

/// The title: a block known to be one, or a short first line without a stop before longer ones.
fn title(text: &str, blocks: &[Block]) -> Option<Range<usize>> {
    let known = blocks.iter().take(FIRST).find(|block| block.kind == BlockKind::Title);
    if let Some(known) = known {
        return Some(known.range.clone());
    }
    let first = blocks.first()?;
    let line = Line::keyless(&text[first.range.clone()]);
    let kinds = [BlockKind::Paragraph, BlockKind::Heading];
    let opens = line.raw.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let fits = kinds.contains(&first.kind)
        && (2..=30).contains(&line.words)
        && opens
        && line.is_heading_like()
        && !line.is_several_sentences()
        && !byline::is_one(line.raw)
        && !day::is_line(line.raw)
        && !dateline::is_one(line.raw);
    let body = blocks.iter().skip(1).take(FIRST).any(|block| {
        let line = Line::keyless(&text[block.range.clone()]);
        line.words >= 12 && line.ends_sentence()
    });
    (fits && body).then(|| first.range.clone())
}
