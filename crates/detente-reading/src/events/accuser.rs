//! Who is hit where the accused is said to have hit "its" soldiers: "Mali accused Niger of attacking
//! its embassy" tells of Mali's, for nobody is accused of attacking what is his own.

use super::happening::Happening;
use super::party;
use super::scene::Scene;
use detente_record::EventType::{Assault, Coerce};

/// Gives force that the accused would have used against themselves to those who accuse them.
pub(super) fn is_hit(scene: &Scene, one: &mut Happening) {
    if !matches!(one.kind, Assault | Coerce) || one.recipients.is_empty() {
        return;
    }
    let Some(accuses) = scene.tree.head(one.word).filter(|&head| accuses(scene, head, one.word))
    else {
        return;
    };
    let own = |party: &party::Party| {
        one.actors.iter().any(|actor| {
            actor.actor.id.is_some() && actor.actor.id == party.actor.id
                || actor.actor.country.is_some() && actor.actor.country == party.actor.country
        })
    };
    let object = scene.done_to(one.word);
    let pronoun = object.is_some_and(|object| {
        let mut words = scene.phrase(object);
        words.any(|at| matches!(scene.token(at).lower.as_str(), "its" | "their" | "his" | "her"))
    });
    if !pronoun || !one.recipients.iter().all(own) {
        return;
    }
    let accuser = scene.doer(accuses).map(|doer| party::parties(scene, doer)).unwrap_or_default();
    if accuser.is_empty() || accuser.iter().any(own) {
        return;
    }
    one.why.slots.push(("recipient", "who accuses".into(), accuser[0].actor.text.clone()));
    one.recipients = accuser;
}

/// Whether a predicate lays at somebody's door what a word names.
fn accuses(scene: &Scene, head: usize, word: usize) -> bool {
    matches!(scene.lemma(head).as_str(), "accuse" | "blame" | "charge" | "suspect" | "condemn")
        && scene
            .tree
            .children_by(word, detente_language::Relation::Mark)
            .any(|mark| matches!(scene.tree.lemma(mark), "of" | "for" | "with"))
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn hit(text: &str) -> Vec<Option<String>> {
        let events = read_whole(text).events;
        let row = events.iter().find(|event| event.kind.as_str() == "ASSAULT");
        let row = row.unwrap_or_else(|| panic!("{text}: an ASSAULT"));
        row.recipients.iter().map(|who| who.country.clone()).collect()
    }

    #[test]
    fn nobody_is_accused_of_attacking_what_is_his_own() {
        let togo = || vec![Some("TGO".to_owned())];
        assert_eq!(hit("Togo accused Ghana of attacking its embassy."), togo());
        assert_eq!(hit("Togo accused Ghana of attacking Benin's embassy."), [Some("BEN".into())]);
    }

    #[test]
    fn who_is_accused_may_stand_before_what_of() {
        let text = "Togo accused the Ghanaian army of shelling the village.";
        let events = read_whole(text).events;
        let row = events.iter().find(|event| event.kind.as_str() == "ACCUSE").expect("an ACCUSE");
        let whom: Vec<_> = row.recipients.iter().map(|who| who.country.as_deref()).collect();
        assert_eq!(whom, [Some("GHA")]);
    }
}
