//! Any string as a page: every piece lies within it, on its boundaries.
#![no_main]

use detente_text::html::read_page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let page = read_page(html);
    for piece in page.blocks.iter().flat_map(|block| &block.pieces) {
        assert!(html.get(piece.range.clone()).is_some(), "{:?}", piece.range);
    }
    for metadatum in &page.metadata {
        assert!(html.get(metadatum.range.clone()).is_some(), "{:?}", metadatum.range);
    }
});
