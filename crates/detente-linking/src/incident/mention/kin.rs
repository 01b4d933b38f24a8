//! Words of one kin: "arrested" and "the arrest", "died" and "the death", "killed" and "murdered".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Nouns whose ending does not lead to their verb.
static IRREGULAR: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| include_str!("kin.tsv").lines().filter_map(|l| l.split_once('\t')).collect());

/// Words that reports use for one another, a line a group, by the kin of each.
static GROUPS: LazyLock<BTreeMap<String, BTreeSet<usize>>> = LazyLock::new(|| {
    let mut out: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, line) in include_str!("groups.txt").lines().enumerate() {
        for word in line.split_whitespace() {
            out.entry(kin(word)).or_default().insert(number);
        }
    }
    out
});

/// Endings by which nouns and adjectives come of verbs, and those of inflection.
const ENDINGS: &[&str] = &[
    "ation", "ition", "ution", "tion", "sion", "ment", "ings", "ing", "ance", "ence", "al", "ure",
    "ery", "y", "er", "ers", "ee", "ive", "ed", "es", "s", "e",
];

/// What the words of one kin share: a rough stem, for comparing only.
///
/// ```
/// use detente_linking::incident::mention::kin;
/// assert_eq!(kin("arrest"), kin("arrested"));
/// assert_eq!(kin("death"), kin("die"));
/// assert_ne!(kin("attack"), kin("attach"));
/// ```
pub fn kin(lemma: &str) -> String {
    let lower = lemma.to_lowercase();
    let word = IRREGULAR.get(lower.as_str()).copied().unwrap_or(&lower);
    let stem = ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= 3).then_some(stem)
    });
    let mut stem: Vec<char> = stem.unwrap_or(word).chars().collect();
    if stem.len() > 3 && stem.last() == stem.get(stem.len() - 2) {
        stem.pop();
    }
    stem.into_iter().collect()
}

/// The groups that words of a kin stand in, by number.
pub fn groups(kin: &str) -> impl Iterator<Item = usize> {
    GROUPS.get(kin).into_iter().flatten().copied()
}
