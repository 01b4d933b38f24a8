//! Quoted stretches.
//!
//! Double marks of every kind (straight, curly, low, angular) open and close one stretch; a
//! stretch left open at the end of a paragraph goes on where the next paragraph opens with a
//! mark again, as is the printer's custom, and otherwise ends with its paragraph. Single marks
//! quote only where they are paired outside double ones; an apostrophe is none.

use crate::token::is_apostrophe;
use std::ops::Range;

/// A quoted stretch; it may run over several sentences or paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words without the outer marks.
    pub range: Range<usize>,
    /// The same with the marks.
    pub marks: Range<usize>,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Number of words.
    pub words: usize,
}

impl Quote {
    /// Whether it is a word or two set off rather than speech: no more than two words, without
    /// punctuation at the end.
    pub fn is_term(&self, text: &str) -> bool {
        self.words <= 2 && !text[self.range.clone()].ends_with([',', '.', '!', '?', '…'])
    }
}

/// The quoted stretches of `text`, whose paragraphs are `blocks`, in order and without overlap.
///
/// ```
/// let text = "He called it «a «grave» step», she “no\n\n“comment”.";
/// let first = text.find("\n\n").unwrap();
/// let quotes = detente_language::quotes(text, &[0..first, first + 2..text.len()]);
/// let words: Vec<&str> = quotes.iter().map(|q| &text[q.range.clone()]).collect();
/// assert_eq!(words, ["a «grave» step", "no\n\n“comment"]);
/// ```
pub fn quotes(text: &str, blocks: &[Range<usize>]) -> Vec<Quote> {
    let mut out: Vec<Quote> = vec![];
    let mut carried: Option<(usize, usize)> = None;
    for (i, block) in blocks.iter().enumerate() {
        let next = blocks.get(i + 1).map(|next| &text[next.clone()]);
        let left = paragraph(text, block.clone(), carried.take(), &mut out);
        let Some((marks, start)) = left else { continue };
        if next.is_some_and(|next| next.trim_start().starts_with(is_opening_double)) {
            carried = Some((marks, start));
        } else {
            push(text, &mut out, marks, start..block.end, block.end, false);
        }
    }
    let mut singles = single(text, blocks, &out);
    out.append(&mut singles);
    out.sort_by_key(|quote| quote.marks.start);
    out
}

fn is_opening_double(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‟' | '〝' | '＂')
}

fn push(
    text: &str,
    out: &mut Vec<Quote>,
    marks: usize,
    inner: Range<usize>,
    end: usize,
    closed: bool,
) {
    let range = trim(text, inner);
    if range.is_empty() {
        return;
    }
    let words = text[range.clone()].split_whitespace().count();
    out.push(Quote { range: range.clone(), marks: marks..end.max(range.end), closed, words });
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.start + inner.trim_end().len();
    start.min(end)..end
}

/// The role of a double mark in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
}

fn role(c: char, before: Option<char>, after: Option<char>, low_open: bool) -> Option<Role> {
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
    let ended = |c: Option<char>| free(c) || c.is_some_and(|c| ".,;:!?)]}…".contains(c));
    Some(match c {
        '„' | '‟' => Role::Open,
        '”' | '〞' => Role::Close,
        // In „…“ the curly opening mark closes.
        '“' if low_open => Role::Close,
        '“' => Role::Open,
        '«' | '»' => match (free(before), ended(after)) {
            (true, false) => Role::Open,
            (false, true) => Role::Close,
            _ if c == '«' => Role::Open,
            _ => Role::Close,
        },
        '"' | '＂' => match (free(before), free(after)) {
            (true, false) => Role::Open,
            (false, true) => Role::Close,
            _ => Role::Either,
        },
        _ => return None,
    })
}

/// Reads one paragraph; returns where a stretch that is still open began (marks, words).
fn paragraph(
    text: &str,
    block: Range<usize>,
    carried: Option<(usize, usize)>,
    out: &mut Vec<Quote>,
) -> Option<(usize, usize)> {
    let mut open = carried;
    let mut opened_by = carried.map(|(at, _)| text[at..].chars().next().unwrap_or('"'));
    let mut depth = 0usize;
    let mut before: Option<char> = None;
    let mut chars = text[block.clone()].char_indices().peekable();
    // The mark that takes a stretch up again at the start of a paragraph is not a new one.
    let mut reopening = carried.is_some();
    while let Some((i, c)) = chars.next() {
        let at = block.start + i;
        let after = chars.peek().map(|(_, c)| *c);
        let low = opened_by == Some('„');
        if let Some(role) = role(c, before, after, low) {
            let end = at + c.len_utf8();
            match (open, role) {
                _ if reopening && role != Role::Close => {}
                (None, Role::Open | Role::Either) => {
                    open = Some((at, end));
                    opened_by = Some(c);
                    depth = 0;
                }
                (Some(_), Role::Open) if nests(opened_by, c) => depth += 1,
                (Some((marks, start)), Role::Open) => {
                    // A straight mark that opens anew: the stretch before was never closed.
                    push(text, out, marks, start..at, at, false);
                    open = Some((at, end));
                    opened_by = Some(c);
                    depth = 0;
                }
                (Some(_), Role::Close) if depth > 0 && nests(opened_by, c) => depth -= 1,
                (Some((marks, start)), _) => {
                    push(text, out, marks, start..at, end, true);
                    open = None;
                    opened_by = None;
                }
                (None, Role::Close) => {}
            }
            reopening = false;
        } else if !c.is_whitespace() {
            reopening = false;
        }
        before = Some(c);
    }
    // A nested mark that was never closed closed nothing: what closed is the outer one.
    open
}

/// Whether a mark `c` within a stretch opened by `by` belongs to a stretch within it.
fn nests(by: Option<char>, c: char) -> bool {
    match by {
        Some('«' | '»') => matches!(c, '«' | '»'),
        _ => false,
    }
}

/// Single-quoted stretches outside the double ones.
fn single(text: &str, blocks: &[Range<usize>], doubles: &[Quote]) -> Vec<Quote> {
    let inside = |at: usize| {
        let next = doubles.partition_point(|quote| quote.marks.start <= at);
        next > 0 && at < doubles[next - 1].marks.end
    };
    let mut out = vec![];
    for block in blocks {
        let mut resume = block.start;
        let mut before: Option<char> = None;
        for (i, c) in text[block.clone()].char_indices() {
            let at = block.start + i;
            let previous = before.replace(c);
            let fits = matches!(c, '\'' | '‘') && at >= resume && !inside(at);
            let free = previous.is_none_or(|p| p.is_whitespace() || "([—–".contains(p));
            if !fits || !free {
                continue;
            }
            let start = at + c.len_utf8();
            let opens = text[start..block.end].chars().next().is_some_and(|n| n.is_alphanumeric());
            if !opens || elided(&text[start..block.end]) {
                continue;
            }
            if let Some((end, after)) = closing_single(text, start..block.end)
                && !(at..after).any(|p| text.is_char_boundary(p) && inside(p))
            {
                push(text, &mut out, at, start..end, after, true);
                resume = after;
            }
        }
    }
    out
}

/// Words that begin with an apostrophe of their own.
fn elided(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let lower = word.to_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit())
        || ["tis", "twas", "em", "til", "cause", "bout", "n"].contains(&lower.as_str())
}

/// Where a single-quoted stretch closes: the last closing-shaped mark before the next opening
/// one, punctuation before it preferred; a possessive after s only where nothing else fits.
fn closing_single(text: &str, range: Range<usize>) -> Option<(usize, usize)> {
    let inner = &text[range.clone()];
    let mut before = None;
    let mut possessive = None;
    let mut chars = inner.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let ends = after.is_none_or(|a| !a.is_alphanumeric());
        if is_apostrophe(c) && c != '‘' && ends {
            let found = (range.start + i, range.start + i + c.len_utf8());
            match before {
                Some('s' | 'S') => possessive = possessive.or(Some(found)),
                Some(p) if !char::is_whitespace(p) => return Some(found),
                _ => {}
            }
        } else if matches!(c, '\'' | '‘') && before.is_some_and(char::is_whitespace) {
            break;
        }
        before = Some(c);
    }
    possessive
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut blocks = vec![];
        let mut at = 0;
        for part in text.split("\n\n") {
            blocks.push(at..at + part.len());
            at += part.len() + 2;
        }
        quotes(text, &blocks).iter().map(|q| &text[q.range.clone()]).collect()
    }

    #[test]
    fn finds_what_stands_between_marks() {
        let cases: &[(&str, &[&str])] = &[
            ("\"We left,\" he said. \"They stayed.\"", &["We left,", "They stayed."]),
            ("“We left,\" he said.", &["We left,"]),
            ("„Wir gehen“, sagte er.", &["Wir gehen"]),
            ("»Wir gehen«, sagte er.", &["Wir gehen"]),
            ("« Nous partons », dit-il.", &["Nous partons"]),
            ("They don't know the workers' view; it's Ali's.", &[]),
            ("He said: 'We can't leave.' Then he left.", &["We can't leave."]),
            ("He said ‘no’ twice.", &["no"]),
            ("“He said ‘no’ twice,” she said.", &["He said ‘no’ twice,"]),
            ("“One.\n\n“Two,” he said.", &["One.\n\n“Two,"]),
            ("“One is open.\n\nHe left.", &["One is open."]),
            ("a closing mark alone ” is nothing", &[]),
            ("in the '90s and 'twas", &[]),
            ("\"One\" \"Two\"", &["One", "Two"]),
            ("(\"so-called\") and \"x\"", &["so-called", "x"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&found(text), expected, "{text}");
        }
    }

    #[test]
    fn tells_terms_from_speech() {
        let text = "the “people’s court” and “No.”";
        let quotes = quotes(text, std::slice::from_ref(&(0..text.len())));
        assert!(quotes[0].is_term(text));
        assert!(!quotes[1].is_term(text));
    }
}
