//! What changed in the record between two points, and what brought it.

use crate::error::{Error, Kind, Result};
use crate::query::find;
use crate::store::body::hex;
use crate::store::connection::Db;
use crate::store::originals;
use detente_linking::change::{Pair, State, tell};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Entries of the custody log named of one moment.
const NAMED: usize = 6;

/// What changed between two points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The last entry of the custody log that does not count; 0 is the beginning.
    pub after: i64,
    /// The last that does.
    pub to: i64,
    /// The linkings between them, each with what was done before it.
    pub moments: Vec<Moment>,
    /// What became of each row, all in all.
    pub changes: Vec<Change>,
    /// Sentences on what can't be told apart or is not kept.
    pub notes: Vec<String>,
}

/// A linking: what was done, and whether each change was kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// The last entry of the custody log before it.
    pub custody: i64,
    /// Its time, RFC 3339 UTC.
    pub at: String,
    /// What was done: entries of the custody log, the first few.
    pub did: Vec<String>,
    /// How many entries there are.
    pub entries: u64,
    /// Too much changed for each change to be kept, or too long ago: only counts are.
    pub counts_only: bool,
    /// Where too much changed, rows afterwards by table; of what is too long ago, how many `changes`
    /// there were; else nothing.
    pub counts: Value,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// `incident`, `dispute`, `obligation`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// `new`, `merged`, `split`, `re-dated`, `turned`, `changed`, `gone`.
    pub what: String,
    /// The row, in a line.
    pub text: String,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
    /// Into what it was merged, from what it was split, or under what id it was known.
    pub others: Vec<String>,
    /// Reports that came to it or left it.
    pub reports: Vec<String>,
    /// The moments at which it changed, by the entries of the custody log.
    pub at: Vec<i64>,
}

/// One field, before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its name.
    pub name: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}

/// The difference between two points, each empty (the beginning, now), a number of the custody log, a
/// day, or a report.
pub(crate) fn diff(db: &Db, from: &str, to: &str) -> Result<Difference> {
    let last = i64::try_from(db.count("SELECT max(seq) FROM custody")?).unwrap_or(i64::MAX);
    let after = if from.is_empty() { 0 } else { point(db, from, last, true)? };
    let to = if to.is_empty() { last } else { point(db, to, last, false)? };
    if after > to {
        let message = format!("{from}..: comes after ..{to}; turn the two points round");
        return Err(Error::new(Kind::Query, message));
    }
    let moments = moments(db, after, to)?;
    let changes = changes(db, after, to)?;
    let mut notes = vec![];
    if let Some(first) = moments.first() {
        let began = first.custody - i64::try_from(first.entries).unwrap_or(i64::MAX);
        if began < after {
            notes.push(format!(
                "what entries {} to {} of the custody log brought was linked together, and counts whole",
                began + 1,
                first.custody
            ));
        }
    }
    let whole = moments.iter().filter(|moment| moment.counts_only).count();
    if whole > 0 {
        notes.push(format!(
            "at {whole} of {} moments too much changed for each change to be kept, or it was too long ago: \
             only how many rows there were is known",
            moments.len()
        ));
    }
    Ok(Difference { after, to, moments, changes, notes })
}

/// The entry of the custody log that a point stands for. From a day on, the whole day counts; after a
/// number or a report, what it brought does not.
fn point(db: &Db, text: &str, last: i64, begins: bool) -> Result<i64> {
    let day: std::result::Result<jiff::civil::Date, _> = text.parse();
    if let (Ok(day), 10) = (day, text.len()) {
        // Where a clock was set back, entries are not in the order of their times: what was logged
        // between two of the days asked for counts with them, and nothing of these days is left out.
        let (bound, sql) = match begins {
            true => (day, "SELECT min(seq) - 1 FROM custody WHERE at >= ?1"),
            false => (day.tomorrow().unwrap_or(day), "SELECT max(seq) FROM custody WHERE at < ?1"),
        };
        let found = db.first(sql, [bound.to_string()], |row| row.get::<_, Option<i64>>(0))?;
        return Ok(found.flatten().unwrap_or(if begins { last } else { 0 }));
    }
    if let Ok(n) = text.parse::<i64>()
        && (0..=last).contains(&n)
    {
        return Ok(n);
    }
    let Ok(id) = find::report(db, text) else {
        let message = format!(
            "{text:?} is no point in time: give a number of the custody log (1 to {last}), a day \
             (2020-02-15) or a report"
        );
        return Err(Error::new(Kind::Query, message));
    };
    let original = originals::by_id(db, &id)?;
    let sql = "SELECT c.sha256 FROM originals o JOIN containers c ON c.n = o.container \
               WHERE o.n = ?1";
    let container = db.first(sql, [original.n], |row| row.get::<_, Option<Vec<u8>>>(0))?.flatten();
    let sum = container.map_or_else(|| hex(&original.sum), |sum| hex(&sum));
    let sql = "SELECT max(seq) FROM custody WHERE sha256 = ?1 AND what IN ('read', 'merged')";
    let found = db.first(sql, [sum], |row| row.get::<_, Option<i64>>(0))?.flatten();
    found.ok_or_else(|| {
        let message = format!("the custody log does not tell when report {id} was read");
        Error::new(Kind::Query, message)
    })
}

fn moments(db: &Db, after: i64, to: i64) -> Result<Vec<Moment>> {
    let sql = "SELECT m.custody, m.at, m.counts_only, m.counts, \
               coalesce((SELECT max(custody) FROM moments b WHERE b.n < m.n), 0) \
               FROM moments m WHERE m.custody > ?1 AND m.custody <= ?2 ORDER BY m.n";
    type Cells = (i64, String, bool, String, i64);
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    let mut out = vec![];
    for (custody, at, counts_only, counts, before) in db.all(sql, [after, to], read)? {
        let sql = "SELECT what || coalesce(' ' || path, '') FROM custody \
                   WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3";
        let did = db.all(sql, [before, custody, NAMED as i64], |row| row.get(0))?;
        out.push(Moment {
            custody,
            at,
            did,
            entries: (custody - before).max(0).unsigned_abs(),
            counts_only,
            counts: serde_json::from_str(&counts).unwrap_or_else(|_| json!({})),
        });
    }
    Ok(out)
}

fn changes(db: &Db, after: i64, to: i64) -> Result<Vec<Change>> {
    let sql = "SELECT c.kind, c.id, c.before, c.after, m.custody FROM changes c \
               JOIN moments m ON m.n = c.moment \
               WHERE m.custody > ?1 AND m.custody <= ?2 ORDER BY c.moment, c.kind, c.id";
    type Cells = (String, String, Option<String>, Option<String>, i64);
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    type Span = (Option<String>, Option<String>, Vec<i64>);
    let mut all: BTreeMap<(String, String), Span> = BTreeMap::new();
    for (kind, id, before, after, custody) in db.all(sql, [after, to], read)? {
        // From the first state to the last: what came and went between is no change.
        let span = all.entry((kind, id)).or_insert_with(|| (before, None, vec![]));
        span.1 = after;
        span.2.push(custody);
    }
    let pairs: Vec<Pair> = all
        .iter()
        .map(|((kind, id), (before, after, _))| Pair {
            kind: kind.clone(),
            id: id.clone(),
            before: before.as_deref().map(state),
            after: after.as_deref().map(state),
        })
        .collect();
    let told = tell(&pairs).into_iter().map(|one| {
        let at = all.get(&(one.kind.clone(), one.id.clone())).map(|span| span.2.clone());
        Change {
            kind: one.kind,
            id: one.id,
            what: one.what.as_str().to_owned(),
            text: one.text,
            fields: one
                .fields
                .into_iter()
                .map(|(name, before, after)| FieldChange { name, before, after })
                .collect(),
            others: one.others,
            reports: one.reports,
            at: at.unwrap_or_default(),
        }
    });
    Ok(told.collect())
}

fn state(json: &str) -> State {
    let value: Value = serde_json::from_str(json).unwrap_or(Value::Null);
    let list = |name: &str| {
        let all = value[name].as_array().into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let fields = value["fields"].as_object().into_iter().flatten();
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    State {
        text: value["text"].as_str().unwrap_or_default().to_owned(),
        fields: fields.filter_map(|(name, v)| Some((name.clone(), text(v)?))).collect(),
        events: list("events"),
        reports: list("reports"),
    }
}
