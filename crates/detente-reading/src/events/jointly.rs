//! By whom it was agreed where the words name nobody.
//!
//! "It was also agreed to open the road" follows on a meeting: those who agreed are the two spoken of
//! last, where just two were.

use super::both::last_two;
use super::happening::Happening;
use super::scene::Scene;
use detente_language::Relation;
use detente_record::EventType;

/// Gives what "it was agreed" the two spoken of before.
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

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn it_was_agreed_by_the_two_spoken_of() {
        let mutual = |text: &str| {
            let events = read_whole(text).events;
            events.iter().any(|event| event.kind.as_str() == "AGREE" && event.reciprocal)
        };
        assert!(mutual("Ghana and Togo held talks on Monday. It was agreed to open the border."));
        // One alone agrees with nobody.
        assert!(!mutual("Ghana closed a road on Monday. It was agreed to open the border."));
    }
}
