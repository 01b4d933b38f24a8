//! Long texts, a window at a time.

use detente_text::Document;
use std::ops::Range;

/// A range of the reading text, in bytes.
pub(crate) type Window = Range<usize>;

/// Bytes of reading text that one page shows, about.
const SIZE: usize = 120_000;

/// The windows on a text, in order and without a gap: cut between blocks, and a block longer than
/// a window between words.
pub(crate) fn windows(document: &Document) -> Vec<Window> {
    let ends: Vec<usize> = document.blocks.iter().map(|block| block.range.end).collect();
    cut(document.text(), &ends, SIZE)
}

fn cut(text: &str, ends: &[usize], size: usize) -> Vec<Window> {
    let mut windows = vec![];
    let mut start = 0;
    while text.len() - start > size {
        let most = start + size;
        let block = ends[..ends.partition_point(|&end| end <= most)].last().copied();
        let end = block.filter(|&end| end > start).unwrap_or_else(|| word_end(text, start, most));
        windows.push(start..end);
        start = end;
    }
    if start < text.len() {
        windows.push(start..text.len());
    }
    windows
}

/// The end of the last word before `most`, or `most` itself where there is none.
fn word_end(text: &str, start: usize, most: usize) -> usize {
    let most = (start + 1..=most).rev().find(|&at| text.is_char_boundary(at));
    let most = most.unwrap_or(text.len());
    match text[start..most].rfind(char::is_whitespace) {
        Some(space) if space > 0 => start + space,
        _ => most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_join_up_and_break_between_blocks() {
        let text = "one two three\nfour five\nsix";
        let windows = cut(text, &[13, 23, 27], 16);
        assert_eq!(windows, [0..13, 13..27]);
    }

    #[test]
    fn a_long_block_is_cut_between_words_and_never_within_a_letter() {
        let text = "Идлиб Алеппо ".repeat(20);
        let windows = cut(&text, &[text.len()], 50);
        assert!(windows.iter().all(|window| window.len() <= 50 && !window.is_empty()));
        let joined: String = windows.iter().map(|window| &text[window.clone()]).collect();
        assert_eq!(joined, text);
        let solid = "я".repeat(100);
        let windows = cut(&solid, &[200], 51);
        assert_eq!(windows[0], 0..50);
        assert!(cut("", &[], 10).is_empty());
    }
}
