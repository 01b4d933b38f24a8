//! Names of one report made to agree.
//!
//! A window sees a hundred words, a report names its people twenty times. Titles are taken off
//! names of persons ("Foreign Minister Ada Bello" is Ada Bello), and a name that is read as one
//! kind here and another there is what most of its mentions are; a surname counts with the full
//! names that end in it.

use crate::tree::NameKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// Ranks and offices wherever they stand before a name, in lower case.
const TITLES: [&str; 42] = [
    "minister",
    "premier",
    "president",
    "secretary",
    "chancellor",
    "chairman",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "ambassador",
    "envoy",
    "governor",
    "senator",
    "mayor",
    "colonel",
    "general",
    "marshal",
    "lieutenant",
    "commander",
    "brigadier",
    "sergeant",
    "admiral",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof.",
    "gen.",
    "col.",
    "lt.",
    "maj.",
    "brig.",
    "capt.",
    "sen.",
    "gov.",
    "sgt.",
    "adm.",
    "rep.",
];
/// Titles that are surnames too: only where they come first.
const FIRST: [&str; 9] =
    ["sheikh", "king", "queen", "prince", "princess", "pope", "major", "captain", "judge"];

/// The names of a report, given as ranges of its words, with titles off and kinds agreed.
pub(crate) fn agree(names: &mut [(Range<usize>, NameKind)], words: &[&str]) {
    for (range, kind) in names.iter_mut() {
        if *kind == NameKind::Person {
            range.start += titles(&words[range.clone()]);
        }
    }
    let text = |range: &Range<usize>| words[range.clone()].join(" ");
    let mut votes: BTreeMap<String, BTreeMap<NameKind, usize>> = BTreeMap::new();
    for (range, kind) in names.iter() {
        *votes.entry(text(range)).or_default().entry(*kind).or_default() += 1;
        if *kind == NameKind::Person && range.len() > 1 {
            let surname = words[range.end - 1].to_owned();
            *votes.entry(surname).or_default().entry(*kind).or_default() += 1;
        }
    }
    for (range, kind) in names.iter_mut() {
        let Some(kinds) = votes.get(&text(range)) else { continue };
        let all: usize = kinds.values().sum();
        if let Some((&most, _)) = kinds.iter().find(|&(_, &count)| 2 * count > all) {
            *kind = most;
        }
    }
}

/// How many words in front of a person's name are titles and what goes with them.
fn titles(words: &[&str]) -> usize {
    let lower = |word: &&str| word.to_lowercase();
    let before = &words[..words.len() - 1];
    let last = before.iter().rposition(|word| TITLES.contains(&lower(word).as_str()));
    let first = usize::from(before.first().is_some_and(|w| FIRST.contains(&lower(w).as_str())));
    last.map_or(first, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(words: &str, names: &[(Range<usize>, NameKind)]) -> Vec<(String, NameKind)> {
        let words: Vec<&str> = words.split(' ').collect();
        let mut names = names.to_vec();
        agree(&mut names, &words);
        names.into_iter().map(|(range, kind)| (words[range].join(" "), kind)).collect()
    }

    #[test]
    fn a_surname_is_what_its_full_name_is() {
        use NameKind::{Organisation, Person, Place};
        let words = "Ada Bello left Goma . Bello said Bello stays .";
        let names = [(0..2, Person), (3..4, Place), (5..6, Place), (7..8, Person)];
        assert_eq!(agreed(words, &names)[2], ("Bello".into(), Person));
        // One against one decides nothing.
        let names = [(3..4, Place), (5..6, Organisation)];
        assert_eq!(agreed(words, &names)[1], ("Bello".into(), Organisation));
    }

    #[test]
    fn titles_come_off() {
        use NameKind::Person;
        for (words, expected) in [
            ("Russian Foreign Minister Ada Bello", "Ada Bello"),
            ("Mr. Bello", "Bello"),
            ("Sheikh Ada Bello", "Ada Bello"),
            ("Ada King Bello", "Ada King Bello"),
            ("President", "President"),
        ] {
            let count = words.split(' ').count();
            assert_eq!(agreed(words, &[(0..count, Person)])[0].0, expected);
        }
    }
}
