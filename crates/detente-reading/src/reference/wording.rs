//! How the words of two mentions agree.
//!
//! Words are numbered within a report, and so are wordings: mentions of the same words are compared
//! with others once.

use super::mention::{Mention, MentionKind};
use detente_world::{Compared, NameKind};
use std::collections::HashMap;

/// The wordings of a report.
#[derive(Default)]
pub(super) struct Wordings<'m> {
    words: HashMap<&'m str, u32>,
    numbers: HashMap<(bool, u32, Vec<u32>), u32>,
    all: Vec<Wording>,
    alike: HashMap<(u32, u32), bool>,
}

/// The head and the words of a mention.
struct Wording {
    is_name: bool,
    head: u32,
    words: Vec<u32>,
    /// The words and the head, a bit for each that may be another's too.
    bits: u64,
    head_bit: u64,
    /// Of a name: its words as they are compared, its only word, and the first letters of several.
    compared: Option<Compared>,
    only: Option<Box<str>>,
    initials: Box<str>,
}

fn bit(word: u32) -> u64 {
    1 << (word.wrapping_mul(0x9e37_79b1) >> 26)
}

impl<'m> Wordings<'m> {
    /// The number of a word.
    pub(super) fn word(&mut self, word: &'m str) -> u32 {
        let next = self.words.len() as u32;
        *self.words.entry(word).or_insert(next)
    }

    /// The number of a mention's wording; of no pronoun.
    pub(super) fn number(&mut self, mention: &'m Mention) -> u32 {
        let is_name = mention.kind == MentionKind::Name;
        let head = self.word(&mention.lemma);
        let words: Vec<u32> = mention.words.iter().map(|word| self.word(word)).collect();
        let next = self.all.len() as u32;
        let number = *self.numbers.entry((is_name, head, words.clone())).or_insert(next);
        if number == next {
            let joined = mention.words.join(" ");
            let bits = words.iter().fold(bit(head), |bits, &word| bits | bit(word));
            let initials: String = mention.words.iter().filter_map(|w| w.chars().next()).collect();
            self.all.push(Wording {
                is_name,
                head,
                bits,
                head_bit: bit(head),
                words,
                compared: is_name.then(|| Compared::new(&joined, NameKind::Person)),
                only: (mention.words.len() == 1).then(|| joined.into()),
                initials: initials.into(),
            });
        }
        number
    }

    /// How the wording of a mention agrees with that of one before it: 0 to 6 of two names, 7 to 13
    /// where one of them is none.
    pub(super) fn agree(&mut self, mention: u32, other: u32) -> usize {
        let (Some(a), Some(b)) = (self.all.get(mention as usize), self.all.get(other as usize))
        else {
            return 13;
        };
        if !(a.is_name && b.is_name) {
            return phrases(a, b);
        }
        names(a, b, || {
            let shorter = a.words.len() <= b.words.len();
            let key = if shorter { (mention, other) } else { (other, mention) };
            *self.alike.entry(key).or_insert_with(|| {
                let (short, long) = if shorter { (a, b) } else { (b, a) };
                let (short, long) = (short.compared.as_ref(), long.compared.as_ref());
                short.zip(long).is_some_and(|(short, long)| short.is_as_like(long, 900))
            })
        })
    }
}

/// Two names: 0 the same, 1 the last word of the longer, 2 its first, 3 its words, 4 initials, 5
/// some words of both, 6 nothing. `alike`: whether a single word is the other spelled otherwise.
fn names(a: &Wording, b: &Wording, alike: impl FnOnce() -> bool) -> usize {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if short.words == long.words && !short.words.is_empty() {
        return 0;
    }
    if let ([only], Some(word)) = (short.words.as_slice(), &short.only) {
        if long.words.last() == Some(only) && long.words.len() > 1 {
            return 1;
        }
        if long.words.first() == Some(only) && long.words.len() > 1 {
            return 2;
        }
        if word.len() >= 2 && long.words.len() >= 2 && *word == long.initials {
            return 4;
        }
        if alike() {
            return 3;
        }
    }
    if short.bits & long.bits == 0 {
        return 6;
    }
    match short.words.iter().filter(|word| long.words.contains(word)).count() {
        0 => 6,
        n if n == short.words.len() => 3,
        _ => 5,
    }
}

/// Two phrases of which one is a common noun: 7 head and modifiers the same, 8 the modifiers of the
/// mention are among the other's, 9 the head alone stood there, 10 both have modifiers of their
/// own, 11 the mention has more, 12 the head is a word of the name, 13 nothing.
fn phrases(mention: &Wording, other: &Wording) -> usize {
    if mention.head == other.head {
        let common = mention.words.iter().filter(|word| other.words.contains(word)).count();
        let (mine, theirs) = (mention.words.len(), other.words.len());
        return match () {
            () if common == mine && common == theirs => 7,
            () if common == mine => 8,
            () if common == theirs && theirs == 0 => 9,
            () if common == theirs => 11,
            () => 10,
        };
    }
    let within = |a: &Wording, b: &Wording| a.head_bit & b.bits != 0 && b.words.contains(&a.head);
    if within(mention, other) || within(other, mention) { 12 } else { 13 }
}
