//! How large a case is beside what lies in it.
// Tests stand at the edge: they write files and look into them.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

mod common;

use common::{Desk, read_with};
use detente_case::ReadOptions;

/// The case, full-text index included and rows of analysis left out, is at most three times its
/// originals as zstd packs them at level 3.
fn measured(source: &str) {
    let path = format!("{}/../../../shared/data/{source}", env!("CARGO_MANIFEST_DIR"));
    let Ok(file) = std::fs::File::open(&path) else {
        println!("{source} is not here: nothing is measured");
        return;
    };
    let text = zstd::decode_all(file).unwrap();
    let packed = zstd::bulk::compress(&text, 3).unwrap().len() as f64;
    let desk = Desk::empty();
    let file = desk.put("load.jsonl", &text);
    let mut case = desk.case();
    let options = ReadOptions { text_only: true, ..ReadOptions::default() };
    let summary = read_with(&mut case, &[file], &options);
    assert!(summary.added > 1000, "{summary:?}");
    let size = std::fs::metadata(case.path()).unwrap().len() as f64;
    println!("{source}: {size} bytes, {:.2} times the packed originals", size / packed);
    assert!(size <= 3.0 * packed, "{source}: {size} bytes for {packed}");
}

#[test]
fn short_wire_reports() {
    measured("reuters21578/reuters21578.jsonl.zst");
}

#[test]
fn longer_reports() {
    measured("aljazeera/aljazeera-3000.jsonl.zst");
}
