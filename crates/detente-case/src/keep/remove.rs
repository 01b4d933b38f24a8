//! A report taken out of a case for good.

use crate::error::Result;
use crate::link;
use crate::query::find;
use crate::store::body::hex;
use crate::store::connection::Db;
use crate::store::custody::{self, Entry};
use crate::store::{changes, originals, report, watched};
use detente_world::World;

/// What a removal came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The report's id.
    pub id: String,
    /// The bytes are gone from the file. False where the report lies in a container that still
    /// holds other reports: its bytes stay until the last of these is removed.
    pub erased: bool,
    /// How many reports still lie in the same container, or containers.
    pub remaining: u64,
}

/// Stands in `meta` from the removal until nothing of the words is left in the file.
const LEFT: &str = "erasing";

/// Takes a report out: its rows, its words in the index, its bytes where no other report lies in
/// the same container. A tombstone keeps it from coming back.
pub(crate) fn remove(db: &Db, world: &World, id: &str, reason: &str) -> Result<Removed> {
    let removed = take_out(db, id, reason)?;
    link::link(db, world, &())?;
    finish(db)?;
    Ok(removed)
}

fn take_out(db: &Db, id: &str, reason: &str) -> Result<Removed> {
    let id = find::report(db, id)?;
    let original = originals::by_id(db, &id)?;
    // What is deleted is overwritten, in the tables and in the index.
    db.batch("PRAGMA secure_delete = ON")?;
    db.transaction(|| {
        let sql = "SELECT container FROM originals WHERE n = ?1 AND container IS NOT NULL \
                   UNION SELECT container FROM duplicates WHERE report = ?1";
        let containers: Vec<i64> = db.all(sql, [original.n], |row| row.get(0))?;
        let path = report::path(db, original.n, None)?;
        report::clear(db, original.n, &id)?;
        link::unmark_date(db, original.n)?;
        changes::erase(db, &id)?;
        watched::erase(db, original.supplied.url.as_deref(), &id)?;
        db.run("DELETE FROM originals WHERE n = ?1", [original.n])?;
        let sql = "INSERT OR REPLACE INTO tombstones VALUES (?1, ?2, ?3)";
        db.run(sql, (original.sum.as_slice(), reason, custody::now()))?;
        let mut remaining = 0;
        for container in containers {
            let held = "SELECT (SELECT count(*) FROM originals WHERE container = ?1) + \
                        (SELECT count(*) FROM duplicates WHERE container = ?1)";
            let here = db.first(held, [container], |row| row.get::<_, i64>(0))?.unwrap_or(0);
            remaining += here.max(0) as u64;
            if here == 0 {
                db.run("DELETE FROM containers WHERE n = ?1", [container])?;
            }
        }
        let sha256 = hex(&original.sum);
        let entry = Entry {
            what: "removed",
            path: Some(&path),
            sha256: Some(&sha256),
            bytes: Some(original.length as u64),
        };
        custody::log(db, entry)?;
        db.set_meta(LEFT, "1")?;
        Ok(Removed { id: id.clone(), erased: remaining == 0, remaining })
    })
}

/// Takes the words of what was removed out of the index, of free pages and of the log. A process that was
/// killed before leaves it to the next opening.
pub(crate) fn finish(db: &Db) -> Result<()> {
    if db.meta(LEFT)?.is_none() {
        return Ok(());
    }
    db.batch("PRAGMA secure_delete = ON")?;
    // The index marks a report as gone and keeps its words until it is merged.
    db.batch("INSERT INTO search (search) VALUES ('optimize')")?;
    // Nothing of it is left in pages that are free, nor in the log.
    super::doctor::shrink(db)?;
    super::doctor::checkpoint(db)?;
    db.batch("PRAGMA secure_delete = FAST")?;
    db.run("DELETE FROM meta WHERE key = ?1", [LEFT]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::connection;
    use crate::{Case, Input, ReadOptions};

    #[test]
    fn a_removal_that_was_killed_is_finished_at_the_next_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.detente");
        let report = folder.path().join("a.txt");
        std::fs::write(&report, "VIENNA, 3 May 2021 - Turkey opened the quillonpass on Monday.\n")
            .expect("written");
        let mut case = Case::open(&path).expect("a case");
        case.read(&[Input::Path(report)], &ReadOptions::default(), &()).expect("read");
        let id = case.rows::<detente_record::Report>(&crate::Filter::default()).expect("rows")[0]
            .id
            .clone();
        drop(case);
        let (db, _) = connection::open_writing(&path).expect("opened");
        take_out(&db, &id, "a test").expect("taken out");
        // As if killed here.
        drop(db);
        let held = || {
            let files = ["case.detente", "case.detente-wal"].map(|name| folder.path().join(name));
            files.iter().any(|file| {
                let raw = std::fs::read(file).unwrap_or_default();
                raw.windows(11).any(|bytes| bytes == b"quillonpass")
            })
        };
        assert!(held(), "the index still has the word: this test would show nothing");
        let case = Case::open(&path).expect("opened");
        assert!(!held());
        assert_eq!(case.verify(&()).expect("verified").failures, Vec::<String>::new());
    }
}
