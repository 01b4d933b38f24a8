//! Answers as a few words of a closed list, so that a feature is a number and can be read.

use detente_language::{Relation, Subtype, Tree};

/// How many numbers are told apart: the last stands for itself and all beyond.
const NUMBERS: usize = 16;

/// The words that answers are made of: numbers first, then steps of the tree down and up, then
/// prepositions, then others.
const WORDS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15", //
    // Steps down, by the relation.
    "subject",
    "passive",
    "object",
    "oblique",
    "agent",
    "nominal",
    "possessive",
    "compound",
    "name",
    "apposition",
    "conjunct",
    "clause",
    "relative",
    "adverbial",
    "complement",
    "open",
    "parataxis",
    "adverb",
    "step", //
    // The same steps up.
    "^subject",
    "^passive",
    "^object",
    "^oblique",
    "^agent",
    "^nominal",
    "^possessive",
    "^compound",
    "^name",
    "^apposition",
    "^conjunct",
    "^clause",
    "^relative",
    "^adverbial",
    "^complement",
    "^open",
    "^parataxis",
    "^adverb",
    "^step", //
    // Prepositions.
    "in",
    "at",
    "on",
    "near",
    "from",
    "to",
    "of",
    "into",
    "toward",
    "through",
    "around",
    "outside",
    "inside",
    "between",
    "across",
    "along",
    "by",
    "with",
    "against",
    "for",
    "over",
    "off",
    "within",
    "under",
    "after",
    "before",
    "about",
    "throughout",
    "via",
    "onto",
    "behind",
    "beyond",
    "without",
    "as",
    "than",
    "since",
    "during",
    "'s",
    "preposition",
    "bare", //
    // Kinds of names.
    "state",
    "by-hand",
    "place",
    "location",
    "facility",
    "named",
    "untagged", //
    // Classes of nouns.
    "area",
    "town",
    "spot",
    "direction",
    "event",
    "people",
    "body",
    "noun", //
    // What is left.
    "none",
    "before-it",
    "after-it",
    "itself",
    "same",
    "above",
    "below",
    "aside",
    "far",
    "country",
    "admin1",
    "admin2",
    "settlement",
    "unknown",
    "verb",
    "finite",
    "participle",
    "gerund",
    "infinitive",
    "said",
    "saying",
    "content",
    "other",
    "comma",
    "no",
    "yes",
    "first",
    "last",
    "only",
    "word",
];

const DOWN: usize = NUMBERS;
const STEPS: usize = 19;

/// One word of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(u8);

impl Word {
    /// A number, cut off at the largest.
    pub(super) fn number(n: usize) -> Self {
        Self(n.min(NUMBERS - 1) as u8)
    }

    /// A word of the list; `other` for what isn't.
    pub(super) fn of(word: &str) -> Self {
        let found = WORDS[NUMBERS..].iter().position(|one| *one == word);
        debug_assert!(found.is_some(), "{word}");
        Self((found.map_or(0, |at| at + NUMBERS)) as u8)
    }

    /// A yes or a no.
    pub(super) fn is(yes: bool) -> Self {
        Self::of(if yes { "yes" } else { "no" })
    }

    /// The preposition of a noun.
    pub(super) fn preposition(lemma: Option<&str>) -> Self {
        let from = DOWN + 2 * STEPS;
        match lemma {
            None => Self::of("bare"),
            Some("towards") => Self::of("toward"),
            Some("upon") => Self::of("on"),
            Some(lemma) => {
                let known = WORDS[from..].iter().take_while(|word| **word != "preposition");
                let found = known.enumerate().find(|(_, word)| **word == lemma);
                found.map_or_else(|| Self::of("preposition"), |(at, _)| Self((from + at) as u8))
            }
        }
    }

    /// The step between a word and its head.
    pub(super) fn step(tree: &Tree, word: usize, up: bool) -> Self {
        let node = &tree.nodes()[word];
        let at = match (node.relation, node.subtype) {
            (Relation::Nsubj | Relation::Csubj, Subtype::Pass) => 1,
            (Relation::Nsubj | Relation::Csubj | Relation::Expl, _) => 0,
            (Relation::Obj | Relation::Iobj, _) => 2,
            (Relation::Obl, Subtype::Agent) => 4,
            (Relation::Obl, _) => 3,
            (Relation::Nmod, Subtype::Poss) => 6,
            (Relation::Nmod, _) => 5,
            (Relation::Compound | Relation::Amod | Relation::Nummod | Relation::Det, _) => 7,
            (Relation::Flat | Relation::Fixed | Relation::Goeswith, _) => 8,
            (Relation::Appos, _) => 9,
            (Relation::Conj, _) => 10,
            (Relation::Acl, Subtype::Relcl) => 12,
            (Relation::Acl, _) => 11,
            (Relation::Advcl, _) => 13,
            (Relation::Ccomp, _) => 14,
            (Relation::Xcomp, _) => 15,
            (Relation::Parataxis | Relation::List | Relation::Discourse, _) => 16,
            (Relation::Advmod, _) => 17,
            _ => 18,
        };
        Self((DOWN + at + if up { STEPS } else { 0 }) as u8)
    }

    fn text(self) -> &'static str {
        WORDS.get(usize::from(self.0)).copied().unwrap_or("?")
    }
}

/// How many words an answer has at most.
pub(super) const LONGEST: usize = 7;

/// Some words, packed: a byte each, and none is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Answer(u64);

impl Answer {
    /// The answer of these words; those beyond the longest are cut off.
    pub(super) fn new(words: &[Word]) -> Self {
        let pack = |all: u64, word: &Word| all << 8 | (u64::from(word.0) + 1);
        Self(words.iter().take(LONGEST).fold(0, pack))
    }

    /// The answer written so.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let word = |one: &str| Some(Word(WORDS.iter().position(|known| *known == one)? as u8));
        let words: Option<Vec<Word>> = text.split(' ').map(word).collect();
        Some(Self::new(&words?))
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.0.to_be_bytes();
        let words = bytes.iter().filter_map(|byte| byte.checked_sub(1));
        for (at, word) in words.enumerate() {
            let gap = if at > 0 { " " } else { "" };
            write!(f, "{gap}{}", Word(word).text())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_back_as_itself() {
        for text in ["0", "15", "^relative oblique nominal", "in yes", "bare"] {
            assert_eq!(Answer::parse(text).map(|answer| answer.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Answer::parse("no such"), None);
    }

    #[test]
    fn no_word_stands_twice_and_all_fit_a_byte() {
        let words: std::collections::BTreeSet<&str> = WORDS.iter().copied().collect();
        assert_eq!(words.len(), WORDS.len());
        assert!(WORDS.len() < 255);
        assert_eq!(WORDS[DOWN + STEPS], "^subject");
    }
}
