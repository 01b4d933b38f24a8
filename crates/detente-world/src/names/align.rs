//! The pairing of the words of two names.

use super::compared::Word;
use super::sound::alike;
use super::words::NameKind;

/// Words less alike than this are no pair.
const PAIR: i32 = 650;

/// Taken off where each name has a word that the other lacks.
const CONTRADICTION: i32 = 250;

/// What a word that only one of two persons' names has counts for, as if it were paired.
const MIDDLE_NAME: i32 = 700;

/// Taken off where only one word of a person's name is paired.
const SINGLE: i32 = 150;

/// Taken off for each word that only one of two organisations' names has.
const EXTRA_WORD: i32 = 60;

pub(super) fn score<'w>(a: &'w [Word], b: &'w [Word], kind: NameKind) -> i32 {
    let mut pairs: Vec<(i32, usize, usize)> = vec![];
    for (i, one) in a.iter().enumerate() {
        for (k, other) in b.iter().enumerate() {
            let found = alike(one, other);
            if found >= PAIR {
                pairs.push((found, i, k));
            }
        }
    }
    // The most alike first, then those in the same place; the rest only makes it definite, and the
    // same whichever name comes first.
    pairs.sort_by_key(|&(found, i, k)| (-found, i.abs_diff(k), i + k, i.min(k)));
    let (mut left, mut right) = (vec![false; a.len()], vec![false; b.len()]);
    let mut paired = vec![];
    for (found, i, k) in pairs {
        if !left[i] && !right[k] {
            (left[i], right[k]) = (true, true);
            paired.push((found, i, k));
        }
    }
    let weight = |word: &Word| (word.text.len() as i32 + 1) * if word.light { 1 } else { 2 };
    let whole: i32 = a.iter().chain(b).map(weight).sum::<i32>().max(1);
    let matched: i32 =
        paired.iter().map(|&(found, i, k)| (weight(&a[i]) + weight(&b[k])) * found).sum();
    let rest = |words: &'w [Word], taken: &[bool]| -> Vec<&'w Word> {
        let free = words.iter().zip(taken).filter(|(word, taken)| !**taken && !word.light);
        free.map(|(word, _)| word).collect()
    };
    let (rest_a, rest_b) = (rest(a, &left), rest(b, &right));
    if !rest_a.is_empty() && !rest_b.is_empty() {
        // One word written as two is no contradiction.
        let joined = |rest: &[&Word]| -> String { rest.iter().map(|word| &*word.text).collect() };
        let (one, other) = (joined(&rest_a), joined(&rest_b));
        if strsim::osa_distance(&one, &other) <= (one.len().max(other.len()) / 6).max(1)
            && (rest_a.len() != rest_b.len() || one.len().min(other.len()) > 3)
        {
            return 800;
        }
        return matched / whole - CONTRADICTION;
    }
    let extra: i32 = rest_a.iter().chain(&rest_b).map(|word| weight(word)).sum();
    match kind {
        NameKind::Organisation => {
            matched / whole - EXTRA_WORD * (rest_a.len() + rest_b.len()) as i32
        }
        NameKind::Person if extra > 0 => {
            let heavy = paired.iter().filter(|&&(_, i, _)| !a[i].light).count();
            (matched + extra * MIDDLE_NAME) / whole - if heavy < 2 { SINGLE } else { 0 }
        }
        NameKind::Person => matched / whole,
    }
}
