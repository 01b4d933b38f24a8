//! The kept tables of corrections: what analysts said, and on which bytes.

use super::body::hex;
use super::chunks::damaged;
use super::connection::Db;
use super::custody::{self, Entry};
use crate::error::Result;
use detente_linking::correction::{Act, Anchor, Correction, dated, in_force};
use detente_reading::Written;
use detente_record::{Published, Review, ReviewState, Source, Was};
use rusqlite::Row;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A correction with what the table keeps beside it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) correction: Correction,
    /// What it was said of, in words.
    pub(crate) said: String,
    pub(crate) undone: Option<Undone>,
}

/// When a correction was taken back, by whom, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undone {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) reason: String,
}

const COLUMNS: &str = "n, at, author, reason, act, said, undone, undone_by, undone_reason";

/// Keeps a correction under the next number, which it gets, with its entry in the custody log. To be
/// called within a transaction.
pub(crate) fn add(db: &Db, correction: &mut Correction, said: &str) -> Result<()> {
    let last = db.count("SELECT max(n) FROM corrections")?;
    correction.n = i64::try_from(last).unwrap_or(i64::MAX).saturating_add(1);
    let act = text(&correction.act);
    db.run(
        "INSERT INTO corrections (n, at, author, reason, act, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (correction.n, &correction.at, &correction.author, &correction.reason, &act, said),
    )?;
    for (side, anchors) in [(0, &correction.of), (1, &correction.with)] {
        for (place, anchor) in anchors.iter().enumerate() {
            db.run(
                "INSERT INTO anchors VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                (
                    correction.n,
                    side,
                    place as i64,
                    &anchor.report,
                    &anchor.table,
                    &anchor.kind,
                    text(&anchor.bytes),
                    &anchor.detail,
                ),
            )?;
        }
    }
    let line = format!("{}: {said}: {} ({})", correction.n, correction.reason, correction.author);
    let sum = sum(correction);
    custody::log(
        db,
        Entry { what: "corrected", path: Some(&line), sha256: Some(&sum), bytes: None },
    )
}

/// Takes a correction back, with its entry in the custody log. To be called within a transaction.
pub(crate) fn undo(db: &Db, stored: &Stored, undone: &Undone) -> Result<()> {
    let n = stored.correction.n;
    let sql = "UPDATE corrections SET undone = ?2, undone_by = ?3, undone_reason = ?4 WHERE n = ?1";
    db.run(sql, (n, &undone.at, &undone.by, &undone.reason))?;
    db.run("DELETE FROM corrected WHERE correction = ?1", [n])?;
    let line = format!("{n}: {}: {} ({})", stored.said, undone.reason, undone.by);
    let sum = sum(&stored.correction);
    custody::log(
        db,
        Entry { what: "correction undone", path: Some(&line), sha256: Some(&sum), bytes: None },
    )
}

/// What the custody log holds of a correction: the sum of all that it says, whatever its number.
pub(crate) fn sum(correction: &Correction) -> String {
    let all = text(&Correction { n: 0, ..correction.clone() });
    hex(&Sha256::digest(all.as_bytes()))
}

fn text<T: serde::Serialize>(value: &T) -> String {
    // Plain structs and enums: nothing in them can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// All corrections, also those that were taken back, in the order of their numbers.
pub(crate) fn all(db: &Db) -> Result<Vec<Stored>> {
    read(db, "1")
}

/// Those in force that name a row of an original.
pub(crate) fn of_report(db: &Db, sha256: &str) -> Result<Vec<Correction>> {
    let any = db.first("SELECT 1 FROM anchors WHERE report = ?1", [sha256], |_| Ok(()))?;
    if any.is_none() {
        return Ok(vec![]);
    }
    let sums: BTreeSet<String> = BTreeSet::from([sha256.to_owned()]);
    let all = read(db, "undone IS NULL")?.into_iter().map(|stored| stored.correction);
    let here = |one: &Correction| one.of.iter().chain(&one.with).any(|a| sums.contains(&a.report));
    Ok(all.filter(here).collect())
}

/// Those in force that say of actors, everywhere, that they are others.
pub(crate) fn everywhere(db: &Db) -> Result<Vec<Correction>> {
    let which = "undone IS NULL AND act ->> 'act' = 're-actor' \
                 AND NOT EXISTS (SELECT 1 FROM anchors WHERE correction = n)";
    Ok(read(db, which)?.into_iter().map(|stored| stored.correction).collect())
}

/// Those in force that say what is of one happening.
pub(crate) fn joinings(db: &Db) -> Result<Vec<Correction>> {
    let found = read(db, "undone IS NULL AND act ->> 'act' IN ('merge', 'split')")?;
    Ok(found.into_iter().map(|stored| stored.correction).collect())
}

/// The correction that says how far an outlet is to be relied on: the last in force.
pub(crate) fn reliability(db: &Db, outlet: &str) -> Result<Option<(Correction, String)>> {
    let found = read(db, "undone IS NULL AND act ->> 'act' = 'reliability'")?;
    let own = found.into_iter().filter_map(|stored| match &stored.correction.act {
        Act::Reliability { outlet: of, letter } if of == outlet => {
            let letter = letter.clone();
            Some((stored.correction, letter))
        }
        _ => None,
    });
    Ok(own.max_by(|a, b| (&a.0.at, a.0.n).cmp(&(&b.0.at, b.0.n))))
}

/// When a report was written, as an analyst says: the last in force.
pub(crate) fn written(db: &Db, sha256: &str) -> Result<Option<Written>> {
    let said = of_report(db, sha256)?;
    let of = |one: &&Correction| one.of.iter().any(|anchor| anchor.is_report(sha256));
    let said: Vec<&Correction> = said.iter().filter(of).collect();
    let last = in_force(&said).into_iter().find_map(|one| match &one.act {
        Act::ReDate { date } => Some(dated(date, one)),
        _ => None,
    });
    let written = |time| Written {
        published: Published { time, candidates: vec![] },
        evidence: None,
        said: true,
    };
    Ok(last.map(written))
}

/// Lays an analyst's judgement over a source.
pub(crate) fn judge(db: &Db, source: &mut Source) -> Result<()> {
    let Some((said, letter)) = reliability(db, &source.id)? else { return Ok(()) };
    let was = Was {
        fields: vec!["reliability".into()],
        reliability: Some(std::mem::replace(&mut source.reliability, letter)),
        ..Was::default()
    };
    source.review = Some(Review {
        state: ReviewState::Corrected,
        by: said.author,
        reason: said.reason,
        at: said.at,
        was: Some(was),
    });
    Ok(())
}

/// A sentence for each correction that is not as it was logged.
pub(crate) fn verify(db: &Db) -> Result<Vec<String>> {
    let sql = "SELECT sha256 FROM custody WHERE what = 'corrected' AND sha256 IS NOT NULL";
    let logged: BTreeSet<String> = db.all(sql, [], |row| row.get(0))?.into_iter().collect();
    let odd = all(db)?.into_iter().filter(|one| !logged.contains(&sum(&one.correction)));
    let line =
        |one: Stored| format!("correction {}: it was changed after it was made", one.correction.n);
    Ok(odd.map(line).collect())
}

fn read(db: &Db, condition: &str) -> Result<Vec<Stored>> {
    let sql = format!("SELECT {COLUMNS} FROM corrections WHERE {condition} ORDER BY n");
    type Cells = (i64, String, String, String, String, String, Option<Undone>);
    let cells = |row: &Row<'_>| -> rusqlite::Result<Cells> {
        let at: Option<String> = row.get(6)?;
        let by: Option<String> = row.get(7)?;
        let reason: Option<String> = row.get(8)?;
        let (by, reason) = (by.unwrap_or_default(), reason.unwrap_or_default());
        let undone = at.map(|at| Undone { at, by, reason });
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, undone))
    };
    let mut out = vec![];
    for (n, at, author, reason, act, said, undone) in db.all(&sql, [], cells)? {
        let odd = |_| damaged(db, format_args!("correction {n} can't be read"));
        let act: Act = serde_json::from_str(&act).map_err(odd)?;
        let [of, with] = [anchors(db, n, 0)?, anchors(db, n, 1)?];
        let correction = Correction { n, at, author, reason, act, of, with };
        out.push(Stored { correction, said, undone });
    }
    Ok(out)
}

fn anchors(db: &Db, n: i64, side: i64) -> Result<Vec<Anchor>> {
    let sql = "SELECT report, \"table\", kind, bytes, detail FROM anchors \
               WHERE correction = ?1 AND side = ?2 ORDER BY place";
    let read = |row: &Row<'_>| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?, row.get(4)?))
    };
    let found: Vec<(String, String, String, String, String)> = db.all(sql, [n, side], read)?;
    let one = |(report, table, kind, bytes, detail): (String, String, String, String, String)| {
        let bytes = serde_json::from_str(&bytes)
            .map_err(|_| damaged(db, format_args!("correction {n} names no bytes")))?;
        Ok(Anchor { report, table, kind, bytes, detail })
    };
    found.into_iter().map(one).collect()
}
