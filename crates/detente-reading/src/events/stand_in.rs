//! Whom a pronoun in the place of a participant stands for: whom the report's references say, where
//! that is sure enough; else who the clauses above are about, or of whom the report was speaking.

use super::party::{Party, Way, found, speaker};
use super::scene::Scene;
use crate::standing::done_to_others;
use detente_language::{Relation, Subtype, Upos, Xpos};

pub(super) fn pronoun(scene: &Scene, word: usize, way: Way) -> Option<Party> {
    let lower = scene.token(word).lower.as_str();
    if matches!(lower, "i" | "we" | "us" | "me" | "our" | "my") {
        let range = scene.bytes(word);
        let said = speaker(scene, range.start)?;
        return Some(Party { range, ..said });
    }
    let standing = || {
        let known = scene.view.standing_at(scene.tok(word))?;
        Some(Party { actor: known.actor.clone(), range: scene.bytes(word), by_owner: false })
    };
    referred(scene, word, way).or_else(|| own_subject(scene, word, way)).or_else(standing)
}

/// "Chad said it had halted aid", "Chad condemned the attack on its soldiers": where the references
/// leave it open, who says it or does it is meant, if number and kind allow.
pub(super) fn own_subject(scene: &Scene, word: usize, way: Way) -> Option<Party> {
    let tree = scene.tree;
    let subject_of = |verb: usize| tree.child(verb, Relation::Nsubj);
    let subject = if tree.nodes()[word].subtype == Subtype::Poss {
        // Who demands a withdrawal asks it of another; who bombs positions bombs another's.
        // "Chad said that two of its soldiers were killed": not those who are its own.
        let outside = |verb: usize| subject_of(verb).filter(|&above| !tree.within(word, above));
        tree.ancestors(word).filter(|&up| !done_to_others(scene, up)).find_map(outside)?
    } else {
        let clause = tree.head(word).filter(|_| scene.relation(word) == Relation::Nsubj)?;
        let head = tree.head(clause).filter(|_| scene.relation(clause) == Relation::Ccomp)?;
        subject_of(head)?
    };
    let plural =
        matches!(scene.xpos(subject), Xpos::Nns | Xpos::Nnps) || scene.joined(subject).len() > 1;
    let fits = match scene.token(word).lower.as_str() {
        "it" | "its" => !plural,
        "they" | "their" | "them" => plural,
        _ => false,
    };
    if subject >= word || !fits || !matches!(scene.upos(subject), Upos::Noun | Upos::Propn) {
        return None;
    }
    let found = found(scene, subject, way.beyond()?)?;
    let person = found.actor.id.as_deref().is_some_and(|id| id.starts_with("person:"));
    (!person).then(|| Party { range: scene.bytes(word), ..found })
}

/// Whom the report's references take a pronoun for.
pub(super) fn referred(scene: &Scene, word: usize, way: Way) -> Option<Party> {
    const SURE: i32 = 40;
    let view = scene.view;
    let reference = view.reference_at(scene.tok(word))?;
    let range = scene.bytes(word);
    if reference.margin < SURE {
        return None;
    }
    if let Some(actor) = reference.actor {
        let actor = actor.reference(&view.text[range.clone()]);
        return Some(Party { actor, range, by_owner: false });
    }
    // Whom the same report has described before: "the rebels … they".
    let before = view.references.iter().rev().find(|other| {
        other.entity == reference.entity
            && other.head.start < range.start
            && !other.kind.is_pronoun()
    })?;
    let tok = view.tok_at(before.head.start);
    let (number, at) = view.word_at(tok)?;
    let other = Scene::new(view, number)?;
    let found = found(&other, at, way.beyond()?)?;
    Some(Party { actor: found.actor, range, by_owner: false })
}
