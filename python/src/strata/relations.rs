//! How each pair of sides stands, and what contact they have, from the incidents between them.

use super::{Sent, parse};
use crate::columns::Columns;
use arrow_array::RecordBatch;
use detente_linking::incident::Telling;
use detente_linking::{
    Contact, Counted, Dyad, RelationSettings, Side, Touch, Way, Weighed, dyads, from_sums,
    period_sums, spells, touches, weigh,
};
use detente_record::{ActorRef, Event, Evidence, Incident};
use detente_world::World;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// An incident as it counts for a pair.
#[derive(Serialize, Deserialize)]
struct Counts {
    incident: String,
    day: Option<String>,
    weight: i64,
    forth: bool,
    back: bool,
    disputed: bool,
}

/// What an event does to a channel.
#[derive(Serialize, Deserialize)]
struct Touches {
    day: Option<String>,
    deed: u8,
    since: Option<String>,
    incident: String,
    event: String,
    evidence: Vec<Evidence>,
}

/// Between whom an incident counts.
pub(super) fn counted(out: &mut Sent, row: &Incident, tellings: &[Telling]) {
    // What sums up many is not counted beside them.
    if row.extent == "summary" {
        return;
    }
    let weighed = Weighed::of(row, tellings);
    let pairs: BTreeSet<Dyad> = dyads(&weighed).into_iter().map(Dyad::pair).collect();
    for pair in pairs {
        for one in weigh(&pair, std::slice::from_ref(&weighed), None) {
            let Counted { day, weight, forth, back, disputed, .. } = one;
            let (incident, day) = (row.id.clone(), day.map(|day| day.to_string()));
            let counts = Counts { incident, day, weight, forth, back, disputed };
            out.push("counted", &name(&pair), &counts);
        }
    }
}

/// What the events of an incident do to channels.
pub(super) fn contacts(out: &mut Sent, row: &Incident, tellings: &[Telling]) {
    if row.extent == "summary" {
        return;
    }
    for telling in tellings {
        let event = Event { incident: Some(row.id.clone()), ..telling.event.clone() };
        let Some(contact) = Contact::of(&event) else { continue };
        for (pair, kind, touch) in touches(&contact, &event.id, None) {
            let touches = Touches {
                day: touch.day.map(|day| day.to_string()),
                deed: touch.deed,
                since: touch.since.map(|day| day.to_string()),
                incident: row.id.clone(),
                event: event.id.clone(),
                evidence: contact.evidence.clone(),
            };
            out.push("contacts", &format!("{}|{kind}", name(&pair)), &touches);
        }
    }
}

fn name(pair: &Dyad) -> String {
    format!("{}|{}", pair.a.id(), pair.b.id())
}

fn sides(pair: &str) -> (ActorRef, ActorRef) {
    let (a, b) = pair.split_once('|').unwrap_or((pair, ""));
    (Side::of_id(a).known(World::embedded()), Side::of_id(b).known(World::embedded()))
}

/// The rows of one pair.
pub(super) fn relations(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (key, json) = (rows.texts("key")?, rows.texts("json")?);
    let mut out = Sent::default();
    if rows.rows() == 0 {
        return out.batch();
    }
    let pair = key.value(0);
    let mut periods: BTreeMap<String, BTreeMap<String, Counted>> = BTreeMap::new();
    for n in 0..rows.rows() {
        let Counts { incident, day, weight, forth, back, disputed } = parse(json.value(n), "json")?;
        let period = day.as_deref().and_then(|day| day.get(..7)).unwrap_or_default().to_owned();
        let day = day.and_then(|day| day.parse().ok());
        let one = Counted { incident: incident.clone(), day, weight, forth, back, disputed };
        periods.entry(period).or_default().insert(incident, one);
    }
    let settings = RelationSettings::default();
    let mut ways = Way::ALL.map(|_| (vec![], 0));
    for (period, all) in periods {
        let all: Vec<Counted> = all.into_values().collect();
        for (way, (sums, undated)) in Way::ALL.into_iter().zip(&mut ways) {
            match period.is_empty() {
                true => *undated = all.iter().filter(|one| way.takes(one)).count(),
                false => sums.extend(period_sums(&all, way, &settings).pop()),
            }
        }
    }
    for row in from_sums(&sides(pair), &ways, &settings) {
        out.push("relations", pair, &row);
    }
    out.batch()
}

/// The rows of one channel.
pub(super) fn channels(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (key, json) = (rows.texts("key")?, rows.texts("json")?);
    let mut out = Sent::default();
    if rows.rows() == 0 {
        return out.batch();
    }
    let (pair, kind) = key.value(0).rsplit_once('|').unwrap_or((key.value(0), ""));
    let mut all: BTreeSet<Touch> = BTreeSet::new();
    let mut words: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for n in 0..rows.rows() {
        let Touches { day, deed, since, incident, event, evidence } = parse(json.value(n), "json")?;
        let (day, since) = (day.and_then(|d| d.parse().ok()), since.and_then(|d| d.parse().ok()));
        words.insert(event.clone(), evidence);
        all.insert(Touch { day, deed, since, incident, event });
    }
    let (a, b) = sides(pair);
    let mut of = |event: &str| Ok::<_, Infallible>(words.get(event).cloned().unwrap_or_default());
    let Ok(found) = spells((&a, &b), kind, &all, &mut of);
    for row in found {
        out.push("channels", key.value(0), &row);
    }
    out.batch()
}
