//! Phrases that the tree has broken up, joined again where the words leave no doubt.
//!
//! Names that no corpus has seen are where trees go wrong: "the Vale 's | first minister Ada" comes
//! out as two subjects. Side by side under one verb, they are one phrase; behind a possessive always.
//! Two subjects with a comma or "and" between them are joined ones.

use super::super::words::Words;
use super::{Found, MOST};
use detente_language::{Relation, Upos};

/// The phrases, in order, with what belongs together joined.
pub(super) fn mended(words: &Words, found: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = vec![];
    for one in found {
        let bond = out.last().map_or(Bond::None, |last| bond(words, last, &one));
        match (bond, out.last_mut()) {
            (Bond::One, Some(last)) => {
                last.members = each(&last.members, &one.members);
                last.head = one.head;
            }
            (Bond::Joined, Some(last)) => last.members.extend(one.members),
            _ => out.push(one),
        }
    }
    for at in 0..out.len() {
        let next = out.get(at + 1).and_then(Found::range).map_or(words.tree.len(), |r| r.start);
        go_on(words, &mut out[at], next);
    }
    out
}

enum Bond {
    None,
    /// One phrase.
    One,
    /// Members of a compound.
    Joined,
}

fn bond(words: &Words, last: &Found, next: &Found) -> Bond {
    let tree = words.tree;
    let (Some(before), Some(after)) = (last.range(), next.range()) else { return Bond::None };
    if after.start < before.end {
        return Bond::None;
    }
    let gap: Vec<usize> = (before.end..after.start).collect();
    let adjective = |&tok: &usize| {
        matches!(
            tree.nodes()[tok].upos,
            Upos::Adj | Upos::Adv | Upos::Cconj | Upos::Num | Upos::Punct
        )
    };
    if let Some((&first, rest)) = gap.split_first()
        && words.is_possessive(first)
        && rest.iter().all(adjective)
    {
        return Bond::One;
    }
    let (one, other) = (&tree.nodes()[last.head], &tree.nodes()[next.head]);
    let alike = one.head == other.head && one.relation == other.relation;
    let name = tree.nodes()[before.end - 1].upos == Upos::Propn;
    // "Vale crowds", with the Vale taken for a time.
    let bare = tree.child(last.head, Relation::Case).is_none() && one.relation == Relation::Obl;
    if gap.is_empty() && (alike || name && bare && one.head == other.head) {
        return Bond::One;
    }
    let joins = |&tok: &usize| words.is_comma(tok) || tree.is(tok, Relation::Cc);
    let subject = one.relation == Relation::Nsubj;
    if alike && subject && !gap.is_empty() && gap.iter().all(joins) {
        return Bond::Joined;
    }
    Bond::None
}

/// Each with each, so many as are kept.
fn each(ones: &[Vec<usize>], others: &[Vec<usize>]) -> Vec<Vec<usize>> {
    ones.iter()
        .flat_map(|one| others.iter().map(move |other| [one.as_slice(), other].concat()))
        .take(MOST)
        .collect()
}

/// A name goes on with the proper nouns right behind it that hang on the phrase.
fn go_on(words: &Words, phrase: &mut Found, next: usize) {
    let tree = words.tree;
    let Some(range) = phrase.range() else { return };
    for tok in range.end..next {
        let node = &tree.nodes()[tok];
        let hangs = node.head.is_some_and(|head| range.contains(&head));
        let name = tree.nodes()[tok - 1].upos == Upos::Propn && node.upos == Upos::Propn;
        let adjective =
            node.relation == Relation::Amod && tree.nodes()[tok - 1].upos == Upos::Propn;
        if !hangs || !(name || adjective) {
            return;
        }
        let last = phrase.members.iter_mut().find(|member| member.contains(&(tok - 1)));
        let Some(member) = last else { return };
        member.push(tok);
    }
}
