//! What the world knows of the actors, places and sources that are named. In what forms, how often
//! and where is counted as reports come and go ([`crate::store`]).

use crate::error::Result;
use crate::query::rows::{self, Row, sealed::Held};
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use detente_record::{Report, Source, Statement};
use detente_world::World;

/// Keys linked in one transaction.
const BATCH: usize = 500;

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
    let named = "SELECT 1 FROM forms WHERE id = ?1 LIMIT 1";
    let known = detente_linking::known_actor(key, world);
    known_row(db, "known_actors", key, named, known)
}

fn place(db: &Db, world: &World, key: &str) -> Result<()> {
    let named = "SELECT 1 FROM forms WHERE id = ?1 LIMIT 1";
    let known = world.place_by_id(key).map(|id| detente_linking::known_place(id, world));
    known_row(db, "known_places", key, named, known)
}

/// Keeps what is known of something as long as it is named.
fn known_row<T: Row>(db: &Db, table: &str, key: &str, named: &str, known: Option<T>) -> Result<()> {
    let there = db.first(named, [key], |_| Ok(()))?.is_some();
    // The columns that are not counted.
    let counted = ["aliases", "mentions", "roles", "reports", "evidence"];
    let own: Vec<&rows::Column> =
        T::columns().iter().filter(|column| !counted.contains(&column.0)).collect();
    if let Some(row) = known.as_ref().filter(|_| there)
        && rows::is_in(db, table, row, &own)?
    {
        return Ok(());
    }
    db.run(&format!("DELETE FROM {table} WHERE id = ?1"), [key])?;
    match known.filter(|_| there) {
        Some(row) => rows::put_into(db, table, &row, &own, &[]),
        None => Ok(()),
    }
}

fn source(db: &Db, world: &World, key: &str) -> Result<()> {
    let reports = published(db, key)?;
    let statements = said(db, key)?;
    let mut row = detente_linking::source(key, &reports, &statements, world);
    if let Some(row) = &mut row {
        crate::store::corrections::judge(db, row)?;
    }
    let own = Source::columns().iter();
    let own: Vec<&rows::Column> =
        own.filter(|column| !["reports", "statements"].contains(&column.0)).collect();
    if let Some(row) = &row
        && rows::is_in(db, "known_sources", row, &own)?
    {
        return Ok(());
    }
    db.run("DELETE FROM known_sources WHERE id = ?1", [key])?;
    match row {
        Some(row) => rows::put_into(db, "known_sources", &row, &own, &[]),
        None => Ok(()),
    }
}

/// The first report of an outlet, which names it, and the first whose imprint is quoted.
fn published(db: &Db, key: &str) -> Result<Vec<Report>> {
    let mut out = vec![];
    for condition in ["1", "imprint IS NOT NULL"] {
        let sql = format!(
            "SELECT report, outlet, imprint FROM published WHERE source = ?1 AND {condition} \
             ORDER BY report LIMIT 1"
        );
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let found: Option<(String, Option<String>, Option<String>)> =
            db.first(&sql, [key], read)?;
        let Some((id, outlet, imprint)) = found else { continue };
        let mut report = Report { id, outlet, ..Report::default() };
        if let Some(json) = imprint {
            let words = serde_json::from_str(&json)
                .map_err(|_| damaged(db, format_args!("report {} has no imprint", report.id)))?;
            report.evidence.insert("outlet".into(), words);
        }
        out.push(report);
    }
    Ok(out)
}

/// What a source says in the first report that it speaks in.
fn said(db: &Db, key: &str) -> Result<Vec<Statement>> {
    let mut statements: Vec<Statement> = vec![];
    let condition = "id IN (SELECT statement FROM voices WHERE source = ?1 AND report = \
                     (SELECT min(report) FROM voices WHERE source = ?1))";
    rows::each(db, condition, &[key.to_owned()], None, &mut |statement: Statement| {
        statements.push(statement);
        Ok(())
    })?;
    Ok(statements)
}
