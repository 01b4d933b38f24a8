//! Of which country those are who are only called "police", "protesters" or "gunmen".
//!
//! Police, courts, demonstrators and villagers act where they belong: those whom the report gives no
//! country are of the one where the event took place, as event data has it (CAMEO, "the country in
//! which the action takes place"). Soldiers may be far from home, and who governs may be anybody's
//! guest, so they are left as they are.

use detente_record::{ActorRef, PlaceRef};

/// Sectors of PLOVER that act at home.
const AT_HOME: &[&str] =
    &["COP", "CVL", "LEG", "JUD", "OPP", "REB", "LAB", "EDU", "MED", "AGR", "HLH", "REL", "UAF"];

/// Gives participants without a country that of the event's place.
pub(super) fn countries(people: &mut [ActorRef], place: Option<&PlaceRef>) {
    let Some(country) = place.and_then(|place| place.country.as_ref()) else { return };
    for one in people {
        let at_home = one.sector.as_deref().is_some_and(|sector| AT_HOME.contains(&sector));
        if one.id.is_none() && one.country.is_none() && at_home {
            one.country = Some(country.clone());
        }
    }
}
