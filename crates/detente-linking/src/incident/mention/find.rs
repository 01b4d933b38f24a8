//! Which words of a sentence name a happening.
//!
//! Verbs do, but for those that only join a clause to another or say that something is so; nouns do
//! where they come of a verb by their ending, or stand in `nouns.txt`, a list of English nouns for
//! what happens. What comes of neither is not found: "the season", "the record".

use detente_language::{Relation, Tree, Upos};
use std::collections::HashSet;
use std::sync::LazyLock;

static NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("nouns.txt").split_whitespace().collect());

/// Verbs that name no happening of their own.
const STATES: &[&str] = &[
    "accord", "base", "be", "become", "belong", "concern", "consist", "contain", "follow", "have",
    "include", "involve", "let", "need", "regard", "seem", "tend", "use", "want",
];

/// Nouns whose ending only looks like that of what happens.
const THINGS: &[&str] = &[
    "administration",
    "anything",
    "apartment",
    "association",
    "auction-house",
    "billion",
    "building",
    "ceiling",
    "clothing",
    "commission",
    "compartment",
    "condition",
    "constitution",
    "corporation",
    "department",
    "dimension",
    "document",
    "element",
    "equipment",
    "evening",
    "everything",
    "fashion",
    "federation",
    "foundation",
    "fraction",
    "garment",
    "generation",
    "government",
    "institution",
    "instrument",
    "legislation",
    "location",
    "mansion",
    "million",
    "morning",
    "moment",
    "nation",
    "nothing",
    "opinion",
    "option",
    "organisation",
    "organization",
    "parliament",
    "pension",
    "percussion",
    "population",
    "portion",
    "position",
    "profession",
    "proportion",
    "question",
    "region",
    "religion",
    "section",
    "segment",
    "situation",
    "something",
    "spokesperson",
    "spring",
    "station",
    "string",
    "television",
    "thing",
    "tradition",
    "trillion",
    "version",
    "vision",
    "wing",
    "king",
    "ring",
    "being",
    "sibling",
    "earring",
    "pudding",
    "parking",
    "basement",
    "pavement",
    "cement",
    "comment",
    "sediment",
    "tournament",
    "monument",
    "supplement",
    "environment",
    "ammunition",
    "union",
    "fiction",
    "reputation",
    "edition",
    "session",
    "passion",
    "motion",
    "mission",
    "action",
    "attention",
    "information",
    "intention",
    "ambition",
    "relation",
    "function",
    "background",
    "housing",
    "lightning",
    "meaning",
    "feeling",
    "stocking",
    "wiring",
];

/// The words of a sentence that name a happening, in order.
///
/// ```
/// use detente_language::Tree;
/// use detente_linking::incident::mention;
/// let tree = Tree::parse(
///     "1 The the DET DT 2 det\n\
///      2 explosion explosion NOUN NN 3 nsubj\n\
///      3 killed kill VERB VBD 0 root\n\
///      4 three three NUM CD 5 nummod\n\
///      5 miners miner NOUN NNS 3 obj",
/// ).unwrap();
/// assert_eq!(mention::find(&tree), [1, 2]);
/// ```
pub fn find(tree: &Tree) -> Vec<usize> {
    (0..tree.len()).filter(|&word| names_a_happening(tree, word)).collect()
}

fn names_a_happening(tree: &Tree, word: usize) -> bool {
    let node = &tree.nodes()[word];
    let lemma = node.lemma.as_ref();
    match node.upos {
        Upos::Verb => {
            !STATES.contains(&lemma)
                && !matches!(node.relation, Relation::Case | Relation::Aux | Relation::Cop)
        }
        Upos::Adj => lemma == "dead" && node.relation != Relation::Amod,
        Upos::Noun if node.relation != Relation::Compound || NOUNS.contains(lemma) => {
            let ending = ["tion", "sion", "ment", "ing"].iter().any(|end| lemma.ends_with(end));
            NOUNS.contains(lemma) || ending && lemma.len() > 6 && !THINGS.contains(&lemma)
        }
        _ => false,
    }
}
