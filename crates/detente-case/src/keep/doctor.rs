//! A case looked over, and tidied.

use crate::error::Result;
use crate::store::connection::{self, Db};
use crate::store::{aids, custody, derived, kept};
use std::path::Path;

/// One thing that `doctor` looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// What was found.
    pub value: String,
    /// Whether it is as it should be.
    pub ok: bool,
}

/// Looks a case over without changing it.
pub(crate) fn doctor(path: &Path) -> Result<Vec<Check>> {
    let db = connection::open_any(path)?;
    let mut checks = vec![];
    let mut add = |name, value: String, ok| checks.push(Check { name, value, ok });
    add("sqlite version", rusqlite::version().to_owned(), true);
    let id = db.count("PRAGMA application_id")?;
    add("application id", format!("{id:#x}"), id == kept::APPLICATION_ID as u64);
    let version = db.count("PRAGMA user_version")? as i64;
    add("case version", version.to_string(), version == kept::current());
    let rows = db.meta("derived")?.unwrap_or_default();
    add("rows version", rows.clone(), rows == derived::VERSION);
    let counts = connection::aids_version(&db)?;
    add("counts version", counts.clone(), counts == aids::VERSION);
    let mode = db.first("PRAGMA journal_mode", [], |row| row.get::<_, String>(0))?;
    let mode = mode.unwrap_or_default();
    add("journal mode", mode.clone(), mode == "wal");
    let faults = integrity(&db)?;
    let ok = faults.is_empty();
    add("integrity", if ok { "ok".to_owned() } else { faults.join("; ") }, ok);
    let (entries, breaks) = custody::verify(&db)?;
    let whole = breaks.is_empty();
    let found = if whole { format!("{entries} entries") } else { breaks.join("; ") };
    add("custody log", found, whole);
    let due = db.count("SELECT count(*) FROM dirty")?;
    add("keys to link", due.to_string(), due == 0);
    let stale = db.count("SELECT count(*) FROM stale")?;
    add("reports to read anew", stale.to_string(), stale == 0);
    let unread =
        db.count("SELECT count(*) FROM originals WHERE n NOT IN (SELECT n FROM readings)")?;
    add("originals without a reading", unread.to_string(), true);
    let open = db.count("SELECT count(*) FROM containers WHERE state < 2")?;
    add("containers not read to their end", open.to_string(), open == 0);
    let tables = [
        ("reports", "readings"),
        ("refused", "refused"),
        ("events", "events"),
        ("statements", "statements"),
        ("undertakings", "undertakings"),
        ("mentions", "mentions"),
        ("actors", "actors"),
        ("places", "places"),
        ("layers over the world", "layers"),
        ("sources", "sources"),
        ("containers", "containers"),
        ("tombstones", "tombstones"),
    ];
    for (name, table) in tables {
        // A case of an older version may lack a table.
        let there = format!("SELECT count(*) FROM sqlite_schema WHERE name = '{table}'");
        if db.count(&there)? == 0 {
            continue;
        }
        add(name, db.count(&format!("SELECT count(*) FROM {table}"))?.to_string(), true);
    }
    let bytes = db.count("SELECT sum(bytes) FROM originals")?;
    add("bytes of originals", bytes.to_string(), true);
    let pages = db.count("PRAGMA page_count")? * db.count("PRAGMA page_size")?;
    add("bytes of the case", pages.to_string(), true);
    Ok(checks)
}

/// What SQLite finds wrong with the file.
pub(crate) fn integrity(db: &Db) -> Result<Vec<String>> {
    let found: Result<Vec<String>> = db.all("PRAGMA integrity_check(20)", [], |row| row.get(0));
    match found {
        Ok(faults) => Ok(faults.into_iter().filter(|fault| fault != "ok").collect()),
        Err(error) if error.is_damaged() => Ok(vec![error.to_string()]),
        Err(error) => Err(error),
    }
}

/// Puts the log into the file.
pub(crate) fn checkpoint(db: &Db) -> Result<()> {
    // Readers may hold it up: then the rest follows later.
    db.first("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map(drop)
}

/// Merges the full-text index where much was added, and gives free pages back.
pub(crate) fn tidy(db: &Db) -> Result<()> {
    // The latest number, for a count would look at every row.
    let rows = db.count("SELECT max(n) FROM readings")?;
    let merged = db.meta("merged")?.and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
    if rows.abs_diff(merged) > merged / 4 {
        db.batch("INSERT INTO search (search) VALUES ('optimize')")?;
        db.set_meta("merged", &rows.to_string())?;
    }
    shrink(db)?;
    checkpoint(db)
}

/// Gives free pages back; the statement does one page a step.
pub(crate) fn shrink(db: &Db) -> Result<()> {
    db.all("PRAGMA incremental_vacuum", [], |_| Ok(())).map(drop)
}
