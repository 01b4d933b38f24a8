//! Where what is told comes from in the end.
//!
//! Ten outlets that cite one ministry are one source, and so are all voices of one government: its
//! ministries, its spokesmen, its own outlets. What an outlet tells in its own voice is its own; what
//! it takes from an agency is the agency's. A copy is its original's.

use detente_record::ActorRef;
use detente_world::World;

/// The origin of something told: two tellings of one origin are one source. `root` is the report, or
/// the one that it copies.
pub fn origin_of(
    root: &str,
    outlet: Option<&ActorRef>,
    speaker: Option<&ActorRef>,
    via: &[ActorRef],
    world: &World,
) -> String {
    let government = |actor: &ActorRef| {
        let own = actor.sector.as_deref().is_none_or(|sector| {
            matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD" | "STT")
        });
        let state = actor.id.as_deref().is_some_and(|id| id.starts_with("state:"));
        let of = actor.country.as_deref().filter(|_| state || own && actor.sector.is_some());
        of.map(|country| format!("government:{country}"))
    };
    if let Some(speaker) = speaker {
        if let Some(origin) = government(speaker) {
            return origin;
        }
        // An outlet that is cited has its own owner.
        if let Some(id) = &speaker.id {
            return owner(id, world).unwrap_or_else(|| id.clone());
        }
        // "Officials said": whoever they are, they are this report's, or this country's.
        let of = speaker.country.as_deref().unwrap_or(root);
        return format!("{}@{of}", speaker.text.to_lowercase());
    }
    let told = via.last().or(outlet);
    match told.and_then(|told| told.id.as_deref()) {
        Some(id) => owner(id, world).unwrap_or_else(|| id.to_owned()),
        None => told.map_or_else(|| root.to_owned(), |told| told.text.to_lowercase()),
    }
}

/// The government that owns an outlet.
fn owner(id: &str, world: &World) -> Option<String> {
    let owner = world.get(world.get(id)?.owner.as_deref()?)?;
    owner.country.as_deref().map(|country| format!("government:{country}"))
}
