//! Words made comparable: small letters, without what says nothing, by a plain stem.

use detente_world::{fold, skeleton};
use std::collections::BTreeSet;

/// Words that tell nothing of what is to be done.
const STOP: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "by", "to", "from", "for", "with", "and", "or",
    "all", "any", "its", "their", "his", "her", "our", "your", "my", "it", "they", "them", "this",
    "that", "these", "those", "be", "is", "are", "was", "were", "been", "will", "would", "shall",
    "should", "must", "has", "have", "had", "as", "which", "who", "whose", "more", "than", "under",
    "into", "out", "over", "own", "each", "both", "other", "such", "so", "also", "not", "no", "s",
];

/// Words that tell one of several like things from the others.
const ORDER: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "upper",
    "lower",
];

/// What different verbs name alike. The first is what the rest are taken for.
const SAME: &[&[&str]] = &[
    &["withdraw", "leave", "pull out", "pull back", "quit", "vacate", "retreat", "exit", "depart"],
    &[
        "observe",
        "keep",
        "respect",
        "honour",
        "honor",
        "abide",
        "comply",
        "adhere",
        "uphold",
        "implement",
        "fulfil",
        "fulfill",
        "maintain",
        "obey",
        "carry out",
        "live up",
        "stick",
    ],
    &["stop", "cease", "halt", "end", "refrain", "abstain", "desist"],
    &["release", "free", "liberate"],
    &["hand over", "give up", "turn over", "surrender", "transfer", "cede", "give back"],
    &["create", "establish", "set up", "form", "make"],
    &["allow", "let", "permit", "enable"],
    &["deploy", "station", "send"],
    &["open", "reopen", "unblock"],
    &["exchange", "swap"],
    &["deliver", "supply", "provide", "ship"],
    &["extend", "prolong", "renew"],
    &["remove", "clear", "move out"],
    &["separate", "disentangle"],
    &["demilitarise", "demilitarize"],
    &["demobilise", "demobilize"],
    &["normalise", "normalize"],
    &["recognise", "recognize"],
];

/// The deed of those who have to keep an agreement as a whole.
pub(super) const OBSERVE: &str = "observe";

/// What an action is called, whichever verb names it; without one it is the agreement as a whole
/// that is to be kept.
pub(super) fn action(name: Option<&str>) -> String {
    let Some(name) = name else { return OBSERVE.to_owned() };
    let name = fold(name).text.to_lowercase();
    let same = SAME.iter().find(|all| all.contains(&name.as_str())).and_then(|all| all.first());
    same.map_or(name, |first| (*first).to_owned())
}

/// The words of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Words {
    /// All that tell something.
    pub(super) stems: BTreeSet<String>,
    /// Those that tell it from others of its kind: names, numbers, "the first".
    pub(super) marks: BTreeSet<String>,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let folded = fold(text).text;
        let mut words = Self::default();
        for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let lower = word.to_lowercase();
            if STOP.contains(&lower.as_str()) {
                continue;
            }
            let named = word.starts_with(char::is_uppercase);
            let counted = lower.contains(|c: char| c.is_ascii_digit());
            if named || counted || ORDER.contains(&lower.as_str()) {
                words.marks.insert(stem(&lower));
            }
            words.stems.insert(stem(&lower));
        }
        words
    }

    /// Nothing said.
    pub(super) fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// The part of the shorter that stands in the other too, in percent.
    pub(super) fn shared(&self, other: &Self) -> usize {
        let least = self.stems.len().min(other.stems.len());
        let spelled = |word: &String| {
            self.marks.contains(word) && other.marks.iter().any(|other| is_spelling(word, other))
        };
        let in_both = |word: &&String| other.stems.contains(*word) || spelled(word);
        let both = self.stems.iter().filter(in_both).count().min(least);
        (both * 100).checked_div(least).unwrap_or(0)
    }

    /// Whether each names one of its kind, and not the same one.
    pub(super) fn apart(&self, other: &Self) -> bool {
        !self.marks.is_empty()
            && !other.marks.is_empty()
            && self.marks.is_disjoint(&other.marks)
            && !self.marks.iter().any(|a| other.marks.iter().any(|b| is_spelling(a, b)))
    }

    /// Whether it says all that the other says, and more.
    pub(super) fn exceeds(&self, other: &Self) -> bool {
        self.stems.len() > other.stems.len() && self.stems.is_superset(&other.stems)
    }
}

/// Whether two names are one in two spellings.
fn is_spelling(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let (one, two) = (skeleton(a), skeleton(b));
    letters(a) && letters(b) && one.len() > 2 && one == two
}

/// A word without its endings. Rough, and the same for all.
fn stem(word: &str) -> String {
    const SHORTEST: usize = 3;
    if word.contains(|c: char| c.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() >= SHORTEST) {
        return format!("{rest}y");
    }
    let ends = ["ings", "ing", "ed", "es", "s"];
    let cut = ends.iter().find_map(|end| {
        let rest = word.strip_suffix(end)?;
        (rest.len() >= SHORTEST && !word.ends_with("ss")).then_some(rest)
    });
    let rest = cut.unwrap_or(word);
    let rest = rest.strip_suffix('e').filter(|rest| rest.len() >= SHORTEST).unwrap_or(rest);
    let mut chars = rest.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if cut.is_some() && a == b && !matches!(a, 'l' | 's') => {
            rest.strip_suffix(a).unwrap_or(rest).to_owned()
        }
        _ => rest.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_small_words_say_nothing() {
        let (a, b) = (Words::of("all of its heavy weapons"), Words::of("the heavy weapon"));
        assert_eq!(a.shared(&b), 100);
        assert_eq!(Words::of("from Kalbajar").shared(&Words::of("the Kelbajar district")), 100);
        assert_eq!(stem("stopped"), stem("stopping"));
        assert_eq!(stem("parties"), "party");
    }

    #[test]
    fn names_numbers_and_order_tell_apart() {
        let apart = |a: &str, b: &str| Words::of(a).apart(&Words::of(b));
        assert!(apart("the M4 highway", "the M5 highway"));
        assert!(apart("the first district", "the second district"));
        assert!(apart("the Agdam district", "the Lachin district"));
        assert!(!apart("the Kalbajar district", "the Kelbajar district"));
        assert!(!apart("the district", "the Lachin district"));
    }

    #[test]
    fn verbs_of_one_deed() {
        assert_eq!(action(Some("pull out")), "withdraw");
        assert_eq!(action(Some("respect")), action(None));
        assert_eq!(action(Some("patrol")), "patrol");
    }
}
