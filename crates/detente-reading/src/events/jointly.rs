//! What several do together is between them.
//!
//! "Ghana and Togo agreed to open the border": who agrees agrees with somebody, and where nobody else
//! is named those who agreed did so with each other (PLOVER, AGREE and COOPERATE, "reciprocal").
//! Soldiers and ministers of one state agree as that state, and are not two.

use super::both::last_two;
use super::happening::Happening;
use super::party::Party;
use super::scene::Scene;
use detente_language::Relation;
use detente_record::EventType;

/// "It was also agreed to open the road": by the two spoken of before.
pub(super) fn agreed_by_it(scene: &Scene, one: &mut Happening) {
    let it = || {
        let mut subjects = scene
            .tree
            .children(one.word)
            .filter(|&c| matches!(scene.relation(c), Relation::Nsubj | Relation::Expl));
        subjects.any(|c| scene.token(c).lower == "it")
    };
    if one.kind != EventType::Agree
        || !one.actors.is_empty()
        || scene.lemma(one.word) != "agree"
        || !scene.tree.auxiliaries(one.word).any(|aux| aux == "be")
        || !it()
    {
        return;
    }
    let two = last_two(scene, one.word);
    if two.len() == 2 {
        one.actors.clone_from(&two);
        one.recipients = two;
        one.reciprocal = true;
        one.why.reductions.push("\"it was agreed\": by the two spoken of before");
    }
}

/// Makes an agreement of several, with no other side, one between them.
pub(super) fn between_them(scene: &Scene, one: &mut Happening) {
    let mutual = matches!(one.kind, EventType::Agree | EventType::Cooperate);
    if !mutual || one.reciprocal || !one.recipients.is_empty() || one.actors.len() < 2 {
        return;
    }
    // The deed must be one of all: "both said they were ready" is each one's own.
    if !matches!(scene.lemma(one.word).as_str(), "agree" | "cooperate" | "deal" | "agreement") {
        return;
    }
    let alike = |a: &Party, b: &Party| {
        a.actor.country.is_some()
            && a.actor.country == b.actor.country
            && (a.actor.id == b.actor.id || a.actor.sector == b.actor.sector)
    };
    let first = &one.actors[0];
    if one.actors[1..].iter().all(|other| alike(first, other)) {
        return;
    }
    one.recipients = one.actors.clone();
    one.reciprocal = true;
    one.why.reductions.push("PLOVER, AGREE: what several agree on is between them");
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn what_several_agree_on_is_between_them() {
        let mutual = |text: &str| {
            let events = read_whole(text).events;
            let event = events.iter().find(|event| event.kind.as_str() == "AGREE");
            event.map(|event| event.reciprocal)
        };
        assert_eq!(mutual("Ghana and Togo agreed to open the border."), Some(true));
        assert_eq!(mutual("Ghana agreed to open the border."), Some(false));
        let it = "Ghana and Togo held talks on Monday. It was agreed to open the border.";
        assert_eq!(mutual(it), Some(true));
        // Named to another, it is no matter between the two.
        assert_eq!(mutual("Ghana and Togo agreed to send food to Mali."), Some(false));
    }
}
