//! How a case is opened, created and brought up to date.

use super::{aids, changes, custody, derived, kept, lock};
use crate::error::{Error, Kind, Result};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};

/// A connection that knows its file, so that its errors can name it.
#[derive(Debug)]
pub(crate) struct Db {
    pub(crate) sql: Connection,
    pub(crate) path: PathBuf,
}

impl Db {
    /// An error of SQLite's on this case.
    pub(crate) fn error(&self, error: rusqlite::Error) -> Error {
        Error::of_sqlite(&self.path, error)
    }

    /// Runs statements without values.
    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        self.sql.execute_batch(sql).map_err(|e| self.error(e))
    }

    /// Runs one statement; it stays prepared.
    pub(crate) fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        let mut statement = self.sql.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.execute(values).map_err(|e| self.error(e))
    }

    /// The first row, if there is one.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.sql.prepare_cached(sql).map_err(|e| self.error(e))?;
        statement.query_row(values, read).optional().map_err(|e| self.error(e))
    }

    /// All rows.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.sql.prepare_cached(sql).map_err(|e| self.error(e))?;
        let rows = statement.query_map(values, read).map_err(|e| self.error(e))?;
        rows.collect::<rusqlite::Result<_>>().map_err(|e| self.error(e))
    }

    /// One number; none is 0.
    pub(crate) fn count(&self, sql: &str) -> Result<u64> {
        let n = self.first(sql, [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0);
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// A setting kept in the case.
    pub(crate) fn meta(&self, key: &str) -> Result<Option<String>> {
        self.first("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
    }

    pub(crate) fn set_meta(&self, key: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO meta VALUES (?1, ?2) \
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.run(sql, [key, value]).map(drop)
    }

    /// Runs `work` as one transaction: all of it is in the file, or none.
    pub(crate) fn transaction<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.batch("BEGIN IMMEDIATE")?;
        match work().and_then(|done| self.batch("COMMIT").map(|()| done)) {
            Ok(done) => Ok(done),
            Err(error) => {
                // What failed is what is told; a transaction that is gone already is no matter.
                let _ = self.sql.execute_batch("ROLLBACK");
                Err(error)
            }
        }
    }
}

/// Opens a case for writing, creates it where there is none, and brings its tables up to date.
/// The caller holds the lock.
pub(crate) fn open_writing(path: &Path) -> Result<(Db, Upgrade)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let db = connect(path, flags)?;
    let fresh = std::fs::metadata(path).map_or(0, |file| file.len()) == 0;
    if fresh {
        // Before the first table; a header that says nothing is written along with it.
        db.batch("PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL;")?;
    } else {
        check(&db)?;
    }
    journal(&db)?;
    let empty = db.count("SELECT count(*) FROM sqlite_schema")? == 0;
    let upgrade = match empty {
        true => db.transaction(|| create(&db)).map(|()| Upgrade::None)?,
        false => migrate(&db)?,
    };
    Ok((db, upgrade))
}

/// Opens a case for reading only.
pub(crate) fn open_reading(path: &Path) -> Result<Db> {
    let db = open_any(path)?;
    let version = db.count("PRAGMA user_version")? as i64;
    if version == 0 && db.count("SELECT count(*) FROM sqlite_schema")? == 0 {
        // What whoever creates a case has at first, or leaves that was killed at once.
        let message = format!("{}: an empty file as yet; `detente read` fills it", path.display());
        return Err(Error::new(Kind::Absent, message));
    }
    let current = version == kept::current()
        && db.meta("derived")?.as_deref() == Some(derived::VERSION)
        && aids_version(&db)? == aids::VERSION;
    if !current {
        let message = format!(
            "{}: written by an older version of detente; `detente reread` brings it up to date",
            path.display()
        );
        return Err(Error::new(Kind::Older, message));
    }
    Ok(db)
}

/// Opens a case for looking it over, whatever its version.
pub(crate) fn open_any(path: &Path) -> Result<Db> {
    if !path.exists() {
        let message = format!("{}: no such case; `detente read` creates one", path.display());
        return Err(Error::new(Kind::Absent, message));
    }
    let db = open_beside(path)?;
    check(&db)?;
    Ok(db)
}

/// Another connection to a case that is open already, for reading.
pub(crate) fn open_beside(path: &Path) -> Result<Db> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let asked = |db: Db| db.count("SELECT count(*) FROM sqlite_schema").map(|_| db);
    let path = absolute(path);
    match connect(&path, flags).and_then(asked) {
        // On a medium that can't be written to, or is full, SQLite can't lay the files beside a case by
        // which its users tell each other what they do. Where there are none, nobody writes, and where no
        // log waits, the file is all: it is read as one that stays as it is.
        Err(error) if error.is_for_want_of_files_beside() && !has_log(&path) => {
            connect_as(&path, &unchanging(&path), flags)
        }
        opened => opened,
    }
}

/// Whether something was committed that is not in the file yet.
fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|log| log.len() > 0)
}

/// The URI of a file that nobody changes.
fn unchanging(path: &Path) -> PathBuf {
    let path = path.display().to_string();
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1").into()
}

/// An absolute path is never taken for a URI, whatever its letters.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Db> {
    let path = absolute(path);
    connect_as(&path, &path, flags)
}

/// `name` is how SQLite is told of the file.
fn connect_as(path: &Path, name: &Path, flags: OpenFlags) -> Result<Db> {
    let path = path.to_owned();
    let named = |error| Error::of_sqlite(&path, error);
    if path.is_dir() {
        let message = format!("{}: a folder, not a case; name a file in it", path.display());
        return Err(Error::new(Kind::NotACase, message));
    }
    let flags = match name == path {
        true => flags | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        false => flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    };
    let sql = Connection::open_with_flags(name, flags).map_err(named)?;
    let settings = [
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ];
    for (setting, value) in settings {
        sql.set_db_config(setting, value).map_err(named)?;
    }
    sql.busy_timeout(lock::PATIENCE).map_err(named)?;
    sql.execute_batch("PRAGMA cell_size_check = ON; PRAGMA cache_size = -16384;").map_err(named)?;
    sql.set_prepared_statement_cache_capacity(256);
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    sql.create_scalar_function("folded", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|text| text.to_lowercase()))
    })
    .map_err(named)?;
    Ok(Db { sql, path })
}

/// Refuses what is no case, and what only a newer program can read.
fn check(db: &Db) -> Result<()> {
    let name = db.path.display();
    let id = db.count("PRAGMA application_id")?;
    let tables = db.count("SELECT count(*) FROM sqlite_schema")?;
    if id != kept::APPLICATION_ID as u64 && !(id == 0 && tables == 0) {
        let message = format!("{name}: an SQLite file, but not a case; name another with --case");
        return Err(Error::new(Kind::NotACase, message));
    }
    let version = db.count("PRAGMA user_version")? as i64;
    if version > kept::current() {
        let message = format!(
            "{name}: written by a newer version of detente (case version {version}; this program \
             knows {}); install the newer version",
            kept::current()
        );
        return Err(Error::new(Kind::Newer, message));
    }
    Ok(())
}

fn journal(db: &Db) -> Result<()> {
    // What is written over or moved leaves no copy in its page, or the words of a report would be in the
    // file when it was removed.
    db.batch("PRAGMA secure_delete = FAST")?;
    let mode = db.first("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?;
    if mode.as_deref() != Some("wal") {
        // A file system without shared memory: SQLite keeps another journal, no less safe.
        db.batch("PRAGMA synchronous = FULL")?;
        return Ok(());
    }
    db.batch("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;")
}

fn create(db: &Db) -> Result<()> {
    db.batch(&format!("PRAGMA application_id = {}", kept::APPLICATION_ID))?;
    for version in kept::VERSIONS {
        db.batch(version)?;
    }
    db.batch(&format!("PRAGMA user_version = {}", kept::current()))?;
    db.batch(&derived::schema())?;
    db.batch(&aids::schema())?;
    db.set_meta("derived", derived::VERSION)?;
    db.set_meta("aids", aids::VERSION)?;
    custody::log(db, custody::Entry { what: "created", ..custody::Entry::default() })
}

/// What was brought up to date when a case was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Upgrade {
    /// All was as this program has it, or only kept tables were added.
    None,
    /// What is counted from the rows was counted anew.
    Counts,
    /// The rows have another form: every report is marked to be read again.
    Rows,
}

/// The version of what is only counted.
pub(crate) fn aids_version(db: &Db) -> Result<String> {
    Ok(db.meta("aids")?.unwrap_or_else(|| aids::FIRST.to_owned()))
}

/// Applies the kept versions that are missing; where the derived tables have another form they
/// are dropped, and every report is marked to be read again. Killed at any moment, it goes on at the
/// next opening: each step is whole or not at all.
fn migrate(db: &Db) -> Result<Upgrade> {
    let version = db.count("PRAGMA user_version")? as usize;
    let outdated = version < kept::VERSIONS.len();
    if outdated {
        db.transaction(|| {
            for missing in &kept::VERSIONS[version..] {
                db.batch(missing)?;
            }
            db.batch(&format!("PRAGMA user_version = {}", kept::current()))?;
            custody::log(db, custody::Entry { what: "migrated", ..custody::Entry::default() })
        })?;
    }
    if db.meta("derived")?.as_deref() != Some(derived::VERSION) {
        db.transaction(|| {
            aids::take_away(db)?;
            derived::NAMES.iter().try_for_each(|name| aids::drop_as_it_is(db, name))?;
            db.batch(&derived::schema())?;
            db.batch(&aids::schema())?;
            db.batch("DELETE FROM dirty; INSERT OR IGNORE INTO stale SELECT n FROM originals")?;
            changes::forget(db)?;
            db.set_meta("aids", aids::VERSION)?;
            db.set_meta("derived", derived::VERSION)
        })?;
        return Ok(Upgrade::Rows);
    }
    if aids_version(db)? != aids::VERSION {
        db.transaction(|| {
            aids::renew(db)?;
            db.set_meta("aids", aids::VERSION)
        })?;
        return Ok(Upgrade::Counts);
    }
    Ok(Upgrade::None)
}
