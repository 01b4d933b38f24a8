//! One stop at a time: does it end the sentence?

use super::abbreviation::{self, Kind};

/// How far a bracket may stand open for the stops in it to be part of the sentence around it.
const BRACKET: usize = 400;

/// How far back the word before a stop is looked for.
const WORD: usize = 40;

/// A walk over the stops of one block.
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// Where the round or square bracket closes that is open at `at`; 0 where none is.
    bracket: usize,
    /// The sentence that a letter or figure was last looked for in: its start, how far it was
    /// read, and whether there was one.
    lettered: (usize, usize, bool),
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, bracket: 0, lettered: (0, 0, false) }
    }

    /// The end of the sentence that starts at `start`, closing quotes included; `None` where it
    /// runs to the end of the block.
    pub(super) fn next_end(&mut self, start: usize) -> Option<usize> {
        self.at = self.at.max(start);
        while let Some(found) = find_mark(&self.text.as_bytes()[self.at..]) {
            let at = self.at + found;
            let c = self.text[at..].chars().next()?;
            self.at = at + c.len_utf8();
            match c {
                '(' | '[' if at >= self.bracket && !is_bare(&self.text[start..at]) => {
                    self.bracket = closes(self.text, at, c).unwrap_or(0);
                }
                '\n' if self.text[self.at..].starts_with('\n') => return Some(at),
                _ if is_stop(c) => {
                    let stop = Stop::read(self.text, start, at);
                    self.at = stop.end;
                    let open = at < self.bracket && stop.close < self.bracket;
                    if stop.close >= self.text.len() {
                        return None;
                    }
                    if !open && self.has_letters(start, at) && stop.ends_sentence() {
                        self.at = stop.close;
                        return Some(stop.close);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the sentence has a letter or figure before `at`; reads each character once.
    fn has_letters(&mut self, start: usize, at: usize) -> bool {
        if self.lettered.0 != start || self.lettered.1 < start {
            self.lettered = (start, start, false);
        }
        let (_, read, found) = self.lettered;
        let found = found || self.text[read.min(at)..at].chars().any(char::is_alphanumeric);
        self.lettered = (start, at, found);
        found
    }
}

/// The next byte at which a stop, a bracket or a line break may start.
fn find_mark(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| {
        matches!(
            b,
            b'.' | b'!' | b'?' | b'(' | b'[' | b'\n' | 0xD6 | 0xD8 | 0xDB | 0xE0..=0xE3 | 0xEF
        )
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_full(c)
}

/// Stops of scripts without capitals: they end sentences and nothing else.
fn is_full(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '؟' | '۔' | '।' | '॥' | '።' | '։')
}

/// Whether there is no letter or figure in what came before: a bracket there opens the sentence.
fn is_bare(text: &str) -> bool {
    !text.chars().take(32).any(char::is_alphanumeric) && text.len() < 64
}

/// Where the bracket that opens at `at` closes, if that is not far.
fn closes(text: &str, at: usize, open: char) -> Option<usize> {
    let close = if open == '(' { ')' } else { ']' };
    let mut depth = 0usize;
    for (i, c) in text[at..].char_indices().take_while(|(i, _)| *i < BRACKET) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + i);
            }
        }
    }
    None
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '＂'
            | '*'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '„'
            | '‘'
            | '‚'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '–'
            | '—'
            | '-'
            | '•'
            | '*'
            | '「'
            | '¿'
            | '¡'
            | '‟'
            | '…'
            | '#'
            | '@'
            | '_'
    )
}

/// A stop and what stands around it.
struct Stop<'a> {
    text: &'a str,
    /// Start of the sentence.
    start: usize,
    /// The first stop of the run, and where the run ends.
    at: usize,
    end: usize,
    /// The end of what closes after it: quotes, brackets, references.
    close: usize,
}

impl<'a> Stop<'a> {
    fn read(text: &'a str, start: usize, at: usize) -> Self {
        let mut end = at;
        loop {
            let run: usize =
                text[end..].chars().take_while(|c| is_stop(*c)).map(char::len_utf8).sum();
            end += run;
            // ". …" and ". . ." are one run.
            let rest = &text[end..];
            let spaced = rest.strip_prefix([' ', '\u{a0}']).filter(|rest| {
                rest.starts_with(['…', '.']) && !rest.starts_with("...") || rest.starts_with("... ")
            });
            match spaced {
                Some(rest) => end = text.len() - rest.len(),
                None => break,
            }
        }
        let mut close = end;
        loop {
            let rest = &text[close..];
            let Some(c) = rest.chars().next() else { break };
            if let Some(length) = reference(rest) {
                close += length;
            } else if is_closer(c) && !opens_here(rest) || closes_low_quote(rest) {
                close += c.len_utf8();
            } else if c == ' ' && spaced_closer(&rest[1..]) && is_unclosed(&text[start..end], '"') {
                close += 2;
            } else {
                break;
            }
        }
        Self { text, start, at, end, close }
    }

    fn run(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn ends_sentence(&self) -> bool {
        let run = self.run();
        let after = &self.text[self.close..];
        if run.chars().any(is_full) {
            let spaced = after.starts_with(char::is_whitespace);
            return spaced || !run.chars().all(|c| matches!(c, '؟' | '۔' | '։'));
        }
        let space = after.len() - after.trim_start().len();
        let closed = self.close > self.end;
        let next = Next::read(after.trim_start());
        if space == 0 {
            return self.ends_without_space(&next, closed, run);
        }
        let single = run == ".";
        let word = word_before(&self.text[self.start..self.at]);
        match next.kind {
            Opens::Nothing => true,
            Opens::Mark => false,
            Opens::Lower => self.ends_before_lower(word, closed, single, &next),
            Opens::Capital | Opens::Figure | Opens::Other => {
                if single && !closed {
                    self.ends_after(word, &next)
                } else if closed && run.contains(['!', '?']) {
                    !next.is_ascription()
                } else {
                    !(single && closed && self.is_abbreviation_in_bracket(word))
                }
            }
        }
    }

    /// "north.He said": a blank was forgotten. Not in addresses, numbers or names ("Lenta.Ru").
    fn ends_without_space(&self, next: &Next<'_>, closed: bool, run: &str) -> bool {
        if next.kind != Opens::Capital || next.quoted || !next.is_word() {
            return false;
        }
        let word = word_before(&self.text[self.start..self.at]);
        let plain = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
        let before = word.trim_end_matches(is_closer);
        let token = token_before(&self.text[self.start..self.at]);
        let address = token.contains(['/', '@', '.', ':', '_'])
            || next.rest_of_token_has(&['.', '/', '@', '_', ':']);
        if address {
            return false;
        }
        if closed {
            return run != "." || plain(before);
        }
        plain(before) && abbreviation::kind(word) == Kind::None
    }

    /// A small letter after a stop: the middle of a sentence, save in careless writing.
    fn ends_before_lower(&self, word: &str, closed: bool, single: bool, next: &Next<'_>) -> bool {
        if closed || self.run().contains(['…']) || self.run().contains("..") {
            return false;
        }
        if next.is_particle() {
            return abbreviation::kind(word) == Kind::None;
        }
        let plain = word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
        if !single {
            return plain && !next.is_speech();
        }
        plain && abbreviation::kind(word) == Kind::None && !next.dashed
    }

    /// A full stop before a blank and a capital or a figure.
    fn ends_after(&self, word: &str, next: &Next<'_>) -> bool {
        let opens = word.len() == self.text[self.start..self.at].trim_start().len();
        let letters = word.chars().count();
        let figures = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        if opens && (figures && letters <= 3 || letters == 1) && !next.quoted {
            return false; // the mark of an enumeration
        }
        if figures && letters <= 2 && abbreviation::follows_figure(next.word) {
            return false;
        }
        let initial = letters == 1 && word.chars().all(char::is_uppercase);
        if initial {
            // "John F. Kennedy", but "World War I. The".
            return abbreviation::is_opener(next.word) && next.word != "A" && next.word != "I"
                || next.kind == Opens::Figure;
        }
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "a.m" | "p.m" | "am" | "pm") && word.contains('.') {
            return !abbreviation::follows_clock(next.word) && next.kind == Opens::Capital;
        }
        match abbreviation::kind(word) {
            Kind::Never => false,
            Kind::BeforeFigure => {
                let month = word.chars().next().is_some_and(char::is_uppercase);
                next.kind != Opens::Figure
                    && (month || letters > 2 || abbreviation::is_opener(next.word))
            }
            Kind::BeforeOpener => {
                next.quoted && !next.bracketed && !next.dashed || abbreviation::is_opener(next.word)
            }
            Kind::None => true,
        }
    }

    /// "(the U.S.) Army", "(Inc.) The": a stop that belongs to the word in the bracket.
    fn is_abbreviation_in_bracket(&self, word: &str) -> bool {
        let bracket = self.text[self.end..self.close].starts_with([')', ']']);
        bracket && (abbreviation::kind(word) != Kind::None)
    }
}

/// What follows a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Nothing,
    Capital,
    Lower,
    Figure,
    /// Letters without case.
    Other,
    /// A comma or the like.
    Mark,
}

struct Next<'a> {
    kind: Opens,
    /// Its first word.
    word: &'a str,
    /// From the first word on.
    text: &'a str,
    /// Whether a quotation or a bracket opens before it.
    quoted: bool,
    /// Whether that is a bracket.
    bracketed: bool,
    /// Whether a dash stands before it.
    dashed: bool,
}

impl<'a> Next<'a> {
    fn read(after: &'a str) -> Self {
        let text = after.trim_start_matches(|c: char| is_opening(c) || c.is_whitespace());
        let marks = &after[..after.len() - text.len()];
        let dashed = marks.contains(['–', '—', '-']);
        let quoted = marks.contains(|c: char| is_opening(c) && !matches!(c, '–' | '—' | '-' | '…'));
        let bracketed = marks.contains(['(', '[', '{']);
        let length: usize = text
            .chars()
            .take(WORD)
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
            .map(char::len_utf8)
            .sum();
        let kind = match text.chars().next() {
            None if marks.is_empty() => Opens::Nothing,
            None => Opens::Mark,
            Some(c) if c.is_uppercase() => Opens::Capital,
            Some(c) if c.is_lowercase() => Opens::Lower,
            Some(c) if c.is_numeric() => Opens::Figure,
            Some('$' | '€' | '£' | '+' | '№' | '§' | '~') => Opens::Figure,
            Some(c)
                if c.is_alphabetic()
                    || !c.is_ascii_punctuation()
                        && !is_stop(c)
                        && !is_closer(c)
                        && !matches!(c, '،' | '、' | '，' | '؛' | '·') =>
            {
                Opens::Other
            }
            Some(_) => Opens::Mark,
        };
        Self { kind, word: &text[..length], text, quoted, bracketed, dashed }
    }

    /// A capital and small letters, or a word of one letter.
    fn is_word(&self) -> bool {
        let mut chars = self.word.chars().skip(1);
        match chars.next() {
            None => matches!(self.word, "A" | "I" | "В" | "И" | "А" | "О" | "У" | "К" | "С" | "Я"),
            Some(c) => c.is_lowercase() || c == '’' || c == '\'',
        }
    }

    /// Whether the unbroken run of characters here has one of these in it, its last character apart.
    fn rest_of_token_has(&self, marks: &[char]) -> bool {
        let length: usize = self
            .text
            .chars()
            .take(2 * WORD)
            .take_while(|c| !c.is_whitespace())
            .map(char::len_utf8)
            .sum();
        self.text[..length].trim_end_matches(|c: char| !c.is_alphanumeric()).contains(marks)
    }

    /// "al-Nusra", "al-Qaeda": names that stay small at the start of a sentence.
    fn is_particle(&self) -> bool {
        let Some((head, tail)) = self.word.split_once(['-', '’', '\'']) else { return false };
        head.len() <= 3 && tail.chars().next().is_some_and(char::is_uppercase)
    }

    fn is_speech(&self) -> bool {
        let mut words =
            self.text.split_whitespace().take(3).map(|w| w.trim_end_matches([',', '.', ':']));
        words.any(abbreviation::is_speech)
    }

    /// "“Why?” Roe asked.": up to four words of a name, then a verb of saying.
    fn is_ascription(&self) -> bool {
        if self.quoted {
            return false;
        }
        let mut words =
            self.text.split_whitespace().take(5).map(|w| w.trim_end_matches([',', '.', ':']));
        let mut named = 0;
        words.any(|word| {
            let name = word.chars().next().is_some_and(char::is_uppercase)
                || matches!(word, "al" | "the" | "of" | "de");
            named += usize::from(name);
            !name && named > 0 && abbreviation::is_speech(word)
        }) && self
            .text
            .split_whitespace()
            .take_while(|w| !abbreviation::is_speech(w.trim_end_matches([',', '.', ':'])))
            .all(|w| {
                w.chars().next().is_some_and(char::is_uppercase) || matches!(w, "the" | "of" | "de")
            })
    }
}

/// The word before a stop, with the stops and hyphens in it ("U.S", "a.m").
fn word_before(text: &str) -> &str {
    let length: usize = text
        .chars()
        .rev()
        .take(WORD)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '’' | '\''))
        .map(char::len_utf8)
        .sum();
    text[text.len() - length..].trim_start_matches(['.', '-', '’', '\''])
}

/// The unbroken run of characters before a stop, or the end of a long one.
fn token_before(text: &str) -> &str {
    let run = text.chars().rev().take(2 * WORD).take_while(|c| !c.is_whitespace());
    let length: usize = run.map(char::len_utf8).sum();
    &text[text.len() - length..]
}

/// Length of a reference to a note, "[12]", with a blank before it or not.
fn reference(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(' ').unwrap_or(text).strip_prefix('[')?;
    let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = inside[digits..].starts_with(']') && digits > 0;
    closed.then(|| text.len() - inside.len() + digits + 1)
}

/// “ right after a stop closes where it does in German: before a blank or the end.
fn closes_low_quote(rest: &str) -> bool {
    rest.strip_prefix('“').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a straight quote right after a stop opens what follows (`north."He`).
fn opens_here(rest: &str) -> bool {
    let mut chars = rest.chars();
    let quote = chars.next();
    matches!(quote, Some('"' | '\'' | '*'))
        && chars.next().is_some_and(char::is_alphanumeric)
        && quote != Some('"')
}

/// A closing quote set off by a blank: `regime. ” Pro-government`.
fn spaced_closer(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('"') && chars.next().is_none_or(char::is_whitespace)
}

/// Whether an odd number of straight quotes stand in a sentence.
fn is_unclosed(text: &str, quote: char) -> bool {
    let tail = text.len().saturating_sub(1000);
    text.as_bytes()[tail..].iter().filter(|b| **b == quote as u8).count() % 2 == 1
}
