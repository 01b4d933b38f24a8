//! A guess at an encoding nobody declared.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Bytes looked at.
const WITHIN: usize = 256 * 1024;

/// The likeliest encoding of bytes that are text and not UTF-8.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(WITHIN)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Whether bytes can be in a declared encoding: they decode with next to no errors. Windows-1252,
/// which takes any bytes and is often stated of everything, must look like a Western language too.
pub(super) fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(WITHIN)];
    if encoding == WINDOWS_1252 && !is_western(head) {
        return false;
    }
    let (text, errors) = encoding.decode_without_bom_handling(head);
    if !errors {
        return true;
    }
    let lost = text.matches('\u{FFFD}').count();
    let others = text.chars().filter(|c| !c.is_ascii()).count() - lost;
    lost * 20 <= others
}

/// Letters beyond ASCII stand alone or in pairs in the languages of Western Europe; elsewhere they
/// make whole words.
fn is_western(bytes: &[u8]) -> bool {
    let (mut all, mut in_words) = (0, 0);
    for run in bytes.split(u8::is_ascii) {
        all += run.len();
        in_words += if run.len() >= 3 { run.len() } else { 0 };
    }
    all < 12 || in_words * 2 < all
}
