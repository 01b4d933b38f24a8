//! Any text folded: edits are in order, without overlaps, on boundaries, within their words.
#![no_main]

use detente_text::fold::edits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for language in [None, Some("en"), Some("ru")] {
        let mut end = 0;
        for edit in edits(text, language) {
            assert!(edit.range.start >= end, "{edit:?}");
            end = edit.range.end;
            assert!(text.get(edit.range.clone()).is_some(), "{edit:?}");
            assert!(text.get(edit.word.clone()).is_some(), "{edit:?}");
            assert!(edit.word.start <= edit.range.start && edit.range.end <= edit.word.end);
        }
    }
});
