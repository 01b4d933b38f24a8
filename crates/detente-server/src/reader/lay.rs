//! The reading text in pieces, each with the marks that lie on it.

use super::Window;
use super::found::{Item, Kind, Mark};
use detente_text::{BlockKind, Document};
use std::ops::Range;

/// Marks on one window; a report that has more shows the first of them.
const MOST_MARKS: usize = 20_000;
/// Marks that one piece tells of when pointed at.
const MOST_TITLES: usize = 4;

/// A block of the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its HTML element.
    pub(crate) tag: &'static str,
    pub(crate) class: &'static str,
    /// Where it stands in the reading text, in bytes.
    pub(crate) range: Range<usize>,
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of text on which the same marks lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Names of the places that begin here.
    pub(crate) anchors: Vec<String>,
    pub(crate) text: String,
    /// Its marks as CSS classes; empty where there is none.
    pub(crate) class: String,
    pub(crate) title: String,
    /// Numbers of the items that end here.
    pub(crate) items: Vec<usize>,
}

/// Lays out one window. Marks and anchors are in order of their places; where marks overlap, the
/// text is cut so that every piece lies under the same ones throughout.
pub(crate) fn lay(
    document: &Document,
    marks: &[Mark],
    anchors: &[(usize, String)],
    items: &[Item],
    window: &Window,
) -> Vec<Block> {
    let inside = |mark: &&Mark| mark.range.start < window.end && mark.range.end > window.start;
    let marks: Vec<&Mark> = marks.iter().filter(inside).take(MOST_MARKS).collect();
    let mut ends: Vec<(usize, usize)> =
        items.iter().map(|item| (item.end.min(window.end), item.number)).collect();
    ends.sort_unstable();
    let from = anchors.partition_point(|(at, _)| *at < window.start);
    let to = anchors.partition_point(|(at, _)| *at < window.end);
    let mut sweep = Sweep {
        text: document.text(),
        cuts: cuts(&marks, &anchors[from..to]),
        marks: &marks,
        next: 0,
        active: vec![],
        anchors: anchors[from..to].iter().peekable(),
        items: ends.into_iter().peekable(),
    };
    let mut blocks = vec![];
    let mut titled = false;
    let first = document.blocks.partition_point(|block| block.range.end <= window.start);
    for block in document.blocks[first..].iter().take_while(|b| b.range.start < window.end) {
        let range = block.range.start.max(window.start)..block.range.end.min(window.end);
        let (tag, mut class) = element(block.kind, titled);
        if class == "item" && has_own_mark(&document.text()[block.range.clone()]) {
            class = "marked-item";
        }
        titled |= tag == "h1";
        blocks.push(Block { tag, class, pieces: sweep.pieces(range.clone()), range });
    }
    // What stands after the last block has no other place than its end.
    if let Some(last) = blocks.last_mut().and_then(|block| block.pieces.last_mut()) {
        last.items.extend(sweep.items.map(|(_, number)| number));
        last.anchors.extend(sweep.anchors.map(|(_, name)| name.clone()));
    }
    blocks
}

const fn element(kind: BlockKind, titled: bool) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Title if !titled => ("h1", "title"),
        BlockKind::Title | BlockKind::Heading => ("h2", "heading"),
        BlockKind::Quote => ("blockquote", "quoted"),
        BlockKind::Item => ("p", "item"),
        BlockKind::Cell => ("p", "cell"),
        BlockKind::Paragraph | BlockKind::Caption => ("p", "paragraph"),
    }
}

/// Whether a list item brings its bullet or number along in its text.
fn has_own_mark(item: &str) -> bool {
    let item = item.trim_start();
    let after = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < item.len() && after.starts_with(['.', ')']);
    numbered || item.starts_with(['•', '·', '‣', '▪', '◦', '-', '–', '—', '*'])
}

/// Where a mark begins or ends, or a citation leads to.
fn cuts(marks: &[&Mark], anchors: &[(usize, String)]) -> Vec<usize> {
    let edges = marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]);
    let mut cuts: Vec<usize> = edges.chain(anchors.iter().map(|(at, _)| *at)).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Goes over the text once, from left to right.
struct Sweep<'a> {
    text: &'a str,
    cuts: Vec<usize>,
    marks: &'a [&'a Mark],
    next: usize,
    active: Vec<&'a Mark>,
    anchors: std::iter::Peekable<std::slice::Iter<'a, (usize, String)>>,
    items: std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>,
}

impl Sweep<'_> {
    fn pieces(&mut self, block: Range<usize>) -> Vec<Piece> {
        let from = self.cuts.partition_point(|&at| at <= block.start);
        let to = self.cuts.partition_point(|&at| at < block.end);
        let mut edges = vec![block.start];
        edges.extend_from_slice(&self.cuts[from..to.max(from)]);
        edges.push(block.end);
        edges.windows(2).map(|pair| self.piece(pair[0]..pair[1])).collect()
    }

    fn piece(&mut self, range: Range<usize>) -> Piece {
        self.active.retain(|mark| mark.range.end > range.start);
        while let Some(mark) = self.marks.get(self.next).filter(|m| m.range.start <= range.start) {
            self.next += 1;
            if mark.range.end > range.start {
                self.active.push(mark);
            }
        }
        let mut piece = Piece { text: self.text[range.clone()].to_owned(), ..Piece::default() };
        while let Some((_, name)) = self.anchors.next_if(|(at, _)| *at <= range.start) {
            piece.anchors.push(name.clone());
        }
        while let Some((_, number)) = self.items.next_if(|(at, _)| *at <= range.end) {
            piece.items.push(number);
        }
        let mut kinds: Vec<Kind> = self.active.iter().map(|mark| mark.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let classes: Vec<&str> = kinds.into_iter().map(Kind::class).collect();
        piece.class = classes.join(" ");
        let mut titles: Vec<&str> = vec![];
        for mark in &self.active {
            if titles.len() < MOST_TITLES && !titles.contains(&mark.title.as_str()) {
                titles.push(&mark.title);
            }
        }
        piece.title = titles.join(" · ");
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_text::{Limits, Member};

    fn document(text: &str) -> Document {
        let member = Member { original: text.into(), ..Member::default() };
        detente_text::read(&member, &Limits::default()).unwrap()
    }

    fn mark(text: &str, words: &str, kind: Kind) -> Mark {
        let start = text.find(words).unwrap();
        Mark { range: start..start + words.len(), kind, title: words.to_owned() }
    }

    fn joined(blocks: &[Block]) -> String {
        let pieces = blocks.iter().flat_map(|block| &block.pieces);
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn overlapping_marks_are_cut_where_they_begin_and_end() {
        let document = document("The ministry said the truce holds in every town of the valley.");
        let text = document.text();
        let mut marks = vec![
            mark(text, "the truce holds in every town", Kind::Said),
            mark(text, "holds in every town of the valley", Kind::Event),
            mark(text, "ministry", Kind::Speaker),
        ];
        marks.sort_by_key(|mark| mark.range.start);
        let anchors = [(marks[1].range.start, "b18-47".to_owned())];
        let blocks = lay(&document, &marks, &anchors, &[], &(0..text.len()));
        assert_eq!(joined(&blocks), text.trim_end());
        let pieces: Vec<(&str, &str)> =
            blocks[0].pieces.iter().map(|p| (p.text.as_str(), p.class.as_str())).collect();
        assert_eq!(
            pieces,
            [
                ("The ", ""),
                ("ministry", "speaker"),
                (" said ", ""),
                ("the truce ", "said"),
                ("holds in every town", "said event"),
                (" of the valley", "event"),
                (".", ""),
            ]
        );
        assert_eq!(blocks[0].pieces[3].anchors, ["b18-47"]);
    }

    #[test]
    fn a_list_item_has_one_mark() {
        for own in ["• Talks went on", "1. Talks went on", " 12) Talks", "– Talks"] {
            assert!(has_own_mark(own), "{own}");
        }
        for bare in ["Talks went on", "14 people died", "2020 was worse", ""] {
            assert!(!has_own_mark(bare), "{bare}");
        }
    }

    #[test]
    fn a_window_shows_its_own_text_alone() {
        let document = document("One truce.\n\nTwo truces.\n\nThree truces.");
        let text = document.text();
        let marks = [mark(text, "truce.", Kind::Said), mark(text, "Three", Kind::Event)];
        let second = text.find("Two").unwrap()..text.find("Three").unwrap();
        let blocks = lay(&document, &marks, &[], &[], &second);
        assert_eq!(joined(&blocks), "Two truces.");
        assert!(blocks[0].pieces.iter().all(|piece| piece.class.is_empty()));
    }
}
