//! A place that has no name: "in a refugee camp", "at a checkpoint".
//!
//! What it is, the tree says: a noun that heads a place ([`noun`]), behind a preposition of place
//! or by itself where the verb takes a place ("stormed the embassy"), that hangs on the happening.

use super::candidate::LOCATIVE;
use super::features::Happening;
use super::noun::{self, Class};
use super::path;
use detente_language::{Relation, Upos};
use std::ops::Range;

/// The place without a name that hangs on the happening, as the number of its noun.
pub(super) fn find(happening: &Happening<'_, '_>) -> Option<usize> {
    let (tree, word) = (&happening.sentence.tree, happening.word);
    let place = |&at: &usize| {
        let node = &tree.nodes()[at];
        let hangs = match node.relation {
            Relation::Obl | Relation::Nmod => {
                tree.case(at).is_some_and(|case| LOCATIVE.contains(&case) && case != "of")
            }
            _ => false,
        };
        let class = noun::class(&node.lemma);
        hangs && node.upos == Upos::Noun && class.is_place() && class != Class::Direction
    };
    // What a verb shares with those it is joined with stands on the first of them.
    let own = tree.children(word).find(place);
    own.or_else(|| {
        let node = &tree.nodes()[word];
        let head = node.head.filter(|_| node.relation == Relation::Conj)?;
        tree.children(head).filter(|&at| at > word).find(place)
    })
}

/// The words of a noun phrase up to its head or what follows it to `end`: "a refugee camp in
/// Nablus".
pub(super) fn phrase(happening: &Happening<'_, '_>, head: usize, end: usize) -> Range<usize> {
    let tree = &happening.sentence.tree;
    let before = tree.children(head).filter(|&child| {
        let relation = tree.nodes()[child].relation;
        child < head
            && matches!(
                relation,
                Relation::Det
                    | Relation::Amod
                    | Relation::Compound
                    | Relation::Nummod
                    | Relation::Nmod
            )
    });
    let start = before.map(|child| tree.span(child).start).min().unwrap_or(head).min(head);
    start..end.max(head + 1)
}

/// The noun of place, without a name, that a name stands under and that hangs nearest to the
/// clause: of "in a refugee camp in Nablus" the camp. Where both were hung on the happening, that
/// they stand side by side says the same.
pub(super) fn around(happening: &Happening<'_, '_>, name: usize) -> Option<usize> {
    let tree = &happening.sentence.tree;
    let (clause, anchor) = path::clause(tree, name, happening.word);
    let start = tree.span(anchor).start;
    if let Some(noun) = find(happening).filter(|&noun| anchor == name && noun + 1 == start) {
        return Some(noun);
    }
    let above = tree.ancestors(name).take_while(|&at| at != clause);
    above
        .take_while(|&at| {
            let node = &tree.nodes()[at];
            node.upos == Upos::Noun && noun::class(&node.lemma).is_place()
        })
        .last()
}
