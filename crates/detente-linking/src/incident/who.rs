//! Whether two mentions are of one party.
//!
//! Reports name the same side at different depths: "Israel", "the Israeli army", "the Defence
//! Ministry", "four soldiers". Of one country and no group of its own they may be one; two armed
//! groups are two whatever their country.

use detente_record::ActorRef;

/// What a party counts as across reports: an armed group, organisation or other body of its own by
/// its id, all others by their country; `None` where nothing is known of it.
pub fn party_key(actor: &ActorRef) -> Option<String> {
    let own = actor.id.as_deref().filter(|id| stands_alone(id));
    own.map(str::to_owned).or_else(|| actor.country.clone())
}

/// Whether an id is of somebody who is not the state of the country.
fn stands_alone(id: &str) -> bool {
    ["group:", "igo:", "ngo:", "territory:"].iter().any(|kind| id.starts_with(kind))
}

/// Whether two mentions can be of one party, as far as is known.
pub fn is_same_party(a: &ActorRef, b: &ActorRef) -> bool {
    if a.id.is_some() && a.id == b.id {
        return true;
    }
    let rebel =
        |one: &ActorRef| matches!(one.sector.as_deref(), Some("REB" | "SEP" | "INS" | "CRM"));
    match (party_key(a), party_key(b)) {
        (Some(one), Some(other)) => one == other && rebel(a) == rebel(b),
        // "The rebels" against "the rebels": the same words, and neither is known.
        (None, None) => fold(&a.text) == fold(&b.text) && !a.text.is_empty(),
        _ => false,
    }
}

fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Whether two lists share a party.
pub fn share_a_party(a: &[ActorRef], b: &[ActorRef]) -> bool {
    a.iter().any(|one| b.iter().any(|other| is_same_party(one, other)))
}

/// Whether anything is known of somebody in a list.
pub(super) fn is_known(list: &[ActorRef]) -> bool {
    list.iter().any(|actor| party_key(actor).is_some())
}
