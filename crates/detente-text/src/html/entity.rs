//! Character references.

use std::borrow::Cow;

/// The longest name is `CounterClockwiseContourIntegral;`.
const LONGEST: usize = 40;

/// The character reference at the start of `text` (which starts with `&`): its length in bytes
/// and what it stands for. `None` where the ampersand is only an ampersand.
pub(super) fn reference(text: &str) -> Option<(usize, Cow<'_, str>)> {
    let bytes = text.as_bytes();
    let name = |c: &u8| c.is_ascii_alphanumeric();
    let hash = usize::from(bytes.get(1) == Some(&b'#'));
    let body = &bytes[(1 + hash).min(bytes.len())..];
    let len = body.iter().take(LONGEST).take_while(|c| name(c)).count();
    if len == 0 {
        return None;
    }
    let mut end = 1 + hash + len;
    end += usize::from(bytes.get(end) == Some(&b';'));
    let slice = &text[..end];
    match htmlize::unescape(slice) {
        decoded if decoded == slice => None,
        decoded => Some((end, decoded)),
    }
}

/// Text with all its character references decoded.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    htmlize::unescape(text)
}
