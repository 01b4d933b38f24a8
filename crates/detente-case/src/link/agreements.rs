//! Agreements with their obligations, and what is disputed of them.
//!
//! What is told of an agreement is counted in groups as it comes and goes ([`told`](mod@super::told)),
//! and a row is made of what stands for them. What stands or is overdue hangs on the day as of which
//! it is asked; each row knows between which days it stays as it is.

use super::zones;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::{
    AGREEMENT_DAYS, AGREEMENT_GROUPS, agreement_capped, agreement_turns, agreements_within, dispute,
};
use detente_record::{Event, Undertaking};
use detente_world::World;
use std::collections::BTreeSet;

/// Agreements linked in one transaction.
const BATCH: usize = 200;

/// Links what is dirty.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    let as_of = as_of(db)?;
    moved(db, as_of.as_deref())?;
    loop {
        let sql = "SELECT key FROM dirty WHERE kind = 'agreement' ORDER BY key LIMIT ?1";
        let due: Vec<String> = db.all(sql, [BATCH as i64], |row| row.get(0))?;
        if due.is_empty() {
            return Ok(());
        }
        db.transaction(|| {
            for key in &due {
                one(db, world, key, as_of.as_deref())?;
                db.run("DELETE FROM dirty WHERE kind = 'agreement' AND key = ?1", [key])?;
            }
            Ok(())
        })?;
    }
}

/// Where the day as of which all is judged has moved, marks the agreements of which something turned
/// on the way.
fn moved(db: &Db, as_of: Option<&str>) -> Result<()> {
    let before = db.meta("judged")?.filter(|day| !day.is_empty());
    if as_of == before.as_deref() {
        return Ok(());
    }
    db.transaction(|| {
        match (before.as_deref(), as_of) {
            (Some(before), Some(now)) if before < now => {
                let sql = "INSERT OR IGNORE INTO dirty \
                           SELECT 'agreement', id FROM agreements WHERE turns <= ?1";
                db.run(sql, [now])?;
            }
            (Some(_), Some(now)) => {
                let sql = "INSERT OR IGNORE INTO dirty \
                           SELECT 'agreement', id FROM agreements WHERE turned >= ?1";
                db.run(sql, [now])?;
            }
            _ => {
                db.run("INSERT OR IGNORE INTO dirty SELECT 'agreement', key FROM terms", [])?;
            }
        }
        db.set_meta("judged", as_of.unwrap_or(""))
    })
}

fn one(db: &Db, world: &World, key: &str, as_of: Option<&str>) -> Result<()> {
    db.run("DELETE FROM agreements WHERE id = ?1", [key])?;
    db.run("DELETE FROM disputes WHERE owner = ?1", [key])?;
    let mut undertakings: Vec<Undertaking> = vec![];
    for id in chosen(db, key)? {
        rows::each(db, "id = ?1", &[id], None, &mut |row: Undertaking| {
            undertakings.push(row);
            Ok(())
        })?;
    }
    let mut agreed: Vec<Event> = vec![];
    for id in concluded(db, key)? {
        rows::each(db, "id = ?1", &[id], None, &mut |mut row: Event| {
            row.incident = None;
            agreed.push(row);
            Ok(())
        })?;
    }
    let within = zones::incidents(db, world, key)?;
    let found = agreements_within(key, &undertakings, &agreed, &within, world, as_of);
    let Some(mut agreement) = found else { return Ok(()) };
    let sql = "SELECT sum(count) FROM told WHERE key = ?1";
    let all = db.first(sql, [key], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0);
    agreement.capped =
        agreement_capped(undertakings.len(), usize::try_from(all).unwrap_or_default());
    for one in dispute::of_agreement(&agreement) {
        rows::put(db, &one, &[("owner", &key)])?;
    }
    let (turned, turns) = match as_of {
        Some(day) => agreement_turns(&agreement, day),
        None => (None, None),
    };
    rows::put(db, &agreement, &[("turned", &turned), ("turns", &turns)])
}

/// The undertakings that stand for all that are told.
fn chosen(db: &Db, key: &str) -> Result<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for order in ["count DESC, print, said", "last DESC, print, said"] {
        let sql = format!(
            "SELECT first_row, last_row FROM told WHERE key = ?1 ORDER BY {order} LIMIT ?2"
        );
        let read = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?]);
        let found: Vec<[String; 2]> = db.all(&sql, (key, AGREEMENT_GROUPS as i64), read)?;
        out.extend(found.into_iter().flatten());
    }
    Ok(out)
}

/// The events that tell of its being concluded: the first and the last.
fn concluded(db: &Db, key: &str) -> Result<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for order in ["day, row", "day DESC, row DESC"] {
        let sql = format!(
            "SELECT row FROM terms WHERE key = ?1 AND print IS NULL ORDER BY {order} LIMIT ?2"
        );
        let found: Vec<String> = db.all(&sql, (key, AGREEMENT_DAYS as i64), |row| row.get(0))?;
        out.extend(found);
    }
    Ok(out)
}

/// The latest day that a report is known to bear.
fn as_of(db: &Db) -> Result<Option<String>> {
    let sql = "SELECT max(day) FROM days";
    Ok(db.first(sql, [], |row| row.get::<_, Option<String>>(0))?.flatten())
}
