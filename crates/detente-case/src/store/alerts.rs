//! Alerts that rules of a watch raised, and to whom they are still to be told.

use super::connection::Db;
use super::{custody, kept, watched};
use crate::error::Result;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that a rule of a watch was waiting for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// One happening under one rule has one id; it is raised once.
    pub id: String,
    /// When it was raised, RFC 3339 UTC.
    pub at: String,
    /// What it waited for: `dispute`, `breach`, `deadline`, `turn`, `zone`, `failing`, `many`.
    pub on: String,
    /// The rule's name.
    pub rule: String,
    /// The kind of row it is about, and its id; nothing where it is about none.
    pub kind: Option<String>,
    /// The row's id.
    pub row: Option<String>,
    /// One sentence.
    pub text: String,
    /// The reports it rests on.
    pub reports: Vec<String>,
    /// What else is known of it.
    pub detail: Value,
}

/// An alert that is still to be told to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Outstanding {
    /// The alert.
    pub alert: Alert,
    /// To whom.
    pub sink: String,
    /// How often it was tried.
    pub tries: u32,
}

const COLUMNS: &str = "a.id, a.at, a.\"on\", a.rule, a.kind, a.row, a.text, a.reports, a.detail";

fn of(row: &Row<'_>) -> rusqlite::Result<Alert> {
    let (reports, detail): (String, String) = (row.get(7)?, row.get(8)?);
    Ok(Alert {
        id: row.get(0)?,
        at: row.get(1)?,
        on: row.get(2)?,
        rule: row.get(3)?,
        kind: row.get(4)?,
        row: row.get(5)?,
        text: row.get(6)?,
        reports: serde_json::from_str(&reports).unwrap_or_default(),
        detail: serde_json::from_str(&detail).unwrap_or_default(),
    })
}

/// Alerts, the last first.
pub(crate) fn last(db: &Db, skip: u64, limit: u64) -> Result<Vec<Alert>> {
    if !watched::any(db)? {
        return Ok(vec![]);
    }
    let sql = format!("SELECT {COLUMNS} FROM alerts a ORDER BY a.n DESC LIMIT ?1 OFFSET ?2");
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    db.all(&sql, [number(limit), number(skip)], of)
}

/// Whether one was raised.
pub(crate) fn is_raised(db: &Db, id: &str) -> Result<bool> {
    if !watched::any(db)? {
        return Ok(false);
    }
    Ok(db.first("SELECT 1 FROM alerts WHERE id = ?1", [id], |_| Ok(()))?.is_some())
}

/// Raises alerts to those named with each; one that was raised before is not raised again. `seen` is the
/// entry of the custody log up to which the record was looked through.
pub(crate) fn raise(db: &Db, alerts: &[(Alert, Vec<String>)], seen: u64) -> Result<u64> {
    db.transaction(|| {
        db.batch(kept::WATCHED)?;
        let mut raised = 0;
        for (alert, sinks) in alerts {
            let sql = "INSERT OR IGNORE INTO alerts \
                       (id, at, \"on\", rule, kind, row, text, reports, detail) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            let reports = serde_json::json!(alert.reports).to_string();
            let detail = alert.detail.to_string();
            let values: [&dyn rusqlite::ToSql; 9] = [
                &alert.id,
                &alert.at,
                &alert.on,
                &alert.rule,
                &alert.kind,
                &alert.row,
                &alert.text,
                &reports,
                &detail,
            ];
            if db.run(sql, values.as_slice())? == 0 {
                continue;
            }
            raised += 1;
            for sink in sinks {
                let sql = "INSERT INTO deliveries (alert, sink, due) VALUES (?1, ?2, ?3)";
                db.run(sql, (&alert.id, sink, &alert.at))?;
            }
        }
        db.set_meta("alerted", &seen.to_string())?;
        Ok(raised)
    })
}

/// Up to which entry of the custody log the record was looked through for alerts.
pub(crate) fn seen(db: &Db) -> Result<Option<u64>> {
    Ok(db.meta("alerted")?.and_then(|text| text.parse().ok()))
}

/// What is to be told by now, the oldest first.
pub(crate) fn outstanding(db: &Db, now: &str) -> Result<Vec<Outstanding>> {
    if !watched::any(db)? {
        return Ok(vec![]);
    }
    let sql = format!(
        "SELECT {COLUMNS}, d.sink, d.tries FROM deliveries d JOIN alerts a ON a.id = d.alert \
         WHERE d.done IS NULL AND d.due <= ?1 ORDER BY a.n, d.sink LIMIT 1000"
    );
    db.all(&sql, [now], |row| {
        Ok(Outstanding { alert: of(row)?, sink: row.get(9)?, tries: row.get(10)? })
    })
}

/// When the next is to be told.
pub(crate) fn next(db: &Db) -> Result<Option<String>> {
    if !watched::any(db)? {
        return Ok(None);
    }
    let sql = "SELECT min(due) FROM deliveries WHERE done IS NULL";
    db.first(sql, [], |row| row.get(0)).map(Option::flatten)
}

/// Notes what came of telling one: it was told, or when it is tried again.
pub(crate) fn told(db: &Db, id: &str, sink: &str, again: Option<&str>, said: &str) -> Result<()> {
    let done = again.is_none().then(custody::now);
    let sql = "UPDATE deliveries SET tries = tries + 1, done = ?3, due = coalesce(?4, due), said = ?5 \
               WHERE alert = ?1 AND sink = ?2";
    db.run(sql, (id, sink, done, again, said)).map(drop)
}
