//! The words of a sentence as the rules of time look at them: tokens with their hyphens taken
//! apart ("mid-1990s", "14-day"), and the numbers among them.

use super::amount::Unit;
use detente_language::{Token, Tree, Xpos};
use std::borrow::Cow;
use std::ops::Range;

/// A word.
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) lower: Cow<'a, str>,
    pub(crate) range: Range<usize>,
    /// Which token of the sentence it is, or is part of.
    pub(crate) token: usize,
}

/// The words of some tokens.
pub(crate) fn words<'a>(text: &'a str, tokens: &[Token]) -> Vec<Word<'a>> {
    let mut out = Vec::with_capacity(tokens.len() + 4);
    for (token, at) in tokens.iter().enumerate().map(|(i, token)| (i, token.range.clone())) {
        let mut start = at.start;
        let whole = &text[at.clone()];
        if whole.contains('-') && whole.bytes().any(|byte| byte.is_ascii_digit()) {
            for (i, _) in whole.match_indices('-') {
                let hyphen = at.start + i;
                push(&mut out, text, start..hyphen, token);
                push(&mut out, text, hyphen..hyphen + 1, token);
                start = hyphen + 1;
            }
        }
        push(&mut out, text, start..at.end, token);
    }
    out
}

fn push<'a>(out: &mut Vec<Word<'a>>, text: &'a str, range: Range<usize>, token: usize) {
    if range.is_empty() {
        return;
    }
    let word = &text[range.clone()];
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let lower = if plain {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    };
    out.push(Word { text: word, lower, range, token });
}

/// The words from one place on.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) words: &'a [Word<'a>],
    pub(crate) tree: &'a Tree,
    pub(crate) at: usize,
}

impl<'a> Place<'a> {
    /// The word `i` places on, in lower case; empty past the end.
    pub(crate) fn lower(&self, i: usize) -> &'a str {
        self.words.get(self.at + i).map_or("", |word| &word.lower)
    }

    /// The same as it is written.
    pub(crate) fn text(&self, i: usize) -> &'a str {
        self.words.get(self.at + i).map_or("", |word| word.text)
    }

    /// The word `back` places before, in lower case; empty before the beginning.
    pub(crate) fn before(&self, back: usize) -> &'a str {
        self.at.checked_sub(back).and_then(|i| self.words.get(i)).map_or("", |word| &word.lower)
    }

    /// The place `by` words on.
    pub(crate) fn on(&self, by: usize) -> Self {
        Self { at: self.at + by, ..*self }
    }

    /// Whether these words stand `i` places on.
    pub(crate) fn reads(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, word)| self.lower(i + k) == *word)
    }

    /// Whether the word is written with a capital.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.text(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// The tag of the word, where a tree is known.
    pub(crate) fn tag(&self, i: usize) -> Option<Xpos> {
        let word = self.words.get(self.at + i)?;
        self.tree.nodes().get(word.token).map(|node| node.xpos)
    }

    /// Whether a clause may end before the word: at a mark, or a word that goes on otherwise.
    pub(crate) fn ends(&self, i: usize) -> bool {
        let word = self.lower(i);
        !word.starts_with(char::is_alphanumeric) && word != "-"
            || matches!(word, "and" | "but" | "or" | "when" | "while" | "in" | "at" | "by" | "with")
    }
}

/// How many: a number, perhaps with a half, or not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// `None` for "several", "some".
    pub(crate) whole: Option<u32>,
    /// "two and a half".
    pub(crate) half: bool,
}

impl Count {
    pub(crate) const ONE: Self = Self { whole: Some(1), half: false };
    pub(crate) const SOME: Self = Self { whole: None, half: false };

    fn of(whole: u32) -> Self {
        Self { whole: Some(whole), half: false }
    }
}

/// A count at a place and how many words it takes: "14", "twenty-one", "a", "a couple of",
/// "several", "two to three" (the first).
pub(crate) fn count(place: &Place, at: usize) -> Option<(Count, usize)> {
    let word = place.lower(at);
    match (word, place.lower(at + 1), place.lower(at + 2)) {
        ("a", "couple" | "pair", "of") => return Some((Count::of(2), 3)),
        ("a", "couple", _) => return Some((Count::of(2), 2)),
        ("couple", "of", _) => return Some((Count::of(2), 2)),
        ("a", "few", _) => return Some((Count::SOME, 2)),
        ("a", "dozen", _) => return Some((Count::of(12), 2)),
        ("a", "number" | "matter", "of") => return Some((Count::SOME, 3)),
        ("a", "hundred", _) => return Some((Count::of(100), 2)),
        ("a", "thousand", _) => return Some((Count::of(1000), 2)),
        ("few" | "several" | "many", "more", _) => return Some((Count::SOME, 2)),
        ("few" | "several" | "some" | "many", _, _) => return Some((Count::SOME, 1)),
        ("dozens" | "hundreds" | "thousands", "of", _) => return Some((Count::SOME, 2)),
        ("a" | "an", _, _) => return Some((Count::ONE, 1)),
        _ => {}
    }
    let (first, mut taken) = number(place, at)?;
    let mut count = Count::of(first);
    if place.reads(at + taken, &["and", "a", "half"]) || place.reads(at + taken, &["1", "/", "2"]) {
        count.half = true;
        taken += 3;
    } else if matches!(place.lower(at + taken), "to" | "or" | "-" | "–")
        && let Some((_, second)) = number(place, at + taken + 1)
        && Unit::read(place.lower(at + taken + 1 + second)).is_some()
    {
        taken += 1 + second;
    }
    if place.lower(at + taken) == "more" {
        taken += 1;
    }
    Some((count, taken))
}

/// A whole number in digits or words.
pub(crate) fn number(place: &Place, at: usize) -> Option<(u32, usize)> {
    let word = place.lower(at);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let grouped = word.split(',').skip(1).all(|group| group.len() == 3);
        let digits: String = word.chars().filter(|c| *c != ',').collect();
        let whole = digits.parse().ok().filter(|_| grouped && digits.len() <= 6)?;
        return Some((whole, 1));
    }
    let mut total = 0u32;
    let mut current = small(word)?;
    let mut taken = 1;
    loop {
        let next = place.lower(at + taken);
        let glued = usize::from(next == "-");
        let then = small(place.lower(at + taken + glued));
        match (next, then) {
            ("hundred", _) if current < 100 => (current, taken) = (current * 100, taken + 1),
            ("thousand", _) if total == 0 => {
                (total, current, taken) = (current.saturating_mul(1000), 0, taken + 1);
            }
            (_, Some(ones)) if current % 10 == 0 && current % 100 >= 20 && ones < 10 => {
                (current, taken) = (current + ones, taken + 1 + glued);
            }
            ("and", _)
                if current >= 100
                    && let Some(rest) = small(place.lower(at + taken + 1)) =>
            {
                (current, taken) = (current + rest, taken + 2);
            }
            _ => break,
        }
    }
    Some((total.saturating_add(current), taken))
}

/// A number word below a hundred.
fn small(word: &str) -> Option<u32> {
    // "100" and the like are no number words.
    let letters = word.starts_with(|c: char| c.is_ascii_lowercase());
    letters.then(|| crate::figures::small_number(word)).flatten().map(u32::from)
}

/// The place in an order that a word gives: "third", "10th".
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(i) = WORDS.iter().position(|known| *known == word) {
        return Some(i as u8 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|_| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of<T>(text: &str, see: impl FnOnce(&Place) -> T) -> T {
        let tokens = detente_language::tokens(text, 0..text.len());
        see(&Place { words: &words(text, &tokens), tree: &Tree::default(), at: 0 })
    }

    #[test]
    fn counts() {
        for (text, expected) in [
            ("14 days", Some((Some(14), false, 1))),
            ("twenty-one days", Some((Some(21), false, 3))),
            ("two hundred and ten years", Some((Some(210), false, 4))),
            ("two thousand years", Some((Some(2000), false, 2))),
            ("two and a half years", Some((Some(2), true, 4))),
            ("2 1/2 years", Some((Some(2), true, 4))),
            ("two to three weeks", Some((Some(2), false, 3))),
            ("a couple of months", Some((Some(2), false, 3))),
            ("several hours", Some((None, false, 1))),
            ("14-day", Some((Some(14), false, 1))),
            ("troops", None),
        ] {
            let found = place_of(text, |place| count(place, 0));
            let found = found.map(|(count, taken)| (count.whole, count.half, taken));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        assert_eq!(ordinal("tenth"), Some(10));
        assert_eq!(ordinal("21st"), Some(21));
        assert_eq!(ordinal("th"), None);
    }
}
