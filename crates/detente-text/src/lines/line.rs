//! A line as the rules see it.

use std::sync::OnceLock;

/// One block of the source text, with what rules ask of it.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The words as written, trimmed.
    pub(super) raw: &'a str,
    /// In lower case, white space made even, quotes and apostrophes straight, without ornaments
    /// (bullets, arrows, colons) at either end. Empty for blocks too long to be a line.
    pub(super) key: String,
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

    pub(super) fn new(raw: &'a str) -> Self {
        let words = raw.split_whitespace().take(Self::LONG).count();
        let key = if words < Self::LONG && raw.len() < 1200 { key(raw) } else { String::new() };
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
        let chars: Vec<char> = self.raw.chars().collect();
        chars
            .windows(3)
            .any(|w| matches!(w[0], '.' | '!' | '?') && w[1].is_whitespace() && w[2].is_uppercase())
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

/// Whether a text ends with a stop, quotes and brackets after it apart.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '؟', '।', '։'])
}

fn ends_with_stop(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ' ']);
    text.ends_with(['.', '。', '।', '…'])
}

/// See [`Line::key`].
pub(super) fn key(raw: &str) -> String {
    let ornament = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '•' | '·' | '▪' | '●' | '►' | '▶' | '→' | '»' | '›' | '>' | '|' | '*' | ':'
            )
            || matches!(c, '–' | '—' | '…' | '✕' | '×' | '↓' | '↑' | '←' | '«' | '‹')
    };
    let mut out = String::with_capacity(raw.len());
    for word in raw.trim_matches(ornament).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '‘' | 'ʼ' | '`' => out.push('\''),
                '“' | '”' | '„' | '«' | '»' => out.push('"'),
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {}
                c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                c => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}
