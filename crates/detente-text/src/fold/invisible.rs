//! Characters that take no room on the page.

use super::{
    Edit,
    words::{Word, is_mark},
};
use detente_record::NoteKind;

/// Adds the edits that leave out what is invisible in a word and does no work there.
pub(super) fn edits(text: &str, word: &Word, edits: &mut Vec<Edit>) {
    let mut near = text[..word.start].chars().next_back();
    let mut before = near;
    // The next visible character and where it stands, good until the walk gets there.
    let mut ahead = (word.start, None);
    for (offset, c) in text[word.start..word.end].char_indices() {
        let at = word.start + offset;
        let Some(note) = kind(c) else {
            near = Some(c);
            before = if is_mark(c) { before } else { near };
            continue;
        };
        if ahead.0 <= at {
            let mut rest = text[at..].char_indices();
            let visible = rest.find(|(_, c)| kind(*c).is_none() && !is_mark(*c));
            ahead = visible.map_or((text.len(), None), |(i, c)| (at + i, Some(c)));
        }
        if note == NoteKind::InvisibleCharacters && does_its_work(c, near, before, ahead.1) {
            near = Some(c);
            continue;
        }
        let range = at..at + c.len_utf8();
        match edits.last_mut() {
            Some(last) if last.note == note && last.range.end == at => last.range.end = range.end,
            _ => {
                let word = if word.has_letters() { word.start..word.end } else { range.clone() };
                edits.push(Edit { range, text: String::new(), note, word });
            }
        }
    }
    if !word.has_letters() {
        for edit in edits.iter_mut().filter(|edit| edit.range.start >= word.start) {
            edit.word = edit.range.clone();
        }
    }
}

/// What kind of note a character leaves that has no place in the reading text wherever it stands;
/// `None` for those that have, or may have.
pub(super) fn kind(c: char) -> Option<NoteKind> {
    match u32::from(c) {
        0x200E | 0x200F | 0x061C | 0x202A..=0x202E | 0x2066..=0x2069 => Some(NoteKind::BidiControl),
        0xAD
        | 0x34F
        | 0x115F
        | 0x1160
        | 0x17B4
        | 0x17B5
        | 0x180B..=0x180F
        | 0x200B..=0x200D
        | 0x2060..=0x2065
        | 0x206A..=0x206F
        | 0x3164
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xFFA0
        | 0xFFF9..=0xFFFB
        | 0x1D173..=0x1D17A
        | 0xE0000..=0xE01EF => Some(NoteKind::InvisibleCharacters),
        _ => None,
    }
}

/// Whether the invisible character `c` does its work between its neighbours: a joiner in scripts
/// whose letters join or stack, a break in scripts written without spaces, a variation of a symbol.
///
/// Neighbours are the nearest characters that are neither invisible nor combining marks; `near` is
/// the character directly before.
pub(super) fn does_its_work(
    c: char,
    near: Option<char>,
    before: Option<char>,
    after: Option<char>,
) -> bool {
    match u32::from(c) {
        0x200C | 0x200D if before.is_some_and(joins) => {
            after.is_some_and(joins) || near.is_some_and(is_virama)
        }
        0x200D => before.is_some_and(is_symbol) && after.is_some_and(is_symbol),
        0x200B => before.is_some_and(unspaced) && after.is_some_and(unspaced),
        0xFE00..=0xFE0F | 0xE0100..=0xE01EF => near.is_some_and(|c| !is_spelt(c)),
        0x180B..=0x180F => before.is_some_and(|c| matches!(u32::from(c), 0x1800..=0x18AF)),
        0x115F | 0x1160 => after.is_some_and(|c| matches!(u32::from(c), 0x1100..=0x11FF)),
        0x17B4 | 0x17B5 => before.is_some_and(|c| matches!(u32::from(c), 0x1780..=0x17FF)),
        // A flag of a region is spelt with tags after a black flag.
        0xE0020..=0xE007F => before == Some('\u{1F3F4}'),
        _ => false,
    }
}

/// Letters of scripts that use joiners: Arabic and its kin, Indic and South-East Asian, Mongolian.
fn joins(c: char) -> bool {
    matches!(u32::from(c),
        0x600..=0x8FF | 0x900..=0xDFF | 0xF00..=0x109F | 0x1780..=0x18AF | 0x1900..=0x1CFF
        | 0xA800..=0xA8FF | 0xA980..=0xAADF | 0xABC0..=0xABFF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC
        | 0x10A00..=0x11FFF)
}

/// The sign that takes the vowel off a letter in Indic scripts.
pub(super) fn is_virama(c: char) -> bool {
    matches!(
        u32::from(c),
        0x94D
            | 0x9CD
            | 0xA4D
            | 0xACD
            | 0xB4D
            | 0xBCD
            | 0xC4D
            | 0xCCD
            | 0xD4D
            | 0xDCA
            | 0x1039
            | 0x103A
            | 0x17D2
    )
}

fn unspaced(c: char) -> bool {
    matches!(u32::from(c), 0xE00..=0xEFF | 0xF00..=0x109F | 0x1780..=0x17FF | 0x1950..=0x1AAF)
}

/// Letters of a spelt script: a variation selector after one changes nothing.
fn is_spelt(c: char) -> bool {
    let own = matches!(u32::from(c), 0x1000..=0x109F | 0x1800..=0x18AF | 0x2E80..=0x9FFF
        | 0xA840..=0xA87F | 0xF900..=0xFAFF | 0x1F000.. );
    (c.is_alphabetic() || c.is_whitespace()) && !own
}

fn is_symbol(c: char) -> bool {
    !c.is_alphanumeric() && matches!(u32::from(c), 0x2190..=0x2BFF | 0x3030 | 0x1F000..=0x1FAFF)
}
