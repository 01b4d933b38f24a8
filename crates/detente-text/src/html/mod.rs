//! HTML pages: the report's own text among menus, cookie walls, related links and comment forms.

use crate::BlockKind;
use std::ops::Range;

/// A page taken apart. All ranges are bytes of the HTML given to [`read_page`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// All visible text in document order, the report's own and the page's.
    pub blocks: Vec<PageBlock>,
    /// What the markup says of the report.
    pub metadata: Vec<Metadatum>,
}

/// One block of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, in order.
    pub pieces: Vec<Piece>,
    /// `None` for the report's own text; otherwise why it was left out, in a few words
    /// (`navigation`, `related links`, `comment form`, `share buttons`, `cookie notice` …).
    pub left_out: Option<&'static str>,
}

/// A stretch of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the HTML.
    pub range: Range<usize>,
    /// The text, where it differs from what stands there (an entity, collapsed white space);
    /// `None` where it is the same.
    pub text: Option<Box<str>>,
}

/// A value that the markup states of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadatum {
    /// Which.
    pub field: Field,
    /// The value, decoded and trimmed; dates as written.
    pub value: String,
    /// Where it stands in the HTML.
    pub range: Range<usize>,
    /// `json-ld`, `open-graph`, `meta`, `time`, `markup`.
    pub from: &'static str,
}

/// Fields that markup states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title.
    Title,
    /// Author.
    Byline,
    /// Outlet.
    Outlet,
    /// Canonical address.
    Url,
    /// Date of publication.
    Published,
    /// Language.
    Language,
}

/// Takes a page apart. Total: any string gives a page, however broken or deep.
pub fn read_page(html: &str) -> Page {
    let piece = Piece { range: 0..html.len(), text: None };
    let block = PageBlock { kind: BlockKind::Paragraph, pieces: vec![piece], left_out: None };
    Page { blocks: vec![block], metadata: vec![] }
}
