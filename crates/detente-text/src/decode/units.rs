//! The encodings of before Unicode, by way of encoding_rs.

use super::unicode::Run;
use crate::Mapped;
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP};

/// What every byte of a single-byte encoding stands for; U+FFFD where it stands for nothing.
pub(super) fn table(encoding: &'static Encoding) -> [char; 256] {
    let mut table = ['\u{FFFD}'; 256];
    for (byte, slot) in (0u8..=255).zip(&mut table) {
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        *slot = text.chars().next().unwrap_or('\u{FFFD}');
    }
    table
}

/// ASCII as it is, everything else a character a byte.
pub(super) fn single_byte(encoding: &'static Encoding, bytes: &[u8]) -> Mapped {
    let table = table(encoding);
    let mut out = Mapped::over_bytes(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        at = ascii(&mut out, bytes, at);
        let mut run = Run::new(at, 1);
        while let Some(&byte) = bytes.get(at).filter(|byte| !byte.is_ascii()) {
            run.push(&mut out, table[byte as usize]);
            at += 1;
        }
        run.flush(&mut out);
    }
    out.finish()
}

/// Takes over the ASCII from `at` on; gives its end.
fn ascii(out: &mut crate::Builder<'_>, bytes: &[u8], at: usize) -> usize {
    let end = at + Encoding::ascii_valid_up_to(&bytes[at..]);
    if let Ok(text) = std::str::from_utf8(&bytes[at..end]) {
        out.push(text, at..end);
    }
    end
}

/// Byte by byte, so that it shows which bytes each character stands on. Characters of two bytes,
/// which is nearly all of them, are kept as runs.
pub(super) fn multi_byte(encoding: &'static Encoding, bytes: &[u8]) -> Mapped {
    let mut out = Mapped::over_bytes(bytes.len());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let shifts = encoding == ISO_2022_JP;
    let mut buffer = [0; 16];
    let mut run = Run::new(0, 2);
    // `from` is where the character in hand begins.
    let (mut from, mut at) = (0, 0);
    loop {
        if from == at && !shifts && bytes.get(at).is_some_and(u8::is_ascii) {
            run.flush(&mut out);
            at = ascii(&mut out, bytes, at);
            from = at;
            run.restart(at);
        }
        let last = at >= bytes.len();
        let next = &bytes[at..bytes.len().min(at + 1)];
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
        at += read;
        let text = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(char), None) if at - from == 2 => {
                run.push(&mut out, char);
                from = at;
            }
            (Some(_), _) => {
                run.flush(&mut out);
                if bytes.get(from..at) == Some(text.as_bytes()) {
                    out.push(text, from..at);
                } else {
                    out.replace(from..at, text);
                }
                from = at;
                run.restart(at);
            }
            _ => {}
        }
        if let DecoderResult::Malformed(_, after) = result {
            // Bytes behind the wrong ones are held back, and come out as characters next.
            let end = at.saturating_sub(usize::from(after)).max(from);
            run.flush(&mut out);
            if from < end {
                out.replace(from..end, "\u{FFFD}");
            }
            from = end;
            run.restart(from);
        } else if last {
            break;
        }
    }
    run.flush(&mut out);
    out.finish()
}
