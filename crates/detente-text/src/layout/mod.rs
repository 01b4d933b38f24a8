//! From decoded text to the source layer: all visible words without markup, in blocks.

mod markdown;
mod page;
mod plain;

use crate::html::Metadatum;
use crate::{Block, Mapped, Media};

/// The source layer of a report and what its markup says.
#[derive(Debug)]
pub(crate) struct Layout {
    /// All visible text over the decoded text.
    pub(crate) text: Mapped,
    /// Its blocks, in order.
    pub(crate) blocks: Vec<Laid>,
    /// What markup or front matter says, best first for each field.
    pub(crate) metadata: Vec<Metadatum>,
}

/// A block of the source layer.
#[derive(Debug)]
pub(crate) struct Laid {
    /// Its range and kind.
    pub(crate) block: Block,
    /// Why it is known to be no part of the report.
    pub(crate) left_out: Option<&'static str>,
}

/// Lays out decoded text by its format.
pub(crate) fn lay_out(decoded: &Mapped, media: Media, pages: &[usize]) -> Layout {
    match media {
        Media::Html => page::lay_out(decoded),
        Media::Markdown => markdown::lay_out(decoded),
        Media::Text => plain::lay_out(decoded, plain::Lines::Unknown),
        Media::PdfText => plain::lay_out(decoded, plain::Lines::Pages(pages)),
    }
}
