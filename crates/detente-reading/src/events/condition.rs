//! To whom a refusal or a threat speaks that names nobody: who must act first.
//!
//! "Chad will not lift the curfew until the rebels disarm" refuses the rebels, and "it threatened to
//! recall its envoy unless Niger apologised" threatens Niger: who says on what condition speaks to
//! those who can meet it (PLOVER, THREATEN, "conditional"; REJECT). Only the doer of the nearest
//! condition counts, and never the one who sets it.

use super::happening::Happening;
use super::party::{self, Party};
use super::scene::Scene;
use detente_language::Relation;
use detente_record::EventType;

/// Gives refusals and threats without a recipient the one whose act they wait for.
pub(super) fn who_must_act(scene: &Scene, one: &mut Happening) {
    let marks: &[&str] = match one.kind {
        EventType::Reject => &["until", "till", "unless"],
        EventType::Threaten => &["until", "till", "unless", "if"],
        _ => return,
    };
    if !one.recipients.is_empty() || one.actors.is_empty() {
        return;
    }
    let mut places = vec![one.word];
    places.extend(scene.carrier(one.word));
    places.extend(scene.clause(one.word));
    let clauses = places.iter().flat_map(|&at| scene.tree.children_by(at, Relation::Advcl));
    let condition = clauses.filter(|&clause| {
        let mut found = scene.tree.children_by(clause, Relation::Mark);
        found.any(|mark| marks.contains(&scene.token(mark).lower.as_str()))
    });
    let other = |party: &Party| {
        let known = party.actor.id.is_some() || party.actor.country.is_some();
        let known = known || party.actor.sector.is_some();
        known
            && !party.by_owner
            && !one.actors.iter().any(|own| {
                party::is_same(own, party)
                    || own.actor.id.is_some() && own.actor.id == party.actor.id
                    || own.actor.text == party.actor.text
            })
    };
    let found = condition.map(|clause| {
        let all = scene.slot(clause, "subject").into_iter();
        let all = all.flat_map(|at| party::parties(scene, at)).filter(other);
        party::distinct(all.collect())
    });
    if let Some(asked) = found.into_iter().find(|asked| !asked.is_empty()) {
        one.recipients = asked;
        one.why.reductions.push("who sets a condition speaks to those who can meet it");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn who_must_act_first_is_spoken_to() {
        let to = |text: &str, kind: &str| {
            let events = read_whole(text).events;
            let event = events.iter().find(|event| event.kind.as_str() == kind);
            event.and_then(|event| event.recipients.first()?.country.clone())
        };
        let refused = "Chad said it will not lift the embargo until Niger frees two officers.";
        assert_eq!(to(refused, "REJECT").as_deref(), Some("NER"));
        let threat = "Kenya threatened to close its embassy unless Somalia apologised.";
        assert_eq!(to(threat, "THREATEN").as_deref(), Some("SOM"));
        // One's own act is no condition for another.
        let own = "Chad said it will not lift the embargo until it has counted its stocks.";
        assert_eq!(to(own, "REJECT"), None);
    }
}
