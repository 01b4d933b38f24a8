//! Agreements with their obligations, and what is disputed of them.

use super::zones;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::{agreement_event_keys, agreement_key, agreements_within, dispute};
use detente_reading::Reading;
use detente_record::{Event, EventType, Undertaking};
use detente_world::World;

/// Marks the agreements that a report's undertakings and events are of.
pub(crate) fn mark(db: &Db, world: &World, report: &str, reading: &Reading) -> Result<()> {
    let put = |key: &str, row: &str| {
        db.run("INSERT OR IGNORE INTO terms VALUES (?1, ?2, ?3)", [key, row, report])?;
        db.run("INSERT OR IGNORE INTO dirty VALUES ('agreement', ?1)", [key]).map(drop)
    };
    for one in &reading.undertakings {
        put(&agreement_key(one, world), &one.obligation.id)?;
    }
    for event in reading.events.iter().filter(|event| event.kind == EventType::Agree) {
        for key in agreement_event_keys(event, world) {
            put(&key, &event.id)?;
        }
    }
    Ok(())
}

/// Marks what a report's undertakings were linked to, before they go.
pub(crate) fn unmark(db: &Db, report: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO dirty SELECT 'agreement', key FROM terms WHERE report = ?1";
    db.run(sql, [report])?;
    db.run("DELETE FROM terms WHERE report = ?1", [report]).map(drop)
}

/// Links what is dirty. What stands and what is overdue hangs on the day as of which it is asked:
/// where a later report moves that day, all agreements are judged anew.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    let as_of = as_of(db)?;
    let known = db.meta("judged")?;
    let moved = as_of.as_deref().unwrap_or("") != known.as_deref().unwrap_or("");
    let due = "SELECT EXISTS (SELECT 1 FROM dirty WHERE kind = 'agreement')";
    if !moved && db.count(due)? == 0 {
        return Ok(());
    }
    db.transaction(|| {
        if moved {
            db.run("INSERT OR IGNORE INTO dirty SELECT 'agreement', key FROM terms", [])?;
            db.set_meta("judged", as_of.as_deref().unwrap_or(""))?;
        }
        let sql = "SELECT key FROM dirty WHERE kind = 'agreement' ORDER BY key";
        for key in db.all(sql, [], |row| row.get::<_, String>(0))? {
            one(db, world, &key, as_of.as_deref())?;
        }
        db.run("DELETE FROM dirty WHERE kind = 'agreement'", []).map(drop)
    })
}

fn one(db: &Db, world: &World, key: &str, as_of: Option<&str>) -> Result<()> {
    db.run("DELETE FROM agreements WHERE id = ?1", [key])?;
    db.run("DELETE FROM disputes WHERE owner = ?1", [key])?;
    let own = [key.to_owned()];
    let mut undertakings: Vec<Undertaking> = vec![];
    let condition = "id IN (SELECT row FROM terms WHERE key = ?1)";
    rows::each(db, condition, &own, None, &mut |row: Undertaking| {
        undertakings.push(row);
        Ok(())
    })?;
    let mut agreed: Vec<Event> = vec![];
    let condition = "\"type\" = 'AGREE' AND (id IN (SELECT row FROM terms WHERE key = ?1) \
                     OR report IN (SELECT report FROM terms WHERE key = ?1))";
    rows::each(db, condition, &own, None, &mut |mut row: Event| {
        row.incident = None;
        agreed.push(row);
        Ok(())
    })?;
    let within = zones::incidents(db, world, key)?;
    let found = agreements_within(key, &undertakings, &agreed, &within, world, as_of);
    let Some(agreement) = found else { return Ok(()) };
    for one in dispute::of_agreement(&agreement) {
        rows::put(db, &one, &[("owner", &key)])?;
    }
    rows::put(db, &agreement, &[])
}

/// The latest day that a report is known to bear.
fn as_of(db: &Db) -> Result<Option<String>> {
    let sql = "SELECT max(coalesce(day, published ->> 'to')) FROM readings";
    Ok(db.first(sql, [], |row| row.get::<_, Option<String>>(0))?.flatten())
}
