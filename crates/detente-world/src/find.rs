//! One pass of an automaton over the folded text.

use crate::fold::Folded;
use crate::forms::{self, Candidate, Form};
use crate::row::{Actor, WorldError};
use aho_corasick::{AhoCorasick, Input, MatchKind};
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

/// Finds all forms of all names.
#[derive(Debug)]
pub(crate) struct Matcher {
    automaton: AhoCorasick,
    candidates: Vec<Vec<Candidate>>,
}

/// A form met in a text, before it is settled whom it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Met<'m> {
    /// In bytes of the folded text.
    pub(crate) range: Range<usize>,
    pub(crate) candidates: &'m [Candidate],
}

impl Matcher {
    pub(crate) fn new(actors: &[Actor], stops: &[String]) -> Result<Self, WorldError> {
        let forms = forms::all(actors, stops);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(forms.keys())
            .map_err(|error| WorldError {
                file: "world".into(),
                row: "names".into(),
                what: format!("the names are too many to be searched for: {error}"),
            })?;
        Ok(Self { automaton, candidates: forms.into_values().collect() })
    }

    /// Every form that stands in `folded` as whole words, the longest first, without overlap.
    pub(crate) fn find(&self, folded: &Folded) -> Vec<Met<'_>> {
        let text = folded.text.as_str();
        let mut out = vec![];
        let mut at = 0;
        while let Some(found) = self.automaton.find(Input::new(text).span(at..text.len())) {
            let start = found.start();
            let whole = starts_word(text, start)
                .then(|| self.longest_word(text, start, found.end(), found.pattern().as_usize()))
                .flatten();
            match whole {
                Some((end, pattern)) => {
                    out.push(Met { range: start..end, candidates: &self.candidates[pattern] });
                    at = end;
                }
                None => at = next_boundary(text, start),
            }
        }
        out
    }

    /// The longest form from `start` that ends with a word, no longer than the one found.
    fn longest_word(
        &self,
        text: &str,
        start: usize,
        end: usize,
        pattern: usize,
    ) -> Option<(usize, usize)> {
        let (mut end, mut pattern) = (end, pattern);
        while !ends_word(text, end) {
            let shorter = Input::new(text).span(start..end - 1);
            let found = self.automaton.find(shorter).filter(|found| found.start() == start)?;
            (end, pattern) = (found.end(), found.pattern().as_usize());
        }
        Some((end, pattern))
    }
}

fn next_boundary(text: &str, at: usize) -> usize {
    (at + 1..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].chars().next().is_some_and(char::is_alphanumeric)
}
