//! What changed of linked rows: noted as it happens, and kept at the end of each linking.
//!
//! Triggers on the tables note every row that is taken away or put in, with what it was when it was
//! first touched; [`close`] keeps those that are otherwise now, as one *moment* beside the last entry of
//! the custody log. Nothing in the linking knows of it.
//!
//! It is bounded: of a linking that touches more than [`MOST`] rows only the counts are kept, and the
//! triggers note nothing beyond that many; of all moments together the last [`KEPT`] changes are.

use super::connection::Db;
use crate::error::Result;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Rows noted of one linking.
const MOST: u64 = 5000;
/// Changes kept in all, about 100 MB; of older moments only their number is.
const KEPT: u64 = 200_000;

/// Tables that are watched, with the kind of row.
const WATCHED: [(&str, &str); 3] =
    [("incidents", "incident"), ("disputes", "dispute"), ("agreements", "agreement")];

/// A row as its changes are told, as SQL over the row called `x`.
fn compact(table: &str, x: &str) -> String {
    let names = |column: &str| {
        format!(
            "coalesce((SELECT group_concat(coalesce(value ->> 'name', value ->> 'text'), ', ') \
             FROM json_each({x}.{column})), '?')"
        )
    };
    match table {
        "incidents" => format!(
            "json_object('text', {x}.\"type\" || ': ' || {} || ' → ' || {}, 'fields', json_object(\
             'type', {x}.\"type\", 'date', {x}.date ->> 'edtf', \
             'place', coalesce({x}.place ->> 'name', {x}.place ->> 'text'), \
             'standing', {x}.standing, 'extent', {x}.extent, 'credibility', {x}.credibility, \
             'sources', {x}.independent_sources, 'review', {x}.review ->> 'state', \
             'figures', (SELECT nullif(group_concat(key || ' ' || coalesce(value ->> 'best', \
             (value ->> 'low') || '–' || (value ->> 'high'), '?'), ', '), '') \
             FROM json_each({x}.figures))), \
             'events', json({x}.events), 'reports', json({x}.reports))",
            names("actors"),
            names("recipients")
        ),
        "disputes" => format!(
            "json_object('text', {x}.text, 'fields', json_object('kind', {x}.kind, \
             'relation', {x}.relation, 'first', {x}.first, 'last', {x}.last, \
             'sources', {x}.independent_sources), \
             'reports', json((SELECT json_group_array(DISTINCT w.value ->> 'report') \
             FROM json_each({x}.positions) p, json_each(p.value -> 'evidence') w)))"
        ),
        // Each obligation changes by itself.
        _ => format!(
            "(SELECT json_group_object(o.value ->> 'id', json_object(\
             'text', coalesce({x}.name, {x}.id) || ': ' || (o.value ->> 'text'), \
             'fields', json_object('standing', o.value ->> 'standing', \
             'deadline', o.value -> 'deadline' ->> 'edtf', 'existence', o.value ->> 'existence'), \
             'reports', json((SELECT json_group_array(DISTINCT w.value ->> 'report') FROM (\
             SELECT e.value FROM json_each(o.value -> 'evidence') e UNION ALL \
             SELECT e.value FROM json_each(o.value -> 'performance') p, \
             json_each(p.value -> 'evidence') e) w)))) FROM json_each({x}.obligations) o)"
        ),
    }
}

/// The table of what was touched.
pub(crate) const TABLE: &str = "CREATE TABLE touched (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, \
     id TEXT NOT NULL, before TEXT, UNIQUE (kind, id));";

/// The triggers that fill it.
pub(crate) fn triggers() -> String {
    let mut out = String::new();
    for (table, kind) in WATCHED {
        for (event, x) in [("DELETE", "OLD"), ("INSERT", "NEW")] {
            let before = if event == "DELETE" { compact(table, x) } else { "NULL".to_owned() };
            out += &format!(
                "CREATE TRIGGER {table}_{event} AFTER {event} ON {table} \
                 WHEN coalesce((SELECT max(n) FROM touched), 0) <= {MOST} \
                 BEGIN INSERT INTO touched (kind, id, before) \
                 SELECT '{kind}', {x}.id, {before} WHERE NOT EXISTS \
                 (SELECT 1 FROM touched WHERE kind = '{kind}' AND id = {x}.id); END;"
            );
        }
    }
    out
}

/// Keeps what changed since the last moment. What a killed process left is kept by the next.
pub(crate) fn close(db: &Db) -> Result<()> {
    let noted = db.count("SELECT max(n) FROM touched")?;
    if noted == 0 {
        return Ok(());
    }
    db.transaction(|| {
        // After the tables themselves were made anew nothing is known of what was before.
        let counts_only = noted > MOST || db.meta("log")?.as_deref() == Some("counts");
        let changes = if counts_only { vec![] } else { changed(db)? };
        if counts_only || !changes.is_empty() {
            let told = if counts_only { counts(db)? } else { "{}".to_owned() };
            let sql = "INSERT INTO moments (custody, at, counts_only, counts) \
                       SELECT seq, at, ?1, ?2 FROM custody ORDER BY seq DESC LIMIT 1";
            db.run(sql, (counts_only, told))?;
            let moment = db.sql.last_insert_rowid();
            let mut kept = kept(db)?;
            let gone = removed(db)?;
            for (kind, id, before, after) in changes {
                let [before, after] = [before, after].map(|state| state.map(|s| without(s, &gone)));
                let sql = "INSERT OR IGNORE INTO changes VALUES (?1, ?2, ?3, ?4, ?5)";
                kept += db.run(sql, (moment, kind, id, before, after))? as u64;
            }
            prune(db, kept)?;
        }
        db.run("DELETE FROM touched", [])?;
        db.run("DELETE FROM meta WHERE key = 'log'", []).map(drop)
    })
}

/// Takes out of all moments the words of what rested on a report: it was removed.
pub(crate) fn erase(db: &Db, report: &str) -> Result<()> {
    let sql = "SELECT moment, kind, id, before, after FROM changes \
               WHERE instr(before, ?1) > 0 OR instr(after, ?1) > 0";
    type Row = (i64, String, String, Option<String>, Option<String>);
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<Row, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    let gone = BTreeSet::from([report.to_owned()]);
    for (moment, kind, id, before, after) in db.all(sql, [report], read)? {
        let [before, after] = [before, after].map(|state| state.map(|s| without(s, &gone)));
        let sql = "UPDATE changes SET before = ?4, after = ?5 \
                   WHERE moment = ?1 AND kind = ?2 AND id = ?3";
        db.run(sql, (moment, kind, id, before, after))?;
    }
    Ok(())
}

/// Ids of the reports that were removed.
fn removed(db: &Db) -> Result<BTreeSet<String>> {
    let sql = "SELECT lower(hex(substr(sha256, 1, 8))) FROM tombstones";
    Ok(db.all(sql, [], |row| row.get(0))?.into_iter().collect())
}

/// What a row was, without the words of reports that are gone.
fn without(state: String, gone: &BTreeSet<String>) -> String {
    // Of most cases nothing was removed.
    if gone.is_empty() {
        return state;
    }
    let is_gone = |report: &Value| report.as_str().is_some_and(|report| gone.contains(report));
    let value: Value = serde_json::from_str(&state).unwrap_or(Value::Null);
    let Some(reports) = value["reports"].as_array() else { return state };
    if !reports.iter().any(is_gone) {
        return state;
    }
    let left: Vec<&Value> = reports.iter().filter(|report| !is_gone(report)).collect();
    let text = "told by a report that was removed";
    json!({ "text": text, "fields": {}, "events": [], "reports": left }).to_string()
}

/// That nothing is known of the rows before: the next moment holds counts only.
pub(crate) fn forget(db: &Db) -> Result<()> {
    db.set_meta("log", "counts")
}

type Change = (String, String, Option<String>, Option<String>);

fn changed(db: &Db) -> Result<Vec<Change>> {
    let mut out = vec![];
    for (table, kind) in WATCHED {
        let sql = format!(
            "SELECT t.id, t.before, (SELECT {} FROM {table} x WHERE x.id = t.id) \
             FROM touched t WHERE t.kind = ?1 ORDER BY t.id",
            compact(table, "x")
        );
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows: Vec<(String, Option<String>, Option<String>)> = db.all(&sql, [kind], read)?;
        for (id, before, after) in rows.into_iter().filter(|(_, before, after)| before != after) {
            match kind {
                "agreement" => out.extend(obligations(before.as_deref(), after.as_deref())),
                kind => out.push((kind.to_owned(), id, before, after)),
            }
        }
    }
    Ok(out)
}

/// The obligations of an agreement that changed.
fn obligations(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    type All = BTreeMap<String, Value>;
    let all = |json: Option<&str>| -> All {
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    };
    let (before, after) = (all(before), all(after));
    let mut ids: Vec<&String> = before.keys().chain(after.keys()).collect();
    ids.sort();
    ids.dedup();
    let of = |all: &All, id: &str| all.get(id).map(ToString::to_string);
    ids.into_iter()
        .map(|id| ("obligation".to_owned(), id.clone(), of(&before, id), of(&after, id)))
        .filter(|(_, _, before, after)| before != after)
        .collect()
}

fn counts(db: &Db) -> Result<String> {
    let mut out = serde_json::Map::new();
    for table in ["readings", "incidents", "disputes", "agreements"] {
        out.insert(table.into(), db.count(&format!("SELECT count(*) FROM {table}"))?.into());
    }
    Ok(Value::Object(out).to_string())
}

/// How many changes are kept: counted once, and then known.
fn kept(db: &Db) -> Result<u64> {
    match db.meta("changes")?.and_then(|n| n.parse().ok()) {
        Some(kept) => Ok(kept),
        None => db.count("SELECT count(*) FROM changes"),
    }
}

/// Reduces the oldest moments to the count of their changes, where too much is kept.
fn prune(db: &Db, mut kept: u64) -> Result<()> {
    while kept > KEPT {
        let sql = "SELECT min(moment) FROM changes";
        let Some(oldest) = db.first(sql, [], |row| row.get::<_, Option<i64>>(0))?.flatten() else {
            break;
        };
        let gone = db.run("DELETE FROM changes WHERE moment = ?1", [oldest])? as u64;
        let sql = "UPDATE moments SET counts_only = 1, counts = json_object('changes', ?2) \
                   WHERE n = ?1";
        db.run(sql, (oldest, gone as i64))?;
        kept = kept.saturating_sub(gone);
    }
    db.set_meta("changes", &kept.to_string())
}
