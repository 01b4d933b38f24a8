//! What happened, across reports: incidents and what is made of each.
//!
//! When the edges of an event change, the part that it is in ([`incident::part`]) and the one that it
//! was in are parted into happenings anew; what comes out as it was stays as it is.

use super::corrected::Corrected;
use super::relations;
use super::telling::Tellings;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::{dispute, incident};
use detente_record::{Incident, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Events that are marked and looked at in one transaction.
const BATCH: usize = 500;

/// Takes away the incidents that the events of a report are of.
pub(super) fn undo_of(db: &Db, report: &str) -> Result<()> {
    let sql = "SELECT DISTINCT incident FROM events WHERE report = ?1 AND incident IS NOT NULL";
    for incident in db.all(sql, [report], |row| row.get::<_, String>(0))? {
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'near', id FROM events \
                   WHERE incident = ?1 AND report <> ?2";
        db.run(sql, [&incident, report])?;
        undo(db, &incident)?;
    }
    db.run("DELETE FROM claims WHERE owner = ?1", [report])?;
    db.run("DELETE FROM disputes WHERE owner = ?1", [report])?;
    Ok(())
}

/// Makes the incidents of what is marked anew.
pub(super) fn link(db: &Db, tellings: &mut Tellings) -> Result<()> {
    let corrected = Corrected::of(db)?;
    loop {
        let sql = "SELECT key, max(kind = 'event') FROM dirty WHERE kind IN ('event', 'near') \
                   GROUP BY key ORDER BY key LIMIT ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let marked: BTreeMap<String, bool> =
            db.all(sql, [BATCH as i64], read)?.into_iter().collect();
        if marked.is_empty() {
            return Ok(());
        }
        db.transaction(|| {
            join(db, tellings, &corrected, &marked)?;
            for event in marked.keys() {
                let sql = "DELETE FROM dirty WHERE kind IN ('event', 'near') AND key = ?1";
                db.run(sql, [event])?;
            }
            Ok(())
        })?;
    }
}

/// `marked` says of each event whether it is told anew; of the others only the edges changed.
fn join(
    db: &Db,
    tellings: &mut Tellings,
    corrected: &Corrected,
    marked: &BTreeMap<String, bool>,
) -> Result<()> {
    let mut edges = Edges { db, read: BTreeMap::new() };
    // Whatever was of one part with a marked event, or is now.
    let mut open: BTreeSet<String> = BTreeSet::new();
    for id in marked.keys() {
        if exists(db, id)? {
            open.insert(id.clone());
        }
        let sql = "SELECT event FROM parts WHERE part = (SELECT part FROM parts WHERE event = ?1)";
        open.extend(db.all(sql, [id], |row| row.get::<_, String>(0))?);
    }
    let mut parts: Vec<incident::PartOf> = vec![];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(id) = open.pop_first() {
        if seen.contains(&id) {
            continue;
        }
        let part = incident::part(&id, &mut |id| edges.near(id))?;
        seen.extend(part.ids.iter().cloned());
        // Corrections: what analysts merged is looked at together.
        open.extend(corrected.merged_with(&part.ids));
        parts.push(part);
    }
    let mut happenings: Vec<Vec<incident::Telling>> = vec![];
    // Of which part each event is, for what is to be said of its cap.
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        let ids: Vec<String> = part.ids.iter().cloned().collect();
        of.extend(ids.iter().map(|id| (id.clone(), at)));
        let all = tellings.ready(&ids)?;
        if let Some(name) = ids.first() {
            for id in &ids {
                // What is as it was costs nothing to keep.
                let sql = "INSERT INTO parts VALUES (?1, ?2) ON CONFLICT (event) \
                           DO UPDATE SET part = excluded.part WHERE part <> excluded.part";
                db.run(sql, [id, name])?;
            }
        }
        for cluster in incident::happenings(&all) {
            happenings.push(cluster.into_iter().map(|at| all[at].telling.clone()).collect());
        }
    }
    let mut made: Vec<(Vec<incident::Telling>, Option<String>)> = vec![];
    for one in corrected.regroup(happenings) {
        let anew = |one: &incident::Telling| marked.get(&one.event.id) == Some(&true);
        let first = one.first().and_then(|first| of.get(&first.event.id));
        let part = first.and_then(|&at| parts.get(at));
        let capped = match part {
            Some(part) => part.capped(is_beyond(db, &one)?),
            None => None,
        };
        if one.iter().any(anew) || !is_made(db, &one, capped.as_deref())? {
            made.push((one, capped));
        }
    }
    let mut was: BTreeMap<String, String> = BTreeMap::new();
    for id in made.iter().flat_map(|(one, _)| one).map(|one| &one.event.id) {
        let sql = "SELECT incident FROM events WHERE id = ?1 AND incident IS NOT NULL";
        if let Some(old) = db.first(sql, [id], |row| row.get::<_, String>(0))? {
            was.insert(id.clone(), old);
        }
    }
    for old in was.values().collect::<BTreeSet<_>>() {
        undo(db, old)?;
    }
    for (one, capped) in made {
        make(db, corrected, &incident::sourced(one), &was, capped)?;
    }
    Ok(())
}

/// Whether one of these was not compared under all of its keys.
fn is_beyond(db: &Db, cluster: &[incident::Telling]) -> Result<bool> {
    for one in cluster {
        let sql = "SELECT key, undated FROM blocks WHERE event = ?1 AND NOT compared";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let out: Vec<(String, bool)> = db.all(sql, [&one.event.id], read)?;
        // Among what is compared only with the undated, many dated ones are no cap.
        if out.iter().any(|(key, undated)| incident::meets(key, *undated, false)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether these and no others are an incident already, of which the same cap is told.
fn is_made(db: &Db, cluster: &[incident::Telling], capped: Option<&str>) -> Result<bool> {
    let Some(first) = cluster.first() else { return Ok(true) };
    let sql = "SELECT i.capped FROM incidents i JOIN events e ON e.incident = i.id \
               WHERE e.id = ?1";
    let told = db.first(sql, [&first.event.id], |row| row.get::<_, Option<String>>(0))?;
    if told.is_none_or(|told| told.as_deref() != capped) {
        return Ok(false);
    }
    let sql = "SELECT id FROM events \
               WHERE incident = (SELECT incident FROM events WHERE id = ?1) ORDER BY id";
    let held: Vec<String> = db.all(sql, [&first.event.id], |row| row.get(0))?;
    Ok(held.iter().eq(cluster.iter().map(|one| &one.event.id)))
}

/// What joins events, read once.
struct Edges<'a> {
    db: &'a Db,
    read: BTreeMap<String, Rc<Vec<incident::Near>>>,
}

impl Edges<'_> {
    fn near(&mut self, id: &str) -> Result<Rc<Vec<incident::Near>>> {
        if let Some(known) = self.read.get(id) {
            return Ok(known.clone());
        }
        let sql = "SELECT b, points FROM edges WHERE a = ?1 ORDER BY b";
        let found = Rc::new(self.db.all(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?);
        self.read.insert(id.to_owned(), Rc::clone(&found));
        Ok(found)
    }
}

fn exists(db: &Db, id: &str) -> Result<bool> {
    // Of what an analyst rejected nothing is made.
    let sql = "SELECT 1 FROM events WHERE id = ?1 AND review ->> 'state' IS NOT 'rejected'";
    Ok(db.first(sql, [id], |_| Ok(()))?.is_some())
}

/// Takes an incident away with what was made of it.
fn undo(db: &Db, incident: &str) -> Result<()> {
    mark_scope(db, incident)?;
    relations::undo(db, incident)?;
    for sql in [
        "UPDATE events SET incident = NULL WHERE incident = ?1",
        "DELETE FROM incidents WHERE id = ?1",
        "DELETE FROM accounts WHERE incident = ?1",
        "DELETE FROM claims WHERE owner = ?1",
        "DELETE FROM disputes WHERE owner = ?1",
    ] {
        db.run(sql, [incident])?;
    }
    Ok(())
}

/// Makes an incident; `was` tells of which one its events were until now.
fn make(
    db: &Db,
    corrected: &Corrected,
    group: &[incident::Telling],
    was: &BTreeMap<String, String>,
    capped: Option<String>,
) -> Result<()> {
    let Some(mut row) = incident::resolve(group) else { return Ok(()) };
    let disputes = dispute::of_incident(&row, group);
    if disputes.iter().any(|one| one.relation == "conflict") {
        row.standing = "disputed".into();
        row.credibility = 6;
    }
    row.capped = capped;
    row.review = corrected.review(group);
    let scope = scope_of(&row);
    rows::put(db, &row, &[("scope", &scope)])?;
    mark_scope(db, &row.id)?;
    for event in &row.events {
        db.run("UPDATE events SET incident = ?1 WHERE id = ?2", [&row.id, event])?;
    }
    relations::put(db, &row, group)?;
    for account in incident::accounts(&row, group) {
        rows::put(db, &account, &[])?;
    }
    if let Some(claim) = dispute::claim(&row, group) {
        rows::put(db, &claim, &[("owner", &row.id)])?;
    }
    for one in disputes {
        rows::put(db, &one, &[("owner", &row.id)])?;
    }
    for one in group {
        // What its speakers deny of a report names incidents by their ids.
        let sql = match (one.event.status, was.get(&one.event.id)) {
            (Status::Denied, _) => "INSERT OR IGNORE INTO dirty VALUES ('denials', ?1)",
            (_, Some(before)) if *before == row.id => continue,
            _ => {
                "INSERT OR IGNORE INTO dirty SELECT 'denials', ?1 \
                 WHERE EXISTS (SELECT 1 FROM claims WHERE owner = ?1)"
            }
        };
        db.run(sql, [&one.event.report])?;
    }
    Ok(())
}

/// Under what a count over a stretch of time is compared with others; nothing of one happening.
fn scope_of(row: &Incident) -> Option<String> {
    if row.extent != "summary" {
        return None;
    }
    let sides: BTreeSet<String> = row.recipients.iter().filter_map(incident::party_key).collect();
    let first = sides.into_iter().next()?;
    Some(format!("{}|{first}", row.kind))
}

fn mark_scope(db: &Db, incident: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO dirty SELECT 'scope', scope FROM incidents \
               WHERE id = ?1 AND scope IS NOT NULL";
    db.run(sql, [incident]).map(drop)
}
