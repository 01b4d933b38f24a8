//! Encodings: found, decoded with the way back to every byte, and repaired.
//!
//! In this order: a byte order mark; valid UTF-8 (which nothing else is by chance, whatever is
//! declared); the declared encoding; then a guess from the bytes.

mod declared;
mod guess;
mod mojibake;
mod unicode;
mod units;

use crate::{Mapped, Media};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
pub use mojibake::mojibake;

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
///
/// `declared` is what stands outside the bytes (an HTTP header, a mail part); markup may declare
/// an encoding within them. A byte order mark is left out of the text.
///
/// ```
/// use detente_text::{Media, decode::decode};
/// let koi8 = b"\xF0\xC5\xD2\xC5\xC7\xCF\xD7\xCF\xD2\xD9 \xCE\xC1\xDE\xC1\xCC\xC9\xD3\xD8.";
/// let decoded = decode(koi8, None, Media::Text).unwrap();
/// assert_eq!(decoded.text.as_str(), "Переговоры начались.");
/// assert_eq!(decoded.text.origin(0..20), 0..10);
/// ```
pub fn decode(bytes: &[u8], declared: Option<&str>, media: Media) -> Option<Decoded> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return done(encoding, bytes, skip, Some("byte order mark"));
    }
    let named = declared::named(bytes, declared, media);
    if let Some(encoding) = unicode::utf16_by_zeros(bytes, named) {
        let why = if named == Some(encoding) { "declared" } else { "guessed" };
        return done(encoding, bytes, 0, Some(why));
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Only an encoding that shifts by escape sequences is ASCII and yet something else.
        let shifts = named.filter(|e| *e == encoding_rs::ISO_2022_JP && bytes.contains(&0x1B));
        return match shifts {
            Some(encoding) => done(encoding, bytes, 0, Some("declared")),
            None => {
                Some(Decoded { text: Mapped::identity(text), encoding: UTF_8.name(), why: None })
            }
        };
    }
    if unicode::is_mostly_utf8(bytes) {
        return done(UTF_8, bytes, 0, None);
    }
    if let Some(encoding) = named.filter(|encoding| guess::fits(encoding, bytes)) {
        return done(encoding, bytes, 0, Some("declared"));
    }
    done(guess::encoding(bytes), bytes, 0, Some("guessed"))
}

fn done(
    encoding: &'static Encoding,
    bytes: &[u8],
    skip: usize,
    why: Option<&'static str>,
) -> Option<Decoded> {
    let text = if encoding == UTF_8 {
        unicode::utf8(bytes, skip)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        unicode::utf16(bytes, skip, encoding == UTF_16BE)
    } else if encoding.is_single_byte() {
        units::single_byte(encoding, bytes)
    } else {
        units::multi_byte(encoding, bytes)
    };
    (!is_control_rich(text.as_str())).then(|| Decoded { text, encoding: encoding.name(), why })
}

/// Whether bytes are no text in any encoding: rich in zeros or control characters, and not
/// UTF-16. The first bytes of an input are enough to tell.
///
/// ```
/// use detente_text::decode::is_binary;
/// assert!(is_binary(&[0, 1, 2, 3, 0, 0, 7]));
/// assert!(!is_binary("Переговоры начались.".as_bytes()));
/// ```
pub fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || unicode::utf16_by_zeros(bytes, None).is_some() {
        return false;
    }
    let zeros = count(bytes, |byte| byte == 0);
    let controls = count(bytes, is_control);
    too_many(zeros, 500, bytes.len()) || too_many(controls, 50, bytes.len())
}

/// Controls with no place in text: all of C0 but white space, escape and backspace.
/// Written without branches, so that sixteen bytes are judged at once.
fn is_control(byte: u8) -> bool {
    let space =
        (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | (byte == 0x0B) | (byte == 0x0C);
    let other = (byte == 0x08) | (byte == 0x1B) | (byte == 0x1E);
    ((byte < 0x20) & !(space | other)) | (byte == 0x7F)
}

/// Bytes of a kind. Counted in runs that a byte can count, which is what makes it fast.
fn count(bytes: &[u8], kind: impl Fn(u8) -> bool) -> usize {
    let run = |run: &[u8]| usize::from(run.iter().map(|&byte| u8::from(kind(byte))).sum::<u8>());
    bytes.chunks(240).map(run).sum()
}

fn is_control_rich(text: &str) -> bool {
    too_many(count(text.as_bytes(), is_control), 50, text.len())
}

/// More than one in `one_in`, a stray one or two aside.
fn too_many(count: usize, one_in: usize, of: usize) -> bool {
    count > 2 && count.saturating_mul(one_in) > of
}
