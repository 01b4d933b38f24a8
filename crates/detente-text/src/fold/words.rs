//! A text as words: runs of letters, digits, marks, and what is invisible between them.
//!
//! Hyphens, apostrophes and all other punctuation part words, so that each half of a compound is
//! judged by itself.

use super::{
    invisible,
    letters::Script,
    plain::{self, Dress},
};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// One bit for each script of [`Script::ALL`] that has a letter here.
    pub(super) scripts: u8,
    /// Letters of any other script.
    pub(super) other: bool,
    /// Characters that take no room.
    pub(super) invisible: bool,
    /// Full-width letters.
    pub(super) wide: bool,
    /// How many letters are in mathematical or enclosed forms.
    pub(super) styled: u32,
}

impl Word {
    pub(super) fn has(&self, script: Script) -> bool {
        self.scripts & bit(script) != 0
    }

    pub(super) fn is_mixed(&self) -> bool {
        self.scripts.count_ones() > 1
    }

    pub(super) fn has_letters(&self) -> bool {
        self.scripts != 0 || self.other
    }
}

fn bit(script: Script) -> u8 {
    1 << script as u8
}

/// The words of a text, and how many letters of each script it has, other scripts last.
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    pub(super) letters: [usize; Script::COUNT + 1],
}

pub(super) fn words(text: &str) -> Words {
    let mut found = Words { all: vec![], letters: [0; Script::COUNT + 1] };
    let mut word: Option<Word> = None;
    for (at, c) in text.char_indices() {
        if !belongs(c) {
            found.all.extend(word.take());
            continue;
        }
        let word = word.get_or_insert(Word {
            start: at,
            end: at,
            scripts: 0,
            other: false,
            invisible: false,
            wide: false,
            styled: 0,
        });
        word.end = at + c.len_utf8();
        if let Some(script) = Script::of(c) {
            word.scripts |= bit(script);
            found.letters[script as usize] += 1;
        } else if c < '\u{80}' {
        } else if invisible::kind(c).is_some() {
            word.invisible = true;
        } else if let Some((letter, dress)) = plain::plain(c) {
            match dress {
                Dress::Wide => word.wide = true,
                Dress::Styled => word.styled += 1,
            }
            if letter.is_ascii_alphabetic() {
                word.scripts |= bit(Script::Latin);
                found.letters[Script::Latin as usize] += 1;
            }
        } else if c.is_alphabetic() {
            word.other = true;
            found.letters[Script::COUNT] += 1;
        }
    }
    found.all.extend(word);
    found
}

/// Whether a character is part of a word.
fn belongs(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric()
        || is_mark(c)
        || invisible::is_virama(c)
        || invisible::kind(c).is_some()
        || plain::plain(c).is_some()
}

/// Combining marks that go with letters of any script.
pub(super) fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20F0 | 0x2DE0..=0x2DFF | 0xA66F..=0xA672 | 0xFE20..=0xFE2F)
}

/// What lies between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but a hyphen, an apostrophe, a stop within a number: one expression.
    Joined,
    /// Space, commas, dashes.
    Loose,
    /// The end of a sentence.
    Sentence,
    /// A quotation mark or a bracket.
    Quote,
    /// A line break.
    Line,
}

/// Judges the text between two words.
pub(super) fn gap(between: &str) -> Gap {
    if between.contains('\n') {
        return Gap::Line;
    }
    if !between.contains(char::is_whitespace)
        && between
            .chars()
            .all(|c| matches!(c, '-' | '‐' | '‑' | '–' | '\'' | '’' | '/' | '.' | '_'))
    {
        return Gap::Joined;
    }
    if between.contains(is_quote) {
        return Gap::Quote;
    }
    if between.contains(['.', '!', '?', '…']) {
        return Gap::Sentence;
    }
    Gap::Loose
}

/// Quotation marks and brackets of all kinds.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '「'
            | '」'
            | '＂'
    )
}
