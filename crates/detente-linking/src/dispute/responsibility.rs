//! **responsibility**: one happening, and different ones are said to have done it.
//!
//! Accounts that name nobody differ from none. A side is compared as [`crate::incident`] compares
//! participants: "the army" of a state and the state are one.

use super::{dispute, position};
use crate::incident::{Telling, is_same_party};
use detente_record::{ActorRef, Dispute, Incident, Stance, Status};

pub(super) fn rule(incident: &Incident, all: &[&Telling]) -> Vec<Dispute> {
    if all.iter().any(|one| one.event.reciprocal) {
        return vec![];
    }
    let blaming: Vec<&Telling> = all
        .iter()
        .copied()
        .filter(|one| one.event.status != Status::Denied && blamed(one).is_some())
        .collect();
    let mut sides: Vec<&ActorRef> = vec![];
    for one in &blaming {
        let Some(actor) = blamed(one) else { continue };
        if !sides.iter().any(|side| is_same_party(side, actor)) {
            sides.push(actor);
        }
    }
    if sides.len() < 2 {
        return vec![];
    }
    let mut told: Vec<String> = blaming
        .iter()
        .filter_map(|one| {
            let actor = blamed(one)?;
            Some(format!("{} says {}", position::name(one.holder()), position::name(Some(actor))))
        })
        .collect();
    told.sort();
    told.dedup();
    let text = format!("Who did it: {}", told.join(", "));
    let positions = position::with(&blaming, |one| {
        blamed(one).map(|actor| (Stance::Asserts, Some(position::name(Some(actor)))))
    });
    vec![dispute(incident, "responsibility", "", "conflict", text, positions, &blaming)]
}

/// The one said to have done it, of whom something is known.
fn blamed(one: &Telling) -> Option<&ActorRef> {
    one.event.actors.iter().find(|actor| actor.id.is_some() || actor.country.is_some())
}
