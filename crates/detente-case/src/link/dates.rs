//! When reports without a day were written, by what others fix: the third round of dating.
//!
//! A report without a day looks for others under the keys of what it tells
//! (`detente_linking::dating::others`). What these fix is kept as its bounds; where they change, the
//! report is marked and read anew with them. Days that this round finds support nobody: what a
//! report gives to others is its day by metadata or by its own words alone, so that a report is
//! read anew once and no more.
//!
//! A case whose reports all bear a day keeps none of this. The first report without one has the keys
//! of all others made.

use crate::error::Result;
use crate::keep::reread;
use crate::query::rows;
use crate::read::analyse;
use crate::store::body::{self, hex};
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::corrections;
use crate::store::originals::{self, Original, Shelf};
use crate::store::overlay;
use crate::{Progress, store};
use detente_linking::dating::others::{Dated, Facts, MOST, bounds, keys};
use detente_linking::dating::{self, Bound};
use detente_linking::{fnv, incident};
use detente_reading::Reading;
use detente_record::{Event, Statement};
use detente_world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Reports under one key; a key that more have is passed over.
const UNDER: usize = 4 * MOST;
/// Reports looked at in one transaction.
const BATCH: usize = 100;
/// The mark that the keys of all reports are still to be made.
const ALL: &str = "*";

/// What a report tells by its own words, for others to be dated by.
pub(crate) struct Own<'a> {
    /// As metadata or its own words have it.
    pub(crate) reading: &'a Reading,
    /// Whether its day is not told.
    pub(crate) undated: bool,
    /// Whether the rows stored are those of another day than its own words give.
    pub(crate) apart: bool,
    /// Its reading text.
    pub(crate) text: &'a str,
}

/// Keeps under which keys a report meets others, and marks those that it may date. What is kept
/// already stays, and marks nothing.
pub(crate) fn mark(db: &Db, n: i64, report: &str, own: &Own<'_>) -> Result<()> {
    let reading = own.reading;
    let tells = !reading.events.is_empty() || !reading.statements.is_empty();
    let kept = "SELECT EXISTS (SELECT 1 FROM dated)";
    if !own.undated && (!tells || db.count(kept)? == 0) {
        return unmark(db, n);
    }
    if own.undated && db.count(kept)? == 0 {
        dirty(db, ALL)?;
    }
    keep(db, n, report, own)
}

fn keep(db: &Db, n: i64, report: &str, own: &Own<'_>) -> Result<()> {
    let rows = (&own.reading.events, &own.reading.statements);
    let told = serde_json::to_vec(&rows).unwrap_or_default();
    let time = &own.reading.report.published.time;
    let print = fnv(told.iter().copied().chain(own.text.bytes())) as i64;
    let now = (time.from.as_deref(), time.to.as_deref(), !own.undated, print);
    let sql = "SELECT 1 FROM dated WHERE n = ?1 AND first IS ?2 AND last IS ?3 AND stated = ?4 \
               AND print = ?5";
    let packed = own.apart.then(|| body::pack(&told)).transpose().ok().flatten();
    let length = told.len() as i64;
    if db.first(sql, (n, now.0, now.1, now.2, now.3), |_| Ok(()))?.is_some() {
        let sql = "UPDATE dated SET own = ?2, length = ?3 WHERE n = ?1";
        return db.run(sql, (n, packed, length)).map(drop);
    }
    let bounds: Option<String> =
        db.first("SELECT bounds FROM dated WHERE n = ?1", [n], |row| row.get(0))?.flatten();
    unmark(db, n)?;
    let facts = Facts::new(report, own.text, &own.reading.events, &own.reading.statements);
    let keys: Vec<i64> = keys(&facts).iter().map(|key| hash(key)).collect();
    let blob: Vec<u8> = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    let gives = time.from.is_some();
    touch(db, &keys, gives)?;
    for key in &keys {
        db.run("INSERT OR IGNORE INTO hints VALUES (?1, ?2)", (key, n))?;
    }
    let sql = "INSERT INTO dated VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    db.run(sql, (n, now.0, now.1, now.2, print, blob, packed, length, bounds))?;
    if own.undated {
        dirty(db, &n.to_string())?;
    }
    Ok(())
}

/// Takes a report out, and marks those that it may have dated.
pub(crate) fn unmark(db: &Db, n: i64) -> Result<()> {
    let sql = "SELECT keys, first IS NOT NULL FROM dated WHERE n = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let Some((blob, gives)) = db.first::<(Vec<u8>, bool)>(sql, [n], read)? else { return Ok(()) };
    let keys: Vec<i64> = unpacked(&blob);
    for key in &keys {
        db.run("DELETE FROM hints WHERE key = ?1 AND n = ?2", (key, n))?;
    }
    db.run("DELETE FROM dated WHERE n = ?1", [n])?;
    db.run("DELETE FROM dirty WHERE kind = 'date' AND key = ?1", [n.to_string()])?;
    touch(db, &keys, gives)
}

/// Marks the reports without a day under keys to which one more comes, or from which one went.
fn touch(db: &Db, keys: &[i64], gives: bool) -> Result<()> {
    for key in keys {
        let under = under(db, *key)?;
        // One that gives no day matters where it makes a key one of too many.
        if under.len() > UNDER || !gives && under.len() < UNDER {
            continue;
        }
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'date', h.n FROM hints h \
                   JOIN dated d ON d.n = h.n WHERE h.key = ?1 AND NOT d.stated";
        db.run(sql, [key])?;
    }
    Ok(())
}

/// The reports under a key, up to one more than count.
fn under(db: &Db, key: i64) -> Result<Vec<i64>> {
    let sql = "SELECT n FROM hints WHERE key = ?1 LIMIT ?2";
    db.all(sql, (key, UNDER as i64 + 1), |row| row.get(0))
}

fn dirty(db: &Db, key: &str) -> Result<()> {
    db.run("INSERT OR IGNORE INTO dirty VALUES ('date', ?1)", [key]).map(drop)
}

fn hash(key: &str) -> i64 {
    fnv(key.bytes()) as i64
}

fn unpacked(blob: &[u8]) -> Vec<i64> {
    blob.as_chunks::<8>().0.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect()
}

/// What is known of a report's day from elsewhere than its own words.
pub(crate) fn known_of(db: &Db, original: &Original) -> Result<dating::Known> {
    let said = corrections::written(db, &hex(&original.sum))?;
    Ok(dating::Known { bounds: bounds_of(db, original.n)?, said })
}

/// What others fix of a report.
fn bounds_of(db: &Db, n: i64) -> Result<Vec<Bound>> {
    let sql = "SELECT bounds FROM dated WHERE n = ?1";
    let text: Option<String> = db.first(sql, [n], |row| row.get(0))?.flatten();
    let Some(text) = text else { return Ok(vec![]) };
    let bad = || damaged(db, format_args!("what dates report {n} of the table `dated` is odd"));
    let all: Vec<Stored> = serde_json::from_str(&text).map_err(|_| bad())?;
    let day = |day: Option<String>| day.map(|day| day.parse().map_err(|_| bad())).transpose();
    let one = |(from, to, points, because): Stored| {
        Ok(Bound { from: day(from)?, to: day(to)?, points, because })
    };
    all.into_iter().map(one).collect()
}

/// A bound as it is stored.
type Stored = (Option<String>, Option<String>, i32, String);

fn stored(bounds: &[Bound]) -> Option<String> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let one = |one: &Bound| (day(one.from), day(one.to), one.points, one.because.clone());
    let all: Vec<Stored> = bounds.iter().map(one).collect();
    if all.is_empty() { None } else { serde_json::to_string(&all).ok() }
}

/// Finds what dates the reports that are marked, and reads anew those of which it changed.
pub(crate) fn link(db: &Db, world: &World, progress: &dyn Progress) -> Result<()> {
    let sql = "SELECT key FROM dirty WHERE kind = 'date' ORDER BY key";
    let due: Vec<String> = db.all(sql, [], |row| row.get(0))?;
    if due.is_empty() {
        return Ok(());
    }
    if due.iter().any(|key| key == ALL) {
        fill(db)?;
    }
    let mut known = Known { db, shelf: Shelf::new(db), read: BTreeMap::new() };
    for part in due.chunks(BATCH) {
        db.transaction(|| {
            for key in part {
                if let Ok(n) = key.parse() {
                    one(db, &mut known, n)?;
                }
                db.run("DELETE FROM dirty WHERE kind = 'date' AND key = ?1", [key])?;
            }
            Ok(())
        })?;
    }
    reread::due(db, world, false, progress)?;
    Ok(())
}

/// Makes the keys of all reports that have none.
fn fill(db: &Db) -> Result<()> {
    let sql = "SELECT n FROM readings WHERE (day IS NOT NULL OR published IS NOT NULL) \
               AND n NOT IN (SELECT n FROM dated) ORDER BY n";
    let all: Vec<i64> = db.all(sql, [], |row| row.get(0))?;
    let mut shelf = Shelf::new(db);
    for part in all.chunks(BATCH) {
        db.transaction(|| {
            for n in part {
                let Some(original) = originals::by_number(db, *n)? else { continue };
                let id = original.id();
                let Some(report) = store::report::row(db, *n)? else { continue };
                let mut reading = rows_of(db, &id)?;
                reading.report.published = report.published;
                if reading.events.is_empty() && reading.statements.is_empty() {
                    continue;
                }
                let Ok(document) = analyse::document(&shelf.member(original)?) else { continue };
                let text = document.text();
                let own = Own { reading: &reading, undated: false, apart: false, text };
                keep(db, *n, &id, &own)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// What a report tells, as its rows have it.
fn rows_of(db: &Db, id: &str) -> Result<Reading> {
    let mut out = Reading::default();
    let of = [id.to_owned()];
    rows::each(db, "report = ?1", &of, None, &mut |event: Event| {
        out.events.push(Event { incident: None, ..event });
        Ok(())
    })?;
    rows::each(db, "report = ?1", &of, None, &mut |statement: Statement| {
        out.statements.push(statement);
        Ok(())
    })?;
    Ok(overlay::fed(&out))
}

/// Finds what dates one report, and marks it where that is not what was known.
fn one(db: &Db, known: &mut Known<'_>, n: i64) -> Result<()> {
    let sql = "SELECT keys, bounds FROM dated WHERE n = ?1 AND NOT stated";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found = db.first::<(Vec<u8>, Option<String>)>(sql, [n], read)?;
    let Some((blob, before)) = found else { return Ok(()) };
    let mut others: BTreeSet<i64> = BTreeSet::new();
    for key in unpacked(&blob) {
        let under = under(db, key)?;
        if under.len() <= UNDER {
            others.extend(under);
        }
    }
    others.remove(&n);
    let Some((own, _)) = known.facts(n)? else { return Ok(()) };
    let mut dated: Vec<(Rc<Facts>, [i64; 2], bool)> = vec![];
    for other in others {
        if let Some((facts, Some((days, stated)))) = known.facts(other)? {
            dated.push((facts, days, stated));
        }
    }
    let dated: Vec<Dated<'_>> = dated
        .iter()
        .map(|(facts, [from, to], stated)| Dated { facts, from: *from, to: *to, stated: *stated })
        .collect();
    let now = stored(&bounds(&own, &dated));
    if now != before {
        db.run("UPDATE dated SET bounds = ?2 WHERE n = ?1", (n, now))?;
        db.run("INSERT OR IGNORE INTO stale VALUES (?1)", [n])?;
    }
    Ok(())
}

/// What a report tells, with its days and whether metadata gives them, where it gives any.
type Told = (Rc<Facts>, Option<([i64; 2], bool)>);

/// What reports tell, read once.
struct Known<'a> {
    db: &'a Db,
    shelf: Shelf<'a>,
    read: BTreeMap<i64, Option<Told>>,
}

impl Known<'_> {
    /// What one tells; `None` of one that is not kept.
    fn facts(&mut self, n: i64) -> Result<Option<Told>> {
        /// Reports held in memory at once.
        const HELD: usize = 3_000;
        if let Some(known) = self.read.get(&n) {
            return Ok(known.clone());
        }
        if self.read.len() >= HELD {
            self.read.clear();
        }
        let found = self.one(n)?;
        self.read.insert(n, found.clone());
        Ok(found)
    }

    fn one(&mut self, n: i64) -> Result<Option<Told>> {
        let sql = "SELECT first, last, stated, own, length FROM dated WHERE n = ?1";
        type Cells = (Option<String>, Option<String>, bool, Option<Vec<u8>>, i64);
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        };
        let Some((first, last, stated, own, length)) = self.db.first::<Cells>(sql, [n], read)?
        else {
            return Ok(None);
        };
        let Some(original) = originals::by_number(self.db, n)? else { return Ok(None) };
        let id = original.id();
        let (events, statements) = match own {
            None => {
                let Reading { events, statements, .. } = rows_of(self.db, &id)?;
                (events, statements)
            }
            Some(frame) => {
                let bad = || damaged(self.db, format_args!("what report {id} tells is damaged"));
                let told = body::unpack(&frame, length.max(0) as usize).map_err(|_| bad())?;
                serde_json::from_slice::<(Vec<Event>, Vec<Statement>)>(&told).map_err(|_| bad())?
            }
        };
        let Ok(document) = analyse::document(&self.shelf.member(original)?) else {
            return Ok(None);
        };
        let facts = Rc::new(Facts::new(&id, document.text(), &events, &statements));
        let day = |day: Option<String>| incident::day(day.as_deref()?);
        let days = day(first).zip(day(last)).map(|(from, to)| ([from, to], stated));
        Ok(Some((facts, days)))
    }
}
