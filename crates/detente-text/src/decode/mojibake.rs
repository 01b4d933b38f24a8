//! Text that was decoded by the wrong table, and what it stood for.
//!
//! UTF-8 read as Windows-1252 turns ’ into â€™; read as Windows-1251 into вЂ™; as Mac Roman into
//! ‚Äô. What was done is undone: characters go back to the bytes that the wrong table made them
//! from, and only where these are UTF-8 for something a writer would write is the text repaired.
//! Text that was wronged twice is repaired twice.
//!
//! Real words can look like that (`«É»`, `NAÇÃO»`, `Сєверодонецьк`). So sequences are graded: a
//! *sure* one can be nothing else; an *unsure* one ends in a letter or in punctuation that may
//! well follow the first letter, and counts only beside sure ones.

use super::units::table;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252};
use std::ops::Range;
use std::sync::OnceLock;

/// Characters above this number come from no byte that matters here.
const NUMBERS: usize = 0x2600;

/// How often text may have been wronged.
const ROUNDS: usize = 3;

/// Mojibake in decoded text ("â€™") and what it stood for ("’"), in order, without overlaps.
///
/// ```
/// use detente_text::decode::mojibake;
/// let text = "They werenâ€™t there; Â«Ã Â» la finÂ».";
/// assert_eq!(mojibake(text)[0], (10..18, "’".to_owned()));
/// assert!(mojibake("«â», BRASÃO, Сєверодонецьк, «É»").is_empty());
/// ```
pub fn mojibake(text: &str) -> Vec<(Range<usize>, String)> {
    if text.is_ascii() {
        return vec![];
    }
    let mut best = vec![];
    for page in pages() {
        // Each page has few letters that can begin a sequence; most text holds none of them.
        let found = if page.may_begin(text) { page.find(text) } else { vec![] };
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// A table that UTF-8 is wrongly read by.
struct Page {
    /// The byte that gave each character, by its number; 0 for none.
    bytes: Vec<u8>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Cyrillic,
    Mac,
}

/// One sequence: where, what it stood for, and whether it can be nothing else.
#[derive(Clone, Debug)]
struct Sequence {
    range: Range<usize>,
    char: char,
    sure: bool,
}

fn pages() -> &'static [Page; 3] {
    static PAGES: OnceLock<[Page; 3]> = OnceLock::new();
    PAGES.get_or_init(|| {
        [
            Page::new(WINDOWS_1252, Kind::Latin),
            Page::new(WINDOWS_1251, Kind::Cyrillic),
            Page::new(MACINTOSH, Kind::Mac),
        ]
    })
}

impl Page {
    fn new(encoding: &'static Encoding, kind: Kind) -> Self {
        let mut bytes = vec![0; NUMBERS];
        if kind == Kind::Latin {
            // Latin-1 proper, where Windows-1252 puts letters and quotation marks.
            for byte in 0x80..=0x9F {
                bytes[usize::from(byte)] = byte;
            }
        }
        for (byte, char) in (0x80u8..=0xFF).zip(table(encoding).into_iter().skip(0x80)) {
            if let Some(slot) = bytes.get_mut(char as usize) {
                *slot = byte;
            }
        }
        Self { bytes, kind }
    }

    fn byte(&self, char: char) -> u8 {
        self.bytes.get(char as usize).copied().unwrap_or(0)
    }

    /// A cheap look for the letters that a sequence begins with.
    fn may_begin(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self.kind {
            // U+00C0–U+00FF: Â, Ã, â and their like.
            Kind::Latin => memchr::memchr(0xC3, bytes).is_some(),
            // В, Г, Р, С, в and their like.
            Kind::Cyrillic => memchr::memchr2(0xD0, 0xD1, bytes).is_some(),
            Kind::Mac => {
                memchr::memmem::find(bytes, "‚Ä".as_bytes()).is_some()
                    || memchr::memmem::find(bytes, "√".as_bytes()).is_some()
            }
        }
    }

    fn find(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let sequences = self.sequences(text, false);
        if !sequences.iter().any(|sequence| sequence.sure) {
            return vec![];
        }
        let mut found: Vec<(Range<usize>, String)> = vec![];
        for Sequence { range, char, .. } in sequences {
            match found.last_mut() {
                Some((last, repaired)) if last.end == range.start => {
                    last.end = range.end;
                    repaired.push(char);
                }
                _ => found.push((range, char.to_string())),
            }
        }
        for (_, repaired) in &mut found {
            for _ in 1..ROUNDS {
                let again = self.whole(repaired);
                *repaired = match again {
                    Some(again) => again,
                    None => break,
                };
            }
        }
        // What ends in a control character stood for nothing.
        found.retain(|(_, repaired)| {
            !repaired.chars().any(|char| matches!(char, '\u{80}'..='\u{9F}'))
        });
        found
    }

    /// A repaired stretch that is mojibake again from end to end.
    fn whole(&self, text: &str) -> Option<String> {
        let sequences = self.sequences(text, true);
        let covered: usize = sequences.iter().map(|sequence| sequence.range.len()).sum();
        let whole = covered == text.bytes().filter(|byte| !byte.is_ascii()).count();
        (whole && covered > 0).then(|| {
            let (mut out, mut at) = (String::new(), 0);
            for Sequence { range, char, .. } in sequences {
                out.push_str(&text[at..range.start]);
                out.push(char);
                at = range.end;
            }
            out + &text[at..]
        })
    }

    /// All sequences, those in doubt included where a neighbour or the text speaks for them.
    fn sequences(&self, text: &str, proven: bool) -> Vec<Sequence> {
        let mut found = vec![];
        let mut at = 0;
        while let Some(start) = self.next_lead(text, at) {
            let Some((end, char)) = self.sequence(text, start) else {
                at = start + text[start..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let previous = text[..start].chars().next_back().unwrap_or(' ');
            let sure = self.is_sure(text, &(start..end), previous, char);
            found.push(Sequence { range: start..end, char, sure });
            at = end;
        }
        self.keep_likely(text, found, proven)
    }

    /// The next letter that may begin a sequence, from `at` on.
    fn next_lead(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        match self.kind {
            Kind::Latin => memchr::memchr(0xC3, rest.as_bytes()),
            _ => rest.char_indices().find(|(_, c)| self.byte(*c) >= 0xC2).map(|(start, _)| start),
        }
        .map(|start| at + start)
    }

    /// The character whose UTF-8 bytes the text at `at` was made from, and where it ends.
    fn sequence(&self, text: &str, at: usize) -> Option<(usize, char)> {
        let mut chars = text[at..].chars();
        let lead = chars.next()?;
        let first = self.byte(lead);
        let length = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let (mut bytes, mut end) = ([first, 0, 0, 0], at + lead.len_utf8());
        for slot in &mut bytes[1..length] {
            let char = chars.next()?;
            *slot = Some(self.byte(char)).filter(|byte| matches!(byte, 0x80..=0xBF))?;
            end += char.len_utf8();
        }
        let char = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        is_written(char).then_some((end, char))
    }

    fn is_sure(&self, text: &str, range: &Range<usize>, previous: char, stood_for: char) -> bool {
        let made = text[range.clone()].chars();
        let rest: Vec<char> = made.clone().skip(1).collect();
        let next = text[range.end..].chars().next().unwrap_or(' ');
        let beside = previous.is_alphabetic() || next.is_alphabetic();
        match self.kind {
            Kind::Latin => {
                // "5×½" and "×°" are sums, not Hebrew.
                if made.clone().next() == Some('×') {
                    return false;
                }
                let symbol = rest.iter().any(|&char| !may_follow(char) && !char.is_alphabetic());
                symbol || rest.iter().any(|char| matches!(char, '\u{80}'..='\u{9F}'))
                    // š, ž, œ and the like within capitals: Ãž is Þ, ÅŽ is Ŏ.
                    || rest.len() > 1 && rest.iter().any(|&char| !may_follow(char))
            }
            // What punctuation and symbols turn into: вЂ™, в„–, в‚¬, with no letter that words have.
            Kind::Cyrillic => match rest[..] {
                ['Ђ' | '„' | '‚', _] => !stood_for.is_alphabetic(),
                // An accented letter within a Latin word, such as é in "cafГ©s".
                [_] if matches!(stood_for, '\u{C0}'..='\u{17F}')
                    && (previous.is_ascii_alphabetic() || next.is_ascii_alphabetic()) =>
                {
                    true
                }
                [one] => !one.is_alphabetic() && !may_follow(one) && beside,
                _ => false,
            },
            Kind::Mac => match made.clone().next() {
                Some('√') => beside,
                Some('‚') => rest.first() == Some(&'Ä'),
                _ => false,
            },
        }
    }

    /// Drops unsure sequences that stand alone where nothing speaks for them. `proven`: the text
    /// comes of a repair, and so may need another.
    fn keep_likely(&self, text: &str, found: Vec<Sequence>, proven: bool) -> Vec<Sequence> {
        let joined = |a: &Sequence, b: &Sequence| a.range.end == b.range.start;
        // Where next to every letter that can begin a sequence does, the whole text was wronged.
        let letters = |text: &str| text.chars().filter(|&char| self.byte(char) >= 0xC2).count();
        let within: usize = found.iter().map(|s| letters(&text[s.range.clone()])).sum();
        let enough = if proven { 2 } else { 8 };
        let wholly = found.len() >= enough && within * 10 >= letters(text) * 9;
        let mut kept = vec![];
        let speaks = proven || found.iter().any(|sequence| sequence.sure);
        let mut from = 0;
        while from < found.len() {
            let mut to = from + 1;
            while to < found.len() && joined(&found[to - 1], &found[to]) {
                to += 1;
            }
            let run = &found[from..to];
            // Words of another script come as long runs of pairs.
            let long = run.len() >= if self.kind == Kind::Cyrillic { 3 } else { 4 };
            for (order, sequence) in run.iter().enumerate() {
                let mut sequence = sequence.clone();
                sequence.sure |= long && run.iter().any(|s| s.char.is_alphabetic());
                if sequence.sure || wholly || speaks && self.is_likely(text, &sequence, order > 0) {
                    kept.push(sequence);
                }
            }
            from = to;
        }
        kept
    }

    /// Whether an unsure sequence is mojibake, given that there is some in the text; `joined`
    /// to another before it.
    fn is_likely(&self, text: &str, sequence: &Sequence, joined: bool) -> bool {
        let Range { start, end } = sequence.range;
        let previous = text[..start].chars().next_back().unwrap_or(' ');
        let next = text[end..].chars().next().unwrap_or(' ');
        let last = text[start..end].chars().next_back().unwrap_or(' ');
        // A capital among capitals, then a quotation mark: NAÇÃO».
        let shouted =
            !joined && previous.is_uppercase() && !next.is_alphabetic() && may_follow(last);
        let mentioned = matches!((previous, last), ('«', '»') | ('“', '”') | ('‘', '’'));
        match self.kind {
            Kind::Latin => !shouted && !mentioned && plain_letter_or_mark(sequence.char),
            // Letters of Ukrainian, Serbian, Belarusian follow Р and С in ordinary words.
            Kind::Cyrillic => !last.is_alphabetic() && !mentioned,
            Kind::Mac => text[start..end].starts_with(['√', '¬', '‚']),
        }
    }
}

/// Punctuation and spaces that can follow a letter in ordinary text.
fn may_follow(char: char) -> bool {
    matches!(
        char,
        '\u{A0}'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '”'
            | '’'
            | '“'
            | '‘'
            | '‚'
            | '„'
            | '…'
            | '–'
            | '—'
            | '·'
            | '°'
            | 'º'
            | 'ª'
            | '²'
            | '³'
            | '¹'
            | '®'
            | '™'
            | '\u{AD}'
            | '•'
    )
}

fn plain_letter_or_mark(char: char) -> bool {
    matches!(char, '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{2044}' | '€' | '№' | '™')
        || matches!(char, '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Characters that reports are written with; C1 controls among them, for what was wronged twice.
fn is_written(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{17F}' | '\u{18F}' | '\u{192}' | '\u{1A0}'..='\u{1B0}' | '\u{1CD}'..='\u{1DC}'
        | '\u{218}'..='\u{21B}' | '\u{259}' | '\u{2B9}'..='\u{2DD}' | '\u{300}'..='\u{345}'
        | '\u{370}'..='\u{52F}' | '\u{531}'..='\u{58A}' | '\u{591}'..='\u{6FF}'
        | '\u{900}'..='\u{DFF}' | '\u{E01}'..='\u{E5B}' | '\u{10A0}'..='\u{10FF}'
        | '\u{1200}'..='\u{137F}' | '\u{1780}'..='\u{17FF}' | '\u{1E00}'..='\u{1EFF}'
        | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20C0}' | '\u{2100}'..='\u{214F}'
        | '\u{2190}'..='\u{21FF}' | '\u{2200}'..='\u{22FF}' | '\u{25A0}'..='\u{27BF}'
        | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FB00}'..='\u{FB06}' | '\u{FE0F}' | '\u{FEFF}' | '\u{FF01}'..='\u{FF5E}' | '\u{FFFD}'
        | '\u{1F300}'..='\u{1FAFF}')
}
