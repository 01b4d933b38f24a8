//! A member cut out of its container again.

use super::{csv, json};
use crate::Take;

/// The original that a locator's byte range holds: what [`members`](super::members) handed out
/// with that locator. `None` where the bytes hold no such thing.
///
/// ```
/// use detente_text::{Take, container::cut};
/// let line = br#"{"title":"Talks","text":"They met."}"#;
/// assert_eq!(cut(line, &Take::JsonField("text".into())).unwrap(), b"They met.");
/// let row = b"1;\"They met; then left.\"";
/// let take = Take::CsvField { column: 1, delimiter: b';' };
/// assert_eq!(cut(row, &take).unwrap(), b"They met; then left.");
/// ```
pub fn cut(range_bytes: &[u8], take: &Take) -> Option<Vec<u8>> {
    match take {
        Take::Bytes => Some(range_bytes.to_vec()),
        Take::JsonField(name) => json::field(range_bytes, name),
        Take::CsvField { column, delimiter } => csv::field(range_bytes, *column, *delimiter),
    }
}
