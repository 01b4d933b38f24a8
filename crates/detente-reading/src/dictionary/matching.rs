//! Whether a pattern stands around a verb.
//!
//! The words after the verb are gone through outwards from it, and those before it as well. A part
//! of a pattern that need not touch the one before it may be looked for as far as the words go; the
//! nearest place from which the rest can be found counts.

use super::phrases::Phrase;
use detente_world::{Dictionary, Pattern, Step, What};
use std::collections::HashSet;

/// The words on one side of a verb, outwards, and the phrases in them.
pub(super) struct Side<'s> {
    pub(super) words: &'s [String],
    /// Numbers of words.
    pub(super) seq: Vec<usize>,
    /// The phrase that each word of the sentence lies in.
    pub(super) phrase_of: &'s [Option<usize>],
    pub(super) phrases: &'s [Phrase],
    /// Whether the words go against the order of the sentence.
    pub(super) backwards: bool,
    /// Whether only phrases that the dictionaries know may be named.
    pub(super) known_only: bool,
}

/// Phrases that a pattern has named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) source: Option<usize>,
    pub(super) target: Option<usize>,
    /// A compound before the verb acts on itself, one after it is the target.
    pub(super) each_other: Option<usize>,
}

/// The first pattern that stands around a verb, with what it names. One that names a party twice,
/// or one that nobody knows where only known ones count, would make no event and does not stand.
pub(super) fn first<'p>(
    patterns: &'p [Pattern],
    before: &Side,
    after: &Side,
    dictionary: &Dictionary,
) -> Option<(&'p Pattern, Named)> {
    let codes = |phrase: usize| {
        let members = &before.phrases[phrase].members;
        members.iter().flat_map(|member| &member.codes).collect::<Vec<_>>()
    };
    patterns.iter().find_map(|pattern| {
        let down = after.find(&pattern.after, dictionary)?;
        let up = before.find(&pattern.before, dictionary)?;
        let named = Named {
            source: down.source.or(up.source),
            target: down.target.or(up.target),
            each_other: down.each_other.or(up.each_other),
        };
        let twice = match (named.source, named.target) {
            (Some(source), Some(target)) => codes(source) == codes(target),
            _ => false,
        };
        (!twice).then_some((pattern, named))
    })
}

impl Side<'_> {
    fn find(&self, steps: &[Step], dictionary: &Dictionary) -> Option<Named> {
        // Blocks have thousands of patterns, and most ask for a word that isn't there.
        let there = |step: &Step| match &step.what {
            What::Word(word) => self.seq.iter().any(|&at| self.words[at] == *word),
            _ => true,
        };
        if !steps.iter().all(there) {
            return None;
        }
        let mut search = Search { side: self, steps, dictionary, failed: HashSet::new() };
        search.from(0, 0)
    }

    /// The phrase at a place, and where it ends.
    fn phrase_at(&self, at: usize) -> Option<(usize, usize)> {
        let phrase = self.phrase_of.get(*self.seq.get(at)?).copied().flatten()?;
        let rest = self.seq[at..].iter();
        let length = rest.take_while(|&&word| self.phrase_of[word] == Some(phrase)).count();
        Some((phrase, at + length))
    }
}

struct Search<'s> {
    side: &'s Side<'s>,
    steps: &'s [Step],
    dictionary: &'s Dictionary,
    /// Step and place from which the rest can't be found.
    failed: HashSet<(usize, usize)>,
}

impl Search<'_> {
    fn from(&mut self, step: usize, at: usize) -> Option<Named> {
        let Some(asked) = self.steps.get(step) else { return Some(Named::default()) };
        if !self.failed.insert((step, at)) {
            return None;
        }
        let end = if asked.close { (at + 1).min(self.side.seq.len()) } else { self.side.seq.len() };
        // A party that nobody can tell is taken only where there is no other.
        let rounds: &[bool] = match asked.what {
            What::Source | What::Target if self.side.known_only => &[true],
            What::Source | What::Target => &[true, false],
            _ => &[false],
        };
        for &coded in rounds {
            for place in at..end {
                for (next, phrase) in self.places(step, place, coded) {
                    let Some(mut named) = self.from(step + 1, next) else { continue };
                    match (&asked.what, phrase) {
                        (What::Source, phrase @ Some(_)) => named.source = phrase,
                        (What::Target, phrase @ Some(_)) => named.target = phrase,
                        (What::Compound, phrase @ Some(_)) if self.side.backwards => {
                            named.each_other = phrase;
                        }
                        (What::Compound, phrase @ Some(_)) => named.target = phrase,
                        _ => {}
                    }
                    return Some(named);
                }
            }
        }
        None
    }

    /// Where it may go on if a step is met at a place, and the phrase that it names.
    fn places(&self, step: usize, at: usize, coded: bool) -> Vec<(usize, Option<usize>)> {
        let side = self.side;
        let word = side.seq.get(at).map_or("", |&word| side.words[word].as_str());
        let asked = &self.steps[step];
        // Words of a phrase that is named may be asked for as well: "put + under arrest".
        let into = matches!(
            self.steps.get(step + 1),
            Some(Step { what: What::Word(_) | What::Synset(_), .. })
        );
        match &asked.what {
            What::Word(wanted) if wanted == word => vec![(at + 1, None)],
            What::Word(_) => vec![],
            What::Synset(set) => {
                let phrases = self.dictionary.synset(*set).iter();
                let mut ends: Vec<(usize, Option<usize>)> = phrases
                    .filter(|phrase| self.stands(phrase, at))
                    .map(|phrase| (at + phrase.len(), None))
                    .collect();
                // The longest first.
                ends.sort_unstable_by_key(|&(end, _)| std::cmp::Reverse(end));
                ends.dedup();
                ends
            }
            What::Source | What::Target | What::Skip | What::Compound => {
                let Some((phrase, end)) = side.phrase_at(at) else { return vec![] };
                let found = &side.phrases[phrase];
                let fits = match asked.what {
                    What::Skip => true,
                    What::Compound => found.is_compound(),
                    _ => found.is_coded() || !coded,
                };
                match (fits, into && asked.what != What::Skip) {
                    (false, _) => vec![],
                    (true, true) => vec![(end, Some(phrase)), (at + 1, Some(phrase))],
                    (true, false) => vec![(end, Some(phrase))],
                }
            }
        }
    }

    fn stands(&self, phrase: &[String], at: usize) -> bool {
        let side = self.side;
        let seen = |(i, wanted): (usize, &String)| {
            side.seq.get(at + i).is_some_and(|&word| side.words[word] == *wanted)
        };
        match side.backwards {
            true => phrase.iter().rev().enumerate().all(seen),
            false => phrase.iter().enumerate().all(seen),
        }
    }
}
