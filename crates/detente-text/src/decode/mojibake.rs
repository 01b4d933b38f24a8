//! Text that was decoded by the wrong table, and what it stood for.

use std::ops::Range;

/// Mojibake in decoded text ("â€™") and what it stood for ("’"), in order, without overlaps.
pub fn mojibake(text: &str) -> Vec<(Range<usize>, String)> {
    let _ = text;
    vec![]
}
