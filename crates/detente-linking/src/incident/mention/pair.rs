//! What two mentions have in common, in points.
//!
//! The weights in `weights.tsv` are fitted by `training/mentions.py`: hundredths of the logarithm of
//! odds for a feature of 100.

use super::Mention;
use super::{groups, known};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// From this average on two chains are one; chosen by five folds of the training topics.
pub const ENOUGH: i64 = -60;

/// What is compared, in the order of [`features`].
pub const FEATURES: [&str; 20] = [
    "always",
    "lemma",
    "kin",
    "group",
    "likeness",
    "near",
    "nearer",
    "core",
    "around",
    "cross",
    "sentence",
    "same-figures",
    "other-figures",
    "one-sentence",
    "light",
    "rare",
    "class",
    "negation",
    "status",
    "other-core",
];

static WEIGHTS: LazyLock<[i64; FEATURES.len()]> = LazyLock::new(|| {
    let lines = || include_str!("weights.tsv").lines().filter_map(|line| line.split_once('\t'));
    FEATURES.map(|name| {
        let found = lines().find(|(of, _)| *of == name);
        found.and_then(|(_, points)| points.trim().parse().ok()).unwrap_or(0)
    })
});

/// Words of so many happenings that they say little of which.
const LIGHT: &[&str] = &[
    "accord", "add", "announce", "ask", "be", "call", "come", "do", "find", "get", "give", "go",
    "have", "know", "make", "put", "report", "say", "see", "take", "tell",
];

/// The sum of points for the two being of one happening.
pub fn compare(a: &Mention, b: &Mention) -> i64 {
    let found = features(a, b);
    found.iter().zip(WEIGHTS.iter()).map(|(value, weight)| value * weight).sum::<i64>() / 100
}

/// What the two have in common: each from 0 to 100.
pub fn features(a: &Mention, b: &Mention) -> [i64; FEATURES.len()] {
    let yes = |holds: bool| if holds { 100 } else { 0 };
    let near = i64::from(a.profile.likeness(&b.profile));
    let light = |one: &Mention| LIGHT.contains(&one.lemma.as_str());
    let rare = known::weight(&a.lemma).min(known::weight(&b.lemma));
    let core = common(&a.core, &b.core);
    let group = groups(&a.kin).any(|one| groups(&b.kin).any(|other| one == other));
    let figures = !a.figures.is_disjoint(&b.figures);
    let other = !figures && !a.figures.is_empty() && !b.figures.is_empty();
    [
        100,
        yes(a.lemma == b.lemma),
        yes(a.kin == b.kin),
        yes(group),
        near.min(600) / 6,
        yes(near > 150),
        yes(near > 250),
        core,
        common(&a.around, &b.around),
        common(&a.core, &b.around).max(common(&a.around, &b.core)),
        common(&a.all, &b.all),
        yes(figures),
        yes(other),
        yes(a.report == b.report && a.sentence == b.sentence),
        yes(light(a) || light(b)),
        i64::from(rare * 100 / known::MOST),
        yes(a.upos == b.upos),
        yes(a.negated != b.negated),
        yes(a.status != b.status),
        yes(core == 0 && !a.core.is_empty() && !b.core.is_empty()),
    ]
}

/// How much of what two sets of words tell is in both, in hundredths.
fn common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> i64 {
    let sum =
        |words: &BTreeSet<String>| words.iter().map(|w| u64::from(known::weight(w))).sum::<u64>();
    let both: u64 = a.intersection(b).map(|word| u64::from(known::weight(word))).sum();
    let whole = (sum(a) * sum(b)).isqrt();
    i64::try_from((both * 100).checked_div(whole).unwrap_or(0)).unwrap_or(100)
}
