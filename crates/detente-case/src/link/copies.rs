//! Which reports are near copies of which.
//!
//! A report's text is kept as a sketch with the keys under which it meets others. When it comes or
//! goes, the texts under its keys are compared anew, and what hangs together is settled: every copy
//! names its original, in `copies_of` and in a note. The events of a report that turned out to be a
//! copy are linked again, for copies are one source.

use crate::error::Result;
use crate::query::rows::Cell;
use crate::query::rows::Kind;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::originals;
use detente_linking::copies::{
    Copy, HUBS, Sketch, Text, WHOLE, compare as overlap, copies, keys, turn,
};
use detente_record::{Note, NoteKind};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps the sketch of a report's text, and marks it.
pub(crate) fn mark(db: &Db, report: &str, text: &str, published: Option<&str>) -> Result<()> {
    let sketch = Sketch::new(text);
    let keys = keys(&sketch);
    if keys.is_empty() {
        return Ok(());
    }
    db.run("INSERT OR REPLACE INTO sketches VALUES (?1, ?2)", (report, sketch.to_bytes()))?;
    let turn = turn(published, sketch.words());
    for key in keys {
        db.run("INSERT OR IGNORE INTO runs VALUES (?1, ?2, ?3)", (key as i64, turn, report))?;
    }
    db.run("INSERT OR IGNORE INTO dirty VALUES ('text', ?1)", [report]).map(drop)
}

/// What is kept of a report's text.
pub(crate) struct Kept {
    sketch: Vec<u8>,
    runs: Vec<i64>,
}

impl Kept {
    /// Whether this is what comes of a text.
    pub(crate) fn is_of(&self, text: &str) -> bool {
        let sketch = Sketch::new(text);
        let mut runs: Vec<i64> = keys(&sketch).into_iter().map(|key| key as i64).collect();
        runs.sort_unstable();
        sketch.to_bytes() == self.sketch && runs == self.runs
    }
}

/// What is kept of a report's text; of a short one, or one that tells nothing, nothing is.
pub(crate) fn kept(db: &Db, report: &str) -> Result<Option<Kept>> {
    let sql = "SELECT sketch FROM sketches WHERE report = ?1";
    let sketch: Option<Vec<u8>> = db.first(sql, [report], |row| row.get(0))?;
    let sql = "SELECT key FROM runs WHERE report = ?1 ORDER BY key";
    let runs: Vec<i64> = db.all(sql, [report], |row| row.get(0))?;
    Ok(match sketch {
        Some(sketch) => Some(Kept { sketch, runs }),
        None if runs.is_empty() => None,
        None => Some(Kept { sketch: vec![], runs }),
    })
}

/// Takes a report's text out, and marks what it was near to.
pub(crate) fn unmark(db: &Db, report: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO dirty \
               SELECT 'text', second FROM overlaps WHERE first = ?1 \
               UNION SELECT 'text', first FROM overlaps WHERE second = ?1";
    db.run(sql, [report])?;
    db.run("DELETE FROM overlaps WHERE first = ?1 OR second = ?1", [report])?;
    let sql = "SELECT key, turn FROM runs WHERE report = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let stood: Vec<(i64, i64)> = db.all(sql, [report], read)?;
    db.run("DELETE FROM runs WHERE report = ?1", [report])?;
    for (key, turn) in stood {
        heirs(db, key, turn, report)?;
    }
    db.run("DELETE FROM sketches WHERE report = ?1", [report])?;
    db.run("DELETE FROM dirty WHERE kind = 'text' AND key = ?1", [report]).map(drop)
}

/// Marks the texts under a key that are compared with others than before, now that one is gone.
fn heirs(db: &Db, key: i64, turn: i64, report: &str) -> Result<()> {
    let sql = "SELECT report, turn FROM runs WHERE key = ?1 ORDER BY turn, report LIMIT ?2";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let left: Vec<(String, i64)> = db.all(sql, (key, WHOLE as i64 + 1), read)?;
    let of = |ids: &[(String, i64)]| {
        ids.iter().try_for_each(|(id, _)| {
            db.run("INSERT OR IGNORE INTO dirty VALUES ('text', ?1)", [id]).map(drop)
        })
    };
    if left.len() == WHOLE {
        // All are compared with all from here on.
        return of(&left);
    }
    let was_first = |last: &(String, i64)| (turn, report) < (last.1, &*last.0);
    match left.get(HUBS - 1) {
        Some(last) if left.len() > WHOLE && was_first(last) => of(&left[HUBS - 1..HUBS]),
        _ => Ok(()),
    }
}

/// Links the texts that are marked.
pub(super) fn link(db: &Db) -> Result<()> {
    let sql = "SELECT key FROM dirty WHERE kind = 'text' ORDER BY key";
    let due: Vec<String> = db.all(sql, [], |row| row.get(0))?;
    if due.is_empty() {
        return Ok(());
    }
    db.transaction(|| {
        let mut texts = Texts { db, read: BTreeMap::new() };
        compare(db, &mut texts, &due)?;
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for report in due {
            if !seen.contains(&report) {
                let group = reached(db, report)?;
                seen.extend(group.iter().cloned());
                assign(db, &mut texts, &group)?;
            }
        }
        db.run("DELETE FROM dirty WHERE kind = 'text'", []).map(drop)
    })
}

/// Compares those that are marked with the texts under their keys.
fn compare(db: &Db, texts: &mut Texts, due: &[String]) -> Result<()> {
    let mut done: BTreeSet<[String; 2]> = BTreeSet::new();
    for report in due {
        let mut others: BTreeSet<String> = BTreeSet::new();
        let sql = "SELECT key FROM runs WHERE report = ?1 ORDER BY key";
        for key in db.all(sql, [report], |row| row.get::<_, i64>(0))? {
            others.extend(partners(db, key, report)?);
        }
        others.remove(report);
        for other in others {
            let mut pair = [report.clone(), other];
            pair.sort();
            if done.contains(&pair) {
                continue;
            }
            if texts.near(&pair[0], &pair[1])? {
                db.run("INSERT OR IGNORE INTO overlaps VALUES (?1, ?2)", [&pair[0], &pair[1]])?;
            }
            done.insert(pair);
        }
    }
    Ok(())
}

/// With which of the texts under a key one is compared, by the rule of [`pairing`]: with all, and
/// where they are many with the first of them, unless it is one of these.
///
/// [`pairing`]: detente_linking::copies::pairing
fn partners(db: &Db, key: i64, report: &str) -> Result<Vec<String>> {
    let sql = "SELECT report FROM runs WHERE key = ?1 ORDER BY turn, report LIMIT ?2";
    let few = |limit: i64| db.all(sql, (key, limit), |row| row.get::<_, String>(0));
    let mut ids = few(WHOLE as i64 + 1)?;
    if ids.len() > WHOLE {
        match ids[..HUBS].iter().any(|id| id == report) {
            true => ids = few(-1)?,
            false => ids.truncate(HUBS),
        }
    }
    Ok(ids)
}

/// All reports whose texts hang together with one.
fn reached(db: &Db, from: String) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::from([from.clone()]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        let sql = "SELECT second FROM overlaps WHERE first = ?1 \
                   UNION SELECT first FROM overlaps WHERE second = ?1";
        for other in db.all(sql, [&id], |row| row.get::<_, String>(0))? {
            if found.insert(other.clone()) {
                open.push(other);
            }
        }
    }
    Ok(found)
}

/// Gives every copy of a group its original, and takes it from those that are none.
fn assign(db: &Db, texts: &mut Texts, group: &BTreeSet<String>) -> Result<()> {
    let ids: Vec<String> = group.iter().cloned().collect();
    // From all of them at once, so that it hangs on no order in which they came.
    let all = texts.all(&ids)?;
    let all: Vec<&Text> = all.iter().collect();
    let found: BTreeMap<String, Copy> =
        copies(&all).into_iter().map(|copy| (copy.id.clone(), copy)).collect();
    for id in &ids {
        write(db, id, found.get(id))?;
    }
    Ok(())
}

/// Writes whether a report is a copy, where that changed.
fn write(db: &Db, id: &str, copy: Option<&Copy>) -> Result<()> {
    let key = originals::parse(id).unwrap_or_default();
    let sql = "SELECT r.n, r.copies_of, r.notes FROM readings r JOIN originals o ON o.n = r.n \
               WHERE substr(o.sha256, 1, 8) = ?1";
    type Cells = (i64, Option<String>, Option<String>);
    let read = |row: &rusqlite::Row<'_>| Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?));
    let Some((n, before, notes)) = db.first(sql, [key.as_slice()], read)? else { return Ok(()) };
    let notes = notes.unwrap_or_else(|| "[]".into());
    let mut notes: Vec<Note> = serde_json::from_str(&notes)
        .map_err(|_| damaged(db, format_args!("report {id} has notes that are none")))?;
    notes.retain(|note| note.kind != NoteKind::NearCopy);
    notes.extend(copy.map(note));
    let value = serde_json::to_value(&notes).unwrap_or_default();
    let value = if notes.is_empty() { serde_json::Value::Null } else { value };
    let root = copy.map(|copy| copy.copies_of.clone());
    let sql = "UPDATE readings SET copies_of = ?2, notes = ?3 WHERE n = ?1";
    db.run(sql, (n, &root, Cell(Kind::Json, &value)))?;
    if root != before {
        let sql = "INSERT OR IGNORE INTO dirty SELECT 'event', id FROM events WHERE report = ?1";
        db.run(sql, [id])?;
    }
    Ok(())
}

/// "93 % of it stands in 9f2c…; 14 there is 18 here".
fn note(copy: &Copy) -> Note {
    let mut detail = format!("{} % of it stands in {}", copy.share / 10, copy.through);
    for change in copy.figures.iter().take(5) {
        detail += &format!("; {} there is {} here", change.first, change.second);
    }
    Note { kind: NoteKind::NearCopy, evidence: None, detail: Some(detail) }
}

/// Texts as they are compared, read once.
struct Texts<'a> {
    db: &'a Db,
    read: BTreeMap<String, Text>,
}

impl Texts<'_> {
    /// Whether one of two is a near copy of the other.
    fn near(&mut self, first: &str, second: &str) -> Result<bool> {
        self.spare();
        self.hold(first)?;
        self.hold(second)?;
        let both = (self.read.get(first), self.read.get(second));
        let (Some(first), Some(second)) = both else { return Ok(false) };
        Ok(overlap(&first.sketch, &second.sketch).near())
    }

    fn spare(&mut self) {
        /// Sketches held in memory at once.
        const KEPT: usize = 50_000;
        if self.read.len() > KEPT {
            self.read.clear();
        }
    }

    fn hold(&mut self, id: &str) -> Result<()> {
        if !self.read.contains_key(id)
            && let Some(text) = self.one(id)?
        {
            self.read.insert(id.to_owned(), text);
        }
        Ok(())
    }

    fn all(&mut self, ids: &[String]) -> Result<Vec<Text>> {
        self.spare();
        let mut out = vec![];
        for id in ids {
            self.hold(id)?;
            out.extend(self.read.get(id).cloned());
        }
        Ok(out)
    }

    fn one(&self, id: &str) -> Result<Option<Text>> {
        let sql = "SELECT sketch FROM sketches WHERE report = ?1";
        let bytes: Option<Vec<u8>> = self.db.first(sql, [id], |row| row.get(0))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let sketch = Sketch::from_bytes(&bytes)
            .ok_or_else(|| damaged(self.db, format_args!("the sketch of {id} is none")))?;
        let key = originals::parse(id).unwrap_or_default();
        let sql = "SELECT coalesce(r.day, r.published ->> 'to'), r.source \
                   FROM readings r JOIN originals o ON o.n = r.n \
                   WHERE substr(o.sha256, 1, 8) = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (published, outlet) =
            self.db.first(sql, [key.as_slice()], read)?.unwrap_or((None, None));
        Ok(Some(Text { id: id.to_owned(), published, outlet, credits: vec![], sketch }))
    }
}
