//! HTML pages as a source layer.

use super::{Laid, Layout};
use crate::html::read_page;
use crate::{Block, Mapped};

pub(super) fn lay_out(decoded: &Mapped) -> Layout {
    let page = read_page(decoded.as_str());
    let mut text = decoded.edit();
    let mut blocks = Vec::with_capacity(page.blocks.len());
    for block in page.blocks {
        if !text.as_str().is_empty() {
            text.insert("\n\n");
        }
        let start = text.as_str().len();
        for piece in &block.pieces {
            match &piece.text {
                None => text.copy(piece.range.clone()),
                Some(decoded) => text.replace(piece.range.clone(), decoded),
            }
        }
        let range = start..text.as_str().len();
        blocks.push(Laid { block: Block { range, kind: block.kind }, left_out: block.left_out });
    }
    Layout { text: text.finish(), blocks, metadata: page.metadata }
}
