//! The log of custody: what came into the case, when, and what was done with it.
//!
//! Every entry's hash covers the one before, so that none can be changed or taken out without
//! breaking the chain. The hash is the SHA-256 of the compact JSON array
//! `[previous, seq, at, what, path, sha256, bytes, version]`; the first entry's `previous` is
//! 64 zeros.

use super::body::hex;
use super::connection::Db;
use crate::error::Result;
use sha2::{Digest, Sha256};

/// What is logged; the time, the version and the chain are added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry<'a> {
    /// `created`, `read`, `removed`, `reread`, `migrated`, `restored`, `world`, `corrected`,
    /// `correction undone`, `audited`, `merged` (an original), `merged case`, `imported`, `import undone`,
    /// `fetched` (an answer that is no report).
    pub(crate) what: &'a str,
    pub(crate) path: Option<&'a str>,
    pub(crate) sha256: Option<&'a str>,
    pub(crate) bytes: Option<u64>,
}

const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The time now, RFC 3339 UTC to the second.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    let now = jiff::Timestamp::from_second(now.as_second()).unwrap_or(now);
    now.to_string()
}

/// Adds an entry, within the transaction of what it tells of.
pub(crate) fn log(db: &Db, entry: Entry<'_>) -> Result<()> {
    let last = db.first("SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let (last, previous) = last.unwrap_or((0, START.to_owned()));
    let line = Line {
        seq: last + 1,
        at: now(),
        what: entry.what.to_owned(),
        path: entry.path.map(str::to_owned),
        sha256: entry.sha256.map(str::to_owned),
        bytes: entry.bytes.map(|n| i64::try_from(n).unwrap_or(i64::MAX)),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        hash: String::new(),
        previous,
    };
    let hash = line.reckon();
    db.run(
        "INSERT INTO custody VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            line.seq,
            line.at,
            line.what,
            line.path,
            line.sha256,
            line.bytes,
            line.version,
            line.previous,
            hash,
        ),
    )
    .map(drop)
}

struct Line {
    seq: i64,
    at: String,
    what: String,
    path: Option<String>,
    sha256: Option<String>,
    bytes: Option<i64>,
    version: String,
    previous: String,
    hash: String,
}

impl Line {
    fn reckon(&self) -> String {
        let fields = serde_json::json!([
            self.previous,
            self.seq,
            self.at,
            self.what,
            self.path,
            self.sha256,
            self.bytes,
            self.version
        ]);
        hex(&Sha256::digest(fields.to_string().as_bytes()))
    }
}

/// Follows the chain, and those of the cases that were merged in: how many entries there are in its
/// own, and a sentence for each break.
pub(crate) fn verify(db: &Db) -> Result<(u64, Vec<String>)> {
    let (count, mut breaks) = follow(db, "custody", "custody log")?;
    let heads: Vec<String> =
        db.all("SELECT DISTINCT head FROM merged_custody ORDER BY head", [], |row| row.get(0))?;
    for head in heads {
        // Heads are hashes that this program wrote; what is none can't be one of its own.
        if head.len() != START.len() || !head.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            breaks.push("the log of a merged case has no head".to_owned());
            continue;
        }
        let from = format!("merged_custody WHERE head = '{head}'");
        let name = format!("log of the merged case {}", &head[..16]);
        breaks.extend(follow(db, &from, &name)?.1);
        let sql = "SELECT hash FROM merged_custody WHERE head = ?1 ORDER BY seq DESC LIMIT 1";
        let last: Option<String> = db.first(sql, [&head], |row| row.get(0))?;
        if last.as_ref() != Some(&head) {
            breaks.push(format!("{name}: its last entries are missing"));
        }
    }
    Ok((count, breaks))
}

/// Follows one chain.
fn follow(db: &Db, from: &str, name: &str) -> Result<(u64, Vec<String>)> {
    let sql = format!(
        "SELECT seq, at, what, path, sha256, bytes, version, previous, hash FROM {from} ORDER BY seq"
    );
    let (mut count, mut breaks, mut previous) = (0, vec![], START.to_owned());
    let mut statement = db.sql.prepare(&sql).map_err(|e| db.error(e))?;
    let mut rows = statement.query([]).map_err(|e| db.error(e))?;
    while let Some(row) = rows.next().map_err(|e| db.error(e))? {
        let read = || -> rusqlite::Result<Line> {
            Ok(Line {
                seq: row.get(0)?,
                at: row.get(1)?,
                what: row.get(2)?,
                path: row.get(3)?,
                sha256: row.get(4)?,
                bytes: row.get(5)?,
                version: row.get(6)?,
                previous: row.get(7)?,
                hash: row.get(8)?,
            })
        };
        let line = read().map_err(|e| db.error(e))?;
        count += 1;
        let seq = line.seq;
        if seq != count as i64 {
            breaks.push(format!("{name}: entry {count} is missing before entry {seq}"));
            count = seq as u64;
        }
        if line.previous != previous {
            breaks.push(format!("{name}: entry {seq} does not follow from the one before it"));
        }
        if line.reckon() != line.hash {
            breaks.push(format!("{name}: entry {seq} was changed after it was written"));
        }
        previous = line.hash;
    }
    Ok((count, breaks))
}
