//! Copies of a case, and a case from a copy.

use crate::error::{Error, Kind, Result};
use crate::store::connection::{self, Db};
use crate::store::custody::{self, Entry};
use crate::store::lock::WriterLock;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Copies the case as it stands at one moment, while it may be read and written.
pub(crate) fn backup(db: &Db, to: &Path) -> Result<()> {
    if to.exists() {
        let message = format!("{}: is there already; name a file that is not", to.display());
        return Err(Error::new(Kind::Other, message));
    }
    // The copy gets its name when it is whole.
    let partial = with_end(to, "-partial");
    let _ = std::fs::remove_file(&partial);
    let done = copy(db, &partial)
        .and_then(|()| std::fs::rename(&partial, to).map_err(|error| Error::of_io(to, error)));
    if done.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    done
}

fn copy(db: &Db, to: &Path) -> Result<()> {
    let named = |error| Error::of_sqlite(to, error);
    let mut copy = rusqlite::Connection::open(to).map_err(named)?;
    // One reading transaction holds the moment still.
    db.batch("BEGIN")?;
    let mut whole = || -> Result<()> {
        db.count("SELECT count(*) FROM meta")?;
        let backup = rusqlite::backup::Backup::new(&db.sql, &mut copy).map_err(named)?;
        backup.run_to_completion(4096, Duration::from_millis(0), None).map_err(|error| match error
            .sqlite_error_code()
        {
            Some(rusqlite::ErrorCode::DiskFull) => Error::of_sqlite(to, error),
            _ => db.error(error),
        })
    };
    let done = whole();
    let _ = db.sql.execute_batch("COMMIT");
    done?;
    copy.close().map_err(|(_, error)| named(error))
}

/// Puts a copy in the place of a case. What lay there is kept beside it, under the name given
/// back.
pub(crate) fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
    let source = connection::open_any(from)?;
    let sound = source.first("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    if sound.as_deref() != Some("ok") {
        let message = format!("{}: the backup is damaged itself; try an older one", from.display());
        return Err(Error::new(Kind::Damaged, message));
    }
    let lock = WriterLock::take(to)?;
    let partial = with_end(to, "-restoring");
    let _ = std::fs::remove_file(&partial);
    copy(&source, &partial)?;
    settle(to);
    let aside = aside(to)?;
    std::fs::rename(&partial, to).map_err(|error| Error::of_io(to, error))?;
    let (db, _) = connection::open_writing(to)?;
    let name = crate::read::walk::shown(from);
    db.transaction(|| {
        custody::log(&db, Entry { what: "restored", path: Some(&name), ..Entry::default() })
    })?;
    drop(db);
    drop(lock);
    Ok(aside)
}

/// Puts what SQLite keeps beside a case into it, as far as it can still be done: killed while the files
/// are moved, each of them is whole by itself.
fn settle(case: &Path) {
    if case.exists() {
        // A case that is too damaged for it is moved as it is.
        let _ = rusqlite::Connection::open(case)
            .and_then(|old| old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    }
}

/// Moves a case and SQLite's files beside it out of the way: a log left behind would be taken
/// for one of the restored case's.
fn aside(case: &Path) -> Result<Option<PathBuf>> {
    if !case.exists() {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(with_end(case, end));
        }
        return Ok(None);
    }
    let free = (1..).map(|n| with_end(case, &format!("-before-restore-{n}")));
    let Some(name) = free.into_iter().find(|name| !name.exists()) else { return Ok(None) };
    for end in ["-wal", "-shm", ""] {
        let old = with_end(case, end);
        if old.exists() {
            let new = with_end(&name, end);
            std::fs::rename(&old, &new).map_err(|error| Error::of_io(&old, error))?;
        }
    }
    Ok(Some(name))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
