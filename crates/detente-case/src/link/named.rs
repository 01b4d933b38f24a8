//! Actors, places and sources: each made from the mentions and statements under its key.

use crate::error::Result;
use crate::query::rows;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use detente_reading::{Mention, PlaceMention};
use detente_record::{Evidence, Part, Report, Statement};
use detente_world::World;

/// Keys linked in one transaction.
const BATCH: usize = 200;

/// Links the keys of what is named.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    loop {
        let sql = "SELECT kind, key FROM dirty WHERE kind IN ('actor', 'place', 'source') \
                   ORDER BY kind, key LIMIT ?1";
        let keys: Vec<(String, String)> =
            db.all(sql, [BATCH as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if keys.is_empty() {
            return Ok(());
        }
        db.transaction(|| {
            for (kind, key) in &keys {
                match kind.as_str() {
                    "actor" => actor(db, world, key)?,
                    "place" => place(db, world, key)?,
                    _ => source(db, world, key)?,
                }
                db.run("DELETE FROM dirty WHERE kind = ?1 AND key = ?2", [kind, key])?;
            }
            Ok(())
        })?;
    }
}

fn actor(db: &Db, world: &World, key: &str) -> Result<()> {
    let sql = "SELECT report, text, evidence FROM mentions WHERE actor = ?1 \
               ORDER BY report, position";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Vec<(String, String, Option<String>)> = db.all(sql, [key], read)?;
    let mut mentions = Vec::with_capacity(found.len());
    for (report, text, evidence) in found {
        let evidence = match evidence {
            Some(json) => serde_json::from_str(&json)
                .map_err(|_| damaged(db, format_args!("a mention in {report} has no evidence")))?,
            // The words of the first mention in a report are kept; the others come after it.
            None => later(&report),
        };
        mentions.push(Mention { report, actor: key.to_owned(), text, evidence });
    }
    db.run("DELETE FROM actors WHERE id = ?1", [key])?;
    match detente_linking::actor(key, &mentions, world) {
        Some(actor) => rows::put(db, &actor, &[]),
        None => Ok(()),
    }
}

fn place(db: &Db, world: &World, key: &str) -> Result<()> {
    let sql = "SELECT report, text, role, evidence FROM spots WHERE place = ?1 \
               ORDER BY report, position";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found: Vec<(String, String, String, Option<String>)> = db.all(sql, [key], read)?;
    let mut mentions = Vec::with_capacity(found.len());
    for (report, text, role, evidence) in found {
        let odd = |what| damaged(db, format_args!("a place named in {report} has {what}"));
        let role = role.parse().map_err(|_| odd("no role"))?;
        let evidence = match evidence {
            Some(json) => serde_json::from_str(&json).map_err(|_| odd("no evidence"))?,
            None => later(&report),
        };
        mentions.push(PlaceMention { report, place: key.to_owned(), text, role, evidence });
    }
    db.run("DELETE FROM places WHERE id = ?1", [key])?;
    match detente_linking::place(key, &mentions, world) {
        Some(place) => rows::put(db, &place, &[]),
        None => Ok(()),
    }
}

fn later(report: &str) -> Evidence {
    let bytes = [usize::MAX; 2];
    let part = Part { bytes, chars: None, quote: String::new(), reading: None };
    Evidence { report: report.to_owned(), parts: vec![part], section: String::new(), field: None }
}

fn source(db: &Db, world: &World, key: &str) -> Result<()> {
    let reports = published(db, key)?;
    let statements = said(db, key)?;
    db.run("DELETE FROM sources WHERE id = ?1", [key])?;
    match detente_linking::source(key, &reports, &statements, world) {
        Some(mut source) => {
            crate::store::corrections::judge(db, &mut source)?;
            rows::put(db, &source, &[])
        }
        None => Ok(()),
    }
}

/// The reports of an outlet, as far as linking asks for them: there may be very many. The first
/// imprint is the one that is quoted.
fn published(db: &Db, key: &str) -> Result<Vec<Report>> {
    let sql = "SELECT lower(hex(substr(o.sha256, 1, 8))) AS id, coalesce(r.outlet, o.outlet), \
               r.evidence -> 'outlet' \
               FROM readings r JOIN originals o ON o.n = r.n WHERE r.source = ?1 ORDER BY id";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Vec<(String, Option<String>, Option<String>)> = db.all(sql, [key], read)?;
    let (mut reports, mut quoted) = (Vec::with_capacity(found.len()), false);
    for (id, outlet, imprint) in found {
        let mut report = Report { id, outlet, ..Report::default() };
        if let Some(json) = imprint.filter(|_| !quoted) {
            let words = serde_json::from_str(&json)
                .map_err(|_| damaged(db, format_args!("report {} has no imprint", report.id)))?;
            report.evidence.insert("outlet".into(), words);
            quoted = true;
        }
        reports.push(report);
    }
    Ok(reports)
}

/// The statements that a source made or carried, likewise: of all but those in its first report
/// only who spoke.
fn said(db: &Db, key: &str) -> Result<Vec<Statement>> {
    let mut statements: Vec<Statement> = vec![];
    let condition = "id IN (SELECT statement FROM voices WHERE source = ?1)";
    rows::each(db, condition, &[key.to_owned()], None, &mut |mut statement: Statement| {
        statement.content = String::new();
        if statements.first().is_some_and(|first| first.report != statement.report) {
            statement.evidence.content.parts.clear();
            statement.evidence.source = None;
            statement.evidence.cue = None;
        }
        statements.push(statement);
        Ok(())
    })?;
    Ok(statements)
}
