//! Any bytes in any declared encoding: every character leads back to bytes, in order; mojibake is
//! found on boundaries.
#![no_main]

use detente_text::Media;
use detente_text::decode::{decode, mojibake};
use libfuzzer_sys::fuzz_target;

const DECLARED: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("utf-16le"),
    Some("windows-1251"),
    Some("shift_jis"),
    Some("gb18030"),
    Some("iso-2022-jp"),
    Some("big5"),
];

fuzz_target!(|input: &[u8]| {
    let Some((&pick, bytes)) = input.split_first() else { return };
    let declared = DECLARED[usize::from(pick) % DECLARED.len()];
    let media = if pick & 0x80 == 0 { Media::Text } else { Media::Html };
    let Some(decoded) = decode(bytes, declared, media) else { return };
    let text = decoded.text.as_str();
    let mut before = 0;
    for (at, char) in text.char_indices() {
        let origin = decoded.text.origin(at..at + char.len_utf8());
        assert!(!origin.is_empty() && origin.start >= before && origin.end <= bytes.len());
        before = origin.start;
    }
    let mut end = 0;
    for (range, _) in mojibake(text) {
        assert!(range.start >= end && text.get(range.clone()).is_some());
        end = range.end;
    }
});
