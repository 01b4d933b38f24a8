//! What reports tell of agreements, counted in groups that say the very same.

use crate::error::Result;
use crate::store::connection::Db;
use detente_linking::{agreement_event_keys, agreement_key, agreement_overlap, agreement_prints};
use detente_reading::Reading;
use detente_record::EventType;
use detente_world::World;
use std::collections::BTreeSet;

/// Marks the agreements that a report's undertakings and events are of.
pub(crate) fn mark(db: &Db, world: &World, report: &str, reading: &Reading) -> Result<()> {
    let day = reading.report.published.time.to.as_deref().unwrap_or("");
    for one in &reading.undertakings {
        let (key, (print, said)) = (agreement_key(one, world), agreement_prints(one, world));
        let row = &one.obligation.id;
        let sql = "INSERT OR IGNORE INTO terms VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        if db.run(sql, (&key, row, report, day, print, said))? > 0 {
            group(db, &key, print, said, 1)?;
        }
        dirty(db, &key)?;
    }
    for event in reading.events.iter().filter(|event| event.kind == EventType::Agree) {
        let mut keys: BTreeSet<String> = agreement_event_keys(event, world).into_iter().collect();
        let same = reading.undertakings.iter().filter(|one| agreement_overlap(one, event));
        keys.extend(same.map(|one| agreement_key(one, world)));
        for key in keys {
            let sql = "INSERT OR IGNORE INTO terms VALUES (?1, ?2, ?3, ?4, NULL, NULL)";
            db.run(sql, (&key, &event.id, report, day))?;
            dirty(db, &key)?;
        }
    }
    Ok(())
}

fn dirty(db: &Db, key: &str) -> Result<()> {
    db.run("INSERT OR IGNORE INTO dirty VALUES ('agreement', ?1)", [key]).map(drop)
}

/// Counts one telling of a group more or less, and sees which is its first and its last.
fn group(db: &Db, key: &str, print: i64, said: i64, more: i64) -> Result<()> {
    let end = |order: &str| {
        let sql = format!(
            "SELECT row, day FROM terms WHERE key = ?1 AND print = ?2 AND said = ?3 \
             ORDER BY {order} LIMIT 1"
        );
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        db.first::<(String, String)>(&sql, (key, print, said), read)
    };
    let (Some((first, _)), Some((last, day))) = (end("day, row")?, end("day DESC, row DESC")?)
    else {
        let sql = "DELETE FROM told WHERE key = ?1 AND print = ?2 AND said = ?3";
        return db.run(sql, (key, print, said)).map(drop);
    };
    let sql = "INSERT INTO told VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (key, print, said) DO UPDATE SET count = count + excluded.count, \
               first_row = excluded.first_row, last_row = excluded.last_row, last = excluded.last";
    db.run(sql, (key, print, said, more, first, last, day)).map(drop)
}

/// Marks what a report's undertakings were linked to, before they go.
pub(crate) fn unmark(db: &Db, report: &str) -> Result<()> {
    let sql = "SELECT key, print, said FROM terms WHERE report = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let all: Vec<(String, Option<i64>, Option<i64>)> = db.all(sql, [report], read)?;
    db.run("DELETE FROM terms WHERE report = ?1", [report])?;
    for (key, print, said) in all {
        if let (Some(print), Some(said)) = (print, said) {
            group(db, &key, print, said, -1)?;
        }
        dirty(db, &key)?;
    }
    Ok(())
}
