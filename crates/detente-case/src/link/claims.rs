//! What is claimed and disputed beyond one incident: counts over stretches of time, and what the
//! speakers of a report deny.

use super::telling::Tellings;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::{dispute, incident};
use detente_record::{Incident, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Links what is marked.
pub(super) fn link(db: &Db, tellings: &mut Tellings) -> Result<()> {
    if db.count("SELECT EXISTS (SELECT 1 FROM dirty WHERE kind IN ('denials', 'scope'))")? == 0 {
        return Ok(());
    }
    db.transaction(|| {
        scopes(db, tellings)?;
        denials(db)
    })
}

fn due(db: &Db, kind: &str) -> Result<Vec<String>> {
    db.all("SELECT key FROM dirty WHERE kind = ?1 ORDER BY key", [kind], |row| row.get(0))
}

fn done(db: &Db, kind: &str) -> Result<()> {
    db.run("DELETE FROM dirty WHERE kind = ?1", [kind]).map(drop)
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
