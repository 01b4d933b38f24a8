//! UTF-8 and UTF-16, with their damage.

use crate::{Builder, Mapped};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

const LOST: &str = "\u{FFFD}";

/// Most characters of one run of fixed width. A longer one is broken up, so that the way back
/// from a character never counts through the whole text.
pub(super) const RUN: usize = 512;

/// UTF-8 from `skip` on; what is invalid becomes U+FFFD over its bytes.
pub(super) fn utf8(bytes: &[u8], skip: usize) -> Mapped {
    let mut out = Mapped::over_bytes(bytes.len());
    let mut at = skip;
    for chunk in bytes[skip..].utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        out.push(valid, at..at + valid.len());
        at += valid.len();
        if !invalid.is_empty() {
            out.replace(at..at + invalid.len(), LOST);
            at += invalid.len();
        }
    }
    out.finish()
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, with a little damage: far more
/// sequences that are right, which no other encoding gives by chance, than wrong ones.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > 0 && right >= wrong.saturating_mul(5)
}

/// UTF-16 from `skip` on. Lone surrogates and a last odd byte become U+FFFD.
pub(super) fn utf16(bytes: &[u8], skip: usize, big_endian: bool) -> Mapped {
    let mut out = Mapped::over_bytes(bytes.len());
    let mut run = Run::new(skip, 2);
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let mut at = skip;
    while let Some(first) = unit(at) {
        if let Some(char) = char::from_u32(u32::from(first)) {
            run.push(&mut out, char);
            at += 2;
            continue;
        }
        run.flush(&mut out);
        let pair = unit(at + 2)
            .and_then(|low| char::decode_utf16([first, low]).next().and_then(Result::ok));
        let width = if pair.is_some() { 4 } else { 2 };
        out.replace(at..at + width, pair.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
        at += width;
        run.restart(at);
    }
    run.flush(&mut out);
    if at < bytes.len() {
        out.replace(at..bytes.len(), LOST);
    }
    out.finish()
}

/// Characters of a fixed width that wait to be pushed together.
pub(super) struct Run {
    text: String,
    chars: usize,
    from: usize,
    width: u8,
}

impl Run {
    pub(super) fn new(from: usize, width: u8) -> Self {
        Self { text: String::new(), chars: 0, from, width }
    }

    pub(super) fn push(&mut self, out: &mut Builder<'_>, char: char) {
        self.text.push(char);
        self.chars += 1;
        // One character pushed as an atom keeps this run and the next from growing into one.
        if self.chars == RUN {
            self.text.pop();
            self.chars -= 1;
            self.flush(out);
            let end = self.from + usize::from(self.width);
            out.replace(self.from..end, char.encode_utf8(&mut [0; 4]));
            self.from = end;
        }
    }

    pub(super) fn flush(&mut self, out: &mut Builder<'_>) {
        let end = self.from + self.chars * usize::from(self.width);
        out.push_units(&self.text, self.from..end, self.width);
        self.text.clear();
        (self.chars, self.from) = (0, end);
    }

    pub(super) fn restart(&mut self, from: usize) {
        self.from = from;
    }
}

/// UTF-16 without a byte order mark, where it is declared or where zeros show it: text in it has
/// a zero, or the number of its script's block, in every second byte.
pub(super) fn utf16_by_zeros(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(8192)];
    let declared = declared.filter(|e| *e == UTF_16LE || *e == UTF_16BE);
    if head.len() < 4 || (declared.is_none() && memchr::memchr(0, head).is_none()) {
        return None;
    }
    let (mut little, mut big, mut units, mut ascii) = (0usize, 0usize, 0usize, 0usize);
    for pair in head.chunks_exact(2) {
        units += 1;
        ascii += usize::from(pair[0] == 0 && pair[1] != 0 || pair[0] != 0 && pair[1] == 0);
        little += usize::from(likely(pair[1], pair[0]));
        big += usize::from(likely(pair[0], pair[1]));
    }
    let enough = |count: usize| {
        let least = if declared.is_some() { 50 } else { 90 };
        // Numbers of two bytes look like text in some script, but hold no spaces.
        count * 100 >= units * least && (declared.is_some() || ascii * 20 >= units)
    };
    match (enough(little), enough(big)) {
        (true, _) if little >= big => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether this is a unit as ordinary text has it: ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic
/// the scripts of India, general punctuation, surrogates.
fn likely(high: u8, low: u8) -> bool {
    match high {
        0 => matches!(low, 0x20..=0x7E | b'\t' | b'\n' | b'\r' | 0xA0..),
        1..=0x0F | 0x1E | 0xD8..=0xDF => true,
        0x20 => matches!(low, 0x10..=0x3A | 0xAC),
        _ => false,
    }
}
