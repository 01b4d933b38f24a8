//! Encodings that an HTTP header, a mail part, HTML or XML declares.

use crate::Media;
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes of a page in which its declaration must stand; the HTML standard asks for 1,024, real
/// pages are later.
const WITHIN: usize = 4096;

/// The encoding declared outside or inside the bytes.
///
/// What the sender states stands above what the page states, with one exception: many servers
/// state ISO-8859-1 of everything.
pub(super) fn named(
    bytes: &[u8],
    outside: Option<&str>,
    media: Media,
) -> Option<&'static Encoding> {
    let outside = outside.and_then(label);
    if outside.is_some_and(|encoding| encoding != WINDOWS_1252) {
        return outside;
    }
    let inside = if media == Media::Html { inside(bytes) } else { None };
    inside.or(outside)
}

fn label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())?;
    (encoding != REPLACEMENT && encoding != X_USER_DEFINED).then_some(encoding)
}

/// `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml … encoding="…"?>`.
fn inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(WITHIN)].to_ascii_lowercase();
    let xml = head.trim_ascii_start().starts_with(b"<?xml");
    let declared = xml.then(|| {
        let end = memchr::memmem::find(&head, b"?>").unwrap_or(head.len());
        value(&head[..end], b"encoding")
    });
    let found = declared.flatten().or_else(|| {
        let metas = memchr::memmem::find_iter(&head, b"<meta").map(|at| {
            let end = memchr::memchr(b'>', &head[at..]).map_or(head.len(), |end| at + end);
            &head[at..end]
        });
        metas.filter_map(|meta| value(meta, b"charset")).next()
    })?;
    let encoding = label(&String::from_utf8_lossy(found))?;
    // The declaration was read as ASCII, so it can't be in UTF-16.
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if wide { UTF_8 } else { encoding })
}

/// The value after `name=`, quoted or not.
fn value<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    memchr::memmem::find_iter(tag, name).find_map(|at| {
        let rest = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| {
            !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'))
        });
        let value = &rest[..end.unwrap_or(rest.len())];
        (!value.is_empty()).then_some(value)
    })
}
