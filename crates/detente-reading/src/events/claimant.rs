//! Whose claim, statement or demand is rejected where its own words do not say: "Accra rejected the
//! claim" answers whoever spoke last.

use super::happening::Happening;
use super::party::{self, Party};
use super::scene::Scene;
use detente_language::Relation;
use detente_record::{ActorRef, EventType};

/// What is said, by its noun.
const WORDS: &[&str] = &[
    "statement",
    "claim",
    "accusation",
    "allegation",
    "charge",
    "remark",
    "demand",
    "call",
    "ultimatum",
    "offer",
    "proposal",
    "report",
    "criticism",
    "comment",
    "appeal",
    "request",
    "assertion",
    "suggestion",
];

/// Gives a REJECT of "the claim" whoever spoke last in the sentences before, another than who
/// rejects it.
pub(super) fn of_what_is_rejected(scene: &Scene, one: &mut Happening) {
    const BACK: usize = 2;
    if one.kind != EventType::Reject || !one.recipients.is_empty() {
        return;
    }
    let said = scene.done_to(one.word).filter(|&noun| {
        WORDS.contains(&scene.lemma(noun).as_str())
            && scene.tree.children_by(noun, Relation::Det).any(|det| {
                matches!(
                    scene.token(det).lower.as_str(),
                    "the" | "this" | "that" | "these" | "both"
                )
            })
            && !scene.tree.children(noun).any(|c| {
                matches!(scene.relation(c), Relation::Nmod | Relation::Acl | Relation::Amod)
            })
    });
    let Some(noun) = said else { return };
    let start = scene.bytes(0).start;
    let Some(first) = scene.number.checked_sub(BACK).or(Some(0)) else { return };
    let from = scene.view.sentences.get(first).and_then(|s| scene.view.toks.get(s.start));
    let from = from.map_or(0, |tok| tok.range.start);
    let own = |actor: &ActorRef| {
        one.actors.iter().any(|party| {
            party.actor.id.is_some() && party.actor.id == actor.id
                || party.actor.country.is_some() && party.actor.country == actor.country
        })
    };
    let last = scene.told.iter().rev().filter(|told| told.end <= start && told.start >= from);
    let speaker = last
        .filter_map(|told| told.row.speaker.as_ref())
        .map(|speaker| &speaker.actor)
        .find(|actor| (actor.id.is_some() || actor.country.is_some()) && !own(actor));
    let Some(speaker) = speaker else { return };
    let range = scene.text_of(scene.phrase(noun));
    let actor = ActorRef { text: scene.view.text[range.clone()].to_owned(), ..speaker.clone() };
    one.recipients = vec![Party { actor, range, by_owner: true }];
    one.why.slots.push((
        "recipient",
        "who spoke last".into(),
        one.recipients[0].actor.text.clone(),
    ));
}

/// "Rejected Togo's claims, calling them absurd": what is called so is whose claims they are, and
/// "them" is no one else.
pub(super) fn of_what_is_called(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Accuse || scene.relation(one.word) != Relation::Advcl {
        return;
    }
    let pronoun = |at: usize| matches!(scene.token(at).lower.as_str(), "it" | "them");
    let called = scene.done_to(one.word).is_some_and(pronoun);
    let Some(head) = scene.tree.head(one.word).filter(|_| called) else { return };
    let said = scene.done_to(head).filter(|&noun| WORDS.contains(&scene.lemma(noun).as_str()));
    let Some(owner) = said.and_then(|noun| party::owner(scene, noun)) else { return };
    one.why.slots.push(("recipient", "whose the claim is".into(), owner.actor.text.clone()));
    one.recipients = vec![owner];
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn what_is_called_names_is_whose_claims_they_are() {
        let text = "The Ghanaian ministry rejected Togolese claims about the border, calling them \
                    absurd.";
        let events = read_whole(text).events;
        for row in events.iter().filter(|event| event.kind.as_str() == "ACCUSE") {
            let whom: Vec<_> = row.recipients.iter().map(|who| who.country.as_deref()).collect();
            assert_eq!(whom, [Some("TGO")]);
        }
    }

    #[test]
    fn the_claim_is_that_of_who_spoke_last() {
        let text = "Togo's defence ministry said on Monday that Ghanaian planes had crossed the \
                    border. Ghana rejected the claim.";
        let events = read_whole(text).events;
        let row = events.iter().find(|event| event.kind.as_str() == "REJECT").expect("a REJECT");
        assert_eq!(row.recipients.first().and_then(|who| who.country.as_deref()), Some("TGO"));
    }
}
