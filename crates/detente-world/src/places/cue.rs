//! What stands around the names: the word for what they name, the name that follows a comma.

use super::candidate::{self, Candidate};
use super::kind::{self, Asked};
use crate::World;
use detente_knowledge::place_key;
use std::collections::HashMap;
use std::ops::Range;

/// A name in a text, with what stands around it.
pub(crate) struct Mention {
    pub(crate) range: Range<usize>,
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) candidates: Vec<Candidate>,
    /// What the word before or after it says that it is.
    pub(crate) asked: Option<Asked>,
    /// The code of the state that a gloss right behind it says that it lies in: "Tripoli (a city in
    /// Lebanon)".
    pub(crate) gloss: Option<String>,
    /// The mention that says where it lies: "Springfield, Illinois", "Nyala in South Darfur".
    pub(crate) within: Option<usize>,
}

pub(crate) fn mentions(world: &World, text: &str, spans: &[Range<usize>]) -> Vec<Mention> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&i| spans[i].start);
    let mut next: Vec<Option<usize>> = vec![None; spans.len()];
    for pair in order.windows(2) {
        next[pair[0]] = Some(pair[1]);
    }
    let mut known: HashMap<(String, bool), Vec<Candidate>> = HashMap::new();
    let one = |(i, range): (usize, &Range<usize>)| {
        let name = text.get(range.clone()).unwrap_or("").to_owned();
        let comma_before = text.get(..range.start).is_some_and(|before| before.ends_with(", "));
        let entry = known.entry((name.clone(), comma_before));
        let candidates = entry.or_insert_with(|| candidate::of(world, &name, comma_before)).clone();
        let key = place_key(&name);
        let inner = kind::within(&key).map(|(_, asked)| asked);
        let between = next[i].and_then(|n| text.get(range.end..spans[n].start)).unwrap_or("?");
        let comma = matches!(between.trim_end(), "," | " (") && between.len() <= 3;
        let inside = comma || is_within(between);
        Mention {
            range: range.clone(),
            asked: inner.or_else(|| around(text, range)),
            within: next[i].filter(|_| inside),
            gloss: gloss(world, text, range),
            name,
            key,
            candidates,
        }
    };
    spans.iter().enumerate().map(one).collect()
}

/// The state that a gloss in brackets right behind a name says that it lies in.
fn gloss(world: &World, text: &str, range: &Range<usize>) -> Option<String> {
    let rest = text.get(range.end..)?.trim_start().strip_prefix('(')?;
    let inside = rest.split(')').next().filter(|inside| inside.len() < 120)?;
    let mut words = inside.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.find(|word| kind::asked(word).is_some())?;
    let found = world.find(inside);
    let mut states = found.iter().filter_map(|one| one.actor.country.clone());
    let first = states.next()?;
    states.all(|other| other == first).then_some(first)
}

/// Whether the words between two names say that the first lies within the second.
fn is_within(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    let [first, rest @ ..] = words.as_slice() else { return false };
    let lead = ["in", "of"].contains(first)
        || (kind::asked(first.trim_matches(',')).is_some()
            && rest.first().is_some_and(|word| ["in", "of"].contains(word)));
    lead && words.len() <= 5 && !between.contains(['.', ';', ':'])
}

/// What the words right before and after say that the name is.
fn around(text: &str, range: &Range<usize>) -> Option<Asked> {
    let after = text.get(range.end..).unwrap_or("");
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if let Some(rest) = after.strip_prefix(' ')
        && let Some(asked) = kind::asked(&word(rest))
    {
        return Some(asked);
    }
    let before = text.get(..range.start).unwrap_or("").trim_end();
    let mut words = before.rsplit(|c: char| c.is_whitespace()).map(str::to_lowercase);
    let last = words.next()?;
    if last == "of" {
        return kind::asked(&words.next()?);
    }
    // "the town Saraqib", but not "in the city Monday": the word itself names what follows.
    kind::asked(&last).filter(|asked| *asked == Asked::Settlement)
}
