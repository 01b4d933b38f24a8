//! The one pass over a text that needs nothing: most texts end here.

/// Whether `text` has a character that may have to be folded or left out.
///
/// ASCII is skipped in strides; Latin letters with accents, typographic quotes and dashes, Hebrew,
/// Indic, and Chinese characters are passed by their first bytes.
pub(super) fn needs_work(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let lead = rest[0];
        if lead < 0x80 {
            at += ascii_run(rest);
            continue;
        }
        let second = rest.get(1).copied().unwrap_or(0);
        let third = rest.get(2).copied().unwrap_or(0);
        let (len, suspect) = match lead {
            0xC2 => (2, second == 0xAD),
            0xC3..=0xCC => (2, false),
            0xCD => (2, true),
            0xD7 | 0xD9..=0xDF => (2, false),
            0xD8 => (2, second == 0x9C),
            0xCE..=0xD6 => (2, true),
            0xE0 | 0xE4..=0xED => (3, false),
            0xE2 if second == 0x80 => (3, matches!(third, 0x8B..=0x8F | 0xAA..=0xAE)),
            0xE2 => (3, matches!(second, 0x81 | 0x84 | 0x92..=0x93 | 0xB2..=0xB3)),
            0xE3 => (3, second == 0x85),
            _ => return true,
        };
        if suspect {
            return true;
        }
        at += len;
    }
    false
}

/// Length of the run of ASCII that `bytes` opens with.
fn ascii_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    for stride in bytes.chunks_exact(16) {
        if !stride.is_ascii() {
            break;
        }
        at += 16;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii()).count()
}
