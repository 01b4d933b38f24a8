//! How each pair of sides stands, and what contact they have, from the incidents between them.

use super::telling::Tellings;
use crate::error::Result;
use crate::query::rows;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use detente_linking::incident::Telling;
use detente_linking::{Contact, Dyad, RelationSettings, Side, Weighed, channels, dyads, relations};
use detente_record::{ActorRef, Incident, Status};
use detente_world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Takes an incident into the relations of those between whom it is.
pub(super) fn put(db: &Db, row: &Incident, tellings: &[Telling]) -> Result<()> {
    // What sums up many is not counted beside them.
    if row.extent == "summary" {
        return Ok(());
    }
    let weighed = weighed(row, tellings);
    let compact = pack(&weighed);
    for pair in pairs(&weighed) {
        let key = name(&pair);
        db.run("INSERT OR REPLACE INTO dyads VALUES (?1, ?2, ?3)", [&key, &row.id, &compact])?;
        db.run("INSERT OR IGNORE INTO dirty VALUES ('dyad', ?1)", [&key])?;
    }
    Ok(())
}

/// Takes an incident out of the relations it was counted in.
pub(super) fn undo(db: &Db, incident: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO dirty SELECT 'dyad', pair FROM dyads WHERE incident = ?1";
    db.run(sql, [incident])?;
    db.run("DELETE FROM dyads WHERE incident = ?1", [incident]).map(drop)
}

/// Links the pairs that are dirty.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    let sql = "SELECT key FROM dirty WHERE kind = 'dyad' ORDER BY key";
    let due: Vec<String> = db.all(sql, [], |row| row.get(0))?;
    if due.is_empty() {
        return Ok(());
    }
    db.transaction(|| {
        let mut tellings = Tellings::new(db, world);
        for pair in due {
            one(db, world, &mut tellings, &pair)?;
        }
        db.run("DELETE FROM dirty WHERE kind = 'dyad'", []).map(drop)
    })
}

fn one(db: &Db, world: &World, tellings: &mut Tellings, pair: &str) -> Result<()> {
    db.run("DELETE FROM relations WHERE pair = ?1", [pair])?;
    db.run("DELETE FROM channels WHERE pair = ?1", [pair])?;
    let sql = "SELECT incident, weighed FROM dyads WHERE pair = ?1 ORDER BY incident";
    let found: Vec<(String, String)> = db.all(sql, [pair], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut all = vec![];
    for (incident, compact) in found {
        let one = unpack(&incident, &compact)
            .ok_or_else(|| damaged(db, format_args!("incident {incident} can't be weighed")))?;
        all.push(one);
    }
    let Some(dyad) = all.iter().flat_map(pairs).find(|dyad| name(dyad) == pair) else {
        return Ok(());
    };
    for mut row in relations(&dyad, &all, &RelationSettings::default()) {
        known(&mut row.a, world);
        known(&mut row.b, world);
        rows::put(db, &row, &[("pair", &pair)])?;
    }
    let sql = "SELECT e.id FROM dyads d JOIN events e ON e.incident = d.incident \
               WHERE d.pair = ?1 AND e.\"type\" IN \
               ('AGREE', 'CONSULT', 'COOPERATE', 'REJECT', 'SANCTION', 'SUPPORT') ORDER BY e.id";
    let events: Vec<String> = db.all(sql, [pair], |row| row.get(0))?;
    let sides = BTreeSet::from([dyad.a.id(), dyad.b.id()]);
    let mut contacts = vec![];
    for telling in tellings.all(&events)? {
        let mut event = telling.event;
        let sql = "SELECT incident FROM events WHERE id = ?1";
        event.incident = db.first(sql, [&event.id], |row| row.get(0))?.flatten();
        contacts.extend(Contact::of(&event));
    }
    for mut row in channels(&contacts, None) {
        let own = |actor: &ActorRef| Side::of(actor).map(|side| side.id());
        let these = BTreeSet::from([own(&row.a), own(&row.b)].map(Option::unwrap_or_default));
        if these == sides {
            known(&mut row.a, world);
            known(&mut row.b, world);
            rows::put(db, &row, &[("pair", &pair)])?;
        }
    }
    Ok(())
}

/// A side's name, where no incident names it.
fn known(side: &mut ActorRef, world: &World) {
    if side.name.is_none()
        && let Some(actor) = side.id.as_deref().and_then(|id| world.get(id))
    {
        side.name = Some(actor.name.clone());
    }
}

fn pairs(one: &Weighed) -> Vec<Dyad> {
    let all: BTreeSet<Dyad> = dyads(one).into_iter().map(|dyad| dyad.pair()).collect();
    all.into_iter().collect()
}

fn name(pair: &Dyad) -> String {
    format!("{}|{}", pair.a.id(), pair.b.id())
}

/// An incident as relations count it: with the intensity of its strongest telling.
fn weighed(row: &Incident, tellings: &[Telling]) -> Weighed {
    let told = tellings.iter().filter(|one| one.event.status != Status::Denied);
    let strongest = told
        .filter(|one| one.event.kind == row.kind)
        .filter_map(|one| one.event.intensity)
        .max_by(|a, b| a.abs().total_cmp(&b.abs()));
    Weighed {
        incident: row.id.clone(),
        actors: row.actors.clone(),
        recipients: row.recipients.clone(),
        reciprocal: tellings.iter().any(|one| one.event.reciprocal),
        intensity: strongest.unwrap_or(0.0),
        date: row.date.clone(),
        happened: tellings
            .iter()
            .any(|one| matches!(one.event.status, Status::Happened | Status::Ongoing)),
        disputed: row.standing == "disputed",
    }
}

fn pack(one: &Weighed) -> String {
    json!([
        one.actors,
        one.recipients,
        one.reciprocal,
        one.intensity,
        one.date,
        one.happened,
        one.disputed
    ])
    .to_string()
}

fn unpack(incident: &str, compact: &str) -> Option<Weighed> {
    let value: Value = serde_json::from_str(compact).ok()?;
    let part = |at: usize| value.get(at).cloned();
    Some(Weighed {
        incident: incident.to_owned(),
        actors: serde_json::from_value(part(0)?).ok()?,
        recipients: serde_json::from_value(part(1)?).ok()?,
        reciprocal: part(2)?.as_bool()?,
        intensity: part(3)?.as_f64()?,
        date: serde_json::from_value(part(4)?).ok()?,
        happened: part(5)?.as_bool()?,
        disputed: part(6)?.as_bool()?,
    })
}
