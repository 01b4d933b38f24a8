//! Plain text: lines that are paragraphs, or paragraphs wrapped at a width.

use super::{Laid, Layout};
use crate::{Block, BlockKind, Mapped, trim};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of the lines of a text.
pub(super) enum Lines<'a> {
    /// Nothing.
    Unknown,
    /// They are lines of printed pages, which start at these byte offsets.
    Pages(&'a [usize]),
}

pub(super) fn lay_out(decoded: &Mapped, known: Lines<'_>) -> Layout {
    let text = decoded.as_str();
    let lines = lines(text);
    let width = match known {
        Lines::Unknown => wrap_width(text, &lines),
        Lines::Pages(_) => Some(page_width(&lines)),
    };
    let mut blocks = match width {
        None => lines.into_iter().filter(|line| !line.is_empty()).map(paragraph).collect(),
        Some(width) => paragraphs(text, &lines, width),
    };
    if let Lines::Pages(pages) = known {
        leave_out_running_heads(text, &mut blocks, pages);
    }
    let mut layer = decoded.edit();
    layer.copy(0..text.len());
    Layout { text: layer.finish(), blocks, metadata: vec![] }
}

fn paragraph(range: Range<usize>) -> Laid {
    Laid { block: Block { range, kind: BlockKind::Paragraph }, left_out: None }
}

/// Ranges of the lines without white space at their ends; blank lines are empty.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(|line| {
            let range = start..start + line.len();
            start = range.end;
            trim(text, range)
        })
        .collect()
}

/// The width at which a text is wrapped, in bytes, or `None` where a line is a paragraph.
///
/// Wrapped text has runs of lines of nearly one length, most of which break off within a
/// sentence. In text saved from the web every line is a paragraph and ends one.
fn wrap_width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let followed: Vec<&Range<usize>> =
        lines.windows(2).filter(|w| !w[0].is_empty() && !w[1].is_empty()).map(|w| &w[0]).collect();
    if followed.len() < 2 {
        return None;
    }
    let mut lengths: Vec<usize> = followed.iter().map(|line| line.len()).collect();
    lengths.sort_unstable();
    let width = lengths[lengths.len() * 9 / 10];
    let full = followed.iter().filter(|line| line.len() * 10 >= width * 7).count();
    let broken = followed.iter().filter(|line| !ends_sentence(&text[(**line).clone()])).count();
    let longest = lines.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    let wrapped = (30..=160).contains(&width)
        && longest <= width * 3 / 2 + 20
        && full * 10 >= followed.len() * 6
        && broken * 10 >= followed.len() * 6;
    wrapped.then_some(width)
}

fn page_width(lines: &[Range<usize>]) -> usize {
    let mut lengths: Vec<usize> =
        lines.iter().map(ExactSizeIterator::len).filter(|&n| n > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 8 / 10).copied().unwrap_or(80)
}

/// Joins wrapped lines. A paragraph ends at a blank line, before an indented line, before a list
/// mark, and after a short line that ends a sentence.
fn paragraphs(text: &str, lines: &[Range<usize>], width: usize) -> Vec<Laid> {
    let mut blocks: Vec<Laid> = vec![];
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        if line.is_empty() {
            open = false;
            continue;
        }
        let last = i.checked_sub(1).map(|i| &lines[i]);
        let starts = !open
            || is_indented(text, line.start)
            || opens_page(text, line.start)
            || is_item(&text[line.clone()])
            || last.is_some_and(|last| {
                last.len() * 10 < width * 6 && ends_sentence(&text[last.clone()])
            });
        match blocks.last_mut() {
            Some(laid) if !starts => laid.block.range.end = line.end,
            _ => blocks.push(paragraph(line.clone())),
        }
        open = true;
    }
    blocks
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    line.ends_with(['.', '!', '?', '…', ':', '。', '؟', '।'])
}

fn is_indented(text: &str, start: usize) -> bool {
    let before = text[..start].chars().rev().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
    let indent: usize = before.take(9).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    indent >= 2
}

fn opens_page(text: &str, start: usize) -> bool {
    text[..start].trim_end_matches([' ', '\t', '\n', '\r']).ends_with('\u{c}')
}

fn is_item(line: &str) -> bool {
    line.starts_with(['•', '▪', '●', '◦', '‣']) || line.starts_with("- ") || line.starts_with("* ")
}

/// A line that stands at the head or foot of three or more pages, digits apart, is the page's.
fn leave_out_running_heads(text: &str, blocks: &mut [Laid], pages: &[usize]) {
    let shape = |range: &Range<usize>| -> String {
        text[range.clone()].chars().filter(|c| !c.is_ascii_digit()).collect()
    };
    let mut edges = vec![];
    for (i, &start) in pages.iter().enumerate() {
        let end = pages.get(i + 1).copied().unwrap_or(text.len());
        let first = blocks.partition_point(|laid| laid.block.range.start < start);
        let next = blocks.partition_point(|laid| laid.block.range.start < end);
        if first < next {
            edges.push(first);
            edges.push(next - 1);
        }
    }
    edges.dedup();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for &i in &edges {
        if blocks[i].block.range.len() <= 120 {
            *seen.entry(shape(&blocks[i].block.range)).or_default() += 1;
        }
    }
    for i in edges {
        let range = &blocks[i].block.range;
        let is_number = text[range.clone()].chars().all(|c| !c.is_alphabetic());
        if is_number || seen.get(&shape(range)).is_some_and(|&n| n >= 3) {
            blocks[i].left_out = Some("running head");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let layout = lay_out(&Mapped::identity(text), Lines::Unknown);
        let slice = |laid: Laid| layout.text.as_str()[laid.block.range].to_owned();
        layout.blocks.into_iter().map(slice).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_in_text_saved_from_the_web() {
        let text = "Talks open in Geneva\nThe two delegations met on Monday and will meet again on Tuesday.\n\nShare this\n";
        assert_eq!(blocks(text).len(), 3);
    }

    #[test]
    fn wrapped_lines_are_joined_and_indents_part_paragraphs() {
        let text = "The delegations met for the first time since the spring and\n\
                    agreed to publish a list of the crossings that are to be\n\
                    opened before the end of the month, an official told us.\n    \
                    A second round is to follow in the second week of June, and\n\
                    both sides said that they would attend it in full.\n";
        assert_eq!(blocks(text).len(), 2, "{:#?}", blocks(text));
    }

    #[test]
    fn page_numbers_and_running_heads_are_left_out() {
        let pages = [
            "Quarterly note 1\n\nThe truce held.",
            "Quarterly note 2\n\nIt did not hold.",
            "Quarterly note 3\n\nTalks resumed.",
        ];
        let text = pages.join("\u{c}");
        let starts: Vec<usize> = pages
            .iter()
            .scan(0, |at, p| {
                let s = *at;
                *at += p.len() + 1;
                Some(s)
            })
            .collect();
        let layout = lay_out(&Mapped::identity(text), Lines::Pages(&starts));
        let left: Vec<_> = layout.blocks.iter().filter(|l| l.left_out.is_some()).collect();
        assert_eq!(left.len(), 3, "three running heads: {left:?}");
    }
}
