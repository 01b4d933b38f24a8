//! Which incidents bear on an agreement with a zone, and where they lie to it.

use super::holds;
use crate::incident::{Days, is_same_party, iso};
use detente_record::{ActorRef, Incident, Inside, ZoneIncident};
use detente_world::{Agreement, Provision, World};

/// Whether an incident bears on an agreement with a zone: one whom it binds, or whose doing it
/// speaks of, takes part; it was within the agreement's days as far as they are known; and its
/// place has a position. What only may have been within these days does not.
pub fn concerns(known: &Agreement, incident: &Incident, world: &World) -> bool {
    let placed = incident.place.as_ref().is_some_and(|place| place.latitude.is_some());
    placed && known.zone.is_some() && is_within_days(known, incident) && {
        let bound = bound(known, world);
        let part = incident.actors.iter().chain(&incident.recipients);
        part.into_iter().any(|actor| bound.iter().any(|one| is_same_party(one, actor)))
    }
}

/// Those of some incidents that bear on an agreement with a zone, each with where it lies, in the
/// order of days and ids; none without a zone.
pub fn incidents(known: &Agreement, all: &[Incident], world: &World) -> Vec<ZoneIncident> {
    let Some(zone) = &known.zone else { return vec![] };
    let mut found: Vec<(Option<&str>, &str, Inside)> = vec![];
    for incident in all.iter().filter(|incident| concerns(known, incident, world)) {
        let Some(place) = &incident.place else { continue };
        let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) else { continue };
        let radius = place.radius_km.unwrap_or(0.0);
        if let Some(inside) = holds(zone, latitude, longitude, radius) {
            found.push((incident.date.to.as_deref(), &incident.id, inside));
        }
    }
    found.sort_unstable();
    found.dedup();
    let row = |(_, id, inside): (Option<&str>, &str, Inside)| ZoneIncident {
        incident: id.to_owned(),
        inside,
    };
    found.into_iter().map(row).collect()
}

/// Whom an agreement binds or speaks of.
fn bound(known: &Agreement, world: &World) -> Vec<ActorRef> {
    let named = known.parties.iter().chain(&known.guarantors).chain(&known.about);
    let all = named.chain(known.obligations.iter().flat_map(Provision::actors));
    let actors = all.filter_map(|id| world.get(id));
    actors.map(|actor| actor.reference(&actor.name)).collect()
}

/// Whether all days on which an incident can have been are the agreement's.
fn is_within_days(known: &Agreement, incident: &Incident) -> bool {
    let Some((days, _)) = Days::of(&incident.date) else { return false };
    let (Some(since), Some(until)) = (iso(days.from), iso(days.to)) else { return false };
    let first = known.concluded.as_deref().map(|told| end(told, "-01"));
    let last = known.ended.as_deref().map(|told| end(told, "-31"));
    first.is_none_or(|first| first <= since) && last.is_none_or(|last| until <= last)
}

/// The first or last day of a year or month, which need be no day: days are compared as words.
fn end(told: &str, day: &str) -> String {
    match told.len() {
        4 if day == "-01" => format!("{told}-01-01"),
        4 => format!("{told}-12-31"),
        7 => format!("{told}{day}"),
        _ => told.to_owned(),
    }
}
