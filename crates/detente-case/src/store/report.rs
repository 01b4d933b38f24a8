//! The derived rows of one report: put in, taken out, marked for linking.

use super::connection::Db;
use super::custody;
use super::derived::REPORTS;
use super::naming;
use super::originals;
use super::{corrections, overlay};
use crate::error::Result;
use crate::link;
use crate::query::rows;
use crate::read::{Read, joined};
use detente_reading::Reading;
use detente_record::{Evidence, Report, Time, TimeBasis, TimeSpan};
use detente_text::{Refusal, Supplied};
use detente_world::World;
use rusqlite::ToSql;
use serde_json::{Map, Value};

/// Stores what was read of an original: its rows, its words, and the keys that are to be linked.
pub(crate) fn put(db: &Db, world: &World, n: i64, read: &Read) -> Result<()> {
    let (reading, text) = (&read.reading, &*read.text);
    let original = originals::by_number(db, n)?;
    let Some(original) = original else { return Ok(()) };
    let id = original.id();
    // What analysts say of it is laid over first, so that all that follows sees it.
    let laid = overlay::laid(db, &original, reading)?;
    let reading = laid.as_ref().unwrap_or(reading);
    // What they rejected is stored to be seen, and nothing is made of it.
    let fed = laid.as_ref().map(overlay::fed);
    let fed = fed.as_ref().unwrap_or(reading);
    let report = &reading.report;
    report_row(db, world, n, report, &original.supplied)?;
    let outside = report.title.as_deref().filter(|title| !text.contains(title)).unwrap_or("");
    db.run("INSERT INTO search (rowid, text, title) VALUES (?1, ?2, ?3)", (n, text, outside))?;
    for (order, event) in reading.events.iter().enumerate() {
        let position = position(event.evidence.first(), order);
        rows::put(db, event, &[("position", &position)])?;
    }
    for (order, statement) in reading.statements.iter().enumerate() {
        let position = position(Some(&statement.evidence.content), order);
        rows::put(db, statement, &[("position", &position)])?;
    }
    for (order, undertaking) in reading.undertakings.iter().enumerate() {
        let position = position(undertaking.obligation.evidence.first(), order);
        rows::put(db, undertaking, &[("position", &position)])?;
    }
    link::mark_events(db, &id, &fed.events)?;
    if !reading.events.is_empty() || !reading.statements.is_empty() {
        // Copies matter where something is told.
        link::mark_text(db, &id, text, report.published.time.to.as_deref())?;
    }
    link::mark_agreements(db, world, &id, fed)?;
    naming::put(db, world, &id, fed)?;
    timeline(db, &id, fed)?;
    let own = match &read.own {
        None => None,
        Some(own) => {
            let laid = overlay::laid(db, &original, own)?;
            Some(overlay::fed(laid.as_ref().unwrap_or(own)))
        }
    };
    let reading = own.as_ref().unwrap_or(fed);
    let own = link::Own { reading, undated: read.undated, apart: own.is_some(), text };
    link::mark_date(db, n, &id, &own)
}

/// Where a row stands in its report.
fn position(evidence: Option<&Evidence>, order: usize) -> i64 {
    let first = evidence.and_then(|evidence| evidence.parts.first());
    let chars = first.and_then(|part| part.chars).map(|chars| chars[0]);
    i64::try_from(chars.unwrap_or(order)).unwrap_or(i64::MAX)
}

fn timeline(db: &Db, id: &str, reading: &Reading) -> Result<()> {
    let Reading { report, events, statements, .. } = reading;
    for entry in detente_linking::timeline(events, statements, std::slice::from_ref(report)) {
        let (mut who, mut place) = (vec![], Value::Null);
        if let Some(event) = events.iter().find(|event| event.id == entry.id) {
            who.extend(event.actors.iter().chain(&event.recipients).map(json));
            place = json(&event.place);
        }
        if let Some(statement) = statements.iter().find(|statement| statement.id == entry.id) {
            who.extend(statement.speaker.as_ref().map(json));
            who.extend(statement.via.iter().map(json));
        }
        let who = Value::Array(who).to_string();
        let place = (!place.is_null()).then(|| place.to_string());
        rows::put(db, &entry, &[("who", &who), ("place", &place), ("report", &id)])?;
    }
    Ok(())
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Value {
    // Plain structs with string keys: nothing in them can fail.
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// What is as supplied is left null, what is empty is left out.
fn report_row(db: &Db, world: &World, n: i64, report: &Report, supplied: &Supplied) -> Result<()> {
    let text = |own: &Option<String>, supplied: &Option<String>| match (own, supplied) {
        (own, supplied) if own == supplied => None,
        (None, _) => Some(String::new()),
        (own, _) => own.clone(),
    };
    let list = |value: Value| match &value {
        Value::Array(list) if list.is_empty() => None,
        Value::Object(map) if map.is_empty() => None,
        _ => Some(value.to_string()),
    };
    let (day, day_text, basis, published) = match plain_day(report) {
        Some((day, words, basis)) => {
            let own = text(&words, &supplied.published);
            let own = own.map(|own| if own == day { "=".to_owned() } else { own });
            (Some(day), own, Some(basis), None)
        }
        None => (None, None, None, list(sparse(json(&report.published)))),
    };
    let source = report.outlet.as_deref().and_then(|o| detente_linking::outlet_id(o, world));
    let judged = match &source {
        Some(source) => corrections::reliability(db, source)?.map(|(_, letter)| letter),
        None => None,
    };
    let reliability = judged.as_ref().unwrap_or(&report.reliability);
    let evidence = list(json(&report.evidence));
    let values: [&dyn ToSql; 19] = [
        &n,
        &text(&report.title, &supplied.title),
        &text(&report.byline, &supplied.byline),
        &text(&report.outlet, &supplied.outlet),
        &text(&report.url, &supplied.url),
        &text(&report.retrieved, &supplied.retrieved),
        &report.language,
        &(report.words as i64),
        &day,
        &day_text,
        &basis,
        &published,
        &list(json(&report.relays)),
        &report.copies_of,
        &list(json(&report.passages_shared)),
        &(!matches!(reliability.as_str(), "F" | "")).then_some(reliability),
        &list(json(&report.notes)),
        &evidence,
        &source,
    ];
    let sql = "INSERT INTO readings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
               ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    db.run(sql, values)?;
    let sql = "INSERT INTO days SELECT coalesce(day, published ->> 'to'), 1 FROM readings \
               WHERE n = ?1 AND coalesce(day, published ->> 'to') IS NOT NULL \
               ON CONFLICT (day) DO UPDATE SET reports = reports + 1";
    db.run(sql, [n]).map(drop)
}

/// A day, the words for it and its basis, where a report's date is no more than that.
fn plain_day(report: &Report) -> Option<(String, Option<String>, &'static str)> {
    let time = &report.published.time;
    let day = time.from.clone()?;
    let plain = Time {
        text: time.text.clone(),
        basis: time.basis,
        ..Time::day(&day, "", TimeBasis::Stated)
    };
    let basis = match time.basis? {
        TimeBasis::Stated => "stated",
        TimeBasis::Resolved => "resolved",
        TimeBasis::Inferred => "inferred",
        TimeBasis::ReportDate => "report-date",
    };
    let fits = report.published.candidates.is_empty()
        && *time == plain
        && time.span == Some(TimeSpan::Throughout)
        && time.text.as_deref() != Some("");
    fits.then(|| (day, time.text.clone(), basis))
}

/// An object without what is null or empty.
fn sparse(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    let full = |value: &Value| !value.is_null() && value.as_array().is_none_or(|l| !l.is_empty());
    Value::Object(map.into_iter().filter(|(_, value)| full(value)).collect::<Map<_, _>>())
}

/// Takes a report's derived rows out and marks what they were linked to.
pub(crate) fn clear(db: &Db, n: i64, id: &str) -> Result<()> {
    naming::clear(db, n, id)?;
    link::unmark_events(db, id)?;
    link::unmark_agreements(db, id)?;
    link::unmark_text(db, id)?;
    for table in ["timeline", "undertakings", "statements", "events", "corrected"] {
        db.run(&format!("DELETE FROM {table} WHERE report = ?1"), [id])?;
    }
    db.run("DELETE FROM search WHERE rowid = ?1", [n])?;
    let day = "(SELECT coalesce(day, published ->> 'to') FROM readings WHERE n = ?1)";
    db.run(&format!("UPDATE days SET reports = reports - 1 WHERE day = {day}"), [n])?;
    db.run("DELETE FROM days WHERE reports <= 0", [])?;
    db.run("DELETE FROM readings WHERE n = ?1", [n]).map(drop)
}

/// The row of a report, by its original's number.
pub(crate) fn row(db: &Db, n: i64) -> Result<Option<Report>> {
    let sql = format!("SELECT {} FROM ({REPORTS} WHERE r.n = ?1)", rows::names::<Report>());
    let mut statement = db.sql.prepare_cached(&sql).map_err(|e| db.error(e))?;
    let mut found = statement.query([n]).map_err(|e| db.error(e))?;
    match found.next().map_err(|e| db.error(e))? {
        Some(cells) => rows::row(db, rows::value::<Report>(db, cells)?).map(Some),
        None => Ok(None),
    }
}

/// The name under which an original, or its member, is refused.
pub(crate) fn path(db: &Db, n: i64, member: Option<&str>) -> Result<String> {
    let sql = "SELECT coalesce(o.path, c.path) FROM originals o \
               LEFT JOIN containers c ON c.n = o.container WHERE o.n = ?1";
    let path: Option<String> = db.first(sql, [n], |row| row.get(0))?.flatten();
    Ok(joined(&path.unwrap_or_default(), member))
}

/// Whether an original's rows are there.
pub(crate) fn is_read(db: &Db, n: i64) -> Result<bool> {
    Ok(db.first("SELECT 1 FROM readings WHERE n = ?1", [n], |_| Ok(()))?.is_some())
}

/// Whether any report lies in a container.
pub(crate) fn lies_in(db: &Db, container: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM originals WHERE container = ?1 \
               UNION ALL SELECT 1 FROM duplicates WHERE container = ?1 LIMIT 1";
    Ok(db.first(sql, [container], |_| Ok(()))?.is_some())
}

/// A row for what was refused; one that is there already stays.
pub(crate) fn refuse(db: &Db, path: &str, refusal: &Refusal) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO refused VALUES (?1, ?2, ?3, ?4)";
    db.run(sql, (path, refusal.reason.as_ref(), &refusal.detail, custody::now())).map(drop)
}

/// What can be read now is no longer refused.
pub(crate) fn accept(db: &Db, path: &str) -> Result<()> {
    db.run("DELETE FROM refused WHERE path = ?1", [path]).map(drop)
}
