//! The one who writes: everything in the order of the inputs, a batch to a transaction.

use super::{Key, Note, Outcome, Place, Said};
use crate::error::{Error, Result};
use crate::store::body::{self, Sum, hex};
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::corrections;
use crate::store::custody::{self, Entry};
use crate::store::originals::{self, Shelf, words_of};
use crate::store::report;
use crate::store::spot::{self, Spot};
use crate::{Progress, Summary};
use detente_text::{Refusal, Take};
use detente_world::World;
use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// A batch is written at the latest after this long,
const PAUSE: Duration = Duration::from_secs(1);
/// or with so many reports in it,
const REPORTS: usize = 1000;
/// or so many bytes of their text and of containers.
const BYTES: usize = 16 << 20;

/// Writes notes to the case as they come.
pub(crate) struct Writer<'a> {
    db: &'a Db,
    world: &'a World,
    again: bool,
    progress: &'a dyn Progress,
    summary: Summary,
    containers: BTreeMap<Key, Held>,
    takes: BTreeMap<(&'static str, String), i64>,
    batch: Option<Batch>,
}

/// A container as the case knows it.
#[derive(Clone, Copy, Debug)]
struct Held {
    n: i64,
    sum: Option<Sum>,
    bytes: u64,
    reports: u64,
    logged: bool,
}

struct Batch {
    since: Instant,
    reports: usize,
    bytes: usize,
}

/// Where an original lies, as columns.
struct Lies {
    container: Option<i64>,
    ordinal: Option<i64>,
    at: Option<([i64; 2], i64)>,
    path: Option<String>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        db: &'a Db,
        world: &'a World,
        again: bool,
        progress: &'a dyn Progress,
        summary: Summary,
    ) -> Self {
        let (containers, takes) = (BTreeMap::new(), BTreeMap::new());
        Self { db, world, again, progress, summary, containers, takes, batch: None }
    }

    /// Writes what is still in hand and gives the summary; on an error what was written stays.
    pub(crate) fn end(mut self, outcome: Result<()>) -> Result<Summary> {
        match outcome.and_then(|()| self.commit()) {
            Ok(()) => Ok(self.summary),
            Err(error) => {
                // The first error is the one to tell; an open batch goes as a whole.
                let _ = self.db.sql.execute_batch("ROLLBACK");
                Err(error)
            }
        }
    }

    /// Writes one note.
    pub(crate) fn note(&mut self, note: Note) -> Result<()> {
        self.begin()?;
        match note {
            Note::Opened => self.summary.files += 1,
            Note::Passed { bytes } => self.advance(bytes, 0, 0),
            Note::Refused { path, refusal, bytes } => self.refuse(&path, &refusal, bytes)?,
            Note::Begin { key, path } => self.container(key, &path)?,
            Note::Packed { key, start, frame } => self.chunk(key, start, frame)?,
            Note::End { key, sum, bytes, told } => self.stored(key, sum, bytes, told)?,
            Note::Cancel { key } => self.cancel(key)?,
            Note::Finished { key, refused, bytes } => self.finished(key, refused, bytes)?,
            Note::Seen { container, path, bytes } => self.seen(container, &path, bytes)?,
            Note::Report(outcome) => self.outcome(*outcome)?,
        }
        let full = self.batch.as_ref().is_some_and(|batch| {
            batch.reports >= REPORTS || batch.bytes >= BYTES || batch.since.elapsed() >= PAUSE
        });
        if full { self.commit() } else { Ok(()) }
    }

    fn begin(&mut self) -> Result<()> {
        if self.batch.is_none() {
            self.db.batch("BEGIN IMMEDIATE")?;
            self.batch = Some(Batch { since: Instant::now(), reports: 0, bytes: 0 });
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        match self.batch.take() {
            Some(_) => self.db.batch("COMMIT"),
            None => Ok(()),
        }
    }

    fn weigh(&mut self, reports: usize, bytes: usize) {
        if let Some(batch) = &mut self.batch {
            batch.reports += reports;
            batch.bytes += bytes;
        }
    }

    fn advance(&mut self, bytes: u64, reports: u64, refused: u64) {
        self.summary.bytes += bytes;
        self.progress.advance(bytes, reports, refused);
    }

    fn refuse(&mut self, path: &str, refusal: &Refusal, bytes: u64) -> Result<()> {
        self.summary.refused += 1;
        self.advance(bytes, 0, 1);
        report::refuse(self.db, path, refusal)
    }

    fn container(&mut self, key: Key, path: &str) -> Result<()> {
        self.db.run("INSERT INTO containers (path) VALUES (?1)", [path])?;
        let n = self.db.sql.last_insert_rowid();
        let held = Held { n, sum: None, bytes: 0, reports: 0, logged: false };
        self.containers.insert(key, held);
        Ok(())
    }

    fn held(&self, key: Key) -> Result<Held> {
        let held = self.containers.get(&key).copied();
        held.ok_or_else(|| damaged(self.db, "a container is gone while it is being read"))
    }

    fn chunk(&mut self, key: Key, start: u64, frame: std::io::Result<Vec<u8>>) -> Result<()> {
        let frame = frame.map_err(|error| packing(self.db, error))?;
        self.weigh(0, frame.len());
        let n = self.held(key)?.n;
        self.db.run("INSERT INTO chunks VALUES (?1, ?2, ?3)", (n, start as i64, frame)).map(drop)
    }

    /// A container whose bytes are in the case already is kept once.
    fn stored(&mut self, key: Key, sum: Sum, bytes: u64, told: Option<Sender<i64>>) -> Result<()> {
        let mut held = self.held(key)?;
        let sql = "SELECT n, logged FROM containers WHERE sha256 = ?1";
        let twin = self.db.first(sql, [sum.as_slice()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        (held.sum, held.bytes) = (Some(sum), bytes);
        if let Some((n, logged)) = twin {
            let sql = "UPDATE containers SET path = min(path, \
                       (SELECT path FROM containers WHERE n = ?2)) WHERE n = ?1";
            self.db.run(sql, [n, held.n])?;
            self.db.run("DELETE FROM containers WHERE n = ?1", [held.n])?;
            (held.n, held.logged) = (n, logged);
        } else {
            let sql = "UPDATE containers SET sha256 = ?2, bytes = ?3, state = 1 WHERE n = ?1";
            self.db.run(sql, (held.n, sum.as_slice(), bytes as i64))?;
        }
        self.containers.insert(key, held);
        if let Some(told) = told {
            // It is read back by another connection, which sees only what is committed.
            self.commit()?;
            let _ = told.send(held.n);
        }
        Ok(())
    }

    fn cancel(&mut self, key: Key) -> Result<()> {
        let held = self.held(key)?;
        self.containers.remove(&key);
        if held.sum.is_none() {
            self.db.run("DELETE FROM containers WHERE n = ?1", [held.n])?;
        }
        Ok(())
    }

    fn finished(&mut self, key: Key, refused: u64, bytes: u64) -> Result<()> {
        let held = self.held(key)?;
        self.containers.remove(&key);
        self.advance(bytes, 0, 0);
        if held.reports == 0 && !report::lies_in(self.db, held.n)? {
            // Nothing came of it: what is refused is not kept.
            self.db.run("DELETE FROM containers WHERE n = ?1", [held.n])?;
            return Ok(());
        }
        let sql = "UPDATE containers SET state = 2, reports = ?2, refused = ?3 WHERE n = ?1";
        self.db.run(sql, (held.n, held.reports as i64, refused as i64)).map(drop)
    }

    fn seen(&mut self, container: i64, path: &str, bytes: u64) -> Result<()> {
        let sql = "SELECT reports FROM containers WHERE n = ?1";
        let reports = self.db.first(sql, [container], |row| row.get::<_, i64>(0))?;
        let reports = reports.unwrap_or(0).max(0) as u64;
        self.summary.known += reports;
        self.advance(bytes, reports, 0);
        let sql = "UPDATE containers SET path = ?2 WHERE n = ?1 AND path > ?2";
        self.db.run(sql, (container, path)).map(drop)
    }

    fn outcome(&mut self, mut outcome: Outcome) -> Result<()> {
        let shown = outcome.place.shown(outcome.member.member.as_deref());
        let rows = match std::mem::replace(&mut outcome.said, Said::Known) {
            Said::Refused(refusal) => return self.refuse(&shown, &refusal, outcome.bytes),
            Said::Read(rows) => Some(rows),
            Said::Known => None,
        };
        let sum = outcome.sum;
        if self.tombstoned(&sum)? {
            self.summary.removed += 1;
            self.advance(outcome.bytes, 1, 0);
            return Ok(());
        }
        report::accept(self.db, &shown)?;
        let existing = originals::existing(self.db, &sum)?;
        if let Place::Within { key, .. } = outcome.place {
            self.log_container(key)?;
        }
        self.advance(outcome.bytes, 1, 0);
        match (existing, rows) {
            (Some(n), rows) => {
                self.summary.known += 1;
                self.again_at(n, outcome)?;
                match rows {
                    // The original was kept while an earlier version could not read it.
                    Some(rows) if !report::is_read(self.db, n)? => {
                        report::put(self.db, self.world, n, &rows)
                    }
                    _ => Ok(()),
                }
            }
            (None, Some(rows)) => {
                self.summary.added += 1;
                self.weigh(1, rows.text.len());
                let n = self.original(outcome)?;
                // An analyst may have said when it was written before it was removed or came here.
                if corrections::written(self.db, &hex(&sum))?.is_some() {
                    self.db.run("INSERT OR IGNORE INTO stale VALUES (?1)", [n])?;
                }
                report::put(self.db, self.world, n, &rows)
            }
            // Removed by hand between the start of the reading and now; the next one reads it.
            (None, None) => Ok(()),
        }
    }

    fn tombstoned(&self, sum: &Sum) -> Result<bool> {
        if self.again {
            self.db.run("DELETE FROM tombstones WHERE sha256 = ?1", [sum.as_slice()])?;
            return Ok(false);
        }
        originals::is_removed(self.db, sum)
    }

    fn log_container(&mut self, key: Key) -> Result<()> {
        let mut held = self.held(key)?;
        held.reports += 1;
        if !held.logged {
            held.logged = true;
            let sql = "UPDATE containers SET logged = 1 WHERE n = ?1 RETURNING path";
            let path: Option<String> = self.db.first(sql, [held.n], |row| row.get(0))?;
            let sha256 = held.sum.map(|sum| hex(&sum));
            let entry = Entry {
                what: "read",
                path: path.as_deref(),
                sha256: sha256.as_deref(),
                bytes: Some(held.bytes),
            };
            custody::log(self.db, entry)?;
        }
        self.containers.insert(key, held);
        Ok(())
    }

    fn lies(&mut self, place: &Place, cut: bool) -> Result<Lies> {
        let (key, ordinal, locator) = match place {
            Place::File { path } => {
                let path = Some(path.clone());
                return Ok(Lies { container: None, ordinal: None, at: None, path });
            }
            Place::Within { key, ordinal, locator, .. } => (*key, *ordinal, locator),
        };
        let at = match locator.as_ref().filter(|_| cut) {
            None => None,
            Some(([from, to], take)) => {
                Some(([*from as i64, (to - from) as i64], self.take(take)?))
            }
        };
        let container = Some(self.held(key)?.n);
        Ok(Lies { container, ordinal: Some(ordinal as i64), at, path: None })
    }

    fn take(&mut self, take: &Take) -> Result<i64> {
        let words = words_of(take);
        if let Some(n) = self.takes.get(&words) {
            return Ok(*n);
        }
        let sql = "INSERT OR IGNORE INTO takes (kind, field) VALUES (?1, ?2)";
        self.db.run(sql, (words.0, &words.1))?;
        let sql = "SELECT n FROM takes WHERE kind = ?1 AND field = ?2";
        let n = self.db.first(sql, (words.0, &words.1), |row| row.get(0))?;
        let n = n.ok_or_else(|| damaged(self.db, "a take is missing"))?;
        self.takes.insert(words, n);
        Ok(n)
    }

    fn original(&mut self, outcome: Outcome) -> Result<i64> {
        if let Place::File { path } = &outcome.place {
            let sha256 = hex(&outcome.sum);
            let entry = Entry {
                what: "read",
                path: Some(path),
                sha256: Some(&sha256),
                bytes: Some(outcome.length as u64),
            };
            custody::log(self.db, entry)?;
        }
        self.lay(None, outcome)?;
        Ok(self.db.sql.last_insert_rowid())
    }

    /// Writes where an original lies and what is said of it there.
    fn lay(&mut self, n: Option<i64>, outcome: Outcome) -> Result<()> {
        let body = outcome.body.transpose().map_err(|error| packing(self.db, error))?;
        let lies = self.lies(&outcome.place, body.is_none())?;
        let member = &outcome.member;
        let supplied = &member.supplied;
        let pages = (!member.pages.is_empty()).then(|| serde_json::json!(member.pages).to_string());
        let sql = match n {
            None => {
                "INSERT INTO originals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
                 ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)"
            }
            Some(_) => {
                "UPDATE originals SET (n, sha256, bytes, media, path, container, ordinal, member, \
                 start, length, take, title, byline, outlet, url, published, retrieved, language, \
                 charset, pages, body) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
                 ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) WHERE n = ?1"
            }
        };
        let values: [&dyn rusqlite::ToSql; 21] = [
            &n,
            &outcome.sum.as_slice(),
            &(outcome.length as i64),
            &member.media.as_str(),
            &lies.path,
            &lies.container,
            &lies.ordinal,
            &member.member,
            &lies.at.map(|at| at.0[0]),
            &lies.at.map(|at| at.0[1]),
            &lies.at.map(|at| at.1),
            &supplied.title,
            &supplied.byline,
            &supplied.outlet,
            &supplied.url,
            &supplied.published,
            &supplied.retrieved,
            &supplied.language,
            &supplied.charset,
            &pages,
            &body,
        ];
        self.db.run(sql, values).map(drop)
    }

    /// An original that is in the case already lies in another place too.
    fn again_at(&mut self, n: i64, mut outcome: Outcome) -> Result<()> {
        let Some(held) = spot::held(self.db, n)? else { return Ok(()) };
        let lies = self.lies(&outcome.place, true)?;
        let container = match &outcome.place {
            Place::File { .. } => None,
            Place::Within { key, .. } => self.held(*key)?.sum,
        };
        let media = outcome.member.media.as_str().to_owned();
        let new = Spot { container, ordinal: lies.ordinal, media, path: lies.path.clone() };
        if new.is_known_beside(&held.spot) {
            return Ok(());
        }
        let at = (lies.container, lies.ordinal);
        if new > held.spot {
            return spot::beside(self.db, n, at, outcome.member.member.as_deref());
        }
        spot::give_way(self.db, n, &held, at)?;
        if lies.at.is_none() {
            // Its bytes must not hang on the container it lay in.
            let original = originals::by_number(self.db, n)?;
            if let (Some(original), None) = (original, &outcome.body) {
                let bytes = Shelf::new(self.db).member(original)?.original;
                outcome.body = Some(body::pack(&bytes));
            }
        } else {
            outcome.body = None;
        }
        self.lay(Some(n), outcome)?;
        // What is said of it may differ there.
        self.db.run("INSERT OR IGNORE INTO stale VALUES (?1)", [n]).map(drop)
    }
}

fn packing(db: &Db, error: std::io::Error) -> Error {
    let message = format!("{}: could not pack what was read: {error}", db.path.display());
    Error::new(crate::error::Kind::Other, message).because(error)
}
