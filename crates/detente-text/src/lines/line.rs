//! A line as the rules see it.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// One block of the source text, with what rules ask of it.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The words as written, trimmed.
    pub(super) raw: &'a str,
    /// In lower case, white space made even, quotes and apostrophes straight, without ornaments
    /// (bullets, arrows, colons) at either end. Empty for blocks too long to be a line.
    pub(super) key: Cow<'a, str>,
    /// Number of words; at most [`Line::LONG`] are counted.
    pub(super) words: usize,
    /// How much of the text lies before it, 0–1, by blocks.
    pub(super) position: f32,
    /// Whether some line before it is a paragraph of the report.
    pub(super) after_body: bool,
    /// Whether it opens the text.
    pub(super) first: bool,
}

impl<'a> Line<'a> {
    /// From this many words on a block is no line.
    pub(super) const LONG: usize = 90;

    /// A line by itself, with its key.
    #[cfg(test)]
    pub(super) fn new(raw: &'a str) -> Self {
        let mut key = String::new();
        let words = count_words(raw);
        write_key(raw, words, &mut key);
        Self { key: Cow::Owned(key), words, ..Self::keyless(raw) }
    }

    /// A line of which nobody will ask the key.
    pub(super) fn keyless(raw: &'a str) -> Self {
        let words = count_words(raw);
        let key = Cow::Borrowed("");
        Self { raw, key, words, position: 0.0, after_body: false, first: false }
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(self.raw)
    }

    /// Whether its key is one of these.
    pub(super) fn is(&self, phrases: &Phrases) -> bool {
        phrases.contains(&self.key)
    }

    /// Whether its key begins with one of these, whole words.
    pub(super) fn starts(&self, phrases: &Phrases) -> bool {
        self.opening(phrases).is_some()
    }

    /// What follows the first of the phrases that the key begins with.
    pub(super) fn opening(&self, phrases: &Phrases) -> Option<&str> {
        phrases.near(&self.key).iter().find_map(|opening| {
            let rest = self.key.strip_prefix(opening)?;
            let whole = !opening.ends_with(char::is_alphanumeric)
                || !rest.starts_with(char::is_alphanumeric);
            whole.then_some(rest)
        })
    }

    /// Whether its key has one of these in it.
    pub(super) fn has(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.key.contains(part))
    }

    /// Whether it has more than one sentence, as far as stops before a blank and a capital tell.
    pub(super) fn is_several_sentences(&self) -> bool {
        self.raw.match_indices(['.', '!', '?']).any(|(at, stop)| {
            let mut next = self.raw[at + stop.len()..].chars();
            next.next().is_some_and(char::is_whitespace)
                && next.next().is_some_and(char::is_uppercase)
        })
    }

    /// Whether it reads as a heading or a link: short, no stop, no clause of its own.
    pub(super) fn is_heading_like(&self) -> bool {
        (1..=24).contains(&self.words)
            && !ends_with_stop(self.raw)
            && !self.raw.ends_with([',', ';', ':'])
            && self.raw.chars().any(char::is_alphabetic)
    }
}

/// A list of phrases, each of two bytes or more, found by their first two.
///
/// Every line of every report is held against a thousand phrases; most lines share their first
/// letters with none of them.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static [&'static str],
    index: OnceLock<Vec<Vec<&'static str>>>,
}

impl Phrases {
    const BUCKETS: usize = 256;

    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, index: OnceLock::new() }
    }

    /// Whether a key is one of the phrases.
    pub(super) fn contains(&self, key: &str) -> bool {
        self.near(key).contains(&key)
    }

    /// The phrases that begin as a key does, among a few that do not.
    fn near(&self, key: &str) -> &[&'static str] {
        let index = self.index.get_or_init(|| {
            let mut index = vec![vec![]; Self::BUCKETS];
            for phrase in self.list {
                index[Self::bucket(phrase)].push(*phrase);
            }
            index
        });
        &index[Self::bucket(key)]
    }

    fn bucket(text: &str) -> usize {
        let byte = |at| text.as_bytes().get(at).copied().map_or(0, usize::from);
        (byte(0) * 31 + byte(1) * 7) % Self::BUCKETS
    }
}

/// Strings of which a key may have one anywhere, sought all at once.
#[derive(Debug)]
pub(super) struct Parts {
    list: &'static [&'static str],
    finder: OnceLock<Option<AhoCorasick>>,
}

impl Parts {
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, finder: OnceLock::new() }
    }

    /// Whether a key has one of the strings in it.
    pub(super) fn are_in(&self, key: &str) -> bool {
        let finder = self.finder.get_or_init(|| {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostFirst).kind(Some(AhoCorasickKind::DFA));
            builder.build(self.list).ok()
        });
        match finder {
            Some(finder) => finder.is_match(key),
            // No list here is too long for a finder; were one, it would only be slow.
            None => self.list.iter().any(|part| key.contains(part)),
        }
    }
}

/// Whether a text ends with a stop, quotes and brackets after it apart.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '؟', '।', '։'])
}

fn ends_with_stop(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ' ']);
    text.ends_with(['.', '。', '।', '…'])
}

/// The keys of all lines of a text, in one string, and how many words each line has.
pub(super) struct Keys {
    all: String,
    lines: Vec<(usize, Range<usize>)>,
}

impl Keys {
    pub(super) fn of<'a>(raws: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut keys = Self { all: String::new(), lines: Vec::with_capacity(raws.len()) };
        for raw in raws {
            let words = count_words(raw);
            let start = keys.all.len();
            write_key(raw, words, &mut keys.all);
            keys.lines.push((words, start..keys.all.len()));
        }
        keys
    }

    /// The line at an index, whose words as written are `raw`.
    pub(super) fn line<'a>(&'a self, at: usize, raw: &'a str) -> Line<'a> {
        let (words, key) = &self.lines[at];
        let key = Cow::Borrowed(&self.all[key.clone()]);
        Line { raw, key, words: *words, position: 0.0, after_body: false, first: false }
    }
}

/// How many words a text has, up to [`Line::LONG`].
fn count_words(raw: &str) -> usize {
    if !raw.is_ascii() {
        return raw.split_whitespace().take(Line::LONG).count();
    }
    // A word starts where a blank ends; without branches, so that many bytes are seen at once.
    let blank = |byte: u8| byte == b' ' || byte.wrapping_sub(9) < 5;
    let bytes = raw.as_bytes();
    let starts =
        bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| blank(**a) & !blank(**b)).count();
    let first = bytes.first().is_some_and(|byte| !blank(*byte));
    (starts + usize::from(first)).min(Line::LONG)
}

/// Adds the key of a line of so many words to `out`; see [`Line::key`].
fn write_key(raw: &str, words: usize, out: &mut String) {
    if words >= Line::LONG || raw.len() >= 1200 {
        return;
    }
    let ornament = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '•' | '·' | '▪' | '●' | '►' | '▶' | '→' | '»' | '›' | '>' | '|' | '*' | ':'
            )
            || matches!(c, '–' | '—' | '…' | '✕' | '×' | '↓' | '↑' | '←' | '«' | '‹')
    };
    let raw = raw.trim_matches(ornament);
    let from = out.len();
    if is_even(raw) {
        write_letters(raw, out);
    } else {
        for word in raw.split_whitespace() {
            if out.len() > from {
                out.push(' ');
            }
            write_letters(word, out);
        }
    }
    out[from..].make_ascii_lowercase();
}

/// Whether all white space is single blanks, as far as can be told at a glance: false where a
/// character could be white space or nothing at all.
fn is_even(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let control = bytes.iter().filter(|byte| **byte < b' ').count();
    let double =
        bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| **a == b' ' && **b == b' ').count();
    control + double == 0
        && (raw.is_ascii()
            || raw.chars().all(|c| !c.is_whitespace() || c == ' ') && !raw.contains(is_nothing))
}

/// Characters that are seen by nobody.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

/// Adds letters as a key has them, ASCII as it is: what is plain goes over in one piece.
fn write_letters(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii() || byte == b'`') {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('’' | '‘' | 'ʼ' | '`') => out.push('\''),
            Some('“' | '”' | '„' | '«' | '»') => out.push('"'),
            Some(c) if !is_nothing(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}
