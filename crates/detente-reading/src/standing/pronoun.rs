//! A pronoun goes on with the subject: of a clause above it, else of the sentence before.

use super::Centre;
use crate::events::scene::Scene;
use detente_language::{Relation, Subtype, Upos, Xpos};
use detente_record::EventType;
use detente_world::TriggerClass;

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    /// "It": one body or state.
    Body,
    /// "They": several, or those of one group.
    Many,
    /// "He", "she": one person.
    Person,
}

fn fits(scene: &Scene, word: usize) -> Option<Fits> {
    Some(match scene.token(word).lower.as_str() {
        "it" | "its" | "itself" => Fits::Body,
        "they" | "their" | "them" | "themselves" => Fits::Many,
        "he" | "she" | "his" | "her" | "him" => Fits::Person,
        _ => return None,
    })
}

/// Whether a pronoun stands for several.
pub(super) fn is_plural(scene: &Scene, word: usize) -> bool {
    fits(scene, word) == Some(Fits::Many)
}

/// Whom a pronoun stands for among those spoken of before.
pub(super) fn resolve<'c>(scene: &Scene, word: usize, before: &'c [Centre]) -> Option<&'c Centre> {
    let fits = fits(scene, word)?;
    if is_empty(scene, word) {
        return None;
    }
    let tree = scene.tree;
    let centre = |sentence: usize, word: usize| {
        before.iter().rev().find(|one| one.sentence == sentence && one.word == word)
    };
    // The subjects of the clauses above, the nearest first; not that of its own verb.
    let own = (scene.relation(word) == Relation::Nsubj).then(|| tree.head(word)).flatten();
    let whose = tree.nodes()[word].subtype == Subtype::Poss;
    for above in tree.ancestors(word).filter(|above| Some(*above) != own) {
        // Who demands a withdrawal asks it of another; who bombs positions bombs another's.
        if whose && done_to_others(scene, above) {
            continue;
        }
        let Some(subject) = tree.child(above, Relation::Nsubj) else { continue };
        if subject >= word || tree.within(word, subject) {
            continue;
        }
        match centre(scene.number, subject) {
            Some(found) if suits(found, fits) => return Some(found),
            Some(_) => {}
            None if could_be(scene, subject, fits) => return None,
            None => {}
        }
    }
    // The subject of the sentence before.
    let number = scene.number.checked_sub(1)?;
    let last = Scene::new(scene.view, number)?;
    let root = (0..last.tree.len()).find(|&at| last.relation(at) == Relation::Root)?;
    let mut subjects: Vec<usize> = last.tree.child(root, Relation::Nsubj).into_iter().collect();
    // "The plan was a trap, the ministry said": who says it is spoken of as well.
    for beside in last.tree.children_by(root, Relation::Parataxis) {
        subjects.extend(last.tree.child(beside, Relation::Nsubj));
    }
    for subject in subjects {
        match centre(number, subject) {
            Some(found) if suits(found, fits) => return Some(found),
            Some(_) => {}
            None if could_be(&last, subject, fits) => return None,
            None => {}
        }
    }
    None
}

/// Whether a verb tells of what is done to others alone.
pub(crate) fn done_to_others(scene: &Scene, verb: usize) -> bool {
    let frames = scene.view.world.frames();
    let lemma = scene.lemma(verb);
    scene.upos(verb) == Upos::Verb
        && frames
            .named(TriggerClass::Verb, &lemma)
            .any(|(frame, _)| matches!(frame.kind, EventType::Request | EventType::Assault))
}

/// Whether somebody is of the number and kind that a pronoun asks for.
fn suits(centre: &Centre, fits: Fits) -> bool {
    let group = centre.actor.id.as_deref().is_some_and(|id| id.starts_with("group:"));
    match fits {
        Fits::Body => !centre.person && !centre.plural,
        Fits::Many => centre.plural || group,
        Fits::Person => centre.person && !centre.plural,
    }
}

/// Whether a pronoun may stand for a noun that is nobody.
fn could_be(scene: &Scene, noun: usize, fits: Fits) -> bool {
    if !matches!(scene.upos(noun), Upos::Noun | Upos::Propn) {
        return false;
    }
    let plural = matches!(scene.xpos(noun), Xpos::Nns | Xpos::Nnps) || scene.joined(noun).len() > 1;
    match fits {
        Fits::Body => !plural,
        Fits::Many => plural,
        Fits::Person => !plural && scene.sector(noun).is_some(),
    }
}

/// "It is clear that", "it rained": nobody is meant.
fn is_empty(scene: &Scene, word: usize) -> bool {
    let node = &scene.tree.nodes()[word];
    if node.relation == Relation::Expl {
        return true;
    }
    let Some(head) = scene.tree.head(word) else { return false };
    scene.token(word).lower == "it"
        && node.subtype != Subtype::Poss
        && (matches!(scene.upos(head), Upos::Adj | Upos::Noun)
            || scene.tree.nodes()[word].subtype == Subtype::Pass
                && scene
                    .tree
                    .children(head)
                    .any(|c| matches!(scene.relation(c), Relation::Ccomp | Relation::Csubj)))
        && scene.tree.children(head).any(|c| {
            matches!(
                scene.relation(c),
                Relation::Cop | Relation::Ccomp | Relation::Csubj | Relation::Advcl
            )
        })
}
