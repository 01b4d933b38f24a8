//! Which events are joined: those under one key are compared, and what joins them is kept.
//!
//! An event is looked for under its keys (`blocks`). Under each key the first by id are compared with
//! each other ([`incident::MOST`] of them); `compared` says of which that is done. So one event more
//! is compared with those that stand under its keys, and they not again with each other.

use super::telling::Tellings;
use crate::error::Result;
use crate::store::connection::Db;
use detente_linking::incident;
use detente_record::Event;

/// Keys compared in one transaction.
const BATCH: usize = 2000;

/// Marks the events of a report for linking.
pub(crate) fn mark_events(db: &Db, report: &str, events: &[Event]) -> Result<()> {
    for event in events {
        let undated = incident::is_undated(event);
        for key in incident::blocks(event) {
            let sql = "INSERT OR IGNORE INTO blocks VALUES (?1, ?2, ?3, 0)";
            db.run(sql, (&key, &event.id, undated))?;
            db.run("INSERT OR IGNORE INTO dirty VALUES ('block', ?1)", [&key])?;
        }
        db.run("INSERT OR IGNORE INTO dirty VALUES ('event', ?1)", [&event.id])?;
    }
    db.run("INSERT OR IGNORE INTO dirty VALUES ('denials', ?1)", [report]).map(drop)
}

/// Marks what the events of a report were linked to, before they go.
pub(crate) fn unmark_events(db: &Db, report: &str) -> Result<()> {
    let sql = "SELECT id FROM events WHERE report = ?1";
    for event in db.all(sql, [report], |row| row.get::<_, String>(0))? {
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'block', key FROM blocks WHERE event = ?1";
        db.run(sql, [&event])?;
        db.run("DELETE FROM blocks WHERE event = ?1", [&event])?;
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'near', b FROM edges WHERE a = ?1";
        db.run(sql, [&event])?;
        db.run(
            "DELETE FROM edges WHERE b = ?1 AND a IN (SELECT b FROM edges WHERE a = ?1)",
            [&event],
        )?;
        db.run("DELETE FROM edges WHERE a = ?1", [&event])?;
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'near', event FROM parts \
                   WHERE part = (SELECT part FROM parts WHERE event = ?1)";
        db.run(sql, [&event])?;
        db.run("DELETE FROM parts WHERE event = ?1", [&event])?;
    }
    super::incidents::undo_of(db, report)
}

/// Marks an event whose edges changed; what it tells is as it was.
fn mark(db: &Db, event: &str) -> Result<()> {
    db.run("INSERT OR IGNORE INTO dirty VALUES ('near', ?1)", [event]).map(drop)
}

/// Compares what came under each dirty key with what stands there, and marks the events whose edges
/// changed.
pub(super) fn link(db: &Db, tellings: &mut Tellings) -> Result<()> {
    loop {
        let sql = "SELECT key FROM dirty WHERE kind = 'block' ORDER BY key LIMIT ?1";
        let keys: Vec<String> = db.all(sql, [BATCH as i64], |row| row.get(0))?;
        if keys.is_empty() {
            return Ok(());
        }
        db.transaction(|| {
            for key in &keys {
                one(db, tellings, key)?;
                db.run("DELETE FROM dirty WHERE kind = 'block' AND key = ?1", [key])?;
            }
            Ok(())
        })?;
    }
}

/// An event under a key.
struct Held {
    event: String,
    undated: bool,
    compared: bool,
}

fn one(db: &Db, tellings: &mut Tellings, key: &str) -> Result<()> {
    let sql = "SELECT event, undated, compared FROM blocks WHERE key = ?1 ORDER BY event LIMIT ?2";
    let held = db.all(sql, (key, incident::MOST as i64), |row| {
        Ok(Held { event: row.get(0)?, undated: row.get(1)?, compared: row.get(2)? })
    })?;
    if held.len() == incident::MOST
        && let Some(last) = held.last()
    {
        let sql = "SELECT event FROM blocks WHERE key = ?1 AND event > ?2 AND compared";
        for gone in db.all(sql, [key, &last.event], |row| row.get::<_, String>(0))? {
            leave(db, key, &gone)?;
        }
    }
    for (at, one) in held.iter().enumerate() {
        let sql = "UPDATE blocks SET compared = 1 WHERE key = ?1 AND event = ?2";
        if !one.compared {
            db.run(sql, [key, &one.event])?;
        }
        // Each pair once, of which at least one has come.
        let others: Vec<String> = held[at + 1..]
            .iter()
            .filter(|other| !one.compared || !other.compared)
            .filter(|other| incident::meets(key, one.undated, other.undated))
            .map(|other| other.event.clone())
            .collect();
        if others.is_empty() {
            continue;
        }
        let own = tellings.ready(std::slice::from_ref(&one.event))?;
        let Some(own) = own.first() else { continue };
        for other in tellings.ready(&others)? {
            if let Some(points) = own.joins(&other) {
                join(db, &one.event, &other.telling.event.id, points)?;
            }
        }
    }
    Ok(())
}

/// Keeps that two events are joined; under another key it may be known already.
fn join(db: &Db, a: &str, b: &str, points: i32) -> Result<()> {
    let new = db.run("INSERT OR IGNORE INTO edges VALUES (?1, ?2, ?3)", (a, b, points))? > 0;
    if new {
        db.run("INSERT OR IGNORE INTO edges VALUES (?1, ?2, ?3)", (b, a, points))?;
        mark(db, a)?;
        mark(db, b)?;
    }
    Ok(())
}

/// An event is no longer among those that are compared under a key: what joins it to others stays
/// only where another key has both.
fn leave(db: &Db, key: &str, event: &str) -> Result<()> {
    let sql = "UPDATE blocks SET compared = 0 WHERE key = ?1 AND event = ?2";
    db.run(sql, [key, event])?;
    mark(db, event)?;
    let sql = "SELECT b FROM edges WHERE a = ?1";
    for other in db.all(sql, [event], |row| row.get::<_, String>(0))? {
        if !is_met(db, event, &other)? {
            let sql = "DELETE FROM edges WHERE a = ?1 AND b = ?2";
            db.run(sql, [event, other.as_str()])?;
            db.run(sql, [other.as_str(), event])?;
            mark(db, &other)?;
        }
    }
    Ok(())
}

/// Whether two events are compared under some key.
fn is_met(db: &Db, a: &str, b: &str) -> Result<bool> {
    let sql = "SELECT x.key, x.undated, y.undated FROM blocks x JOIN blocks y ON y.key = x.key \
               WHERE x.event = ?1 AND x.compared AND y.event = ?2 AND y.compared";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let all: Vec<(String, bool, bool)> = db.all(sql, [a, b], read)?;
    Ok(all.iter().any(|(key, one, other)| incident::meets(key, *one, *other)))
}
