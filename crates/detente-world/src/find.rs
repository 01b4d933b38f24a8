//! One pass over the folded text, from word to word.

use detente_knowledge::{Actor, Candidate, Folded, Form, Pack};
use std::ops::Range;

/// An actor named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'w> {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Who.
    pub actor: &'w Actor,
    /// How the name stands for the actor.
    pub form: Form,
}

/// A form met in a text, before it is settled what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Met<'p> {
    /// In bytes of the folded text.
    pub(crate) range: Range<usize>,
    pub(crate) candidates: &'p [Candidate],
}

/// Every form that stands in `folded` as whole words, the longest first, without overlap.
pub(crate) fn find<'p>(pack: &'p Pack, folded: &Folded) -> Vec<Met<'p>> {
    let text = folded.text.as_str();
    let bytes = text.as_bytes();
    let mut out = vec![];
    let mut at = 0;
    while let Some(start) = word_start(text, at) {
        let rest = &text[start..];
        match pack.longest(rest, |end| ends_word(text, start + end)) {
            Some((length, candidates)) => {
                let mut met = Met { range: start..start + length, candidates };
                // "the Gulf" is a name, but "the Gulf of Guinea" is a longer one without article.
                if rest.starts_with("the ") || rest.starts_with("The ") {
                    let next = start + 4;
                    let longer = pack.longest(&text[next..], |end| ends_word(text, next + end));
                    if let Some((more, candidates)) = longer
                        && next + more > met.range.end
                    {
                        met = Met { range: next..next + more, candidates };
                    }
                }
                at = met.range.end;
                out.push(met);
            }
            None => {
                let ascii = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric());
                at = start + ascii.count().max(1);
                while !text.is_char_boundary(at) {
                    at += 1;
                }
            }
        }
    }
    out
}

/// The next place at or after `at` where a word starts.
fn word_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // Within a word there is no start.
    let mut inside = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    while at < bytes.len() {
        let byte = bytes[at];
        let (letter, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text[at..].chars().next()?;
            (c.is_alphanumeric(), c.len_utf8())
        };
        if letter && !inside {
            return Some(at);
        }
        inside = letter;
        at += length;
    }
    None
}

fn ends_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => {
            text.is_char_boundary(at)
                && !text[at..].chars().next().is_some_and(char::is_alphanumeric)
        }
    }
}
