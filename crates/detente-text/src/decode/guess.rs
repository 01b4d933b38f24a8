//! A guess at an encoding nobody declared.

use chardetng::EncodingDetector;
use encoding_rs::Encoding;

/// Bytes looked at.
const WITHIN: usize = 256 * 1024;

/// The likeliest encoding of bytes that are text and not UTF-8.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(WITHIN)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Whether bytes can be in a declared encoding: they decode with next to no errors.
pub(super) fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(WITHIN)];
    let (text, errors) = encoding.decode_without_bom_handling(head);
    if !errors {
        return true;
    }
    let lost = text.matches('\u{FFFD}').count();
    let others = text.chars().filter(|c| !c.is_ascii()).count() - lost;
    lost * 20 <= others
}
