//! Lines that are not the report's own, captions, and what the first lines say of the report.

use crate::{Block, BlockKind};
use std::ops::Range;

/// What a line or block of the source text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The report's own, of this kind.
    Own(BlockKind),
    /// A caption, with or without its credit; kept out of the reading.
    Caption,
    /// The title, printed again; kept out of the reading.
    RepeatedTitle,
    /// Words of the page; kept out of the reading, for this reason.
    Boilerplate(&'static str),
}

/// Judges the blocks of a source text, in order; the answer has one verdict for each block.
/// `title` is the title known from markup or container.
pub fn judge(text: &str, blocks: &[Block], title: Option<&str>) -> Vec<Verdict> {
    let _ = (text, title);
    blocks.iter().map(|block| Verdict::Own(block.kind)).collect()
}

/// What the first lines of a reading text say, as ranges in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Title, where the text opens with one.
    pub title: Option<Range<usize>>,
    /// Author's name in a byline.
    pub byline: Option<Range<usize>>,
    /// Outlet or agency named in a byline or dateline.
    pub outlet: Option<Range<usize>>,
    /// Place in the dateline.
    pub place: Option<Range<usize>>,
    /// Date in the dateline or byline, as written.
    pub date: Option<Range<usize>>,
}

/// Reads title, byline, dateline and outlet from the first lines of a reading text.
pub fn head(text: &str, blocks: &[Block]) -> Head {
    let _ = (text, blocks);
    Head::default()
}

/// Editors' insertions within running text (", – Ed.", "[with Turkey]"), as ranges of it.
pub fn insertions(text: &str) -> Vec<Range<usize>> {
    let _ = text;
    vec![]
}
