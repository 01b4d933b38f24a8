//! The row of an incident.

use super::block::family;
use super::extent::extent;
use super::figures::figures;
use super::sourced::sources;
use super::telling::Telling;
use super::when::Days;
use super::who::is_same_party;
use crate::origin::credibility;
use detente_record::{ActorRef, EventType, Incident, PlaceRef, Status, Time};
use std::collections::{BTreeMap, BTreeSet};

/// One incident, from all its tellings in any order; `None` of none.
///
/// It is of the type most tellings give, between those whom any names and none contradicts, on the
/// days that all can share, at the narrowest place. `credibility` is that of its sources
/// ([`crate::origin::credibility`]), 6 where it is disputed; `part_of` and `standing` by figures are
/// for the disputes to add.
pub fn resolve(tellings: &[Telling]) -> Option<Incident> {
    let mut all: Vec<&Telling> = tellings.iter().collect();
    all.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    all.dedup_by(|a, b| a.event.id == b.event.id);
    let first = all.first()?;
    let denied = all.iter().any(|one| one.event.status == Status::Denied);
    let told: Vec<&Telling> =
        all.iter().copied().filter(|one| one.event.status != Status::Denied).collect();
    let telling = if told.is_empty() { &all } else { &told };
    let disputed = denied && !told.is_empty();
    let origins = sources(telling);
    let reports: BTreeSet<String> = all.iter().map(|one| one.event.report.clone()).collect();
    Some(Incident {
        id: first.event.id.clone(),
        kind: kind(telling),
        actors: actors(telling, |one| &one.event.actors),
        recipients: actors(telling, |one| &one.event.recipients),
        date: date(telling),
        place: place(telling),
        extent: telling.iter().map(|one| extent(one)).min().map_or("single", |e| e.as_str()).into(),
        part_of: None,
        standing: if disputed { "disputed" } else { "unopposed" }.into(),
        credibility: if disputed || told.is_empty() { 6 } else { credibility(&origins).0 },
        reports: reports.into_iter().collect(),
        independent_sources: if told.is_empty() { 0 } else { origins.independent },
        events: all.iter().map(|one| one.event.id.clone()).collect(),
        figures: figures(&all),
        capped: None,
        review: None,
    })
}

/// The type that most tellings give, of equals the first of the codebook.
fn kind(all: &[&Telling]) -> EventType {
    let mut votes: BTreeMap<EventType, usize> = BTreeMap::new();
    for one in all {
        *votes.entry(one.event.kind).or_default() += 1;
    }
    let most = votes.values().copied().max().unwrap_or(0);
    let found = votes.into_iter().find(|(_, count)| *count == most);
    found.map_or_else(|| family(EventType::Assault), |(kind, _)| kind)
}

/// Everybody named, each once: whom the world knows before whom it does not.
fn actors(all: &[&Telling], side: impl Fn(&Telling) -> &[ActorRef]) -> Vec<ActorRef> {
    let mut named: Vec<&ActorRef> = all.iter().flat_map(|one| side(one)).collect();
    named.sort_by_key(|actor| {
        (actor.id.is_none(), actor.country.is_none(), actor.id.clone(), actor.text.clone())
    });
    let mut out: Vec<ActorRef> = vec![];
    for actor in named {
        let known = out.iter().any(|one| {
            is_same_party(one, actor)
                // "The attackers" of one report are whom another names.
                || actor.id.is_none() && actor.country.is_none() && !out.is_empty()
        });
        if !known {
            out.push(actor.clone());
        }
    }
    out
}

/// The days that most tellings can share: the narrowest stretch that others do not contradict.
fn date(all: &[&Telling]) -> Time {
    let stretches: Vec<(Days, bool, &Time)> = all
        .iter()
        .filter_map(|one| {
            Days::of(&one.event.date).map(|(days, fresh)| (days, fresh, &one.event.date))
        })
        .collect();
    let best = stretches.iter().min_by_key(|(days, fresh, time)| {
        let against = stretches.iter().filter(|other| other.0.apart(*days) > 0).count();
        (*fresh, against, days.length(), days.from, time.edtf.clone())
    });
    match best {
        Some((_, _, time)) => (*time).clone(),
        None => all.first().map(|one| one.event.date.clone()).unwrap_or_default(),
    }
}

/// The narrowest place named, of equals the one named most.
fn place(all: &[&Telling]) -> Option<PlaceRef> {
    let named: Vec<&PlaceRef> = all.iter().filter_map(|one| one.event.place.as_ref()).collect();
    let best = named.iter().min_by_key(|place| {
        let times = named.iter().filter(|other| other.id == place.id).count();
        let radius = place.radius_km.map_or(i64::MAX, |km| km.round() as i64);
        (radius, std::cmp::Reverse(times), place.id.clone(), place.text.clone())
    })?;
    Some((**best).clone())
}
