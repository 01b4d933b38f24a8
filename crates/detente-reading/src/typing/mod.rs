//! The type of what one actor does to another, where it is known that something is done: learned,
//! for pairs on which the event frames are silent or disagree.
//!
//! A frame knows its trigger and what must stand beside it; it states nothing where a word is not in
//! its list. Here the words between two actors in the tree, those that hang on them and the rest of
//! the sentence each speak for and against every type with so many points, and the type for which
//! most speaks is given with its lead over the next. Whether anything was done at all is one of the
//! answers, `None`. It is a multinomial logistic regression in whole numbers: `training/event_types.py`
//! makes `weights.tsv`, `training/README.md` says on what and how good it is.
//!
//! CONCEDE stands for RETREAT too: the pairs that it learned from do not tell them apart.

mod features;
mod weights;

pub use features::{Vote, features};
pub use weights::best;

#[cfg(test)]
mod tests {
    use super::*;
    use detente_language::Tree;
    use detente_record::EventType;

    fn tree(rows: &str) -> Tree {
        Tree::parse(rows).unwrap_or_default()
    }

    const CONDEMNED: &str = "1 Zambia Zambia PROPN NNP 2 nsubj
2 condemned condemn VERB VBD 0 root
3 Angola Angola PROPN NNP 2 obj
4 sharply sharply ADV RB 2 advmod
5 . . PUNCT . 2 punct";

    #[test]
    fn words_of_the_path_and_beside_it_are_features() {
        let tree = tree(CONDEMNED);
        let found = features(&tree, Some(0), Some(2), &[]);
        for wanted in ["l=condemn", "p=condemn", "sr=nsubj", "tr=obj", "k=advmod:sharply"] {
            assert!(found.iter().any(|one| one == wanted), "{wanted}: {found:?}");
        }
    }

    #[test]
    fn who_condemns_accuses() {
        let tree = tree(CONDEMNED);
        let (kind, lead) = best(&features(&tree, Some(0), Some(2), &[]));
        assert_eq!(kind, Some(EventType::Accuse));
        assert!(lead > 0);
    }

    #[test]
    fn nothing_is_said_of_an_empty_tree() {
        assert!(features(&Tree::default(), Some(0), Some(2), &[]).is_empty());
        assert!(features(&tree(CONDEMNED), Some(70), None, &[]).is_empty());
        assert!(features(&tree(CONDEMNED), None, None, &[]).is_empty());
        assert_eq!(best(&[]), (None, 0));
    }
}
