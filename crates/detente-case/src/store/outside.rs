//! Rows of other data sets, beside what was read.
//!
//! The tables are made at the first import. Nothing that is derived knows them.

use super::body::hex;
use super::connection::Db;
use super::custody::{self, Entry};
use super::kept;
use crate::error::{Error, Kind, Result};
use crate::query::rows::{Cell, Kind as Cells, object};
use detente_record::Outside;
use rusqlite::ToSql;
use rusqlite::types::Value;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// A file of another data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideFile {
    /// Its name, as given by the user.
    pub path: String,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Its form, as in [`Outside::form`].
    pub form: String,
    /// Its first line, where that names the columns.
    pub heading: Option<String>,
}

impl OutsideFile {
    /// The id of a row of this file: the first 16 hex digits of the SHA-256 of the JSON array
    /// `[sha256, heading, line, verbatim]`, so that a row that is changed shows.
    pub fn row_id(&self, line: usize, verbatim: &str) -> String {
        let fields = serde_json::json!([self.sha256, self.heading, line, verbatim]);
        hex(&Sha256::digest(fields.to_string().as_bytes()))[..16].to_owned()
    }
}

/// Columns of a row that hold JSON, and those that are text as they are.
const COLUMNS: [(&str, Cells); 13] = [
    ("line", Cells::Plain),
    ("id", Cells::Plain),
    ("verbatim", Cells::Plain),
    ("key", Cells::Plain),
    ("type", Cells::Plain),
    ("code", Cells::Plain),
    ("actors", Cells::Json),
    ("recipients", Cells::Json),
    ("date", Cells::Json),
    ("place", Cells::Json),
    ("figures", Cells::Json),
    ("source", Cells::Plain),
    ("text", Cells::Plain),
];

fn names() -> String {
    COLUMNS.map(|(name, _)| name).join(", ")
}

/// Puts in a row: its file, then its columns.
fn insert() -> String {
    let marks: Vec<String> = (2..COLUMNS.len() + 2).map(|at| format!("?{at}")).collect();
    format!("INSERT INTO outside_rows (file, {}) VALUES (?1, {})", names(), marks.join(", "))
}

/// Whether the case has the tables.
pub(crate) fn any(db: &Db) -> Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'outside'";
    Ok(db.count(sql)? > 0)
}

/// Adds a file with its rows; gives how many are new.
pub(crate) fn add(
    db: &Db,
    file: &OutsideFile,
    rows: &mut dyn Iterator<Item = Outside>,
) -> Result<u64> {
    db.transaction(|| {
        db.batch(kept::OUTSIDE)?;
        let sql = "INSERT OR IGNORE INTO outside_files (sha256, path, form, bytes, heading) \
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let bytes = i64::try_from(file.bytes).unwrap_or(i64::MAX);
        let values = (&file.sha256, &file.path, &file.form, bytes, &file.heading);
        if db.run(sql, values)? == 0 {
            return Ok(0);
        }
        let number = db.sql.last_insert_rowid();
        let sql = insert();
        let mut added = 0;
        for row in rows {
            let object = object(&row);
            let cells: Vec<Cell<'_>> = COLUMNS
                .iter()
                .map(|(name, kind)| Cell(*kind, object.get(*name).unwrap_or(&Json::Null)))
                .collect();
            let mut values: Vec<&dyn ToSql> = vec![&number];
            values.extend(cells.iter().map(|cell| cell as &dyn ToSql));
            db.run(&sql, values.as_slice())?;
            added += 1;
        }
        log(db, "imported", &file.path, &file.sha256, Some(file.bytes))?;
        Ok(added)
    })
}

/// A sentence for each row that is not what it was when it was taken in, and for each file of which
/// the log of custody does not know.
pub(crate) fn verify(db: &Db) -> Result<Vec<String>> {
    if !any(db)? {
        return Ok(vec![]);
    }
    let mut faults = vec![];
    let sql = "SELECT path FROM outside_files WHERE sha256 NOT IN \
               (SELECT sha256 FROM custody WHERE what = 'imported')";
    let unknown: Vec<String> = db.all(sql, [], |row| row.get(0))?;
    faults
        .extend(unknown.iter().map(|path| format!("{path}: its import is not in the custody log")));
    let sql = "SELECT id, line, verbatim, file, sha256, heading FROM outside";
    let mut statement = db.sql.prepare(sql).map_err(|e| db.error(e))?;
    let mut rows = statement.query([]).map_err(|e| db.error(e))?;
    while let Some(row) = rows.next().map_err(|e| db.error(e))? {
        let read = || -> rusqlite::Result<(String, i64, String, OutsideFile)> {
            let file = OutsideFile {
                path: row.get(3)?,
                sha256: row.get(4)?,
                bytes: 0,
                form: String::new(),
                heading: row.get(5)?,
            };
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, file))
        };
        let (id, line, verbatim, file) = read().map_err(|e| db.error(e))?;
        if file.row_id(usize::try_from(line).unwrap_or(0), &verbatim) != id {
            faults.push(format!("{}, line {line}: the imported row was changed", file.path));
        }
    }
    Ok(faults)
}

/// Takes a file out with its rows; gives its name.
pub(crate) fn remove(db: &Db, sha256: &str) -> Result<String> {
    let hex = sha256.trim().to_ascii_lowercase();
    let none = || {
        let message = format!(
            "no imported file has a SHA-256 that begins with {sha256:?}; `detente outside --format \
             jsonl` gives each row's"
        );
        Error::new(Kind::NoSuchRow, message)
    };
    if !any(db)? || hex.is_empty() || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(none());
    }
    let sql = "SELECT n, path, sha256 FROM outside_files WHERE substr(sha256, 1, length(?1)) = ?1";
    let found: Vec<(i64, String, String)> =
        db.all(sql, [&hex], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    match &found[..] {
        [] => Err(none()),
        [(number, path, sum)] => db.transaction(|| {
            db.run("DELETE FROM outside_rows WHERE file = ?1", [number])?;
            db.run("DELETE FROM outside_files WHERE n = ?1", [number])?;
            log(db, "import undone", path, sum, None)?;
            Ok(path.clone())
        }),
        several => {
            let all: Vec<&str> = several.iter().map(|(_, _, sum)| sum.as_str()).collect();
            let message = format!("several imported files begin with {hex}: {}", all.join(", "));
            Err(Error::new(Kind::Ambiguous, message))
        }
    }
}

/// Takes in the files of another case that are not here; gives how many rows are new.
pub(crate) fn merge(db: &Db, from: &Db) -> Result<u64> {
    if !any(from)? {
        return Ok(0);
    }
    db.batch(kept::OUTSIDE)?;
    let mut added = 0;
    let sql = "SELECT n, sha256, path, form, bytes, heading FROM outside_files ORDER BY sha256";
    type File = (i64, String, String, String, i64, Option<String>);
    let files: Vec<File> = from.all(sql, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    })?;
    for (there, sum, path, form, bytes, heading) in files {
        let sql = "INSERT OR IGNORE INTO outside_files (sha256, path, form, bytes, heading) \
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        if db.run(sql, (&sum, &path, &form, bytes, &heading))? == 0 {
            continue;
        }
        let here = db.sql.last_insert_rowid();
        let sql = format!("SELECT {} FROM outside_rows WHERE file = ?1 ORDER BY line", names());
        let insert = insert();
        let mut statement = from.sql.prepare(&sql).map_err(|e| from.error(e))?;
        let mut rows = statement.query([there]).map_err(|e| from.error(e))?;
        while let Some(row) = rows.next().map_err(|e| from.error(e))? {
            let cells: rusqlite::Result<Vec<Value>> =
                (0..COLUMNS.len()).map(|at| row.get(at)).collect();
            let cells = cells.map_err(|e| from.error(e))?;
            let mut values: Vec<&dyn ToSql> = vec![&here];
            values.extend(cells.iter().map(|cell| cell as &dyn ToSql));
            db.run(&insert, values.as_slice())?;
            added += 1;
        }
        log(db, "imported", &path, &sum, Some(bytes.max(0).unsigned_abs()))?;
    }
    Ok(added)
}

fn log(db: &Db, what: &str, path: &str, sum: &str, bytes: Option<u64>) -> Result<()> {
    custody::log(db, Entry { what, path: Some(path), sha256: Some(sum), bytes })
}
