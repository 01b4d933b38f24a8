//! What an analyst would look at first.
//!
//! Three things are worth a look before anything else: what is contested, for the record says two
//! things of it; what is grave and rests on one source, among what was read last; and reports whose
//! day is not known, for all that they tell hangs on it. Each has a score in the same unit, about one
//! point for a source or for a row that would change, so that they make one list. What somebody
//! reviewed already is left out.

use crate::error::Result;
use crate::store::connection::Db;
use serde::Serialize;

/// Disputes and reports looked at, and events, the last read.
const DISPUTES: usize = 200;
const REPORTS: usize = 500;
const EVENTS: usize = 1000;
/// So far below nought an event is grave, on Goldstein's scale of −10 to 10.
const GRAVE: f64 = 7.0;

/// A row that nobody reviewed, and why somebody should.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Awaiting {
    /// `incidents`, `events`, `disputes` or `reports`.
    pub table: &'static str,
    /// Its id.
    pub id: String,
    /// What it is, in a few words.
    pub text: String,
    /// Why it is worth a look.
    pub because: String,
    /// How much hangs on it: about one for each source or row.
    pub score: f64,
}

/// What awaits review, that on which most hangs first.
pub(crate) fn awaiting(db: &Db, most: usize) -> Result<Vec<Awaiting>> {
    let mut all = contested(db)?;
    all.extend(alone(db)?);
    all.extend(undated(db)?);
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    all.truncate(most);
    Ok(all)
}

/// Disputes that most sources are in; where a happening is disputed, the happening.
fn contested(db: &Db) -> Result<Vec<Awaiting>> {
    let sql = format!(
        "SELECT d.id, d.text, d.kind, d.independent_sources, i.id, i.review IS NOT NULL \
         FROM (SELECT * FROM disputes WHERE relation = 'conflict' \
               ORDER BY independent_sources DESC, id LIMIT {DISPUTES}) d \
         LEFT JOIN incidents i ON i.id = d.owner"
    );
    type Cells = (String, String, String, i64, Option<String>, bool);
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Cells> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    };
    let mut out: Vec<Awaiting> = vec![];
    for (id, text, kind, sources, incident, reviewed) in db.all(&sql, [], read)? {
        if reviewed {
            continue;
        }
        let because = format!("{kind} disputed, {sources} independent sources");
        let (table, id) = match incident {
            Some(incident) => ("incidents", incident),
            None => ("disputes", id),
        };
        match out.iter_mut().find(|one| one.id == id) {
            // Several disputes of one happening count together.
            Some(one) => {
                one.score += 3.0 * sources as f64;
                one.because = format!("{}; {because}", one.because);
            }
            None => out.push(Awaiting { table, id, text, because, score: 3.0 * sources as f64 }),
        }
    }
    Ok(out)
}

/// Grave events of one source, among those read last.
fn alone(db: &Db) -> Result<Vec<Awaiting>> {
    let sql = format!(
        "SELECT e.id, e.\"type\", e.goldstein, e.date ->> 'edtf', \
           coalesce(e.place ->> 'name', e.place ->> 'text'), \
           (SELECT group_concat(coalesce(value ->> 'name', value ->> 'text'), ', ') \
            FROM json_each(e.actors)), \
           (SELECT group_concat(coalesce(value ->> 'name', value ->> 'text'), ', ') \
            FROM json_each(e.recipients)) \
         FROM (SELECT * FROM events ORDER BY rowid DESC LIMIT {EVENTS}) e \
         JOIN incidents i ON i.id = e.incident \
         WHERE e.review IS NULL AND e.goldstein <= -{GRAVE} AND e.status = 'happened' \
           AND i.independent_sources <= 1 AND i.standing = 'unopposed' AND i.review IS NULL"
    );
    type Cells =
        (String, String, f64, Option<String>, Option<String>, Option<String>, Option<String>);
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Cells> {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
        ))
    };
    let one = |(id, kind, goldstein, day, place, actors, recipients): Cells| {
        let mut text = kind;
        match (actors, recipients) {
            (Some(a), Some(b)) => text += &format!(": {a} → {b}"),
            (Some(a), None) => text += &format!(": {a}"),
            (None, Some(b)) => text += &format!(": → {b}"),
            (None, None) => {}
        }
        text += &place.map(|place| format!(", at {place}")).unwrap_or_default();
        text += &day.map(|day| format!(", {day}")).unwrap_or_default();
        let because = format!("grave ({goldstein:+.1} on Goldstein's scale), told by one source")
            .replace('-', "−");
        Awaiting { table: "events", id, text, because, score: goldstein.abs() }
    };
    Ok(db.all(&sql, [], read)?.into_iter().map(one).collect())
}

/// Reports without a day of their own on which rows hang.
fn undated(db: &Db) -> Result<Vec<Awaiting>> {
    let sql = format!(
        "SELECT lower(hex(substr(o.sha256, 1, 8))) AS id, coalesce(nullif(r.title, ''), o.title, o.path), \
           r.published ->> 'edtf', \
           (SELECT count(*) FROM events WHERE report = lower(hex(substr(o.sha256, 1, 8)))) \
         FROM (SELECT n, title, published FROM readings \
               WHERE day IS NULL ORDER BY n DESC LIMIT {REPORTS}) r \
         JOIN originals o ON o.n = r.n \
         WHERE NOT EXISTS (SELECT 1 FROM corrected c \
           WHERE c.row = lower(hex(substr(o.sha256, 1, 8))))"
    );
    type Cells = (String, Option<String>, Option<String>, i64);
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Cells> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    };
    let one = |(id, title, edtf, events): Cells| {
        let known = match edtf {
            Some(edtf) => format!("known to be of {edtf} only"),
            None => "not known".into(),
        };
        let plural = if events == 1 { "" } else { "s" };
        Awaiting {
            table: "reports",
            id,
            text: title.unwrap_or_else(|| "a report without a title".into()),
            because: format!("its day is {known}; {events} event{plural} hang on it"),
            score: events as f64,
        }
    };
    let found = db.all(&sql, [], read)?.into_iter();
    Ok(found.filter(|cells| cells.3 > 0).map(one).collect())
}
