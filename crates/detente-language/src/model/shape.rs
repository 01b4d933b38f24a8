//! Classes of shape: what an uncased encoder cannot see.
//!
//! The same rules stand in `training/detente_model/pieces.py`; both hold the same examples.

use super::pieces::is_punctuation;

/// Names of the classes in the order of their numbers; the model file must list the same.
pub(crate) const NAMES: [&str; 13] = [
    "none",
    "lower",
    "title",
    "upper",
    "initial",
    "mixed",
    "digits",
    "alphanumeric",
    "punctuation",
    "other",
    "compound",
    "headline",
    "shouted",
];

const LOWER: u8 = 1;
const TITLE: u8 = 2;
const UPPER: u8 = 3;
const INITIAL: u8 = 4;
const MIXED: u8 = 5;
const DIGITS: u8 = 6;
const ALPHANUMERIC: u8 = 7;
const PUNCTUATION: u8 = 8;
const OTHER: u8 = 9;
const COMPOUND: u8 = 10;
const HEADLINE: u8 = 11;
const SHOUTED: u8 = 12;

/// The class of a word by itself.
fn shape(word: &str) -> u8 {
    let (mut letters, mut upper, mut digits, mut first_upper) = (0, 0, false, false);
    for c in word.chars() {
        if c.is_alphabetic() {
            if letters == 0 {
                first_upper = c.is_uppercase();
            }
            letters += 1;
            upper += usize::from(c.is_uppercase());
        } else {
            digits |= c.is_numeric();
        }
    }
    match () {
        () if letters == 0 && digits => DIGITS,
        () if letters == 0 => {
            if !word.is_empty() && word.chars().all(is_punctuation) {
                PUNCTUATION
            } else {
                OTHER
            }
        }
        () if digits => ALPHANUMERIC,
        () if upper == 0 => LOWER,
        () if letters == 1 => INITIAL,
        () if upper == letters => UPPER,
        () if first_upper && upper == 1 => TITLE,
        () => {
            let parts = word.split(['-', '\'', '’']).filter(|part| !part.is_empty());
            let capital = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
            if parts.filter(capital).count() > 1 { COMPOUND } else { MIXED }
        }
    }
}

/// The classes of a sentence's words. In headlines and shouted lines capitals say nothing, so the
/// words they make look like names have classes of their own.
pub(crate) fn shapes(words: &[&str], out: &mut Vec<u8>) {
    let start = out.len();
    out.extend(words.iter().map(|word| shape(word)));
    let plain = &mut out[start..];
    let (mut long, mut upper, mut title) = (0, 0, 0);
    for (word, &kind) in words.iter().zip(plain.iter()) {
        if kind != ALPHANUMERIC && word.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
            long += 1;
            upper += usize::from(kind == UPPER);
            title += usize::from(matches!(kind, TITLE | UPPER | COMPOUND));
        }
    }
    let (from, to) = if upper >= 3 && upper * 10 >= long * 7 {
        (UPPER, SHOUTED)
    } else if title >= 4 && title * 10 >= long * 8 {
        (TITLE, HEADLINE)
    } else {
        return;
    };
    plain.iter_mut().filter(|kind| **kind == from).for_each(|kind| *kind = to);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &str) -> Vec<&'static str> {
        let words: Vec<&str> = words.split(' ').collect();
        let mut out = vec![];
        shapes(&words, &mut out);
        out.iter().map(|&kind| NAMES[usize::from(kind)]).collect()
    }

    #[test]
    fn every_class_has_its_example() {
        assert_eq!(
            named("the Goma UN J. McCain 15-20 M4 ... Al-Shabaab €"),
            [
                "lower",
                "title",
                "upper",
                "initial",
                "mixed",
                "digits",
                "alphanumeric",
                "punctuation",
                "compound",
                "other"
            ]
        );
    }

    #[test]
    fn capitals_say_nothing_in_a_headline_or_a_shouted_line() {
        assert_eq!(named("ARMY TAKES TOWN FROM REBELS"), ["shouted"; 5]);
        let headline = named("Army Takes Town from Rebels After Clashes");
        assert_eq!(headline[..4], ["headline", "headline", "headline", "lower"]);
    }
}
