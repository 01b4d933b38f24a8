//! Of which country those are who are only called "police", "protesters" or "gunmen".
//!
//! Police, courts, demonstrators and villagers act where they belong: those whom the report gives no
//! country are of the one where the event took place, as event data has it (CAMEO, "the country in
//! which the action takes place"). Soldiers may be far from home, and who governs may be anybody's
//! guest, so they are left as they are.

use super::happening::Happening;
use super::party::Party;
use detente_record::EventType::{Assault, Coerce, Protest};
use detente_record::{ActorRef, PlaceRef};
use std::ops::Range;

/// Sectors of PLOVER that act at home.
const AT_HOME: &[&str] =
    &["COP", "CVL", "LEG", "JUD", "OPP", "REB", "LAB", "EDU", "MED", "AGR", "HLH", "REL", "UAF"];

/// The participants of one side, those without a country with that of the event's place: where force,
/// coercion or protest brings people together, and the place is not the name of somebody there ("the
/// embassy of Sweden").
pub(super) fn people(
    one: &Happening,
    list: &[Party],
    place: Option<(&PlaceRef, &Range<usize>)>,
) -> Vec<ActorRef> {
    let mut out: Vec<ActorRef> = list.iter().map(|party| party.actor.clone()).collect();
    let Some((place, words)) = place else { return out };
    let Some(country) = place.country.as_ref() else { return out };
    let named = one.actors.iter().chain(&one.recipients).any(|party| {
        party.range.start < words.end && words.start < party.range.end && !party.by_owner
    });
    if named || !matches!(one.kind, Assault | Coerce | Protest) {
        return out;
    }
    for actor in &mut out {
        let at_home = actor.sector.as_deref().is_some_and(|sector| AT_HOME.contains(&sector));
        if actor.id.is_none() && actor.country.is_none() && at_home {
            actor.country = Some(country.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn countries(text: &str) -> Vec<Option<String>> {
        let events = read_whole(text).events;
        let first = events.first().unwrap_or_else(|| panic!("{text}: an event"));
        let all = first.actors.iter().chain(&first.recipients);
        all.map(|actor| actor.country.clone()).collect()
    }

    #[test]
    fn police_and_crowds_are_of_where_they_are() {
        let gin = || Some("GIN".to_owned());
        assert_eq!(countries("Police beat protesters in Conakry."), [gin(), gin()]);
        // Soldiers may come from anywhere.
        assert_eq!(countries("Soldiers beat protesters in Conakry."), [None, gin()]);
    }
}
