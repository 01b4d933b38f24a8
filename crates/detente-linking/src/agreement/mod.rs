//! What parties undertook, across the reports that tell of it.
//!
//! The undertakings of many reports fall under agreements ([`key`]); what several reports tell of
//! one obligation becomes one row (`join`, `merge`), with all that is said of its being kept
//! (`said`) and how it stands on a day by what is said (`standing`). Agreements carry the states
//! that the world and the reports tell (`state`). A promise outside any agreement stands under one
//! of its promiser's own.

mod due;
mod few;
mod join;
mod key;
mod like;
mod merge;
mod said;
mod side;
mod standing;
mod state;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod words;
mod written;

pub use few::{DAYS, GROUPS, capped, prints, turns};
pub use key::{event_keys, key};
pub use state::overlap;

use detente_record::{
    ActorRef, Agreement, AgreementState, Event, Incident, Obligation, PlaceRef, Time, TimeBasis,
    Undertaking,
};
use detente_world::{Agreement as KnownAgreement, World, Zone};
use like::Item;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The agreement of a key, from undertakings and AGREE events in any order; those of other keys
/// are passed over. `None` where nothing tells of it.
///
/// Events count where [`event_keys`] names the key, or where they stand in the same words as one of
/// its undertakings: so hand over all of the reports that the undertakings stand in. Without
/// `as_of`, an ISO day, no deadline is judged.
///
/// The id is the key; an obligation's is the least of the undertakings that it is made of, or that
/// under which the world's agreement has it: what was written down beforehand is listed whether a
/// report tells of it or not, and then has no evidence. Where a deadline was moved, the obligation
/// with the old one stays, and the new one `supersedes` it.
pub fn agreements(
    key: &str,
    undertakings: &[Undertaking],
    agreed: &[Event],
    world: &World,
    as_of: Option<&str>,
) -> Option<Agreement> {
    agreements_within(key, undertakings, agreed, &[], world, as_of)
}

/// As [`agreements`], with incidents by where they lie to the zone that was written down with the
/// agreement; those that don't bear on it are passed over. Where there are any, there is a row even
/// if no report names the agreement.
pub fn agreements_within(
    key: &str,
    undertakings: &[Undertaking],
    agreed: &[Event],
    incidents: &[Incident],
    world: &World,
    as_of: Option<&str>,
) -> Option<Agreement> {
    let mut rows: Vec<&Undertaking> =
        undertakings.iter().filter(|row| self::key(row, world) == key).collect();
    rows.sort_by(|a, b| a.obligation.id.cmp(&b.obligation.id));
    rows.dedup_by(|a, b| a.obligation.id == b.obligation.id);
    let known = world.rows().agreements.iter().find(|known| known.id == key);
    let events = state::own(key, &rows, agreed, known, world);
    let within = known.map(|known| crate::zone::incidents(known, incidents, world));
    let within = within.unwrap_or_default();
    if rows.is_empty() && events.is_empty() && within.is_empty() {
        return None;
    }
    let days = days(&rows, &events);
    let states = state::states(&rows, &events, known, &days);
    let told = known.and_then(|known| known.concluded.as_deref());
    let promise = key.starts_with("promise:");
    let concluded = match told.and_then(|day| state::told_by_world(day, key)) {
        Some(day) => day,
        // Each promise has a day of its own.
        None if promise => Time::default(),
        None => state::concluded(&states),
    };
    let proposed = !states.is_empty() && states.iter().all(|state| state.value == "proposed");
    let written = known.map(|known| written::rows(known, world)).unwrap_or_default();
    let mut all: Vec<&Undertaking> = rows.iter().copied().chain(&written).collect();
    all.sort_by(|a, b| a.obligation.id.cmp(&b.obligation.id));
    let obligations = obligations(&all, world, &concluded, &days);
    let ended = known.and_then(|known| state::last_day(known.ended.as_deref()?));
    let obligations = judged(obligations, world, as_of, ended.as_deref(), proposed);
    let kind = match known {
        Some(known) => Some(known.kind.clone()),
        None if proposed => Some("proposal".to_owned()),
        None => key::kind_of(key).map(str::to_owned),
    };
    let forms = forms(&rows);
    // "the truce" is no name.
    let told = forms.iter().find(|form| form.contains(char::is_uppercase));
    let name = known.map(|known| known.name.clone()).or_else(|| told.cloned());
    let (parties, guarantors) = match known {
        Some(known) => (refs(&known.parties, world), refs(&known.guarantors, world)),
        None => (state::parties(&rows, &events, promise, world), vec![]),
    };
    Some(Agreement {
        id: key.to_owned(),
        aliases: aliases(known, name.as_deref(), &forms),
        name,
        kind,
        concluded,
        place: if promise { None } else { place(known, &states, &events, world) },
        parties,
        guarantors,
        evidence: evidence(&rows, &states),
        state: states,
        obligations,
        capped: None,
        zone: known.and_then(|known| known.zone.as_ref()).map(Zone::geometry),
        incidents: within,
    })
}

/// The day of each report, as its rows tell: what has no day of its own bears the report's.
fn days<'a>(rows: &[&'a Undertaking], events: &[&'a Event]) -> BTreeMap<&'a str, &'a str> {
    let mut days: BTreeMap<&str, &str> = BTreeMap::new();
    let mut add = |report: &'a str, time: &'a Time| {
        if let Some(day) = time.to.as_deref().filter(|_| time.basis == Some(TimeBasis::ReportDate))
        {
            let known = days.entry(report).or_insert(day);
            *known = (*known).max(day);
        }
    };
    for row in rows {
        for said in &row.obligation.performance {
            add(&row.report, &said.date);
        }
    }
    for event in events {
        add(&event.report, &event.date);
    }
    days
}

/// The obligations that the rows of one agreement tell of, in the order of their ids.
fn obligations(
    rows: &[&Undertaking],
    world: &World,
    concluded: &Time,
    days: &BTreeMap<&str, &str>,
) -> Vec<Obligation> {
    let items: Vec<Item> = rows.iter().map(|row| Item::new(row, world)).collect();
    let known = merge::Known { concluded, days };
    let mut all: Vec<Obligation> = vec![];
    for group in join::join(&items) {
        let group: Vec<&Item> = group.iter().filter_map(|&at| items.get(at)).collect();
        all.extend(merge::obligations(&group, &known));
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn judged(
    mut all: Vec<Obligation>,
    world: &World,
    as_of: Option<&str>,
    ended: Option<&str>,
    proposed: bool,
) -> Vec<Obligation> {
    let replaced: BTreeSet<String> = all.iter().filter_map(|row| row.supersedes.clone()).collect();
    for row in &mut all {
        let replaced = replaced.contains(&row.id);
        let frame = standing::Frame { as_of, ended, proposed, replaced };
        row.standing = standing::standing(world, row, frame).map(str::to_owned);
    }
    all
}

/// The words that agreement goes by in the reports, the most frequent first.
fn forms(rows: &[&Undertaking]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in rows.iter().filter_map(|row| row.agreement.as_ref()).map(|one| one.text.trim()) {
        let plain = text.split_once(' ').filter(|(first, _)| {
            matches!(first.to_lowercase().as_str(), "the" | "a" | "an" | "this" | "that")
        });
        let text = plain.map_or(text, |(_, rest)| rest.trim());
        if !text.is_empty() {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut forms: Vec<(&str, usize)> = counts.into_iter().collect();
    forms.sort_by_key(|(text, count)| (Reverse(*count), *text));
    forms.into_iter().map(|(text, _)| text.to_owned()).collect()
}

/// What else it is called: the world's names, then those of the reports.
fn aliases(known: Option<&KnownAgreement>, name: Option<&str>, forms: &[String]) -> Vec<String> {
    let world = known.into_iter().flat_map(|known| known.names.iter().map(|name| &name.text));
    let mut met: BTreeSet<String> = name.map(str::to_lowercase).into_iter().collect();
    world.chain(forms).filter(|text| met.insert(text.to_lowercase())).cloned().collect()
}

fn refs(ids: &[String], world: &World) -> Vec<ActorRef> {
    ids.iter()
        .map(|id| match world.get(id) {
            Some(actor) => actor.reference(&actor.name),
            None => ActorRef { id: Some(id.clone()), text: id.clone(), ..ActorRef::default() },
        })
        .collect()
}

/// Where it was concluded: as the world has it, by the one place of that name; else the place of
/// the event that tells of its signing.
fn place(
    known: Option<&KnownAgreement>,
    states: &[AgreementState],
    events: &[&Event],
    world: &World,
) -> Option<PlaceRef> {
    if let Some(name) = known.and_then(|known| known.place.as_deref()) {
        let named = world.places_named(name);
        // Of several of that name none is believed without more.
        let [only] = named.as_slice() else {
            return Some(PlaceRef { text: name.to_owned(), ..PlaceRef::default() });
        };
        return Some(written::reference(*only, Some(name), world));
    }
    let signed = states.iter().any(|state| matches!(state.value.as_str(), "agreed" | "signed"));
    events.iter().filter(|_| signed).find_map(|event| event.place.clone())
}

/// The words that name it, and those that tell of its states; without either, those of what is
/// undertaken.
fn evidence(rows: &[&Undertaking], states: &[AgreementState]) -> Vec<detente_record::Evidence> {
    let named = rows.iter().flat_map(|row| &row.obligation.evidence);
    let named: Vec<_> = named
        .filter(|words| words.field.as_deref() == Some("agreement"))
        .map(|words| detente_record::Evidence { field: None, ..words.clone() })
        .collect();
    let told = states.iter().flat_map(|state| &state.evidence);
    let all = said::evidence(named.iter().chain(told));
    if !all.is_empty() {
        return all;
    }
    let whole: Vec<_> = rows.iter().flat_map(|row| state::main(&row.obligation)).collect();
    said::evidence(&whole)
}
