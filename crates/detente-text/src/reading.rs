//! Writes the reading layer: the report's own blocks, folded, with white space made even.

use crate::fold::Edit;
use crate::lines::Verdict;
use crate::read::{Judged, hyphenates};
use crate::{Block, Builder, Mapped, Media, trim};
use std::ops::Range;

/// What parts two blocks in the reading text.
const BREAK: &str = "\n\n";

/// The reading text over `source`, and its blocks.
pub(crate) fn write(
    source: &Mapped,
    judged: &[Judged],
    edits: &[Edit],
    media: Media,
) -> (Mapped, Vec<Block>) {
    let text = source.as_str();
    let mut out = source.edit();
    let mut blocks = vec![];
    for block in judged {
        let Verdict::Own(kind) = block.verdict else { continue };
        let range = trim(text, block.range.clone());
        if range.is_empty() || is_left_out(&range, edits) {
            continue;
        }
        let opened = !out.as_str().is_empty();
        if opened {
            out.insert(BREAK);
        }
        let start = out.as_str().len();
        write_block(&mut out, text, range, edits, media);
        let written = start..out.as_str().len();
        blocks.push(Block { range: written, kind });
    }
    (out.finish(), blocks)
}

/// Whether a block is of invisible characters alone.
fn is_left_out(range: &Range<usize>, edits: &[Edit]) -> bool {
    let first = edits.partition_point(|edit| edit.range.end <= range.start);
    let within = edits[first..].iter().take_while(|edit| edit.range.end <= range.end);
    let gone = within.take_while(|edit| edit.text.is_empty());
    gone.map(|edit| edit.range.len()).sum::<usize>() == range.len()
}

fn write_block(
    out: &mut Builder<'_>,
    text: &str,
    range: Range<usize>,
    edits: &[Edit],
    media: Media,
) {
    let first = edits.partition_point(|edit| edit.range.end <= range.start);
    let mut at = range.start;
    for edit in edits[first..].iter().take_while(|edit| edit.range.start < range.end) {
        if edit.range.start < at || edit.range.end > range.end {
            continue;
        }
        write_plain(out, text, at..edit.range.start, media);
        out.replace(edit.range.clone(), &edit.text);
        at = edit.range.end;
    }
    write_plain(out, text, at..range.end, media);
}

/// Copies, with every run of white space made one blank (a line break of a page stays one).
fn write_plain(out: &mut Builder<'_>, text: &str, range: Range<usize>, media: Media) {
    let end = range.end;
    let mut copied = range.start;
    let mut at = range.start;
    while let Some(found) = next_space(&text.as_bytes()[..end], at) {
        let run: usize =
            text[found..end].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
        if run == 0 {
            at = found + text[found..end].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let space = &text[found..found + run];
        at = found + run;
        if space == " " {
            continue;
        }
        let broken = space.contains('\n');
        let hyphen = found
            .checked_sub(1)
            .filter(|&h| hyphenates(media) && broken && h >= copied && joins(text, h, at));
        if let Some(hyphen) = hyphen {
            out.copy(copied..hyphen);
            out.replace(hyphen..at, "");
        } else {
            out.copy(copied..found);
            let keeps = broken && media == Media::Html;
            out.replace(found..at, if keeps { "\n" } else { " " });
        }
        copied = at;
    }
    out.copy(copied..end);
}

/// The next byte at or after `at` that may start white space.
fn next_space(bytes: &[u8], at: usize) -> Option<usize> {
    let may = |b: &u8| matches!(b, b' ' | 9..=13 | 0xC2 | 0xE1..=0xE3);
    bytes[at.min(bytes.len())..].iter().position(may).map(|found| at + found)
}

/// Whether the hyphen at `hyphen` only parts a word over two lines, the second starting at `next`.
fn joins(text: &str, hyphen: usize, next: usize) -> bool {
    // Any other byte may be the last of a longer character.
    if text.as_bytes()[hyphen] != b'-' {
        return false;
    }
    let before = text[..hyphen].chars().next_back();
    let after = text[next..].chars().next();
    before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_lowercase)
}
