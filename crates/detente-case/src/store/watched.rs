//! What `detente watch` knows: what it asks for, when again, and what it was given.
//!
//! The tables are made at the first watching. Nothing that is derived knows them.

use super::body::{hex, pack, unpack};
use super::chunks::damaged;
use super::connection::Db;
use super::custody::{self, Entry};
use super::kept;
use crate::error::Result;
use rusqlite::Row;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Something that is asked for: a feed, a page, a file of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Watched {
    /// Its address, or for a file its path.
    pub url: String,
    /// `feed`, `sitemap`, `page`, `file`.
    pub kind: String,
    /// The feed that led to it.
    pub found_in: Option<String>,
    /// When it was first known, RFC 3339 UTC.
    pub since: String,
    /// When it was asked for last.
    pub asked: Option<String>,
    /// When it is to be asked for again; nothing: no more.
    pub due: Option<String>,
    /// What the server calls the version that it gave (`ETag`).
    pub etag: Option<String>,
    /// The date that it gave it (`Last-Modified`).
    pub modified: Option<String>,
    /// SHA-256 of what it gave last.
    pub sha256: Option<String>,
    /// SHA-256 of the words in it, for a page.
    pub words: Option<String>,
    /// The report that it was read as last.
    pub report: Option<String>,
    /// The last answer's status; nothing where there was no answer.
    pub status: Option<u16>,
    /// How often it failed since it last went well.
    pub failures: u32,
    /// How often it was given and read.
    pub versions: u32,
    /// What came of the last asking, in words.
    pub said: String,
    /// What the feed says of the page: its date, its author, its outlet, as written there.
    pub told: [Option<String>; 3],
}

/// An answer whose bytes are kept beside the reports: a feed, a list of addresses, what was no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it came from.
    pub url: String,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// Status line and headers, as they came.
    pub head: String,
    /// What came after them, as it came.
    pub body: Vec<u8>,
    /// What is the matter with it, where it is not whole.
    pub fault: Option<String>,
}

/// Whether the case has the tables.
pub(crate) fn any(db: &Db) -> Result<bool> {
    Ok(db.count("SELECT count(*) FROM sqlite_schema WHERE name = 'watched'")? > 0)
}

const COLUMNS: &str = "url, kind, found_in, since, asked, due, etag, modified, sha256, words, \
     report, status, failures, versions, said, published, byline, outlet";

fn of(row: &Row<'_>) -> rusqlite::Result<Watched> {
    Ok(Watched {
        url: row.get(0)?,
        kind: row.get(1)?,
        found_in: row.get(2)?,
        since: row.get(3)?,
        asked: row.get(4)?,
        due: row.get(5)?,
        etag: row.get(6)?,
        modified: row.get(7)?,
        sha256: row.get(8)?,
        words: row.get(9)?,
        report: row.get(10)?,
        status: row.get(11)?,
        failures: row.get(12)?,
        versions: row.get(13)?,
        said: row.get(14)?,
        told: [row.get(15)?, row.get(16)?, row.get(17)?],
    })
}

/// What meets a condition.
pub(crate) fn which(
    db: &Db,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Watched>> {
    if !any(db)? {
        return Ok(vec![]);
    }
    db.all(&format!("SELECT {COLUMNS} FROM watched WHERE {condition}"), values, of)
}

/// When something is due next.
pub(crate) fn next(db: &Db) -> Result<Option<String>> {
    if !any(db)? {
        return Ok(None);
    }
    db.first("SELECT min(due) FROM watched", [], |row| row.get(0)).map(Option::flatten)
}

/// Keeps what was fetched, and what is known now.
pub(crate) fn put(db: &Db, fetched: &[Fetched], watched: &[Watched]) -> Result<()> {
    db.transaction(|| {
        db.batch(kept::WATCHED)?;
        for one in fetched {
            keep(db, one)?;
        }
        for one in watched {
            let marks: Vec<String> = (1..=18).map(|at| format!("?{at}")).collect();
            let sql =
                format!("INSERT OR REPLACE INTO watched ({COLUMNS}) VALUES ({})", marks.join(", "));
            let [published, byline, outlet] = &one.told;
            let values: [&dyn rusqlite::ToSql; 18] = [
                &one.url,
                &one.kind,
                &one.found_in,
                &one.since,
                &one.asked,
                &one.due,
                &one.etag,
                &one.modified,
                &one.sha256,
                &one.words,
                &one.report,
                &one.status,
                &one.failures,
                &one.versions,
                &one.said,
                published,
                byline,
                outlet,
            ];
            db.run(&sql, values.as_slice())?;
            if let Some(report) = &one.report {
                version(db, &one.url, report)?;
            }
        }
        Ok(())
    })
}

/// A report that was read at an address where there was another before.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) url: String,
    pub(crate) report: String,
    pub(crate) before: String,
    pub(crate) custody: i64,
}

/// The versions that were read after one entry of the custody log and up to another.
pub(crate) fn versions(db: &Db, after: i64, to: i64) -> Result<Vec<Version>> {
    if !any(db)? {
        return Ok(vec![]);
    }
    let sql = "SELECT v.url, v.report, (SELECT b.report FROM versions b WHERE b.url = v.url \
               AND b.n < v.n ORDER BY b.n DESC LIMIT 1) AS before, v.custody \
               FROM versions v WHERE v.custody > ?1 AND v.custody <= ?2 AND before IS NOT NULL \
               ORDER BY v.n";
    db.all(sql, [after, to], |row| {
        Ok(Version {
            url: row.get(0)?,
            report: row.get(1)?,
            before: row.get(2)?,
            custody: row.get(3)?,
        })
    })
}

/// All versions of a page by the id of one, the oldest first; nothing where there is but one.
pub(crate) fn versions_of(db: &Db, report: &str) -> Result<Vec<String>> {
    if !any(db)? {
        return Ok(vec![]);
    }
    let sql = "SELECT report FROM versions WHERE url IN (SELECT url FROM versions WHERE report = ?1) \
               ORDER BY n";
    let all: Vec<String> = db.all(sql, [report], |row| row.get(0))?;
    Ok(if all.len() > 1 { all } else { vec![] })
}

fn keep(db: &Db, one: &Fetched) -> Result<()> {
    let sha256 = hex(&Sha256::digest(&one.body));
    let bytes = one.body.len() as u64;
    let known = "SELECT 1 FROM fetched WHERE url = ?1 AND sha256 = ?2";
    if db.first(known, (&one.url, &sha256), |_| Ok(()))?.is_some() {
        return Ok(());
    }
    let frame = pack(&one.body).map_err(|error| damaged(db, format_args!("packing: {error}")))?;
    let sql = "INSERT INTO fetched (url, at, head, sha256, bytes, body, fault) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    db.run(sql, (&one.url, &one.at, &one.head, &sha256, bytes as i64, frame, &one.fault))?;
    let entry =
        Entry { what: "fetched", path: Some(&one.url), sha256: Some(&sha256), bytes: Some(bytes) };
    custody::log(db, entry)
}

/// A sentence for each answer that is not what it was when it was kept.
pub(crate) fn verify(db: &Db) -> Result<Vec<String>> {
    if !any(db)? {
        return Ok(vec![]);
    }
    let mut faults = vec![];
    let numbers: Vec<i64> = db.all("SELECT n FROM fetched ORDER BY n", [], |row| row.get(0))?;
    for n in numbers {
        let sql = "SELECT url, at, sha256, bytes, body FROM fetched WHERE n = ?1";
        let found = db.first(sql, [n], |row| {
            let bytes: i64 = row.get(3)?;
            let body: Vec<u8> = row.get(4)?;
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                bytes,
                body,
            ))
        })?;
        let Some((url, at, sha256, bytes, body)) = found else { continue };
        let whole = unpack(&body, usize::try_from(bytes).unwrap_or(0))
            .is_ok_and(|body| hex(&Sha256::digest(&body)) == sha256);
        if !whole {
            faults.push(format!("{url}: what was fetched at {at} is not what is kept"));
        }
    }
    Ok(faults)
}

/// Takes over what another case was given, and in which versions it read a page. What is to be asked for
/// and told stays with the other: two watches would do it twice.
pub(crate) fn merge(db: &Db, from: &Db) -> Result<()> {
    if !any(from)? {
        return Ok(());
    }
    db.batch(kept::WATCHED)?;
    let numbers: Vec<i64> = from.all("SELECT n FROM fetched ORDER BY n", [], |row| row.get(0))?;
    for n in numbers {
        let sql = "SELECT url, at, head, bytes, body, fault FROM fetched WHERE n = ?1";
        let found = from.first(sql, [n], |row| {
            let one = Fetched {
                url: row.get(0)?,
                at: row.get(1)?,
                head: row.get(2)?,
                body: row.get(4)?,
                fault: row.get(5)?,
            };
            Ok((one, row.get::<_, i64>(3)?))
        })?;
        let Some((one, bytes)) = found else { continue };
        let body = unpack(&one.body, usize::try_from(bytes).unwrap_or(0))
            .map_err(|error| damaged(from, format_args!("what was fetched: {error}")))?;
        keep(db, &Fetched { body, ..one })?;
    }
    let sql = "SELECT url, report FROM versions ORDER BY n";
    let versions: Vec<(String, String)> =
        from.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (url, report) in versions {
        version(db, &url, &report)?;
    }
    Ok(())
}

/// Notes what a page was read as.
fn version(db: &Db, url: &str, report: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO versions (url, report, custody) \
               VALUES (?1, ?2, (SELECT max(seq) FROM custody))";
    db.run(sql, (url, report)).map(drop)
}

/// Erases what was fetched from an address beside its reports, and what is told of a report.
pub(crate) fn erase(db: &Db, url: Option<&str>, report: &str) -> Result<()> {
    if !any(db)? {
        return Ok(());
    }
    if let Some(url) = url {
        db.run("DELETE FROM fetched WHERE url = ?1", [url])?;
    }
    db.run("DELETE FROM versions WHERE report = ?1", [report])?;
    let sql = "UPDATE alerts SET text = 'The report was removed.', detail = '{}' \
               WHERE EXISTS (SELECT 1 FROM json_each(reports) WHERE value = ?1)";
    db.run(sql, [report]).map(drop)
}
