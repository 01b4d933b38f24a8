//! What happened, across reports: incidents, the claims made of them, and what is disputed.
//!
//! An event is looked for under its keys (`blocks`); events under one key are compared, and what
//! joins them is kept as an edge with its key. When a report comes or goes, the keys of its events
//! are compared anew; the incidents of every event whose edges changed are taken away and made again
//! from what now hangs together. All else stays as it is.

use super::corrected::Corrected;
use super::relations;
use super::telling::Tellings;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::{dispute, incident};
use detente_record::{Event, Incident, Statement};
use detente_world::World;
use std::collections::{BTreeMap, BTreeSet};

/// Marks the events of a report for linking.
pub(crate) fn mark_events(db: &Db, report: &str, events: &[Event]) -> Result<()> {
    for event in events {
        for key in incident::blocks(event) {
            db.run("INSERT OR IGNORE INTO blocks VALUES (?1, ?2)", [&key, &event.id])?;
            db.run("INSERT OR IGNORE INTO dirty VALUES ('block', ?1)", [&key])?;
        }
        db.run("INSERT OR IGNORE INTO dirty VALUES ('event', ?1)", [&event.id])?;
    }
    db.run("INSERT OR IGNORE INTO dirty VALUES ('denials', ?1)", [report]).map(drop)
}

/// Marks what the events of a report were linked to, before they go.
pub(crate) fn unmark_events(db: &Db, report: &str) -> Result<()> {
    let sql = "SELECT id, incident FROM events WHERE report = ?1";
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
    for (event, incident) in db.all(sql, [report], read)? {
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'block', key FROM blocks WHERE event = ?1";
        db.run(sql, [&event])?;
        db.run("DELETE FROM blocks WHERE event = ?1", [&event])?;
        db.run("DELETE FROM edges WHERE a = ?1 OR b = ?1", [&event])?;
        if let Some(incident) = incident {
            let sql = "INSERT OR IGNORE INTO dirty SELECT 'event', id FROM events \
                       WHERE incident = ?1 AND report <> ?2";
            db.run(sql, [&incident, report])?;
            undo(db, &incident)?;
        }
    }
    db.run("DELETE FROM claims WHERE owner = ?1", [report])?;
    db.run("DELETE FROM disputes WHERE owner = ?1", [report])?;
    Ok(())
}

/// Links what is dirty, in one transaction: a killed link begins again.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    let due = "SELECT EXISTS (SELECT 1 FROM dirty WHERE kind IN ('block', 'event', 'denials', \
               'scope'))";
    if db.count(due)? == 0 {
        return Ok(());
    }
    db.transaction(|| {
        let mut tellings = Tellings::new(db, world);
        // Corrections: what analysts join hangs together; see `corrected`.
        let corrected = Corrected::of(db)?;
        compare(db, &mut tellings)?;
        join(db, &mut tellings, &corrected)?;
        scopes(db, &mut tellings)?;
        denials(db)
    })
}

fn due(db: &Db, kind: &str) -> Result<Vec<String>> {
    db.all("SELECT key FROM dirty WHERE kind = ?1 ORDER BY key", [kind], |row| row.get(0))
}

fn done(db: &Db, kind: &str) -> Result<()> {
    db.run("DELETE FROM dirty WHERE kind = ?1", [kind]).map(drop)
}

/// Compares the events under each dirty key, and marks those whose edges changed.
fn compare(db: &Db, tellings: &mut Tellings) -> Result<()> {
    for key in due(db, "block")? {
        let sql = "SELECT event FROM blocks WHERE key = ?1 ORDER BY event LIMIT ?2";
        let most = (incident::MOST + 1) as i64;
        let ids: Vec<String> = db.all(sql, (&key, most), |row| row.get(0))?;
        let sql = "SELECT a, b, points FROM edges WHERE key = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let before: BTreeSet<(String, String, i32)> =
            db.all(sql, [&key], read)?.into_iter().collect();
        let mut after = BTreeSet::new();
        if ids.len() > 1 {
            let group = tellings.all(&ids)?;
            for (a, b, points) in incident::edges(&group).0 {
                let (a, b) = (group[a].event.id.clone(), group[b].event.id.clone());
                after.insert(if a < b { (a, b, points) } else { (b, a, points) });
            }
        }
        for (a, b, _) in before.difference(&after) {
            db.run("DELETE FROM edges WHERE key = ?1 AND a = ?2 AND b = ?3", [&key, a, b])?;
        }
        for (a, b, points) in after.difference(&before) {
            db.run("INSERT OR REPLACE INTO edges VALUES (?1, ?2, ?3, ?4)", (&key, a, b, points))?;
        }
        for (a, b, _) in before.symmetric_difference(&after) {
            for event in [a, b] {
                db.run("INSERT OR IGNORE INTO dirty VALUES ('event', ?1)", [event])?;
            }
        }
    }
    done(db, "block")
}

/// Makes the incidents of what is marked anew.
fn join(db: &Db, tellings: &mut Tellings, corrected: &Corrected) -> Result<()> {
    let mut open: Vec<String> = due(db, "event")?;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // What was of one incident with a marked event may have lost what joined them.
    for id in open.clone() {
        let sql = "SELECT e.id FROM events e JOIN events m ON e.incident = m.incident \
                   WHERE m.id = ?1";
        open.extend(db.all(sql, [&id], |row| row.get::<_, String>(0))?);
    }
    let mut groups: Vec<BTreeSet<String>> = vec![];
    for id in open {
        if seen.contains(&id) || !exists(db, &id)? {
            continue;
        }
        let group = reached(db, id)?;
        seen.extend(group.iter().cloned());
        groups.push(group);
    }
    for group in &groups {
        for id in group {
            let sql = "SELECT incident FROM events WHERE id = ?1 AND incident IS NOT NULL";
            if let Some(old) = db.first(sql, [id], |row| row.get::<_, String>(0))? {
                undo(db, &old)?;
            }
        }
    }
    for group in groups {
        let ids: Vec<String> = group.into_iter().collect();
        let all = tellings.all(&ids)?;
        let edges = if all.len() > 1 { between(db, &ids)? } else { vec![] };
        for cluster in corrected.regroup(&all, incident::clusters(&all, &edges)) {
            let one = cluster.into_iter().map(|at| all[at].clone()).collect();
            make(db, corrected, &incident::sourced(one))?;
        }
    }
    done(db, "event")
}

/// The edges between some events, which are in the order of their ids, by their places.
fn between(db: &Db, ids: &[String]) -> Result<Vec<incident::Edge>> {
    let mut out = vec![];
    for (at, id) in ids.iter().enumerate() {
        let sql = "SELECT b, max(points) FROM edges WHERE a = ?1 GROUP BY b ORDER BY b";
        let found: Vec<(String, i32)> = db.all(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (other, points) in found {
            if let Ok(there) = ids.binary_search(&other) {
                out.push((at, there, points));
            }
        }
    }
    Ok(out)
}

fn exists(db: &Db, id: &str) -> Result<bool> {
    // Of what an analyst rejected nothing is made.
    let sql = "SELECT 1 FROM events WHERE id = ?1 AND review ->> 'state' IS NOT 'rejected'";
    Ok(db.first(sql, [id], |_| Ok(()))?.is_some())
}

/// All events that hang together with one.
fn reached(db: &Db, from: String) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::from([from.clone()]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        let sql = "SELECT b FROM edges WHERE a = ?1 UNION SELECT a FROM edges WHERE b = ?1";
        for other in db.all(sql, [&id], |row| row.get::<_, String>(0))? {
            if found.insert(other.clone()) {
                open.push(other);
            }
        }
    }
    Ok(found)
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

fn make(db: &Db, corrected: &Corrected, group: &[incident::Telling]) -> Result<()> {
    let Some(mut row) = incident::resolve(group) else { return Ok(()) };
    let disputes = dispute::of_incident(&row, group);
    if disputes.iter().any(|one| one.relation == "conflict") {
        row.standing = "disputed".into();
        row.credibility = 6;
    }
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
    for one in group.iter().filter(|one| one.event.status == detente_record::Status::Denied) {
        db.run("INSERT OR IGNORE INTO dirty VALUES ('denials', ?1)", [&one.event.report])?;
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

/// Compares counts over stretches of time.
fn scopes(db: &Db, tellings: &mut Tellings) -> Result<()> {
    for scope in due(db, "scope")? {
        db.run("DELETE FROM disputes WHERE owner = ?1", [&scope])?;
        let mut summaries: Vec<(Incident, Vec<incident::Telling>)> = vec![];
        let mut found: Vec<Incident> = vec![];
        let limit = Some(incident::MOST);
        rows::each(db, "scope = ?1", std::slice::from_ref(&scope), limit, &mut |row: Incident| {
            found.push(row);
            Ok(())
        })?;
        for row in found {
            let all = incident::sourced(tellings.all(&row.events)?);
            summaries.push((row, all));
        }
        for one in dispute::of_summaries(&summaries) {
            rows::put(db, &one, &[("owner", &scope)])?;
        }
    }
    done(db, "scope")
}

/// What the speakers of a report deny, apart from what an incident tells already.
fn denials(db: &Db) -> Result<()> {
    for report in due(db, "denials")? {
        db.run("DELETE FROM claims WHERE owner = ?1", [&report])?;
        db.run("DELETE FROM disputes WHERE owner = ?1", [&report])?;
        let sql = "SELECT e.statement FROM events e JOIN disputes d ON d.owner = e.incident \
                   WHERE e.report = ?1 AND e.status = 'denied' AND e.statement IS NOT NULL \
                   AND d.kind IN ('denial', 'occurrence')";
        let linked: BTreeSet<String> =
            db.all(sql, [&report], |row| row.get(0))?.into_iter().collect();
        let mut statements: Vec<Statement> = vec![];
        let own = std::slice::from_ref(&report);
        let condition = "report = ?1 AND review ->> 'state' IS NOT 'rejected'";
        rows::each(db, condition, own, None, &mut |row: Statement| {
            statements.push(row);
            Ok(())
        })?;
        // Claims name incidents, where a row belongs to one.
        let incidents: BTreeMap<String, String> = db
            .all(
                "SELECT id, incident FROM events WHERE report = ?1 AND incident IS NOT NULL",
                [&report],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?
            .into_iter()
            .collect();
        for statement in &mut statements {
            for id in &mut statement.about {
                if let Some(incident) = incidents.get(id) {
                    id.clone_from(incident);
                }
            }
        }
        let (claims, disputes) = dispute::of_statements(&statements, &linked);
        for claim in claims {
            rows::put(db, &claim, &[("owner", &report)])?;
        }
        for one in disputes {
            rows::put(db, &one, &[("owner", &report)])?;
        }
    }
    done(db, "denials")
}
