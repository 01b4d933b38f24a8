//! A witness from the rows: who is cited, through whom, in which outlet.

use super::witness::{Carrier, Speaker, Witness};
use detente_record::{ActorKind, ActorRef};
use detente_world::World;

/// The witness that a telling makes. `copies_of` is the report that this one copies, `outlet` the
/// outlet as an actor, `via` those through whom the words came and `relays` whom the report retells.
pub fn witness(
    report: &str,
    copies_of: Option<&str>,
    outlet: Option<&ActorRef>,
    speaker: Option<&ActorRef>,
    via: &[ActorRef],
    relays: &[ActorRef],
    world: &World,
) -> Witness {
    Witness {
        report: report.to_owned(),
        outlet: outlet.map(|outlet| carrier(outlet, world)),
        copies_of: copies_of.map(str::to_owned),
        speaker: speaker.map(|speaker| cited(speaker, world)),
        via: via.iter().map(|via| carrier(via, world)).collect(),
        relays: relays.iter().map(|relay| carrier(relay, world)).collect(),
    }
}

fn carrier(actor: &ActorRef, world: &World) -> Carrier {
    let id = actor.id.clone().unwrap_or_else(|| actor.text.to_lowercase());
    let owner = world.get(&id).and_then(|known| known.owner.as_deref());
    let state = owner.and_then(|owner| world.get(owner)).and_then(|owner| owner.country.clone());
    Carrier { id, owner_state: state }
}

fn cited(actor: &ActorRef, world: &World) -> Speaker {
    let known = actor.id.as_deref().and_then(|id| world.get(id));
    let kind = known.map(|known| known.kind);
    let sector = actor.sector.as_deref();
    let government = match kind {
        Some(ActorKind::State) => true,
        Some(ActorKind::Media | ActorKind::ArmedGroup | ActorKind::Igo | ActorKind::Ngo) => false,
        _ => matches!(sector, Some("GOV" | "MIL" | "COP" | "SPY" | "JUD" | "LEG")),
    };
    Speaker {
        id: actor.id.clone(),
        text: actor.text.clone(),
        // A name begins its last word with a capital: "Ivan Petrov", not "a local resident".
        named: known.is_some()
            || actor
                .text
                .split_whitespace()
                .next_back()
                .is_some_and(|word| word.starts_with(char::is_uppercase)),
        country: actor.country.clone(),
        government: government && actor.country.is_some(),
        body: None,
    }
}
