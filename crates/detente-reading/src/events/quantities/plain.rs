//! Figures that tell no harm: what was taken, sent, given, and for how long and how far.
//!
//! "Seized four villages", "deployed 2,000 troops", "pledged $40 million", "a ten-day truce", "pulled
//! back 15 km", "detained 30 protesters": the figure stands in a place of the happening's word, or of
//! what that word acts on. "The two countries" and "one condition" count nothing worth a row.

use super::Amount;
use crate::events::happening::Happening;
use crate::events::scene::Scene;
use crate::figures::Count;
use detente_language::{Relation, Subtype, TokenKind, Upos};
use detente_record::{EventType, FigureRole};

/// Gives a figure to the happening in whose places it stands.
pub(super) fn give(scene: &Scene, count: &Count, all: &mut [Happening]) {
    if count.part || is_idle(scene, count) {
        return;
    }
    let Some(word) = governor(scene, count, all) else { return };
    for one in all.iter_mut().filter(|one| one.word == word) {
        let mode = one.mode.as_deref();
        let people = count.noun.is_some_and(|noun| scene.sector(noun).is_some());
        let captured = one.kind == EventType::Assault && mode == Some("abduct") && people;
        let role = if captured { FigureRole::Captured } else { count.role };
        one.figures.push(Amount { role, count: count.clone() });
    }
}

/// A number that is only a word for "both" or "a", or for those named before.
fn is_idle(scene: &Scene, count: &Count) -> bool {
    if !count.counts() {
        return false;
    }
    let Some(noun) = count.noun else { return true };
    let small = count.words.len() == 1
        && scene.token(count.words.start).kind == TokenKind::Word
        && scene.token(count.words.start).is(&["one", "two"])
        && count.role == FigureRole::Other;
    let known = scene.tree.children(noun).any(|c| {
        matches!(scene.token(c).lower.as_str(), "the" | "these" | "those" | "all" | "both")
            && scene.relation(c) == Relation::Det
            || scene.tree.nodes()[c].subtype == Subtype::Poss
                && scene.upos(c) == Upos::Pron
                && c < count.words.start
    });
    small || known && count.role == FigureRole::Other
}

/// The word of the happening that a figure stands under, through nouns only.
fn governor(scene: &Scene, count: &Count, all: &[Happening]) -> Option<usize> {
    const FARTHEST: usize = 4;
    let is_word = |at: usize| all.iter().any(|one| one.word == at);
    let carried = |at: usize| {
        let mut carried = all.iter().filter(|one| scene.carrier(one.word) == Some(at));
        carried.next().map(|one| one.word)
    };
    let mut at = count.node;
    for _ in 0..FARTHEST {
        if is_word(at) {
            return Some(at);
        }
        let nominal = matches!(
            scene.relation(at),
            Relation::Nmod
                | Relation::Conj
                | Relation::Appos
                | Relation::Compound
                | Relation::Nummod
                | Relation::Obj
                | Relation::Iobj
                | Relation::Obl
                | Relation::Nsubj
                | Relation::Amod
                | Relation::Advmod
        );
        let head = scene.tree.head(at).filter(|_| nominal)?;
        if let Some(word) = is_word(head).then_some(head).or_else(|| carried(head)) {
            return Some(word);
        }
        // "$40 million in aid": what the figure is given in.
        let given = || {
            let mut behind = scene.tree.children_by(head, Relation::Nmod);
            behind.find(|&c| is_word(c) && matches!(scene.tree.case(c), Some("in" | "of" | "for")))
        };
        if scene.upos(head) == Upos::Verb {
            return None;
        }
        if let Some(word) = given() {
            return Some(word);
        }
        at = head;
    }
    None
}
