//! Words for a happening that only say which one, or who somebody is: no row is theirs.
//!
//! "Under the agreement between Chad and Sudan" points at one that is known, and "the army, backed by
//! the air force of its neighbour, advanced" says whose army it is. What was agreed or given was told
//! when it happened; a row each time it is mentioned would count it anew.

use super::fit::Fit;
use super::scene::Scene;
use detente_language::{Relation, Subtype, Xpos};
use detente_record::EventType;
use detente_world::TriggerClass;

/// Whether a word names its happening in passing only.
pub(super) fn is(scene: &Scene, fit: &Fit) -> bool {
    points_back(scene, fit)
        || describes(scene, fit)
        || is_a_view(scene, fit)
        || is_spoken_of(scene, fit)
}

/// "Under the agreement between": one that is known and only pointed at is not made here.
fn points_back(scene: &Scene, fit: &Fit) -> bool {
    fit.frame.kind == EventType::Agree
        && fit.trigger.class == TriggerClass::Noun
        && (matches!(scene.relation(fit.word), Relation::Nmod | Relation::Obl)
            || scene.relation(fit.word) == Relation::Nsubj && is_condition(scene, fit.word))
        && scene.tree.children_by(fit.word, Relation::Det).any(|det| {
            matches!(scene.token(det).lower.as_str(), "the" | "this" | "that" | "these" | "those")
        })
}

/// "The Benin-Niger rapprochement could help them": what goes on for long is pointed at, and nothing
/// done.
fn is_spoken_of(scene: &Scene, fit: &Fit) -> bool {
    fit.frame.kind == EventType::Support
        && fit.trigger.class == TriggerClass::Noun
        && matches!(scene.lemma(fit.word).as_str(), "rapprochement" | "friendship" | "alliance")
        && matches!(scene.relation(fit.word), Relation::Nsubj | Relation::Nmod | Relation::Obl)
        && scene.carrier(fit.word).is_none()
        && scene.after(fit.word, "between").is_empty()
        && scene
            .tree
            .children_by(fit.word, Relation::Det)
            .any(|det| matches!(scene.token(det).lower.as_str(), "the" | "this" | "that"))
}

/// "If the agreement holds": what is to come of it is open, and it is known.
fn is_condition(scene: &Scene, subject: usize) -> bool {
    scene.tree.head(subject).is_some_and(|verb| {
        let mut marks = scene.tree.children_by(verb, Relation::Mark);
        marks.any(|mark| matches!(scene.tree.lemma(mark), "if" | "unless"))
    })
}

/// "The rebels backed by Rwanda", "forces supported from the air by Chad": a bare participle of help
/// behind a noun.
fn describes(scene: &Scene, fit: &Fit) -> bool {
    fit.frame.kind == EventType::Support
        && matches!(scene.lemma(fit.word).as_str(), "back" | "support" | "sponsor" | "endorse")
        && scene.relation(fit.word) == Relation::Acl
        && scene.tree.nodes()[fit.word].subtype != Subtype::Relcl
        && scene.xpos(fit.word) == Xpos::Vbn
}

/// "There is full understanding between the two armies": a state of minds, and nothing agreed.
fn is_a_view(scene: &Scene, fit: &Fit) -> bool {
    fit.frame.kind == EventType::Agree
        && scene.lemma(fit.word) == "understanding"
        && scene.carrier(fit.word).is_none()
        && !scene
            .tree
            .children_by(fit.word, Relation::Det)
            .any(|det| matches!(scene.token(det).lower.as_str(), "an" | "the"))
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn kinds(text: &str) -> Vec<&'static str> {
        read_whole(text).events.iter().map(|event| event.kind.as_str()).collect()
    }

    #[test]
    fn what_only_says_who_or_which_is_no_row() {
        let backed = "The Congolese army, backed by Angolan jets, shelled Goma on Monday.";
        assert_eq!(kinds(backed), ["ASSAULT"]);
        assert_eq!(kinds("Angola backed the Congolese government on Monday."), ["SUPPORT"]);
        let view = "There is full understanding between Niger and Benin, the minister said.";
        assert_eq!(kinds(view), [""; 0]);
        let known = "The Niger-Benin rapprochement could serve both peoples.";
        assert_eq!(kinds(known), [""; 0]);
        let condition = "If the agreement between Niger and Benin fails, prices will rise.";
        assert_eq!(kinds(condition), [""; 0]);
    }
}
